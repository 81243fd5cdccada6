"""Edits in, new text out."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presend.report import FixRecord


def apply(text: str, fixes: Iterable[FixRecord]) -> tuple[str, int]:
    """The text with every fix that touches none already taken, and how many were taken.

    First come, first served; a fix is taken whole or not at all. What is left over is found
    again in the next round. A fix that would change more of the markup than it names is not
    taken.
    """
    taken: list[FixRecord] = []
    edits: list[tuple[int, int, str]] = []
    for fix in fixes:
        if not any(_touch(new, old) for new in fix[2] for old in edits):
            taken.append(fix)
            edits += fix[2]
    if not taken:
        return text, 0
    changed = _edited(text, edits)
    if _only_named(text, changed, edits):
        return changed, len(taken)
    sound = [fix for fix in taken if _only_named(text, _edited(text, fix[2]), fix[2])]
    return _edited(text, [edit for fix in sound for edit in fix[2]]), len(sound)


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _touch(a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    """Whether the order of the two could matter. Symmetric."""
    return a[0] <= b[1] and b[0] <= a[1]


def _only_named(before: str, after: str, edits: Sequence[tuple[int, int, str]]) -> bool:
    """Whether lxml sees the same elements, and at most as many nodes changed as edits made."""
    old, new = _nodes(before), _nodes(after)
    if len(old) != len(new) or [node[0] for node in old] != [node[0] for node in new]:
        return False
    return sum(a != b for a, b in zip(old, new, strict=True)) <= len(edits)


def _nodes(text: str) -> list[tuple[str, ...]]:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    data = b"<!doctype html><html><body>" + text.encode("utf-8", "surrogatepass")
    root = etree.fromstring(data, parser)
    nodes: list[tuple[str, ...]] = []
    for element in root.iter():
        name = element.tag if isinstance(element.tag, str) else "#comment"
        try:
            attributes = tuple(f"{key}={value}" for key, value in element.items())
        except ValueError:  # a template hole between attributes: lxml has no name for it
            attributes = ()
        nodes.append((name, *attributes, element.text or ""))
        if element.tail:
            nodes.append(("#text", element.tail))
    return nodes
