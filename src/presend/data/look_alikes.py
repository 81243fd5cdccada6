"""Host names made to look like another's: host in, the domain it imitates out.

The comparison is that of UTS #39, section 4: two names that have one skeleton look alike.
"""

from __future__ import annotations

from presend import domains
from presend.data.sender_words import BRANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# The ASCII characters of host names that confusables.txt of UTS #39 maps, in lower case.
_ASCII = {ord("m"): "rn", ord("0"): "o", ord("1"): "l"}
_BY_SKELETON = {domain.translate(_ASCII): domain for domain in BRANDS}


def imitated(host: str, own: Iterable[str] = ()) -> str | None:
    """The domain, of a brand or one's own, that a host or a domain above it looks like.

    `host` and `own` are A-labels in lower case. None for a host under the domain itself, and
    for one under another of one's own domains.
    """
    known = _BY_SKELETON
    if own:
        if any(domains.within(host, domain) for domain in own):
            return None
        known = _BY_SKELETON | {_skeleton(domain): domain for domain in own}
    labels = host.rsplit(".", 4)
    for start in range(max(0, len(labels) - 4), len(labels) - 1):
        domain = ".".join(labels[start:])
        like = known.get(_skeleton(domain))
        if like is not None and like != domain:
            return like
    return None


def _skeleton(domain: str) -> str:
    """The skeleton without regard to case; of ASCII without the table of confusables."""
    if "xn--" not in domain:
        return domain.translate(_ASCII)
    return domains.skeleton(domains.domain_to_unicode(domain)).lower()
