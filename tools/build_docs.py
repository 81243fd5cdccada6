"""Rules in, a folder of Markdown pages out: one page a rule, and an index by group.

python tools/build_docs.py docs/rules
"""

from __future__ import annotations

import sys
from pathlib import Path

import presend.rules
from presend.cli.explain import markdown
from presend.own_rules import OWN_RULES
from presend.rule import Rule, discover


def build(folder: Path) -> None:
    """Write the pages into a folder, which is made if it is not there."""
    rules = sorted([*discover(presend.rules), *OWN_RULES], key=lambda rule: (rule.group, rule.name))
    folder.mkdir(parents=True, exist_ok=True)
    for rule in rules:
        (folder / f"{rule.name}.md").write_text(markdown(rule), encoding="utf-8")
    (folder / "index.md").write_text(index(rules), encoding="utf-8")


def index(rules: list[Rule]) -> str:
    """A table of the rules for each group, under the group's question."""
    lines = ["# Rules", ""]
    for group in sorted({rule.group for rule in rules}):
        lines += [f"## {group}: {_question(group)}", "", "| rule | severity | |", "|---|---|---|"]
        lines += [
            f"| [{rule.name}]({rule.name}.md) | {'off' if rule.off else rule.severity} "
            f"| {rule.summary} |"
            for rule in rules
            if rule.group == group
        ]
        lines.append("")
    return "\n".join(lines)


def _question(group: str) -> str:
    from importlib import import_module

    if group == OWN_RULES[0].group:
        return "what presend says of itself"
    docs = import_module(f"presend.rules.{group}").__doc__ or ""
    return docs.strip()[:1].lower() + docs.strip()[1:]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
