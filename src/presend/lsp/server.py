"""The language server: which requests of an editor it answers, and with what."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from presend import __version__
from presend.lsp import actions, diagnostics, words
from presend.lsp.linter import Failed, Linter
from presend.lsp.protocol import Protocol
from presend.lsp.text import OpenText
from presend.report import FileResult
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any, TypeVar

    Answer = TypeVar("Answer")

DEBOUNCE = 0.15  # seconds without typing before a text is linted
_SETTINGS_FILES = ("presend.toml", "pyproject.toml")


class Server(LanguageServer):
    """The documents that the editor has open, what was found in each, and the worker.

    `addresses` are the pages of the rules that found something.
    """

    def __init__(self) -> None:
        super().__init__("presend", __version__, protocol_cls=Protocol)
        self.linter = Linter()
        self.texts: dict[str, OpenText] = {}
        self.results: dict[str, tuple[OpenText, int, FileResult]] = {}
        self.addresses: dict[str, str] = {}
        self.on_type = True
        self.pulls = False
        self.resolves = False
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()

    def shutdown(self) -> None:
        """As pygls has it, but without waiting for the thread that reads: a signal ends it, too."""
        self.thread_pool.shutdown(wait=False, cancel_futures=True)
        self._thread_pool = None
        super().shutdown()  # type: ignore[no-untyped-call]

    async def result(self, text: OpenText) -> FileResult | None:
        """What presend says of a document as it is now; None where it cannot tell."""
        known = self.results.get(text.uri)
        if known is not None and known[:2] == (text, text.version):
            return known[2]
        version = text.version
        try:
            asked = text.path, text.text, text.language
            values, addresses = await self.linter.ask("lint", *asked)
        except Failed as failed:
            self.tell(str(failed))
            return None
        self.addresses.update(addresses)
        result = FileResult.from_values(values)
        if result.status == "unreadable":
            self.window_log_message(
                lsp.LogMessageParams(lsp.MessageType.Warning, f"{text.path}: {result.reason}")
            )
        if self.texts.get(text.uri) is text and text.version == version:
            self.results[text.uri] = text, version, result
            return result
        return None

    async def linted(
        self, document: lsp.TextDocumentIdentifier
    ) -> tuple[OpenText, FileResult] | None:
        """An open document and what presend says of it; None where it cannot tell."""
        text = self.texts.get(document.uri)
        result = await self.result(text) if text is not None else None
        return (text, result) if text is not None and result is not None else None

    async def answer(
        self,
        document: lsp.TextDocumentIdentifier,
        make: Callable[[OpenText], Awaitable[Answer]],
    ) -> Answer | None:
        """What `make` makes of an open document; None where the linter is not to be had."""
        text = self.texts.get(document.uri)
        try:
            return await make(text) if text is not None else None
        except Failed:
            return None

    def tell(self, said: str) -> None:
        """Show a message, each once until the settings change."""
        if said not in self._told:
            self._told.add(said)
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, said))

    async def publish(self, uri: str) -> None:
        """Send what was found in a document, to an editor that does not ask by itself."""
        text = self.texts.get(uri)
        if text is None or self.pulls:
            return
        version = text.version
        result = await self.result(text)
        if result is not None and self.texts.get(uri) is text and text.version == version:
            found = diagnostics.diagnostics(text, result, self.addresses)
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(uri, found, version)
            )

    def publish_soon(self, uri: str) -> None:
        """The same, once nothing more is typed for a moment."""
        self.publish_no_more(uri)
        self._waiting[uri] = asyncio.create_task(self._publish_later(uri))

    def publish_no_more(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    async def _publish_later(self, uri: str) -> None:
        await asyncio.sleep(DEBOUNCE)
        if self._waiting.get(uri) is asyncio.current_task():
            del self._waiting[uri]  # from here on it is not cancelled: the worker is busy
        await self.publish(uri)

    async def lint_all_again(self) -> None:
        """After the settings have changed."""
        self.results.clear()
        self._told.clear()
        if self.pulls:
            await self.workspace_diagnostic_refresh_async(None)
            return
        for uri in list(self.texts):
            await self.publish(uri)


def serve() -> None:
    """Serve one editor over standard input and output until it leaves."""
    logging.getLogger("pygls.server").addFilter(_in_one_line)
    make().start_io()


def _in_one_line(record: logging.LogRecord) -> bool:
    """Say what an editor sent amiss without pygls's own stack."""
    if record.msg == "Unable to handle message" and record.exc_info and record.exc_info[1]:
        said = line(str(record.exc_info[1]))
        record.msg, record.args = "presend: what the editor sent is no message: %s", (said,)
        record.exc_info = None
    return True


def make() -> Server:
    """A server that answers all that presend can."""
    server = Server()
    for register in (_documents, _diagnostics, _actions, _words):
        register(server)
    return server


def _documents(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        _heed_signals()
        told = params.capabilities.text_document
        server.pulls = told is not None and told.diagnostic is not None
        resolved = told.code_action.resolve_support if told and told.code_action else None
        server.resolves = resolved is not None and "edit" in resolved.properties
        options = params.initialization_options
        if isinstance(options, dict):
            _configure(server, options)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        await server.linter.start()
        told = server.client_capabilities.workspace
        watched = told.did_change_watched_files if told is not None else None
        if watched is not None and watched.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(f"**/{name}") for name in _SETTINGS_FILES]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            await server.client_register_capability_async(
                lsp.RegistrationParams(
                    [lsp.Registration("presend", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
                )
            )

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        encoding = server.server_capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
        path = _path(item.uri)
        text = OpenText(item.uri, path, item.language_id, item.version, item.text, encoding)
        server.texts[item.uri] = text
        await server.publish(item.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        text = server.texts.get(params.text_document.uri)
        if text is not None:
            text.change(params.text_document.version, params.content_changes)
            if server.on_type:
                server.publish_soon(text.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.publish_no_more(uri)
        if os.path.basename(_path(uri)) in _SETTINGS_FILES:
            await server.lint_all_again()
        else:
            server.results.pop(uri, None)  # its includes, sidecar or settings may have changed
            await server.publish(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.publish_no_more(uri)
        server.texts.pop(uri, None)
        server.results.pop(uri, None)
        if not server.pulls:
            server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(_: lsp.DidChangeWatchedFilesParams) -> None:
        await server.lint_all_again()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: lsp.DidChangeConfigurationParams) -> None:
        if isinstance(params.settings, dict):
            _configure(server, params.settings.get("presend", params.settings))
            await server.linter.choose(*server.linter.chosen)
        await server.lint_all_again()

    @server.feature(lsp.SHUTDOWN)
    async def shut_down(_: None) -> None:
        await server.linter.stop()


def _heed_signals() -> None:
    """Let the loop wake for a signal that comes just before it goes to sleep; POSIX only."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        handler = signal.getsignal(number)
        if callable(handler):
            try:
                loop.add_signal_handler(number, handler, number, None)
            except (NotImplementedError, RuntimeError, ValueError):  # not in the main thread
                return


def _configure(server: Server, options: dict[str, Any]) -> None:
    """`config`, `select`, `ignore` as for `presend check`; `run`: `onType` or `onSave`;
    `patience`: the seconds after which the rules are given up for a text."""

    def names(key: str) -> tuple[str, ...]:
        value = options.get(key) or ()
        return tuple(each for each in value if isinstance(each, str))

    patience = options.get("patience")
    if isinstance(patience, (int, float)) and patience > 0:
        server.linter.patience = patience
    config = options.get("config")
    server.on_type = options.get("run") != "onSave"
    server.linter.chosen = config or None, names("select"), names("ignore")


def _diagnostics(server: Server) -> None:
    options = lsp.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier="presend"
    )

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(
        params: lsp.DocumentDiagnosticParams,
    ) -> lsp.RelatedFullDocumentDiagnosticReport:
        known = await server.linted(params.text_document)
        found = diagnostics.diagnostics(*known, server.addresses) if known else []
        return lsp.RelatedFullDocumentDiagnosticReport(items=found)


def _actions(server: Server) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(
            code_action_kinds=[lsp.CodeActionKind.QuickFix, actions.FIX_ALL], resolve_provider=True
        ),
    )
    async def offer(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        known = await server.linted(params.text_document)
        offered = actions.offered(*known, params) if known else []
        if params.context.only or not server.resolves:  # the editor may not ask for more
            for action in offered:
                await _resolve(server, action)
            offered = [each for each in offered if each.edit or each.command]
        return offered

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def resolve(action: lsp.CodeAction) -> lsp.CodeAction:
        await _resolve(server, action)
        return action

    @server.command(actions.EXPLAIN)
    async def explain(rule: str, uri: str) -> None:
        try:
            said = await server.linter.ask("explain", _path(uri), rule)
        except Failed as failed:
            server.tell(str(failed))
            return
        server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, said))


async def _resolve(server: Server, action: lsp.CodeAction) -> None:
    """Give an action the edit that only linting again tells."""
    data = action.data
    if not isinstance(data, dict) or action.edit is not None:
        return
    text = server.texts.get(data["uri"])
    if text is None or data["version"] != text.version:
        return
    asked = text.path, text.text, text.language
    try:
        if data["do"] == "allow":
            after = await server.linter.ask("allow", *asked, data["rule"], data["start"])
        else:
            after = await server.linter.ask("mend", *asked, False)
    except Failed as failed:
        server.tell(str(failed))
        return
    edits = diagnostics.changes(text, after)
    action.edit = lsp.WorkspaceEdit(changes={text.uri: edits}) if edits else None


def _words(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        return await server.answer(
            params.text_document,
            lambda text: words.hover(server, text, text.offset(params.position)),
        )

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def links(params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
        answer = server.answer(params.text_document, lambda text: words.links(server, text))
        return await answer or []

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[":", ",", " "])
    )
    async def complete(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        return await server.answer(
            params.text_document,
            lambda text: words.completion(server, text, text.offset(params.position)),
        )


def _path(uri: str) -> str:
    """The path of a document; of one that is not saved, as if it stood in the working folder."""
    parts = urlsplit(uri)
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme == "file":
        if parts.netloc and parts.netloc != "localhost":
            path = f"//{parts.netloc}{path}"
        if os.name == "nt":
            path = path.removeprefix("/").replace("/", "\\")
        return path
    return os.path.abspath(os.path.basename(path) or "untitled")
