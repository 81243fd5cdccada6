"""A mail must say which way its text runs.

Arabic or Hebrew without `dir="rtl"` is laid out from the wrong side, with the full stops at the
wrong end; and in a client whose own interface runs from right to left so is English without
`dir="ltr"`. Write it on `<html>`, and on the first element of the body as well, since webmail
drops `<html>`.

What counts is a `dir` on `html`, on `body` or on elements that hold most of the body, and there
`direction` in a style as well, which older MJML wrote on each section; it now writes `dir="auto"`
itself. The fix is safe where the language is known or the text has no letter of a
right-to-left script. Text in such a script that nothing declares as such is an error.
Fragments are judged only for that.

Evidence: Email Markup Consortium, accessibility report 2026: missing in 97.41 % of 376,348
mails; caniemail, "dir attribute" and "direction" (data of May 2026: nearly universal).

```html bad
<!DOCTYPE html><html lang="en"><body><p>News</p></body></html>
               ^^^^^^^^^^^^^^^^ No dir attribute
```

```html fixed
<!DOCTYPE html><html lang="en" dir="ltr"><body><p>News</p></body></html>
```

```html bad
<html lang="ar" dir="ltr"><body><p>مرحبا بكم في النشرة الإخبارية</p></body></html>
                     ^^^ Right-to-left text without dir="rtl"
```

```html fixed
<html lang="ar" dir="rtl"><body><p>مرحبا بكم في النشرة الإخبارية</p></body></html>
```

```html bad
<td><p>שלום לכולם, הנה החדשות שלנו</p></td>
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Right-to-left text without dir="rtl"
```

```html good
<html><body><table lang="he" dir="rtl"><tr><td>שלום לכולם</td></tr></table></body></html>
```

```mjml good
<mjml lang="en"><mj-body><mj-text>News</mj-text></mj-body></mjml>
```

```html good
<html dir="{% if LANGUAGE_BIDI %}rtl{% else %}ltr{% endif %}"><body><p>שלום</p></body></html>
```

```html good
<html lang="en"><body><table><tr><td style="direction: ltr; padding: 0">News</td></tr></table>
<table><tr><td style="direction: ltr; padding: 0">More news</td></tr></table></body></html>
```

```html good
<td>Available in English, Suomi and العربية: choose yours on our pages.</td>
```
"""

from collections.abc import Iterable, Iterator

from presend import patterns
from presend.api import Edit, Element, Envelope, Finding, Fix, Html, Span, rule
from presend.data import languages
from presend.documents import entities
from presend.documents.css import Declaration
from presend.documents.styling import loose

RTL_SHARE = 0.3  # of all letters
_REFERENCES = ("&#14", "&#15", "&#16", "&#17", "&#x05", "&#x5", "&#x06", "&#x6", "&#X")
_WRONG = 'Right-to-left text without dir="rtl"'
_LETTER = r"[^\W\d_]"


@rule(severity="info", standard="WHATWG HTML, 3.2.6.4 The dir attribute")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    root = html.root
    declared = languages.declared(html, "dir")
    wrong = _right_to_left(html)
    if wrong is not None:
        if declared is not None and declared.value is not None:
            fix = Fix("Write rtl", [Edit(declared.span, "rtl")], safe=False)
            yield Finding(declared.span, _WRONG, fix, severity="error")
        elif declared is None:
            edits = [root.add("dir", "rtl")] if root else []
            fix = Fix('Say dir="rtl"', edits, safe=False)
            yield Finding(wrong, _WRONG, fix if edits else None, severity="error")
    elif (
        declared is None
        and root is not None
        and not html.mjml
        and not any(map(loose, html.elements("html", "body", "mjml")))
        and not _section_by_section(html, root)
    ):
        yield Finding(root.span, "No dir attribute", _fix(html, root, envelope))


def _right_to_left(html: Html) -> Span | None:
    """The first text in a right-to-left script that nothing says is one, if much of it is."""
    source = html.source.text
    if source.isascii() and not _refers(source):
        return None
    letters = patterns.compile(languages.RTL_LETTERS)
    first, count = None, 0
    for run in html.runs:
        piece = html.masked[run.start : run.end]
        if "&#" not in piece and (piece.isascii() or _western(piece)):
            continue
        if found := len(letters.findall(entities.decode(piece))):
            count += found
            text = piece.strip()
            start = run.start + piece.index(text)
            first = first or Span(start, start + len(text))
    shown = html.text_of((html.start, len(html.masked))) if first else ""
    if count < RTL_SHARE * len(patterns.compile(_LETTER).findall(shown)):
        return None
    if any("rtl" in (each.value("dir") or "rtl").lower() for each in html.with_attribute("dir")):
        return None
    return first if "direction" not in source or not _styled(html) else None


def _refers(text: str) -> bool:
    """Whether a character reference may stand for a letter of a right-to-left script."""
    at = text.find("&#")
    while at >= 0:
        if text.startswith(_REFERENCES, at):
            return True
        at = text.find("&#", at + 2)
    return False


def _western(text: str) -> bool:
    """A quick look: whether all characters are those of western Europe."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _section_by_section(html: Html, root: Element) -> bool:
    """Whether elements that say their direction hold most of the body, together."""
    ways = html.with_attribute("dir")
    if "direction" in html.source.text:
        ways = ways + [each for each in html.with_attribute("style") if _directed(each.style)]
    start, end = next(iter(html.elements("body")), root).content
    held = reach = start
    for first, last in sorted(each.outer for each in ways):
        held += max(last - max(first, reach), 0)
        reach = max(reach, last)
    return 2 * (held - start) > end - start


def _directed(block: Iterable[Declaration]) -> bool:
    return any(declaration.name == "direction" for declaration in block)


def _styled(html: Html) -> bool:
    """Whether CSS says that something runs from right to left."""
    blocks = [element.style for element in html.with_attribute("style")]
    blocks += [list(rule.declarations) for _, sheet in html.sheets for rule in sheet.rules]
    return any(
        declaration.name == "direction" and "ltr" not in declaration.value
        for block in blocks
        for declaration in block
    )


def _fix(html: Html, root: Element, envelope: Envelope) -> Fix:
    """Left to right it is by default: to say so changes nothing, unless another comes in."""
    tag = root.value("lang") or envelope.text("language") or ""
    if tag and languages.valid(tag):
        way, safe = "rtl" if languages.right_to_left(tag) else "ltr", True
    else:
        shown = html.text_of((html.start, len(html.masked)))
        many = len(patterns.compile(_LETTER).findall(shown)) >= languages.LETTERS
        way, safe = "ltr", many and "lang" not in root
    return Fix(f'Say dir="{way}"', [root.add("dir", way)], safe=safe and way == "ltr")
