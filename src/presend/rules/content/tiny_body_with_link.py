"""A mail that is a link and hardly a word more looks like one from a stolen account.

Who has taken an account over sends just that to everybody in its address book, so that filters
score it and readers have learnt not to click. With a shortened link it is an error.

Say in two sentences who writes, why, and where the link leads. Fewer than 40 characters beside
the addresses are too few. Mails with an image are `image-only-body`'s to judge. Transactional
mail, such as a link to log in, is allowed, but not by a public shortener. What a tag fills in
counts for twenty characters, and where it may be the text itself nothing is said.

Evidence: SpamAssassin BODY_URI_ONLY 0.2-1.7, SHORTENER_SHORT_IMG 0-2.5 (October 2024). The limit
of 40 characters is presend's own.

```html bad
<body><p>Look! <a href="https://acme.com/x">acme.com/x</a></p></body>
                        ^^^^^^^^^^^^^^^^^^ Body is only a link (5 characters beside it)
```

```html bad kind="transactional"
<body><a href="https://bit.ly/3xYz">https://bit.ly/3xYz</a></body>
               ^^^^^^^^^^^^^^^^^^^ Body is only a shortened link
```

```message bad
From: Anna <anna@acme.com>

https://acme.com/x
^^^^^^^^^^^^^^^^^^ Body is only a link
```

```html good kind="transactional"
<body><p>Log in: <a href="{{ url }}">here</a></p></body>
```

```html good
<body><p>Hi Anna, the minutes of Tuesday are ready: <a href="https://acme.com/x">read them</a></p></body>
```

```html good
<td><a href="https://acme.com/x">A fragment</a></td>
```

```plain good
Unsubscribe: https://acme.com/u
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Html, Iterator, Link, Message, Plain, Severity, rule
from presend.data import shorteners

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents import Document

_LITTLE = 40  # characters
_FILLED = 20  # characters that a tag brings
_MARKUP_TOO = 2_000  # of visible text as it is written, which no reading brings below
_ADDRESS = r"(?:https?://|www\.)[^\s<>]++|(?:[a-z0-9-]++\.)++[a-z]{2,}/[^\s<>]*+"


@rule(severity="warning", standard="SpamAssassin BODY_URI_ONLY")
def check(document: Html | Plain, envelope: Envelope) -> Iterator[Finding]:
    # the HTML of a mail comes before its texts
    first = next((each for each in envelope.parts if not isinstance(each, Message)), None)
    if isinstance(document, Html):
        text = _of_pages(envelope.parts) if first is document else None
    else:
        text = _of_plain(document)
    if text is None:
        return
    links = [each for each in document.links if each.followed and _leads_out(each)]
    if not links:
        return
    short = next((link for link in links if _shortened(link)), None)
    alone = isinstance(document, Html) or not isinstance(first, Html)
    if short is None and (envelope.mail_kind == "transactional" or not alone):
        return
    left = " ".join(patterns.compile(_ADDRESS, patterns.I).sub(" ", text).split())
    length = len(left) + left.count("\x1a") * (_FILLED - 1)
    if length < _LITTLE and not _elsewhere(document):
        said = f"Body is only a {'shortened ' if short else ''}link"
        said += f" ({length} characters beside it)" if length else ""
        severity: Severity = "error" if short else "warning"
        yield Finding((short or links[0]).span, said, severity=severity)


def _of_pages(parts: "Sequence[Document]") -> str | None:
    """The visible text of the HTML of a mail; None where there is plenty, or an image, or a part."""
    pages = [each for each in parts if isinstance(each, Html)]
    written = 0
    for html in pages:
        whole = html.whole or html.rendered or html.source.outer is not None
        if not whole or html.elements("img", "mj-image", "v:image", "form"):
            return None
        for run in html.runs:
            written += len(html.masked[run.start : run.end].strip())
            if written > _MARKUP_TOO:
                return None
    from presend.documents.wording import shown

    return " ".join(shown.text(html) for html in pages)


def _of_plain(plain: Plain) -> str | None:
    """The text, where it is a whole one: of a message, an export, or with front matter."""
    whole = plain.rendered or plain.source.outer is not None or plain.start > 0
    text = plain.masked[plain.start :]
    return text if whole and plain.part and len(text) < _MARKUP_TOO else None


def _elsewhere(document: Html | Plain) -> bool:
    """Whether more text comes from an include or a tag."""
    if document.includes:
        return True
    from presend.documents.wording import shown

    return isinstance(document, Html) and shown.fills_text(document)


def _leads_out(link: Link) -> bool:
    return link.url.scheme not in ("mailto", "tel", "sms") and not link.partial.startswith("#")


def _shortened(link: Link) -> bool:
    host = (link.url.site or "").removeprefix("www.")
    found = shorteners.lookup(host)
    return found is not None and found[0] != "canonical"
