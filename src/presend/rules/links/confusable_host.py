"""A host name must not pass for another one.

Invisible characters and letters of another script make a different domain look like a known
one, and filters treat the trick as phishing whoever plays it (rspamd URL_HOMOGRAPH_ATTACK 5.0,
URL_ZERO_WIDTH_SPACES 7.0). Google asks that internationalized domains in links keep to UTS #39,
section 5.2, Highly Restrictive: one script to a label, or Latin with the scripts of Chinese,
Japanese or Korean. Percent signs in a host and names that IDNA 2008 forbids are errors as well.

Write the domain in its own script, without invisible characters. The look-alike of a domain of
yours or of a much imitated brand is an error even within one script (`paypa1.com`). Any other
internationalized name is told once at `info`, with the form that filters see; those listed in
`own-domains` and in `allow` are not told.

Evidence: Google, "Email sender guidelines" (21 March 2026); UTS #39, 4 and 5.2; rspamd's scores
(August 2026). What RFC 5891 forbids is what the idna package rejects.

```html bad
<a href="https://аpple.com/id">Sign in</a>
                 ^^^^^^^^^ Host name mixes Cyrillic and Latin (xn--pple-43d.com)
```

```html bad
<a href="https://acme.com&#8203;">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^ Host name contains the invisible character U+200B
```

```html fixed
<a href="https://acme.com">Offer</a>
```

```html bad
<a href="https://ac\u00adme.com/a&amp;b">Offer</a>
                 ^^^^^^^^^ Host name contains the invisible character U+00AD
```

```html fixed
<a href="https://acme.com/a&amp;b">Offer</a>
```

```html bad own-domains=["acme.com"]
<a href="https://www.acrne.com/">A</a> <a href="https://xn--bcher-kva.de/">B</a>
                 ^^^^^^^^^^^^^ Host name www.acrne.com looks like acme.com
                                                        ^^^^^^^^^^^^^^^^ Internationalized host name: bücher.de is xn--bcher-kva.de
```

```html bad
<a href="https://аррӏе.com/">A</a>
                 ^^^^^^^^^ Host name аррӏе.com looks like apple.com
```

```html bad
<a href="https://ac%6De.com/">A</a> <a href="https://i❤.ws/">B</a>
                 ^^^^^^^^^^ Host name is percent-encoded (acme.com)
                                                     ^^^^^ Host name i❤.ws is forbidden by IDNA 2008
```

```html good own-domains=["bücher.de"]
<a href="https://www.bücher.de/">Ours</a> <a href="https://acme.com/caf%C3%A9/é">A path</a>
<a href="https://{{ shop }}.аcme.com/">Filled in later</a> <a href="https://paypal.com/">Pay</a>
```

```html good allow=["日本語ラベル.jp"]
<a href="https://日本語ラベル.jp/">Three scripts that belong together</a>
```
"""

from presend.api import (
    Edit,
    Envelope,
    Finding,
    Fix,
    Html,
    Iterator,
    Link,
    Message,
    Plain,
    Url,
    rule,
)
from presend.data.look_alikes import imitated
from presend.documents.urls import parse
from presend.domains import normal, restriction_fault, within

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class Options:
    allow: tuple[str, ...] = ()  # domains


@rule(severity="error", standard="UTS #39, 5.2; Google Email sender guidelines; RFC 5891")
def check(
    document: Html | Plain | Message, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    allowed = [name for domain in options.allow if (name := normal(domain))]
    fine: set[str] = set()
    for link in document.links:
        url = link.url
        if url.site is None or url.raw_host in fine or url.is_ip:
            continue
        if link.kind == "code" or link.anchor is not None:
            continue
        said = _fault(url)
        known = envelope.owns(url.site) or any(within(url.site, name) for name in allowed)
        if not said and not known and (like := imitated(url.site, envelope.own_domains)):
            said = f"Host name {url.unicode_host} looks like {like}"
        place = link.place(url.raw_host)
        if said:
            yield Finding(place, said, _fix(link), source=link.source)
            continue
        fine.add(url.raw_host)
        if "xn--" in url.site and not known:
            said = f"Internationalized host name: {url.unicode_host} is {url.site}"
            yield Finding(place, said, severity="info", source=link.source)


def _fault(url: Url) -> str | None:
    raw, site = url.raw_host, url.site or ""
    if "%" in raw:
        return f"Host name is percent-encoded ({site})"
    if raw.isascii() and "xn--" not in site:
        return None
    for label in (*raw.split("."), *(url.unicode_host or "").split(".")):
        if reason := restriction_fault(label):
            return f"Host name {reason} ({site})" if "xn--" in site else f"Host name {reason}"
    return f"Host name {raw} is forbidden by IDNA 2008" if "idna-invalid" in url.errors else None


def _fix(link: Link) -> Fix | None:
    """Take away what cannot be seen, at the ends of the address and in a host that stays itself."""
    if not link.url.known:
        return None
    host = "".join([each for each in link.url.raw_host if each not in _INVISIBLE])
    bare = link.partial.strip(_INVISIBLE).replace(link.url.raw_host.strip(_INVISIBLE), host, 1)
    if bare == link.partial or parse(bare).site != link.url.site:
        return None
    return Fix("Remove the invisible characters", [Edit(link.span, link.written(bare))])
