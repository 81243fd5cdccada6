"""A mail needs a subject.

Mail without one is filtered, looks broken in every list, and cannot be found again.
SpamAssassin gives MISSING_SUBJECT 1.3 to 1.8 (October 2024), rspamd MISSING_SUBJECT 2.0 and
EMPTY_SUBJECT 1.0 (August 2026).

Write what the mail is about. A subject that is nothing but a tag without a fallback is empty
where nothing fills the tag in; that is only told. Where no subject is known because the template
does not say it, the rule is unchecked.

Evidence: SpamAssassin, rules of 24 October 2024; rspamd, `rules/headers_checks.lua`; RFC 5322,
3.6.5.

```envelope bad
Subject:
^^^^^^^^ Subject is empty
```

```html bad
---
subject: ""
^^^^^^^^^^^ Subject is empty
---
<p>Hello</p>
```

```message bad
^ Subject is missing
From: Acme <news@acme.com>

Hello
```

```envelope bad
Subject: {{ event.title }}
         ^^^^^^^^^^^^^^^^^ Subject is nothing but a tag that has no fallback
```

```envelope good
Subject: Your March report
```

```envelope good
Subject: {{ event.title|default("News from Acme") }}
```

```envelope good
Subject: auto
```

```message good
From: Acme <news@acme.com>
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=

Hello
```

```envelope unchecked
From: news@acme.com
```
"""

from presend.api import Envelope, Finding, Iterator, Source, Span, rule
from presend.data import subjects


@rule(severity="error", standard="RFC 5322, 3.6.5; MISSING_SUBJECT")
def check(envelope: Envelope) -> Iterator[Finding]:
    if envelope.rendered and "subject" not in envelope.values:
        yield Finding((0, 0), "Subject is missing")
        return
    value = envelope.subject
    text = value.text
    whole = Span(0, len(text))
    if not text.strip(" \t\r\n\xa0\u200b\ufeff"):
        yield _empty(value)
        return
    holes = [] if envelope.rendered else envelope.holes("subject")
    outside = text
    for hole in reversed(holes):
        outside = outside[: hole.start] + outside[hole.end :]
    if holes and not outside.strip() and not subjects.FALLBACK.search(text):
        said = "Subject is nothing but a tag that has no fallback"
        yield Finding(whole, said, severity="info", source=value)


def _empty(value: Source) -> Finding:
    """Nothing has no place: the line on which it is written."""
    if value.outer is None or not len(value.origin):
        return Finding((0, len(value.text)), "Subject is empty", source=value)
    text, at = value.outer.text, value.origin[0]
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    first = start + len(line) - len(line.lstrip())
    return Finding(
        (first, max(first, start + len(line.rstrip()))), "Subject is empty", source=value.outer
    )
