"""Records and a domain in, the addresses that its SPF authorises out (RFC 7208).

Only what can be read off the records counts: ip4, ip6, a, mx, include and redirect without
macros. What is not among the records is named, not guessed.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.ip_networks import BITS, address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presend.documents.ip_networks import Range
    from presend.documents.records import Records

LIMIT = 100  # names asked; SPF itself stops at 10 look-ups (RFC 7208, 4.6.4)
_TERM = patterns.compile(r"([+?~-]?)(ip4|ip6|a|mx|include|redirect)(?:[:=]([^/]*))?(/[0-9/]*)?\Z",
                         patterns.I)  # fmt: skip


def by_spf(
    records: Records, domain: str, counts: Callable[[str], bool] = lambda name: True
) -> tuple[list[Range], list[str]]:
    """The ranges that pass, and the names whose SPF the records lack.

    Only what stands in the SPF of names for which `counts` holds is taken; the others are
    walked through.
    """
    ranges: list[Range] = []
    lacking: list[str] = []
    waiting, seen = [domain.lower().removesuffix(".")], set[str]()
    while waiting and len(seen) < LIMIT:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        record = next((t for t in records.txt(name) if _is_spf(t)), None)
        if record is None:
            lacking.append(name)
            continue
        for word in record.split()[1:]:
            term = _TERM.match(word)
            if term is None or term[1] not in ("", "+") or "%" in word:
                continue
            kind, value = term[2].lower(), (term[3] or "").lower().removesuffix(".")
            if kind in ("include", "redirect"):
                waiting.append(value)
            elif counts(name):
                ranges += _ranges(records, kind, word.partition(":")[2], value or name, term[4])
    return ranges, lacking


def _is_spf(text: str) -> bool:
    return text[:6].lower() == "v=spf1" and text[6:7] in ("", " ")


def _ranges(
    records: Records, kind: str, written: str, name: str, lengths: str | None
) -> Iterator[Range]:
    if kind in ("ip4", "ip6"):
        base, _, length = written.partition("/")
        yield from _range(base, length)
        return
    four, _, six = (lengths or "").removeprefix("/").partition("//")
    hosts = [name] if kind == "a" else [v.split()[-1] for v in records.all(name, "MX")]
    for host in hosts:
        for each in records.all(host, "A"):
            yield from _range(each, four)
        for each in records.all(host, "AAAA"):
            yield from _range(each, six)


def _range(base: str, length: str) -> Iterator[Range]:
    found = address(base)
    if found is None:
        return
    version, value = found
    bits = int(length) if length.isdecimal() and len(length) < 4 else BITS[version]
    if bits <= BITS[version]:
        size = 1 << BITS[version] - bits
        yield version, value - value % size, value - value % size + size - 1
