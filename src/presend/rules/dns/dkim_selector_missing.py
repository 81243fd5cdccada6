"""The DKIM key that the mail is signed with must be in the DNS.

No key, no DKIM pass, and at most ESPs no DMARC pass either. Selectors cannot be listed from
outside: presend looks for those named by `--dkim-selector`, for those of the ESP's set-up, and
in a zone file for all there are. Where none is known it says so and judges nothing.

Create the records that the ESP shows, under `_domainkey`. Many DNS forms add the domain
themselves, so that a name typed in full ends up as `….acme.com.acme.com`. ESPs that rotate keys
need both records of the pair.

Evidence: HubSpot Knowledge Base, "Understand why contacts didn't receive marketing emails" (25
August 2025); Google, "Email sender guidelines" (21 March 2026); Yahoo Sender Hub (10 April 2025).

```zone bad domains=["acme.com"] selectors=["s1"]
; presend: RECORDED acme.com.
; presend: NXDOMAIN s1._domainkey.acme.com. TXT
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No DKIM key at s1._domainkey.acme.com
; presend: NXDOMAIN s1.acme.com. TXT
; presend: NXDOMAIN s1._domainkey.acme.com.acme.com. TXT
```

```zone bad domains=["acme.com"] esp="hubspot"
$ORIGIN acme.com.
@                   SOA    ns1 hostmaster 1 3600 900 604800 300
hs1-123._domainkey  CNAME  acme-com.hs06a.dkim.hubspotemail.net.
hs2-123             CNAME  acme-com.hs06b.dkim.hubspotemail.net.
^^^^^^^ No DKIM key at hs2-123._domainkey.acme.com: this record lacks ._domainkey in its name
```

```zone bad domains=["acme.com"] esp="hubspot"
^^^^ No DKIM key of HubSpot below _domainkey.acme.com: none was connected, or its records were never created
$ORIGIN acme.com.
@                  SOA  ns1 hostmaster 1 3600 900 604800 300
google._domainkey  TXT  "v=DKIM1; p=MIIB"
```

```zone good domains=["acme.com"] esp="hubspot"
$ORIGIN acme.com.
@                   SOA    ns1 hostmaster 1 3600 900 604800 300
hs1-123._domainkey  CNAME  acme-com.hs06a.dkim.hubspotemail.net.
hs2-123._domainkey  CNAME  acme-com.hs06b.dkim.hubspotemail.net.
```

```zone good domains=["acme.com"] selectors=["s1"]
s1._domainkey.acme.com.  TXT  "p=MIIB"
```

```zone unchecked domains=["acme.com"]
; presend: RECORDED acme.com.
; presend: NODATA _domainkey.acme.com. TXT
```
"""

from collections.abc import Iterator

from presend.api import Envelope, Finding, Span, Unknown, Zone, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.identities import Selector
    from presend.documents.zone import Answer

NONE_KNOWN = "no DKIM selector of {domain} is known, and the DNS does not list them"
NAME_IT = "name the ESP with --esp or the selector with --dkim-selector"


@rule(severity="error", standard="RFC 6376, 3.6.2; Google Email sender guidelines")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents import identities, questions

    found = identities.selectors(zone, envelope)
    lacking: Answer | None = None
    unknown: Unknown | None = None
    for domain in identities.signing(zone, envelope):
        here = [each for each in found if each.domain == domain]
        shaped = [each for each in here if identities.of_esp(envelope, each.selector)]
        some = any(each.written for each in shaped)
        for each in here:
            if not each.answer.known and not each.written:
                lacking = lacking or each.answer
            elif each.answer.absent and not each.written and (each.named or some):
                yield _missing(zone, each)
        of_esp = bool(identities.esp_said(envelope))
        counted = [each for each in here if each.named or not of_esp or each in shaped]
        if any(each.written or each.named for each in counted):
            continue
        above = zone.lookup(f"_domainkey.{domain}", "TXT")
        absent = all(each.answer.absent for each in counted)
        if absent and _none_below(zone, above, domain, shaped):
            said = f"No DKIM key{identities.esp_said(envelope)} below _domainkey.{domain}"
            said += ": none was connected, or its records were never created"
            yield Finding(above.place, said)
        elif above.known and not any(not each.answer.known for each in counted):
            unknown = Unknown(NONE_KNOWN.format(domain=domain), NAME_IT)
        else:
            lacking = lacking or above
    if lacking is not None:
        raise questions.lacking(lacking.name, "TXT", lacking.word)
    if unknown is not None:
        raise unknown


def _none_below(zone: Zone, above: "Answer", domain: str, shaped: "list[Selector]") -> bool:
    """Whether no key of the ESP, or none at all, can be there.

    A whole zone shows it; a name that does not exist has none below it (RFC 8020).
    """
    whole = above.known and not above.word
    return above.state == "nxdomain" or whole or bool(shaped)


def _missing(zone: Zone, wanted: "Selector") -> Finding:
    from presend.domains import registrable

    said = f"No DKIM key at {wanted.name}"
    bare = f"{wanted.selector}.{wanted.domain}"
    places = {bare: "lacks ._domainkey in its name"}
    for domain in dict.fromkeys((wanted.domain, registrable(wanted.domain) or wanted.domain)):
        places[f"{wanted.name}.{domain}"] = "has the domain twice in its name"
    place: Span = wanted.answer.place
    for name, what in places.items():
        zone.lookup(name, "TXT")
        if records := [r for r in zone.at(name) if r.type in ("TXT", "CNAME")]:
            return Finding(records[0].owner_span, f"{said}: this record {what}")
    return Finding(place, said)
