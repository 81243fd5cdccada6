"""`presend domain` asks a real name server, and is never wrong about what it does not hear."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from domain_cases import CASES, zone
from name_server import Before, header

Run = Callable[..., Any]


def report(ran: Any) -> tuple[list[tuple[str, str]], set[str]]:
    """The findings, each rule and excerpt, and the rules that could not judge."""
    assert ran.code in (0, 1), ran.err
    said = json.loads(ran.out)
    assert ran.code == int(said["summary"]["error"] > 0)
    found = sorted((each["rule"], each["excerpt"]) for each in said["findings"])
    return found, {rule for each in said["unchecked"] for rule in each["rules"]}


def asked(presend: Run, port: int, domain: str, *arguments: str) -> Any:
    server = ("--nameserver", f"127.0.0.1:{port}")
    return presend("domain", domain, "-f", "json", "--isolated", *server, *arguments)


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str, presend: Run, nsd: int, loopback: None, tmp_path: Path) -> None:
    case = CASES[name]
    domain = case.domain or f"{name}.test"

    live = report(asked(presend, nsd, domain, "--save-zone", "saved", *case.arguments))
    again = ("domain", domain, "-f", "json", "--isolated", *case.arguments)
    saved = report(presend(*again, "--zone", "saved"))
    (tmp_path / "whole").write_text(zone())
    whole = report(presend(*again, "--zone", "whole"))

    texts = (tmp_path / "saved").read_text(), zone()
    expected = [sorted(case.found), set(case.unchecked)]
    excerpts = [
        [(rule, "" if "presend:" in said else said) for rule, said in found[0]]
        for found in (live, saved, whole)
    ]
    assert [[rule for rule, _ in found] for found in excerpts] == [
        [rule for rule, _ in expected[0]]
    ] * 3
    for found, text in zip(excerpts, (texts[0], texts[0], texts[1]), strict=True):
        for (_, said), (_, wanted) in zip(found, expected[0], strict=True):
            assert said == wanted or (wanted not in text and said), (said, wanted)
    assert [unchecked for _, unchecked in (live, saved)] == [set(case.unchecked)] * 2
    assert whole[1] == set()


GOOD = ("--dkim-selector", "s1")


def test_a_lost_packet_is_asked_for_again(presend: Run, before: Before) -> None:
    seen: set[tuple[str, str]] = set()

    def lose_the_first(name: str, kind: str, answer: bytes, tcp: bool) -> bytes | None:
        first = (name, kind) not in seen and name.startswith("_dmarc.inherited")
        seen.add((name, kind))
        return None if first else answer

    proxy = before(lose_the_first)
    found = report(asked(presend, proxy.port, "inherited.test", *GOOD))

    assert found == ([], set())
    assert proxy.asked.count(("_dmarc.inherited.test", "TXT", "UDP")) == 2


def test_an_answer_that_is_cut_is_asked_for_by_tcp(presend: Run, before: Before) -> None:
    def cut(name: str, kind: str, answer: bytes, tcp: bool) -> bytes:
        return answer if tcp else header(answer, flags=0x8600, answers=0)

    proxy = before(cut)

    assert report(asked(presend, proxy.port, "good.test", *GOOD)) == ([], set())
    assert ("good.test", "TXT", "TCP") in proxy.asked


def test_a_server_that_does_not_know_edns_is_asked_without(presend: Run, before: Before) -> None:
    def refuse_edns(name: str, kind: str, answer: bytes, tcp: bool) -> bytes:
        edns = b"\0\0\x29" in answer  # an OPT record, which answers one (RFC 6891, 6.1)
        return header(answer, flags=0x8001, answers=0) if edns else answer

    proxy = before(refuse_edns)

    assert report(asked(presend, proxy.port, "good.test", *GOOD)) == ([], set())


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        (None, "timeout"),
        (0x8002, "servfail"),
        (0x8005, "refused"),
        (0x8000, "lame"),  # neither an authority nor recursive, and it has nothing to say
        (0x0000, "timeout"),  # no answer at all but the question again
    ],
)
def test_what_nobody_answers_is_unchecked(
    flags: int | None, word: str, presend: Run, before: Before, tmp_path: Path
) -> None:
    """The include is not known: the rest of the tree is, and no verdict hangs on the gap."""

    def fail(name: str, kind: str, answer: bytes, tcp: bool) -> bytes | None:
        if name != "good.test" or kind != "TXT":
            return answer
        return None if flags is None else header(answer, flags=flags, answers=0)

    proxy = before(fail)
    ran = asked(presend, proxy.port, "redirect.test", *GOOD, "--timeout", "1", "--save-zone", "z")

    assert report(ran) == ([], {"spf-lookup-limits"})
    (said,) = json.loads(ran.out)["unchecked"]
    assert said["reason"] == f"the DNS did not answer for good.test TXT ({word})"
    assert f"; presend: {word.upper()} good.test. TXT\n" in (tmp_path / "z").read_text()


@pytest.mark.parametrize("answer", [b"", b"\0" * 12, b"\xff" * 900, bytes(range(256)) * 4])
def test_rubbish_is_no_answer(answer: bytes, presend: Run, before: Before) -> None:
    proxy = before(lambda name, kind, good, tcp: answer if name == "good.test" else good)

    ran = asked(presend, proxy.port, "redirect.test", *GOOD, "--timeout", "1")

    assert report(ran) == ([], {"spf-lookup-limits", "dmarc-reporting"})


def test_an_answer_to_another_question_is_none(presend: Run, before: Before) -> None:
    def another(name: str, kind: str, answer: bytes, tcp: bool) -> bytes:
        return answer if name != "good.test" else bytes([answer[0] ^ 1]) + answer[1:]

    proxy = before(another)
    ran = asked(presend, proxy.port, "redirect.test", *GOOD, "--timeout", "1")

    assert report(ran) == ([], {"spf-lookup-limits", "dmarc-reporting"})


def test_questions_go_out_at_once(presend: Run, before: Before) -> None:
    """Four answers that wait for each other would never come one by one."""
    import threading

    together = threading.Barrier(4, timeout=2)
    met: list[int] = []

    def wait(name: str, kind: str, answer: bytes, tcp: bool) -> bytes:
        if not met:
            try:
                met.append(together.wait())
            except threading.BrokenBarrierError:
                pass
        return answer

    proxy = before(wait)

    assert report(asked(presend, proxy.port, "good.test", *GOOD)) == ([], set())
    assert met


def test_a_server_that_is_not_there_ends_the_run(presend: Run, loopback: None) -> None:
    ran = asked(presend, 9, "good.test", "--timeout", "1")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "presend: no name server answers (127.0.0.1:9); check the network, or name one with "
        "--nameserver\n"
    )


def test_a_saved_zone_is_the_same_each_time(
    presend: Run, nsd: int, loopback: None, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        asked(presend, nsd, "four.test", *GOOD, "--save-zone", name)
    one, two = (tmp_path / "one").read_text(), (tmp_path / "two").read_text()

    assert one == two
    lines = one.splitlines()
    assert lines[0] == "; presend: RECORDED four.test."
    assert 'four.test. TXT "v=spf1 a:good.test a:mx.good.test mx include:good.test -all"' in lines
    assert "; presend: NXDOMAIN _dmarc.test. TXT" in lines


def test_the_tree_is_shown(presend: Run, nsd: int, loopback: None) -> None:
    server = ("--nameserver", f"127.0.0.1:{nsd}")
    ran = presend("domain", "eleven.test", "--isolated", *server, *GOOD)

    assert ran.out.startswith(
        "SPF of eleven.test: 11 of 10 lookups, 0 of 2 that find nothing\n"
        "   5  include:four.test\n"
        "      1  a:good.test\n"
        "      1  a:mx.good.test\n"
        "      1  mx\n"
        "      1  include:good.test\n"
        "   5  include:four.test  (as above)\n"
        "   1  a:good.test\n"
        "DKIM s1._domainkey.eleven.test: RSA, 2048 bits\n"
        "DMARC of eleven.test: policy quarantine from eleven.test, DKIM relaxed, SPF relaxed; "
        "organisational domain eleven.test\n\n"
        "eleven.test.zone:"
    )
