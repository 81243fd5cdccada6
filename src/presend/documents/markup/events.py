"""Html in, its whole tree out as events: what any client sees, each thing where the source has it.

The nesting is that of modern clients. What only Outlook sees stands at its place among it, and
is closed at the latest where its conditional comment ends, so that events always nest.
"""

from __future__ import annotations

from bisect import bisect_right

from presend.documents.html import Comment
from presend.documents.markup import entities, tokens
from presend.documents.markup.elements import Element
from presend.documents.markup.tokens import MODERN, OUTLOOK, RAW_TEXT
from presend.documents.templating.holes import HOLE
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from presend.documents.html import Html
    from presend.documents.markup.elements import Attribute
    from presend.documents.templating.holes import Hole

    Event: TypeAlias = tuple[int, int, int, Element | Comment | None]
    """Kind, start and end of what it is about, and what opens, closes or is the comment; for
    text, the element around it."""

OPEN, CLOSE, TEXT, COMMENT, DOCTYPE, DELIMITER = range(6)
"""Kinds of events. A delimiter is one of a conditional comment that some client looks into; what
nobody looks into is a comment. Of a doctype only what stands inside is told."""

_RAW = RAW_TEXT - {"textarea", "title"}


def walk(html: Html) -> Iterator[Event]:
    """The events of a text in reading order; each element that opens closes."""
    elements = html.all_elements
    modern, outlook = html.modern.closes, html.outlook.closes
    open_elements: list[tuple[int, Element]] = []
    done, seen, index = html.start, MODERN | OUTLOOK, -1
    region = unseen = 0  # where the conditional comment ends that Outlook, that nobody looks into
    for kind, start, end, visible, _, inside, inside_end in html.tokens:
        index += kind == tokens.START
        if start >= unseen:
            if start > done:
                while open_elements and open_elements[-1][0] <= done:
                    yield CLOSE, done, done, open_elements.pop()[1]
                if seen:
                    yield TEXT, done, start, open_elements[-1][1] if open_elements else None
            while open_elements and open_elements[-1][0] <= start:
                yield CLOSE, start, start, open_elements.pop()[1]
            if kind == tokens.START:
                if visible:
                    element = elements[index]
                    yield OPEN, start, end, element
                    closes = modern if visible & MODERN else outlook
                    open_elements.append((closes[index], element))
            elif kind == tokens.CONDITION:
                hides = end < inside_end
                if hides and not visible:
                    unseen = inside_end
                    content = Span(start + 4, inside_end - 3)
                    yield COMMENT, start, inside_end, Comment(Span(start, inside_end), content)
                else:
                    region = inside_end if hides else region
                    yield DELIMITER, start, end, None
            elif kind == tokens.ENDIF:
                if end == region:
                    while open_elements and open_elements[-1][1].outlook_only:
                        yield CLOSE, start, start, open_elements.pop()[1]
                yield DELIMITER, start, end, None
            elif kind == tokens.DOCTYPE:
                yield DOCTYPE, inside, inside_end, None
            elif kind == tokens.COMMENT:
                yield COMMENT, start, end, Comment(Span(start, end), Span(inside, inside_end))
            elif kind == tokens.BOGUS:
                # WHATWG HTML, 13.2.5.6: a question mark belongs to the comment, `!` and `/` do not
                content = Span(inside + (html.masked[inside] != "?"), inside_end)
                yield COMMENT, start, end, Comment(Span(start, end), content)
        done, seen = end, visible
    while open_elements and open_elements[-1][0] <= done:
        yield CLOSE, done, done, open_elements.pop()[1]
    ends = len(html.masked)
    if ends > done and seen:
        yield TEXT, done, ends, open_elements[-1][1] if open_elements else None
    while open_elements:
        yield CLOSE, ends, ends, open_elements.pop()[1]


def texts(
    html: Html, start: int, end: int, parent: Element | Comment | None
) -> Iterator[tuple[str, bool]]:
    """The text between two offsets inside an element, and of each stretch whether it is a comment.

    References are decoded where the element has them, holes are as they are written; the
    template's own comments are stretches by themselves. No stretch is empty.
    """
    raw = isinstance(parent, Element) and parent.name in _RAW
    for text, hole in _stretches(html, start, end):
        decoded = text if raw or hole else entities.decode(text)
        if decoded:
            yield decoded, hole is not None and hole.kind == "comment"


def attributes(element: Element) -> Iterator[tuple[str, str, Attribute]]:
    """The attributes in reading order, each with its name and its value as people read them.

    References are decoded, holes are as they are written; the template's own comments are left
    out.
    """
    html = element.html
    for attribute in element.attributes:
        value = "".join(
            text if hole else entities.decode(text, attribute=True)
            for text, hole in _stretches(html, *attribute.span)
            if hole is None or hole.kind != "comment"
        )
        yield name(html, attribute.name, attribute.name_span.start), value, attribute


def name(html: Html, lowered: str, start: int) -> str:
    """The name of a tag or attribute that starts there, with holes as they are written."""
    if HOLE not in lowered:
        return lowered
    stretches = _stretches(html, start, start + len(lowered))
    return "".join(text if hole else tokens.lower(text) for text, hole in stretches)


def _stretches(html: Html, start: int, end: int) -> Iterator[tuple[str, Hole | None]]:
    text, holes = html.source.text, html.holes
    at = bisect_right(holes, start, key=lambda hole: hole.end)
    while at < len(holes) and holes[at].start < end:
        hole = holes[at]
        yield text[start : hole.start], None
        yield text[max(start, hole.start) : hole.end], hole
        start = hole.end
        at += 1
    yield text[start:end], None
