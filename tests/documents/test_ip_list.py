"""IP lists: what is read of each way to write one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.ip.ip_entries import name_of
from presend.documents.ip.ip_networks import as_cidr, merged, without, written
from presend.documents.ip_list import IpList
from presend.source import Source


def listed(text: str) -> IpList:
    return IpList(Source("ips.txt", text))


def names(text: str) -> list[str]:
    return [name_of(entry) for entry in listed(text).valid]


def faults(text: str) -> list[str]:
    return [entry.fault for entry in listed(text).entries if entry.fault]


HUBSPOT = ["167.89.43.234", "192.254.127.96/27", "54.174.52.0/24"]


@pytest.mark.parametrize(
    "text",
    [
        "167.89.43.234\n192.254.127.96/27\n54.174.52.0/24\n",
        "167.89.43.234\r\n192.254.127.96/27\r\n54.174.52.0/24",
        "167.89.43.234, 192.254.127.96/27,54.174.52.0/24,",
        "# HubSpot\n167.89.43.234 # one\n\n192.254.127.96/27 ; a range\n// end\n54.174.52.0/24\n",
        "Single IP addresses:\n167.89.43.234\nIP ranges\n192.254.127.96/27 54.174.52.0/24",
        "\u2022 167.89.43.234\n- 192.254.127.96/27 (\u2026.96 - \u2026.127)\n* 54.174.52.0/24",
        '["167.89.43.234", "192.254.127.96/27", "54.174.52.0/24"]',
        '["167.89.43.234", "192.254.127.96/27", "54.174.52.0/24",]',
        '{"prefixes": [{"ip_prefix": "167.89.43.234"}, {"cidr": "192.254.127.96/27"}],'
        ' "more": {"x": ["54.174.52.0/24"]}}',
        "\ufeff167.89.43.234\n192.254.127.96/27\u200b\n\xa054.174.52.0/24\n",
    ],
)
def test_every_way_to_write_a_list(text: str) -> None:
    assert names(text) == HUBSPOT
    assert faults(text) == []


def test_of_hubspots_json_only_what_sends_mail_counts() -> None:
    rows = [("54.174.52.0/24", "EMAIL"), ("3.5.7.9/32", "API"), ("167.89.43.234/32", "EMAIL")]
    text = json.dumps({"results": [
        {"cidr": cidr, "direction": "EGRESS", "service": service, "description": "x"}
        for cidr, service in rows
    ]})  # fmt: skip

    ip_list = listed(text)

    assert [name_of(entry) for entry in ip_list.entries] == ["54.174.52.0/24", "167.89.43.234"]
    assert ip_list.left_out == {"API": 1}
    assert [text[slice(*entry.span)] for entry in ip_list.entries] == [
        "54.174.52.0/24",
        "167.89.43.234/32",
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("167.89.43.234", "167.89.43.234", "167.89.43.234", 1),
        ("192.254.127.96/27", "192.254.127.96", "192.254.127.127", 32),
        ("54.174.52.0/24", "54.174.52.0", "54.174.52.255", 256),
        ("54.174.52.7 \u2013 54.174.53.1", "54.174.52.7", "54.174.53.1", 251),
        ("0.0.0.0/0", "0.0.0.0", "255.255.255.255", 1 << 32),
        ("2a04:4e42::/127", "2a04:4e42::", "2a04:4e42::1", 2),
        ("::ffff:102:304", "::ffff:1.2.3.4", "::ffff:1.2.3.4", 1),
    ],
)
def test_ranges_are_expanded(text: str, first: str, last: str, count: int) -> None:
    (entry,) = listed(text).valid

    assert written(entry.version, entry.first) == first
    assert written(entry.version, entry.last) == last
    assert entry.count == count


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("54.174.52.7/24", "54.174.52.7/24 has host bits set; the range is 54.174.52.0/24"),
        ("54.174.52.256", "54.174.52.256 is no IP address: 256 is more than 255"),
        ("54.174.052.1",
         "54.174.052.1 is no IP address: a leading zero may mean octal; write 54.174.52.1"),
        ("54.174.52.*", "54.174.52.* is no IP address; write 54.174.52.0/24"),
        ("54.174.52.0/255.255.255.0",
         "54.174.52.0/255.255.255.0 is no CIDR range; write 54.174.52.0/24"),
        ("54.174.52.0/255.0.255.0", "54.174.52.0/255.0.255.0 is no CIDR range"),
        ("54.174.52.0/", "54.174.52.0/ is no CIDR range"),
        ("54.174.52.0/129", "54.174.52.0/129: a prefix of IPv4 has at most 32 bits"),
        ("2a04::/129", "2a04::/129: a prefix of IPv6 has at most 128 bits"),
        ("ip4:54.174.52.1",
         "ip4:54.174.52.1: ip4: belongs into SPF, not into a list; write 54.174.52.1"),
        ("54.174.52.1:25", "54.174.52.1:25 is no IP address: it has a port; write 54.174.52.1"),
        ("54.174.52.9-54.174.52.1", "54.174.52.9-54.174.52.1 runs backwards"),
        ("54.174.52.1-9", "54.174.52.1-9 is no range; write 54.174.52.1-54.174.52.9"),
        ("54.174.52.1-2a04::1", "54.174.52.1-2a04::1 is no range of addresses"),
        ("shared.hubspot.com", "shared.hubspot.com is no IP address: it is a domain name"),
        ("news@acme.com", "news@acme.com is no IP address: it is an email address"),
        ("please allow these", "please allow these is no IP address"),
        ("fe80::1%eth0", "fe80::1%eth0 is no IP address"),
        ("\u0661.2.3.4", "\u0661.2.3.4 is no IP address"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_named(text: str, fault: str) -> None:
    assert faults(text) == [fault]


@given(
    st.text(st.sampled_from("0123456789.:/-, ;#()[]{}\"'\n\rabx*\xa0\u200b\ud800\0"), max_size=60)
)
def test_any_text_is_a_list_whose_entries_lie_in_it(text: str) -> None:
    end = 0
    for entry in listed(text).entries:
        start = entry.span[0]
        assert end <= start < entry.span[1] <= len(text)
        end = entry.span[1]
        assert bool(entry.version) or bool(entry.fault)


ranges = st.lists(
    st.tuples(st.sampled_from([4, 6]), st.integers(0, 60), st.integers(0, 60)).map(
        lambda r: (r[0], min(r[1:]), max(r[1:]))
    )
)


def numbers(of: list[tuple[int, int, int]]) -> set[tuple[int, int]]:
    return {(version, at) for version, first, last in of for at in range(first, last + 1)}


@given(ranges, ranges)
def test_ranges_add_and_subtract_as_sets_do(
    some: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    assert numbers(merged(some)) == numbers(some)
    assert numbers(without(some, others)) == numbers(some) - numbers(others)
    for version, first, last in some:
        parts = list(as_cidr(version, first, last))
        size = [1 << (32 if version == 4 else 128) - prefix for _, prefix in parts]
        assert [at for at, _ in parts] == [first + sum(size[:n]) for n in range(len(parts))]
        assert first + sum(size) == last + 1
