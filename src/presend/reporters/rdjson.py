"""Reviewdog Diagnostic Format, the `DiagnosticResult` message: for `reviewdog -f=rdjson`.

Lines and columns count from 1, columns in octets of UTF-8, the end excluded. Paths count from
where presend runs, as reviewdog takes them. A fix is one suggestion, for reviewdog offers each
by itself: its edits and what is between them. Columns that cannot be known are left out.
"""

from __future__ import annotations

from presend.reporters.json import dumped, listed
from presend.reporters.notices import everything, is_unchecked, is_unreadable
from presend.reporters.paths import written
from presend.reporters.plainly import line
from presend.reporters.regions import Line, Texts
from presend.rule import HOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presend.report import Diagnostic, FixRecord, Report
    from presend.reporters.regions import Text

SPAN = 2000  # code points that a suggestion replaces; a longer one shows nobody the change
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report) -> str:
    """One JSON object, a diagnostic a line."""
    texts = Texts(report)
    diagnostics = [_object(report, each, texts.of(each.path)) for each in everything(report)]
    source = dumped({"name": "presend", "url": HOME})
    return f'{{"source": {source}, "diagnostics": {listed(diagnostics)}}}\n'


def _object(report: Report, each: Diagnostic, text: Text | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": written(each.path)}
    code = {"value": each.rule}
    if each.rule in report.rules and report.rules[each.rule].address:
        code["url"] = report.rules[each.rule].address
    made: dict[str, Any] = {
        "message": line(each.message),
        "location": location,
        "severity": _SEVERITIES[each.severity],
        "code": code,
    }
    if not is_unreadable(each) and not is_unchecked(each):
        location["range"] = _range(each, text)
    if each.fix is not None and text is not None and (suggestion := _suggestion(each.fix, text)):
        made["suggestions"] = [suggestion]
    return made


def _range(each: Diagnostic, text: Text | None) -> dict[str, Any]:
    start: dict[str, int] = {"line": each.start[0]}
    end: dict[str, int] = {"line": each.end[0]}
    if text is not None:
        first: int | None = text.octet_column(each.start)
        last: int | None = text.octet_column(each.end)
    else:
        first, last = Line(each).octet_columns(each)
    if first is not None:
        start["column"] = first
        if last is None:
            return {"start": start}
        end["column"] = last
    return {"start": start, "end": end}


def _suggestion(fix: FixRecord, text: Text) -> dict[str, Any] | None:
    """What replaces the stretch from the first edit to the last."""
    edits = sorted(fix[2])
    first, last = edits[0][0], max(end for _, end, _ in edits)
    if last - first > SPAN:
        return None
    pieces = []
    at = first
    for start, end, new in edits:
        pieces += [text.source.text[at:start], new]
        at = end
    ends = {
        name: {"line": place[0], "column": text.octet_column(place)}
        for name, place in (("start", text.place(first)), ("end", text.place(last)))
    }
    return {"range": ends, "text": "".join(pieces)}
