"""A text and the places of its findings in, lines of marked segments out.

A text longer than `WHOLE` is shown only around its findings, so that the report stays small.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from presend.documents.markup.tokens import END, START
from presend.reporters.plainly import same_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.finding import Severity
    from presend.reporters.html.preview import Mark
    from presend.source import Source

WHOLE = 150_000  # code points of a text that is shown whole
NEAR = 600  # code points shown on either side of a finding in a longer one
BEGINNING = 4_000  # code points shown of the beginning of a longer one


class Segment(NamedTuple):
    """A stretch of a line that is shown in one way.

    `tint` says what it is: `tag`, `aside`, `hole` or nothing. `severity` is the worst of the
    findings on it, empty for none; `begins` are the numbers of those that begin with it.
    """

    text: str
    tint: str
    severity: Severity | str
    begins: tuple[int, ...]


class Line(NamedTuple):
    """A line, or what is shown of it; before it `skipped` code points are not shown."""

    number: int
    segments: list[Segment]
    skipped: int


class View(NamedTuple):
    """What is shown of a text of `length` code points; `skipped` of them after the last line."""

    lines: list[Line]
    shown: int
    length: int
    skipped: int


def view(
    source: Source,
    marks: Sequence[Mark],
    html: Html | None = None,
    *,
    without: Sequence[tuple[int, int]] = (),
    octets: bool = False,
) -> View:
    """The lines of a text, or those around its marks; tinted where its tokens are known.

    The stretches of `without` are shown elsewhere. With `octets` the text is a message read as
    Latin-1, and shown as UTF-8 where it is that.
    """
    text, starts = source.text, source.line_starts
    tints = _Tints(html) if html is not None else None
    # What ends does so before what begins there. A place without extent takes a character.
    events = sorted(
        [(mark.start, 1, mark) for mark in marks]
        + [(max(mark.end, mark.start + 1), 0, mark) for mark in marks]
    )
    open_ = {"error": 0, "warning": 0, "info": 0}
    at = done = shown = 0
    lines: list[Line] = []
    for first, last in _kept(len(text), marks, without):
        number = bisect_right(starts, first)
        line = Line(number, [], first - done)
        lines.append(line)
        points = {first, last, *(offset for offset, _, _ in events if first < offset < last)}
        points.update(starts[number : bisect_left(starts, last)])
        if tints is not None:
            points.update(tints.between(first, last))
        for start, end in pairwise(sorted(points)):
            if number < len(starts) and start == starts[number]:
                number += 1
                line = Line(number, [], 0)
                lines.append(line)
            begins = []
            while at < len(events) and events[at][0] <= start:
                _, begun, mark = events[at]
                open_[mark.severity] += 1 if begun else -1
                if begun:
                    begins.append(mark.number)
                at += 1
            worst = next((severity for severity, count in open_.items() if count), "")
            tint = tints.at(start) if tints is not None else ""
            said = as_utf8(text[start:end]) if octets else text[start:end]
            line.segments.append(Segment(_fit(said), tint, worst, tuple(begins)))
        done, shown = last, shown + last - first
    if beyond := tuple(mark.number for _, begun, mark in events[at:] if begun):
        lines[-1].segments.append(Segment("", "", "", beyond))
    return View(lines, shown, len(text), len(text) - done)


def _kept(
    length: int, marks: Sequence[Mark], without: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The stretches that are shown, in reading order; at least one."""
    at, some = 0, False
    for start, end in [*without, (length, length)]:
        for first, last in _near(length, marks):
            first, last = max(first, at), min(last, start)
            if first < last:
                some = True
                yield first, last
        at = max(at, end)
    if not some:
        yield length, length


def _near(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """The stretches around the marks of a long text; a short one as a whole."""
    if length <= WHOLE:
        yield 0, length
        return
    first, last = 0, BEGINNING
    for start in sorted(mark.start for mark in marks):
        if start - NEAR > last:
            yield first, last
            first = start - NEAR
        last = min(max(last, start + NEAR), length)
    yield first, last


def as_utf8(text: str) -> str:
    """A stretch of a message, whose characters are octets, as people read it."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _fit(text: str) -> str:
    """The text with a picture for each control character, but tabs; without line ends."""
    text = text.replace("\r", "").replace("\n", "")
    return text if text.isprintable() else "\t".join(map(same_length, text.split("\t")))


class _Tints:
    """What the stretches of an HTML text are."""

    def __init__(self, html: Html) -> None:
        self.tokens = html.tokens
        self.starts = [token[1] for token in html.tokens]
        self.holes = html.holes
        self.hole_starts = [hole.start for hole in html.holes]

    def between(self, first: int, last: int) -> Iterator[int]:
        """Where in a stretch something begins or ends."""
        for token in self.tokens[_from(self.starts, first) : bisect_left(self.starts, last)]:
            yield from (at for at in token[1:3] if first < at < last)
        begun = _from(self.hole_starts, first)
        for hole in self.holes[begun : bisect_left(self.hole_starts, last)]:
            yield from (at for at in (hole.start, hole.end) if first < at < last)

    def at(self, offset: int) -> str:
        near = bisect_right(self.hole_starts, offset) - 1
        if near >= 0 and offset < self.holes[near].end:
            return "hole"
        near = bisect_right(self.starts, offset) - 1
        if near >= 0 and offset < self.tokens[near][2]:
            return "tag" if self.tokens[near][0] in (START, END) else "aside"
        return ""


def _from(starts: Sequence[int], offset: int) -> int:
    return max(bisect_right(starts, offset) - 1, 0)
