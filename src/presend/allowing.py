"""Findings of a text in, the text with an allow-comment at the place of each out.

A comment stands before the innermost element that holds the place; where it is not understood
there (a raw block of the template, a conditional comment), before one further out, and at last
at the head of the file, where it holds for all of it. Each step is proved by linting again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain, islice

from presend import checking, patterns
from presend.data.template_comments import COMMENTS, HTML, MANY
from presend.documents import reading
from presend.documents.html import Html
from presend.documents.markup.tokens import BOGUS, COMMENT, CONDITION, DOCTYPE
from presend.documents.plain import Plain
from presend.documents.templating import dialects
from presend.documents.templating.holes import GAP
from presend.fingerprints import written
from presend.own_rules import INTERNAL_ERROR, UNUSED_ALLOW
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from presend.config import Config
    from presend.documents.markup.elements import Element
    from presend.documents.templating.includes import LookUp
    from presend.report import Diagnostic, FileResult

ROUNDS = 12  # of linting; what is left then is allowed at the head, or not at all
OUTWARD = 6  # elements around a place that are tried
_DEPTH = 200  # elements that are looked at for those
_INDENT = 200  # code points; a comment after more white space stands in the line
_KEEPS_SPACE = ("pre", "textarea", "listing", "xmp")
NOWHERE = -1
_NEVER = (INTERNAL_ERROR.name, UNUSED_ALLOW.name)


class Wanted:
    """A finding that is to be allowed: its rule and place, and where its comment may stand.

    `at` is the offset of the comment (NOWHERE: none is to be written), and `reach` where what
    it covers ends.
    """

    __slots__ = ("at", "end", "key", "places", "reach", "rule", "start")

    def __init__(self, diagnostic: Diagnostic, places: Iterable[tuple[int, int]]) -> None:
        self.rule = diagnostic.rule
        self.start = diagnostic.start[2]
        self.end = diagnostic.end[2]
        self.key = _key(diagnostic)
        self.places = iter(places)
        self.at = self.reach = NOWHERE
        self.next()

    def next(self) -> None:
        """Try the next place."""
        self.at, self.reach = next(self.places, (NOWHERE, NOWHERE))


def allowed(
    source: Source,
    kind: reading.FileKind,
    config: Config,
    sidecar: Source | None,
    place: str,
    look_up: LookUp | None,
    wanted: Collection[Diagnostic],
) -> tuple[str, FileResult]:
    """The text with its comments, and what the rules say of it: what is left cannot be allowed.

    The arguments are those of `checking.check`; `wanted` are diagnostics that it has made of
    the text. A message or an export takes no comment, nor does a text whose language has none.
    """

    def lint(text: str) -> FileResult:
        return checking.check(Source(source.path, text), kind, config, sidecar, place, look_up)

    first = lint(source.text)
    if kind in ("eml", "json") or first.status != "checked":
        return source.text, first
    sending = config.sending_for(place, source)
    mail = reading.read(source, kind, sending, sidecar, look_up)[0]
    body = mail.documents[1]
    said = "dialect" in mail.envelope.values or sending.dialect or dialects.of_name(source.path)
    dialect = mail.dialect if said or mail.dialect not in MANY else None
    comment = COMMENTS.get(dialect or "", HTML if isinstance(body, Html) else None)
    if comment is None or not isinstance(body, (Html, Plain)):
        return source.text, first
    return _settled(Page(body, comment), first, wanted, lint)


def _settled(
    page: Page,
    first: FileResult,
    wanted: Collection[Diagnostic],
    lint: Callable[[str], FileResult],
) -> tuple[str, FileResult]:
    own = [d for d in first.diagnostics if d.path == first.path and d.rule not in _NEVER]
    items = [Wanted(d, page.places(d.start[2], d.end[2])) for d in own if d in wanted]
    left_alone = [(d.rule, d.start[2], d.end[2]) for d in own if d not in wanted]
    known = {_key(d) for d in own}
    whole: dict[str, bool] = {}  # rules that the comments themselves set off: allow, or no use
    result, page.text = first, page.document.source.text
    for round in range(ROUNDS + 1):
        if round == ROUNDS:
            for item in items:
                if item.at != NOWHERE:
                    item.at = page.head
        page.write(items, {rule for rule, allow in whole.items() if allow})
        result = lint(page.text)
        changed = False
        positions = {
            (i.rule, page.shifted(i.start), page.shifted(i.end, i.start)): i for i in items
        }
        passed = {(rule, page.shifted(s), page.shifted(e, s)) for rule, s, e in left_alone}
        by_key = {item.key: item for item in items if item.at != NOWHERE}
        unused = []
        for d in result.diagnostics:
            at = d.rule, d.start[2], d.end[2]
            if d.path != first.path or d.rule == INTERNAL_ERROR.name or at in passed:
                continue
            if d.rule == UNUSED_ALLOW.name:
                unused.append((page.origin(d.start[2]), d.excerpt.lower()))
            elif found := positions.get(at) or by_key.get(_key(d)):
                changed |= found.at != NOWHERE
                found.next()
            elif _key(d) not in known and d.rule not in whole:
                whole[d.rule] = changed = True
        for offset, name in unused:
            for item in items:
                if (item.at, item.rule) == (offset, name):
                    changed = True
                    item.next()
            if offset == page.head and whole.get(name):
                whole[name], changed = False, True
        if not changed:
            break
    return page.text, result


def _key(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.rule, written(diagnostic)


class Page:
    """A document that is given comments, and after `write` the text with them."""

    def __init__(self, document: Html | Plain, comment: tuple[str, str]) -> None:
        self.document = document
        self.comment = comment
        self.head = _top(document)
        self.text = document.source.text
        found = patterns.compile(r"\r\n?|\n").search(self.text)
        self._line_end = found[0] if found else "\n"
        html = document if isinstance(document, Html) else None
        self._seen = [each for each in html.all_elements if each.visible] if html else []
        self._starts = [element.start for element in self._seen]
        self._hidden = (  # conditional comments, in which no comment of HTML may stand
            [(t[5], t[6]) for t in html.asides if t[0] == CONDITION and t[6] > t[2]]
            if html and comment == HTML
            else []
        )
        self._places: list[tuple[int, int]] = []  # offset in the document, and after what is put

    def places(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where a comment for a span may stand and what it covers then: inmost first, head last."""
        outer = self.head
        for element in self._around(start, end) if start >= self.document.start else ():
            at = self._outside(element.start)
            following = self._seen[bisect_left(self._starts, at)]
            if self.head < at and following.outer[1] >= end and at != outer:
                yield at, following.outer[1]
            outer = at
        yield self.head, len(self.document.source.text)

    def _around(self, start: int, end: int) -> Iterator[Element]:
        inmost = bisect_right(self._starts, start) - 1
        if inmost < 0:
            return
        first = self._seen[inmost]
        near = islice(chain((first,), first.ancestors()), _DEPTH)
        yield from islice((each for each in near if each.outer[1] >= end), OUTWARD)

    def _outside(self, at: int) -> int:
        before = bisect_right(self._hidden, at, key=lambda span: span[0]) - 1
        if before >= 0 and at < self._hidden[before][1]:
            return self._hidden[before][0]
        return at

    def write(self, items: Iterable[Wanted], whole: Collection[str]) -> None:
        """Set `text`: the document with one comment for each place that the items name."""
        names: dict[int, set[str]] = {self.head: set(whole)} if whole else {}
        reach: dict[str, int] = dict.fromkeys(whole, len(self.document.source.text))
        given = [item for item in items if item.at != NOWHERE]
        for item in sorted(given, key=lambda item: (item.at, -item.reach)):
            if reach.get(item.rule, -1) < item.end:  # else one further out covers it
                names.setdefault(item.at, set()).add(item.rule)
                reach[item.rule] = item.reach
        before = self.document.source.text
        pieces: list[str] = []
        self._places, done, length = [], 0, 0
        for at in sorted(names):
            put = self._comment(at, names[at])
            pieces += (before[done:at], put)
            done, length = at, length + len(put)
            self._places.append((at, length))
        self.text = "".join(pieces) + before[done:]

    def _comment(self, at: int, names: Iterable[str]) -> str:
        opener, closer = self.comment
        comment = f"{opener} presend: allow {', '.join(sorted(names))} {closer}"
        text, start = self.document.source.text, at
        while start > 0 and text[start - 1] in " \t" and at - start <= _INDENT:
            start -= 1
        alone = self.document.masked[at : at + 1] in ("<", GAP)
        alone = alone and text[max(start - 1, 0) : start] in ("", "\r", "\n")
        if not alone or at - start > _INDENT or not isinstance(self.document, Html):
            return comment
        index = bisect_left(self._starts, at)
        if index < len(self._seen) and self._seen[index].inside(*_KEEPS_SPACE):
            return comment
        return f"{comment}{self._line_end}{text[start:at]}"

    def shifted(self, offset: int, start: int = -1) -> int:
        """An offset of the document in `text`; as the end of a span that begins at `start`."""
        bisect = bisect_left if start not in (-1, offset) else bisect_right
        count = bisect(self._places, offset, key=lambda place: place[0])
        return offset + (self._places[count - 1][1] if count else 0)

    def origin(self, offset: int) -> int:
        """The place in the document of the comment that an offset of `text` is in, or NOWHERE."""
        done = 0
        for at, length in self._places:
            if at + done <= offset < at + length:
                return at
            done = length
        return NOWHERE


def _top(document: Html | Plain) -> int:
    """Where a comment for the whole file is best put: after what must or may well come first.

    That are comments, a document type, an XML declaration and FreeMarker's `<#ftl>`.
    """
    text = document.source.text
    ends = {
        hole.start: hole.end
        for hole in document.holes
        if hole.kind == "comment" or text.startswith("<#ftl", hole.start)
    }
    for token in document.asides if isinstance(document, Html) else ():
        if token[0] in (COMMENT, DOCTYPE, BOGUS):
            ends[token[1]] = token[2]
    at = document.start
    while True:
        while text[at : at + 1].isspace():
            at += 1
        if at not in ends:
            return at
        at = ends[at]
