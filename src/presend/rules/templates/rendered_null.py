"""A rendered mail that says "Hi undefined," was rendered without its data.

The data was empty or of the wrong type when this message was made. Look up the variable, and
give it a fallback. `Hello,` alone is a greeting; only a space before the comma shows that a
name is missing, and French, which sets a space before `!`, is left alone.

Evidence: none needed, the fault is plain to the reader.

```message bad
Content-Type: text/html

<p>Hi undefined, your order has shipped.</p>
   ^^^^^^^^^^^^^ Rendered text contains "Hi undefined,"
```

```message bad
Subject: Hello null!
Content-Type: text/plain

Total: $NaN
       ^^^^ Rendered text contains "$NaN"
```

```message bad
Content-Type: text/plain

Dear , thank you for your order [object Object].
^^^^^^ Rendered text contains "Dear ,"
                                ^^^^^^^^^^^^^^^ Rendered text contains "[object Object]"
```

```message good
Content-Type: text/plain

Hello, the contract is null and void. None of it holds. Bonjour !
```

```html good
<p>Hi {{ name }}, a template is not rendered: {{ undefined }}</p>
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Finding, Html, Plain, Span, rule

_HELLO = r"(?:Hi|Hello|Hey|Dear|Hej|Hei|Hallo|Liebe[r]?|Bonjour|Hola|Cześć|Ciao|Moi|Terve)"
_NULL = (
    rf"\b{_HELLO}[ \xa0]++(?:undefined|null|None|nil|NaN|\(null\)|\[object Object\])(?=[ ,.!\n])[,.!]?"
    rf"|\b{_HELLO}[ \xa0]++,|\[object [A-Z]\w*+\]|[$€£]NaN\b|\bInvalid Date\b"
    r"|\b(?:01[./]01[./]0001|0001-01-01)\b"
)
_HINTS = (
    "undefined",
    "null",
    "None",
    "nil",
    "NaN",
    "[object ",
    "Invalid Date",
    "0001",
    " ,",
    "\xa0,",
)


@rule(severity="error", standard="presend")
def check(document: Html | Plain) -> Iterator[Finding]:
    if not document.rendered or not any(hint in document.masked for hint in _HINTS):
        return
    text = document.masked
    places = (
        [(run.start, run.end) for run in document.runs if run.visible]
        if isinstance(document, Html)
        else [(document.start, len(text))]
    )
    for start, end in places:
        for found in patterns.compile(_NULL).finditer(text, start, end):
            yield Finding(Span(*found.span()), f'Rendered text contains "{found[0]}"')
