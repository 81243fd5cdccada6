import pytest

from presend.data.sender_words import NO_REPLY, URGENT, names_recipient, placeholder_domain


@pytest.mark.parametrize(
    "local", ["no-reply", "orders.NoReply", "do_not_reply2", "nicht-antworten"]
)
def test_nobody_reads_it(local: str) -> None:
    assert NO_REPLY.search(local)


@pytest.mark.parametrize("local", ["casino-reply", "replies", "noreen", "info"])
def test_somebody_reads_it(local: str) -> None:
    assert not NO_REPLY.search(local)


@pytest.mark.parametrize("name", ["URGENT REQUEST", "Alert: Acme", "✅ last chance", "Urgent"])
def test_urgent(name: str) -> None:
    assert URGENT.match(name)


@pytest.mark.parametrize("name", ["Alert Logic", "Urgent Care Clinic", "Alerts from Acme"])
def test_name_that_only_sounds_urgent(name: str) -> None:
    assert not URGENT.match(name)


def test_tags_of_recipient_and_sender() -> None:
    assert names_recipient("*|FNAME|*")
    assert names_recipient("{{ contact.firstname }}")
    assert not names_recipient("{{ owner.first_name }}")
    assert not names_recipient("{{ site.name }}")


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("mail.example.com", "reserved"),
        ("acme.test", "reserved"),
        ("mail.yourdomain.co.uk", "usual"),
        ("example.de", "usual"),
        ("example.acme.com", None),
        ("acme.com", None),
    ],
)
def test_placeholder_domain(domain: str, kind: str | None) -> None:
    assert placeholder_domain(domain) == kind
