"""The boxes of elements: an element in, what fills it, pads it and gives it its height out.

Lengths are in px, None where nobody can tell. What Outlook on Windows is told in its own words,
VML and the widths of tables, is read as well.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from presend.data import colours
from presend.documents.looks import selectors, tag_styles
from presend.documents.looks.properties import px
from presend.documents.markup.tokens import OUTLOOK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presend.documents.html import Html
    from presend.documents.looks.css import Declaration
    from presend.documents.markup.elements import Element
    from presend.source import Span

_FILLS = ("v:fill", "v:image", "v:background", "v:imagedata")
_SHAPES = ("v:rect", "v:roundrect", "v:textbox", "v:shape", "v:oval")
_PADDINGS = ("padding", "padding-top", "padding-right", "padding-bottom", "padding-left")
_TALLER = ("height", "min-height", "border", "border-top", "border-bottom")
_NO_TALLER = ("0", "none", "auto", "100%")
THICK = 6.0  # px; less padding is not missed
WIDE = 320.0  # px
LINE = 1.2  # of the size of the text, where nobody says
MOST = 200  # elements that are looked at
_DEPTH = 12  # elements around one that may set the height of its line


def may_have(html: Html, word: str, *names: str) -> Iterator[Element]:
    """The elements that Outlook sees and that may have a property with a word in its name."""
    keys = {
        selector.key
        for _, sheet in html.sheets
        for style in sheet.rules
        if not style.around and any(word in each.name for each in style.declarations)
        for selector in selectors.parse(style.selector)
    }
    by_name = any(("", name) in keys for name in names)
    found = (
        element
        for element in html.elements(*names)
        if element.visible & OUTLOOK
        and (
            by_name
            or word in html.masked[element.start : element.end].lower()
            or (keys and any((".", name) in keys for name in tag_styles.of(element).classes or ()))
        )
    )
    return islice(found, MOST)


def is_covered(element: Element) -> bool:
    """Whether Outlook shows something in the place of a background image: a colour, or VML."""
    return _is_coloured(element) or _is_drawn(element)


def _is_coloured(element: Element) -> bool:
    if "bgcolor" in element:
        return True
    found = element.html.styling.declared(element)
    if "background-color" in found:
        return True
    shorthand = found.get("background")
    words = shorthand.value.replace(",", " ").split() if shorthand else []
    return any(colours.parse(word) for word in words)


def _is_drawn(element: Element) -> bool:
    """Whether VML inside or around an element draws its background."""
    first, last = element.outer
    fills = element.html.elements(*_FILLS)
    at = bisect_left(fills, first, key=lambda each: each.start)
    return (at < len(fills) and fills[at].start < last) or in_shape(element)


def in_shape(element: Element) -> bool:
    """Whether it stands in a shape of VML."""
    html = element.html
    return html.outlook.nearest(_SHAPES, html.all_elements)[element.index] >= 0


def inside(element: Element) -> list[Element]:
    """The elements inside one, as Outlook builds them; the first so many."""
    last = element.html.outlook.lasts[element.index]
    return element.html.all_elements[element.index + 1 : min(last, element.index + MOST)]


def has_width(element: Element) -> bool:
    """Whether it is a table or shape that has a width of its own in Outlook."""
    if element.name not in ("table", "td"):
        return element.name in _SHAPES
    if element.outlook_only:
        return True
    width = element.value("width")
    if width is None and "width" in element:
        return True
    said = [each.value for each in element.style if each.name in ("width", "max-width")]
    return any((px(each.strip().lower()) or 0) >= WIDE for each in [width or "", *said])


def thick_padding(declared: Mapping[str, Declaration]) -> Span | None:
    """Where padding is declared that would be missed."""
    for name in _PADDINGS:
        if name in declared and is_thick(declared[name]):
            return declared[name].span
    return None


def is_thick(declaration: Declaration) -> bool:
    """Whether one of the lengths of a padding or border is more than nobody misses."""
    return any((px(word) or 0) > THICK for word in declaration.value.lower().split())


def line_height(element: Element) -> float | None:
    """The height of a line of text in an element."""
    styling = element.html.styling
    size = styling.of(element).size
    for each in (element, *islice(element.ancestors(), _DEPTH)):
        value = styling.declared(each).get("line-height")
        if value is None:
            continue
        text = value.value.strip().lower()
        number = px(text.rstrip("%"))
        if text == "normal" or number is None:
            return size * LINE if size and text == "normal" else None
        if text.endswith("%"):
            return size * number / 100 if size else None
        return number if text.endswith(("px", "pt")) else size * number if size else None
    return size * LINE if size else None


def above_and_below(box: Element) -> float | None:
    """The padding above and below the text in a box that has no height or border of its own."""
    above, below = 0.0, 0.0
    for name, declaration in box.html.styling.declared(box).items():
        parts = declaration.value.strip().lower().split()
        if name.startswith("padding"):
            lengths = [px(part) for part in parts]
            if not lengths or len(lengths) > 4 or None in lengths:
                return None
            first, last = lengths[0] or 0.0, lengths[2 if len(lengths) > 2 else 0] or 0.0
            if name == "padding":
                above, below = first, last
            elif name == "padding-top":
                above = first
            elif name == "padding-bottom":
                below = first
        elif name in _TALLER and declaration.value.strip().lower() not in _NO_TALLER:
            return None
    height = box.get("height")
    return None if height is not None and height.text != "0" else above + below
