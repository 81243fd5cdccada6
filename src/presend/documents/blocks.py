"""Blocks: the statements of a template in, how they nest and where they do not out.

`branches` takes any text as it comes, so that what may not be sent is known even of a broken
template. `faults` is strict: engines demand that each file be balanced by itself, and each
branch of a conditional too.
"""

from __future__ import annotations

from presend.documents import statements
from presend.documents.statements import ANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from presend.documents.holes import Hole
    from presend.documents.statements import Statement

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
_last: tuple[Sequence[Hole], list[Statement]] | None = None


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


def _statements(text: str, holes: Sequence[Hole]) -> list[Statement]:
    """The statements of a text; those of the last one asked for are kept."""
    global _last
    last = _last
    if last is None or last[0] is not holes:
        last = _last = holes, statements.of(text, holes)
    return last[1]


def branches(text: str, holes: Sequence[Hole]) -> Iterator[Branch]:
    """The conditionals and loops of a text, inner ones before the one around them.

    A branch that nothing closes has no closing mark and lasts to the end of the text.
    """
    stack: list[tuple[Statement, Branch]] = []
    for each in _statements(text, holes):
        if each.part == "open":
            stack.append((each, Branch(each)))
            continue
        at = len(stack) - 1
        while at >= 0 and not _belongs(stack[at][0], each):
            at -= 1
        if at < 0:
            continue
        stack[at][1].marks.append(each)
        if each.part == "close":
            stack[at][1].closed = True
            for opening, branch in reversed(stack[at:]):
                if _branches(opening):
                    yield branch
            del stack[at:]
    for opening, branch in reversed(stack):
        if _branches(opening):
            yield branch


def _branches(opening: Statement) -> bool:
    if opening.family == "curly":
        return opening.word not in ("*", ">", "define", "block")
    return opening.word in _BRANCHES or opening.word.startswith("if")


def _belongs(opening: Statement, other: Statement) -> bool:
    if opening.family != other.family:
        return False
    if other.part == "close":
        return opening.key == other.key or other.key == ANY or opening.key == ANY
    return opening.word not in _NO_ELSE.get(opening.family, ())


def faults(text: str, holes: Sequence[Hole]) -> list[Fault]:
    """What is not balanced in a text, in no order."""
    found: list[Fault] = []
    stacks: dict[str, list[Statement]] = {}
    late: dict[tuple[str, str], list[Fault]] = {}
    beside: list[tuple[Statement, Statement]] = []
    for each in _statements(text, holes):
        stack = stacks.setdefault(each.family, [])
        if each.part == "open":
            stack.append(each)
            continue
        if each.part == "middle" and each.word not in _ELSE:
            continue
        at = len(stack) - 1
        while at >= 0 and not _belongs(stack[at], each):
            at -= 1
        if at < 0:
            crossed = late.get((each.family, each.key))
            if each.part == "close" and crossed:
                fault = crossed.pop()
                fault.kind, fault.late = "crossed", each
            elif stack and each.part == "close":
                beside.append((each, stack[-1]))
            else:
                found.append(Fault("stray", each))
            continue
        for inner in stack[at + 1 :]:
            fault = Fault("unclosed", inner, each)
            found.append(fault)
            late.setdefault((inner.family, inner.key), []).append(fault)
        if each.part == "close":
            if each.name and stack[at].name and each.name != stack[at].name:
                found.append(Fault("wrong", stack[at], each))
            del stack[at:]
        else:
            del stack[at + 1 :]
    found += (Fault("unclosed", each) for stack in stacks.values() for each in stack)
    by_statement = {fault.statement: fault for fault in found if fault.kind == "unclosed"}
    for closing, opening in beside:
        fault_of = by_statement.pop(opening, None)
        if fault_of is None:
            found.append(Fault("stray", closing))
        else:
            fault_of.kind, fault_of.other = "wrong", closing
    return found
