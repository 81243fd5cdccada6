"""A long subject is cut.

Inboxes on phones show some 40 to 60 characters, so that what comes later is not read. rspamd
gives LONG_SUBJ up to 3.0 for more than 200, and Gmail rejects a message whose Subject has more
than 998. Mailchimp advises 50 characters or fewer.

Say the main thing first, and the rest in the preheader. More than 60 characters are told at
`info`, more than 200 are a warning, more than 998 an error. What counts is what a reader sees as
one character: an emoji is one, marks on a letter are none. A tag counts as its fallback, or as
eight characters.

Evidence: Google, "Gmail message header limits" (support.google.com/a/answer/14016360); rspamd,
August 2026; Mailchimp Knowledge Base on subject lines.

```envelope bad
Subject: Cold coffee for warm afternoons, three recipes that need no machine at all
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject is 74 characters; mobile inboxes show about 40–60
```

```envelope bad limit=20 advice=10
Subject: {{ name|default("friend") }}, your report
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject is 19 characters; mobile inboxes show about 40–60
```

```envelope bad limit=20
Subject: Your report for the month of {{ month }}
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject is 37 characters; mobile inboxes show about 40–60
```

```envelope good
Subject: Your March report is ready
```

```envelope good
Subject: 👩‍👩‍👧‍👦🇫🇮 Perhelippu kahdelle päivälle, eläintarha ja Linnanmäki
```

```envelope good
Subject: {{ customer.first_name }}, {% if customer.last_order.shipped_at %}it is on its way{% endif %}
```

```envelope unchecked
From: news@acme.com
```
"""

from presend.api import Envelope, Finding, Iterator, Span, rule
from presend.data import subjects

# Google, "Gmail message header limits": characters of the Subject.
GMAIL = 998


class Options:
    limit: int = 200  # characters from which it is a warning
    advice: int = 60  # characters from which it is told


@rule(severity="warning", standard="Gmail message header limits; rspamd LONG_SUBJ")
def check(envelope: Envelope, options: Options) -> Iterator[Finding]:
    value = envelope.subject
    text = value.text.strip()
    if len(text) <= min(options.advice, options.limit):
        return
    if not envelope.rendered:
        text = subjects.filled(value.text, envelope.holes("subject")).strip()
    count = subjects.characters(text)
    if count <= min(options.advice, options.limit):
        return
    span = Span(0, len(value.text))
    said = f"Subject is {count:,} characters; mobile inboxes show about 40–60"
    if count > GMAIL:
        said = f"Subject is {count:,} characters; Gmail blocks more than {GMAIL}"
        yield Finding(span, said, severity="error", source=value)
    else:
        mild = count <= options.limit
        yield Finding(span, said, severity="info" if mild else None, source=value)
