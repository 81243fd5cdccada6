"""Addresses and ranges as numbers: read, written, compared.

A range is a version (4 or 6), its first and its last address.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    Range: TypeAlias = tuple[int, int, int]
    """Version, first address, last address."""

BITS = {4: 32, 6: 128}
_MAPPED = 0xFFFF  # what stands before an IPv4 address in an IPv6 one (RFC 4291, 2.5.5.2)
_OCTETS = patterns.compile(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\Z")
_HEX = patterns.compile(r"[0-9A-Fa-f:.]{2,45}\Z")


def address(text: str) -> tuple[int, int] | None:
    """Version and number of an address (RFC 791; RFC 4291, 2.2); None if it is none.

    An octet with a leading zero is none: programs differ on whether it is octal.
    """
    found = _OCTETS.match(text)
    if found is not None:
        value = 0
        for octet in found.groups():
            if int(octet) > 255 or (octet[0] == "0" and octet != "0"):
                return None
            value = value << 8 | int(octet)
        return 4, value
    if ":" not in text or not _HEX.match(text):
        return None
    from ipaddress import IPv6Address

    try:
        return 6, int(IPv6Address(text))
    except ValueError:
        return None


def written(version: int, value: int) -> str:
    """An address as people write it (RFC 5952 for IPv6; its section 5 for a mapped IPv4 one)."""
    if version == 4:
        return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))
    if value >> 32 == _MAPPED:
        return f"::ffff:{written(4, value & 0xFFFFFFFF)}"
    from ipaddress import IPv6Address

    return str(IPv6Address(value))


def cidr(version: int, first: int, prefix: int) -> str:
    """A range as CIDR; a single address without its prefix length."""
    text = written(version, first)
    return text if prefix == BITS[version] else f"{text}/{prefix}"


def prefix_of(version: int, first: int, last: int) -> int | None:
    """The prefix length of a range; None if it is not one CIDR range."""
    size = last - first + 1
    if size & (size - 1) or first % size:
        return None
    return BITS[version] - size.bit_length() + 1


def as_cidr(version: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The fewest CIDR ranges that make up a range: the first address and prefix of each."""
    while first <= last:
        size = first & -first if first else 1 << BITS[version]
        while size > last - first + 1:
            size >>= 1
        yield first, BITS[version] - size.bit_length() + 1
        first += size


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same addresses in the fewest ranges, in order."""
    result: list[Range] = []
    for version, first, last in sorted(ranges):
        if result and result[-1][0] == version and first <= result[-1][2] + 1:
            result[-1] = version, result[-1][1], max(result[-1][2], last)
        else:
            result.append((version, first, last))
    return result


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """The addresses of the first that are not among the second, in the fewest ranges."""
    away = merged(taken)
    result: list[Range] = []
    at = 0
    for version, start, last in merged(ranges):
        first = start
        while at < len(away) and (away[at][0], away[at][2]) < (version, first):
            at += 1
        place = at
        while place < len(away) and (away[place][0], away[place][1]) <= (version, last):
            if away[place][1] > first:
                result.append((version, first, away[place][1] - 1))
            first = away[place][2] + 1
            place += 1
        if first <= last:
            result.append((version, first, last))
    return result
