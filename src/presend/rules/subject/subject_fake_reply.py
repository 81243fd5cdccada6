"""A subject must not pretend to answer or forward a mail.

"Re:" and "Fwd:" in a mailing are made to be taken for a conversation. Google names them among
the practices to avoid; rspamd gives FAKE_REPLY 1.0 (August 2026), SpamAssassin GB_FAKE_RF_SHORT
1.7 to 1.9 where a shortened link comes with it (October 2024).

Take the prefix away; the fix does. The prefixes of some fifteen languages are known, each with a
colon and a blank behind it. A message that says which one it answers (In-Reply-To, References) is
a reply, and transactional mail, such as that of a help desk, is not judged. In a message as it was
sent, of which nobody has said what kind it is, the finding is only information, since references
get lost.

Evidence: Google, "Email sender guidelines" (21 March 2026); rspamd, `rules/headers_checks.lua`;
SpamAssassin, rules of 24 October 2024; RFC 5322, 3.6.5.

```envelope bad
Subject: Re: your order
         ^^^ Subject starts with "Re:" but this is not a reply
```

```envelope fixed
Subject: your order
```

```html bad
---
subject: "FWD : What your guests drank in {{ month }}"
          ^^^^^ Subject starts with "FWD :" but this is not a reply
---
<p>Hello</p>
```

```html fixed
---
subject: "What your guests drank in {{ month }}"
---
<p>Hello</p>
```

```message bad kind="marketing"
From: Acme <news@acme.com>
Subject: AW: Ihr Termin
         ^^^ Subject starts with "AW:" but this is not a reply

Hello
```

```envelope good
Subject: Your order: what's next
```

```envelope good
Subject: re:Invent 2026, our sessions
```

```envelope good kind="transactional"
Subject: Re: [#4711] {{ ticket.title }}
```

```message good kind="marketing"
From: Acme <news@acme.com>
Subject: Re: your question
In-Reply-To: <7@example.org>

Hello
```

```envelope unchecked
From: news@acme.com
```
"""

from presend.api import Envelope, Finding, Fix, Iterator, Message, Span, rule
from presend.data import purpose, subjects


@rule(severity="error", standard="Google Email sender guidelines; RFC 5322, 3.6.5")
def check(document: Envelope | Message, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing or isinstance(document, Message) != envelope.rendered:
        return
    if isinstance(document, Message) and purpose.answers(document):
        return
    value = envelope.subject
    found = subjects.REPLY.match(envelope.text("subject") or "")
    if found is None:
        return
    start, end = found.span(1)
    said = f'Subject starts with "{value.text[start:end]}" but this is not a reply'
    edits = envelope.rewrite("subject", value.text[found.end() :])
    fix = Fix("Take the prefix away", edits, safe=False)
    lost = envelope.rendered and envelope.mail_kind is None
    severity = "info" if lost else None
    yield Finding(Span(start, end), said, fix, severity=severity, source=value)  # type: ignore[arg-type]
