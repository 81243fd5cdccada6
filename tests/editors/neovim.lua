-- What a user of Neovim does with mail.html, and what is seen on the way, written as JSON to
-- the file that $SEEN names.

local seen = { screens = {} }

local function leave()
  vim.fn.writefile({ vim.fn.json_encode(seen) }, os.getenv('SEEN'))
  vim.cmd('0cquit')
end

local function wait(what, test)
  if not vim.wait(20000, test, 10) then
    seen.failed = 'waited in vain for ' .. what
    leave()
  end
end

local function diagnostics()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { each.lnum, each.col, each.end_col, each.code })
  end
  table.sort(found, function(a, b) return a[1] < b[1] end)
  return found
end

local function count(number)
  return function() return #vim.diagnostic.get(0) == number end
end

local function screen(title)
  vim.cmd('redraw!')
  local rows = {}
  for row = 1, vim.o.lines do
    local cells = {}
    for column = 1, vim.o.columns do
      table.insert(cells, vim.fn.screenstring(row, column))
    end
    table.insert(rows, (table.concat(cells):gsub('%s+$', '')))
  end
  table.insert(seen.screens, { title, rows })
end

-- The menu of vim.lsp.buf.code_action(), in which the user takes what is named.
local function choose(line, column, title)
  local chosen = false
  vim.ui.select = function(items, options, take)
    local titles = vim.tbl_map(options.format_item, items)
    for number, each in ipairs(titles) do
      if each == title then
        chosen = true
        return take(items[number], number)
      end
    end
    seen.failed = 'no ' .. title .. ' among ' .. table.concat(titles, ', ')
    leave()
  end
  vim.api.nvim_win_set_cursor(0, { line, column })
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.code_action()
  wait(title, function() return chosen and vim.api.nvim_buf_get_changedtick(0) > before end)
end

vim.opt.columns, vim.opt.lines = 132, 20
vim.opt.wrap = false
vim.cmd('edit mail.html')
wait('diagnostics', count(4))
seen.opened = diagnostics()
screen('opened')

choose(11, 12, 'Mark it as decoration (unsafe: a reader may notice)')
wait('one less', count(3))
choose(13, 20, 'Allow insecure-link here')
wait('two less', count(2))
screen('the image made decoration, the insecure link allowed')

vim.cmd('write')
wait('none', count(0))
seen.saved = diagnostics()
screen('saved, with all that is safe fixed')

vim.cmd('edit notes.mjml')
wait('those of MJML', function() return #vim.diagnostic.get(0) > 0 end)
seen.mjml = diagnostics()
leave()
