"""A link in running text must differ from it by more than its colour.

Not everyone sees the difference between two colours. A link that is neither underlined nor bold
nor framed, in a colour near that of the text around it, is not seen as one. Underline it, or give
the two colours a contrast of 3:1.

Only links within a sentence are judged: in a navigation bar, in a footer's list or alone in a
cell the place tells. The rule is off by default, since many brands have decided otherwise.

Evidence: WCAG 2.2, 1.4.1 Use of Color (A), with technique G183 (a contrast of 3:1 with the
surrounding text).

```html bad
<html><body><p style="color: #444444">See <a href="https://acme.com/a" style="color: #7a4a00; text-decoration: none">the map</a> first.</p></body></html>
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link differs from the text around it by its colour only (contrast 1.3:1)
```

```html bad
<html><head><style>a { color: #333; text-decoration: none }</style></head><body>We are at <a href="{{ map }}">Ropewalk Yard</a>, in London.</body></html>
                                                                                          ^^^^^^^^^^^^^^^^^^^^ Link differs from the text around it by its colour only (contrast 1.6:1)
```

```html good
<html><body><p style="color: #444">See <a href="https://acme.com/a" style="color: #7a4a00">the map</a> first,
or <a href="https://acme.com/b" style="color: #7a4a00; text-decoration: none; font-weight: bold">the list</a>,
or <a href="https://acme.com/b" style="color: #7a4a00; text-decoration: none; border-bottom: 1px solid">this</a>.</p></body></html>
```

```html good
<html><head><style>a { color: #333; text-decoration: none }</style></head>
<body><p><a href="https://acme.com/a">Shoes</a> | <a href="https://acme.com/b">Hats</a></p></body></html>
```
"""

from itertools import islice

from presend.api import Element, Finding, Html, Iterator, rule
from presend.data import colours
from presend.documents.looks.style import Style

ENOUGH = 3.0  # contrast ratio with the text around
DEPTH = 8  # elements between a text and its link
_FRAMES = ("border", "border-bottom", "background", "background-color")


@rule(severity="info", standard="WCAG 2.2, 1.4.1 Use of Color (A)", off=True)
def check(html: Html) -> Iterator[Finding]:
    texts = html.styling.texts
    for at, (_, element, style) in enumerate(texts):
        if element is None or style.underlined is not False or style.seen is None:
            continue
        link = element if element.name == "a" else _link(element)
        if link is None or "href" not in link or link.parent is None:
            continue
        if at and texts[at - 1][0].start >= link.start:
            continue  # the first text of a link speaks for it
        around = _around(html, link, at)
        if around is None or around.seen is None or (style.bold and not around.bold):
            continue
        contrast = colours.contrast(style.seen, around.seen)
        if contrast < ENOUGH and style.background == around.background and not _framed(html, link):
            said = f"by its colour only (contrast {int(contrast * 10) / 10}:1)"
            said = said if style.seen != around.seen else "by nothing that is seen"
            yield Finding(link.span, f"Link differs from the text around it {said}")


def _link(element: Element) -> Element | None:
    """The link around an element, looked for not far up."""
    near = islice(element.ancestors(), DEPTH)
    return next((each for each in near if each.name == "a"), None)


def _around(html: Html, link: Element, at: int) -> Style | None:
    """The style of the sentence that a link stands in; None if it stands in none."""
    texts = html.styling.texts
    before = texts[at - 1] if at else None
    end = link.content[1]
    while at < len(texts) and texts[at][0].start < end:
        at += 1
    after = texts[at] if at < len(texts) else None
    for beside in (before, after):
        if beside is not None and beside[1] is link.parent and not beside[2].hidden:
            text = html.text_of((beside[0].start, beside[0].end))
            if sum(map(str.isalpha, text)) >= 2:
                return beside[2]
    return None


def _framed(html: Html, link: Element) -> bool:
    declared = html.styling.declared(link)
    return any(
        name in declared
        and declared[name].value.strip().lower() not in ("none", "0", "transparent")
        for name in _FRAMES
    )
