"""An attachment that receivers block takes the message down with it.

Gmail refuses messages with programs, scripts and disk images, also when they are compressed or
in an archive, and archives that a password protects. Documents with macros and attached web
pages are stripped or quarantined by many. In a newsletter an attachment of any kind makes each
copy heavy and is told at `info`.

Put the file on your site and link to it. For what must be attached, use PDF. Allow the rule
where the law asks for a protected archive and the receivers are known.

Evidence: Google, "File types blocked in Gmail" (list as of August 2025); rspamd
MIME_BAD_EXTENSION 2.0, MIME_DOUBLE_BAD_EXTENSION 3.0, MIME_ENCRYPTED_ARCHIVE 2.0,
MIME_ARCHIVE_IN_ARCHIVE 5.0 (August 2026). presend looks at names, at the first bytes, and at
the table of contents of zip archives; it unpacks nothing.

```message bad
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: application/octet-stream; name="setup.iso"
Content-Disposition: attachment; filename="setup.iso"
                                           ^^^^^^^^^ Attachment setup.iso is of a type that Gmail blocks (.iso)

--b
Content-Type: application/pdf; name="invoice.pdf.exe"
                                     ^^^^^^^^^^^^^^^ Attachment invoice.pdf.exe hides .exe, which Gmail blocks, behind .pdf

--b
Content-Disposition: attachment; filename=report.html
                                          ^^^^^^^^^^^ Attachment report.html is a page that opens in the browser (.html), as phishing does
Content-Type: text/html

<p>Hello</p>
--b--
```

```message bad
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Disposition: attachment; filename=photos.zip
                                          ^^^^^^^^^^ Attachment photos.zip holds run.js, which is of a type that Gmail blocks (.js)
Content-Transfer-Encoding: base64

UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAGAAAAcnVuLmpzUEsBAhQDFAAAAAAAAAAhAAAAAAAAAAAA
AAAAAAYAAAAAAAAAAAAAAIABAAAAAHJ1bi5qc1BLBQYAAAAAAQABADQAAAAkAAAAAAA=
--b--
```

```message bad
MIME-Version: 1.0
Content-Type: application/pdf; name=prices.pdf
                                    ^^^^^^^^^^ Attachment prices.pdf in a marketing mail: link to it instead

```

```message good kind="transactional"
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; name=mail.html

<p>The body of the mail may have a name</p>
--b
Content-Type: application/pdf; name=invoice-1.2.pdf
Content-Disposition: attachment

--b--
```

```message good
MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<img src="cid:logo">
--b
Content-Type: image/png; name=logo.png
Content-ID: <logo>

--b
Content-Type: text/calendar; name=invite.ics

--b--
```
"""

from presend.api import Envelope, Finding, Iterator, Message, Severity, Span, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.mime import Part

_HEAD = 4_000  # octets as written that tell what a file is
_NO_LOAD = ("text/calendar", "application/ics", "application/pgp-signature",
            "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
            "text/vcard", "text/x-vcard", "message/delivery-status")  # fmt: skip


@rule(severity="error", standard="Google, File types blocked in Gmail")
def check(message: Message, envelope: Envelope) -> Iterator[Finding]:
    load: list[tuple[Span, str]] = []
    for part in message.root.walk(messages=False):
        attached = part.disposition == "attachment"
        shown = part.type in ("text/html", "text/plain") and not attached
        if part.composite or shown or not (attached or part.filename or part.type[:4] == "appl"):
            continue
        name = part.filename or part.type
        span = _place(part)
        faults = list(_faults(message, part, name))
        for grade, said in faults[:1]:
            severity: Severity = "error" if grade == "blocked" else "warning"
            yield Finding(span, f"Attachment {name[:80]} {said}", severity=severity)
        inline = part.headers.get("content-id") is not None or part.type.startswith("image/")
        if not faults and (attached or not inline) and part.type not in _NO_LOAD:
            load.append((span, name))
    if load and envelope.marketing:
        span, name = load[0]
        said = f"Attachment {name[:80]} in a marketing mail: link to it instead"
        others = [(each, "another one") for each, _ in load[1:]]
        yield Finding(span, said, severity="info", related=others)


def _place(part: "Part") -> Span:
    """The file's name where it is written so, else the header that declares the part."""
    place = part.span
    for name in ("content-type", "content-disposition"):
        header = part.headers.get(name)
        if header is not None:
            start, end = place = header.value_span
            at = header.raw.rfind(part.filename) if part.filename else -1
            if at >= 0:
                start += at
                end = start + len(part.filename or "")
            place = Span(start, end)
    return place


def _faults(message: Message, part: "Part", name: str) -> Iterator[tuple[str, str]]:
    from presend.data import attachments

    if part.filename is not None and (wrong := attachments.of_name(name)):
        yield wrong
    start, end = part.body
    text = message.source.text
    data = _decoded(part, text[start : min(end, start + _HEAD)])
    if data.startswith(b"PK"):
        data = _decoded(part, text[start:end])
    yield from attachments.of_bytes(name, data)


def _decoded(part: "Part", text: str) -> bytes:
    from binascii import Error, a2b_base64, a2b_qp

    raw = text.encode("latin-1", "replace")
    if part.encoding == "quoted-printable":
        return a2b_qp(raw)
    if part.encoding != "base64":
        return raw
    digits = b"".join(raw.split())
    try:
        return a2b_base64(digits[: len(digits) // 4 * 4])
    except Error:
        return b""
