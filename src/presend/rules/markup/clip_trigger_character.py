"""A C1 control character can make Gmail clip the message.

U+0080 to U+009F are what is left where a Windows-1252 text was taken for Latin-1: the
apostrophe of a word processor becomes U+0092. Gmail was seen to clip a short mail at such a
character; other clients show a box. The fix writes the character that was meant.

Evidence: email-bugs, issue 41 (observation of October 2018 with U+0092, still open).

```html bad
<p>You&#146;re invited</p>
      ^^^^^^ U+0092 control character can make Gmail clip the message
```

```html fixed
<p>You’re invited</p>
```

```html bad
<p>Only &#x80; 5</p>
        ^^^^^^ U+0080 control character can make Gmail clip the message
```

```html good
<p>You’re invited for €5 &#8211; &amp;#146; is how not to write it</p>
```

```plain good
{{ name }}, it costs €5 – no more
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Plain, Span, rule

_REFERENCE = patterns.compile(r"&#(?:0*+(1[2345]\d)|[xX]0*+([89][0-9a-fA-F]))(?!\d|[0-9a-fA-F]);?")
_CONTROL = "[\x80-\x9f]"


@rule(severity="warning", standard="WHATWG HTML, 13.2.2 (control-character-reference)")
def check(document: Html | Plain) -> Iterator[Finding]:
    text = document.source.text
    if isinstance(document, Html) and "&#" in text:
        for found in _REFERENCE.finditer(text):
            code = int(found[1]) if found[1] else int(found[2], 16)
            if 0x80 <= code <= 0x9F:
                yield _finding(Span(*found.span()), code)
    if not text.isascii():
        for found in patterns.compile(_CONTROL).finditer(text):
            if found[0] != "\x85":  # NEL, a line end of its own right
                yield _finding(Span(*found.span()), ord(found[0]))


def _finding(span: Span, code: int) -> Finding:
    said = f"U+{code:04X} control character can make Gmail clip the message"
    try:
        meant = bytes([code]).decode("windows-1252")
    except UnicodeDecodeError:
        return Finding(span, said)
    return Finding(span, said, Fix(f"Write {meant}", [Edit(span, meant)]))
