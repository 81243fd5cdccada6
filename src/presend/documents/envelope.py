"""Who sends what: the facts about a mail that stand outside its body.

They come, the first that has one winning, from the message's headers, the template's front
matter, the ESP's export, a sidecar file, the command line and the configuration. Each value
is a `Source` of its own that leads back to where it is written.
"""

from __future__ import annotations

from presend.documents import Document
from presend.documents.holes import GAP, HOLE, find, mask
from presend.finding import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from presend.documents.addresses import AddressList, Mailbox
    from presend.source import Source

    MailKind = Literal["marketing", "transactional"]

NO_FROM = "no From address is known"
NO_FROM_CURE = "write it into the front matter, into [sending] of presend.toml, or give --from"


class Party:
    """A sender or an addressee of replies: a mailbox with the places where it is written.

    `domain` is the normal form (lower-case A-labels, no trailing dot), None where a hole makes
    it unknown or it is no domain name; `written_domain` is what is written, `domain_place`
    where. `name` is the display name, None if there is none; `named` is its place. Places are
    pairs of a text and a span in it; `place` is that of the address.
    """

    __slots__ = ("address", "domain", "domain_place", "local", "name", "named", "place",
                 "written_domain")  # fmt: skip

    def __init__(
        self,
        mailbox: Mailbox,
        place: tuple[Source, tuple[int, int]],
        name: str | None,
        named: tuple[Source, tuple[int, int]] | None,
    ) -> None:
        from presend import domains

        self.address = mailbox.address
        self.local = mailbox.local
        known = HOLE not in mailbox.domain and GAP not in mailbox.domain
        self.written_domain = mailbox.domain
        self.domain = domains.normal(mailbox.domain) if known else None
        self.place = place
        source, (start, end) = place
        at = source.text.rfind("@", start, end) + 1 or start
        self.domain_place = source, (at, end)
        self.name = name
        self.named = named


class Envelope(Document):
    """The envelope of one mail.

    `values` has a text for each of `from`, `from-name`, `from-address`, `reply-to`, `sender`,
    `subject`, `preheader`, `return-path`, `dkim-domain`, `language` that is known. `domains`
    are the connected sending domains: None where nobody has said, empty where none is.
    """

    __slots__ = ("domains", "esp", "mail_kind", "own_domains", "rendered", "source", "values")
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
    ) -> None:
        self.source = source
        self.values = dict(values)
        self.domains = None if domains is None else tuple(domains)
        self.own_domains = tuple(own_domains)
        self.esp = esp
        self.mail_kind = mail_kind
        self.rendered = rendered

    def text(self, name: str) -> str | None:
        """A value with HOLE and GAP where a template fills it in; None if it is not known."""
        value = self.values.get(name)
        return None if value is None else self._masked(value)

    def _masked(self, value: Source) -> str:
        return value.text if self.rendered else mask(value.text, find(value.text)[0])

    def addresses(self, name: str) -> AddressList | None:
        """The address list in a value (RFC 5322, 3.4); None if the value is not known."""
        from presend.documents import addresses

        text = self.text(name)
        return None if text is None else addresses.parse(text)

    @property
    def from_field(self) -> str:
        """The name of the value that holds the From address."""
        return "from-address" if "from-address" in self.values else "from"

    @property
    def sender(self) -> Party:
        """The one who writes. Raises Unknown where no From address is known or readable."""
        if self.from_field not in self.values:
            raise Unknown(NO_FROM, NO_FROM_CURE)
        party = self.party(self.from_field)
        if party is None:
            raise Unknown("the From address cannot be read", "write it as Name <user@domain>")
        if party.domain is None:
            raise Unknown(
                "the domain of the From address is filled in by the template", "give --from"
            )
        return party

    def party(self, name: str) -> Party | None:
        """The first mailbox of a value; None if there is none."""
        found = self.addresses(name)
        if found is None or not found.mailboxes:
            return None
        mailbox = found.mailboxes[0]
        source = self.values[name]
        display: str | None = mailbox.name or None
        named = (source, mailbox.name_span) if mailbox.name_span is not None else None
        if mailbox.name_span is not None:
            display = mailbox.name
        if name == "from-address" and (written := self.values.get("from-name")) is not None:
            display, named = self._masked(written), (written, (0, len(written.text)))
        return Party(mailbox, (source, mailbox.span), display, named)

    @property
    def marketing(self) -> bool:
        """Whether it goes to a list; where nobody has said, it does."""
        return self.mail_kind != "transactional"
