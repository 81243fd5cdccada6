"""presend trace: whom it believes, what it concludes, what it says."""

import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from presend.documents.message import Message
from presend.documents.zone import Zone
from presend.source import Source
from presend.traces import json as as_json
from presend.traces import text as as_text
from presend.traces import trace

Run = Callable[..., Any]

BORDER = (
    "Received: from mail.acme.com (out.acme.com [192.0.2.7]) by mx.example.org (Postfix)\n"
    "\twith ESMTPS id 4X for <ann@example.org>; Thu, 7 May 2026 09:15:09 +0200\n"
)
SENDERS = (
    "Received: from app.acme.com (app.acme.com [198.51.100.1]) by mail.acme.com\n"
    "\twith ESMTP; Thu, 7 May 2026 07:10:09 +0000\n"
    "DKIM-Signature: v=1; a=rsa-sha256; d=acme.com; s=s1; h=from:subject; bh=x; b=y\n"
    "Subject: =?utf-8?q?Caf=C3=A9?=\nFrom: Acme <news@acme.com>\n"
    "Date: Thu, 7 May 2026 07:10:00 +0000\n"
    "Message-ID: <1@acme.com>\n"
)
FORGED = (
    "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=acme.com; dkim=pass "
    "header.d=acme.com\n"
)
BODY = "\nHello\n"


def traced(text: str, *receivers: str) -> dict[str, Any]:
    message = Message(Source("m.eml", text + BODY))
    found: dict[str, Any] = json.loads(as_json.render(trace(message, receivers)))
    assert as_text.render(trace(message, receivers))
    return found


def statement(found: dict[str, Any], name: str) -> dict[str, Any]:
    (one,) = (each for each in found["statements"] if each["header"] == name)
    return one  # type: ignore[no-any-return]


def test_the_card_and_the_hops() -> None:
    found = traced(f"Return-Path: <b@bounce.acme.com>\n{BORDER}{SENDERS}")

    card = found["card"]
    assert (card["subject"], card["from_address"]) == ("Caf\xe9", "news@acme.com")
    assert (card["return_path"], card["message_id"]) == ("b@bounce.acme.com", "<1@acme.com>")
    assert card["delivered"]["utc"] == "2026-05-07 07:15:09 UTC"
    assert (card["sending_ip"], card["sending_host"]) == ("192.0.2.7", "out.acme.com")
    assert (card["receiver"], card["recipient"]) == ("mx.example.org", "ann@example.org")
    assert card["dkim"] == [{"d": "acme.com", "s": "s1", "result": "not said"}]
    assert [(hop["by"], hop["delay"], hop["trusted"]) for hop in found["hops"]] == [
        ("mail.acme.com", None, False),
        ("mx.example.org", 300, True),
    ]
    assert found["verdict"]["place"] == "not-known"


def test_results_below_the_border_are_not_trusted() -> None:
    found = traced(f"{BORDER}{FORGED}{SENDERS}")

    forged = statement(found, "Authentication-Results")
    assert forged["trusted"] is False
    assert forged["why_not"] == (
        "it stands below the Received field of mx.example.org, so the sender may have written it"
    )
    assert found["card"]["dkim"][0]["result"] == "not said"


def test_results_above_the_border_are_and_beside_it_if_the_user_names_the_server() -> None:
    above = traced(f"{FORGED}{BORDER}{SENDERS}")
    beside = traced(f"{BORDER}{FORGED}{SENDERS}", "example.org")
    others = traced(f"{BORDER}{SENDERS}{FORGED}", "example.org")

    assert above["card"]["dkim"][0]["result"] == "pass"
    assert beside["card"]["dkim"][0]["result"] == "pass"
    assert others["card"]["dkim"][0]["result"] == "not said"


def test_a_server_that_only_calls_itself_the_receivers_is_outside() -> None:
    lie = (
        "Received: from mx2.example.org (evil.example [203.0.113.9]) by mx.example.org (Postfix)\n"
        "\twith ESMTP; Thu, 7 May 2026 09:15:09 +0200\n"
        "Authentication-Results: mx2.example.org; dmarc=pass header.from=acme.com\n"
        "X-Spam-Status: No, score=-5.0 required=5.0\n"
        "Received: from mail.acme.com (out.acme.com [192.0.2.7]) by mx2.example.org with ESMTP;\n"
        "\tThu, 7 May 2026 09:15:08 +0200\n"
    )

    found = traced(lie + SENDERS)

    assert found["card"]["sending_ip"] == "203.0.113.9"
    assert [each["trusted"] for each in found["statements"]] == [False, False]
    assert found["verdict"]["place"] == "not-known"


def test_a_filter_of_the_receiver_stands_inside() -> None:
    text = (
        "Received: from filter.example.org (localhost [127.0.0.1]) by mx.example.org with ESMTP;\n"
        "\tThu, 7 May 2026 09:15:12 +0200\n"
        "X-Spam-Flag: YES\n"
        "X-Spam-Status: Yes, score=7.9 required=5.0 tests=[HTML_IMAGE_ONLY_04=1.2,\n"
        "\tURI_SHORTENER=6.7] autolearn=no\n"
        f"{BORDER}{SENDERS}"
    )

    verdict = traced(text)["verdict"]

    assert (verdict["place"], verdict["certain"]) == ("spam-folder", False)
    assert verdict["evidence"][1] == {
        "header": "X-Spam-Status",
        "line": 4,
        "quote": "yes: marked as spam, 7.9 points of 5.0: HTML_IMAGE_ONLY_04=1.2, "
        "URI_SHORTENER=6.7",
    }


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ("X-Spamd-Result: default: True [17.20 / 15.00]; BAYES_SPAM(5.10)[99%]\n", "spam-folder"),
        ("X-Spamd-Result: default: False [1.20 / 15.00]\n", "inbox"),
        ("X-Spam: Yes\n", "spam-folder"),
        ("X-Rspamd-Action: add header\n", "spam-folder"),
        ("X-Rspamd-Action: quarantine\n", "quarantine"),
        ("X-Spam-Status: No, score=0.1 required=5.0\n", "inbox"),
        ("X-Quarantine-ID: <abc>\n", "quarantine"),
        ("X-Gmail-Labels: Spam,Category Promotions,Unread\n", "spam-folder"),
        ("X-Gmail-Labels: Inbox,Category Promotions\n", "inbox"),
        ("Authentication-Results: mx.example.org; dmarc=fail (p=QUARANTINE sp=NONE "
         "dis=QUARANTINE) header.from=acme.com\n", "spam-folder"),
        ("Authentication-Results: mx.example.org; dmarc=pass (p=REJECT dis=NONE)\n", "not-known"),
    ],
)  # fmt: skip
def test_what_filters_say(fields: str, place: str) -> None:
    assert traced(f"{fields}{BORDER}{SENDERS}")["verdict"]["place"] == place


MICROSOFT = (
    "Received: from AM0PR01.eurprd01.prod.outlook.com (2603:10a6:208::5) by\n"
    " DB7PR01.eurprd01.prod.outlook.com with HTTPS; Thu, 7 May 2026 07:15:12 +0000\n"
    "Authentication-Results: spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=bounce.acme.com;\n"
    " dkim=pass (signature was verified) header.d=acme.com;dmarc=pass action=none\n"
    " header.from=acme.com;compauth=pass reason=100\n"
    "Received: from out.acme.com (192.0.2.7) by DB5EUR01FT009.mail.protection.outlook.com\n"
    " (10.152.4.1) with Microsoft SMTP Server id 15.20.1 via Frontend Transport;\n"
    " Thu, 7 May 2026 07:15:09 +0000\n"
)


@pytest.mark.parametrize(
    ("report", "more", "place", "certain"),
    [
        ("SCL:5;SRV:;IPV:NLI;SFV:SPM;CAT:SPM;", "", "spam-folder", False),
        ("SCL:9;SFV:SPM;CAT:HPHISH;", "", "quarantine", False),
        ("SCL:1;SFV:SKQ;CAT:NONE;", "", "quarantine", False),
        ("SCL:1;SFV:NSPM;CAT:NONE;", "", "inbox", False),
        ("SCL:1;SFV:NSPM;", "X-Microsoft-Antispam-Mailbox-Delivery: ucf:0;dest:J;\n",
         "spam-folder", True),
        ("SCL:5;SFV:SPM;", "X-Microsoft-Antispam-Mailbox-Delivery: ucf:1;dest:I;\n", "inbox", True),
        ("SCL:1;SFV:NSPM;", "X-Microsoft-Antispam-Mailbox-Delivery: dest:C;OFR:CustomRules;\n",
         "other-folder", True),
    ],
)  # fmt: skip
def test_microsoft_writes_below_the_sender_and_keeps_others_out(
    report: str, more: str, place: str, certain: bool
) -> None:
    fields = f"X-Forefront-Antispam-Report: CIP:192.0.2.7;CTRY:DE;{report}\n{more}"

    found = traced(MICROSOFT + SENDERS + fields)
    elsewhere = traced(BORDER + SENDERS + fields)

    assert (found["verdict"]["place"], found["verdict"]["certain"]) == (place, certain)
    assert found["card"]["sending_ip"] == "192.0.2.7"
    assert found["card"]["dkim"][0]["result"] == "pass"
    assert found["card"]["return_path"] == "bounce.acme.com"
    assert elsewhere["verdict"]["place"] == "not-known"


def test_gmail_writes_its_results_twice() -> None:
    results = (
        "mx.google.com; dkim=pass header.i=@acme.com header.s=s1; spf=pass smtp.mailfrom=x@acme.com"
    )
    text = (
        "Received: by 2002:a05:6402:348d:b0:5c8 with SMTP id v1;\n"
        " Thu, 7 May 2026 00:15:10 -0700 (PDT)\n"
        "ARC-Seal: i=1; cv=none; d=google.com; s=a; b=x\n"
        f"ARC-Authentication-Results: i=1; {results}\n"
        "Received: from out.acme.com (out.acme.com. [192.0.2.7]) by mx.google.com with ESMTPS\n"
        " id 1; Thu, 7 May 2026 00:15:09 -0700 (PDT)\n"
        f"Authentication-Results: {results}\n{SENDERS}"
    )

    found = traced(text)
    other = traced(text.replace(f"\nAuthentication-Results: {results}", f"\n{FORGED.strip()}"))

    assert statement(found, "ARC-Seal")["said"][0]["meaning"] == (
        "ARC sealed by google.com, i=1; no chain before"
    )
    assert statement(found, "Authentication-Results")["trusted"] is True
    assert statement(other, "Authentication-Results")["trusted"] is False
    assert found["card"]["sending_ip"] == "192.0.2.7"
    assert found["card"]["dkim"][0]["result"] == "pass"


def test_as_a_person_reads_it(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_text(f"X-Spam-Flag: YES\n{BORDER}{FORGED}{SENDERS}{BODY}")

    ran = presend("trace", "m.eml", "--timezone", "Europe/Helsinki")

    assert (ran.code, ran.err) == (0, "")
    for said in (
        "  Subject      Caf\xe9\n",
        "  Delivered    2026-05-07 07:15:09 UTC\n    local time 2026-05-07 10:15:09 +0300\n",
        "  Sending IP   192.0.2.7 (out.acme.com)\n",
        "  DKIM         d=acme.com s=s1 (not said)\n",
        "- up to here the sender's side tells it -",
        "   +5 min  out.acme.com [192.0.2.7] \u2192 mx.example.org (ESMTPS)\n",
        "Not trusted\n  line 4, Authentication-Results: mx.example.org; spf=pass",
        "Where it is\n  Most likely the spam folder\n"
        "    because line 1, X-Spam-Flag, says YES: marked as spam\n",
        "  1. Ask the recipient to look into the spam folder",
    ):
        assert said in ran.out


def test_no_control_character_of_a_message_reaches_the_terminal(presend: Run) -> None:
    eml = b"Subject: =?utf-8?q?a=1B=5B31mb=0D=0Ac?=\nFrom: x\x1b[2J <a@b.example>\n\nx"

    out = presend("trace", "-", stdin=eml).out

    assert "\x1b" not in out
    assert "\r" not in out
    assert "  Subject      a\u241b[31mb c\n" in out


@pytest.mark.parametrize(
    ("arguments", "data", "error"),
    [
        (("none.eml",), None, "none.eml: there is no such file; check the path"),
        (("m.eml",), b"no header at all", "m.eml: it has no header, so it is no message; save the "
         "message itself (Show original, View source)"),
        ((), None, "trace needs one message: presend trace MESSAGE.eml"),
        (("m.eml", "--timezone", "Mars/Base"), b"A: b\n\n",
         "--timezone: 'Mars/Base' is none that this machine knows; try Europe/Berlin"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...], data: bytes | None, error: str, presend: Run, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / "m.eml").write_bytes(data)

    assert presend("trace", *arguments)[::2] == (2, f"presend: {error}\n")


def signed(tmp_path: Path) -> tuple[bytes, str]:
    """A message with a true signature, and the zone with its key."""
    dkim = pytest.importorskip("dkim", reason="dkimpy is not installed")
    signing = pytest.importorskip("nacl.signing", reason="PyNaCl is not installed")
    encoding = pytest.importorskip("nacl.encoding").Base64Encoder
    key = signing.SigningKey.generate()
    message = (BORDER + SENDERS.replace("DKIM-Signature", "X-Old") + BODY).encode()
    field = dkim.sign(
        message.replace(b"\n", b"\r\n"), b"s1", b"acme.com", key.encode(encoding),
        include_headers=[b"from", b"subject"], canonicalize=(b"relaxed", b"relaxed"),
        signature_algorithm=b"ed25519-sha256",
    )  # fmt: skip
    public = key.verify_key.encode(encoding).decode()
    (tmp_path / "acme.zone").write_text(
        f'$ORIGIN acme.com.\ns1._domainkey TXT "v=DKIM1; k=ed25519; p={public}"\n'
    )
    return field.replace(b"\r\n", b"\n") + message, str(tmp_path / "acme.zone")


def verified(presend: Run, data: bytes, *arguments: str) -> dict[str, str]:
    ran = presend("trace", "-", "--verify", "-f", "json", *arguments, stdin=data)
    assert (ran.code, ran.err) == (0, "")
    (one,) = json.loads(ran.out)["verified"]
    return one  # type: ignore[no-any-return]


def test_a_signature_is_verified_against_a_saved_zone(presend: Run, tmp_path: Path) -> None:
    data, zone = signed(tmp_path)
    empty = tmp_path / "empty.zone"
    empty.write_text("$ORIGIN acme.com.\n")
    silence = tmp_path / "silence.zone"
    silence.write_text("a.com. A 192.0.2.1\n")

    true = verified(presend, data, "--zone", zone)
    silent = verified(presend, data, "--zone", str(silence))
    body = verified(presend, data.replace(b"Hello", b"Hullo"), "--zone", zone)
    head = verified(presend, data.replace(b"Acme <", b"Acne <"), "--zone", zone)
    none = verified(presend, data, "--zone", str(empty))

    assert true == {"d": "acme.com", "s": "s1", "result": "pass", "reason": ""}
    assert (body["result"], body["reason"]) == ("fail", "the body has been changed")
    assert (head["result"], head["reason"]) == ("fail", "the signature does not match the header")
    assert (none["result"], none["reason"]) == (
        "unknown",
        "there is no key at s1._domainkey.acme.com",
    )
    assert (silent["result"], silent["reason"]) == (
        "unknown",
        "the zone does not hold s1._domainkey.acme.com TXT",
    )


def test_what_would_take_the_verifier_too_long_is_unknown(presend: Run, tmp_path: Path) -> None:
    data, zone = signed(tmp_path)

    for heavy in (data + b" " * 1_000_000 + b"x", b"X-A: b\n" * 5_000 + data,
                  b"X-A: b\n" + b" c\n" * 500_000 + data):  # fmt: skip
        assert verified(presend, heavy, "--zone", zone)["result"] == "unknown"


def test_a_name_server_that_does_not_answer_makes_it_unknown(
    presend: Run, tmp_path: Path, loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, _ = signed(tmp_path)
    pytest.importorskip("dns.resolver", reason="dnspython is not installed")
    monkeypatch.setattr("presend.cli.trace.SECONDS", 0.5)

    found = verified(presend, data, "--nameserver", "127.0.0.1:1")

    assert found["result"] == "unknown"
    assert found["reason"].startswith("the DNS did not answer for s1._domainkey.acme.com TXT (")


def test_keys_are_asked_of_a_name_server(presend: Run, tmp_path: Path, loopback: None) -> None:
    data, zone = signed(tmp_path)
    message = pytest.importorskip("dns.message", reason="dnspython is not installed")
    import dns.rcode
    import dns.rrset

    key = Zone(Source(zone, Path(zone).read_text())).at("s1._domainkey.acme.com")[0].text
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))

    def answer() -> None:
        for there in (True, False):
            asked, peer = server.recvfrom(4096)
            reply = message.make_response(message.from_wire(asked), recursion_available=True)
            name = reply.question[0].name
            if there:  # in two strings, as long keys are
                text = f'"{key[:20]}" "{key[20:]}"'
                reply.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", text))
            else:
                reply.set_rcode(dns.rcode.NXDOMAIN)
            server.sendto(reply.to_wire(), peer)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    place = f"127.0.0.1:{server.getsockname()[1]}"
    there = verified(presend, data, "--nameserver", place)
    gone = verified(presend, data, "--nameserver", place)
    thread.join(10)
    server.close()

    assert there["result"] == "pass"
    assert (gone["result"], gone["reason"]) == (
        "unknown",
        "there is no key at s1._domainkey.acme.com",
    )


@corpus.needed
def test_every_message_of_the_corpus_is_traced() -> None:
    places = set()
    for path in corpus.messages():
        message = Message(Source(path, corpus.text(path)))
        found = trace(message)
        assert as_text.render(found).startswith("For the recipient's IT team\n")
        places.add(json.loads(as_json.render(found))["verdict"]["place"])
    assert "not-known" in places


PIECES = (
    *("Received: ", "from ", " by ", " with ", " for ", "; ", "\n", "\n ", "(", ")", "[", "]", '"'),
    *("Authentication-Results: ", "ARC-Authentication-Results: i=", "X-Spam-Status: Yes, ", "="),
    *("X-Forefront-Antispam-Report: ", "DKIM-Signature: ", "SCL:", "127.0.0.1", "mx.example.org"),
    *("Thu, 7 May 2026 09:15:09 +0200", "Thu, 1 Jan 0001 00:00:00 +2359", "\\", "\x00", "\xff"),
    *("X-Gmail-Labels: ", "dkim=pass", "dmarc=fail", " dis=", "Return-Path: <", "Date: ", "9" * 30),
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_header_can_be_traced(text: str) -> None:
    traced(text)


@pytest.mark.parametrize(
    "piece",
    [
        *("(", "from ", "by x ", "[", '"', "a.", ";", "=", "1", " ", "\\(", "f=x ", "helo="),
        *("dkim=pass;", "from x (y [192.0.2.1]) ", "a" * 50 + "(", "tests=", "score=1"),
    ],
)
@pytest.mark.parametrize("name", ["Received", "Authentication-Results", "X-Spam-Status"])
def test_hostile_fields_take_linear_time(name: str, piece: str) -> None:
    def seconds(length: int) -> float:
        text = f"{name}: " + piece * (length // len(piece)) + "\n" + BORDER + SENDERS + BODY
        start = time.process_time()
        as_json.render(trace(Message(Source("m.eml", text))))
        return time.process_time() - start

    assert seconds(400_000) < 15 * max(seconds(40_000), 0.02)
