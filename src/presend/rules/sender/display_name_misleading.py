"""A display name says who writes, and nothing else.

Gmail takes subject text, a reply or a thread that never was, the recipient's own name and
symbols that look like buttons or ticks in a display name for deception, and helps no sender who
does so when mail goes astray.

Write the name of the sender; what is urgent belongs in the subject. If your brand is called like
that, name the exact display name in `brand-names`.

Evidence: Google, "Email sender guidelines", guidelines for email display names (added in April
2025, read in the copy of 21 March 2026).

```envelope bad
From: "✅ LAST CHANCE (2)" <deals@acme.com>
      ^^^^^^^^^^^^^^^^^^^ Display name contains subject-like or thread-like text ("LAST CHANCE", "(2)", "✅")
```

```envelope bad
From: "Re: Your order" <orders@acme.com>
      ^^^^^^^^^^^^^^^^ Display name contains subject-like or thread-like text ("Re:")
```

```envelope bad
From: Acme News (2) <news@acme.com>
      ^^^^^^^^^ Display name contains subject-like or thread-like text ("(2)")
```

```envelope bad
From: "[1] New Message" <news@acme.com>
      ^^^^^^^^^^^^^^^^^ Display name contains subject-like or thread-like text ("[1]", "New Message")
```

```envelope bad
From: "For {{ contact.firstname }}" <news@acme.com>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Display name contains subject-like or thread-like text ("{{ contact.firstname }}")
```

```message bad
From: =?utf-8?b?VVJHRU5UIC0tLSBBY21l?= <news@acme.com>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Display name contains subject-like or thread-like text ("URGENT", "---")

Hello
```

```envelope good
From: Acme® Deals <deals@acme.com>
```

```envelope good
From: "Alert Logic" <news@acme.com>
```

```envelope good brand-names=["Last Chance Records"]
From: Last Chance Records <shop@acme.com>
```

```envelope good
From: {{ owner.first_name }} from Acme <news@acme.com>
```

```envelope unchecked
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Iterator, rule
from presend.data import sender_words as words

_SHOWN = 5  # pieces that a message names


class Options:
    brand_names: tuple[str, ...] = ()  # display names that are what they are


@rule(severity="warning", standard="Google Email sender guidelines, display names")
def check(envelope: Envelope, options: Options) -> Iterator[Finding]:
    for author in envelope.authors[:1]:
        name = author.name or ""
        if author.named is None or name.casefold() in map(str.casefold, options.brand_names):
            continue
        source, (start, end) = author.named
        # A number in parentheses before the address is a comment, and shown all the same.
        behind = author.place[1][0] if author.place[0] is source else end
        pieces = _pieces(name, source.text[start:behind].rstrip('<" \t'))
        if not envelope.rendered:
            holes = [h for h in envelope.holes(_field(envelope)) if start <= h.start < end]
            tags = [source.text[hole.start : hole.end] for hole in holes]
            pieces += [tag for tag in tags if words.names_recipient(tag)]
        if pieces:
            said = ", ".join(f'"{piece}"' for piece in list(dict.fromkeys(pieces))[:_SHOWN])
            said = f"Display name contains subject-like or thread-like text ({said})"
            yield Finding((start, end), said, source=source)


def _field(envelope: Envelope) -> str:
    return "from-name" if "from-name" in envelope.values else envelope.from_field


def _pieces(name: str, written: str) -> list[str]:
    pieces = []
    for pattern in (words.REPLY_PREFIX, words.COUNTER_BEFORE):
        if found := pattern.match(name):
            pieces.append(found[0].strip())
            name = name[found.end() :]
    if found := words.URGENT.match(name):
        pieces.append(found[1])
    if found := words.RULE.search(name):
        pieces.append(found[0])
    if found := words.COUNTER_BEHIND.search(name) or words.COUNTER_BEHIND.search(written):
        pieces.append(found[0].strip())
    return pieces + [found[0] for found in words.SYMBOL.finditer(name)]
