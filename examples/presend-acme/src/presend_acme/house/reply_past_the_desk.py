"""A reply must reach the help desk.

What is answered to a person's own mailbox gets no ticket, and is lost when that person is away.
Send from the desk's address, or name it in Reply-To.

`desk` has the addresses of the desk. Mail that is no newsletter (`kind = "transactional"`) is
told at `info`.

Evidence: support handbook of Acme, "Where replies go".

```envelope bad desk=["help@acme.com"]
From: Ada <ada@acme.com>
           ^^^^^^^^^^^^ Replies go to ada@acme.com, past the help desk (help@acme.com)
```

```envelope bad desk=["help@acme.com", "hilfe@acme.de"]
From: Acme <help@acme.com>
Reply-To: ada@acme.com
          ^^^^^^^^^^^^ Replies go to ada@acme.com, past the help desk (help@acme.com)
```

```envelope good desk=["help@acme.com"]
From: Ada <ada@acme.com>
Reply-To: Help <Help@acme.com>
```

```envelope good desk=["help@acme.com"]
From: {{ owner.name }} <{{ owner.email }}>
```

```envelope unchecked desk=["help@acme.com"]
Subject: Hello
```

```envelope unchecked
From: Ada <ada@acme.com>
```
"""

from collections.abc import Iterator

from presend.api import Envelope, Finding, Unknown, rule


class Options:
    desk: tuple[str, ...] = ()  # addresses


@rule(severity="warning", standard="Acme support handbook, Where replies go")
def check(envelope: Envelope, options: Options) -> Iterator[Finding]:
    if not options.desk:
        raise Unknown(
            "no help desk is known",
            'name it in presend.toml: [rules] reply-past-the-desk = { desk = ["help@acme.com"] }',
        )
    desk = {address.lower() for address in options.desk}
    # `authors` raises Unknown where no From is known: presend then says so, and what to supply
    for party in envelope.parties("reply-to") or envelope.authors[:1]:
        if party.domain is None or party.address.lower() in desk:  # None: the template fills it in
            continue
        source, span = party.place
        said = f"Replies go to {party.address}, past the help desk ({options.desk[0]})"
        yield Finding(span, said, severity=None if envelope.marketing else "info", source=source)
