"""Whose a site is: an envelope in, the sender's own domains out; two domains of one owner."""

from __future__ import annotations

from presend.domains import normal, registrable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.envelope import Envelope


# The domain that an owner's links are shown with, and further ones that only lead to its pages
# [mem].
_DOMAINS = {
    "amazon.com": "a.co amzn.asia amzn.com amzn.eu amzn.in amzn.to",
    "apple.com": "apple.co apple.news itun.es",
    "discord.com": "dis.gd discord.gg",
    "ebay.com": "ebay.to ebay.us",
    "etsy.com": "etsy.me",
    "facebook.com": "fb.com fb.me fb.watch m.me",
    "google.com": "forms.gle g.co g.page maps.app.goo.gl photos.app.goo.gl share.google",
    "instagram.com": "ig.me instagr.am",
    "linkedin.com": "lnkd.in",
    "microsoft.com": "aka.ms msft.it",
    "pinterest.com": "pin.it",
    "reddit.com": "redd.it",
    "spotify.com": "spoti.fi spotify.link",
    "telegram.org": "t.me telegram.me",
    "twitter.com": "x.com",
    "whatsapp.com": "wa.me",
    "youtube.com": "youtu.be",
}
_SHOWN_AS = {other: owner for owner, others in _DOMAINS.items() for other in others.split()}


def shown_as(host: str) -> str:
    """The domain that links to a host are shown with; the host where that has no other."""
    return _SHOWN_AS.get(host.removeprefix("www."), host)


def own(envelope: Envelope) -> frozenset[str]:
    """The own domains as they are given, and the registrable ones of all the sender's domains.

    The sender's domains are the own ones, the connected ones and that of the From address; where
    none is known, the set is empty.
    """
    given = [name for name in map(normal, envelope.own_domains) if name]
    names = [*given, *(name for name in map(normal, envelope.domains or ()) if name)]
    party = envelope.party(envelope.from_field)
    if party is not None and party.domain is not None:
        names.append(party.domain)
    return frozenset(given).union(registrable(name) or name for name in names)
