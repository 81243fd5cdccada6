"""Header fields in, each with its place and its decoded value out.

The text is a message read as Latin-1, one code point a byte. A field (RFC 5322, 2.2) keeps the
bytes as written; its value is unfolded, and its encoded-words (RFC 2047) are decoded, in a
`Source` that leads each character back to the bytes it came from. Bytes beyond ASCII are read as
clients do: in the charset that is named, else as UTF-8 (RFC 6532), else as windows-1252.
"""

from __future__ import annotations

import re

from presend.documents.addresses import Fault
from presend.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

# RFC 5322, 2.2 and 2.2.3, with the space before the colon that 4.5 allows.
_FIELD = re.compile(r"([!-9;-~]++)[ \t]*+:((?:[^\r\n]++|(?:\r\n?|\n)(?=[ \t]))*+)(?:\r\n?|\n|\Z)")
_BLANK = re.compile(r"[ \t]*+(?:\r\n?|\n)")
_LINE = re.compile(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
_LINE_END = re.compile(r"[\r\n]++")
_FAMILIAR = re.compile(
    r"(?i:(?:content|mime|list|dkim|arc|x)-[!-9;-~]++|from|to|cc|bcc|sender|reply-to|subject|date"
    r"|message-id|received|return-path|references|in-reply-to|delivered-to)[ \t]*+:"
)
_ENCODED_WORD = re.compile(  # to the first "?=" that no other word begins before
    r"=\?([^?\s*]++)(?:\*[^?\s]*+)?\?([bBqQ])\?((?:[^?=]|\?(?!=)|=(?!\?(?!=)))*+)\?="
)
_ESCAPES = re.compile(r"(?:=[0-9A-Fa-f]{2})++")
_PARAMETER = re.compile(
    r';\s*+([^\s=;"]++)\s*+=\s*+(?:"((?:[^"\\]++|\\.?)*+)"?[^;]*+|([^;]*+))', re.DOTALL
)
_SECTION = re.compile(r"([^*]++)(?:\*(\d{1,3}))?+(\*?)\Z")

# Gmail refuses mail with more than 5,000 fields; a block with more than this is no header.
FIELD_LIMIT = 20_000


class Header:
    """One field. `span` is all of it, folding included, but for the line end behind it.

    `name` is as written. `value_span` is the value without white space around it, still folded
    and encoded.
    """

    __slots__ = ("_decoded", "name", "name_span", "source", "span", "value_span")

    def __init__(self, source: Source, start: int, colon: int, value: Span, end: int) -> None:
        self.source = source
        self.span = Span(start, end)
        self.name_span = Span(start, colon)
        self.name = source.text[start:colon]
        self.value_span = value
        self._decoded: Source | None = None

    @property
    def raw(self) -> str:
        """The value as written, a code point a byte."""
        return self.source[self.value_span]

    @property
    def value(self) -> str:
        """The value as a client shows it: unfolded and decoded."""
        return self.decoded.text

    @property
    def unfolded(self) -> Source:
        """The value on one line, its encoded-words and bytes as written.

        Structured values such as address lists are parsed before they are decoded (RFC 2047,
        6.2): a decoded comma is none of the grammar.
        """
        start, end = self.value_span
        text = self.source.text
        if not _LINE_END.search(text, start, end):
            return Source(self.source.path, text[start:end], self.source, range(start, end + 1))
        pieces: list[str] = []
        origin = offsets(end)
        for gap in _LINE_END.finditer(text, start, end):
            pieces.append(text[start : gap.start()])
            origin.extend(range(start, gap.start()))
            start = gap.end()
        pieces.append(text[start:end])
        origin.extend(range(start, end + 1))
        return Source(self.source.path, "".join(pieces), self.source, origin)

    @property
    def decoded(self) -> Source:
        """The value as a client shows it, in the message: its text leads back to the bytes."""
        if self._decoded is None:
            unfolded = self.unfolded
            if not unfolded.text.isascii() or "=?" in unfolded.text:
                text, places = _decoded(unfolded.text)
                origin = offsets(self.value_span[1], map(unfolded.origin.__getitem__, places))
                unfolded = Source(self.source.path, text, self.source, origin)
            self._decoded = unfolded
        return self._decoded


class Headers:
    """The fields of one block in order, and what in it is no field."""

    __slots__ = ("_by_name", "faults", "fields", "span")

    def __init__(self, fields: Iterable[Header], faults: Iterable[Fault], span: Span) -> None:
        self.fields = tuple(fields)
        self.faults = tuple(faults)
        self.span = span
        self._by_name: dict[str, list[Header]] | None = None

    def __iter__(self) -> Iterator[Header]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def get(self, name: str) -> Header | None:
        """The first field of that name, in whatever case."""
        found = self.all(name)
        return found[0] if found else None

    def all(self, name: str) -> Sequence[Header]:
        """All fields of that name, in whatever case, in order."""
        if self._by_name is None:
            self._by_name = {}
            for field in self.fields:
                self._by_name.setdefault(field.name.lower(), []).append(field)
        return self._by_name.get(name.lower(), ())


def parse_headers(
    source: Source, start: int, end: int, boundaries: Container[str] = ()
) -> tuple[Headers, int]:
    """The header fields from an offset on, and the offset at which the body starts.

    The block ends at an empty line, at `end`, at a line that delimits one of the `boundaries`
    of the multiparts around (RFC 2046, 5.1.1), or, with a fault, at a line that is no field; but
    such a line is passed over if a familiar field follows it, as is a first line "From " (mbox).
    """
    text = source.text
    fields: list[Header] = []
    faults: list[Fault] = []
    at = start
    if start == 0 and text.startswith("\xef\xbb\xbf"):
        at = 3
    while at < end and len(fields) < FIELD_LIMIT:
        if boundaries and text.startswith("--", at):
            line = _LINE.match(text, at, end)
            if line is not None and delimiter(line[1], boundaries) is not None:
                break
        field = _FIELD.match(text, at, end)
        if field is not None:
            fields.append(_header(source, field))
            at = field.end()
            continue
        blank = _BLANK.match(text, at, end)
        if blank is not None:
            return Headers(fields, faults, Span(start, at)), blank.end()
        line = _LINE.match(text, at, end)
        assert line is not None
        mbox = not fields and line[1].startswith(("From ", ">From "))
        following = (_FIELD if mbox else _FAMILIAR).match(text, line.end(), end)
        if following is None or not (fields or mbox):
            faults.append(Fault(*line.span(1), "no empty line between header and body"))
            return Headers(fields, faults, Span(start, at)), at
        if not mbox or start > 0:
            faults.append(Fault(*line.span(1), "a line of the header is no field"))
        at = line.end()
    if fields and at < end:
        faults.append(Fault(at, at, "no empty line after the header"))
    return Headers(fields, faults, Span(start, at)), at


def delimiter(line: str, boundaries: Container[str]) -> tuple[str, bool] | None:
    """The boundary that a line starting with "--" delimits, and whether it closes it."""
    boundary = line[2:].rstrip(" \t")
    if boundary in boundaries:
        return boundary, False
    if boundary.endswith("--") and boundary[:-2] in boundaries:
        return boundary[:-2], True
    return None


def _header(source: Source, field: re.Match[str]) -> Header:
    start, end = field.span(2)
    value = field[2].lstrip(" \t\r\n")
    start = end - len(value)
    value_end = start + len(value.rstrip(" \t\r\n"))
    return Header(source, field.start(), field.end(1), Span(start, value_end), end)


def decode_words(text: str) -> str:
    """An unfolded value with its encoded-words decoded (RFC 2047), and bytes beyond ASCII."""
    return _decoded(text)[0]


def _decoded(text: str) -> tuple[str, list[int]]:
    """The decoded text, and the offset in `text` of each of its code points and of the end.

    White space between encoded-words goes (RFC 2047, 6.2), and neighbours of one charset are
    decoded as one, since senders divide characters between them.
    """
    pieces: list[str] = []
    origin: list[int] = []
    charset, raw, places = "", bytearray(), [0]  # the encoded-words that are not yet decoded
    at = 0
    for word in (*_ENCODED_WORD.finditer(text), None):
        start = word.start() if word else len(text)
        between = text[at:start]
        hidden = at > 0 and word is not None and (not between or between.isspace())
        if raw and not (hidden and word and word[1].lower() == charset):
            piece, leads, _ = decode_bytes(bytes(raw), charset)
            pieces.append(piece)
            origin += map(places.__getitem__, leads[:-1])
            raw.clear()
            places.clear()
        if between and not hidden:
            piece, leads = _plain(between)
            pieces.append(piece)
            origin += [at + lead for lead in leads[:-1]]
        if word:
            charset, at = word[1].lower(), word.end()
            start = word.start(3)
            if word[2] in "bB":
                data, where, _ = unbase64(word[3], start)
            else:
                data, where, _ = unquote(word[3].replace("_", " "), start, _ESCAPES)
            raw += data
            places += where[:-1]
    origin.append(len(text))
    return "".join(pieces), origin


def _plain(text: str) -> tuple[str, Sequence[int]]:
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:  # it has been decoded already
        return text, range(len(text) + 1)
    return decode_bytes(raw, None)[:2]


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A value such as that of Content-Type: what stands first, and its parameters by name.

    Both in lower case; the first of a name counts. RFC 2045, 5.1, read leniently; sections and
    charsets of RFC 2231 are put together and decoded.
    """
    first = re.match(r"[\s;]*+([^\s;]*+)\s*+", value)
    assert first is not None
    rest = value[first.end() :]
    found: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, str]]] = {}
    for match in _PARAMETER.finditer(rest if rest[:1] == ";" else ";" + rest):
        name, text = match[1].lower(), match[3]
        if text is None:
            text = re.sub(r'\\([\\"])', r"\1", match[2])
        else:
            text = (text.partition(" (")[0] if text.rstrip().endswith(")") else text).strip()
        section = _SECTION.match(name)
        if section is None or name == section[1]:
            found.setdefault(name, text)
        else:
            of_name = sections.setdefault(section[1], {})
            of_name.setdefault(int(section[2] or 0), (section[3], text))
    for name, by_number in sections.items():
        found[name] = _joined([by_number[number] for number in sorted(by_number)])
    return first[1].strip(",").lower(), found


def _joined(sections: list[tuple[str, str]]) -> str:
    """The text of sections, those with a star percent-encoded (RFC 2231, 3 and 4)."""
    charset = None
    if sections[0][0] and sections[0][1].count("'") > 1:
        charset, _, text = sections[0][1].split("'", 2)
        sections[0] = ("*", text)
    pieces = []
    for star, text in sections:
        raw = text.encode("latin-1", "replace")
        if star and b"%" in raw:
            escapes = rb"(?:%[0-9A-Fa-f]{2})++"
            raw = re.sub(escapes, lambda m: bytes.fromhex(m[0].replace(b"%", b"").decode()), raw)
        pieces.append(raw)
    return decode_bytes(b"".join(pieces), charset)[0]


def offsets(limit: int, values: Iterable[int] = ()) -> array[int]:
    """Offsets up to a limit, in four octets each where they fit, else in eight."""
    from array import array

    return array("I" if limit < 1 << 32 else "Q", values)


def unbase64(text: str, at: int) -> tuple[bytes, Sequence[int], Fault | None]:
    """Base64 undone (RFC 2045, 6.8), with what stands out of place passed over.

    The bytes; the offset at which each, and the end, starts in a text where this one stands at
    `at`; what is wrong first.
    """
    from binascii import a2b_base64
    from itertools import compress, cycle

    raw = text.encode("latin-1", "replace")
    fault = None
    seen = start = 0
    stop = raw.find(b"=")
    while stop >= 0:  # padding ends it, unless it would leave less than an octet
        seen += len(raw[start:stop].translate(None, _JUNK))
        if seen % 4 > 1:
            break
        start = stop + 1
        stop = raw.find(b"=", start)
    end = len(raw)
    if stop >= 0:
        end = stop + 1 + raw.startswith(b"=", stop + 1)

    return b"", (), fault
