"""Elements and attributes, each with its span: what the tree of an Html is made of."""

from __future__ import annotations

from presend import patterns
from presend.documents.looks import css
from presend.documents.markup import entities, tokens
from presend.documents.markup.tokens import MODERN, OUTLOOK
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo
from presend.source import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from presend.documents.html import Html
    from presend.documents.markup import tree

    Place: TypeAlias = tuple[int, int, int, int]
    """Start and end of a name and of its value, from the start of the attributes; a name without
    a value is followed by an empty one."""

_ATTRIBUTE = patterns.compile(
    r"[ \t\n\r\f\x1b/]*+([^ \t\n\r\f\x1b/>][^ \t\n\r\f\x1b/>=]*+)"
    r"(?:[ \t\n\r\f\x1b]*+=[ \t\n\r\f]*+(?:\"([^\"]*+)\"|'([^']*+)'"
    r"|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)|(?=>|\Z)))?+"
)
_NEAR = 64  # steps up a tree that cost less than a table of them


class Attribute:
    """One attribute of an element. `span` is that of its value, without the quotes."""

    __slots__ = ("_place", "element", "name", "span")

    def __init__(self, element: Element, name: str, place: Place) -> None:
        self.element = element
        self.name = name
        self._place = place
        base = element.attributes_start
        self.span = Span(base + place[2], base + place[3])

    @property
    def name_span(self) -> Span:
        base = self.element.attributes_start
        return Span(base + self._place[0], base + self._place[1])

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
        return _known(self.partial)

    @property
    def whole(self) -> Span:
        """Name, equals sign, value and quotes."""
        text, (start, end) = self.element.html.masked, self.span
        if end > start or text[start - 1 : start] in ('"', "'"):
            end += text[start - 1 : start] in ('"', "'") and text[end : end + 1] == text[start - 1]
        return Span(self.name_span[0], end)


class Element:
    """A start tag and what belongs to it.

    `start` and `end` are those of the start tag. `places` tells where each attribute stands, by
    name; of several with one name the first.
    """

    __slots__ = (
        "_attributes_end",
        "_style",
        "attributes_start",
        "end",
        "html",
        "index",
        "name",
        "places",
        "start",
        "visible",
    )

    def __init__(self, html: Html, index: int, token: tokens.Token) -> None:
        _, self.start, self.end, self.visible, self.name, start, end = token
        self.attributes_start, self._attributes_end = start, end
        self.html = html
        self.index = index
        self.places = _PLACES[html.masked[start:end]]
        self._style: list[css.Declaration] | None = None

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

    def __contains__(self, name: str) -> bool:
        return name in self.places

    def get(self, name: str) -> Attribute | None:
        """The attribute of that name (lower case); the first, if it is there twice."""
        place = self.places.get(name)
        return None if place is None else Attribute(self, name, place)

    def value(self, name: str) -> str | None:
        """The decoded value of an attribute; None if it is not there or not known."""
        if name not in self.places:
            return None
        text = self.written(name)[1]
        return _known(entities.decode(text, attribute=True) if "&" in text else text)

    def written(self, name: str) -> tuple[int, str]:
        """Where the value of an attribute starts, and the value as it is masked."""
        _, _, start, end = self.places[name]
        base = self.attributes_start
        return base + start, self.html.masked[base + start : base + end]

    @property
    def attributes(self) -> Iterator[Attribute]:
        """The attributes in reading order; of several with one name the first."""
        for name, place in self.places.items():
            yield Attribute(self, name, place)

    @property
    def style(self) -> list[css.Declaration]:
        """The declarations of its style attribute, in reading order."""
        if self._style is None:
            attribute = self.get("style")
            self._style = []
            if attribute is not None:
                masked = self.html.masked
                self._style = css.declarations(masked, *attribute.span, attribute=True)
        return self._style

    def add(self, name: str, value: str) -> Edit:
        """The edit that gives the element an attribute, after those it has where it can."""
        at = self._attributes_end
        written = self.html.masked[self.attributes_start : at]
        if written.rstrip(" \t\n\r\f").endswith("="):  # a value still to come: it would be this
            at = self.attributes_start
        return Edit(
            Span(at, at), f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"'
        )

    def text(self) -> str:
        """The text inside, decoded, as the clients that see the element see it; HOLE for holes."""
        return self.html.text_of(self.content, self.visible)


def _known(text: str) -> str | None:
    return None if HOLE in text or GAP in text else text


def _read_places(written: str) -> dict[str, Place]:
    """Where each attribute of a tag stands."""
    places: dict[str, Place] = {}
    for found in _ATTRIBUTE.finditer(written):
        name = tokens.lower(found[1])
        if name not in places:
            start, end = found.span(1)
            group = found.lastindex or 1
            places[name] = (start, end, *(found.span(group) if group > 1 else (end, end)))
    return places


_PLACES = Memo(_read_places, 50_000)
