"""URL schemes as mails need to know them: which work, which are dangerous, which are misspelt.

Sources: card LNK013 and LNK014 of presend's catalogue (August 2026); IANA's registry of URI
schemes for the names.
"""

from __future__ import annotations

from presend import patterns

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

UNLOADABLE = frozenset(
    "blob about javascript vbscript mhtml ms-appx ms-appdata content webkit-fake-url applewebdata "
    "chrome-extension moz-extension safari-extension filesystem x-apple-ql-id view-source".split()
)
"""A picture from these exists in the program of its author only."""

ON_DISK = patterns.compile(
    r"file:|[a-z]:[\\/]|\\\\|/(?:Users|home|Applications|Volumes|var/folders|private/var)/|~/",
    patterns.I,
)
"""Found at the start of what names a file on the author's machine."""

MISSPELT = {
    "http": "htp htttp hhttp htpp httpp hptt ttp htt hxxp htto".split(),
    "https": "htps htttps hhttps htpps httpps httpss hptts ttps htts hxxps httos".split(),
}
"""Scheme → the ways in which it is often misspelt."""

MEANT = {wrong: right for right, wrongs in MISSPELT.items() for wrong in wrongs}


def dangerous(scheme: str) -> bool:
    """Whether mail clients take a link of the scheme out; so they do with all of Microsoft's."""
    return scheme in DANGEROUS or scheme.startswith("ms-")
