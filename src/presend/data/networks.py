"""Networks that only those inside them reach.

Sources: RFC 1918 (private use), RFC 1122, 3.2.1.3 (this host, loopback), RFC 3927 (link-local),
RFC 4193 (unique local), RFC 4291, 2.4 and 2.5 (loopback, link-local).
"""

from __future__ import annotations

_PRIVATE = (
    *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16"),
    *("::1/128", "fc00::/7", "fe80::/10"),
)


def private(host: str) -> bool:
    """Whether a host that is an IP address (`Url.is_ip`) is in such a network."""
    from ipaddress import ip_address, ip_network

    address = ip_address(host.strip("[]"))
    return any(address in ip_network(network) for network in _PRIVATE)


def routed(host: str) -> bool:
    """Whether a host that is an IP address can be reached from everywhere, by IANA's registries
    of special-purpose addresses."""
    from ipaddress import ip_address

    return ip_address(host.strip("[]")).is_global


# What IANA's special-purpose and address space registries set apart (RFC 6890 and those that are
# named). No mail comes from there.
_SPECIAL = """
0.0.0.0/8 "this network" (RFC 791)
10.0.0.0/8 private (RFC 1918)
100.64.0.0/10 shared by carriers (RFC 6598)
127.0.0.0/8 loopback (RFC 1122)
169.254.0.0/16 link-local (RFC 3927)
172.16.0.0/12 private (RFC 1918)
192.0.0.0/24 reserved for protocols (RFC 6890)
192.0.2.0/24 reserved for documentation (RFC 5737)
192.88.99.0/24 reserved (RFC 7526)
192.168.0.0/16 private (RFC 1918)
198.18.0.0/15 reserved for benchmarks (RFC 2544)
198.51.100.0/24 reserved for documentation (RFC 5737)
203.0.113.0/24 reserved for documentation (RFC 5737)
224.0.0.0/4 multicast (RFC 5771)
240.0.0.0/4 reserved (RFC 1112)
2001:db8::/32 reserved for documentation (RFC 3849)
2001::/23 reserved for protocols (RFC 2928)
2002::/16 6to4, whose addresses are IPv4's (RFC 3056)
3fff::/20 reserved for documentation (RFC 9637)
fc00::/7 private (RFC 4193)
fe80::/10 link-local (RFC 4291)
ff00::/8 multicast (RFC 4291)
::/3 not global unicast (RFC 4291)
4000::/2 not assigned (RFC 4291)
8000::/1 not assigned (RFC 4291)
"""
_by_start: list[tuple[int, int, int, str]] = []


def special(version: int, first: int, last: int) -> str | None:
    """What a range, or part of it, is reserved for; None for addresses of the internet."""
    if not _by_start:
        from ipaddress import ip_network

        for row in _SPECIAL.strip().split("\n"):
            network, _, what = row.partition(" ")
            at = ip_network(network)
            _by_start.append((at.version, int(at[0]), int(at[-1]), what))
    for kind, start, end, what in _by_start:
        if kind == version and start <= last and first <= end:
            return what
    return None
