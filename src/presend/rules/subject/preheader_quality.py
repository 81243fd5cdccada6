"""A preheader should add something to the subject.

It is the second line of the inbox, and a good place to say what did not fit into the first. One
that repeats the subject, or says "View in browser", gives it away. No filter effect is claimed.

Write 30 to 150 characters that go on where the subject ends; an ideograph counts for two. Filler behind them, which keeps the
rest of the mail out of the preview, does not count. Transactional mail is not judged, nor is the
length of what a template fills in.

Evidence: presend's own opinion; 40 to 70 characters are Mailchimp's advice.

```html bad
---
subject: New hours at the bar
preheader: New hours at the bar
           ^^^^^^^^^^^^^^^^^^^^ Preheader repeats the subject and has only 20 characters
---
<p>Hello</p>
```

```html bad
<html><body><div style="display:none">View this email in your browser, if it is not shown</div></body></html>
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Preheader starts with "View this email"
```

```mjml bad
<mjml><mj-head><mj-preview>https://acme.com/sale has everything at half the price</mj-preview></mj-head></mjml>
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Preheader starts with an address
```

```html good
<html><body><div style="display:none">Cup them blind with the four who roast them.&zwnj;&nbsp;&zwnj;&nbsp;</div></body></html>
```

```html good
<html lang="zh"><body><div style="display:none">包裹已经从上海仓库发出，预计三天内送达。</div></body></html>
```

```html good
---
subject: New hours at the bar
preheader: "{{ teaser }}"
---
<p>Hello</p>
```

```html good kind="transactional"
<html><body><div style="display:none">Your code</div></body></html>
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Html, Iterator, Source, Span, listed, rule
from presend.data import subjects

SHORT, LONG = 30, 150  # characters
_ADDRESS = patterns.compile(r"(?:https?://|www\.)", patterns.I)
_FILLED = patterns.compile(r"[\x1a\x1b]")


@rule(severity="info", standard="presend's own: no filter effect is claimed")
def check(document: Html | Envelope, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing:
        return
    written = envelope.values.get("preheader")
    if isinstance(document, Envelope):
        if written is not None:
            text = (envelope.text("preheader") or "").strip(subjects.FILLER)
            yield from _judge(envelope, text, written, Span(0, len(written.text)))
    elif written is None and (preheader := document.preheader) is not None:
        start, end = preheader.span
        inside = document.source.text[start:end]
        start += len(inside) - len(inside.lstrip())
        place = Span(start, max(start, end - (len(inside) - len(inside.rstrip()))))
        yield from _judge(envelope, preheader.text, document.source, place)


def _judge(envelope: Envelope, text: str, source: Source, place: Span) -> Iterator[Finding]:
    if not text:
        return
    said: list[str] = []
    subject = (envelope.text("subject") or "").strip().casefold()
    filled = _FILLED.search(text) is not None
    if subject and text.casefold() == subject:
        said.append("repeats the subject")
    if subjects.IN_BROWSER.match(text):
        said.append(f'starts with "{" ".join(text.split()[:3])}"')
    elif _ADDRESS.match(text):
        said.append("starts with an address")
    if not filled and not SHORT <= (width := subjects.width(text)) <= LONG:
        count = subjects.characters(text)
        said.append(f"has only {count} characters" if width < SHORT else f"has {count} characters")
    if said:
        yield Finding(place, f"Preheader {listed(said)}", source=source)
