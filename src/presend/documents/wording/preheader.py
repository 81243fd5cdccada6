"""The preheader: the hidden block at the top of a mail that the inbox shows after the subject.

Clients fill their preview with the first text of the body, hidden or not. That one block of it
is hidden is everybody's practice; what else is hidden is another matter (hidden-content).
"""

from __future__ import annotations

from bisect import bisect_left

from presend.data.subjects import FILLER
from presend.documents.markup import entities
from presend.documents.templating.holes import GAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.html import Html
    from presend.documents.markup.elements import Element
    from presend.source import Span


class Preheader:
    """The block: the outermost element that is hidden, and what it says.

    `text` is decoded, white space and filler (zero-width joiners, blanks) around it left out;
    HOLE and GAP stand where a template fills it in.
    """

    __slots__ = ("element", "text")

    def __init__(self, element: Element, text: str) -> None:
        self.element = element
        self.text = text

    @property
    def span(self) -> Span:
        """What stands inside the block."""
        return self.element.content


def of_html(html: Html) -> Preheader | None:
    """The preheader of a document, `mj-preview` in MJML; None if it begins with visible text."""
    if html.mjml:
        preview = next(iter(html.elements("mj-preview")), None)
        return None if preview is None else _read(html, preview)
    bodies = html.elements("body")
    start = bodies[0].end if bodies else html.start
    styling = html.styling
    for run, element, style in styling.texts:
        if run.start < start:
            continue
        text = entities.decode(html.masked[run.start : run.end]).strip(FILLER)
        if not text or (not text.strip(FILLER + GAP) and not _fills(html, run.start, run.end)):
            continue
        if element is None or not style.hidden:
            return None
        for around in element.ancestors():
            if not styling.of(around).concealed:
                break
            element = around
        return _read(html, element)
    return None


def _fills(html: Html, start: int, end: int) -> bool:
    """Whether a hole between two offsets puts text there (`{% translate "…" %}`)."""
    holes = html.holes
    at = bisect_left(holes, start, key=lambda hole: hole.start)
    while at < len(holes) and holes[at].start < end:
        if holes[at].kind == "output":
            return True
        at += 1
    return False


def _read(html: Html, element: Element) -> Preheader:
    text = html.text_of(element.content, element.visible)
    return Preheader(element, " ".join(text.strip(FILLER).split()))
