"""The ESP asks for certain tags in marketing mail.

Without them HubSpot does not publish a template, Drip answers 422, Salesforce stops at its
check before sending, and others append a footer that fits nothing. HubSpot asks for the company's
name, street, city and state and for an unsubscribe link; its footer module brings all of them.
Amazon SES replaces its tag twice in a mail and leaves the third as it is.

Put the tags into the footer; the fix adds those that are missing. What counts is a tag outside
of comments, in the file or in one that it includes; where such a file is not in the project, or
a module or an editor's area may bring the tags, the rule is unchecked. In a fragment only a
footer that is incomplete is told. The ESP has to be known: from `[sending] esp`, from an export,
or from tags that are its own alone. A tag that the ESP would add by itself is a warning;
transactional mail is not judged.

Evidence: HubSpot, "HubL variables", required email template variables (November 2026);
Mailchimp, "About Email Footers"; Drip's API reference; SocketLabs, "Required Unsubscribe and
SenderAddress Merge Fields"; for the others see `presend.data.esp_tokens`.

```html bad esp="hubspot"
<p>{{ site_settings.company_name }}, {{site_settings.company_street_address_1}}, {{ site_settings.company_city|upper }}
                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HubSpot requires site_settings.company_state in email templates
<a href="{{ unsubscribe_link_all }}">Unsubscribe</a></p>
```

```html fixed
<p>{{ site_settings.company_name }}, {{site_settings.company_street_address_1}}, {{ site_settings.company_city|upper }}, {{ site_settings.company_state }}
<a href="{{ unsubscribe_link_all }}">Unsubscribe</a></p>
```

```html bad esp="mailchimp"
^ Mailchimp requires *|UNSUB|* in email templates
<html><body><p>News of *|LIST:COMPANY|*</p><!-- *|UNSUB|* --></body></html>
```

```html fixed
<html><body><p>News of *|LIST:COMPANY|*</p><!-- *|UNSUB|* --><p><a href="*|UNSUB|*">Unsubscribe</a></p></body></html>
```

```html bad esp="ses"
<a href="{{amazonSESUnsubscribeUrl}}">a</a><a href="{{ amazonSESUnsubscribeUrl }}">b</a><a href="{{amazonSESUnsubscribeUrl}}">c</a>
                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Amazon SES replaces only the first 2 occurrences of {{amazonSESUnsubscribeUrl}}
```

```html good esp="hubspot"
<body>{% set n = site_settings.company_name %}<p>{{ n }}, {{ site_settings.company_street_address_1 }},
{{ site_settings.company_city }}, {{ site_settings.company_state }}</p>
<a href="{{ unsubscribe_link }}">Preferences</a></body>
```

```html good esp="hubspot"
<body><p>{{ contact.firstname }}</p>{% module "footer" path="@hubspot/email_footer" %}</body>
```

```html good esp="hubspot" kind="transactional"
<body><p>{{ contact.firstname }}</p></body>
```

```html good esp="hubspot"
<p>Hi {{ contact.firstname }}, a module without a footer</p>
```

```html unchecked esp="hubspot"
<body>{% dnd_area "main" %}{% end_dnd_area %}</body>
```
"""

from itertools import islice

from presend import patterns
from presend.api import Edit, Envelope, Finding, Fix, Html, Iterator, Sequence, Span, listed, rule
from presend.data import esp_tokens, purpose
from presend.data.senders import ESPS

_COMPANY = r"\bsite_settings\.company_\w++"


@rule(severity="error", standard="HubSpot, required email template variables; CAN-SPAM Act")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    if html.rendered or not envelope.marketing:
        return
    esp = esp_tokens.provider(envelope.esp, html.dialect, html.source.text)
    if esp in esp_tokens.LIMITS:
        yield from _too_many(html, *esp_tokens.LIMITS[esp])
    needs = esp_tokens.REQUIRED.get(esp or "", ())
    tags = esp_tokens.Tags(html)
    company = list(tags.naming(_COMPANY)) if esp == "hubspot" else []
    footer = len(company) > 1
    if esp is None or not needs or not (html.whole or footer):
        return
    missing = _missing([tags], needs, esp)
    if missing:
        others, unread = html.reach()
        missing = _missing([tags, *map(esp_tokens.Tags, others)], needs, esp)
        if missing and html.whole and unread is not None:
            raise unread.unknown()
    if footer and not html.whole:  # the link may be another module's
        whole = patterns.compile(esp_tokens.FOOTER[esp], patterns.I)
        missing = [need for need in missing if "company" in need.name]
        missing = [] if whole.search(html.source.outermost.text) else missing
    if missing:
        names = [need.name for need in missing]
        said = f"{ESPS[esp].name} requires {listed(names)} in email templates"
        severity = missing[0].severity
        if not purpose.surely_marketing(envelope.mail_kind, esp):
            said, severity = said + purpose.UNSAID, "info"
        span = company[-1] if company else Span(0, 0)
        yield Finding(span, said, _fix(html, company, missing), severity=severity)


def _missing(
    documents: Sequence[esp_tokens.Tags], needs: Sequence[esp_tokens.Required], esp: str
) -> list[esp_tokens.Required]:
    brings_all = esp_tokens.FOOTER.get(esp)
    if brings_all and any(each.name(brings_all) for each in documents):
        return []
    return [need for need in needs if not any(each.name(need.pattern) for each in documents)]


def _too_many(html: Html, tag: str, limit: int) -> Iterator[Finding]:
    for place in islice(esp_tokens.Tags(html).naming(tag.strip("{}")), limit, None):
        said = f"Amazon SES replaces only the first {limit} occurrences of {tag}"
        yield Finding(place, said, severity="warning")


def _fix(html: Html, company: list[Span], missing: list[esp_tokens.Required]) -> Fix | None:
    snippets = [need.snippet for need in missing]
    body = next(iter(html.elements("body")), None)
    if company and all("company" in need.name for need in missing):
        at, text = company[-1].end, "".join(f", {snippet}" for snippet in snippets)
    elif body is not None:
        at, text = body.content[1], f"<p>{' '.join(snippets)}</p>"
    else:
        return None
    return Fix("Add what the ESP asks for", [Edit(Span(at, at), text)], safe=False)
