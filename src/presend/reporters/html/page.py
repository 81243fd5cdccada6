"""A report in, all that its page shows out, in plain values for the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presend.report import FileResult
from presend.reporters.html import documentation, file_page
from presend.reporters.html.documentation import Documentation
from presend.reporters.html.file_page import Counts, FilePage
from presend.reporters.plainly import line

if TYPE_CHECKING:
    from presend.report import Diagnostic, Report


class Group(NamedTuple):
    """A group of rules, the question that it answers, and what was found."""

    name: str
    question: str
    counts: Counts


class Unchecked(NamedTuple):
    """What could not be judged, where, and what to supply."""

    rules: list[str]
    reason: str
    cure: str
    paths: list[str]


class Page(NamedTuple):
    """The page.

    `elsewhere` are the files that findings lie in, but that were not linted; `known` is how many
    findings a baseline holds, that are left out.
    """

    version: str
    counts: Counts
    fixable: int
    fixed: int
    linted: int
    known: int
    groups: list[Group]
    files: list[FilePage]
    elsewhere: list[FilePage]
    unchecked: list[Unchecked]
    rules: dict[str, Documentation]


def of_report(report: Report) -> Page:
    """What the page of a report shows; the files in the report's order."""
    found: dict[str, list[Diagnostic]] = {file.path: [] for file in report.checked}
    groups: dict[str, list[Diagnostic]] = {}
    every = list(report.diagnostics)
    for diagnostic in every:
        found.setdefault(diagnostic.path, []).append(diagnostic)
        groups.setdefault(diagnostic.group, []).append(diagnostic)
    files = [file_page.of_file(file, found.pop(file.path, ())) for file in report.checked]
    counted = [
        Group(line(name), documentation.question(name), file_page.count(each))
        for name, each in groups.items()
    ]
    return Page(
        version=report.version,
        counts=file_page.count(every),
        fixable=sum(diagnostic.fix is not None for diagnostic in every),
        fixed=sum(file.fixed for file in report.files),
        linted=sum(file.status in ("checked", "cached") for file in report.files),
        groups=sorted(counted, key=lambda group: (-group.counts.total, group.name)),
        files=files,
        elsewhere=[file_page.of_file(FileResult(path), each) for path, each in found.items()],
        unchecked=[
            Unchecked(rules, line(reason), line(cure), [line(path) for path in paths])
            for paths, rules, reason, cure in report.unchecked
        ],
        known=report.known,
        rules={name: documentation.of(help) for name, help in report.rules.items()},
    )
