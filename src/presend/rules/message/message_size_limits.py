"""Gmail refuses messages whose headers, or the whole of them, exceed its limits.

All headers together may have 500 KB, there may be 5,000 of them, a value 32 KB (To, Cc and
References may be longer), a name 1 KB, the Subject 998 characters, the Message-ID 500. Long
custom headers with data for the sender's own use are the usual case. A message of more than
25 MB is refused by Gmail and many others, one of more than 10 MB by some, and base64 makes a
third more of an attachment.

Keep data of your own in your own system and an id in the header. Link to files instead of
attaching them.

Evidence: Google, "Gmail message header limits" (support.google.com/a/answer/14016360, read in
2026); "Send attachments with your Gmail message" (25 MB). That some refuse 10 MB is experience
and not confirmed.

```message bad limit=60
^^^^ Message is 71 octets, over the limit of 60
Subject: Hello

A message of more than sixty octets, all of it counted
```

```message bad warn=60 limit=100
^^^^ Message is 71 octets, and many servers refuse more than 60
Subject: Hello

A message of more than sixty octets, all of it counted
```

```message good
Subject: Hello
References: <1@mail.acme.com> <2@mail.acme.com> <3@mail.acme.com>
X-Data: as small as any header should be

Hello
```

```message good limit=100
Subject: Hello

A message of fewer octets than the limit
```
"""

from presend.api import Finding, Iterator, Message, Span, rule

# Google, "Gmail message header limits": characters and octets, with KB as 1,024.
_HEADERS, _COUNT, _VALUE, _NAME = 500 * 1024, 5_000, 32 * 1024, 1024
_CHARACTERS = {"subject": 998, "message-id": 500}
_LONGER = ("to", "cc", "references")


class Options:
    warn: int = 10_000_000  # octets of a message that some servers refuse
    limit: int = 25_000_000  # octets of a message that Gmail refuses


@rule(severity="warning", standard="Google, Gmail message header limits")
def check(message: Message, options: Options) -> Iterator[Finding]:
    size = len(message.source.text)
    if size > options.limit:
        said = f"Message is {size:,} octets, over the limit of {options.limit:,}"
        yield Finding(Span(0, 0), said, severity="error")
    elif size > options.warn:
        said = f"Message is {size:,} octets, and many servers refuse more than {options.warn:,}"
        yield Finding(Span(0, 0), said)
    start, end = message.headers.span
    count = len(message.headers.fields)
    if end - start > _HEADERS:
        said = f"Headers exceed Gmail's 500 KB ({(end - start) // 1024:,})"
        yield Finding(Span(0, 0), said, severity="error")
    if count > _COUNT:
        yield Finding(Span(0, 0), f"Headers exceed Gmail's 5,000 ({count:,})", severity="error")
    for header in message.headers:
        name, octets = header.name.lower(), header.value_span[1] - header.value_span[0]
        if len(name) > _NAME:
            said = f"Header name exceeds Gmail's 1 KB ({len(name):,} octets)"
        elif name in _LONGER or octets <= _CHARACTERS.get(name, _VALUE):
            continue
        elif name in _CHARACTERS:
            characters = len(header.value)
            said = f"{header.name} header exceeds Gmail's {_CHARACTERS[name]} characters"
            said += f" ({characters:,})"
            if characters <= _CHARACTERS[name]:
                continue
        else:
            said = f"{header.name} header exceeds Gmail's 32 KB ({octets // 1024:,})"
        yield Finding(header.name_span, said, severity="error")
