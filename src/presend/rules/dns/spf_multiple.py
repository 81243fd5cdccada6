"""A domain has one SPF record, not two.

With two, receivers answer permerror: neither counts, and SPF fails for all mail of the domain.
It happens when a vendor's instructions are followed to the letter beside a record that is there
already. Merge them: all mechanisms in one record, one `all` at its end.

Evidence: RFC 7208, 3.2 and 4.5. checkdmarc (August 2026) counts them the same way.

```zone bad domains=["acme.com"]
acme.com.  TXT  "v=spf1 include:_spf.google.com ~all"
acme.com.  TXT  "v=spf1 include:12345.spf01.hubspotemail.net -all"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 SPF records at acme.com, so that receivers take neither; merged: v=spf1 include:_spf.google.com include:12345.spf01.hubspotemail.net ~all
```

```zone bad domains=["acme.com"]
acme.com.  TXT  "v=spf1 a mx -all"
acme.com.  TXT  "v=spf1 a redirect=_spf.acme.net"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 SPF records at acme.com, so that receivers take neither; merged: v=spf1 a mx -all
```

```zone good domains=["acme.com"]
acme.com.      TXT  "v=spf1 a -all"
acme.com.      TXT  "v=spf2.0/pra a -all"
mail.acme.com. TXT  "v=spf1 mx -all"
```

```zone good domains=["acme.com"]
acme.com.   TXT  "v=spf1 include:esp.net -all"
esp.net.    TXT  "v=spf1 -all"
esp.net.    TXT  "v=spf1 a -all"
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Record


@rule(severity="error", standard="RFC 7208, 4.5")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.documents.dns import identities, spf

    ours = identities.ours(zone, envelope)
    for name in dict.fromkeys(record.owner for record in zone.records):
        if not identities.is_ours(name, ours):
            continue
        found = [r for r in zone.at(name, "TXT") if spf.VERSION.match(r.text)]
        if len(found) > 1:
            said = f"{len(found)} SPF records at {name}, so that receivers take neither"
            merged = _merged(found)
            if len(merged) < 450:
                said += f"; merged: {merged}"
            yield Finding(found[1].span, said, related=[(found[0].span, "the first record")])


def _merged(records: "list[Record]") -> str:
    """One record with the terms of all; of several `all` the mildest."""
    from presend.documents.dns import spf

    terms: dict[str, None] = {}
    ends: list[str] = []
    redirect = ""
    for record in records:
        for term in spf.read(record).terms:
            if term.name == "all":
                ends.append(term.qualifier)
            elif term.name == "redirect" and term.modifier:
                redirect = redirect or term.text
            else:
                terms[term.text] = None
    mildest = [sign for sign in "+?~-" if sign in ends]
    end = f"{mildest[0].strip('+')}all" if mildest else redirect
    return " ".join(["v=spf1", *terms, *([end] if end else [])])
