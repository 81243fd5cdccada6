"""Link targets that stand for a target still to come: address in, how sure it is out.

Sources: card LNK011 of presend's catalogue (August 2026); the words and hosts of the placeholder
links in the public template collections that presend is tried on.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

_VOID = (
    r"\#[!/]?|about:blank\#?|https?:/{0,2}\#?"
    r"|javascript:(?://|void(?:\(?['\"]?0?['\"]?\)?)?|undefined|null|false|returnfalse)?;*+"
)

# Small letters, words parted by one space, brackets around them left out.
_PHRASES = frozenset(
    phrase.strip()
    for phrase in """
    todo, to do, tbd, tba, fixme, xxx, xxxx, placeholder, changeme, change me, your link, your url,
    your link here, your url here, your link goes here, your url goes here, your website,
    your website url, your site url, link here, url here, link goes here, url goes here,
    insert link, insert url, insert link here, insert url here, insert your link here,
    insert your url here, insert website, add link, add url, add link here, add url here,
    enter link, enter url, enter url here, paste link here, paste url here, replace me
    """.split(",")
)
# What a script may replace by the address just as well.
_WORDS = frozenset("link url href linkurl urllink buttonlink buttonurl ctalink ctaurl".split())

_HOST = (
    r"(?:www\.)?(?:your|insert)-?(?:own-?)?(?:link|url|site|website|web-?address|domain|company"
    r"|business|brand|shop|store|organi[sz]ation|blog|app)(?:-?(?:name|here|url))?"
    r"\.(?:com|net|org|co|io|tld)"
)
_PAYMENT = "link.com"  # a payment service as well


def void(address: str) -> bool:
    """Whether an address is written so as to lead nowhere: empty, `#`, `javascript:void(0)`."""
    bare = "".join(address.split()).lower()
    return not bare or patterns.compile(_VOID).fullmatch(bare) is not None


def doubtful(host: str) -> bool:
    """Whether an address at a host may stand for one still to be written."""
    return host == _PAYMENT or patterns.compile(_HOST).fullmatch(host) is not None


def stand_in(address: str, host: str | None) -> Literal["certain", "likely"] | None:
    """Whether an address, whose host is given, stands for one still to be written."""
    if host is not None and patterns.compile(_HOST).fullmatch(host):
        return "certain"
    if host == _PAYMENT and address.lower().rstrip("/").endswith("//" + _PAYMENT):
        return "likely"
    if "." in address or len(address) > 60:
        return None
    bare = address.strip().lower().removeprefix("http://").removeprefix("https://").rstrip("/")
    inside = bare.strip("[]()*- ")
    phrase = " ".join(inside.replace("_", " ").replace("-", " ").split())
    if phrase in _PHRASES:
        return "certain"
    return "likely" if inside.replace(" ", "") in _WORDS else None
