"""Azure Pipelines: each error and warning as a `task.logissue` command, the rest as plain lines.

Lines and columns count from 1, in code points; Azure knows no end. Paths count from the root of
the project. Azure has no kind for what is merely worth knowing.
"""

from __future__ import annotations

from presend.reporters.notices import everything, is_unchecked
from presend.reporters.paths import from_root
from presend.reporters.plainly import head, line
from presend.reporters.text import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Diagnostic, Report


def render(report: Report, *, quiet: bool = False) -> str:
    """A command or a finding a line, errors first, and unless `quiet` the count as plain text."""
    said = [each for each in everything(report) if not (quiet and is_unchecked(each))]
    return "".join(_line(report, each) for each in said) + ("" if quiet else summary(report))


def _line(report: Report, each: Diagnostic) -> str:
    number, column, _ = each.start
    message = f"{line(each.message)} [{each.rule}]"
    if is_unchecked(each):
        return f"{message}\n"
    if each.severity == "info":
        return f"{head(each.path)}:{number}:{column}: {each.severity} {message}\n"
    properties: dict[str, str] = {"type": each.severity}
    if each.path != "-":
        properties["sourcepath"] = from_root(report, each.path)
    properties |= {"linenumber": str(number), "columnnumber": str(column), "code": each.rule}
    named = ";".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"##vso[task.logissue {named}]{_data(message)}\n"


# As the agent's task library escapes them; what is shown (`line`) has no line ends left.
def _data(text: str) -> str:
    return line(text).replace("%", "%AZP25")


def _property(text: str) -> str:
    return _data(text).replace("]", "%5D").replace(";", "%3B")
