"""Email service providers: what each is called, sends from, and asks of a From address.

Sources: sections 5 and 14 of presend's catalogue (August 2026); the ESP table compiled with it
from vendors' documentation, Domain-Connect templates e002d91e and headers of real messages (its
"unverified" entries are left out); rspamd's redirector map eaac8e91 (Apache-2.0) and
sublime-security static-files eb76f526 (MIT) for link domains.

`from_match` says which From addresses a connected domain allows:

- `exact` (the default): HubSpot, vendor's documentation; Mailchimp likewise, where a subdomain
  needs verification of its own;
- `subdomain`: Amazon SES, vendor's documentation; Postmark, [mem];
- `org`, any host of the organisation: Klaviyo, whose sending domain is a subdomain of the domain
  in From by design (vendor's documentation); Mailgun, which checks no From [mem]; Mautic and
  listmonk, which hand mail to any relay, so that only DMARC's relaxed alignment binds.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    FromMatch = Literal["exact", "subdomain", "org"]


class Esp:
    """One email service provider.

    `shared`: domains that all its customers send from, where they have connected none.
    `return_paths`: domains of its own that bounces come back to. `links`: click tracking.
    Each stands for its subdomains too; empty where the customer's own domain does the work, or
    where nothing is known.
    """

    __slots__ = ("from_match", "id", "links", "name", "return_paths", "shared")

    def __init__(
        self,
        id: str,
        name: str,
        from_match: FromMatch = "exact",
        *,
        shared: str = "",
        return_paths: str = "",
        links: str = "",
    ) -> None:
        self.id = id
        self.name = name
        self.from_match = from_match
        self.shared = tuple(shared.split())
        self.return_paths = tuple(return_paths.split())
        self.links = tuple(links.split())


_ALL = (
    Esp(
        "hubspot",
        "HubSpot",
        shared="hs-domain.com hubspotemail.net shared.hubspot.com hs-send.com hs-send.net",
        return_paths="hubspotemail.net",
        links="hubspotlinks.com hs-sales-engage.com hsblinks.com",
    ),
    Esp(
        "mailchimp",
        "Mailchimp",
        shared="mailchimpapp.net mailchimpapp.com mcsv.net mcdlv.net rsgsv.net",
        return_paths="mcsv.net mcdlv.net rsgsv.net",
        links="list-manage.com list-manage1.com list-manage2.com",
    ),
    Esp(
        "mandrill",
        "Mailchimp Transactional",
        shared="mandrillapp.com",
        return_paths="mandrillapp.com",
        links="mandrillapp.com",
    ),
    Esp(
        "klaviyo",
        "Klaviyo",
        "org",
        shared="klaviyomail.com",
        return_paths="klaviyomail.com",
        links="klclick.com klclick1.com klclick2.com klclick3.com",
    ),
    Esp(
        "sendgrid",
        "SendGrid",
        shared="sendgrid.net sendgrid.info",
        return_paths="sendgrid.net",
        links="ct.sendgrid.net",
    ),
    Esp("mailgun", "Mailgun", "org", shared="mailgun.org"),
    Esp(
        "postmark",
        "Postmark",
        "subdomain",
        shared="mtasv.net",
        return_paths="mtasv.net",
        links="pstmrk.it",
    ),
    Esp(
        "ses",
        "Amazon SES",
        "subdomain",
        shared="amazonses.com",
        return_paths="amazonses.com",
        links="awstrack.me",
    ),
    Esp(
        "brevo",
        "Brevo",
        shared="brevosend.com sender-sib.com",
        return_paths="sender-sib.com mailin.fr",
        links="sendibm1.com sendibm3.com",
    ),
    Esp("activecampaign", "ActiveCampaign", shared="activehosted.com", links="acemlnb.com"),
    Esp("customerio", "Customer.io", links="customeriomail.com"),
    Esp("drip", "Drip"),
    Esp("kit", "Kit"),
    Esp("braze", "Braze"),
    Esp("iterable", "Iterable"),
    Esp("marketo", "Marketo"),
    Esp("salesforce", "Salesforce Marketing Cloud", links="exct.net"),
    Esp("mailjet", "Mailjet", links="mjt.lu"),
    Esp("mailerlite", "MailerLite", shared="mlsend.com", links="mlsend.com"),
    Esp(
        "campaignmonitor",
        "Campaign Monitor",
        return_paths="cmail1.com cmail2.com cmail19.com cmail20.com",
        links="createsend1.com",
    ),
    Esp("aweber", "AWeber"),
    Esp("omnisend", "Omnisend"),
    Esp("zoho", "Zoho Campaigns"),
    Esp("mautic", "Mautic", "org"),
    Esp("resend", "Resend", shared="resend.dev", links="resend-dns.com"),
    Esp("intercom", "Intercom", shared="intercom-mail.com"),
    Esp("listmonk", "listmonk", "org"),
    Esp("socketlabs", "SocketLabs"),
    Esp(
        "constantcontact",
        "Constant Contact",
        shared="ccsend.com",
        return_paths="in.constantcontact.com",
        links="rs6.net",
    ),
    Esp("shopify", "Shopify", shared="shopifyemail.com"),
    Esp(
        "sparkpost",
        "SparkPost",
        return_paths="sparkpostmail.com eu.sparkpostmail.com",
    ),
    Esp("loops", "Loops"),
    Esp("plunk", "Plunk"),
    Esp("emma", "Emma", shared="e2ma.net"),
    Esp("zendesk", "Zendesk", shared="zendesk.com"),
    Esp("substack", "Substack", shared="substack.com"),
    Esp("beehiiv", "beehiiv", shared="beehiiv.com"),
)

ESPS: dict[str, Esp] = {esp.id: esp for esp in _ALL}
"""Every provider by its id, which is what the configuration calls it."""

_SHARED = {domain: esp.id for esp in _ALL for domain in esp.shared}


def shared_sender(domain: str) -> tuple[str, str] | None:
    """The provider that lets all its customers send from `domain`, and the domain of its table.

    A subdomain counts as its parent. `None` for any other domain.
    """
    labels = domain.lower().removesuffix(".").rsplit(".", 3)[-3:]
    for name in (".".join(labels), ".".join(labels[-2:])):
        if name in _SHARED:
            return _SHARED[name], name
    return None


def rewritten_from(esp: str, address: str) -> str | None:
    """The From address that recipients see if no domain is connected.

    HubSpot turns `news@acme.com` into `news=acme.com@hs-domain.com` (HubSpot Knowledge Base,
    "Verify the email address used to send marketing emails", June 2025). `None` where the
    provider's way is not known, or `address` has no @.
    """
    local, at, domain = address.rpartition("@")
    if esp != "hubspot" or not at or not local:
        return None
    return f"{local}={domain}@hs-domain.com"
