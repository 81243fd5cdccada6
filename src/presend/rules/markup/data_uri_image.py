"""A picture written as `data:` is not shown in Gmail.

The largest webmail leaves it out, on every platform, and it swells the HTML towards the size
at which Gmail clips. Host the picture and link to it. A `cid:` picture needs a part of the
message that carries it.

Evidence: caniemail, "base64 images" (Gmail: none; Outlook on Windows: partial; June 2026).

```html bad
<img src="data:image/png;base64,iVBORw0KGgo=" alt="Acme">
          ^^^^^^^^^^^^^^ data: image is not shown in Gmail
```

```html bad
<td style="background: url(data:image/gif;base64,R0lGODlhAQAB)">x</td>
                           ^^^^^^^^^^^^^^ data: image is not shown in Gmail
```

```html good
<img src="https://images.acme.com/logo.png" alt="Acme"> <img src="{{ logo }}" alt="">
```

```html good
<style>.spinner { background: url("data:image/svg+xml,%3Csvg/%3E") }</style>
```
"""

from presend.api import Finding, Html, Iterator, Span, rule


@rule(severity="warning", standard="caniemail: image-base64")
def check(html: Html) -> Iterator[Finding]:
    for link in html.links:
        if link.kind != "resource" or link.partial[:5].lower() != "data:":
            continue
        if link.element is not None and link.element.name == "link":
            continue  # a style sheet, or the icon of a page
        in_sheet = link.element is not None and link.element.name in ("style", "mj-style")
        if in_sheet or (link.partial[5:14].lower() == "image/svg" and link.attribute is None):
            continue  # progressive decoration of clients that know it
        start, end = link.span
        comma = min(at if at >= 0 else end for at in (link.text.find(";"), link.text.find(",")))
        place = Span(start, min(end, start + max(comma, 5)))
        yield Finding(place, "data: image is not shown in Gmail", source=link.source)
