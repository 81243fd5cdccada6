"""A policy of `none` only watches: anybody can still send as you.

It is enough for Gmail, Yahoo and Outlook.com, and right for the first weeks. It protects
nobody, and a logo (BIMI) needs more. `sp=none` or `np=none` under a stronger `p` leaves the
subdomains open; `t=y` asks receivers not to apply the policy yet.

Read the aggregate reports until all your mail passes, then go to `quarantine`. Do not hurry:
domains whose people post to mailing lists should not go on to `reject`, and `reject` must not
rest on SPF alone.

Evidence: Google, "Email sender guidelines" (21 March 2026); RFC 9989, 4.7 and 7.4.

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=none; rua=mailto:d@acme.com"
                                  ^^^^^^ Policy is none: receivers report and do nothing else
```

```zone bad domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=quarantine; sp=none; t=y; rua=mailto:d@acme.com"
                                                ^^^^^^^ sp=none leaves subdomains without the policy
                                                         ^^^ t=y asks receivers not to apply the policy yet
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=quarantine; np=reject; rua=mailto:d@acme.com"
```

```zone good domains=["acme.com"]
_dmarc.acme.com.  TXT  "v=DMARC1; p=reject"
_dmarc.esp.net.   TXT  "v=DMARC1; p=none"
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule


@rule(severity="info", standard="RFC 9989, 4.7")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dmarc, identities

    for policy, read in dmarc.in_force(zone, identities.authors(zone, envelope)):
        own = read.tags.by_name.get("p")
        if own is not None and read.policy("p") == "none":
            said = "Policy is none: receivers report and do nothing else"
            yield Finding(read.place(own.span), said)
        elif own is not None and read.policy("p") is not None:
            for name, what in (("sp", "subdomains"), ("np", "subdomains that do not exist")):
                tag = read.tags.by_name.get(name)
                if tag is not None and read.policy(name) == "none":
                    said = f"{name}=none leaves {what} without the policy"
                    yield Finding(read.place(tag.span), said, severity="warning")
        test = read.tags.by_name.get("t")
        if test is not None and test.value.lower() == "y":
            yield Finding(read.place(test.span), "t=y asks receivers not to apply the policy yet")
        if (
            read.policy("p") == "reject"
            and _unsigned(zone, envelope, policy.author)
            and own is not None
        ):
            said = (
                "p=reject rests on SPF alone, which every forwarding breaks: sign with DKIM first"
            )
            yield Finding(read.place(own.span), said, severity="warning")


def _unsigned(zone: Zone, envelope: Envelope, author: str) -> bool:
    """Whether it is certain that no DKIM key is there."""
    from presend.documents.dns import identities

    if any(each.written or not each.answer.known for each in identities.selectors(zone, envelope)):
        return False
    names = dict.fromkeys([author, *identities.signing(zone, envelope)])
    return all(zone.lookup(f"_domainkey.{name}", "TXT").state == "nxdomain" for name in names)
