"""HTML and MJML as a tree whose every element, attribute and text run knows its span.

Tokens are made once and two views are built from them: what modern clients see and what
Outlook on Windows sees. A rule asks for the view it means; `elements` answers with what
either of them sees, each element once, in reading order.
"""

from __future__ import annotations

from presend import patterns
from bisect import bisect_right

from presend.documents import Document, entities, holes, tokens, tree
from presend.documents.holes import GAP, HOLE
from presend.documents.tokens import COMMENT, DOCTYPE, MODERN, OUTLOOK, RAW_TEXT, START
from presend.source import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from bs4 import BeautifulSoup

    from presend.documents.links import Link
    from presend.source import Source

    Place: TypeAlias = tuple[int, int, int, int]
    """Start and end of a name and of its value, from the start of the attributes; -1: none."""

_ATTRIBUTE = patterns.compile(
    r"[ \t\n\r\f\x1b/]*+([^ \t\n\r\f\x1b/>][^ \t\n\r\f\x1b/>=]*+)"
    r"(?:[ \t\n\r\f\x1b]*+=[ \t\n\r\f]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)"
    r"|(?=>|\Z)))?+"
)
_UNSHOWN = RAW_TEXT - {"textarea", "xmp", "plaintext"}
_PLACES: dict[str, dict[str, Place]] = {}


class Attribute:
    """One attribute of an element. `span` is that of its value, without the quotes."""

    __slots__ = ("element", "name", "name_span", "span")

    def __init__(self, element: Element, name: str, name_span: Span, span: Span | None) -> None:
        self.element = element
        self.name = name
        self.name_span = name_span
        self.span = Span(name_span.end, name_span.end) if span is None else span

    @property
    def text(self) -> str:
        """The value as written; empty where there is none."""
        return self.element.html.source.text[self.span[0] : self.span[1]]

    @property
    def partial(self) -> str:
        """The value decoded, with HOLE and GAP where a template fills it in."""
        return entities.decode(
            self.element.html.masked[self.span[0] : self.span[1]], attribute=True
        )

    @property
    def value(self) -> str | None:
        """The value decoded; None where a hole makes it unknown."""
        partial = self.partial
        return None if HOLE in partial or GAP in partial else partial

    @property
    def whole(self) -> Span:
        """Name, equals sign, value and quotes."""
        text, (start, end) = self.element.html.masked, self.span
        if end > start or text[start - 1 : start] in ('"', "'"):
            end += text[start - 1 : start] in ('"', "'") and text[end : end + 1] == text[start - 1]
        return Span(self.name_span[0], end)


class Element:
    """A start tag and what belongs to it. `start` and `end` are those of the start tag."""

    __slots__ = ("_attributes", "_attributes_end", "end", "html", "index", "name", "start", "visible")

    def __init__(self, html: Html, index: int, token: tokens.Token) -> None:
        _, self.start, self.end, self.visible, self.name, self._attributes, self._attributes_end = token
        self.html = html
        self.index = index

    @property
    def span(self) -> Span:
        """The start tag."""
        return Span(self.start, self.end)

    @property
    def _view(self) -> tree.View:
        return self.html.modern if self.visible & MODERN else self.html.outlook

    @property
    def content(self) -> Span:
        """What stands between the start tag and the end tag."""
        return Span(self.end, max(self.end, self._view.closes[self.index]))

    @property
    def outer(self) -> Span:
        """From the start tag to the end of the end tag."""
        return Span(self.start, max(self.end, self._view.ends[self.index]))

    @property
    def parent(self) -> Element | None:
        parent = self._view.parents[self.index]
        return self.html.all_elements[parent] if parent >= 0 else None

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def inside(self, *names: str) -> Element | None:
        """The nearest element around this one that has one of the names."""
        return next((element for element in self.ancestors() if element.name in names), None)

    def descendants(self) -> Iterator[Element]:
        """The elements inside this one that the same clients see, in reading order."""
        last = self._view.lasts[self.index]
        for element in self.html.all_elements[self.index + 1 : last]:
            if element.visible & self.visible:
                yield element

    @property
    def certain(self) -> bool:
        """Whether it is always sent: it stands in no branch of the template."""
        return not self.html.in_branch(self.start)

    @property
    def outlook_only(self) -> bool:
        return self.visible == OUTLOOK

    @property
    def places(self) -> dict[str, Place]:
        raw = self.html.masked[self._attributes : self._attributes_end]
        found = _PLACES.get(raw)
        if found is None:
            if len(_PLACES) > 50_000:
                _PLACES.clear()
            found = _PLACES[raw] = _places(raw)
        return found

    def __contains__(self, name: str) -> bool:
        return name in self.places

    def get(self, name: str) -> Attribute | None:
        """The attribute of that name (lower case); the first, if it is there twice."""
        place = self.places.get(name)
        return None if place is None else self._attribute(name, place)

    def _attribute(self, name: str, place: Place) -> Attribute:
        base = self._attributes
        value = Span(base + place[2], base + place[3]) if place[2] >= 0 else None
        return Attribute(self, name, Span(base + place[0], base + place[1]), value)

    def value(self, name: str) -> str | None:
        """The decoded value of an attribute; None if it is not there or not known."""
        attribute = self.get(name)
        return None if attribute is None else attribute.value

    @property
    def attributes(self) -> Iterator[Attribute]:
        """The attributes in reading order; of several with one name the first."""
        for name, place in self.places.items():
            yield self._attribute(name, place)

    def add(self, name: str, value: str) -> Edit:
        """The edit that gives the element an attribute, after those it has where it can."""
        at = self._attributes_end
        if self.html.masked[at - 1] == "=":  # a value still to come: it would be this one
            at = self._attributes
        return Edit(Span(at, at), f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"')

    def text(self) -> str:
        """The text inside, decoded, as the clients that see the element see it; HOLE for holes."""
        return self.html.text_of(self.content, self.visible)


def _places(raw: str) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for found in _ATTRIBUTE.finditer(raw):
        name = tokens.lower(found[1])
        if name not in places:
            group = found.lastindex or 1
            start, end = found.span(1)
            places[name] = (start, end, *(found.span(group) if group > 1 else (-1, -1)))
    return places


class Comment:
    """A comment that no client reads as markup. `span` includes the delimiters."""

    __slots__ = ("content", "span")

    def __init__(self, span: Span, content: Span) -> None:
        self.span = span
        self.content = content


class TextRun:
    """Text between two tags, as written; `visible` says who sees it."""

    __slots__ = ("end", "start", "visible")

    def __init__(self, start: int, end: int, visible: int) -> None:
        self.start = start
        self.end = end
        self.visible = visible


class Html(Document):
    """An HTML or MJML text.

    `dialect` is the template language, if known; `rendered` is True where no engine comes
    after (the HTML part of a message), so that what looks like a hole is a leftover.
    """

    __slots__ = ("_branches", "_by_attribute", "_links", "_modern", "_outlook", "_runs", "_soup",
                 "all_elements", "broken_holes", "by_name", "conditional", "dialect", "holes",
                 "masked", "mjml", "rendered", "source", "start", "tokens")  # fmt: skip
    kind = "html"

    def __init__(
        self,
        source: Source,
        *,
        dialect: str | None = None,
        mjml: bool = False,
        rendered: bool = False,
        start: int = 0,
    ) -> None:
        """Read the text from `start` on; what stands before it is front matter."""
        self.source = source
        self.dialect = dialect
        self.mjml = mjml
        self.rendered = rendered
        self.start = start
        text = source.text
        self.holes, self.broken_holes = holes.find(text)
        masked = holes.mask(text, self.holes)
        self.masked = GAP * start + masked[start:] if start else masked
        self.tokens, self.conditional = tokens.scan(self.masked)
        self.all_elements: list[Element] = []
        self.by_name: dict[str, list[Element]] = {}
        add, by_name = self.all_elements.append, self.by_name
        for token in self.tokens:
            if token[0] == START:
                element = Element(self, len(self.all_elements), token)
                add(element)
                if token[3]:
                    by_name.setdefault(token[4], []).append(element)
        self._modern: tree.View | None = None
        self._outlook: tree.View | None = None
        self._by_attribute: dict[str, list[Element]] | None = None
        self._branches: tuple[list[int], list[int]] | None = None
        self._links: tuple[Link, ...] | None = None
        self._runs: list[TextRun] | None = None
        self._soup: BeautifulSoup | None = None

    @property
    def modern(self) -> tree.View:
        """The tree that clients build which skip conditional comments."""
        if self._modern is None:
            self._modern = self._build(MODERN)
        return self._modern

    @property
    def outlook(self) -> tree.View:
        """The tree that Outlook on Windows builds."""
        if self._outlook is None:
            self._outlook = self._build(OUTLOOK) if self.conditional else self.modern
        return self._outlook

    def _build(self, mask: int) -> tree.View:
        return tree.build(self.tokens, self.masked, mask, len(self.all_elements), xml=self.mjml)

    def elements(self, *names: str) -> list[Element]:
        """The elements with one of the names that some client sees, in reading order."""
        if len(names) == 1:
            return self.by_name.get(names[0], [])
        found = [element for name in names for element in self.by_name.get(name, ())]
        return sorted(found, key=lambda element: element.index)

    def with_attribute(self, name: str) -> list[Element]:
        """The elements that have an attribute of that name, in reading order."""
        if self._by_attribute is None:
            index: dict[str, list[Element]] = {}
            for element in self.all_elements:
                if element.visible:
                    for attribute in element.places:
                        index.setdefault(attribute, []).append(element)
            self._by_attribute = index
        return self._by_attribute.get(name, [])

    @property
    def doctype(self) -> Span | None:
        """Where the document type is declared."""
        return next((Span(t[1], t[2]) for t in self.tokens if t[0] == DOCTYPE), None)

    @property
    def comments(self) -> Iterator[Comment]:
        """The comments that are comments to every client, in reading order."""
        for kind, start, end, _, _, inside, inside_end in self.tokens:
            if kind == COMMENT:
                yield Comment(Span(start, end), Span(inside, inside_end))

    @property
    def links(self) -> tuple[Link, ...]:
        """Everything that leads somewhere: see `presend.documents.links`."""
        if self._links is None:
            from presend.documents.links import of_html

            self._links = tuple(of_html(self))
        return self._links

    def in_branch(self, offset: int) -> bool:
        """Whether a place stands in a branch of the template, so that it may not be sent."""
        if self._branches is None:
            self._branches = _merged(self.source.text, self.holes)
        starts, ends = self._branches
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at]

    @property
    def runs(self) -> list[TextRun]:
        """The text between tags that is shown as text, in reading order."""
        if self._runs is None:
            self._runs = list(self._text_runs())
        return self._runs

    def _text_runs(self) -> Iterator[TextRun]:
        done, visible, unshown = self.start, MODERN | OUTLOOK, False
        for kind, start, end, seen, name, _, _ in self.tokens:
            if start > done and not unshown:
                yield TextRun(done, start, visible)
            unshown = kind == START and name in _UNSHOWN
            done, visible = end, seen
        if len(self.masked) > done and not unshown:
            yield TextRun(done, len(self.masked), visible)

    def text_of(self, span: tuple[int, int], visible: int = MODERN) -> str:
        """The text in a stretch, decoded; what stands in tags, styles and scripts left out."""
        start, end = span
        runs = self.runs
        at = bisect_right(runs, start, key=lambda run: run.end)
        pieces: list[str] = []
        while at < len(runs) and runs[at].start < end:
            run = runs[at]
            if run.visible & visible:
                pieces.append(self.masked[max(run.start, start) : min(run.end, end)])
            at += 1
        return entities.decode("".join(pieces))

    @property
    def soup(self) -> BeautifulSoup:
        """The tree as Beautiful Soup shows it; each tag leads back by `element_of`."""
        if self._soup is None:
            from presend.documents.soup import brew

            self._soup = brew(self)
        return self._soup


def _merged(text: str, found: list[holes.Hole]) -> tuple[list[int], list[int]]:
    """Starts and ends of the outermost branches, in reading order."""
    starts: list[int] = []
    ends: list[int] = []
    if not found or not holes.may_branch(text):
        return starts, ends
    spans = sorted(
        (branch.marks[0].start, branch.marks[-1].end if branch.closed else len(text))
        for branch in holes.branches(text, found)
        if branch.optional
    )
    for start, end in spans:
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
