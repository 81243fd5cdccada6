"""A mail that is ready to be sent must not hold tags of the template.

No engine comes after a message: the reader sees `{{ first_name }}` instead of a name, or follows
a link to `{{ url }}`. The data lacked the name, the part was not rendered, or the template went
out as it was.

Mend what renders the mail, and send a new test. Judged are the texts of a message, its links
(percent-encoded as well), alternative texts, the subject and the names of those it goes to;
`sender-placeholder` judges From and Reply-To. Code that is shown (`code`, `pre`, quoted and
indented lines of a text part), comments, styles and scripts are not judged, nor single braces and
percent signs around other words than names.

Evidence: SpamAssassin, UNRESOLVED_TEMPLATE (0.7 to 3.0, 24 October 2024), for headers.

```message bad
From: Acme <news@acme.com>
To: {{ name }} <ada@example.org>
    ^^^^^^^^^^ Rendered email still contains {{ name }}
Subject: *|FNAME|*, hello
         ^^^^^^^^^ Rendered email still contains *|FNAME|*

Hi {{ first_name }},
   ^^^^^^^^^^^^^^^^ Rendered email still contains {{ first_name }}
see %recipient.city% and {% if x %}
    ^^^^^^^^^^^^^^^^ Rendered email still contains %recipient.city%
                         ^^^^^^^^^^ Rendered email still contains {% if x %}
```

```message bad
From: news@acme.com
Content-Type: text/html

<p>Hi {{name}}, <a href="https://acme.com/?u=%7B%7Bid%7D%7D">go</a></p>
      ^^^^^^^^ Rendered email still contains {{name}}
                                             ^^^^^^^^^^^^^^ Rendered email still contains %7B%7Bid%7D%7D
```

```message good
From: news@acme.com
Content-Type: text/html

<style>@media screen{a{b:c}}</style><p>Hi Anna, 100% OFF% today</p>
<p>In Jinja write <code>{{ name }}</code>.</p><script>var a = "{{ b }}"</script>
```

```message good
From: anna@acme.com

> Hi {{ name }},
the template prints {dist} and ${args} here
```

```html good
<p>Hi {{ first_name }},</p>
```
"""

from presend.api import (
    Envelope,
    Finding,
    Html,
    Iterator,
    Message,
    Plain,
    Sequence,
    Source,
    Span,
    rule,
)
from presend.documents.templating import delimiters, holes


@rule(severity="error", standard="SpamAssassin UNRESOLVED_TEMPLATE")
def check(document: Html | Plain | Message | Envelope) -> Iterator[Finding]:
    if isinstance(document, Message):
        for name in ("to", "cc"):
            for header in document.headers.all(name):
                yield from _of_value(header.decoded)
    elif not document.rendered:
        return
    elif isinstance(document, Envelope):
        if (subject := document.values.get("subject")) is not None:
            yield from _of_value(subject)
    else:
        text = document.source.text
        shown = _shown_in_html(document) if isinstance(document, Html) else _shown_in_text(document)
        yield from _findings(document.source, [*shown, *_encoded(text)])


def _of_value(value: Source) -> Iterator[Finding]:
    from presend.data import leftovers

    found = leftovers.find(value.text, holes.find(value.text)[0])
    yield from _findings(value, [Span(hole.start, hole.end) for hole in found])


def _shown_in_html(html: Html) -> Iterator[Span]:
    from presend.data import leftovers

    tags = leftovers.find(html.source.text, html.holes) if html.holes else []
    place = delimiters.places(html) if tags else None
    for hole in tags:
        if place is not None and place(hole.start) in ("text", "tag"):
            yield Span(hole.start, hole.end)


def _shown_in_text(plain: Plain) -> Iterator[Span]:
    from presend.data import leftovers

    for hole in leftovers.find(plain.source.text, plain.holes):
        if not plain.shows_as_code(hole.start):
            yield Span(hole.start, hole.end)


def _encoded(text: str) -> Iterator[Span]:
    if "%7" in text or "%3C%25" in text:
        from presend.data import leftovers

        for found in leftovers.ENCODED.finditer(text):
            yield Span(*found.span())


def _findings(source: Source, spans: Sequence[Span]) -> Iterator[Finding]:
    """One for each tag, with the other places where it stands."""
    places: dict[str, list[Span]] = {}
    for span in sorted(spans):
        places.setdefault(source[span], []).append(span)
    for tag, (first, *others) in places.items():
        said = f"Rendered email still contains {' '.join(tag.split())}"
        related = [(other, "and here") for other in others]
        yield Finding(first, said, source=source, related=related)
