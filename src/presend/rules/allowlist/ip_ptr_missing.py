"""A sending address has a name that leads back to it.

Gmail, Yahoo and iCloud refuse or slow down mail from an address whose PTR record is missing, or
names a host that has another address. For the shared addresses of a provider that is the
provider's to mend, so that this rule is off until it is asked for; turn it on for dedicated
addresses of your own, and give their DNS records (`[sending] zone`,
`presend allowlist --zone FILE`).

Of a range the first addresses are looked at. A name made of the address itself (dynamic,
1-2-3-4) counts as none with some receivers.

Evidence: Google, "Email sender guidelines" (21 March 2026; 4.7.23 and 5.7.25); Yahoo Sender Hub
(10 April 2025); Apple, "Postmaster information for iCloud Mail" (26 February 2025).

```iplist bad zone=["234.43.89.167.in-addr.arpa. PTR mail.acme.com.", "mail.acme.com. A 167.89.43.235", "; presend: NXDOMAIN 236.43.89.167.in-addr.arpa. PTR"]
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

```iplist unchecked zone=["; presend: TIMEOUT 234.43.89.167.in-addr.arpa. PTR"]
167.89.43.234
```
"""

from presend.api import Finding, IpList, Iterator, Unknown, Zone, rule

SAMPLE = 4  # addresses of a range
MOST = 1_000  # of a list
CURE = "give the PTR records of the addresses, and the hosts that they name, by --zone"


@rule(severity="info", standard="Google Email sender guidelines; RFC 1912, 2.1", off=True)
def check(ip_list: IpList) -> Iterator[Finding]:
    from presend.documents.ip.ip_networks import written

    zone = ip_list.zone
    if zone is None:
        raise Unknown("no PTR records are at hand", CURE)
    unknown = None
    for entry in ip_list.valid[:MOST]:
        for number in range(entry.first, min(entry.last + 1, entry.first + SAMPLE)):
            shown = written(entry.version, number)
            try:
                said = _fault(zone, entry.version, number, shown)
            except Unknown as lacking:
                unknown = unknown or lacking
                continue
            if said:
                yield Finding(entry.span, f"{shown} {said}")
    if unknown is not None:
        raise unknown


def _fault(zone: Zone, version: int, number: int, shown: str) -> str:
    """What is wrong with the name of an address. Raises Unknown where the zone does not hold it."""
    from ipaddress import ip_address

    from presend.documents.ip.ip_networks import address

    answer = zone.lookup(ip_address(shown).reverse_pointer, "PTR")
    names = [record.target for record in answer.records if record.target]
    if not names:
        if not answer.known:
            raise Unknown(f"the zone does not hold {answer.name} PTR", CURE)
        return "has no PTR record"
    kind = "A" if version == 4 else "AAAA"
    answers = [zone.lookup(name, kind) for name in names]
    back = {address(record.fields[0]) for each in answers for record in each.records}
    if (version, number) in back:
        generic = all(_generic(name, shown) for name in names)
        return f"is called {names[0]}, a name made of its number" if generic else ""
    for each in answers:
        if not each.known:
            raise Unknown(f"the zone does not hold {each.name} {kind}", CURE)
    return f"is called {names[0]}, whose address is another"


def _generic(name: str, address: str) -> bool:
    numbers = address.split(".")
    digits = [part for part in name.replace(".", "-").split("-") if part.isdecimal()]
    return len(numbers) == 4 and digits[:4] in (numbers, numbers[::-1])
