"""A DKIM key of RSA needs 1024 bits at least, better 2048.

Receivers must not accept a signature by a shorter key, which can be broken; Gmail and Yahoo say
that they do not. 1024 bits still pass, 2048 are what they recommend. Some verifiers do not read
more than 4096. Ed25519 keys are short and strong, but many receivers cannot read them yet: as
the only key they leave the mail unsigned in their eyes.

Make a new key of 2048 bits under a new selector. A key that an ESP holds behind a CNAME record
is the ESP's to change.

Evidence: RFC 8301, 3.2; RFC 8463; Google, "Email sender guidelines" (21 March 2026); Yahoo Sender
Hub FAQ (2 August 2025).

```zone bad domains=["acme.com"]
s1._domainkey.acme.com.  TXT  "v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMOCX1EsQ8qIwJqVJ1kUoHkeVFrwBbQ+vWZkkyZgRyG+yqAYVpZFNXyhsmALjVOzqOr+JFGXY1KwJ7Szo9uKdQUCAwEAAQ=="
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RSA key has 512 bits, and receivers accept no less than 1024
```

```zone bad domains=["acme.com"]
s2._domainkey.acme.com.  TXT  "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
                               ^^^^^^^^^ The only key is of Ed25519, which many receivers cannot read: sign with RSA as well
```

```zone good domains=["acme.com"]
s2._domainkey.acme.com.  TXT  "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
s1._domainkey.acme.com.  TXT  ( "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAldwstxLg3xZZaLSPrONc430MMZ+NULH3Vw2mmIlPHXgkygQ+ZYoztdNl+dLrbnIK/yu2u3sOELjJwPSlIejuICYClCaFPYkZPLivtvPWg9jd2JiKGJU/sGMYWTkYeVi1Uj3gWwOGFp2mlpYi2ePz3n"
                                "Dwrhtj5nR1LrOH28uvUWMID1FPFMqdEPgoOGAS8hZPlKPEtSS3ioTHdkb4OlqGHCO5dy10c9nqXSgKQXF50v/HIW2fIKeH/4HD8CEqfM0DO86GddLUzJWP4eRtGYv9JUtJHe7k2sg9ljDD3QrMwhOjskUX9BE//r8mCsTACXzXkLHWEN+7eiq7PEUkBOtuVQIDAQAB" )
```

```zone unchecked domains=["acme.com"]
hs1._domainkey.acme.com.  CNAME  acme-com.hs01a.dkim.hubspotemail.net.
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule

ENOUGH, GOOD, TOO_LONG = 1024, 2048, 4096  # bits


@rule(severity="error", standard="RFC 8301, 3.2; Google Email sender guidelines")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import dkim, identities, questions

    lacking = None
    alone: dict[str, list[dkim.Key]] = {}
    for each in identities.selectors(zone, envelope):
        if not each.answer.known:
            lacking = lacking or each.answer
        held = f"; {each.answer.name} is the ESP's to change" if each.answer.chain else ""
        for record in dkim.keys(each.answer.records):
            key = dkim.Key(record)
            if not key.revoked:
                alone.setdefault(each.domain, []).append(key)
            written = key.tags.by_name.get("p")
            if key.bits is None or written is None:
                continue
            place = key.place(written.span)
            if key.bits < ENOUGH:
                said = f"RSA key has {key.bits} bits, and receivers accept no less than {ENOUGH}"
                yield Finding(place, said + held)
            elif key.bits < GOOD:
                said = f"RSA key has {key.bits} bits, and {GOOD} are recommended"
                yield Finding(place, said + held, severity="warning")
            elif key.bits > TOO_LONG:
                said = f"RSA key has {key.bits} bits, more than some receivers read"
                yield Finding(place, said + held, severity="warning")
    if lacking is not None:
        raise questions.lacking(lacking.name, "TXT", lacking.word)
    for keys in alone.values():
        if all(key.kind == "ed25519" for key in keys):
            said = "The only key is of Ed25519, which many receivers cannot read: sign with RSA as well"
            yield Finding(keys[0].place(keys[0].tags.by_name["k"].span), said, severity="warning")
