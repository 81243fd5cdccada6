"""A subject in capitals shouts.

SpamAssassin gives SUBJ_ALL_CAPS 0.5 (October 2024), rspamd up to 3.0 for a long one (August
2026).

Write it as a sentence. Only letters of scripts that have capitals count, and none that a tag
fills in. Short subjects, single words and strings of abbreviations are not judged; where at
least 60 % of 15 letters or more are capitals, that is told at `info`.

Evidence: SpamAssassin, `subject_is_all_caps` in rules of 24 October 2024; rspamd,
`rules/subject_checks.lua`.

```envelope bad
Subject: LAST CHANCE TO BUY TODAY
         ^^^^^^^^^^^^^^^^^^^^^^^^ Subject is written in capitals
```

```envelope bad
Subject: Re: ПОСЛЕДНИЙ ДЕНЬ, {{ contact.firstname }}!
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject is written in capitals
```

```envelope bad
Subject: ONLY TODAY: 20 % OFF ALL of our COFFEES
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject is mostly in capitals (22 of 27 letters)
```

```envelope good
Subject: Last chance to buy today
```

```envelope good
Subject: AWS SES DKIM SPF
```

```envelope good
Subject: {{ PRODUCT_NAME }} 2026
```

```envelope good
Subject: 本日限り 全品 20%OFF
```

```envelope unchecked
From: news@acme.com
```
"""

from presend.api import Envelope, Finding, Iterator, Span, rule
from presend.data import subjects

SHORT = 10  # characters; SpamAssassin judges none that is shorter
LETTERS = 15
SHARE = 0.6
WORD = 5  # letters that an abbreviation rarely has


@rule(severity="warning", standard="SUBJ_ALL_CAPS (SpamAssassin, rspamd)")
def check(envelope: Envelope) -> Iterator[Finding]:
    value = envelope.subject
    text = (envelope.text("subject") or "").strip()
    if text == text.lower():
        return
    prefix = subjects.REPLY.match(text)
    text = text[prefix.end() :] if prefix else text
    upper = sum(char.isupper() for char in text)
    lower = sum(char.islower() for char in text)
    words = text.split()
    if len(text) < SHORT or len(words) < 2 or upper < SHARE * (upper + lower):
        return
    if not any(len(word) >= WORD and word.isupper() and word.isalpha() for word in words):
        return
    span = Span(0, len(value.text))
    if not lower:
        yield Finding(span, "Subject is written in capitals", source=value)
    elif upper + lower >= LETTERS:
        said = f"Subject is mostly in capitals ({upper} of {upper + lower} letters)"
        yield Finding(span, said, severity="info", source=value)
