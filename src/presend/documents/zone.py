"""DNS records as the text of a master file (RFC 1035, 5): a zone, or what was asked of the DNS.

Two kinds of text are told apart. A whole zone, with its SOA record or at least its $ORIGIN,
holds everything at and below that name, but for what it delegates: what it lacks does not
exist. A recording, which `presend domain --save-zone` writes, holds what was asked: its remarks
say what came of questions without an answer, and what nobody asked is not known.

    ; presend: RECORDED mail.acme.com.            this file is a recording
    ; presend: NXDOMAIN _dmarc.mail.acme.com. TXT the name does not exist
    ; presend: NODATA mail.acme.com. MX           it exists, but has no such record
    ; presend: TIMEOUT acme.com. TXT              nobody knows; so with every other word

SPF, DKIM, DMARC and BIMI are read out of the records on demand, by the modules of those names.
"""

from __future__ import annotations

from presend import patterns
from presend.documents import Document
from presend.memo import once
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from presend.source import Source

    State = Literal["found", "nodata", "nxdomain", "unknown", "loop"]

CHAIN_LIMIT = 16  # CNAME records that a resolver follows before it gives up
STRING_LIMIT = 255  # octets of a character-string, RFC 1035, 3.3
_ESCAPE = patterns.compile(r"\\(?:([0-9]{3})|(.))", patterns.S)


class Fault(tuple[Span, str]):
    """What cannot be read, and where."""

    __slots__ = ()

    def __new__(cls, span: Span, message: str) -> Fault:
        return tuple.__new__(cls, (span, message))

    @property
    def span(self) -> Span:
        return self[0]

    @property
    def message(self) -> str:
        return self[1]


class Word:
    """One field of an entry: `span` is what stands in its quotation marks, `whole` all of it."""

    __slots__ = ("quoted", "span", "whole")

    def __init__(self, span: Span, quoted: bool, whole: Span) -> None:
        self.span = span
        self.quoted = quoted
        self.whole = whole


class Remark:
    """What a comment of a recording says of a question: `word` is how it ended."""

    __slots__ = ("name", "span", "type", "word")

    def __init__(self, word: str, name: str, type: str, span: Span) -> None:
        self.word = word
        self.name = name
        self.type = type
        self.span = span


class Joined:
    """The character-strings of a TXT record as one text (RFC 7208, 3.3), with its places.

    `text` has a code point for each octet that is escaped, else what is written. `lengths` are
    the octets of each string, `starts` where each begins in `text`, and where the last ends.
    """

    __slots__ = ("_from", "_to", "_width", "lengths", "starts", "text", "words")

    def __init__(self, source: Source, words: tuple[Word, ...]) -> None:
        self.words = words
        self.lengths: list[int] = []
        self.starts = [0]
        pieces: list[str] = []
        self._from: list[int] = []  # where in `text` a piece begins
        self._to: list[int] = []  # where in the zone
        self._width: list[int] = []  # code points of the zone that one of the piece takes
        at = 0
        for word in words:
            start, end = word.span
            octets = 0
            where = start
            for found in _ESCAPE.finditer(source.text, start, end):
                if found.start() > where:
                    plain = source.text[where : found.start()]
                    at = self._piece(pieces, plain, at, where, 1)
                    octets += _octets(plain)
                sign = chr(int(found[1]) & 0xFF) if found[1] else found[2]
                octets += 1
                at = self._piece(pieces, sign, at, found.start(), len(found[0]))
                where = found.end()
            if end > where:
                plain = source.text[where:end]
                at = self._piece(pieces, plain, at, where, 1)
                octets += _octets(plain)
            self.lengths.append(octets)
            self.starts.append(at)
        self.text = "".join(pieces)

    def _piece(self, pieces: list[str], text: str, at: int, where: int, width: int) -> int:
        pieces.append(text)
        self._from.append(at)
        self._to.append(where)
        self._width.append(width)
        return at + len(text)

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of `text` stands in the zone, from its first sign to its last."""
        if not self.text:
            return self.words[0].whole
        first = self._outer(min(start, len(self.text) - 1))
        if start >= len(self.text):  # behind the last sign
            return Span(first[1], first[1])
        if end <= start:
            return Span(first[0], first[0])
        return Span(first[0], self._outer(end - 1)[1])

    def _outer(self, at: int) -> tuple[int, int]:
        from bisect import bisect_right

        piece = bisect_right(self._from, at) - 1
        width = self._width[piece]
        start = self._to[piece] + (at - self._from[piece] if width == 1 else 0)
        return start, start + width


def _octets(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


class Record:
    """One record. `owner` is absolute, in lower case, without its last dot; so is `target`.

    `span` is that of the data, `words` are its fields. `target` is the name that the data of a
    CNAME, DNAME, MX, NS or PTR record holds, empty for the root.
    """

    __slots__ = ("_joined", "_source", "owner", "owner_span", "span", "target", "target_span",
                 "ttl", "type", "type_span", "words")  # fmt: skip

    def __init__(
        self,
        zone: Zone,
        owner: str,
        owner_span: Span,
        type: str,
        type_span: Span,
        ttl: int | None,
        words: tuple[Word, ...],
        span: Span,
    ) -> None:
        self._source = zone.source
        self.owner = owner
        self.owner_span = owner_span
        self.type = type
        self.type_span = type_span
        self.ttl = ttl
        self.words = words
        self.span = span
        self.target: str | None = None
        self.target_span: Span | None = None
        self._joined: Joined | None = None

    @property
    def joined(self) -> Joined:
        """The character-strings of the data as one text."""
        if self._joined is None:
            self._joined = Joined(self._source, self.words)
        return self._joined

    @property
    def text(self) -> str:
        """The text of `joined`."""
        return self.joined.text

    @property
    def fields(self) -> list[str]:
        """The fields of the data as they are written."""
        return [self._source[word.span] for word in self.words]


class Answer:
    """What the zone says to a question.

    `name` is the name at the end of the CNAME records in `chain`. `state` is `found`, `nodata`,
    `nxdomain`, `loop` (of CNAME records) or `unknown`; then `word` tells why, empty where
    nobody has asked. `place` is where the text says that there is nothing; else empty.
    """

    __slots__ = ("chain", "name", "place", "records", "state", "word")

    def __init__(
        self,
        name: str,
        state: State,
        records: list[Record],
        chain: list[Record],
        word: str = "",
        place: Span | None = None,
    ) -> None:
        self.name = name
        self.state: State = state
        self.records = records
        self.chain = chain
        self.word = word
        self.place = place or Span(0, 0)

    @property
    def absent(self) -> bool:
        """Whether there certainly is no such record."""
        return self.state in ("nodata", "nxdomain")

    @property
    def known(self) -> bool:
        return self.state != "unknown"


class Zone(Document):
    """A zone, or a recording of answers; see the module.

    `faults` are what cannot be read, `remarks` what a recording says, `elsewhere` the $INCLUDE
    and $GENERATE directives, which are not followed. `wanted` are the questions that were put
    to the zone and that only the DNS could answer, in the order in which they came.
    """

    kind = "zone"

    def __init__(self, source: Source, *, origin: str | None = None) -> None:
        """Read the text; `origin` is what its names are relative to until it says so itself."""
        from presend.documents.dns import master_file

        self.source = source
        self.records: list[Record] = []
        self.faults: list[Fault] = []
        self.remarks: list[Remark] = []
        self.elsewhere: list[Span] = []
        self.origins: list[str] = [] if origin is None else [origin]
        self.wanted: dict[tuple[str, str], None] = {}
        self._answers: dict[tuple[str, str], Answer] = {}
        master_file.read(self, origin)
        self.recorded = bool(self.remarks)
        self._outcomes: dict[tuple[str, str], Remark] = {}
        for remark in self.remarks:
            kind = "" if remark.word == "NXDOMAIN" else remark.type
            if remark.word != "RECORDED":
                self._outcomes[remark.name, kind] = remark
        self._by_name: dict[str, list[Record]] = {}
        for record in self.records:
            self._by_name.setdefault(record.owner, []).append(record)
        self._apexes = self._found_apexes()
        self.names = self._found_names()
        self._exclusive()

    def _found_apexes(self) -> frozenset[str]:
        apexes = {record.owner for record in self.records if record.type == "SOA"}
        if not apexes and not self.recorded:
            from presend.domains import registrable

            apexes = {name for name in self.origins if registrable(name) is not None}
        return frozenset(apexes)

    def _found_names(self) -> frozenset[str]:
        """Every name that exists: those of records, and those with names below them."""
        names: set[str] = set()
        for owner in self._by_name:
            name = owner
            while name not in names:
                names.add(name)
                if name in self._apexes or "." not in name:
                    break
                name = name.partition(".")[2]
        return frozenset(names)

    def _exclusive(self) -> None:
        """RFC 1034, 3.6.2: beside a CNAME record there is no other."""
        for owner, records in self._by_name.items():
            aliases = [record for record in records if record.type == "CNAME"]
            others = [r for r in records if r.type not in ("CNAME", "RRSIG", "NSEC", "KEY")]
            targets = {record.target for record in aliases}
            if len(targets) > 1:
                self.faults.append(Fault(aliases[1].span, f"a second CNAME record at {owner}"))
            elif aliases and others:
                said = f"a CNAME record beside {others[0].type} at {owner}"
                self.faults.append(Fault(aliases[0].span, said))

    @property
    def apexes(self) -> list[str]:
        """The names at and below which the text holds everything, the shortest first."""
        return sorted(self._apexes, key=lambda name: (name.count("."), name))

    def at(self, name: str, type: str = "") -> list[Record]:
        """The records of a name, of one type if given, CNAME records not followed."""
        found = self._by_name.get(name, [])
        return [record for record in found if not type or record.type == type]

    @once
    def selectors(self) -> dict[str, list[str]]:
        """The DKIM selectors that have a record, by domain (RFC 6376, 3.6.2.1)."""
        found: dict[str, list[str]] = {}
        for owner, records in self._by_name.items():
            selector, sign, domain = owner.rpartition("._domainkey.")
            keyed = any(record.type in ("TXT", "CNAME") for record in records)
            if sign and keyed and "*" not in selector:
                found.setdefault(domain, []).append(selector)
        return found

    def lookup(self, name: str, type: str) -> Answer:
        """What the records of a type at a name are, CNAME records followed."""
        name = name.removesuffix(".").lower()
        answer = self._answers.get((name, type))
        if answer is None:
            answer = self._answers[name, type] = self._look_up(name, type)
        return answer

    def _look_up(self, name: str, type: str) -> Answer:
        chain: list[Record] = []
        seen = {name}
        while True:
            here = self._by_name.get(name)
            if here is None:
                here = self._by_wildcard(name)
            found = [record for record in here or () if record.type == type]
            if found or not here:
                break
            alias = next((record for record in here if record.type == "CNAME"), None)
            if alias is None or alias.target is None:
                break
            chain.append(alias)
            name = alias.target
            if name in seen or len(chain) > CHAIN_LIMIT:
                return Answer(name, "loop", [], chain)
            seen.add(name)
        if found:
            return Answer(name, "found", found, chain)
        remark = self._outcomes.get((name, type)) or self._outcomes.get((name, ""))
        if remark is not None:
            if remark.word == "LOOP":
                return Answer(name, "loop", [], chain, remark.word, remark.span)
            if remark.word in ("NXDOMAIN", "NODATA"):
                state: State = "nxdomain" if remark.word == "NXDOMAIN" else "nodata"
                return Answer(name, state, [], chain, remark.word, remark.span)
            return Answer(name, "unknown", [], chain, remark.word, remark.span)
        if self.holds(name):
            return Answer(name, "nodata" if here or name in self.names else "nxdomain", [], chain)
        self.wanted[name, type] = None
        return Answer(name, "unknown", [], chain)

    def holds(self, name: str) -> bool:
        """Whether the text has everything there is at a name."""
        if self.elsewhere:
            return False
        at = name
        while True:
            if at in self._apexes:
                return True
            kinds = {record.type for record in self._by_name.get(at, ())}
            if "DNAME" in kinds or "NS" in kinds or not at:
                return False
            at = at.partition(".")[2]

    def _by_wildcard(self, name: str) -> list[Record] | None:
        """The records that a wildcard has for a name that does not exist (RFC 4592, 3.3.1)."""
        if name in self.names or not self.holds(name):
            return None
        above = name
        while "." in above:
            above = above.partition(".")[2]
            if above in self.names or above in self._apexes:
                return self._by_name.get(f"*.{above}")
        return None
