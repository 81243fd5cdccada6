"""The domain that bounces go to needs an SPF record.

Receivers look up SPF at the domain of the Return-Path, not of From. Gmail, Yahoo and Outlook.com
ask bulk senders for SPF as well as DKIM. Publish one TXT record that begins with `v=spf1 ` and
names the servers that send.

Where bounces go to the ESP, its own record counts, and one at your domain is only good
practice: that is told as information. Name your Return-Path in `[sending] return-path` so that
presend looks at the right domain. A TXT record that only looks like SPF (`v=spf10`, a blank in
front) is none, and the SPF record type of RFC 4408 is no longer read.

Evidence: Google, "Email sender guidelines" (21 March 2026); Yahoo Sender Hub (10 April 2025);
Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025); HubSpot
Knowledge Base, "Understand why contacts didn't receive marketing emails" (25 August 2025).

```zone bad return-path="em.acme.com"
$ORIGIN acme.com.
@   SOA  ns1 hostmaster 1 3600 900 604800 300
@   TXT  "v=spf1 -all"
em  TXT  " v=spf1 ip4:192.0.2.1 -all"
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No SPF record at bounce domain em.acme.com: this text does not begin with v=spf1 and a space
```

```zone bad domains=["mail.acme.com"]
; presend: RECORDED mail.acme.com.
; presend: NXDOMAIN mail.acme.com. TXT
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No SPF record at sending domain mail.acme.com
```

```zone bad domains=["mail.acme.com"] esp="hubspot"
^^^^ No SPF record at sending domain mail.acme.com: bounces go to the ESP's own domain, so its record counts
$ORIGIN acme.com.
@     SOA  ns1 hostmaster 1 3600 900 604800 300
mail  MX   10 mx
```

```zone good domains=["acme.com"] return-path="bf03x.hubspotemail.net"
acme.com.  TXT  "V=SPF1 ip4:192.0.2.0/24 ~all"
acme.com.  TXT  "google-site-verification=x"
```

```zone unchecked domains=["acme.com"]
; presend: SERVFAIL acme.com. TXT
```

```zone unchecked
acme.com.  MX  10 mx.acme.com.
```
"""

from presend.api import Envelope, Finding, Iterator, Severity, Zone, rule


@rule(severity="error", standard="RFC 7208, 4.4; Google Email sender guidelines")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.data.esp_dns import PROFILES
    from presend.documents.dns import identities, questions, spf

    names, foreign = identities.bounces(zone, envelope)
    told = envelope.return_path is not None
    profile = PROFILES.get(envelope.esp or "")
    decides = told or profile is None or profile.need == "required"
    severity: Severity = "error" if decides and not foreign else "info"
    if told and foreign:  # the ESP's record is the ESP's to keep
        names = identities.sending(zone, envelope)
    for name in names:
        answer = zone.lookup(name, "TXT")
        questions.needed(answer, "TXT")
        for record in zone.at(name, "SPF"):
            said = "The SPF record type is no longer read: publish the record as TXT"
            yield Finding(record.type_span, said, severity="info")
        if spf.records(answer):
            continue
        what = "bounce" if told and not foreign else "sending"
        said = f"No SPF record at {what} domain {name}"
        place = answer.place
        near = next((each for each in answer.records if spf.NEAR.match(each.text)), None)
        if near is not None:
            place = near.span
            said += ": this text does not begin with v=spf1 and a space"
        elif severity == "info":
            said += ": bounces go to the ESP's own domain, so its record counts"
        yield Finding(place, said, severity=severity)
