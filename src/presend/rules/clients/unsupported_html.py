"""An element or attribute does nothing in some target clients, or shows what it hid.

Gmail, Yahoo and Outlook on Windows drop `<video>`, `<audio>` and inline `<svg>`, and show what
`hidden` hides. It is a warning where content is lost or shown against the intent, and clients of
a quarter of the audience (`[targets] clients`; Gmail and Outlook count double) lack it wholly.
Told at info is what has a fallback inside (a linked picture in `<video>`, an `<img>` in
`<picture>`, `src` beside `srcset`), what only stays plain, and `<form>`, of which form-elements
says more; so are tests of more than six years, but for Outlook on Windows, whose engine does
not change.

Put a linked poster picture in the place of a video, a PNG in that of an SVG, and hide with
`display: none`. Sections (`<main>`, `<nav>`) are told only where they carry a style, which is
lost with the tag. Left out, since nothing is lost to the reader: `target`, `role`, `aria-label`,
`aria-hidden`, image maps, `<abbr>` and their like; and what has a rule of its own: `<object>`,
`<link>`, `<base>`, links to a place in the mail, `background`. MJML writes its own HTML.

Evidence: caniemail.com (data of 13 May 2026), the last tested version of each client.

```html bad
<video src="https://acme.com/tour.mp4"></video> <p hidden>For members only</p>
^^^^^^ <video> is not supported in Gmail, Outlook (Windows), Yahoo; partial in Apple Mail (iOS), Samsung Email: requires the controls attribute to play (tested 2019-09-16)
                                                   ^^^^^^ The attribute hidden is not supported in Gmail, Outlook (Windows), Yahoo (tested 2024-01-26)
```

```html bad
<img src="https://acme.com/a.png" srcset="https://acme.com/a@2x.png 2x" alt="Map">
                                  ^^^^^^ The attribute srcset is not supported in Gmail, Outlook (Windows), Yahoo (tested 2019-05-29)
<!--[if !mso]><!--><svg width="20" height="20"><path d="M0 0h9"/></svg><!--<![endif]-->
                   ^^^^ <svg> is not supported in Gmail, Yahoo (tested 2020-02-06)
```

```html good
<a href="https://acme.com/tour"><img src="https://acme.com/tour.png" alt="Watch the tour"></a>
<!--[if mso]><a href="https://acme.com/" hidden>Buy</a><![endif]--><i hidden>&emsp;&#8203;</i>
<p hidden style="display:none">For members only</p> <section><main>No style to lose</main></section>
```

```html good clients=["apple-mail", "thunderbird"]
<video src="https://acme.com/tour.mp4" controls></video>
```
"""

from itertools import islice

from presend.api import Element, Finding, Html, Iterator, Span, Targets, rule
from presend.data import subjects
from presend.data.css_features import GRAVE, TOLD
from presend.documents.looks.features import Use, seen_by

_ELEMENTS = ("video", "audio", "svg", "picture", "dialog", "details", "marquee", "meter", "progress", "ruby", "form")  # fmt: skip
_SECTIONS = ("main", "nav", "section", "article", "aside", "header", "footer", "figure")
_ATTRIBUTES = {
    "srcset": "html-srcset", "hidden": "html-hidden", "loading": "html-loading-attribute",
    "popover": "html-popover", "inert": "css-inert-attribute",
    "aria-labelledby": "html-aria-labelledby", "aria-describedby": "html-aria-describedby",
}  # fmt: skip
_FEATURES = {"picture": "html-picture#0", "svg": "html-svg#0"}
_MOST = 50  # of each that are looked at
_UNKNOWN_TO_GMAIL = ("main", "nav", "details")
_FALLBACK = {"video": ("img", "a"), "audio": ("a",), "picture": ("img",)}


@rule(severity="warning", standard="caniemail.com")
def check(html: Html, targets: Targets) -> Iterator[Finding]:
    if not html.mjml and not html.amp:
        yield from targets.findings(_uses(html))


def _uses(html: Html) -> Iterator[Use]:
    for name in _ELEMENTS:
        for element in islice(html.elements(name), _MOST):
            if name != "svg" or element.inside("svg") is None:
                span = Span(element.start, element.start + 1 + len(name))
                feature = "html-video#0" if "controls" in element else _feature(name)
                yield Use(feature, _grade(element), f"<{name}>", span, seen_by(element))
    for name in _SECTIONS:
        for element in html.elements(name):
            if "style" in element:
                span = Span(element.start, element.start + 1 + len(name))
                yield Use(_feature(name), TOLD, f"The style of <{name}>", span, seen_by(element))
    for name, feature in _ATTRIBUTES.items():
        for element in islice(html.with_attribute(name), _MOST):
            attribute = element.get(name)
            grade = _grade_of(name, element)
            if attribute is not None and grade:
                label = f"The attribute {name}"
                yield Use(feature, grade, label, attribute.name_span, seen_by(element))


def _feature(name: str) -> str:
    if name in _SECTIONS or name == "details":
        return f"html-semantics#{2 if name in _UNKNOWN_TO_GMAIL else 0}"
    return _FEATURES.get(name, f"html-{name}")


def _grade(element: Element) -> int:
    """What is lost with an element: its content, unless that is shown all the same."""
    if element.name in _FALLBACK:
        names = _FALLBACK[element.name]
        return TOLD if any(each.name in names for each in element.descendants()) else GRAVE
    if element.name in ("meter", "progress"):
        return TOLD if element.text().strip() else GRAVE
    return GRAVE if element.name == "svg" or (element.name == "dialog" and "open" not in element) else TOLD  # fmt: skip


def _grade_of(attribute: str, element: Element) -> int:
    """What is lost with an attribute; 0: nothing."""
    if attribute == "srcset":
        return TOLD if "src" in element or element.name == "source" else GRAVE
    if attribute == "hidden" and element.outlook_only:  # who writes it means all other clients
        return 0
    if attribute == "hidden":
        hides = any(each.name in ("display", "mso-hide") for each in element.style)
        shows = element.text().strip(subjects.FILLER) or any(
            e.name == "img" for e in element.descendants()
        )
        return GRAVE if shows and not hides else 0
    return TOLD
