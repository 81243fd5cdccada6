"""A list of the addresses that send: what a mail gateway is asked to allow.

One entry a line, or several with commas or blanks between; single addresses, CIDR ranges
(RFC 4632; RFC 4291, 2.3) and ranges `first-last`, IPv4 and IPv6; comments after `#`; headings
as a provider's dialog copies them; or JSON, such as HubSpot's published ranges.
"""

from __future__ import annotations

from presend.documents import Document
from presend.memo import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.zone import Zone
    from presend.source import Source, Span


class Entry:
    """What stands at one place of the list.

    `version` is 4 or 6, and `first` and `last` are its first and last address as numbers; 0
    where it is none. `prefix` is the length of a CIDR range's prefix, the whole address for a
    single one, None for a range that is written `first-last`. `fault` says what is wrong with
    it, `better` what it ought to be, where that is plain, and `same` whether that means the same.
    """

    __slots__ = ("better", "fault", "first", "last", "prefix", "same", "span", "text", "version")

    def __init__(self, span: Span, text: str) -> None:
        self.span = span
        self.text = text
        self.version = self.first = self.last = 0
        self.prefix: int | None = None
        self.fault = ""
        self.better = ""
        self.same = False

    @property
    def count(self) -> int:
        """How many addresses it holds."""
        return self.last - self.first + 1 if self.version else 0

    @property
    def single(self) -> bool:
        """Whether it is one address."""
        return self.version != 0 and self.first == self.last


class IpList(Document):
    """The list. `esp` and `domains` say whose it is, `zone` what the DNS says of them.

    `entries` are in reading order. `invisible` are the places of characters that nobody sees and
    that gateways stumble over. `left_out` counts the ranges in JSON that send no mail, by what
    they are for.
    """

    kind = "iplist"

    def __init__(
        self,
        source: Source,
        *,
        esp: str | None = None,
        domains: Sequence[str] = (),
        zone: Zone | None = None,
    ) -> None:
        self.source = source
        self.esp = esp
        self.domains = tuple(domains)
        self.zone = zone

    @once
    def _parts(self) -> tuple[list[Entry], list[Span], dict[str, int]]:
        from presend.documents.ip.ip_entries import read

        return read(self.source)

    @property
    def entries(self) -> list[Entry]:
        return self._parts[0]

    @property
    def valid(self) -> list[Entry]:
        """The entries that name addresses."""
        return [entry for entry in self.entries if entry.version]

    @property
    def invisible(self) -> list[Span]:
        return self._parts[1]

    @property
    def left_out(self) -> dict[str, int]:
        return self._parts[2]
