"""A message needs From, Date, Message-ID, a recipient and, if it is MIME, MIME-Version.

Date and From are mandatory, and Gmail asks for a valid Message-ID in every message: mail that
breaks the format is deferred or refused. Who searches the quarantine for a lost message needs
Date and Message-ID besides. Without MIME-Version a client may show the parts as they are
written; where the message is plain text all the same, that is told at `info`.

Let the program that makes the message write them. In a draft (`X-Unsent: 1`, or no Received
yet) Date and Message-ID are told at `info`, since the server that takes the message may add
them; in one that is marked as unsent, so are From and To. A missing Subject is
`subject-missing`'s to tell.

Evidence: RFC 5322, 3.6 (Date and From exactly once) and 3.6.4 (Message-ID SHOULD be there);
RFC 2045, 4 (MIME-Version MUST be there); Google, "Email sender guidelines" (21 March 2026) and
its FAQ (11 March 2026: what breaks RFC 5322 fails); SpamAssassin MISSING_DATE 1.4-2.7,
MISSING_MID 0.1-1.2 (October 2024); rspamd MISSING_MID 2.5, MISSING_TO 2.0,
MISSING_MIME_VERSION 2.0 (August 2026).

```message bad
^^^^ Date header is missing
^^^^ Message-ID header is missing
Received: from mx.acme.com; Sun, 01 Mar 2026 10:00:02 +0000
From: Acme <news@acme.com>
To: anna@example.org

Hello
```

```message bad
From: Acme <news@acme.com>
To:
^^ To header is empty
Date: Sun, 01 Mar 2026 10:00:00 +0000
Message-ID: <1@mail.acme.com>
Content-Type: text/html; charset=utf-8
^^^^^^^^^^^^ Content-Type without MIME-Version: the message may be read as plain text

<p>Hello</p>
```

```message good
From: Acme <news@acme.com>
Bcc: undisclosed-recipients:;
Date: Sun, 01 Mar 2026 10:00:00 +0000
Message-Id: <1@mail.acme.com>
Mime-Version: 1.0
Content-Type: text/html

<p>Hello</p>
```

```message good
From: Acme <news@acme.com>
To: anna@example.org
Date: Sun, 01 Mar 2026 10:00:00 +0000
Message-ID: <1@mail.acme.com>

Plain text needs no MIME
```
"""

from presend.api import Finding, Iterator, Message, Severity, Span, rule

_RECIPIENTS = ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "apparently-to")
_MIME = ("content-type", "content-transfer-encoding", "content-disposition", "content-id")


@rule(severity="error", standard="RFC 5322, 3.6; RFC 2045, 4; Google Email sender guidelines")
def check(message: Message) -> Iterator[Finding]:
    headers = message.headers
    unsent = headers.get("x-unsent") is not None
    draft = unsent or headers.get("received") is None
    yield from _lacking(message, "From", "info" if unsent else "error")
    yield from _lacking(message, "Date", "info" if draft else "error")
    yield from _lacking(message, "Message-ID", "info" if draft else "error")
    if not any(headers.get(name) for name in _RECIPIENTS[1:]):
        yield from _lacking(message, "To", "info" if unsent else "warning")
    written = next((each for name in _MIME if (each := headers.get(name)) is not None), None)
    if written is not None and headers.get("mime-version") is None:
        root = message.root
        needed = root.type != "text/plain" or root.encoding in ("base64", "quoted-printable")
        said = f"{written.name} without MIME-Version: the message may be read as plain text"
        yield Finding(written.name_span, said, severity="error" if needed else "info")


def _lacking(message: Message, name: str, severity: Severity) -> Iterator[Finding]:
    header = message.headers.get(name)
    if header is None:
        yield Finding(Span(0, 0), f"{name} header is missing", severity=severity)
    elif not header.raw:
        yield Finding(header.name_span, f"{header.name} header is empty", severity=severity)
