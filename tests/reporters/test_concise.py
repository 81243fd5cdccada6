"""One line per finding."""

from presend.finding import Severity
from presend.report import Diagnostic, FileResult, Report
from presend.reporters.concise import render


def test_a_line_for_each_finding() -> None:
    def found(line: int, severity: Severity, message: str) -> Diagnostic:
        place = (line, 5, 99)
        return Diagnostic(
            "some-rule",
            "links",
            severity,
            message,
            "a b.html",
            place,
            place,
            "x",
            ("x", 0, 1),
            "none",
        )

    report = Report(
        "0",
        [
            FileResult("a b.html", diagnostics=[found(1, "error", "it is wrong")]),
            FileResult("\x1b[31m\n.html", status="unreadable", reason="gone"),
            FileResult("a b.html", diagnostics=[found(2, "info", "two\nlines\u202e\x1b")]),
        ],
    )

    assert render(report) == (
        "a b.html:1:5: error it is wrong [some-rule]\n"
        "a b.html:2:5: info two␊lines\\u{202e}␛ [some-rule]\n"
    )


def test_nothing_found_is_nothing_said() -> None:
    assert render(Report("0", [FileResult("a.html", unchecked=[(("a",), "b", "c")])])) == ""
