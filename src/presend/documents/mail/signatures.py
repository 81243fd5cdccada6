"""A DKIM-Signature header in, what it covers, speaks for and until when out (RFC 6376, 3.5)."""

from __future__ import annotations

from presend.documents.dns.tag_lists import TagList
from presend.domains import normal, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.headers import Header
    from presend.documents.zone import Fault
    from presend.source import Source, Span

_DIGITS = 12  # of a moment, RFC 6376, 3.5


class Signature:
    """One signature. `text` is the unfolded value, in which spans count.

    `tags` are the first of each name, with values without white space; `faults` is what the
    list of tags has wrong.
    """

    __slots__ = ("faults", "header", "tags", "text")

    def __init__(self, header: Header) -> None:
        self.header = header
        self.text: Source = header.unfolded
        listed = TagList(self.text.text)
        self.faults: list[Fault] = listed.faults
        self.tags: dict[str, tuple[str, Span]] = {
            name: ("".join(tag.value.split()), tag.value_span)
            for name, tag in listed.by_name.items()
        }

    def value(self, name: str) -> str:
        """The value of a tag; empty where there is none."""
        return self.tags[name][0] if name in self.tags else ""

    @property
    def covered(self) -> list[str]:
        """The header fields that it covers (`h=`), in small letters."""
        return self.value("h").lower().split(":") if "h" in self.tags else []

    @property
    def speaks_for_its_own(self) -> bool:
        """Whether `i=` is at the domain that signs, or below it; so where either is no domain."""
        signer, host = normal(self.value("d")), normal(self.value("i").rpartition("@")[2])
        return signer is None or (host is not None and within(host, signer))

    def moment(self, name: str) -> int | None:
        """When it was made (`t`) or expires (`x`), in seconds from 1970; None: it is not said."""
        digits = self.value(name)
        return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None
