"""What one element looks like: effects in, a style out.

Colours are those that are seen; a length is in px. None stands for what cannot be told.
"""

from __future__ import annotations

from presend.data import colours
from presend.documents.looks.properties import (
    BACKGROUND,
    BOLD,
    COLOUR,
    IMAGE,
    INHERITED,
    LINE,
    SIZE,
)
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from presend.data.colours import Colour
    from presend.documents.looks.properties import Effect
    from presend.documents.markup.elements import Element
    from presend.documents.markup.elements import Place as Written

    Place: TypeAlias = tuple[int, int]
    """Start and end of what is written."""
    Layer: TypeAlias = tuple[tuple[Effect, ...], int]
    """Effects and the offset that their places count from; of several layers the last wins."""

ROOT_SIZE = 16.0  # px
INVISIBLE = 1.0  # px; rspamd and SpamAssassin take text of that size for hidden
OFF_PAGE = -999.0  # px
_BACKGROUNDS = frozenset("body table thead tbody tfoot tr td th".split())
# WHATWG HTML, 15.3: the size of the text (a factor), bold, underlined
DEFAULTS = {
    "h1": (2.0, True, False),
    "h2": (1.5, True, False),
    "h3": (1.17, True, False),
    "h4": (1.0, True, False),
    "h5": (0.83, True, False),
    "h6": (0.67, True, False),
    "b": (1.0, True, False),
    "strong": (1.0, True, False),
    "th": (1.0, True, False),
    "small": (5 / 6, False, False),
    "sub": (5 / 6, False, False),
    "sup": (5 / 6, False, False),
    "big": (1.2, False, False),
    "u": (1.0, False, True),
    "ins": (1.0, False, True),
    "a": (1.0, False, True),
}
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
OWN = frozenset(("button", "input", "select", "textarea", "mark"))  # the client colours them
_NOTHING: dict[str, Any] = {}


class Style:
    """What one element, or several that look alike, look like.

    `colour`, `background` (what is seen behind the text, opaque), `size` (of the text, in px),
    `bold` and `underlined` are None where unknown; so is the colour of a link that nobody has
    coloured, since each client has one of its own. `colour_place` and its like are where the
    value that decided is written; None where none is. `opacity` is that of all around, too.
    `concealed` says why it is not shown, where it or an element around it decides that.
    """

    __slots__ = ("background", "background_place", "bold", "colour", "colour_place", "concealed",
                 "opacity", "size", "size_place", "uncertain", "underlined")  # fmt: skip

    def __init__(self) -> None:
        self.colour: Colour | None = colours.BLACK
        self.colour_place: Place | None = None
        self.background: Colour | None = colours.WHITE
        self.background_place: Place | None = None
        self.size: float | None = ROOT_SIZE
        self.size_place: Place | None = None
        self.bold: bool | None = False
        self.underlined: bool | None = False
        self.opacity = 1.0
        self.concealed: str | None = None
        self.uncertain = False  # a media query may show it

    def copy(self) -> Style:
        made = Style.__new__(Style)
        made.colour, made.colour_place = self.colour, self.colour_place
        made.background, made.background_place = self.background, self.background_place
        made.size, made.size_place = self.size, self.size_place
        made.bold, made.underlined = self.bold, self.underlined
        made.opacity, made.concealed = self.opacity, self.concealed
        made.uncertain = self.uncertain
        return made

    @property
    def seen(self) -> Colour | None:
        """The colour of the text as it is seen on the background; None where unknown."""
        if self.colour is None or self.background is None:
            return None
        return colours.over(self.colour, self.background)

    @property
    def contrast(self) -> float | None:
        """The contrast ratio of text and background (WCAG 2.2), from 1 to 21."""
        seen, background = self.seen, self.background
        return colours.contrast(seen, background) if seen and background else None

    @property
    def hidden(self) -> str | None:
        """Why its text is not seen; None where it is or may be."""
        if self.concealed is not None or self.uncertain:
            return self.concealed
        if self.size is not None and self.size <= INVISIBLE:
            return f"font-size: {self.size:g}px"
        if self.colour_place or self.background_place:
            return _ALIKE[self.colour, self.background]
        return None


def _alike(pair: tuple[Colour | None, Colour | None]) -> str | None:
    """A colour and its background in words, where they are too much alike for text to be seen."""
    colour, background = pair
    if colour is not None and background is not None:
        seen = colours.over(colour, background)
        if colours.distance(seen, background) < colours.NEAR:
            return f"{colours.name(seen)} on {colours.name(background)}"
    return None


_ALIKE = Memo(_alike, 5_000)


def presentational(element: Element, places: dict[str, Written]) -> tuple[Effect, ...]:
    """What the presentational attributes say (WHATWG HTML, 15.3)."""
    made: list[Effect] = []
    if "bgcolor" in places and element.name in _BACKGROUNDS:
        attribute = element.get("bgcolor")
        assert attribute is not None
        value = attribute.value
        if value is None:
            made.append((IMAGE, True, *attribute.span))
        elif (colour := colours.legacy(value)) is not None:
            made.append((BACKGROUND, colour, *attribute.span))
    if "background" in places and element.name in _BACKGROUNDS:
        attribute = element.get("background")
        if attribute is not None and attribute.text.strip():
            made.append((IMAGE, True, *attribute.span))
    name = "color" if element.name == "font" else "text" if element.name == "body" else ""
    if name and (attribute := element.get(name)) is not None:
        value = attribute.value
        colour = None if value is None else colours.legacy(value)
        if value is None or colour is not None:
            made.append((COLOUR, colour, *attribute.span))
    if element.name == "font" and (attribute := element.get("size")) is not None:
        size = _FONT_SIZES.get((attribute.value or "").strip())
        made.append((SIZE, ("px", size) if size else None, *attribute.span))
    return tuple(made)


def give_defaults(style: Style, name: str, *, linked: bool) -> None:
    """What clients do to an element of that name."""
    if name == "a":
        if linked:
            style.colour, style.colour_place, style.underlined = None, None, True
        return
    factor, bold, underlined = DEFAULTS[name]
    if factor != 1.0:
        style.size = None if style.size is None else style.size * factor
        style.size_place = None
    style.bold = style.bold or bold
    style.underlined = style.underlined or underlined


def apply(style: Style, parent: Style, layers: list[Layer]) -> dict[str, Any]:
    """Give the style what the effects say, the last of a slot winning; what may hide it."""
    image: bool = False
    behind: Colour | None = colours.CLEAR
    place: Place | None = None
    hiding: dict[str, Any] = _NOTHING
    for layer, base in layers:
        for slot, value, start, end in layer:
            written = (base + start, base + end) if end else None
            if slot == COLOUR:
                if value is INHERITED:
                    style.colour, style.colour_place = parent.colour, parent.colour_place
                else:
                    style.colour, style.colour_place = value, written
            elif slot == BACKGROUND:
                behind, place = value, written
            elif slot == IMAGE:
                image = value
            elif slot == SIZE:
                style.size, style.size_place = _size(value, parent), written
            elif slot == BOLD:
                style.bold = parent.bold if value is INHERITED else value
            elif slot == LINE:
                style.underlined = parent.underlined if value is INHERITED else value
            else:
                hiding = {**hiding, value[0]: value[1]}
    if image or behind is None:
        style.background, style.background_place = None, place
    elif behind[3] >= 1.0:
        style.background, style.background_place = behind, place
    elif behind[3] > 0.0 and style.background is not None:
        style.background, style.background_place = colours.over(behind, style.background), place
    return hiding


def _size(value: Any, parent: Style) -> float | None:
    if value is None:
        return None
    if value is INHERITED:
        return parent.size
    unit, number = value
    if unit == "px":
        return float(number)
    return None if parent.size is None else parent.size * float(number)


def reason(hiding: dict[str, Any]) -> str | None:
    """Why an element with these declarations is not shown."""
    get = hiding.get
    if get("display") == "none":
        return "display: none"
    if get("visibility") in ("hidden", "collapse"):
        return f"visibility: {get('visibility')}"
    opacity = get("opacity")
    if opacity is not None and opacity < 0.01:
        return f"opacity: {opacity:g}"
    for name in ("text-indent", "margin-left", "margin-top"):
        if (get(name) or 0.0) <= OFF_PAGE:
            return f"{name}: {get(name):g}px"
    if get("position") in ("absolute", "fixed", "relative"):
        for name in ("left", "top", "right", "bottom"):
            if (get(name) or 0.0) <= OFF_PAGE:
                return f"{name}: {get(name):g}px"
    if get("overflow") in ("hidden", "clip"):
        for name in ("max-height", "height"):
            if get(name) == 0.0:
                return f"{name}: 0"
    clip = (get("clip") or "").replace(" ", "").replace(",", "").replace("px", "")
    if get("position") == "absolute" and clip in ("rect(0000)", "rect(1111)"):
        return f"clip: {get('clip')}"
    return None
