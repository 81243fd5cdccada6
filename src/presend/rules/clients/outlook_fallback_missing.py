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

from presend.api import (
    Collection,
    Declaration,
    Element,
    Finding,
    Html,
    Iterator,
    Span,
    Targets,
    rule,
)
from presend.data import colours
from presend.documents.looks import selectors, tag_styles
from presend.documents.looks.properties import px
from presend.documents.markup.tokens import OUTLOOK

_VML = ("v:fill", "v:image", "v:background", "v:imagedata")
_SHAPES = ("v:rect", "v:roundrect", "v:textbox", "v:shape", "v:oval")
_BLOCKS = ("div", "p", "h1", "h2", "h3", "h4")
_SIDES = ("padding-top", "padding-right", "padding-bottom", "padding-left")
_FRAMES = ("background", "border")
_THICK = 6.0  # px; less padding is not missed
_MOST = 200  # elements that are looked at
_WIDE = 320.0  # px


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
        if is_background and element.name != "body" and not (_coloured(element) or _drawn(element)):
            yield link.span
    if in_sheets:
        yield from _meant(html, in_sheets)


def _meant(html: Html, places: list[Span]) -> Iterator[Span]:
    """Of the places in sheets those that are the background of an element, all it has."""
    bare: dict[Span, bool] = {}
    for element in islice(html.with_attribute("class"), _MOST):
        found = html.styling.declared(element) if element.visible & OUTLOOK else {}
        for name in ("background", "background-image"):
            if name in found:
                start, end = found[name].span
                at = bisect_left(places, (start, start))
                if at < len(places) and places[at][0] < end:
                    covered = _coloured(element) or _drawn(element)
                    bare[places[at]] = bare.get(places[at], False) or not covered
    yield from (place for place, without in bare.items() if without)


def _coloured(element: Element) -> bool:
    """Whether what Outlook shows instead of the image is a colour."""
    if "bgcolor" in element:
        return True
    found = element.html.styling.declared(element)
    if "background-color" in found:
        return True
    shorthand = found.get("background")
    words = shorthand.value.replace(",", " ").split() if shorthand else []
    return any(colours.parse(word) for word in words)


def _drawn(element: Element) -> bool:
    """Whether VML inside or around the element draws the image."""
    first, last = element.outer
    shapes = element.html.elements(*_VML)
    at = bisect_left(shapes, first, key=lambda each: each.start)
    return (at < len(shapes) and shapes[at].start < last) or _in_shape(element)


def _in_shape(element: Element) -> bool:
    html = element.html
    return html.outlook.nearest(_SHAPES, html.all_elements)[element.index] >= 0


def _padded(html: Html, *names: str) -> Iterator[Span]:
    for element in _styled(html, "padding", *names):
        found = html.styling.declared(element)
        place = _place(found)
        if place is None or "mso-padding-alt" in found or _in_shape(element):
            continue
        if element.name == "a" and not _is_bare_button(element, found):
            continue
        if not any(name.startswith(_FRAMES) for name in found):
            continue
        if not any(each.outlook_only for each in _inside(element)):
            yield place


def _inside(element: Element) -> list[Element]:
    """The elements inside one, as Outlook builds them; the first so many."""
    last = element.html.outlook.lasts[element.index]
    return element.html.all_elements[element.index + 1 : min(last, element.index + _MOST)]


def _styled(html: Html, word: str, *names: str) -> Iterator[Element]:
    """The elements that Outlook sees and that may have a property of that word."""
    keys = {
        selector.key
        for _, sheet in html.sheets
        for style in sheet.rules
        if not style.around and any(word in each.name for each in style.declarations)
        for selector in selectors.parse(style.selector)
    }
    by_name = any(("", name) in keys for name in names)
    found = (
        element
        for element in html.elements(*names)
        if element.visible & OUTLOOK
        and (
            by_name
            or word in html.masked[element.start : element.end].lower()
            or (keys and any((".", name) in keys for name in _classes(element)))
        )
    )
    return islice(found, _MOST)


def _classes(element: Element) -> Collection[str]:
    return tag_styles.of(element).classes or ()


def _place(found: dict[str, Declaration]) -> Span | None:
    """Where the padding is written that would be missed."""
    for name in ("padding", *_SIDES):
        if name in found and _is_thick(found[name]):
            return found[name].span
    return None


def _is_thick(declaration: Declaration) -> bool:
    return any((px(word) or 0) > _THICK for word in declaration.value.lower().split())


def _is_bare_button(element: Element, found: dict[str, Declaration]) -> bool:
    """Whether a link is filled, and nothing but its own padding makes that fill a button."""
    if not any(name in found for name in ("background", "background-color")):
        return False
    if any(name.startswith("border") and _is_thick(each) for name, each in found.items()):
        return False
    cell = element.inside("td", "th")
    return cell is None or _place(element.html.styling.declared(cell)) is None


def _wide(html: Html) -> Iterator[Span]:
    parents, elements = html.outlook.parents, html.all_elements
    for element in _styled(html, "max-width", "div"):
        at, steps = parents[element.index], 0
        while at >= 0 and steps < _MOST and not _is_held(elements[at]):
            at, steps = parents[at], steps + 1
        if at >= 0:
            continue
        held = html.styling.declared(element).get("max-width")
        if held is None or (px(held.value.strip().lower()) or 0) < _WIDE:
            continue
        if not any(map(_is_held, _inside(element))):
            yield held.name_span


def _is_held(element: Element) -> bool:
    """Whether it is a table or shape that has a width of its own in Outlook."""
    if element.name not in ("table", "td"):
        return element.name in _SHAPES
    if element.outlook_only:
        return True
    width = element.value("width")
    if width is None and "width" in element:
        return True
    said = [each.value for each in element.style if each.name in ("width", "max-width")]
    return any((px(each.strip().lower()) or 0) >= _WIDE for each in [width or "", *said])
