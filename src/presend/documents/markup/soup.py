"""Html in, Beautiful Soup out: the tree as everyone knows it, for rules of other people.

Beautiful Soup parses nothing here: a tree builder pushes our events into it, so that each tag
leads back to its element and span. What is between tags but no text for any reader (delimiters
of conditional comments, comments of the template) is a `Comment` that is written as it stands.
"""

from __future__ import annotations

import warnings

import soupsieve
from bs4 import BeautifulSoup, Comment, Doctype, Tag
from bs4.builder import HTMLTreeBuilder

from presend.documents.html import Comment as Remark
from presend.documents.markup import events
from presend.documents.markup.elements import Element
from presend.finding import Unknown
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from bs4.element import PageElement
    from soupsieve.css_types import SelectorList

    from presend.documents.html import Html


def brew(html: Html) -> BeautifulSoup:
    """The soup of a text. What no client sees is a comment in it."""
    return _Soup("", builder=_Builder(html), element_classes={Tag: _Tag})


def element_of(tag: Tag) -> Element | None:
    """The element that a tag was made of; None where a program made or copied the tag."""
    return tag.presend_element if isinstance(tag, _Tag) else None


class Selector:
    """A CSS selector. Raises ValueError with the reason where it is none."""

    __slots__ = ("_sieve",)

    def __init__(self, text: str) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Soup Sieve warns of names that it still takes
                self._sieve = soupsieve.compile(text)
        except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
            reason = str(error).partition("\n")[0].rstrip(".")
            raise ValueError(reason[:1].lower() + reason[1:]) from None
        except RecursionError:
            raise ValueError("it is nested too deep") from None
        prefix = _prefix(self._sieve.selectors)
        if prefix:
            raise ValueError(rf"a prefix is part of the name: write {prefix}\: for {prefix}|")

    def spans(self, html: Html) -> Iterator[Span]:
        """The start tags of what it selects, in reading order. Raises Unknown on a text that
        Soup Sieve cannot cope with."""
        try:
            for tag in self._sieve.iselect(html.soup):
                element = element_of(tag)
                if element is not None:
                    yield element.span
        except RecursionError:
            raise Unknown(
                "the elements are nested too deep for the selector", "nest the elements less deep"
            ) from None


def _prefix(selectors: SelectorList) -> str | None:
    """A namespace prefix that some part of a selector asks for: in HTML none would ever match."""
    waiting: list[SelectorList] = [selectors]
    while waiting:
        selectors = waiting.pop()
        if selectors.is_html:  # what a pseudo-class such as :checked stands for
            continue
        for selector in selectors:
            if not isinstance(selector, soupsieve.ct.Selector):
                continue
            for part in (selector.tag, *selector.attributes):
                if part is not None and part.prefix and part.prefix != "*":
                    return part.prefix
            waiting += [selector.relation, *selector.selectors]
            waiting += [nth.selectors for nth in selector.nth]
    return None


class _Tag(Tag):
    presend_element: Element | None = None


class _Verbatim(Comment):
    """What readers do not see, written without delimiters of its own."""

    PREFIX = SUFFIX = ""


class _Soup(BeautifulSoup):
    def object_was_parsed(
        self,
        o: PageElement,
        parent: Tag | None = None,
        most_recent_element: PageElement | None = None,
    ) -> None:
        """Append in reading order. The inherited method looks up to the root for what follows;
        here nothing ever follows, and the time stays linear."""
        around = self.currentTag if parent is None else parent
        assert around is not None
        previous = self._most_recent_element if most_recent_element is None else most_recent_element
        o.setup(around, previous)
        self._most_recent_element = o
        around.contents.append(o)


class _Builder(HTMLTreeBuilder):
    NAME = "presend"
    TRACKS_LINE_NUMBERS = True

    def __init__(self, html: Html, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._html: Html | None = html

    def feed(self, markup: str | bytes) -> None:
        # a copy of the soup is made by the same builder, empty, and filled by Beautiful Soup
        html, self._html = self._html, None
        soup = self.soup
        if html is None or soup is None:
            return
        text = html.source.text
        for kind, start, end, node in events.walk(html):
            if kind == events.TEXT:
                for stretch, is_comment in events.texts(html, start, end, node):
                    if is_comment:
                        self._add(_Verbatim(stretch))
                    else:
                        soup.handle_data(stretch)
            elif kind == events.OPEN and isinstance(node, Element):
                self._open(node)
            elif kind == events.CLOSE and soup.currentTag is not None:
                soup.handle_endtag(soup.currentTag.name)
            elif isinstance(node, Remark):
                self._add(Comment(html.source[node.content]))
            elif kind == events.DELIMITER:
                self._add(_Verbatim(text[start:end]))
            elif kind == events.DOCTYPE:
                self._add(Doctype(text[start:end].strip()))

    def _open(self, element: Element) -> None:
        assert self.soup is not None
        html = element.html
        values = self.attribute_dict_class()
        for name, value, _ in events.attributes(element):
            values[name] = value
        line, column = html.source.position(element.start)
        name = events.name(html, element.name, element.start + 1)
        tag = self.soup.handle_starttag(name, None, None, values, line, column - 1)
        if isinstance(tag, _Tag):
            tag.presend_element = element

    def _add(self, node: PageElement) -> None:
        assert self.soup is not None
        self.soup.endData()
        self.soup.object_was_parsed(node)
