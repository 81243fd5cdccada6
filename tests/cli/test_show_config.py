"""`presend config`: the settings in force and where each comes from; the schema of presend.toml."""

import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., Any]
FIXTURES = Path(__file__).parents[2] / "fixtures"

TOML = """
exclude = ["old/**"]

[sending]
esp = "hubspot"
from = "Acme News <news@mail.acme.com>"
domains = ["mail.acme.com"]

[[sending.overrides]]
files = ["receipts/**"]
from = "billing@mail.acme.com"
kind = "transactional"

[templates]
dialect = "hubl"

[targets]
clients = ["gmail"]

[rules]
links = "off"
shortened-link = { severity = "error", allow = ["go.acme.com"] }

[[overrides]]
files = ["legacy/**"]
rules = { sender = "off" }

[[custom]]
name = "old-shop"
selector = "a"
message = "the old shop closes in May"
"""


def settings(presend: Run, *arguments: str) -> dict[str, tuple[Any, str]]:
    """Value and origin by key."""
    shown = json.loads(presend("config", "-f", "json", *arguments).out)
    return {each["key"]: (each["value"], each["from"]) for each in shown["settings"]}


def test_each_setting_with_where_it_comes_from(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text(TOML)
    file, override = "presend.toml [sending]", "presend.toml [[sending.overrides]] 1"

    one = settings(presend, "a.html")
    two = settings(presend, os.path.join("receipts", "a.html"))
    three = settings(presend, os.path.join("legacy", "a.html"))

    assert {key: one[key] for key in one if not key.startswith("rules.")} == {
        "exclude": (["old/**"], "presend.toml"),
        "sending.domains": (["mail.acme.com"], file),
        "sending.esp": ("hubspot", file),
        "sending.from": ("Acme News <news@mail.acme.com>", file),
        "targets.clients": (["gmail"], "presend.toml"),
        "templates.dialect": ("hubl", file),
    }
    assert two["sending.from"] == ("billing@mail.acme.com", override)
    assert two["sending.kind"] == ("transactional", override)
    assert two["sending.esp"] == ("hubspot", file)
    assert one["rules.shortened-link"] == ("error", "presend.toml")
    assert one["rules.insecure-link"] == ("off", "presend.toml")
    assert one["rules.from-not-on-sending-domain"] == ("error", "default")
    assert three["rules.from-not-on-sending-domain"] == ("off", "presend.toml")
    assert one["rules.shortened-link.allow"] == (["go.acme.com"], "presend.toml")
    assert "rules.shortened-link.extra" not in one
    assert one["rules.old-shop"] == ("warning", "default")


def test_as_text(presend: Run, tmp_path: Path) -> None:
    assert presend("config", "--isolated").out.startswith(
        "# a file in .: no settings file; the defaults hold\ntargets.clients "
    )
    assert presend("config", "a", "b") == (2, "", "presend: config takes one path\n")
    (tmp_path / "presend.toml").write_text("[sending]\nfrom = 'a\"b\u202e@c.de'\n")
    head, first, *_ = presend("config", "a.html").out.splitlines()
    assert head == "# a.html: presend.toml"
    assert first.split() == [
        *("sending.from", "=", r'"a\"b\u{202e}@c.de"', "#", "presend.toml", "[sending]")
    ]


# ---- the schema


def validator(presend: Run, *arguments: str) -> Draft202012Validator:
    schema = json.loads(presend("config", "--schema", *arguments).out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_takes_what_presend_takes(presend: Run, tmp_path: Path) -> None:
    fixtures = tomllib.loads((FIXTURES / "presend.toml").read_text("utf-8"))
    schema = validator(presend, "--isolated")
    (tmp_path / "presend.toml").write_text(TOML)

    schema.validate(fixtures)
    schema.validate({})
    schema.validate(tomllib.loads(TOML))
    own = tomllib.loads(TOML) | {"rules": {"old-shop": "error"}}
    assert not schema.is_valid(own)
    validator(presend).validate(own)


@pytest.mark.parametrize(
    "toml",
    [
        "[sendign]",
        "[sending]\nform = 'a'",
        "[sending]\ndomains = 'a.b'",
        "[sending]\nfrom = 5",
        "[sending]\nesp = 'hubpsot'",
        "[sending]\nkind = 'both'",
        "[[sending.overrides]]\nfrom = 'a@b.c'",
        "[templates]\ndialect = 'jinjaa'",
        "rules = 5",
        "[rules]\nshortned-link = 'off'",
        "[rules]\nlinks = 'fatal'",
        "[rules]\nlinks = {allow = ['a.b']}",
        "[rules]\nshortened-link = {alow = []}",
        "[rules]\nshortened-link = {allow = 'a.b'}",
        "[rules]\nshortened-link = {strict = 1}",
        "[[overrides]]\nrules = {links = 'off'}",
        "[overrides]\nfiles = ['a']",
        "exclude = 'a'",
        "plugins = 'a'",
        "[[custom]]\nname = 'a'\nselector = 'a'",
        "[[custom]]\nname = 'a'\nmessage = 'a'",
        "[[custom]]\nname = 'A b'\nselector = 'a'\nmessage = 'a'",
        "[[custom]]\nname = 'a'\nselector = 'a'\nxpath = 'a'\nmessage = 'a'",
    ],
)
def test_the_schema_rejects_what_presend_rejects(toml: str, presend: Run, tmp_path: Path) -> None:
    schema = validator(presend, "--isolated")
    (tmp_path / "presend.toml").write_text(toml)

    assert not schema.is_valid(tomllib.loads(toml))
    assert presend("config").code == 2
