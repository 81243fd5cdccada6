"""Accents turn into garbage where the charset is missing or wrong.

Write `<meta charset="utf-8">` as the first child of the head and save the file as UTF-8. The ESP
adds the header to the message; the meta still serves previews and "view in browser". Text
that was decoded twice (`Ã©` for `é`) must be written again.

Evidence: rspamd R_MISSING_CHARSET 0.5 (August 2026); Google, "Email sender guidelines" (HTML
standards, March 2026).

```html bad
<!DOCTYPE html><html><head><title>News</title></head><body></body></html>
                     ^^^^^^ No charset declared
```

```html fixed
<!DOCTYPE html><html><head><meta charset="utf-8"><title>News</title></head><body></body></html>
```

```html bad
<html><head><meta charset="iso-8859-1"></head><body></body></html>
                           ^^^^^^^^^^ Charset is iso-8859-1, not utf-8
```

```html bad
<html><head><meta charset="utf-8"></head><body><p>CafÃ© is open</p></body></html>
                                                     ^^ Text was decoded wrongly ("Ã©" for "é")
```

```html good
<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><p>Café</p>
```

```html bad
<p>GrÃ¼ÃŸe aus KÃ¶ln</p>
     ^^ Text was decoded wrongly ("Ã¼" for "ü")
```

```html good
<p>SÃO PAULO and Ålesund in a fragment: «AMANHû, MAÇÃ–</p>
```

```html good
<head><meta charset="us-ascii"></head> <p>Nothing but ASCII is the same in UTF-8</p>
```

```html good
<html><head><meta charset="{{ page.charset || 'utf-8' }}"></head><p>Hello</p></html>
```

```html good
<head><meta http-equiv="Content-Type" content="text/html; charset=<?php echo $charset; ?>"></head>
```
"""

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Iterator, Span, rule
from presend.documents.markup import page

# Pairs that are right in some language, A with tilde before a closing quote, are left alone.
_TWICE = (
    r"[\xc2\xc3][\x80-\xa9\xac-\xaf\xb1-\xb9\xbc-\xbf]|(?<=[a-z])\xc3[\xaa\xab\xb0\xba\xbb]"
    r"|\xc3[\u0152-\u2122](?=[a-z])|\xe2\u20ac[\u0080-\u00ff\u0152-\u2122]"
)
_LEADS = ("\xc2", "\xc3", "\xe2")


@rule(
    severity="warning", standard="WHATWG HTML, 4.2.5.4 Specifying the document's character encoding"
)
def check(html: Html) -> Iterator[Finding]:
    yield from _declared(html)
    text = html.source.text
    if text.isascii():
        return
    at = text.find("\ufffd")
    if at >= 0:
        yield Finding((at, at + 1), "A character was lost before the file was saved (U+FFFD)")
    if not ("\xc2" in text or "\xc3" in text or ("\xe2" in text and "\xe2\u20ac" in text)):
        return
    if not any(lead in text for lead in _LEADS):
        return
    for found in patterns.compile(_TWICE).finditer(text):
        meant = _undone(found[0])
        if meant:
            said = f'Text was decoded wrongly ("{found[0]}" for "{meant}")'
            yield Finding(Span(*found.span()), said)
            return


def _undone(text: str) -> str:
    """The character that a text decoded as Windows-1252 was in UTF-8; empty: it was none."""
    try:
        meant = text.encode("windows-1252").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return meant if (len(meant) == 1 and not meant.isspace()) or meant == "\xa0" else ""


def _declared(html: Html) -> Iterator[Finding]:
    heads = html.elements("head")
    if html.mjml or not heads or html.rendered:
        return
    for name, span in page.charsets(html):
        if name is None:
            return  # the template says it
        if name.lower() in ("us-ascii", "ascii") and html.source.text.isascii():
            return
        if name.lower() not in ("utf-8", "utf8") and name.isascii() and name.isprintable():
            yield Finding(span, f"Charset is {name}, not utf-8")
        return
    start, end = heads[0].content
    if any(start <= hole.start < end and hole.kind != "comment" for hole in html.holes):
        return  # an include or a variable may bring it
    fix = Fix("Declare UTF-8", [Edit(Span(start, start), '<meta charset="utf-8">')])
    yield Finding(heads[0].span, "No charset declared", fix)
