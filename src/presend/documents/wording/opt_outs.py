"""The ways by which a reader of a mail unsubscribes: a document in, each with its place out.

A way is a link that says so (in its text, its title, the text of an image in it, or its
address), a tag that the ESP replaces by such a link, or, where there is neither, a link or an
address near words that say so ("to unsubscribe, click here").
"""

from __future__ import annotations

from presend import patterns
from presend.data import unsubscribe
from presend.data.link_attributes import CLICK
from presend.documents.markup import entities
from presend.documents.markup.tokens import MODERN, OUTLOOK
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from presend.documents.html import Html
    from presend.documents.markup.elements import Attribute, Element
    from presend.documents.plain import Plain

    Way = Literal["link", "tag", "near"]

_SLICE = 800  # code points of a link that are looked at
_NEAR = 500  # code points of source between words and the link that they speak of
_STYLE = patterns.compile(r"\sstyle=(?:\"[^\"]*+\"|'[^']*+')")
_BETWEEN = "\x02"
_PLACES = 20  # of words that are told; a mail has one or two
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
    """The ways out of an HTML document, in reading order.

    Where one of them says "unsubscribe" and is no mail, those in other words are not sought.
    """
    text = html.source.text
    links = html.elements(*_LINKS)
    pieces = [
        text[each.start : max(min(each.content[1], each.start + _SLICE), each.end)]
        for each in links
    ]
    holes = [] if html.rendered else [hole for hole in html.holes if hole.kind != "comment"]
    pieces += [text[hole.start : min(hole.end, hole.start + _SLICE)] for hole in holes]
    found = list(_elements(html))
    tags: list[OptOut] = []
    for index, plain in _speaking(pieces, len(links)):
        if index < len(links):
            found.append(OptOut("link", links[index].span, links[index], plain=plain))
        else:
            hole = holes[index - len(links)]
            tags.append(OptOut("tag", Span(hole.start, hole.end), None, plain=plain))
    found += _outside(tags, found, html)
    if not any(way.plain for way in found):
        found += _near(html)
    return sorted(found, key=lambda way: way.span)


def _outside(tags: list[OptOut], found: list[OptOut], html: Html) -> Iterator[OptOut]:
    """The tags that stand neither in a link that is a way out already, nor in a comment."""
    links = sorted(way.element.outer for way in found if way.element is not None)
    at = reach = 0
    for tag in tags:
        while at < len(links) and links[at].start <= tag.span[0]:
            reach = max(reach, links[at].end)
            at += 1
        if tag.span[0] >= reach and not html.in_comment(tag.span[0]):
            yield tag


def in_plain(plain: Plain) -> bool:
    """Whether a plain text tells how to unsubscribe."""
    text = " ".join(plain.source.text.lower().split())
    every = (*unsubscribe.STEMS, *unsubscribe.PREFERENCES, *unsubscribe.TAGS)
    return "unsub" in text or bool(_among(every, text))


def _among(stems: tuple[str, ...], text: str) -> list[str]:
    """Those of some stems that stand in a text; first sought in a list of its words, for speed."""
    words = "\n".join(set(text.split(" ")))
    return [stem for stem in stems if stem.rpartition(" ")[2] in words and stem in text]


def _speaking(pieces: list[str], links: int) -> Iterator[tuple[int, bool]]:
    """Which pieces of source say it, and whether in so many words; the first are `links`."""
    if not pieces:
        return
    joined = _STYLE.sub("", _BETWEEN.join(pieces)).lower()
    if joined.count(_BETWEEN) >= len(pieces):
        joined = _BETWEEN.join(piece.replace(_BETWEEN, "") for piece in pieces).lower()
    if "&" in joined.replace("&amp;", ""):
        joined = entities.decode(joined)
    said = joined.split(_BETWEEN)
    usual = [index for index, piece in enumerate(said) if "unsub" in piece]
    if usual and any("mailto:" not in said[index] for index in usual):
        for index in usual:
            yield index, True
        return
    joined = " ".join(joined.split())
    said = joined.split(_BETWEEN)
    stems = _among(unsubscribe.STEMS, joined)
    preferences = _among(unsubscribe.PREFERENCES, joined)
    tags = _among(unsubscribe.TAGS, joined)
    if stems or preferences or tags:
        for index, piece in enumerate(said):
            plain = any(stem in piece for stem in (stems if index < links else ("unsub",)))
            others = (*preferences, *tags) if index < links else tags
            if plain or any(other in piece for other in others):
                yield index, plain


def _elements(html: Html) -> Iterator[OptOut]:
    for element in html.elements(*unsubscribe.ELEMENTS):
        yield OptOut("tag", element.span, element, plain=element.name == "unsubscribe")
    for element in html.with_attribute(unsubscribe.ATTRIBUTE):
        yield OptOut("link", element.span, element, plain=True)


def _near(html: Html) -> Iterator[OptOut]:
    """Words that say so, with a link or an address not far from them."""
    whole = html.text_of((html.start, len(html.masked)), MODERN | OUTLOOK)
    whole = " ".join(whole.lower().split())
    stems = _among(unsubscribe.STEMS, whole)
    if not stems:
        return
    masked, count = html.masked, 0
    for run in html.runs:
        text = " ".join(entities.decode(masked[run.start : run.end]).lower().split())
        if run.visible and any(stem in text for stem in stems):
            start, end = max(run.start - _NEAR, 0), run.end + _NEAR
            if _TARGET.search(masked, start, end):
                link = _beside(html, start, end)
                yield OptOut("near", Span(run.start, run.end), link, plain=True)
                count += 1
                if count == _PLACES:
                    return


def _beside(html: Html, start: int, end: int) -> Element | None:
    """The one link in a stretch whose text is no more than "here"."""
    found = [
        element
        for element in html.elements("a")
        if start <= element.start < end
        and element.text().lower().strip(" \n\t.!:>»→") in unsubscribe.HERE
    ]
    return found[0] if len(found) == 1 else None
