"""Received fields in; the way of the message, and how far down its header can be trusted, out.

Each server puts its fields on top, so that what stands above the field of the receiver's own
border server is the receiver's word. What stands below it the sender may have written. The
border is the first server, from the top, that took the message from outside: only what a
server itself has seen counts for that, the peer's address and the name that DNS gives it,
never what the peer called itself.
"""

from __future__ import annotations

from presend.data import mail_filters, networks
from presend.documents.ip.ip_networks import address
from presend.documents.mail.received import Hop
from presend.domains import registrable, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.mail.headers import Header, Headers

_SIX_TO_FOUR_PRIVATE = 0x20020A  # 2002:a00::/24 is 10.0.0.0/8 (RFC 3056), as Google writes it
HOPS = 200  # Received fields that are read


class Route:
    """The hops, the last server first. `border` is the index of the receiver's border server,
    None where no server has received the message. `receivers` are the receiver's domains.
    """

    def __init__(self, headers: Headers, receivers: Sequence[str] = ()) -> None:
        self.named = tuple(each.lower() for each in receivers)
        self.hops = [Hop(header) for header in headers.all("received")[:HOPS]]
        domains = list(self.named)
        self.border: int | None = None
        for number, hop in enumerate(self.hops):
            own = registrable(hop.by)
            if own is not None and own not in domains:
                domains.append(own)
            self.border = number
            if not _from_inside(hop, domains):
                break
        self.receivers = tuple(domains)
        self._fields = {id(header): number for number, header in enumerate(headers)}
        self._at = -1 if self.border is None else self._fields[id(self.entry.header)]
        self._next = len(self._fields)
        if self.border is not None and self.border + 1 < len(self.hops):
            self._next = self._fields[id(self.hops[self.border + 1].header)]
        self.microsoft = self.border is not None and (
            "microsoft smtp server" in self.entry.via.lower() or _microsoft(self.entry.by)
        )

    @property
    def entry(self) -> Hop:
        """The hop at the border."""
        assert self.border is not None
        return self.hops[self.border]

    def trusts(self, header: Header) -> bool:
        """Whether a field is the receiver's word, by where it stands or what Exchange keeps."""
        if self._fields[id(header)] < self._at:
            return True
        return self.microsoft and header.name.lower() in mail_filters.MICROSOFT_OWN

    def beside(self, header: Header, server: str) -> bool:
        """Whether a field stands right below the border's and names a server that the user has
        named as the recipient's: some servers write their own results there (RFC 8601, 5).
        """
        beside = self._at < self._fields[id(header)] < self._next
        return beside and any(within(server, domain) for domain in self.named)

    @property
    def above(self) -> str:
        """Of what stands where, in words."""
        if self.border is None:
            return "no server says that it received this copy"
        return f"below the Received field of {self.entry.by or 'the border server'}"


def _from_inside(hop: Hop, domains: Sequence[str]) -> bool:
    """Whether a server took a message from another of the same organisation, or made it."""
    if not hop.helo and not hop.ip:
        return True  # "by" alone: handed on within one system
    found = address(hop.ip)
    if found is not None:
        if networks.private(hop.ip) or (found[0] == 6 and found[1] >> 104 == _SIX_TO_FOUR_PRIVATE):
            return True
        if _microsoft(hop.by) and _within(found):
            return True
        if hop.via.lower().startswith(("imap", "pop3")):
            return True  # fetchmail: out of the recipient's own mailbox
        return bool(hop.name) and any(within(hop.name, domain) for domain in domains)
    return "lmtp" in hop.via.lower() or hop.via.lower().startswith("local")


def _microsoft(host: str) -> bool:
    return any(within(host, each) for each in mail_filters.MICROSOFT_HOSTS)


def _within(found: tuple[int, int]) -> bool:
    from ipaddress import ip_address, ip_network

    number = ip_address(found[1]) if found[0] == 6 else None
    return number is not None and any(
        number in ip_network(each) for each in mail_filters.MICROSOFT_NETWORKS
    )
