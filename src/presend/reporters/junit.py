"""JUnit XML, valid against windyroad's JUnit.xsd: a suite for each file, a test for each finding.

Every finding is a failed test, whatever its severity, which is the failure's type; a file that
cannot be read is one that erred, and one without findings one that passed. What could not be
checked stands in the suite's `system-out`. Lines and columns count from 1, in code points. The
names of tests hold no line, so that a test is the same one when code moves. The report knows
no clock: the times it gives are none, and the same files give the same octets.
"""

from __future__ import annotations

from presend.reporters.text import frame
from presend.reporters.xml import HEAD, attributes, escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.report import Diagnostic, FileResult, Report


def render(report: Report) -> str:
    """One `testsuites`; values of the settings are suites of their own, after the files."""
    found: dict[str, list[Diagnostic]] = {file.path: [] for file in report.checked}
    for each in report.diagnostics:
        found.setdefault(each.path, []).append(each)
    files = {file.path: file for file in report.checked}
    parts = [HEAD, "<testsuites>\n"]
    for number, (path, diagnostics) in enumerate(found.items()):
        parts.append(_suite(report.version, number, path, diagnostics, files.get(path)))
    return "".join(parts) + "</testsuites>\n"


def _properties(version: str) -> str:
    # Jenkins' schema wants at least one.
    said = attributes(name="presend", value=version)
    return f"<properties>\n      <property{said}/>\n    </properties>\n"


def _suite(
    version: str, number: int, path: str, diagnostics: list[Diagnostic], file: FileResult | None
) -> str:
    unreadable = file is not None and file.status == "unreadable"
    tests = []
    seen: dict[str, int] = {}
    for each in diagnostics:
        seen[each.rule] = seen.get(each.rule, 0) + 1
        name = each.rule if seen[each.rule] == 1 else f"{each.rule} ({seen[each.rule]})"
        tests.append(_test(path, name, _failure(each)))
    if file is not None and unreadable:
        said = attributes(message=f"{file.reason}; {file.cure}", type="unreadable-file")
        tests.insert(0, _test(path, "unreadable-file", f"      <error{said}/>\n"))
    elif not tests:
        tests.append(_test(path, "no findings", ""))
    counts = attributes(
        name=path,
        package="presend",
        id=number,
        timestamp="1970-01-01T00:00:00",
        hostname="localhost",
        tests=len(tests),
        failures=len(diagnostics),
        errors=int(unreadable),
        time=0,
    )
    notes = _unchecked(file.unchecked) if file is not None else ""
    return (
        f"  <testsuite{counts}>\n    {_properties(version)}{''.join(tests)}"
        f"    <system-out>{notes}</system-out>\n    <system-err/>\n  </testsuite>\n"
    )


def _test(path: str, name: str, outcome: str) -> str:
    head = f"    <testcase{attributes(name=name, classname=path, time=0)}"
    return f"{head}>\n{outcome}    </testcase>\n" if outcome else f"{head}/>\n"


def _failure(each: Diagnostic) -> str:
    line, column, _ = each.start
    shown, under = frame(each)
    lines = [f"{each.path}:{line}:{column}: {each.severity} {each.message} [{each.rule}]"]
    lines += [f"{line} | {shown}", f"{' ' * len(str(line))} | {under}"]
    if each.fix is not None:
        lines.append(f"fix: {each.fix[0]} ({'--fix' if each.fix[1] else '--unsafe-fixes'})")
    said = attributes(message=each.message, type=each.severity)
    body = "\n".join(map(escaped, lines))
    return f"      <failure{said}>{body}</failure>\n"


def _unchecked(unchecked: Iterable[tuple[tuple[str, ...], str, str]]) -> str:
    return "\n".join(
        escaped(f"not checked: {', '.join(rules)}: {reason}; to have it checked, {cure}")
        for rules, reason, cure in unchecked
    )
