"""GitHub Actions: each finding as a workflow command, which becomes an annotation.

Lines and columns count from 1, in code points, the end column excluded; a finding over several
lines has no columns, as GitHub allows none. Paths count from the root of the project. A step
shows ten annotations of each kind; errors come first, and what is over stands in the log.
"""

from __future__ import annotations

from presend.reporters.notices import everything, is_unchecked
from presend.reporters.paths import from_root
from presend.reporters.plainly import line
from presend.reporters.text import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Diagnostic, Report

SHOWN = 10  # annotations of a kind that GitHub shows of a step
_KINDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, *, quiet: bool = False) -> str:
    """A command a line, and unless `quiet` what was not checked, and the count as plain text."""
    said = [each for each in everything(report) if not (quiet and is_unchecked(each))]
    text = "".join(_command(report, each) for each in said)
    if quiet:
        return text
    text += summary(report)
    of_kind = [sum(each.severity == severity for each in said) for severity in _KINDS]
    if max(of_kind) > SHOWN:
        text += f"GitHub annotates only the first {SHOWN} of a kind; the log has all.\n"
    return text


def _command(report: Report, each: Diagnostic) -> str:
    (first, column, _), (last, end, _) = each.start, each.end
    place = f"{line(each.path)}:{first}:{column}: "
    properties = {"title": f"presend: {each.rule}"}
    if is_unchecked(each):
        place = ""
    elif each.path != "-":
        properties |= {"file": from_root(report, each.path), "line": str(first)}
        if first == last:
            properties |= {"col": str(column), "endLine": str(last), "endColumn": str(end)}
        else:
            properties["endLine"] = str(last)
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_KINDS[each.severity]} {named}::{_data(f'{place}{each.message} [{each.rule}]')}\n"


# Both as @actions/core escapes them; what is shown (`line`) has no line ends left.
def _data(text: str) -> str:
    return line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
