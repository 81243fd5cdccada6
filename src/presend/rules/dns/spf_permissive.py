"""An SPF record must not let the whole world send as you.

`+all`, or `all` alone, says that every server may. `?all`, or nothing at the end, says nothing
at all of the servers that the record does not name. A network of millions of addresses says
nearly as much. Spammers look for such records, and filters score them.

End the record in `~all` or `-all`; which of the two hardly matters beside DMARC. `redirect=`
leaves the end to another record.

Evidence: rspamd R_SPF_PLUSALL 4.0 (August 2026); SpamAssassin BITCOIN_SPF_ONLYALL (24 October
2024); RFC 7208, 4.7 (the default result is neutral) and 5.1.

```zone bad domains=["acme.com"]
acme.com.     TXT  "v=spf1 mx +all"
                              ^^^^ Every server may send as acme.com
www.acme.com. TXT  "v=spf1 ip4:0.0.0.0/1 ip4:10.0.0.0/8 -all"
                           ^^^^^^^^^^^^^ 2,147,483,648 addresses may send as www.acme.com
                                         ^^^^^^^^^^^^^^ 16,777,216 addresses may send as www.acme.com
```

```zone bad domains=["acme.com"]
acme.com.      TXT  "v=spf1 mx ?all"
                               ^^^^ Other servers are neither allowed nor refused
mail.acme.com. TXT  "v=spf1 include:esp.net"
                     ^^^^^^^^^^^^^^^^^^^^^^ There is no all at the end: other servers are neither allowed nor refused
```

```zone good domains=["acme.com"]
acme.com.       TXT  "v=spf1 mx ip4:192.0.2.0/16 ip6:2001:db8::/32 ~all"
mail.acme.com.  TXT  "v=spf1 redirect=_spf.acme.com"
esp.net.        TXT  "v=spf1 +all"
```

```zone good domains=["acme.com"]
_spf1.acme.com.  TXT  "v=spf1 ip4:192.0.2.0/24 ?all"
acme.com.        TXT  "v=spf1 include:_spf1.acme.com -all"
```
"""

from presend.api import Envelope, Finding, Iterator, Severity, Zone, rule


@rule(severity="error", standard="RFC 7208, 5.1 and 4.7")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import identities, spf

    ours = identities.ours(zone, envelope)
    records = [r for r in zone.records if r.type == "TXT" and spf.VERSION.match(r.text)]
    reads = [spf.read(record) for record in records]
    # what only serves as an include passes nobody by its end (RFC 7208, 5.2)
    included = {t.host for r in reads for t in r.terms if t.name == "include"}
    for read in reads:
        owner = read.record.owner
        if not identities.is_ours(owner, ours):
            continue
        end = read.all
        if end is not None and end.qualifier == "+":
            yield Finding(read.place(end.span), f"Every server may send as {owner}")
        elif owner in included and owner not in ours:
            pass
        elif end is not None and end.qualifier == "?":
            said = "Other servers are neither allowed nor refused"
            yield Finding(read.place(end.span), said, severity="warning")
        elif end is None and read.redirect is None and not read.broken:
            said = "There is no all at the end: other servers are neither allowed nor refused"
            whole = (0, len(read.record.text.rstrip()))
            yield Finding(read.place(whole), said, severity="warning")
        for term in read.terms:
            length = term.value.rpartition("/")[2]
            if (
                term.name == "ip4"
                and term.qualifier == "+"
                and length.isdigit()
                and int(length[:3]) < 16
            ):
                severity: Severity = "error" if int(length[:3]) < 8 else "warning"
                said = f"{1 << (32 - int(length[:3])):,} addresses may send as {owner}"
                yield Finding(read.place(term.span), said, severity=severity)
