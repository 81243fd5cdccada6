"""A DKIM key record that verifiers cannot use is as good as none.

An empty `p=` says that the key is revoked. A key that was cut by a DNS form, has quotation marks
or blanks in it, names a wrong type or stands twice makes every signature fail. `t=y` says that
the domain is only testing, and some receivers then treat mail as unsigned.

Copy the record anew from where the key was made. Take a revoked selector's record out once no
mail with it is on its way any more; if it is revoked on purpose, allow it by severity.

Evidence: RFC 6376, 3.6.1 and 3.6.2.2; RFC 8301, 3.1 (SHA-1 is forbidden); RFC 8463, 4.

```zone bad domains=["acme.com"]
a._domainkey.acme.com.  TXT  "v=DKIM1; p="
                                       ^^ DKIM key a._domainkey.acme.com is revoked: its p= is empty
b._domainkey.acme.com.  TXT  "k=rsa; v=DKIM1; t=y; p=MIIB" " IjAN\\"BgkqhkiG9w"
                                     ^^^^^^^ v=DKIM1 must come first
                                              ^^^ The key is marked as a test (t=y), and some receivers then count mail as unsigned
                                                                 ^^ the key in p= is no base64: '"' stands in it
```

```zone bad domains=["acme.com"]
a._domainkey.acme.com.  TXT  "v=DKIM1; k=ed25519; h=sha1; s=web; p=MIIB"
                                                  ^^^^^^ h= leaves out sha256, the only hash still in use
                                                          ^^^^^ s=web is not for email
                                                                   ^^^^ an Ed25519 key has 32 octets, not 3
b._domainkey.acme.com.  TXT  "v=DKIM1; k=rsa"
                              ^^^^^^^^^^^^^^ there is no p=, the key itself
c._domainkey.acme.com.  TXT  "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the key in p= is no RSA key, but as long as an Ed25519 key: k=ed25519 is missing
c._domainkey.acme.com.  TXT  "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 keys at c._domainkey.acme.com, so that receivers may take either
```

```zone bad domains=["acme.com"]
a._domainkey.acme.com.  TXT  v=DKIM1; k=rsa; p=MIIB
                             ^^^^^^^ there is no p=, the key itself: without quotation marks what follows a ; is a comment
b._domainkey.acme.com.  TXT  "v=spf1 include:esp.net ~all"
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ this is an SPF record, and no key
c._domainkey.acme.com.  TXT  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAldwstxLg3xZZaLSP"
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the key stands alone, without v=DKIM1; k=rsa; p= before it
```

```zone good domains=["acme.com"]
a._domainkey.acme.com.  TXT  "v=DKIM1; k=ed25519; n=made in May; t=s; p=11qYAYKxCrfVS/7TyWQH" "Og7hcvPapiMlrwIaaPcHURo="
b._domainkey.acme.com.  TXT  "google-site-verification=x"
```

```zone unchecked domains=["acme.com"]
a._domainkey.acme.com.  CNAME  key.esp.net.
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule


@rule(severity="error", standard="RFC 6376, 3.6.1")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dkim, identities, questions

    lacking = None
    for each in identities.selectors(zone, envelope):
        if not each.answer.known:
            lacking = lacking or each.answer
        records = dkim.keys(each.answer.records)
        if len(records) > 1:
            said = f"{len(records)} keys at {each.name}, so that receivers may take either"
            yield Finding(records[1].span, said)
        for record in records:
            key = dkim.Key(record)
            for fault, severity in key.faults:
                yield Finding(key.place(fault.span), fault.message, severity=severity)
            if key.revoked:
                said = f"DKIM key {each.name} is revoked: its p= is empty"
                yield Finding(key.place(key.tags.by_name["p"].span), said)
            elif key.testing:
                said = "The key is marked as a test (t=y), and some receivers then count mail as unsigned"
                yield Finding(key.place(key.tags.by_name["t"].span), said, severity="warning")
            if key.strict and _speaks_below(envelope, each.domain):
                said = f"t=s: mail From a subdomain is not covered by a signature with d={each.domain} and i= there"
                yield Finding(key.place(key.tags.by_name["t"].span), said, severity="info")
    if lacking is not None:
        raise questions.lacking(lacking.name, "TXT", lacking.word)


def _speaks_below(envelope: Envelope, domain: str) -> bool:
    """Whether From is known to be at a subdomain of the one that signs."""
    if envelope.from_field not in envelope.values:
        return False
    return (envelope.sender.domain or "").endswith("." + domain)
