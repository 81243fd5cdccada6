"""[[custom]] tables: the rules they make, and a clear line for each table that makes none."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from presend import custom, engine
from presend.config import Config
from presend.config_file import load
from presend.documents.html import Html
from presend.documents.reading import Sending, read
from presend.engine import Settings
from presend.errors import ConfigError
from presend.source import Source

OLD_SHOP = {
    "name": "old-shop-host",
    "selector": 'a[href*="shop-old.example"]',
    "message": "the old shop\n  closes in May",
    "severity": "error",
}


def table(**keys: Any) -> dict[str, Any]:
    """A table that lacks nothing, with some keys changed; None leaves one out."""
    return {key: value for key, value in (OLD_SHOP | keys).items() if value is not None}


def said(tables: list[dict[str, Any]], text: str) -> list[tuple[str, str, str, str]]:
    """Rule, severity, message and place of each diagnostic."""
    mails = read(Source("mail.html", text), "html", Sending())
    outcome = engine.lint(mails, Settings(custom.rules(tables, "presend.toml")))
    assert outcome.unchecked == {}
    return [(d.rule, d.severity, d.message, d.excerpt) for d in outcome.diagnostics]


def test_a_selector_becomes_a_rule() -> None:
    text = """<a class=x
    href="https://shop-old.example/{{ id }}">x</a><a href="https://shop.example/">y</a>
    {# <a href="https://shop-old.example/">z</a> #}"""
    start_tag = text[: text.index(">") + 1]
    assert said([OLD_SHOP], text) == [
        ("old-shop-host", "error", "the old shop closes in May", start_tag)
    ]


def test_an_xpath_becomes_a_rule_that_warns_and_says_each_place_once() -> None:
    keys = table(selector=None, xpath="//p/text()", severity=None)
    assert said([keys], "<p>a<br>b</p>") == [
        ("old-shop-host", "warning", "the old shop closes in May", "<p>")
    ]


def test_a_rule_says_where_it_is_from() -> None:
    (rule,) = custom.rules([OLD_SHOP], "presend.toml")
    assert (rule.group, rule.standard, rule.reads) == ("custom", "presend.toml", (Html,))
    assert rule.docs == (
        "the old shop closes in May\n\n"
        "presend.toml asks for it wherever this selector finds something:\n\n"
        '    a[href*="shop-old.example"]\n'
    )


def test_an_allowance_silences_it() -> None:
    text = '<p><!-- presend: allow old-shop-host: soon --><a href="https://shop-old.example/">x</a>'
    assert said([OLD_SHOP], text) == []


def test_a_text_too_large_for_an_xpath_is_unchecked() -> None:
    mails = read(Source("mail.html", "<p></p>" * 2_000), "html", Sending())
    rules = custom.rules([table(selector=None, xpath="//p/following-sibling::p")], "presend.toml")
    outcome = engine.lint(mails, Settings(rules))
    assert outcome.diagnostics == []
    assert outcome.unchecked == {
        (
            "there is too much, or it nests too deep, for an XPath",
            "write the rule as a selector",
        ): ["old-shop-host"]
    }


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ([table(selektor="a")], "custom[1]: unknown setting 'selektor'; did you mean 'selector'?"),
        ([table(name=None)], "custom[1]: name is missing"),
        ([table(message=" ")], "custom[1]: message is missing"),
        ([table(message=1)], "custom[1].message must be a text, not 1"),
        (
            [table(name="Old_Shop")],
            "custom[1].name must be small letters and digits joined by hyphens, not 'Old_Shop'",
        ),
        (
            [table(name="shortened-link")],
            "custom[1].name: another rule or group is called 'shortened-link'",
        ),
        ([table(name="custom")], "custom[1].name: another rule or group is called 'custom'"),
        (
            [table(), table()],
            "custom[2].name: another rule or group is called 'old-shop-host'",
        ),
        (
            [table(severity="eror")],
            "custom[1].severity must be one of error, warning, info: "
            "unknown value 'eror'; did you mean 'error'?",
        ),
        ([table(selector=None)], "custom[1]: selector or xpath is missing; a rule has one of them"),
        (
            [table(xpath="//a")],
            "custom[1]: both selector and xpath are there; a rule has one of them",
        ),
        (
            [table(selector="a[")],
            "custom[1].selector 'a[' cannot be used: malformed attribute selector at position 1",
        ),
        (
            [table(selector=None, xpath="//a[")],
            "custom[1].xpath '//a[' cannot be used: invalid expression",
        ),
    ],
)
def test_a_table_that_makes_no_rule_is_one_clear_line(
    tables: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        custom.rules(tables, "presend.toml", {"shortened-link"})
    assert str(refused.value) == f"presend.toml: {message}"


def test_the_configuration_knows_its_custom_rules() -> None:
    config = Config([])
    parsed = {"custom": [OLD_SHOP], "rules": {"custom": "off", "old-shop-host": "info"}}
    load(config, "presend.toml", "", parsed, "", str)
    settings = config.settings("mail.html")
    assert settings.severities["old-shop-host"] == "info"
    with pytest.raises(ConfigError, match="another rule or group is called 'unused-allow'"):
        load(Config([]), "presend.toml", "", {"custom": [table(name="unused-allow")]}, "", str)


def test_neither_library_is_imported_without_need() -> None:
    code = (
        "import sys; from presend import custom; custom.rules([], 'presend.toml');"
        "sys.exit(any(name in sys.modules for name in ('bs4', 'lxml', 'soupsieve')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
