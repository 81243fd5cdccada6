"""Domain names: whose they are, how they are written, whom they look like."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend import domains
from presend.data import public_suffixes
from presend.memo import Memo


@pytest.mark.parametrize(
    ("host", "icann", "private"),
    [
        ("acme.com", "acme.com", "acme.com"),
        ("a.b.acme.com", "acme.com", "acme.com"),
        ("mail.acme.co.uk", "acme.co.uk", "acme.co.uk"),
        ("shop.acme.com.au", "acme.com.au", "acme.com.au"),
        ("acme.github.io", "github.io", "acme.github.io"),
        ("s3.amazonaws.com", "amazonaws.com", None),
        ("github.io", "github.io", None),
        ("co.uk", None, None),
        ("com", None, None),
        ("www.city.kobe.jp", "city.kobe.jp", "city.kobe.jp"),
        ("a.b.c.kobe.jp", "b.c.kobe.jp", "b.c.kobe.jp"),
        ("b.ck", None, None),
        ("a.b.ck", "a.b.ck", "a.b.ck"),
        ("a.www.ck", "www.ck", "www.ck"),
        ("mail.acme.xn--p1acf", "acme.xn--p1acf", "acme.xn--p1acf"),
        ("mail.acme.test", "acme.test", "acme.test"),
        ("localhost", None, None),
        ("127.0.0.1", None, None),
        ("[::1]", None, None),
        ("a..com", None, None),
        ("", None, None),
    ],
)
def test_registrable(host: str, icann: str | None, private: str | None) -> None:
    assert domains.registrable(host) == icann
    assert domains.registrable_private(host) == private


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("acme.com", "acme.com", True),
        ("mail.acme.com", "www.acme.com", True),
        ("acme.com", "acme.de", False),
        ("acme.com", "notacme.com", False),
        ("acme.co.uk", "co.uk", False),
        ("acme.co.uk", "other.co.uk", False),
        ("mail.acme.co.uk", "acme.co.uk", True),
        ("a.github.io", "github.io", False),
        ("a.github.io", "b.github.io", False),
        ("x.a.github.io", "a.github.io", True),
        ("www.amazonaws.com", "a.s3.amazonaws.com", False),
        ("mail.acme.no", "acme.no", True),
        ("10.0.0.1", "9.0.0.1", False),
        ("[::1]", "[::1]", True),
    ],
)
def test_same_organisation(a: str, b: str, same: bool) -> None:
    assert domains.same_organisation(a, b) is same
    assert domains.same_organisation(b, a) is same


def test_public_suffixes_are_those_of_tldextract() -> None:
    """Every suffix of the snapshot, and what lies above and below each.

    A wildcard is overlooked by tldextract 5 for a name that longer rules end in.
    """
    import tldextract

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    snapshot = (resources.files("tldextract") / ".tld_set_snapshot").read_text("utf-8")
    hosts = set()
    rules = {rule for rule in snapshot.splitlines() if not rule.startswith("//")}
    above = {rule.partition(".")[2] for rule in rules} - rules
    overlooked = {name for name in above if f"*.{name.partition('.')[2]}" in rules}
    assert max(rule.count(".") + 1 for rule in rules if rule) < 8
    for rule in snapshot.splitlines():
        if not rule or rule.startswith("//"):
            continue
        labels = [
            label if label.isascii() else "xn--" + label.encode("punycode").decode()
            for label in rule.lstrip("!").replace("*", "any").split(".")
        ]
        for start in range(len(labels)):
            suffix = ".".join(labels[start:])
            hosts |= {suffix, f"x.{suffix}", f"y.x.{suffix}"}
    wrong = []
    for host in hosts:
        for private in (False, True):
            length = public_suffixes.length(host.split("."), private=private)
            suffix = extract.extract_str(host, include_psl_private_domains=private).suffix
            if length != suffix.count(".") + 1 and not (private and host in overlooked):
                wrong.append((host, private, length, suffix))
    assert wrong == []


def test_the_list_says_the_same_searched_or_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = "acme.com a.co.uk b.kobe.jp city.kobe.jp a.ck www.ck a.github.io test xn--p1ai".split()

    def said() -> list[object]:
        return [
            (public_suffixes.length(h.split("."), private=True), public_suffixes.known(h))
            for h in hosts
        ]

    monkeypatch.setattr(public_suffixes, "_searches", 0)
    monkeypatch.setattr(public_suffixes, "_SEARCHES", 100)
    searched = said()
    monkeypatch.setattr(public_suffixes, "_SEARCHES", 0)
    assert said() == searched


def test_neither_tldextract_nor_idna_is_loaded() -> None:
    code = """
from presend import domains
for tld in "com net io de eu nl se fi ch es dev co.uk com.au pl com.pl it jp br no test".split():
    assert domains.same_organisation(f"mail.acme.{tld}", f"acme.{tld}"), tld
    assert domains.registrable(f"mail.acme.{tld}") == f"acme.{tld}", tld
    assert not domains.same_organisation(f"acme.{tld}", f"other.{tld}"), tld
    assert domains.known_tld(f"acme.{tld}") is (tld != "test"), tld
    assert domains.normal(f"Mail.Acme.{tld}.") == f"mail.acme.{tld}", tld
assert not domains.same_organisation("a.github.io", "b.github.io")
import sys
print(*sorted({"tldextract", "idna", "requests", "presend.data.scripts"} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("\n", "")


def test_no_question_goes_to_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(public_suffixes, "_extract", None)
    monkeypatch.setattr(public_suffixes, "_text", b"")  # as if tldextract shipped no file
    monkeypatch.setattr(domains, "_registrable", Memo(domains._find_registrable))
    monkeypatch.setattr(domains, "_known_tld", Memo(domains._is_tld))
    assert domains.registrable("b.kawasaki.jp") is None
    assert domains.registrable("a.b.c.kobe.jp") == "b.c.kobe.jp"
    assert domains.registrable_private("a.github.io") == "a.github.io"
    assert (domains.known_tld("acme.pl"), domains.known_tld("acme.test")) == (True, False)
    assert public_suffixes._tldextract().suffix_list_urls == ()
    assert not public_suffixes._tldextract()._cache.enabled


@pytest.mark.parametrize(
    ("host", "domain", "inside"),
    [
        ("acme.com", "acme.com", True),
        ("mail.acme.com", "acme.com", True),
        ("notacme.com", "acme.com", False),
        ("acme.com", "mail.acme.com", False),
    ],
)
def test_within(host: str, domain: str, inside: bool) -> None:
    assert domains.within(host, domain) is inside


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (" Acme.COM. ", "acme.com"),
        ("b\u00fccher.de", "xn--bcher-kva.de"),
        ("XN--BCHER-KVA.de", "xn--bcher-kva.de"),
        ("acme\u3002com\u3002", "acme.com"),
        ("_dmarc.acme.com", "_dmarc.acme.com"),
        ("localhost", "localhost"),
        ("a" * 63 + ".com", "a" * 63 + ".com"),
        ("a" * 64 + ".com", None),
        (".".join(["a" * 49] * 6), None),
        ("-acme.com", None),
        ("acme-.com", None),
        ("acme..com", None),
        ("acme.com..", None),
        (".", None),
        ("", None),
        ("a b.com", None),
        ("acme.com/", None),
        ("*.acme.com", None),
        ("a@acme.com", None),
        ("127.0.0.1", None),
        ("xn--a.com", None),
        ("\u2764.com", None),
        ("\x1a\x1a.com", None),
    ],
)
def test_normal(written: str, name: str | None) -> None:
    assert domains.normal(written) == name


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("acme.com", True),
        ("acme.yoga", True),
        ("acme.abogado", True),
        ("acme.xn--p1ai", True),
        ("printer.local", False),
        ("logo.png", False),
        ("127.0.0.1", False),
        ("", False),
    ],
)
def test_known_tld(host: str, known: bool) -> None:
    assert domains.known_tld(host) is known


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("acme", None),
        ("b\u00fcro-24", None),
        ("\u043f\u0440\u0438\u043c\u0435\u0440", None),
        ("\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8\u306eabc", None),
        ("\u30ab\u30fc", None),
        ("abc\u6f22\u3105", None),
        ("abc\ud55c\uad6d\u6f22", None),
        ("\u0646\u0627\u0645\u0647\u200c\u0627\u06cc", None),
        ("\u0430cme", "mixes Cyrillic and Latin"),
        ("\u03b1bc", "mixes Greek and Latin"),
        ("\u6f22\ud55c\u3072", "mixes Han, Hangul and Hiragana"),
        ("\u0430\u30fc", "mixes Cyrillic and U+30FC"),
        ("\u0561b\u0441", "mixes Armenian, Latin and Cyrillic"),
        ("ac\u200bme", "contains the invisible character U+200B"),
        ("ac\u200cme", "contains the invisible character U+200C"),
        ("ac\u202eme", "contains the invisible character U+202E"),
        ("ac\U000e0061me", "contains the invisible character U+E0061"),
        ("ac\u3000me", "contains the invisible character U+3000"),
    ],
)
def test_restriction_fault(label: str, fault: str | None) -> None:
    assert domains.restriction_fault(label) == fault


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("\u0430\u0441me", "acme"),
        ("paypa1", "paypal"),
        ("rnicrosoft", "microsoft"),
        ("\u0261oogle", "google"),
        ("ac\u200bme", "acme"),
        ("\u0441afe\u0301", "caf\u00e9"),
        ("\u043e\u0440\u0435\u043d", "ope\u043d"),
    ],
)
def test_skeletons_of_what_looks_alike_are_equal(label: str, target: str) -> None:
    assert domains.skeleton(label) == domains.skeleton(target)


def test_skeletons_of_others_differ() -> None:
    assert domains.skeleton("acme") != domains.skeleton("acne")
    assert domains.skeleton("\u0416") == "\u0416"


@given(st.text() | st.text("a.-\u00e9\u0430\u200d\u0646\u6f22\ud800\x00[]:/@%1xn"))
def test_any_text_is_answered(text: str) -> None:
    assert domains.same_organisation(text, text)
    name = domains.normal(text)
    assert name is None or domains.normal(name) == name
    for registered in (domains.registrable(text), domains.registrable_private(text)):
        assert registered is None or domains.within(text, registered)
    assert domains.known_tld(text) in (True, False)
    assert domains.restriction_fault(text) != ""
    assert domains.skeleton(domains.skeleton(text)) == domains.skeleton(text)
