import pytest

from presend.data.senders import ESPS, rewritten_from, shared_sender


@pytest.mark.parametrize(
    ("domain", "found"),
    [
        ("hs-domain.com", ("hubspot", "hs-domain.com")),
        ("shared.hubspot.com", ("hubspot", "shared.hubspot.com")),
        ("bf01x.HubSpotEmail.net.", ("hubspot", "hubspotemail.net")),
        ("12.brevosend.com", ("brevo", "brevosend.com")),
        ("shopifyemail.com", ("shopify", "shopifyemail.com")),
        ("acme.zendesk.com", ("zendesk", "zendesk.com")),
    ],
)
def test_a_shared_sender(domain: str, found: tuple[str, str]) -> None:
    assert shared_sender(domain) == found


@pytest.mark.parametrize(
    "domain", ["hubspot.com", "acme.com", "mail.acme.com", "nothubspotemail.net", ""]
)
def test_other_senders(domain: str) -> None:
    assert shared_sender(domain) is None


def test_hubspot_rewrites_the_address() -> None:
    assert rewritten_from("hubspot", "news@acme.com") == "news=acme.com@hs-domain.com"
    assert rewritten_from("hubspot", "acme.com") is None
    assert rewritten_from("mailgun", "news@acme.com") is None


def test_what_a_provider_asks_of_from() -> None:
    strict = {"hubspot", "mailchimp", "sendgrid", "resend"}
    assert {ESPS[esp].from_match for esp in strict} == {"exact"}
    assert (ESPS["ses"].from_match, ESPS["klaviyo"].from_match) == ("subdomain", "org")
    assert (ESPS["hubspot"].name, ESPS["hubspot"].return_paths) == (
        "HubSpot",
        ("hubspotemail.net",),
    )


def test_every_id_is_its_own_key() -> None:
    assert [esp.id for esp in ESPS.values()] == list(ESPS)
