"""presend.toml in, settings out: which file holds, what beats what, and where values stand."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from presend.checking import check
from presend.config import Config
from presend.report import Report
from presend.settings import Settings
from presend.source import Source

LINK = '<a href="https://bit.ly/3xYz">Offer</a>'


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def config_of(path: Path, *, named: Path | None = None, isolated: bool = False) -> Config:
    return Settings(str(named) if named else None, isolated, lambda _: None).of(str(path))


def loaded(folder: Path, toml: str, name: str = "presend.toml") -> Config:
    put(folder, {name: toml})
    return config_of(folder / "a.html")


def levels(config: Config, path: str, names: Iterable[str]) -> dict[str, str]:
    """The severity of each rule for a file; `off` where it does not run."""
    settings = config.settings(path)
    running = {rule.name: rule for rule in settings.rules}
    return {
        name: settings.severities.get(name, running[name].severity) if name in running else "off"
        for name in names
    }


# ---- which file


def test_the_nearest_file_above_holds_alone(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "presend.toml": "[sending]\nesp = 'hubspot'\nfrom = 'a@acme.com'",
            "sub/presend.toml": "[sending]\nesp = 'mailchimp'",
            "sub/deep/pyproject.toml": "[project]\nname = 'x'",
        },
    )

    assert config_of(tmp_path / "a.html").sending.esp == "hubspot"
    deep = config_of(tmp_path / "sub/deep/a.html").sending
    assert (deep.esp, deep.values) == ("mailchimp", {})


def test_pyproject_holds_where_it_speaks_of_presend(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "pyproject.toml": "[tool.presend.sending]\nesp = 'ses'",
            "both/pyproject.toml": "[tool.presend.sending]\nesp = 'kit'",
            "both/presend.toml": "[sending]\nesp = 'drip'",
            "broken/pyproject.toml": "this is no TOML",
        },
    )

    assert config_of(tmp_path / "a.html").sending.esp == "ses"
    assert config_of(tmp_path / "both/a.html").sending.esp == "drip"
    assert config_of(tmp_path / "broken/a.html").sending.esp == "ses"


def test_a_named_file_holds_everywhere_and_isolated_none(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "presend.toml": "[sending]\nesp = 'hubspot'",
            "other.toml": "[sending]\nesp = 'ses'",
            "sub/presend.toml": "[sending]\nesp = 'kit'",
        },
    )

    assert config_of(tmp_path / "sub/a.html", named=tmp_path / "other.toml").sending.esp == "ses"
    assert config_of(tmp_path / "sub/a.html", isolated=True).sending.esp is None


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\ufeff[sending]\r\nesp = 'ses'\r\n").sending.esp == "ses"


# ---- rules


def test_a_rule_beats_its_group_wherever_it_is_said(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        """
        [rules]
        links = "off"
        shortened-link = "info"
        sender = "warning"

        [[overrides]]
        files = ["legacy/**"]
        rules = { links = "error", from-not-on-sending-domain = "off" }

        [[overrides]]
        files = ["*.txt"]
        rules = { shortened-link = { severity = "error" } }
        """,
    )
    names = "shortened-link", "insecure-link", "from-not-on-sending-domain"

    assert levels(config, "a.html", names) == dict(
        zip(names, ("info", "off", "warning"), strict=True)
    )
    assert levels(config, "legacy/a.html", names) == dict(
        zip(names, ("info", "error", "off"), strict=True)
    )
    assert levels(config, "legacy/a.txt", names) == dict(
        zip(names, ("error", "error", "off"), strict=True)
    )


def test_the_command_line_beats_the_file(tmp_path: Path) -> None:
    config = loaded(tmp_path, "[rules]\nlinks = 'off'\nsender = 'info'")
    names = "shortened-link", "insecure-link", "from-not-on-sending-domain"

    config.choose(["links", "sender"], ["insecure-link"])

    assert levels(config, "a.html", names) == dict(
        zip(names, ("warning", "off", "info"), strict=True)
    )


def test_options_reach_the_rule(tmp_path: Path) -> None:
    put(tmp_path, {"codes/map.csv": "short,long\n"})
    config = loaded(
        tmp_path,
        """
        [rules]
        shortened-link = { allow = ["go.acme.com"], strict = true, short-map = "codes/map.csv" }

        [[overrides]]
        files = ["b.html"]
        rules = { shortened-link = { extra = ["acme.ly"] } }
        """,
    )

    options = config.settings("a.html").options["shortened-link"]
    other = config.settings("b.html").options["shortened-link"]

    assert (options.allow, options.extra, options.strict) == (("go.acme.com",), (), True)
    assert options.short_map == "short,long\n"
    assert (other.allow, other.extra, other.strict, other.short_map) == (
        (),
        ("acme.ly",),
        False,
        "",
    )


def test_a_short_map_expands_your_own_codes(tmp_path: Path) -> None:
    put(tmp_path, {"map.csv": "https://bit.ly/3xYz,https://acme.com/sale\n"})
    config = loaded(tmp_path, "[rules]\nshortened-link = { short-map = 'map.csv' }")

    result = check(Source("a.html", LINK), "html", config, None, "a.html")

    assert [d.message for d in result.diagnostics if d.rule == "shortened-link"] == [
        "Shortened link bit.ly/3xYz — use https://acme.com/sale"
    ]


# ---- who sends


def sender_of(config: Config, text: str, sidecar: str | None, place: str = "a.html") -> str | None:
    from presend.documents import reading

    source = Source(place, text)
    beside = Source("a.meta.json", sidecar) if sidecar is not None else None
    kind = reading.kind_of(place, text)
    (mail,) = reading.read(source, kind, config.sending_for(place, source), beside)
    return mail.envelope.text(mail.envelope.from_field)


MESSAGE = "From: header@acme.com\r\nContent-Type: text/html\r\n\r\n<p>a</p>"
EXPORT = json.dumps(
    {
        "from": {"email": "export@acme.com"},
        "personalizations": [],
        "content": [{"type": "text/html", "value": "<p>a</p>"}],
    }
)
SOURCES = {
    "header": ("a.eml", MESSAGE),
    "matter": ("a.html", "---\nfrom: matter@acme.com\n---\n<p>a</p>"),
    "export": ("a.json", EXPORT),
    "": ("a.html", "<p>a</p>"),
}


@pytest.mark.parametrize("written", SOURCES)
@pytest.mark.parametrize("sidecar", [None, '{"from": "sidecar@acme.com"}'])
@pytest.mark.parametrize("given", [None, "given@acme.com"])
@pytest.mark.parametrize("override", [False, True])
@pytest.mark.parametrize("settings", [False, True])
def test_the_order_of_those_who_name_a_from(
    written: str,
    sidecar: str | None,
    given: str | None,
    override: bool,
    settings: bool,
    tmp_path: Path,
) -> None:
    """The file itself, its sidecar, --from, an override, [sending]: the first that has one."""
    toml = "[sending]\nfrom = 'sending@acme.com'\n" if settings else ""
    toml += (
        "[[sending.overrides]]\nfiles = ['a.*']\nfrom = 'override@acme.com'\n" if override else ""
    )
    config = loaded(tmp_path, toml)
    config.give(given, None, None, None)
    name, text = SOURCES[written]
    order = (
        (written, bool(written)),
        ("sidecar", sidecar is not None),
        ("given", given is not None),
        ("override", override),
        ("sending", settings),
    )
    first = next((f"{who}@acme.com" for who, there in order if there), None)

    assert sender_of(config, text, sidecar, name) == first


def test_overrides_of_the_sending_hold_for_their_files(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        """
        [sending]
        esp = "hubspot"
        domains = ["mail.acme.com"]
        own-domains = ["acme.com"]
        kind = "marketing"

        [[sending.overrides]]
        files = ["receipts/**", "!receipts/ad.html"]
        kind = "transactional"
        domains = []

        [[sending.overrides]]
        files = ["*.txt"]
        esp = "ses"
        """,
    )

    def sending(place: str) -> tuple[Any, ...]:
        made = config.sending_for(place, Source(place, ""))
        return made.esp, made.domains, made.own_domains, made.mail_kind

    assert sending("a.html") == ("hubspot", ("mail.acme.com",), ("acme.com",), "marketing")
    assert sending("receipts/ad.html") == sending("a.html")
    assert sending("receipts/a.html") == ("hubspot", (), ("acme.com",), "transactional")
    assert sending("receipts/a.txt") == ("ses", (), ("acme.com",), "transactional")


def test_the_command_line_names_domains_esp_and_kind(tmp_path: Path) -> None:
    config = loaded(tmp_path, "[sending]\nesp = 'hubspot'\ndomains = ['a.com']\nkind = 'marketing'")

    config.give(None, ["b.com"], "ses", "transactional")
    made = config.sending_for("a.html", Source("a.html", ""))

    assert (made.esp, made.domains, made.mail_kind) == ("ses", ("b.com",), "transactional")


@pytest.mark.parametrize(
    ("toml", "place"),
    [
        ('[sending]\nfrom = "News <news@other.com>"\n', (2, 20)),
        ("[sending]\n  from='News <news@other.com>' # ours\n", (2, 20)),
        ('# from = "x"\n[sending]\nesp = "ses"\n"from" = "News <news@other.com>"\n', (4, 22)),
        ('[sending]\r\nfrom = "News <news@other.com>"\r\n', (2, 20)),
        ('[[sending.overrides]]\nfiles = ["a.html"]\nfrom = "News <news@other.com>"\n', (3, 20)),
        (
            '[sending]\nfrom = "News <news@other.com>"\n'
            '[[sending.overrides]]\nfiles = ["b.html"]\nfrom = "News <news@other.com>"\n'
            '[[sending.overrides]]\nfiles = ["a.html"]\nfrom = "News <news@other.com>"\n',
            (8, 20),
        ),
        ('sending = { from = "News <news@other.com>" }\n', (1, 1)),
        ('[sending]\nfrom = "N\\u0065ws <news@other.com>"\n', (1, 1)),
    ],
)
def test_a_from_in_the_settings_is_reported_where_it_stands(
    toml: str, place: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = loaded(tmp_path, toml)
    config.choose(["from-not-on-sending-domain"], [])
    config.give(None, ["acme.com"], None, None)

    result = check(Source("a.html", "<p>"), "html", config, None, "a.html")

    assert [(d.path, d.start[:2], d.fix) for d in result.diagnostics] == [
        ("presend.toml", place, None)
    ]


def test_a_from_in_the_settings_is_reported_once(tmp_path: Path) -> None:
    config = loaded(tmp_path, "[sending]\nfrom = 'news@other.com'\ndomains = ['acme.com']")
    config.choose(["from-not-on-sending-domain"], [])

    results = [check(Source(name, "<p>"), "html", config, None, name) for name in ("a", "b")]
    report = Report("0", results)

    assert [d.message for d in report.diagnostics] == [
        "From address is at other.com, but the connected sending domain is acme.com"
    ]
    assert report.counts() == {"error": 1, "warning": 0, "info": 0}


def test_a_from_of_the_command_line_is_reported_in_each_file(tmp_path: Path) -> None:
    config = loaded(tmp_path, "[sending]\ndomains = ['acme.com']")
    config.choose(["from-not-on-sending-domain"], [])
    config.give("news@other.com", None, None, None)

    results = [check(Source(name, "\n<p>"), "html", config, None, name) for name in ("a", "b")]

    assert [(d.path, d.start) for d in Report("0", results).diagnostics] == [
        ("a", (1, 1, 0)),
        ("b", (1, 1, 0)),
    ]


def test_many_overrides_cost_little(tmp_path: Path) -> None:
    """Files that meet the same overrides share their settings."""
    config = loaded(tmp_path, "[[overrides]]\nfiles = ['a*']\nrules = { links = 'off' }")

    assert config.settings("a1") is config.settings(os.path.join("b", "a2"))
    assert config.settings("a1") is not config.settings("b")
