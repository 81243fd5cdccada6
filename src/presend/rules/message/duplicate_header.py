"""A header of which a message has one must not be there twice.

Clients and filters disagree on which of two subjects or senders counts, which is how forgeries
pass. Gmail refuses such a message as not compliant with RFC 5322. Two Content-Type or
Content-Transfer-Encoding headers make a part unreadable somewhere.

Find the program that adds the second one, usually a library default beside a header set by
hand, and take it out. Received, DKIM-Signature, ARC-*, Authentication-Results and X-* may
repeat. A repeated MIME-Version confuses nobody and is a warning.

Evidence: RFC 5322, 3.6; RFC 2369, 3 (each List header at most once); Google to Workspace
administrators (April 2023: To, Cc, Subject, Date, From, Sender, Reply-To, Bcc, Message-ID,
In-Reply-To and References twice are rejected from 24 April 2023), "Email sender guidelines"
(21 March 2026); rspamd MULTIPLE_UNIQUE_HEADERS 7.0, less for some headers (August 2026).

```message bad
From: Acme <news@acme.com>
Subject: Spring sale
subject: Sale
^^^^^^^ Subject appears twice

Hello
```

```message bad
From: Acme <news@acme.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b
mime-version: 1.0
^^^^^^^^^^^^ MIME-Version appears twice

--b
Content-Type: text/plain
Content-Type: text/html
^^^^^^^^^^^^ Content-Type appears twice in one part

<p>Hello</p>
--b--
```

```message good
Received: from a.acme.com
Received: from b.acme.com
DKIM-Signature: v=1; d=acme.com
DKIM-Signature: v=1; d=esp.net
X-Mailer: a
X-Mailer: b
From: Acme <news@acme.com>

Hello
```

```message good
Subject: Fwd: Sale
Content-Type: message/rfc822

Subject: The message inside has headers of its own

Hello
```
"""

from presend.api import Finding, Iterator, Message, Severity, rule

_ONCE = {
    name.lower(): name
    for name in (
        *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Message-ID", "In-Reply-To"),
        *("References", "Subject", "Date", "MIME-Version", "Content-Type"),
        *("Content-Transfer-Encoding", "List-Unsubscribe", "List-Unsubscribe-Post"),
        *("List-Id", "List-Help", "List-Subscribe", "List-Owner", "List-Archive"),
    )
}
_OF_PARTS = ("content-type", "content-transfer-encoding", "content-disposition", "content-id")


@rule(severity="error", standard="RFC 5322, 3.6; Google Email sender guidelines")
def check(message: Message) -> Iterator[Finding]:
    for part in message.root.walk(messages=False):
        top = part is message.root
        for key in _ONCE if top else _OF_PARTS:
            found = part.headers.all(key)
            if len(found) > 1:
                name = _ONCE.get(key, found[0].name)
                times = "twice" if len(found) == 2 else f"{len(found)} times"
                said = f"{name} appears {times}" + ("" if top else " in one part")
                severity: Severity = "warning" if key == "mime-version" else "error"
                others = [(each.name_span, "here as well") for each in (found[0], *found[2:])]
                yield Finding(found[1].name_span, said, severity=severity, related=others)
