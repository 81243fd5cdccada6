"""Mail needs a DMARC record at the domain of From, or above it.

Gmail, Yahoo, Outlook.com and iCloud ask bulk senders for one. Start with `v=DMARC1; p=none;
rua=mailto:…` at `_dmarc.` of the organisational domain: subdomains inherit it.

Receivers after RFC 9989 (May 2026) walk up the DNS from the domain of From. Those that still
follow RFC 7489 ask at that domain and at the registrable domain only: where they find nothing,
that is a warning. A record at the domain itself, without `_dmarc`, is read by nobody.

Evidence: Google, "Email sender guidelines" (21 March 2026; code 4.7.31); Yahoo Sender Hub (10
April 2025); Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025);
Apple, "Postmaster information for iCloud Mail" (26 February 2025); RFC 9989, 4.10; RFC 7489,
6.6.3.

```zone bad from="news@mail.acme.com"
^^^^ No DMARC record for mail.acme.com
$ORIGIN acme.com.
@     SOA  ns1 hostmaster 1 3600 900 604800 300
mail  TXT  "v=spf1 -all"
```

```zone bad from="news@acme.com"
$ORIGIN acme.com.
@   SOA  ns1 hostmaster 1 3600 900 604800 300
@   TXT  "v=DMARC1; p=none"
         ^^^^^^^^^^^^^^^^^^ No DMARC record for acme.com: this one must stand at _dmarc.acme.com
```

```zone bad from="news@a.b.acme.com"
; presend: RECORDED a.b.acme.com.
; presend: NXDOMAIN _dmarc.a.b.acme.com. TXT
_dmarc.b.acme.com.  TXT  "v=DMARC1; p=reject"
                         ^^^^^^^^^^^^^^^^^^^^ Receivers that still follow RFC 7489 do not find this record for a.b.acme.com: they ask at a.b.acme.com and acme.com only
; presend: NXDOMAIN _dmarc.acme.com. TXT
```

```zone good from="news@mail.acme.com"
; presend: RECORDED mail.acme.com.
; presend: NXDOMAIN _dmarc.mail.acme.com. TXT
_dmarc.acme.com.    TXT  "v=DMARC1;p=none"
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  CNAME  acme.dmarc.example.
acme.dmarc.example.  TXT  "v=DMARC1; p=none"
```

```zone unchecked from="news@mail.acme.com"
; presend: NXDOMAIN _dmarc.mail.acme.com. TXT
; presend: SERVFAIL _dmarc.acme.com. TXT
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule
from presend.domains import registrable_private


@rule(severity="error", standard="RFC 9989, 4.10.1; Google Email sender guidelines")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dmarc, identities, questions

    lacking = None
    for author in identities.authors(zone, envelope):
        policy = dmarc.policy(zone, author)
        answer = zone.lookup(f"_dmarc.{author}", "TXT")
        if policy.record is not None:
            parent = registrable_private(author) or author
            if policy.formerly is None and zone.lookup(f"_dmarc.{parent}", "TXT").absent:
                asked = " and ".join(dict.fromkeys((author, parent)))
                said = f"Receivers that still follow RFC 7489 do not find this record for {author}: they ask at {asked} only"
                yield Finding(policy.record.record.span, said, severity="warning")
        elif policy.unknown is not None:
            lacking = lacking or policy.unknown
        elif not any(dmarc.written(zone, name) for name in dmarc.walk(author)):
            said = f"No DMARC record for {author}"
            here = [r for r in zone.at(author, "TXT") if dmarc.records_of([r])]
            if here:
                said += f": this one must stand at _dmarc.{author}"
            yield Finding(here[0].span if here else answer.place, said)
    if lacking is not None:
        raise questions.lacking(lacking.name, "TXT", lacking.word)
