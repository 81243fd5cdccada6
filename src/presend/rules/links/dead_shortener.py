"""A short link of a service that has shut down leads nowhere.

The reader gets an error page, or a parking page that whoever bought the domain has put there.
Google ended Firebase Dynamic Links (`page.link`) on 25 August 2025 with every link. Of `goo.gl`
it kept on that day what was still in use, so that is a warning: try the link. Links that Google
made itself (`maps.app.goo.gl`) go on working, and are shortened-link's to tell.

Write the full address. If a service has come back to life under its old name, list its host in
`allow`.

Evidence: Google, "Dynamic Links Deprecation FAQ"; Google's notices on goo.gl of 18 July 2024
(all links end) and 1 August 2025 (those in use stay), as the press reported them; the other
hosts are on lists of inactive shorteners (September 2025), which nobody has tried for presend.

```html bad
<a href="https://acme.page.link/spring">Open the app</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ page.link was shut down on 25 Aug 2025; this link is dead
```

```html bad
<a href="https://goo.gl/{{ code }}">Map</a> <a href="//adf.ly/1a2B">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^ goo.gl was shut down on 25 Aug 2025; this link is probably dead
                                                     ^^^^^^^^^^^^^ adf.ly has shut down; this link is dead
```

```html good
<a href="https://maps.app.goo.gl/Ab1">Google's own</a> <a href="https://goo.gle/x">Alive</a>
<a href="https://blog.acme.com/goo.gl/end">A page about it</a> <a href="https://goo.gl/">It</a>
```

```html good allow=["Tr.im", "acme.page.link"]
<a href="https://tr.im/x">Allowed</a> <a href="{{ short_link }}">Filled in later</a>
<a href="https://acme.page.link/x">Allowed, too</a>
```
"""

from presend.api import Finding, Html, Iterator, Message, Plain, Severity, rule
from presend.data import shorteners
from presend.domains import normal, within

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Options:
    allow: tuple[str, ...] = ()  # hosts; their subdomains with them


@rule(severity="error", standard="Google, Dynamic Links Deprecation FAQ")
def check(document: Html | Plain | Message, options: Options) -> Iterator[Finding]:
    allowed = [normal(name) or name for name in options.allow]
    for site, links in document.links.by_site.items():
        found = shorteners.lookup(site)
        if found is None or found[0] != "dead" or any(within(site, name) for name in allowed):
            continue
        service = found[1]
        day = shorteners.CLOSED.get(service)
        said = f"{service} was shut down on {_said(day)}" if day else f"{service} has shut down"
        some_live = service == "goo.gl"
        said += f"; this link is {'probably ' if some_live else ''}dead"
        for link in links:
            url = link.url
            bare = url.path in ("", "/") and not url.query  # the service itself, not a link of it
            if not bare or site.removeprefix("www.") != service:
                severity: Severity | None = "warning" if some_live else None
                yield Finding(link.span, said, severity=severity, source=link.source)


def _said(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
