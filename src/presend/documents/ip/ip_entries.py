"""The text of an IP list in, its entries out. Any text can be read, in linear time."""

from __future__ import annotations

from presend import patterns
from presend.documents.ip.ip_networks import BITS, address, cidr, prefix_of, written
from presend.documents.ip_list import Entry
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from presend.documents.json_text import Node
    from presend.source import Source

_LINE = patterns.compile(r"[^\r\n]++")
# Spaces that are none to a gateway, and characters without width.
_INVISIBLE = patterns.compile(
    "[\xa0\xad\u2000-\u200f\u2028\u2029\u202f\u205f-\u2064\u3000\ufeff]++"
)
_COMMENT = patterns.compile(r"(?:#|(?:\A|(?<=[ \t]))//|\A[ \t]*+;).*+", patterns.S)
_NOTE = patterns.compile(r"\([^()]*+\)")
_DIGIT = patterns.compile(r"[0-9]")
_PIECE = patterns.compile(r"[^,;]++")
_WORD = patterns.compile(r"[^\s\[\]\"'<>]++")
_BETWEEN = patterns.compile(r"[ \t]*+(?:[-\u2013\u2014]|(?<=[ \t])to(?=[ \t]))[ \t]*+", patterns.I)
_HEADING = patterns.compile(  # of a provider's dialog
    r"(?:(?:single|individual|dedicated|shared|sending|hubspot|email|marketing|your|all|the|ipv[46])"
    r"[ \t]++)*+(?:(?:ip|cidr|ipv[46])[ \t]*+)?"
    r"(?:ips?|address(?:es)?|ranges?|cidrs?|list|allowlist)"
    r"(?:[ \t]++(?:and|&|or)[ \t]++(?:ip[ \t]++)?+(?:ranges?|address(?:es)?))?+"
    r"(?:[ \t]++to[ \t]++allowlist)?+[ \t]*+:?+\Z",
    patterns.I,
)
_KEYS = frozenset(
    "cidr ip ips ip_prefix ipv4_prefix ipv6_prefix ipv4prefix ipv6prefix prefix address addresses"
    " range ranges network networks ip_address ip_addresses".split()
)
_LOOKS = patterns.compile(r"[0-9A-Fa-f]{0,4}[.:][0-9A-Fa-f.:]*+(?:/\d{1,3})?\Z")
LONGEST = 80  # code points of an entry that are shown


def read(source: Source) -> tuple[list[Entry], list[Span], dict[str, int]]:
    """The entries, the places of invisible characters, and what of JSON is left out."""
    text = source.text
    invisible = [Span(*found.span()) for found in _INVISIBLE.finditer(text)]
    if text.lstrip()[:1] in ("{", "["):
        found = _of_json(source)
        if found is not None:
            return found[0], invisible, found[1]
    plain = _INVISIBLE.sub(_blank, text) if invisible else text
    entries: list[Entry] = []
    for line in _LINE.finditer(plain):
        entries += _of_line(line[0], line.start())
    return entries, invisible, {}


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _of_line(line: str, start: int) -> Iterator[Entry]:
    comment = _COMMENT.search(line)
    if comment:
        line = line[: comment.start()]
    line = _NOTE.sub(_blank, line)
    if ";" in line:  # after it a further entry or a remark
        last = max((digit.start() for digit in _DIGIT.finditer(line)), default=0)
        line = line[:remark] if (remark := line.find(";", last)) >= 0 else line
    if _HEADING.match(line.strip(" \t-*\u2022")):
        return
    for piece in _PIECE.finditer(line):
        yield from _of_piece(piece[0], start + piece.start())


def _of_piece(piece: str, start: int) -> Iterator[Entry]:
    """The entries between two commas: a range, or words; what is neither is one entry."""
    words = list(_WORD.finditer(piece))
    bullets = 0
    while bullets < len(words) and words[bullets][0] in ("-", "*", "\u2022"):
        bullets += 1
    words = words[bullets:]
    if not words:
        return
    at, end = words[0].start(), words[-1].end()
    whole = Entry(Span(start + at, start + end), piece[at:end])
    if len(words) == 1 or _ranged(whole.text):
        yield _judged(whole)
    else:
        each = [_judged(Entry(Span(start + w.start(), start + w.end()), w[0])) for w in words]
        if any(entry.version or entry.better for entry in each):
            yield from each
        else:  # words of a sentence: one fault, not one a word
            yield _judged(whole)


def _ranged(text: str) -> bool:
    parts = _BETWEEN.split(text, maxsplit=1) if len(text) < 2 * LONGEST else []
    return len(parts) == 2 and address(parts[0]) is not None and len(parts[1].split()) == 1


def _judged(entry: Entry) -> Entry:
    """The entry with what it names, or what is wrong with it."""
    text = entry.text
    if len(text) > 2 * LONGEST:
        entry.fault = f"{_short(text)} is no IP address"
        return entry
    if _ranged(text):
        _range(entry, *_BETWEEN.split(text, maxsplit=1))
        return entry
    base, slash, length = text.partition("/")
    found = address(base)
    if found is None:
        _explain(entry)
    elif not slash:
        entry.version, entry.first = found
        entry.last, entry.prefix = entry.first, BITS[entry.version]
    elif not (length.isascii() and length.isdecimal()):
        _netmask(entry, found, length)
    elif len(length) > 3 or int(length) > BITS[found[0]]:
        entry.fault = f"{_short(text)}: a prefix of IPv{found[0]} has at most {BITS[found[0]]} bits"
    else:
        _network(entry, *found, int(length))
    return entry


def _network(entry: Entry, version: int, value: int, prefix: int) -> None:
    size = 1 << BITS[version] - prefix
    entry.version, entry.prefix = version, prefix
    entry.first = value - value % size
    entry.last = entry.first + size - 1
    if value != entry.first:
        right = f"{written(version, entry.first)}/{prefix}"
        entry.fault = f"{entry.text} has host bits set; the range is {right}"
        entry.better, entry.same = right, True


def _netmask(entry: Entry, found: tuple[int, int], mask: str) -> None:
    entry.fault = f"{_short(entry.text)} is no CIDR range"
    bits = address(mask)
    if found[0] == 4 and bits is not None and bits[0] == 4:
        prefix = prefix_of(4, bits[1], (1 << 32) - 1) if bits[1] else 0
        if prefix is not None:
            _suggest(entry, f"{written(*found)}/{prefix}", same=True)


def _range(entry: Entry, first: str, last: str) -> None:
    start, end = address(first), address(last)
    assert start is not None
    if end is None and start[0] == 4 and last.isdecimal() and last.isascii():
        entry.fault = f"{_short(entry.text)} is no range"
        if start[1] % 256 <= int(last[:4]) < 256:
            _suggest(entry, f"{first}-{first.rpartition('.')[0]}.{int(last)}", same=False)
    elif end is None or start[0] != end[0]:
        entry.fault = f"{_short(entry.text)} is no range of addresses"
    elif start[1] > end[1]:
        entry.fault = f"{_short(entry.text)} runs backwards"
    else:
        entry.version, entry.first = start
        entry.last = end[1]
        if entry.first == entry.last:
            entry.prefix = BITS[entry.version]


def _explain(entry: Entry) -> None:
    """Say of what is no address why it is none."""
    text = entry.text
    entry.fault = f"{_short(text)} is no IP address"
    base, slash, length = text.partition("/")
    octets = base.split(".")
    lower = text.lower()
    if lower.startswith(("ip4:", "ip6:")) and address(lower[4:].partition("/")[0]):
        entry.fault = f"{_short(text)}: {text[:4]} belongs into SPF, not into a list"
        _suggest(entry, text[4:], same=True)
    elif len(octets) == 4 and all(octet.isascii() and octet.isdecimal() for octet in octets):
        plain = ".".join(octet.lstrip("0") or "0" for octet in octets)
        high = next((octet for octet in octets if len(octet) > 3 or int(octet) > 255), None)
        if high is not None:
            entry.fault += f": {high[:20]} is more than 255"
        else:
            entry.fault += ": a leading zero may mean octal"
            _suggest(entry, plain + slash + length, same=False)
    elif len(octets) == 4 and not slash and octets[3] in ("*", "x", "X"):
        _suggest(entry, ".".join([*octets[:3], "0/24"]), same=False)
    elif address(text.rpartition(":")[0]) and "]" not in text:
        entry.fault += ": it has a port"
        _suggest(entry, text.rpartition(":")[0], same=False)
    elif "@" in text:
        entry.fault += ": it is an email address"
    elif "." in text and octets[-1].isalpha() and " " not in text and "/" not in text:
        entry.fault += ": it is a domain name"


def _suggest(entry: Entry, better: str, *, same: bool) -> None:
    tried = _judged(Entry(entry.span, better))
    if tried.version and not tried.fault:
        entry.better, entry.same = better, same
        entry.fault += f"; write {better}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\u2026"


def name_of(entry: Entry) -> str:
    """A valid entry in the form in which it is handed on."""
    if entry.prefix is None:
        return f"{written(entry.version, entry.first)}-{written(entry.version, entry.last)}"
    return cidr(entry.version, entry.first, entry.prefix)


def _of_json(source: Source) -> tuple[list[Entry], dict[str, int]] | None:
    """Entries and what is left out; None if the text is no JSON, but may be a list in brackets."""
    from presend.documents import json_text

    try:
        root = json_text.parse(source)
    except json_text.JsonFault:
        return None
    found: list[tuple[Entry, str]] = []
    waiting: list[tuple[str, Node, str]] = [("", root, "")]
    while waiting:
        key, node, service = waiting.pop()
        if node.kind == "string":
            value = node.text(source)
            if key in _KEYS or _LOOKS.match(value.text[: 2 * LONGEST]):
                span = Span(node.span[0] + 1, node.span[1] - 1)
                found.append((_judged(Entry(span, value.text)), service))
        elif node.kind == "array":
            waiting += ((key, item, service) for item in reversed(node.items))
        elif node.kind == "object":
            named = node.members.get("service")
            service = named.text(source).text if named and named.kind == "string" else service
            members = reversed(list(node.members.items()))
            waiting += ((name.lower(), each, service) for name, each in members)
    # HubSpot's IP ranges API (March 2026) names the service of each range; mail is EMAIL.
    of_mail = any("mail" in service.lower() for _, service in found)
    left_out: dict[str, int] = {}
    entries: list[Entry] = []
    for entry, service in found:
        if of_mail and "mail" not in service.lower():
            name = _short(service) or "of no service"
            left_out[name] = left_out.get(name, 0) + 1
        else:
            entries.append(entry)
    return entries, left_out


def repeated(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each valid entry that an other one makes needless, with that other; in order of address."""
    widest: Entry | None = None
    for entry in sorted(entries, key=lambda e: (e.version, e.first, -e.last, e.span)):
        if widest is not None and widest.version == entry.version and widest.last >= entry.first:
            yield entry, widest
            if entry.last <= widest.last:
                continue
        widest = entry


def halves(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, str]]:
    """Pairs of CIDR ranges of one size that are the halves of a larger one, and that one."""
    ranges = {(e.version, e.first, e.prefix): e for e in entries if e.prefix}
    for (version, first, prefix), entry in sorted(ranges.items()):
        assert prefix is not None
        size = 1 << BITS[version] - prefix
        other = ranges.get((version, first + size, prefix))
        if other is not None and first % (2 * size) == 0:
            yield entry, other, cidr(version, first, prefix - 1)


def line_of(source: Source, entry: Entry) -> Span | None:
    """The line of an entry, its end included; None if something else stands on it."""
    text = source.text
    start, end = entry.span
    line = source.position(start).line
    starts = source.line_starts
    first, last = starts[line - 1], starts[line] if line < len(starts) else len(text)
    near = last - first < end - start + LONGEST
    alone = near and not text[first:start].strip() and not text[end:last].strip()
    return Span(first, last) if alone else None
