"""Conditions of conditional comments: a text in, what Outlook cannot read of it out.

A condition is made of features (`mso`, `IE`, `vml`), each with a version and a comparison if need
be (`gte mso 12`), and of `!`, `&`, `|` and parentheses. Source: Microsoft, "About conditional
comments" [mem]; the versions of Outlook are those that posthtml-mso names (2000 is 9, 2002 10,
2003 11, 2007 12, 2010 14, 2013 15, later ones 16).
"""

from __future__ import annotations

from presend import patterns
from presend.documents.templating.holes import GAP, HOLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

_TERM = patterns.compile(
    r"\s*+(?:(?:gte|gt|lte|lt)\s++)?+([a-z_][\w-]*+)(?:\s++([\d.]++))?+\s*+", patterns.I
)
_TYPOS = patterns.compile(
    r"outl\w*+|ou?t?look|ms|msos?\d++|m[s5]0|mos|som|m5o|ms-?office|office|microsoft|windows|win",
    patterns.I,
)
_VERSIONS = (9, 10, 11, 12, 14, 15, 16)


def misread(expression: str) -> Iterator[tuple[Literal["grammar", "feature", "version"], str]]:
    """What Outlook cannot read, and which part of the text that is; one with holes it may."""
    if HOLE in expression or GAP in expression:
        return
    position = depth = 0
    operand = True  # what must come next
    while position < len(expression):
        sign = expression[position]
        if sign.isspace():
            position += 1
        elif sign in "!(" and operand:
            depth += sign == "("
            position += 1
        elif sign in "&|)" and not operand:
            operand = sign != ")"
            depth -= not operand
            position += 1
        elif operand and (found := _TERM.match(expression, position)):
            word, version = found[1], found[2]
            if _TYPOS.fullmatch(word):
                yield "feature", word
            elif version and word.lower() == "mso" and not _is_version(found[0], version):
                yield "version", version
            operand = False
            position = found.end()
        else:
            break
        if depth < 0:
            break
    if operand or depth or position < len(expression):
        yield "grammar", expression.strip()


def _is_version(term: str, version: str) -> bool:
    try:
        number = float(version)
    except ValueError:
        return False
    return number < 100 if term.lower().lstrip()[:2] in ("gt", "lt") else number in _VERSIONS
