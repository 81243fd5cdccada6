"""The ways by which a reader of a mail unsubscribes: a document in, each with its place out.

A way is a link that says so (in its text, its title, the text of an image in it, or its
address), a tag that the ESP replaces by such a link, or, where there is neither, a link or an
address near words that say so ("to unsubscribe, click here").
"""

from __future__ import annotations

from presend import patterns
from presend.data import unsubscribe
from presend.documents import entities
from presend.documents.links import CLICK
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from presend.documents.elements import Attribute, Element
    from presend.documents.html import Html
    from presend.documents.plain import Plain

    Way = Literal["link", "tag", "near"]

_SLICE = 800  # code points of a link that are looked at
_NEAR = 500  # code points of source between words and the link that they speak of
_STYLE = patterns.compile(r"\sstyle=(?:\"[^\"]*+\"|'[^']*+')")
_BETWEEN = "\x02"
_TARGET = patterns.compile(r"<a\s|https?:|www\.|[\w.]@[\w{]|\x1a|\x1b|mailto:", patterns.I)
_LINKS = ("a", "area", "button", "form", "v:roundrect", "v:rect", "mj-button", "mj-navbar-link",
          "mj-image", "mj-social-element")  # fmt: skip


class OptOut:
    """One way out.

    `way` is `link`, `tag`, or `near` for words with a link or an address beside them.
    `plain` tells whether it speaks of unsubscribing in so many words, not of preferences
    alone. `element` is the link, None for a tag in running text.
    """

    __slots__ = ("element", "plain", "span", "way")

    def __init__(self, way: Way, span: Span, element: Element | None, *, plain: bool) -> None:
        self.way = way
        self.span = span
        self.element = element
        self.plain = plain

    @property
    def target(self) -> Attribute | None:
        """The attribute that says where the link leads."""
        element = self.element
        if element is None:
            return None
        names = CLICK.get(element.name, ("href",))
        return next((each for name in names if (each := element.get(name))), None)

    @property
    def filled(self) -> bool:
        """Whether the ESP or the template fills in where it leads."""
        if self.way == "tag" or self.element is None:
            return True
        target = self.target
        return target is not None and target.value is None


def of_html(html: Html) -> list[OptOut]:
    """The ways out of an HTML document, in reading order."""
    found = [*_links(html), *_elements(html)]
    taken = [way.element.outer for way in found if way.element is not None]
    found += [
        tag for tag in _tags(html) if not any(a <= tag.span[0] < b for a, b in taken)
    ]
    if not any(way.plain for way in found):
        found += _near(html)
    return sorted(found, key=lambda way: way.span)


def in_plain(plain: Plain) -> bool:
    """Whether a plain text tells how to unsubscribe."""
    text = plain.source.text
    words = unsubscribe.folded(text)
    return (
        any(stem in words for stem in (*unsubscribe.STEMS, *unsubscribe.PREFERENCES))
        or next(_tags(plain), None) is not None
    )


def _links(html: Html) -> Iterator[OptOut]:
    elements = html.elements(*_LINKS)
    text = html.source.text
    slices = [
        text[each.start : max(min(each.content[1], each.start + _SLICE), each.end)]
        for each in elements
    ]
    for index, plain in _speaking(slices, (*unsubscribe.PREFERENCES, *unsubscribe.TAGS)):
        yield OptOut("link", elements[index].span, elements[index], plain=plain)


def _speaking(pieces: list[str], others: tuple[str, ...]) -> Iterator[tuple[int, bool]]:
    """Which pieces of source say it, and whether in so many words."""
    joined = _STYLE.sub("", _BETWEEN.join(pieces))
    if joined.count(_BETWEEN) >= len(pieces):
        joined = _BETWEEN.join(piece.replace(_BETWEEN, "") for piece in pieces)
    if "&" in joined:
        joined = entities.decode(joined.replace("&amp;", "&"))
    joined = unsubscribe.folded(" ".join(joined.split()))
    stems = [stem for stem in unsubscribe.STEMS if stem in joined]
    more = [other for other in others if other in joined]
    if stems or more:
        for index, piece in enumerate(joined.split(_BETWEEN)):
            plain = any(stem in piece for stem in stems)
            if plain or any(other in piece for other in more):
                yield index, plain


def _elements(html: Html) -> Iterator[OptOut]:
    for element in html.elements(*unsubscribe.ELEMENTS):
        yield OptOut("tag", element.span, element, plain=element.name == "unsubscribe")
    for element in html.with_attribute(unsubscribe.ATTRIBUTE):
        yield OptOut("link", element.span, element, plain=True)


def _tags(document: Html | Plain) -> Iterator[OptOut]:
    """The tags that stand for themselves, outside of comments."""
    text = document.source.text
    holes = [hole for hole in document.holes if hole.kind != "comment"]
    if document.rendered or not holes:
        return
    said = [text[hole.start : min(hole.end, hole.start + _SLICE)] for hole in holes]
    for index, plain in _speaking(said, unsubscribe.TAGS):
        hole = holes[index]
        if not commented(text, hole.start):
            yield OptOut("tag", Span(hole.start, hole.end), None, plain=plain)


def commented(text: str, offset: int) -> bool:
    """Whether a place stands in a comment of HTML that no client reads."""
    start = text.rfind("<!--", 0, offset)
    if start < 0 or text.find("-->", start, offset) >= 0:
        return False
    return not text.startswith(("[if", "[IF"), start + 4)


def _near(html: Html) -> Iterator[OptOut]:
    """Words that say so, with a link or an address not far from them."""
    masked = html.masked
    words = unsubscribe.folded(html.source.text)
    if len(words) != len(masked):
        words = html.source.text.lower()
    if "&" in words and not any(stem in words for stem in unsubscribe.STEMS):
        words = unsubscribe.folded(entities.decode(words))
    if not any(stem in words for stem in unsubscribe.STEMS):
        return
    for run in html.runs:
        text = unsubscribe.folded(entities.decode(masked[run.start : run.end]))
        if not run.visible or not any(stem in text for stem in unsubscribe.STEMS):
            continue
        start, end = max(run.start - _NEAR, 0), run.end + _NEAR
        if _TARGET.search(masked, start, end):
            link = _beside(html, start, end)
            yield OptOut("near", Span(run.start, run.end), link, plain=True)


def _beside(html: Html, start: int, end: int) -> Element | None:
    """The one link in a stretch whose text is no more than "here"."""
    found = [
        element
        for element in html.elements("a")
        if start <= element.start < end
        and unsubscribe.folded(element.text()).strip(" \n\t.!:>»→") in unsubscribe.HERE
    ]
    return found[0] if len(found) == 1 else None
