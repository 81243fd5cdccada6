"""What readers see of a mail: a document in, its visible text and the words in it out.

Hidden text, what stands in a head, previews and alternative texts do not count.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from presend import patterns
from presend.data.branches import LOOPS, inside
from presend.documents.looks import tag_styles
from presend.documents.markup import entities
from presend.documents.markup.tokens import MODERN
from presend.documents.templating import holes
from presend.documents.templating.holes import GAP, HOLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presend.documents.html import Html, TextRun
    from presend.documents.markup.elements import Element
    from presend.documents.templating.holes import Hole

_ADDRESS = patterns.compile(
    r"(?:https?://|www\.)[^\s<>]++|(?<![^\s<>@])[^\s<>@]++@[^\s<>@]++", patterns.I
)
_WORD = patterns.compile(r"[^\W_\d]{2,}+")
# Scripts that do without spaces: a sign counts as a word there.
_DENSE = r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
_BLANK = patterns.compile(r"[\s\x1b\xad\u034f\u2007\u200b-\u200f\u2060\u2800\ufeff]++")
_PIXELS = patterns.compile(r"\s*+(\d{1,5})(?:\.\d*+)?\s*+(?:px)?\s*+\Z", patterns.I)
_DECORATION = patterns.compile(
    r"logo|icon|social|spacer|pixel|badge|avatar|facebook|twitter|instagram|linkedin|youtube|open"
    r"|transparent|blank|clear\b|shim|corner|border-|divider|bullet|arrow|stars?\b|rating|footer"
)
_CONTENT = 10_000  # px², from which an image counts (rspamd counts from 100 by 100)
_WIDE, _HIGH = 350, 90  # px, below which an image is a logo
_NARROW, _LOW, _LARGE = 150, 70, 10_000  # px
_BODY = patterns.compile(
    r"content|body|message|html|desc|intro|copy|paragraph|summary|article|story|yield|children"
    r"|block|include|render|main|markdown|rich|(?<!\w)text(?!\w)|\|\s*+(?:raw|safe)\b|\{!!",
    patterns.I,
)
_FILLED = patterns.compile(r"\x1a[\x1a\x1b]*+")
_FOOTER = patterns.compile(
    r"foot|legal|unsub|disclaim|copyright|imprint|impressum|fine|small|subtext|sub\b|terms",
    patterns.I,
)
_COPYRIGHT = ("©", "&copy;", "&#169;", "(c) 2", "ll rights reserved", "LL RIGHTS RESERVED")
_BLOCKS = frozenset(("td", "table", "div", "p", "center"))


def runs(html: Html) -> list[TextRun]:
    """The text that readers see, in reading order."""
    in_head = within(html, "mj-head", "mj-preview")
    hidden: dict[int, bool] = {}
    found: list[TextRun] = []
    for run, _, style in html.styling.texts:
        key = id(style)
        if key not in hidden:
            hidden[key] = style.hidden is not None
        if not hidden[key] and not in_head(run.start):
            found.append(run)
    return found


def within(html: Html, *names: str) -> Callable[[int], bool]:
    """A function from an offset to whether it stands inside an element of one of the names."""
    spans = [each.content for each in html.elements(*names)]
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))

    def inside(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at]

    return inside


def in_footer(html: Html) -> Callable[[int], bool]:
    """A function from an offset to whether it stands in the footer.

    That is what is called so in a class or an id, and all from the block on that holds the way
    out or the copyright in the lower half.
    """
    masked = html.masked
    half = len(masked) // 2
    marks = [way.span[0] for way in html.opt_outs] + [masked.find(c, half) for c in _COPYRIGHT]
    start = min((mark for mark in marks if mark > half), default=len(masked))
    elements = html.all_elements
    for element in elements[bisect_right(elements, half, key=lambda each: each.start) :]:
        if element.name in _BLOCKS:
            if element.start >= start:
                break
            if start < element.outer[1]:
                start = element.start
                break
    known: dict[str, bool] = {}
    spans: list[tuple[int, int]] = []
    for element in [*html.with_attribute("class"), *html.with_attribute("id")]:
        tag = tag_styles.of(element)
        for name in (*(tag.classes or ()), tag.id or ""):
            if name not in known:
                known[name] = _FOOTER.search(name) is not None
            if known[name]:
                spans.append(element.outer)
                break
    return inside([*spans, (start, len(masked) + 1)])


def text(html: Html, start: int = 0, end: int | None = None) -> str:
    """The visible text between two offsets, decoded, on one line; HOLE where it is filled in.

    A hole is one HOLE, however long its code; blanks that only fill a line are left out.
    """
    pieces = [
        html.masked[max(run.start, start) : run.end if end is None else min(run.end, end)]
        for run in html.shown
        if run.visible & MODERN and run.end > start and (end is None or run.start < end)
    ]
    joined = entities.decode(" ".join(pieces))
    if HOLE in joined:
        joined = _FILLED.sub(HOLE, joined)
    return _BLANK.sub(" ", joined).strip()


def fills_text(html: Html) -> bool:
    """Whether a tag in the visible text may bring all of it (`{{ content }}`)."""
    text = html.source.text
    said = [text[hole.start : hole.end] for hole in _outputs(html)]
    return _BODY.search("\n".join(said)) is not None


def repeated(html: Html) -> int:
    """How many tags in the visible text stand in a loop, so that they bring text several times."""
    text = html.source.text
    if not holes.may_branch(text):
        return 0
    in_loop = inside(
        (branch.marks[0].start, branch.marks[-1].end if branch.closed else len(text))
        for branch in holes.branches(text, html.holes)
        if branch.word in LOOPS
    )
    return sum(in_loop(hole.start) for hole in _outputs(html))


def _outputs(html: Html) -> list[Hole]:
    """The tags in the visible text that print."""
    if not html.holes or not html.shown:
        return []
    starts = [run.start for run in html.shown]
    return [
        hole
        for hole in html.holes
        if hole.kind == "output"
        and html.shown[bisect_right(starts, hole.start) - 1].end > hole.start >= starts[0]
    ]


def words(text: str) -> list[str]:
    """The words of a text in lower case, numbers and addresses left out.

    In scripts that do without spaces each sign is one.
    """
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    text = text.replace(GAP, " ").lower()
    if not text.isascii():
        dense = patterns.compile(_DENSE)
        if dense.search(text):
            return dense.findall(text) + _WORD.findall(dense.sub(" ", text))
    return _WORD.findall(text)


class Picture:
    """An image that readers see. Sizes are in px, None where they are not known."""

    __slots__ = ("element", "height", "linked", "width")

    def __init__(
        self, element: Element, width: int | None, height: int | None, *, linked: bool
    ) -> None:
        self.element = element
        self.width = width
        self.height = height
        self.linked = linked

    @property
    def decorates(self) -> bool:
        """Whether it is a logo, an icon or a counter and not what the mail is about."""
        width, height = self.width, self.height
        if width is not None and height is not None:
            return width * height < _CONTENT or (width < _WIDE and height < _HIGH)
        if (width or _LARGE) < _NARROW or (height or _LARGE) < _LOW:
            return True
        tag = self.element.html.source[self.element.span].lower()
        return _DECORATION.search(tag) is not None


def pictures(html: Html) -> list[Picture]:
    """The images that readers see, in reading order."""
    found = []
    in_link = within(html, "a")
    for element in html.elements("img", "mj-image"):
        if element.visible & MODERN and html.styling.of(element).concealed is None:
            width, height = _length(element, "width"), _length(element, "height")
            linked = in_link(element.start) or "href" in element
            found.append(Picture(element, width, height, linked=linked))
    return found


def _length(element: Element, name: str) -> int | None:
    written = element.value(name) or ""
    found = _PIXELS.match(written)
    if found is None:
        for declaration in element.style:
            if declaration.name == name and declaration.known:
                found = _PIXELS.match(declaration.value) or found
    return int(found[1]) if found else None
