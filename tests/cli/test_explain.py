"""`presend explain`: what a rule is about, from the rule's own file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presend.rules
from presend.cli import COMMANDS
from presend.rule import discover

Run = Callable[..., Any]
RULES = list(discover(presend.rules))
SHORTENED = next(rule for rule in RULES if rule.name == "shortened-link")


def test_a_rule(presend: Run) -> None:
    ran = presend("explain", "shortened-link")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "shortened-link (links, warning)\n"
        f"standard: {SHORTENED.standard}\n"
        "a fix is offered\n"
        "\n"
        f"{SHORTENED.docs.strip()}\n"
        "\n"
        "settings, in presend.toml under [rules]:\n"
        "  shortened-link = { allow = … }  a list of texts, [] by default\n"
        "  shortened-link = { extra = … }  a list of texts, [] by default\n"
        '  shortened-link = { short-map = … }  the path of a file, "" by default\n'
        "  shortened-link = { strict = … }  true or false, false by default\n"
    )


def test_a_rule_as_markdown(presend: Run) -> None:
    out = presend("explain", "-f", "markdown", "shortened-link").out

    assert out.startswith(
        "# shortened-link\n"
        "\n"
        f"Group: links. Severity: warning. Standard: {SHORTENED.standard}. A fix is offered.\n"
        "\n"
        f"{SHORTENED.summary}\n"
    )
    assert out.endswith(
        "| key | type | default |\n"
        "|---|---|---|\n"
        "| `allow` | a list of texts | `[]` |\n"
        "| `extra` | a list of texts | `[]` |\n"
        '| `short-map` | the path of a file | `""` |\n'
        "| `strict` | true or false | `false` |\n"
    )


def test_a_rule_as_json(presend: Run) -> None:
    (shown,) = json.loads(presend("explain", "-f", "json", "shortened-link").out)

    assert shown == {
        "name": "shortened-link",
        "group": "links",
        "severity": "warning",
        "default": "on",
        "fixable": True,
        "standard": SHORTENED.standard,
        "summary": SHORTENED.summary,
        "formerly": [],
        "options": {"allow": [], "extra": [], "short-map": "", "strict": False},
        "docs": SHORTENED.docs,
    }


@pytest.mark.parametrize(
    ("rule", "level", "fixed"),
    [
        ("low-contrast", "(accessibility, warning)", False),
        ("stale-year", "(templates, info, off by default)", True),
    ],
)
def test_what_a_rule_is_by_default(rule: str, level: str, fixed: bool, presend: Run) -> None:
    head = presend("explain", rule).out.partition("\n\n")[0].splitlines()

    assert head[0] == f"{rule} {level}"
    assert head[2:] == ["a fix is offered"] * fixed


def test_every_rule_by_group_and_name(presend: Run) -> None:
    shown = json.loads(presend("explain", "--all", "-f", "json").out)
    own = ["internal-error", "unused-allow"]
    groups = sorted({rule.group for rule in RULES} | {"presend"})

    assert sorted(rule["name"] for rule in shown) == sorted([*(r.name for r in RULES), *own])
    assert shown == sorted(shown, key=lambda rule: (rule["group"], rule["name"]))
    listed = presend("explain", "--all").out
    assert [line for line in listed.splitlines() if line and line[0] != " "] == groups
    assert f"  warning  {SHORTENED.summary}\n" in listed


def test_a_group_is_all_its_rules(presend: Run) -> None:
    names = [rule["name"] for rule in json.loads(presend("explain", "-f", "json", "links").out)]

    assert names == sorted(rule.name for rule in RULES if rule.group == "links")


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_every_rule_can_be_explained(form: str, presend: Run) -> None:
    out = presend("explain", "-f", form, *sorted({rule.group for rule in RULES})).out

    assert all(rule.name in out for rule in RULES)


def test_rules_of_the_settings_are_known(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text(
        "[[custom]]\nname = 'old-shop'\nselector = 'a'\nmessage = 'the old shop closes in May'\n"
    )

    assert "the old shop closes in May" in presend("explain", "old-shop").out
    assert presend("explain", "--isolated", "old-shop").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "explain needs the name of a rule or group, or --all"),
        (
            ["shortened-links"],
            "unknown rule or group 'shortened-links'; did you mean 'shortened-link'? "
            "(presend explain --all lists them)",
        ),
        (["qqq"], "unknown rule or group 'qqq' (presend explain --all lists them)"),
        (
            ["SHORTENED_LINK"],
            "unknown rule or group 'SHORTENED_LINK'; did you mean 'shortened-link'? "
            "(presend explain --all lists them)",
        ),
        (
            ["missing-alt"],
            "unknown rule or group 'missing-alt'; did you mean 'img-alt-missing'? "
            "(presend explain --all lists them)",
        ),
    ],
)
def test_what_cannot_be_explained(arguments: list[str], said: str, presend: Run) -> None:
    assert presend("explain", *arguments) == (2, "", f"presend: {said}\n")


def test_every_command_has_help(presend: Run) -> None:
    for command in COMMANDS:
        ran = presend(command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"usage: presend {command}")
        assert max(map(len, ran.out.splitlines())) <= 80
    assert presend("check", "--help").out.startswith("usage: presend check [OPTION …] [PATH …]\n")
    assert presend("lsp", "--help").out.startswith("usage: presend lsp\n\nServe an editor")
    overview = presend("--help").out
    assert overview.startswith("presend lints email before it is sent.\n")
    assert max(map(len, overview.splitlines())) <= 80
    assert presend().code == 2
