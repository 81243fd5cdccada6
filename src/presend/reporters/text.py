"""The report as a person reads it: each place underlined in its line, and what to do."""

from __future__ import annotations

from presend.reporters.plainly import head, line, same_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.report import Diagnostic, Report

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_WIDE = "WF"
RELATED = 5  # other places shown of one finding


def render(report: Report, *, colour: bool = False, quiet: bool = False) -> str:
    """Every diagnostic with its line; unless `quiet`, what could not be checked and the count."""
    pieces = [_diagnostic(each, colour) for each in report.diagnostics]
    if not quiet:
        pieces += _unchecked(report, colour)
        pieces.append(summary(report, colour))
    return "\n".join(pieces)


def _diagnostic(diagnostic: Diagnostic, colour: bool) -> str:
    number, column, _ = diagnostic.start
    margin = " " * len(str(number))
    tint = _COLOURS[diagnostic.severity]
    first = (
        f"{_in(head(diagnostic.path), '1', colour)}:{number}:{column}: "
        f"{_in(diagnostic.severity, tint, colour)}[{diagnostic.rule}] "
        f"{_in(line(diagnostic.message), '1', colour)}\n"
    )
    shown, under = frame(diagnostic)
    bar = _in("|", "2", colour)
    body = (
        f"{margin} {bar}\n"
        f"{_in(str(number), '2', colour)} {bar} {shown}\n"
        f"{margin} {bar} {_in(under, tint, colour)}\n"
    )
    notes = ""
    for place, _, said in diagnostic.related[:RELATED]:
        notes += f"{margin} {_in('=', '2', colour)} line {place[0]}: {line(said)}\n"
    if (more := len(diagnostic.related) - RELATED) > 0:
        notes += f"{margin} {_in('=', '2', colour)} and {_count(more, 'more place')}\n"
    if diagnostic.fix is not None:
        title, safe, _ = diagnostic.fix
        flag = "--fix" if safe else "--unsafe-fixes"
        notes += f"{margin} {_in('=', '2', colour)} fix: {line(title)} ({flag})\n"
    return first + body + notes


def frame(diagnostic: Diagnostic) -> tuple[str, str]:
    """The line that shows the place, fit for a terminal, and the line that underlines it."""
    text, start, length = diagnostic.frame
    shown = same_length(text.replace("\t", " "))
    return shown, " " * _width(shown[:start]) + "^" * max(1, _width(shown[start : start + length]))


def _width(text: str) -> int:
    """Columns of a terminal that the text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(character) else 1 + (east_asian_width(character) in _WIDE)
        for character in text
    )


def _unchecked(report: Report, colour: bool) -> Iterator[str]:
    for paths, names, reason, cure in report.unchecked:
        where = head(paths[0]) if len(paths) == 1 else f"{len(paths)} files"
        yield (
            f"{where}: {_in('not checked', '1', colour)}: {several(names)}: {line(reason)}\n"
            f"  to have it checked, {line(cure)}\n"
        )


def several(names: Sequence[str]) -> str:
    """The names of rules, the first for all."""
    if len(names) == 1:
        return names[0]
    return f"{names[0]} and {_count(len(names) - 1, 'other rule')}"


def summary(report: Report, colour: bool = False) -> str:
    """How many findings of each severity, in how many files, and how many can be fixed."""
    counts = report.counts()
    checked = sum(file.status in ("checked", "cached") for file in report.files)
    failed = sum(file.status == "unreadable" for file in report.files)
    total = sum(counts.values())
    said = "No findings" if not total else ", ".join(
        _in(_count(number, word) if word != "info" else f"{number} info", _COLOURS[word], colour)
        for word, number in counts.items()
        if number
    )  # fmt: skip
    fixed = sum(file.fixed for file in report.files)
    parts = [f"{said} in {_count(checked, 'file')}."]
    if failed:
        parts.append(f"{_count(failed, 'file')} could not be read or written.")
    if report.known:
        parts.append(f"{_count(report.known, 'more finding')} in the baseline.")
    if fixed:
        parts.insert(0, f"Fixed {_count(fixed, 'finding')}.")
    safe = sum(1 for d in report.diagnostics if d.fix and d.fix[1])
    unsafe = sum(1 for d in report.diagnostics if d.fix and not d.fix[1])
    if safe:
        parts.append(f"{safe} fixable with --fix.")
    if unsafe:
        parts.append(
            f"{unsafe} more with --unsafe-fixes."
            if safe
            else f"{unsafe} fixable with --unsafe-fixes."
        )
    return " ".join(parts) + "\n"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _in(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
