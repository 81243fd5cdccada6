"""What could not be read or checked, as diagnostics: for formats that know of nothing else."""

from __future__ import annotations

from presend.finding import SEVERITIES
from presend.report import Diagnostic
from presend.reporters.text import several

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.finding import Severity
    from presend.report import Report

_GROUP = "presend"
_UNREADABLE = "unreadable-file"
_UNCHECKED = "not-checked"


def everything(report: Report) -> list[Diagnostic]:
    """The diagnostics and notices of a report, errors first, else in reading order.

    A notice stands at the head of its file, and has no standard; one of what was not checked
    is made once for all files, and stands in the first.
    """
    said = [
        _notice(_UNREADABLE, "error", file.path, "; ".join(filter(None, (file.reason, file.cure))))
        for file in report.files
        if file.status == "unreadable"
    ]
    said += report.diagnostics
    for paths, names, reason, cure in report.unchecked:
        where = "" if len(paths) == 1 else f" in {len(paths)} files"
        message = f"Not checked{where}: {several(names)}: {reason}; to have it checked, {cure}"
        said.append(_notice(_UNCHECKED, "info", paths[0], message))
    return sorted(said, key=lambda diagnostic: SEVERITIES.index(diagnostic.severity))


def is_unreadable(diagnostic: Diagnostic) -> bool:
    """Whether it says that a file could not be read."""
    return (diagnostic.group, diagnostic.rule) == (_GROUP, _UNREADABLE)


def is_unchecked(diagnostic: Diagnostic) -> bool:
    """Whether it says that something could not be checked."""
    return (diagnostic.group, diagnostic.rule) == (_GROUP, _UNCHECKED)


def _notice(rule: str, severity: Severity, path: str, message: str) -> Diagnostic:
    place = (1, 1, 0)
    return Diagnostic(rule, _GROUP, severity, message, path, place, place, "", ("", 0, 0), "")
