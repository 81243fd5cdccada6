"""A zone and an envelope in, whose mail it is out: authors, bounces, signers, by their domains.

What the envelope says counts. Where it says nothing, a recording names the domains that were
asked for, a whole zone speaks for its own apex, and other records for the domains that they are at.
"""

from __future__ import annotations

from presend.domains import registrable_private, within
from presend.finding import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.envelope import Envelope
    from presend.documents.zone import Answer, Record, Zone

NO_DOMAIN = "no sending domain is known"
NO_DOMAIN_CURE = "name it in [sending] domains of presend.toml, or run presend domain DOMAIN"
ACCOUNTS = 8  # of one domain at one ESP; nobody has as many


def authors(zone: Zone, envelope: Envelope) -> list[str]:
    """The domains that From is at: that of From, else the connected ones, else what the zone shows.

    Raises Unknown where nobody says.
    """
    if envelope.from_field in envelope.values:
        return [envelope.sender.domain or ""]
    return _connected(zone, envelope)


def _connected(zone: Zone, envelope: Envelope) -> list[str]:
    recorded = [remark.name for remark in zone.remarks if remark.word == "RECORDED"]
    found = list(envelope.domains or recorded or zone.apexes) or _evident(zone)
    if not found:
        raise Unknown(NO_DOMAIN, NO_DOMAIN_CURE)
    return found


def _evident(zone: Zone) -> list[str]:
    """The domains that have a DMARC record, a DKIM key or an SPF record that none includes."""
    from presend.documents.dns import misplaced, spf

    found: dict[str, None] = {}
    included: set[str] = set()
    for record in zone.records:
        if record.owner.startswith("_dmarc."):
            found[record.owner.removeprefix("_dmarc.")] = None
        elif record.type == "TXT" and spf.VERSION.match(record.text):
            found[record.owner] = None
            included |= {
                term.host for term in spf.read(record).terms if term.name in ("include", "redirect")
            }
    found.update(dict.fromkeys(name for name in zone.selectors if not misplaced.once(name)))
    return [name for name in found if name not in included and "." in name]


def sending(zone: Zone, envelope: Envelope) -> list[str]:
    """The domains that mail is sent as: the connected ones, or else that of From."""
    if envelope.domains:
        return list(envelope.domains)
    return authors(zone, envelope)


def signing(zone: Zone, envelope: Envelope) -> list[str]:
    """The domains that sign: those that are declared, or else those that mail is sent as."""
    declared = [domain for domain, _ in envelope.signers]
    return list(dict.fromkeys(declared)) or sending(zone, envelope)


def ours(zone: Zone, envelope: Envelope) -> frozenset[str]:
    """The organisations whose records are to be judged; those of others are only consulted."""
    names = [*sending(zone, envelope), *authors(zone, envelope), *envelope.own_domains]
    if envelope.return_path is not None and not _of_esp(envelope, envelope.return_path[0]):
        names.append(envelope.return_path[0])
    return frozenset(registrable_private(name) or name for name in names)


def _of_esp(envelope: Envelope, domain: str) -> bool:
    from presend.data.senders import ESPS

    return any(within(domain, own) for esp in ESPS.values() for own in esp.return_paths)


def is_ours(name: str, ours: frozenset[str]) -> bool:
    """Whether a name is at or below one of the domains."""
    while name not in ours and name:
        name = name.partition(".")[2]
    return bool(name)


def bounces(zone: Zone, envelope: Envelope) -> tuple[list[str], bool]:
    """The domains whose SPF record receivers ask, and whether those are the ESP's own.

    Where no Return-Path is known, an ESP that bounces to itself is taken to do so, and for any
    other the sending domain is taken (RFC 7208, 2.4).
    """
    from presend.data.esp_dns import PROFILES

    if envelope.return_path is not None:
        domain = envelope.return_path[0]
        return [domain], _of_esp(envelope, domain)
    profile = PROFILES.get(envelope.esp or "")
    return sending(zone, envelope), profile is not None and profile.bounces_to_itself


def spf_roots(zone: Zone, envelope: Envelope) -> list[str]:
    """The domains of ours whose SPF record receivers evaluate: for bounces and for HELO."""
    names, foreign = bounces(zone, envelope)
    return list(dict.fromkeys([*([] if foreign else names), *sending(zone, envelope)]))


class Selector:
    """One DKIM selector: its name in the DNS, how it is answered, and why it is asked for.

    `named` says that somebody named it; else it is one of the ESP's, or was found in the zone.
    """

    __slots__ = ("answer", "domain", "name", "named", "selector")

    def __init__(self, zone: Zone, selector: str, domain: str, named: bool) -> None:
        self.selector = selector
        self.domain = domain
        self.name = f"{selector}._domainkey.{domain}"
        self.named = named
        self.answer: Answer = zone.lookup(self.name, "TXT")

    @property
    def alias(self) -> Record | None:
        """The CNAME record at its name."""
        return self.answer.chain[0] if self.answer.chain else None

    @property
    def written(self) -> bool:
        """Whether the zone has a record at the name itself."""
        return bool(self.answer.chain or self.answer.records)


def selectors(zone: Zone, envelope: Envelope) -> list[Selector]:
    """Every selector that is known: named, of the ESP, or found in the text."""
    from presend.documents.dns import misplaced

    wanted: dict[tuple[str, str], bool] = {}
    for domain in signing(zone, envelope):
        for selector in envelope.selectors:
            wanted[selector.lower(), domain] = True
        for selector in expected(zone, envelope, domain):
            wanted.setdefault((selector, domain), False)
    judged = ours(zone, envelope)
    for domain, found in zone.selectors.items():
        if is_ours(domain, judged) and not misplaced.once(domain):
            for selector in found:
                wanted.setdefault((selector, domain), False)
    return [Selector(zone, each, domain, named) for (each, domain), named in wanted.items()]


def profile(envelope: Envelope) -> Profile | None:
    """The ESP's profile, where its selectors are known."""
    from presend.data.esp_dns import PROFILES

    found = PROFILES.get(envelope.esp or "")
    return found if found is not None and found.keys else None


def esp_said(envelope: Envelope) -> str:
    """ " of HubSpot", where the ESP's selectors are known; else nothing."""
    from presend.data.senders import ESPS

    found = profile(envelope)
    return f" of {ESPS[found.id].name}" if found is not None else ""


def expected(zone: Zone, envelope: Envelope, domain: str) -> list[str]:
    """The selectors that the ESP's set-up is known to have at a domain.

    Those of former set-ups only where there is none of today's.
    """
    known = profile(envelope)
    if known is None:
        return []
    found: list[str] = []
    for legacy in (False, True):
        for key in known.keys:
            if key.legacy == legacy and "{id}" in key.selector:
                ids = account_ids(zone, domain, known)
                found += [key.selector.replace("{id}", each) for each in ids]
            elif key.legacy == legacy:
                found.append(key.selector)
        if any(zone.at(f"{each}._domainkey.{domain}") for each in found):
            break
    return found


def account_ids(zone: Zone, domain: str, profile: Profile) -> list[str]:
    """The customer's number at the ESP, as its SPF include or the selectors in the text tell."""
    from presend.documents.dns import spf

    found: dict[str, None] = {}
    for record in spf.records(zone.lookup(domain, "TXT")):
        for term in spf.read(record).terms:
            if term.name == "include" and (number := profile.account(term.value)):
                found[number] = None
    for selector in zone.selectors.get(domain, ()):
        for key in profile.keys:
            if (number := key.account(selector)) is not None:
                found[number] = None
    return list(found)[:ACCOUNTS]


if TYPE_CHECKING:
    from presend.data.esp_dns import Profile
