"""A DMARC record in, its policy out; a zone and a domain in, the record that holds out (RFC 9989).

RFC 9989 (May 2026) replaced RFC 7489. It finds the organisational domain by walking up the
DNS, where RFC 7489 asked the Public Suffix List; `Policy.formerly` keeps what a receiver that
still follows RFC 7489 finds.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.dns.tag_lists import TagList
from presend.domains import registrable_private
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presend.documents.zone import Answer, Record, Zone

POLICIES = ("none", "quarantine", "reject")
REMOVED = ("pct", "rf", "ri")
"""Tags of RFC 7489 that RFC 9989 took out (its appendix C)."""
WALK_LIMIT = 8  # queries of a tree walk, RFC 9989, 4.10
_VERSION = patterns.compile(r"v[ \t]*+=[ \t]*+DMARC1[ \t]*+(?:;|\Z)")
NEAR = patterns.compile(r"[\s\"']*+v[ \t]*=[ \t]*DMARC|(?:\A|;)\s*+p\s*+=\s*+[a-z]", patterns.I)
"""What its author took for a DMARC record."""
_URI = patterns.compile(r"[ \t]*+([^,]*+),?")
_MAILTO = patterns.compile(
    r"mailto:[a-z0-9.!#$&'*+/=?^_`{|}~%-]+@([a-z0-9.-]+\.[a-z0-9-]+\.?)(?:![0-9]+[kmgt]?)?(?:\?.*)?",
    patterns.I,
)


class Uri:
    """One address that reports go to: its text and place; `domain` is None where it is no mailto.

    `sized` says that the `!10m` of RFC 7489 stands behind it.
    """

    __slots__ = ("domain", "sized", "span", "text")

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        found = _MAILTO.fullmatch(text)
        self.domain = found[1].lower().removesuffix(".") if found else None
        self.sized = patterns.compile(r"![0-9]+[kmgt]?\Z", patterns.I).search(text) is not None


class Dmarc:
    """A record that begins with its version; what it says is in `tags`."""

    __slots__ = ("record", "tags")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.tags = TagList(record.text)

    def place(self, span: tuple[int, int]) -> Span:
        """Where a stretch of the record stands in the zone."""
        return self.record.joined.place(span[0], span[1])

    def policy(self, name: str) -> str | None:
        """The value of p, sp or np in lower case; None where there is no valid one."""
        value = self.tags.value(name).lower()
        return value if value in POLICIES else None

    def mode(self, name: str) -> str:
        """The alignment that `adkim` or `aspf` asks for: `s` strict, else `r`."""
        return "s" if self.tags.value(name).lower() == "s" else "r"

    @property
    def psd(self) -> str:
        return self.tags.value("psd", "u").lower()

    def uris(self, name: str) -> list[Uri]:
        """The addresses in `rua` or `ruf`."""
        tag = self.tags.by_name.get(name)
        if tag is None:
            return []
        found: list[Uri] = []
        for each in _URI.finditer(tag.value):
            text = each[1].rstrip()
            if text:
                start = tag.value_span[0] + each.start(1)
                found.append(Uri(text, Span(start, start + len(text))))
        return found

    @property
    def valid(self) -> bool:
        """Whether receivers apply it (RFC 9989, 4.7).

        An invalid policy is read as none where reports are asked for, else the record is void.
        """
        named = [name for name in ("p", "sp", "np") if name in self.tags.by_name]
        if all(self.policy(name) is not None for name in named):
            return True
        return any(uri.domain is not None for uri in self.uris("rua"))


class Policy:
    """The DMARC record that holds for an author's domain.

    `author` is that domain. `record` is None where none holds; `domain` is where it stands,
    `organisation` the organisational domain. `unknown` is an answer that the zone lacks,
    without which this may be otherwise. `formerly` is where RFC 7489 finds a record, None
    where it finds none.
    """

    __slots__ = ("author", "domain", "formerly", "organisation", "record", "unknown")

    def __init__(self, domain: str) -> None:
        self.author = domain
        self.record: Dmarc | None = None
        self.domain = domain
        self.organisation = domain
        self.formerly: str | None = None
        self.unknown: Answer | None = None


def records(answer: Answer) -> list[Record]:
    """The records among TXT records that are DMARC's (RFC 9989, 4.7: the version comes first)."""
    return records_of(answer.records)


def records_of(found: list[Record]) -> list[Record]:
    return [record for record in found if _VERSION.match(record.text)]


def written(zone: Zone, domain: str) -> bool:
    """Whether a domain has something that is, or was meant for, a DMARC record.

    Of several, or of one that breaks the grammar, `dmarc-record-invalid` tells.
    """
    found = zone.lookup(f"_dmarc.{domain}", "TXT").records
    return any(NEAR.search(record.text) for record in found)


def allows_reports(record: Record) -> bool:
    """Whether a record lets reports on another domain come in (RFC 9990, 3)."""
    return _VERSION.match(record.text) is not None


def read(record: Record) -> Dmarc:
    return Dmarc(record)


def at(zone: Zone, domain: str) -> Dmarc | None:
    """The record of a domain, if there is one and only one (RFC 9989, 4.10)."""
    found = records(zone.lookup(f"_dmarc.{domain}", "TXT"))
    return Dmarc(found[0]) if len(found) == 1 else None


def walk(domain: str) -> Iterator[str]:
    """The names that a tree walk asks, from the domain up (RFC 9989, 4.10)."""
    yield domain
    labels = domain.split(".")
    labels = labels[1:] if len(labels) < WALK_LIMIT else labels[-WALK_LIMIT + 1 :]
    while labels:
        yield ".".join(labels)
        labels = labels[1:]


def organisation(zone: Zone, domain: str) -> tuple[str, Answer | None]:
    """The organisational domain, and an answer that the zone lacks and that may change it.

    RFC 9989, 4.10.2. Where the walk finds no record at all, the domain itself.
    """
    found, lacking = domain, None
    for name in walk(domain):
        answer = zone.lookup(f"_dmarc.{name}", "TXT")
        if not answer.known and lacking is None and registrable_private(name) is not None:
            lacking = answer  # of a public suffix it is not needed: hardly one has a record
        record = at(zone, name)
        if record is None:
            continue
        if record.psd == "n":
            return name, lacking
        if record.psd == "y" and name != domain:
            below = domain.split(".")[-name.count(".") - 2 :]
            return ".".join(below), lacking
        found = name
    return found, lacking


def policy(zone: Zone, domain: str) -> Policy:
    """The record that holds for mail From a domain (RFC 9989, 4.10.1)."""
    policy = Policy(domain)
    policy.organisation, lacking = organisation(zone, domain)
    policy.record = at(zone, domain)
    own = zone.lookup(f"_dmarc.{domain}", "TXT")
    if policy.record is None and policy.organisation != domain:
        policy.record = at(zone, policy.organisation)
        policy.domain = policy.organisation
    if policy.record is None:  # that of a public suffix, which only psd=y makes one
        for name in walk(domain):
            record = at(zone, name)
            if record is not None and record.psd == "y":
                policy.record, policy.domain = record, name
    if policy.record is None:
        policy.unknown = lacking
    elif not own.known:
        policy.unknown = own
    elif policy.domain != domain and lacking is not None:
        policy.unknown = lacking
    parent = registrable_private(domain) or domain
    for name in dict.fromkeys((domain, parent)):
        if at(zone, name) is not None:
            policy.formerly = name
            break
    return policy


def in_force(zone: Zone, authors: Iterable[str]) -> Iterator[tuple[Policy, Dmarc]]:
    """Each record that holds for mail From these domains, once, with the first it holds for."""
    seen: set[str] = set()
    for author in authors:
        found = policy(zone, author)
        if found.record is not None and found.domain not in seen:
            seen.add(found.domain)
            yield found, found.record


def aligned(zone: Zone | None, domain: str, author: str, mode: str) -> bool:
    """Whether a domain that authenticates is the author's: strictly, or by organisation.

    RFC 9989, 4.4. Without a zone, or where the zone lacks an answer, organisations are told
    apart by the Public Suffix List.
    """
    if domain == author or mode == "s":
        return domain == author
    if zone is not None:
        ours, lacking = organisation(zone, author)
        theirs, lacking_too = organisation(zone, domain)
        if lacking is None and lacking_too is None:
            return ours == theirs
    from presend.domains import same_organisation

    return same_organisation(domain, author)
