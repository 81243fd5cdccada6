"""A subject must not hold what nobody sees.

Invisible characters are how filters are tricked, so that filters look for them: SpamAssassin
gives SUBJ_ILLEGAL_CHARS 0.4 to 1.5 and SUSP_UTF8_WORD_SUBJ 1.5 to 2.0 (October 2024), rspamd
SUBJECT_ENDS_SPACES 0.5 (August 2026). A line break can start a header of its own, and `&amp;` is
read as it is written, for a subject is no HTML.

Write the subject plainly; the fix takes away what is not seen, and decodes character references.
Joiners in emoji and in Arabic, Persian and Indic words are letters of their scripts, and marks of
direction are wanted in mixed Hebrew or Arabic text; none of them is told. Neither is the white
space where a message's header was folded.

Evidence: SpamAssassin, rules of 24 October 2024; rspamd, August 2026; RFC 5322, 2.2 and 3.6.5.

```html bad
---
subject: "Your invoice &amp; statement {{ number }}  "
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject has trailing spaces and a character reference (&amp;)
---
<p>Hello</p>
```

```html fixed
---
subject: "Your invoice & statement {{ number }}"
---
<p>Hello</p>
```

```envelope bad
Subject: Fr​ee de­livery
         ^^^^^^^^^^^^^^^ Subject has an invisible character (U+200B) and a soft hyphen
```

```envelope fixed
Subject: Free delivery
```

```envelope bad
Subject: Spring  sale
         ^^^^^^^^^^^^ Subject has double spaces
```

```envelope fixed
Subject: Spring sale
```

```envelope good
Subject: 👩‍🍳 Mais oui, c’est « bon » — می‌خواهم
```

```envelope good
Subject: Salt & pepper {% if a %} {{ a }} {% endif %}
```

```message good
From: Acme <news@acme.com>
Subject: A subject that was folded
   by its sender

Hello
```

```envelope unchecked
From: news@acme.com
```
"""

from presend.api import Envelope, Finding, Fix, Iterator, Source, Span, listed, rule
from presend.data import subjects

_SIGNS = {
    "control": "a control character",
    "invisible": "an invisible character",
    "override": "a character that turns the direction of text",
    "lost": "a character that was lost",
}


@rule(severity="warning", standard="RFC 5322, 2.2; SUBJ_ILLEGAL_CHARS, SUBJECT_ENDS_SPACES")
def check(envelope: Envelope) -> Iterator[Finding]:
    value = envelope.subject
    masked = (envelope.text("subject") or "").removesuffix("\n")
    if envelope.rendered:
        if _undeclared(value):
            return
        masked = masked.replace("\t", " ")  # where the header was folded
    if (
        masked.isascii()
        and masked.isprintable()
        and masked == masked.strip(" ")
        and ("  " not in masked and "&" not in masked)
    ):
        return
    said = [*_spaces(masked, envelope.rendered), *_signs(masked)]
    if not said or not masked.strip():
        return
    fix = None
    cleaned = subjects.cleaned(value.text, masked)
    if cleaned != value.text:
        fix = Fix("Write the subject plainly", envelope.rewrite("subject", cleaned))
    yield Finding(Span(0, len(value.text)), f"Subject has {listed(said)}", fix, source=value)


def _undeclared(value: Source) -> bool:
    """Whether a header has bytes that are in no known charset, so that its text is a guess."""
    if value.outer is None or not len(value.origin):
        return False
    raw = value.outer.text[value.origin[0] : value.origin[-1]]
    try:
        raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return True
    return False


def _spaces(text: str, rendered: bool) -> Iterator[str]:
    if text != text.lstrip(" \t\xa0"):
        yield "leading spaces"
    if text != text.rstrip(" \t\xa0"):
        yield "trailing spaces"
    if not rendered and subjects.DOUBLE.search(text):
        yield "double spaces"
    if subjects.BREAK.search(text):
        yield "a line break"


def _signs(text: str) -> Iterator[str]:
    for kind, sign in subjects.unseen(text):
        if kind == "soft hyphen":
            yield "a soft hyphen"
        elif kind == "reference":
            yield f"a character reference ({sign})"
        else:
            yield f"{_SIGNS[kind]} (U+{ord(sign):04X})"
