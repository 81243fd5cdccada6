"""The From address must be on a connected sending domain.

Only mail from a connected domain carries that domain's DKIM signature, and only then can a
receiver prove that it is yours. HubSpot treats an address as connected when it is on the very
domain that was connected: `mail.acme.com` does not cover `acme.com`. From any other address
it rewrites the sender or asks for a proof per address.

Write the address on the connected domain, or connect the domain it is on and list it in
`[sending] domains`. Whether a subdomain will do depends on the ESP: for HubSpot the domain must
be the same, for Amazon SES and Postmark a subdomain of a connected domain is as good. An
address at another host of the same organisation is a warning: it aligns under relaxed DMARC,
but the ESP does not treat it as connected.

Evidence: HubSpot Knowledge Base, "Understand why contacts didn't receive marketing emails"
(25 August 2025), "Manage your email authentication in HubSpot" (May 2025: the connected
subdomain should match the domain in the From address), "Verify the email address used to send
marketing emails" (June 2025).

```envelope bad domains=["mail.acme.com"]
From: Acme News <news@other.com>
                      ^^^^^^^^^ From address is at other.com, but the connected sending domain is mail.acme.com
```

```envelope bad domains=["mail.acme.com"] esp="hubspot"
From: Acme News <news@acme.com>
                      ^^^^^^^^ From address is at acme.com, but the connected sending domain is mail.acme.com: the same organisation, yet HubSpot does not treat it as connected
```

```envelope bad domains=["acme.com", "acme.de"]
From: news@acmé.com
           ^^^^^^^^ From address is at xn--acm-dma.com, but the connected sending domains are acme.com and acme.de
```

```envelope good domains=["mail.acme.com"]
From: "Acme News" <news@Mail.ACME.com.>
```

```envelope good domains=["acme.com"] esp="ses"
From: news@mail.acme.com
```

```envelope good domains=[]
From: news@acme.com
```

```envelope unchecked domains=["mail.acme.com"]
From: {{ owner.email }}
```

```envelope unchecked
From: news@acme.com
```
"""

from presend.api import Envelope, Finding, Iterator, Unknown, rule
from presend.data.senders import ESPS
from presend.domains import normal, same_organisation, within


@rule(severity="error", standard="HubSpot Knowledge Base; RFC 9989, 4.4 (alignment)")
def check(envelope: Envelope) -> Iterator[Finding]:
    sender = envelope.sender
    if envelope.domains is None:
        raise Unknown(
            "no connected sending domain is known",
            "name it in [sending] domains of presend.toml, or give --domain",
        )
    connected = [name for domain in envelope.domains if (name := normal(domain))]
    at = sender.domain
    if at is None or not connected or at in connected:
        return
    esp = ESPS.get(envelope.esp or "")
    match = esp.from_match if esp else "exact"
    if match == "subdomain" and any(within(at, domain) for domain in connected):
        return
    same = any(same_organisation(at, domain) for domain in connected)
    if match == "org" and same:
        return
    said = f"From address is at {at}, but the connected sending domain{_are(connected)}"
    source, place = sender.domain_place
    if same:
        name = esp.name if esp else "the ESP"
        said += f": the same organisation, yet {name} does not treat it as connected"
    yield Finding(place, said, severity="warning" if same else None, source=source)


def _are(domains: list[str]) -> str:
    return f" is {domains[0]}" if len(domains) == 1 else f"s are {' and '.join(domains)}"
