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

from bisect import bisect_left
from itertools import chain

from presend import patterns
from presend.api import Element, Finding, Fix, Html, Iterator, rule
from presend.documents.looks.styling import loose
from presend.documents.templating.holes import HOLE

ROWS = 2  # of several short texts look like data
SHORT = 40  # characters of a cell
SAMPLE = 20  # rows that are looked at
_AROUND_CELLS = ("table", "tbody", "thead", "tfoot", "tr")
_ROLE = "presentation"


@rule(severity="warning", standard="WCAG 2.2, 1.3.1 Info and Relationships (A)")
def check(html: Html) -> Iterator[Finding]:
    if html.mjml:
        return
    bare = [table for table in html.elements("table") if "role" not in table.places]
    if not bare:
        return
    rows, marked, nearest, nesting = _parts(html)
    if html.holes:
        marked |= _filled_in(html, nearest)
    layout: list[Element] = []
    for table in bare:
        if table.index in marked or (table.value("summary") or "").strip() or loose(table):
            continue
        if table.index not in nesting and _looks_like_data(html, rows.get(table.index, [])):
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


def _parts(
    html: Html,
) -> tuple[dict[int, list[list[Element]]], set[int], list[int], set[int]]:
    """The cells of each row of each table, by the table's index; the tables marked as data; the
    nearest table of each element; the tables with another inside."""
    nearest: list[int] = []
    rows: dict[int, list[list[Element]]] = {}
    marked: set[int] = set()
    nesting: set[int] = set()
    modern, outlook = html.modern.parents, html.outlook.parents
    for element in html.all_elements:
        index, name = element.index, element.name
        parent = outlook[index] if element.outlook_only else modern[index]
        table = index if name == "table" else nearest[parent] if parent >= 0 else -1
        nearest.append(table)
        if name == "table" and parent >= 0:
            nesting.add(nearest[parent])
        if name == "tr":
            rows.setdefault(table, []).append([])
        elif name == "th" or name == "caption":
            marked.add(table)
        elif name == "td":
            if "scope" in element.places or "headers" in element.places:
                marked.add(table)
            if rows.get(table):
                rows[table][-1].append(element)
    return rows, marked, nearest, nesting


def _filled_in(html: Html, nearest: list[int]) -> set[int]:
    """The tables whose rows or cells come from elsewhere, so that they may be data."""
    outputs = [hole.start for hole in html.holes if hole.kind == "output"]
    found: set[int] = set()
    for run, element, _ in html.styling.texts:
        if element is not None and element.name in _AROUND_CELLS:
            at = bisect_left(outputs, run.start)
            if at < len(outputs) and outputs[at] < run.end:
                found.add(nearest[element.index])
    return found


def _looks_like_data(html: Html, rows: list[list[Element]]) -> bool:
    """Whether most rows hold several short texts and nothing else."""
    full = [cells for cells in rows if len(cells) > 1][:SAMPLE]
    texts = [[_text(cell) for cell in cells] for cells in full]
    said = [each for each in texts if any(each)]  # the others only make room
    data = [each for each in said if _is_data(each)]
    if 3 * len(data) < 2 * len(said) or any(map(_holds_more, chain(*full))):
        return False
    looped = any(html.in_branch(cells[0].start) for cells in full)
    return len(data) >= (1 if looped else ROWS)


def _text(cell: Element) -> str:
    """The text of a cell, what a hole fills in as one character."""
    return patterns.compile(r"[\x1a\x1b]++").sub(HOLE, " ".join(cell.text().split()))


def _is_data(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return len(filled) > 1 and 2 * len(filled) >= len(texts) and all(map(_short, filled))


def _short(text: str) -> bool:
    return len(text) <= SHORT and (HOLE in text or any(map(str.isalnum, text)))


def _holds_more(cell: Element) -> bool:
    return any(
        each.name in ("table", "img", "ul", "input", "h1", "h2") for each in cell.descendants()
    )
