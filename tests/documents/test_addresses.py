"""Address lists: what is read, where each piece stands, and what departs from RFC 5322, 3.4."""

from __future__ import annotations

import email.utils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.mail.addresses import WORD_LIMIT, Mailbox, faults_of, parse
from presend.documents.templating.holes import GAP, HOLE


def only(text: str) -> Mailbox:
    (mailbox,) = parse(text).mailboxes
    return mailbox


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \r\n ", []),
        ("(nobody)", []),
        ("a@b.c", [("", "a@b.c")]),
        ("News <a@b.c>", [("News", "a@b.c")]),
        ("News<a@b.c>", [("News", "a@b.c")]),
        ('"Acme, Inc." <a@b.c>, d@e.f', [("Acme, Inc.", "a@b.c"), ("", "d@e.f")]),
        ('"a\\"b\\\\  c"  D <x@y.z>', [('a"b\\  c D', "x@y.z")]),
        ("J (c (d\\)) e) S <a@b.c> (f)", [("J S", "a@b.c")]),
        ('"a b"@c.d', [("", '"a b"@c.d')]),
        ('"@"."x"@c.d', [("", '"@"."x"@c.d')]),
        ("a(x)@b(y).c", [("", "a@b.c")]),
        ("a@[IPv6:::1]", [("", "a@[IPv6:::1]")]),
        ("jörg@müller.de", [("", "jörg@müller.de")]),
        ("O'Brien+x@b.c", [("", "O'Brien+x@b.c")]),
        ("=?utf-8?q?Acme=2C_J=C3=B6rg?= <a@b.c>", [("Acme, Jörg", "a@b.c")]),
        ("=?utf-8?q?A,_B_(C).?= <a@b.c>", [("A, B (C).", "a@b.c")]),
        (f"{HOLE * 3} <{HOLE * 9}@b.c>", [(HOLE * 3, HOLE * 9 + "@b.c")]),
        (f"{GAP}a@b.c{GAP}", [("", f"{GAP}a@b.c{GAP}")]),
    ],
)
def test_sound(text: str, expected: list[tuple[str, str]]) -> None:
    found = parse(text)
    assert [(mailbox.name, mailbox.address) for mailbox in found.mailboxes] == expected
    assert found.faults == ()


@pytest.mark.parametrize(
    ("text", "expected", "faults"),
    [
        ("a@b.c d@e.f", ["a@b.c", "d@e.f"], [("d@e.f", "two mailboxes without a comma")]),
        (
            "A <a@b.c> B <d@e.f>",
            ["a@b.c", "d@e.f"],
            [("B <d@e.f>", "two mailboxes without a comma")],
        ),
        ("A <a@b.c", ["a@b.c"], [("<", "unbalanced <")]),
        ("A <a@b.c, B <d@e.f>", ["a@b.c", "d@e.f"], [("<", "unbalanced <")]),
        ("A <a@b.c B <d@e.f>", None, [("<", "unbalanced <")]),
        ("a@b.c>", ["a@b.c"], [(">", "unbalanced >")]),
        ('"A <a@b.c>', ["a@b.c"], [('"', "unquoted specials in the display name")]),
        ("A (x <a@b.c>", ["a@b.c"], [("(", "unquoted specials in the display name")]),
        ("A. B <a@b.c>", ["a@b.c"], [(".", "unquoted specials in the display name")]),
        ("[X] B <a@b.c>", ["a@b.c"], [("[X]", "unquoted specials in the display name")]),
        ("Re: B <a@b.c>", ["a@b.c"], [(":", "unquoted specials in the display name")]),
        ("<a b@c.d>", ["ab@c.d"], [(" ", "space inside the address")]),
        ("a @c.d", ["a@c.d"], [(" ", "space inside the address")]),
        ("A a@b.c", ["a@b.c"], [("a@b.c", "the address needs angle brackets")]),
        ("a@b.c A", ["a@b.c"], [("A", "text after the address")]),
        ("<a@b.c> A", ["a@b.c"], [("A", "text after the address")]),
        ("news", ["news"], [("news", "no @ in the address")]),
        ("Acme News", [""], [("", "no @ in the address")]),
        ("A <news>", ["news"], [("news", "no @ in the address")]),
        ("<>", [""], [("", "empty address")]),
        ("@b.c", ["@b.c"], [("@b.c", "empty local part")]),
        ("a@", ["a@"], [("a@", "empty domain")]),
        ("a@b@c.d", ["a@b@c.d"], [("a@b@c.d", "more than one @")]),
        ('"a"b@c.d', ['"a"b@c.d'], [('"a"b', "quoted text that is not a word of its own")]),
        ("mailto:a@b.c", ["mailto:a@b.c"], [(":", "unquoted specials in the address")]),
        ("<@r.s,@t.u:a@b.c>", ["a@b.c"], [("@r.s,@t.u:", "a source route, which is obsolete")]),
        ("a@b.c;d@e.f", ["a@b.c", "d@e.f"], [(";", "a semicolon in place of a comma")]),
        ("a@b.c,", ["a@b.c"], [(",", "an empty entry in the list")]),
        (",a@b.c", ["a@b.c"], [(",", "an empty entry in the list")]),
        ("a\0@b.c", ["a\0@b.c"], [("\0", "control character")]),
    ],
)
def test_faults(text: str, expected: list[str] | None, faults: list[tuple[str, str]]) -> None:
    found = parse(text)
    if expected is not None:
        assert [mailbox.address for mailbox in found.mailboxes] == expected
    said = [(text[fault.start : fault.end], fault.message) for fault in found.faults]
    assert said[: len(faults)] == faults
    assert len(said) == len(faults) or expected is None


@pytest.mark.parametrize(
    "text",
    [
        HOLE,
        f"{HOLE} <{HOLE}>",
        f"{GAP}a@b.c{GAP}d@e.f{GAP}",
        f"<a@b.c> {GAP}",
        f"{GAP} <a@b.c>, {GAP}",
        f"{HOLE} a@b.c",
        f"A {GAP}<a@b.c",
        f"a{HOLE}",
    ],
)
def test_what_a_template_fills_in_may_cure_a_fault(text: str) -> None:
    assert parse(text).faults == ()


def test_places() -> None:
    text = ' "Acme" (x) <a (y) @b.c> (z) , B'
    mailbox = parse(text).mailboxes[0]
    assert mailbox.name_span is not None
    assert text[slice(*mailbox.name_span)] == '"Acme"'
    assert mailbox.quoted
    assert mailbox.angle
    assert text[slice(*mailbox.span)] == "a (y) @b.c"
    assert text[slice(*mailbox.local_span)] == "a"
    assert text[slice(*mailbox.domain_span)] == "b.c"
    assert text[slice(*mailbox.whole)] == '"Acme" (x) <a (y) @b.c> (z)'
    assert (mailbox.local, mailbox.domain) == ("a", "b.c")


@pytest.mark.parametrize(
    ("text", "name", "quoted"),
    [("<a@b.c>", None, False), ('"" <a@b.c>', (0, 2), True), ('"A" B <a@b.c>', (0, 5), False)],
)
def test_display_name(text: str, name: tuple[int, int] | None, quoted: bool) -> None:
    assert (only(text).name_span, only(text).quoted) == (name, quoted)


def test_groups() -> None:
    text = "The team: a@b.c, B <d@e.f>; , undisclosed recipients:; , x@y.z"
    found = parse(text)
    assert [(group.name, text[slice(*group.span)]) for group in found.groups] == [
        ("The team", "The team: a@b.c, B <d@e.f>;"),
        ("undisclosed recipients", "undisclosed recipients:;"),
    ]
    assert [member.address for member in found.groups[0].mailboxes] == ["a@b.c", "d@e.f"]
    assert [mailbox.address for mailbox in found.mailboxes] == ["a@b.c", "d@e.f", "x@y.z"]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a@b.c", []),
        ('"a..b"@b.c', []),
        ("x" * 64 + "@" + "y" * 63 + ".c", []),
        ("@b.c", ["empty local part"]),
        ("ä" * 33 + "@b.c", ["the local part is longer than 64 octets"]),
        ("a..b@c.d", ["two dots in a row in the local part"]),
        (".a@c.d", ["the local part starts or ends with a dot"]),
        ("a@" + "b.c" * 86, ["the domain is longer than 255 octets"]),
        ("a@b", ["the domain has no dot"]),
        ("a@[192.0.2.1]", ["an IP address in place of a domain"]),
        ("a@192.0.2.1", ["an IP address in place of a domain"]),
        ("a@b..c", ["the domain has an empty label"]),
        ("a@b.c.", ["the domain has an empty label"]),
        ("a@-b.c", ["a label of the domain starts or ends with a hyphen"]),
        ("a@b-.c", ["a label of the domain starts or ends with a hyphen"]),
        ("a@" + "b" * 64 + ".c", ["a label of the domain is longer than 63 octets"]),
        ("a@" + "ü" * 60 + ".c", ["a label of the domain is longer than 63 octets"]),
        (f"a@{HOLE}", []),
        (f"a@{GAP}b", []),
        (HOLE * 99 + "@" + HOLE * 300 + ".c", []),
        (f"{HOLE}@b", ["the domain has no dot"]),
    ],
)
def test_limits(address: str, expected: list[str]) -> None:
    assert [message for _, message in faults_of(only(address))] == expected


def test_a_list_beyond_measure_is_cut() -> None:
    found = parse("<" * (WORD_LIMIT + 10))
    assert found.faults[-1].message == "too long: the rest is not read"
    assert found.faults[-1].span == (WORD_LIMIT, WORD_LIMIT + 10)


PIECES = (
    *'<>@,;:.()[]"\\ ',
    *("a", "bc", "\r\n ", "\ud800", "é", "\0", HOLE, GAP, '"q"', "(c)", "a@b.c", "=?utf-8?q?x?="),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = parse(text)
    for fault in found.faults:
        assert 0 <= fault.start <= fault.end <= len(text)
    for mailbox in found.mailboxes:
        assert 0 <= mailbox.whole[0] <= mailbox.span[0] <= mailbox.span[1] <= mailbox.whole[1]
        assert mailbox.whole[1] <= len(text)
        assert mailbox.span[0] == mailbox.local_span[0] <= mailbox.local_span[1]
        assert mailbox.local_span[1] <= mailbox.domain_span[0] <= mailbox.domain_span[1]
        if mailbox.name_span is not None:
            assert mailbox.whole[0] <= mailbox.name_span[0] < mailbox.name_span[1]
            assert mailbox.name_span[1] <= mailbox.span[0]
        for span, _ in faults_of(mailbox):
            assert span in (mailbox.local_span, mailbox.domain_span)
    for group in found.groups:
        assert group.name_span[1] < group.span[1] <= len(text)


ATOMS = st.text("abcXYZ09!#$%&'*+-/=?^_`{|}~", min_size=1, max_size=8)
DOMAINS = st.lists(ATOMS, min_size=2, max_size=3).map(".".join)
NAMES = st.text("abc, .<>@()\\\"'", max_size=12)


@given(st.lists(st.tuples(NAMES, ATOMS, DOMAINS), max_size=4))
def test_what_the_standard_library_writes_is_read_back(written: list[tuple[str, str, str]]) -> None:
    pairs = [(name, f"{local}@{domain}") for name, local, domain in written]
    found = parse(", ".join(email.utils.formataddr(pair) for pair in pairs))
    assert [mailbox.address for mailbox in found.mailboxes] == [address for _, address in pairs]
    for mailbox, (name, _) in zip(found.mailboxes, pairs, strict=True):
        if mailbox.quoted:
            assert mailbox.name == name
        else:
            assert mailbox.name.split() == name.split()
