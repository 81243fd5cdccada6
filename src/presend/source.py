"""Text, places in it, and changes to it.

Everything presend lints is text: a template, a message, a DNS zone. `Source` is that
text, `Span` a stretch of it, `Edit` a change to one, `Position` what a person calls a
place.

Offsets count code points of `Source.text`, from 0. Lines and columns count from 1 and
exist only at the edges.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_END = patterns.compile(r"\r\n?|\n")


class Span(tuple[int, int]):
    """The code points from `start` up to but not including `end`."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:
        return tuple.__new__(cls, (start, end))

    @property
    def start(self) -> int:
        return self[0]

    @property
    def end(self) -> int:
        return self[1]

    def __repr__(self) -> str:
        return f"Span({self[0]}, {self[1]})"


class Edit(tuple[Span, str]):
    """Put `text` where `span` was. An empty span inserts; an empty text deletes."""

    __slots__ = ()

    def __new__(cls, span: Span, text: str) -> Edit:
        return tuple.__new__(cls, (span, text))

    @property
    def span(self) -> Span:
        return self[0]

    @property
    def text(self) -> str:
        return self[1]


class Position(tuple[int, int]):
    """A place as a person names it: line and column, both from 1."""

    __slots__ = ()

    def __new__(cls, line: int, column: int) -> Position:
        return tuple.__new__(cls, (line, column))

    @property
    def line(self) -> int:
        return self[0]

    @property
    def column(self) -> int:
        return self[1]


class Source:
    """One text with a name.

    A text decoded out of another (the HTML part of a message, a string of a JSON file)
    keeps that as `outer`, and in `origin` the outer offset of each of its code points and
    of its end, so that a span found inside always leads back to the file.
    """

    __slots__ = ("_line_starts", "_octets", "origin", "outer", "path", "text")

    def __init__(
        self, path: str, text: str, outer: Source | None = None, origin: Sequence[int] = ()
    ) -> None:
        self.path = path
        self.text = text
        self.outer = outer
        self.origin = origin
        self._line_starts: list[int] | None = None
        self._octets: bytes | None = None

    def __getitem__(self, span: tuple[int, int]) -> str:
        return self.text[span[0] : span[1]]

    @property
    def octets(self) -> bytes:
        """The text in UTF-8, quicker to look through than a text beyond ASCII."""
        if self._octets is None:
            self._octets = self.text.encode("utf-8", "surrogatepass")
        return self._octets

    def position(self, offset: int) -> Position:
        """The line and column of an offset. CR, LF and CRLF each end a line."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def outward(self, span: tuple[int, int]) -> Span:
        """The same stretch in the outermost text."""
        start, end = span
        if self.outer is None:
            return Span(start, end)
        return self.outer.outward((self.origin[start], self.origin[end]))

    @property
    def outermost(self) -> Source:
        """The text of the file itself."""
        return self if self.outer is None else self.outer.outermost

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts; the first is 0."""
        if self._line_starts is None:
            self._line_starts = _starts(self.text)
        return self._line_starts


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(found.end() for found in _LINE_END.finditer(text))]
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
