"""A link in, what is known of where it leads out: for the hover of an editor. Asks nobody."""

from __future__ import annotations

from presend import domains
from presend.data import expansions, shorteners
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.links import Link

_KINDS = {
    "public": "a public link shortener",
    "scheduler": "the link shortener of a scheduling tool",
    "platform": "the link shortener of a platform",
    "deeplink": "a service for links into apps",
    "logger": "an address that records its visitors",
    "dead": "a link shortener that has closed",
    "canonical": "a service's own short form",
}


def told(link: Link) -> str:
    """Host, registrable domain, shortener and expansion of a link, in Markdown."""
    url = link.url
    host = url.host or ""
    shown = domains.domain_to_unicode(host)
    lines = [f"Leads to {_code(shown)}" + (f" ({_code(host)})" if shown != host else "")]
    registrable = domains.registrable(host)
    if registrable and registrable != host:
        lines.append(f"Registrable domain: {_code(registrable)}")
    short = shorteners.lookup(host)
    if short is not None:
        lines.append(f"{_code(short[1])} is {_KINDS[short[0]]}")
        long = expansions.expand(url)
        if long is not None:
            lines.append(f"It stands for {_code(long.url)}")
    if not url.known:
        lines.append("The template fills in a part of it")
    return "\n\n".join(lines)


def _code(text: str) -> str:
    """A text in a code span: nothing of it is read as Markdown."""
    return f"`{line(text).replace('`', '%60')}`"
