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
    ("unreadable-file", "A file could not be read.", "What it holds is not known.", "error"),
    ("not-checked", "A rule lacked a fact that it needs.", "It says what to supply.", "note"),
    ("left-out", "There are more findings than a run may hold.", "Mend the first.", "warning"),
)


def _described(id: str, summary: str, more: str, level: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{summary} {more}"},
        "help": {"text": more},
        "defaultConfiguration": {"level": level},
    }
    # 3.49.7: a name that reads better than the id; none where it would be the same word.
    if "-" in id:
        made["name"] = "".join(word.capitalize() for word in id.split("-"))
    return made


NOTIFICATIONS = [_described(*each) for each in _NOTIFICATIONS]
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
        help = self._report.rules.get(first.rule)
        severity = help.severity if help else first.severity
        # GitHub requires all three; a plugin's rule may be without documentation.
        summary = (help and help.summary) or f"{first.rule} ({first.group})"
        made = _described(first.rule, summary, f"Standard: {first.standard}.", LEVELS[severity])
        if help:
            made["help"] = {"text": help.text, "markdown": help.markdown}
            if help.address:
                made["helpUri"] = help.address
        made["properties"] = {
            "tags": ["email", first.group],
            "problem.severity": _PROBLEMS[severity],
        }
        return made
