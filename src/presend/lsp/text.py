"""The text of an open document: edits of the editor in, offsets and positions out.

Offsets count code points, as everywhere in presend. Positions of the protocol count lines from 0
and units of an encoding that editor and server agree upon; a line ends with LF, CRLF or CR
(LSP 3.17, Text Documents).
"""

from __future__ import annotations

from lsprotocol import types as lsp

from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Change = lsp.TextDocumentContentChangeEvent


class OpenText:
    """A document as the editor has it.

    `encoding` is the unit of columns: UTF-16 (what the protocol presumes), UTF-8 or UTF-32.
    """

    __slots__ = ("encoding", "language", "path", "source", "uri", "version")

    def __init__(
        self,
        uri: str,
        path: str,
        language: str,
        version: int,
        text: str,
        encoding: lsp.PositionEncodingKind | str = lsp.PositionEncodingKind.Utf16,
    ) -> None:
        self.uri = uri
        self.path = path
        self.language = language
        self.version = version
        self.encoding = encoding
        self.source = Source(path, text)

    @property
    def text(self) -> str:
        return self.source.text

    def change(self, version: int, changes: Iterable[Change]) -> None:
        """Apply changes, each to the text that the one before has made."""
        for change in changes:
            text = change.text
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                start, end = self.offset(change.range.start), self.offset(change.range.end)
                text = self.text[:start] + text + self.text[max(start, end) :]
            self.source = Source(self.path, text)
        self.version = version

    def position(self, offset: int) -> lsp.Position:
        """Where an offset stands."""
        line, column = self.source.position(offset)
        before = self.text[offset - column + 1 : offset]
        return lsp.Position(line - 1, self._units(before))

    def range(self, start: int, end: int) -> lsp.Range:
        return lsp.Range(self.position(start), self.position(end))

    def offset(self, position: lsp.Position) -> int:
        """The offset of a position. One beyond the end of its line or text means that end."""
        starts = self.source.line_starts
        if position.line >= len(starts):
            return len(self.text)
        start = starts[position.line]
        last = position.line + 1 == len(starts)
        line = self.text[start:] if last else self.text[start : starts[position.line + 1]]
        line = line.rstrip("\r\n") if not last else line
        if self.encoding == lsp.PositionEncodingKind.Utf32 or line.isascii():
            return start + min(position.character, len(line))
        units = 0
        for column, character in enumerate(line):
            if units >= position.character:
                return start + column
            units += self._units(character)
        return start + len(line)

    def _units(self, text: str) -> int:
        if self.encoding == lsp.PositionEncodingKind.Utf32 or text.isascii():
            return len(text)
        if self.encoding == lsp.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(character > "\uffff" for character in text)
