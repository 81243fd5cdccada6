"""pygls's protocol, but for how it follows changes of a text and what it keeps.

pygls 2.1 changes the positions that it is given, and counts form feeds and U+2028 as ends of
lines, which the protocol does not. The text that counts is `OpenText`; pygls keeps none. And it
keeps a future of every notification until the server ends.
"""

from __future__ import annotations

from lsprotocol import types as lsp
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from typing import Any


class Protocol(LanguageServerProtocol):
    """Hands changes on as they came, and forgets what is done."""

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Callable[..., Any],
        callback: Callable[[Future[Any]], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        def done(future: Future[Any]) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: lsp.DidChangeTextDocumentParams
    ) -> Iterator[tuple[Any, tuple[lsp.DidChangeTextDocumentParams], None]]:
        """Call the server's own handler."""
        handler = self.fm.features.get(lsp.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            yield handler, (params,), None
