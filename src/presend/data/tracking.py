"""Click-tracking links of email service providers: URL in, the provider's name out.

A link like that in a template was copied out of a delivered message: it carries another
recipient's identity and another campaign's figures, and it expires. Source: card LNK021 of
presend's catalogue (August 2026), which took the registrable domains from rspamd's redirector
map eaac8e91 (Apache-2.0); the shapes of host and path are [mem], but for HubSpot's. Most providers
track on a subdomain of the customer's as well, where only the path tells.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.urls import Url

# Registrable domain, without the number that tells its servers apart → (provider, a label the
# host has before it, the start of the path). "*" is any label; "" asks for no label.
_TRACKERS = {
    "hubspotlinks.com": ("HubSpot", "*", ""),
    "hs-sales-engage.com": ("HubSpot", "*", ""),
    "hsblinks.com": ("HubSpot", "", ""),
    "sidekickopen.com": ("HubSpot", "t", ""),
    "list-manage.com": ("Mailchimp", "*", "/track/click"),
    "mandrillapp.com": ("Mailchimp Transactional", "", "/track/click"),
    "sendgrid.net": ("SendGrid", "ct", ""),
    "sendibm.com": ("Brevo", "*", ""),
    "sendibt.com": ("Brevo", "r", ""),
    "klclick.com": ("Klaviyo", "*", ""),
    "mjt.lu": ("Mailjet", "*", ""),
    "rs6.net": ("Constant Contact", "*", ""),
    "emlnk.com": ("ActiveCampaign", "*", ""),
    "acemln.com": ("ActiveCampaign", "*", ""),
    "pstmrk.it": ("Postmark", "click", ""),
    "awstrack.me": ("Amazon SES", "*", ""),
    "customeriomail.com": ("Customer.io", "*", ""),
    "customer.io": ("Customer.io", "track", "/e/c/"),
    "cmail.com": ("Campaign Monitor", "*", ""),
    "mlsend.com": ("MailerLite", "click", ""),
    "convertkit-mail.com": ("Kit", "*", ""),
    "exct.net": ("Salesforce Marketing Cloud", "*", ""),
    "iterable.com": ("Iterable", "links", ""),
}

# The start of path and query on any host → (provider, at least as many code points in all).
_SHAPES = {
    "/ls/click?upn=": ("SendGrid", 60),
    "/wf/click?upn=": ("SendGrid", 60),
    "/e2t/tc/": ("HubSpot", 30),
    "/e3t/Ctc/": ("HubSpot", 30),
    "/c/eJ": ("Mailgun", 60),  # zlib's header in base64
}
SHAPED = tuple(start.partition("?")[0] for start in _SHAPES)
"""How the paths of tracking links on customers' own hosts begin."""


def tracker(url: Url) -> str | None:
    """The provider whose click tracking a URL is, `None` for any other URL.

    Pages that providers host (a sign-up form, an unsubscribe page) are not tracking links.
    """
    found = _entry(url.site) if url.site else None
    if found is not None:
        return found[0] if url.path.startswith(found[1]) else None
    if url.site and url.path.startswith(SHAPED):
        rest = f"{url.path}?{url.query}" if url.query else url.path
        for start, (provider, length) in _SHAPES.items():
            if rest.startswith(start) and len(rest) >= length:
                return provider
    return None


def tracks(site: str) -> bool:
    """Whether a host is one that providers track clicks with, at least under some path."""
    return _entry(site) is not None


def _entry(site: str) -> tuple[str, str] | None:
    """The provider whose host it is, and how the path of a tracking link begins there."""
    before, _, top = site.rpartition(".")
    subdomain, _, name = before.rpartition(".")
    entry = _TRACKERS.get(f"{_without_number(name, top)}.{top}")
    if entry is None:
        return None
    provider, label, path = entry
    labels = [part for part in subdomain.split(".") if part not in ("", "www")]
    matches = bool(labels) if label == "*" else not label or label in labels
    return (provider, path) if matches else None


def _without_number(name: str, top: str) -> str:
    """sendibm3 → sendibm, acemlnb → acemln."""
    if top == "com":
        name = name.rstrip("0123456789")
        if name.startswith("acemln"):
            return "acemln"
    return name
