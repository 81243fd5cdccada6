"""Replies that leave the sender's domain look like fraud.

A free mailbox in Reply-To beside a From address of a company is how swindlers collect answers:
SpamAssassin gives FREEMAIL_FORGED_REPLYTO 1.2 to 2.5 (October 2024), rspamd
FREEMAIL_REPLYTO_NEQ_FROM_DOM 3.0, REPLYTO_UNPARSEABLE 1.0 (August 2026). Merely another domain
costs nothing, and is only told, as is a Reply-To that repeats From.

Let replies come to your own domain. Name further domains of yours in `[sending] own-domains`, and
those of helpers in `partner-domains`; Zendesk, Freshdesk and Intercom are known.

Evidence: SpamAssassin `20_freemail.cf`; rspamd `rules/headers_checks.lua`.

```envelope bad
From: Acme Sales <sales@acme.com>
Reply-To: acme.sales@gmail.com
          ^^^^^^^^^^^^^^^^^^^^ Reply-To is a free mailbox (acme.sales@gmail.com) while From is acme.com
```

```envelope bad
From: sales@acme.com
Reply-To: Acme <sales@acme
               ^ Reply-To cannot be read: unbalanced <
```

```envelope bad
From: sales@acme.com
Reply-To: sales@acme-sales.com
                ^^^^^^^^^^^^^^ Reply-To is at acme-sales.com while From is at acme.com
```

```envelope bad
From: Acme <Sales@acme.com>
Reply-To: sales@ACME.com
          ^^^^^^^^^^^^^^ Reply-To only repeats the From address
```

```envelope good own-domains=["acme.de"]
From: sales@mail.acme.com
Reply-To: hello@acme.com, "Acme, Berlin" <hallo@acme.de>
```

```envelope good partner-domains=["helpscout.net"]
From: sales@acme.com
Reply-To: acme@acme.zendesk.com, acme@Acme.HelpScout.net
```

```envelope good
From: ann@gmail.com
Reply-To: ann@yahoo.com
```

```envelope good
From: sales@acme.com
Reply-To: {{ owner.email }}
```

```envelope good
From: sales@acme.com
Reply-To:
```

```envelope unchecked
Reply-To: sales@acme.com
```
"""

from presend.api import Envelope, Finding, Iterator, rule
from presend.data.sender_words import HELP_DESKS
from presend.domains import normal, registrable, within


class Options:
    partner_domains: tuple[str, ...] = ()  # domains that take replies for you


@rule(severity="warning", standard="SpamAssassin FREEMAIL_FORGED_REPLYTO; RFC 5322, 3.6.2")
def check(envelope: Envelope, options: Options) -> Iterator[Finding]:
    value = envelope.values.get("reply-to")
    if value is None or not (envelope.rendered or value.text.strip()):
        return
    for (source, span), what in envelope.address_faults("reply-to")[:1]:
        yield Finding(span, f"Reply-To cannot be read: {what}", severity="error", source=source)
        return
    from presend.data.freemail import freemail

    sender = envelope.sender
    at = sender.domain or ""
    named = (*envelope.own_domains, *(envelope.domains or ()), *options.partner_domains)
    friends = [*HELP_DESKS, at, registrable(at), *map(normal, named)]
    for party in envelope.parties("reply-to"):
        to, (source, place) = party.domain, party.place
        if party.address.lower() == sender.address.lower():
            said = "Reply-To only repeats the From address"
            yield Finding(place, said, severity="info", source=source)
        elif to is None or any(friend and within(to, friend) for friend in friends):
            continue
        elif freemail(to) == "core":
            if freemail(at) is None:
                said = f"Reply-To is a free mailbox ({party.address}) while From is {at}"
                yield Finding(place, said, source=source)
        else:
            said = f"Reply-To is at {to} while From is at {at}"
            source, place = party.domain_place
            yield Finding(place, said, severity="info", source=source)
