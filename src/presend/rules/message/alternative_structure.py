"""The parts of a message must be nested and ordered as clients read them.

Of a multipart/alternative a client shows the last part that it supports, so the order goes
from the plainest to the richest: text, AMP, HTML. HTML before text shows the text to everybody.
An attachment among the alternatives replaces the mail in some clients and is lost in others.
Text and HTML side by side in multipart/mixed are shown one under the other. A multipart without
its boundary, or one that is never closed, is read as guesswork.

Build the tree with the mail library: mixed (related (alternative (text, html), images),
attachments). A picture that the HTML shows by `cid:` belongs into the same multipart/related.
A calendar part may follow the HTML, and a mailing list may add its footer as text.

Evidence: RFC 2046, 5.1.1 and 5.1.4 (increasing faithfulness); RFC 2387; amp.dev, "Structure and
rendering of AMP emails" (AMP before HTML, since some clients show only the last part); rspamd
CTYPE_MIXED_BOGUS 1.0, BROKEN_CONTENT_TYPE 1.5 (August 2026).

```message bad
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/html
              ^^^^^^^^^ text/html comes before text/plain

<p>Hello</p>
--b
Content-Type: text/plain

Hello
--b
Content-Type: application/pdf; name=price.pdf
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ application/pdf stands among the alternatives of the text

--b--
```

```message bad
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The multipart is never closed

--b
Content-Type: text/plain

Hello
--b
Content-Type: text/html
              ^^^^^^^^^ text/plain and text/html stand in multipart/mixed: both are shown

<p>Hello <img src="cid:logo"></p>
--b
Content-Type: image/png
Content-ID: <logo>
            ^^^^^^ Image that the HTML shows stands outside of its multipart/related

```

```message good
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Hello
--a
Content-Type: text/x-amp-html

<html amp4email>Hello</html>
--a
Content-Type: multipart/related; boundary=r

--r
Content-Type: text/html

<p>Hello <img src="cid:logo"></p>
--r
Content-Type: image/png
Content-ID: <logo>

--r--
--a
Content-Type: text/calendar

BEGIN:VCALENDAR
--a--
--m
Content-Type: text/plain

-- the footer of a mailing list
--m--
```

```message good
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/html

<p>Hello</p>
--m
Content-Type: text/plain

-- the footer of a mailing list
--m
Content-Type: text/plain; name=terms.txt
Content-Disposition: attachment

Terms
--m--
```
"""

from itertools import pairwise

from presend.api import Finding, Iterator, Message, Severity, rule, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.mime import Part

_PLAIN, _AMP, _HTML = "text/plain", "text/x-amp-html", "text/html"
_FAITHFUL = (_PLAIN, "text/enriched", "text/richtext", _AMP, _HTML)  # the plainest first
_DOCUMENTS = ("application/ics", "application/rtf")  # other ways to say the same
_FATAL = ("a multipart without a boundary", "malformed media type")
_OF_STRUCTURE = (
    *_FATAL,
    "a delimiter without a part before it",
    "a part made of parts is transfer-encoded",
    "the boundary is that of a multipart around it",
    "the multipart is never closed",
)


@rule(severity="warning", standard="RFC 2046, 5.1; RFC 2387")
def check(message: Message) -> Iterator[Finding]:
    parts = list(message.root.walk(messages=False))
    for part in parts:
        yield from _broken(part)
        if part.type == "multipart/alternative":
            yield from _alternatives(part)
        elif part.type == "multipart/mixed":
            yield from _mixed(part)
    yield from _outside(message, parts)


def _broken(part: "Part") -> Iterator[Finding]:
    empty = part.boundary and not part.parts and part.type.startswith("multipart/")
    if empty:
        yield Finding(part.declared, "Multipart without a part: its boundary is never used")
    for fault in part.faults:
        if fault.message in (_FATAL if empty else _OF_STRUCTURE):
            severity: Severity = "error" if fault.message in _FATAL else "warning"
            yield Finding(part.declared, sentence(fault.message), severity=severity)


def _shown(part: "Part") -> str:
    """The type that a client goes by: that of the first part of a multipart/related."""
    while part.type == "multipart/related" and part.parts:
        part = part.parts[0]
    return part.type


def _alternatives(multipart: "Part") -> Iterator[Finding]:
    ranks: list[tuple[int, Part]] = []
    for part in multipart.parts:
        kind = _shown(part)
        if kind in _FAITHFUL:
            ranks.append((_FAITHFUL.index(kind), part))
        elif part.disposition == "attachment" or (
            kind.startswith(("image/", "application/"))
            and part.filename is not None
            and kind not in _DOCUMENTS
        ):
            said = f"{kind} stands among the alternatives of the text"
            yield Finding(part.declared, said)
    for (rank, part), (following, _) in pairwise(ranks):
        if rank > following:
            said = f"{_FAITHFUL[rank]} comes before {_FAITHFUL[following]}"
            yield Finding(part.declared, said)


def _mixed(multipart: "Part") -> Iterator[Finding]:
    """Text and then HTML, neither of them attached, and none of them a footer."""
    inline = [
        part
        for part in multipart.parts
        if part.disposition != "attachment" and part.filename is None
    ]
    kinds = [part.type for part in inline]
    if _PLAIN in kinds and _HTML in kinds and kinds.index(_PLAIN) < kinds.index(_HTML):
        said = "text/plain and text/html stand in multipart/mixed: both are shown"
        yield Finding(inline[kinds.index(_HTML)].declared, said)


def _outside(message: Message, parts: "list[Part]") -> Iterator[Finding]:
    """Images with a Content-ID that some HTML shows, in no multipart/related with it."""
    shown = {
        link.url.raw.strip()[4:]
        for html in message.html
        for link in html.links
        if link.kind == "resource" and link.url.raw.strip()[:4].lower() == "cid:"
    }
    for part in parts if shown else ():
        header = part.headers.get("content-id")
        if header is None or part.content_id not in shown:
            continue
        if part.inside("multipart/related") is None:
            said = "Image that the HTML shows stands outside of its multipart/related"
            yield Finding(header.value_span, said)
