"""A sent message still holds a merge tag: the recipient sees code instead of a name.

The tag was written for another ESP, broken by the editor, or the message was made without its
data. Only whole messages are judged; in a template the tag is what it should be. Text about merge
tags inside `<code>` and `<pre>`, and structured data, are left alone.

Evidence: SpamAssassin UNRESOLVED_TEMPLATE 0.7 to 3.0 for headers (October 2024).

```message bad
Subject: News for *|FNAME|*
                  ^^^^^^^^^ Rendered email still contains *|FNAME|*
Content-Type: text/html

<p>Hi {{ first_name }},</p>
      ^^^^^^^^^^^^^^^^ Rendered email still contains {{ first_name }}
```

```message bad
Content-Type: text/html

<a href="https://acme.com/?n=%7B%7Bfirst_name%7D%7D">Your offer</a>
                             ^^^^^^^^^^^^^^^^^^^^^^ Rendered email still contains %7B%7Bfirst_name%7D%7D
```

```message good
Content-Type: text/html

<p>Hi Anna, write <code>{{ first_name }}</code> for 100%OFF%, and {this} stays.</p>
```

```html good
<p>Hi {{ first_name }}</p>
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Envelope, Finding, Html, Plain, Source, Span, rule
from presend.documents import holes

_OPENERS = frozenset(("{{", "{{{", "{%", "*|", "<%=", "<%", "%%=", "%%[", "[[", "{$"))
_WORDLIKE = r"\{\{\{?[^{}<>\r\n]{1,80}\}\}|\{%[^%\r\n]{1,120}%\}|\*\|[A-Z0-9_:]{2,40}\|\*|<%=[^\r\n]{1,80}%>|%%=|%%\[|\[\[[a-z]++:|\{\$[a-z_]++\}"
_ENCODED = r"%7B%7B[^\"'<>\s]{1,80}?%7D%7D|\*%7C[A-Za-z0-9_:%]{2,40}?%7C\*"


@rule(severity="error", standard="presend; SpamAssassin UNRESOLVED_TEMPLATE")
def check(document: Html | Plain | Envelope) -> Iterator[Finding]:
    if not document.rendered:
        return
    if isinstance(document, Envelope):
        for name in ("subject", "from", "reply-to"):
            value = document.values.get(name)
            if value is not None and value.outermost is document.source:
                for hole in holes.find(value.text)[0]:
                    yield from _finding(value, hole.start, hole.end, hole.opener)
        return
    source = document.source
    skipped = _skipped(document) if isinstance(document, Html) and document.holes else []
    for hole in document.holes:
        if not any(start <= hole.start < end for start, end in skipped):
            yield from _finding(source, hole.start, hole.end, hole.opener)
    if "%7B%7B" in source.text or "*%7C" in source.text:
        for found in patterns.compile(_ENCODED, patterns.I).finditer(source.text):
            said = f"Rendered email still contains {found[0]}"
            yield Finding(Span(*found.span()), said)


def _skipped(html: Html) -> list[Span]:
    return [
        element.content
        for element in html.elements("code", "pre", "kbd", "samp", "style", "script")
    ]


def _finding(source: Source, start: int, end: int, opener: str) -> Iterator[Finding]:
    text = source.text[start:end]
    if opener in _OPENERS and patterns.compile(_WORDLIKE).match(text):
        shown = text if len(text) <= 60 else text[:59] + "…"
        said = f"Rendered email still contains {' '.join(shown.split())}"
        yield Finding(Span(start, end), said, source=source)
