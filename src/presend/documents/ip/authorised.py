"""A zone and a domain in, the addresses that its SPF authorises out (RFC 7208, 5).

Only what can be read off the records counts: ip4, ip6, a and mx that pass, without macros, in the
record itself and in those that include and redirect lead to.
"""

from __future__ import annotations

from presend.documents.dns import spf_tree
from presend.documents.dns.spf import MX_LIMIT
from presend.documents.ip.ip_networks import BITS, address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presend.documents.dns.spf import Term
    from presend.documents.dns.spf_tree import Step
    from presend.documents.ip.ip_networks import Range
    from presend.documents.zone import Zone


class Authorised:
    """The `ranges` that pass, and what is `unknown`.

    That are the questions that the zone cannot answer, as name, type and why; there may be more
    ranges behind them.
    """

    __slots__ = ("_asked", "_zone", "ranges", "unknown")

    def __init__(self, zone: Zone) -> None:
        self.ranges: list[Range] = []
        self.unknown: list[tuple[str, str, str]] = []
        self._zone = zone
        self._asked: set[tuple[str, str, str]] = set()

    def add_network(self, term: Term) -> None:
        """The range of an ip4 or ip6."""
        base, _, length = term.value.partition("/")
        self.ranges += _range(base, length)

    def add_hosts(self, step: Step) -> None:
        """The addresses of the hosts of an a or mx."""
        term, target = step.term, step.target or ""
        hosts = [target]
        if term.name == "mx":
            answer = self._zone.lookup(target, "MX")
            if not answer.known:
                self.unknown.append((answer.name, "MX", answer.word))
            hosts = [record.target for record in answer.records[:MX_LIMIT] if record.target]
        four, _, six = term.text[term.value_span[1] - term.span[0] :].partition("//")
        for host in hosts:
            for kind, length in (("A", four.removeprefix("/")), ("AAAA", six)):
                if (host, kind, length) in self._asked:
                    continue
                self._asked.add((host, kind, length))
                answer = self._zone.lookup(host, kind)
                if not answer.known:
                    self.unknown.append((answer.name, kind, answer.word))
                for record in answer.records:
                    self.ranges += _range(record.fields[0], length)


def by_spf(
    zone: Zone, domain: str, counts: Callable[[str], bool] = lambda name: True
) -> Authorised:
    """What a domain's SPF record authorises.

    Only what stands in the records of names for which `counts` holds is taken; the others are
    walked through.
    """
    found = Authorised(zone)
    waiting, seen = [spf_tree.evaluate(zone, domain)], set[str]()
    while waiting:
        node = waiting.pop()
        if node.domain in seen:
            continue
        seen.add(node.domain)
        if not node.answer.known:
            found.unknown.append((node.answer.name, "TXT", node.answer.word))
        if node.spf is None:
            continue
        counted = counts(node.domain)
        for step in node.steps:
            if step.term.qualifier != "+":
                continue
            if step.node is not None:
                waiting.append(step.node)
            elif counted and step.target is not None and step.term.name in ("a", "mx"):
                found.add_hosts(step)
        for term in node.spf.terms:
            if (
                counted
                and term.effective
                and term.qualifier == "+"
                and term.name in ("ip4", "ip6")
                and not term.modifier
            ):
                found.add_network(term)
    return found


def _range(base: str, length: str) -> Iterator[Range]:
    found = address(base)
    if found is None:
        return
    version, value = found
    bits = int(length) if length.isdecimal() and len(length) < 4 else BITS[version]
    if bits <= BITS[version]:
        size = 1 << BITS[version] - bits
        yield version, value - value % size, value - value % size + size - 1
