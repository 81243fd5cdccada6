"""Which reports a run makes, what they need, and where they go."""

from __future__ import annotations

import os
import sys

from presend import files
from presend.cli.arguments import one_of
from presend.errors import ReadError, UsageError
from presend.reporters import FORMATS, LOGS, SHOW_ROOT, SHOW_RULES, reporter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presend.cli.arguments import Values
    from presend.report import Report, RuleHelp
    from presend.settings import Settings

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Variables in which GitHub, GitLab and Azure name the folder that holds the project."""


def usual(options: Values) -> str:
    """The format of what is printed.

    Where none is asked for and GitHub Actions runs, that of its annotations, unless the report
    goes to a file.
    """
    on_github = os.environ.get("GITHUB_ACTIONS") == "true" and options.output is None
    return options.format or ("github" if on_github else "text")


def examine(options: Values) -> None:
    """Raises UsageError where --report asks for what cannot be."""
    written = [options.output] if options.output is not None else []
    for _, path in _beside(options):
        if path in written:
            raise UsageError(f"two reports cannot go to {path}; name another file")
        written.append(path)
    if "html" in formats(options):
        reporter("html")  # before the work: it may not be installed


def formats(options: Values) -> set[str]:
    """Every format that is asked for."""
    return {usual(options), *(format for format, _ in _beside(options))}


def outputs(options: Values) -> set[str]:
    """The files that reports go to."""
    return {path for path in (options.output, *(path for _, path in _beside(options))) if path}


def spare(report: Report, options: Values) -> None:
    """Raises UsageError where a report would be written over what was linted."""
    asked = {os.path.realpath(path): path for path in outputs(options)}
    for result in report.files if asked else ():
        over = asked.get(os.path.realpath(result.path))
        if over is not None and result.status in ("checked", "cached"):
            raise UsageError(f"{over} is linted; name another file for the report")


def _beside(options: Values) -> list[tuple[str, str]]:
    """Format and file of each --report."""
    found = []
    for given in options.report:
        format, _, path = given.partition("=")
        if not path:
            raise UsageError(f"--report needs a format and a file: FORMAT=FILE, not {given!r}")
        if format not in FORMATS:
            raise UsageError(f"--report: the format is {one_of(FORMATS, format)}")
        found.append((format, path))
    return found


def complete(report: Report, settings: Settings, options: Values) -> None:
    """Add to a report what the formats that are asked for need."""
    asked = formats(options)
    if asked & SHOW_RULES:
        report.rules = _rules(report, settings)
    if asked & SHOW_ROOT:
        report.folder = os.getcwd()
        report.root = _root(report.folder)


def rendered(report: Report, format: str, *, quiet: bool = False, colour: bool = False) -> str:
    """The text of a report; `quiet` and `colour` count for the formats that know them."""
    render = reporter(format)
    if format not in LOGS:
        return render(report)
    return render(report, quiet=quiet, **({"colour": colour} if format == "text" else {}))


def coloured(options: Values) -> bool:
    """Whether what is printed has colours."""
    if options.color != "auto":
        return bool(options.color == "always")
    if options.output is not None or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):  # CI shows colours, and is no terminal
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 where something at or above a severity is found, 2 where presend broke."""
    if report.broken:
        return 2
    if fail_on == "never":
        return 0
    counted = {"error": ("error",), "warning": ("error", "warning")}
    failing = counted.get(fail_on, ("error", "warning", "info"))
    return int(any(diagnostic.severity in failing for diagnostic in report.diagnostics))


def write(options: Values, render: Callable[[str], str]) -> bool:
    """Write what --report asks for, each file at once; whether all could be written.

    What cannot be written is told on standard error, and the others are written all the same.
    """
    written = True
    for format, path in _beside(options):
        try:
            files.create(path, render(format).encode("utf-8", "backslashreplace"))
        except ReadError as error:
            from presend.reporters.plainly import line

            print(f"presend: {line(path)}: {line(str(error))}", file=sys.stderr)
            written = False
    return written


def _rules(report: Report, settings: Settings) -> dict[str, RuleHelp]:
    from presend.cli import explain

    named = {diagnostic.rule for diagnostic in report.diagnostics}
    return {rule.name: explain.help_of(rule) for rule in settings.rules if rule.name in named}


def _root(folder: str) -> str:
    """The folder of the project: as CI names it, else that of the repository, else this one."""
    for name in _ROOTS:
        root = os.path.normpath(os.environ.get(name) or os.curdir)
        if os.path.isabs(root) and f"{folder}{os.sep}".startswith(root.rstrip(os.sep) + os.sep):
            return root
    at = folder
    while not os.path.exists(os.path.join(at, ".git")):
        above = os.path.dirname(at)
        if above == at:
            return folder
        at = above
    return at
