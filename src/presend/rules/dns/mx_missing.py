"""The domain of From must be able to take mail, or replies bounce.

Microsoft asks bulk senders for From and Reply-To addresses that can receive; SpamAssassin scores
a From domain without records. A null MX (`0 .`) says outright that the domain takes no mail.

Publish an MX record, or have replies go elsewhere with Reply-To: then a domain that only sends is
fine. A domain without MX whose A record answers may work, and is told as information.

Evidence: Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025);
SpamAssassin NO_DNS_FOR_FROM (24 October 2024); RFC 7505; RFC 5321, 5.1.

```zone bad from="news@acme.com"
acme.com.  MX  0 .
               ^^^ acme.com says that it takes no mail (null MX), so that replies bounce
```

```zone bad from="news@mail.acme.com"
; presend: NXDOMAIN mail.acme.com. MX
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ From domain mail.acme.com does not exist
```

```zone bad from="news@mail.acme.com" reply-to="hello@acme.com"
^^^^ Reply-To domain acme.com has neither MX nor address, so that replies bounce
$ORIGIN acme.com.
@     SOA  ns1 hostmaster 1 3600 900 604800 300
mail  TXT  "v=spf1 -all"
```

```zone bad from="news@acme.com"
acme.com.  A  192.0.2.1
              ^^^^^^^^^ acme.com has no MX: mail for it goes to its address
; presend: NODATA acme.com. MX
```

```zone good from="news@mail.acme.com" reply-to="hello@acme.com"
acme.com.  MX  10 mx.acme.com.
; presend: NODATA mail.acme.com. MX
; presend: NODATA mail.acme.com. A
; presend: NODATA mail.acme.com. AAAA
```

```zone good from="news@acme.com"
acme.com.  MX  10 mx1.acme.com.
acme.com.  MX  20 mx2.acme.com.
```

```zone unchecked from="news@acme.com"
; presend: TIMEOUT acme.com. MX
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Answer


@rule(severity="error", standard="RFC 5321, 5.1; RFC 7505")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import hosts, identities, questions

    replies = envelope.party("reply-to")
    elsewhere = replies is not None and replies.domain is not None
    if replies is not None and replies.domain is not None:
        names = {replies.domain: "Reply-To domain"}
    else:
        names = dict.fromkeys(identities.authors(zone, envelope), "From domain")
    lacking: tuple[Answer, str] | None = None
    for name, what in names.items():
        found = hosts.mail(zone, name)
        answer = found.answer
        if found.lacking is not None:
            lacking = lacking or found.lacking
        elif found.state == "null":
            said = f"{name} says that it takes no mail (null MX), so that replies bounce"
            yield Finding(answer.records[0].span, said)
        elif found.state == "none" and answer.state == "nxdomain":
            yield Finding(answer.place, f"{what} {name} does not exist")
        elif found.state == "none":
            said = f"{what} {name} has neither MX nor address, so that replies bounce"
            yield Finding(answer.place, said)
        elif found.state == "address":
            said = f"{name} has no MX: mail for it goes to its address"
            yield Finding(found.addresses[0].span, said, severity="info")
    if elsewhere:
        for name in identities.authors(zone, envelope):
            answer = zone.lookup(name, "MX")
            if answer.state == "nxdomain":
                yield Finding(answer.place, f"From domain {name} does not exist")
    if lacking is not None:
        raise questions.lacking(lacking[0].name, lacking[1], lacking[0].word)
