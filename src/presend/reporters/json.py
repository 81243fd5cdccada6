"""The report as JSON, version presend/1, as `presend-1.schema.json` beside this file has it.

Lines and columns count from 1, offsets from 0, in code points of the decoded text.
"""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from presend.report import Diagnostic, FileResult, Place, Report


def render(report: Report) -> str:
    """One JSON object and a line end."""
    document: dict[str, Any] = {
        "schema": "presend/1",
        "version": report.version,
        "files": [file_object(file) for file in report.checked],
        "findings": [finding_object(diagnostic) for diagnostic in report.diagnostics],
        "unchecked": unchecked_objects(report),
        "summary": summary_object(report),
    }
    return dumped(document, 1) + "\n"


def dumped(value: object, indent: int | None = None) -> str:
    """JSON in ASCII, so that any pipe carries it, in which no `##` can command a CI's log."""
    return json.dumps(value, indent=indent).replace("##", "#\\u0023")


def listed(values: Iterable[object]) -> str:
    """A list in JSON, a value a line: with an indent Python takes ten times as long."""
    return "[\n" + ",\n".join(map(dumped, values)) + "\n]"


def file_object(file: FileResult) -> dict[str, Any]:
    """A file as an object of the `files` list."""
    made: dict[str, Any] = {
        "path": file.path,
        "kind": file.kind,
        "dialect": file.dialect,
        "status": file.status,
    }
    if file.reason:
        made |= {"reason": file.reason, "cure": file.cure}
    return made


def finding_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as an object of the `findings` list."""
    made: dict[str, Any] = {
        "rule": diagnostic.rule,
        "group": diagnostic.group,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "start": _place(diagnostic.start),
        "end": _place(diagnostic.end),
        "excerpt": diagnostic.excerpt,
        "standard": diagnostic.standard,
        "fix": None,
    }
    if diagnostic.fix is not None:
        title, safe, edits = diagnostic.fix
        made["fix"] = {
            "title": title,
            "safe": safe,
            "edits": [{"start": start, "end": end, "text": text} for start, end, text in edits],
        }
    if diagnostic.related:
        made["related"] = [
            {"start": _place(start), "end": _place(end), "message": said}
            for start, end, said in diagnostic.related
        ]
    return made


def unchecked_objects(report: Report) -> list[dict[str, Any]]:
    """The `unchecked` list: what each file could not be checked for."""
    return [
        {"path": file.path, "rules": list(rules), "reason": reason, "cure": cure}
        for file in report.files
        for rules, reason, cure in file.unchecked
    ]


def summary_object(report: Report) -> dict[str, int]:
    """The `summary` object: how many files and findings."""
    return {
        "files": sum(file.status in ("checked", "cached") for file in report.files),
        **{str(severity): count for severity, count in report.counts().items()},
        "fixable": sum(diagnostic.fix is not None for diagnostic in report.diagnostics),
        "fixed": sum(file.fixed for file in report.files),
    }


def _place(place: Place) -> dict[str, int]:
    line, column, offset = place
    return {"line": line, "column": column, "offset": offset}
