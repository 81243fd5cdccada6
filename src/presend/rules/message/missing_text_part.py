"""A message should have a plain-text part beside the HTML.

Watches, text readers and some filters read it; who has HTML turned off sees nothing else. HTML
alone costs little (SpamAssassin 0.1, rspamd 0.2), but a multipart/alternative that declares
alternatives and then has no text costs ten times as much.

Send multipart/alternative with a text that says the same. Most ESPs make it from the HTML by
themselves, so that a template is checked only where the application builds the message: an
export for Amazon SES or Postmark, a request to SendGrid, and, at `info`, a template of a web
framework (Django, Jinja, ERB and the like) without a text of its name beside it.

Evidence: RFC 2046, 5.1.4; SpamAssassin MIME_HTML_ONLY 0.1, MIME_NO_TEXT 0.6-2.0 (October 2024);
rspamd MIME_HTML_ONLY 0.2, MIME_MA_MISSING_TEXT 2.0 (August 2026).

```message bad
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
              ^^^^^^^^^^^^^^^^^^^^^^^^ Message has no text/plain part

<p>Hello</p>
```

```message bad
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ multipart/alternative has no text/plain part

--b
Content-Type: text/html

<p>Hello</p>
--b--
```

```message bad
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain
              ^^^^^^^^^^ The text/plain part is empty

--b
Content-Type: text/html

<p>Hello</p>
--b--
```

```message good
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Hello
--a
Content-Type: text/html

<p>Hello</p>
--a--
--m
Content-Type: text/html; name=terms.html
Content-Disposition: attachment

<p>Terms</p>
--m--
```

```message good
MIME-Version: 1.0
Content-Type: text/plain

Text alone is enough
```

```html good
<html><body><p>{{ name }}, whoever sends this may add a text</p></body></html>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Message, Plain, Span, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.mime import Part

_AS_GIVEN = {"ses": "Amazon SES", "postmark": "Postmark", "sendgrid": "SendGrid"}
_FRAMEWORKS = frozenset("django jinja nunjucks twig erb ejs freemarker go".split())


@rule(severity="warning", standard="RFC 2046, 5.1.4")
def check(document: Message | Html, envelope: Envelope) -> Iterator[Finding]:
    if isinstance(document, Message):
        yield from _of_message(document)
    elif document.rendered:
        return
    elif document.source.outer is not None:
        yield from _of_export(document, envelope)
    elif envelope.esp is None and document.dialect in _FRAMEWORKS and document.whole:
        yield from _of_template(document)


def _of_message(message: Message) -> Iterator[Finding]:
    pages: list[Part] = []
    texts: list[Part] = []
    for part in message.root.walk(messages=False):
        if part.disposition != "attachment":
            if part.type == "text/html":
                pages.append(part)
            elif part.type == "text/plain" and not part.filename:
                texts.append(part)
    if not pages:
        return
    blank = [part for part in texts if part.text is None or not part.text.text.strip()]
    if texts and len(blank) == len(texts):
        yield Finding(texts[0].declared, "The text/plain part is empty")
    elif not texts:
        around = pages[0].inside("multipart/alternative")
        if around is None:
            yield Finding(pages[0].declared, "Message has no text/plain part")
        else:
            yield Finding(around.declared, "multipart/alternative has no text/plain part")


def _of_export(html: Html, envelope: Envelope) -> Iterator[Finding]:
    """An export whose ESP sends what it is given: once, at the first HTML."""
    name = _AS_GIVEN.get(envelope.esp or "")
    if name is None or html is not next(
        (each for each in envelope.parts if isinstance(each, Html)), None
    ):
        return
    texts = (each for each in envelope.parts if isinstance(each, Plain) and each.part)
    if any(each.source.text.strip() for each in texts):
        return
    # A version of a SendGrid template gets its text from SendGrid; a request does not.
    if envelope.esp != "sendgrid" or '"personalizations"' in html.source.outermost.text:
        yield Finding(Span(0, 0), f"Mail has no text part, and {name} adds none")


def _of_template(html: Html) -> Iterator[Finding]:
    from presend.documents import counterpart

    if html.look_up is None or counterpart.text_of(html) is not None:
        return
    if not any(include.kind == "content" for include in html.includes):  # no base of others
        said = "No text part stands beside this template"
        yield Finding(Span(html.start, html.start), said, severity="info")
