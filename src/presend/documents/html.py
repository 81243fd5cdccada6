"""HTML and MJML as a tree whose every element, attribute and text run knows its span.

Tokens are made once and two views are built from them: what modern clients see and what
Outlook on Windows sees. A rule asks for the view it means; `elements` answers with what
either of them sees, each element once, in reading order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from presend.data.branches import inside
from presend.documents import Document
from presend.documents.looks import css
from presend.documents.markup import entities, tokens, tree
from presend.documents.markup.elements import Element
from presend.documents.markup.tokens import COMMENT, DOCTYPE, END, MODERN, OUTLOOK, RAW_TEXT, START
from presend.documents.templating import holes
from presend.documents.templating.holes import GAP
from presend.memo import once
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bs4 import BeautifulSoup

    from presend.documents.links import Links
    from presend.documents.looks.styling import Styling
    from presend.documents.markup.tokens import Token
    from presend.documents.templating.includes import Include, LookUp, Nearby
    from presend.documents.wording.opt_outs import OptOut
    from presend.documents.wording.preheader import Preheader
    from presend.source import Source

_UNSHOWN = RAW_TEXT - {"textarea", "xmp", "plaintext"}


class Comment:
    """A comment that no client reads as markup. `span` includes the delimiters."""

    __slots__ = ("content", "span")

    def __init__(self, span: Span, content: Span) -> None:
        self.span = span
        self.content = content


class TextRun:
    """Text between two tags, as written.

    `visible` says who sees it, `blank` that it is nothing but white space.
    """

    __slots__ = ("blank", "end", "start", "visible")

    def __init__(self, start: int, end: int, visible: int, blank: bool) -> None:
        self.start = start
        self.end = end
        self.visible = visible
        self.blank = blank


class Html(Document):
    """An HTML or MJML text.

    `dialect` is the template language, if known; `rendered` is True where no engine comes
    after (the HTML part of a message), so that what looks like a hole is a leftover.
    """

    kind = "html"

    def __init__(
        self,
        source: Source,
        *,
        dialect: str | None = None,
        mjml: bool = False,
        rendered: bool = False,
        start: int = 0,
        look_up: LookUp | None = None,
    ) -> None:
        """Read the text from `start` on; what stands before it is front matter.

        `look_up` finds the files that it includes.
        """
        self.source = source
        self.dialect = dialect
        self.mjml = mjml
        self.look_up = look_up
        self.nearby: Nearby | None = None
        self.rendered = rendered
        self.start = start
        text = source.text
        self.holes, self.broken_holes = holes.find(text)
        masked = holes.mask(text, self.holes)
        self.masked = GAP * start + masked[start:] if start else masked
        self.tokens, self.conditional = tokens.scan(self.masked)
        self.all_elements: list[Element] = []
        self.by_name: dict[str, list[Element]] = {}
        add, by_name = self.all_elements.append, self.by_name
        for token in self.tokens:
            if token[0] == START:
                element = Element(self, len(self.all_elements), token)
                add(element)
                if token[3]:
                    by_name.setdefault(token[4], []).append(element)

    @once
    def modern(self) -> tree.View:
        """The tree that clients build which skip conditional comments."""
        return self._build(MODERN)

    @once
    def outlook(self) -> tree.View:
        """The tree that Outlook on Windows builds."""
        return self._build(OUTLOOK) if self.conditional else self.modern

    def _build(self, mask: int) -> tree.View:
        return tree.build(self.tokens, self.masked, mask, len(self.all_elements), xml=self.mjml)

    def elements(self, *names: str) -> list[Element]:
        """The elements with one of the names that some client sees, in reading order."""
        if len(names) == 1:
            return self.by_name.get(names[0], [])
        found = [element for name in names for element in self.by_name.get(name, ())]
        return sorted(found, key=lambda element: element.index)

    def with_attribute(self, name: str) -> list[Element]:
        """The elements that have an attribute of that name, in reading order."""
        return self._by_attribute.get(name, [])

    def attribute_names(self) -> Iterable[str]:
        """The names of all attributes that elements seen by some client have."""
        return self._by_attribute.keys()

    @once
    def _by_attribute(self) -> dict[str, list[Element]]:
        index: dict[str, list[Element]] = {}
        for element in self.all_elements:
            if element.visible:
                for attribute in element.places:
                    found = index.get(attribute)
                    if found is None:
                        index[attribute] = [element]
                    else:
                        found.append(element)
        return index

    @once
    def asides(self) -> list[Token]:
        """The tokens that are no tags: comments, document types, conditions and their ends."""
        return [token for token in self.tokens if token[0] not in (START, END)]

    @property
    def doctypes(self) -> list[Span]:
        """Where the document type is declared, in reading order."""
        return [Span(token[1], token[2]) for token in self.asides if token[0] == DOCTYPE]

    @property
    def doctype(self) -> Span | None:
        """Where the document type is declared first."""
        return next(iter(self.doctypes), None)

    @property
    def root(self) -> Element | None:
        """What makes a text a whole mail and no fragment: `html`, else `body`, else `mjml`."""
        for name in ("html", "body", "mjml"):
            if name in self.by_name:
                return self.by_name[name][0]
        return None

    @property
    def comments(self) -> Iterator[Comment]:
        """The comments that are comments to every client, in reading order."""
        for kind, start, end, _, _, content, content_end in self.asides:
            if kind == COMMENT:
                yield Comment(Span(start, end), Span(content, content_end))

    @once
    def links(self) -> Links:
        """Everything that leads somewhere: see `presend.documents.links`."""
        from presend.documents.links import of_html

        return of_html(self)

    @once
    def inline_styles(self) -> list[tuple[Element, int, str]]:
        """Each element with a style attribute, and its value as it is masked: start and text."""
        return [(element, *element.written("style")) for element in self.with_attribute("style")]

    @once
    def sheets(self) -> list[tuple[Element, css.Sheet]]:
        """Each style element that some client sees, with the rules in it."""
        return [
            (element, css.sheet(self.masked, *element.content))
            for element in self.elements("style", "mj-style")
        ]

    @once
    def styling(self) -> Styling:
        """What its elements look like: see `presend.documents.looks.styling`."""
        from presend.documents.looks.styling import Styling

        return Styling(self)

    @property
    def whole(self) -> bool:
        """Whether it is the whole of a mail, not a fragment, a partial or its AMP version."""
        return (self.root is not None or self.doctype is not None) and not self.amp

    @property
    def amp(self) -> bool:
        """Whether it is AMP for Email, which stands beside the HTML of a mail (amp.dev)."""
        root = self.root
        return root is not None and ("⚡4email" in root or "amp4email" in root)

    @once
    def includes(self) -> list[Include]:
        """What it takes from elsewhere: see `presend.documents.templating.includes`."""
        from presend.documents.templating.includes import find

        return find(self)

    def reach(self) -> tuple[list[Html], Include | None]:
        """The documents that it includes or extends, and the first include that cannot be read."""
        from presend.documents.templating.includes import reach

        return reach(self)

    @property
    def is_mail(self) -> bool:
        """Whether it is whole, by itself or in a base. Raises Unknown where that is not there."""
        if self.whole:
            return True
        from presend.documents.templating.includes import in_whole

        return in_whole(self)

    @once
    def opt_outs(self) -> list[OptOut]:
        """The ways by which a reader unsubscribes: see `presend.documents.wording.opt_outs`."""
        from presend.documents.wording.opt_outs import of_html

        return of_html(self)

    @property
    def opts_out(self) -> bool:
        """Whether it has a way by which a reader unsubscribes."""
        return bool(self.opt_outs)

    @once
    def preheader(self) -> Preheader | None:
        """The hidden block that the inbox shows: see `presend.documents.wording.preheader`."""
        from presend.documents.wording.preheader import of_html

        return of_html(self)

    @once
    def in_branch(self) -> Callable[[int], bool]:
        """Whether a place stands in a branch of the template, so that it may not be sent."""
        return inside(_optional(self.source.text, self.holes))

    @once
    def in_comment(self) -> Callable[[int], bool]:
        """Whether a place stands in a comment that is one to every client."""
        return inside(comment.span for comment in self.comments)

    @once
    def runs(self) -> list[TextRun]:
        """The text between tags that is shown as text, in reading order."""
        return list(self._text_runs())

    def _text_runs(self) -> Iterator[TextRun]:
        masked = self.masked
        done, visible, unshown = self.start, MODERN | OUTLOOK, False
        for kind, start, end, seen, name, _, _ in self.tokens:
            if start > done and not unshown:
                yield TextRun(done, start, visible, masked[done:start].isspace())
            unshown = kind == START and name in _UNSHOWN
            done, visible = end, seen
        if len(masked) > done and not unshown:
            yield TextRun(done, len(masked), visible, masked[done:].isspace())

    @once
    def shown(self) -> list[TextRun]:
        """The text that readers see: see `presend.documents.wording.shown`."""
        from presend.documents.wording.shown import runs

        return runs(self)

    def text_of(self, span: tuple[int, int], visible: int = MODERN, between: str = "") -> str:
        """The text in a stretch, decoded; what stands in tags, styles and scripts left out.

        `between` is put where a tag stood; beside it white space alone counts for nothing.
        """
        start, end = span
        masked, runs = self.masked, self.runs
        first = bisect_right(runs, start, key=lambda run: run.end)
        last = bisect_left(runs, end, first, key=lambda run: run.start)
        inside = runs[first:last]
        for at in (0, -1) if inside else ():
            cut = inside[at]
            if cut.start < start or cut.end > end:
                inside[at] = TextRun(
                    max(cut.start, start), min(cut.end, end), cut.visible, cut.blank
                )
        pieces = [
            "" if between and run.blank else masked[run.start : run.end]
            for run in inside
            if run.visible & visible
        ]
        return entities.decode(between.join(pieces))

    @once
    def soup(self) -> BeautifulSoup:
        """The tree as Beautiful Soup shows it; each tag leads back by `element_of`."""
        from presend.documents.markup.soup import brew

        return brew(self)


def _optional(text: str, found: list[holes.Hole]) -> Iterator[tuple[int, int]]:
    """Where each branch begins and ends that may be left out."""
    if any(hole.kind == "statement" for hole in found):
        for branch in holes.branches(text, found):
            if branch.optional:
                yield branch.marks[0].start, branch.marks[-1].end if branch.closed else len(text)
