"""Which sites are the sender's own: an envelope in, domains out."""

from __future__ import annotations

from presend.domains import normal, registrable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.envelope import Envelope


def own(envelope: Envelope) -> frozenset[str]:
    """The own domains as they are given, and the registrable ones of all the sender's domains.

    The sender's domains are the own ones, the connected ones and that of the From address; where
    none is known, the set is empty.
    """
    given = [name for name in map(normal, envelope.own_domains) if name]
    names = [*given, *(name for name in map(normal, envelope.domains or ()) if name)]
    party = envelope.party(envelope.from_field)
    if party is not None and party.domain is not None:
        names.append(party.domain)
    return frozenset(given).union(registrable(name) or name for name in names)
