"""The rules on DNS take linear time over hostile zones, and none breaks."""

from __future__ import annotations

import gc
from time import process_time

import pytest

from presend.checking import check
from presend.config import Config
from presend.settings import Settings
from presend.source import Source

HEAD = "$ORIGIN acme.com.\n@ SOA a b 1 2 3 4 5\n"


def many(count: int, line: str) -> str:
    return "".join(line.replace("{0}", str(n)).replace("{1}", str(n + 1)) for n in range(count))


FAMILIES = {
    "SPF records": lambda n: '@ TXT "v=spf1 a -all"\n' * (n // 22),
    "SPF terms": lambda n: f'@ TXT "v=spf1 {many(n // 9, "a:{0}.com ")}"',
    "faults": lambda n: '@ TXT "v=spf1 ' + "foo:a " * (n // 6) + '"',
    "accounts": lambda n: f'@ TXT "v=spf1 {many(n // 38, "include:{0}.spf1.hubspotemail.net ")}"',
    "selectors": lambda n: many(n // 27, "hs1-{0}._domainkey CNAME x.\n"),
    "a chain": lambda n: (
        '@ TXT "v=spf1 include:0.acme.com"\n'
        + many(n // 38, '{0} TXT "v=spf1 include:{1}.acme.com"\n')
    ),
    "a doubled chain": lambda n: (
        '@ TXT "v=spf1 include:0.acme.com"\n'
        + many(n // 62, '{0} TXT "v=spf1 include:{1}.acme.com include:{1}.acme.com"\n')
    ),
    "domains": lambda n: many(n // 30, '_dmarc.a{0}.com. TXT "v=DMARC1"\n'),
    "addresses": lambda n: f'_dmarc TXT "v=DMARC1;rua={many(n // 16, "mailto:a@{0}.com,")}"',
    "a key": lambda n: 's._domainkey TXT "p=' + "A" * n + '"',
    "strings": lambda n: "@ TXT " + '"v=spf1" ' * (n // 9),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_time_is_linear(name: str) -> None:
    def prepare(config: Config) -> None:
        config.give(None, None if name == "domains" else ["acme.com"], "hubspot", None)

    config = Settings(None, True, prepare).of("x.zone")
    head = "" if name == "domains" else HEAD

    def took(size: int) -> float:
        source = Source("x.zone", head + FAMILIES[name](size))
        started = process_time()
        found = check(source, "zone", config, None, "x.zone").diagnostics
        took = process_time() - started
        assert [each.message for each in found if each.rule == "internal-error"] == []
        return took

    gc.disable()  # as in a run of the command
    try:
        took(2_000)
        small = min(took(10_000) for _ in range(3))
        assert took(100_000) < 25 * max(small, 0.01)
    finally:
        gc.enable()
