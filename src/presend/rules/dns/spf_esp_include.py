"""The SPF record should have the include that the ESP asks for, and no other of its.

A wrong include costs one of ten lookups and lets you believe that the ESP is covered. Published
tables of includes contradict each other: for HubSpot they name `_spf.hubspot.com`,
`hubspot.com`, `_spf.hubspotemail.net` and `spf.hubspotemail.net`, while every real record found
has `<HubID>.spfNN.hubspotemail.net`, which HubSpot shows when you connect the domain.

Take the include from the ESP's own settings page. Where bounces go to the ESP's own domain, as
they do at HubSpot without a dedicated IP, the include gives no SPF alignment: it is then asked
for, not decisive, and its lack is information. Where bounces come to your domain it is an
error. An include of an ESP that never uses your domain for bounces is useless.

Evidence: fourteen real records for HubSpot on GitHub (2022 to 2026); dmarc.wiki 05c49870;
Domain-Connect templates e002d91e.

```zone bad domains=["mail.acme.com"] esp="hubspot"
mail.acme.com.  TXT  "v=spf1 include:_spf.hubspot.com ~all"
                             ^^^^^^^^^^^^^^^^^^^^^^^^ HubSpot asks for include:<HubID>.spfNN.hubspotemail.net, and this is not of that form
```

```zone bad domains=["acme.com"] esp="mailchimp"
acme.com.  TXT  "v=spf1 include:servers.mcsv.net ~all"
                        ^^^^^^^^^^^^^^^^^^^^^^^^ Mailchimp does not use acme.com for bounces, so that this include is useless
```

```zone bad domains=["mg.acme.com"] esp="mailgun"
mg.acme.com.  TXT  "v=spf1 mx ~all"
                   ^^^^^^^^^^^^^^^^ Mailgun sends with bounces to this domain and needs include:mailgun.org
```

```zone good domains=["mail.acme.com"] esp="hubspot"
mail.acme.com.  TXT  "v=spf1 include:12345.spf01.hubspotemail.net ~all"
```

```zone good domains=["mail.acme.com"] esp="sendgrid"
mail.acme.com.  TXT  "v=spf1 mx ~all"
```
"""

from presend.api import Envelope, Finding, Iterator, Severity, Zone, rule


@rule(severity="error", standard="the ESP's set-up; RFC 7208, 5.2")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.data.esp_dns import PROFILES
    from presend.data.senders import ESPS
    from presend.documents.dns import identities, spf
    from presend.domains import within

    profile = PROFILES.get(envelope.esp or "")
    if profile is None or not profile.include:
        return
    name = ESPS[profile.id].name
    wanted = f"include:{profile.include.replace('{id}', '<HubID>').replace('#', 'NN')}"
    for domain in identities.sending(zone, envelope):
        reads = [spf.read(record) for record in spf.records(zone.lookup(domain, "TXT"))]
        includes = [(read, t) for read in reads for t in read.terms if t.name == "include"]
        right = [term for _, term in includes if profile.includes(term.value)]
        for read, term in includes:
            said, severity = "", "warning"
            if not any(within(term.host, zone_of_esp) for zone_of_esp in profile.zones):
                continue
            if term in right and profile.need == "useless":
                said = f"{name} does not use {domain} for bounces, so that this include is useless"
                severity = "info"
            elif term not in right:
                said = f"{name} asks for {wanted}, and this is not of that form"
            if said:
                made: Severity = "info" if severity == "info" else "warning"
                yield Finding(read.place(term.span), said, severity=made)
        theirs = any(within(t.host, z) for _, t in includes for z in profile.zones)
        if not reads or right or theirs or any(read.redirect for read in reads):
            continue
        place = reads[0].record.span
        if profile.need == "required":
            yield Finding(place, f"{name} sends with bounces to this domain and needs {wanted}")
        elif profile.need == "asked":
            yield Finding(place, f"{name} asks for {wanted}", severity="info")
