"""Names of rules in, their documentation out: parted into paragraphs and examples."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from presend import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.rule import Rule

_FENCE = "```"
_LABELS = {"bad": "A finding", "good": "No finding", "fixed": "Mended", "unchecked": "Unknown"}


class Block(NamedTuple):
    """A paragraph, in parts of which every second is code; or an example under its label."""

    label: str
    parts: list[str]


class Documentation(NamedTuple):
    """What a rule says of itself."""

    name: str
    group: str
    summary: str
    standard: str
    blocks: list[Block]


def of(names: set[str]) -> dict[str, Documentation]:
    """The pages of those rules that presend brings, by name; others have none."""
    import presend.rules
    from presend.own_rules import OWN_RULES
    from presend.rule import discover

    return {
        rule.name: _page(rule)
        for rule in (*discover(presend.rules), *OWN_RULES)
        if rule.name in names
    }


def question(group: str) -> str:
    """The question that the rules of a group answer; empty for a group of others."""
    if not group.isidentifier():
        return ""
    try:
        module = import_module(f"presend.rules.{group}")
        return (module.__doc__ or kept.docstring(module.__file__ or "")).strip()
    except (ImportError, OSError):
        return ""


def _page(rule: Rule) -> Documentation:
    summary, _, rest = rule.docs.strip().partition("\n")
    return Documentation(rule.name, rule.group, summary, rule.standard, list(blocks(rest)))


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs and examples of a docstring, in reading order."""
    lines: list[str] = []
    label: str | None = None
    for line in [*text.split("\n"), ""]:
        if label is not None:
            if line.startswith(_FENCE):
                yield Block(label, ["\n".join(lines)])
                lines, label = [], None
            else:
                lines.append(line)
        elif line.startswith(_FENCE) or not line.strip():
            if lines:
                yield _paragraph(lines)
            lines = []
            label = _label(line) if line else None
        else:
            lines.append(line)


def _paragraph(lines: list[str]) -> Block:
    if all(line.startswith("    ") for line in lines):
        return Block("Example", ["\n".join(line[4:] for line in lines)])
    return Block("", "\n".join(lines).split("`"))


def _label(fence: str) -> str | None:
    if not fence.startswith(_FENCE):
        return None
    _, _, said = fence[len(_FENCE) :].partition(" ")
    word, _, settings = said.partition(" ")
    label = _LABELS.get(word, "Example")
    return f"{label}, with {settings}" if settings else label
