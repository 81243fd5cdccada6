"""presend allowlist, as its users and their programs see it."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LIST = "167.89.43.234\n192.254.127.96/27\n54.174.52.0/24\n"
ACME = ("--esp", "hubspot", "--from", "Acme <news@mail.acme.com>", "--domain", "mail.acme.com")


@pytest.fixture
def ips(tmp_path: Path) -> Path:
    (tmp_path / "ips.txt").write_text(LIST)
    return tmp_path / "ips.txt"


def test_the_hand_over_names_all_by_which_a_gateway_knows_the_sender(
    presend: Run, ips: Path
) -> None:
    ran = presend("allowlist", "ips.txt", *ACME)

    assert (ran.code, ran.err) == (0, "")
    for said in (
        "For company mail gateways only.",
        "  From address          news@mail.acme.com\n",
        "  From domain           mail.acme.com\n",
        "  Return-Path domain    hubspotemail.net and all below it\n",
        "  DKIM domain (d=)      mail.acme.com\n",
        "  link-tracking domain  hubspotlinks.com and all below it\n",
        "IP addresses: 1 single address and 2 ranges, 289 addresses in all. Allow all of them.\n",
        "  54.174.52.0/24     54.174.52.0 to 54.174.52.255, 256 addresses\n",
        "  Gmail: Google takes no allowlist requests",
        "  iCloud Mail: Apple keeps no allowlist",
        "  Outlook.com, Hotmail, Live: Microsoft:",
    ):
        assert said in ran.out


def test_where_no_domain_is_connected_the_shared_ones_are_named(presend: Run, ips: Path) -> None:
    (ips.parent / "presend.toml").write_text(
        '[sending]\nesp = "hubspot"\ndomains = []\nfrom = "news@acme.com"\nips = "./ips.txt"\n'
    )

    ran = presend("allowlist")

    assert ran.code == 0
    assert "  From address           news=acme.com@hs-domain.com\n" in ran.out
    assert "  shared sending domain  shared.hubspot.com and all below it\n" in ran.out
    assert "                         hubspotemail.net and all below it\n" in ran.out
    assert "54.174.52.0 to 54.174.52.255, 256 addresses" in ran.out


def test_an_invalid_line_is_named_and_nothing_is_handed_over(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ips.txt").write_text("54.174.52.0/24\nfoo\n\n54.174.300.1\n")

    ran = presend("allowlist", "ips.txt")
    table = presend("allowlist", "ips.txt", "--as", "postfix")

    assert ran.code == table.code == 1
    assert "ips.txt:2:1: error[ip-list-invalid] foo is no IP address" in ran.out
    assert "ips.txt:4:1: error[ip-list-invalid] 54.174.300.1 is no IP address: 300" in ran.out
    assert ran.out.endswith("No hand-over is made of a list with errors.\n")
    assert table.out == ""
    assert "ips.txt:4:1: error" in table.err


def test_findings_come_in_the_formats_of_check(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ips.txt").write_text("54.174.52.9/24\n")

    concise = presend("allowlist", "ips.txt", "-f", "concise")
    report = json.loads(presend("allowlist", "ips.txt", "-f", "json").out)

    assert concise.code == 1
    assert concise.out.startswith("ips.txt:1:1: error 54.174.52.9/24 has host bits set;")
    assert report["files"][0]["kind"] == "iplist"
    assert report["findings"][0]["end"] == {"line": 1, "column": 15, "offset": 14}
    assert report["findings"][0]["fix"]["edits"][0]["text"] == "54.174.52.0/24"


def test_check_reads_a_list_where_the_settings_name_it(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists/hubspot.txt").write_text("10.0.0.1\n")

    alone = presend("check", "--isolated", "-f", "json", "lists/hubspot.txt")
    (tmp_path / "presend.toml").write_text('[sending]\nips = "lists/hubspot.txt"\n')
    named = presend("check", "-f", "concise", ".")

    assert json.loads(alone.out)["files"][0]["kind"] == "text"
    assert named.out.splitlines() == [
        "lists/hubspot.txt:1:1: error 10.0.0.1 is private (RFC 1918): no mail comes from there "
        "[ip-list-invalid]"
    ]


def test_fix_writes_the_list(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ips.txt").write_bytes(b"54.174.52.9/24 # a\r\n1.2.3.4\r\n1.2.3.4\r\n")

    ran = presend("allowlist", "ips.txt", "--fix", "--as", "lines")

    assert ran == (
        0,
        "54.174.52.0/24\n1.2.3.4\n",
        "presend: ips.txt: 2 findings fixed\n",
    )
    assert (tmp_path / "ips.txt").read_bytes() == b"54.174.52.0/24 # a\r\n1.2.3.4\r\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("ips.txt", "-f", "json", "--as", "csv"),
            "-f reports findings, --as makes the hand-over; leave one of them out",
        ),
        (
            ("ips.txt", "more.txt"),
            "allowlist takes one list; to put two together: cat A B | presend allowlist -",
        ),
    ],
)
def test_what_cannot_be_answered(
    arguments: tuple[str, ...], said: str, presend: Run, ips: Path
) -> None:
    assert presend("allowlist", *arguments) == (2, "", f"presend: {said}\n")


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ("54.174.52.255", 0, "54.174.52.255 is in 54.174.52.0/24 (54.174.52.0 to 54.174.52.255, "
                             "256 addresses), ips.txt:3\n"),
        ("54.174.53.0", 1, "54.174.53.0 is in none of the 3 entries, ips.txt\n"),
        ("192.254.127.112/28", 0, "192.254.127.112/28 is in 192.254.127.96/27 (192.254.127.96 to "
                                  "192.254.127.127, 32 addresses), ips.txt:2\n"),
        ("2a04:4e42::1", 1, "2a04:4e42::1 is in none of the 3 entries, ips.txt\n"),
    ],
)  # fmt: skip
def test_contains(asked: str, code: int, said: str, presend: Run, ips: Path) -> None:
    assert presend("allowlist", "ips.txt", "--contains", asked)[:2] == (code, said)


def test_contains_needs_an_address(presend: Run, ips: Path) -> None:
    ran = presend("allowlist", "ips.txt", "--contains", "acme.com")

    assert ran.code == 2
    assert ran.err == (
        "presend: --contains: acme.com is no IP address: it is a domain name; give an address or "
        "a CIDR range\n"
    )


def test_diff_shows_drift_in_addresses_not_in_spelling(presend: Run, ips: Path) -> None:
    old = ips.parent / "old.txt"
    old.write_text("192.254.127.96/28, 192.254.127.112/28, 54.174.52.0/23\n")

    drift = presend("allowlist", "ips.txt", "--diff", "old.txt")
    old.write_text("54.174.52.0-54.174.52.255 192.254.127.96/27 167.89.43.234/32")
    same = presend("allowlist", "ips.txt", "--diff", "old.txt")

    assert drift.code == 1
    assert drift.out.splitlines() == [
        "+ 167.89.43.234  167.89.43.234, 1 address",
        "- 54.174.52.0/23  54.174.52.0 to 54.174.53.255, 512 addresses (256 of them)",
    ]
    assert same[:2] == (0, "No drift: both lists name the same addresses, 289 in all.\n")


def test_spf_of_a_saved_zone_shows_what_the_list_lacks(presend: Run, ips: Path) -> None:
    (ips.parent / "acme.zone").write_text(
        'mail.acme.com. TXT "v=spf1 ip4:1.2.3.4 include:7.spf02.hubspotemail.net ~all"\n'
        '7.spf02.hubspotemail.net. TXT "v=spf1 ip4:54.174.52.0/24 ip4:3.93.157.0/24 -all"\n'
    )

    ran = presend("allowlist", "ips.txt", *ACME, "--zone", "acme.zone", "-f", "concise")

    assert ran[:2] == (
        0,
        "ips.txt:1:1: info SPF lets HubSpot send for mail.acme.com from 256 addresses more: "
        "3.93.157.0/24 [ip-list-incomplete]\n",
    )


def test_check_compares_the_list_with_the_zone_of_the_settings(presend: Run, ips: Path) -> None:
    (ips.parent / "acme.zone").write_text(
        'mail.acme.com. TXT "v=spf1 include:7.spf02.hubspotemail.net " (\n'
        '  "include:gone.hubspotemail.net -all" )\n'
        '7.spf02.hubspotemail.net. TXT "v=spf1 ip4:54.174.52.0/24 ip4:3.93.157.0/24 -all"\n'
    )
    (ips.parent / "presend.toml").write_text(
        '[sending]\nesp = "hubspot"\ndomains = ["mail.acme.com"]\nips = "ips.txt"\n'
        'zone = "acme.zone"\n'
    )

    checked = json.loads(presend("check", "ips.txt", "-f", "json").out)
    listed = json.loads(presend("allowlist", "-f", "json").out)

    assert [each["message"] for each in checked["findings"]] == [
        "SPF lets HubSpot send for mail.acme.com from 256 addresses more: 3.93.157.0/24"
    ]
    assert [each["reason"] for each in checked["unchecked"]] == [
        "the zone does not hold gone.hubspotemail.net TXT"
    ]
    assert (listed["findings"], listed["unchecked"]) == (checked["findings"], checked["unchecked"])


def test_tables_for_programs(presend: Run, ips: Path) -> None:
    lines = presend("allowlist", "-", "--as", "lines", stdin=b"1.2.3.4-1.2.3.9, 54.174.52.0/24")
    rows = list(csv.DictReader(io.StringIO(presend("allowlist", "ips.txt", "--as", "csv").out)))
    made = json.loads(presend("allowlist", "ips.txt", *ACME, "--as", "json").out)

    assert lines.out == "1.2.3.4/30\n1.2.3.8/31\n54.174.52.0/24\n"
    assert rows[1] == {
        "kind": "range", "value": "192.254.127.96/27", "first": "192.254.127.96",
        "last": "192.254.127.127", "addresses": "32",
    }  # fmt: skip
    assert made["networks"][2] == {
        "value": "54.174.52.0/24", "first": "54.174.52.0", "last": "54.174.52.255",
        "addresses": 256,
    }  # fmt: skip
    assert {"kind": "From domain", "domain": "mail.acme.com", "below": False} in made["domains"]


def test_microsoft_takes_no_range_wider_than_24_and_no_ipv6(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ips.txt").write_text("54.174.52.0/23 149.72.0.0/16 2a04:4e42::/32 167.89.43.234")

    out = presend("allowlist", "ips.txt", "--as", "microsoft365").out

    assert '-IPAllowList @{Add="54.174.52.0/24","54.174.53.0/24","167.89.43.234"}' in out
    assert "exactly" not in out
    assert "149.72.0.0/16" in out.partition("mail flow rule")[2]
    assert "takes no IPv6 range. Left out: 2a04:4e42::/32" in out


def test_a_signature_of_the_provider_alone_is_not_trusted(presend: Run, ips: Path) -> None:
    spamassassin = presend("allowlist", "ips.txt", *ACME, "--as", "spamassassin").out
    rspamd = presend("allowlist", "ips.txt", *ACME, "--as", "rspamd").out

    assert "welcomelist_from_dkim *@mail.acme.com mail.acme.com\n" in spamassassin
    assert "hubspotemail.net" not in spamassassin
    assert 'expression = "ALLOW_HUBSPOT_IP & ALLOW_HUBSPOT_FROM & R_DKIM_ALLOW";' in rspamd


def test_nothing_known_is_one_line_with_the_cure(presend: Run) -> None:
    ran = presend("allowlist", "--isolated")

    assert ran.code == 2
    assert ran.err == (
        "presend: nothing is known of the sender; name a list, or give --from and --esp\n"
    )


@pytest.mark.skipif(shutil.which("postmap") is None, reason="Postfix is not installed")
def test_postfix_finds_what_is_inside_and_nothing_else(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ips.txt").write_text(LIST + "3.93.0.5-3.93.0.9\n2a04:4e42::/32\n")
    (tmp_path / "main.cf").write_text("compatibility_level = 3.6\n")
    table = tmp_path / "hubspot.cidr"
    assert presend("allowlist", "ips.txt", *ACME, "--as", "postfix", "-o", str(table)).code == 0

    def asked(address: str) -> tuple[int, str, str]:
        postmap = ["postmap", "-c", str(tmp_path), "-q", address, f"cidr:{table}"]
        done = subprocess.run(postmap, capture_output=True, text=True, timeout=20, check=False)
        return done.returncode, done.stdout.strip(), done.stderr

    for inside in ("167.89.43.234", "192.254.127.96", "192.254.127.127", "54.174.52.255",
                   "3.93.0.9", "2a04:4e42:ffff::1"):  # fmt: skip
        assert asked(inside) == (0, "permit", "")
    for outside in ("167.89.43.235", "192.254.127.95", "192.254.127.128", "54.174.53.0",
                    "3.93.0.10", "2a04:4e43::"):  # fmt: skip
        assert asked(outside) == (1, "", "")
