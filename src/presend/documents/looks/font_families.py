"""The lists of font families in a document, each with its place (CSS Fonts 4, 2.1).

They stand in `font-family` and `font` of styles and sheets, and in the attributes `face` and
`font-family`. What a list looks like is judged once for all documents.
"""

from __future__ import annotations

from presend import patterns
from presend.data import fonts
from presend.documents.looks import css, tag_styles
from presend.documents.markup.tokens import OUTLOOK
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.looks.css import Declaration

_SIZE = patterns.compile(r"\d(?:px|pt|r?em|%|v[wh])(?:\s*+/\s*+[^\s,/]++)?\s++(?=\S)", patterns.I)
_FONT = patterns.compile(r"font(?:-family)?+[^a-z:;-]*+:", patterns.I)
_BARE = patterns.compile(r"[A-Za-z][^\"']*\s\d")


def lacks_quotes(name: str, families: str) -> bool:
    """Whether a family of a list has a word that begins with a digit and stands in no quotes."""
    bare = f"'{name}'" not in families and f'"{name}"' not in families
    return bare and _BARE.match(name) is not None


def doubtful(html: Html) -> Iterator[tuple[int, str]]:
    """Where each list of families starts that may want something, and the list as written."""
    masked = html.masked
    for element in html.with_attribute("style"):
        tag = tag_styles.of(element)
        for at, families in _STYLES[tag.style]:
            yield element.start + tag.offset + at, families
    for _, sheet in html.sheets:
        for style in sheet.rules:
            yield from _of(masked, style.declarations)
    for name in ("face", "font-family"):
        for element in html.with_attribute(name):
            attribute = element.get(name)
            if attribute is not None and _WANTED[attribute.text]:
                yield attribute.span[0], attribute.text


def _in_style(raw: str) -> tuple[tuple[int, str], ...]:
    if _FONT.search(raw) is None:
        return ()
    for name, value, _, _, _, _ in css.split(raw):
        if name == "font" or (name == "font-family" and _WANTED[value]):
            return tuple(_of(raw, css.declarations(raw, 0, len(raw), attribute=True)))
    return ()


_STYLES = Memo(_in_style)


def _of(masked: str, declarations: Sequence[Declaration]) -> Iterator[tuple[int, str]]:
    for declaration in declarations:
        if declaration.name == "font-family" or declaration.name == "font":
            families, start = declaration.value.rstrip(), declaration.span[0]
            if declaration.name == "font":
                sized = _SIZE.search(families)
                if sized is None:
                    continue
                families, start = families[sized.end() :], start + sized.end()
            if masked.startswith(families, start) and _WANTED[families]:
                yield start, families


def _wants(families: str) -> bool:
    """Whether a list lacks a fallback, or a quotation mark somewhere."""
    names = fonts.names(families)
    return (
        bool(names)
        and not (HOLE in families or GAP in families or "(" in families)
        and (all(not fonts.is_known(name) for name in names) or any(map(_BARE.match, names)))
    )


_WANTED = Memo(_wants)


def seen(html: Html) -> Iterator[str]:
    """The lists of families that Outlook on Windows sees."""
    blocks = [each.style for each in html.with_attribute("style") if each.visible & OUTLOOK]
    blocks += [
        list(each.declarations)
        for element, sheet in html.sheets
        if element.visible & OUTLOOK
        for each in sheet.rules
        if not each.around
    ]
    for declaration in (each for block in blocks for each in block):
        if declaration.name == "font-family":
            yield declaration.value
        elif declaration.name == "font" and (sized := _SIZE.search(declaration.value)):
            yield declaration.value[sized.end() :]
