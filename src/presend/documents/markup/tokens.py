"""Masked HTML in, tokens out (WHATWG HTML, 13.2.5), each with its span.

One compiled expression of possessive classes finds every token, so the time is linear in
the text whatever the text is. Outlook's conditional comments are read here: the content of
`<!--[if mso]> … <![endif]-->` becomes tokens of its own, and each token knows who sees it.
"""

from __future__ import annotations

from presend import patterns
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import TypeAlias

    Token: TypeAlias = tuple[int, int, int, int, str, int, int]
    """Kind, start, end, who sees it and the text after it, name or expression, and start and
    end of what is inside: the attributes, a comment's text, a whole conditional comment."""

START, END, COMMENT, DOCTYPE, BOGUS, CONDITION, ENDIF, UNTERMINATED = range(8)

MODERN, OUTLOOK = 1, 2
"""Bits of who sees a token: clients that skip conditional comments; Outlook on Windows."""

_SPACE = r"[ \t\n\r\f\x1b]"  # \x1b: holes.GAP
_ATTRIBUTES = (
    r"((?:[ \t\n\r\f\x1b/]*+[^ \t\n\r\f\x1b/>][^ \t\n\r\f\x1b/>=]*+"
    r"(?:[ \t\n\r\f\x1b]*+=[ \t\n\r\f]*+"
    r"(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\r\f>\"'][^ \t\n\r\f>]*+|(?=>))"
    r"|(?![ \t\n\r\f\x1b]*+=)))*+)[ \t\n\r\f\x1b/]*+>"
)
_TOKEN = patterns.compile(
    r"<(?:([a-zA-Z][^ \t\n\r\f\x1b/>]*+)" + _ATTRIBUTES  # 1 name, 2 attributes
    + r"|/([a-zA-Z][^ \t\n\r\f\x1b/>]*+)(?:[^>\"'=]*+>|" + _ATTRIBUTES + r")"  # 3 name, 4
    + r"|!--(?:-?>|((?:[^-]++|-(?!-!?>))*+)(?:--!?>|\Z))"  # 5 comment
    r"|![dD][oO][cC][tT][yY][pP][eE]([^>]*+)>?"  # 6
    r"|([!?][^>]*+|/(?=[^a-zA-Z])[^>]*+)>?"  # 7 bogus comment
    r"|(/?[a-zA-Z]))"  # 8 cut off
)  # fmt: skip
_HIDDEN = patterns.compile(r"\[if\s([^\]]*+)\]>", patterns.I)
_HIDDEN_END = patterns.compile(r"<!\[endif\]\s*+\Z", patterns.I)
_REVEALED = patterns.compile(r"\[if\s([^\]]*+)\]>\s*+(?:<!(?:--)?\s*+)?\Z", patterns.I)
_REVEALED_END = patterns.compile(r"\s*+<!\[endif\]\s*+\Z", patterns.I)
_DOWNLEVEL = patterns.compile(r"!\[if\s([^\]]*+)\]\Z", patterns.I)
_DOWNLEVEL_END = patterns.compile(r"!\[endif\](?:--)?\Z", patterns.I)

RAW_TEXT = frozenset(
    "script style title textarea xmp iframe noembed noframes plaintext mj-style".split()
)
_RAW_END: dict[str, re.Pattern[str]] = {}


def scan(masked: str) -> tuple[list[Token], bool]:
    """The tokens of a text in reading order, and whether any conditional comment is there.

    Text is what stands between them. Nothing is lost: a tag cut off by the end of the text
    is one UNTERMINATED token.
    """
    tokens: list[Token] = []
    add = tokens.append
    outer: tuple[int, int, int, str] | None = None
    visible = MODERN | OUTLOOK
    revealed: list[int] = []
    floor = 0  # as many were open before the hidden comment, and end only after it
    conditional = False
    position, limit = 0, len(masked)
    while True:
        for found in _TOKEN.finditer(masked, position, limit):
            group = found.lastindex
            if group == 2:
                start, end = found.span()
                name = found[1]
                name = _LOWER.get(name) or lower(name)
                inside, inside_end = found.span(2)
                add((START, start, end, visible, name, inside, inside_end))
                if name in RAW_TEXT:
                    position = _raw_text(masked, end, limit, name, visible, tokens)
                    break
            elif group == 3 or group == 4:
                start, end = found.span()
                name = found[3]
                add((END, start, end, visible, _LOWER.get(name) or lower(name), end, end))
            elif group == 5:
                start, end = found.span()
                inside, inside_end = found.span(5)
                if masked.startswith("[", inside) and outer is None:
                    if (opening := _HIDDEN.match(masked, inside, inside_end)) and (
                        ending := _HIDDEN_END.search(masked, opening.end(), inside_end)
                    ):
                        conditional = True
                        outer = (limit, visible, end, opening[1])
                        floor = len(revealed)
                        visible = OUTLOOK if visible & OUTLOOK and outlook_sees(opening[1]) else 0
                        add((CONDITION, start, opening.end(), visible, opening[1], start, end))
                        position, limit = opening.end(), ending.start()
                        break
                    if opening := _REVEALED.match(masked, inside, inside_end):
                        conditional = True
                        revealed.append(visible)
                        if not outlook_sees(opening[1]):
                            visible &= ~OUTLOOK
                        add((CONDITION, start, end, visible, opening[1], start, end))
                        continue
                elif len(revealed) > floor and _REVEALED_END.match(masked, inside, inside_end):
                    visible = revealed.pop()
                    add((ENDIF, start, end, visible, "", inside, inside_end))
                    continue
                add((COMMENT, start, end, visible, "", inside, inside_end))
            elif group == 7:
                start, end = found.span()
                inside, inside_end = found.span(7)
                if opening := _DOWNLEVEL.match(masked, inside, inside_end):
                    conditional = True
                    revealed.append(visible)
                    if not outlook_sees(opening[1]):
                        visible &= ~OUTLOOK
                    add((CONDITION, start, end, visible, opening[1], start, end))
                elif len(revealed) > floor and _DOWNLEVEL_END.match(masked, inside, inside_end):
                    visible = revealed.pop()
                    add((ENDIF, start, end, visible, "", inside, inside_end))
                else:
                    add((BOGUS, start, end, visible, "", inside, inside_end))
            elif group == 6:
                start, end = found.span()
                add((DOCTYPE, start, end, visible, "", *found.span(6)))
            elif group == 8:
                start = found.start()
                add((UNTERMINATED, start, limit, visible, "", start, limit))
                position = limit
                break
            else:
                start, end = found.span()
                add((COMMENT, start, end, visible, "", start + 4, start + 4))
        else:
            position = limit
        if position >= limit:
            if outer is None:
                return tokens, conditional
            ends = limit
            limit, visible, position, expression = outer
            outer = None
            del revealed[floor:]
            floor = 0
            add((ENDIF, ends, position, visible, expression, ends, position))


def lower(name: str) -> str:
    """The name as HTML compares it: A to Z in lower case, every other character as it is."""
    return _LOWER[name]


def _ascii_lower(name: str) -> str:
    # ASCII only: U+212A KELVIN SIGN lower-cases to a "k" that HTML does not see
    return name.lower() if name.isascii() else name.translate(_ASCII_LOWER)


_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_LOWER = Memo(_ascii_lower, 4096)


def _raw_text(
    masked: str, start: int, limit: int, name: str, visible: int, tokens: list[Token]
) -> int:
    """Add the end tag of a raw text element; where reading goes on."""
    if name == "plaintext":
        return limit
    pattern = _RAW_END.get(name)
    if pattern is None:
        pattern = _RAW_END[name] = patterns.compile(rf"</{name}(?=[ \t\n\r\f\x1b/>])", patterns.I)
    ending = pattern.search(masked, start, limit)
    if ending is None:
        return limit
    closed = masked.find(">", ending.end(), limit)
    end = closed + 1 if closed >= 0 else limit
    tokens.append((END, ending.start(), end, visible, name, end, end))
    return end


_CONDITION_WORD = patterns.compile(
    r"\s*+(?:(gte|gt|lte|lt)\s++)?+(\w++)(?:\s++([\d.]++))?+|\s*+([!&|()])"
)
_VERSIONS = frozenset((9.0, 10.0, 11.0, 12.0, 14.0, 15.0, 16.0))
RENDERED = (12.0, 14.0, 15.0, 16.0)
"""The versions of Outlook that render with Word; those before did with Internet Explorer."""


def outlook_sees(expression: str) -> bool:
    """Whether some Outlook for Windows finds a conditional comment's expression true.

    An expression that cannot be read counts as true where it names `mso`.
    """
    return bool(outlook_versions(expression))


def outlook_versions(expression: str) -> frozenset[float]:
    """The versions of Outlook for Windows that find a conditional comment's expression true."""
    return _SEEN[expression[:256]]


def _evaluate(expression: str) -> frozenset[float]:
    values: list[frozenset[float]] = []
    operators: list[str] = []
    position = 0

    def reduce(until: str) -> None:
        while operators and operators[-1] != "(" and (until != "&" or operators[-1] in "!&"):
            operator = operators.pop()
            last = values.pop()
            if operator == "!":
                values.append(_VERSIONS - last)
            elif operator == "&":
                values.append(values.pop() & last)
            else:
                values.append(values.pop() | last)

    try:
        while found := _CONDITION_WORD.match(expression, position):
            position = found.end()
            comparison, word, version, sign = found.groups()
            if word:
                values.append(_versions(comparison, word.lower(), version))
            elif sign in "!(":
                operators.append(sign)
            else:
                reduce(sign)
                if sign == ")":
                    operators.pop()
                else:
                    operators.append(sign)
        reduce("|")
        if expression[position:].strip() or len(values) != 1 or operators:
            raise IndexError
    except IndexError:
        return _VERSIONS if "mso" in expression.lower() else frozenset()
    return values[0]


def _versions(comparison: str | None, word: str, version: str | None) -> frozenset[float]:
    if word in ("vml", "true"):
        return _VERSIONS
    if word != "mso":
        return frozenset()
    if version is None:
        return _VERSIONS
    try:
        number = float(version)
    except ValueError:
        return _VERSIONS
    if comparison is None:
        return frozenset(v for v in _VERSIONS if int(v) == int(number))
    if comparison in ("gt", "gte"):
        kept = {v for v in _VERSIONS if v > number}
    else:
        kept = {v for v in _VERSIONS if v < number}
    return frozenset(kept | ({number} & _VERSIONS if "e" in comparison else set()))


_SEEN = Memo(_evaluate, 256)
