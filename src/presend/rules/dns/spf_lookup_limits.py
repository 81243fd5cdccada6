"""Evaluating an SPF record may cost ten DNS lookups, and two that find nothing.

Each `include`, `a`, `mx`, `ptr`, `exists` and `redirect` costs one, and so does each of them
below an include. At the eleventh, receivers answer permerror, and SPF fails: often on the day
on which a vendor adds an include to its own record. presend counts along the whole tree and
shows the path of each lookup.

Take out includes of vendors that no longer send, put a vendor on a subdomain of its own, write
`ip4:` for hosts of your own. Nine and ten lookups are a warning. An include whose target has no
SPF record, or that leads back to itself, is a permerror at once, as is an `mx` with more than
ten hosts.

Evidence: RFC 7208, 4.6.4 and 5.2; Microsoft, "Outlook's new requirements for high-volume
senders" (30 April 2025).

```zone bad domains=["acme.com"]
acme.com.  TXT  "v=spf1 include:a.net include:b.net mx -all"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SPF of acme.com needs 12 DNS lookups, and 10 are the limit: include:a.net 5, include:b.net 6, mx 1
acme.com.  MX   10 mx.acme.com.
a.net.     TXT  "v=spf1 include:c.net include:c.net -all"
b.net.     TXT  "v=spf1 include:c.net a include:c.net -all"
c.net.     TXT  "v=spf1 a -all"
c.net.     A    192.0.2.1
b.net.     A    192.0.2.2
```

```zone bad domains=["acme.com"]
acme.com.      TXT  "v=spf1 include:acme.com include:gone.acme.com -all"
                            ^^^^^^^^^^^^^^^^ include:acme.com leads back to itself: acme.com > acme.com
                                             ^^^^^^^^^^^^^^^^^^^^^ gone.acme.com has no SPF record, so that receivers answer permerror
; presend: NXDOMAIN gone.acme.com. TXT
```

```zone bad domains=["acme.com"]
$ORIGIN acme.com.
@   SOA  ns1 hostmaster 1 3600 900 604800 300
@   TXT  "v=spf1 a:x.acme.com a:y.acme.com mx:acme.com -all"
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SPF of acme.com makes 3 DNS lookups that find nothing, and 2 are the limit: a:x.acme.com 1, a:y.acme.com 1, mx:acme.com 1
```

```zone good domains=["acme.com"]
acme.com.  TXT  "v=spf1 include:a.net ip4:192.0.2.1 exists:%{i}.acme.com -all"
a.net.     TXT  "v=spf1 include:b.net ~all"
b.net.     TXT  "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all"
```

```zone good domains=["acme.com"]
acme.com.  TXT  "v=spf1 include:a.net include:a.net -all"
a.net.     TXT  "v=spf1 include:b.net -all"
b.net.     TXT  "v=spf1 a -all"
b.net.     AAAA 2001:db8::1
```

```zone unchecked domains=["acme.com"]
acme.com.  TXT  "v=spf1 include:a.net include:b.net -all"
a.net.     TXT  "v=spf1 -all"
; presend: TIMEOUT b.net. TXT
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.dns.spf import Spf
    from presend.documents.dns.spf_tree import Node, Step
    from presend.source import Span


SHOWN = 12  # names of a path


@rule(severity="error", standard="RFC 7208, 4.6.4")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import identities, questions, spf_tree

    lacking = None
    for name in identities.spf_roots(zone, envelope):
        tree = spf_tree.evaluate(zone, name)
        if tree.spf is not None:
            yield from _judge(tree, tree.spf)
        lacking = lacking or spf_tree.first_unknown(tree)
    if lacking is not None:
        raise questions.lacking(*lacking)


def _judge(tree: "Node", read: "Spf") -> Iterator[Finding]:
    from presend.documents.dns.spf import LOOKUP_LIMIT, MX_LIMIT, VOID_LIMIT

    yield from _broken(tree, read)
    for step in tree.steps:
        if step.mx > MX_LIMIT:
            said = f"{step.term.text} has {step.mx} hosts, and {MX_LIMIT} are the limit"
            yield Finding(read.place(step.term.span), said)
    whole = read.place((0, len(read.record.text)))
    if tree.lookups > LOOKUP_LIMIT:
        said = f"SPF of {tree.domain} needs {tree.lookups} DNS lookups, and {LOOKUP_LIMIT} are the limit"
        spent = ", ".join(f"{s.term.text[:60]} {s.lookups}" for s in tree.steps[:12])
        yield Finding(read.record.span, f"{said}: {spent}", related=_paths(tree))
    elif tree.lookups >= LOOKUP_LIMIT - 1:
        said = f"SPF of {tree.domain} needs {tree.lookups} of {LOOKUP_LIMIT} DNS lookups"
        yield Finding(read.record.span, said, severity="warning", related=_paths(tree))
    if tree.voids > VOID_LIMIT and whole:
        said = f"SPF of {tree.domain} makes {tree.voids} DNS lookups that find nothing, and {VOID_LIMIT} are the limit"
        spent = ", ".join(f"{s.term.text[:60]} {s.voids}" for s in tree.steps if s.voids)
        yield Finding(read.record.span, f"{said}: {spent}")


def _broken(tree: "Node", read: "Spf") -> Iterator[Finding]:
    """Includes and redirects that lead to a permerror, each told at the record's own term."""
    from presend.documents.dns.spf_tree import walk

    top: Step | None = None
    path: list[str] = []
    for depth, step, _ in walk(tree):
        path[depth:] = [step.term.text[:80]]
        if depth == 0:
            top = step
        if top is None or step.node is None:
            continue
        if step.loop:
            said = f"leads back to itself: {_chain([tree.domain, *path[:SHOWN][:depth], str(step.target)])}"
            yield Finding(read.place(top.term.span), f"{step.term.text[:80]} {said}")
            continue
        count = len(step.node.records)
        if step.node.missing:
            said = "no SPF record"
        elif count > 1:
            said = f"{count} SPF records"
        elif depth and step.node.spf is not None and step.node.spf.broken:
            said = "an SPF record that cannot be read"
        else:
            continue
        said = f"{step.target} has {said}, so that receivers answer permerror"
        via = f" ({_chain(path[: SHOWN + 1])})" if depth else ""
        yield Finding(read.place(top.term.span), said + via)


def _chain(names: list[str]) -> str:
    more = len(names) > SHOWN
    return " > ".join(names[:SHOWN]) + " > \u2026" * more


def _paths(tree: "Node") -> "list[tuple[Span, str]]":
    """Where each lookup up to the limit stands, the one beyond it first."""
    from presend.documents.dns.spf import LOOKUP_LIMIT
    from presend.documents.dns.spf_tree import spent

    found: list[tuple[Span, str]] = []
    for number, path in enumerate(spent(tree, LOOKUP_LIMIT + 1), 1):
        node, step = path[-1]
        if node.spf is not None:
            said = " > ".join([tree.domain, *(each.term.text[:60] for _, each in path)])
            found.append((node.spf.place(step.term.span), f"lookup {number}: {said}"))
    return found[LOOKUP_LIMIT:] + found[:LOOKUP_LIMIT]
