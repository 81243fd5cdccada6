" What a user of Vim with ALE does with mail.html, and what is seen on the way, written as JSON to
" the file that $SEEN names.

let s:seen = {}

function! s:Wait(what, test) abort
  let l:waited = 0
  while !a:test() && l:waited < 20000
    sleep 10m
    let l:waited += 10
  endwhile
  if !a:test()
    let s:seen.failed = 'waited in vain for ' . a:what
    call s:Leave()
  endif
endfunction

function! s:Leave() abort
  call writefile([json_encode(s:seen)], $SEEN)
  qall!
endfunction

function! s:Found() abort
  return map(copy(ale#engine#GetLoclist(bufnr(""))),
  \ "[v:val.lnum - 1, v:val.col - 1, v:val.type, v:val.code, v:val.text]")
endfunction

edit mail.html
call s:Wait('findings', {-> len(s:Found()) == 4})
let s:seen.opened = s:Found()
let s:tick = b:changedtick
write
call s:Wait('the fixes', {-> !&modified && b:changedtick > s:tick})
call s:Wait('what is left', {-> len(s:Found()) == 2})
let s:seen.saved = s:Found()
call s:Leave()
