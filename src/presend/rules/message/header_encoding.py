"""A header is ASCII; other characters stand in well-formed encoded-words.

Bytes beyond ASCII in a header are lawful only where every server on the way speaks SMTPUTF8;
elsewhere they are refused, or arrive as garbage. An encoded-word with a space in it, in an
unknown charset or with broken base64 is shown as it is written. One that hides plain ASCII
looks as if it wanted to pass a filter by.

Let the mail library write the headers and hand it text, not bytes. An encoded-word has at most
75 characters, ends between characters, and stands neither in quotation marks nor in a file
name (RFC 2231 is for those); clients mend such faults more often than not, so that they are
warnings, file names `info`. A message that arrived by SMTPUTF8 is not judged.

Evidence: RFC 5322, 2.2 (US-ASCII) and 2.2.3 (a folded line starts with white space); RFC 6532;
RFC 2047, 2 and 5; rspamd INVALID_FROM_8BIT 6.0, SUBJECT_NEEDS_ENCODING 1.0, *_EXCESS_BASE64
1.5, *_EXCESS_QP 1.2 (August 2026); SpamAssassin FROM_ILLEGAL_CHARS up to 2.2,
SUBJECT_NEEDS_ENCODING 0.05-0.8 (October 2024).

```message bad
From: Café <news@acme.com>
         ^ From header contains raw non-ASCII
Subject: =?utf-8?q?Caf=C3=A9 opens?=
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Encoded-word with a space in it
Reply-To: "=?utf-8?q?Caf=C3=A9?=" <hello@acme.com>
          ^^^^^^^^^^^^^^^^^^^^^^^ Encoded-word in quotation marks

Hello
```

```message bad
From: Acme <news@acme.com>
Subject: =?utf-8?b?U3ByaW5nIHNhbGU=?=
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subject is encoded, but plain ASCII
X-Note: =?martian?q?Gr=FCn?=
        ^^^^^^^^^^^^^^^^^^^^ Encoded-word in an unknown charset (martian)
X-Word: =?utf-8?q?=C3?= =?utf-8?q?=A9t=C3=A9?=
        ^^^^^^^^^^^^^^^ Encoded-word that ends inside a character
List-Help: <https://acme.com/
help>
^^^^^ A line of the header is no field: was it folded without a space?
To: anna@example.org

Hello
```

```message good
From: =?utf-8?q?Caf=C3=A9?= <news@acme.com>
Subject: =?utf-8?b?w4RwZmVsIHVuZCBCaXJuZW4sIGZyaXNjaCB2b20gTWFya3QgaW4gS8O2bG4=?=
 =?utf-8?b?LCBhYiBGcmVpdGFn?=
List-Unsubscribe: <https://acme.com/u?a=?b>
Content-Type: text/plain; name*=utf-8''Caf%C3%A9.txt

Hello
```

```message good
Received: from a.acme.com by mx.example.org with UTF8SMTPS; Sun, 1 Mar 2026 10:00:00 +0000
From: Café <café@acme.com>

Hello
```
"""

from presend import patterns
from presend.api import Finding, Iterator, Message, Severity, Source, Span, rule, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.headers import Header, Headers

_SHOWN = ("subject", "from", "sender", "reply-to", "to", "cc")
_NOT_TEXT = frozenset(
    "received dkim-signature arc-seal arc-message-signature message-id references in-reply-to "
    "return-path authentication-results received-spf delivered-to x-received".split()
)
_QUOTED = r'"(?:[^"\\]++|\\.)*+"?'
_RAW = r"[\x80-\xff]++"
_FOLDED = "a line of the header is no field"


@rule(severity="error", standard="RFC 5322, 2.2; RFC 2047")
def check(message: Message) -> Iterator[Finding]:
    international = any(
        "utf8smtp" in header.raw.lower() for header in message.headers.all("received")
    )
    for part in message.root.walk(messages=False):
        yield from _faults(part.headers)
        for header in part.headers:
            if header.name.lower() in _NOT_TEXT:
                continue
            if not header.raw.isascii() and not international:
                yield _raw(header)
            if "=?" in header.raw:
                yield from _words(header)


def _faults(headers: "Headers") -> Iterator[Finding]:
    for fault in headers.faults:
        said = sentence(fault.message)
        if fault.message == _FOLDED:
            said += ": was it folded without a space?"
        ends = fault.message == "no empty line after the header"
        yield Finding(fault.span, said, severity="warning" if ends else "error")


def _raw(header: "Header") -> Finding:
    found = patterns.compile(_RAW).search(header.raw)
    assert found is not None
    start = header.value_span[0]
    span = Span(start + found.start(), start + found.end())
    severity: Severity = "error" if header.name.lower() in _SHOWN else "warning"
    return Finding(span, f"{header.name} header contains raw non-ASCII", severity=severity)


def _words(header: "Header") -> Iterator[Finding]:
    """The first fault of the encoded-words of a header, or that they are not needed."""
    from presend.documents.mail import encoded_words

    value = header.unfolded
    name = header.name.lower()
    words = list(encoded_words.find(value.text))
    if not words:
        return
    if name.startswith("content-"):
        said = "Encoded-word in a parameter, which RFC 2231 encodes"
        yield Finding(words[0].span, said, severity="info", source=value)
        return
    for word in words:
        if word.fault:
            severity: Severity = "error" if word.broken else "warning"
            yield Finding(word.span, f"Encoded-word {word.fault}", severity=severity, source=value)
            return
    if name in _SHOWN:
        yield from _superfluous(header.name, header.value, value)


def _superfluous(name: str, shown: str, value: Source) -> Iterator[Finding]:
    whole = Span(0, len(value.text))
    if shown.isascii() and shown.isprintable() and "=?" not in shown:
        said = f"{name} is encoded, but plain ASCII"
        yield Finding(whole, said, severity="warning", source=value)
        return
    if name.lower() == "subject":
        return
    for found in patterns.compile(_QUOTED).finditer(value.text):
        if "=?" in found[0] and "?=" in found[0]:
            said = "Encoded-word in quotation marks"
            yield Finding(Span(*found.span()), said, severity="warning", source=value)
            return
