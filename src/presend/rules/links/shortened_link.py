"""A shortened link hides where it leads and shares its host with abusers.

Mail providers ask that a link's target can be understood, and HubSpot names shortened links
(`youtu.be/xyz` for `youtube.com/xyz`) among the reasons why mail is filed as spam. By itself
a shortener scores nothing in SpamAssassin; together with a small body, an image or a missing
List-Unsubscribe it does (URI_BUFFLY 2.0, SHORTENER_SHORT_IMG 2.5; scores of October 2024).
IP loggers are worse: they exist to record the reader, and are errors.

Write the full address. Where the full address follows from the short one without asking
anybody, the fix writes it. For your own codes, export them as CSV (`short,long`) and name the
file in `short-map`. A branded host under your own domain (`go.acme.com`) is no finding; list
others in `allow`, and shorteners that presend does not know in `extra`. Official short forms
whose target is evident (`wa.me`, `t.me`) are told at `info`; `strict = true` treats them as
the rest. What a security gateway wraps is wrapped-link's to tell: unwrapped, it is seen here.

Evidence: HubSpot Knowledge Base, "Understand why contacts didn't receive marketing emails"
(25 August 2025); Google, "Email sender guidelines" (21 March 2026: links should be visible and
easy to understand).

```html bad
<a href="https://youtu.be/xyz">Watch</a>
         ^^^^^^^^^^^^^^^^^^^^ Shortened link youtu.be/xyz — use the full address
```

```html bad
<a href="https://youtu.be/dQw4w9WgXcQ?si=AbC&amp;t=43">youtu.be/dQw4w9WgXcQ</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Shortened link youtu.be/dQw4w9WgXcQ?si=AbC&t=43 — use https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=43
                                                       ^^^^^^^^^^^^^^^^^^^^ Shortened link youtu.be/dQw4w9WgXcQ — use https://www.youtube.com/watch?v=dQw4w9WgXcQ
```

```html fixed
<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=43">https://www.youtube.com/watch?v=dQw4w9WgXcQ</a>
```

```html bad
<a href="{{ offer.url or 'https://bit.ly/3xYz' }}">Offer</a> <a href="bit.ly/3xYz">Offer</a>
                          ^^^^^^^^^^^^^^^^^^^ Shortened link bit.ly/3xYz — use the full address
                                                                      ^^^^^^^^^^^ Shortened link bit.ly/3xYz — use the full address
```

```plain bad
The offer: HTTPS://BIT.LY./{{ code }}
           ^^^^^^^^^^^^^^^^^^^^^^^^^^ Shortened link BIT.LY./{{ code }} — use the full address
```

```html bad
<a href="https://bit.ly{{ path }}">A</a> <a href="http{{ s }}://bit.ly/x">B</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^ Shortened link bit.ly{{ path }} — use the full address
                                                  ^^^^^^^^^^^^^^^^^^^^^^ Shortened link bit.ly/x — use the full address
<base href="https://bit.ly/">
            ^^^^^^^^^^^^^^^ Shortened link bit.ly/ — use the full address
```

```html bad
<a href="https://grabify.link/AB12CD">Map</a> <a href="https://wa.me/4930123456">Chat</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ grabify.link records its visitors — remove the link
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^ Short link wa.me/4930123456, the official form of wa.me
```

```html bad
<button href="https://bit.ly/3xYz">Offer</button> <x-button href="https://bit.ly/4xYz">Offer</x-button>
              ^^^^^^^^^^^^^^^^^^^ Shortened link bit.ly/3xYz — use the full address
                                                                  ^^^^^^^^^^^^^^^^^^^ Shortened link bit.ly/4xYz — use the full address
```

```html good
<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Watch</a>
<a href="https://maps.app.goo.gl.acme.com/x">A host that only begins like one</a>
<a href="https://doi.org/10.1000/182">A permanent identifier</a>
<a href="https://bit.ly/">The shortener itself</a> <a href="{{ video.url }}">Watch</a>
```

```html good own-domains=["acme.ly"] allow=["www.Buff.ly", "app.link"]
<a href="https://go.acme.ly/sale">Ours</a> <a href="https://buff.ly/2x">Allowed</a>
<a href="https://acme.app.link/x">Allowed as well</a>
```
"""

from presend.api import (
    Edit,
    Envelope,
    FileText,
    Finding,
    Fix,
    Html,
    Iterator,
    Link,
    Message,
    Plain,
    Unknown,
    rule,
)
from presend.data import expansions, shorteners
from presend.documents.templating.holes import GAP, HOLE
from presend.domains import normal, within


class Options:
    allow: tuple[str, ...] = ()  # hosts; their subdomains with them
    extra: tuple[str, ...] = ()  # hosts
    short_map: FileText = FileText()  # CSV: short,long
    strict: bool = False  # official short forms (wa.me, t.me) are findings of their own severity


@rule(severity="warning", standard="HubSpot Knowledge Base; Google Email sender guidelines")
def check(
    document: Html | Plain | Message, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    longs, faults = expansions.short_map(options.short_map) if options.short_map else ({}, [])
    allowed, extra = _hosts(options.allow), _hosts(options.extra)
    for site, links in document.links.by_site.items():
        host = site.removeprefix("www.")
        found = ("public", host) if host in extra else shorteners.lookup(host)
        if found is None or found[0] == "dead":
            continue
        if _is_fine(host, allowed, envelope):
            continue
        for link in links:
            url = link.url
            bare = url.path in ("", "/") and not url.query  # the shortener, not a link of it
            base = link.element is not None and link.element.name == "base"  # of all links
            if not bare or base or host != found[1]:
                yield _finding(link, found[0], longs, options)
    for link in document.links:
        if not link.url.known and link.url.site is None:
            # What follows the host begins with a slash: `https://bit.ly{{ path }}`.
            host = link.url.raw_host.rstrip(HOLE + GAP).lower()
            found = shorteners.lookup(host) if host != link.url.raw_host else None
            if found is not None and found[0] != "dead" and not _is_fine(host, allowed, envelope):
                yield _finding(link, found[0], longs, options)
    for line, reason in faults[:1]:
        raise Unknown(f"line {line} of short-map: {reason}", "mend that line of the CSV file")


def _hosts(names: tuple[str, ...]) -> list[str]:
    return [(normal(name) or name).removeprefix("www.") for name in names]


def _is_fine(host: str, allowed: list[str], envelope: Envelope) -> bool:
    return any(within(host, name) for name in allowed) or envelope.owns(host)


def _finding(link: Link, group: str, longs: dict[str, str], options: Options) -> Finding:
    url, span, source = link.url, link.span, link.source
    written = url.raw if url.known else link.text
    short = (written.partition("//")[2] or written).strip()
    if group == "logger":
        said = f"{url.site or url.raw_host} records its visitors — remove the link"
        return Finding(span, said, severity="error", source=source)
    if group == "canonical" and not options.strict:
        said = f"Short link {short}, the official form of {url.site}"
        return Finding(span, said, severity="info", source=source)
    long = (expansions.mapped(url, longs) if longs else None) or expansions.expand(url)
    if long is None:
        return Finding(span, f"Shortened link {short} — use the full address", source=source)
    fix = Fix("Write the full address", [Edit(span, link.written(long.url))], safe=long.safe)
    said = f"Shortened link {short} — use {long.url}"
    return Finding(span, said, fix if link.kind != "code" else None, source=source)
