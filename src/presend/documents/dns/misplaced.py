"""A zone in, the DKIM records that stand under a wrong name out, each with the name that is meant.

A key is looked for at SELECTOR._domainkey.DOMAIN and nowhere else (RFC 6376, 3.6.2.1). What is
plainly a key and stands elsewhere was meant for there, unless an alias leads to it.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from presend.documents.zone import Record, Zone

_LABEL = "_domainkey"
_MISSPELT = frozenset(
    "domainkey domainkeys _domainkeys _domain-key _domain_key _domain _dkim _dkimkey _domankey "
    "_domiankey __domainkey -domainkey".split()
)
_KEY = patterns.compile(r"\s*+v\s*+=\s*+DKIM1\b", patterns.I)


class Misplaced:
    """A record, the name that it was meant for, and what is wrong with the one it has."""

    __slots__ = ("domain", "meant", "record", "what")

    def __init__(self, record: Record, selector: str, domain: str, what: str) -> None:
        self.record = record
        self.meant = f"{selector}.{_LABEL}.{domain}"
        self.domain = domain
        self.what = what


def once(name: str) -> str:
    """A name that ends in the same domain twice, with it once; empty for any other.

    Forms that add the domain to what is typed make `acme.com.acme.com` of `acme.com`.
    """
    labels = name.split(".")
    for length in range(2, len(labels) // 2 + 1):
        if labels[-length:] == labels[-2 * length : -length]:
            return ".".join(labels[:-length])
    return ""


def keys(zone: Zone, domains: Collection[str]) -> Iterator[Misplaced]:
    """The misplaced records at and below some domains, where none stands in the right place."""
    targets = {record.target for record in zone.records if record.type == "CNAME"}
    for record in zone.records:
        if record.type not in ("TXT", "CNAME") or record.owner in targets:
            continue
        domain = next((d for d in domains if f".{record.owner}".endswith(f".{d}")), None)
        found = None if domain is None else _misplaced(record, domain)
        if found is not None and not zone.at(found.meant):
            yield found


def _misplaced(record: Record, domain: str) -> Misplaced | None:
    owner = record.owner
    selector, sign, rest = owner.partition(f".{_LABEL}.")
    if sign:
        meant = once(rest)
        what = "has the domain twice in its name"
        return Misplaced(record, selector, meant, what) if meant else None
    if not _is_key(record):
        return None
    before = owner[: -len(domain)].rstrip(".")
    if before in ("", _LABEL):
        return Misplaced(record, "SELECTOR", domain, "has no selector in its name")
    selector, _, rest = before.partition(".")
    wrong, _, below = rest.partition(".")
    if not rest:
        return Misplaced(record, selector, domain, f"lacks .{_LABEL} in its name")
    if wrong in _MISSPELT:
        domain = f"{below}.{domain}" if below else domain
        return Misplaced(record, selector, domain, f"has {wrong} in its name, not {_LABEL}")
    return None


def _is_key(record: Record) -> bool:
    """Whether it is plainly a key, or an alias of one that an ESP holds."""
    if record.type == "TXT":
        return _KEY.match(record.text) is not None
    from presend.data.esp_dns import PROFILES

    selector, target = record.owner.partition(".")[0], record.target or ""
    return any(
        key.target and key.fits(selector) and key.target_parts(target) is not None
        for profile in PROFILES.values()
        for key in profile.keys
    )
