"""The other part of a mail: of HTML the text beside it, of a text the HTML; what both say.

In a message they stand in one multipart/alternative. Templates belong together by name:
`news.html` and `news.txt`, `news.html.j2` and `news.txt.j2` or `news.txt`, `news.html.erb` and
`news.text.erb`. Files are looked for only when a rule asks.
"""

from __future__ import annotations

from presend import patterns
from presend.data.file_endings import TEMPLATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.mail.mime import Part
    from presend.documents.message import Message
    from presend.documents.plain import Plain
    from presend.source import Source

_NAME = patterns.compile(
    rf"(.+?)(\.(?:x?html?|mjml|txt|text))?((?:\.(?:{TEMPLATE}|tmpl|gotmpl))?)\Z",
    patterns.I,
)
_MARKUP = patterns.compile(
    r"<style[^>]*+>[^<]*+|<!--(?:[^-]++|-(?!->))*+(?:-->)?|<[^>]*+>?"
    r"|\A---\s(?:[^-]++|-(?!--))*+(?:---)?|\{\{[^{}]*+(?:\}\})?|\{%[^%]*+(?:%\})?",
    patterns.I,
)
_ALIKE = 0.7  # of the words are in both
_ADDRESS = patterns.compile(r"ur[li]|link|href", patterns.I)  # in the code of a hole
LINKS = 3  # of the HTML, below which their number does not count
FEW = 4  # links of the HTML for each of the text are too many
_STUB = (
    r"(?:does|do|can|could)(?: no|n'?)t (?:support|display|show|read|render|view) (?:html|this)"
    r"|html[- ](?:enabled|capable|compatible|format|version|e-?mail|message)"
    r"|(?:view|read|open|see) (?:this|the|it|our)[\w' -]{0,40}(?:in|on|with)[\w' -]{0,20}"
    r"(?:browser|web|online)|(?:kein|unterstützt)[\w ]{0,30}html|(?:im|in ihrem) browser"
    r"|ne (?:supporte|prend|permet)[\w ]{0,40}html|dans (?:votre|le) navigateur"
    r"|en (?:su|tu) navegador|no (?:admite|soporta|puede)[\w ]{0,30}html"
)
_STUB_WORDS = 40  # of a text that only points to the HTML
_TEXTS, _PAGES = (".txt", ".text"), (".html", ".htm", ".mjml")


def text_of(html: Html) -> Source | None:
    """The text that belongs to an HTML template; None where there is none beside it."""
    return _beside(html, _TEXTS)


def page_of(plain: Plain) -> Source | None:
    """The HTML template that belongs to a text; None where there is none beside it."""
    return _beside(plain, _PAGES)


def read(page: Source, plain: Plain) -> Html:
    """The HTML that belongs to a text, parsed."""
    from presend.documents.html import Html

    start = 0
    if page.text.startswith("---"):
        from presend.documents import front_matter

        block = front_matter.split(page)
        start = 0 if block is None else block.span[1]
    mjml = page.path.lower().endswith(".mjml")
    return Html(page, dialect=plain.dialect, mjml=mjml, start=start, look_up=plain.look_up)


def alternatives(message: Message) -> Iterator[tuple[Html, Plain, Part]]:
    """Each HTML of a message that has a text beside it in a multipart/alternative; that, its part.

    RFC 2046, 5.1.4. Of several texts the first counts, and an empty one is none.
    """
    pages = {id(html.source): html for html in message.html}
    texts = {id(plain.source): plain for plain in message.plain if plain.source.text.strip()}
    for multipart in message.root.walk(messages=False):
        if multipart.type != "multipart/alternative":
            continue
        inner = (id(each.text) for each in multipart.walk(messages=False))
        html = next((pages.pop(each) for each in inner if each in pages), None)
        part = next((each for each in multipart.parts if id(each.text) in texts), None)
        if html is not None and part is not None:
            yield html, texts[id(part.text)], part


class Words:
    """The different words of a text and of the HTML beside it.

    `of_text` and `of_pages` count them; `shared` is the share of all that both have, those of
    alternative texts among them. `only_point` says that the text does no more than point to
    the HTML.
    """

    __slots__ = ("of_pages", "of_text", "only_point", "shared")

    def __init__(self, pages: Sequence[Html], plain: Plain) -> None:
        from presend.documents.wording import shown

        said = plain.masked[plain.start :]
        text = set(shown.words(said))
        page: set[str] = set()
        also: set[str] = set()
        for html in pages:
            page.update(shown.words(shown.text(html)))
            for image in html.elements("img"):
                also.update(shown.words(image.value("alt") or ""))
        self.of_text, self.of_pages = len(text), len(page)
        self.shared = len(text & (page | also)) / (len(text | page) or 1)
        self.only_point = (
            len(text) < min(_STUB_WORDS, len(page))
            and patterns.compile(_STUB).search(" ".join(said.lower().split())) is not None
            and len(text & page) * 2 < len(text)
        )


def targets(plain: Plain) -> int:
    """How many different addresses a text names, those counted that a template fills in."""
    text = plain.source.text
    filled = {text[hole.start : hole.end] for hole in plain.holes if hole.kind == "output"}
    named = {link.partial for link in plain.links if link.followed}
    return len(named) + sum(_ADDRESS.search(each) is not None for each in filled)


def alike(page: Source, plain: Plain) -> bool:
    """A cheap look: whether both say the same beyond doubt, so that none need be parsed."""
    from presend.documents.wording import shown

    sites = {link.url.site for link in plain.links if link.followed} - {None}
    few = targets(plain) * FEW <= page.text.count("href=") >= LINKS
    if few or not all(site in page.text for site in sites):  # type: ignore[operator]
        return False
    text = set(shown.words(plain.masked[plain.start :]))
    there = set(shown.words(_MARKUP.sub(" ", page.text)))
    return len(text & there) > _ALIKE * len(text | there)


def _beside(document: Html | Plain, kinds: Sequence[str]) -> Source | None:
    look_up = document.look_up
    if look_up is None:
        return None
    for name in _names(document.source.path, kinds):
        found = look_up(name, document.source.path)
        if found is not None:
            return found
    return None


def _names(path: str, kinds: Sequence[str]) -> Iterator[str]:
    parts = _NAME.match(path.replace("\\", "/").rpartition("/")[2])
    if parts is None:
        return
    stem, _, ending = parts.groups()
    for kind in kinds:
        yield f"./{stem}{kind}{ending}"
    if ending:
        for kind in kinds:
            yield f"./{stem}{kind}"
