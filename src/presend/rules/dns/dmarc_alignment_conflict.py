"""Strict alignment in the DMARC record must fit the domains that sign and take bounces.

`adkim=s` counts a DKIM signature only if its `d=` is the very domain of From, `aspf=s` a
Return-Path only if it is. ESPs sign as the connected domain, often a subdomain, and take bounces
at another: mail that relaxed alignment would pass is then rejected.

Write `adkim=r` and `aspf=r`, or leave both out, since relaxed is the default; or put From at
the domain that signs. presend takes the signing domain from `dkim-domain` or `domains` in
`[sending]`, or from the signatures of a message; checked with a template or message, it reads
the zone that `[sending] zone` names.

Evidence: RFC 9989, 4.4.1 and 4.4.2; RFC 9989, 4.10.2 (organisational domains).

```zone bad from="news@acme.com" domains=["mail.acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=reject; adkim=s"
                                            ^^^^^^^ adkim=s, but mail is signed with d=mail.acme.com while From is at acme.com
_dmarc.mail.acme.com.  TXT  "v=DMARC1; p=none"
```

```zone bad from="news@acme.com" return-path="em.acme.com" dkim-domain="esp.net"
_dmarc.acme.com.  TXT  "v=DMARC1; p=none; aspf=s"
                                          ^^^^^^ aspf=s, but bounces go to em.acme.com while From is at acme.com
; presend: NXDOMAIN _dmarc.em.acme.com. TXT
```

```zone good from="news@mail.acme.com" domains=["mail.acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=reject; adkim=s; aspf=s"
; presend: NXDOMAIN _dmarc.mail.acme.com. TXT
```

```zone good from="news@acme.com" domains=["acme.com"] return-path="em.acme.com"
_dmarc.acme.com.  TXT  "v=DMARC1; p=reject; aspf=s"
```

```zone good from="news@acme.com" domains=["mail.acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=reject; adkim=r"
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule


@rule(severity="error", standard="RFC 9989, 4.4")
def check(document: Zone | Envelope, envelope: Envelope) -> Iterator[Finding]:
    zone = document if isinstance(document, Zone) else envelope.zone
    if zone is None or (document is envelope and envelope.from_field not in envelope.values):
        return
    from presend.documents.dns import dmarc, identities

    for author in identities.authors(zone, envelope):
        policy = dmarc.policy(zone, author)
        read = policy.record
        if read is None:
            continue
        signers = [domain for domain, _ in envelope.signers] or list(envelope.domains or ())
        bounce = envelope.return_path[0] if envelope.return_path else None
        by_dkim = any(dmarc.aligned(zone, d, author, read.mode("adkim")) for d in signers)
        by_spf = bounce is not None and dmarc.aligned(zone, bounce, author, read.mode("aspf"))
        if by_dkim or by_spf:
            continue
        near = [d for d in signers if dmarc.aligned(zone, d, author, "r")]
        tag = read.tags.by_name.get("adkim")
        if near and tag is not None:
            said = f"adkim=s, but mail is signed with d={near[0]} while From is at {author}"
            yield Finding(read.place(tag.span), said, source=zone.source)
        tag = read.tags.by_name.get("aspf")
        if bounce is not None and tag is not None and dmarc.aligned(zone, bounce, author, "r"):
            said = f"aspf=s, but bounces go to {bounce} while From is at {author}"
            yield Finding(read.place(tag.span), said, source=zone.source)
