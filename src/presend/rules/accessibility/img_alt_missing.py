"""An image needs an alternative text, empty if it only decorates.

Without `alt` a screen reader reads out the name of the file; with images blocked, as many
clients have them, the reader sees nothing. Write what the image tells; where it tells nothing
(spacers, rules, tracking pixels), write `alt=""`. The fix does that for images of two pixels or
less, or whose name says spacer or pixel; for any other it is unsafe, and it is not offered
where the image is all that a link holds.

A text that is a file name, or a word such as "image", is reported as well, and one of more than
`max_length` characters at info. An `alt` that the template fills in is as good as any. Images
that are hidden are left out, and backgrounds: a `v:image` with a shape of VML over it.

Evidence: WCAG 2.2, 1.1.1 Non-text Content (A); Email Markup Consortium, accessibility report
2026: missing in 47.88 % of 376,348 mails.

```html bad
<p><a href="https://acme.com/"><img src="hero.jpg"></a></p> <map><area href="https://acme.com/a"></map>
                               ^^^^^^^^^^^^^^^^^^^^ Image has no alt attribute
                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image has no alt attribute
```

```html bad
<img src="https://acme.com/spacer.gif" width="1" height="20" />
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image has no alt attribute
```

```html fixed
<img src="https://acme.com/spacer.gif" width="1" height="20" alt="" />
```

```html bad
<img src="a.png" alt="image"> <img src="{{ pic }}_2.webp" alt="{{ pic }}_2.webp">
                      ^^^^^ Alt text "image" says nothing about the image
                                                               ^^^^^^^^^^^^^^^^ Alt text is a file name ({{ pic }}_2.webp)
```

```html bad max-length=20
<img src="a.png" alt="Spring sale: twenty percent off">
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Alt text is 31 characters long; up to 20 are easy to listen to
```

```mjml bad
<mjml><mj-body><mj-section><mj-column><mj-image src="hero.jpg" /></mj-column></mj-section></mj-body></mjml>
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image has no alt attribute
```

```html good
<!--[if mso]><v:image src="https://acme.com/bg.jpg" style="width:600px" /><v:rect fill="t"></v:rect><![endif]-->
```

```html good
<img src="hero.jpg" alt="Spring sale: 20% off"> <img src="line.png" alt="" role="presentation">
<a href="https://acme.com/"><img src="logo.png" alt="{{ company }}"></a> <img {{ attributes }}>
```

```html good
<img src="a.png" th:alt="${product.name}"> <img src="a.png" {% if name %}alt="{{ name }}"{% else %}alt=""{% endif %}>
<img src="https://acme.com/open.gif" width="1" height="1" style="display: none">
```
"""

from bisect import bisect_right

from presend import patterns
from presend.api import Edit, Element, Finding, Fix, Html, Iterator, rule
from presend.data import empty_words, foreign
from presend.documents.looks.styling import loose
from presend.documents.templating.holes import GAP

LONG = 2000  # code points of a link that are looked at
_SIZE = r"\s*+([012])(?:\.0*+)?(?:px)?\s*+\Z"


class Options:
    max_length: int = 150  # characters


@rule(severity="warning", standard="WCAG 2.2, 1.1.1 Non-text Content (A)")
def check(html: Html, options: Options) -> Iterator[Finding]:
    for element in html.elements("img", "area", "v:image", "mj-image", "mj-carousel-image"):
        attribute = element.get("alt")
        if attribute is None:
            if not _excused(element):
                yield Finding(element.span, "Image has no alt attribute", _fix(element))
            continue
        text = attribute.partial.strip()
        if not text or GAP in text:
            continue
        if empty_words.FILE_NAME.match(text):
            yield Finding(attribute.span, f"Alt text is a file name ({attribute.text.strip()})")
        elif len(text) < 30 and empty_words.OF_IMAGES.match(text):
            edits = [Edit(attribute.span, "")] if _spacer(element) else []
            fix = Fix("Mark it as decoration", edits) if edits else None
            yield Finding(attribute.span, f'Alt text "{text}" says nothing about the image', fix)
        elif len(text) > options.max_length and attribute.value is not None:
            limit = options.max_length
            said = f"Alt text is {len(text)} characters long; up to {limit} are easy to listen to"
            yield Finding(attribute.span, said, severity="info")


def _excused(element: Element) -> bool:
    """Whether it needs no text, or may have one that is not written here."""
    if element.name == "area" and "href" not in element:
        return True
    if element.name == "v:image" and "href" not in element and _covered(element):
        return True
    if foreign.bound(element, "alt") or loose(element):
        return True
    return (element.html.styling.of(element).concealed or "").startswith("display")


def _covered(element: Element) -> bool:
    """Whether the next element is a shape, for which it is the background."""
    following = element.html.all_elements[element.index + 1 : element.index + 2]
    return any(each.name.startswith("v:") for each in following)


def _spacer(element: Element) -> bool:
    small = patterns.compile(_SIZE)
    if any(small.match(element.value(name) or "") for name in ("width", "height")):
        return True
    source = element.get("src")
    address = "" if source is None else source.partial
    return empty_words.SPACER.search(address[-200:]) is not None


def _fix(element: Element) -> Fix | None:
    """An empty text; none where it would leave a link without any."""
    if element.name != "img":
        return None
    links = element.html.elements("a")
    at = bisect_right(links, element.start, key=lambda link: link.start) - 1
    if at >= 0:  # links do not nest
        start, end = links[at].content
        if element.start < end < start + LONG and not links[at].text().strip():
            return None
    return Fix("Mark it as decoration", [element.add("alt", "")], safe=_spacer(element))
