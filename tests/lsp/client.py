"""An editor in a few lines: pygls's own client, speaking to the real server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import BaseLanguageClient

PATIENCE = 30.0  # seconds for what takes milliseconds
PULLS = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(
        diagnostic=lsp.DiagnosticClientCapabilities(dynamic_registration=False)
    )
)
UTF8 = lsp.ClientCapabilities(
    general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf8])
)


class Editor:
    """One client; `shown` are the messages it was to show, `published` what it was sent."""

    def __init__(self) -> None:
        self.client = BaseLanguageClient("tests", "1")
        self.published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []
        self.refreshed = 0

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: lsp.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def show(params: lsp.ShowMessageParams) -> None:
            self.shown.append(params.message)

        @self.client.feature(lsp.WINDOW_LOG_MESSAGE)
        def log(params: lsp.LogMessageParams) -> None:
            self.shown.append(params.message)

        @self.client.feature(lsp.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refresh(_: object) -> None:
            self.refreshed += 1

    def open(self, path: Path, text: str | None = None, language: str = "html") -> str:
        """Open a file as it is, or with a text of the editor's own; its URI."""
        uri = path.as_uri()
        text = path.read_bytes().decode() if text is None else text
        item = lsp.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, text: str, span: lsp.Range | None = None) -> None:
        change: lsp.TextDocumentContentChangeEvent = (
            lsp.TextDocumentContentChangeWholeDocument(text)
            if span is None
            else lsp.TextDocumentContentChangePartial(range=span, text=text)
        )
        document = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def save(self, uri: str) -> None:
        document = lsp.TextDocumentIdentifier(uri)
        self.client.text_document_did_save(lsp.DidSaveTextDocumentParams(document))

    async def diagnostics(self, uri: str, version: int | None = None) -> list[lsp.Diagnostic]:
        """The next that are published for a document, or for a version of it."""
        while True:
            found = await asyncio.wait_for(self.published.get(), PATIENCE)
            if found.uri == uri and version in (None, found.version):
                return list(found.diagnostics)

    async def actions(
        self, uri: str, span: lsp.Range, only: Sequence[str] | None = None
    ) -> dict[str, lsp.CodeAction]:
        """What can be done about a place, by title, each resolved."""
        context = lsp.CodeActionContext(diagnostics=[], only=only)
        found = await self.client.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), span, context)
        )
        return {
            each.title: await self.client.code_action_resolve_async(each)
            for each in found or ()
            if isinstance(each, lsp.CodeAction)
        }


@asynccontextmanager
async def editor(
    capabilities: lsp.ClientCapabilities | None = None,
    options: dict[str, object] | None = None,
    folders: Sequence[Path] = (),
) -> AsyncIterator[Editor]:
    """An editor with a server of its own."""
    made = Editor()
    await made.client.start_io(sys.executable, "-m", "presend", "lsp")
    await made.client.initialize_async(
        lsp.InitializeParams(
            capabilities=capabilities or lsp.ClientCapabilities(),
            initialization_options=options,
            workspace_folders=[lsp.WorkspaceFolder(each.as_uri(), each.name) for each in folders],
        )
    )
    made.client.initialized(lsp.InitializedParams())
    try:
        yield made
    finally:
        await asyncio.wait_for(made.client.shutdown_async(None), PATIENCE)
        made.client.exit(None)
        await made.client.stop()


def applied(text: str, edits: Sequence[lsp.TextEdit | lsp.AnnotatedTextEdit | object]) -> str:
    """A text after edits in UTF-16 positions, applied from the last to the first."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    lines.append("")

    def offset(position: lsp.Position) -> int:
        octets = lines[position.line].encode("utf-16-le")[: 2 * position.character]
        return starts[position.line] + len(octets.decode("utf-16-le"))

    for edit in reversed(edits):
        assert isinstance(edit, lsp.TextEdit)
        start, end = offset(edit.range.start), offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text
