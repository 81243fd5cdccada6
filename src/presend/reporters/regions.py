"""Diagnostics in, their places in the units of a format out.

What was linted is there where the format asks for it (`SHOW_TEXT`). A finding may point into
another file, presend.toml or a sidecar, of which there is only the line that the finding shows,
or a part of it.
"""

from __future__ import annotations

from presend.engine import FRAME
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Diagnostic, FileResult, Place, Report

_STEP = 1024  # code points between two offsets whose octets are known


class Texts:
    """The linted texts of a report."""

    def __init__(self, report: Report) -> None:
        self._files = {file.path: file for file in report.files if file.text}
        self._texts: dict[str, Text] = {}

    def of(self, path: str) -> Text | None:
        """The text of a file; None where it is not known, or empty."""
        if path not in self._files:
            return None
        if path not in self._texts:
            self._texts[path] = Text(self._files[path])
        return self._texts[path]


class Text:
    """A linted text, and where its code points stand in UTF-8."""

    def __init__(self, file: FileResult) -> None:
        self.source = Source(file.path, file.text)
        # A message is read as Latin-1: its columns count octets already.
        self._same = file.kind == "eml" or file.text.isascii()
        self._octets: list[int] = []

    def place(self, offset: int) -> Place:
        """The line, column and offset of an offset."""
        return *self.source.position(offset), offset

    def octet_column(self, place: Place) -> int:
        """The column counted in octets of UTF-8, from 1."""
        _, column, offset = place
        return column if self._same else self._at(offset) - self._at(offset - column + 1) + 1

    def _at(self, offset: int) -> int:
        text = self.source.text
        if not self._octets:
            self._octets.append(0)
            for start in range(0, len(text), _STEP):
                self._octets.append(self._octets[-1] + _length(text[start : start + _STEP]))
        step = offset // _STEP
        return self._octets[step] + _length(text[step * _STEP : offset])


class Line:
    """What a finding shows of its line: the text, the column where it starts, where it is cut."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        text, start, self.length = diagnostic.frame
        column = diagnostic.start[1]
        cut = column - 1 != start and text.startswith("\u2026")
        self.text = text[1:] if cut else text
        self.start = start - cut
        if len(self.text) > FRAME:
            self.text = self.text[:FRAME]
        self.column = column - self.start
        self.whole = not cut

    def octet_columns(self, diagnostic: Diagnostic) -> tuple[int | None, int | None]:
        """Where the finding starts and ends in octets of UTF-8; None where that is not known."""
        if not self.whole:
            return None, None
        first = _length(self.text[: self.start]) + 1
        (line, column, _), (last, end, _) = diagnostic.start, diagnostic.end
        if line != last or end - column != self.length:
            return first, None
        return first, first + _length(self.text[self.start : self.start + self.length])


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
