"""`pct`, `rf` and `ri` are gone from DMARC, and receivers ignore them.

RFC 9989 (May 2026) took them out, and the size limit behind an address (`!10m`) with them. A
gentle start such as `p=quarantine; pct=10` is now the full policy at every receiver that
follows it, and a tenth of it at those that still follow RFC 7489.

Take the tags out. To try a policy out, write `t=y`: receivers then apply the next weaker one.

Evidence: RFC 9989, 4.7 and appendix C; RFC 7489, 6.3.

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=quarantine; pct=10; rua=mailto:d@acme.com!10m"
                                                ^^^^^^ RFC 9989 removed pct: receivers after it apply the policy to all mail, those after RFC 7489 to 10 %
                                                                             ^^^^ RFC 9989 removed the size limit behind an address
```

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=none; pct=100; rf=afrf; ri=86400"
                                          ^^^^^^^ RFC 9989 removed pct, and receivers ignore it
                                                   ^^^^^^^ RFC 9989 removed rf, and receivers ignore it
                                                            ^^^^^^^^ RFC 9989 removed ri, and receivers ignore it
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=quarantine; t=y; rua=mailto:d@acme.com"
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=none"
_dmarc.esp.net.   TXT  "v=DMARC1; p=none; pct=5"
```
"""

from presend.api import Envelope, Finding, Iterator, Span, Zone, rule


@rule(severity="info", standard="RFC 9989, appendix C")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dmarc, identities

    for _, read in dmarc.in_force(zone, identities.authors(zone, envelope)):
        for name in dmarc.REMOVED:
            tag = read.tags.by_name.get(name)
            if tag is None:
                continue
            said = f"RFC 9989 removed {name}, and receivers ignore it"
            if name == "pct" and tag.value.isdigit() and int(tag.value[:4]) < 100:
                said = f"RFC 9989 removed pct: receivers after it apply the policy to all mail, those after RFC 7489 to {int(tag.value[:4])} %"
                yield Finding(read.place(tag.span), said, severity="warning")
            else:
                yield Finding(read.place(tag.span), said)
        for uri in [*read.uris("rua"), *read.uris("ruf")]:
            if uri.sized:
                size = Span(uri.span[0] + uri.text.rfind("!"), uri.span[1])
                said = "RFC 9989 removed the size limit behind an address"
                yield Finding(read.place(size), said)
