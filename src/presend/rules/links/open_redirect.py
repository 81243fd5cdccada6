"""An address in a query parameter sends the reader somewhere the host does not show.

Anyone can put another address into such a link, so that a trusted host vouches for a page of
theirs; spammers look for exactly these. Filters count it (rspamd URL_QUERY_MULTIPLE_URLS 2.0;
SpamAssassin URI_PHP_REDIR 1.0), and the reader sees one host and lands at another.

Link to the destination itself. If a redirect is needed for statistics, use the ESP's click
tracking, or one under a domain of yours, listed in `own-domains`. Links that share a page, add
a date to a calendar or sign a reader in are no redirects; list other hosts in `allow`.

Evidence: SpamAssassin's redirector patterns and scores (October 2024); rspamd's scores (August
2026).

```html bad
<a href="https://click.tld/go?id=7&amp;url=https%3A%2F%2Facme.com%2Foffer">Offer</a>
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Query parameter "url" sends the reader to another domain (acme.com)
```

```plain bad
See https://www.acme.com/redirect/http://shop.tld/x and https://acme.com/l?to=//shop.tld/.
                                  ^^^^^^^^^^^^^^^^^ Path sends the reader to another domain (shop.tld)
                                                                           ^^^^^^^^^^^^^^ Query parameter "to" sends the reader to another domain (shop.tld)
```

```html bad
<a href="https://click.com/?u=https%253A%252F%252Facme.com">A</a>
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Query parameter "u" sends the reader to another domain (acme.com)
<a href="https://www.awin1.com/cread.php?ued=https%3A%2F%2Facme.com">B</a>
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ Query parameter "ued" sends the reader to another domain (acme.com)
```

```html good
<a href="https://accounts.google.com/ServiceLogin?continue=https://www.youtube.com/">Sign in</a>
<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.com%2Fblog">Share</a>
<a href="https://twitter.com/intent/tweet?url=https://acme.com/blog">Tweet</a>
<a href="https://login.acme.com/?continue=https%3A%2F%2Fshop.acme.com%2Fcart">Your cart</a>
<a href="https://acme.com/go?url={{ offer.url | urlencode }}">Offer</a>
<a href="https://{{ tracking_host }}/go?url=https://acme.com/">Offer</a>
```

```html good own-domains=["acme.com"] allow=["awin1.com"]
<a href="https://go.acme.com/?to=https%3A%2F%2Fshop.tld">Our own tracking</a>
<a href="https://www.awin1.com/cread.php?url=https%3A%2F%2Fshop.tld">A partner's</a>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Plain, rule
from presend.data import foreign, redirects, tracking, wrappers
from presend.domains import normal, same_organisation, within


class Options:
    allow: tuple[str, ...] = ()  # domains


@rule(severity="warning", standard="rspamd URL_QUERY_MULTIPLE_URLS; SpamAssassin URI_PHP_REDIR")
def check(document: Html | Plain, envelope: Envelope, options: Options) -> Iterator[Finding]:
    fine = [*envelope.own_domains, *(normal(name) or name for name in options.allow)]
    for link in document.links:
        url = link.url
        if not link.followed or not url.site or link.anchor is not None:
            continue
        found = redirects.redirect(url)
        if found is None or same_organisation(url.site, found.host):
            continue
        if any(within(url.site, domain) for domain in fine):
            continue
        if wrappers.unwrap(url) or tracking.tracker(url) or foreign.replaced(link):
            continue
        part = f'Query parameter "{found.parameter}"' if found.parameter else "Path"
        said = f"{part} sends the reader to another domain ({found.host})"
        yield Finding(link.place(found.written), said)
