"""The report as JSON, against the schema that is shipped with it."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from presend import cli
from presend.report import Diagnostic, FileResult, Report
from presend.reporters.json import render

SCHEMA = json.loads(
    resources.files("presend.reporters").joinpath("presend-1.schema.json").read_text("utf-8")
)
FIXTURES = Path(__file__).parents[2] / "fixtures"


def valid(text: str) -> Any:
    """The report that a text holds. Fails where the schema does not allow it."""
    report = json.loads(text)
    Draft202012Validator(SCHEMA).validate(report)
    return report


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field() -> None:
    found = Diagnostic(
        "shortened-link",
        "links",
        "warning",
        "it is wrong",
        "a.html",
        (3, 10, 123),
        (3, 33, 146),
        "https://youtu.be/x\x1b\u202e\ud800",
        ("x", 0, 1),
        "RFC 1",
        ("Write the full address", True, ((123, 146, "https://acme.com/é"),)),
        (((1, 1, 0), (1, 2, 1), "the first"),),
    )
    report = Report(
        "0.1.0",
        [
            FileResult(
                "a.html",
                "html",
                "hubl",
                diagnostics=[found],
                unchecked=[(("from-invalid",), "no From is known", "give --from")],
                fixed=2,
            ),
            FileResult("b.html", "html", status="cached"),
            FileResult(
                "c.html", None, status="unreadable", reason="it is gone", cure="look for it"
            ),
            FileResult("d.html", "html", status="passed-over", reason="a web page"),
        ],
    )

    text = render(report)

    assert text.isascii()
    assert text.endswith("}\n")
    assert valid(text) == {
        "schema": "presend/1",
        "version": "0.1.0",
        "files": [
            {"path": "a.html", "kind": "html", "dialect": "hubl", "status": "checked"},
            {"path": "b.html", "kind": "html", "dialect": None, "status": "cached"},
            {
                "path": "c.html",
                "kind": None,
                "dialect": None,
                "status": "unreadable",
                "reason": "it is gone",
                "cure": "look for it",
            },
        ],
        "findings": [
            {
                "rule": "shortened-link",
                "group": "links",
                "severity": "warning",
                "message": "it is wrong",
                "path": "a.html",
                "start": {"line": 3, "column": 10, "offset": 123},
                "end": {"line": 3, "column": 33, "offset": 146},
                "excerpt": "https://youtu.be/x\x1b\u202e\ud800",
                "standard": "RFC 1",
                "fix": {
                    "title": "Write the full address",
                    "safe": True,
                    "edits": [{"start": 123, "end": 146, "text": "https://acme.com/é"}],
                },
                "related": [
                    {
                        "start": {"line": 1, "column": 1, "offset": 0},
                        "end": {"line": 1, "column": 2, "offset": 1},
                        "message": "the first",
                    }
                ],
            }
        ],
        "unchecked": [
            {
                "path": "a.html",
                "rules": ["from-invalid"],
                "reason": "no From is known",
                "cure": "give --from",
            }
        ],
        "summary": {"files": 2, "error": 0, "warning": 1, "info": 0, "fixable": 1, "fixed": 2},
    }


def test_the_fixtures(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(FIXTURES)
    cli.run(["check", "-f", "json", "--jobs", "1", "."])
    report = valid(capsys.readouterr().out)

    texts = {path: (FIXTURES / path).read_bytes() for path in _paths(report)}
    assert {file["status"] for file in report["files"]} == {"checked"}
    for finding in report["findings"]:
        data = texts[finding["path"]]
        text = data.decode("latin-1" if finding["path"].endswith(".eml") else "utf-8")
        start, end = finding["start"], finding["end"]
        assert text[start["offset"] : end["offset"]] == finding["excerpt"]
        before = text[: start["offset"]].replace("\r\n", "\n")
        assert start["line"] == before.count("\n") + 1
        assert start["column"] == len(before) - (before.rfind("\n") + 1) + 1


def _paths(report: Any) -> set[str]:
    return {finding["path"] for finding in report["findings"]}


def test_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "\x1b.html").write_bytes(b"\x89PNG\0")
    (tmp_path / "cut.json").write_text('{"from": ')
    (tmp_path / "bad.eml").write_text("no header")
    (tmp_path / "matter.html").write_text("---\nfrom: [\n---\n<p>")
    (tmp_path / "odd.html").write_text("<p>\ufeff\0\x1b<a href='https://bit.ly/\u202e'>")
    (tmp_path / "empty.html").write_text("")

    cli.run(["check", "--isolated", "-f", "json", "gone.html", *map(str, Path().iterdir())])
    report = valid(capsys.readouterr().out)

    assert {file["path"]: file["status"] for file in report["files"]} == {
        "gone.html": "unreadable",
        "\x1b.html": "unreadable",
        "cut.json": "unreadable",
        "bad.eml": "checked",
        "matter.html": "unreadable",
        "odd.html": "checked",
        "empty.html": "checked",
    }
