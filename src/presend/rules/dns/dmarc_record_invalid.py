"""A DMARC record that breaks the grammar is ignored, in whole or in part.

`v=DMARC1` comes first, in capitals, or the record is none. Of two records both are thrown away.
A policy that is none of `none`, `quarantine` and `reject` is read as `none` where `rua` asks for
reports, and voids the record where it does not. Semicolons divide the tags, not commas.

Since RFC 9989 a missing `p` means `none`; RFC 7489 requires it, as the second tag, and Gmail
still answers 4.7.31 where no policy is given.

Evidence: RFC 9989, 4.7 and 4.8; RFC 7489, 6.3; Google, "Email sender guidelines FAQ" (11 March
2026).

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "p=none; v=DMARC1"
                                ^^^^^^^^ DMARC record is ignored: v=DMARC1 must come first
```

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=rejct, sp=none; adkim=strict; fo=2; rua=dmarc@acme.com"
                                    ^^^^^^^^^^^^^^ p=rejct, sp=none is no policy, and no rua= is valid: receivers ignore the record
                                                          ^^^^^^ adkim= is r or s
                                                                     ^ fo= is 0, 1, d or s
                                                                            ^^^^^^^^^^^^^^ dmarc@acme.com lacks mailto:
```

```zone bad domains=["acme.com"]
_dmarc.acme.com.       TXT  "v=DMARC1; rua=mailto:d@acme.com"
                             ^^^^^^^^ There is no p=: RFC 9989 reads none, RFC 7489 ignores the record, Gmail complains
_dmarc.mail.acme.com.  TXT  "v=DMARC1; p=none"
_dmarc.mail.acme.com.  TXT  "v=DMARC1; p=reject"
                            ^^^^^^^^^^^^^^^^^^^^ 2 DMARC records at _dmarc.mail.acme.com, so that receivers ignore both
_dmarc.www.acme.com.   TXT  "v=spf1 -all"
                            ^^^^^^^^^^^^^ This is an SPF record, and _dmarc.www.acme.com is the place of a DMARC record
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=Reject; sp=none; np=reject; t=n; psd=n; fo=1:d; xown=1; rua=mailto:a@acme.com, mailto:b%2Cc@acme.com!10m;"
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1 ; p=none ; adkim=R;" " aspf=s"
_dmarc.esp.net.   TXT  "v=DMARC1; p=what"
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, listed, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.dns.dmarc import Dmarc

_VALUES = {"adkim": "r s", "aspf": "r s", "t": "y n", "psd": "y n u", "fo": "0 1 d s"}


@rule(severity="error", standard="RFC 9989, 4.7 and 4.8")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dmarc, identities, spf

    ours = identities.ours(zone, envelope)
    for name in dict.fromkeys(record.owner for record in zone.records):
        if not name.startswith("_dmarc.") or not identities.is_ours(name[7:], ours):
            continue
        answer = zone.lookup(name, "TXT")
        valid = dmarc.records(answer)
        if len(valid) > 1:
            said = f"{len(valid)} DMARC records at {name}, so that receivers ignore both"
            yield Finding(valid[1].span, said.replace("both", "both" if len(valid) == 2 else "all"))
            continue
        for record in answer.records:
            if record in valid:
                yield from _tags(dmarc.read(record))
            elif spf.VERSION.match(record.text):
                said = f"This is an SPF record, and {name} is the place of a DMARC record"
                yield Finding(record.span, said)
            elif not valid and dmarc.NEAR.search(record.text):
                yield _ignored(dmarc.read(record))


def _ignored(read: "Dmarc") -> Finding:
    version = read.tags.by_name.get("v") or read.tags.by_name.get("V")
    said = "DMARC record is ignored: v=DMARC1 must come first"
    if version is None:
        return Finding(read.record.span, said)
    if read.tags.tags[0] is version:
        said = f"DMARC record is ignored: {version.name}={version.value[:30]} is not v=DMARC1"
    return Finding(read.place(version.span), said)


def _tags(read: "Dmarc") -> Iterator[Finding]:
    tags = read.tags
    for fault in tags.faults:
        yield Finding(read.place(fault.span), fault.message)
    policy = tags.by_name.get("p")
    if policy is None:
        said = "There is no p=: RFC 9989 reads none, RFC 7489 ignores the record, Gmail complains"
        yield Finding(read.place(tags.tags[0].span), said)
    elif tags.tags[1] is not policy:
        said = "RFC 7489 wants p= right behind v=DMARC1; some receivers still do"
        yield Finding(read.place(policy.span), said, severity="info")
    void = "receivers read none" if read.valid else "no rua= is valid: receivers ignore the record"
    for name in ("p", "sp", "np"):
        tag = tags.by_name.get(name)
        if tag is not None and read.policy(name) is None:
            said = f"{name}={tag.value[:40]} is no policy, and {void}"
            yield Finding(read.place(tag.value_span if tag.value else tag.span), said)
    for name, values in _VALUES.items():
        tag = tags.by_name.get(name)
        if tag is None:
            continue
        written = tag.value.lower()
        items = written.split(":") if name == "fo" else [written]
        if any(item.strip() not in values.split() for item in items):
            said = f"{name}= is {listed(values.split(), 'or')}"
            place = read.place(tag.value_span if tag.value else tag.span)
            yield Finding(place, said, severity="warning")
    for name in ("rua", "ruf"):
        for uri in read.uris(name):
            if uri.domain is None:
                lacks = "@" in uri.text and ":" not in uri.text
                said = "lacks mailto:" if lacks else "is no address that reports can go to"
                yield Finding(read.place(uri.span), f"{uri.text[:60]} {said}", severity="warning")
