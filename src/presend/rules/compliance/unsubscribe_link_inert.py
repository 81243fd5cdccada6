"""An unsubscribe link must unsubscribe.

An opt-out that leads nowhere is as unlawful as none, and who tries it in vain complains. Common
ways to get there: the link is still `#`, it only opens a mail to write, it leads to a Google
form, it is a page of one's own where the ESP accepts nothing but its tag, or the tag stands in
an HTML comment. SpamAssassin gives UNSUB_GOOG_FORM 1.0 (October 2024).

Put the ESP's tag into `href`, or the address of a page that unsubscribes. A mailto is welcome
beside such a link. For Mailchimp and HubSpot a link of one's own is an error, since they do not
recognise it; for other ESPs a warning. In a branch of the template a link without a target is a
warning. Transactional mail is not judged; where nobody has said which kind it is, what is not
plainly inert is only information.

Evidence: Google, "Email sender guidelines FAQ" (11 March 2026); Mailchimp, "About Email
Footers" (an extra footer is added where its tag is not found) and its Knowledge Base on custom
unsubscribe links; CAN-SPAM Act, as the FTC's guide is summed up by others; SpamAssassin, rules
of 24 October 2024.

```html bad kind="marketing"
<a href="#">Unsubscribe</a>
         ^ Unsubscribe text exists but its link leads nowhere (href="#")
```

```html bad
<p>To unsubscribe from this list, click <a href="http://">here</a>.</p>
                                                 ^^^^^^^ Unsubscribe text exists but its link leads nowhere (href="http://")
```

```html bad kind="marketing"
<a href="mailto:off@acme.com?subject=off">Unsubscribe</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe text exists but its link is a mailto
```

```html bad kind="marketing"
<a href="https://docs.google.com/forms/d/e/1FAIpQL/viewform">Newsletter abbestellen</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe text exists but its link is a form
```

```html bad esp="mailchimp"
<a href="https://acme.com/goodbye">unsubscribe</a> <a href="*|UPDATE_PROFILE|*">Preferences</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe text exists but its link is not Mailchimp's own tag *|UNSUB|*
```

```html bad kind="marketing"
<body><p>News</p><!-- <a href="{{ unsubscribe_link }}">Unsubscribe</a> --></body>
                               ^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe tag stands in a comment
```

```html good kind="marketing" esp="mailchimp"
<a href="*|UNSUB|*">Unsubscribe</a> or <a href="mailto:off@acme.com">unsubscribe by mail</a>
```

```html good kind="marketing"
<a href="https://acme.com/unsubscribe?id={{ id }}">Unsubscribe</a>
<a href="mailto:off@acme.com">Unsubscribe by mail</a> <a href="#top">How to unsubscribe</a>
```

```html good kind="marketing"
<a href="#" th:href="@{/unsubscribe(id=${id})}">Unsubscribe</a> <unsubscribe>Off</unsubscribe>
```

```html good
<p>No more of this? <a href="#"><unsubscribe>Unsubscribe</unsubscribe></a></p>
```

```html good kind="transactional"
<a href="mailto:off@acme.com">Unsubscribe</a>
```
"""

from presend.api import Attribute, Envelope, Finding, Html, Iterator, Span, rule
from presend.data import esp_tokens, foreign, hosting, placeholders, purpose, unsubscribe
from presend.data.senders import ESPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.wording.opt_outs import OptOut
    from presend.finding import Severity

_SAID = "Unsubscribe text exists but its link"
_FORMS = ("docs.google.com/forms", "forms.gle", "goo.gl/forms")


@rule(severity="error", standard="CAN-SPAM Act; Google Email sender guidelines; UNSUB_GOOG_FORM")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing:
        return
    ways = [way for way in html.opt_outs if way.plain]
    if not ways:
        yield from _commented(html)
        return
    others: list[tuple[Attribute, str]] = []
    works = False
    for way in ways:
        target = way.target
        if target is None or way.filled or foreign.filled_in(target.partial):
            works = works or way.element is None or way.filled
        elif _nowhere(way, target):
            span = target.span if target.text else target.whole
            said = f'{_SAID} leads nowhere ({target.name}="{target.text}")'
            certain = way.element is None or way.element.certain
            yield Finding(span, said, severity=None if certain else "warning")
        else:
            others.append((target, target.partial.strip()))
    if not works:
        yield from _of_targets(html, envelope, others)


def _nowhere(way: "OptOut", target: Attribute) -> bool:
    element = way.element
    if element is None or "on" in element or foreign.bound(element, target.name):
        return False
    if unsubscribe.replaced(element):
        return False
    link = target.partial.strip()
    host = link.partition("//")[2].partition("/")[0].partition("?")[0].lower()
    if placeholders.void(link) or placeholders.stand_in(link, host or None) == "certain":
        return True
    return bool(host) and bool(hosting.special_use(host))


def _of_targets(
    html: Html, envelope: Envelope, targets: list[tuple[Attribute, str]]
) -> Iterator[Finding]:
    """What is wrong with links that lead somewhere, where no tag fills one in."""
    esp = esp_tokens.provider(envelope.esp, html.dialect, html.source.text)
    sure = purpose.surely_marketing(envelope.mail_kind, esp)
    mild: Severity = "warning" if sure else "info"
    pages = [(target, link) for target, link in targets if not link.startswith("mailto:")]
    for target, _ in targets if not pages else ():
        yield Finding(target.span, f"{_SAID} is a mailto", severity=mild)
    forms = [each for each in pages if any(form in each[1].lower() for form in _FORMS)]
    for target, _ in forms:
        yield Finding(target.span, f"{_SAID} is a form", severity=mild)
    asked = [
        need for need in esp_tokens.REQUIRED.get(esp or "", ()) if "unsub" in need.name.lower()
    ]
    for target, link in pages:
        if asked and not link.startswith("#") and (target, link) not in forms and not html.rendered:
            said = f"{_SAID} is not {ESPS[esp or ''].name}'s own tag {asked[0].name}"
            severe = sure and esp in esp_tokens.OWN_LINK_ONLY
            yield Finding(target.span, said, severity=None if severe else mild)


def _commented(html: Html) -> Iterator[Finding]:
    if not html.whole:
        return
    text = html.source.text
    for hole in html.holes:
        if hole.kind != "comment" and "unsub" in text[hole.start : hole.end].lower():
            yield Finding(Span(hole.start, hole.end), "Unsubscribe tag stands in a comment")
            return
