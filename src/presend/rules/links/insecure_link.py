"""Links of a mail should use https.

Browsers warn of pages without it, everyone on the way can read and change what comes back, and
a redirect to https costs the reader a round trip. No mailbox provider scores plain http by
itself, so this is a warning, and `info` for an image or a style sheet, which mail clients load
through a proxy of their own.

Write https, after trying that the host answers there: the fix does only the writing. Hosts that
have no https belong in `http-only`. Names that are not public (`localhost`) are
non-public-host's to tell, public addresses of numbers ip-host's.

Evidence: rspamd scores http only against https in the text (HTTP_TO_HTTPS 0.5, August 2026);
that a link fails or warns without https is plain.

```html bad
<a href="http://acme.com/offer?a=1&amp;b=2">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http:// link; use https://
```

```html fixed
<a href="https://acme.com/offer?a=1&amp;b=2">Offer</a>
```

```html bad
<img src="http://img.acme.com/{{ image }}"> <a href="HTTP://{{ shop }}/">Shop</a>
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http:// resource; use https://
                                                     ^^^^^^^^^^^^^^^^^^ http:// link; use https://
```

```html good
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml">
<a href="https://acme.com">Acme</a> <a href="{{ base }}/x">Shop</a> <a href="//acme.com/">A</a>
<a href="http://localhost:8000/">Another rule's</a> <a href="https://acme.com">http://acme.com</a>
<a href="http://93.184.216.34/">Too</a> <a href="http://localhost{% url 'x' %}">As well</a>
```

```plain good http-only=["old.acme.com"]
Our archive: http://old.acme.com/1999
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Link, Plain, Span, rule
from presend.data import foreign, networks
from presend.data.hosting import special_use
from presend.documents.templating.holes import GAP, HOLE
from presend.domains import normal, within


class Options:
    http_only: tuple[str, ...] = ()  # domains


@rule(severity="warning", standard="RFC 9110, 4.2.2 (https)")
def check(document: Html | Plain, options: Options) -> Iterator[Finding]:
    exempt = [normal(name) or name for name in options.http_only]
    attribute, replaced = None, False
    for link in document.links.by_scheme.get("http", ()):
        if link.kind == "code" or link.anchor is not None:
            continue
        if link.attribute is not attribute:  # one value may be many links
            attribute, replaced = link.attribute, foreign.replaced(link)
        if replaced:
            continue
        site = link.url.site
        if not site:
            # Broken, without a host, or `http://localhost{% url 'x' %}`.
            if link.url.known or special_use(link.url.raw_host.rstrip(HOLE + GAP)):
                continue
        elif any(within(site, domain) for domain in exempt) or not _is_told(link, site):
            continue
        if link.followed:
            yield Finding(link.span, "http:// link; use https://", _fix(link))
        else:
            said = "http:// resource; use https://"
            yield Finding(link.span, said, _fix(link), severity="info")


def _is_told(link: Link, site: str) -> bool:
    """Whether it is for this rule to tell: no XML namespace, and for no other rule."""
    if not link.followed and site in ("www.w3.org", "schemas.microsoft.com"):
        return False
    if link.url.is_ip:
        return not networks.routed(site)
    return "." in site and not special_use(site)


def _fix(link: Link) -> Fix | None:
    start = link.span[0]
    if link.text[:5].lower() != "http:" or link.url.port is not None:
        return None
    return Fix("Use https", [Edit(Span(start, start + 4), "https")], safe=False)
