"""A structured field in, its text without comments and where they stand out (RFC 5322, 3.2.2)."""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.source import Span

_MARK = patterns.compile(r'"(?:[^"\\]++|\\.)*+"|\\.|[()]', patterns.S)


def separated(text: str) -> tuple[str, list[Span]]:
    """The text with blanks in the place of comments, and where the outermost comments stand.

    A comment that does not end is none; its parenthesis stays.
    """
    from presend.source import Span

    found: list[Span] = []
    depth = start = at = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        sign = mark[0]
        if sign == "(":
            start = mark.start() if not depth else start
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                found.append(Span(start, at))
        elif depth and sign[0] == '"':
            at = mark.start() + 1  # quotation marks mean nothing in a comment
    pieces: list[str] = []
    done = 0
    for span in found:
        pieces += (text[done : span.start], " " * (span.end - span.start))
        done = span.end
    return "".join(pieces) + text[done:], found
