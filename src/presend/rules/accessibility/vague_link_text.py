"""A link should say where it leads.

Screen-reader users go through the links of a mail as through a list, where "click here" comes
five times and says nothing. Let the link's text name what is behind it: "Read the March report"
for "Click here". Words that no reader sees do as well: `aria-label`, `title`.

The whole text of the link, or of the image in it, is compared with a list of such phrases in
twelve languages; `allow` takes some out. A long address for a text is reported too, unless
words before it ask to copy it. Links to unsubscribe are left out.

Evidence: WCAG 2.2, 2.4.4 Link Purpose (In Context) (A); Google, "Email sender guidelines" (21
March 2026): recipients should know what to expect when they click.

```html bad
<p>The report is out. <a href="https://acme.com/march">Click here</a></p>
                                                       ^^^^^^^^^^ Link text "Click here" says nothing about the target
```

```html bad
<a href="https://acme.fi/a"><b>Lue lisää »</b></a> <a href="https://acme.com/"><img src="a.png" alt="here"></a>
                               ^^^^^^^^^^^ Link text "Lue lisää »" says nothing about the target
                                                                                                     ^^^^ Link text "here" says nothing about the target
```

```html bad
<a href="https://acme.com/reports/2026/march/final?id=7">https://acme.com/reports/2026/march/final?id=7</a>
                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link text is a long address
```

```html good
<a href="https://acme.com/march">Read the March report</a> <a href="https://acme.com">acme.com</a>
<a href="https://acme.com/march" aria-label="Read the March report">Read more</a>
<p>To unsubscribe, <a href="https://acme.com/off/7">click here</a>.</p>
```

```html good
<p>Or copy this address into your browser: <a href="https://acme.com/confirm/8fd0c7a1b2e3f4a5">https://acme.com/confirm/8fd0c7a1b2e3f4a5</a></p>
<a href="{{ url }}">{{ label }}</a> <a href="{{ url }}">{{ url }}</a>
```

```html good allow=["learn more"]
<a href="https://acme.com/march">Learn more</a>
```
"""

from bisect import bisect_right

from presend import patterns
from presend.api import Element, Finding, Html, Iterator, Span, rule
from presend.data import empty_words, unsubscribe

_EDGES = " \t\r\n\f\xa0.,:;!?…·•|<>«»‹›→➔➜➝►▶▸⟶›\"'“”()[]-–—_*+"
_NAMES = ("aria-label", "aria-labelledby", "title")
_INLINE = frozenset("b i u em strong span font".split())
_NEAR = 500  # code points of source in which words tell that it is a way out
_ADDRESS = r"(?:https?://|www\.)[^\s\x1a\x1b]{35,}\Z"
_COPY = r"copy|paste|browser|kopier|copi|colle|pega|incolla|kopio|selain|skopiuj|wklej|webbläsare"


class Options:
    allow: tuple[str, ...] = ()  # texts that are meant


@rule(severity="info", standard="WCAG 2.2, 2.4.4 Link Purpose (In Context) (A)")
def check(html: Html, options: Options) -> Iterator[Finding]:
    ways: set[int] = set()
    allowed = {text.strip(_EDGES).lower() for text in options.allow}
    for element in html.elements("a", "mj-button", "mj-navbar-link"):
        start, end = element.content
        inside = html.masked[start:end]
        text = element.text() if "<" in inside or "&" in inside else inside
        phrase = " ".join(text.split()).strip(_EDGES).lower()
        if phrase.startswith(("http", "www.")) and _bare_address(html, element, phrase, ways):
            yield Finding(_place(html, element), "Link text is a long address")
        if not phrase:
            pictures = [each for each in element.descendants() if each.name == "img"]
            alt = pictures[0].get("alt") if len(pictures) == 1 else None
            phrase = alt.partial.strip().strip(_EDGES).lower() if alt else ""
            text, place = (alt.text, alt.span) if alt else ("", element.span)
        elif phrase in empty_words.OF_LINKS:
            text, place = " ".join(text.split()), _place(html, element)
        if (
            phrase in empty_words.OF_LINKS
            and phrase not in allowed
            and not _told_otherwise(element, ways)
        ):
            yield Finding(place, f'Link text "{text}" says nothing about the target')


def _place(html: Html, element: Element) -> Span:
    """The first text inside the element that is more than white space."""
    start, end = element.content
    runs = html.runs
    at = bisect_right(runs, start, key=lambda run: run.end)
    while at < len(runs) and runs[at].start < end:
        first, last = max(runs[at].start, start), min(runs[at].end, end)
        written = html.masked[first:last]
        if text := written.strip():
            first += written.index(text)
            return Span(first, first + len(text))
        at += 1
    return element.span


def _told_otherwise(element: Element, ways: set[int]) -> bool:
    """Whether it has another name, leads nowhere, or is a way out of the list.

    `ways` are the places of the ways out, and -1 once they are known.
    """
    if "href" not in element or any(name in element for name in _NAMES):
        return True
    html = element.html
    if not ways:
        ways.add(-1)
        ways.update(way.element.start for way in html.opt_outs if way.element)
    if element.start in ways:
        return True
    start, end = element.start - _NEAR, element.content[1] + _NEAR
    block = element.parent
    if block is not None and block.name in _INLINE and block.parent is not None:
        block = block.parent
    if block is not None:
        start, end = max(start, block.end), min(end, block.content[1])
    around = html.text_of((max(start, 0), end)).lower()
    return any(stem in around for stem in unsubscribe.STEMS)


def _bare_address(html: Html, element: Element, phrase: str, ways: set[int]) -> bool:
    if not patterns.compile(_ADDRESS).match(phrase) or _told_otherwise(element, ways):
        return False
    before = html.text_of((max(element.start - 600, 0), element.start))[-200:]
    return patterns.compile(_COPY, patterns.I).search(before) is None
