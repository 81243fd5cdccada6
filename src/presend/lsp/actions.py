"""A place and what was found there in, what an editor can do about it out."""

from __future__ import annotations

from lsprotocol import types as lsp

from presend.lsp import diagnostics
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.lsp.text import OpenText
    from presend.report import Diagnostic, FileResult

FIX_ALL = "source.fixAll.presend"
EXPLAIN = "presend.explain"
_NO_COMMENTS = ("eml", "json")  # kinds of files in which no comment can stand


def offered(
    text: OpenText, result: FileResult, params: lsp.CodeActionParams
) -> list[lsp.CodeAction]:
    """The actions of the kinds that the editor asks for, the likeliest first.

    Those with `data` and no edit get it when they are resolved.
    """
    start, end = text.offset(params.range.start), text.offset(params.range.end)
    only = params.context.only
    found = [
        each
        for each in result.diagnostics
        if each.path == result.path and each.start[2] <= end and start <= each.end[2]
    ]
    made: list[lsp.CodeAction] = []
    if _asked(lsp.CodeActionKind.QuickFix, only):
        for each in found:
            made += _fixes(text, each)
        for each in {each.rule: each for each in found}.values():
            made += _others(text, result, each)
    safe = any(each.fix and each.fix[1] and each.path == result.path for each in result.diagnostics)
    if safe and _asked(FIX_ALL, only):
        data = {"do": "mend", "uri": text.uri, "version": text.version}
        made.append(lsp.CodeAction("presend: fix all that is safe", kind=FIX_ALL, data=data))
    return made


def _asked(kind: str, only: object) -> bool:
    """Whether an editor that asks for kinds means this one: `source.fixAll` means its parts."""
    if not isinstance(only, (list, tuple)):
        return True
    return any(kind == each or kind.startswith(f"{each}.") for each in only)


def _fixes(text: OpenText, found: Diagnostic) -> Iterator[lsp.CodeAction]:
    if found.fix is None:
        return
    title, safe, edits = found.fix
    changes = {text.uri: diagnostics.fix_edits(text, edits)}
    said = line(title) if safe else f"{line(title)} (unsafe: a reader may notice)"
    yield lsp.CodeAction(
        said,
        kind=lsp.CodeActionKind.QuickFix,
        is_preferred=safe,
        edit=lsp.WorkspaceEdit(changes=changes),
        diagnostics=[diagnostics.diagnostic(text, found, found.path, {})],
    )


def _others(text: OpenText, result: FileResult, found: Diagnostic) -> Iterator[lsp.CodeAction]:
    if result.kind not in _NO_COMMENTS:
        data = {
            "do": "allow", "uri": text.uri, "version": text.version,
            "rule": found.rule, "start": found.start[2],
        }  # fmt: skip
        said = f"Allow {found.rule} here"
        yield lsp.CodeAction(said, kind=lsp.CodeActionKind.QuickFix, data=data)
    said = f"Explain {found.rule}"
    command = lsp.Command(title=said, command=EXPLAIN, arguments=[found.rule, text.uri])
    yield lsp.CodeAction(said, kind=lsp.CodeActionKind.QuickFix, command=command)
