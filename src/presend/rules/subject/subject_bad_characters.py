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

from presend import patterns
from presend.api import Envelope, Finding, Fix, Iterator, Source, Span, rule
from presend.data import subjects

_FILLED = patterns.compile(r"[\x1a\x1b]++")
_CONTROL = patterns.compile(r"[\x00-\x09\x0b\x0c\x0e-\x19\x1c-\x1f\x7f-\x9f]")
_BREAK = patterns.compile(r"[\r\n\u2028\u2029]++")
_UNSEEN = patterns.compile("[\u180e\u200b\u2060-\u2064\ufeff\u034f\u3164\U000e0000-\U000e007f]")
_JOINER = patterns.compile("[\u200c\u200d]")
_MARK = patterns.compile("[\u200e\u200f\u061c]")
_OVERRIDE = patterns.compile("[\u202a-\u202e\u2066-\u2069]")
_REFERENCE = patterns.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|trade|euro|pound|ndash|mdash|hellip|[lr][sd]quo|zwnj|shy"
    r"|#\d{1,6}|#x[0-9a-f]{1,6});",
    patterns.I,
)
_RIGHT_TO_LEFT = patterns.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = patterns.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufefc]")
_DOUBLE = patterns.compile(r"(?<=[^ \t\x1a\x1b])[ \t]{2,}(?=[^ \t\x1a\x1b])")


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
    cleaned = _cleaned(value.text, masked)
    if cleaned != value.text:
        fix = Fix("Write the subject plainly", envelope.rewrite("subject", cleaned))
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    yield Finding(Span(0, len(value.text)), f"Subject has {listed}", fix, source=value)


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
    if not rendered and _DOUBLE.search(text):
        yield "double spaces"
    if _BREAK.search(text):
        yield "a line break"


def _signs(text: str) -> Iterator[str]:
    if found := _CONTROL.search(text):
        yield f"a control character (U+{ord(found[0]):04X})"
    unseen = list(_UNSEEN.finditer(text))
    idle = _idle_joiners(text)
    unseen += [found for found in _JOINER.finditer(text) if found.start() in idle]
    if not _RIGHT_TO_LEFT.search(text):
        unseen += _MARK.finditer(text)
    if unseen:
        yield f"an invisible character (U+{ord(unseen[0][0]):04X})"
    if "\xad" in text:
        yield "a soft hyphen"
    if found := _OVERRIDE.search(text):
        yield f"a character that turns the direction of text (U+{ord(found[0]):04X})"
    if "\ufffd" in text:
        yield "a character that was lost (U+FFFD)"
    if found := _REFERENCE.search(text):
        yield f"a character reference ({found[0]})"


def _idle_joiners(text: str) -> set[int]:
    """Where joiners stand that are part of no emoji and of no word in a script that uses them."""
    if not _JOINER.search(text):
        return set()
    wanted = {at for found in subjects.EMOJI.finditer(text) for at in range(*found.span())}
    return {
        found.start()
        for found in _JOINER.finditer(text)
        if found.start() not in wanted and not _JOINING.match(text, max(found.start() - 1, 0))
    }


def _cleaned(raw: str, masked: str) -> str:
    """The subject without all that; what stands in tags is left as it is."""
    pieces: list[str] = []
    done = 0
    for hole in _FILLED.finditer(masked):
        pieces += (_plain(masked[done : hole.start()]), raw[hole.start() : hole.end()])
        done = hole.end()
    pieces.append(_plain(masked[done:]))
    return "".join(pieces).strip(" \t\xa0\n")


def _plain(text: str) -> str:
    if "&" in text and _REFERENCE.search(text):
        from html import unescape

        text = _REFERENCE.sub(lambda found: unescape(found[0]), text)
    if idle := _idle_joiners(text):
        text = "".join(char for at, char in enumerate(text) if at not in idle)
    if not _RIGHT_TO_LEFT.search(text):
        text = _MARK.sub("", text)
    text = _OVERRIDE.sub("", _UNSEEN.sub("", text)).replace("\xad", "")
    text = _CONTROL.sub("", _BREAK.sub(" ", text.replace("\t", " ")))
    return _DOUBLE.sub(" ", text)
