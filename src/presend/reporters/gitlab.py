"""GitLab Code Quality: a JSON list of findings, for `artifacts: reports: codequality`.

Lines count from 1, first and last; GitLab knows no columns. Paths count from the root of the
project. The fingerprints hold no line, so that GitLab knows a finding again when code moves.
"""

from __future__ import annotations

from presend.fingerprints import fingerprints
from presend.reporters.json import listed
from presend.reporters.notices import everything, is_unreadable
from presend.reporters.paths import from_root, written
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presend.report import Diagnostic, Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """A JSON list, an object a line; no two objects have the same fingerprint."""
    said = everything(report)
    marks = fingerprints(said)
    objects = [_object(report, each, mark) for each, mark in zip(said, marks, strict=True)]
    return listed(objects) + "\n"


def _object(report: Report, each: Diagnostic, mark: str) -> dict[str, Any]:
    return {
        "description": line(each.message),
        "check_name": each.rule,
        "fingerprint": mark,
        "severity": "critical" if is_unreadable(each) else _SEVERITIES[each.severity],
        "location": {
            "path": written(from_root(report, each.path)),
            "lines": {"begin": each.start[0], "end": each.end[0]},
        },
    }
