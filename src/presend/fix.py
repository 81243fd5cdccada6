"""Edits in, new text out."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presend.report import FixRecord

    Edit = tuple[int, int, str]


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
    """Those of the fixes that change nothing but what they name: halved until that is so."""
    sound: list[FixRecord] = []
    waiting = [fixes] if fixes else []
    while waiting:
        some = waiting.pop()
        if _only_named(text, _edited(text, some), some):
            sound += some
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += (some[middle:], some[:middle])
    return sound


def _edited(text: str, fixes: Iterable[FixRecord]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(edit for fix in fixes for edit in fix[2]):
        pieces += (text[done:start], new)
        done = end
    return "".join(pieces) + text[done:]


def _only_named(before: str, after: str, fixes: Iterable[FixRecord]) -> bool:
    """Whether lxml sees no more nodes change than the edits name.

    An edit names one node, and for each tag in its text and in what it replaces two more: the
    element, and the text around it that is split or joined.
    """
    old, new = _nodes(before), _nodes(after)
    edits = [edit for fix in fixes for edit in fix[2]]
    named = sum(
        1 + 2 * (text.count("<") + before.count("<", start, end)) for start, end, text in edits
    )
    if len(old) == len(new) and [node[0] for node in old] == [node[0] for node in new]:
        return sum(a != b for a, b in zip(old, new, strict=True)) <= named
    if named == len(edits):
        return False  # no edit touches a tag, yet other elements are there
    from difflib import SequenceMatcher

    changed = sum(
        max(old_end - old_start, new_end - new_start)
        for kind, old_start, old_end, new_start, new_end in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes()
        if kind != "equal"
    )
    return changed <= named


def _nodes(text: str) -> list[tuple[str, ...]]:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    data = b"<!doctype html><html><body>" + text.encode("utf-8", "surrogatepass")
    root = etree.fromstring(data, parser)
    nodes: list[tuple[str, ...]] = []
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
