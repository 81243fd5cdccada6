"""Which way the text of a document runs: what its letters tell, and what it says of it.

By `dir` (WHATWG HTML, 3.2.6.4) or by `direction` in CSS, which webmail keeps as well.
"""

from __future__ import annotations

from presend import patterns
from presend.data import languages
from presend.documents.markup import entities
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.documents.html import Html
    from presend.documents.looks.css import Declaration

_FIRST = "\u0590"  # of the letters that run from right to left
_SHARE = 0.3  # of all letters
_LETTER = r"[^\W\d_]"
_REFERENCES = ("&#14", "&#15", "&#16", "&#17", "&#x05", "&#x5", "&#x06", "&#x6", "&#X")


def letters(html: Html) -> int:
    """How many letters of any script a document shows."""
    shown = html.text_of((html.start, len(html.masked)))
    return len(patterns.compile(_LETTER).findall(shown))


def right_to_left(html: Html) -> Span | None:
    """The first text in a right-to-left script that nothing says is one, if much of it is."""
    source = html.source.text
    if source.isascii() and not _refers(source):
        return None
    script = patterns.compile(languages.RTL_LETTERS)
    first, count = None, 0
    for run in html.runs:
        piece = html.masked[run.start : run.end]
        if "&#" not in piece and (piece.isascii() or max(piece) < _FIRST):
            continue
        if found := len(script.findall(entities.decode(piece))):
            count += found
            text = piece.strip()
            start = run.start + piece.index(text)
            first = first or Span(start, start + len(text))
    if first is None or count < _SHARE * letters(html):
        return None
    if any("rtl" in (each.value("dir") or "rtl").lower() for each in html.with_attribute("dir")):
        return None
    return first if "direction" not in source or not _styled(html) else None


def _refers(text: str) -> bool:
    """Whether a character reference may stand for a letter of a right-to-left script."""
    at = text.find("&#")
    while at >= 0:
        if text.startswith(_REFERENCES, at):
            return True
        at = text.find("&#", at + 2)
    return False


def section_by_section(html: Html) -> bool:
    """Whether elements that say their direction hold most of the body, together."""
    root = html.root
    if root is None:
        return False
    ways = html.with_attribute("dir")
    if "direction" in html.source.text:
        ways = ways + [each for each in html.with_attribute("style") if _directed(each.style)]
    start, end = next(iter(html.elements("body")), root).content
    held = reach = start
    for first, last in sorted(each.outer for each in ways):
        held += max(last - max(first, reach), 0)
        reach = max(reach, last)
    return 2 * (held - start) > end - start


def _directed(block: Iterable[Declaration]) -> bool:
    return any(declaration.name == "direction" for declaration in block)


def _styled(html: Html) -> bool:
    """Whether CSS says that something runs from right to left."""
    blocks = [element.style for element in html.with_attribute("style")]
    blocks += [list(rule.declarations) for _, sheet in html.sheets for rule in sheet.rules]
    return any(
        declaration.name == "direction" and "ltr" not in declaration.value
        for block in blocks
        for declaration in block
    )
