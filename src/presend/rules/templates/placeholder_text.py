"""Text and images that stand for others must be replaced before sending.

Lorem ipsum, "Your headline here" and grey boxes with their size on them are what a designer
leaves for the writer; nobody wants to send them.

Write the text, or take the block away. Judged is what readers see: text, alternative texts,
subject and preview, and images from hosts of placeholders. Words that may be meant ("TBD", "XXX",
`[name]`, a number kept for fiction) are a warning, and what stands in a region that the ESP's
editor replaces (`mc:edit`, `mktoText`, `singleline`, a `module_block` of HubL) is told at `info`.
`allow` lists words that are meant.

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
[[#each items]]<p>[[name]], [[company_name]]</p>[[/each]]
<input placeholder="Your text here"><!-- Lorem ipsum --><style>.placeholder { color: red }</style>
<p style="display:none">Lorem ipsum</p> <p>{{ text|default("Lorem ipsum") }}</p>
```

```html good allow=["lorem ipsum"]
<p>Why do printers use Lorem ipsum?</p>
```
"""

from presend.api import (
    Envelope,
    Finding,
    Html,
    Iterable,
    Iterator,
    Plain,
    Sequence,
    Severity,
    Source,
    Span,
    rule,
)
from presend.data import editor_regions, placeholder_words
from presend.data.branches import inside
from presend.documents.markup import entities


class Options:
    allow: tuple[str, ...] = ()  # words that are meant


@rule(severity="error", standard="Complete content")
def check(document: Html | Plain | Envelope, options: Options) -> Iterator[Finding]:
    allowed = [word.lower() for word in options.allow]
    if isinstance(document, Envelope):
        for name, value in document.known("subject", "preheader"):
            yield from _findings(value, _in_text(document.text(name) or "", 0), allowed)
    elif isinstance(document, Plain):
        found = _in_text(document.masked[document.start :], document.start)
        yield from _findings(document.source, found, allowed)
    else:
        findings = list(_findings(document.source, _in_html(document), allowed))
        editable = inside(editor_regions.regions(document)) if findings else None
        for finding in findings:
            places = [finding.span, *(span for span, _ in finding.related)]
            if editable is not None and all(editable(place[0]) for place in places):
                finding.severity = "info"
            yield finding


def _in_text(text: str, start: int) -> Iterator[tuple[Span, str, str]]:
    for first, last, sure in placeholder_words.find(text):
        words = " ".join(text[first:last].split())
        yield Span(start + first, start + last), f'text "{words}"', sure


def _in_html(html: Html) -> Iterator[tuple[Span, str, str]]:
    for link in html.links:
        if link.kind == "resource":
            host = (link.url.host or "").removeprefix("www.")
            if host in placeholder_words.HOSTS:
                yield link.span, f"image of {host}", "certain"
    runs = [(run.start, run.end) for run in html.shown if run.end - run.start > 2]
    for name in ("alt", "title"):
        attributes = [element.get(name) for element in html.with_attribute(name)]
        runs += [attribute.span for attribute in attributes if attribute is not None]
    masked = html.masked
    if not placeholder_words.hinted("\n".join([masked[start:end] for start, end in runs]).lower()):
        return
    for start, end in sorted(runs):
        text, places = entities.decode_mapped(masked[start:end])
        for span, said, sure in _in_text(text, 0):
            yield Span(start + places[span[0]], start + places[span[1]]), said, sure


def _findings(
    source: Source, found: Iterable[tuple[Span, str, str]], allowed: Sequence[str]
) -> Iterator[Finding]:
    """One for each placeholder, with the other places where it stands."""
    places: dict[tuple[str, str], list[Span]] = {}
    for span, said, sure in found:
        if not any(word in said.lower() for word in allowed):
            places.setdefault((said, sure), []).append(span)
    for (said, sure), (first, *others) in places.items():
        severity: Severity | None = None if sure == "certain" else "warning"
        related = [(other, "and here") for other in others]
        said = f"Placeholder {said} left in the template"
        yield Finding(first, said, severity=severity, source=source, related=related)
