"""Where a template takes a turn: a document in, a test of offsets out.

What stands in a conditional may be what is left where there is no address, and in one that asks
for the environment it may be meant for developers. Loops and what nothing closes do not count.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns
from presend.documents import holes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presend.documents.html import Html
    from presend.documents.plain import Plain

_LOOPS = frozenset("for foreach each range tablerow while until list do".split())
_ENVIRONMENT = patterns.compile(
    r"(?<![a-z])(?:debug|dev|development|test|testing|local|localhost|preview|staging|sandbox"
    r"|environment|env|prod|production)(?![a-z])",
    patterns.I,
)


def conditional(document: Html | Plain, *, environment: bool = False) -> Callable[[int], bool]:
    """Whether an offset stands in a conditional, or in one that asks for the environment."""
    text = document.source.text
    spans: list[tuple[int, int]] = []
    if document.holes and holes.may_branch(text):
        for branch in holes.branches(text, document.holes):
            if branch.closed and branch.optional and branch.word not in _LOOPS:
                said = "".join(text[mark.start : mark.end] for mark in branch.marks)
                if not environment or _ENVIRONMENT.search(said):
                    spans.append((branch.marks[0].start, branch.marks[-1].end))
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def inside(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at]

    return inside
