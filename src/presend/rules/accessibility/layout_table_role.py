"""A table that only lays out must say so.

A screen reader announces each table with its rows and columns, and mail nests them by the dozen:
"table with one column and one row, table with two columns…" before the first word. Write
`role="presentation"` on every table that is no table of data; the fix does it for all at once.

A table of data is one with `th`, `caption`, `scope`, `headers` or a `summary`. One that looks
like it (two rows or more of several short texts, or a row of them in a loop) but has none of
these is only information: give it header cells, or the role. Tables of Outlook's conditional
comments count as well, at info if no other lacks the role. MJML writes the role itself.

Evidence: WCAG 2.2, 1.3.1 Info and Relationships (A); Email Markup Consortium, accessibility
report 2026: missing in 83.78 % of 376,348 mails; caniemail, "role attribute" (data of May 2026:
Gmail, Outlook and Apple Mail support it, Yahoo and AOL on `table` only).

```html bad
<table width="100%"><tr><td><table role="presentation"><tr><td>Spring sale</td></tr></table></td></tr></table>
^^^^^^^^^^^^^^^^^^^^ Layout table has no role="presentation"
```

```html fixed
<table width="100%" role="presentation"><tr><td><table role="presentation"><tr><td>Spring sale</td></tr></table></td></tr></table>
```

```html bad
<table><tr><td><img src="hero.png" alt="Garden"></td></tr></table>
^^^^^^^ Layout table has no role="presentation" (1 more in this file)
<!--[if mso]><table><tr><td><![endif]--><p>Spring sale</p><!--[if mso]></td></tr></table><![endif]-->
```

```html fixed
<table role="presentation"><tr><td><img src="hero.png" alt="Garden"></td></tr></table>
<!--[if mso]><table role="presentation"><tr><td><![endif]--><p>Spring sale</p><!--[if mso]></td></tr></table><![endif]-->
```

```html bad
<table>{% for line in order.lines %}<tr><td>{{ line.title }}</td><td>{{ line.price }}</td></tr>{% endfor %}</table>
^^^^^^^ Table looks like data, but has no header cells (th)
```

```html good
<table role="presentation"><tr><td>Spring sale</td></tr></table> <table {{ attributes }}><tr><td>x</td></tr></table>
<table>{% include "rows.html" %}</table> <table><tr><th scope="col">Coffee</th><th scope="col">Bags</th></tr><tr><td>Skerry</td><td>2</td></tr></table>
```

```mjml good
<mjml><mj-body><mj-section><mj-column><mj-table><tr><td>1</td></tr></mj-table></mj-column></mj-section></mj-body></mjml>
```
"""

from presend.api import Element, Finding, Fix, Html, Iterator, rule
from presend.documents.looks.styling import loose
from presend.documents.markup import tables

_ROLE = "presentation"


@rule(severity="warning", standard="WCAG 2.2, 1.3.1 Info and Relationships (A)")
def check(html: Html) -> Iterator[Finding]:
    if html.mjml:
        return
    bare = [table for table in html.elements("table") if "role" not in table.places]
    if not bare:
        return
    cells = tables.Cells(html)
    layout: list[Element] = []
    for table in bare:
        if cells.may_be_data(table) or (table.value("summary") or "").strip() or loose(table):
            continue
        if cells.look_like_data(table):
            said = "Table looks like data, but has no header cells (th)"
            yield Finding(table.span, said, severity="info")
        else:
            layout.append(table)
    if layout:
        layout.sort(key=lambda table: table.outlook_only)
        first, *others = layout
        edits = [table.add("role", _ROLE) for table in layout]
        count = f" ({len(others)} more in this file)" if others else ""
        yield Finding(
            first.span,
            f'Layout table has no role="{_ROLE}"{count}',
            Fix(f'Say role="{_ROLE}"', edits),
            severity="info" if first.outlook_only else None,
            related=[(table.span, "neither has this one") for table in others],
        )
