"""Readings of a template: its branches in, what is sent with one or another of them out.

A branch is the stretch between two marks of a conditional or a loop. Which of them are sent
together is the engine's to decide; a few readings show most of what there can be.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns
from presend.documents.templating import holes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from presend.documents.html import Html
    from presend.documents.markup.tokens import Token

    Arm: TypeAlias = tuple[int, int]
    Branch: TypeAlias = tuple[list[Arm], bool]
    """The branches of one conditional or loop, and whether one of them is always sent."""

MOST = 8  # branches of one conditional
DEPTH = 16  # branches in branches
_ELSE = patterns.compile(r"else(?!\s*+if)|\bempty\b|\bdefault\b|\^", patterns.I)


def branches_of(html: Html) -> list[Branch]:
    """The conditionals and loops of a document that are closed, in no order."""
    text = html.source.text
    found: list[Branch] = []
    if not html.holes or not holes.may_branch(text):
        return found
    for branch in holes.branches(text, html.holes):
        if branch.closed and branch.optional:
            marks = branch.marks
            arms = [(marks[at].end, marks[at + 1].start) for at in range(len(marks) - 1)]
            always = any(_ELSE.search(text, mark.start, mark.end) for mark in marks[1:-1])
            found.append((arms, always))
    return found


def readings(tokens: Sequence[Token], branches: Sequence[Branch]) -> Iterator[list[Token]]:
    """The tokens with the first branch of each conditional, with the second, …; who sees them.

    With the second, a loop is passed over, and a conditional that has but one branch. There are
    none where a conditional has more than MOST branches.
    """
    most = max(len(arms) + (not always) for arms, always in branches)
    for number in range(most if most <= MOST else 0):
        left_out: list[Arm] = []
        for arms, always in branches:
            taken = min(number, len(arms) - 1) if always else number
            left_out += (arm for at, arm in enumerate(arms) if at != taken)
        left_out.sort()
        yield without(tokens, left_out)


def without(tokens: Sequence[Token], left_out: Sequence[Arm]) -> list[Token]:
    """The tokens with those in some stretches, which are sorted, seen by nobody."""
    made: list[Token] = []
    at, until = 0, -1
    for token in tokens:
        start = token[1]
        while at < len(left_out) and left_out[at][0] <= start:
            until = max(until, left_out[at][1])
            at += 1
        if start < until:
            token = (*token[:3], 0, *token[4:])
        made.append(token)
    return made


def branch_of(html: Html) -> Callable[[int], Arm | None]:
    """A function from an offset to the innermost branch around it, None outside of all.

    A branch is the stretch between two marks of a conditional or a loop.
    """
    return Arms(branches_of(html)).at


class Arms:
    """What stands between the marks of conditionals and loops, by offset."""

    __slots__ = ("_inner", "_outer", "_places")

    def __init__(self, branches: Sequence[Branch]) -> None:
        self._places: list[int] = []
        self._inner: list[Arm | None] = []
        self._outer: dict[Arm, Arm | None] = {}
        stack: list[Arm] = []
        arms = sorted((a for arms, _ in branches for a in arms), key=lambda arm: (arm[0], -arm[1]))
        for arm in arms:
            while stack and stack[-1][1] <= arm[0]:
                self._leave(stack)
            self._outer.setdefault(arm, stack[-1] if stack else None)
            stack.append(arm)
            self._places.append(arm[0])
            self._inner.append(arm)
        while stack:
            self._leave(stack)

    def _leave(self, stack: list[Arm]) -> None:
        self._places.append(max(stack.pop()[1], self._places[-1]))
        self._inner.append(stack[-1] if stack else None)

    def at(self, offset: int) -> Arm | None:
        """The innermost one around an offset."""
        at = bisect_right(self._places, offset) - 1
        return self._inner[at] if at >= 0 else None

    def around(self, offset: int) -> list[Arm] | None:
        """All around an offset, the innermost first; None where there are too many."""
        found: list[Arm] = []
        arm = self.at(offset)
        while arm is not None and len(found) < DEPTH:
            found.append(arm)
            arm = self._outer[arm]
        return found if arm is None else None
