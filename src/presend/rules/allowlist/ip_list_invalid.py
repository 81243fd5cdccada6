"""An IP list names the addresses that send, each once, and no others.

What a gateway cannot read it drops without a word, or refuses the whole list; a range with host
bits set lets in other addresses than one thinks; a private or reserved range lets in none; a
range that is too wide lets in everybody. Repeated and overlapping entries do no harm, but hide
what has changed since the last time.

Copy the list again from the provider, or write what the message says. Ranges may be written
`first-last`; what stands after `#` is a comment.

Evidence: RFC 4632, 3.1 (the bits behind the prefix are zero); RFC 6890 and those named in the
messages; HubSpot, "Why contacts don't receive marketing emails" (20 March 2024: single addresses
and ranges such as 54.174.52.0/24, which is 54.174.52.0 to 54.174.52.255).

```iplist bad
167.89.43.234
192.254.127.97/27
^^^^^^^^^^^^^^^^^ 192.254.127.97/27 has host bits set; the range is 192.254.127.96/27
54.174.52.0/24
```

```iplist fixed
167.89.43.234
192.254.127.96/27
54.174.52.0/24
```

```iplist bad
54.174.520.0/24, 54.174.52.0/33
^^^^^^^^^^^^^^^ 54.174.520.0/24 is no IP address: 520 is more than 255
                 ^^^^^^^^^^^^^^ 54.174.52.0/33: a prefix of IPv4 has at most 32 bits
10.1.0.0/16
^^^^^^^^^^^ 10.1.0.0/16 is private (RFC 1918): no mail comes from there
66.0.0.0/7
^^^^^^^^^^ 66.0.0.0/7 lets in 33,554,432 addresses, those of many others with them
54.174.53.7
^^^^^^^^^^^ 54.174.53.7 stands in 54.174.53.0/24 already
54.174.53.0/24
```

```iplist bad
167.89.43.234
192.254.127.96/27
167.89.43.234
^^^^^^^^^^^^^ 167.89.43.234 is listed twice
```

```iplist fixed
167.89.43.234
192.254.127.96/27
```

```iplist bad
54.174.52.0/24
^^^^^^^^^^^^^^ 54.174.52.0/24 and 54.174.53.0/24 are together 54.174.52.0/23
54.174.53.0/24
```

```iplist good
IP addresses:
167.89.43.234, 192.254.127.96/27  # HubSpot
54.174.52.0 - 54.174.53.17
2a04:4e42::/32
```
"""

from presend.api import Edit, Finding, Fix, IpList, Iterator, Severity, rule


@rule(severity="error", standard="RFC 4632, 3.1; RFC 6890")
def check(ip_list: IpList) -> Iterator[Finding]:
    from presend.data import allowlists, networks
    from presend.documents.ip import ip_entries
    from presend.documents.ip.ip_networks import BITS

    if not ip_list.entries:
        yield Finding((0, 0), "The list names no IP address")
    for entry in ip_list.entries:
        if entry.fault:
            edits = [Edit(entry.span, entry.better)] if entry.better else []
            fix = Fix(f"Write {entry.better}", edits, safe=entry.same) if edits else None
            yield Finding(entry.span, entry.fault, fix)
        elif entry.count > 1 << BITS[entry.version] - allowlists.WIDEST[entry.version]:
            said = f"lets in {entry.count:,} addresses, those of many others with them"
            yield Finding(entry.span, f"{entry.text} {said}")
        elif what := networks.special(entry.version, entry.first, entry.last):
            yield Finding(entry.span, f"{entry.text} is {what}: no mail comes from there")
    for entry, other in ip_entries.repeated(ip_list.valid):
        where = (other.span, f"{other.text} stands here")
        severity: Severity = "warning"
        if (entry.first, entry.last) == (other.first, other.last):
            said = f"{entry.text} is listed twice"
        elif entry.last <= other.last:
            said = f"{entry.text} stands in {other.text} already"
        else:
            said = f"{entry.text} overlaps {other.text}"
        alone = said.endswith("twice") and ip_entries.line_of(ip_list.source, entry)
        fix = Fix("Delete the line", (Edit(alone, ""),)) if alone else None
        yield Finding(entry.span, said, fix, severity=severity, related=(where,))
    for entry, other, whole in ip_entries.halves(ip_list.valid):
        said = f"{entry.text} and {other.text} are together {whole}"
        yield Finding(entry.span, said, severity="info")
    for span in ip_list.invisible:
        said = f"An invisible U+{ord(ip_list.source.text[span[0]]):04X} stands here; a gateway may stumble"
        fix = Fix("Put a space", (Edit(span, " "),))
        yield Finding(span, said, fix, severity="warning")
