"""A message needs a DKIM signature that receivers accept.

Gmail, Yahoo and Outlook.com refuse bulk mail without one. A signature that lacks a tag, does
not cover From, uses SHA-1 or had expired is as good as none. `l=` leaves the end of the body
open: anybody may add to it, and the signature still holds. What `h=` does not name may be
changed on the way.

Let the ESP or the server sign (a=rsa-sha256, or ed25519-sha256 beside it), with From, Subject, To,
Date, MIME-Version and Content-Type in `h=` and without `l=`. presend reads what is declared and
verifies no signature; where `[sending] zone` names saved DNS records, it looks for the key there.
Whether `d=` aligns with From is `from-not-aligned`'s to tell, whether List-Unsubscribe is covered
`list-unsubscribe-not-one-click`'s. A message that no server has received yet cannot be signed and
is not checked.

Evidence: RFC 6376, 3.5 and 5.4; RFC 8301, 3.1 (rsa-sha1 must not be used); RFC 8463; Google,
"Email sender guidelines" (21 March 2026); Yahoo Sender Hub (10 April 2025); Microsoft,
"Outlook's new requirements for high-volume senders" (30 April 2025).

```message bad
^^^^ Message has no DKIM signature
Received: from mail.acme.com by mx.example.org; Sun, 1 Mar 2026 10:00:02 +0000
From: Acme <news@acme.com>

Hello
```

```message bad
Received: from mail.acme.com by mx.example.org; Sun, 1 Mar 2026 10:00:02 +0000
DKIM-Signature: v=1; a=rsa-sha1; d=acme.com; i=@example.org; l=2048;
^^^^^^^^^^^^^^ DKIM signature has no bh=
                       ^^^^^^^^ DKIM signature is made with rsa-sha1, which receivers ignore
                                               ^^^^^^^^^^^^ DKIM signature of acme.com speaks for example.org
                                                               ^^^^ DKIM signature covers only the first 2048 octets of the body
 s=m1; h=subject:date; t=1772000000; x=1771000000; b=x
         ^^^^^^^^^^^^ DKIM signature does not cover From
                                       ^^^^^^^^^^ DKIM signature expires before it was made
From: Acme <news@acme.com>
Subject: Hello

Hello
```

```message bad
DKIM-Signature: v=1; a=rsa-sha256; d=acme.com; s=m1; h=from:date; bh=x; b=x; b=y
                                                                             ^^^ DKIM signature: b= stands twice
From: Acme <news@acme.com>

Hello
```

```message bad
DKIM-Signature: v=1; a=rsa-sha256; d=acme.com; s=m1; h=from:date; bh=x; b=x
                                                       ^^^^^^^^^ DKIM signature does not cover Subject, Content-Type
From: Acme <news@acme.com>
Subject: Hello
Content-Type: text/plain

Hello
```

```message good
Received: from mail.acme.com by mx.example.org; Sun, 1 Mar 2026 10:00:02 +0000
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=acme.com; s=m1;
 i=@news.acme.com; t=1772359201; x=1772964001; h=From:To:Subject:
 Date:MIME-Version:Content-Type:From; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1
 IrE+NahM6L/LbvaHutKVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV4bmp/YzhwvcubU4=;
From: Acme <news@acme.com>
Subject: Hello

Hello
```

```message unchecked
From: Acme <news@acme.com>

A message that waits to be sent
```
"""

from presend.api import Envelope, Finding, Iterator, Message, Severity, Span, Unknown, rule
from presend.domains import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.signatures import Signature

_REQUIRED = ("v", "a", "b", "bh", "d", "h", "s")
_ALGORITHMS = ("rsa-sha256", "ed25519-sha256")
_COVERED = ("Subject", "To", "Date", "MIME-Version", "Content-Type")


@rule(severity="error", standard="RFC 6376; RFC 8301; Google Email sender guidelines")
def check(message: Message, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.mail.signatures import Signature

    signatures = message.headers.all("dkim-signature")
    received = message.headers.all("received")
    if not signatures:
        if not received:
            raise Unknown(
                "the message is not sent yet, so that nobody has signed it",
                "check a copy as it was delivered",
            )
        yield Finding(Span(0, 0), "Message has no DKIM signature")
    for header in signatures:
        signature = Signature(header)
        for fault in signature.faults:
            yield Finding(fault.span, f"DKIM signature: {fault.message}", source=signature.text)
        lacking = [f"{name}=" for name in _REQUIRED if name not in signature.tags]
        if lacking:
            yield Finding(header.name_span, f"DKIM signature has no {', '.join(lacking)}")
        yield from _values(signature)
        yield from _key(envelope, signature)
        yield from _coverage(message, signature)
        yield from _times(signature, [each.unfolded.text for each in received])


def _values(signature: "Signature") -> Iterator[Finding]:
    """What is wrong with the single tags (RFC 6376, 3.5)."""
    for name, (text, span) in signature.tags.items():
        severity: Severity = "error"
        if name == "v" and text != "1":
            said = f"is of version {text[:20]}, not 1"
        elif name == "a" and text.lower() == "rsa-sha1":
            said = "is made with rsa-sha1, which receivers ignore"
        elif name == "a" and text.lower() not in _ALGORITHMS:
            said = f"is made with {text[:20]}, which receivers do not know"
        elif name == "d" and normal(text) is None:
            said = f"has no domain name in d= ({text[:60]})"
        elif name == "i" and not signature.speaks_for_its_own:
            signer, host = signature.value("d"), text.rpartition("@")[2]
            said = f"of {signer[:60]} speaks for {host[:60]}"
        elif name == "l":
            said, severity = f"covers only the first {text[:20]} octets of the body", "warning"
        else:
            continue
        yield Finding(span, f"DKIM signature {said}", severity=severity, source=signature.text)


def _key(envelope: Envelope, signature: "Signature") -> Iterator[Finding]:
    """What the saved records say of the key; nothing where they do not hold it."""
    domain, selector = normal(signature.value("d")), signature.value("s")
    if envelope.zone is None or domain is None or not selector:
        return
    from presend.documents.dns import dkim

    name = f"{selector}._domainkey.{domain}"
    answer = envelope.zone.lookup(name, "TXT")
    keys = [dkim.Key(record) for record in dkim.keys(answer.records)]
    said = f"DKIM signature is made with {name[:120]}"
    span = signature.tags["s"][1]
    if answer.absent or (answer.known and not keys):
        yield Finding(span, f"{said}, and there is no such key", source=signature.text)
    elif keys and all(key.revoked for key in keys):
        yield Finding(span, f"{said}, whose key is revoked", source=signature.text)


def _coverage(message: Message, signature: "Signature") -> Iterator[Finding]:
    covered = signature.covered
    if not covered:
        return
    span = signature.tags["h"][1]
    if "from" not in covered:
        yield Finding(span, "DKIM signature does not cover From", source=signature.text)
        return
    open_ = [
        name
        for name in _COVERED
        if name.lower() not in covered and message.headers.get(name) is not None
    ]
    if open_:
        severity: Severity = "warning" if "Subject" in open_ else "info"
        said = f"DKIM signature does not cover {', '.join(open_)}"
        yield Finding(span, said, severity=severity, source=signature.text)


def _times(signature: "Signature", received: list[str]) -> Iterator[Finding]:
    made, expires = signature.moment("t"), signature.moment("x")
    if expires is None:
        return
    span = signature.tags["x"][1]
    if made is not None and expires <= made:
        yield Finding(span, "DKIM signature expires before it was made", source=signature.text)
        return
    from presend.documents.mail import dates

    last = max((each for text in received if (each := dates.received(text))), default=0)
    if last > expires:
        said = "DKIM signature had expired when the message was received"
        yield Finding(span, said, source=signature.text)
