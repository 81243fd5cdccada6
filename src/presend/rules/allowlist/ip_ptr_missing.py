"""A sending address has a name that leads back to it.

Gmail, Yahoo and iCloud refuse or slow down mail from an address whose PTR record is missing, or
names a host that has another address. For the shared addresses of a provider that is the
provider's to mend, so that this rule is off until it is asked for; turn it on for dedicated
addresses of your own, and give their DNS records (`presend allowlist --zone FILE`).

Of a range the first addresses are looked at. A name made of the address itself (dynamic,
1-2-3-4) counts as none with some receivers.

Evidence: Google, "Email sender guidelines" (21 March 2026; 4.7.23 and 5.7.25); Yahoo Sender Hub
(10 April 2025); Apple, "Postmaster information for iCloud Mail" (26 February 2025).

```iplist bad zone=["234.43.89.167.in-addr.arpa. PTR mail.acme.com.", "mail.acme.com. A 167.89.43.235"]
167.89.43.234
^^^^^^^^^^^^^ 167.89.43.234 is called mail.acme.com, whose address is another
167.89.43.236
^^^^^^^^^^^^^ 167.89.43.236 has no PTR record
```

```iplist bad zone=["234.43.89.167.in-addr.arpa. PTR 167-89-43-234.dsl.example.net.", "167-89-43-234.dsl.example.net. A 167.89.43.234"]
167.89.43.234
^^^^^^^^^^^^^ 167.89.43.234 is called 167-89-43-234.dsl.example.net, a name made of its number
```

```iplist good zone=["234.43.89.167.in-addr.arpa. PTR mail.acme.com.", "mail.acme.com. A 167.89.43.234"]
167.89.43.234
```

```iplist unchecked
167.89.43.234
```
"""

from presend.api import Finding, IpList, Iterator, Unknown, rule

SAMPLE = 4  # addresses of a range
MOST = 1_000  # of a list


@rule(severity="info", standard="Google Email sender guidelines; RFC 1912, 2.1", off=True)
def check(ip_list: IpList) -> Iterator[Finding]:
    from ipaddress import ip_address

    from presend.documents.ip_networks import written

    records = ip_list.records
    if records is None or not records.has("PTR"):
        raise Unknown("no PTR records are at hand", "give those of the addresses by --zone")
    for entry in ip_list.valid[:MOST]:
        for number in range(entry.first, min(entry.last + 1, entry.first + SAMPLE)):
            shown = written(entry.version, number)
            names = records.all(ip_address(shown).reverse_pointer, "PTR")
            if not names:
                yield Finding(entry.span, f"{shown} has no PTR record")
                continue
            kind = "A" if entry.version == 4 else "AAAA"
            back = {each.lower() for name in names for each in records.all(name, kind)}
            if shown not in back:
                yield Finding(entry.span, f"{shown} is called {names[0]}, whose address is another")
            elif all(_generic(name, shown) for name in names):
                said = f"{shown} is called {names[0]}, a name made of its number"
                yield Finding(entry.span, said)


def _generic(name: str, address: str) -> bool:
    numbers = address.split(".")
    digits = [part for part in name.replace(".", "-").split("-") if part.isdecimal()]
    return len(numbers) == 4 and digits[:4] in (numbers, numbers[::-1])
