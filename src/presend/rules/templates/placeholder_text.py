"""Text and images that stand for others must be replaced before sending.

Lorem ipsum, "Your headline here" and grey boxes with their size on them are what a designer
leaves for the writer; nobody wants to send them.

Write the text, or take the block away. Judged is what readers see: text, alternative texts,
subject and preview, and images from hosts of placeholders. Words that may be meant ("TBD", "XXX",
`[name]`, a number kept for fiction) are a warning, and what stands in a region that the ESP's
editor replaces (`mc:edit`, `mktEditable`, `singleline`) is told at `info`. `allow` lists words
that are meant.

Evidence: self-evident defect.

```html bad
<h1>Your headline here</h1><p>Lorem ipsum dolor sit amet, consectetur</p>
    ^^^^^^^^^^^^^^^^^^ Placeholder text "Your headline here" left in the template
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ Placeholder text "Lorem ipsum dolor sit amet" left in the template
<img src="https://via.placeholder.com/600x300" alt="[insert description]">
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Placeholder image of via.placeholder.com left in the template
                                                    ^^^^^^^^^^^^^^^^^^^^ Placeholder text "[insert description]" left in the template
```

```plain bad
Dear [First Name],
     ^^^^^^^^^^^^ Placeholder text "[First Name]" left in the template
we meet on TBD. TODO: say where
           ^^^ Placeholder text "TBD" left in the template
                ^^^^ Placeholder text "TODO" left in the template
```

```envelope bad
Subject: Add your headline here
         ^^^^^^^^^^^^^^^^^^^^^^ Placeholder text "Add your headline here" left in the template
```

```html good
<p>The text of the ad goes on. HOY TODO A 10 EUR, size XXXL, card XXX-1234, [image: Acme]</p>
<input placeholder="Your text here"><!-- Lorem ipsum --><style>.placeholder { color: red }</style>
<p style="display:none">Lorem ipsum</p> <p>{{ text|default("Lorem ipsum") }}</p>
```

```html good allow=["lorem ipsum"]
<p>Why do printers use Lorem ipsum?</p>
```
"""

from collections.abc import Iterator

from presend.api import Envelope, Finding, Html, Link, Plain, Severity, Source, Span, rule
from presend.data import placeholder_words
from presend.data.branches import inside
from presend.documents import entities

_REPLACED = ("mc:edit", "editable", "data-editable", "mktname", "contenteditable")
_REGIONS = ("singleline", "multiline", "editable")


class Options:
    allow: tuple[str, ...] = ()  # words that are meant


@rule(severity="error", standard="Complete content")
def check(document: Html | Plain | Envelope, options: Options) -> Iterator[Finding]:
    allowed = {word.lower() for word in options.allow}
    if isinstance(document, Envelope):
        for name in ("subject", "preheader"):
            if (value := document.values.get(name)) is not None:
                yield from _in_text(value, document.text(name) or "", 0, allowed)
        return
    if isinstance(document, Plain):
        text = document.masked[document.start :]
        yield from _in_text(document.source, text, document.start, allowed)
        return
    found = [*_in_html(document, allowed), *_images(document)]
    editable = inside(_editable(document)) if found else None
    for finding in found:
        if editable is not None and editable(finding.span[0]):
            finding.severity = "info"
        yield finding


def _in_html(html: Html, allowed: set[str]) -> Iterator[Finding]:
    runs = [(run.start, run.end) for run in html.shown if run.end - run.start > 2]
    for name in ("alt", "title"):
        attributes = [element.get(name) for element in html.with_attribute(name)]
        runs += [attribute.span for attribute in attributes if attribute is not None]
    masked = html.masked
    if not placeholder_words.hinted("\n".join([masked[start:end] for start, end in runs])):
        return
    for start, end in runs:
        text, places = entities.decode_mapped(masked[start:end])
        for first, last, sure in placeholder_words.find(text):
            span = Span(start + places[first], start + places[last])
            yield from _finding(html.source, span, text[first:last], sure, allowed)


def _in_text(source: Source, text: str, start: int, allowed: set[str]) -> Iterator[Finding]:
    for first, last, sure in placeholder_words.find(text):
        span = Span(start + first, start + last)
        yield from _finding(source, span, text[first:last], sure, allowed)


def _finding(
    source: Source, span: Span, words: str, sure: str, allowed: set[str]
) -> Iterator[Finding]:
    words = " ".join(words.split())
    if words.lower() not in allowed and not any(word in words.lower() for word in allowed):
        severity: Severity | None = None if sure == "certain" else "warning"
        said = f'Placeholder text "{words}" left in the template'
        yield Finding(span, said, severity=severity, source=source)


def _images(html: Html) -> Iterator[Finding]:
    for link in html.links:
        if link.kind == "resource" and (host := _host(link)) in placeholder_words.HOSTS:
            yield Finding(link.span, f"Placeholder image of {host} left in the template")


def _host(link: Link) -> str:
    return (link.url.host or "").removeprefix("www.")


def _editable(html: Html) -> Iterator[Span]:
    for name in _REPLACED:
        yield from (element.outer for element in html.with_attribute(name))
    yield from (element.outer for element in html.elements(*_REGIONS))
    if "mktEditable" in html.source.text:
        for element in html.with_attribute("class"):
            if "mktEditable" in (element.value("class") or ""):
                yield element.outer
