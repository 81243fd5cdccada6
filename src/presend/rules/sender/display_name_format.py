"""A display name needs quotation marks around special characters, and no stray spaces.

Badly written names are a mark of bots, and some programs cut a name at its comma. SpamAssassin
gives FROM_BLANK_NAME 0.7 to 2.1, FROM_WSP_LEAD and FROM_WSP_TRAIL 2.4, FROM_ADDR_WS 3.0 (October
2024), rspamd R_NO_SPACE_IN_FROM and FROM_NAME_EXCESS_SPACE 1.0 (August 2026).

Quote a name that holds any of `( ) < > [ ] : ; @ \\ ,` and put one space between words and before
the address; the fix does both. A full stop needs no quotation marks: every parser takes it (RFC
5322, 4.1, obs-phrase). No name at all is only told. In a message as it was sent an unquoted comma
is an error, for it makes two addresses of one. What a template fills in is not judged.

Evidence: RFC 5322, 3.2.3 to 3.2.5 and 3.4; SpamAssassin `20_head_tests.cf`; rspamd
`rules/headers_checks.lua`.

```envelope bad
From: Acme, Inc.<news@acme.com>
      ^^^^^^^^^^ Display name must be quoted and needs a space before the address
```

```envelope fixed
From: "Acme, Inc." <news@acme.com>
```

```html bad
---
from: Acme [Shop]  News <news@acme.com>
      ^^^^^^^^^^^^^^^^^ Display name must be quoted and has stray whitespace
---
<p>Hello</p>
```

```html fixed
---
from: '"Acme [Shop] News" <news@acme.com>'
---
<p>Hello</p>
```

```html bad
---
from: "\\"Acme News \\" <news@acme.com>"
       ^^^^^^^^^^^^^^ Display name has stray whitespace
---
<p>Hello</p>
```

```html fixed
---
from: "\\"Acme News\\" <news@acme.com>"
---
<p>Hello</p>
```

```envelope bad
From: {{ owner.name }}, Acme <news@acme.com>
      ^^^^^^^^^^^^^^^^^^^^^^ Display name must be quoted
```

```envelope bad
From-Name: Acme, Inc.  News
           ^^^^^^^^^^^^^^^^ Display name has stray whitespace
From-Address: news@acme.com
```

```envelope fixed
From-Name: Acme, Inc. News
From-Address: news@acme.com
```

```envelope bad
From: Acme News < news@acme.com >
      ^^^^^^^^^ Display name has stray whitespace
```

```envelope bad
From: "" <news@acme.com>
      ^^ Display name is empty
```

```envelope bad
From: news@acme.com
      ^^^^^^^^^^^^^ Display name is missing
```

```message bad
From: Acme, Inc. <news@acme.com>
      ^^^^^^^^^^ Display name must be quoted

Hello
```

```envelope good
From: "Acme, Inc." <news@acme.com>
Reply-To: help@acme.com
```

```envelope good
From: Acme Ltd. & Sons <news@acme.com>
```

```envelope good
From: {{ owner.full_name }} <news@acme.com>
```

```envelope good
From: {{ sender }}
```

```html good
---
from: news@acme.com
from-name: Acme
---
<p>Hello</p>
```

```message good
From: =?utf-8?Q?Acme=2C_Inc=2E?=
  "at large" (news)
\t<news@acme.com>

Hello
```

```envelope unchecked
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Fix, Iterator, Party, rule
from presend.data.sender_words import COMMENT, QUOTED, STRAY_SPACE

_SPECIALS = frozenset("()<>[]:;@\\,")  # RFC 5322, 3.2.3, but for the full stop and the quote


@rule(severity="warning", standard="RFC 5322, 3.4")
def check(envelope: Envelope) -> Iterator[Finding]:
    for author in envelope.authors[:1]:
        if author.named is None:
            source, place = author.place
            if author.domain is not None:
                yield Finding(place, "Display name is missing", severity="info", source=source)
            continue
        source, place = author.named
        faults, comma, fix = _judge(envelope, author)
        if faults:
            said = "Display name " + " and ".join(faults)
            severe = envelope.rendered and comma
            yield Finding(place, said, fix, severity="error" if severe else None, source=source)


def _judge(envelope: Envelope, author: Party) -> tuple[list[str], bool, Fix | None]:
    """What is wrong with a name, whether a comma cuts it, and how to mend it."""
    assert author.named is not None
    source, (start, end) = author.named
    name = author.name or ""
    if not name.strip():
        return ["is empty"], False, None
    apart = source is not author.place[0]
    text = source.text if envelope.rendered else envelope.text(_field(envelope)) or ""
    bare = QUOTED.sub("", "" if apart else text[start:end])
    outside = _SPECIALS.intersection(COMMENT.sub("", bare))
    stray = name != name.strip() or "  " in name
    spaced = alone = True
    if not apart:
        at, behind = author.place[1]
        head = text[:at].rstrip()
        spaced = not head.endswith("<") or head[-2:-1].isspace()
        stray = stray or (head.endswith("<") and len(head) < at) or text[behind:][:1].isspace()
        stray = stray or (not envelope.rendered and STRAY_SPACE.search(bare.strip()) is not None)
        alone = head.endswith("<") and len(head) == at and text[behind:].rstrip() == ">"
    faults = ["must be quoted"] if outside else []
    faults += ["has stray whitespace"] if stray else []
    faults += [] if spaced else ["needs a space before the address"]
    fixable = alone and not envelope.rendered and "(" not in bare
    fix = None
    if fixable and not envelope.holes(_field(envelope)):
        name = " ".join(name.split())
        if not apart:
            if text[start] == '"' or not _SPECIALS.isdisjoint(name) or "." in name or '"' in name:
                name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
            name += f" <{author.address}>"
        fix = Fix("Quote and space the display name", envelope.rewrite(_field(envelope), name))
    return faults, "," in outside, fix


def _field(envelope: Envelope) -> str:
    apart = envelope.from_field == "from-address" and "from-name" in envelope.values
    return "from-name" if apart else envelope.from_field
