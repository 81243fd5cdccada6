"""Outlook on Windows shows a part of the design as if it were not written.

Its engine is Word's: it draws no CSS background, heeds padding on table cells only, and lets
`max-width` hold for tables alone. Told are, one finding of each kind per file: a background
image on an element with neither VML (`v:fill`) nor a colour of its own; a link made a button by
padding that is neither in a padded cell nor has a `v:roundrect`, thick borders or
`mso-padding-alt`; padding on a `<div>`, `<p>` or heading with a background or border of its
own, whose edge the text then touches; and a `<div>` held to its width by
`max-width` without a ghost table or a table of fixed width. Put padding on cells, and write
`<!--[if mso]><table width="600"><tr><td><![endif]-->` around what has a `max-width`.

Nothing is said where Outlook on Windows is no target (`[targets] clients`), in MJML, which
brings its own fallbacks, nor of what Outlook never sees. Pictures without a width attribute
are image-src-invalid's to tell.

Evidence: caniemail.com (data of 13 May 2026): css-background-image, html-background, css-padding,
css-max-width; Rémi Parmentier, "Background properties in VML" (2021).

```html bad
<td style="background: url(https://acme.com/sky.jpg) no-repeat; color: #fff">Sale</td>
                           ^^^^^^^^^^^^^^^^^^^^^^^^ Background image has no Outlook fallback
```

```html bad
<td><a href="https://acme.com" style="display:inline-block;background:#06c;padding:12px 24px">Buy</a></td>
                                                                                   ^^^^^^^^^ Button has no Outlook fallback: its padding is lost
```

```html bad
<html><body><div style="max-width: 600px"><table width="100%"><tr><td>Hello</td></tr></table></div></body></html>
                        ^^^^^^^^^ max-width has no Outlook fallback: on <div> it is lost
```

```html good
<html><body><!--[if mso]><table width="600"><tr><td><![endif]--><div style="max-width: 600px">
<table width="100%"><tr><td bgcolor="#0066cc" background="https://acme.com/sky.jpg" style="padding:12px 24px">
<a href="https://acme.com" style="padding:4px 8px;background:#06c">Buy</a></td></tr></table>
</div><!--[if mso]></td></tr></table><![endif]-->
<!--[if !mso]><!--><a href="https://acme.com" style="background:#06c;padding:12px 24px">Buy</a><!--<![endif]-->
</body></html>
```

```html good clients=["gmail", "apple-mail"]
<td style="background: url(https://acme.com/sky.jpg)"><p style="padding: 20px">Sale</p></td>
```
"""

from bisect import bisect_left
from itertools import islice

from presend.api import Declaration, Element, Finding, Html, Iterator, Span, Targets, rule
from presend.documents.looks import boxes
from presend.documents.looks.properties import px
from presend.documents.markup.tokens import OUTLOOK

_BLOCKS = ("div", "p", "h1", "h2", "h3", "h4")
_FRAMES = ("background", "border")


@rule(severity="info", standard="caniemail.com")
def check(html: Html, targets: Targets) -> Iterator[Finding]:
    if html.mjml or not targets.word:
        return
    yield from _once(_backgrounds(html), "Background image has no Outlook fallback")
    yield from _once(_padded(html, "a"), "Button has no Outlook fallback: its padding is lost")
    yield from _once(_padded(html, *_BLOCKS), "Padding has no Outlook fallback: it is lost")
    if html.whole:
        yield from _once(_wide(html), "max-width has no Outlook fallback: on <div> it is lost")


def _once(places: Iterator[Span], said: str) -> Iterator[Finding]:
    found = list(places)
    if found:
        yield Finding(found[0], said, related=[(span, "here, too") for span in found[1:]])


def _backgrounds(html: Html) -> Iterator[Span]:
    in_sheets: list[Span] = []
    for link in html.links:
        element = link.element
        if link.kind != "resource" or element is None or not element.visible & OUTLOOK:
            continue
        if link.attribute is None and element.name == "style":
            in_sheets.append(link.span)
            continue
        is_background = link.attribute is None or link.attribute.name == "background"
        if is_background and element.name != "body" and not boxes.is_covered(element):
            yield link.span
    if in_sheets:
        yield from _meant(html, in_sheets)


def _meant(html: Html, places: list[Span]) -> Iterator[Span]:
    """Of the places in sheets those that are the background of an element, all it has."""
    bare: dict[Span, bool] = {}
    for element in islice(html.with_attribute("class"), boxes.MOST):
        found = html.styling.declared(element) if element.visible & OUTLOOK else {}
        for name in ("background", "background-image"):
            if name in found:
                start, end = found[name].span
                at = bisect_left(places, (start, start))
                if at < len(places) and places[at][0] < end:
                    covered = boxes.is_covered(element)
                    bare[places[at]] = bare.get(places[at], False) or not covered
    yield from (place for place, without in bare.items() if without)


def _padded(html: Html, *names: str) -> Iterator[Span]:
    for element in boxes.may_have(html, "padding", *names):
        found = html.styling.declared(element)
        place = boxes.thick_padding(found)
        if place is None or "mso-padding-alt" in found or boxes.in_shape(element):
            continue
        if element.name == "a" and not _is_bare_button(element, found):
            continue
        if not any(name.startswith(_FRAMES) for name in found):
            continue
        if not any(each.outlook_only for each in boxes.inside(element)):
            yield place


def _is_bare_button(element: Element, found: dict[str, Declaration]) -> bool:
    """Whether a link is filled, and nothing but its own padding makes that fill a button."""
    if not any(name in found for name in ("background", "background-color")):
        return False
    if any(name.startswith("border") and boxes.is_thick(each) for name, each in found.items()):
        return False
    cell = element.inside("td", "th")
    return cell is None or boxes.thick_padding(element.html.styling.declared(cell)) is None


def _wide(html: Html) -> Iterator[Span]:
    parents, elements = html.outlook.parents, html.all_elements
    for element in boxes.may_have(html, "max-width", "div"):
        at, steps = parents[element.index], 0
        while at >= 0 and steps < boxes.MOST and not boxes.has_width(elements[at]):
            at, steps = parents[at], steps + 1
        if at >= 0:
            continue
        held = html.styling.declared(element).get("max-width")
        if held is None or (px(held.value.strip().lower()) or 0) < boxes.WIDE:
            continue
        if not any(map(boxes.has_width, boxes.inside(element))):
            yield held.name_span
