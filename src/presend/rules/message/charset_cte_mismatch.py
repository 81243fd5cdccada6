"""What a part says of its bytes, charset and transfer encoding, must be true of them.

A server that is told 7bit may strip the eighth bit of what is not, or refuse it; a client that
is told the wrong charset shows garbage. Where the HTML names another charset than its
Content-Type, clients go by the latter, and what is saved or forwarded by the former. Plain
ASCII in base64 looks like a disguise to filters.

Encode text as UTF-8 in quoted-printable, and declare both. Bytes beyond ASCII in a part that
is declared 8bit are lawful: nearly every server announces 8BITMIME.

Evidence: RFC 2045, 2.7 to 2.9 and 6; RFC 2046, 4.1.2; rspamd R_BAD_CTE_7BIT 3.5 (a third of it
for UTF-8), MIME_BASE64_TEXT 0.1, MIME_BASE64_TEXT_BOGUS 1.0 (August 2026); SpamAssassin
MIME_BASE64_TEXT up to 1.7, PP_MIME_FAKE_ASCII_TEXT 0.2-1.0 (October 2024).

```message bad
MIME-Version: 1.0
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: 7bit

<meta charset="utf-8">
               ^^^^^ HTML says charset utf-8, Content-Type says iso-8859-1
<p>Café</p>
      ^ 8-bit bytes declared as 7bit
```

```message bad
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=us-ascii
Content-Transfer-Encoding: quoted-printable

Caf=C3=A9
   ^^^ Bytes that are not us-ascii
--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64
                           ^^^^^^ Plain ASCII text in base64

SGVsbG8=
--b
Content-Type: text/plain; charset=martian
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unknown charset (martian)
Content-Transfer-Encoding: zip
                           ^^^ Unknown transfer encoding (zip)

Hello
--b--
```

```message good
MIME-Version: 1.0
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: 8bit

<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Café</p>
```

```message good
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

Q2Fmw6k=
--b
Content-Type: text/csv; charset=us-ascii; name=prices.csv
Content-Disposition: attachment
Content-Transfer-Encoding: base64

YTtiDQo=
--b--
```
"""

from presend import patterns
from presend.api import Finding, Html, Iterator, Message, Severity, Span, rule, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.mime import Part

_RAW = r"[\x80-\xff]++"
_ASCII = (None, "us-ascii", "ascii")
_STRAY = (
    "a character that base64 has not",
    "text after the end of base64",
    "base64 that breaks off",
    "an = that begins no escape",
)


@rule(severity="warning", standard="RFC 2045, 2 and 6; RFC 2046, 4.1.2")
def check(message: Message) -> Iterator[Finding]:
    pages = {id(html.source): html for html in message.html}
    for part in message.root.walk(messages=False):
        if not part.composite:
            yield from _bytes(message, part)
            attached = part.disposition == "attachment" or part.filename is not None
            if part.type in ("text/html", "text/plain") and not attached:
                yield from _disguised(part)
            html = pages.get(id(part.text))
            if html is not None:
                yield from _meta(html, part)


def _bytes(message: Message, part: "Part") -> Iterator[Finding]:
    start, end = part.body
    raw = None
    if part.encoding == "7bit":
        raw = patterns.compile(_RAW).search(message.source.text, start, end)
    if raw is not None:
        declared = part.headers.get("content-transfer-encoding") is not None
        said = " declared as 7bit" if declared else " in a part without Content-Transfer-Encoding"
        yield Finding(Span(*raw.span()), "8-bit bytes" + said)
    told = raw is not None and part.charset in _ASCII
    for fault in part.faults:
        said = sentence(fault.message)
        severity: Severity = "warning"
        if fault.message.startswith("bytes that are not"):
            if told:
                continue
            said = said if part.charset else "8-bit text without a charset"
        elif fault.message == "unknown charset":
            said, severity = f"{said} ({(part.charset or '')[:40]})", "error"
        elif fault.message == "unknown transfer encoding":
            private = part.encoding.startswith("x-")  # lawful, RFC 2045, 6.3
            said, severity = f"{said} ({part.encoding[:40]})", "warning" if private else "error"
        elif fault.message not in _STRAY:
            continue
        yield Finding(fault.span, said, severity=severity)


def _disguised(part: "Part") -> Iterator[Finding]:
    text = part.text
    header = part.headers.get("content-transfer-encoding")
    if part.encoding != "base64" or header is None or text is None:
        return
    wide = (part.charset or "").startswith(("utf-16", "utf-32", "utf-7", "unicode"))
    if text.text.strip() and text.text.isascii() and not wide:
        yield Finding(header.value_span, "Plain ASCII text in base64")


def _meta(html: Html, part: "Part") -> Iterator[Finding]:
    """A charset in the HTML other than that of Content-Type, where it makes a difference."""
    if part.charset is None or html.source.text.isascii():
        return
    from presend.documents.mail.headers import codec_of
    from presend.documents.markup import page

    for name, span in page.charsets(html):
        codec = codec_of(name) if name else None
        if codec is not None and codec != codec_of(part.charset):
            said = f"HTML says charset {name}, Content-Type says {part.charset}"
            yield Finding(span, said, source=html.source)
        return
