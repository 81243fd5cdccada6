"""An unfolded header in, its encoded-words with what is wrong with each out (RFC 2047)."""

from __future__ import annotations

from presend import patterns
from presend.documents.mail.headers import codec_of
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

LIMIT = 75  # characters of an encoded-word, its delimiters included (RFC 2047, 2)

_WORD = patterns.compile(r"=\?([^?\s]++)\?([^?\s]++)\?([^?]*+)(\?=|\?)?")
_NOT_BASE64 = patterns.compile(r"[^A-Za-z0-9+/=]")
_STRAY = patterns.compile(r"=(?![0-9A-Fa-f]{2})")


class Word:
    """An encoded-word: where it stands, and what is wrong with it, if anything.

    `broken` says that clients show it as it is written, or as garbage.
    """

    __slots__ = ("broken", "fault", "span")

    def __init__(self, span: Span, fault: str, broken: bool) -> None:
        self.span = span
        self.fault = fault
        self.broken = broken


def find(text: str) -> Iterator[Word]:
    """The encoded-words of a value, and what was meant for one."""
    found = list(_WORD.finditer(text))
    for index, word in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        goes_on = (
            following is not None
            and following[1].lower() == word[1].lower()
            and not text[word.end() : following.start()].strip()
        )
        previous = found[index - 1] if index else None
        goes_on = goes_on or (
            previous is not None
            and previous[1].lower() == word[1].lower()
            and not text[previous.end() : word.start()].strip()
        )
        fault, broken = _fault(word, goes_on)
        yield Word(Span(*word.span()), fault, broken)


def _fault(word: re.Match[str], goes_on: bool) -> tuple[str, bool]:
    charset, encoding, text, end = word.groups()
    if end is None:
        return "that does not end", True
    if end == "?":
        return "with a question mark in it", True
    if encoding not in ("b", "B", "q", "Q"):
        return f"in an unknown encoding ({encoding})", True
    if any(character in text for character in " \t"):
        return "with a space in it", True
    codec = codec_of(charset.partition("*")[0])
    if codec is None:
        return f"in an unknown charset ({charset})", True
    raw = _bytes(encoding, text)
    if raw is None:
        return "in broken base64" if encoding in "bB" else "with a stray = in it", True
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        if goes_on:
            return "that ends inside a character", False
        return f"of bytes that are not {charset}", True
    if len(word[0]) > LIMIT:
        return f"of {len(word[0])} characters (limit {LIMIT})", False
    return "", False


def _bytes(encoding: str, text: str) -> bytes | None:
    if encoding in "bB":
        from binascii import a2b_base64

        if _NOT_BASE64.search(text) or len(text) % 4:
            return None
        try:
            return a2b_base64(text)
        except ValueError:
            return None
    if _STRAY.search(text):
        return None
    from binascii import a2b_qp

    return a2b_qp(text.encode("latin-1", "replace"), header=True)
