"""Stretches of a template in, a test of offsets out.

What stands in a conditional may be what is left where there is no address, and in one that asks
for the environment it may be meant for developers. Loops and what nothing closes do not count.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presend.documents.templating.holes import Branch

LOOPS = frozenset("for foreach each range tablerow while until list do".split())
"""Statements whose block is sent any number of times."""
_ENVIRONMENT = patterns.compile(
    r"(?<![a-z])(?:debug|dev|development|test|testing|local|localhost|preview|staging|sandbox"
    r"|environment|env|prod|production)(?![a-z])",
    patterns.I,
)


def conditional(
    text: str, branches: Iterable[Branch], *, environment: bool = False
) -> Callable[[int], bool]:
    """Whether an offset stands in a conditional, or in one that asks for the environment.

    `branches` are those of the text (`documents.holes.branches`).
    """
    spans: list[tuple[int, int]] = []
    for branch in branches:
        if branch.closed and branch.optional and branch.word not in LOOPS:
            said = "".join(text[mark.start : mark.end] for mark in branch.marks)
            if not environment or _ENVIRONMENT.search(said):
                spans.append((branch.marks[0].start, branch.marks[-1].end))
    return inside(spans)


def inside(spans: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Whether an offset stands in one of the spans."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def stands_in(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at]

    return stands_in
