"""An address that nobody reads turns questions into complaints.

Replies are a sign of interest to mailbox providers, and the way in which many people ask to be
removed. Microsoft asks that the From or Reply-To address of bulk mail can receive replies.

Send from an address that somebody reads, or name one in Reply-To. In transactional mail this is
only told. Words are known in English, German, French, Finnish, Polish and a few other languages;
a template's own address is not judged.

Evidence: Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025),
hygiene recommendations.

```envelope bad
From: Acme <no-reply@acme.com>
            ^^^^^^^^ From looks unmonitored (no-reply@acme.com)
```

```envelope bad
From: Acme <Newsletter.NoReply@acme.com>
            ^^^^^^^^^^^^^^^^^^ From looks unmonitored (Newsletter.NoReply@acme.com)
```

```envelope bad
From: Acme <news@acme.com>
Reply-To: ne-pas-repondre@acme.fr
          ^^^^^^^^^^^^^^^ Reply-To looks unmonitored (ne-pas-repondre@acme.fr)
```

```envelope bad kind="transactional"
From: noreply@{{ domain }}
      ^^^^^^^ From looks unmonitored (noreply@…)
```

```envelope good
From: no-reply@acme.com
Reply-To: Acme Help <help@acme.com>
```

```envelope good
From: casino-replay@acme.com
```

```envelope good
From: {{ sender.local }}@acme.com
```

```envelope good
From: no-reply@acme.com
Reply-To: {{ owner.email }}
```

```envelope unchecked
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Iterator, rule
from presend.data.sender_words import NO_REPLY


@rule(severity="warning", standard="Microsoft, Outlook's requirements for high-volume senders")
def check(envelope: Envelope) -> Iterator[Finding]:
    authors, replies = envelope.authors, envelope.parties("reply-to")
    parties, called = (replies, "Reply-To") if replies else (authors[:1], "From")
    if parties and all(NO_REPLY.search(party.local) for party in parties):
        source, place = parties[0].local_place
        domain = parties[0].domain and parties[0].written_domain
        said = f"{called} looks unmonitored ({parties[0].local}@{domain or '…'})"
        yield Finding(place, said, severity=None if envelope.marketing else "info", source=source)
