"""Edits in, new text out."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presend.report import FixRecord

    Edit = tuple[int, int, str]
    Node = tuple[str, ...]

NEAR = 64  # nodes that one fix may put in or take out


def apply(text: str, fixes: Iterable[FixRecord]) -> tuple[str, int]:
    """The text with every fix that touches none already taken, and how many were taken.

    First come, first served; a fix is taken whole or not at all. What is left over is found
    again in the next round. A fix that would change more of the markup than it names is not
    taken, nor one that would change nothing.
    """
    taken: list[FixRecord] = []
    edits: list[Edit] = []  # in the order of the text
    for fix in fixes:
        own = sorted(fix[2])
        clear = all(before[1] <= after[0] for before, after in pairwise(own))
        changes = any(text[start:end] != new for start, end, new in own)
        if clear and changes and not any(_touches(edit, edits) for edit in own):
            taken.append(fix)
            for edit in own:
                insort(edits, edit)
    taken = _sound(text, taken)
    return _edited(text, taken), len(taken)


def _touches(edit: Edit, others: Sequence[Edit]) -> bool:
    """Whether the order of the edit and one of the others, which are sorted, could matter."""
    place = bisect_right(others, edit[1], key=lambda other: other[0])
    return place > 0 and others[place - 1][1] >= edit[0]


def _sound(text: str, fixes: list[FixRecord]) -> list[FixRecord]:
    """Those of the fixes that change nothing but what they name: halved until that is so.

    Those that touch tags are looked at apart, so that the others are held to the elements
    that there are.
    """
    sound: list[FixRecord] = []
    nodes = _nodes(text) if fixes else []
    waiting = [
        [fix for fix in fixes if (_named(text, fix) > len(fix[2])) is with_tags]
        for with_tags in (True, False)
    ]
    while waiting:
        some = waiting.pop()
        if not some or _only_named(text, nodes, some):
            sound += some
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += (some[middle:], some[:middle])
    return sound


def _named(text: str, fix: FixRecord) -> int:
    """How many nodes a fix says that it changes.

    An edit names one, and for each tag in its text and in what it replaces two more: the
    element, and the text around it that is split or joined.
    """
    return sum(1 + 2 * (new.count("<") + text.count("<", start, end)) for start, end, new in fix[2])


def _edited(text: str, fixes: Iterable[FixRecord]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(edit for fix in fixes for edit in fix[2]):
        pieces += (text[done:start], new)
        done = end
    return "".join(pieces) + text[done:]


def _only_named(text: str, old: Sequence[Node], fixes: Sequence[FixRecord]) -> bool:
    """Whether lxml sees no more nodes change than the fixes name; `old` are those of the text."""
    new = _nodes(_edited(text, fixes))
    named = [_named(text, fix) for fix in fixes]
    if len(old) == len(new) and [node[0] for node in old] == [node[0] for node in new]:
        return sum(a != b for a, b in zip(old, new, strict=True)) <= sum(named)
    if sum(named) == sum(len(fix[2]) for fix in fixes):
        return False  # no edit touches a tag, yet other elements are there
    return _changed(old, new, sum(named), min(max(named), NEAR)) <= sum(named)


def _changed(old: Sequence[Node], new: Sequence[Node], most: int, near: int) -> int:
    """How many nodes one list has other than the next; anything above `most` is too many.

    The lists are walked side by side; where they part, the nearest place within `near` nodes
    is taken where they go on together. That is linear, as a longest common part is not.
    """
    place, other, changed = 0, 0, 0
    while place < len(old) and other < len(new) and changed <= most:
        if old[place] == new[other]:
            place, other = place + 1, other + 1
            continue
        for step in range(1, near + 1):
            ways = [(step, ahead) for ahead in range(step + 1)]
            ways += [(ahead, step) for ahead in range(step)]
            for of_old, of_new in ways:
                rest = old[place + of_old : place + of_old + 2]
                if rest == new[other + of_new : other + of_new + 2]:
                    place, other = place + of_old, other + of_new
                    break
            else:
                continue
            changed += step
            break
        else:
            return most + 1
    return changed + max(len(old) - place, len(new) - other)


def _nodes(text: str) -> list[Node]:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    data = b"<!doctype html><html><body>" + text.encode("utf-8", "surrogatepass")
    root = etree.fromstring(data, parser)
    nodes: list[Node] = []
    for element in root.iter():
        name = element.tag if isinstance(element.tag, str) else "#comment"
        try:
            attributes = tuple("=".join(map(str, item)) for item in element.items())
        except ValueError:  # a template hole between attributes: lxml has no name for it
            attributes = ()
        nodes.append((name, *attributes, element.text or ""))
        if element.tail:
            nodes.append(("#text", element.tail))
    return nodes
