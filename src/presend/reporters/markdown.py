"""A summary in GitHub Flavored Markdown, for `$GITHUB_STEP_SUMMARY` or a comment.

Lines and columns count from 1, in code points. A summary may hold a mebibyte, so the lists are
cut, the worst first, and say so. What comes from outside is written in character references,
which can be no markup, no link and no table.
"""

from __future__ import annotations

from presend import patterns
from presend.finding import SEVERITIES
from presend.reporters.plainly import line
from presend.reporters.text import several, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.report import Diagnostic, Report

FILES = 50  # rows
FINDINGS = 100  # rows
NOTES = 20  # lines each of what was not checked and not read
LENGTH = 200  # code points of a message or path
# All of ASCII that may be markup; CommonMark 6.2: as references they are text and nothing else.
_REFERENCES = {code: f"&#{code};" for code in map(ord, "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~")}
# These are no markup where the others are none, and words stay readable in the source.
for _sign in "-./()'\";?%":
    del _REFERENCES[ord(_sign)]
# GFM 6.9 makes links of addresses without any markup, of the decoded text, too; none goes on
# behind a comment.
_REFERENCES[ord("@")] += "<!---->"
_SITE = patterns.compile(r"(?<=www)\.", patterns.I)


def render(report: Report) -> str:
    """A heading with the counts, a table of files, one of findings, and what was not checked."""
    found = sorted(report.diagnostics, key=lambda each: SEVERITIES.index(each.severity))
    parts = [f"## presend\n\n{summary(report)}"]
    if found:
        parts += [_files(found), _findings(report, found)]
    unreadable = [file for file in report.files if file.status == "unreadable"]
    notes = [f"in {_text(f.path)}: {_text(f.reason)}; {_text(f.cure)}" for f in unreadable]
    if notes:
        parts.append(_list("Not read", notes))
    notes = [
        f"in {_text(paths[0]) if len(paths) == 1 else f'{len(paths)} files'}: {several(names)}: "
        f"{_text(reason)}; to have it checked, {_text(cure)}"
        for paths, names, reason, cure in report.unchecked
    ]
    if notes:
        parts.append(_list("Not checked", notes))
    return "\n".join(parts)


def _files(found: Iterable[Diagnostic]) -> str:
    counted: dict[str, list[int]] = {}
    for each in found:
        counts = counted.setdefault(each.path, [0] * len(SEVERITIES))
        counts[SEVERITIES.index(each.severity)] += 1
    worst = sorted(counted.items(), key=lambda each: [-count for count in each[1]])
    rows = [
        f"| {_text(path)} | {' | '.join(str(count or '') for count in counts)} |\n"
        for path, counts in worst[:FILES]
    ]
    head = "| file | errors | warnings | info |\n|---|--:|--:|--:|\n"
    return head + "".join(rows) + _more(len(worst) - FILES, "file")


def _findings(report: Report, found: list[Diagnostic]) -> str:
    rows = []
    for each in found[:FINDINGS]:
        rule = _text(each.rule)
        if each.rule in report.rules and report.rules[each.rule].address:
            rule = f"[{rule}]({report.rules[each.rule].address})"
        place = f"{_text(each.path)}:{each.start[0]}:{each.start[1]}"
        rows.append(f"| {each.severity} | {place} | {_text(each.message)} | {rule} |\n")
    head = "| severity | place | finding | rule |\n|---|---|---|---|\n"
    return head + "".join(rows) + _more(len(found) - FINDINGS, "finding")


def _list(title: str, notes: list[str]) -> str:
    lines = [f"- {note}\n" for note in notes[:NOTES]]
    return f"### {title}\n\n{''.join(lines)}{_more(len(notes) - NOTES, 'line')}"


def _more(number: int, word: str) -> str:
    return f"\nand {number} {word}{'' if number == 1 else 's'} more\n" if number > 0 else ""


def _text(text: str) -> str:
    shown = line(text)
    if len(shown) > LENGTH:
        shown = shown[: LENGTH - 1] + "\u2026"
    return _SITE.sub("&#46;", shown.translate(_REFERENCES))
