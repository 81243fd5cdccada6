"""The link inventory: everything in a document that leads somewhere, each with its span.

Kinds, and where they come from:

- `click`: what a reader can follow: `href` of `a`, `area`, VML shapes and MJML, `action`,
  `formaction`, a refresh in `meta`;
- `resource`: what a client loads: `src`, `srcset`, `background`, `poster`, CSS `url()`,
  `link`, VML `fill` and `imagedata`;
- `text`: an address in running text, which clients turn into a link, and an anchor's text
  that is itself an address;
- `header`: an address of `List-Unsubscribe` and its like;
- `code`: an address in a string of the template language, in front matter or in structured
  data, which reaches the reader only through the engine.
"""

from __future__ import annotations

from presend import patterns
from presend.data.link_attributes import CLICK, COMPONENT, COMPONENTS, RESOURCE
from presend.documents import urls
from presend.documents.looks import css
from presend.documents.markup import entities
from presend.documents.markup.tokens import MODERN, OUTLOOK
from presend.documents.templating.holes import GAP
from presend.documents.wording import urls_in_text
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    from presend.documents.html import Html
    from presend.documents.markup.elements import Attribute, Element
    from presend.documents.plain import Plain
    from presend.documents.templating.holes import Hole
    from presend.documents.urls import Url
    from presend.source import Source

    LinkKind = Literal["click", "resource", "text", "header", "code"]

_KINDS: dict[str, tuple[tuple[str, LinkKind], ...]] = {
    name: (
        *((attribute, "click") for attribute in CLICK.get(name, ())),
        *((attribute, "resource") for attribute in RESOURCE.get(name, ())),
    )
    for name in {**CLICK, **RESOURCE}
}
_CODE_URL = patterns.compile(
    r"([\"'])((?:https?:)?+(?:\\?/){2}[^\s\"'<>]++"
    r"|(www\.|(?:[A-Za-z0-9-]++\.)++[A-Za-z]{2,}+/)[^\s\"'<>]++)(?=\1)",
    patterns.I,
)
_NAMES_A_FILE = patterns.compile(
    r"\b(?:include|extends|import|from|source|asset|static|render|partial|template)", patterns.I
)
_UNSEEN = patterns.compile("[\xad\u200b-\u200f\u2060\ufeff]++")
_AROUND = (
    " \t\r\n\f\xa0\"'()[]<>,;:!?|\u2018\u2019\u201c\u201d\u201e\xab\xbb\u2039\u203a\u2192\u25ba"
)
_BLANK = " \t\r\n\f"
_PIECE = patterns.compile(r"[^\x1b]++")
_ABSOLUTE = patterns.compile(r"\s*+(?:(?:https?:)?//|(?:mailto|tel|sms):)", patterns.I)
_REFRESH = patterns.compile(r"\s*+[\d.]++\s*+[;,]?\s*+url\s*+=\s*+['\"]?", patterns.I)
_CANDIDATE = patterns.compile(r"[^\s,][^\s]*+")


class Link:
    """One address and where it is written.

    `span` is the address itself, without surrounding white space; `partial` its decoded text
    with HOLE and GAP where a template fills it in, `url` what that says. `attribute` is None for
    CSS, text and headers; `element` is the element around it, if any. `escaped` says that
    character references are read where it stands.
    """

    __slots__ = ("attribute", "element", "escaped", "kind", "partial", "source", "span", "url")

    def __init__(
        self,
        kind: LinkKind,
        source: Source,
        span: Span,
        partial: str,
        element: Element | None = None,
        attribute: Attribute | None = None,
        *,
        escaped: bool = False,
    ) -> None:
        self.kind = kind
        self.source = source
        self.span = span
        self.partial = partial
        self.url = urls.parse(partial)
        self.element = element
        self.attribute = attribute
        self.escaped = escaped or attribute is not None

    @property
    def text(self) -> str:
        """The address as written."""
        return self.source[self.span]

    @property
    def followed(self) -> bool:
        """Whether a reader can follow it: a link, or an address in the text."""
        return self.kind in ("click", "text")

    @property
    def anchor(self) -> Element | None:
        """The `a` element whose text this address stands in."""
        if self.kind != "text" or self.element is None:
            return None
        return self.element if self.element.name == "a" else self.element.inside("a")

    @property
    def shown(self) -> Url | None:
        """The whole text of the linked element, read as an address; None where it is none.

        Quotes and brackets around it do not count, nor do characters that cannot be seen.
        """
        if self.kind != "click" or self.element is None:
            return None
        masked, (start, end) = self.element.html.masked, self.element.content
        if masked.find(".", start, end) < 0 and masked.find("&", start, end) < 0:
            return None
        text = self.element.text()
        text = _UNSEEN.sub("", text).strip(_AROUND)
        return urls.parse(text) if "." in text and len(text.split()) == 1 else None

    @property
    def certain(self) -> bool:
        """Whether it is always sent: it stands in no branch of the template."""
        return self.element is None or not self.element.html.in_branch(self.span[0])

    def place(self, part: str) -> Span:
        """Where the first such part of the address stands; all of it if no part is written so."""
        at = self.text.find(part) if part else -1
        start = self.span[0] + at
        return Span(start, start + len(part)) if at >= 0 else self.span

    def written(self, url: str) -> str:
        """How `url` is to be written in this link's place."""
        if self.kind == "resource" and self.attribute is None:  # in CSS
            url = url.replace("(", "%28").replace(")", "%29").replace("'", "%27")
        if not self.escaped:
            return url
        url = url.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return url.replace('"', "&quot;").replace("'", "&#39;")


class Links(tuple[Link, ...]):
    """The links of a document in reading order, and by what they have in common.

    `by_site` has those whose URL names a host, written or implied, by that; `by_scheme` all, by
    the scheme of their URL, "" where it has none.
    """

    by_scheme: dict[str, list[Link]]
    by_site: dict[str, list[Link]]

    def __new__(cls, links: Iterable[Link]) -> Links:
        made = super().__new__(cls, links)
        made.by_scheme, made.by_site = {}, {}
        for link in made:
            made.by_scheme.setdefault(link.url.scheme, []).append(link)
            if site := link.url.site:
                made.by_site.setdefault(site, []).append(link)
        return made


def of_html(html: Html) -> Links:
    """The links of an HTML document."""
    found: list[Link] = []
    source, masked = html.source, html.masked
    for name, elements in html.by_name.items():
        for attribute_name, kind in _KINDS.get(name, ()):
            for element in elements:
                attribute = element.get(attribute_name)
                if attribute is None:
                    continue
                if attribute_name.endswith("srcset"):
                    found += _of_srcset(source, masked, element, attribute)
                else:
                    found += _of_value(kind, source, masked, element, attribute)
        if name.startswith(COMPONENTS):
            for element in elements:
                for attribute_name in COMPONENT:
                    attribute = element.get(attribute_name)
                    if attribute is not None and _ABSOLUTE.match(attribute.partial):
                        found += _of_value("click", source, masked, element, attribute)
    for element in html.with_attribute("background"):
        attribute = element.get("background")
        assert attribute is not None
        found += _of_value("resource", source, masked, element, attribute)
    for element, start, raw in html.inline_styles:
        for first, last in css.urls_in_attribute(raw):
            place, partial = Span(start + first, start + last), _decoded(raw[first:last])
            found.append(Link("resource", source, place, partial, element, escaped=True))
    for element in html.elements("style", "mj-style"):
        found += _of_sheet(html, element)
    for element in html.elements("meta"):
        found += _of_meta(source, masked, element)
    found += _of_text(html)
    found += _of_code(source, html.holes, html.start)
    for element in html.elements("script"):
        if "ld+json" in (element.value("type") or "").lower():
            found += _strings(source, *element.content)
    found.sort(key=lambda link: link.span)
    return Links(found)


def _of_value(
    kind: LinkKind, source: Source, masked: str, element: Element, attribute: Attribute
) -> Sequence[Link]:
    first, last = attribute.span
    bare = masked[first:last].lstrip(_BLANK)
    start, value = last - len(bare), bare.rstrip(_BLANK)
    span = Span(start, start + len(value))
    if GAP not in value:
        return (Link(kind, source, span, _decoded(value), element, attribute),)
    # The branches of a value: each piece that is an address by itself is a link.
    found: list[Link] = []
    pieces = [p for p in _PIECE.finditer(value) if p[0].strip()]
    absolute = [_ABSOLUTE.match(piece[0]) is not None for piece in pieces]
    if not (value.startswith(GAP) and absolute and absolute[0]):
        found.append(Link(kind, source, span, _decoded(value), element, attribute))
    for index, piece in enumerate(pieces):
        if absolute[index] and piece.start():
            text = piece[0].strip()
            at = start + piece.start() + piece[0].index(text)
            more = index + 1 < len(pieces) and not absolute[index + 1]
            partial = _decoded(text) + GAP * more
            found.append(Link(kind, source, Span(at, at + len(text)), partial, element, attribute))
    return found


def _of_srcset(
    source: Source, masked: str, element: Element, attribute: Attribute
) -> Iterator[Link]:
    """The URL of each candidate of a `srcset` (WHATWG HTML, 4.8.4.2.2)."""
    position, end = attribute.span
    while candidate := _CANDIDATE.search(masked, position, end):
        first, last = candidate.span()
        bare = masked[last - 1] == ","
        while last > first and masked[last - 1] == ",":
            last -= 1
        text = masked[first:last]
        yield Link("resource", source, Span(first, last), _decoded(text), element, attribute)
        comma = candidate.end() if bare else masked.find(",", last, end)
        if comma < 0:
            return
        position = comma if bare else comma + 1


def _of_sheet(html: Html, element: Element) -> Iterator[Link]:
    for place in css.urls(html.masked, *element.content):
        yield Link("resource", html.source, place, html.masked[slice(*place)], element)


def _of_meta(source: Source, masked: str, element: Element) -> Iterator[Link]:
    """Where a refresh leads, and the addresses of microdata, which Gmail acts on."""
    attribute = element.get("content")
    if attribute is None:
        return
    start, end = attribute.span
    if "itemprop" in element and _ABSOLUTE.match(masked, start, end):
        yield from _of_value("code", source, masked, element, attribute)
    if (element.value("http-equiv") or "").lower() != "refresh":
        return
    if opening := _REFRESH.match(masked, start, end):
        at = opening.end()
        text = masked[at:end].rstrip(" \t\r\n\f'\"")
        yield Link("click", source, Span(at, at + len(text)), _decoded(text), element, attribute)


def _of_text(html: Html) -> Iterator[Link]:
    masked = html.masked
    modern: _Around | None = None
    outlook: _Around | None = None
    for run in html.runs:
        if run.blank or not run.visible:
            continue
        piece = masked[run.start : run.end]
        if not urls_in_text.may_hold(piece):
            continue
        text, origin = entities.decode_mapped(piece)
        for place in urls_in_text.find(text):
            if text[place[1] :] in ("", ".") and urls_in_text.is_cut(
                masked, run.end, text[slice(*place)]
            ):
                continue
            if run.visible & MODERN:
                around = modern = modern or _Around(html, MODERN)
            else:
                around = outlook = outlook or _Around(html, OUTLOOK)
            element = around.element(run.start)
            span = Span(run.start + origin[place[0]], run.start + origin[place[1]])
            partial = text[place[0] : place[1]]
            yield Link("text", html.source, span, partial, element, escaped=True)


class _Around:
    """The innermost open element at offsets that only grow, of those that some viewers see."""

    __slots__ = ("_at", "_elements", "_open")

    def __init__(self, html: Html, seen: int) -> None:
        self._elements = [each for each in html.all_elements if each.visible & seen]
        self._open: list[Element] = []
        self._at = 0

    def element(self, offset: int) -> Element | None:
        """The element around an offset; None: it stands in none."""
        while self._at < len(self._elements) and self._elements[self._at].start < offset:
            self._close(self._elements[self._at].start)
            self._open.append(self._elements[self._at])
            self._at += 1
        self._close(offset)
        return self._open[-1] if self._open else None

    def _close(self, offset: int) -> None:
        while self._open and self._open[-1].outer[1] <= offset:
            self._open.pop()


def _of_code(source: Source, holes: Sequence[Hole], start: int) -> Iterator[Link]:
    """What the engine fills in: strings in its own language, and front matter up to `start`."""
    text = source.text
    for span in urls_in_text.find(text[:start]) if start else ():
        yield Link("code", source, span, source[span])
    for hole in holes:
        if hole.kind != "comment" and text.find("/", hole.start, hole.end) >= 0:
            yield from _strings(source, hole.start, hole.end, bare=True)


def _strings(source: Source, start: int, end: int, *, bare: bool = False) -> Iterator[Link]:
    """The quoted strings that are addresses; `bare`: those without a scheme as well."""
    until = start
    if bare:
        file = _NAMES_A_FILE.search(source.text, start, end)
        until = end if file is None else file.start()
    for found in _CODE_URL.finditer(source.text, start, end):
        if not found[3] or found.start() < until:
            yield Link("code", source, Span(*found.span(2)), found[2].replace("\\/", "/"))


def of_plain(plain: Plain) -> Links:
    """The links of a plain text."""
    found = [
        Link("text", plain.source, span, plain.masked[span[0] : span[1]])
        for span in urls_in_text.find(plain.masked)
    ]
    found += _of_code(plain.source, plain.holes, plain.start)
    return Links(sorted(found, key=lambda link: link.span))


def _decoded(text: str) -> str:
    return entities.decode(text, attribute=True)
