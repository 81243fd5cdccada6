"""Colours: a value of CSS or HTML in, its numbers out; how much two of them differ.

Sources: CSS Color 4 (names, notations, 4 to 6 and 15); WHATWG HTML, 2.3.6 (legacy colour
values); WCAG 2.2, "relative luminance" and "contrast ratio"; the distance is that of
SpamAssassin's HTML.pm (Apache-2.0, October 2024).
"""

from __future__ import annotations

from presend import patterns
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Colour: TypeAlias = tuple[int, int, int, float]
    """Red, green and blue from 0 to 255, and opacity from 0 to 1."""

BLACK: Colour = (0, 0, 0, 1.0)
WHITE: Colour = (255, 255, 255, 1.0)
CLEAR: Colour = (0, 0, 0, 0.0)
NEAR = 12.0
"""The distance below which SpamAssassin takes a text for hidden."""

_NAMES = (
    "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff "
    "beige f5f5dc bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff "
    "blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 "
    "chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c "
    "cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 "
    "darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b "
    "darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 "
    "darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f "
    "darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 "
    "deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 "
    "floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff "
    "gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 "
    "honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c "
    "lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd "
    "lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 "
    "lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a "
    "lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 "
    "lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 "
    "magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd "
    "mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee "
    "mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 "
    "midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead "
    "navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 "
    "orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee "
    "palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb "
    "plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 "
    "rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 "
    "seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb "
    "slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f "
    "steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 "
    "violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 "
    "yellowgreen 9acd32"
)
_HEX = patterns.compile(r"#?([0-9a-fA-F]{3,8})\Z")
_FUNCTION = patterns.compile(r"(rgb|hsl)a?\(([^()]*+)\)?\Z", patterns.I)
_NUMBER = patterns.compile(r"([-+]?(?:\d++\.?\d*+|\.\d++)(?:e[-+]?\d++)?)(%|deg|turn|rad|grad)?\Z")
_SEPARATORS = str.maketrans(",/", "  ")
_TURN = {"deg": 1 / 360, "turn": 1.0, "rad": 1 / 6.283185307179586, "grad": 1 / 400}
_named: dict[str, Colour] = {"transparent": CLEAR}
_light: dict[int, float] = {}


def parse(text: str) -> Colour | None:
    """The colour that a CSS value says; None where it is none or cannot be known here."""
    return _parsed[text]


def _parse(text: str) -> Colour | None:
    text = text.strip().lower()
    if text[:1] == "#":
        return _hex(text[1:]) if _HEX.match(text) else None
    if "(" in text:
        found = _FUNCTION.match(text)
        return _function(found[1], found[2]) if found else None
    return named(text)


_parsed = Memo(_parse, 10_000)


def named(word: str) -> Colour | None:
    """The colour of a name (CSS Color 4, 6.1) in small letters."""
    if len(_named) == 1:
        words = _NAMES.split()
        for name, digits in zip(words[::2], words[1::2], strict=True):
            _named[name] = _hex(digits) or BLACK
    return _named.get(word)


def _hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    value = int(digits[:6], 16)
    alpha = int(digits[6:], 16) / 255 if len(digits) == 8 else 1.0
    return value >> 16, value >> 8 & 255, value & 255, alpha


def _function(name: str, inside: str) -> Colour | None:
    numbers: list[tuple[float, str]] = []
    for part in inside.translate(_SEPARATORS).split():
        found = _NUMBER.match(part) if len(part) < 32 else None
        if found is None:
            return None
        numbers.append((float(found[1]), found[2] or ""))
    if len(numbers) not in (3, 4):
        return None
    alpha = 1.0
    if len(numbers) == 4:
        alpha = numbers[3][0] / (100 if numbers[3][1] == "%" else 1)
    alpha = min(max(alpha, 0.0), 1.0)
    if name == "rgb":
        red, green, blue = (n * 255 / 100 if unit == "%" else n for n, unit in numbers[:3])
        return _octet(red), _octet(green), _octet(blue), alpha
    hue = numbers[0][0] * _TURN.get(numbers[0][1], 1 / 360)
    import colorsys

    saturation, lightness = (min(max(n, 0.0), 100.0) / 100 for n, _ in numbers[1:3])
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return _octet(red * 255), _octet(green * 255), _octet(blue * 255), alpha


def _octet(number: float) -> int:
    return 0 if number <= 0 else 255 if number >= 255 else int(number + 0.5)


def legacy(text: str) -> Colour | None:
    """The colour of `bgcolor`, `color` or `text`, which allow nearly anything (2.3.6)."""
    text = text.strip(" \t\r\n\f")
    lower = text.lower()
    if not text or lower == "transparent":
        return None
    colour = named(lower)
    if colour is not None:
        return colour
    if len(text) == 4 and text[0] == "#" and _HEX.match(text):
        return _hex(text[1:])
    text = "".join("00" if char > "\uffff" else char for char in text)[:128].removeprefix("#")
    text = "".join(char if char in "0123456789abcdefABCDEF" else "0" for char in text)
    text += "0" * (3 - len(text) if len(text) < 3 else -len(text) % 3)
    size = len(text) // 3
    parts = [text[at * size : (at + 1) * size][-8:] for at in range(3)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    red, green, blue = (int(part[:2], 16) for part in parts)
    return red, green, blue, 1.0


def over(colour: Colour, background: Colour) -> Colour:
    """What is seen of a colour on an opaque background."""
    alpha = colour[3]
    if alpha >= 1:
        return colour
    red, green, blue = (
        _octet(front * alpha + back * (1 - alpha))
        for front, back in zip(colour[:3], background[:3], strict=True)
    )
    return red, green, blue, 1.0


def luminance(colour: Colour) -> float:
    """The relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue, _ = colour
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: int) -> float:
    light = _light.get(value)
    if light is None:
        share = value / 255
        # WCAG says 0.03928 for the threshold; no 8-bit value lies between the two
        light = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        _light[value] = light
    return light


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def distance(one: Colour, other: Colour) -> float:
    """How far apart two opaque colours are to SpamAssassin, from 0 to about 191; see NEAR."""
    red, green, blue = (a - b for a, b in zip(one[:3], other[:3], strict=True))
    return float(((0.2126 * red) ** 2 + (0.7152 * green) ** 2 + (0.0722 * blue) ** 2) ** 0.5)


def name(colour: Colour) -> str:
    """The shortest hexadecimal notation: `#999`, `#5c4a3f`."""
    digits = f"{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"
    short = digits[::2]
    return f"#{short if short == digits[1::2] else digits}"
