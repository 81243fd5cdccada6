"""What stands in a table but in no cell: an Html in, what clients move out of the table out.

Parsers move such content in front of the table (WHATWG HTML, 13.2.6.4.9, foster parenting);
a table directly in a row ends the table around it.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns
from presend.data import foreign
from presend.documents.markup.tokens import MODERN
from presend.documents.templating.holes import GAP, HOLE
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.html import Html
    from presend.documents.markup.elements import Element

_PARTS = frozenset("table tbody thead tfoot tr".split())
_CONTENT = frozenset(
    "a abbr address article aside b big blockquote br button center cite code dd del div dl dt em "
    "figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins label li main nav ol p picture pre "
    "q s section small span strike strong sub sup table tt u ul video".split()
)
_TEXT = patterns.compile(
    r"<(?:/t(?:[dhr]|body|head|foot)|t(?:able|body|head|foot|r)(?=[\s>])[^>]*+)\s*+>"
    r"\s*+([^<\s\x1a\x1b][^<]*+)",
    patterns.I,
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
_NO_TEXT = tuple("#@}[]*%$~")  # a statement of an engine that is not known
_NEAR = 64  # elements looked at to find the one around a text
_MANY = 32  # texts looked at in one document


def moved(html: Html) -> list[tuple[Span, Element, str]]:
    """What is moved: where, the part of a table that holds it, and what it is, in reading order.

    What a branch, a hole or an include beside it may have put into a cell is left out.
    """
    found: list[tuple[Span, Element, str]] = []
    elements, parents = html.all_elements, html.modern.parents
    for name in _CONTENT.intersection(html.by_name):
        for element in html.by_name[name]:
            parent = parents[element.index]
            if parent >= 0 and elements[parent].name in _PARTS:
                found.append((element.span, elements[parent], f"<{name}>"))
    found += _texts(html)
    if found and html.holes:
        from presend.documents.markup import readings

        branch_of = readings.branch_of(html)
        found = [
            each
            for each in found
            if branch_of(each[0][0]) == branch_of(each[1].start) and _certain(html, *each[:2])
        ]
    return sorted(found, key=lambda each: each[0])


def _texts(html: Html) -> Iterator[tuple[Span, Element, str]]:
    seen = 0
    for match in _TEXT.finditer(html.masked, html.start):
        text = match[1].rstrip()
        if HOLE in text or GAP in text or not text.strip(_INVISIBLE):
            continue
        if text.startswith((*_NO_TEXT, "//", "--")) or foreign.filled_in(text):
            continue
        seen += 1
        if seen > _MANY:
            return
        start = match.start(1)
        around = _around(html, start)
        if around is not None and around.name in _PARTS:
            shown = " ".join(text.split())
            shown = shown if len(shown) <= 30 else f"{shown[:29]}…"
            yield Span(start, start + len(text)), around, f'"{shown}"'


def _around(html: Html, offset: int) -> Element | None:
    """The innermost element around text that most clients see; None if that is not known."""
    runs = html.runs
    run = bisect_right(runs, offset, key=lambda run: run.start) - 1
    if run < 0 or runs[run].end <= offset or not runs[run].visible & MODERN:
        return None
    elements, view = html.all_elements, html.modern
    at = bisect_right(elements, offset, key=lambda element: element.start) - 1
    for _ in range(_NEAR):
        if at < 0 or view.ends[at] > offset:
            break
        at = view.parents[at] if view.ends[at] >= 0 else at - 1
    return elements[at] if at >= 0 and view.ends[at] > offset else None


def _certain(html: Html, span: Span, parent: Element) -> bool:
    """Whether no hole stands in the part before it, but for those in other elements."""
    view, elements = html.modern, html.all_elements
    at = bisect_right(elements, span[0] - 1, key=lambda element: element.start) - 1
    since = parent.end
    for _ in range(_NEAR):
        if at <= parent.index:
            break
        if view.parents[at] == parent.index:
            since = view.ends[at]
            break
        at = view.parents[at] if view.parents[at] >= 0 else at - 1
    return html.masked.find(HOLE, since, span[0]) < 0 and html.masked.find(GAP, since, span[0]) < 0
