"""A sender out of a demo reaches nobody, or somebody else.

Mail to a reserved name (`example.com`, `.test`) cannot be answered; names such as
`yourdomain.com` belong to strangers, who get the replies. A tag that no engine has filled in
makes the address invalid as well; SpamAssassin gives UNRESOLVED_TEMPLATE 0.7 to 3.0 for one in
other headers (October 2024).

Write the real address. Names that are not reserved, but seen in demos alone, and local parts
such as `test` are warnings. Tags of a template that is yet to be sent are no finding.

Evidence: RFC 2606 and RFC 6761 (reserved names), RFC 6762 (`.local`).

```envelope bad
From: Acme <hello@example.com>
                  ^^^^^^^^^^^ Sender still contains a placeholder (hello@example.com)
```

```envelope bad
From: hello@acme.com
Reply-To: you@Mail.YourDomain.de
              ^^^^^^^^^^^^^^^^^^ Reply-To still contains a placeholder (you@Mail.YourDomain.de)
```

```envelope bad
From: Acme <test@acme.com>
            ^^^^ Sender still contains a placeholder (test@acme.com)
Return-Path: bounce@acme.test
                    ^^^^^^^^^ Return-Path still contains a placeholder (acme.test)
```

```envelope bad
From: "[Your Company]" <hello@acme.com>
      ^^^^^^^^^^^^^^^^ Sender still contains a placeholder ([Your Company])
```

```message bad
From: {{ owner.name }} <hello@acme.com>
      ^^^^^^^^^^^^^^^^ Sender still contains a placeholder ({{ owner.name }})

Hello
```

```envelope good
From: Acme <hello@acme.com>
Reply-To: testimonials@example-group.com
```

```envelope good
From: {{ owner.name }} <{{ owner.email }}>
```

```envelope unchecked
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Iterator, Source, rule
from presend.data.sender_words import PLACEHOLDER_LOCALS, PLACEHOLDER_NAMES, placeholder_domain

_FIELDS = {"reply-to": "Reply-To", "sender": "Sender field", "return-path": "Return-Path"}


@rule(severity="error", standard="RFC 2606; RFC 6761")
def check(envelope: Envelope) -> Iterator[Finding]:
    for field, called in {**_FIELDS, envelope.from_field: "Sender"}.items():
        yield from _in_field(envelope, field, f"{called} still contains a placeholder")
    envelope.authors  # noqa: B018 - raises Unknown where no From is known


def _in_field(envelope: Envelope, field: str, said: str) -> Iterator[Finding]:
    value = envelope.values.get(field)
    if value is None:
        return
    if envelope.rendered and field != "return-path":
        for hole in envelope.holes(field)[:1]:
            tag = value.text[hole.start : hole.end]
            yield Finding((hole.start, hole.end), f"{said} ({tag})", source=value)
            return
    if field == "return-path":
        path = envelope.return_path
        if path and (kind := placeholder_domain(path[0])):
            yield _finding(path[1], f"{said} ({path[0]})", mild=kind != "reserved")
        return
    for party in envelope.parties(field):
        kind = placeholder_domain(party.domain) if party.domain else None
        if kind:
            yield _finding(party.domain_place, f"{said} ({party.address})", mild=kind != "reserved")
        elif party.local.lower() in PLACEHOLDER_LOCALS:
            yield _finding(party.local_place, f"{said} ({party.address})", mild=True)
        elif party.named and (party.name or "").strip("[] ").lower() in PLACEHOLDER_NAMES:
            yield _finding(party.named, f"{said} ({party.name})", mild=True)


def _finding(place: tuple[Source, tuple[int, int]], said: str, *, mild: bool) -> Finding:
    return Finding(place[1], said, severity="warning" if mild else None, source=place[0])
