"""The text of a DNS master file in, its records, faults and remarks out (RFC 1035, 5).

Nothing here raises: what cannot be read is a fault with its place, and the rest is read on.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.ip.ip_networks import address
from presend.documents.zone import Fault, Record, Remark, Word
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Zone

_TOKEN = patterns.compile(
    r"""[ \t]++|(\r\n?|\n)|(;[^\r\n]*+)|([()])|("(?:[^"\\\r\n]|\\[^\r\n]?)*+"?)"""
    r"""|((?:[^\s;()"\\]|\\[^\r\n]?|[^\S \t\r\n])++)"""
)
_REMARK = patterns.compile(r";+\s*+presend:\s*+([A-Z]++)\s++(\S++)(?:\s++([A-Z0-9]++))?+")
_TTL = patterns.compile(r"(?:[0-9]{1,10}[smhdw]?)++", patterns.I)
_GENERIC = patterns.compile(r"TYPE[0-9]{1,5}", patterns.I)
_ESCAPE = patterns.compile(r"\\(?:[0-9]{3}|.|\Z)", patterns.S)
_NEEDLESS = patterns.compile(r"\\([a-z_-])")  # a letter is itself, RFC 1035, 5.1
CLASSES = frozenset(("IN", "CH", "HS", "CS", "ANY"))
TYPES = frozenset(
    "A AAAA AFSDB APL CAA CDNSKEY CDS CERT CNAME CSYNC DHCID DLV DNAME DNSKEY DS EUI48 EUI64 HINFO "
    "HIP HTTPS IPSECKEY ISDN KEY KX L32 L64 LOC LP MB MD MF MG MINFO MR MX NAPTR NID NS NSAP NSEC "
    "NSEC3 NSEC3PARAM NULL OPENPGPKEY PTR PX RP RRSIG RT SIG SMIMEA SOA SPF SRV SSHFP SVCB TA "
    "TALINK TKEY TLSA TSIG TXT URI WKS X25 ZONEMD ALIAS ANAME".split()
)
_FIELDS = {"A": 1, "AAAA": 1, "CNAME": 1, "DNAME": 1, "NS": 1, "PTR": 1, "MX": 2, "SOA": 7}
"""How many fields the data of a type has, where it is always as many."""
_NAMES = {"CNAME": 0, "DNAME": 0, "NS": 0, "PTR": 0, "MX": 1}
"""Which field of a type's data is a domain name."""


def read(zone: Zone, origin: str | None) -> None:
    """Fill in the records, faults and remarks of a zone from its text.

    `origin` is what relative names are relative to before the first $ORIGIN; None: not known,
    and they are taken for absolute ones.
    """
    reader = _Reader(zone, origin)
    reader.read()


class _Reader:
    """One pass over the tokens, an entry at a time."""

    __slots__ = ("origin", "owner", "owner_span", "text", "ttl", "zone")

    def __init__(self, zone: Zone, origin: str | None) -> None:
        self.zone = zone
        self.text = zone.source.text
        self.origin = origin
        self.owner: str | None = None
        self.owner_span = Span(0, 0)
        self.ttl: int | None = None

    def fault(self, span: tuple[int, int], message: str) -> None:
        self.zone.faults.append(Fault(Span(*span), message))

    def read(self) -> None:
        text, at = self.text, 0
        words: list[Word] = []
        opened: int | None = None  # where the parenthesis stands
        blank = fresh = True  # the entry has no owner of its own; its line has just begun
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:  # a stray sign that no token begins with
                self.fault((at, at + 1), "a character that nothing here begins with")
                at += 1
                continue
            at = found.end()
            kind = found.lastindex
            if kind is None:
                if fresh:
                    blank, fresh = True, False
            elif kind == 1:
                if opened is None:
                    self.entry(words, blank)
                    words, blank, fresh = [], True, True
            elif kind == 2:
                self.remark(found[2], found.start())
                if fresh and opened is None:
                    fresh = False
            elif kind == 3:
                if fresh:
                    blank, fresh = True, False
                if found[3] == "(":
                    if opened is None:
                        opened = found.start()
                    else:
                        self.fault(found.span(), "a parenthesis within parentheses")
                elif opened is None:
                    self.fault(found.span(), "a closing parenthesis that none opens")
                else:
                    opened = None
            else:
                if fresh:
                    blank, fresh = False, False
                words.append(self.word(found.start(), at, kind == 4))
        if opened is not None:
            self.fault((opened, opened + 1), "a parenthesis that is never closed")
        self.entry(words, blank)

    def word(self, start: int, end: int, quoted: bool) -> Word:
        if quoted:
            inner = self.text[start:end]
            closed = len(inner) > 1 and inner[-1] == '"'
            if closed:  # but not by an escaped quotation mark
                body = inner[1:-1]
                closed = (len(body) - len(body.rstrip("\\"))) % 2 == 0
            if not closed:
                self.fault((start, end), "a quotation mark that is never closed")
                return Word(Span(start + 1, end), True, Span(start, end))
            return Word(Span(start + 1, end - 1), True, Span(start, end))
        return Word(Span(start, end), False, Span(start, end))

    def remark(self, comment: str, at: int) -> None:
        found = _REMARK.match(comment)
        if found is None:
            return
        span = Span(at + comment.index("presend:"), at + found.end())
        name = found[2].removesuffix(".").lower()
        self.zone.remarks.append(Remark(found[1], name, found[3] or "", span))

    def entry(self, words: list[Word], blank: bool) -> None:
        if not words:
            return
        first = words[0]
        raw = self.raw(first)
        if raw.startswith("$") and not first.quoted and not blank:
            self.directive(raw.upper(), words)
            return
        rest = words
        if not blank:
            rest = words[1:]
            self.owner_span = first.span
            self.owner = self.name(first)
        elif self.owner is None and not self.zone.records:
            self.fault(first.whole, "a record without an owner: no record stands above it")
            return
        if self.owner is None:
            return  # its fault is told already
        ttl, type_word, data = self.ttl, None, rest
        for index, word in enumerate(rest):
            said = self.raw(word).upper()
            if not word.quoted and (said in TYPES or _GENERIC.fullmatch(said)):
                type_word, data = word, rest[index + 1 :]
                break
            if not word.quoted and said in CLASSES and index < 2:
                continue
            if not word.quoted and index < 2 and _TTL.fullmatch(said):
                ttl = _seconds(said)
                continue
            self.fault(word.whole, f"{_shown(self.raw(word))} is no type of record")
            return
        if type_word is None:
            span = rest[-1].whole if rest else first.whole
            self.fault(span, "a record without a type")
            return
        self.record(type_word, ttl, data)

    def record(self, type_word: Word, ttl: int | None, data: list[Word]) -> None:
        kind = self.raw(type_word).upper()
        if not data:
            self.fault(type_word.whole, f"{kind} record without data")
            return
        span = Span(data[0].whole[0], data[-1].whole[1])
        generic = self.raw(data[0]) == "\\#" and not data[0].quoted
        wanted = _FIELDS.get(kind)
        if generic:
            if kind in ("TXT", "SPF", *_NAMES):
                self.fault(
                    span, f"{kind} record in the generic form of RFC 3597, which is not read"
                )
                return
        elif wanted is not None and len(data) != wanted:
            self.fault(
                span, f"{kind} record has {len(data)} field{'s' * (len(data) != 1)}, not {wanted}"
            )
            return
        target = target_span = None
        if kind in _NAMES:
            word = data[_NAMES[kind]]
            target, target_span = self.name(word), word.span
            if target is None:
                return
        if kind == "MX" and not (
            (number := self.raw(data[0])).isdecimal()
            and number.isascii()
            and int(number[:6]) < 65536
        ):
            self.fault(data[0].whole, "the preference of an MX record is a number up to 65535")
            return
        if not generic and kind in ("A", "AAAA") and not _address(kind, self.raw(data[0])):
            version = 4 if kind == "A" else 6
            self.fault(data[0].whole, f"{_shown(self.raw(data[0]))} is no IPv{version} address")
            return
        owner = self.owner or ""
        record = Record(
            self.zone, owner, self.owner_span, kind, type_word.span, ttl, tuple(data), span
        )
        record.target, record.target_span = target, target_span
        self.zone.records.append(record)

    def directive(self, name: str, words: list[Word]) -> None:
        if name == "$ORIGIN":
            if len(words) < 2:
                self.fault(words[0].whole, "$ORIGIN without a name")
                return
            self.origin = self.name(words[1])
            if self.origin is not None:
                self.zone.origins.append(self.origin)
        elif name == "$TTL":
            said = self.raw(words[1]) if len(words) > 1 else ""
            if _TTL.fullmatch(said):
                self.ttl = _seconds(said)
            else:
                self.fault(words[0].whole, "$TTL without a time")
        elif name in ("$INCLUDE", "$GENERATE"):
            self.zone.elsewhere.append(Span(words[0].whole[0], words[-1].whole[1]))
        else:
            self.fault(words[0].whole, f"{_shown(self.raw(words[0]))} is no directive")

    def raw(self, word: Word) -> str:
        return self.text[word.span[0] : word.span[1]]

    def name(self, word: Word) -> str | None:
        """The absolute name of a word, without the last dot; None, with a fault, for none."""
        raw = self.raw(word)
        if raw == "@":
            if self.origin is None:
                self.fault(word.whole, "@ stands for the origin, and no $ORIGIN names one")
                return None
            return self.origin
        if not raw.isascii():
            from presend.domains import domain_to_ascii

            ascii_name = domain_to_ascii(raw)
            self.fault(
                word.whole,
                "a name is written in A-labels"
                + (f": {_shown(ascii_name)}" if ascii_name is not None else ""),
            )
            return None
        name = _NEEDLESS.sub(r"\1", raw.lower()) if "\\" in raw else raw.lower()
        absolute = name.endswith(".") and not name.endswith("\\.")
        name = name[:-1] if absolute else name
        if not absolute and self.origin:
            name = f"{name}.{self.origin}"
        plain = name if "\\" not in name else _ESCAPE.sub("x", name)
        labels = plain.split(".") if plain else []
        if raw == "." or not labels:
            if raw == ".":
                return ""
            self.fault(word.whole, "an empty name")
            return None
        if "" in labels:
            self.fault(word.whole, "the name has an empty label")
            return None
        if max(map(len, labels)) > 63 or len(plain) > 253:
            self.fault(word.whole, "a name has 253 octets at most, a label of it 63")
            return None
        return name


def _address(kind: str, text: str) -> bool:
    found = address(text)
    return found is not None and found[0] == (4 if kind == "A" else 6)


def _seconds(text: str) -> int:
    """A time to live such as 3600 or 1h30m, in seconds."""
    units = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 604800}
    total = 0
    for number, unit in patterns.compile(r"([0-9]+)([SMHDW]?)").findall(text.upper()):
        total += int(number) * units.get(unit, 1)
    return total


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "\u2026"
