"""Header fields in, each with its place and its decoded value out.

The text is a message read as Latin-1, one code point a byte. A field (RFC 5322, 2.2) keeps the
bytes as written; its value is unfolded, and its encoded-words (RFC 2047) are decoded, in a
`Source` that leads each character back to the bytes it came from. Bytes beyond ASCII are read as
clients do: in the charset that is named, else as UTF-8 (RFC 6532), else as windows-1252.
"""

from __future__ import annotations

from itertools import compress

from presend import patterns
from presend.documents.mail.addresses import Fault
from presend.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from array import array
    from collections.abc import Container, Iterable, Iterator, Sequence

# RFC 5322, 2.2 and 2.2.3, with the space before the colon that 4.5 allows.
_FIELD = patterns.compile(
    r"([!-9;-~]++)[ \t]*+:((?:[^\r\n]++|(?:\r\n?|\n)(?=[ \t]))*+)(?:\r\n?|\n|\Z)"
)
_LINE = patterns.compile(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
_LINE_END = patterns.compile(r"[\r\n]++")
_FAMILIAR = patterns.compile(
    r"(?i:(?:content|mime|list|dkim|arc|x)-[!-9;-~]++|from|to|cc|bcc|sender|reply-to|subject|date"
    r"|message-id|received|return-path|references|in-reply-to|delivered-to)[ \t]*+:"
)
_ENCODED_WORD = patterns.compile(  # to the first "?=" that no other word begins before
    r"=\?([^?\s*]++)(?:\*[^?\s]*+)?\?([bBqQ])\?((?:[^?=]|\?(?!=)|=(?!\?(?!=)))*+)\?="
)
_ESCAPE = patterns.compile(r"=([0-9A-Fa-f]{2})")
_PERCENT = patterns.compile(r"%([0-9A-Fa-f]{2})")
_ESCAPE_OR_BYTE = patterns.compile(r"=[0-9A-Fa-f]{2}|.", patterns.S)
_PARAMETER = patterns.compile(
    r';\s*+([^\s=;"]++)\s*+=\s*+(?:"((?:[^"\\]++|\\.?)*+)"?[^;]*+|([^;]*+))', patterns.S
)
_SECTION = patterns.compile(r"([^*]++)(?:\*(\d{1,3}))?+(\*?)\Z")

# RFC 2045 and WHATWG put several labels on one encoding, and prefer the larger of a family.
_LABELS = {
    "utf_8": "utf-8 utf8 unicode-1-1-utf-8",
    "ascii": "us-ascii ascii ansi-x3.4-1968 cp367 646 us",
    "cp1252": "latin1 latin-1 l1 iso-latin-1 iso-ir-100 cp819 ibm819 csisolatin1",
    "iso8859_8": "iso-8859-8-i iso-8859-8-e logical visual",
    "iso8859_2": "latin2 latin-2 l2 csisolatin2",
    "cp1254": "latin5 latin-5 l5 csisolatin5",
    "koi8_r": "koi8-r koi8 koi cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "cp874": "tis-620",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "gb18030": "gb18030 gbk x-gbk gb2312 gb-2312-80 csgb2312 chinese cp936 windows-936 euc-cn",
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950",
    "cp932": "shift-jis sjis x-sjis ms-kanji ms932 csshiftjis windows-31j cp932 windows-932",
    "euc_jp": "euc-jp eucjp x-euc-jp",
    "iso2022_jp_ext": "iso-2022-jp csiso2022jp iso-2022-jp-1 iso-2022-jp-ms",
    "cp949": "euc-kr ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 korean cseuckr windows-949 uhc",
    "iso2022_kr": "iso-2022-kr csiso2022kr",
    "utf_16_le": "utf-16le utf-16 unicode csunicode",
    "utf_16_be": "utf-16be",
    "utf_7": "utf-7 unicode-1-1-utf-7",
}
_NOT_ASCII = {"hz", "iso2022_jp_ext", "iso2022_kr", "utf_16_le", "utf_16_be", "utf_7"}
_MULTIBYTE = _NOT_ASCII | {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"}
_ISO_8859 = {part: f"iso8859_{part}" for part in (*range(2, 9), 10, 13, 14, 15, 16)}
_ISO_8859 |= {1: "cp1252", 9: "cp1254", 11: "cp874"}
_PAGES = (437, 850, 852, 855, 857, 866, 874, *range(1250, 1259))
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
for _name in ("iso-8859-", "iso8859-", "iso-8859", "iso8859", "8859-"):
    _CODECS |= {f"{_name}{part}": codec for part, codec in _ISO_8859.items()}
for _name in ("windows-", "cp", "cp-", "x-cp", "win-", "ibm"):
    _CODECS |= {f"{_name}{page}": f"cp{page}" for page in _PAGES}
_UNITS = dict.fromkeys(_NOT_ASCII, ".") | {"utf_7": r"\+[A-Za-z0-9+/]*+-?|."}
_UNITS |= {"utf_16_le": "..?", "utf_16_be": "..?"}
_LEADS = bytes(not 0x80 <= byte < 0xC0 for byte in range(256))
_NO_UTF_8 = patterns.compile("[\udc80-\udcff]")  # as surrogateescape leaves it
_UTF_8 = patterns.compile("[^\0-\x7f\udc80-\udcff]")

BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
FIELD_LIMIT = 20_000  # of a block; Gmail refuses mail with more than 5,000


class Header:
    """One field. `span` is all of it, folding included, but for the line end behind it.

    `name` is as written; `value_span` is the value, still folded, without white space around.
    """

    __slots__ = ("_decoded", "name", "name_span", "source", "span", "value_span")

    def __init__(self, source: Source, field: re.Match[str]) -> None:
        value = field[2].lstrip(" \t\r\n")
        end = field.end(2)
        start = end - len(value)
        self.source = source
        self.span = Span(field.start(), end)
        self.name = field[1]
        self.name_span = Span(*field.span(1))
        self.value_span = Span(start, start + len(value.rstrip(" \t\r\n")))
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

        Address lists are parsed before they are decoded (RFC 2047, 6.2).
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
    at = 3 if start == 0 and text.startswith("\xef\xbb\xbf") else start  # UTF-8's mark
    while at < end and len(fields) < FIELD_LIMIT:
        line = _LINE.match(text, at, end)
        assert line is not None
        if line[1].startswith("--") and delimiter(line[1], boundaries):
            break
        field = _FIELD.match(text, at, end)
        if field is not None:
            fields.append(Header(source, field))
            at = field.end()
            continue
        if not line[1].strip(" \t"):
            return Headers(fields, faults, Span(start, at)), line.end()
        mbox = not fields and line[1].startswith(("From ", ">From "))
        following = (_FIELD if mbox else _FAMILIAR).match(text, line.end(), end)
        if following is None or line[1].startswith("--"):
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
    charset, raw = "", bytearray()  # the encoded-words that are not yet decoded
    places: list[int] = []
    at = 0
    for word in (*_ENCODED_WORD.finditer(text), None):
        start = word.start() if word else len(text)
        between = text[at:start]
        hidden = at > 0 and word is not None and (not between or between.isspace())
        if raw and not (hidden and word and word[1].lower() == charset != "utf-16"):
            piece, leads, _ = decode_bytes(bytes(raw), charset)
            pieces.append(piece)
            origin += map(places.__getitem__, leads[:-1])
            raw.clear()
            places.clear()
        if between and not hidden:
            piece, leads = between, range(len(between) + 1)
            if max(between) <= "\xff":  # else it has been decoded already
                piece, leads, _ = decode_bytes(between.encode("latin-1"), None)
            pieces.append(piece)
            origin += [at + lead for lead in leads[:-1]]
        if word:
            charset, at = word[1].lower(), word.end()
            data, where = _unword(word)
            raw += data
            places += where
    origin.append(len(text))
    return "".join(pieces), origin


def _unword(word: re.Match[str]) -> tuple[bytes, list[int]]:
    """The bytes of an encoded-word (RFC 2047, 4), and the offset of each."""
    start, end = word.span(3)
    text = word[3]
    if word[2] in "qQ":
        places = [start + unit.start() for unit in _ESCAPE_OR_BYTE.finditer(text)]
        text = _ESCAPE.sub(_octet, text.replace("_", " "))
        return text.encode("latin-1", "replace"), places
    from binascii import a2b_base64

    digits = "".join(filter(BASE64.__contains__, text))
    data = a2b_base64(digits[: len(digits) - (len(digits) % 4 == 1)] + "==")
    return data, [min(start + i // 3 * 4 + i % 3, end) for i in range(len(data))]


def _octet(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A value such as that of Content-Type: what stands first, and its parameters by name.

    The first of a name counts. RFC 2045, 5.1, read leniently, and RFC 2231.
    """
    value = value.lstrip("; \t\r\n")
    first = "".join(value.partition(";")[0].split()[:1])
    rest = value[len(first) :].lstrip()
    found: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, str]]] = {}
    for match in _PARAMETER.finditer(rest if rest[:1] == ";" else ";" + rest):
        name, text = match[1].lower(), match[3]
        if text is None:
            text = match[2].replace('\\"', '"').replace("\\\\", "\\")
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
    return first.strip(",").lower(), found


def _joined(sections: list[tuple[str, str]]) -> str:
    """The text of sections, those with a star percent-encoded (RFC 2231, 3 and 4)."""
    charset = None
    if sections[0][0] and sections[0][1].count("'") > 1:
        charset, _, text = sections[0][1].split("'", 2)
        sections[0] = ("*", text)
    pieces = []
    for star, text in sections:
        pieces.append(_PERCENT.sub(_octet, text) if star else text)
    return decode_bytes("".join(pieces).encode("latin-1", "replace"), charset)[0]


def offsets(limit: int, values: Iterable[int] = ()) -> array[int]:
    """Offsets up to a limit, in four octets each where they fit, else in eight."""
    from array import array

    return array("I" if limit < 1 << 32 else "Q", values)


def codec_of(label: str) -> str | None:
    """The codec of a charset by its label (WHATWG Encoding Standard, 4.2), None if unknown."""
    return _CODECS.get(label.strip(" \t\"'").lower().replace("_", "-"))


def decode_bytes(
    raw: bytes, label: str | None
) -> tuple[str, Sequence[int], tuple[int, int, str] | None]:
    """Bytes to text as clients read them: in the charset, if need be UTF-8 or windows-1252.

    The text; the index in `raw` at which each of its code points, and the end, starts; the
    first bytes that are not in the charset (us-ascii without a label) and what is said of them.
    """
    codec = codec_of(label) if label else "ascii"
    if raw.isascii() and codec not in _NOT_ASCII:
        return raw.decode("ascii"), range(len(raw) + 1), None
    if codec == "utf_16_le" and raw.startswith(b"\xfe\xff"):
        codec = "utf_16_be"
    wrong = None
    try:
        raw.decode(codec or "ascii")
    except UnicodeDecodeError as error:
        if codec:
            wrong = error.start, error.end, f"bytes that are not {label or 'us-ascii'}"
        text = raw.decode("utf-8", "surrogateescape")
        if not _NO_UTF_8.search(text):
            codec = "utf_8"
        elif codec in (None, "ascii") or (codec == "utf_8" and not _UTF_8.search(text)):
            codec = "cp1252"
    assert codec is not None
    if codec == "utf_8":
        return *_from_utf_8(raw), wrong
    if codec in _MULTIBYTE:
        return *_by_units(raw, codec), wrong
    return raw.decode(codec, "replace"), range(len(raw) + 1), wrong


def _from_utf_8(raw: bytes) -> tuple[str, Sequence[int]]:
    """A byte that is not part of a character becomes U+FFFD."""
    text = raw.decode("utf-8", "surrogateescape")
    if _NO_UTF_8.search(text):
        raw = _NO_UTF_8.sub("?", text).encode()  # as long as before
        text = _NO_UTF_8.sub("\ufffd", text)
    leads = offsets(len(raw), compress(range(len(raw)), raw.translate(_LEADS)))
    leads.append(len(raw))
    return text, leads


def _by_units(raw: bytes, codec: str) -> tuple[str, Sequence[int]]:
    """Decode in small pieces, to see which bytes give which character."""
    from codecs import getincrementaldecoder

    decode = getincrementaldecoder(codec)("replace").decode
    unit = patterns.compile(_UNITS.get(codec, "[\0-\x7f]++|."), patterns.S)
    pieces: list[str] = []
    leads = offsets(len(raw))
    first = 0
    for match in unit.finditer(raw.decode("latin-1")):
        start, end = match.span()
        piece = decode(raw[start:end], end == len(raw))
        if piece and (pieces or piece != "\ufeff"):  # the byte order mark is of the first
            pieces.append(piece)
            leads.append(first)
            leads.extend(range(end - len(piece) + 1, end))
            first = end
    leads.append(len(raw))
    return "".join(pieces), leads
