"""Gmail clips a mail of more than about 102 KB.

What comes after the cut is hidden behind "View entire message": mostly the unsubscribe link
and the open pixel, and the clipped view loses styles, too. What counts is the HTML as sent, so
the ESP's tracking, which lengthens every link, is added (HubSpot some 300 octets a link,
others 150). Take out generated markup, comments and unused styles, or link to a longer text. Of
a template whose modules an editor chooses no mail has all: there it is at info.

There is no official number. Evidence: email-bugs, issue 41 (102 KB, special characters clip
as well); Spam Resource, "What is Gmail clipping" (January 2022: about 105 KB, depending on the
encoding); Ghost warns at 100 KB (January 2026).

```html bad limit=0.1 warn-at=0.05
^ HTML is 0.1 KB (+0.1 KB estimated tracking); Gmail clips around 0.1 KB
<!DOCTYPE html><html><body><p>News of the season, and more of it here</p>
<a href="https://acme.com/a">A</a></body></html>
```

```html bad limit=1.0 warn-at=0.1
^ HTML is 0.1 KB (+0.1 KB estimated tracking); Gmail clips around 1.0 KB
<!DOCTYPE html><html><body><p>News of the season, and more of it here</p>
<a href="https://acme.com/a">A</a></body></html>
```

```html bad limit=0.2 warn-at=0.1
^ HTML is 0.2 KB with all its modules; Gmail clips around 0.2 KB
<!DOCTYPE html><html><body><table class="mktoContainer" id="a"><tbody>
<tr class="mktoModule" id="b" mktoName="Text"><td>News of the season</td></tr>
<tr class="mktoModule" id="c" mktoName="Text"><td>More of it here</td></tr></tbody></table></body></html>
```

```html good limit=0.1
<table><tr><td>A fragment is no mail, however long it is; what it becomes is not known here.</td></tr></table>
```

```html good
<!DOCTYPE html><html><body><p>Short</p></body></html>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Severity, rule
from presend.data import editor_regions


class Options:
    limit: float = 102.0  # KB of 1,024 octets
    warn_at: float = 90.0  # KB
    link_overhead: int = 0  # octets a tracked link grows by; 0: by the ESP


@rule(severity="error", standard="presend: observed limit of Gmail")
def check(html: Html, envelope: Envelope, options: Options) -> Iterator[Finding]:
    text = html.source.text
    if html.mjml or html.root is None or len(text) * 4 < options.warn_at * 1024:
        return
    before = text[: html.start].encode("utf-8", "surrogatepass")
    octets = len(html.source.octets) - len(before)
    each = options.link_overhead or (300 if envelope.esp == "hubspot" else 150)
    tracked = 0 if html.rendered else sum(link.kind == "click" for link in html.links) * each
    size, added = octets / 1024, tracked / 1024
    if size + added < options.warn_at:
        return
    extra = f" (+{added:.1f} KB estimated tracking)" if tracked else ""
    modular = editor_regions.has_modules(html)
    if modular:
        extra += " with all its modules"
    said = f"HTML is {size:.1f} KB{extra}; Gmail clips around {options.limit:.1f} KB"
    # What tracking adds is a guess unless the ESP is known.
    over = size >= options.limit or (envelope.esp is not None and size + added >= options.limit)
    severity: Severity | None = "info" if modular else None if over else "warning"
    yield Finding((html.start, html.start), said, severity=severity)
