"""Declarations in, what they do to the look of an element out: see `styling`.

An effect is a slot, a value and the place of the declaration's value. `UNKNOWN` stands for what
the source does not tell: a hole, an image, a function of CSS that depends on the client.
"""

from __future__ import annotations

from presend import patterns
from presend.data import colours
from presend.documents.looks import css
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    from presend.documents.looks.css import Declaration

    Effect: TypeAlias = tuple[int, Any, int, int]
    """Slot, value, and start and end of what is written."""
    Effects: TypeAlias = tuple[tuple[Effect, ...], tuple[Effect, ...]]
    """Those of normal declarations, and those of important ones."""

COLOUR, BACKGROUND, IMAGE, SIZE, BOLD, LINE, HIDING = range(7)
"""Slots: the text's colour; what is behind it, a colour and whether an image or what else cannot
be known; the text's size, a factor or px; bold; underlined; and what may hide it, by property."""

INHERITED = "inherit"
UNKNOWN = None

_KEEP = frozenset(("inherit", "unset", "revert", "revert-layer", "currentcolor"))
_LENGTH = patterns.compile(r"([-+]?(?:\d++\.?\d*+|\.\d++))(px|pt|em|rem|%|in|cm|mm|pc)?\Z")
_PX = {"px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pc": 16.0}
_SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
          "x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0}  # fmt: skip
_SIZE_WORDS = "|".join(("smaller", "larger", *sorted(_SIZES, reverse=True)))
_FONT = (
    r"(?:[^\s/]++\s++){0,4}?((?:\d++\.?\d*+|\.\d++)(?:px|pt|em|rem|%|in|cm|mm|pc)|(?:"
    + _SIZE_WORDS
    + r"))(?=[\s/])"
)
_IMAGE_WORDS = ("url(", "gradient(", "image(", "image-set(", "var(", "element(", "light-dark(")
_LAYER = r"[\w#.%-]++(?:\([^()]*+\))?"
_PLACES = frozenset("left top right bottom margin-left margin-top".split())
_HEIGHTS = frozenset(("height", "max-height"))


def inline(raw: str) -> Effects:
    """What a `style` attribute does, places counting from its start; all of it UNKNOWN where the
    template may leave a part of it out."""
    return _INLINE[raw]


def _of_style(raw: str) -> Effects:
    if "&" in raw or "!" in raw:
        declarations = css.declarations(raw, 0, len(raw), attribute=True)
        found = effects(declarations)
        values = [each.value for each in declarations]
    else:
        split = css.split(raw)
        found = _normal(split), ()
        values = [each[1] for each in split]
    if GAP in raw:
        found = doubtful(found[0]), doubtful(found[1])
    if HOLE in raw and raw.count(HOLE) > sum(value.count(HOLE) for value in values):
        found = (*ALL, *found[0]), found[1]
    return found


_INLINE = Memo(_of_style)


def effects(declarations: Iterable[Declaration]) -> Effects:
    """What the declarations of a block do, in their order."""
    normal: list[Effect] = []
    important: list[Effect] = []
    for declaration in declarations:
        if declaration.name in _READERS:
            start, end = declaration.span
            made = important if declaration.important else normal
            for slot, meant in _MEANINGS[declaration.name, declaration.value]:
                made.append((slot, meant, start, end))
    return tuple(normal), tuple(important)


def _normal(split: css.Split) -> tuple[Effect, ...]:
    """The same of declarations none of which is important."""
    return tuple(
        (slot, meant, start, end)
        for name, value, _, _, start, end in split
        if name in _READERS
        for slot, meant in _MEANINGS[name, value]
    )


def _meaning(declaration: tuple[str, str]) -> tuple[tuple[int, Any], ...]:
    """The slots that a declaration fills, and with what; UNKNOWN where a hole is in it."""
    name, value = declaration
    found = tuple(meaning(name, value))
    if HOLE in value or GAP in value:
        found = tuple(_doubt((*each, 0, 0))[:2] for each in found)
    return found


_MEANINGS = Memo(_meaning)


def meaning(name: str, value: str) -> Iterator[tuple[int, Any]]:
    """The slots that one known declaration fills, with their values; none if it fills none."""
    reader = _READERS.get(name)
    return reader(name, value.strip().lower()) if reader else iter(())


def doubtful(found: Iterable[Effect]) -> tuple[Effect, ...]:
    """The same, but nobody knows whether and how."""
    return tuple(map(_doubt, found))


def _doubt(effect: Effect) -> Effect:
    slot, value, start, end = effect
    if slot in (BACKGROUND, IMAGE):
        return IMAGE, True, start, end
    if slot == HIDING:
        return slot, (value[0], UNKNOWN), start, end
    return slot, UNKNOWN, start, end


def px(text: str) -> float | None:
    """A length in px; None for one that depends on something else."""
    found = _LENGTH.match(text) if len(text) < 20 else None
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit is None or not number:
        return number
    return number * _PX[unit] if unit in _PX else None


def _colour(_: str, value: str) -> Iterator[tuple[int, Any]]:
    if value in _KEEP:
        yield COLOUR, INHERITED
    else:
        yield COLOUR, colours.BLACK if value in ("initial", "windowtext") else colours.parse(value)


def _background(name: str, value: str) -> Iterator[tuple[int, Any]]:
    if name == "background-image":
        yield IMAGE, value not in ("none", "initial", "unset", "inherit")
        return
    if name == "background-color":
        yield BACKGROUND, colours.CLEAR if value in _CLEAR else colours.parse(value)
        return
    if any(word in value for word in _IMAGE_WORDS):
        yield IMAGE, True
        return
    yield IMAGE, False
    parts = [] if value in _CLEAR else patterns.compile(_LAYER).findall(value)
    yield (
        BACKGROUND,
        next((colour for part in parts if (colour := colours.parse(part))), colours.CLEAR),
    )


_CLEAR = frozenset(("none", "transparent", "initial", "inherit", "unset", "revert"))


def _size(_: str, value: str) -> Iterator[tuple[int, Any]]:
    yield SIZE, _length(value)


def _length(value: str) -> Any:
    """`px` or `times` with a number, the latter a factor of the size around."""
    if value in _KEEP:
        return INHERITED
    if value in _SIZES:
        return "px", _SIZES[value]
    if value in ("smaller", "larger"):
        return "times", 5 / 6 if value == "smaller" else 1.2
    found = _LENGTH.match(value) if len(value) < 20 else None
    if found is None:
        return UNKNOWN
    number, unit = float(found[1]), found[2]
    if unit == "em":
        return "times", number
    if unit == "%":
        return "times", number / 100
    return "px", number * (16.0 if unit == "rem" else _PX.get(unit or "px", 1.0))


def _font(_: str, value: str) -> Iterator[tuple[int, Any]]:
    if value in _KEEP:
        yield SIZE, INHERITED
        yield BOLD, INHERITED
        return
    found = patterns.compile(_FONT).match(value)
    if found is None:
        yield SIZE, UNKNOWN
        yield BOLD, UNKNOWN
        return
    yield SIZE, _length(found[1])
    before = value[: found.start(1)].split()
    yield BOLD, any(_heavy(word) for word in before)


def _weight(_: str, value: str) -> Iterator[tuple[int, Any]]:
    if value in _KEEP:
        yield BOLD, INHERITED
    elif value.startswith(("var(", "calc(")):
        yield BOLD, UNKNOWN
    else:
        yield BOLD, _heavy(value)


def _heavy(word: str) -> bool:
    return word in ("bold", "bolder") or (word.isdecimal() and len(word) < 5 and int(word) >= 700)


def _line(_: str, value: str) -> Iterator[tuple[int, Any]]:
    yield LINE, INHERITED if value in _KEEP else "underline" in value


def _hiding(name: str, value: str) -> Iterator[tuple[int, Any]]:
    meant: Any = value
    if name in _PLACES or name == "text-indent":
        meant = px(value)
    elif name == "opacity":
        number = px(value.rstrip("%"))
        meant = None if number is None else number / 100 if value.endswith("%") else number
    elif name in _HEIGHTS:
        meant = px(value)
    yield HIDING, (name, meant)


_READERS: dict[str, Callable[[str, str], Iterator[tuple[int, Any]]]] = {
    "color": _colour,
    "background": _background,
    "background-color": _background,
    "background-image": _background,
    "font-size": _size,
    "font": _font,
    "font-weight": _weight,
    "text-decoration": _line,
    "text-decoration-line": _line,
    **dict.fromkeys(
        (*_PLACES, *_HEIGHTS, "text-indent", "opacity", "display", "visibility", "position",
         "overflow", "clip", "clip-path"),
        _hiding,
    ),
}  # fmt: skip
REVEALING = frozenset(name for name, reader in _READERS.items() if reader is _hiding) | {
    "font-size",
    "font",
}
"""Properties by which a media query may show what is hidden elsewhere."""
ALL: tuple[Effect, ...] = (
    (COLOUR, UNKNOWN, 0, 0),
    (IMAGE, True, 0, 0),
    (SIZE, UNKNOWN, 0, 0),
    (BOLD, UNKNOWN, 0, 0),
    (LINE, UNKNOWN, 0, 0),
)
"""Nothing is known of the look."""
