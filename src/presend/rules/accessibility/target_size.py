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

from itertools import islice

from presend.api import Element, Finding, Html, Iterator, rule
from presend.documents.looks.properties import px

LEAST = 24.0  # px
LINE = 1.2  # of the size of the text, where nobody says
_TALL = frozenset("img br table div p ul".split())
_TALLER = ("height", "min-height", "border", "border-top", "border-bottom")
_NO_TALLER = ("0", "none", "auto", "100%")
DEPTH = 12  # elements around a link that may set the height of its line
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
    boxes = [link] if is_block else []
    if cell is not None and cell.name == "td" and _alone(cell, link):
        around = styling.of(cell.parent) if cell.parent else styling.root
        if styling.of(cell).background != around.background:
            boxes.append(cell)
    if not boxes or any(each.name in _TALL for each in link.descendants()):
        return None
    text = max(link.descendants(), key=lambda each: styling.of(each).size or 0.0, default=link)
    line = _line(html, text)
    if line is None or styling.of(link).hidden:
        return None
    height = line
    for box in boxes:
        padding = _padding(html, box)
        if padding is None:
            return None
        height += padding
    return height


def _alone(cell: Element, link: Element) -> bool:
    (start, end), (first, last) = cell.content, link.outer
    return end - start - (last - first) < 500 and cell.text().strip() == link.text().strip()


def _line(html: Html, link: Element) -> float | None:
    """The height of a line of text in the link."""
    size = html.styling.of(link).size
    for element in (link, *islice(link.ancestors(), DEPTH)):
        value = html.styling.declared(element).get("line-height")
        if value is None:
            continue
        text = value.value.strip().lower()
        number = px(text.rstrip("%"))
        if text == "normal" or number is None:
            return size * LINE if size and text == "normal" else None
        if text.endswith("%"):
            return size * number / 100 if size else None
        return number if text.endswith(("px", "pt")) else size * number if size else None
    return size * LINE if size else None


def _padding(html: Html, box: Element) -> float | None:
    """What stands above and below the text in a box: its padding, its border, its least height."""
    above, below = 0.0, 0.0
    for name, declaration in html.styling.declared(box).items():
        parts = declaration.value.strip().lower().split()
        if name.startswith("padding"):
            lengths = [px(part) for part in parts]
            if not lengths or len(lengths) > 4 or None in lengths:
                return None
            first, last = lengths[0] or 0.0, lengths[2 if len(lengths) > 2 else 0] or 0.0
            if name == "padding":
                above, below = first, last
            elif name == "padding-top":
                above = first
            elif name == "padding-bottom":
                below = first
        elif name in _TALLER and declaration.value.strip().lower() not in _NO_TALLER:
            return None
    height = box.get("height")
    return None if height is not None and height.text != "0" else above + below
