"""All by which a gateway can know a sender: the settings and an IP list in, the facts out."""

from __future__ import annotations

from presend.data import allowlists
from presend.data.senders import ESPS, rewritten_from
from presend.documents.ip import ip_networks
from presend.documents.ip.ip_entries import name_of
from presend.documents.mail import addresses
from presend.domains import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.data.senders import Esp
    from presend.documents.ip_list import Entry
    from presend.documents.reading import Sending


class Sender:
    """What is known of a sender.

    `address` and `from_domain` are what recipients see, `connected` the sending domains: None
    where nobody has said, empty where there is none. `return_paths`, `signers`, `links` and
    `shared` are domains; those of the provider stand for what is below them, too. `own_signers`
    are those of the signers that sign for this sender alone. `entries` are
    the valid entries of the list in its order, `networks` the same addresses as CIDR ranges.
    """

    def __init__(self, sending: Sending, entries: Sequence[Entry]) -> None:
        self.esp: Esp | None = ESPS.get(sending.esp or "")
        self.connected = None if sending.domains is None else tuple(sending.domains)
        self.entries = list(entries)
        written = sending.values.get("from")
        mailbox = addresses.parse(written.text).mailboxes[:1] if written else ()
        self.address = mailbox[0].address if mailbox and normal(mailbox[0].domain) else ""
        self.written_address = self.address
        provider = sending.esp or ""
        unconnected = self.connected == ()
        self.shared: tuple[str, ...] = ()
        if unconnected or (self.connected is None and not self.address):
            own = self.esp.shared if self.esp else ()
            self.shared = allowlists.UNCONNECTED.get(provider, own)
        if unconnected and self.address:
            self.address = rewritten_from(provider, self.address) or self.address
        self.from_domain = normal(self.address.rpartition("@")[2]) or ""
        if not self.from_domain and self.connected:
            self.from_domain = normal(self.connected[0]) or ""
        self.return_paths = self._domains(sending, "return-path") or (
            self.esp.return_paths if self.esp else ()
        )
        connected = tuple(filter(None, map(normal, self.connected or ())))
        self.own_signers = self._domains(sending, "dkim-domain") or connected
        self.signers = self.own_signers + tuple(
            each
            for each in allowlists.SECOND_SIGNERS.get(provider, ())
            if each not in self.own_signers
        )
        self.links: tuple[str, ...] = self.esp.links if self.esp else ()

    @staticmethod
    def _domains(sending: Sending, name: str) -> tuple[str, ...]:
        value = sending.values.get(name)
        domain = normal(value.text.strip(" <>").rpartition("@")[2]) if value else None
        return (domain,) if domain else ()

    @property
    def name(self) -> str:
        """The provider, as it is called; else the domain; else that it is not known."""
        return self.esp.name if self.esp else self.from_domain or "the sender"

    @property
    def label(self) -> str:
        """The name as a word for configuration files: letters, digits and _ only."""
        word = self.esp.id if self.esp else self.from_domain or "sender"
        return "".join(each if each.isascii() and each.isalnum() else "_" for each in word)

    @property
    def known(self) -> bool:
        """Whether there is anything to hand on."""
        return bool(self.entries or self.esp or self.from_domain or self.signers)

    @property
    def count(self) -> int:
        """How many addresses the list holds, each counted once."""
        return sum(last - first + 1 for _, first, last in self._merged)

    @property
    def _merged(self) -> list[ip_networks.Range]:
        return ip_networks.merged((e.version, e.first, e.last) for e in self.entries)

    @property
    def networks(self) -> list[tuple[int, int, int]]:
        """Version, first address and prefix length of CIDR ranges, as written, each once."""
        found: dict[tuple[int, int, int], None] = {}
        for entry in self.entries:
            for first, prefix in ip_networks.as_cidr(entry.version, entry.first, entry.last):
                found[entry.version, first, prefix] = None
        return list(found)

    @property
    def cidrs(self) -> list[str]:
        """The networks as text."""
        return [ip_networks.cidr(*network) for network in self.networks]

    @property
    def domains(self) -> list[tuple[str, str]]:
        """Every domain with what it is, in the order in which gateways ask for them."""
        rows = [("From domain", self.from_domain)] if self.from_domain else []
        rows += [("shared sending domain", each) for each in self.shared]
        rows += [("Return-Path domain", each) for each in self.return_paths]
        rows += [("DKIM domain (d=)", each) for each in self.signers]
        return rows + [("link-tracking domain", each) for each in self.links]

    @property
    def unknown(self) -> list[str]:
        """What is not known, and how to say it."""
        said = []
        if not self.address:
            said.append('the From address: --from, or from = "…" in [sending]')
        if self.esp is None:
            said.append('the provider: --esp, or esp = "…" in [sending]')
        if self.connected is None:
            said.append('the connected sending domain: --domain, or domains = ["…"] in [sending]')
        if not self.entries:
            where = allowlists.WHERE.get(self.esp.id) if self.esp else None
            hint = f" ({where})" if where else ""
            said.append(f'the IP addresses: name the list, or ips = "FILE" in [sending]{hint}')
        return said

    def below(self, domain: str) -> bool:
        """Whether a domain of the table stands for all below it, being the provider's."""
        esp = self.esp
        return esp is not None and domain in {*esp.shared, *esp.return_paths, *esp.links}


def expanded(entry: Entry) -> str:
    """An entry as first address, last address and count, in words."""
    first = ip_networks.written(entry.version, entry.first)
    if entry.single:
        return f"{first}, 1 address"
    last = ip_networks.written(entry.version, entry.last)
    return f"{first} to {last}, {entry.count:,} addresses"


def shown(entry: Entry) -> str:
    """An entry in the form in which it is handed on."""
    return name_of(entry)
