"""Phrases that SpamAssassin scores.

Of all lists of "spam words" only what a filter publishes with a score is evidence, and that is
a handful of phrases: "Dear friend", "money back guarantee", "to be removed, please". This rule
tells them with the score. It is off, since a phrase in an otherwise decent mail decides nothing.

Say it in other words if the mail is close to a limit otherwise. English only.

Evidence: SpamAssassin, rules and scores of 24 October 2024; the usual limit is 5.0.

```html bad
<p>Dear friend,</p><p>A <b>money back guarantee</b> for all.</p>
   ^^^^^^^^^^^ "Dear friend" scores 1.8 to 2.7 in SpamAssassin (DEAR_FRIEND)
                           ^^^^^^^^^^^^^^^^^^^^ "money back guarantee" scores 0.6 to 2.9 in SpamAssassin (MONEY_BACK)
```

```plain bad
News

Dear Sir, to be removed, please write to us.
^^^^^^^^ "Dear Sir" scores 1.7 to 2.0 in SpamAssassin (DEAR_SOMETHING)
          ^^^^^^^^^^^^^^^^^^^^^ "to be removed, please" scores 1.3 to 2.4 in SpamAssassin (EXCUSE_4)
```

```envelope bad
Subject: As seen on television
         ^^^^^^^ "As seen" scores 1.5 to 3.1 in SpamAssassin (SUBJ_AS_SEEN)
```

```html good
<p>Hi Anna, our dear friends in Nairobi write to us: free coffee for you, guaranteed!</p>
```

```envelope good
Subject: Free, 50% off, act now
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Plain, Source, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    Phrases = tuple[tuple[str, float, float, re.Pattern[str]], ...]


@rule(severity="info", standard="SpamAssassin, scores of 24 October 2024", off=True)
def check(document: Html | Plain | Envelope) -> Iterator[Finding]:
    from presend.data import spam_phrases

    if isinstance(document, Envelope):
        subject = document.values.get("subject")
        if subject is not None:
            places = range(len(subject.text) + 1)
            yield from _phrases(subject.text, places, spam_phrases.SUBJECT, subject)
        return
    if spam_phrases.HINT.search(document.masked) is None:
        return
    if isinstance(document, Plain):
        places = range(len(document.masked) + 1)
        yield from _phrases(document.masked, places, spam_phrases.BODY, document.source)
        return
    from presend.documents.markup import entities

    for run in document.shown:
        text, origin = entities.decode_mapped(document.masked[run.start : run.end])
        if spam_phrases.HINT.search(text):
            here = [run.start + place for place in origin]
            yield from _phrases(text, here, spam_phrases.BODY, document.source)


def _phrases(
    text: str, places: "Sequence[int]", phrases: "Phrases", source: Source
) -> Iterator[Finding]:
    for name, low, high, pattern in phrases:
        for found in pattern.finditer(text):
            said = f'"{" ".join(found[1].split())}" scores {low} to {high} in SpamAssassin ({name})'
            yield Finding((places[found.start(1)], places[found.end(1)]), said, source=source)
