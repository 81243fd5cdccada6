"""Allow-comments put into any text: nothing else is changed, and each of them is of use."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import texts
from presend.allowing import allowed
from presend.checking import check
from presend.config import Config
from presend.report import FileResult
from presend.settings import built_in
from presend.source import Source


@cache
def config() -> Config:
    return Config(built_in())


def run(name: str, text: str) -> tuple[FileResult, str, FileResult]:
    """What is found before, the text with comments, and what is found then."""
    source = Source(name, text)
    kind = "text" if ".txt" in name else "html"
    before = check(source, kind, config(), None, name)
    after, result = allowed(source, kind, config(), None, name, None, {*before.diagnostics})
    return before, after, result


@given(st.sampled_from(("a.html", "a.html.j2", "a.liquid", "a.hbs", "a.txt.j2")), texts())
@settings(max_examples=100)
def test_any_text(name: str, text: str) -> None:
    before, after, result = run(name, text)

    again = check(Source(name, after), "text" if ".txt" in name else "html", config(), None, name)
    assert result.diagnostics == again.diagnostics
    stale = [d for d in result.diagnostics if d.rule == "unused-allow"]
    assert len(stale) <= sum(d.rule == "unused-allow" for d in before.diagnostics)
    rest = iter(after)
    assert all(character in rest for character in text)  # it was only added to
    assert run(name, after)[1] == after


def test_many_findings_in_one_file() -> None:
    link = "<p><a href='https://bit.ly/x'>b</a></p>\n"

    _, after, _ = run("a.html", f"<!doctype html><title>a</title><i>a</i>{link * 5_000}")

    assert after.count("<!-- presend: allow shortened-link --><a ") == 5_000
