"""Headings are the table of contents of who listens.

A screen reader jumps from heading to heading, and lists them with their levels. A long mail
without any is one block; a level that is left out sounds as if something were missing; big bold
text that is no heading is just text. Use `h1` for the title, `h2` for the parts, and style them
as you like.

Told are: no heading in a whole mail of more than `long_mail` characters; a first heading below
`h2`; a level that is skipped; more than one `h1` that is always sent; and bold text of 22 px or
more outside a heading. `role="heading"` with `aria-level` is a heading as well. Where an
include may bring headings, their absence is no finding.

Evidence: WCAG 2.2, 1.3.1 Info and Relationships (A), 2.4.6 Headings and Labels (AA). The
thresholds are presend's own.

```html bad
<h1>Nine Kenyans, one evening</h1><p>Come along.</p><h4>How it goes</h4>
                                                    ^^^^ Heading level skips from h1 to h4
```

```html bad
<body><h3>News</h3><p>Only today</p></body>
      ^^^^ First heading is h3
```

```html bad
<h1>Spring</h1><p>Only today</p><h1>Summer</h1>
                                ^^^^ More than one h1
```

```html bad
<html><body><h1>Prices</h1><p style="font-size: 24px; font-weight: bold">What does not change</p></body></html>
                                                                         ^^^^^^^^^^^^^^^^^^^^ Text styled as a heading (24px, bold) is no heading
```

```html bad long-mail=20
<html><body><p>From July a bag costs £12.00.</p></body></html>
      ^^^^^^ No heading in a mail of 29 characters
```

```html good
<h1>Spring</h1><h2>Shoes</h2><p>…</p><h2>Hats</h2><h3>Straw</h3><h2>Bags</h2>
```

```html good
{% if vip %}<h1>For you</h1>{% else %}<h1>For all</h1>{% endif %}<p>Your code is 123456.</p>
<a href="{{ url }}" style="font-size: 24px; font-weight: bold">Order</a>
<p style="font-size: 32px; font-weight: bold">£12.00</p>
<p style="font-size: 24px; font-weight: bold">Dear reader,</p>
```
"""

from itertools import pairwise

from presend import patterns
from presend.api import Element, Finding, Html, Iterator, Span, rule
from presend.data import branches
from presend.documents.markup import entities
from presend.documents.templating.holes import GAP, HOLE

BIG = 22.0  # px
_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OTHER = (*_LEVELS, "a", "th", "button", "title", "head", "mj-button", "mj-title", "mj-preview")
_WORDS = r"[^\W\d_]{2,}[^\w<>]+[^\W\d_]{2,}|[^\W\d_]{5,}"


class Options:
    long_mail: int = 1500  # visible characters


@rule(severity="info", standard="WCAG 2.2, 1.3.1 Info and Relationships (A)")
def check(html: Html, options: Options) -> Iterator[Finding]:
    headings = _headings(html)
    yield from _levels(html, headings)
    styled = list(_styled(html))
    if not headings and html.whole and len(html.masked) > options.long_mail and not html.includes:
        size = _visible(html)
        if size > options.long_mail:
            root = next(iter(html.elements("body", "mj-body")), html.root)
            place = root.span if root else (html.start, html.start)
            related = [(span, "this looks like one") for span, _ in styled]
            said = f"No heading in a mail of {size:,} characters"
            yield Finding(place, said, related=related)
            return
    if styled:
        (span, size_), *others = styled
        said = f"Text styled as a heading ({round(size_, 1):g}px, bold) is no heading"
        yield Finding(span, said, related=[(each, "so is this") for each, _ in others])


def _headings(html: Html) -> list[tuple[Element, int]]:
    """The headings that are shown, with their levels, in reading order."""
    found = [(element, int(element.name[1])) for element in html.elements(*_LEVELS)]
    for element in html.with_attribute("role"):
        level = element.value("aria-level") or "2"
        if element.value("role") == "heading" and level in "123456":
            found.append((element, int(level)))
    return sorted(
        (
            (element, level)
            for element, level in found
            if not element.outlook_only
            and element.value("role") in (None, "heading")
            and html.styling.of(element).concealed is None
        ),
        key=lambda each: each[0].start,
    )


def _levels(html: Html, headings: list[tuple[Element, int]]) -> Iterator[Finding]:
    for (_, above), (element, level) in pairwise(headings):
        if level > above + 1:
            yield Finding(element.span, f"Heading level skips from h{above} to h{level}")
    if headings and html.whole and headings[0][1] > 2:
        yield Finding(headings[0][0].span, f"First heading is h{headings[0][1]}")
    tops = [element for element, level in headings if level == 1 and element.certain]
    if len(tops) > 1:
        related = [(tops[0].span, "this is the first"), *((e.span, "so is this") for e in tops[2:])]
        yield Finding(tops[1].span, "More than one h1", related=related)


def _styled(html: Html) -> Iterator[tuple[Span, float]]:
    """Text that looks like a heading and is none, with its size."""
    other = None
    for run, _, style in html.styling.texts:
        if style.size is None or style.size < BIG or not style.bold or style.hidden:
            continue
        other = other or branches.inside(each.outer for each in html.elements(*_OTHER))
        if other(run.start):
            continue
        written = html.masked[run.start : run.end]
        text = written.strip()
        if HOLE in text or GAP in text or text.endswith(","):  # Dear reader,
            continue
        if patterns.compile(_WORDS).search(text):
            start = run.start + written.index(text)
            yield Span(start, start + len(text)), style.size


def _visible(html: Html) -> int:
    return sum(
        len(" ".join(entities.decode(html.masked[run.start : run.end]).split()))
        for run, _, style in html.styling.texts
        if not style.hidden
    )
