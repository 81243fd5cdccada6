"""Allow-comments in, what they silence out.

`<!-- presend: allow shortened-link: partner insists -->`, in HTML or in the template's own
comments. At the head of a file it holds for the whole file, else for the element that
follows.
"""

from __future__ import annotations

from presend import patterns

from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.html import Html
    from presend.documents.plain import Plain

_ALLOW = patterns.compile(
    r"\bpresend:\s*+allow\s++([a-z0-9][a-z0-9, \t-]*+)(?::\s*+([^\r\n]*+))?", patterns.I
)
_CODE_COMMENT = patterns.compile(r"\{%[-+~]?\s*+#|%%\[\s*+/\*|<%\s*+#|<%=?\s*+/\*|\{\{[-~]?\s*+/\*|\*\|COMMENT")


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
    if "presend:" not in text:
        return []
    return [allow for comment in _comments(document) for allow in _names(document, comment)]


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


def _names(document: Html | Plain, comment: Span) -> Iterator[Allow]:
    text = document.source.text
    found = _ALLOW.search(text, comment[0], comment[1])
    if found is None:
        return
    scope = _scope(document, comment)
    for name in re.finditer(r"[a-z0-9-]++", found[1], patterns.I):
        cleaned = name[0].rstrip("-")
        if cleaned:
            start = found.start(1) + name.start()
            yield Allow(cleaned.lower(), Span(start, start + len(cleaned)), comment, scope)


def _scope(document: Html | Plain, comment: Span) -> Span:
    from presend.documents.html import Html
    from presend.documents.tokens import BOGUS, COMMENT, DOCTYPE

    end = len(document.source.text)
    before = document.masked[document.start : comment[0]]
    if not isinstance(document, Html):
        return Span(0, end) if not before.strip(" \t\r\n\x1b\ufeff") else Span(comment[1], end)
    tokens = [t for t in document.tokens if t[1] < comment[0]]
    if all(t[0] in (COMMENT, DOCTYPE, BOGUS) for t in tokens):
        for token in reversed(tokens):
            before = before[: token[1] - document.start] + before[token[2] - document.start :]
        if not before.strip(" \t\r\n\x1b\ufeff"):
            return Span(0, end)
    for element in document.all_elements:
        if element.start >= comment[1] and element.visible:
            return Span(comment[1], element.outer[1])
    return Span(comment[1], end)
