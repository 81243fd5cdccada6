"""What a template takes from elsewhere: a document in, its includes out.

An include names a file of the project (`{% include "footer.html" %}`, `{{> footer}}`,
`<%= render "footer" %>`, `<mj-include path="footer.mjml">`), a base that it extends, or a
place that another template, the ESP or its editor fills (`{% block %}`, `{{ content }}`,
`<%= yield %>`, `{% dnd_area %}`, `<slot>`). A page that is only begun goes on in a file that is
sent after it, which is such a place as well. What a mail lacks it may have from there: rules on
what is missing ask `reach` before they judge.

Files are looked for only when a rule asks, each once for a mail, at most FILES of them and
DEPTH levels down.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.markup.tokens import END
from presend.documents.templating.holes import HOLE
from presend.finding import Unknown
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal, TypeAlias

    from presend.documents.html import Html
    from presend.documents.plain import Plain
    from presend.source import Source

    IncludeKind = Literal["include", "extends", "content"]
    LookUp: TypeAlias = Callable[[str, str], Source | None]
    """Finds a file by its name as written and the path of the text that names it."""

DEPTH = 5
FILES = 64
_NO_TEXT = (".css", ".scss", ".less", ".js", ".svg", ".png", ".jpg", ".gif", ".ico")
_TAG = 2_000  # code points that a tag is long at most
_NAMES = 400  # includes of one document; more are no mail

_QUOTED = r"\(?\s*+(?:[\"']([^\"'\r\n]*+)[\"']|([\w@.~/-]++))?"
_STATEMENT = patterns.compile(
    r"\{%[-+~]?\s*+(?:"
    r"(extends|layout)\s*+" + _QUOTED
    + r"|(?:include|include_relative|render|embed|section|import|from|use|partial|snippet|ssi"
    r"|mjml_include|component|content_block)\b\s*+" + _QUOTED
    + r"|(?:module|module_block|dnd_module|global_partial|global_module|include_dnd_partial)\b"
    r"(?:[^%]|%(?!\}))*?\bpath\s*+=\s*+[\"']([^\"']*+)[\"']"
    r"|(module|module_block|global_module|global_widget|widget_container|flexible_column"
    r"|dnd_area|dnd_module|block|yield|contents?|placeholder|slot)\b)"
)  # fmt: skip
_CURLY = patterns.compile(
    r"\{\{\{?[~-]?\s*+(?:"
    r"[#>]>?\s*+(@partial-block)"
    r"|(?:\#>|>)\s*+(?:[\"']([^\"']*+)[\"']|([\w@./-]++))?"
    r"|(?:include|template|partial|render|snippet)\b\s*+\(?\s*+[\"']([^\"']*+)[\"']"
    r"|((?:content_blocks?|snippets?)\.[\w${}.]++))"
)
_CODE = patterns.compile(
    r"<(?:%[-=@]?|\?php|\?=)\s*+(?:"
    r"(yield|body\b|contentFor|@include_content)"
    r"|(?:render|include|require|partial|get_template_part"
    r"|@?\s*+include\s++(?:file|view|module)\s*+=)(?:_once)?"
    r"\b(?:[^\"'%?]|%(?!>))*?(?:[\"']([^\"'\r\n]*+)[\"']|(?=%>|\?>)))"
    r"|<#(?:include|import)\s*+(?:[\"']([^\"']*+)[\"'])?"
    r"|(<@\s*+[a-zA-Z])"
    r"|%%=?\[?\s*+(?:ContentBlockBy\w++|ContentArea\w*+|TreatAsContent\w*+)\s*+\(\s*+"
    r"(?:[\"']([^\"']*+))?",
    patterns.I,
)
_CONTENT = patterns.compile(
    r"(?:\{\{\{?|<%[-=]|\$\{|\{!!|\[\[|\*\||%%=?)[~=-]?\s*+(?:v\()?[@$.&]?(?:\w++\.)*?"
    r"(?:content|contents|body|yield|message|html|slot|main|children|inner|outlet|page_content"
    r"|(?:content|body|message|email|mail|html|text)[_-]?(?:html|content|body|for_layout|text)"
    r"|\w*?footer(?:_?(?:html|text|content|block|body|section|template|markup))?)"
    r"(?:\(\))?\s*+(?:\|\s*+(?:safe|raw|html|unescape|n)\b|\?\?\s*+(?:''|\"\"))?"
    r"\s*+\)?[~=-]?(?:\}|%>|!!|\]|\||%%)"
    r"|\{(?:\{|!!)[^{}]{0,80}\$slot\b",  # Blade
    patterns.I,
)
_AT = patterns.compile(  # Blade, Razor, file includes of builds
    r"@@?(?:await\s++)?(include|extends|component|yield|section|each|Html\.Partial|RenderBody"
    r"|RenderSection(?:Async)?|Html\.PartialAsync|Html\.RenderPartial)"
    r"\s*+\(\s*+(?:[\"']([^\"'\r\n]*+))?",
    patterns.I,
)
_IN_TEXT = patterns.compile(  # Velocity, Smarty; the Template Toolkit; server-side includes
    r"[#{\[](?<![<{\w].)#?(?:include|extends|parse)\s*+\(?\s*+(?:file\s*+=\s*+)?[\"']([^\"'\r\n]++)"
    r"|\[%-?\s*+(?:INCLUDE|PROCESS)\s++[\"']?([\w./-]++)"
    r"|<!--\s*+\#?@?include\s++(?:(?:virtual|file)\s*+=\s*+)?[\"']?([\w./-]++)",
    patterns.I,
)
_IN_TEXT_MARKS = ("include", "INCLUDE", "PROCESS", "#parse", "{extends")
_ELEMENTS = {
    "partial": "name",
    "mj-include": "path",
    "include": "src",
    "extends": "src",
    "component": "src",
    "jsp:include": "page",
    "c:import": "url",
}
_SLOTS = ("yield", "slot")  # Maizzle, Vue; also with a name (`slot:template`)
_REPLACING = ("th:replace", "th:insert", "th:include", "data-th-replace", "data-th-insert",
              "t-call", "data-sly-include", "data-sly-resource", "data-sly-call")  # fmt: skip


class Nearby:
    """The files around a template, as its includes see them."""

    __slots__ = ("_documents", "_found", "_look_up")

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._found: dict[tuple[str, str], Html | None] = {}
        self._documents: dict[str, Html] = {}

    def document(self, name: str, near: str, dialect: str | None) -> Html | None:
        """The file of that name as seen from the path `near`; None if there is none."""
        key = name, near
        if key not in self._found:
            source = self._look_up(name, near) if len(self._found) < FILES else None
            self._found[key] = None if source is None else self._read(source, dialect)
        return self._found[key]

    def release(self) -> None:
        """Part the files that were read from their elements; they are of no use after it."""
        for document in self._documents.values():
            document.__dict__.clear()
        self._documents.clear()
        self._found.clear()

    def _read(self, source: Source, dialect: str | None) -> Html:
        from presend.documents.html import Html

        document = self._documents.get(source.path)
        if document is None:
            mjml = source.path.lower().endswith(".mjml")
            document = self._documents[source.path] = Html(source, dialect=dialect, mjml=mjml)
            document.nearby = self
        return document


class Include:
    """One statement that takes something from elsewhere.

    `name` is the path as written, empty where the engine works it out; `kind` is `include`,
    `extends`, or `content` for a place that somebody else fills.
    """

    __slots__ = ("kind", "name", "owner", "span")

    def __init__(self, owner: Html | Plain, kind: IncludeKind, name: str, span: Span) -> None:
        self.owner = owner
        self.kind = kind
        self.name = name
        self.span = span

    @property
    def html(self) -> Html | None:
        """What the named file holds, a text as well; None where there is no such file."""
        owner = self.owner
        if not self.name or self.kind == "content":
            return None
        if owner.nearby is None:
            if owner.look_up is None:
                return None
            owner.nearby = Nearby(owner.look_up)
        return owner.nearby.document(self.name, owner.source.path, owner.dialect)

    def unknown(self) -> Unknown:
        """What a rule raises that would need to see it."""
        if self.kind == "content":
            return Unknown(
                "what the ESP or another template puts into the mail cannot be seen",
                "check the mail as it is sent (.eml), or the template that fills it",
            )
        named = f'"{self.name[:80]}"' if self.name else "whose name the template works out"
        return Unknown(
            f"an included file {named} is not there",
            "keep it in the project under the name by which it is included",
        )


def find(document: Html | Plain) -> list[Include]:
    """The includes of a document, in reading order; a rendered one has none."""
    if document.rendered:
        return []
    found = [*_in_holes(document), *_in_text(document)]
    if document.kind == "html":
        found += _in_elements(document)  # type: ignore[arg-type]
    found = [each for each in found if not _bears_nothing(each.name.lower())]
    return sorted(found[:_NAMES], key=lambda include: include.span)


def _bears_nothing(name: str) -> bool:
    """Whether a name is that of a style, a picture, or one of HubSpot's own modules."""
    return name.startswith("@hubspot/") or name.endswith(_NO_TEXT)


def reach(document: Html | Plain) -> tuple[list[Html], Include | None]:
    """The documents that one includes, the nearest first, and the first include not read."""
    found: list[Html] = []
    seen = {document.source.path}
    unread: Include | None = None
    level: list[Html | Plain] = [document]
    for depth in range(DEPTH + 1):
        deeper: list[Html | Plain] = []
        for each in level:
            for include in each.includes:
                html = include.html if depth < DEPTH else None
                if html is None:
                    # A block of a base is filled by the template that extends it, which was read.
                    if unread is None and not (depth and include.kind == "content"):
                        unread = include
                elif html.source.path not in seen:
                    seen.add(html.source.path)
                    found.append(html)
                    deeper.append(html)
        level = deeper
    return found, unread


def in_whole(html: Html) -> bool:
    """Whether the base that it extends, or one further down, is whole.

    Raises Unknown where the base is not there.
    """
    level: list[Html] = [html]
    for _ in range(DEPTH):
        bases = [base for each in level for base in _bases(each)]
        if any(base.whole for base in bases):
            return True
        level = bases
    return False


def _bases(html: Html) -> Iterator[Html]:
    for include in html.includes:
        if include.kind == "extends":
            base = include.html
            if base is None:
                raise include.unknown()
            yield base


def _in_holes(document: Html | Plain) -> Iterator[Include]:
    text = document.source.text
    extends = False
    for hole in document.holes:
        if hole.kind == "comment" or hole.start < document.start:
            continue
        span = Span(hole.start, hole.end)
        said = text[hole.start : min(hole.end, hole.start + 400)]
        kind, name = _of_hole(said, hole.opener)
        if kind == "extends":
            extends = True
        if kind == "content" and (extends or _in_a_value(document, hole.start)):
            continue
        if kind is not None:
            yield Include(document, kind, name, span)


def _of_hole(said: str, opener: str) -> tuple[IncludeKind | None, str]:
    if opener == "{%":
        if (found := _STATEMENT.match(said)) is None:
            return None, ""
        base, base_name, base_bare, name, bare, path, word = found.groups()
        if base:
            return "extends", base_name or base_bare or ""
        if word:
            return ("include" if "module" in word or "global" in word else "content"), ""
        return "include", name or bare or path or ""
    if opener in ("{{", "{{{") and (found := _CURLY.match(said)):
        block, name, bare, called, served = found.groups()
        return ("content", "") if block or served else ("include", name or bare or called or "")
    if opener[0] in "<%" and (found := _CODE.match(said)):
        place, name, template, macro, served = found.groups()
        if place or macro or served is not None or said.startswith("%%"):
            return "content", ""
        return "include", name or template or ""
    return ("content", "") if _CONTENT.match(said) else (None, "")


def _in_a_value(document: Html | Plain, offset: int) -> bool:
    """Whether a place stands in an attribute, where no footer can be."""
    masked = document.masked
    start = max(offset - _TAG, 0)
    opened, closed = masked.rfind("<", start, offset), masked.rfind(">", start, offset)
    return document.kind == "html" and opened > closed


def _in_text(document: Html | Plain) -> Iterator[Include]:
    text = document.source.text
    for found in _AT.finditer(text, document.start) if "@" in text else ():
        word, name = found[1].lower(), found[2] or ""
        span = Span(*found.span())
        if word in ("yield", "renderbody", "rendersection", "section", "each"):
            yield Include(document, "content", "", span)
        else:
            yield Include(document, "extends" if word == "extends" else "include", name, span)
    if any(mark in text for mark in _IN_TEXT_MARKS):
        for found in _IN_TEXT.finditer(text, document.start):
            name = next(filter(None, found.groups()), "")
            yield Include(document, "include", name, Span(*found.span()))


def _in_elements(html: Html) -> Iterator[Include]:
    for element_name, attribute_name in _ELEMENTS.items():
        for element in html.elements(element_name):
            attribute = element.get(attribute_name)
            if attribute is not None:
                known = HOLE not in attribute.partial
                name = attribute.partial if known else ""
                kind: IncludeKind = "extends" if element_name == "extends" else "include"
                yield Include(html, kind, name, element.span)
    for attribute_name in _REPLACING:
        for element in html.with_attribute(attribute_name):
            yield Include(html, "include", "", element.span)
    for name, elements in html.by_name.items():
        if name.startswith("x-"):
            yield Include(html, "include", "", elements[0].span)
        elif name.partition(":")[0] in _SLOTS:
            yield Include(html, "content", "", elements[0].span)
    if html.root is not None and not html.mjml and _goes_on(html):
        end = len(html.source.text)
        yield Include(html, "content", "", Span(end, end))


def _goes_on(html: Html) -> bool:
    """Whether a page is begun only: a header, which other files go on from."""
    if any(token[0] == END and token[4] in ("html", "body") for token in html.tokens):
        return False
    left_open = (html.all_elements[index].name for index in html.modern.unclosed)
    return any(name in ("table", "div", "center") for name in left_open)
