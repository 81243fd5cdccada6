"""Whose a site is: an envelope in, the sender's own domains out; two domains of one owner."""

from __future__ import annotations

from presend.domains import normal, registrable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.envelope import Envelope


# A second domain of an owner, and the one that its links are shown with [mem].
_SECOND = {
    "discord.gg": "discord.com",
    "fb.com": "facebook.com",
    "instagr.am": "instagram.com",
    "lnkd.in": "linkedin.com",
    "redd.it": "reddit.com",
    "t.me": "telegram.org",
    "telegram.me": "telegram.org",
    "wa.me": "whatsapp.com",
    "x.com": "twitter.com",
    "youtu.be": "youtube.com",
}


def shown_as(host: str) -> str:
    """The domain that links to a host are shown with; the host where that has no other."""
    return _SECOND.get(host.removeprefix("www."), host)


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
