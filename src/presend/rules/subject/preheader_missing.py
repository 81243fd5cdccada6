"""A mailing should say what its preview shows.

The inbox shows some words of the body after the subject. Without a preheader these are the first
ones there, and those are often "View in browser".

Put a hidden block with a sentence at the top of the body (`mj-preview` in MJML), fill in the
preview text of the ESP, or say it in the front matter. No filter effect is claimed; 40 to 70
characters are common advice. Fragments, transactional mail and plain text are not judged, nor are
messages of which nobody has said that they are marketing; where the ESP or a file that is not
there may bring the block, the rule is unchecked.

Evidence: Mailchimp, on preview text (vendor's advice); HubSpot's `{% text "preview_text" %}` and
Mailchimp's `*|MC_PREVIEW_TEXT|*` as public templates use them (November 2026).

```html bad
^ No preheader: the inbox preview will show "View in browser News of May"
<html><body><a href="{{ view_as_page_url }}">View in browser</a><h1>News of May</h1></body></html>
```

```html bad kind="marketing"
^ No preheader
<html><body><img src="https://acme.com/hero.jpg" alt=""></body></html>
```

```html good
<html><body><div style="display:none">Save 20 % until Friday</div><h1>News</h1></body></html>
```

```html good
<html><head><style>.pre { display: none !important }</style></head><body>
<span class="pre">{% text "preview_text" label="Preview text" %}</span><h1>News</h1></body></html>
```

```html good
---
preheader: Save 20 % until Friday
---
<html><body><h1>News</h1></body></html>
```

```mjml good
<mjml><mj-head><mj-preview>Save 20 %</mj-preview></mj-head><mj-body></mj-body></mjml>
```

```html good kind="transactional"
<html><body><p>Your password was changed.</p></body></html>
```

```html good
<p>A fragment</p>
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Html, Iterator, rule
from presend.data import subjects

SHOWN = 40  # characters of the first text
# Where the ESP puts the preview text, in a tag or in a comment.
_PLACED = patterns.compile(r"preview_?text|pre_?header|MC_PREVIEW", patterns.I)


@rule(severity="info", standard="common practice of ESPs (Mailchimp, HubSpot)")
def check(document: Html | Envelope, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing or "preheader" in envelope.values:
        return
    if isinstance(document, Envelope):
        yield from _of_export(envelope)
    elif document.rendered and envelope.mail_kind is None:
        return  # a letter between persons has none
    elif document.whole and document.preheader is None:
        yield from _of_html(document)


def _of_html(html: Html) -> Iterator[Finding]:
    text = html.source.text
    placed = [h for h in html.holes if _PLACED.search(text, h.start, h.end)]
    if any("presend:" not in text[hole.start : hole.end] for hole in placed):
        return
    others, unread = html.reach()
    if any(other.preheader for other in others):
        return
    if unread is not None:
        raise unread.unknown()
    body = next(iter(html.elements("body", "mj-body")), None)
    start = body.end if body is not None else html.start
    words = html.text_of((start, len(text)), between=" ").lstrip(subjects.FILLER)
    words = " ".join(words[: 4 * SHOWN].split())
    shown = words[:SHOWN].rpartition(" ")[0] if len(words) > SHOWN else words
    if not shown or "\x1a" in shown or "\x1b" in shown:
        yield Finding((0, 0), "No preheader")
    else:
        yield Finding((0, 0), f'No preheader: the inbox preview will show "{shown}"')


def _of_export(envelope: Envelope) -> Iterator[Finding]:
    """HubSpot's export holds the preview text beside the body, which is in pieces."""
    source = envelope.source
    if envelope.esp != "hubspot" or source.text[:1] not in ("{", "["):
        return
    subject = envelope.subject
    if subject.path == source.path:  # else a template that begins with a tag: the sidecar has it
        yield Finding((0, len(subject.text)), "No preheader", source=subject)
