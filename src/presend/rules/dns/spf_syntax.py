"""A typing mistake in an SPF record disables the whole record.

Receivers answer permerror to a record that they cannot read, and then SPF fails for all mail.
The usual mistakes: `ipv4:` for `ip4:`, a host name or a port behind `ip4:`, commas between
terms, a blank behind `include:`, a character-string of more than 255 octets.

Terms behind `all` and `redirect=` beside it are legal and without effect, `ptr` should not be
used, and a record beyond 450 octets may make the answer too long for a packet: these are
warnings.

Evidence: RFC 7208, 4.6, 5, 6, 7.1 and 3.3 to 3.4.

```zone bad domains=["acme.com"]
acme.com.  TXT  "v=spf1 ipv4:192.0.2.1 include: _spf.acme.net, ~all"
                        ^^^^^^^^^^^^^^ ipv4 is no mechanism of SPF; ip4 is meant
                                       ^^^^^^^^ include names no domain
                                                ^^^^^^^^^^^^^^ _spf.acme.net, is no term of SPF
```

```zone bad domains=["acme.com"]
acme.com.  TXT  "v=spf1 ip4:mail.acme.com ip4:192.0.2.1:25 " "ip4:192.0.2.0/33 a:192.0.2.7 -all mx"
                            ^^^^^^^^^^^^^ mail.acme.com is no address; for a host write a:mail.acme.com
                                              ^^^^^^^^^^^^ 192.0.2.1:25 is an address with a port; ip4: takes none
                                                                           ^^^ /33 is no prefix length: /0 to /32
                                                                                 ^^^^^^^^^ 192.0.2.7 is an address; write ip4:192.0.2.7
                                                                                                ^^ mx stands after all and is never reached
```

```zone bad domains=["acme.com"]
acme.com.  TXT  "v=spf1 ptr redirect=a.acme.com redirect=b.acme.com exists:%{x}.acme.com"
                        ^^^ ptr is slow and unreliable, and should not be used
                                                ^^^^^^^^^^^^^^^^^^^ redirect= stands twice
                                                                           ^^^^ there is no macro %{x} here
```

```zone good domains=["acme.com"]
acme.com.  TXT  "v=spf1 +mx/24//64 a:%{d}/28 exists:%{i}._spf.%{d2} ip6:2001:db8::/32 ?include:_spf.acme.net exp=why.%{d} -ALL"
```

```zone good domains=["acme.com"]
acme.com.  TXT  "v=spf1  include:" "_spf.acme" ".net unknown-modifier=%{h}.x redirect=%{d}.acme.net "
esp.net.   TXT  "v=spf1 nonsense"
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule


@rule(severity="error", standard="RFC 7208, 4.6")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import identities, spf

    ours = identities.ours(zone, envelope)
    for record in zone.records:
        if record.type != "TXT" or not spf.VERSION.match(record.text):
            continue
        if not identities.is_ours(record.owner, ours):
            continue
        read = spf.read(record)
        for fault in read.faults:
            yield Finding(read.place(fault.span), fault.message, severity=fault.severity)
