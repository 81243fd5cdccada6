"""The report as a person reads it."""

import pytest

from presend.report import Diagnostic, FileResult, Report
from presend.reporters import plainly
from presend.reporters.text import render


def diagnostic(
    text: str, start: int, length: int, message: str = "it is wrong", **more: object
) -> Diagnostic:
    """A finding in the one line of a text."""
    values: dict[str, object] = {
        "rule": "some-rule",
        "group": "links",
        "severity": "warning",
        "message": message,
        "path": "a.html",
        "start": (12, start + 1, start),
        "end": (12, start + length + 1, start + length),
        "excerpt": text[start : start + length],
        "frame": (text, start, length),
        "standard": "none",
    }
    return Diagnostic(**(values | more))  # type: ignore[arg-type]


def report(*diagnostics: Diagnostic, **more: object) -> Report:
    return Report("0", [FileResult("a.html", "html", diagnostics=diagnostics, **more)])  # type: ignore[arg-type]


def test_a_finding_with_all_that_may_be_said() -> None:
    found = diagnostic(
        '<a href="x">',
        9,
        1,
        severity="error",
        fix=("Write the full address", True, ((9, 10, "y"),)),
        related=(((3, 1, 30), (3, 5, 34), "the first is here"),),
    )

    assert render(report(found)) == (
        "a.html:12:10: error[some-rule] it is wrong\n"
        "   |\n"
        '12 | <a href="x">\n'
        "   |          ^\n"
        "   = line 3: the first is here\n"
        "   = fix: Write the full address (--fix)\n"
        "\n"
        "1 error in 1 file. 1 fixable with --fix.\n"
    )


@pytest.mark.parametrize(
    ("text", "start", "length", "shown"),
    [
        ("abc", 1, 1, "12 | abc\n   |  ^\n"),
        ("abc", 3, 0, "12 | abc\n   |    ^\n"),
        ("", 0, 0, "12 | \n   | ^\n"),
        ("\tab", 1, 2, "12 |  ab\n   |  ^^\n"),
        ("日本x", 2, 1, "12 | 日本x\n   |     ^\n"),
        ("日本", 0, 2, "12 | 日本\n   | ^^^^\n"),
        ("e\u0301x", 2, 1, "12 | e\u0301x\n   |  ^\n"),
        ("👍x", 1, 1, "12 | 👍x\n   |   ^\n"),
        ("\x1b[1m\u200bx\0", 5, 1, "12 | ␛[1m·x␀\n   |      ^\n"),
    ],
)
def test_the_place_is_underlined(text: str, start: int, length: int, shown: str) -> None:
    assert render(report(diagnostic(text, start, length)), quiet=True) == (
        f"a.html:12:{start + 1}: warning[some-rule] it is wrong\n   |\n{shown}"
    )


def test_colour() -> None:
    assert render(report(diagnostic("ab", 0, 1)), colour=True, quiet=True) == (
        "\x1b[1ma.html\x1b[0m:12:1: \x1b[1;33mwarning\x1b[0m[some-rule] "
        "\x1b[1mit is wrong\x1b[0m\n"
        "   \x1b[2m|\x1b[0m\n"
        "\x1b[2m12\x1b[0m \x1b[2m|\x1b[0m ab\n"
        "   \x1b[2m|\x1b[0m \x1b[1;33m^\x1b[0m\n"
    )


def test_the_text_around_the_place_cannot_colour() -> None:
    hostile = "\x1b[31mred\x1b[0m\r\n\u202e"
    found = diagnostic(hostile, 0, 5, hostile, fix=(hostile, False, ((0, 1, "a"),)), path=hostile)

    shown = render(
        Report(
            "0", [FileResult(hostile, diagnostics=[found], unchecked=[(("a",), hostile, hostile)])]
        )
    )

    safe = "␛[31mred␛[0m␍␊\\u{202e}"
    assert shown == (
        f"{safe}:12:1: warning[some-rule] {safe}\n"
        "   |\n"
        "12 | ␛[31mred␛[0m␍␊·\n"
        "   | ^^^^^\n"
        f"   = fix: {safe} (--unsafe-fixes)\n"
        "\n"
        f"{safe}: not checked: a: {safe}\n"
        f"  to have it checked, {safe}\n"
        "\n"
        "1 warning in 1 file. 1 fixable with --unsafe-fixes.\n"
    )


def test_what_is_not_checked_is_said_once_for_all_files() -> None:
    one = (("from-invalid", "freemail-from"), "no From address is known", "give --from")
    two = (("from-invalid",), "no domain is known", "give --domain")
    files = [
        FileResult("a.html", unchecked=[one, two]),
        FileResult("b.html", unchecked=[one]),
    ]

    assert render(Report("0", files)) == (
        "2 files: not checked: from-invalid and 1 other rule: no From address is known\n"
        "  to have it checked, give --from\n"
        "\n"
        "a.html: not checked: from-invalid: no domain is known\n"
        "  to have it checked, give --domain\n"
        "\n"
        "No findings in 2 files.\n"
    )


def test_the_count() -> None:
    some = [
        diagnostic("a", 0, 1, message=str(n), severity=severity)
        for n, severity in enumerate(("error", "error", "warning", "info", "info"))
    ]
    files = [
        FileResult("a.html", diagnostics=some, fixed=2),
        FileResult("b.html", status="cached"),
        FileResult("c.html", status="unreadable", reason="gone"),
        FileResult("d.html", status="passed-over", reason="a web page"),
    ]

    assert render(Report("0", files)).splitlines()[-1] == (
        "Fixed 2 findings. 2 errors, 1 warning, 2 info in 2 files. "
        "1 file could not be read or written."
    )
    assert render(Report("0", [])) == "No findings in 0 files.\n"
    assert render(report(), quiet=True) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ü 日本 👍\xa0", "plain ü 日本 👍\xa0"),
        ("a\nb\tc\r", "a␊b␉c␍"),
        ("\x00\x1b\x7f\x85\x9b", "␀␛␡\\u{0085}\\u{009b}"),
        (
            "\u202a\u202e\u2066\u2069\u200f\u061c",
            r"\u{202a}\u{202e}\u{2066}\u{2069}\u{200f}\u{061c}",
        ),
        ("\xad\u200b\u2060\ufeff\U000e0041", r"\u{00ad}\u{200b}\u{2060}\u{feff}\u{e0041}"),
        ("\ud800\udcff", r"\u{d800}\u{dcff}"),
        ("", ""),
    ],
)
def test_text_made_fit_to_be_shown(text: str, shown: str) -> None:
    assert plainly.line(text) == shown
    assert len(plainly.same_length(text)) == len(text)
    assert plainly.line(plainly.same_length(text)) == plainly.same_length(text)
