"""A record that no name server can read is not there.

A missing dot, a quotation mark that is never closed or a CNAME record beside others makes a
name server drop the record or refuse the whole zone. What DNS providers show in their forms is
often not what a zone file needs: a TXT value stands in quotation marks, and each string of it
has 255 octets at most.

Mend the entry at the place shown. `$INCLUDE` and `$GENERATE` are not followed, so that presend
takes nothing for missing in a zone that has them.

Evidence: RFC 1035, 5.1 (master files) and 3.3 (character-strings); RFC 1034, 3.6.2 (CNAME).

```zone bad
acme.com.  TXT  "v=spf1 -all
                ^^^^^^^^^^^^ a quotation mark that is never closed
acme.com.  MX   mail.acme.com.
                ^^^^^^^^^^^^^^ MX record has 1 field, not 2
```

```zone bad
www.acme.com.  CNAME  acme.github.io.
                      ^^^^^^^^^^^^^^^ a CNAME record beside TXT at www.acme.com
www.acme.com.  TXT    "hello"
```

```zone good
$ORIGIN acme.com.
$TTL 1h
@    IN SOA ns1 hostmaster (
        2026082001 ; serial
        3600 900 604800 300 )
     NS   ns1
@    300 IN TXT "v=spf1 include:_spf.acme.com" " -all"
ns1  A    192.0.2.1
```

```zone good
; a string may hold what an entry may not
acme.com.  TXT  "one; two (three) \\" four"
```
"""

from presend.api import Finding, Iterator, Zone, rule


@rule(severity="error", standard="RFC 1035, 5.1; RFC 1034, 3.6.2")
def check(zone: Zone) -> Iterator[Finding]:
    for fault in zone.faults:
        yield Finding(fault.span, fault.message)
    for span in zone.elsewhere:
        yield Finding(span, "presend does not follow this directive", severity="info")
    from presend.documents.dns import spf
    from presend.documents.zone import STRING_LIMIT

    for record in zone.records:
        if record.type != "TXT" or spf.VERSION.match(record.text):
            continue  # of an SPF record it is spf-syntax's to tell
        for word, length in zip(record.words, record.joined.lengths, strict=True):
            if length > STRING_LIMIT:
                said = f"a character-string of {length} octets, and {STRING_LIMIT} are the limit"
                yield Finding(word.whole, said)
