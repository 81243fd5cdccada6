"""Ask for aggregate reports, or nobody tells you whose mail fails.

`rua=mailto:…` has receivers send a daily summary of what passed and what failed for your
domain. Yahoo and Google recommend it strongly; without it a policy beyond `none` is flown blind.

An address at another organisation must be allowed there, or receivers send nothing: a TXT
record `v=DMARC1` at `<your domain>._report._dmarc.<its domain>`, which report services publish
for all. The domain of the address must take mail.

Evidence: Yahoo Sender Hub (10 April 2025); Google, "Email sender guidelines" (21 March 2026);
RFC 9990, 3 (authorisation of external destinations).

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=none"
                        ^^^^^^^^^^^^^^^^ No aggregate reports are asked for: there is no rua=
```

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=none; rua=mailto:a@reports.example,mailto:d@acme.com"
                                              ^^^^^^^^^^^^^^^^^^^^^^^^ reports.example does not allow reports on acme.com: it has no acme.com._report._dmarc.reports.example
                                                                       ^^^^^^^^^^^^^^^^^ acme.com takes no mail, so that no reports arrive
; presend: NXDOMAIN acme.com._report._dmarc.reports.example. TXT
; presend: NODATA acme.com. MX
; presend: NODATA acme.com. A
; presend: NODATA acme.com. AAAA
```

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=none; ruf=mailto:d@acme.com"
                                          ^^^^^^^^^^^^^^^^^^^^^ Only failure reports are asked for, which few receivers send: there is no rua=
```

```zone good domains=["acme.com"]
_dmarc.acme.com.                         TXT  "v=DMARC1; p=none; rua=mailto:a@reports.example!10m,mailto:d@mail.acme.com"
acme.com._report._dmarc.reports.example. TXT  "v=DMARC1"
reports.example.                         MX   10 mx.reports.example.
mail.acme.com.                           A    192.0.2.1
; presend: NODATA mail.acme.com. MX
```

```zone good domains=["acme.com"]
$ORIGIN acme.com.
@       SOA  ns1 hostmaster 1 3600 900 604800 300
        MX   10 mx
_dmarc  TXT  "v=DMARC1; p=none; rua=mailto:d@acme.com"
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule
from presend.domains import same_organisation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Answer


@rule(severity="info", standard="RFC 9989, 4.7; RFC 9990, 3")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dmarc, hosts, identities, questions

    lacking: tuple[Answer, str] | None = None
    for policy, read in dmarc.in_force(zone, identities.authors(zone, envelope)):
        uris = read.uris("rua")
        failures = read.tags.by_name.get("ruf")
        if not uris and failures is not None:
            said = "Only failure reports are asked for, which few receivers send: there is no rua="
            yield Finding(read.place(failures.span), said)
        elif not uris:
            whole = (0, len(read.record.text.rstrip()))
            yield Finding(read.place(whole), "No aggregate reports are asked for: there is no rua=")
        for uri in uris:
            if uri.domain is None:
                continue  # dmarc-record-invalid tells it
            if not same_organisation(uri.domain, policy.domain):
                name = f"{policy.domain}._report._dmarc.{uri.domain}"
                answer = zone.lookup(name, "TXT")
                if not answer.known:
                    lacking = lacking or (answer, "TXT")
                elif not any(dmarc.allows_reports(record) for record in answer.records):
                    said = (
                        f"{uri.domain} does not allow reports on {policy.domain}: it has no {name}"
                    )
                    yield Finding(read.place(uri.span), said, severity="warning")
                    continue
            mail = hosts.mail(zone, uri.domain)
            if mail.state == "none" or mail.state == "null":
                said = f"{uri.domain} takes no mail, so that no reports arrive"
                yield Finding(read.place(uri.span), said, severity="warning")
            elif mail.lacking is not None:
                lacking = lacking or mail.lacking
    if lacking is not None:
        raise questions.lacking(lacking[0].name, lacking[1], lacking[0].word)
