"""Web addresses in running text, which clients turn into links."""

from __future__ import annotations

from presend import patterns
from presend.documents.markup import entities
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Where scripts do without spaces, an address begins after any letter, and ends at a full stop.
_IDEOGRAPHIC = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef"
_CLOSING = (
    r"\u201c-\u201e\xab\xbb\u2039\u203a\u3001-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
)
_REST = rf"[^\s<>\"'`{{}}|\\^\x1b{_CLOSING}]++"
_TEXT_URL = patterns.compile(
    rf"(?<![A-Za-z0-9])(?:https?|ftp)://{_REST}"
    rf"|(?:(?<![\w@./%-])|(?<=[{_IDEOGRAPHIC}]))"
    rf"(?:www\.|[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++\.?+(?::\d++)?+/){_REST}",
    patterns.I,
)
_TRAILING = ".,;:!?*~\u2013\u2014\u2026\u2019\xad\u200b\u200c\u200d\u2060\ufeff"
_CUT = patterns.compile(
    r"(?:</?(?:wbr|b|i|u|em|strong|span|font|mark|small|code)(?=[\s/>])[^<>]*+>)++(?:[\w-]|\.\w)",
    patterns.I,
)


def may_hold(text: str) -> bool:
    """Whether a text as it is written may hold one."""
    if "&#" in text or "&sol" in text:
        text = entities.decode(text)
    return "/" in text or ("." in text and "www." in text.lower())


def find(text: str) -> Iterator[Span]:
    """Where addresses stand in decoded running text, closing punctuation left out."""
    for found in _TEXT_URL.finditer(text):
        start, end = found.span()
        unopened = {
            ")": text.count(")", start, end) - text.count("(", start, end),
            "]": text.count("]", start, end) - text.count("[", start, end),
        }
        while end > start:
            last = text[end - 1]
            if unopened.get(last, 0) > 0:
                unopened[last] -= 1
            elif last not in _TRAILING and not (last == "_" == text[start - 1 : start]):
                break
            end -= 1
        yield Span(start, end)


def is_cut(masked: str, end: int, address: str) -> bool:
    """Whether a tag stands within the host: who knows where `https://www.<b>acme</b>.com` leads."""
    host = address.rpartition("//")[2]
    return not any(mark in host for mark in "/?#") and _CUT.match(masked, end) is not None
