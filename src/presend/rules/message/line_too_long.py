"""A line of a message must not be longer than 998 octets.

A server may break a longer line anywhere, in the middle of a link or a tag, and what is
changed on the way fails its DKIM signature. Minified HTML in one line is the usual case. Lines
of quoted-printable and base64 end after 76 characters. CR and LF stand together or not at all,
and NUL not at all: servers refuse or mend them, since they serve to smuggle mail.

Let the program that makes the message encode the part as quoted-printable; mail libraries do,
unless they are told not to. In a template a long line is told at `info`, and not at all where
the ESP is known, since ESPs encode; set `transfer-encoding = "8bit"` (or `"7bit"`) if your
sender does not, and it is an error. A message that ends all its lines in LF was only saved so.

Evidence: RFC 5322, 2.1.1 (998 octets without CRLF; 78 recommended) and 2.3 (CR and LF only
together); RFC 2045, 2.8 (no NUL), 6.7 and 6.8 (76); SpamAssassin BASE64_LENGTH_79_INF 0.6-2.0
(October 2024).

```message bad
Content-Transfer-Encoding: quoted-printable

Caf=C3=A9 opens at eight o'clock on every day of the week but on Sundays, when it is ten.
                                                                            ^^^^^^^^^^^^^ Line of quoted-printable is 89 octets (limit 76)
```

```message bad
Content-Transfer-Encoding: base64

Q2Fmw6kgb3BlbnMgYXQgZWlnaHQgb24gZXZlcnkgZGF5IG9mIHRoZSB3ZWVrIGJ1dCBvbiBTdW5kYXlzLg==
                                                                            ^^^^^^^^ Line of base64 is 84 octets (limit 76)
```

```message good
Content-Transfer-Encoding: quoted-printable

Caf=C3=A9 opens at eight o'clock on every day of the week but on Sundays, =
when it is ten.
```

```message good
Subject: A line of plain text may be longer than the 78 octets that are recommended for it

Café opens at eight o'clock on every day of the week but on Sundays, when it is ten.
```

```html good
<td>Longer than 78, shorter than 998, and encoded by whoever sends the mail anyway, ESP or not</td>
```
"""

from bisect import bisect_right
from itertools import islice

from presend import patterns
from presend.api import (
    Envelope,
    Finding,
    Html,
    Iterator,
    Message,
    Plain,
    Sequence,
    Severity,
    Span,
    rule,
)

# RFC 5322, 2.1.1 and RFC 2045, 6.7 and 6.8: octets, the line end not counted.
_LINE, _ENCODED = 998, 76
_WIDEST = 4  # octets of a character
_LINES = r"([^\r\n]*+)(?:\r\n?|\n|\Z)"
_BARE_CR, _BARE_LF, _BOTH = r"\r(?!\n)", r"(?<!\r)\n", r"\r\n"
_RELATED = 20  # other places that are named


class Options:
    transfer_encoding: str = ""  # of the mails made of a template: 7bit or 8bit if nobody encodes


@rule(severity="error", standard="RFC 5322, 2.1.1 and 2.3; RFC 2045, 6.7 and 6.8")
def check(
    document: Message | Html | Plain, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    if isinstance(document, Message):
        yield from _of_message(document)
        return
    unencoded = options.transfer_encoding.lower() in ("7bit", "8bit", "binary")
    text = document.masked
    if document.rendered or document.source.outer or not (unencoded or envelope.esp is None):
        return
    if isinstance(document, Html) and document.mjml:
        return
    said = "" if unencoded else ": the sender must encode it"
    long = list(_long(text, 0, len(text), _LINE, literal=True))
    yield from _finding(long, "Line", _LINE, said, "error" if unencoded else "info")


def _octets(line: str) -> int:
    """The octets of a line in UTF-8, without its holes: nobody knows how long they become."""
    return len(line.replace("\x1a", "").replace("\x1b", "").encode("utf-8", "replace"))


def _of_message(message: Message) -> Iterator[Finding]:
    text = message.source.text
    parts = [part for part in message.root.walk() if not part.composite]
    starts = [part.body[0] for part in parts]
    long: list[tuple[Span, int]] = []
    for span, octets in _long(text, 0, len(text), _LINE):
        at = bisect_right(starts, span[0]) - 1
        if at < 0 or parts[at].encoding != "binary":  # whose lines may be of any length
            long.append((span, octets))
    yield from _finding(long, "Line", _LINE)
    for encoding in ("quoted-printable", "base64"):
        long = []
        for part in parts:
            if part.encoding == encoding:
                long += [each for each in _long(text, *part.body, _ENCODED) if each[1] <= _LINE]
        yield from _finding(long, f"Line of {encoding}", _ENCODED, "", "warning")
    yield from _line_ends(text)
    if (at := text.find("\0")) >= 0:
        yield Finding(Span(at, at + 1), "NUL byte: a message must not hold any")


def _line_ends(text: str) -> Iterator[Finding]:
    both = text.count("\r\n")
    alone = text.count("\n") - both
    places: dict[str, str] = {}
    if text.count("\r") > both:
        places[_BARE_CR] = "CR without LF: a line of a message ends in both"
    if both >= alone > 0:
        places[_BARE_LF] = "LF without CR: a line of a message ends in both"
    elif alone > both > 0:
        places[_BOTH] = "CR LF in a message whose other lines end in LF alone"
    for pattern, said in places.items():
        first = islice(patterns.compile(pattern).finditer(text), _RELATED + 1)
        spans = [Span(*found.span()) for found in first]
        others = [(span, "here as well") for span in spans[1:]]
        severity: Severity = "warning" if pattern == _BOTH else "error"
        yield Finding(spans[0], said, severity=severity, related=others)


def _long(
    text: str, start: int, end: int, limit: int, *, literal: bool = False
) -> Iterator[tuple[Span, int]]:
    """What stands beyond the limit in each line that is too long, and the octets of the line."""
    least = limit // _WIDEST if literal and not text.isascii() else limit
    for first, last in _longer(text, start, end, least):
        for found in patterns.compile(_LINES).finditer(text, first, last):
            octets = _octets(found[1]) if literal else len(found[1])
            if octets > limit:
                beyond = min(found.start() + limit, found.end(1) - 1)
                yield Span(beyond, found.end(1)), octets


def _longer(text: str, start: int, end: int, least: int) -> Iterator[tuple[int, int]]:
    """Where lines are longer than that, up to LF; it jumps from line end to line end."""
    while end - start > least:
        line_end = text.rfind("\n", start, min(start + least + 1, end))
        if line_end < 0:
            line_end = text.find("\n", start, end)
            line_end = end if line_end < 0 else line_end
            yield start, line_end
        start = line_end + 1


def _finding(
    long: Sequence[tuple[Span, int]],
    what: str,
    limit: int,
    said: str = "",
    severity: Severity = "error",
) -> Iterator[Finding]:
    if long:
        span, octets = long[0]
        others = [(each, f"{more:,} octets") for each, more in long[1 : _RELATED + 1]]
        message = f"{what} is {octets:,} octets (limit {limit}){said}"
        yield Finding(span, message, severity=severity, related=others)
