"""Zone texts in, records with exact places out; nothing raises, and time stays linear."""

from __future__ import annotations

import gc
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.dns import dmarc, spf, spf_tree
from presend.documents.reading import Sending, kind_of, read
from presend.documents.zone import Zone
from presend.source import Source

TEXT = """\
$ORIGIN Acme.COM.
$TTL 1h30m
@ IN SOA ns1 host ( 1 ; serial
   3600 900 604800 300 )
     NS  ns1
ns1 300 IN A 127.0.0.1
    IN 60 AAAA ::1
mail\tMX 10 mx.other.
@ TXT "v=spf1 " "include:_spf.\\101cme" (
      ".net" ; a comment "
      " -all" )
$ORIGIN sub
x CNAME @
"""


def zone(text: str, path: str = "a.zone") -> Zone:
    return Zone(Source(path, text))


def test_records_of_a_master_file() -> None:
    read = zone(TEXT)

    assert [(r.owner, r.type, r.ttl, r.fields, r.target) for r in read.records] == [
        ("acme.com", "SOA", 5400, ["ns1", "host", "1", "3600", "900", "604800", "300"], None),
        ("acme.com", "NS", 5400, ["ns1"], "ns1.acme.com"),
        ("ns1.acme.com", "A", 300, ["127.0.0.1"], None),
        ("ns1.acme.com", "AAAA", 60, ["::1"], None),
        ("mail.acme.com", "MX", 5400, ["10", "mx.other."], "mx.other"),
        ("acme.com", "TXT", 5400, ["v=spf1 ", "include:_spf.\\101cme", ".net", " -all"], None),
        ("x.sub.acme.com", "CNAME", 5400, ["@"], "sub.acme.com"),
    ]
    assert (read.faults, read.apexes, read.recorded) == ([], ["acme.com"], False)


def test_a_stretch_of_a_split_string_has_its_exact_place() -> None:
    record = zone(TEXT).at("acme.com", "TXT")[0]

    assert record.text == "v=spf1 include:_spf.ecme.net -all"
    term = record.text.index("include:")
    span = record.joined.place(term, term + len("include:_spf.ecme"))
    assert TEXT[slice(*span)] == "include:_spf.\\101cme"
    over = record.joined.place(term, term + len("include:_spf.ecme.net"))
    assert TEXT[slice(*over)] == 'include:_spf.\\101cme" (\n      ".net'
    assert TEXT[slice(*record.joined.place(term + 13, term + 14))] == "\\101"


@pytest.mark.parametrize(
    ("text", "excerpt", "message"),
    [
        ('a. TXT "x', '"x', "a quotation mark that is never closed"),
        ('a. TXT "x\\"', '"x\\"', "a quotation mark that is never closed"),
        ("a. TXT ( x", "(", "a parenthesis that is never closed"),
        ("a. TXT x )", ")", "a closing parenthesis that none opens"),
        ("a. TXT", "TXT", "TXT record without data"),
        ("a. IN 300", "300", "a record without a type"),
        ("a. FOO x", "FOO", "FOO is no type of record"),
        (" TXT x", "TXT", "a record without an owner: no record stands above it"),
        ("@ TXT x", "@", "@ stands for the origin, and no $ORIGIN names one"),
        ("a..b. TXT x", "a..b.", "the name has an empty label"),
        ("acm\xe9.com. TXT x", "acm\xe9.com.", "a name is written in A-labels: xn--acm-dma.com."),
        (
            f"{'a' * 64}. A 1.2.3.4",
            "a" * 64 + ".",
            "a name has 253 octets at most, a label of it 63",
        ),
        ("a. A 1.2.3", "1.2.3", "1.2.3 is no IPv4 address"),
        ("a. AAAA 1::2::3", "1::2::3", "1::2::3 is no IPv6 address"),
        ("a. MX 65536 b.", "65536", "the preference of an MX record is a number up to 65535"),
        ("a. MX b.", "b.", "MX record has 1 field, not 2"),
        ("a. CNAME b.\na. CNAME c.", "c.", "a second CNAME record at a"),
        ("a. CNAME b.\na. MX 1 b.", "b.", "a CNAME record beside MX at a"),
        (
            "a. TXT \\# 1 00",
            "\\# 1 00",
            "TXT record in the generic form of RFC 3597, which is not read",
        ),
        ("$TTL soon", "$TTL", "$TTL without a time"),
        ("$FOO x", "$FOO", "$FOO is no directive"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_place(
    text: str, excerpt: str, message: str
) -> None:
    read = zone(text)

    assert [(text[slice(*fault.span)], fault.message) for fault in read.faults] == [
        (excerpt, message)
    ]


def test_a_whole_zone_knows_what_it_lacks() -> None:
    read = zone(
        "$ORIGIN acme.com.\n@ SOA a b 1 2 3 4 5\nsub NS ns.esp.net.\n*.w TXT wild\na.b TXT deep\n"
        "loop CNAME pool\npool CNAME loop\nout CNAME esp.net.\nmx MX 10 @\n"
    )

    asked = {
        name: read.lookup(name, "TXT")
        for name in "mx.acme.com no.acme.com b.acme.com x.w.acme.com a.sub.acme.com "
        "loop.acme.com out.acme.com com".split()
    }
    assert {name: answer.state for name, answer in asked.items()} == {
        "mx.acme.com": "nodata",
        "no.acme.com": "nxdomain",
        "b.acme.com": "nodata",  # an empty non-terminal exists (RFC 8020)
        "x.w.acme.com": "found",
        "a.sub.acme.com": "unknown",
        "loop.acme.com": "loop",
        "out.acme.com": "unknown",
        "com": "unknown",
    }
    assert asked["out.acme.com"].name == "esp.net"
    assert list(read.wanted) == [("a.sub.acme.com", "TXT"), ("esp.net", "TXT"), ("com", "TXT")]


def test_a_recording_knows_what_was_asked() -> None:
    text = (
        "; presend: RECORDED acme.com.\nacme.com. TXT x\n; presend: NODATA acme.com. MX\n"
        "; presend: NXDOMAIN no.acme.com. TXT\n; presend: TIMEOUT slow.acme.com. TXT\n"
    )
    read = zone(text)

    assert [
        read.lookup(name, kind).state
        for name, kind in (
            ("acme.com", "TXT"),
            ("acme.com", "MX"),
            ("no.acme.com", "A"),
            ("slow.acme.com", "TXT"),
            ("acme.com", "A"),
        )
    ] == ["found", "nodata", "nxdomain", "unknown", "unknown"]
    place = read.lookup("no.acme.com", "TXT").place
    assert text[slice(*place)] == "presend: NXDOMAIN no.acme.com. TXT"
    assert list(read.wanted) == [("acme.com", "A")]


@pytest.mark.parametrize(
    ("path", "text", "apexes"),
    [
        ("x.zone", "$ORIGIN acme.com.\n@ TXT x", ["acme.com"]),
        ("x.zone", "$ORIGIN com.\nacme TXT x", []),
        ("x.zone", "acme.com. TXT x", []),
        ("db.acme.com", "@ TXT x", ["acme.com"]),
        ("acme.com.zone", "@ TXT x", ["acme.com"]),
        ("acme.zone", "@ IN SOA a b 1 2 3 4 5", []),
    ],
)
def test_what_a_file_is_the_whole_zone_of(path: str, text: str, apexes: list[str]) -> None:
    (document,) = read(Source(path, text), "zone", Sending())[0].documents

    assert isinstance(document, Zone)
    assert document.apexes == apexes


def test_zones_are_known_by_name_and_by_text() -> None:
    assert kind_of("acme.zone", "") == "zone"
    assert kind_of("db.acme", "; x\n$TTL 1h\n") == "zone"
    assert kind_of("saved", "; presend: RECORDED acme.com.\n") == "zone"
    assert kind_of("acme.db", "acme.com. 300 IN TXT x\n") == "zone"
    assert kind_of("list", "the TTL of a TXT record\n") == "text"
    assert kind_of("a.html", "$TTL 1h\n") == "html"


def test_lookups_are_counted_along_the_tree() -> None:
    read = zone(
        'a. TXT "v=spf1 include:b.x mx all a"\nb.x. TXT "v=spf1 redirect=c.x mx"\n'
        'c.x. TXT "v=spf1 a exists:%{d}.x include:%{i}.x"\nc.x. A 192.0.2.1\n'
        "; presend: NXDOMAIN c.x.x. A\n; presend: NODATA b.x. MX\n; presend: NODATA a. MX\n"
    )
    tree = spf_tree.evaluate(read, "a")

    steps = [
        (depth, step.term.text, step.lookups, step.voids) for depth, step, _ in spf_tree.walk(tree)
    ]
    assert steps == [
        (0, "include:b.x", 6, 2),
        (1, "mx", 1, 1),
        (1, "redirect=c.x", 4, 1),
        (2, "a", 1, 0),
        (2, "exists:%{d}.x", 1, 1),
        (2, "include:%{i}.x", 1, 0),
        (0, "mx", 1, 1),
    ]
    assert (tree.lookups, tree.voids) == (7, 3)


@pytest.mark.parametrize(
    ("author", "where", "organisation", "formerly"),
    [
        ("a.b.acme.com", "acme.com", "acme.com", "acme.com"),
        ("x.y.walk.net", "y.walk.net", "y.walk.net", None),
        ("s.shop.bank", "shop.bank", "shop.bank", "shop.bank"),
        ("s.bare.bank", "bank", "bare.bank", None),
        ("a.own.acme.com", "own.acme.com", "own.acme.com", "acme.com"),
        ("none.org", "none.org", "none.org", None),
    ],
)
def test_the_policy_is_found_by_a_walk_up_the_tree(
    author: str, where: str, organisation: str, formerly: str | None
) -> None:
    read = zone(
        '_dmarc.acme.com. TXT "v=DMARC1;p=none"\n_dmarc.b.acme.com. TXT "v=DMARC1;p=reject"\n'
        '_dmarc.y.walk.net. TXT "v=DMARC1"\n_dmarc.bank. TXT "v=DMARC1;p=reject;psd=y"\n'
        '_dmarc.shop.bank. TXT "v=DMARC1;p=none"\n_dmarc.own.acme.com. TXT "v=DMARC1;psd=n"\n'
    )
    policy = dmarc.policy(read, author)

    assert (policy.domain, policy.organisation, policy.formerly) == (where, organisation, formerly)


def test_a_walk_asks_eight_names_at_most() -> None:
    assert list(dmarc.walk("a.b.c.d.e.f.g.h.i.j.mail.acme.com")) == [
        "a.b.c.d.e.f.g.h.i.j.mail.acme.com",
        *("g.h.i.j.mail.acme.com", "h.i.j.mail.acme.com", "i.j.mail.acme.com"),
        *("j.mail.acme.com", "mail.acme.com", "acme.com", "com"),
    ]


@given(st.text(alphabet='a.b @"\\()\n\t; $1vspf=-TXMINC:/%{}\x00\ud800é', max_size=80))
def test_any_text_is_read(text: str) -> None:
    read = zone(text)

    for record in read.records:
        whole = record.joined.place(0, len(record.text))
        assert 0 <= whole[0] <= whole[1] <= len(text)
        for at in range(len(record.text)):
            span = record.joined.place(at, at + 1)
            assert whole[0] <= span[0] < span[1] <= whole[1]
    for fault in read.faults:
        assert 0 <= fault.span[0] <= fault.span[1] <= len(text)


@given(
    st.text(alphabet="v=spf1 include:a.mx/%{id}24-~+?allptrexists=redirect,4:6\t\xe9", max_size=90)
)
def test_any_spf_record_is_read(text: str) -> None:
    quoted = text.replace("\\", "").replace('"', "")
    read = zone(f'a. TXT "v=spf1 {quoted}"')

    for record in spf.records(read.lookup("a", "TXT")):
        made = spf.read(record)
        for span in [t.span for t in made.terms] + [f.span for f in made.faults]:
            assert 0 <= span[0] <= span[1] <= len(record.text)
    spf_tree.evaluate(read, "a")


HOSTILE = {
    "one line": lambda n: 'a. TXT "' + "a" * n + '"',
    "strings": lambda n: "a. TXT " + '"x" ' * (n // 4),
    "escapes": lambda n: 'a. TXT "' + '\\"' * (n // 2) + '"',
    "parentheses": lambda n: "(" * n,
    "quotes": lambda n: '"' * n,
    "backslashes": lambda n: "a. TXT " + "\\" * n,
    "names": lambda n: "a." * (n // 2) + " TXT x",
    "records": lambda n: "a. TXT x\n" * (n // 9),
    "remarks": lambda n: "; presend: NODATA a. TXT\n" * (n // 25),
    "terms": lambda n: 'a. TXT "v=spf1 ' + "include:a.b " * (n // 12) + '"',
    "macros": lambda n: 'a. TXT "v=spf1 exists:' + "%{i}" * (n // 4) + '.a"',
    "slashes": lambda n: 'a. TXT "v=spf1 a:' + "%{d/" * (n // 4) + '"',
    "a chain of includes": lambda n: "".join(
        f'{i}.x. TXT "v=spf1 include:{i + 1}.x"\n' for i in range(n // 32)
    ),
    "doubled includes": lambda n: "".join(
        f'{i}.x. TXT "v=spf1 include:{i + 1}.x include:{i + 1}.x"\n' for i in range(n // 46)
    ),
    "a chain of aliases": lambda n: "".join(f"{i}.x. CNAME {i + 1}.x.\n" for i in range(n // 18)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str) -> None:
    def took(size: int) -> float:
        text = HOSTILE[name](size)
        started = process_time()
        read = zone(text)
        first = read.records[0].owner if read.records else "a"
        for record in spf.records(read.lookup(first, "TXT"))[:1]:
            spf.read(record)
        spf_tree.evaluate(read, first)
        return process_time() - started

    gc.disable()  # as in a run of the command
    try:
        took(20_000)
        small = min(took(50_000) for _ in range(3))
        assert took(500_000) < 20 * max(small, 0.004)
    finally:
        gc.enable()
