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
