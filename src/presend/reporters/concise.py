"""One line per diagnostic, for people in a hurry and tools that match file:line:column."""

from __future__ import annotations

from presend.reporters.plainly import head, line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Report


def render(report: Report) -> str:
    """`path:line:column: severity message [rule]` for each diagnostic."""
    return "".join(
        f"{head(d.path)}:{d.start[0]}:{d.start[1]}: {d.severity} {line(d.message)} [{d.rule}]\n"
        for d in report.diagnostics
    )
