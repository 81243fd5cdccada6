"""A shortened link hides where it leads and shares its host with abusers.

Mail providers ask that a link's target can be understood, and HubSpot names shortened links
(`youtu.be/xyz` for `youtube.com/xyz`) among the reasons why mail is filed as spam. By itself
a shortener scores nothing in SpamAssassin; together with a small body, an image or a missing
List-Unsubscribe it does (URI_BUFFLY 2.0, SHORTENER_SHORT_IMG 2.5; scores of October 2024).
IP loggers are worse: they exist to record the reader, and are errors.

Write the full address. Where the full address follows from the short one without asking
anybody, the fix writes it. For your own codes, export them as CSV (`short,long`) and name the
file's pairs in `short-map`. A branded host under your own domain (`go.acme.com`) is no
finding; list others in `allow`. Official short forms whose target is evident (`wa.me`,
`t.me`) are told at `info`; `strict = true` treats them as the rest.

Evidence: HubSpot Knowledge Base, "Understand why contacts didn't receive marketing emails"
(25 August 2025); Google, "Email sender guidelines" (21 March 2026).

```html bad
<a href="https://youtu.be/xyz">Watch</a>
         ^^^^^^^^^^^^^^^^^^^^ Shortened link youtu.be/xyz — use the full address
```

```html bad
<a href="https://youtu.be/dQw4w9WgXcQ?si=AbC&amp;t=43">Watch</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Shortened link youtu.be/dQw4w9WgXcQ?si=AbC&amp;t=43 — use https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=43
```

```html fixed
<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=43">Watch</a>
```

```plain bad
The offer: HTTPS://BIT.LY./{{ code }}
           ^^^^^^^^^^^^^^^^^^^^^^^^^^ Shortened link BIT.LY./{{ code }} — use the full address
```

```html bad
<a href="https://grabify.link/AB12CD">Map</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ grabify.link records its visitors — remove the link
```

```html good
<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Watch</a>
<a href="https://maps.app.goo.gl.acme.com/x">A host that only begins like one</a>
<a href="https://doi.org/10.1000/182">A permanent identifier</a>
```

```html good own-domains=["acme.ly"] allow=["buff.ly"]
<a href="https://go.acme.ly/sale">Ours</a> <a href="https://buff.ly/2x">Allowed</a>
```
"""

from collections.abc import Iterator

from presend.api import Edit, Envelope, FileText, Finding, Fix, Html, Link, Message, Plain, rule
from presend.data import expansions, shorteners
from presend.domains import within


class Options:
    allow: tuple[str, ...] = ()  # hosts
    extra: tuple[str, ...] = ()  # hosts
    short_map: FileText = FileText()  # CSV: short,long
    strict: bool = False  # official short forms (wa.me, t.me) are findings of their own severity


@rule(severity="warning", standard="HubSpot Knowledge Base; Google Email sender guidelines")
def check(
    document: Html | Plain | Message, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    longs = expansions.short_map(options.short_map)[0] if options.short_map else {}
    for link in document.links:
        host = link.url.site
        if host is None or link.url.path in ("", "/"):
            continue
        group = _group(host, options)
        if group and not any(within(host, domain) for domain in envelope.own_domains):
            yield _finding(link, group, longs, options)


def _group(host: str, options: Options) -> str | None:
    if host in options.allow:
        return None
    if host in options.extra:
        return "public"
    found = shorteners.lookup(host)
    return None if found is None or found[0] == "dead" else found[0]


def _finding(link: Link, group: str, longs: dict[str, str], options: Options) -> Finding:
    url = link.url
    short = link.text.partition("//")[2] or link.text
    if group == "logger":
        said = f"{url.site} records its visitors — remove the link"
        return Finding(link.span, said, severity="error")
    severity = "info" if group == "canonical" and not options.strict else None
    long = (expansions.mapped(url, longs) if longs else None) or expansions.expand(url)
    if long is None:
        said = f"Shortened link {short} — use the full address"
        return Finding(link.span, said, severity=severity)
    said = f"Shortened link {short} — use {long.url}"
    fix = Fix("Write the full address", [Edit(link.span, link.written(long.url))], safe=long.safe)
    offered = link.kind != "code" and (group != "canonical" or options.strict)
    return Finding(link.span, said, fix if offered else None, severity=severity)
