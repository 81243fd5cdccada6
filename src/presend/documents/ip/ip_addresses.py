"""IP addresses as the host of a URL writes them (URL Standard, 3.5)."""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.urls import Url

_PART = r"0[xX]([0-9A-Fa-f]*+)|0([0-7]++)|(0|[1-9][0-9]*+)"


def ipv4(url: Url, text: str) -> str | None:
    """The IPv4 address in dotted form, of one to four decimal, octal or hexadecimal numbers."""
    parts = text.split(".")
    if not parts[-1]:
        url.fault("IPv4-empty-part")
        parts.pop()
    if len(parts) > 4:
        url.fault("IPv4-too-many-parts", fatal=True)
        return None
    pattern = patterns.compile(_PART)
    numbers = []
    for part in parts:
        match = pattern.fullmatch(part)
        if match is None or match.lastindex is None:
            url.fault("IPv4-non-numeric-part", fatal=True)
            return None
        base = (0, 16, 8, 10)[match.lastindex]
        if base != 10:
            url.fault("IPv4-non-decimal-part")
        # Twelve digits of any of these bases are more than 32 bits.
        numbers.append(int(match[match.lastindex].lstrip("0")[:12] or "0", base))
    if max(numbers) > 255:
        url.fault("IPv4-out-of-range-part")
    *first, last = numbers
    if last >= 256 ** (4 - len(first)) or any(number > 255 for number in first):
        url.failed = True
        return None
    url.is_ip = True
    address = last + sum(number << (24 - 8 * index) for index, number in enumerate(first))
    return ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))


def ipv6(text: str) -> str | None:
    """The IPv6 address in brackets, the longest run of zeros left out (URL Standard, 3.5)."""
    if len(text) > 45 or "%" in text:
        return None
    from ipaddress import IPv6Address

    try:
        address = int(IPv6Address(text))
    except ValueError:
        return None
    pieces = [f"{address >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    for length in range(8, 1, -1):
        for start in range(9 - length):
            if pieces[start : start + length] == ["0"] * length:
                return f"[{':'.join(pieces[:start])}::{':'.join(pieces[start + length :])}]"
    return f"[{':'.join(pieces)}]"
