"""A mail and the places of its findings in, a copy of it fit to be looked at out.

The copy is written anew from the tokens, and not cut out of the mail: only elements and
attributes known to be harmless are in it, each value stands in quotes, each `<` of a text is
escaped. So a browser reads nothing else out of it than what was put in, whatever the mail is
made of. What it shows besides: images as boxes of their size, output holes as they are
written, every branch of a template, and numbered marks at the places of findings.

It is meant for a sandboxed frame that runs no script and loads nothing, which would do by
itself. Links lead nowhere: `about:srcdoc#-` is a place in the frame that is not there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from presend import patterns
from presend.documents.markup.tokens import COMMENT, END, MODERN, OUTLOOK, RAW_TEXT, START
from presend.documents.markup.tree import VOID
from presend.reporters.html import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.markup.elements import Element
    from presend.finding import Severity

LIMIT = (
    2_000_000  # code points of a mail that is shown, half those of its copy; Gmail clips at 102 KB
)

BEFORE = "before the mail begins"
HEAD = "in the head of the mail"
HIDDEN = "in text that readers do not see"
ONLY_OUTLOOK = "in what only Outlook on Windows sees"
STYLES = "in a style sheet"
UNSEEN = "in a comment, or in code that is not shown"

_TEXT = -1
_WORST: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
# Where a browser moves what is no cell out of the table.
_ROWS = frozenset("table tbody thead tfoot tr colgroup".split())
_WRITTEN = frozenset(("textarea", "xmp", "plaintext"))
_DARK = patterns.compile(r"color-scheme", patterns.I)


class Mark(NamedTuple):
    """A finding: its number, its place in the mail's text, how severe it is."""

    number: int
    start: int
    end: int
    severity: Severity


class Copy(NamedTuple):
    """The copy, the text of a document; and where those findings are that have no mark in it."""

    text: str
    unmarked: dict[int, str]


class _Piece(NamedTuple):
    """A token or the text between two, and what becomes of it.

    `name` is that of a tag, or of the raw text element that a text stands in; `parent` the
    nearest element of the copy around it; `unseen` why nothing can be seen there.
    """

    start: int
    end: int
    kind: int
    name: str
    copied: bool
    element: Element | None
    parent: Element | None
    unseen: str


def has_dark_styles(html: Html) -> bool:
    """Whether the mail says anything of colour schemes."""
    return _DARK.search(html.source.text) is not None


def copy(parts: Sequence[tuple[Html, Sequence[Mark]]], *, dark: bool = False) -> Copy:
    """The copy of a mail with marks, as clients show it that prefer a light or a dark scheme.

    A mail of several parts shows one after the other. `parts` names each with its findings.
    """
    written, schemes = [], ""
    unmarked: dict[int, str] = {}
    for html, marks in parts:
        copyist = _Copyist(html, dark)
        written.append(copyist.write(marks))
        unmarked |= copyist.unmarked
        schemes = schemes or copyist.schemes()
    return Copy(harmless.head(schemes=schemes) + "".join(written), unmarked)


def _pieces(html: Html) -> Iterator[_Piece]:
    """The whole text in reading order."""
    ends, elements = html.modern.ends, html.all_elements
    opened: list[Element] = []  # of those that are copied
    done = skip = in_head = html.start
    index, raw, visible = -1, "", MODERN | OUTLOOK
    element: Element | None = None

    def unseen(at: int) -> str:
        if not visible & MODERN:
            return ONLY_OUTLOOK if visible & OUTLOOK else UNSEEN
        if at < in_head:
            return HEAD
        return UNSEEN if at < skip else ""

    def text(start: int, end: int) -> _Piece:
        why = unseen(start) or (UNSEEN if raw and raw not in _WRITTEN else "")
        copied = not why or (raw == "style" and start >= skip and bool(visible & MODERN))
        copied = copied or (not raw and why == HEAD and start >= skip)
        within = element if raw == "style" else None
        why = STYLES if copied and raw == "style" else why
        return _Piece(start, end, _TEXT, raw, copied, within, _last(opened), why)

    for kind, start, end, seen, name, _, _ in html.tokens:
        if start > done:
            yield text(done, start)
        while opened and ends[opened[-1].index] <= start:
            opened.pop()
        visible, raw = seen, ""
        element = None
        copied = bool(seen & MODERN) and start >= skip and name in harmless.TAGS
        if kind == START:
            index += 1
            element = elements[index]
            if seen & MODERN:
                raw = name if name in RAW_TEXT else ""
                if name == "head":
                    in_head = max(in_head, ends[index])
                if name in harmless.LEFT_OUT:
                    skip = max(skip, ends[index])
        elif kind == END:
            copied = copied and name not in VOID
        else:
            copied = False
        why = unseen(start) or (UNSEEN if kind == COMMENT else "")
        yield _Piece(start, end, kind, name, copied, element, _last(opened), why)
        if copied and element is not None and ends[index] > end:
            opened.append(element)
        done = end
    if done < len(html.source.text):
        yield text(done, len(html.source.text))


def _last(opened: Sequence[Element]) -> Element | None:
    return opened[-1] if opened else None


class _Copyist:
    """Places the marks, then writes."""

    def __init__(self, html: Html, dark: bool) -> None:
        self.html = html
        self.text = html.source.text
        self.dark = dark
        self.has_body = bool(html.elements("body"))
        self.starts = [hole.start for hole in html.holes]
        self.out: list[str] = []
        self.on: dict[int, list[Mark]] = {}  # by the index of an element
        self.at: dict[int, list[Mark]] = {}  # by the start of a text, or of what shows nothing
        self.whole: list[Mark] = []
        self.unmarked: dict[int, str] = {}
        self.taken = 0  # px of badges at one spot

    def write(self, marks: Sequence[Mark]) -> str:
        pieces = list(_pieces(self.html))
        starts = [piece.start for piece in pieces]
        for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.number)):
            at = bisect_right(starts, mark.start) - 1
            if at < 0:
                self.unmarked[mark.number] = BEFORE
            else:
                self._place(mark, pieces[at])
        bodies = (p.element for p in pieces if p.copied and p.element and p.name == "body")
        body = next(bodies, None)
        if body is None:
            self._badges(self.whole, "presend-whole")
        waiting: list[Mark] = []  # marks of rows, for the first cell after
        for piece in pieces:
            if piece.kind == _TEXT and piece.name != "style":
                if piece.copied:
                    self._run(piece)
                continue
            self._badges(self.at.get(piece.start, ()))
            if not piece.copied:
                continue
            if piece.kind == _TEXT:
                self._sheet(piece)
            elif piece.element is None:
                self.out.append(f"</{piece.name}>")
                self.taken = 0
            else:
                self._tag(piece, piece.element, waiting)
                if piece.element is body:
                    self._badges(self.whole, "presend-whole")
        self._badges(waiting)
        return "".join(self.out)

    def schemes(self) -> str:
        """What its head says of the colour schemes that it supports."""
        for element in self.html.elements("meta"):
            if (element.value("name") or "").strip().lower() == "color-scheme":
                return harmless.one_scheme(element.value("content") or "", dark=self.dark)
        return ""

    def _place(self, mark: Mark, piece: _Piece) -> None:
        """Note where a mark goes, or why it goes nowhere."""
        element = piece.element if piece.copied else None
        around = element or piece.parent
        if element is not None and element.name in ("html", "body"):
            self.whole.append(mark)
        elif piece.unseen:
            self.unmarked[mark.number] = piece.unseen
        elif around is None:
            self.at.setdefault(piece.start, []).append(mark)
        elif self.html.styling.of(around).hidden:
            self.unmarked[mark.number] = HIDDEN
        elif element is not None:
            self.on.setdefault(element.index, []).append(mark)
        elif around.name == "html":
            self.whole.append(mark)
        elif around.name in _ROWS:
            self.on.setdefault(around.index, []).append(mark)
        else:
            self.at.setdefault(piece.start, []).append(mark)

    def _tag(self, piece: _Piece, element: Element, waiting: list[Mark]) -> None:
        marks = self.on.get(element.index, [])
        name, cell = piece.name, piece.name in harmless.CELLS
        moved = piece.parent is not None and piece.parent.name in _ROWS
        row = moved and name in _ROWS
        inside = (cell or moved) and name not in VOID
        if row:
            waiting += marks
        elif not inside:
            self._badges(marks, "presend-on")
        outline = f' data-presend="{_worst(marks)}"' if marks else ""
        self.out.append(f"<{name}{harmless.attributes(element, self._css)}{outline}>")
        self.taken = 0 if name in VOID else self.taken
        if cell:
            marks = [*waiting, *marks]
            waiting.clear()
        if inside and not row:
            self._badges(marks, "presend-in")

    def _sheet(self, piece: _Piece) -> None:
        assert piece.element is not None
        kind = piece.element.value("type") or "text/css"
        if kind.strip().lower() == "text/css":
            media = harmless.media(piece.element, self._css)
            self.out.append(f"<style{media}>{self._css(piece.start, piece.end)}</style>")

    def _run(self, piece: _Piece) -> None:
        at = piece.start
        for start, end, marks in self._clusters(piece):
            self._literal(at, start, piece)
            some = any(kind in (None, "output") for _, _, kind in self._parts(start, end))
            self._badges(marks, "presend-on" if some else "")
            if some:
                self.out.append(f'<span class="presend-text" data-presend="{_worst(marks)}">')
                self._literal(start, end, piece)
                self.out.append("</span>")
            at = end
        self._literal(at, piece.end, piece)

    def _clusters(self, piece: _Piece) -> Iterator[tuple[int, int, list[Mark]]]:
        """The marks in a text, those that overlap together; none cuts a hole."""
        start = end = piece.start
        together: list[Mark] = []
        for mark in self.at.get(piece.start, ()):
            first = max(self._around(mark.start)[0], piece.start)
            last = min(self._around(max(mark.end, mark.start))[1], piece.end)
            if together and first >= end:
                yield start, end, together
                together = []
            start = start if together else max(first, end)
            end = max(end, last, start)
            together.append(mark)
        if together:
            yield start, end, together

    def _around(self, at: int) -> tuple[int, int]:
        """The hole in the midst of which a place is, else the place."""
        before = bisect_left(self.starts, at) - 1
        if before >= 0 and (hole := self.html.holes[before]).end > at:
            return hole.start, hole.end
        return at, at

    def _literal(self, start: int, end: int, piece: _Piece) -> None:
        """A text, with those of its holes that become text."""
        outside = piece.parent is not None and piece.parent.name == "html" and self.has_body
        for first, last, kind in self._parts(start, end):
            written = self.text[first:last]
            if kind is None:
                self.out.append(written.replace("<", "&lt;"))
                self.taken = self.taken if written.isspace() else 0
            elif kind == "output" and not outside and not piece.unseen:
                self.out.append(f'<span class="presend-hole">{harmless.escaped(written)}</span>')
                self.taken = 0

    def _css(self, start: int, end: int) -> str:
        """CSS without its holes."""
        pieces = [
            self.text[first:last] if kind is None else "presend" if kind == "output" else " "
            for first, last, kind in self._parts(start, end)
        ]
        return harmless.css("".join(pieces), dark=self.dark)

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
        """A stretch in parts: what stands there literally (None), and holes with their kind."""
        at = max(bisect_right(self.starts, start) - 1, 0)
        done = start
        while done < end and at < len(self.starts) and self.starts[at] < end:
            hole = self.html.holes[at]
            at += 1
            if hole.end <= done:
                continue
            if hole.start > done:
                yield done, hole.start, None
            yield max(hole.start, done), min(hole.end, end), hole.kind
            done = min(hole.end, end)
        if done < end:
            yield done, end, None

    def _badges(self, marks: Sequence[Mark], how: str = "") -> None:
        if not marks:
            return
        each = "".join(f'<b id="presend-{mark.number}">{mark.number}</b>' for mark in marks)
        beside = f' style="margin-left:{self.taken}px!important"' if self.taken else ""
        classes = f"presend-badge {_worst(marks)} {how}".rstrip()
        self.out.append(f'<span class="{classes}"{beside}>{each}</span>')
        self.taken += sum(12 + 7 * len(str(mark.number)) for mark in marks)


def _worst(marks: Sequence[Mark]) -> Severity:
    return min((mark.severity for mark in marks), key=_WORST.__getitem__)
