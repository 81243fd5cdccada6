"""Elements and attributes, each with its span: what the tree of an Html is made of."""

from __future__ import annotations

from presend import patterns
from presend.documents import css, entities, tokens
from presend.documents.holes import GAP, HOLE
from presend.documents.tokens import MODERN, OUTLOOK
from presend.source import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from presend.documents import tree
    from presend.documents.html import Html

    Place: TypeAlias = tuple[int, int, int, int]
    """Start and end of a name and of its value, from the start of the attributes; -1: none."""

_ATTRIBUTE = patterns.compile(
    r"[ \t\n\r\f\x1b/]*+([^ \t\n\r\f\x1b/>][^ \t\n\r\f\x1b/>=]*+)"
    r"(?:[ \t\n\r\f\x1b]*+=[ \t\n\r\f]*+(?:\"([^\"]*+)\"|'([^']*+)'"
    r"|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)|(?=>|\Z)))?+"
)
_PLACES: dict[str, dict[str, Place]] = {}
_NEAR = 64  # steps up a tree that cost less than a table of them


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

    __slots__ = (
        "_attributes",
        "_attributes_end",
        "_places",
        "end",
        "html",
        "index",
        "name",
        "start",
        "visible",
    )

    def __init__(self, html: Html, index: int, token: tokens.Token) -> None:
        _, self.start, self.end, self.visible, self.name, self._attributes, self._attributes_end = (
            token
        )
        self.html = html
        self.index = index
        self._places: dict[str, Place] | None = None

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
        """The elements around this one, the nearest first, as those who see it build them."""
        elements, parents = self.html.all_elements, self._view.parents
        at = parents[self.index]
        while at >= 0:
            yield elements[at]
            at = parents[at]

    def inside(self, *names: str) -> Element | None:
        """The nearest element around this one that has one of the names."""
        elements, view = self.html.all_elements, self._view
        at = view.parents[self.index]
        for _ in range(_NEAR):
            if at < 0:
                return None
            if elements[at].name in names:
                return elements[at]
            at = view.parents[at]
        at = view.nearest(names, elements)[self.index]
        return elements[at] if at >= 0 else None

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
        """Where each attribute stands, by name; of several with one name the first."""
        if self._places is None:
            self._places = self._read_places()
        return self._places

    def _read_places(self) -> dict[str, Place]:
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

    @property
    def style(self) -> list[css.Declaration]:
        """The declarations of its style attribute, in reading order."""
        attribute = self.get("style")
        if attribute is None:
            return []
        return css.declarations(self.html.masked, *attribute.span, attribute=True)

    def add(self, name: str, value: str) -> Edit:
        """The edit that gives the element an attribute, after those it has where it can."""
        at = self._attributes_end
        written = self.html.masked[self._attributes : at]
        if written.rstrip(" \t\n\r\f").endswith("="):  # a value still to come: it would be this
            at = self._attributes
        return Edit(
            Span(at, at), f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"'
        )

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
