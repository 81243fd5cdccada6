"""A rendered mail must not show that a value was missing.

"Hi undefined," and "Hi ," tell the reader that the data was empty or of the wrong type, and that
nobody looked.

Mend the data, or give the template a fallback (`merge-tag-without-fallback`), and send a new test.
Judged are messages and texts without any tag: words such as `undefined`, `null` and `NaN` after a
salutation or a currency sign, or alone in a place; `[object Object]`; a salutation whose name is
missing, so that a space comes before the comma (a warning, as some type it so); dates of the year
1 or of 1 January 1970. "Hello," is a salutation like any other, and before an exclamation mark
French puts a space.

Evidence: self-evident defect.

```message bad
From: news@acme.com
Subject: undefined, your order is on its way
         ^^^^^^^^^^ Rendered text contains "undefined,"
Content-Type: text/html

<p>Hi <b>null</b>, you owe us $NaN since January 1, 1970.</p><td>[object Object]</td>
   ^^^^^^^^^^^^^^^ Rendered text contains "Hi null,"
                              ^^^^ Rendered text contains "$NaN"
                                         ^^^^^^^^^^^^^^^ Rendered text contains "January 1, 1970"
                                                                 ^^^^^^^^^^^^^^^ Rendered text contains "[object Object]"
```

```message bad
From: news@acme.com

Dear  ,
^^^^^^^ Rendered text contains "Dear ,"
your total: EUR undefined
            ^^^^^^^^^^^^^ Rendered text contains "EUR undefined"
```

```message good
From: news@acme.com

Hello, allergens: none. Bonjour !
Void and null, said the lawyer. Dear Anna, a function returns undefined.
```

```message good
From: news@acme.com
Content-Type: text/html

<p><b>Hello</b>,</p><p>Hi <b>Anna</b> , born 1970-01-01 or so</p><pre>NaN</pre>
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Html, Iterator, Plain, Sequence, Severity, Source, rule
from presend.documents.markup import entities

_NULL = r"(?:undefined|null|None|NaN|nil|\(null\)|\[object Object\]|<null>)"
_SALUTATION = (
    r"(?:Hi|Hello|Hey|Dear|Hej|Hei|Hallo|Liebe[rs]?|Bonjour|Hola|Ciao|Cześć|Moi|Olá|Salut"
    r"|Good (?:morning|afternoon|evening))"
)
_GAP = r"[ \t\xa0\x1f]"
_FAULT = patterns.compile(
    rf"(?<![\w@])(?<!My )(?:{_SALUTATION}{_GAP}++{_NULL}{_GAP}*+(?=[,!.:\n\x1f]|\Z)[,!]?"
    rf"|{_SALUTATION}(?=\x1f*+[ \t\xa0]){_GAP}++,(?=\s|\Z))"
    rf"|(?:[$€£]|USD|EUR|GBP){_GAP}?(?:NaN|undefined|null|None)\b"
    r"|\[object Object\]|\bInvalid Date\b"
    r"|\b(?:Thu,? )?(?:January 1, 1970|1 January 1970|Jan 0?1,? 1970|0?1 Jan 1970)\b"
    r"|\b0?1[./]0?1[./]0001\b|\b0001-01-01\b"
)
_HINTS = ("undefined", "null", "None", "NaN", "nil", "[object", "Invalid Date", "1970", "0001",
          " ,", "\t,", "\xa0,", "&nbsp;,")  # fmt: skip
_ALONE = frozenset(("undefined", "NaN", "[object Object]", "(null)", "Invalid Date"))
_FIRST = patterns.compile(rf"\s*+({_NULL}),")


@rule(severity="error", standard="Correct rendering of the template")
def check(document: Html | Plain | Envelope) -> Iterator[Finding]:
    if isinstance(document, Envelope):
        subject = document.values.get("subject")
        if subject is not None and not document.holes("subject"):
            yield from _findings(subject, subject.text, range(len(subject.text) + 1))
            if found := _FIRST.match(subject.text):
                span = found.start(1), found.end()
                yield Finding(span, f'Rendered text contains "{found[1]},"', source=subject)
    elif document.holes and not document.rendered:
        return
    elif isinstance(document, Plain):
        text = document.source.text
        yield from _findings(document.source, text, range(len(text) + 1), quoted=True)
    else:
        yield from _in_html(document)


def _in_html(html: Html) -> Iterator[Finding]:
    shown = "\x1f".join([html.source.text[run.start : run.end] for run in html.shown])
    if not any(hint in shown for hint in _HINTS):
        return
    pieces: list[str] = []
    origin: list[int] = []
    examples = [each.content for each in html.elements("pre", "code", "kbd", "samp")]
    for run in html.shown:
        if any(start <= run.start < end for start, end in examples):
            continue
        raw = html.source.text[run.start : run.end]
        text, places = entities.decode_mapped(raw)
        if text.strip() in _ALONE and text.strip() != "[object Object]":
            start = run.start + len(raw) - len(raw.lstrip())
            span = start, start + len(raw.strip())
            yield Finding(span, f'Rendered text contains "{text.strip()}"')
            continue
        pieces.append(text + "\x1f")
        origin += [run.start + place for place in places[: len(text)]]
        origin.append(run.end)
    origin.append(len(html.source.text))
    yield from _findings(html.source, "".join(pieces), origin)


def _findings(
    source: Source, text: str, origin: Sequence[int], *, quoted: bool = False
) -> Iterator[Finding]:
    """What a text shows of missing values; `origin` is the place of each of its characters."""
    for found in _FAULT.finditer(text) if any(hint in text for hint in _HINTS) else ():
        start, end = found.span()
        before = text[max(start - 1_000, 0) : start]
        line = before[before.rfind("\n") + 1 :]
        if not (quoted and line.startswith((">", "    ", "\t", "+", "|"))):
            said = " ".join(found[0].replace("\x1f", " ").split())
            if len(said.split()) == 3:  # the comma stood after a tag
                said = said.replace(" ,", ",").replace(" !", "!")
            last = origin[end - 1] + 1
            mild: Severity | None = "warning" if said.endswith(" ,") else None
            yield Finding(
                (origin[start], last),
                f'Rendered text contains "{said}"',
                severity=mild,
                source=source,
            )
