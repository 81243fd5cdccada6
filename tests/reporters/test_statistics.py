"""Statistics: how often each rule found something."""

import json

from presend.report import Diagnostic, FileResult, Report
from presend.reporters import statistics

AT = (1, 1, 0)


def made(rule: str, severity: str, path: str, *, safe: bool | None = None) -> Diagnostic:
    fix = None if safe is None else ("Do it", safe, ((0, 1, "x"),))
    return Diagnostic(rule, "links", severity, "said", path, AT, AT, "", ("", 0, 0), "", fix)  # type: ignore[arg-type]  # fmt: skip


REPORT = Report(
    "0.1.0",
    [
        FileResult(
            "a.html",
            "html",
            diagnostics=[
                made("b-rule", "warning", "a.html", safe=True),
                made("b-rule", "error", "a.html"),
                made("c-rule", "info", "a.html", safe=False),
                made("presend-toml", "error", "presend.toml"),
            ],
        ),
        FileResult(
            "b.html",
            "html",
            diagnostics=[
                made("a-rule", "warning", "b.html"),
                made("presend-toml", "error", "presend.toml"),
            ],
        ),
        FileResult("c.html", "html", status="passed-over"),
    ],
)


def test_the_table_has_the_most_frequent_first_then_the_worst() -> None:
    assert statistics.render(REPORT) == (
        "2  error    * b-rule        1 file\n"
        "1  error      presend-toml  1 file\n"
        "1  warning    a-rule        1 file\n"
        "1  info     ~ c-rule        1 file\n"
        "\n"
        "* fixable with --fix, ~ with --unsafe-fixes\n"
        "2 errors, 2 warnings, 1 info in 2 files. 1 fixable with --fix. "
        "1 more with --unsafe-fixes.\n"
    )


def test_quiet_has_no_more_than_the_table() -> None:
    assert statistics.render(REPORT, quiet=True).count("\n") == 4


def test_nothing_found() -> None:
    assert statistics.render(Report("0.1.0", [])) == "No findings in 0 files.\n"


def test_json() -> None:
    found = json.loads(statistics.render(REPORT, as_json=True))

    assert (found["schema"], found["version"]) == ("presend-statistics/1", "0.1.0")
    assert found["statistics"][0] == {
        "rule": "b-rule",
        "group": "links",
        "severity": "error",
        "count": 2,
        "fixable": 1,
        "files": 1,
    }
    assert [row["rule"] for row in found["statistics"][1:]] == ["presend-toml", "a-rule", "c-rule"]
    assert found["summary"] == {"files": 2, "error": 2, "warning": 2, "info": 1, "fixable": 2}
