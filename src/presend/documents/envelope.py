"""Who sends what: the facts about a mail that stand outside its body.

They come, the first that has one winning, from the message's headers, the template's front
matter, the ESP's export, a sidecar file, the command line and the configuration. Each value
is a `Source` of its own that leads back to where it is written.
"""

from __future__ import annotations

from presend.documents import Document
from presend.documents.templating.holes import GAP, HOLE, find, mask
from presend.domains import normal, within
from presend.finding import Unknown
from presend.memo import once
from presend.source import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, TypeAlias

    from presend.documents.mail.addresses import AddressList, Mailbox
    from presend.documents.mail.headers import Headers
    from presend.documents.templating.holes import Holes
    from presend.documents.zone import Zone
    from presend.source import Source

    MailKind = Literal["marketing", "transactional"]
    Place: TypeAlias = tuple[Source, tuple[int, int]]

_REWRITE_LIMIT = 300  # code points; a value that is longer is edited as one, for speed
NO_FROM = "no From address is known"
NO_SUBJECT = "no subject is known"
NO_SUBJECT_CURE = "write it into the front matter or into a sidecar (NAME.meta.yaml)"
NO_FROM_CURE = "write it into the front matter, into [sending] of presend.toml, or give --from"


class Party:
    """A sender or an addressee of replies: a mailbox with the places where it is written.

    `domain` is the normal form (lower-case A-labels, no trailing dot), None where a hole makes
    it unknown or it is no domain name; `written_domain` is what is written, `domain_place`
    where. `name` is the display name, None if there is none; `named` is its place. Places are
    pairs of a text and a span in it; `place` is that of the address, `whole` that of all that
    belongs to the mailbox, `local_place` that of the part before the "@".
    """

    __slots__ = ("address", "domain", "domain_place", "local", "local_place", "name", "named",
                 "place", "whole", "written_domain")  # fmt: skip

    def __init__(
        self,
        mailbox: Mailbox,
        place: Place,
        name: str | None,
        named: Place | None,
        whole: Place | None = None,
    ) -> None:
        self.address = mailbox.address
        self.local = mailbox.local
        self.written_domain = mailbox.domain
        self.domain = None if _filled(mailbox.domain) else normal(mailbox.domain)
        self.place = place
        source, (start, end) = place
        at = source.text.rfind("@", start, end) + 1 or start
        self.domain_place = source, (at, end)
        self.local_place = source, mailbox.local_span
        self.whole = whole or (source, mailbox.whole)
        self.name = name
        self.named = named


class Envelope(Document):
    """The envelope of one mail.

    `values` has a text for each of `from`, `from-name`, `from-address`, `reply-to`, `sender`,
    `subject`, `preheader`, `return-path`, `dkim-domain`, `language` that is known. `domains`
    are the connected sending domains: None where nobody has said, empty where none is. `zone`
    holds the saved DNS records of these domains, `selectors` the DKIM selectors that are named
    for them. `parts` are the documents of the same mail.
    """

    kind = "envelope"

    def __init__(
        self,
        source: Source,
        values: Mapping[str, Source],
        *,
        domains: Sequence[str] | None = None,
        own_domains: Sequence[str] = (),
        esp: str | None = None,
        mail_kind: MailKind | None = None,
        rendered: bool = False,
        zone: Zone | None = None,
        selectors: Sequence[str] = (),
    ) -> None:
        self.source = source
        self.zone = zone
        self.selectors = tuple(selectors)
        self.values = dict(values)
        if "from-name" in values and "from" in values and "<" not in values["from"].text:
            self.values["from-address"] = self.values.pop("from")
        self.domains = None if domains is None else _normal(domains)
        self.own_domains = _normal(own_domains)
        self.esp = esp
        self.mail_kind = mail_kind
        self.rendered = rendered
        self.parts: tuple[Document, ...] = ()
        self._parsed: dict[str, tuple[Source, AddressList] | None] = {}
        self._parties: dict[str, tuple[Party, ...]] = {}

    def text(self, name: str) -> str | None:
        """A value with HOLE and GAP where a template fills it in; None if it is not known."""
        value = self.values.get(name)
        return None if value is None else self._masked(value)

    def _masked(self, value: Source) -> str:
        return value.text if self.rendered else mask(value.text, _holes(value.text))

    def known(self, *names: str) -> list[tuple[str, Source]]:
        """Those of the values that are known, with their names, in the order asked for."""
        return [(name, self.values[name]) for name in names if name in self.values]

    def holes(self, name: str) -> Holes:
        """What looks like template language in a value, in reading order."""
        value = self.values.get(name)
        return _holes("" if value is None else value.text)

    def addresses(self, name: str) -> AddressList | None:
        """The address list in a value (RFC 5322, 3.4); None if the value is not known."""
        parsed = self._addresses(name)
        return None if parsed is None else parsed[1]

    def _addresses(self, name: str) -> tuple[Source, AddressList] | None:
        """The address list, and the text that its spans count in."""
        if name not in self._parsed:
            from presend.documents.mail import addresses

            value = self._undecoded(name)
            parsed = None if value is None else (value, addresses.parse(self._masked(value)))
            self._parsed[name] = parsed
        return self._parsed[name]

    def _undecoded(self, name: str) -> Source | None:
        """A value as its grammar is to be read: encoded-words stay encoded (RFC 2047, 6.2).

        Bytes beyond ASCII are read all the same, and then encoded-words beside them too.
        """
        value = self.values.get(name)
        if value is not None and self.rendered and value.outer is self.source:
            header = self._headers.get(name)
            if header is not None:
                return header.unfolded if header.raw.isascii() else header.decoded
        return value

    @once
    def _headers(self) -> Headers:
        from presend.documents.mail.headers import parse_headers

        return parse_headers(self.source, 0, len(self.source.text))[0]

    def address_faults(self, name: str) -> list[tuple[Place, str]]:
        """What is wrong with the addresses in a value, in reading order, and where.

        Display names are not judged, nor is how many there are. Places are never empty but in
        an empty value.
        """
        parsed = self._addresses(name)
        if parsed is None:
            return []
        from bisect import bisect_right

        from presend.documents.mail import addresses

        source, found = parsed
        parties = self.parties(name)
        names = [party.named[1] for party in parties if party.named and party.named[0] is source]
        faults: list[tuple[Span, str]] = []
        for fault in found.faults:
            before = bisect_right(names, fault.start, key=lambda span: span[0]) - 1
            if before < 0 or fault.start >= names[before][1]:
                faults.append((fault.span, fault.message))
        if not found.mailboxes:
            faults.append((Span(0, len(source.text)), "there is no address"))
        judged = {tuple(party.place[1]) for party in parties}
        for mailbox in found.mailboxes:
            if tuple(mailbox.span) in judged:
                faults += addresses.faults_of(mailbox)
        if not faults:
            faults = [
                (Span(*party.domain_place[1]), f"{party.written_domain} is no domain name")
                for party in parties
                if party.domain is None and not _filled(party.address)
            ]
        faults = [fault for fault in faults if fault[0][0] < fault[0][1]] or faults
        faults.sort(key=lambda fault: fault[0])
        whole = 0, len(source.text)
        return [((source, span if span[0] < span[1] else whole), said) for span, said in faults]

    def rewrite(self, name: str, text: str) -> list[Edit]:
        """The edits that make a value say `text`, in the quotes that YAML around it needs."""
        value = self.values[name]
        quote = ""
        if value.outer is not None and value.outer.text.startswith("---"):
            quote = value.outer.text[max(value.origin[0] - 1, 0) : value.origin[0]]
            if quote not in "'\"" and (not text[:1].isalnum() or ": " in text or " #" in text):
                text = "'" + text.replace("'", "''") + "'"
        escapes = {"'": {39: "''"}, '"': {34: '\\"', 92: "\\\\"}}.get(quote, {})
        if len(value.text) > _REWRITE_LIMIT:
            return [Edit(Span(0, len(value.text)), text.translate(escapes))]
        from difflib import SequenceMatcher

        steps = SequenceMatcher(None, value.text, text, autojunk=False).get_opcodes()
        return [
            Edit(Span(start, end), text[first:last].translate(escapes))
            for step, start, end, first, last in steps
            if step != "equal"
        ]

    @property
    def subject(self) -> Source:
        """The subject, as it is written. Raises Unknown where none is known."""
        if "subject" not in self.values:
            raise Unknown(NO_SUBJECT, NO_SUBJECT_CURE)
        return self.values["subject"]

    @property
    def from_field(self) -> str:
        """The name of the value that holds the From address."""
        return "from-address" if "from-address" in self.values else "from"

    @property
    def authors(self) -> tuple[Party, ...]:
        """All whom From names. Raises Unknown where no From is known."""
        if self.from_field not in self.values:
            raise Unknown(NO_FROM, NO_FROM_CURE)
        return self.parties(self.from_field)

    @property
    def sender(self) -> Party:
        """The one who writes. Raises Unknown where no From address is known or readable."""
        authors = self.authors
        if authors and "." in (authors[0].domain or ""):
            return authors[0]
        if authors and _filled(authors[0].address):
            raise Unknown(
                "the domain of the From address is filled in by the template", "give --from"
            )
        raise Unknown("the From address cannot be read", "write it as Name <user@domain>")

    def party(self, name: str) -> Party | None:
        """The first mailbox of a value; None if there is none."""
        return next(iter(self.parties(name)), None)

    def parties(self, name: str) -> tuple[Party, ...]:
        """The mailboxes of a value, in order.

        `Acme, Inc. <news@acme.com>` is one: a comma that ought to stand in quotation marks.
        """
        if name not in self._parties:
            self._parties[name] = self._read_parties(name)
        return self._parties[name]

    def _read_parties(self, name: str) -> tuple[Party, ...]:
        parsed = self._addresses(name)
        if parsed is None:
            return ()
        source, found = parsed
        *firsts, last = found.mailboxes or (None,)
        if last is None:
            return ()
        if firsts and last.angle and last.domain and not any(m.angle or m.domain for m in firsts):
            start = firsts[0].whole[0]
            end = firsts[-1].whole[1] if last.name_span is None else last.name_span[1]
            display = ", ".join(each.name or each.local for each in found.mailboxes[:-1])
            if last.name:
                display += ", " + last.name
            whole = source, (start, last.whole[1])
            place = source, last.span
            return (Party(last, place, display, (source, (start, end)), whole),)
        return tuple(self._party(name, source, mailbox) for mailbox in found.mailboxes)

    def _party(self, field: str, source: Source, mailbox: Mailbox) -> Party:
        display: str | None = None
        named: Place | None = None
        if mailbox.name_span is not None:
            display, named = mailbox.name, (source, mailbox.name_span)
        if field == "from-address" and (written := self.values.get("from-name")) is not None:
            display, named = self._masked(written), (written, (0, len(written.text)))
        return Party(mailbox, (source, mailbox.span), display, named)

    @property
    def signers(self) -> list[tuple[str, Place]]:
        """The domains that sign (DKIM d=; RFC 6376, 3.5), with their places.

        Those that the signatures of a message declare; where it has none, the configured one.
        """
        written: list[Place] = []
        if self.rendered:
            import re

            for header in self._headers.all("dkim-signature"):
                value = header.unfolded
                found = re.search(r"(?:^|;)\s*+d\s*+=\s*+([^;\s]++)", value.text)
                if found:
                    written.append((value, found.span(1)))
        configured = self.values.get("dkim-domain")
        if not written and configured is not None:
            written.append((configured, (0, len(configured.text))))
        return [(domain, place) for place in written if (domain := _domain(place)) is not None]

    @property
    def return_path(self) -> tuple[str, Place] | None:
        """The domain that bounces go to, and where it is written; None if it is not known."""
        value = self.values.get("return-path")
        if value is None:
            return None
        bare = value.text.rstrip("> \t")
        start = max(bare.rfind("@"), bare.rfind("<")) + 1
        place = value, (start, len(bare))
        domain = _domain(place)
        return None if domain is None else (domain, place)

    def owns(self, host: str | None) -> bool:
        """Whether a host (A-labels, lower case) is one of the own domains or below one."""
        return host is not None and any(within(host, domain) for domain in self.own_domains)

    @property
    def marketing(self) -> bool:
        """Whether it goes to a list; where nobody has said, it does."""
        return self.mail_kind != "transactional"


def _normal(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for each in names if (name := normal(each)) is not None)


def _holes(text: str) -> Holes:
    """The holes of a value; `<@acme.com>` is an address without its local part, and no macro."""
    found, _ = find(text)
    found[:] = [hole for hole in found if not text.startswith("<@", hole.start)]
    return found


def _filled(text: str) -> bool:
    return HOLE in text or GAP in text


def _domain(place: Place) -> str | None:
    """The domain name that stands at a place, in the form to compare."""
    from presend import domains

    source, (start, end) = place
    return domains.normal(source.text[start:end])
