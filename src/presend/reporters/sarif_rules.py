"""The rules that a report names, as SARIF has them: a reportingDescriptor each (3.49)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presend.report import Diagnostic, Report

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# What GitHub sorts alerts by.
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_NOTIFICATIONS = (
    ("unreadable", "error", "A file could not be read.", "What it holds is not known."),
    (
        "unchecked",
        "note",
        "A rule lacked a fact that it needs.",
        "The message says what to supply.",
    ),
    ("left-out", "warning", "There are more findings than a run may hold.", "Mend the first."),
)
NOTIFICATIONS = [
    {
        "id": id,
        "name": "".join(word.capitalize() for word in id.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{summary} {more}"},
        "defaultConfiguration": {"level": level},
    }
    for id, level, summary, more in _NOTIFICATIONS
]
"""What may be told of a run, apart from its results."""


class Rules:
    """Gathers the rules of the results, each once, in the order in which they come up."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found: dict[str, Diagnostic] = {}
        self._indices: dict[str, int] = {}

    def index(self, diagnostic: Diagnostic) -> int:
        """Where in `objects` the rule of a diagnostic is."""
        self._found.setdefault(diagnostic.rule, diagnostic)
        return self._indices.setdefault(diagnostic.rule, len(self._indices))

    def objects(self) -> list[dict[str, Any]]:
        """A reportingDescriptor for each rule."""
        return [self._object(each) for each in self._found.values()]

    def _object(self, first: Diagnostic) -> dict[str, Any]:
        made: dict[str, Any] = {"id": first.rule}
        help = self._report.rules.get(first.rule)
        severity = help.severity if help else first.severity
        if help:
            made |= {
                "name": "".join(word.capitalize() for word in help.name.split("-")),
                "shortDescription": {"text": help.summary},
                "fullDescription": {"text": f"{help.summary} Standard: {first.standard}."},
                "help": {"text": help.text, "markdown": help.markdown},
            }
            if help.address:
                made["helpUri"] = help.address
        return made | {
            "defaultConfiguration": {"level": LEVELS[severity]},
            "properties": {
                "tags": ["email", first.group],
                "problem.severity": _PROBLEMS[severity],
            },
        }
