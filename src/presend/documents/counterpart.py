"""The other part of a template: of an HTML file the text beside it, of a text the HTML.

They belong together by name: `news.html` and `news.txt`, `news.html.j2` and `news.txt.j2` or
`news.txt`, `news.html.erb` and `news.text.erb`. Files are looked for only when a rule asks.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.plain import Plain
    from presend.source import Source

_NAME = patterns.compile(
    r"(.+?)(\.(?:x?html?|mjml|txt|text))?((?:\.(?:j2|jinja2?|njk|nunjucks|twig|liquid|hbs"
    r"|handlebars|mustache|erb|ejs|ftlh?|hubl|tmpl|gotmpl|gohtml))?)\Z",
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
