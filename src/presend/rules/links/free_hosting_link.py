"""A link must not lead to free hosting or file sharing that phishers use.

Anyone gets a page on `web.app`, `weebly.com` or an IPFS gateway in a minute, so attackers do, and
filters score the whole host: SpamAssassin's PHISH_AZURE_CLOUDAPP gives 3.5, URI_IPFSIO 3.2 to
3.5, URI_FIREBASEAPP 1.0; rspamd's HAS_IPFS_GATEWAY_URL 6.0, HAS_GOOGLE_FIREBASE_URL 2.0. The
score alone can file a mail as spam.

Serve the page from your own domain, if need be by a CNAME to the same hoster. IPFS gateways are
errors. File sharing and forms that companies use as well (Google Drive and Forms, Dropbox,
Typeform) are told at `info`. Pictures are left out, since ESPs serve them from such hosts. List
in `allow` the hosts that are yours or a partner's; your own domains are allowed anyway.

Evidence: SpamAssassin, rules of 24 October 2024; rspamd, August 2026.

```html bad
<a href="https://acme-offer.web.app/{{ code }}">Offer</a>
                 ^^^^^^^^^^^^^^^^^^ Link target acme-offer.web.app is on free hosting / file sharing often used for phishing
```

```html bad
<a href="https://ipfs.io/ipfs/bafy">A</a>
                 ^^^^^^^ Link target ipfs.io is on free hosting / file sharing often used for phishing
<a href="https://docs.google.com/forms/d/e/x/viewform">B</a>
                 ^^^^^^^^^^^^^^^ Link target docs.google.com is on free hosting / file sharing often used for phishing
```

```plain bad
The files: https://wetransfer.com/downloads/x
                   ^^^^^^^^^^^^^^ Link target wetransfer.com is on free hosting / file sharing often used for phishing
```

```html good allow=["acme.github.io"] own-domains=["acme-shop.weebly.com"]
<a href="https://offer.acme.com">A</a> <a href="https://acme.github.io/docs">B</a>
<a href="https://acme-shop.weebly.com/sale">C</a> <a href="https://{{ name }}.web.app">D</a>
<img src="https://storage.googleapis.com/acme/logo.png" alt="">
<a href="https://docs.google.com/document/d/x">E</a> <a href="https://github.io.acme.com">F</a>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Plain, rule
from presend.data.hosting import FORMS, hosting
from presend.domains import within


class Options:
    allow: tuple[str, ...] = ()  # hosts; their subdomains with them


@rule(severity="warning", standard="SpamAssassin URI_IPFSIO; rspamd HAS_IPFS_GATEWAY_URL")
def check(document: Html | Plain, envelope: Envelope, options: Options) -> Iterator[Finding]:
    allowed = [name.lower() for name in (*options.allow, *envelope.own_domains)]
    for host, links in document.links.by_site.items():
        if not hosting(host, FORMS) or any(within(host, name) for name in allowed):
            continue
        said = f"Link target {host} is on free hosting / file sharing often used for phishing"
        for link in links:
            severity = hosting(host, link.url.path)
            if severity is not None and link.followed and link.anchor is None:
                yield Finding(link.place(link.url.raw_host), said, severity=severity)
