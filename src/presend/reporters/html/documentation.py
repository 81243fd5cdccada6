"""The help of a rule in, its documentation out: parted into paragraphs and examples."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from presend import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.report import RuleHelp

_FENCE = "```"
_LABELS = {"bad": "A finding", "good": "No finding", "fixed": "Mended", "unchecked": "Unknown"}


class Block(NamedTuple):
    """A paragraph, in parts of which every second is code; or an example under its label."""

    label: str
    parts: list[str]


class Documentation(NamedTuple):
    """What a rule says of itself, and where the same is kept."""

    summary: str
    about: str
    blocks: list[Block]
    address: str


def of(help: RuleHelp) -> Documentation:
    """The documentation of a rule, from its page."""
    said = [each for each in blocks(help.markdown) if not each.parts[0].startswith("# ")]
    about = "".join(said[0].parts) if said else ""
    rest = [each for each in said[1:] if "".join(each.parts).strip() != help.summary]
    address = help.address if help.address.startswith("https://") else ""
    return Documentation(help.summary, about, rest, address)


def question(group: str) -> str:
    """The question that the rules of a group answer; empty for a group of others."""
    if not group.isidentifier():
        return ""
    try:
        module = import_module(f"presend.rules.{group}")
        return (module.__doc__ or kept.docstring(module.__file__ or "")).strip()
    except (ImportError, OSError):
        return ""


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs, examples and tables of a page, in reading order."""
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
    if all(line.startswith("|") for line in lines):
        rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
        said = ["   ".join(row) for row in rows if set("".join(row)) != {"-"}]
        return Block("Settings", ["\n".join(said[1:])])
    return Block("", "\n".join(lines).split("`"))


def _label(fence: str) -> str | None:
    if not fence.startswith(_FENCE):
        return None
    _, _, said = fence[len(_FENCE) :].partition(" ")
    word, _, settings = said.partition(" ")
    label = _LABELS.get(word, "Example")
    return f"{label}, with {settings}" if settings else label
