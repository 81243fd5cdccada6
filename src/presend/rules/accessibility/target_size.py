"""A button should be large enough for a thumb.

What is lower than 24 px is missed, or the link beside it is hit. Give the button padding: 12 px
above and below are usual.

A button is a link that is a block or an inline block, or the only thing in a cell with a
background of its own. Its height is the line (`line-height`, else 1.2 times the size of the
text) with the padding above and below. Links within text are exempt, and so is what has an image
or a length that cannot be known. The rule is off by default.

Evidence: WCAG 2.2, 2.5.8 Target Size (Minimum) (AA): 24 by 24 CSS pixels, or enough room around
a smaller target, which is not judged here.

```html bad
<html><body><a href="https://acme.com/a" style="display: inline-block; font-size: 15px; background: #333">Order</a></body></html>
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Button is 18px high
```

```html bad
<td bgcolor="#9b1c31" style="padding: 0"><a href="https://acme.com/a" style="font-size: 16px; line-height: 22px">Order</a></td>
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Button is 22px high
```

```html good
<td bgcolor="#9b1c31" style="padding: 14px 28px"><a href="https://acme.com/a" style="font-size: 16px">Order</a></td>
<p style="font-size: 16px">See <a href="https://acme.com/a">the report</a> first.</p>
```

```html good
<a href="https://acme.com/a" style="display: block; padding: {{ gap }}; font-size: 14px">Order</a>
<a href="https://acme.com/a" style="display: inline-block"><img src="logo.png" alt="Acme" height="20"></a>
```
"""

from presend.api import Element, Finding, Html, Iterator, rule
from presend.documents.looks import boxes

LEAST = 24.0  # px
_TALL = frozenset("img br table div p ul".split())
_BLOCKS = ("block", "inline-block", "table", "inline-table", "flex", "inline-flex")


@rule(severity="info", standard="WCAG 2.2, 2.5.8 Target Size (Minimum) (AA)", off=True)
def check(html: Html) -> Iterator[Finding]:
    for link in html.elements("a"):
        if "href" not in link or link.outlook_only or not link.text().strip():
            continue
        height = _height(html, link)
        if height is not None and 0 < height < LEAST:
            yield Finding(link.span, f"Button is {round(height, 1):g}px high")


def _height(html: Html, link: Element) -> float | None:
    """The height of a button; None if it is none, or nobody can tell."""
    styling = html.styling
    declared = styling.declared(link)
    display = declared.get("display")
    is_block = display is not None and display.value.strip().lower() in _BLOCKS
    cell = link.parent
    around_text = [link] if is_block else []
    if cell is not None and cell.name == "td" and _alone(cell, link):
        around = styling.of(cell.parent) if cell.parent else styling.root
        if styling.of(cell).background != around.background:
            around_text.append(cell)
    if not around_text or any(each.name in _TALL for each in link.descendants()):
        return None
    text = max(link.descendants(), key=lambda each: styling.of(each).size or 0.0, default=link)
    line = boxes.line_height(text)
    if line is None or styling.of(link).hidden:
        return None
    height = line
    for box in around_text:
        padding = boxes.above_and_below(box)
        if padding is None:
            return None
        height += padding
    return height


def _alone(cell: Element, link: Element) -> bool:
    (start, end), (first, last) = cell.content, link.outer
    return end - start - (last - first) < 500 and cell.text().strip() == link.text().strip()
