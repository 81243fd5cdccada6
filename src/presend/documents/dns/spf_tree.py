"""A zone and a domain in, what evaluating its SPF record costs out (RFC 7208, 4.6.4).

Counted is the dearest evaluation, in which nothing matches before the end. What the zone does
not hold is not known, and neither void nor cheap: it is listed as such.
"""

from __future__ import annotations

from presend.documents.dns import spf
from presend.documents.dns.spf import Spf, Term
from presend.documents.dns.spf_macros import expanded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.zone import Answer, Record, Zone

_MANY = 10_000  # a count beyond is not told apart


class Step:
    """A term that costs a lookup. `target` is the name it asks for, None where a macro hides it.

    `node` is what an include or redirect leads to. `void` says that the answer is empty; `mx`
    how many hosts an `mx` has. `loop` says that the target is being evaluated already.
    `unknown` are the questions whose answers the zone does not hold, with why.
    """

    __slots__ = ("loop", "mx", "node", "target", "term", "unknown", "void")

    def __init__(self, term: Term, target: str | None) -> None:
        self.term = term
        self.target = target
        self.node: Node | None = None
        self.void = False
        self.mx = 0
        self.loop = False
        self.unknown: list[tuple[str, str, str]] = []

    @property
    def lookups(self) -> int:
        """This one and those of what it leads to."""
        below = self.node.lookups if self.node is not None and not self.loop else 0
        return min(1 + below, _MANY)

    @property
    def voids(self) -> int:
        below = self.node.voids if self.node is not None and not self.loop else 0
        return min(self.void + below, _MANY)


class Node:
    """The SPF record of one domain. `spf` is None unless there is exactly one."""

    __slots__ = ("answer", "domain", "lookups", "records", "spf", "steps", "unknown", "voids")

    def __init__(self, zone: Zone, domain: str) -> None:
        self.domain = domain
        self.answer: Answer = zone.lookup(domain, "TXT")
        self.records: list[Record] = spf.records(self.answer)
        self.spf: Spf | None = spf.read(self.records[0]) if len(self.records) == 1 else None
        self.steps: list[Step] = []
        self.lookups = 0
        self.voids = 0
        self.unknown = 0  # questions at and below it that nobody answered

    @property
    def missing(self) -> bool:
        """Whether there certainly is no SPF record."""
        return self.answer.known and not self.records


def evaluate(zone: Zone, domain: str) -> Node:
    """The tree below a domain. A domain that several terms name is one node."""
    nodes: dict[str, Node] = {}
    root = nodes[domain] = _node(zone, domain)
    doing = {domain}
    stack: list[tuple[Node, int]] = [(root, 0)]
    while stack:
        node, index = stack.pop()
        if index == len(node.steps):
            doing.discard(node.domain)
            _count(node)
            continue
        stack.append((node, index + 1))
        step = node.steps[index]
        if step.term.name not in ("include", "redirect") or step.target is None:
            continue
        known = nodes.get(step.target)
        if known is None:
            known = nodes[step.target] = _node(zone, step.target)
            doing.add(step.target)
            stack.append((known, 0))
        elif step.target in doing:
            step.loop = True
        step.node = known
        step.void = known.answer.absent
    return root


def _node(zone: Zone, domain: str) -> Node:
    node = Node(zone, domain)
    if node.spf is None:
        return node
    terms = [t for t in node.spf.terms if t.effective and t.name in spf.LOOKUPS]
    # RFC 7208, 6.1: redirect comes after all mechanisms, wherever it stands
    terms.sort(key=lambda term: term.name == "redirect")
    for term in terms:
        if term.modifier != (term.name == "redirect"):
            continue
        target = expanded(term.value, domain) if term.value else domain
        step = Step(term, target)
        node.steps.append(step)
        if target is None:
            continue
        if term.name in ("a", "exists"):
            kinds = ("A",) if term.name == "exists" else ("A", "AAAA")
            answers = [(kind, zone.lookup(target, kind)) for kind in kinds]
            if any(answer.state == "found" for _, answer in answers):
                continue
            step.unknown += [(target, kind, each.word) for kind, each in answers if not each.known]
            step.void = not step.unknown and all(answer.absent for _, answer in answers)
        elif term.name == "mx":
            answer = zone.lookup(target, "MX")
            step.void = answer.absent
            step.mx = len(answer.records)
            if not answer.known:
                step.unknown.append((target, "MX", answer.word))
    return node


def _count(node: Node) -> None:
    node.lookups = min(sum(step.lookups for step in node.steps), _MANY)
    node.voids = min(sum(step.voids for step in node.steps), _MANY)
    below = sum(s.node.unknown for s in node.steps if s.node is not None and not s.loop)
    own = sum(bool(step.unknown) or step.target is None for step in node.steps)
    node.unknown = min(below + own + (not node.answer.known), _MANY)


def walk(node: Node) -> Iterator[tuple[int, Step, bool]]:
    """Every step in order of evaluation: its depth, itself, and whether it was walked before.

    What stands below a domain that was walked before is not walked again.
    """
    seen = {node.domain}
    stack: list[tuple[int, Iterator[Step]]] = [(0, iter(node.steps))]
    while stack:
        depth, steps = stack[-1]
        step = next(steps, None)
        if step is None:
            stack.pop()
            continue
        again = step.node is not None and step.node.domain in seen
        yield depth, step, again
        if step.node is not None and not again:
            seen.add(step.node.domain)
            stack.append((depth + 1, iter(step.node.steps)))


def spent(node: Node, limit: int) -> list[list[tuple[Node, Step]]]:
    """The paths of the first `limit` lookups, each from the domain's own record down."""
    paths: list[list[tuple[Node, Step]]] = []
    stack: list[tuple[list[tuple[Node, Step]], Node, int]] = [([], node, 0)]
    while stack and len(paths) < limit:
        path, at, index = stack.pop()
        if index == len(at.steps):
            continue
        stack.append((path, at, index + 1))
        step = at.steps[index]
        here = [*path, (at, step)]
        paths.append(here)
        if step.node is not None and not step.loop:
            stack.append((here, step.node, 0))
    return paths


def first_unknown(node: Node) -> tuple[str, str, str] | None:
    """A question that the zone cannot answer: name, type and why; None if there is none."""
    if not node.answer.known:
        return node.answer.name, "TXT", node.answer.word
    for _, step, again in walk(node):
        if step.unknown:
            return step.unknown[0]
        if step.node is not None and not again and not step.node.answer.known:
            return step.node.answer.name, "TXT", step.node.answer.word
    return None
