"""A zone and an envelope in, what authenticates mail out: the SPF tree, DKIM keys, DMARC policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presend.documents.dns import dkim, dmarc, identities, spf_tree
from presend.documents.dns.spf import LOOKUP_LIMIT, VOID_LIMIT
from presend.finding import Unknown
from presend.reporters.plainly import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.dns.spf_tree import Node, Step
    from presend.documents.envelope import Envelope
    from presend.documents.zone import Zone

ROWS = 60  # of one tree


def render(zone: Zone, envelope: Envelope) -> str:
    """Lines for people, each safe for a terminal, and an empty one at the end."""
    rows: list[str] = []
    try:
        for domain in identities.spf_roots(zone, envelope):
            rows += _spf(spf_tree.evaluate(zone, domain))
        rows += _dkim(zone, envelope)
        rows += _dmarc(zone, envelope)
    except Unknown:  # the report tells what is not known
        pass
    return "".join(f"{line(row)}\n" for row in rows) + "\n" * bool(rows)


def _spf(tree: Node) -> Iterator[str]:
    if not tree.answer.known:
        yield f"SPF of {tree.domain}: not known ({_why(tree.answer.word)})"
        return
    if tree.spf is None:
        count = len(tree.records)
        said = f"{count} records, so none counts" if count else "no record"
        yield f"SPF of {tree.domain}: {said}"
        return
    least = "at least " if tree.unknown else ""
    yield (
        f"SPF of {tree.domain}: {least}{tree.lookups} of {LOOKUP_LIMIT} lookups, "
        f"{least}{tree.voids} of {VOID_LIMIT} that find nothing"
    )
    for number, (depth, step, again) in enumerate(spf_tree.walk(tree)):
        if number == ROWS:
            yield "  \u2026"
            return
        yield f"  {'   ' * depth}{step.lookups:>2}  {step.term.text}{_note(step, again)}"


def _note(step: Step, again: bool) -> str:
    if step.loop:
        return "  (leads back to itself)"
    if step.target is None:
        return "  (hangs on the message)"
    node = step.node
    if node is not None and not node.answer.known:
        return f"  (not known: {_why(node.answer.word)})"
    if step.unknown:
        return f"  (not known: {_why(step.unknown[0][2])})"
    if node is not None and node.missing:
        return "  (no SPF record)"
    if again and node is not None and node.steps:
        return "  (as above)"
    return "  (finds nothing)" if step.void else ""


def _dkim(zone: Zone, envelope: Envelope) -> Iterator[str]:
    for each in identities.selectors(zone, envelope):
        if each.answer.absent and not each.written and not each.named:
            continue
        said = f"not known ({_why(each.answer.word)})"
        if each.answer.absent or each.answer.state == "loop":
            said = "no key"
        for record in dkim.keys(each.answer.records)[:1]:
            key = dkim.Key(record)
            said = "RSA" if key.kind == "rsa" else key.kind[:20]
            if key.bits:
                said += f", {key.bits} bits"
            if key.revoked:
                said = "revoked"
        via = f", held at {each.answer.name}" if each.answer.chain else ""
        yield f"DKIM {each.name}: {said}{via}"


def _dmarc(zone: Zone, envelope: Envelope) -> Iterator[str]:
    for author in identities.authors(zone, envelope):
        policy = dmarc.policy(zone, author)
        if policy.record is None:
            unknown = policy.unknown
            said = "no record" if unknown is None else f"not known ({_why(unknown.word)})"
        else:
            own = policy.record.policy("p") or "none"
            below = "np" if zone.lookup(author, "TXT").state == "nxdomain" else "sp"
            if policy.domain != author:
                own = policy.record.policy(below) or policy.record.policy("sp") or own
            modes = {"r": "relaxed", "s": "strict"}
            said = (
                f"policy {own} from {policy.domain}, DKIM {modes[policy.record.mode('adkim')]}, "
                f"SPF {modes[policy.record.mode('aspf')]}"
            )
        yield f"DMARC of {author}: {said}; organisational domain {policy.organisation}"


def _why(word: str) -> str:
    return word.lower() or "not in the file"
