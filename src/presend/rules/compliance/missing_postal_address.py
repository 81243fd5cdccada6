"""Marketing mail must say where its sender can be reached by post.

US law asks for a valid street address, a registered PO box or a private mailbox in each
commercial mail, other countries for more, and ESPs suspend accounts that leave it out. HubSpot
requires company, street, city and state, Mailchimp an address that takes mail.

Put the ESP's tag for the address into the footer, or write the address out; the fix adds the tag
of ESPs that have one. An address is told by a postcode near a number, a street with a house
number, or a PO box; a picture of one does not count, since nobody can copy it or have it read
out. As that is not certain, the finding is a warning; where the ESP requires a tag,
missing-esp-required-token is the stricter rule. A file that is included is read; where it is not
in the project the rule is unchecked. Fragments and transactional mail are not judged. Where
nobody has said which kind it is, a text that answers an act of its reader (an order, a lost
password) and sells nothing is unchecked, and any other finding only information.

Evidence: CAN-SPAM Act, 15 U.S.C. 7704(a)(5)(A)(iii), as the FTC's guide is summed up by others;
HubSpot Knowledge Base, "Set up your CAN-SPAM email footer information" (February 2025);
Mailchimp, "About Email Footers".

```html bad kind="marketing"
^ No physical postal address found
<html><body><p>Spring sale</p><p>© 2026 Acme</p></body></html>
```

```html bad kind="marketing"
^ No physical postal address found
<html><body><p>Call 020 7946 0214 or write to {{ support.email_address }}</p></body></html>
```

```html bad esp="mailchimp"
^ No physical postal address found
<html><body><p>Spring sale</p><a href="*|UNSUB|*">Unsubscribe</a></body></html>
```

```html fixed
<html><body><p>Spring sale</p><a href="*|UNSUB|*">Unsubscribe</a><p>*|HTML:LIST_ADDRESS_HTML|*</p></body></html>
```

```html good kind="marketing"
<html><body><p>Acme GmbH, Hauptstr. 1, 10115 Berlin</p></body></html>
```

```html good kind="marketing"
<html><body><p>Acme Inc., P.O. Box 7, Springfield</p><p>{{ organization.full_address }}</p></body></html>
```

```html good kind="marketing"
<html><body>*|HTML:LIST_ADDRESS_HTML|*</body></html>
```

```html good
<td>A fragment</td>
```

```html good kind="transactional"
<html><body><p>Your password was changed.</p></body></html>
```

```html unchecked
<html><body><p>Use this link to reset your password.</p></body></html>
```

```html unchecked kind="marketing"
<html><body><p>News</p>{{> footer }}</body></html>
```
"""

from presend.api import Edit, Envelope, Finding, Fix, Html, Iterator, Span, rule
from presend.data import esp_tokens, postal, purpose


@rule(severity="warning", standard="CAN-SPAM Act, 15 U.S.C. 7704(a)(5)(A)(iii)")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing:
        return
    esp = esp_tokens.provider(envelope.esp, html.dialect, html.source.text)
    sure = purpose.surely_marketing(envelope.mail_kind, esp)
    if not html.whole and not (sure and html.is_mail):
        return
    if _has_address(html) or esp in esp_tokens.FOOTS:
        return
    others, unread = html.reach()
    if any(_has_address(other) for other in others):
        return
    if unread is not None:
        raise unread.unknown()
    said = "No physical postal address found"
    if sure:
        yield Finding((0, 0), said, _footer(html, esp))
    else:
        purpose.presume_marketing(html)
        yield Finding((0, 0), said + purpose.UNSAID, severity="info")


def _footer(html: Html, esp: str | None) -> Fix | None:
    """The ESP's tag before the end of the body."""
    tag = esp_tokens.ADDRESS.get(esp or "")
    body = next(iter(html.elements("body")), None)
    if tag is None or body is None:
        return None
    at = body.content[1]
    edits = [Edit(Span(at, at), f"<p>{tag}</p>")]
    return Fix("Add the ESP's tag for the address", edits, safe=False)


def _has_address(html: Html) -> bool:
    text = html.source.text
    holes = [] if html.rendered else [hole for hole in html.holes if hole.kind != "comment"]
    if any(postal.tag(text[hole.start : hole.end].lower()) for hole in holes):
        return True
    start, end = html.start, len(text)
    foot = start + (end - start) * 2 // 3
    stretches = ((foot, end), (start, foot))
    return any(postal.written(html.text_of(each, between="\n")) for each in stretches)
