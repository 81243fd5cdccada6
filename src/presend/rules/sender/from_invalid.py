"""From must hold exactly one address that a receiver can read.

Without it nobody can tell whose DMARC policy counts, and mailbox providers refuse or junk the
mail: Gmail asks for a single address in From, RFC 5322 allows several only with a Sender field.
Rspamd gives MULTIPLE_FROM 8.0, FROM_INVALID 2.0 and MISSING_FROM 2.0, SpamAssassin FROM_UNBAL2
2.4 and FROM_NO_USER up to 2.6 (scores of August 2026 and October 2024).

Write one address with a local part and a full domain, and the name before it. A comma in a name
is the matter of `display-name-format`. Addresses beyond ASCII (RFC 6532), `+tags` and
apostrophes are right; what a template fills in is taken to be right too.

Evidence: Google, "Email sender guidelines" (21 March 2026); RFC 5322, 3.6.2 and 3.4.1; RFC 5321,
4.5.3.1 (limits). RFC 6854 (March 2013) lets From hold a group, for uses that are not these.

```envelope bad
From: Acme <news@acme>
                 ^^^^ From must contain exactly one valid address: the domain has no dot
```

```envelope bad
From: news@acme.com, shop@acme.com
                     ^^^^^^^^^^^^^ From must contain exactly one valid address, not 2
```

```envelope bad
From: Acme <news@acme.com
           ^ From must contain exactly one valid address: unbalanced <
```

```envelope bad
From: Team: news@acme.com;
      ^^^^^^^^^^^^^^^^^^^^ From must contain exactly one valid address, not a group
```

```envelope bad
From: news@[192.0.2.1]
           ^^^^^^^^^^^ From must contain exactly one valid address: an IP address in place of a domain
```

```envelope bad
From: news@ac!me.com
           ^^^^^^^^^ From must contain exactly one valid address: ac!me.com is no domain name
```

```message bad
From: Acme News
      ^^^^^^^^^ From must contain exactly one valid address: no @ in the address
Subject: Hello

Hello
```

```envelope bad
From: news@acme.com.
           ^^^^^^^^^ From must contain exactly one valid address: the domain has an empty label
```

```envelope good
From: "Acme, Inc." <o'neil+news@Mail.ACME.com>
```

```envelope good
From: Łódź <zażółć@łódź.example.pl>
```

```envelope good
From: {{ owner.full_name }} <news@{{ brand.domain }}>
```

```envelope bad
From: Acme <@acme.com>
            ^^^^^^^^^ From must contain exactly one valid address: empty local part
```

```envelope good
From: Acme <[SENDER_EMAIL]>
```

```envelope good
From: Acme <%EMAIL%>
```

```envelope good
From: Acme <news@[DOMAIN]>
```

```message bad
From: Acme <=?utf-8?q?news?=@acme.com>
            ^^^^^^^^^^^^^^^^ From must contain exactly one valid address: an encoded-word in the address

Hello
```

```message good
From: Acme <{{ owner.email }}>
Subject: Hello

A finding of sender-placeholder.
```

```message good
From: =?utf-8?Q?Acme=2C_Inc=2E_=3Cnew=3E?= <news@acme.com>
Subject: Hello

Hello
```

```envelope unchecked
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Iterator, rule
from presend.data import foreign
from presend.documents.templating.holes import GAP, HOLE

_SAID = "From must contain exactly one valid address"


@rule(severity="error", standard="RFC 5322, 3.6.2; Google Email sender guidelines")
def check(envelope: Envelope) -> Iterator[Finding]:
    authors = envelope.authors
    if _filled_in(envelope):
        return
    found = envelope.addresses(envelope.from_field)
    faults = envelope.address_faults(envelope.from_field)
    if found is not None and found.groups and authors:
        yield Finding(found.groups[0].span, f"{_SAID}, not a group", source=authors[0].place[0])
    elif faults:
        (source, span), what = faults[0]
        yield Finding(span, f"{_SAID}: {what}", source=source)
    elif len(authors) > 1:
        (source, (start, _)), (_, (_, end)) = authors[1].whole, authors[-1].whole
        yield Finding((start, end), f"{_SAID}, not {len(authors)}", source=source)


def _filled_in(envelope: Envelope) -> bool:
    """Whether an engine is yet to write the address; left in a sent mail: sender-placeholder."""
    if envelope.rendered:
        return bool(envelope.holes(envelope.from_field))
    text = envelope.text(envelope.from_field) or ""
    address = text.rpartition("<")[2].partition(">")[0]
    _, at, domain = address.rpartition("@")
    if not at:  # <%EMAIL%> is a tag in brackets, or looks like code in its delimiters
        return foreign.filled_in(address) or text.rstrip().endswith((HOLE, GAP))
    return domain[:1] == "[" and domain[1:2].isalpha() and not domain.lower().startswith("[ipv6:")
