"""Placeholder text must not be sent.

`Lorem ipsum`, "Your headline here", `[insert name]`, the builder's picture of 600 × 300: what a
template starts with is easily left over in one corner. Write the copy, or take the block out. In a
template that is only a starting point, allow it at the head of the file.

Evidence: none needed, the fault is plain to the reader.

```html bad
<h1>Your headline here</h1><p>Lorem ipsum dolor sit amet</p>
    ^^^^^^^^^^^^^^^^^^ Placeholder text "Your headline here" left in the template
                              ^^^^^^^^^^^ Placeholder text "Lorem ipsum" left in the template
```

```html bad
<img src="https://via.placeholder.com/600x300" alt="Hero">
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Placeholder picture of via.placeholder.com left in the template
```

```plain bad
Dear [Insert name], TODO write the offer
     ^^^^^^^^^^^^^ Placeholder text "[Insert name]" left in the template
                    ^^^^ Placeholder text "TODO" left in the template
```

```html good
<p>My to-do list: [name] {{ insert_name }} <code>TODO</code></p><!-- TODO in a comment -->
```

```html good
<p>Super Bowl XXX, 12 Main Street. Enter your name below, your text message has arrived.</p>
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Envelope, Finding, Html, Plain, Source, Span, rule

_TEXT = (
    r"\blorem ipsum\b|(?<!ipsum )\bdolor sit amet\b"
    r"|\[(?:insert|your|enter|add (?:your|a|the|text|link|image))\b[^\]\r\n]{0,40}+\]"
    r"|\byour (?:headline|heading|copy|company name|logo|tagline|subject line|content|text|image|link)"
    r" (?:goes )?here\b|\b(?:your|the) (?:text|content|copy) goes here\b|\bclick to edit\b"
    r"|\badd your (?:own )?(?:text|content|copy)\b(?= here|[.!]|$)|\bcompany name,? (?:llc|inc)\b"
    r"|\binsert (?:text|link|image|copy|your \w++) here\b"
)
_MARK = r"(?<![\w./#-])(?:TODO|FIXME|TBD)\b(?![-/\w])"
_HINTS = ("ipsum", "dolor sit", "[insert", "[your", "[enter", "[add ", " goes here", "click to edit",
          "add your", "company name", "text here", "copy here", "line here", "logo here", "name here",
          "heading here", "content here", "image here", "link here", "insert ")  # fmt: skip
_MARKS = ("TODO", "FIXME", "TBD")
_PICTURES = (
    "via.placeholder.com placehold.it placehold.co placekitten.com picsum.photos dummyimage.com "
    "loremflickr.com placeimg.com fillmurray.com placebear.com lorempixel.com"
).split()


@rule(severity="error", standard="presend")
def check(document: Html | Plain | Envelope) -> Iterator[Finding]:
    if isinstance(document, Envelope):
        for name in ("subject", "preheader"):
            text = document.text(name)
            if text is not None:
                yield from _in_text(text, 0, len(text), document.values[name])
        return
    text = document.masked
    if isinstance(document, Plain):
        if document.part:
            yield from _in_text(text, document.start, len(text), marks=not document.rendered)
        return
    lowered = text.lower()
    if any(hint in lowered for hint in _HINTS) or any(mark in text for mark in _MARKS):
        yield from _in_html(document)
    for link in document.links:
        host = link.url.site if link.kind == "resource" else None
        if host is not None and host.removeprefix("www.") in _PICTURES:
            said = f"Placeholder picture of {host} left in the template"
            yield Finding(link.span, said)


def _in_html(document: Html) -> Iterator[Finding]:
    text = document.masked
    code = [e.content for e in document.elements("code", "pre", "kbd")]
    for run in document.runs:
        if run.visible and not any(start <= run.start < end for start, end in code):
            yield from _in_text(text, run.start, run.end)
    for name in ("alt", "title"):
        for element in document.with_attribute(name):
            attribute = element.get(name)
            if attribute is not None and attribute.span[1] - attribute.span[0] > 3:
                yield from _in_text(text, *attribute.span)


def _in_text(
    text: str, start: int, end: int, source: Source | None = None, *, marks: bool = True
) -> Iterator[Finding]:
    piece = text[start:end].lower()
    if any(hint in piece for hint in _HINTS):
        for found in patterns.compile(_TEXT, patterns.I).finditer(text, start, end):
            yield _finding(Span(*found.span()), found[0], source)
    if not marks:
        return  # people write of their TODO lists to one another
    if any(mark in text[start:end] for mark in _MARKS):
        for found in patterns.compile(_MARK).finditer(text, start, end):
            yield _finding(Span(*found.span()), found[0], source)


def _finding(span: Span, text: str, source: Source | None) -> Finding:
    shown = " ".join(text.split())
    return Finding(span, f'Placeholder text "{shown}" left in the template', source=source)
