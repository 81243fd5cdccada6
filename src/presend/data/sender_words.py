"""What senders write in addresses and display names: words, symbols and names to know.

Sources: the catalogue's cards SND006, SND008, SND010 to SND012 (August 2026); Google, "Email
sender guidelines", display names (21 March 2026); the no-reply words of languages other than
English, French, German, Finnish and Polish are presend's own, not reviewed by native speakers;
reserved names are of RFC 2606 and RFC 6761, `.local` of RFC 6762; the symbols hold
Extended_Pictographic of Unicode 17 but for ©, ® and ™, and all of the blocks Miscellaneous
Symbols and Dingbats.
"""

from __future__ import annotations

from presend import patterns
from presend.domains import registrable

_NO_REPLY_WORDS = (
    "no reply|no replies|do not reply|dont reply|not reply|do not respond|no response|unmonitored"
    "|ne pas repondre|nepasrepondre|nicht antworten|keine antwort|ei vastaus|ala vastaa"
    "|nie odpowiadaj|no responder|no responda|no contestar|nao responda|nao responder"
    "|non rispondere|niet beantwoorden|niet antwoorden|geen antwoord|svara inte|svara ej|ej svar"
    "|svar ikke|ikke svar|neodpovidat|neodpovidejte|ne valaszoljon|nu raspunde|yanitlamayin"
)
NO_REPLY = patterns.compile(
    rf"(?:^|[-_.+])(?:{_NO_REPLY_WORDS.replace(' ', '[-_.]?+')})", patterns.I
)
"""Found in a local part that nobody reads."""

# The card's prefixes: en, de, sv and no, da, tr, es and pt, pl, fi.
REPLY_PREFIX = patterns.compile(
    r"\s*+(?:re|fwd?|aw|wg|sv|vs|tr|rv|odp|pd|vl)\s*+(?:\[\d++\])?+\s*+[:：](?-i:(?![a-z]))",
    patterns.I,
)
COUNTER_BEFORE = patterns.compile(r"\s*+\[\s*+\d*+\s*+\]")
COUNTER_BEHIND = patterns.compile(r"\(\d++\)\s*+\Z")
RULE = patterns.compile(r"[-–—]{3}")
SYMBOL = patterns.compile(
    "[\u203c\u2049\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u24c2"
    "\u25aa-\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff][\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff]*+"
)
"""An emoji, a tick, a star: what no name is made of, but badges and buttons are."""

# A word alone is a name more often than not (Alert Logic, Urgent Care), so that it counts only
# in capitals, alone, or before a stop, "from" or another word in small letters.
URGENT = patterns.compile(
    r"[\W_]*+((?i:last chance|time is running out|important update|new message|action required"
    r"|final (?:notice|reminder|hours)|act now|letzte chance|derni[eè]re chance"
    r"|[uú]ltima oportunidad)\b"
    r"|(?:URGENT|ALERT|DRINGEND|URGENTE)\b"
    r"|(?i:urgent|alert|dringend|urgente)(?=\s*+(?:[:!|–—-]|\Z)|\s++(?:[a-z]|From\b)))"
)

_DOMAIN = r"(?:\w(?:[\w-]*+(?<=\w))?+\.)++[^\W\d_][\w-]*+"
ADDRESS_IN_NAME = patterns.compile(rf"([^\s@<>()\[\],;:\"']++)@({_DOMAIN})")
DOMAIN_IN_NAME = patterns.compile(rf"(?<![\w@.-]){_DOMAIN}(?![\w@])")

# RFC 5322, 3.2.4 and 3.2.2; RFC 2047, 2. What is left of a name must hold no specials.
QUOTED = patterns.compile(r'"(?:[^"\\]++|\\.)*+"|=\?[^?\s]++\?[bBqQ]\?[^?\s]*+\?=')
COMMENT = patterns.compile(r"\((?:[^()\\]++|\\.)*+\)")
STRAY_SPACE = patterns.compile(r"\s\s|\t")

_SENDERS = (
    "owner sender from agent rep author advis manager staff host seller assign account company "
    "business org site shop store brand team office workspace"
).split()
_RECIPIENT = patterns.compile(
    r"\b(?:contact|recipient|subscriber|person|people|customer|lead|profile|member|user)s?[._\[( ]"
    r"|\b(?:f|l|m)name\b|(?:first|last|full|given|family)[ _-]?name",
    patterns.I,
)


def names_recipient(tag: str) -> bool:
    """Whether a merge tag, as written, gives the name of the one who receives the mail."""
    lowered = tag.lower()
    if any(word in lowered for word in _SENDERS):
        return False
    return _RECIPIENT.search(tag) is not None


HELP_DESKS = "zendesk.com freshdesk.com intercom-mail.com".split()
"""Domains at which help desks take replies for their customers."""

_RESERVED = frozenset(("example.com", "example.net", "example.org"))
_RESERVED_TOP = frozenset(("example", "test", "invalid", "localhost", "local"))
_PLACEHOLDER_DOMAINS = frozenset(("domain.com", "domain.tld", "company.com"))
_PLACEHOLDER_LABELS = frozenset(
    "example mycompany mydomain mysite your-company your-domain your-site yourbrand yourcompany "
    "yourdomain yoursite yourstore yourwebsite".split()
)
PLACEHOLDER_LOCALS = frozenset(
    "change-me changeme example placeholder sample test todo xxx you your your-email your-name "
    "your.email your.name youremail yourname".split()
)
PLACEHOLDER_NAMES = frozenset(
    "brand name|company name|sender name|your brand|your company|your company name|your name".split(
        "|"
    )
)


def placeholder_domain(domain: str) -> str | None:
    """`reserved` for a domain that can never receive mail, `usual` for one of demos, else None."""
    labels = domain.split(".")
    if ".".join(labels[-2:]) in _RESERVED or labels[-1] in _RESERVED_TOP:
        return "reserved"
    site = registrable(domain) or domain
    if site in _PLACEHOLDER_DOMAINS or site.partition(".")[0] in _PLACEHOLDER_LABELS:
        return "usual"
    return None


BRANDS = (
    "adobe.com airbnb.com aliexpress.com amazon.com americanexpress.com apple.com "
    "bankofamerica.com binance.com booking.com chase.com citibank.com coinbase.com costco.com "
    "docusign.com "
    "dropbox.com ebay.com facebook.com fedex.com github.com google.com hubspot.com icloud.com "
    "instagram.com linkedin.com mailchimp.com mastercard.com microsoft.com netflix.com "
    "office365.com outlook.com paypal.com postbank.de revolut.com roblox.com salesforce.com "
    "santander.com shopify.com slack.com sparkasse.de spotify.com steampowered.com stripe.com "
    "telegram.org tiktok.com twitter.com verizon.com walmart.com wellsfargo.com whatsapp.com "
    "yahoo.com youtube.com"
).split()
"""Domains that phishers imitate; presend's own choice."""
