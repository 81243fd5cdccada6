"""What SPF in a zone authorises, in addresses."""

from presend.documents.ip.authorised import by_spf
from presend.documents.zone import Zone
from presend.source import Source

ZONE = """$ORIGIN acme.com.
$TTL 3600
@       IN SOA ns1 admin ( 1 2 3 4 5 )
        IN TXT "v=spf1 include:1.spf01.hubspotemail.net " "a:out.acme.com/31 mx//64 "
               "-ip4:192.0.2.99 ?include:others.example exists:%{i}.acme.com ~all ip4:192.0.2.77"
        IN MX 10 mx.acme.com.
out     A 192.0.2.9
        AAAA 2001:db8::1
mx      AAAA 2001:db8:1::1
1.spf01.hubspotemail.net. TXT v=spf1\\032ip4:54.174.52.0/24\\032redirect=gone.example
others.example. TXT "v=spf1 ip4:198.51.100.1"
"""


def zone(text: str) -> Zone:
    return Zone(Source("a.zone", text))


def test_what_spf_authorises_and_what_the_zone_does_not_hold() -> None:
    found = by_spf(zone(ZONE), "acme.com")

    assert sorted(found.ranges) == [
        (4, 0x36AE3400, 0x36AE34FF),
        (4, 0xC0000208, 0xC0000209),
        (6, *[0x20010DB8 << 96 | 1] * 2),
        (6, 0x20010DB8_00010000 << 64, (0x20010DB8_00010001 << 64) - 1),
    ]
    assert found.unknown == [("gone.example", "TXT", "")]


def test_only_the_records_that_count_are_taken() -> None:
    found = by_spf(zone(ZONE), "acme.com", lambda name: name.endswith("hubspotemail.net"))

    assert found.ranges == [(4, 0x36AE3400, 0x36AE34FF)]


def test_hosts_of_which_the_zone_holds_one_address_only_are_unknown() -> None:
    found = by_spf(zone('a.com. TXT "v=spf1 a mx:b.com -all"\na.com. A 192.0.2.1\n'), "a.com")

    assert found.ranges == [(4, 0xC0000201, 0xC0000201)]
    assert found.unknown == [("a.com", "AAAA", ""), ("b.com", "MX", "")]


def test_many_terms_at_a_host_of_many_addresses_stay_cheap() -> None:
    hosts = "".join(f"h.com. A 192.0.{n >> 8}.{n & 255}\n" for n in range(2_000))
    found = by_spf(zone(f'a.com. TXT "v=spf1{" a:h.com" * 2_000}"\n{hosts}'), "a.com")

    assert len(found.ranges) == 2_000
