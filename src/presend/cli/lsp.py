"""`presend lsp`: the language server, for an editor to start."""

from __future__ import annotations

import gc
import sys

from presend.cli import arguments, interruption
from presend.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.cli.arguments import Option

SUMMARY = "Serve an editor by the Language Server Protocol, over standard input and output."
OPTIONS: tuple[Option, ...] = ()


def run(argv: Sequence[str]) -> int:
    """Serve until the editor leaves; the exit code, 128 and its number where a signal came."""
    words = [word for word in argv if word != "--stdio"]  # which some editors add
    options = arguments.read("lsp", SUMMARY, "", OPTIONS, words)
    if options.paths:
        raise UsageError("lsp takes no paths: the editor names the files")
    try:
        from presend.lsp import server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("lsp needs pygls; pip install 'presend[lsp]'") from None
    gc.enable()  # it lives for hours
    if sys.stdin is not None and sys.stdin.isatty():
        said = "presend: lsp waits for an editor on standard input; Ctrl-C ends it"
        print(said, file=sys.stderr)
    server.serve()
    come = interruption.Listener.come
    return 0 if come is None else 128 + come
