"""A link wrapped by a mail gateway was copied out of somebody's inbox.

Security gateways and web pages replace links by their own (Outlook Safe Links, Proofpoint URL
Defense, google.com/url), and whoever copies text out of such a mail pastes the wrapper. It
shows the reader a warning page or none at all, expires, and gives away who received that mail:
Safe Links carry the mailbox's address. Filters take it for a redirector (rspamd
HAS_GOOGLE_REDIR 1.0, SpamAssassin GB_GOOGLE_OBFUR 0.75; scores of October 2024 and August 2026).

Write the original address; where the wrapper contains it, the fix does. A message saved from a
mailbox behind such a gateway has its links wrapped on receipt: ignore the rule for it.

Evidence: rspamd's redirector map and scores, SpamAssassin's rules, as named. The form of
Cisco's wrapper is confirmed by a published example; the parameters of Barracuda, FireEye,
Sophos and Symantec are not confirmed.

```html bad
<a href="https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.com%2Foffer&amp;data=05">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link is wrapped by Outlook Safe Links; original is https://acme.com/offer
```

```html fixed
<a href="https://acme.com/offer">Offer</a>
```

```plain bad
Read on: https://www.google.com/url?q=https://acme.com/a%26b&sa=D.
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link is wrapped by Google; original is https://acme.com/a&b
```

```html bad
<a href="https://protect-eu.mimecast.com/s/AbC1">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link is wrapped by Mimecast; write the original address
```

```html good
<a href="https://www.google.com/search?q=acme">Search</a> <a href="{{ cta.url }}">Offer</a>
<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.com">Share</a>
```

```html good
<a href="https://acme.com/go?url=https%3A%2F%2Facme.com%2Foffer">Our own redirect</a>
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Message, Plain, rule
from presend.data import wrappers


@rule(severity="warning", standard="Microsoft Safe Links; Proofpoint URL Defense")
def check(document: Html | Plain | Message) -> Iterator[Finding]:
    for site, links in document.links.by_site.items():
        for link in links if wrappers.may_wrap(site) else ():
            wrapped = wrappers.unwrap(link.url)
            if wrapped is None:
                continue
            said = f"Link is wrapped by {wrapped.service}"
            if wrapped.target is None:
                said += "; write the original address"
                yield Finding(link.span, said, source=link.source)
                continue
            said += f"; original is {wrapped.target}"
            fix = Fix("Write the original", [Edit(link.span, link.written(wrapped.target))])
            offered = fix if link.kind != "code" else None
            yield Finding(link.span, said, offered, source=link.source)
