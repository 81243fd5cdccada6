"""Words must not be broken up or spelled with look-alike characters.

Zero-width spaces inside words, Cyrillic letters among Latin ones, letters written as numbers:
so spam hides words from filters, and each has its score. Screen readers spell such words out,
and search does not find them. Most often they come along with a text that was pasted.

Write the words plainly. The fix takes zero-width characters out from between Latin letters and
writes ASCII letters as letters; a look-alike must be typed anew by somebody who knows what was
meant. Joiners (U+200C, U+200D) inside Latin words, which some set to keep clients from linking
dates and addresses, are told at `info`. Filler of a preheader, joiners of Arabic and Indic
scripts and of emoji, soft hyphens at syllables, units (μm) and words that mix scripts honestly
are no findings.

Evidence: SpamAssassin UNICODE_OBFU_ASC 2.5, UNICODE_OBFU_ZW 1.0 (not with DKIM or
List-Unsubscribe), UNICODE_RTL_OBFU 1.0, SHY_OBFU_* 1.0, HTML_ENTITY_ASCII 3.0 (October 2024);
rspamd R_MIXED_CHARSET 5.0 (August 2026).

```html bad
<p>Fr&#8203;ee refills from PаyPal</p>
     ^^^^^^^ 1 zero-width character inside a word
                            ^^^^^^ Word "PаyPal" mixes Latin and Cyrillic
```

```html bad
<p>Get it &#102;&#114;&#101;&#101; of &#99;harge</p>
          ^^^^^^ 5 ASCII letters written as character references
```

```html fixed
<p>Get it free of charge</p>
```

```html bad
<p>v&shy;i&shy;a&shy;g&shy;r&shy;a and \U0001d5d9\U0001d5e5\U0001d5d8\U0001d5d8 and \u202eEERF\u202c</p>
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Word is cut up by soft hyphens
                                       ^^^^ Letters of mathematics stand for plain ones
                                                ^ Text is turned around by an override (U+202E)
```

```plain bad
Fr\u200bee re\u200bfills
  ^ 2 zero-width characters inside words
```

```plain fixed
Free refills
```

```html good
<div style="display:none">Two new coffees&zwnj;&nbsp;&zwnj;&nbsp;</div><p>Don&#39;t, &#169; Acme,
Donau&shy;dampf&shy;schiff, Москва, 5 μm, VIPам, می\u200cخواهم, 👩\u200d💻, hello&zwnj;@acme&zwnj;.com</p>
```

```html good
<pre>Fr&#8203;ee is an example</pre><p title="Fr&#8203;ee">{{ name }}&#8203;{{ surname }}</p>
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Plain, Severity, Span, rule
from presend.data import obfuscation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Pieces = list[tuple[str, Sequence[int]]]

_WORDS = 10  # mixed words that are told
_LETTERS = 5  # ASCII letters as references, from which it is no accident
_SAMPLES = ("pre", "code", "kbd", "samp", "tt", "var")


@rule(severity="warning", standard="SpamAssassin UNICODE_OBFU, SHY_OBFU, HTML_ENTITY_ASCII")
def check(document: Html | Plain) -> Iterator[Finding]:
    masked = document.masked
    if isinstance(document, Html):
        masked = "\n".join([masked[run.start : run.end] for run in document.shown])
    if not obfuscation.suspicious(masked):
        return
    pieces = list(_pieces(document))
    yield from _mixed(pieces)
    yield from _zero_width(pieces)
    if isinstance(document, Html):
        yield from _references(document, pieces)
    for text, origin in pieces:
        for start, end in obfuscation.broken(text):
            yield Finding((origin[start], origin[end]), "Word is cut up by soft hyphens")
        if found := obfuscation.STYLED.search(text):
            said = "Letters of mathematics stand for plain ones"
            yield Finding((origin[found.start()], origin[found.end()]), said)
        if found := obfuscation.OVERRIDE.search(text):
            said = f"Text is turned around by an override (U+{ord(found[0]):04X})"
            yield Finding((origin[found.start()], origin[found.end()]), said)


def _pieces(document: Html | Plain) -> "Iterator[tuple[str, Sequence[int]]]":
    """The visible text, decoded, in pieces, and where each of its code points is written."""
    if isinstance(document, Plain):
        yield document.masked, range(len(document.masked) + 1)
        return
    from presend.documents.markup import entities
    from presend.documents.wording import shown

    in_sample = shown.within(document, *_SAMPLES)
    for run in document.shown:
        raw = document.masked[run.start : run.end]
        if obfuscation.suspicious(raw) and not in_sample(run.start):
            text, origin = entities.decode_mapped(raw)
            yield text, [run.start + place for place in origin]


def _mixed(pieces: "Pieces") -> Iterator[Finding]:
    told: set[str] = set()
    for text, origin in pieces:
        for start, end, script in obfuscation.mixed(text):
            word = text[start:end]
            if word not in told and len(told) < _WORDS:
                told.add(word)
                said = f'Word "{word[:40]}" mixes Latin and {script}'
                yield Finding((origin[start], origin[end]), said)


def _zero_width(pieces: "Pieces") -> Iterator[Finding]:
    """Those that only break words up; and, at info, joiners, which also keep clients from linking."""
    spaces: list[Span] = []
    joiners: list[Span] = []
    for text, origin in pieces:
        for found in obfuscation.ZERO_WIDTH.finditer(text):
            kind = joiners if found[0].strip("\u200c\u200d") == "" else spaces
            kind.append(Span(origin[found.start()], origin[found.end()]))
    for places, name in ((spaces, "character"), (joiners, "joiner")):
        if not places:
            continue
        many = len(places) > 1
        where = "words" if many else "a word"
        said = f"{len(places)} zero-width {name}{'s' * many} inside {where}"
        edits = [Edit(each, "") for each in places]
        fix = Fix(f"Take the zero-width {name}s out", edits, safe=places is spaces)
        others = [(each, "here as well") for each in places[1:]]
        severity: Severity = "warning" if places is spaces else "info"
        yield Finding(places[0], said, fix, severity=severity, related=others)


def _references(html: Html, pieces: "Pieces") -> Iterator[Finding]:
    """ASCII letters that are written as numbers, told at the first of them."""
    places = [
        (Span(*found.span()), found[0])
        for _, origin in pieces
        for found in obfuscation.LETTER.finditer(html.masked, origin[0], origin[-1])
    ]
    if len(places) < _LETTERS:
        return
    from presend.documents.markup import entities

    edits = [Edit(span, entities.decode(written)) for span, written in places]
    fix = Fix("Write the letters as letters", edits)
    said = f"{len(places)} ASCII letters written as character references"
    yield Finding(places[0][0], said, fix, related=[(s, "here as well") for s, _ in places[1:]])
