"""The domain that signs the mail, or that bounces go to, must be that of the From address.

DMARC counts a DKIM signature or an SPF result only if its domain is that of the From address
(strict) or of the same organisation (relaxed, the usual mode). Gmail, Yahoo and Outlook.com ask
it of bulk mail: Gmail answers 4.7.32 or 5.7.26, Outlook.com 550 5.7.515. One of the two is
enough today.

Sign as the domain of From, or put From at the domain that signs. presend compares what is
declared, the signatures of a message or `dkim-domain` and `return-path` in `[sending]`, and
checks no signature. HubSpot without a dedicated IP never aligns by Return-Path
(`bf03x.hubspotemail.net`), so there the signature decides. Where only `domains` are known,
`from-not-on-sending-domain` judges. The modes and the organisations come from the saved records
that `[sending] zone` names; without it set `adkim` or `aspf` to "s" if your DMARC record does.
`bulk = true` tells where only one of the two aligns, since Google announces that it will ask
for both.

Evidence: Google, "Email sender guidelines FAQ" (11 March 2026); Yahoo Sender Hub (10 April
2025); Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025); RFC 9989,
4.4. Without saved records organisations are told apart by the Public Suffix List, not by RFC
9989's DNS tree walk.

```message bad
Return-Path: <bounce-7@em.sendgrid.net>
DKIM-Signature: v=1; a=rsa-sha256; d=sendgrid.net; s=s1; bh=x; b=x
From: Acme <news@acme.com>
                 ^^^^^^^^ Neither DKIM d=sendgrid.net nor Return-Path em.sendgrid.net aligns with From domain acme.com

Hello
```

```envelope bad
From: news@acme.com
           ^^^^^^^^ DKIM d=esp.net does not align with From domain acme.com
DKIM-Domain: ESP.net.
```

```message bad
Return-Path: <bounce@lists.example.org>
From: Acme <news@acme.com>
                 ^^^^^^^^ Return-Path lists.example.org does not align with From domain acme.com, and nothing signs the mail

Hello
```

```envelope bad adkim="s"
From: news@acme.com
           ^^^^^^^^ DKIM d=mail.acme.com does not align with From domain acme.com
DKIM-Domain: mail.acme.com
```

```envelope bad bulk=true
From: news@mail.acme.com
           ^^^^^^^^^^^^^ Only DKIM d=acme.com aligns with From domain mail.acme.com, Return-Path bf03x.hubspotemail.net does not
DKIM-Domain: acme.com
Return-Path: bf03x.hubspotemail.net
```

```message good
Return-Path: <1axb@bf03x.hubspotemail.net>
DKIM-Signature: v=1; a=rsa-sha256; d=bf03x.hubspotemail.net; s=hs1; bh=x; b=x
DKIM-Signature: v=1; a=rsa-sha256; bh=x; b=x; s=hs1; d=Mail.ACME.com
From: Acme <news@acme.com>

One of several signatures is enough.
```

```envelope good
From: news@acmé.com
DKIM-Domain: mail.xn--acm-dma.com
```

```envelope good
From: news@acme.com
Return-Path: <bounce@em.acme.com>
```

```envelope unchecked
From: news@acme.com
Return-Path: bf03x.hubspotemail.net
```

```envelope unchecked
DKIM-Domain: acme.com
```
"""

from presend.api import Envelope, Finding, Iterator, Unknown, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Options:
    adkim: str = "r"  # as in the DMARC record: r relaxed, s strict
    aspf: str = "r"
    bulk: bool = False  # also tell where only one of DKIM and SPF aligns


@rule(severity="error", standard="RFC 9989, 4.4; Google Email sender guidelines")
def check(envelope: Envelope, options: Options) -> Iterator[Finding]:
    sender = envelope.sender
    at = sender.domain or ""
    signers = [domain for domain, _ in envelope.signers]
    bounces = envelope.return_path[0] if envelope.return_path else None
    adkim, aspf, aligned, under = _published(envelope, at, options)
    signed = any(aligned(domain, adkim) for domain in signers)
    returned = bounces is not None and aligned(bounces, aspf)
    source, place = sender.domain_place
    by_dkim = "DKIM d=" + ", d=".join(signers)
    if signed or returned:
        if options.bulk and signers and bounces and signed != returned:
            good, bad = by_dkim, f"Return-Path {bounces}"
            if returned:
                good, bad = bad, good
            said = f"Only {good} aligns with From domain {at}, {bad} does not"
            yield Finding(place, said, severity="info", source=source)
    elif signers:
        said = f"{by_dkim} does not align with From domain {at}"
        if bounces:
            said = f"Neither {by_dkim} nor Return-Path {bounces} aligns with From domain {at}"
        yield Finding(place, said + under, source=source)
    elif envelope.rendered and bounces:
        said = f"Return-Path {bounces} does not align with From domain {at}"
        yield Finding(place, f"{said}, and nothing signs the mail{under}", source=source)
    elif envelope.domains is None:
        raise Unknown(
            "it is not known which domain signs the mail",
            "name it as dkim-domain in [sending] of presend.toml",
        )


def _published(
    envelope: Envelope, author: str, options: Options
) -> "tuple[str, str, Callable[[str, str], bool], str]":
    """The modes for DKIM and SPF, a test of alignment, and words for what made it strict."""
    from presend.documents.dns import dmarc

    zone, modes, strict = envelope.zone, [options.adkim, options.aspf], []
    read = dmarc.policy(zone, author).record if zone is not None else None
    for number, name in enumerate(("adkim", "aspf")):
        if read is not None and read.mode(name) == "s":
            modes[number] = "s"
            strict.append(f"{name}=s")
    under = f" under the published {' and '.join(strict)}" if strict else ""

    def aligned(domain: str, mode: str) -> bool:
        return dmarc.aligned(zone, domain, author, mode)

    return modes[0], modes[1], aligned, under
