"""Allow-comments in, what they silence out.

`<!-- presend: allow shortened-link: partner insists -->`, in HTML or in the template's own
comments. At the head of a file it holds for the whole file, else for the element that
follows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presend.documents.html import Html
    from presend.documents.plain import Plain

_ALLOW = patterns.compile(
    r"\bpresend:\s*+allow\s++([A-Za-z0-9][A-Za-z0-9, \t-]*+)(?::\s*+([^\r\n]*+))?"
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


class Allowances:
    """What the comments of a document allow: asked by name and place.

    Scopes of one name nest or are apart, as elements are, so the ones around a place are found
    from the last that begins before it, outwards.
    """

    __slots__ = ("_by_name", "_size", "all")

    def __init__(self, document: Html | Plain) -> None:
        self.all = allowances(document)
        self._size = len(document.source.text)
        self._by_name: dict[str, list[tuple[Allow, int]]] = {}
        for allow in sorted(self.all, key=lambda each: (each.scope[0], -each.scope[1])):
            around = self._by_name.setdefault(allow.name, [])
            outer = len(around) - 1
            while outer >= 0 and around[outer][0].scope[1] <= allow.scope[1]:
                outer = around[outer][1]
            around.append((allow, outer))

    def silence(self, names: Iterable[str], span: tuple[int, int]) -> bool:
        """Whether a finding of that name or group is allowed at a place; it is used then."""
        silenced = False
        for name in names:
            found = self._by_name.get(name, [])
            at = bisect_right(found, span[0], key=lambda each: each[0].scope[0]) - 1
            while at >= 0:
                allow, at = found[at]
                if allow.scope[1] >= span[1]:
                    allow.used = silenced = True
                    break
        return silenced

    def silence_whole(self, names: Iterable[str]) -> bool:
        """Whether it is allowed for the whole document."""
        return self.silence(names, (0, self._size))


def allowances(document: Html | Plain) -> list[Allow]:
    """What the comments of a document allow, in reading order."""
    text = document.source.text
    if "presend:" not in text:
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
    from presend.documents.markup.tokens import BOGUS, COMMENT, DOCTYPE

    def blank(start: int) -> int:
        found = _BLANK.match(document.masked, start)
        return found.end() if found else start

    at = blank(document.start)
    for token in document.tokens if isinstance(document, Html) else ():
        if token[1] != at or token[0] not in (COMMENT, DOCTYPE, BOGUS):
            break
        at = blank(token[2])
    return at
