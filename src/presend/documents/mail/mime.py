"""A message in, the tree of its MIME parts and their decoded texts out (RFC 2045, 2046).

The source is read as Latin-1: offsets are bytes. Any text has a tree; what is malformed is read
as mail clients read it, and noted in the `faults` of its part. The work is linear and nothing
recurses: parts nested deeper than `DEPTH_LIMIT` are not opened.
"""

from __future__ import annotations

from itertools import compress, cycle

from presend import patterns
from presend.documents.mail.addresses import Fault
from presend.documents.mail.headers import (
    BASE64,
    Header,
    Headers,
    codec_of,
    decode_bytes,
    decode_words,
    delimiter,
    offsets,
    parameters,
    parse_headers,
)
from presend.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEPTH_LIMIT = 100
PART_LIMIT = 10_000
FIELDS_LIMIT = 100_000  # of all parts together

_DELIMITER = patterns.compile(r"--(?<![^\r\n]--)[^\r\n]*+")
_LINE_END = patterns.compile(r"\r\n?|\n|\Z")
_IDENTITY = ("7bit", "8bit", "binary")
# RFC 2045, 6.7: escapes; soft line breaks; white space before line breaks; a stray "=".
_QUOTED_PRINTABLE = patterns.compile(
    r"((?:=[0-9A-Fa-f]{2})++)|=[ \t]*+(?:\r\n?|\n|\Z)|(?<![ \t])[ \t]++(?=[\r\n]|\Z)|(=)"
)
_IS_BASE64 = bytes(chr(byte) in BASE64 for byte in range(256))
_BASE64_TEXT = bytes(map(ord, BASE64)) + b"= \t\r\n"
_NOT_BASE64 = bytes(byte for byte in range(256) if not _IS_BASE64[byte])


class Part:
    """One entity: the message, a part of a multipart, a message within a message.

    `type`, `charset` (the label) and `encoding` (of the transfer) are in lower case. `type` is
    text/plain if missing or malformed (RFC 2045, 5.2), message/rfc822 if missing in a digest;
    `encoding` is 7bit if missing; `charset`, `disposition` and `filename` are None. `parameters`
    are those of Content-Type. `span` ends before the line end that belongs to a delimiter;
    `body` is the same without the headers. `parts` are the parts of a multipart, or the one
    message of a message/rfc822.
    """

    __slots__ = (
        *("_decoded", "_faults", "_source", "body", "boundary", "charset", "disposition"),
        *("encoding", "filename", "headers", "parameters", "parent", "parts", "span", "type"),
    )

    def __init__(self, source: Source, headers: Headers, body: int, parent: Part | None) -> None:
        self.headers = headers
        self.parent = parent
        self.parts: tuple[Part, ...] = ()
        self.span = Span(headers.span[0], body)
        self.body = Span(body, body)
        self._source = source
        self._decoded: Source | None = None
        self._faults = list(headers.faults)

        digest = parent is not None and parent.type == "multipart/digest"
        self.type: str = "message/rfc822" if digest else "text/plain"
        self.parameters: dict[str, str] = {}
        self.boundary = ""
        content_type = headers.get("content-type")
        if content_type is not None:
            media, self.boundary, self.parameters = _structured(content_type)
            if media.count("/") == 1 and media[0] != "/" and media[-1] != "/":
                self.type = media
            else:
                self.type = "text/plain"
                self.fault(content_type.value_span, "malformed media type")
        self.charset = self.parameters.get("charset", "").lower() or None
        if content_type is not None and self.charset and codec_of(self.charset) is None:
            self.fault(content_type.value_span, "unknown charset")

        disposition = headers.get("content-disposition")
        kind, _, given = ("", "", {}) if disposition is None else _structured(disposition)
        self.disposition = kind or None
        self.filename = given.get("filename") or self.parameters.get("name")

        encoding = headers.get("content-transfer-encoding")
        self.encoding = "7bit"
        if encoding is not None:
            written = encoding.unfolded.text.partition(";")[0].partition("(")[0]
            self.encoding = written.strip(' \t"').lower() or "7bit"
            if self.encoding not in (*_IDENTITY, "quoted-printable", "base64"):
                self.fault(encoding.value_span, "unknown transfer encoding")
            elif self.composite and self.encoding not in _IDENTITY:
                self.fault(encoding.value_span, "a part made of parts is transfer-encoded")

    @property
    def composite(self) -> bool:
        """Whether the body is made of parts (RFC 2046, 5; RFC 6532, 3.7)."""
        return self.type.startswith("multipart/") or self.is_message

    @property
    def declared(self) -> Span:
        """Where its type is written; the headers where it is not."""
        header = self.headers.get("content-type")
        return self.headers.span if header is None else header.value_span

    @property
    def content_id(self) -> str | None:
        """What `cid:` names it by (RFC 2392), without the brackets; None where it has none."""
        header = self.headers.get("content-id")
        return None if header is None else header.unfolded.text.strip("<> \t")

    def inside(self, type: str) -> Part | None:
        """The nearest part around it of a type."""
        around = self.parent
        while around is not None and around.type != type:
            around = around.parent
        return around

    @property
    def is_message(self) -> bool:
        return self.type in ("message/rfc822", "message/global")

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is malformed in it, its own headers and text included, but not in its parts."""
        decode(self, self._source)
        return tuple(self._faults)

    def fault(self, span: tuple[int, int], message: str) -> None:
        self._faults.append(Fault(*span, message))

    @property
    def text(self) -> Source | None:
        """The decoded text of a text part; None for any other."""
        return decode(self, self._source)

    def walk(self, *, messages: bool = True) -> Iterator[Part]:
        """The part and all in it, in the order in which they are written.

        With `messages` False, what a message within it is made of is left out.
        """
        ahead = [self]
        while ahead:
            part = ahead.pop()
            yield part
            if messages or not part.is_message:
                ahead.extend(reversed(part.parts))


def _structured(header: Header) -> tuple[str, str, dict[str, str]]:
    """The first word of a value, its boundary in bytes as written, its decoded parameters."""
    text = header.unfolded.text
    first, given = parameters(text)
    boundary = given.get("boundary", "").rstrip(" \t")
    for name, value in given.items():
        if "=?" in value or (not value.isascii() and value in text):
            given[name] = decode_words(value)
    return first, boundary, given


def parse(source: Source) -> Part:
    """The tree of a message. Never fails."""
    return _Reader(source).read()


class _Reader:
    """One pass over the lines that start with "--".

    `opened` are the parts around the place that is read, from the message inwards, each with
    what is in it so far; `levels` tells where in it the multipart of each boundary stands. Of
    two multiparts with the same boundary it is the outer one's.
    """

    __slots__ = ("fields", "levels", "opened", "parts", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.opened: list[tuple[Part, list[Part]]] = []
        self.levels: dict[str, int] = {}
        self.parts = self.fields = 0

    def read(self) -> Part:
        text = self.source.text
        at = self.open(0)
        message = self.opened[0][0]
        while self.levels and (line := _DELIMITER.search(text, at)):
            start, at = line.span()
            found = delimiter(line[0], self.levels)
            if found is None:
                continue
            boundary, closing = found
            level = self.levels[boundary]
            multipart, parts = self.opened[level]
            repeated = parts and parts[-1].span[0] == start
            before = text[max(start - 2, 0) : start]  # its line end is the delimiter's
            self.close(level + 1, start - (2 if before == "\r\n" else len(before[-1:])))
            if repeated:
                parts.pop()
                multipart.fault((start, at), "a delimiter without a part before it")
            if closing:
                del self.levels[boundary]
                continue
            if self.parts >= PART_LIMIT or self.fields >= FIELDS_LIMIT:
                multipart.fault((start, at), "too many parts: the rest is not read")
                break
            line_end = _LINE_END.match(text, at)
            assert line_end is not None
            at = self.open(line_end.end())
        self.close(0, len(text))
        return message

    def open(self, at: int) -> int:
        """Open the part that starts at an offset, and the messages in it; where a body starts."""
        while True:
            headers, body = parse_headers(self.source, at, len(self.source.text), self.levels)
            part = Part(self.source, headers, body, self.opened[-1][0] if self.opened else None)
            if self.opened:
                self.opened[-1][1].append(part)
            self.opened.append((part, []))
            self.parts += 1
            self.fields += len(headers.fields)
            if not part.composite:
                return body
            if len(self.opened) > DEPTH_LIMIT:
                part.fault((at, body), f"nested deeper than {DEPTH_LIMIT} parts")
                return body
            if not part.is_message:
                if not part.boundary:
                    part.fault((at, body), "a multipart without a boundary")
                elif part.boundary in self.levels:
                    part.fault((at, body), "the boundary is that of a multipart around it")
                else:
                    self.levels[part.boundary] = len(self.opened) - 1
                return body
            if part.encoding not in _IDENTITY:
                return body
            at = body

    def close(self, depth: int, end: int) -> None:
        """Close all opened parts but the outermost `depth`."""
        while len(self.opened) > depth:
            part, parts = self.opened.pop()
            end = max(end, part.body[0])
            part.span = Span(part.span[0], end)
            part.body = Span(part.body[0], end)
            part.parts = tuple(parts)
            if self.levels.get(part.boundary) == len(self.opened):
                del self.levels[part.boundary]
                part.fault((end, end), "the multipart is never closed")


def decode(part: Part, source: Source) -> Source | None:
    """The text of a text part, decoded, in the message; None for any other part.

    Transfer encoding and charset are undone, line ends kept. `origin` leads each code point to
    the first byte it came from: `=` to the first of `=3D`; in base64, to the first character
    that holds bits of it.
    """
    if part.parts or not part.type.startswith("text/"):
        return None
    if part._decoded is None:
        start, end = part.body
        body = source.text[start:end].encode("latin-1", "replace")
        origin: Sequence[int] = range(start, end + 1)
        fault = None
        if part.encoding == "base64":
            body, origin, fault = unbase64(body, start)
        elif part.encoding == "quoted-printable":
            body, origin, fault = unquote(body, start)
        text, leads, wrong = decode_bytes(body, part.charset)
        if fault is not None:
            part._faults.append(fault)
        if wrong is not None:
            part.fault((origin[wrong[0]], origin[wrong[1]]), wrong[2])
        if not isinstance(leads, range):
            origin = offsets(end, map(origin.__getitem__, leads))
        part._decoded = Source(source.path, text, source, origin)
    return part._decoded


def unquote(body: bytes, start: int) -> tuple[bytes, Sequence[int], Fault | None]:
    """Quoted-printable undone (RFC 2045, 6.7); an "=" that is out of place stays.

    The bytes; the offset of each, and of the end, where the body stands at `start`; what is
    wrong first.
    """
    places = offsets(start + len(body), range(start, start + len(body)))
    origin = offsets(start + len(body))
    raw = bytearray()
    fault = None
    at = end = 0
    for found in _QUOTED_PRINTABLE.finditer(body.decode("latin-1")):
        first, last = found.span()
        if found.lastindex == 2:
            stray = start + first
            fault = fault or Fault(stray, stray + 1, "an = that begins no escape")
            continue
        if at < first:
            raw += body[at:first]
            origin += places[at:first]
            end = first
        if found.lastindex == 1:
            raw += bytes.fromhex(found[1].replace("=", ""))
            origin += places[first:last:3]
            end = last
        at = last
    raw += body[at:]
    origin += places[at:]
    origin.append(start + (len(body) if at < len(body) else end))
    return bytes(raw), origin, fault


def unbase64(body: bytes, start: int) -> tuple[bytes, Sequence[int], Fault | None]:
    """Base64 undone (RFC 2045, 6.8): what is not of it is passed over, padding ends it.

    Gives the same three as `unquote`.
    """
    from binascii import a2b_base64

    seen = at = 0
    stop = body.find(b"=")
    while stop >= 0:
        seen += sum(body[at:stop].translate(_IS_BASE64))
        if seen % 4 > 1:
            break
        at = stop + 1
        stop = body.find(b"=", at)
    stop = len(body) if stop < 0 else stop
    padding = body[stop : stop + 2].count(b"=")
    kept = body[:stop].translate(None, _NOT_BASE64)
    raw = a2b_base64(kept[: len(kept) - (len(kept) % 4 == 1)] + b"==")
    where = compress(range(start, start + stop), body.translate(_IS_BASE64))
    origin = offsets(start + len(body), compress(where, cycle((1, 1, 1, 0))))
    del origin[len(raw) :]
    end = stop + padding if padding else len(body.rstrip(_NOT_BASE64))
    origin.append(start + (end if kept else 0))

    fault = None
    if junk := body[:stop].translate(None, _BASE64_TEXT):
        at = start + body.index(junk[:1])
        fault = Fault(at, at + 1, "a character that base64 has not")
    elif body[end:].strip(b"= \t\r\n"):
        fault = Fault(start + end, start + len(body), "text after the end of base64")
    elif len(kept) % 4 != (-padding) % 4:
        fault = Fault(start + end, start + end, "base64 that breaks off")
    return raw, origin, fault
