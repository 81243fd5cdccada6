"""Text must stand out from its background.

People who see badly, and everyone who reads a phone in the sun, cannot read pale grey on white.
WCAG asks for a contrast of 4.5:1, or of 3:1 for large text: from 24 px, or 18.66 px in bold.
Darken the text or lighten what is behind it.

Colours are taken from `style=""`, from `<style>` and from `bgcolor`, `color` and `text`. Where
one of them cannot be known (a hole, a background image or gradient, a class that another file
styles, a fragment without its page) there is no finding; nor on hidden text, in what is
`aria-hidden`, and in a media query such as that for dark mode. The same two colours are told
once in a file, with the other places beside. Text in the very colour of its background is
meant to be hidden.

Evidence: WCAG 2.2, 1.4.3 (AA), W3C Recommendation of October 2023, with its "Understanding";
Email Markup Consortium, accessibility report 2025: contrast is among the ten most frequent
faults.

```html bad
<html><body style="background: #fff"><p style="color: #999">Only today</p></body></html>
                                                      ^^^^ Contrast 2.8:1 for #999 on #fff (needs 4.5:1)
```

```html bad
<html><head><style>.note { color: #b8c0cc } td { background-color: white }</style></head>
                                  ^^^^^^^ Contrast 1.8:1 for #b8c0cc on #fff (needs 4.5:1)
<body><table><tr><td class="note">Terms</td><td class="note">More terms</td></tr></table></body></html>
```

```html bad
<body><table><tr><td bgcolor="#1f5f3a"><font color="#2d7a4d" size="5">Order</font></td></tr></table></body>
                                                    ^^^^^^^ Contrast 1.4:1 for #2d7a4d on #1f5f3a (needs 3:1)
```

```html good
<html><body style="background: #fff"><p style="color: #595959">Only today</p>
<h1 style="color: #949494">Large text may be paler</h1>
<div style="display: none; color: #fff">The preheader</div></body></html>
```

```html good
<html><head><style>.dark { background: #222 } @media (prefers-color-scheme: dark) { p { color: #111 } }</style>
</head><body><td class="{{ theme }}"><p style="color: #fff">On what the theme says</p></td>
<td background="sky.png" bgcolor="#ffffff"><p style="color: #fff">On a photograph</p></td>
<td style="background: {{ colour }}"><p style="color: #fff">On a hole</p></td></body></html>
```

```html good
<td><p style="color: #fff">A fragment does not know its page</p></td>
```
"""

from presend.api import Callable, Element, Finding, Html, Iterator, Span, rule
from presend.data import branches, colours
from presend.documents.html import TextRun
from presend.documents.looks.style import INVISIBLE, Style
from presend.documents.markup import entities
from presend.documents.templating.holes import HOLE

Place = tuple[int, int]
NEEDED, NEEDED_LARGE = 4.5, 3.0
LARGE, LARGE_BOLD = 24.0, 18.66  # px: 18 and 14 pt


@rule(severity="warning", standard="WCAG 2.2, 1.4.3 Contrast (Minimum) (AA)")
def check(html: Html) -> Iterator[Finding]:
    pairs: dict[object, tuple[str, str, float] | None] = {}
    judged: set[int] = set()
    aria: Callable[[int], bool] | None = None
    nearest: dict[tuple[Place | None, Place | None], Place] = {}
    places: dict[tuple[str, str, float, float], dict[Place, None]] = {}
    for run, element, style in html.styling.texts:
        pair = style.colour, style.background
        if pair not in pairs:
            pairs[pair] = _low(style)
        low = pairs[pair]
        if low is None or id(style) in judged or element is None:
            continue
        needed = _needed(style)
        if aria is None:
            aria = branches.inside(
                each.outer
                for each in html.with_attribute("aria-hidden")
                if each.value("aria-hidden") == "true"
            )
        if low[2] >= needed or _unread(style) or aria(element.start):
            judged.add(id(style))
        elif _says(html, run):
            judged.add(id(style))
            written = style.colour_place, style.background_place
            if written not in nearest:
                nearest[written] = _place(html, element, style)
            places.setdefault((*low, needed), {})[nearest[written]] = None
    for (colour_name, background_name, ratio, needed), spans in places.items():
        first, *others = spans
        said = (
            f"Contrast {int(ratio * 10) / 10}:1 for {colour_name} on {background_name} "
            f"(needs {needed:g}:1)"
        )
        yield Finding(first, said, related=[(Span(*each), "here as well") for each in others])


def _low(style: Style) -> tuple[str, str, float] | None:
    """The two colours and their contrast, if that is too low for some text."""
    contrast, colour, background = style.contrast, style.seen, style.background
    if contrast is None or contrast >= NEEDED or colour is None or background is None:
        return None
    return colours.name(colour), colours.name(background), contrast


def _says(html: Html, run: TextRun) -> bool:
    text = entities.decode(html.masked[run.start : run.end])
    return HOLE in text or any(map(str.isalnum, text))


def _needed(style: Style) -> float:
    size = style.size
    large = size is None or size >= LARGE or (size >= LARGE_BOLD and style.bold is not False)
    return NEEDED_LARGE if large else NEEDED


def _unread(style: Style) -> bool:
    """Whether nobody is to read it, or how it looks is decided by more than two colours."""
    if style.concealed or style.uncertain or style.opacity < 1 or style.seen == style.background:
        return True
    return style.size is not None and style.size <= INVISIBLE


def _place(html: Html, element: Element, style: Style) -> Place:
    """Where the nearer of the two colours is written, the text's if one element has both."""
    styling = html.styling
    own = style
    each: Element | None = element
    while each is not None:
        parent = each.parent
        around = styling.of(parent) if parent is not None else styling.root
        if own.colour_place and own.colour_place != around.colour_place:
            return own.colour_place
        if own.background_place and own.background_place != around.background_place:
            return own.background_place
        own, each = around, parent
    return style.colour_place or style.background_place or element.span
