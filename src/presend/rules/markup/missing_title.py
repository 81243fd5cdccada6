"""A mail should have a title.

Screen readers announce it, the browser tab of "view in browser" shows it, and some clients
take it for the subject; without one they announce the file's name. Write what the mail is
about, in about the words of the subject. A tool's placeholder ("Untitled", "Document") is
no title.

Evidence: WCAG 2.2, 2.4.2 Page Titled (A); SpamAssassin HTML_TITLE_SUBJ_DIFF 1.1 to 2.2 for a
title more than 3.5 times as long as the subject (scores of October 2024).

```html bad
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body></body></html>
                               ^^^^^^ Document has no title
```

```html bad
<html><head><title>Untitled Document</title></head><body></body></html>
                   ^^^^^^^^^^^^^^^^^ Title is what the editor put there (Untitled Document)
```

```html bad
<html><head><title> </title></head><body></body></html>
            ^^^^^^^ Document has no title
```

```message bad
Subject: News of May
Content-Type: text/html

<html><head><title>News of May from the house of Acme and all its friends</title></head></html>
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Title is 4.9 times as long as the subject
```

```html good
<html><head><title>{{ subject }}</title></head><body></body></html>
```

```html good
<table><tr><td>A fragment has no head</td></tr></table>
```

```html good
<html><head>{% include "head.html" %}</head><body></body></html>
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Html, Iterator, rule
from presend.documents.markup import entities
from presend.documents.templating.holes import GAP, HOLE

_PLACEHOLDER = patterns.compile(
    r"(?:untitled(?: document)?|document|new (?:page|document|message|template)|template|title"
    r"|page title|email title|stripo|bee(?: email)?|no title|my email)\Z",
    patterns.I,
)


_TOO_LONG = 3.5  # times the length of the subject: SpamAssassin, HTML_TITLE_SUBJ_DIFF


@rule(severity="info", standard="WCAG 2.2, 2.4.2 Page Titled (A)")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    heads = html.elements("head")
    if html.mjml or html.amp or not heads:
        return
    titles = [title for title in html.elements("title") if not title.inside("svg")]
    if not titles:
        start, end = heads[0].content
        if not any(start <= hole.start < end and hole.kind != "comment" for hole in html.holes):
            yield Finding(heads[0].span, "Document has no title")
        return  # an include or a variable may bring it
    start, end = titles[0].content
    written = html.masked[start:end]
    text = written.strip()
    if not text:
        yield Finding(titles[0].span, "Document has no title")
    elif _PLACEHOLDER.match(text):
        at = start + written.index(text)
        said = f"Title is what the editor put there ({text})"
        yield Finding((at, at + len(text)), said)
    elif HOLE not in text and GAP not in text:
        subject = (envelope.text("subject") or "").strip()
        times = len(entities.decode(text)) / len(subject) if subject else 0.0
        if times > _TOO_LONG and HOLE not in subject and GAP not in subject:
            at = start + written.index(text)
            said = f"Title is {times:.1f} times as long as the subject"
            yield Finding((at, at + len(text)), said)
