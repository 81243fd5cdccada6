"""The report as JSON lines: an object a line, each with its `type`.

First a `file` for each file, then a `finding` for each finding, an `unchecked` for each reason
why a file could not be checked, last the `summary`. But for `type`, and `schema` and `version`
in the summary, the objects are those of `-f json`: lines and columns count from 1, offsets from
0, in code points of the decoded text.
"""

from __future__ import annotations

from presend.reporters.json import (
    dumped,
    file_object,
    finding_object,
    summary_object,
    unchecked_objects,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Report


def render(report: Report) -> str:
    """One JSON object per line; the last is always the summary."""
    objects = [
        *({"type": "file"} | file_object(file) for file in report.checked),
        *({"type": "finding"} | finding_object(each) for each in report.diagnostics),
        *({"type": "unchecked"} | each for each in unchecked_objects(report)),
        {"type": "summary", "schema": "presend/1", "version": report.version}
        | summary_object(report),
    ]
    return "".join(f"{dumped(each)}\n" for each in objects)
