"""Mail without a connected domain comes from an address that the ESP lends to everybody.

Readers see an address that they do not know, and share its reputation with all who send from
it. HubSpot turns `news@acme.com` into `news=acme.com@hs-domain.com` where no email sending
domain is connected; its mail then comes from `hubspotemail.net` and `shared.hubspot.com`, which
is what the IT team of a recipient has to let through. Shopify (`store+123@shopifyemail.com`),
Constant Contact (`ccsend.com`) and Brevo (`brevosend.com`) do the like.

Connect a domain and list it in `[sending] domains`; an empty list says that none is connected.
HubSpot accounts with free tools only cannot connect one: set `plan = "free"`, and this is only
told. Return-Path at the ESP's domain and a second signature of the ESP's are usual beside a
connected domain and no finding, nor is a Reply-To at a help desk.

Evidence: HubSpot Knowledge Base, "Understand why contacts didn't receive marketing emails"
(25 August 2025), "Verify the email address used to send marketing emails" (11 June 2025),
"Manage your email authentication" (15 May 2025: from Starter on); Shopify help, "Displaying
your store's sending email"; Constant Contact, Knowledge Base 51400 (2 March 2026); for Brevo
CaptainDNS (16 January 2026), not the vendor.

```envelope bad domains=[] esp="hubspot"
From: Acme News <news@acme.com>
                 ^^^^^^^^^^^^^ No sending domain is connected: HubSpot will send as news=acme.com@hs-domain.com
```

```envelope bad domains=[] esp="hubspot" plan="free"
From: Acme News <news@acme.com>
                 ^^^^^^^^^^^^^ No sending domain is connected, and HubSpot's free tools cannot connect one: HubSpot will send as news=acme.com@hs-domain.com
```

```envelope bad domains=[] esp="sendgrid"
^ No sending domain is connected: SendGrid will send under its own sendgrid.net
Subject: Hello
```

```envelope bad domains=["mail.acme.com"]
From: Acme <store+123@ShopifyEmail.com.>
                      ^^^^^^^^^^^^^^^^^ From address is at shopifyemail.com, which all Shopify customers share
```

```message bad
DKIM-Signature: v=1; a=rsa-sha256; s=hs1; bh=x; b=x;
  d=bf03.hubspotemail.net
    ^^^^^^^^^^^^^^^^^^^^^ The only signature is by hubspotemail.net, which all HubSpot customers share
From: Acme <news@acme.com>

Hello
```

```message good
Return-Path: <1axb@bf03x.hubspotemail.net>
DKIM-Signature: v=1; a=rsa-sha256; d=mail.acme.com; s=hs1; bh=x; b=x
DKIM-Signature: v=1; a=rsa-sha256; d=bf03x.hubspotemail.net; s=hs1; bh=x; b=x
From: Acme <news@mail.acme.com>

The ESP's own Return-Path and second signature are usual.
```

```envelope good domains=["mail.acme.com"] esp="hubspot"
From: news@mail.acme.com
Reply-To: support@acme.zendesk.com
```

```envelope good domains=[]
From: news@acme.com
```

```envelope unchecked esp="hubspot"
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Iterator, rule
from presend.data.sender_words import HELP_DESKS
from presend.data.senders import ESPS, Esp, rewritten_from, shared_sender
from presend.domains import normal, within


class Options:
    plan: str = ""  # "free": a HubSpot account with free tools only


@rule(severity="warning", standard="HubSpot Knowledge Base")
def check(envelope: Envelope, options: Options) -> Iterator[Finding]:
    esp = ESPS.get(envelope.esp or "")
    unconnected = esp is not None and envelope.domains is not None and not envelope.domains
    field = envelope.from_field
    authors = envelope.parties(field) if unconnected else envelope.authors
    own = [normal(domain) for domain in envelope.own_domains]
    shared = False
    for name, called in ((field, "From"), ("sender", "Sender"), ("reply-to", "Reply-To")):
        for party in envelope.parties(name):
            found = shared_sender(party.domain or "")
            if found is None or any(d and within(party.domain or "", d) for d in own):
                continue
            if name == "reply-to" and found[1] in HELP_DESKS:
                continue
            source, place = party.domain_place
            said = f"{called} address is at {found[1]}, which all {ESPS[found[0]].name}"
            yield Finding(place, f"{said} customers share", source=source)
            shared = shared or name == field
    if shared:
        return
    if unconnected and esp is not None:
        free = options.plan == "free" and esp.id == "hubspot"
        said = "No sending domain is connected"
        said += ", and HubSpot's free tools cannot connect one" if free else ""
        said += f": {esp.name} {_will(esp, authors[0].address if authors else '')}"
        source, place = authors[0].place if authors else (envelope.source, (0, 0))
        yield Finding(place, said, severity="info" if free else None, source=source)
        return
    signers = envelope.signers
    first, *others = [shared_sender(domain) for domain, _ in signers] or [None]
    if first is not None and all(others):
        source, place = signers[0][1]
        said = f"The only signature is by {first[1]}, which all {ESPS[first[0]].name}"
        yield Finding(place, f"{said} customers share", source=source)


def _will(esp: Esp, address: str) -> str:
    rewritten = rewritten_from(esp.id, address)
    if rewritten:
        return f"will send as {rewritten}"
    return f"will send under its own {esp.shared[0]}" if esp.shared else "cannot sign mail as yours"
