"""A report in, how often each rule found something out: as a table, or as JSON."""

from __future__ import annotations

from presend.finding import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presend.report import Report


class Row:
    """What one rule found: how often, the worst severity, how much --fix mends, in which files."""

    __slots__ = ("count", "files", "fixable", "group", "rule", "safe", "severity")

    def __init__(self, rule: str, group: str) -> None:
        self.rule = rule
        self.group = group
        self.severity = SEVERITIES[-1]
        self.count = 0
        self.safe = 0
        self.fixable = 0
        self.files: set[str] = set()


def rows(report: Report) -> list[Row]:
    """A row for each rule that found something: the most frequent first, then the worst."""
    found: dict[str, Row] = {}
    for diagnostic in report.diagnostics:
        row = found.setdefault(diagnostic.rule, Row(diagnostic.rule, diagnostic.group))
        row.count += 1
        row.severity = min(row.severity, diagnostic.severity, key=SEVERITIES.index)
        row.safe += diagnostic.fix is not None and diagnostic.fix[1]
        row.fixable += diagnostic.fix is not None
        row.files.add(diagnostic.path)
    return sorted(
        found.values(), key=lambda row: (-row.count, SEVERITIES.index(row.severity), row.rule)
    )


def render(report: Report, *, as_json: bool = False, quiet: bool = False) -> str:
    """The statistics as a table for people, `quiet` without the count, or as a JSON object."""
    table = rows(report)
    return _json(report, table) if as_json else _text(report, table, quiet)


def _text(report: Report, table: list[Row], quiet: bool) -> str:
    from presend.reporters.text import summary

    width = max((len(str(row.count)) for row in table), default=0)
    level = max((len(row.severity) for row in table), default=0)
    name = max((len(row.rule) for row in table), default=0)
    lines = []
    for row in table:
        mark = "*" if row.safe else "~" if row.fixable else " "
        within = f"{len(row.files)} file" + "s" * (len(row.files) != 1)
        lines.append(
            f"{row.count:{width}}  {row.severity:{level}}  {mark} {row.rule:{name}}  {within}\n"
        )
    marks = [
        said
        for said, there in (
            ("* fixable with --fix", any(row.safe for row in table)),
            ("~ with --unsafe-fixes", any(row.fixable and not row.safe for row in table)),
        )
        if there
    ]
    if marks and not quiet:
        lines.append(f"\n{', '.join(marks)}\n")
    if quiet:
        return "".join(lines)
    return "".join(lines) + "\n" * bool(lines and not marks) + summary(report)


def _json(report: Report, table: list[Row]) -> str:
    import json

    counts = report.counts()
    document: dict[str, Any] = {
        "schema": "presend-statistics/1",
        "version": report.version,
        "statistics": [
            {
                "rule": row.rule,
                "group": row.group,
                "severity": row.severity,
                "count": row.count,
                "fixable": row.fixable,
                "files": len(row.files),
            }
            for row in table
        ],
        "summary": {
            "files": sum(file.status in ("checked", "cached") for file in report.files),
            **counts,
            "fixable": sum(row.fixable for row in table),
        },
    }
    return json.dumps(document, indent=1) + "\n"
