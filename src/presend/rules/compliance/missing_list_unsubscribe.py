"""A marketing message needs a List-Unsubscribe header.

Mail clients make their own unsubscribe button of it, beside the sender's name; where it is
missing, the spam button is the one at hand. Gmail and Yahoo require it of bulk senders; today a
sender without it loses Gmail's help with delivery problems. It also switches off some three
dozen of SpamAssassin's rules (those with `!__DOS_HAS_LIST_UNSUB`, rules of October 2024).

Add `List-Unsubscribe: <https://…>` and `List-Unsubscribe-Post: List-Unsubscribe=One-Click`
where the message is made. Marketing ESPs write the header when they send, so that a draft
which has no signature yet is not judged if the ESP is known to. Where nobody has said which
kind of mail it is, the finding is only information, and answers in a conversation are not judged.

Evidence: Google, "Email sender guidelines" (21 March 2026) and their FAQ (11 March 2026); Yahoo
Sender Hub, requirements (10 April 2025; enforced since June 2024); SpamAssassin, rules of 24
October 2024; RFC 2369, 3.2.

```message bad kind="marketing"
^ List-Unsubscribe header is missing
From: Acme <news@acme.com>
Subject: Spring sale

<https://acme.com/sale>
```

```message bad
^ List-Unsubscribe header is missing (if it is transactional, say kind = "transactional")
From: Acme <news@acme.com>
List-Id: News of Acme <news.acme.com>

Hello
```

```message good kind="marketing"
From: Acme <news@acme.com>
List-Unsubscribe: <https://acme.com/u/abc>

Hello
```

```message good kind="transactional"
From: Acme <billing@acme.com>
Subject: Your receipt

Thank you
```

```message good kind="marketing" esp="hubspot"
From: Acme <news@acme.com>
Subject: A draft, which HubSpot has not sent

Hello
```

```message unchecked
From: Anna <anna@acme.com>
In-Reply-To: <7@example.org>

Yes, at four.
```
"""

from presend.api import Envelope, Finding, Iterator, Message, rule
from presend.data import esp_tokens, purpose


@rule(severity="error", standard="RFC 2369, 3.2; Google Email sender guidelines")
def check(message: Message, envelope: Envelope) -> Iterator[Finding]:
    headers = message.headers
    if not envelope.marketing or headers.get("list-unsubscribe"):
        return
    sent = headers.get("dkim-signature") or headers.get("received")
    if not sent and envelope.esp in esp_tokens.ADDS_HEADER:
        return
    said = "List-Unsubscribe header is missing"
    if purpose.surely_marketing(envelope.mail_kind, envelope.esp):
        yield Finding((0, 0), said)
    else:
        purpose.maybe_marketing(message)
        yield Finding((0, 0), said + purpose.UNSAID, severity="info")
