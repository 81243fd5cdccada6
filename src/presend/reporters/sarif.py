"""SARIF 2.1.0 (OASIS Standard with Errata 01), for code scanning and SARIF viewers.

Lines and columns count from 1, offsets from 0, in code points (`columnKind`), the end excluded.
Paths are URIs from `%SRCROOT%`, the root of the project. Fingerprints hold no line. What could
not be read or checked are notifications of the invocation.
"""

from __future__ import annotations

from presend.finding import SEVERITIES
from presend.fingerprints import fingerprints
from presend.reporters import sarif_rules
from presend.reporters.json import dumped, listed
from presend.reporters.paths import uri
from presend.reporters.plainly import line
from presend.reporters.regions import Line, Texts
from presend.rule import HOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presend.report import Diagnostic, FixRecord, Place, Report
    from presend.reporters.regions import Text

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
RESULTS = 25_000  # GitHub takes no more of a run
RELATED = 100  # places; GitHub takes 1,000 of a result
SNIPPET = 2_000  # code points; what is longer is not repeated in the report
_AROUND = 200  # code points of a long line before and after a finding
_ROOT = "%SRCROOT%"


def render(report: Report) -> str:
    """One JSON object, a rule or result a line."""
    found = list(report.diagnostics)
    marks = list(zip(found, fingerprints(found), strict=True))
    if len(marks) > RESULTS:
        marks.sort(key=lambda each: SEVERITIES.index(each[0].severity))
    texts = Texts(report)
    locations = _Locations(report)
    rules = sarif_rules.Rules(report)
    results = [
        _result(locations, each, mark, texts.of(each.path), rules) for each, mark in marks[:RESULTS]
    ]
    driver = {
        "name": "presend",
        "version": report.version,
        "semanticVersion": report.version,
        "informationUri": HOME,
        "notifications": sarif_rules.NOTIFICATIONS,
    }
    run = {
        "invocations": [_invocation(report, locations, len(marks) - len(results))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the project."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }
    return (
        f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n'
        f'"tool": {{"driver": {{{_inner(driver)}, "rules": {listed(rules.objects())}}}}},\n'
        f'{_inner(run)}, "results": {listed(results)}}}]}}\n'
    )


def _inner(members: dict[str, Any]) -> str:
    return ",\n".join(f'"{name}": {dumped(value)}' for name, value in members.items())


class _Locations:
    """The artifactLocation of each file (3.4)."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._made: dict[str, dict[str, str]] = {}

    def of(self, path: str) -> dict[str, str]:
        if path not in self._made:
            address, relative = uri(self._report, path)
            self._made[path] = {"uri": address, **({"uriBaseId": _ROOT} if relative else {})}
        return self._made[path]


def _result(
    locations: _Locations,
    each: Diagnostic,
    mark: str,
    text: Text | None,
    rules: sarif_rules.Rules,
) -> dict[str, Any]:
    where = locations.of(each.path)
    place = {"artifactLocation": where, "region": _region(each.start, each.end, each.excerpt)}
    if context := _context(each, text):
        place["contextRegion"] = context
    made: dict[str, Any] = {
        "ruleId": each.rule,
        "ruleIndex": rules.index(each),
        "level": sarif_rules.LEVELS[each.severity],
        "message": {"text": _said(each.message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"presend/v1": mark},
    }
    if each.related:
        made["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _said(said)},
                "physicalLocation": {"artifactLocation": where, "region": _span(start, end)},
            }
            for number, (start, end, said) in enumerate(each.related[:RELATED], 1)
        ]
    if each.fix is not None:
        made["fixes"] = [_fix(each.fix, where, text)]
    return made


def _said(text: str) -> str:
    """A message in plain text, in which nothing reads as a link (3.11.6).

    Braces stand as they are, against 3.11.5: without arguments no viewer takes them for
    placeholders, and all of them would show them doubled.
    """
    return line(text).replace("](", "] (")


def _span(start: Place, end: Place) -> dict[str, Any]:
    return {
        "startLine": start[0],
        "startColumn": start[1],
        "endLine": end[0],
        "endColumn": end[1],
        "charOffset": start[2],
        "charLength": end[2] - start[2],
    }


def _region(start: Place, end: Place, text: str) -> dict[str, Any]:
    made = _span(start, end)
    if len(text) <= SNIPPET:
        made["snippet"] = {"text": text}
    return made


def _context(each: Diagnostic, text: Text | None) -> dict[str, Any] | None:
    """The lines around a place, or what is near of a long one; None if that is no more."""
    start, end = each.start[2], each.end[2]
    if text is None:
        shown = Line(each)
        inside = shown.start + end - start < len(shown.text) or shown.start > 0
        if each.start[0] != each.end[0] or not inside:
            return None
        first = each.start[0], shown.column, start - shown.start
        last = each.start[0], shown.column + len(shown.text), start - shown.start + len(shown.text)
        return _region(first, last, shown.text)
    whole = text.source.text
    starts = text.source.line_starts
    before = starts[max(0, each.start[0] - 2)]
    after = starts[each.end[0] + 1] if each.end[0] + 1 < len(starts) else len(whole)
    before, after = max(before, start - _AROUND), min(after, end + _AROUND)
    if (before, after) == (start, end) or after - before > SNIPPET:
        return None
    return _region(text.place(before), text.place(after), whole[before:after])


def _fix(fix: FixRecord, where: dict[str, str], text: Text | None) -> dict[str, Any]:
    title, safe, edits = fix
    replacements = [
        {
            "deletedRegion": {"charOffset": start, "charLength": end - start}
            if text is None
            else _span(text.place(start), text.place(end)),
            "insertedContent": {"text": new},
        }
        for start, end, new in edits
    ]
    return {
        "description": {"text": _said(title)},
        "artifactChanges": [{"artifactLocation": where, "replacements": replacements}],
        "properties": {"safe": safe},
    }


def _invocation(report: Report, locations: _Locations, left_out: int) -> dict[str, Any]:
    notes = []
    for file in report.files:
        if file.status == "unreadable":
            said = f"{file.reason}; {file.cure}" if file.cure else file.reason
            notes.append(_notification(locations, "unreadable-file", "error", said, [file.path]))
    for paths, rules, reason, cure in report.unchecked:
        said = f"Not checked: {', '.join(rules)}: {reason}; to have it checked, {cure}"
        notes.append(_notification(locations, "not-checked", "note", said, paths[:RELATED]))
    if left_out:
        said = f"{left_out} findings are left out, the least severe: a run holds {RESULTS:,}"
        notes.append(_notification(locations, "left-out", "warning", said, []))
    made: dict[str, Any] = {"executionSuccessful": not report.broken}
    return made | {"toolExecutionNotifications": notes} if notes else made


def _notification(
    locations: _Locations, id: str, level: str, said: str, paths: list[str]
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "descriptor": {"id": id},
        "level": level,
        "message": {"text": _said(said)},
    }
    if paths:
        made["locations"] = [
            {"physicalLocation": {"artifactLocation": locations.of(path)}} for path in paths
        ]
    return made
