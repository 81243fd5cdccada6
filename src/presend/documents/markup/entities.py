"""Character references in, characters out (WHATWG HTML, 13.2.5.72 to 13.2.5.80)."""

from __future__ import annotations

from presend import patterns
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_REFERENCE = patterns.compile(
    r"&(?:#(?:[xX]([0-9a-fA-F]++)|([0-9]++))(;?)|([a-zA-Z][a-zA-Z0-9]*+)(;?))"
)
_FREQUENT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0",
             "copy": "\u00a9", "reg": "\u00ae", "zwnj": "\u200c", "zwj": "\u200d",
             "hellip": "\u2026", "mdash": "\u2014", "ndash": "\u2013", "rsquo": "\u2019",
             "lsquo": "\u2018", "rdquo": "\u201d", "ldquo": "\u201c", "bull": "\u2022",
             "middot": "\u00b7", "raquo": "\u00bb", "laquo": "\u00ab", "euro": "\u20ac",
             "trade": "\u2122", "shy": "\u00ad", "times": "\u00d7", "rarr": "\u2192",
             "larr": "\u2190", "auml": "\u00e4", "ouml": "\u00f6", "uuml": "\u00fc",
             "szlig": "\u00df", "eacute": "\u00e9", "egrave": "\u00e8", "agrave": "\u00e0",
             "ccedil": "\u00e7", "iexcl": "\u00a1", "iquest": "\u00bf", "ntilde": "\u00f1",
             "emsp": "\u2003", "ensp": "\u2002", "thinsp": "\u2009"}  # fmt: skip
_WINDOWS_1252 = dict(
    zip(
        range(0x80, 0xA0),
        "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
        "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178",
        strict=True,
    )
)
_KNOWN: Memo[str, str] = Memo(most=4096)
"""What a reference stands for wherever it stands."""


def decode(text: str, *, attribute: bool = False) -> str:
    """The text with its character references replaced.

    In an attribute a name without its semicolon stays as it is before `=`, a letter or a
    digit, so that `?a=1&copy=2` is a query and no copyright sign.
    """
    if "&" not in text:
        return text
    if text.count("&amp;") == text.count("&"):  # the usual query
        return text.replace("&amp;", "&")
    return _REFERENCE.sub(lambda found: _characters(found, text, attribute), text)


def decode_mapped(text: str, *, attribute: bool = False) -> tuple[str, Sequence[int]]:
    """The decoded text, and for each of its code points and its end the offset in `text`."""
    if "&" not in text:
        return text, range(len(text) + 1)
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for found in _REFERENCE.finditer(text):
        characters = _characters(found, text, attribute)
        start = found.start()
        pieces += (text[done:start], characters)
        origin.extend(range(done, start))
        origin.extend([start] * len(characters))
        done = found.end()
    pieces.append(text[done:])
    origin.extend(range(done, len(text) + 1))
    return "".join(pieces), origin


def _characters(found: re.Match[str], text: str, attribute: bool) -> str:
    reference = found[0]
    known = _KNOWN.get(reference)
    if known is not None:
        return known
    hexadecimal, decimal, _, name, semicolon = found.groups()
    if name is None:
        return _KNOWN.keep(reference, _numeric(hexadecimal or decimal, 16 if hexadecimal else 10))
    if semicolon and name in _FREQUENT:
        return _KNOWN.keep(reference, _FREQUENT[name])
    from html.entities import html5

    if semicolon and name + ";" in html5:
        return _KNOWN.keep(reference, html5[name + ";"])
    before_equals = not semicolon and text.startswith("=", found.end())
    for length in range(min(len(name), 6), 1, -1):
        characters = html5.get(name[:length])
        if characters is not None:
            if attribute and (length < len(name) or before_equals):
                break
            return characters + name[length:] + semicolon * (length < len(name))
    return reference


def _numeric(digits: str, base: int) -> str:
    digits = digits.lstrip("0")
    number = int(digits or "0", base) if len(digits) < 9 else 0
    if number in _WINDOWS_1252:
        return _WINDOWS_1252[number]
    if not number or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return chr(number)
