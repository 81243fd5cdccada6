"""A display name must not show another address than the one the mail is from.

To show one address and send from another is the pattern of impersonation. Rspamd gives
FROM_NEQ_DISPLAY_NAME 4.0 and, where the shown domain is the recipient's, SPOOF_DISPLAY_NAME 8.0;
FROM_DN_EQ_ADDR, a name that is the address again, costs 1.0 (August 2026). Gmail names spoofed
display names among the reasons for spam.

Write who you are, not an address. An address or domain of `[sending] own-domains`, or of the
organisation of the From address, may stand in the name; so may your own domain under another
ending. A bare domain of somebody else is a warning, since brands are called like domains.

Evidence: Google, "Email sender guidelines", display name spoofing (21 March 2026); rspamd
`rules/headers_checks.lua`; SpamAssassin PDS_FROM_2_EMAILS 1.0 (October 2024).

```envelope bad
From: "support@bank.com" <news@acme.com>
       ^^^^^^^^^^^^^^^^ Display name shows support@bank.com but the address is news@acme.com
```

```envelope bad
From: PayPal.com Service <news@acme.com>
      ^^^^^^^^^^ Display name shows PayPal.com but the address is news@acme.com
```

```envelope bad
From: "Bank <Support＠Bank。com>" <news@acme.com>
      ^^^^^^^^^^^^^^^^^^^^^^^^^ Display name shows Support@Bank.com but the address is news@acme.com
```

```message bad
From: =?utf-8?q?support=40b=C3=A4nk=2Ecom?= <news@acme.com>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Display name shows support@bänk.com but the address is news@acme.com

Hello
```

```envelope bad
From: "News@ACME.com" <news@acme.com>
       ^^^^^^^^^^^^^ Display name only repeats the address news@acme.com
```

```envelope good
From: "Acme Billing" <billing@acme.com>
```

```envelope good
From: Team @ Acme <news@mail.acme.com>
```

```envelope good own-domains=["acme-shop.com"]
From: "help@acme-shop.com, Acme.de, v2.0, Dr.No" <news@mail.acme.com>
```

```envelope good
From: {{ sender.email }} <news@acme.com>
```

```envelope unchecked
From: "support@bank.com" <{{ owner.email }}>
```
"""

from presend.api import Envelope, Finding, Iterator, Party, Source, rule
from presend.data.sender_words import ADDRESS_IN_NAME, DOMAIN_IN_NAME
from presend.domains import known_tld, normal, registrable, within

_NAME_LIMIT = 1000  # code points; more is no name
_COMMON = ("com", "net", "org", "info", "biz", "edu", "gov", "io", "co", "app", "dev", "shop")


@rule(severity="error", standard="Google Email sender guidelines; rspamd FROM_NEQ_DISPLAY_NAME")
def check(envelope: Envelope) -> Iterator[Finding]:
    sender = envelope.sender
    if not sender.name or not (name := _plain(sender.name[:_NAME_LIMIT])).count("."):
        return
    at = sender.domain or ""
    named = map(normal, (*envelope.own_domains, *(envelope.domains or ()), at))
    own = [registrable(domain) or domain for domain in named if domain]
    for found in ADDRESS_IN_NAME.finditer(name):
        domain = normal(found[2])
        if found[0].lower() == sender.address.lower():
            said = f"Display name only repeats the address {sender.address}"
            source, place = _place(sender, found[0])
            yield Finding(place, said, severity="info", source=source)
        elif domain and not any(within(domain, each) for each in own):
            source, place = _place(sender, found[0])
            yield Finding(place, _shows(found[0], sender), source=source)
            return
    for found in DOMAIN_IN_NAME.finditer(name):
        domain = normal(found[0])
        if domain and _is_domain(domain) and _label(domain) not in map(_label, own):
            source, place = _place(sender, found[0])
            yield Finding(place, _shows(found[0], sender), severity="warning", source=source)
            return


def _plain(name: str) -> str:
    """The name as it looks: full-width forms narrowed, invisible characters left out."""
    if name.isascii():
        return name
    from unicodedata import category, normalize

    name = normalize("NFKC", name).replace("\u3002", ".")
    return "".join([char for char in name if category(char) != "Cf"])


def _is_domain(domain: str) -> bool:
    """Whether a word with a dot is surely meant as a domain: "Acme.com", but not "Dr.No"."""
    second, top = domain.split(".")[-2:]
    if len(top) == 2 and top not in _COMMON:
        return len(second) > 2 and known_tld(domain)
    return top in _COMMON and len(second) > 1


def _label(domain: str) -> str:
    return (registrable(domain) or domain).partition(".")[0]


def _shows(shown: str, sender: Party) -> str:
    return f"Display name shows {shown} but the address is {sender.address}"


def _place(sender: Party, shown: str) -> tuple[Source, tuple[int, int]]:
    """Where the name shows something; where it is encoded, the whole name."""
    source, (start, end) = sender.named or sender.place
    at = source.text.find(shown, start, end)
    return source, (start, end) if at < 0 else (at, at + len(shown))
