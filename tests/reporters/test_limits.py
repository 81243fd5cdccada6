"""Reports too large for what reads them are cut, the worst first, and say so."""

import gzip
import json
from itertools import pairwise

import nasty
import pytest

from presend.finding import SEVERITIES
from presend.report import Diagnostic, FileResult, Report
from presend.reporters import github, markdown, reporter, sarif

LINES = "<p>é😀 it is wrong</p>\n"


def large(files: int, findings: int) -> Report:
    """A report of as many files, each with as many findings, of all severities."""
    made = []
    for number in range(files):
        path = f"a|b/{number}-{'@' * 400}.html"
        found = []
        for line in range(findings):
            start = line * len(LINES) + 3
            places = (line + 1, 4, start), (line + 1, 6, start + 2)
            said = f"{'<@&|' * 200} {line}"
            severity = SEVERITIES[-1 - line % 3]
            found.append(Diagnostic("some-rule", "links", severity, said, path, *places, "é😀",
                                    (LINES[:-1], 3, 2), "RFC 1"))  # fmt: skip
        unchecked = [(("from-invalid",), f"{'<' * 1000} {number}", "give --from")]
        result = FileResult(path, "html", diagnostics=found, unchecked=unchecked)
        result.text = LINES * findings
        made.append(result)
        made.append(FileResult(path, status="unreadable", reason="<" * 1000, cure="|" * 1000))
    return Report("0.1.0", made)


def test_a_summary_in_markdown_fits_what_github_takes() -> None:
    text = markdown.render(large(200, 100))

    assert len(text.encode()) < 1024 * 1024
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + markdown.FILES + markdown.FINDINGS
    assert all(row.startswith("| error ") for row in rows[-markdown.FINDINGS :])
    for said in ("150 files", "19900 findings", "180 lines"):
        assert f"\nand {said} more\n" in text


def test_sarif_fits_what_github_takes() -> None:
    text = sarif.render(large(27, 1000))
    (run,) = json.loads(text)["runs"]

    assert len(run["results"]) == sarif.RESULTS
    levels = [result["level"] for result in run["results"]]
    assert all(one <= two for one, two in pairwise(map(list(LEVELS).index, levels)))
    assert run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"] == (
        "2000 findings are left out, the least severe: a run holds 25,000"
    )
    assert len(gzip.compress(text.encode(), 1)) < 10 * 1024 * 1024


LEVELS = ("error", "warning", "note")


def test_github_says_that_it_shows_ten() -> None:
    said = "GitHub annotates only the first 10 of a kind; the log has all.\n"

    assert github.render(large(1, 33)).endswith(f" could not be read or written.\n{said}")
    assert said not in github.render(large(1, 9))


@pytest.mark.parametrize("format", nasty.FORMATS)
def test_nothing_found(format: str) -> None:
    assert reporter(format)(Report("0.1.0", [])).isascii()
