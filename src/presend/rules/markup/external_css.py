"""An external stylesheet is ignored by most clients.

A layout that depends on it falls apart: 36 of 42 tested clients do not support `<link>`, 33
of 42 not `@import`. Write the styles into `style=""` and `<style>`. A web font is common
progressive enhancement and told only at `info`, and so is what is kept from Outlook
(`<!--[if !mso]><!-->`), and a file without a host, or one that the template names: a build may
write it into the mail.

Evidence: rspamd EXT_CSS 1.0 (August 2026); caniemail, "<link>" and "@import" (June 2026).

```html bad
<link rel="stylesheet" href="https://acme.com/mail.css">
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ External stylesheet is ignored by most clients
```

```html bad
<style>@import url("https://acme.com/mail.css"); p { color: red }</style>
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ External stylesheet is ignored by most clients
```

```html bad
<!--[if !mso]><!--><link href="https://fonts.googleapis.com/css?family=Lato" rel="stylesheet"><!--<![endif]-->
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ External stylesheet is ignored by most clients
```

```html bad
<link rel="stylesheet" href="/assets/notifications/styles.css">
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ External stylesheet is ignored by most clients, unless the build writes it into the mail
```

```html good
<style>p { color: #111111 }</style><link rel="preconnect" href="https://fonts.gstatic.com">
```

```html good
<style>/* @import url("old.css"); */ p { color: red }</style>
```
"""

from presend.api import Element, Finding, Html, Iterator, Severity, rule
from presend.documents.markup.tokens import MODERN

_FONTS = ("fonts.googleapis.com", "use.typekit.net", "fonts.bunny.net", "fast.fonts.net", "cloud.typography.com",
          "p.typekit.net", "use.fontawesome.com", "rsms.me", "api.fontshare.com", "fonts.cdnfonts.com")  # fmt: skip
_SAID = "External stylesheet is ignored by most clients"
_UNLESS = ", unless the build writes it into the mail"


@rule(severity="warning", standard="caniemail: html-link, css-at-import")
def check(html: Html) -> Iterator[Finding]:
    for link in html.elements("link"):
        if "stylesheet" in (link.value("rel") or "").lower().split():
            href = link.get("href")
            address = "" if href is None else href.partial.strip()
            if html.rendered or address.startswith(("http:", "https:", "//")):
                yield Finding(link.span, _SAID, severity=_mild(link, address))
            elif address:
                yield Finding(link.span, _SAID + _UNLESS, severity="info")
    for style, sheet in html.sheets:
        for at_rule in sheet.at_rules:
            if at_rule.name == "import":
                yield Finding(at_rule.span, _SAID, severity=_mild(style, at_rule.prelude))


def _mild(element: Element, address: str) -> Severity | None:
    """Fonts, and what is kept from Outlook, are there for the clients that can."""
    enhances = element.visible == MODERN or any(host in address for host in _FONTS)
    return "info" if enhances else None
