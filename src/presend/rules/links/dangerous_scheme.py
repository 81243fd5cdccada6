"""A link must not run a script, embed its target or open a local file.

Mail clients take `javascript:` and its like out, so the link does nothing, and filters take the
mail for an attack: SpamAssassin scores `data:` links (URI_DATA 1.0), rspamd `file:` links
(HAS_FILE_URL 2.0) and disguised `data:` ones (DATA_URI_OBFU 2.0).

Link to a page on the web that does what the script was to do. A link that only an app
understands (`myapp://`) is a warning: Gmail takes it out, and readers without the app get
nowhere. Link to a page of yours that opens the app (a universal link, an app link) instead.
Schemes that are meant, or that a content management system resolves, belong in `allow`.

`javascript:void(0)` and `about:blank` are for placeholder-href, `data:` images for
data-uri-image.

Evidence: SpamAssassin, rules of 24 October 2024; rspamd, August 2026; for app links in Gmail
user reports (Stack Overflow 38778618; Expo forum, "Gmail drop linking url").

```html bad
<a href="javascript:window.print()">Print</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^ javascript: links never work in email and trigger filters
<a href=" JAVA&#10;SCRIPT:go()">Go</a>
          ^^^^^^^^^^^^^^^^^^^^ javascript: links never work in email and trigger filters
```

```html bad
<a href="file:///C:/Users/anna/form.pdf">Form</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ file: links never work in email and trigger filters
<a href="data:text/html,Hi">Hi</a>
         ^^^^^^^^^^^^^^^^^ data: links never work in email and trigger filters
```

```html bad
<a href="acmebank://pay/{{ invoice.id }}">Pay</a>
         ^^^^^^^^^^^ acmebank:// opens only where the app is installed, and Gmail removes it
```

```html good allow=["t3"]
<a href="https://acme.com/javascript:x">x</a> <a href="mailto:a@acme.com">Mail</a>
<a href="{{ app_scheme }}://pay">Pay</a> <a href="${link}">x</a> <a href="t3://page?uid=1">x</a>
<a href="javascript:void(0)">For placeholder-href</a> <img src="data:image/gif;base64,R0lGOD">
<a href="webcal://acme.com/events.ics">Calendar</a> <a href="acme.com:8080/x">A port</a>
```
"""

from presend.api import Finding, Html, Iterator, Link, rule
from presend.data import foreign, placeholders, schemes


class Options:
    allow: tuple[str, ...] = ()  # schemes


@rule(severity="error", standard="SpamAssassin URI_DATA; rspamd HAS_FILE_URL")
def check(html: Html, options: Options) -> Iterator[Finding]:
    for scheme, links in html.links.by_scheme.items():
        if scheme in schemes.USABLE or len(scheme) < 2 or scheme in options.allow:
            continue
        for link in links:
            if link.attribute is None or link.kind not in ("click", "resource"):
                continue
            if foreign.replaced(link) or placeholders.void(link.partial):
                continue
            if _dangerous(scheme, link):
                yield Finding(link.span, f"{scheme}: links never work in email and trigger filters")
            elif _opens_app(scheme, link):
                said = f"{scheme}:// opens only where the app is installed, and Gmail removes it"
                yield Finding(link.place(scheme + "://"), said, severity="warning")


def _dangerous(scheme: str, link: Link) -> bool:
    return scheme in schemes.ACTIVE if link.kind == "resource" else schemes.dangerous(scheme)


def _opens_app(scheme: str, link: Link) -> bool:
    if link.kind == "resource" or scheme in schemes.MEANT:  # misspelt: malformed-url
        return False
    return link.partial.lower().startswith(scheme + "://")
