"""A subject needs neither "?!" nor "!!!".

Piled-up signs read as hype, and filters give them a little: SpamAssassin PLING_QUERY (both signs),
SUBJ_DOLLARS (a price first) and GAPPY_SUBJECT (F R E E) 0.1 each (October 2024), rspamd
SUBJECT_HAS_CURRENCY 1.0 (August 2026). One exclamation mark costs nothing and is never told.

Keep one sign. More than three emoji are told at `info`, as is a price at the start. Spanish pairs
(`¡…!`, `¿…?`) are one sign each. A price in transactional mail is not judged.

Evidence: SpamAssassin, rules of 24 October 2024; rspamd, `rules/subject_checks.lua`.

```envelope bad
Subject: Really?! Buy now!!!
         ^^^^^^^^^^^^^^^^^^^ Subject mixes "?" and "!" and repeats punctuation ("!!!")
```

```envelope bad
Subject: Today it is all F R E E for {{ name }}
                         ^^^^^^^ Subject spaces out letters (F R E E)
```

```envelope bad
Subject: $9.90 for a bag 🎉🎉🎉☕
         ^^^^^ Subject starts with a price ($9.90)
                         ^^^^ Subject has 4 emoji
```

```envelope good
Subject: Spring sale starts today!
```

```envelope good
Subject: ¡Hola! ¿Has visto el café de mayo?
```

```envelope good kind="transactional"
Subject: €35.80 paid, thank you
```

```envelope good
Subject: A B C, the plan {{ x ? "a" : "b" }}
```

```envelope unchecked
From: news@acme.com
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Iterator, Span, rule
from presend.data import subjects

EMOJI = 3
_REPEATED = patterns.compile(r"[!?！？]{2,}")
_GAPPY = patterns.compile(
    r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)|(?<!\w)[A-Z](?:[.*_-][A-Z]){3,}(?!\w)"
)
_PRICE = patterns.compile(r"\s*+([$€£¥]\s?\d[\d.,]*+|\d[\d.,]*+\s?[$€£¥])")


@rule(severity="warning", standard="SpamAssassin PLING_QUERY, GAPPY_SUBJECT, SUBJ_DOLLARS")
def check(envelope: Envelope) -> Iterator[Finding]:
    value = envelope.subject
    text = envelope.text("subject") or ""
    said: list[str] = []
    ends = [mark for mark in "?!" if mark in text]
    if len(ends) == 2 and "¿" not in text and "¡" not in text:
        said.append('mixes "?" and "!"')
    # two different signs are the mixture that is told already
    repeated = [found for found in _REPEATED.finditer(text) if not said or len(set(found[0])) == 1]
    if repeated:
        said.append(f'repeats punctuation ("{repeated[0][0]}")')
    if said:
        message = f"Subject {' and '.join(said)}"
        yield Finding(Span(0, len(text)), message, source=value)
    if gappy := _GAPPY.search(text):
        message = f"Subject spaces out letters ({gappy[0]})"
        yield Finding(Span(*gappy.span()), message, source=value)
    if envelope.marketing and (price := _PRICE.match(text)):
        message = f"Subject starts with a price ({price[1]})"
        yield Finding(Span(*price.span(1)), message, severity="info", source=value)
    emoji = [] if text.isascii() else list(subjects.EMOJI.finditer(text))
    if len(emoji) > EMOJI:
        span = Span(emoji[0].start(), emoji[-1].end())
        yield Finding(span, f"Subject has {len(emoji)} emoji", severity="info", source=value)
