"""URL schemes as mails need to know them: which work, which are dangerous, which are misspelt.

Sources: card LNK013 and LNK014 of presend's catalogue (August 2026); IANA's registry of URI
schemes for the names.
"""

from __future__ import annotations

USABLE = frozenset(
    "http https mailto tel sms smsto callto ftp ftps cid mid webcal webcals xmpp news ws wss feed "
    "urn geo".split()
)
"""A link of these leads somewhere, or is judged by a rule of its own."""

ACTIVE = frozenset("javascript vbscript livescript mocha".split())
"""What runs a script, in a picture as well as in a link."""

DANGEROUS = ACTIVE | frozenset(
    "data file blob filesystem about chrome chrome-extension moz-extension resource res jar mhtml "
    "view-source hcp its mk search-ms".split()
)
"""What a mail client takes out of a link."""

MISSPELT = {
    "http": "htp htttp hhttp htpp httpp hptt ttp htt hxxp htto".split(),
    "https": "htps htttps hhttps htpps httpps httpss hptts ttps htts hxxps httos".split(),
}
"""Scheme → the ways in which it is often misspelt."""

MEANT = {wrong: right for right, wrongs in MISSPELT.items() for wrong in wrongs}


def dangerous(scheme: str) -> bool:
    """Whether mail clients take a link of the scheme out; so they do with all of Microsoft's."""
    return scheme in DANGEROUS or scheme.startswith("ms-")
