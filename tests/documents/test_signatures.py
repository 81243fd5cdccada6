"""What a DKIM signature says of itself."""

from __future__ import annotations

import pytest

from presend.documents.mail.signatures import Signature
from presend.documents.message import Message
from presend.source import Source


def signature(value: str) -> Signature:
    message = Message(Source("a.eml", f"DKIM-Signature: {value}\n\nx"))
    return Signature(message.headers.all("dkim-signature")[0])


def test_tags_are_unfolded_and_lead_back_to_the_message() -> None:
    read = signature("v=1; h=From:To:\n  List-Unsubscribe ; b=a\n b; v=2; t=12; x=1a")

    assert read.covered == ["from", "to", "list-unsubscribe"]
    assert (read.value("b"), read.value("d")) == ("ab", "")
    assert [fault.message for fault in read.faults] == ["v= stands twice"]
    assert (read.moment("t"), read.moment("x"), read.moment("q")) == (12, None, None)
    outer = read.text.outer
    assert outer is not None
    assert outer[read.text.outward(read.tags["h"][1])] == "From:To:\n  List-Unsubscribe"


@pytest.mark.parametrize(
    ("tags", "its_own"),
    [
        ("d=acme.com; i=@acme.com", True),
        ("d=acme.com; i=news@mail.ACME.com", True),
        ("d=acme.com; i=@notacme.com", False),
        ("d=acme.com; i=@", False),
        ("i=@acme.com", True),
    ],
)
def test_whom_it_speaks_for(tags: str, its_own: bool) -> None:
    assert signature(tags).speaks_for_its_own is its_own
