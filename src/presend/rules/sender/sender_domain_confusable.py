"""A sender's domain that looks like another one is treated as phishing.

Google asks that the domains of From, Reply-To, Sender, the envelope and the signature hold
international names only as UTS #39, section 5.2 allows: each label in one script, or in Latin with
the scripts of Japanese, Chinese or Korean. Rspamd gives R_MIXED_CHARSET_URL 7.0 and
URL_HOMOGRAPH_ATTACK 5.0 for the like in links (August 2026). That also hits brands that register
their own look-alikes.

Write the domain in one script and without invisible characters. A domain that looks like one of
`[sending] own-domains`, `[sending] domains` or a well-known brand (UTS #39, skeletons) is an error
even in one script. Names that are all Cyrillic, Greek, Arabic or Japanese are right.

Evidence: Google, "Email sender guidelines" (21 March 2026); UTS #39, 4 and 5.2.

```envelope bad
From: Acme <news@аcme.com>
                 ^^^^^^^^ Sender domain аcme.com (xn--cme-5cd.com) mixes Cyrillic and Latin
```

```envelope bad
From: news@acme.com
Reply-To: news@xn--cme-5cd.com.
               ^^^^^^^^^^^^^^^^ Reply-To domain аcme.com (xn--cme-5cd.com) mixes Cyrillic and Latin
```

```envelope bad
From: news@ac\u200bme.com
           ^^^^^^^^^ Sender domain acme.com contains the invisible character U+200B
```

```envelope bad own-domains=["acme.com"]
From: news@Mail.Acrne.de
           ^^^^^^^^^^^^^ Sender domain mail.acrne.de looks like acme.com
```

```envelope bad
From: PayPal <service@paypa1.com>
                      ^^^^^^^^^^ Sender domain paypa1.com looks like paypal.com
```

```envelope bad
From: Apple <id@xn--80ak6aa92e.com>
                ^^^^^^^^^^^^^^^^^^ Sender domain аррӏе.com (xn--80ak6aa92e.com) looks like apple.com
```

```envelope good own-domains=["acme.com"]
From: news@mail.acme.com
Reply-To: info@пример.рф, info@日本kanji.jp, info@bücher.de
```

```envelope good own-domains=["acme.com", "acrne.com"]
From: news@acrne.com
```

```envelope good
From: news@{{ domain }}
```

```envelope unchecked
Subject: Hello
```
"""

from presend.api import Envelope, Finding, Iterator, Source, rule
from presend.data.sender_words import BRANDS
from presend.domains import (
    domain_to_unicode,
    normal,
    registrable,
    restriction_fault,
    skeleton,
    within,
)


@rule(severity="error", standard="UTS #39, 5.2; Google Email sender guidelines")
def check(envelope: Envelope) -> Iterator[Finding]:
    own = [normal(domain) for domain in (*envelope.own_domains, *(envelope.domains or ()))]
    known = [domain for domain in own if domain]
    for called, written, domain, (source, place) in _domains(envelope):
        fault = _fault(written, domain, known)
        if fault:
            yield Finding(place, f"{called} domain {fault}", source=source)
    envelope.authors  # noqa: B018 - raises Unknown where no From is known


def _domains(
    envelope: Envelope,
) -> Iterator[tuple[str, str, str | None, tuple[Source, tuple[int, int]]]]:
    """Each domain of the envelope: what it is, as written, in normal form, and its place."""
    fields = {envelope.from_field: "Sender", "reply-to": "Reply-To", "sender": "Sender field"}
    for field, called in fields.items():
        for party in envelope.parties(field):
            yield called, party.written_domain, party.domain, party.domain_place
    if envelope.return_path is not None:
        domain, place = envelope.return_path
        yield "Return-Path", domain, domain, place
    for domain, place in envelope.signers:
        yield "Signing", domain, domain, place


def _fault(written: str, domain: str | None, known: list[str]) -> str | None:
    shown = domain_to_unicode(domain or written)
    name = f"{shown} ({domain})" if domain and domain != shown else shown
    if not written.isascii() or not shown.isascii():
        for label in (*written.split("."), *shown.split(".")):
            fault = restriction_fault(label)
            if fault is not None:
                return f"{name} {fault}"
    site = registrable(domain) if domain else None
    if site is None or (not _suspicious(site) and site.isascii() and "xn--" not in site):
        return None
    if any(within(site, each) for each in known):
        return None
    label = domain_to_unicode(site).partition(".")[0]
    seen = skeleton(label).lower()
    for other in (*known, *BRANDS):
        theirs = domain_to_unicode(registrable(other) or other).partition(".")[0]
        if theirs != label and skeleton(theirs).lower() == seen:
            return f"{name} looks like {other}"
    return None


def _suspicious(site: str) -> bool:
    """A quick look: whether a name of ASCII has what is taken for other letters."""
    return any(mark in site for mark in ("0", "1", "rn"))
