"""A C1 control character can make Gmail clip the message.

U+0080 to U+009F are what is left where a Windows-1252 text was taken for Latin-1: the
apostrophe of a word processor becomes U+0092. Gmail was seen to clip a short mail at such a
character; other clients show a box. The fix writes the character that was meant.

A reference to one (`&#146;`) is read as what was meant by clients that follow the HTML standard.
That Gmail clips at it is not known, so it is told at `info`.

Evidence: email-bugs, issue 41 (observation of October 2018 with U+0092, confirmed in February 2019,
still open); WHATWG HTML, 13.2.5.80 (references to these code points are errors).

```html bad
<p>You\x92re invited</p>
      ^ U+0092 control character can make Gmail clip the message
```

```html fixed
<p>You’re invited</p>
```

```html bad
<p>Only &#x80; 5</p>
        ^^^^^^ &#x80; names a control character; write €
```

```html fixed
<p>Only € 5</p>
```

```html good
<p>You’re invited for €5 &#8211; &amp;#146; is how not to write it</p>
```

```plain good
{{ name }}, it costs €5 – no more
```
"""

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Iterator, Plain, Span, rule

_REFERENCE = patterns.compile(r"&#(?:0*+(1[2345]\d)|[xX]0*+([89][0-9a-fA-F]))(?!\d|[0-9a-fA-F]);?")
_CONTROL = "[\x80-\x9f]"
_LEAD = b"\xc2"  # the first octet of U+0080 to U+00BF in UTF-8


@rule(severity="warning", standard="WHATWG HTML, 13.2.2 (control-character-reference)")
def check(document: Html | Plain) -> Iterator[Finding]:
    text = document.source.text
    if isinstance(document, Html) and "&#" in text:
        for found in _REFERENCE.finditer(text):
            code = int(found[1]) if found[1] else int(found[2], 16)
            if 0x80 <= code <= 0x9F:
                yield _finding(Span(*found.span()), code, found[0])
    if _LEAD in document.source.octets:
        for found in patterns.compile(_CONTROL).finditer(text):
            if found[0] != "\x85":  # NEL, a line end of its own right
                yield _finding(Span(*found.span()), ord(found[0]))


def _finding(span: Span, code: int, reference: str = "") -> Finding:
    try:
        meant = bytes([code]).decode("windows-1252")
    except UnicodeDecodeError:
        meant = ""
    fix = Fix(f"Write {meant}", [Edit(span, meant)]) if meant else None
    if reference:
        said = f"{reference} names a control character" + (f"; write {meant}" if meant else "")
        return Finding(span, said, fix, severity="info")
    return Finding(span, f"U+{code:04X} control character can make Gmail clip the message", fix)
