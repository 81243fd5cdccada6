"""An IP list is of use when it is complete: single addresses and ranges.

With half of the list some messages arrive and others do not, and nobody sees why. HubSpot's list
has both single addresses and ranges; who has dedicated addresses alone says so with
`expect = "single"`. Where DNS records are at hand (`[sending] zone`,
`presend allowlist --zone FILE`), what the SPF of the provider authorises beyond the list is told;
SPF may name more than sends for you.

Evidence: HubSpot, "Why contacts don't receive marketing emails" (20 March 2024) and "Understand
why contacts didn't receive marketing emails" (25 August 2025): hand over the complete list.

```iplist bad esp="hubspot"
^^^^ The list has only ranges; HubSpot's has single addresses, too: copy all of it
192.254.127.96/27
54.174.52.0/24
```

```iplist bad esp="hubspot" domains=["mail.acme.com"] zone=["mail.acme.com. TXT 'v=spf1 include:1.spf01.hubspotemail.net ~all'", "1.spf01.hubspotemail.net. TXT 'v=spf1 ip4:54.174.52.0/23 -all'"]
^^^^ SPF lets HubSpot send for mail.acme.com from 256 addresses more: 54.174.53.0/24
167.89.43.234
54.174.52.0/24
```

```iplist good esp="hubspot"
167.89.43.234
54.174.52.0/24
```

```iplist good esp="hubspot" expect="single"
167.89.43.234
```

```iplist unchecked
167.89.43.234
```

```iplist unchecked esp="hubspot" expect="single" domains=["mail.acme.com"] zone=["mail.acme.com. TXT 'v=spf1 include:1.spf01.hubspotemail.net ~all'"]
167.89.43.234
```
"""

from presend.api import Finding, IpList, Iterator, Unknown, Zone, rule

SHOWN = 5  # ranges named of those that lack


class Options:
    expect: str = "both"  # or single, or ranges


@rule(severity="warning", standard="HubSpot Knowledge Base: hand over the complete list")
def check(ip_list: IpList, options: Options) -> Iterator[Finding]:
    if not ip_list.valid:
        return
    if ip_list.esp == "hubspot" and options.expect == "both":
        kinds = {entry.single for entry in ip_list.valid}
        if len(kinds) == 1:
            has, lacks = ("single addresses", "ranges") if True in kinds else (
                "ranges", "single addresses")  # fmt: skip
            said = f"The list has only {has}; HubSpot's has {lacks}, too: copy all of it"
            yield Finding((0, 0), said)
    if ip_list.zone is not None:
        yield from _beyond(ip_list, ip_list.zone)
    elif ip_list.esp != "hubspot":
        raise Unknown("nobody says what the whole list is", "give --esp, or DNS records by --zone")


def _beyond(ip_list: IpList, zone: Zone) -> Iterator[Finding]:
    """What SPF authorises and the list lacks; Unknown where the zone does not hold all of it."""
    from presend.data.esp_dns import ZONES
    from presend.data.senders import ESPS
    from presend.documents.dns import questions
    from presend.documents.ip import authorised
    from presend.documents.ip.ip_networks import as_cidr, cidr, without
    from presend.domains import normal, within

    theirs = ZONES.get(ip_list.esp or "", ())
    who = ESPS[ip_list.esp].name if ip_list.esp in ESPS else "others"
    lacking: list[tuple[str, str, str]] = []
    for domain in filter(None, map(normal, ip_list.domains)):

        def counts(name: str, domain: str = domain) -> bool:
            return any(within(name, each) for each in theirs) if theirs else name != domain

        found = authorised.by_spf(zone, domain, counts)
        lacking += sorted(found.unknown, key=lambda asked: not counts(asked[0]))
        more = without(found.ranges, [(e.version, e.first, e.last) for e in ip_list.valid])
        if not more:
            continue
        count = sum(last - first + 1 for _, first, last in more)
        named = [cidr(r[0], *each) for r in more[:SHOWN] for each in as_cidr(*r)]
        rest = " …" if len(named) > SHOWN or len(more) > SHOWN else ""
        said = f"SPF lets {who} send for {domain} from {count:,} addresses more"
        yield Finding((0, 0), f"{said}: {', '.join(named[:SHOWN])}{rest}", severity="info")
    if lacking:
        raise questions.lacking(*lacking[0])
