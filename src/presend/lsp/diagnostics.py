"""Results in presend's words in, diagnostics and edits in the protocol's words out."""

from __future__ import annotations

from difflib import SequenceMatcher

from lsprotocol import types as lsp

from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presend.lsp.text import OpenText
    from presend.report import Diagnostic, FileResult

SOURCE = "presend"
_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_DEPRECATED = frozenset(("dead-shortener",))
_UNNECESSARY = frozenset(("unused-allow",))
_MOST_RELATED = 50  # places; a list of more is read by nobody
_LONG = 200_000  # code points; beyond, a change is one edit from the first difference to the last


def diagnostics(
    text: OpenText, result: FileResult, addresses: Mapping[str, str]
) -> list[lsp.Diagnostic]:
    """Those of the document, and at its head those on a value of the settings.

    `addresses` are the pages of the rules.
    """
    return [diagnostic(text, each, result.path, addresses) for each in result.diagnostics]


def diagnostic(
    text: OpenText, found: Diagnostic, path: str, addresses: Mapping[str, str]
) -> lsp.Diagnostic:
    """One of the file at `path`; one of another file is told at the head."""
    own = found.path == path
    address = addresses.get(found.rule)
    message = line(found.message)
    if not own:
        message += f" ({line(found.path)}, line {found.start[0]})"
    return lsp.Diagnostic(
        range=text.range(found.start[2], found.end[2]) if own else text.range(0, 0),
        message=message,
        severity=_SEVERITIES[found.severity],
        code=found.rule,
        code_description=lsp.CodeDescription(href=address) if address else None,
        source=SOURCE,
        tags=_tags(found.rule),
        related_information=[
            lsp.DiagnosticRelatedInformation(
                lsp.Location(text.uri, text.range(start[2], end[2])), line(said)
            )
            for start, end, said in (found.related[:_MOST_RELATED] if own else ())
        ]
        or None,
    )


def _tags(rule: str) -> list[lsp.DiagnosticTag] | None:
    if rule in _UNNECESSARY:
        return [lsp.DiagnosticTag.Unnecessary]
    return [lsp.DiagnosticTag.Deprecated] if rule in _DEPRECATED else None


def fix_edits(text: OpenText, edits: Iterable[tuple[int, int, str]]) -> list[lsp.TextEdit]:
    """The edits of a fix."""
    return [lsp.TextEdit(text.range(start, end), new) for start, end, new in edits]


def changes(text: OpenText, after: str) -> list[lsp.TextEdit]:
    """The edits that make of a document a new text, line by line where it pays."""
    before = text.text
    if before == after:
        return []
    if len(before) > _LONG:
        return [_one(text, after)]
    lines, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for each in lines:
        starts.append(starts[-1] + len(each))
    matcher = SequenceMatcher(None, lines, new, autojunk=False)
    return [
        lsp.TextEdit(text.range(starts[a], starts[b]), "".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _one(text: OpenText, after: str) -> lsp.TextEdit:
    before = text.text
    start = 0
    least = min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    end = 0
    while end < least - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return lsp.TextEdit(text.range(start, len(before) - end), after[start : len(after) - end])
