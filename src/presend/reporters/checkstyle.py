"""Checkstyle XML, which Jenkins' warnings-ng, reviewdog and many other tools read.

Lines and columns count from 1, in code points; the format knows no end. A file that cannot be
read has its error in line 0.
"""

from __future__ import annotations

from presend.reporters.notices import everything, is_unchecked, is_unreadable
from presend.reporters.xml import HEAD, attributes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Diagnostic, Report


def render(report: Report) -> str:
    """A `file` for each file that was linted, with or without findings."""
    files: dict[str, list[Diagnostic]] = {file.path: [] for file in report.checked}
    for each in everything(report):
        files.setdefault(each.path, []).append(each)
    parts = [HEAD, '<checkstyle version="4.3">\n']
    for path, said in files.items():
        parts.append(f"  <file{attributes(name=path)}>\n")
        parts += map(_error, sorted(said, key=lambda each: each.start[2]))
        parts.append("  </file>\n")
    return "".join(parts) + "</checkstyle>\n"


def _error(each: Diagnostic) -> str:
    line, column, _ = each.start
    place: dict[str, object] = {"line": line, "column": column}
    if is_unreadable(each) or is_unchecked(each):
        place = {"line": 0}
    said = attributes(
        **place,
        severity=each.severity,
        message=each.message,
        source=f"presend.{each.group}.{each.rule}",
    )
    return f"    <error{said}/>\n"
