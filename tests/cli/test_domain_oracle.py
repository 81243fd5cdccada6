"""checkdmarc asks the same name server: both agree, but where an RFC says otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from domain_cases import CASES, zone

from presend.checking import check
from presend.documents.dns import dmarc, spf_tree
from presend.documents.dns.spf import LOOKUP_LIMIT, MX_LIMIT, VOID_LIMIT
from presend.documents.zone import Zone
from presend.settings import Settings
from presend.source import Source

DOCS = Path(__file__).parents[2] / "docs/dns.md"
DISAGREED = {
    ("comma", "SPF"): "RFC 7208, 7.1",
    ("no-policy", "DMARC"): "RFC 7489, 6.3",
    ("no-mailto", "DMARC"): "RFC 9989, 4.7",
}
"""Where the two differ, and the section that presend goes by; docs/dns.md explains each."""


class Verdict(NamedTuple):
    """Whether SPF and DMARC hold, and what SPF costs; None where checkdmarc gives no number."""

    spf: bool
    dmarc: bool
    lookups: int | None
    voids: int | None


ZONE = Zone(Source("test.zone", zone()))


def ours(name: str) -> tuple[Verdict, list[str]]:
    """presend's verdict, and the rules that find something."""
    case = CASES[name]
    domain = case.domain or f"{name}.test"
    tree = spf_tree.evaluate(ZONE, domain)
    arguments = dict(zip(case.arguments[::2], case.arguments[1::2], strict=True))

    def prepare(config: Any) -> None:
        config.give(arguments.get("--from"), [domain], arguments.get("--esp"), None)
        config.given.selectors = ("s1",) if "--dkim-selector" in arguments else ()

    config = Settings(None, True, prepare).of("test.zone")
    found = check(ZONE.source, "zone", config, None, "test.zone").diagnostics
    errors = {each.rule for each in found if each.severity == "error"}
    fits = tree.lookups <= LOOKUP_LIMIT and tree.voids <= VOID_LIMIT
    fits = fits and all(step.mx <= MX_LIMIT for step in tree.steps)
    sound = not errors & {"spf-missing", "spf-multiple", "spf-syntax", "spf-lookup-limits"}
    assert sound <= fits
    read = dmarc.policy(ZONE, domain).record
    policy = read is not None and not errors & {"dmarc-missing", "dmarc-record-invalid"}
    said = sorted({each.rule for each in found})
    return Verdict(sound, policy, tree.lookups, tree.voids), said


@pytest.fixture
def resolver(nsd: int, loopback: None) -> Any:
    dns = pytest.importorskip("dns.resolver")
    made = dns.Resolver(configure=False)
    made.nameservers = ["127.0.0.1"]
    made.port = nsd
    return made


def theirs(name: str, resolver: Any) -> tuple[Verdict, str]:
    """checkdmarc's verdict, and what it says in a word."""
    checkdmarc = pytest.importorskip("checkdmarc")
    domain = CASES[name].domain or f"{name}.test"
    spf = checkdmarc.spf.check_spf(domain, resolver=resolver, timeout=5, retries=1)
    policy = checkdmarc.dmarc.check_dmarc(domain, resolver=resolver, timeout=5, retries=1)
    made = Verdict(
        spf["valid"], policy["valid"], spf.get("dns_lookups"), spf.get("void_dns_lookups")
    )
    words = [
        f"{what} {'error' if not said['valid'] else 'warning'}"
        for what, said in (("SPF", spf), ("DMARC", policy))
        if not said["valid"] or said.get("warnings")
    ]
    return made, ", ".join(words) or "nothing"


def test_both_agree_but_where_an_rfc_says_otherwise(resolver: Any) -> None:
    differ = set()
    for name in CASES:
        mine, other = ours(name)[0], theirs(name, resolver)[0]
        differ |= {(name, "SPF")} if mine.spf != other.spf else set()
        differ |= {(name, "DMARC")} if mine.dmarc != other.dmarc else set()
        if (name, "SPF") in DISAGREED:
            continue
        if other.lookups is not None:
            assert (name, mine.lookups) == (name, other.lookups)
        if other.voids is not None:
            assert (name, mine.voids) == (name, other.voids)

    assert differ == set(DISAGREED)


def test_the_table_in_the_docs_is_true(resolver: Any) -> None:
    text = DOCS.read_text("utf-8")
    rows = re.findall(r"^\| `([^`|]+)` \| ([^|]*) \| ([^|]*) \|$", text, re.MULTILINE)
    expected = []
    for name in CASES:
        said = ", ".join(f"`{rule}`" for rule in ours(name)[1]) or "nothing"
        expected.append((name, said, theirs(name, resolver)[1]))

    assert rows == expected
    for section in DISAGREED.values():
        assert section in text
