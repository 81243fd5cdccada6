"""`presend domain` without a network, and what a saved zone does for `presend check`."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presend as package

Run = Callable[..., Any]
FIXTURES = Path(__file__).parents[2] / "fixtures"
MAIL = "mail.norrvik-kaffe.com"
AT = ("--from", f"news@{MAIL}")
SPF = "v=spf1 include:20262026.spf05.hubspotemail.net"
CLEAN = '"v=spf1 include:20262026.spf05.hubspotemail.net ~all"'
SET_UPS: dict[str, tuple[str, tuple[str, ...], list[tuple[str, str, int, str]]]] = {
    "clean": (MAIL, AT, []),
    "unconnected": (
        "norrvik-kaffe.com",
        (),
        [
            ("dkim-selector-missing", "error", 1, ""),
            ("spf-esp-include", "info", 8, '"v=spf1 ip4:192.0.2.25 -all"'),
        ],
    ),
    "dkim-of-another-domain": (
        MAIL,
        AT,
        [
            ("dkim-cname-wrong", "error", 12, "norrvik-tee-de.hs11a.dkim.hubspotemail.net."),
            ("dkim-cname-wrong", "error", 13, "norrvik-tee-de.hs11b.dkim.hubspotemail.net."),
        ],
    ),
    "two-spf-records": (MAIL, AT, [("spf-multiple", "error", 12, CLEAN)]),
    "eleven-lookups": (
        MAIL,
        AT,
        [
            (
                "spf-lookup-limits",
                "error",
                11,
                f'"{SPF} include:_spf.shop.example "\n'
                '                 "include:_spf.desk.example mx ~all"',
            )
        ],
    ),
    "dmarc-none-without-rua": (
        MAIL,
        AT,
        [
            ("dmarc-reporting", "info", 14, "v=DMARC1; p=none"),
            ("dmarc-policy-weak", "info", 14, "p=none"),
        ],
    ),
    "strict-alignment": (
        MAIL,
        ("--from", "news@norrvik-kaffe.com"),
        [("dmarc-alignment-conflict", "error", 14, "adkim=s")],
    ),
}


@pytest.mark.parametrize("name", SET_UPS)
def test_set_ups_of_hubspot(name: str, presend: Run) -> None:
    domain, sender, expected = SET_UPS[name]
    path = str(FIXTURES / f"zones/{name}.zone")

    ran = presend(
        *("domain", domain, "--zone", path, "--esp", "hubspot", *sender, "-f", "json"),
        "--isolated",
    )

    said = json.loads(ran.out)
    found = [(f["rule"], f["severity"], f["start"]["line"], f["excerpt"]) for f in said["findings"]]
    assert (found, said["unchecked"]) == (expected, [])
    assert ran.code == int(any(severity == "error" for _, severity, _, _ in expected))
    assert said["files"] == [{"path": path, "kind": "zone", "dialect": None, "status": "checked"}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a domain: presend domain mail.acme.com"),
        (
            ("news@acme.com",),
            "'news@acme.com' is no domain name; for the domain of an address: acme.com",
        ),
        (
            ("https://acme.com/offer",),
            "'https://acme.com/offer' is no domain name; for the host of a link: acme.com",
        ),
        (("localhost",), "'localhost' is no domain name"),
        (
            ("acme.com", "--zone", "gone.zone"),
            "gone.zone: there is no such file; check the path",
        ),
        (
            ("acme.com", "--nameserver", "127.0.0.1:http"),
            "--nameserver: 'http' is no port; write HOST:PORT",
        ),
        (
            ("acme.com", "--esp", "hubspott"),
            "--esp: unknown provider 'hubspott'; did you mean 'hubspot'?",
        ),
    ],
)
def test_bad_usage_is_one_line(arguments: tuple[str, ...], said: str, presend: Run) -> None:
    assert presend("domain", *arguments, "--isolated") == (2, "", f"presend: {said}\n")


def test_without_dnspython_the_cure_is_told(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['dns'] = None\n"
        "from presend import cli\n"
        "raise SystemExit(cli.run(['domain', 'acme.com', '--isolated']))"
    )
    source = str(Path(package.__file__).parents[1])
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": source},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (
        2,
        "",
        "presend: to ask the DNS presend needs dnspython; pip install 'presend[dns]', "
        "or name saved records with --zone FILE\n",
    )


def test_what_a_zone_holds_reaches_no_terminal_raw(presend: Run, tmp_path: Path) -> None:
    text = 'a.com. TXT "v=spf1 \x1b[2Jx:1 include:\\027.com ?all"\na.com. MX 0 .\n'
    (tmp_path / "a.zone").write_text(text)

    for arguments in (("domain", "a.com", "--zone", "a.zone"), ("check", "a.zone")):
        ran = presend(*arguments, "--isolated")
        assert ran.code == 1, ran
        assert "\x1b" not in ran.out + ran.err


TEMPLATE = "<p>Hello {{ contact.firstname|default('you') }}</p>\n"
SETTINGS = """
[sending]
domains = ["mail.acme.com"]
from = "news@acme.com"
dkim-domain = "mail.acme.com"
zone = "dns/acme.zone"
"""
ZONE = """$ORIGIN acme.com.
@ SOA ns1 h 1 2 3 4 5
_dmarc TXT "v=DMARC1; p=reject; {tags}"
s2._domainkey.mail TXT "v=DMARC1; p="
"""


def put(folder: Path, tags: str, zone: str = ZONE) -> None:
    (folder / "presend.toml").write_text(SETTINGS)
    (folder / "dns").mkdir()
    (folder / "dns/acme.zone").write_text(zone.format(tags=tags))
    (folder / "mail.html").write_text(TEMPLATE)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("adkim=r", []),
        (
            "adkim=s",
            [
                (
                    "dns/acme.zone",
                    "dmarc-alignment-conflict",
                    "adkim=s",
                    "adkim=s, but mail is signed with d=mail.acme.com while From is at acme.com",
                ),
                (
                    "presend.toml",
                    "from-not-aligned",
                    "acme.com",
                    "DKIM d=mail.acme.com does not align with From domain acme.com under the "
                    "published adkim=s",
                ),
            ],
        ),
    ],
)
def test_check_reads_the_alignment_from_a_saved_zone(
    tags: str, expected: list[tuple[str, ...]], presend: Run, tmp_path: Path
) -> None:
    put(tmp_path, tags)

    ran = presend(
        "check", "mail.html", "-f", "json", "--select", "from-not-aligned,dmarc-alignment-conflict"
    )

    found = [
        (each["path"], each["rule"], each["excerpt"], each["message"])
        for each in json.loads(ran.out)["findings"]
    ]
    assert found == expected


def test_the_tree_walk_tells_organisations_apart(presend: Run, tmp_path: Path) -> None:
    zone = ZONE + '_dmarc.mail TXT "v=DMARC1; p=none; psd=n"\n'
    put(tmp_path, "adkim=r", zone)

    ran = presend("check", "mail.html", "-f", "concise", "--select", "from-not-aligned")

    assert "DKIM d=mail.acme.com does not align with From domain acme.com" in ran.out


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("s1", "DKIM signature is made with s1._domainkey.mail.acme.com, and there is no such key"),
        ("s2", "DKIM signature is made with s2._domainkey.mail.acme.com, whose key is revoked"),
    ],
)
def test_a_message_is_held_to_the_keys_of_a_saved_zone(
    selector: str, said: str, presend: Run, tmp_path: Path
) -> None:
    put(tmp_path, "adkim=r", ZONE.replace('"v=DMARC1; p="', '"v=DKIM1; p="'))
    (tmp_path / "a.eml").write_text(
        f"DKIM-Signature: v=1; a=rsa-sha256; d=mail.acme.com; s={selector}; "
        "h=from:subject:to:date; bh=x; b=x\nFrom: news@acme.com\nSubject: x\n\nHello\n"
    )

    ran = presend("check", "a.eml", "-f", "json", "--select", "dkim-signature")

    found = [(each["excerpt"], each["message"]) for each in json.loads(ran.out)["findings"]]
    assert found == [(selector, said)]


def test_a_zone_that_is_not_there_is_told(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text(SETTINGS)
    (tmp_path / "mail.html").write_text(TEMPLATE)

    ran = presend("check", "mail.html")

    said = "presend: presend.toml: dns/acme.zone: there is no such file; check the path\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)
