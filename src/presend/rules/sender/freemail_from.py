"""A From address at a mailbox provider cannot be authenticated by whoever sends the mail.

Nobody but the provider can sign for `gmail.com`, so that mail of an ESP fails DMARC there, and
the providers publish policies against it: Yahoo asks receivers to reject such mail, Apple and
Google to quarantine it. Mailchimp and Constant Contact put an address of their own in its place.
The harm is the failed DMARC, not the score: SpamAssassin's FREEMAIL_FROM is 0.001.

Send from a domain of your own that the ESP signs for. For a domain that is found on a long list
of such providers alone (internet providers and vanity domains are on it) this is a warning;
list it in `[sending] own-domains` if it is yours.

Evidence: Google, "Email sender guidelines" (21 March 2026); Apple, "Postmaster information for
iCloud Mail" (26 February 2025); Yahoo Sender Hub FAQ (2 August 2025); Constant Contact,
Knowledge Base 51400 (2 March 2026).

```envelope bad
From: Acme Shop <acme.shop@gmail.com>
                           ^^^^^^^^^ gmail.com is a consumer mailbox domain; an ESP cannot authenticate mail for it
```

```envelope bad
From: acme@Yahoo.CO.UK.
           ^^^^^^^^^^^^ yahoo.co.uk is a consumer mailbox domain; an ESP cannot authenticate mail for it
```

```envelope bad
From: acme@berlin.de
           ^^^^^^^^^ berlin.de is on a list of consumer mailbox domains; unless it is yours, an ESP cannot authenticate mail for it
```

```envelope good
From: shop@acme.com
```

```envelope good
From: news@gmail.acme.com
```

```envelope good own-domains=["berlin.de"]
From: amt@berlin.de
```

```message good
DKIM-Signature: v=1; a=rsa-sha256; d=gmail.com; s=20230601; bh=x; b=x
From: Ann <ann@gmail.com>

Sent by Gmail itself.
```

```envelope unchecked
From: shop@{{ domain }}
```
"""

from presend.api import Envelope, Finding, Iterator, rule
from presend.domains import normal, same_organisation, within


@rule(severity="error", standard="Google Email sender guidelines; RFC 9989, 4.4 (alignment)")
def check(envelope: Envelope) -> Iterator[Finding]:
    sender = envelope.sender
    at = sender.domain or ""
    from presend.data.freemail import freemail

    kind = freemail(at)
    if kind is None:
        return
    own = [normal(domain) for domain in (*envelope.own_domains, *(envelope.domains or ()))]
    if any(domain and within(at, domain) for domain in own):
        return
    if any(same_organisation(at, signer) for signer, _ in envelope.signers):
        return
    source, place = sender.domain_place
    said = f"{at} is a consumer mailbox domain; an ESP"
    if kind == "listed":
        said = f"{at} is on a list of consumer mailbox domains; unless it is yours, an ESP"
    said += " cannot authenticate mail for it"
    yield Finding(place, said, severity="warning" if kind == "listed" else None, source=source)
