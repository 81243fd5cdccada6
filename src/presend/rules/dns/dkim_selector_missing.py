"""The DKIM key that the mail is signed with must be in the DNS.

No key, no DKIM pass, and at most ESPs no DMARC pass either. Selectors cannot be listed from
outside: presend looks for those named by `--dkim-selector`, for those of the ESP's set-up, and
in a zone file for all there are. Where none is known it says so and judges nothing.

Create the records that the ESP shows, under `_domainkey`. Many DNS forms add the domain
themselves, so that a name typed in full ends up as `….acme.com.acme.com`; in a zone file the dot
behind the name keeps it from that. ESPs that rotate keys need both records of the pair. A key at
a wrong name is a warning where another one stands at a right one.

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

```zone bad domains=["acme.com"]
$ORIGIN acme.com.
@                       SOA  ns1 hostmaster 1 3600 900 604800 300
s1._domainkey.acme.com  TXT  "v=DKIM1; p=MIIB"
^^^^^^^^^^^^^^^^^^^^^^ No DKIM key at s1._domainkey.acme.com: this record has the domain twice in its name
s2._dkim                TXT  "v=DKIM1; p=MIIB"
^^^^^^^^ No DKIM key at s2._domainkey.acme.com: this record has _dkim in its name, not _domainkey
@                       TXT  "v=DKIM1; p=MIIB"
^ No DKIM key at SELECTOR._domainkey.acme.com: this record has no selector in its name
```

```zone good domains=["acme.com"]
$ORIGIN acme.com.
@              SOA    ns1 hostmaster 1 3600 900 604800 300
s1._domainkey  CNAME  s1.keys
s1.keys        TXT    "v=DKIM1; p=MIIB"
s2             CNAME  www
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

```zone good domains=["acme.com"] esp="mailchimp"
; presend: RECORDED acme.com.
; presend: NXDOMAIN k2._domainkey.acme.com. TXT
; presend: NXDOMAIN k3._domainkey.acme.com. TXT
k1._domainkey.acme.com.  CNAME  dkim.mcsv.net.
```

```zone unchecked domains=["acme.com"] esp="sendgrid"
; presend: RECORDED acme.com.
; presend: NODATA _domainkey.acme.com. TXT
; presend: NXDOMAIN s1._domainkey.acme.com. TXT
; presend: NXDOMAIN s2._domainkey.acme.com. TXT
```

```zone unchecked domains=["acme.com"]
; presend: RECORDED acme.com.
; presend: NODATA _domainkey.acme.com. TXT
```
"""

from presend.api import Envelope, Finding, Iterator, Severity, Span, Unknown, Zone, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.dns.identities import Selector
    from presend.documents.zone import Answer

NONE_KNOWN = "no DKIM selector of {domain} is known, and the DNS does not list them"
NAME_IT = "name the ESP with --esp or the selector with --dkim-selector"


@rule(severity="error", standard="RFC 6376, 3.6.2; Google Email sender guidelines")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import identities, misplaced, questions

    strays = {each.meant: each for each in misplaced.keys(zone, identities.ours(zone, envelope))}
    for meant, stray in strays.items():
        said = f"No DKIM key at {meant}: this record {stray.what}"
        some = any(
            s.written and s.domain == stray.domain for s in identities.selectors(zone, envelope)
        )
        severity: Severity | None = "warning" if some else None
        yield Finding(stray.record.owner_span, said, severity=severity)
    profile = identities.profile(envelope)
    strict = profile is not None and profile.fixed
    found: dict[str, list[Selector]] = {}
    for each in identities.selectors(zone, envelope):
        found.setdefault(each.domain, []).append(each)
    lacking: Answer | None = None
    unknown: Unknown | None = None
    for domain in identities.signing(zone, envelope):
        here = found.get(domain, [])
        shapes = {each.selector: profile.key(each.selector) for each in here} if profile else {}
        some = any(
            each.written and shape is not None and not shape.legacy
            for each in here
            for shape in (shapes.get(each.selector),)
        )
        for each in here:
            shape = shapes.get(each.selector)
            if not each.answer.known and not each.written:
                lacking = lacking or each.answer
            elif (
                each.answer.absent
                and not each.written
                and each.name not in strays
                and (each.named or (some and shape is not None and not shape.legacy))
            ):
                yield _missing(zone, each)
        counted = [each for each in here if each.named or not strict or shapes[each.selector]]
        if any(each.written or each.named for each in counted):
            continue
        if any(stray.domain == domain for stray in strays.values()):
            continue
        above = zone.lookup(f"_domainkey.{domain}", "TXT")
        # a name that does not exist has none below it (RFC 8020); a whole zone shows all
        none = above.state == "nxdomain" or zone.holds(above.name)
        if profile is not None and strict:
            none = none or {*profile.keys} == {*shapes.values()} - {None}
        if none and all(each.answer.absent for each in counted):
            said = f"No DKIM key{identities.esp_said(envelope)} below _domainkey.{domain}"
            said += ": none was connected, or its records were never created"
            yield Finding(above.place, said)
        elif above.known and all(each.answer.known for each in counted):
            unknown = Unknown(NONE_KNOWN.format(domain=domain), NAME_IT)
        else:
            lacking = lacking or above
    if lacking is not None:
        raise questions.lacking(lacking.name, "TXT", lacking.word)
    if unknown is not None:
        raise unknown


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
