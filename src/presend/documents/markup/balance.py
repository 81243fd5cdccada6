"""Tags without their other half: an Html in, its unbalanced tags out.

The text is read as one kind of client reads it, Outlook by its versions where conditions tell
them apart, and in several readings of the template: with the first branch of every conditional,
with the second, and with none. A tag is at fault only if it is so in every reading that holds
it, so `{% if a %}<table>{% else %}<table class="b">{% endif %} … </table>` is balanced. What
stands in a branch is judged against the tags of that branch alone, unless no end tag of its name
follows at all.

What an include may open or close, and what the rest of a page that is only begun or ended here
would hold, is not judged. WHATWG HTML 13.2.6 says which tag closes which (`documents.tree`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from presend.documents.markup import tree
from presend.documents.markup.readings import Arms, branches_of, readings, without
from presend.documents.markup.tokens import (
    CONDITION,
    END,
    ENDIF,
    MODERN,
    OUTLOOK,
    RENDERED,
    START,
    outlook_versions,
)
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.markup.elements import Element
    from presend.documents.markup.readings import Arm, Branch
    from presend.documents.markup.tokens import Token


_MANY = 8  # end tags in branches that are judged
# WHATWG HTML, 13.1.2.4: what need not be closed.
_OPTIONAL = frozenset(
    "body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead "
    "tr".split()
)
_PAGE = ("html", "body", "mjml")
# What must be closed, and the end tags that must close something.
_CLOSED = frozenset(
    "a abbr acronym address article aside b big blockquote button center cite code del div dl em "
    "fieldset figure font footer form h1 h2 h3 h4 h5 h6 header i ins kbd label main map nav ol "
    "picture pre q s samp section select small span strike strong sub sup table tt u ul var video "
    "title textarea".split()
)
_PARTS = frozenset("td th tr tbody thead tfoot".split())
_ENDED = _CLOSED | _PARTS | {"li", "dt", "dd", "caption"}
# In what of these stays open Outlook puts the rest of the mail.
_SHAPES = frozenset(
    f"v:{name}" for name in "rect roundrect shape oval group textbox background".split()
)
_PARTING = _SHAPES | {"table", "div"}
_IN_OUTLOOK = _PARTING | frozenset(
    "a b center em font h1 h2 h3 h4 h5 h6 i li ol small span strong sub sup tbody td tfoot th "
    "thead tr u ul style title".split()
)
_NEAR, _FAR = 8, 300  # end tags, and characters, in which one that comes late is looked for


class Fault:
    """A start tag that is not closed, or an end tag that closes nothing.

    `index` is that of the element, -1 for an end tag; `visible` says who sees it. `by` is the
    end tag that closed what was around an unclosed element; None where the end of the page or
    of the text did.
    """

    __slots__ = ("by", "end", "index", "name", "start", "visible")

    def __init__(self, tag: Token | Element, index: int = -1, by: Token | None = None) -> None:
        if isinstance(tag, tuple):
            _, self.start, self.end, self.visible, self.name, _, _ = tag
        else:
            self.start, self.end, self.visible, self.name = (
                tag.start, tag.end, tag.visible, tag.name,
            )  # fmt: skip
        self.index = index
        self.by = by

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def parts(self) -> bool:
        """Whether it is a table, a block or a shape, in which Outlook puts what follows."""
        return self.name in _PARTING


def faults(html: Html, mask: int) -> list[Fault]:
    """The tags at fault as clients of `mask` read them (MODERN or OUTLOOK), in reading order."""
    found: dict[int, Fault] = {}
    for tokens in _clients(html, mask):
        view = _view(html, tokens, mask)
        if view.strays or view.unclosed:
            for fault in _judged(html, tokens, view, mask):
                found.setdefault(fault.start, fault)
    return [found[start] for start in sorted(found)]


def unbalanced(html: Html) -> tuple[list[tuple[Fault, Fault | None]], list[Fault]]:
    """The elements that most clients see and that are not closed, and the end tags of nothing.

    Beside an element stands the end tag that comes too late for it, if there is one; that is
    none of the others. Only elements of HTML and of MJML count.
    """
    text, found = html.masked, faults(html, MODERN)
    strays = [each for each in found if each.index < 0 and _counts(html, each.name, _ENDED)]
    in_table = any(stray.name in _PARTS for stray in strays)
    unclosed: list[tuple[Fault, Fault | None]] = []
    late: set[int] = set()
    for fault in found:
        if fault.index < 0 or not _counts(html, fault.name, _CLOSED):
            continue
        if fault.by is None:
            if fault.name != "table" or not in_table:  # an inner one is what stays open
                unclosed.append((fault, None))
            continue
        last, end = fault.by[2], None
        for stray in strays[bisect_left(strays, last, key=lambda each: each.start) :][:_NEAR]:
            between = text[last : min(stray.start, last + _FAR)]
            if stray.name == fault.name and stray.start not in late and not _has_tag(between):
                if stray.start <= last + _FAR:
                    late.add(stray.start)
                    end = stray
                break
        unclosed.append((fault, end))
    return unclosed, [each for each in strays if each.start not in late]


def _has_tag(text: str) -> bool:
    """Whether a start tag stands in a text."""
    return text.count("<") > text.count("</") + text.count("<!--")


def _counts(html: Html, name: str, names: frozenset[str]) -> bool:
    return name.startswith("mj-") if html.mjml else name in names


def made_of_ends(html: Html) -> Iterator[tuple[Span, Element | None]]:
    """The end tags of which parsers make an element: `</br>`, and the `</p>` of no paragraph.

    Beside a `</p>` stands the element that ended its paragraph, only the first such of each.
    """
    paragraphs = html.by_name.get("p", [])
    closes, elements = html.modern.closes, html.all_elements
    branch_of = Arms(branches_of(html)).at if html.holes else None
    told = -1
    for _, start, end, _, name, _, _ in html.modern.strays:
        if name == "br":
            yield Span(start, end), None
        elif name == "p":
            at = bisect_right(paragraphs, start, key=lambda each: each.start) - 1
            ended = closes[paragraphs[at].index] if at >= 0 else -1
            by = bisect_left(elements, ended, key=lambda each: each.start)
            if ended < 0 or at == told or by == len(elements) or elements[by].start != ended:
                continue
            if branch_of and branch_of(paragraphs[at].start) != branch_of(start):
                continue
            told = at
            yield Span(start, end), elements[by]


def ghosts(html: Html) -> list[Fault]:
    """The tags at fault in Outlook alone: those of its conditional comments, if they show it.

    Otherwise the first tag of all clients that something in a conditional comment unbalances.
    There can be none unless `conditional.tilted` says so.
    """
    others = {token[1] for token in html.modern.strays}
    others |= {html.all_elements[index].start for index in html.modern.unclosed}
    found = [fault for fault in faults(html, OUTLOOK) if fault.start not in others]
    found = [fault for fault in found if fault.visible == OUTLOOK] or found[:1]
    return [fault for fault in found if _counts_in_outlook(html, fault.name)]


def _counts_in_outlook(html: Html, name: str) -> bool:
    """Whether it is an element of HTML, or a shape of VML that is never written as empty."""
    return name in _IN_OUTLOOK and not (
        ":" in name
        and any(html.masked.startswith("/>", each.end - 2) for each in html.by_name.get(name, ()))
    )


def groups(found: Sequence[Fault], text: str) -> Iterator[list[Fault]]:
    """Faults that follow each other with nothing but white space between them, together."""
    group: list[Fault] = []
    for fault in found:
        if group and text[group[-1].end : fault.start].strip():
            yield group
            group = []
        group.append(fault)
    if group:
        yield group


def _view(html: Html, tokens: Sequence[Token], mask: int) -> tree.View:
    if tokens is html.tokens:
        return html.modern if mask == MODERN else html.outlook
    return tree.build(tokens, html.masked, mask, len(html.all_elements), xml=html.mjml)


def _clients(html: Html, mask: int) -> Iterator[Sequence[Token]]:
    """The tokens, once for each way in which clients of the mask see them."""
    if mask == MODERN or not html.conditional:
        yield html.tokens
        return
    seen: set[tuple[bool, ...]] = set()
    asked = {token[4] for token in html.tokens if token[0] == CONDITION}
    for version in RENDERED:
        answers = tuple(version in outlook_versions(expression) for expression in asked)
        if answers not in seen:
            seen.add(answers)
            told = all(
                answer is bool(outlook_versions(expression))
                for answer, expression in zip(answers, asked, strict=True)
            )
            yield html.tokens if told else _of_version(html.tokens, version)


def _of_version(tokens: Sequence[Token], version: float) -> list[Token]:
    """The tokens with those hidden that this version of Outlook does not see."""
    made: list[Token] = []
    around: list[bool] = []  # whether each condition that is open holds
    failing = depth = 0
    hidden_end = -1
    for token in tokens:
        kind, start, end, visible, name, inside, inside_end = token
        if kind == CONDITION:
            if inside_end > end:
                depth, hidden_end = len(around), inside_end
            around.append(version in outlook_versions(name))
            failing += not around[-1]
        elif kind == ENDIF:
            keep = depth if end == hidden_end else len(around) - 1
            while len(around) > max(keep, 0):
                failing -= not around.pop()
        elif failing:
            token = (kind, start, end, visible & ~OUTLOOK, name, inside, inside_end)
        made.append(token)
    return made


def _judged(html: Html, tokens: Sequence[Token], view: tree.View, mask: int) -> Iterator[Fault]:
    """The faults of a view that are so in every reading of the template."""
    candidates = {fault.start: fault for fault in _of_view(html, tokens, view)}
    branches = branches_of(html)
    if branches and not _confirmed(html, tokens, branches, mask, candidates):
        return
    arms = Arms(branches)
    strays = _Strays(html, tokens, branches, arms, mask)
    includes = [
        include.span[0]
        for include in html.includes
        if not html.masked.startswith("<mj-include", include.span[0])  # whole by itself
    ]
    complete = _complete(html)
    ends = {token[4]: token[1] for token in tokens if token[0] == END and token[3] & mask}
    for start, fault in candidates.items():
        by, arm = fault.by, arms.at(start)
        if by is None and not complete:
            continue
        if fault.index < 0:
            if (includes and includes[0] < start) or (arm is not None and not strays.judge(fault)):
                continue
        else:
            last = by[1] if by is not None else len(html.masked)
            if bisect_left(includes, start) < bisect_left(includes, last):
                continue
            if arm is not None and (
                arms.at(by[1]) != arm if by else ends.get(fault.name, -1) > start
            ):
                continue
        yield fault


def _confirmed(
    html: Html,
    tokens: Sequence[Token],
    branches: Sequence[Branch],
    mask: int,
    candidates: dict[int, Fault],
) -> bool:
    """Leave the candidates that are at fault in each reading that holds them; if any are left."""
    certain: set[int] = set()
    for reading in readings(tokens, branches):
        view = _view(html, reading, mask)
        wrong = {token[1] for token in view.strays}
        wrong |= {html.all_elements[index].start for index in view.unclosed}
        there = {token[1] for token in reading if token[3] & mask and token[1] in candidates}
        certain |= there & wrong
        for start in there - wrong:
            del candidates[start]
    for start in candidates.keys() - certain:
        del candidates[start]
    return bool(candidates)


class _Strays:
    """Judges end tags in a branch that close nothing when all branches are sent."""

    __slots__ = ("_arms", "_branches", "_counts", "_html", "_mask", "_tokens", "_tried")

    def __init__(
        self,
        html: Html,
        tokens: Sequence[Token],
        branches: Sequence[Branch],
        arms: Arms,
        mask: int,
    ) -> None:
        self._html = html
        self._tokens = tokens
        self._branches = branches
        self._arms = arms
        self._mask = mask
        self._counts = _Counts(tokens)
        self._tried = 0

    def judge(self, fault: Fault) -> bool:
        """Whether it closes nothing either if its own branch alone is sent.

        Not so in `{% if a %}</p>{% endif %}{% if not a %}</p>{% endif %}`, nor where a loop
        comes round: `{% for … %}{% if not first %}</tr>{% endif %}<tr>`.
        """
        around = self._arms.around(fault.start)
        self._tried += 1
        if not around or self._tried > _MANY:
            return False
        if not all(self._counts.ends_prevail(fault.name, arm) for arm in around):
            return False
        others = sorted(arm for arms, _ in self._branches for arm in arms if arm not in around)
        view = _view(self._html, without(self._tokens, others), self._mask)
        return any(stray[1] == fault.start for stray in view.strays)


def _of_view(html: Html, tokens: Sequence[Token], view: tree.View) -> Iterator[Fault]:
    for stray in view.strays:
        yield Fault(stray)
    if view.unclosed:
        ends = {token[1]: token for token in tokens if token[0] == END}
        for index in view.unclosed:
            element = html.all_elements[index]
            if element.name in _OPTIONAL:
                continue
            by = ends.get(view.closes[index])
            if by is not None and by[4] in _PAGE:
                by = None
            yield Fault(element, index, by)


def _complete(html: Html) -> bool:
    """Whether the page both begins and ends here: it is no header or footer of others."""
    return any(name in html.by_name for name in _PAGE) and any(
        token[0] == END and token[4] in _PAGE for token in reversed(html.tokens)
    )


class _Counts:
    """How many start and end tags of a name stand in a stretch."""

    __slots__ = ("_places", "_tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._places: dict[str, tuple[list[int], list[int]]] = {}

    def ends_prevail(self, name: str, span: Arm) -> bool:
        """Whether more end tags of the name than start tags stand in a stretch."""
        if name not in self._places:
            tags = [token for token in self._tokens if token[4] == name]
            self._places[name] = (
                [token[1] for token in tags if token[0] == START],
                [token[1] for token in tags if token[0] == END],
            )
        starts, ends = self._places[name]
        return _between(ends, span) > _between(starts, span)


def _between(places: Sequence[int], span: Arm) -> int:
    return bisect_left(places, span[1]) - bisect_left(places, span[0])
