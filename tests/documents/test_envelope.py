import pytest

from presend.documents import reading
from presend.documents.envelope import Envelope
from presend.finding import Unknown
from presend.source import Source


def envelope(**values: str) -> Envelope:
    written = {name.strip("_").replace("_", "-"): Source("c", v) for name, v in values.items()}
    sending = reading.Sending(written)
    return reading.read(Source("a.html", "<p>x"), "html", sending)[0].envelope


def message(header: str) -> Envelope:
    text = header.encode().decode("latin-1") + "\n\nx"
    return reading.read(Source("a.eml", text), "eml", reading.Sending())[0].envelope


def test_comma_in_a_name_makes_one_party() -> None:
    (party,) = envelope(from_="Acme, Inc. <a@acme.com>").authors

    assert (party.name, party.address) == ("Acme, Inc.", "a@acme.com")
    assert party.whole[1] == (0, 23)


def test_encoded_words_are_read_after_the_grammar() -> None:
    sent = message("From: =?utf-8?q?Acme=2C_Inc?= <a@acme.com>")

    assert [party.name for party in sent.authors] == ["Acme, Inc"]
    assert sent.address_faults("from") == []


def test_bytes_beyond_ascii_are_read() -> None:
    sender = message("From: Łódź ✓ <a@łódź.pl>").sender

    assert (sender.name, sender.domain) == ("Łódź ✓", "xn--d-uga0v4h.pl")


@pytest.mark.parametrize("value", ["", "Acme", "news@acme", "news@ac!me.com"])
def test_sender_that_cannot_be_read(value: str) -> None:
    with pytest.raises(Unknown, match="cannot be read"):
        _ = envelope(from_=value).sender


def test_fault_of_an_empty_value_has_an_empty_place() -> None:
    (((_, span), said),) = envelope(from_="").address_faults("from")

    assert (span, said) == ((0, 0), "there is no address")


def test_signers_are_those_of_the_message_then_the_configured() -> None:
    sent = message(
        "DKIM-Signature: v=1; b=d; bd=no.com; d =\n Mail.ACME.com; s=x\nFrom: a@acme.com"
    )
    configured = envelope(from_="a@acme.com", dkim_domain="ACME.com.")

    assert [domain for domain, _ in sent.signers] == ["mail.acme.com"]
    assert [domain for domain, _ in configured.signers] == ["acme.com"]


@pytest.mark.parametrize(
    "value", ["<b@em.acme.com>", "b@em.acme.com", "em.acme.com", "Em.acme.com."]
)
def test_return_path(value: str) -> None:
    known = envelope(return_path=value).return_path

    assert known is not None
    assert known[0] == "em.acme.com"


@pytest.mark.parametrize("value", ["<>", "", "{{ bounce }}"])
def test_return_path_without_a_domain(value: str) -> None:
    assert envelope(return_path=value).return_path is None


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("Acme [x] <a@acme.com>", """'"Acme x" <a@acme.com>'"""),
        ("'Acme''s <a@acme.com>'", """'"Acme x" <a@acme.com>'"""),
        (r'"\"A\" <a@acme.com>"', r'"\"Acme x\" <a@acme.com>"'),
    ],
)
def test_rewriting_keeps_the_quotes_of_yaml(written: str, rewritten: str) -> None:
    source = Source("a.html", f"---\nfrom: {written}\n---\n")
    read = reading.read(source, "html", reading.Sending())[0].envelope
    edits = read.rewrite("from", '"Acme x" <a@acme.com>')
    text = source.text
    for edit in reversed(edits):
        start, end = read.values["from"].outward(edit.span)
        text = text[:start] + edit.text + text[end:]

    assert text == f"---\nfrom: {rewritten}\n---\n"


def test_known_values_come_in_the_order_asked_for() -> None:
    known = envelope(preheader="More inside", subject="News").known("subject", "x", "preheader")

    assert [(name, value.text) for name, value in known] == [
        ("subject", "News"),
        ("preheader", "More inside"),
    ]
