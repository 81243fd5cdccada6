"""Tables: an Html in, which of them hold data, and what stands in a table but in no cell, out.

Parsers move the latter in front of the table (WHATWG HTML, 13.2.6.4.9, foster parenting);
a table directly in a row ends the table around it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from presend import patterns
from presend.data import foreign
from presend.documents.markup.tokens import MODERN
from presend.documents.templating.holes import GAP, HOLE
from presend.finding import brief
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
_ROWS = 2  # of several short texts look like data
_SHORT = 40  # characters of a cell
_SAMPLE = 20  # rows that are looked at
_FILLED = patterns.compile(f"[{HOLE}{GAP}]++")


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
            yield Span(start, start + len(text)), around, f'"{brief(text, 30)}"'


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


class Cells:
    """The cells of the tables of a document, row by row, as those who see them build them."""

    __slots__ = ("_html", "_marked", "_nearest", "_nesting", "_rows")

    def __init__(self, html: Html) -> None:
        self._html = html
        self._nearest: list[int] = []  # the table around each element, -1 where there is none
        self._rows: dict[int, list[list[Element]]] = {}
        self._marked: set[int] = set()
        self._nesting: set[int] = set()
        self._read()
        if html.holes:
            self._read_holes()

    def _read(self) -> None:
        nearest, rows, marked = self._nearest, self._rows, self._marked
        modern, outlook = self._html.modern.parents, self._html.outlook.parents
        for element in self._html.all_elements:
            index, name = element.index, element.name
            parent = outlook[index] if element.outlook_only else modern[index]
            table = index if name == "table" else nearest[parent] if parent >= 0 else -1
            nearest.append(table)
            if name == "table" and parent >= 0:
                self._nesting.add(nearest[parent])
            if name == "tr":
                rows.setdefault(table, []).append([])
            elif name == "th" or name == "caption":
                marked.add(table)
            elif name == "td":
                if "scope" in element.places or "headers" in element.places:
                    marked.add(table)
                if rows.get(table):
                    rows[table][-1].append(element)

    def _read_holes(self) -> None:
        """The tables whose rows or cells come from elsewhere may hold data."""
        outputs = [hole.start for hole in self._html.holes if hole.kind == "output"]
        for run, element, _ in self._html.styling.texts:
            if element is not None and element.name in _PARTS:
                at = bisect_left(outputs, run.start)
                if at < len(outputs) and outputs[at] < run.end:
                    self._marked.add(self._nearest[element.index])

    def may_be_data(self, table: Element) -> bool:
        """Whether a table has header cells or a caption, or what brings its rows may bring some."""
        return table.index in self._marked

    def look_like_data(self, table: Element) -> bool:
        """Whether most rows of a table hold several short texts and nothing else."""
        if table.index in self._nesting:
            return False
        full = [cells for cells in self._rows.get(table.index, ()) if len(cells) > 1][:_SAMPLE]
        texts = [[_text(cell) for cell in cells] for cells in full]
        said = [each for each in texts if any(each)]  # the others only make room
        data = [each for each in said if _are_data(each)]
        if 3 * len(data) < 2 * len(said) or any(_holds_more(each) for row in full for each in row):
            return False
        looped = any(self._html.in_branch(cells[0].start) for cells in full)
        return len(data) >= (1 if looped else _ROWS)


def _text(cell: Element) -> str:
    """The text of a cell, what a hole fills in as one character."""
    return _FILLED.sub(HOLE, " ".join(cell.text().split()))


def _are_data(texts: list[str]) -> bool:
    filled = [text for text in texts if text]
    return len(filled) > 1 and 2 * len(filled) >= len(texts) and all(map(_is_short, filled))


def _is_short(text: str) -> bool:
    return len(text) <= _SHORT and (HOLE in text or any(map(str.isalnum, text)))


def _holds_more(cell: Element) -> bool:
    return any(
        each.name in ("table", "img", "ul", "input", "h1", "h2") for each in cell.descendants()
    )
