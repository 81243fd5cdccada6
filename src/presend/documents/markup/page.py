"""The frame of a page: what it declares, what is to be there once, and where it ends.

WHATWG HTML, 13.1 and 4.2.5.4 (charset). What may be there in one branch of the template only is
left out.
"""

from __future__ import annotations

from bisect import bisect_left

from presend import patterns
from presend.data import foreign
from presend.documents.markup.tokens import END, MODERN, OUTLOOK, RAW_TEXT, START, UNTERMINATED
from presend.documents.templating.holes import GAP, HOLE
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.markup.elements import Element

_SHOWN = frozenset(
    "a abbr acronym address article aside b big blockquote br button caption center cite code dd "
    "del div dl dt em fieldset figure font footer form h1 h2 h3 h4 h5 h6 header hr i img ins kbd "
    "label li main map nav ol p picture pre q s samp section select small span strike strong sub "
    "sup table tbody td textarea tfoot th thead tr tt u ul var video".split()
)
_FAR = 300  # characters of a tag that are looked at
_CHARSET = patterns.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:-]++)", patterns.I)
NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
"""What Outlook on Windows knows by prefix, if the page declares it."""


def charsets(html: Html) -> Iterator[tuple[str | None, Span]]:
    """The charset that each `meta` names, as it is written, and where.

    None where the template fills it in.
    """
    for meta in html.elements("meta"):
        charset = meta.get("charset")
        content = meta.get("content") if "http-equiv" in meta else None
        if charset is not None:
            name, start = charset.text.strip(), charset.span[0]
            yield None if charset.value is None else name, Span(start, start + len(name))
        elif content is not None:
            found = _CHARSET.search(content.text)
            if found and content.value is not None:
                start = content.span[0]
                yield found[1], Span(start + found.start(1), start + found.end(1))
            elif content.value is None:
                yield None, content.span


def has_base(html: Html) -> bool:
    """Whether a `base` says, or may say, which host relative addresses are on."""
    return any("//" in (base.value("href") or "//") for base in html.elements("base"))


def undeclared(html: Html) -> Iterator[tuple[str, Element, Element]]:
    """Each prefix of NAMESPACES that is used and not declared, its first element, the root."""
    told: set[str] = set()
    for name, elements in html.by_name.items():
        prefix = name.partition(":")[0] if ":" in name else ""
        if prefix not in NAMESPACES or prefix in told or html.with_attribute(f"xmlns:{prefix}"):
            continue
        if name == "o:p" or "<?xml:namespace" in html.masked:  # what Word leaves, and declares
            continue
        roots = [root for root in html.by_name.get("html", ()) if root.visible & OUTLOOK]
        used = [element for element in elements if element.visible & OUTLOOK]
        if used and roots and HOLE not in html.masked[roots[0].start : roots[0].end]:
            told.add(prefix)
            yield prefix, used[0], roots[0]


def repeated(html: Html) -> Iterator[tuple[Element, Element]]:
    """Each `html`, `head` and `body` that is not the first for those who see it, and that one."""
    for name in ("html", "head", "body"):
        seen: list[Element] = []
        for element in html.by_name.get(name, ()):
            first = next((each for each in seen[:2] if each.visible & element.visible), None)
            seen.append(element)
            if first is None or html.in_branch(first.start) or html.in_branch(element.start):
                continue
            if name == "head" and not html.masked[slice(*first.content)].strip():
                continue  # for Yahoo's app, which drops the first one
            yield element, first


def after_end(html: Html) -> Span | None:
    """The first content that stands behind `</html>`."""
    if "html" not in html.by_name:
        return None
    content: Span | None = None
    for kind, start, end, visible, name, _, _ in reversed(html.tokens):
        if kind == START and visible & MODERN and name in _SHOWN:
            content = Span(start, end)
        elif kind == END and name == "html":
            if html.masked[end:].strip():
                spans = [content] if content is not None else []
                spans += _first_text(html, end)
                if spans and not html.in_branch(start) and not html.in_branch(min(spans)[0]):
                    return min(spans)
            return None
    return None


def _first_text(html: Html, offset: int) -> Iterator[Span]:
    for run in html.runs[bisect_left(html.runs, offset, key=lambda run: run.start) :]:
        text = html.masked[run.start : run.end]
        bare = text.strip(f" \t\r\n\f\ufeff{HOLE}{GAP}")
        if bare and run.visible & MODERN:
            if not foreign.filled_in(bare) and not bare.startswith(("#", "@", "}")):
                at = run.start + text.index(bare)
                yield Span(at, at + len(bare.partition("\n")[0]))
            return


def endless(html: Html) -> Element | None:
    """The first element of raw text that nothing ends and that takes markup for its own."""
    for index in html.modern.unclosed if html.whole else ():
        element = html.all_elements[index]
        if element.name in RAW_TEXT and "<" in html.masked[element.end :]:
            return element
    return None


def cut_off(html: Html) -> Span | None:
    """The beginning of a start tag that the end of the text ends."""
    kind, start, end, _, _, _, _ = html.tokens[-1]
    beginning = html.masked[start : min(end, start + _FAR)]
    if kind == UNTERMINATED and beginning[1] != "/" and GAP not in beginning:
        return Span(start, start + 2)
    return None


def shared_identifiers(html: Html) -> Iterator[tuple[str, Element, list[Span]]]:
    """Each `id` that several elements have: the first of them, and where the others name it."""
    named: dict[str, list[Element]] = {}
    for element in html.with_attribute("id"):
        value = element.value("id")
        if value:
            named.setdefault(value, []).append(element)
    for value, elements in named.items():
        if len(elements) > 1:
            first, places = _others(html, elements)
            if places:
                yield value, first, places


def _others(html: Html, elements: Sequence[Element]) -> tuple[Element, list[Span]]:
    certain = [each for each in elements if not html.in_branch(each.start)]
    first = certain[0] if certain else elements[0]
    others = [each for each in certain[1:] if each.visible & first.visible]
    return first, [attribute.whole for each in others if (attribute := each.get("id"))]
