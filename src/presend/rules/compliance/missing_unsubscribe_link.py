"""Marketing mail needs a link by which its readers unsubscribe.

Law asks for it in most markets, and so do Gmail, Yahoo, Outlook and iCloud of mail to lists:
a link that is clearly visible in the body, besides the one-click header. Who finds no way out
presses the spam button. CAN-SPAM wants the opt-out to work for 30 days and to be honoured
within 10 business days; Gmail and Yahoo expect two days.

Put the ESP's tag into the footer, or a link of your own. The tags of some forty ESPs are known,
HubSpot's modules, Campaign Monitor's elements, and the word in some forty languages, in a link
or beside one. A file that is included is read; where it is not in the project, or the ESP or
another template fills a place or goes on, the rule is unchecked. Fragments and transactional mail are not
judged. Where nobody has said which kind it is, and the ESP does not tell, a text that answers an
act of its reader (an order, a lost password) and sells nothing is unchecked, and any other
finding only information. ESPs that may append a link of their own make it a warning, those that
always do make it none.

Evidence: Google, "Email sender guidelines" (21 March 2026); Yahoo Sender Hub, requirements (10
April 2025); Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025);
Apple, "Postmaster information for iCloud Mail" (26 February 2025); CAN-SPAM Act, as the FTC's
guide is summed up by others.

```html bad kind="marketing"
^ Marketing email has no unsubscribe link in the body
<html><body><p>Spring sale: <a href="https://acme.com/sale">20 % off</a></p></body></html>
```

```html bad esp="mailchimp"
^ Marketing email has no unsubscribe link in the body
<html><body><!-- <a href="*|UNSUB|*">Unsubscribe</a> --><p>News</p></body></html>
```

```html fixed
<html><body><!-- <a href="*|UNSUB|*">Unsubscribe</a> --><p>News</p><p><a href="*|UNSUB|*">Unsubscribe</a></p></body></html>
```

```html bad
^ Marketing email has no unsubscribe link in the body (if it is transactional, say kind = "transactional")
<!DOCTYPE html><html><body><p>Here is what happened in our shop this month.</p></body></html>
```

```message bad kind="marketing"
^ Marketing email has no unsubscribe link in the body
From: Acme <news@acme.com>
Content-Type: text/plain

Spring sale: https://acme.com/sale
```

```html good kind="marketing"
<html><body><p>News</p><a href="{{ unsubscribe_link }}">Preferences</a></body></html>
```

```html good kind="marketing"
<html><body><p>To leave this list, which nobody wants you to do, please unsubscribe by a click
<a href="https://acme.com/u/{{ id }}">here</a>.</p></body></html>
```

```html good kind="marketing"
<html><body><p>Neues</p><a href="https://acme.de/nl/7"><img src="x.png" alt="Newsletter abbestellen"></a></body></html>
```

```html good kind="marketing"
<html><body>{% module "footer" path="@hubspot/email_footer" %}</body></html>
```

```html good kind="marketing"
<!doctype html><html ⚡4email><head></head><body>The AMP version stands beside the HTML</body></html>
```

```html good
<tr><td>A fragment: the footer is in another file</td></tr>
```

```html good kind="transactional"
<html><body><p>Your password was changed.</p></body></html>
```

```html unchecked
<!DOCTYPE html><html><body><p>Thank you, your order is on its way.</p></body></html>
```

```html unchecked kind="marketing"
<html><body><p>News</p>{% include "footer.html" %}</body></html>
```

```html unchecked kind="marketing"
<html><body><table><tr><td><h1>A header, whose table the footer closes</h1>
```

```html unchecked kind="marketing"
<html><body>{% block content %}{% endblock %}</body></html>
```
"""

from presend.api import Edit, Envelope, Finding, Fix, Html, Iterator, Message, Plain, Span, rule
from presend.data import esp_tokens, purpose

_SHORT = 200  # code points; a shorter text is a subject or a fragment
_SAID = "Marketing email has no unsubscribe link in the body"


@rule(severity="error", standard="Google Email sender guidelines; CAN-SPAM Act; RFC 8058")
def check(document: Html | Plain | Message, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing:
        return
    if isinstance(document, Message):
        yield from _of_message(document, envelope)
    elif not document.rendered:
        yield from _of_template(document, envelope)


def _of_message(message: Message, envelope: Envelope) -> Iterator[Finding]:
    """One finding for all parts: the link may stand in either."""
    parts: list[Html | Plain] = [*message.html, *message.plain]
    if not parts or any(part.opts_out for part in parts):
        return
    sure = purpose.surely_marketing(envelope.mail_kind, envelope.esp)
    if not sure:
        purpose.maybe_marketing(message)
    yield _finding((0, 0), sure, None, None)


def _of_template(document: Html | Plain, envelope: Envelope) -> Iterator[Finding]:
    text = document.source.text
    esp = esp_tokens.provider(envelope.esp, document.dialect, text)
    sure = purpose.surely_marketing(envelope.mail_kind, esp)
    if isinstance(document, Plain):
        if not sure or not document.part or len(text) - document.start < _SHORT:
            return
    elif not document.whole and not (sure and document.is_mail):
        return
    if document.opts_out or esp in esp_tokens.FOOTS:
        return
    others, unread = document.reach()
    if any(other.opts_out for other in others):
        return
    if unread is not None:
        raise unread.unknown()
    if not sure and isinstance(document, Html):
        purpose.presume_marketing(document)
    fix = _footer(document, esp) if isinstance(document, Html) else None
    yield _finding((0, 0), sure, esp, fix)


def _finding(span: tuple[int, int], sure: bool, esp: str | None, fix: Fix | None) -> Finding:
    if not sure:
        return Finding(span, _SAID + purpose.UNSAID, fix, severity="info")
    return Finding(span, _SAID, fix, severity="warning" if esp in esp_tokens.APPENDS else None)


def _footer(html: Html, esp: str | None) -> Fix | None:
    """The ESP's own link before the end of the body."""
    asked = [need for need in esp_tokens.REQUIRED.get(esp or "", ()) if "nsub" in need.snippet]
    body = next(iter(html.elements("body")), None)
    if not asked or body is None:
        return None
    at = body.content[1]
    return Fix("Add the ESP's unsubscribe link",
               [Edit(Span(at, at), f"<p>{asked[0].snippet}</p>")], safe=False)  # fmt: skip
