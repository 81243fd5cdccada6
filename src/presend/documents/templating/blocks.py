"""Blocks: the statements of a template in, how they nest and where they do not out.

`branches` takes any text as it comes, so that what may not be sent is known even of a broken
template. `faults` is strict: engines demand that each file be balanced by itself, and each
branch of a conditional too.
"""

from __future__ import annotations

from presend.documents.templating import statements
from presend.documents.templating.statements import ANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from presend.documents.templating.holes import Hole
    from presend.documents.templating.statements import Statement

_BRANCHES = frozenset(
    "if unless for foreach each with case range ifequal ifnotequal ifchanged tablerow while until "
    "interested ifnot switch list items do else elseif try".split()
)
_ELSE = frozenset("else elif elsif elseif".split())
_NO_ELSE = {
    "tag": frozenset(
        "with block macro filter autoescape comment raw verbatim spaceless capture set "
        "module_block module_attribute widget_block widget_attribute content_attribute dnd_area "
        "dnd_section dnd_row dnd_column require_css require_js require_head scope_css".split()
    ),
    "liquid": frozenset(("capture",)),
    "curly": frozenset(("define", "block", "*")),
    "ampscript": frozenset(("for",)),
    "freemarker": frozenset("macro function compress escape noescape assign local global".split()),
}
_ALL, _DIVIDED = "\0all", "\0divided"


class Branch:
    """The stretch of a conditional or loop: what stands inside may not be sent.

    `marks` are the statements that divide it: the opening one, each `else`, the closing one.
    `optional` is False for a block that is always sent (Django's `{% with %}`).
    """

    __slots__ = ("closed", "marks", "optional", "word")

    def __init__(self, opening: Statement) -> None:
        self.word = opening.word
        self.marks = [opening]
        self.closed = False
        self.optional = self.word != "with" or opening.family != "tag"


class Fault:
    """A block that is not as it must be.

    `unclosed`: nothing closes `statement`, and `other` is where its end was due (None: the end
    of the text). `stray`: nothing is open that `statement` could close or divide. `wrong`:
    `other` closes something else than `statement`, which was open. `crossed`: `statement` ends
    only after the block around it, which `other` closed; `late` is its end.
    """

    __slots__ = ("kind", "late", "other", "statement")

    def __init__(
        self,
        kind: Literal["unclosed", "stray", "wrong", "crossed"],
        statement: Statement,
        other: Statement | None = None,
    ) -> None:
        self.kind = kind
        self.statement = statement
        self.other = other
        self.late: Statement | None = None


class _Read:
    """The statements of one text and its branches: several rules ask one after the other."""

    def __init__(self, text: str, holes: Sequence[Hole]) -> None:
        self.holes = holes
        self.statements = statements.of(text, holes)
        self.branches: list[Branch] | None = None


_last: _Read | None = None


def _read(text: str, holes: Sequence[Hole]) -> _Read:
    global _last
    last = _last
    if last is None or last.holes is not holes:
        last = _last = _Read(text, holes)
    return last


def branches(text: str, holes: Sequence[Hole]) -> Iterator[Branch]:
    """The conditionals and loops of a text, inner ones before the one around them.

    A branch that nothing closes has no closing mark and lasts to the end of the text.
    """
    read = _read(text, holes)
    if read.branches is None:
        read.branches = list(_nested(read.statements))
    return iter(read.branches)


def _nested(found: Sequence[Statement]) -> Iterator[Branch]:
    stack: list[tuple[Statement, Branch]] = []
    waiting = _Waiting()
    for each in found:
        if each.part == "open":
            stack.append((each, Branch(each)))
            waiting.add(each)
        elif each.part == "middle":
            if stack and _belongs(stack[-1][0], each):
                stack[-1][1].marks.append(each)
        elif waiting.closed_by(each):
            while True:
                opening, branch = stack.pop()
                waiting.remove(opening)
                if closes := _belongs(opening, each):
                    branch.marks.append(each)
                    branch.closed = True
                if _branches(opening):
                    yield branch
                if closes:
                    break
    for opening, branch in reversed(stack):
        if _branches(opening):
            yield branch


class _Waiting:
    """What is open, by number: so that no statement has to go through all of it in vain."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], int] = {}

    def _count(self, opening: Statement, by: int) -> None:
        counts, family = self.counts, opening.family
        for key in (opening.key, _ALL, _DIVIDED if _divided(opening) else None):
            if key is not None:
                counts[family, key] = counts.get((family, key), 0) + by

    def add(self, opening: Statement) -> None:
        self._count(opening, 1)

    def remove(self, opening: Statement) -> None:
        self._count(opening, -1)

    def closed_by(self, closing: Statement) -> bool:
        counts, family = self.counts, closing.family
        if closing.key == ANY:
            return counts.get((family, _ALL), 0) > 0
        return counts.get((family, closing.key), 0) > 0 or counts.get((family, ANY), 0) > 0

    def divided_by(self, middle: Statement) -> bool:
        return self.counts.get((middle.family, _DIVIDED), 0) > 0


def _branches(opening: Statement) -> bool:
    if opening.family == "curly":
        return opening.word not in ("*", ">", "define", "block")
    return opening.word in _BRANCHES or opening.word.startswith("if")


def _belongs(opening: Statement, other: Statement) -> bool:
    if opening.family != other.family:
        return False
    if other.part == "close":
        return opening.key == other.key or ANY in (opening.key, other.key)
    return _divided(opening)


def _divided(opening: Statement) -> bool:
    """Whether an `else` may belong to it."""
    return opening.word not in _NO_ELSE.get(opening.family, ())


def faults(text: str, holes: Sequence[Hole], start: int = 0) -> list[Fault]:
    """What is not balanced in a text from `start` on, in no order."""
    found: list[Fault] = []
    stacks: dict[str, list[Statement]] = {}
    late: dict[tuple[str, str], list[Fault]] = {}
    beside: list[tuple[Statement, Statement]] = []
    waiting = _Waiting()
    for each in _read(text, holes).statements:
        if each.start < start or each.family == "directive":
            continue  # in front matter, which is rendered by itself; or text for all that is known
        stack = stacks.setdefault(each.family, [])
        if each.part == "open":
            stack.append(each)
            waiting.add(each)
            continue
        if each.part == "middle":
            if each.word not in _ELSE:
                continue
            expected = waiting.divided_by(each)
        else:
            expected = waiting.closed_by(each)
        if not expected:
            crossed = late.get((each.family, each.key)) if each.part == "close" else None
            if crossed:
                fault = crossed.pop()
                fault.kind, fault.late = "crossed", each
            elif stack and each.part == "close":
                beside.append((each, stack[-1]))
            else:
                found.append(Fault("stray", each))
            continue
        while not _belongs(stack[-1], each):
            inner = stack.pop()
            waiting.remove(inner)
            found.append(Fault("unclosed", inner, each))
            late.setdefault((inner.family, inner.key), []).append(found[-1])
        if each.part == "close":
            opening = stack.pop()
            waiting.remove(opening)
            if each.name and opening.name and each.name != opening.name:
                found.append(Fault("wrong", opening, each))
    found += (Fault("unclosed", each) for stack in stacks.values() for each in stack)
    unclosed = {id(fault.statement): fault for fault in found if fault.kind == "unclosed"}
    for closing, opening in beside:
        wrong = unclosed.pop(id(opening), None)
        if wrong is None:
            found.append(Fault("stray", closing))
        else:
            wrong.kind, wrong.other = "wrong", closing
    return found
