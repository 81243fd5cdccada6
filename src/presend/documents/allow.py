"""Allow-comments in, what they silence out.

`<!-- presend: allow shortened-link: partner insists -->`, in HTML or in the template's own
comments. At the head of a file it holds for the whole file, else for the element that
follows.
"""

from __future__ import annotations

from bisect import bisect_left

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presend.documents.html import Html
    from presend.documents.plain import Plain

_ALLOW = patterns.compile(
    r"\bpresend:\s*+allow\s++([a-z0-9][a-z0-9, \t-]*+)(?::\s*+([^\r\n]*+))?", patterns.I
)
_NAME = patterns.compile(r"[a-z0-9-]++", patterns.I)
_CODE_COMMENT = patterns.compile(
    r"\{%[-+~]?\s*+#|%%\[\s*+/\*|<%\s*+#|<%=?\s*+/\*|\{\{[-~]?\s*+/\*|\*\|COMMENT"
)
_BLANK = patterns.compile(r"[ \t\r\n\x1b\ufeff]*+")  # \x1b: holes.GAP


class Allow:
    """One name of one allow-comment: where the name stands and what it covers."""

    __slots__ = ("comment", "name", "scope", "span", "used")

    def __init__(self, name: str, span: Span, comment: Span, scope: Span) -> None:
        self.name = name
        self.span = span
        self.comment = comment
        self.scope = scope
        self.used = False


def allowances(document: Html | Plain) -> list[Allow]:
    """What the comments of a document allow, in reading order."""
    text = document.source.text
    if "presend:" not in text.lower():
        return []
    scope = _scopes(document)
    return [allow for comment in _comments(document) for allow in _names(text, comment, scope)]


def _comments(document: Html | Plain) -> Iterator[Span]:
    from presend.documents.html import Html

    found = [
        Span(hole.start, hole.end)
        for hole in document.holes
        if hole.kind == "comment" or _CODE_COMMENT.match(document.source.text, hole.start)
    ]
    if isinstance(document, Html):
        found += [comment.span for comment in document.comments]
    yield from sorted(found)


def _names(text: str, comment: Span, scope: Callable[[Span], Span]) -> Iterator[Allow]:
    found = _ALLOW.search(text, comment[0], comment[1])
    if found is None:
        return
    for name in _NAME.finditer(found[1]):
        cleaned = name[0].rstrip("-")
        if cleaned:
            start = found.start(1) + name.start()
            span = Span(start, start + len(cleaned))
            yield Allow(cleaned.lower(), span, comment, scope(comment))


def _scopes(document: Html | Plain) -> Callable[[Span], Span]:
    """A function from a comment to what it covers."""
    from presend.documents.html import Html

    end, head = len(document.source.text), _head(document)
    elements = document.all_elements if isinstance(document, Html) else []
    seen = [element for element in elements if element.visible]
    starts = [element.start for element in seen]

    def scope(comment: Span) -> Span:
        if comment[0] <= head:
            return Span(0, end)
        following = bisect_left(starts, comment[1])
        return Span(comment[1], seen[following].outer[1] if following < len(seen) else end)

    return scope


def _head(document: Html | Plain) -> int:
    """Where the first thing stands that is neither blank, comment nor document type."""
    from presend.documents.html import Html
    from presend.documents.tokens import BOGUS, COMMENT, DOCTYPE

    def blank(start: int) -> int:
        found = _BLANK.match(document.masked, start)
        return found.end() if found else start

    at = blank(document.start)
    for token in document.tokens if isinstance(document, Html) else ():
        if token[1] != at or token[0] not in (COMMENT, DOCTYPE, BOGUS):
            break
        at = blank(token[2])
    return at
