"""Start tags as they are written: an Html in, what is wrong inside its tags out.

What parsers make of it is plain (WHATWG HTML, 13.2.5.33 to 13.2.5.37), and not what is meant:
of an attribute that is there twice the second counts for nothing; a quote too many or too few
makes attributes of what was a value; typographic quotes are part of the value. Tags in which a
template decides what is written are not judged.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.markup.tokens import START, lower
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal, TypeAlias

    from presend.documents.html import Html

    Kind = Literal["twice", "same", "open", "quote", "unquoted", "typographic", "tag"]
    Found: TypeAlias = tuple[Kind, str, int, int, int, int]

_ATTRIBUTE = patterns.compile(
    r"[ \t\n\r\f\x1b/]*+([^ \t\n\r\f\x1b/>][^ \t\n\r\f\x1b/>=]*+)"
    r"(?:[ \t\n\r\f\x1b]*+=[ \t\n\r\f]*+(?:\"([^\"]*+)\"|'([^']*+)'"
    r"|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)|(?=>|\Z)))?+"
)
_PLAIN = patterns.compile(r"(?:\s++[^\sA-Z\"'=<>/\x1b]++=\"[^\"]*+\")*+[\s/]*+\Z")
_TYPOGRAPHIC = "\u201c\u201d\u201e\u2018\u2019\u201a\xab\u2033"
_TAG = patterns.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|tbody|td|th|tr|u|ul)",
    patterns.I,
)
# In the code of an engine that is not known quotes mean something else.
_CODE = patterns.compile(r"=[\"']?@|@[({]|\$[{(A-Za-z_]|#[{(]|[{}]|%\(|%%|<[%?#@$]|<\w+:|\[\[")
_MARKUP = patterns.compile(r"</?[a-z]", patterns.I)
_HTML = frozenset(
    "a abbr area b big blockquote body br button center code col dd div dl dt em figure font "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html i img input label li link main meta nav ol "
    "option p pre s section select small span strike strong style sub sup table tbody td tfoot "
    "th thead title tr u ul video".split()
)


class Flaw:
    """One thing that is wrong inside a start tag.

    `twice` and `same`: the attribute `name` is there already, at `first`, with another value or
    the same one; `open`: the value of the attribute goes on to the first quote of another tag;
    `quote`: a quote in the name of an attribute; `unquoted`: one in a value that has none around
    it; `typographic`: a value in quotes that are none; `tag`: a tag begins before this one ends.
    `element` is the name of the element.
    """

    __slots__ = ("element", "first", "kind", "name", "span")

    def __init__(self, kind: Kind, element: str, name: str, span: Span, first: Span) -> None:
        self.kind = kind
        self.element = element
        self.name = name
        self.span = span
        self.first = first


def flaws(html: Html) -> list[Flaw]:
    """What is wrong inside the start tags of HTML elements that some client sees."""
    masked = html.masked
    starts = [token for token in html.tokens if token[0] == START]
    written = {masked[token[5] : token[6]] for token in starts}
    wrong = {raw: found for raw in written if (found := _FOUND[raw])}
    made: list[Flaw] = []
    for _, _, _, visible, name, start, end in starts if wrong else ():
        if visible and name in _HTML:
            for what, attribute, at, until, first, first_end in wrong.get(masked[start:end], ()):
                span = Span(start + at, start + until)
                made.append(
                    Flaw(what, name, attribute, span, Span(start + first, start + first_end))
                )
    return made


def _right(raw: str) -> bool:
    """A quick look: whether all attributes are written as most are, and none is there twice."""
    if not _PLAIN.match(raw):
        return False
    names = [piece.strip() for piece in raw.split('"')[:-1:2]]
    return len(set(names)) == len(names)


def _found(raw: str) -> Iterator[Found]:
    if GAP in raw or _right(raw):
        return
    values: dict[str, tuple[str | None, int, int]] = {}
    code = _CODE.search(raw) is not None
    before = ("", 0, 0)  # the attribute whose value holds markup
    for found in _ATTRIBUTE.finditer(raw):
        name, group = lower(found[1]), found.lastindex or 1
        start, end = found.span(1)
        if _TAG.fullmatch(name) or (name == "<" and raw[end : end + 1] == "/"):
            yield "tag", name, start, end, 0, 0
            return
        if ('"' in name or "'" in name) and not code:
            if before[0]:
                yield "open", *before, 0, 0
            else:
                yield "quote", name, start, end, 0, 0
            return
        value = found[group] if group > 1 else None
        before = (name, start, end) if value and _MARKUP.search(value) else ("", 0, 0)
        if group == 4 and value is not None and not code:
            if value[0] in _TYPOGRAPHIC:
                yield "typographic", name, *found.span(4), start, end
                return
            if '"' in value or value[-1] == "'":
                yield "unquoted", name, *found.span(4), start, end
                return
        if HOLE in name:
            continue
        if name in values:
            other, first, first_end = values[name]
            kind: Kind = "same" if other == value else "twice"
            yield kind, name, start, max(end, found.end()), first, first_end
        else:
            values[name] = value, start, max(end, found.end())


_FOUND: Memo[str, tuple[Found, ...]] = Memo(lambda raw: tuple(_found(raw)))
"""What is wrong in the attributes of a tag, by their text."""
