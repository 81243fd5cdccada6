"""`presend explain`: a rule's documentation out."""

from __future__ import annotations

import sys

from presend.cli import arguments
from presend.cli.arguments import Option
from presend.errors import UsageError
from presend.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from presend.report import RuleHelp
    from presend.rule import Rule

SUMMARY = "Print what a rule, or every rule of a group, is about."
OPTIONS = (
    Option("--all", "", "list every rule"),
    Option("-f --format", "FORMAT", "how to print", choices=("text", "json", "markdown"),
           default="text"),
    Option("--config", "FILE", "the settings file; else the nearest presend.toml above"),
    Option("--isolated", "", "read no settings file"),
)  # fmt: skip


def run(argv: Sequence[str]) -> int:
    """Print the documentation of what the arguments name; the exit code."""
    options = arguments.read("explain", SUMMARY, "RULE|GROUP …", OPTIONS, argv)
    config = Settings(options.config, options.isolated, lambda _: None).of("explain")
    rules = sorted(config.rules, key=lambda rule: (rule.group, rule.name))
    if options.all:
        chosen = rules
    elif options.paths:
        chosen = [rule for name in options.paths for rule in _named(name, rules)]
    else:
        raise UsageError("explain needs the name of a rule or group, or --all")
    if options.format == "json":
        sys.stdout.write(_json(chosen))
    elif options.all and options.format == "text":
        sys.stdout.write(_list(chosen))
    else:
        render = markdown if options.format == "markdown" else _text
        sys.stdout.write("\n\n".join(render(rule) for rule in chosen))
    return 0


def _named(name: str, rules: Sequence[Rule]) -> list[Rule]:
    found = [rule for rule in rules if name in (rule.name, rule.group, *rule.formerly)]
    if not found:
        from presend.schema import unknown

        known = [word for rule in rules for word in (rule.name, rule.group)]
        raise UsageError(
            f"{unknown('rule or group', name, known)} (presend explain --all lists them)"
        )
    return found


def _list(rules: Sequence[Rule]) -> str:
    width = max(len(rule.name) for rule in rules)
    lines: list[str] = []
    group = ""
    for rule in rules:
        if rule.group != group:
            group = rule.group
            lines.append(f"{'' if not lines else chr(10)}{group}")
        level = "off" if rule.off else rule.severity
        lines.append(f"  {rule.name:{width}}  {level:8} {rule.summary}")
    return "\n".join(lines) + "\n"


def _settings(rule: Rule) -> list[tuple[str, str, Any]]:
    """Name, type in words and default of each setting of a rule."""
    if rule.options is None:
        return []
    from presend.schema import fields, said

    defaults = rule.options()
    return [
        (name, said(kind), getattr(defaults, name.replace("-", "_")))
        for name, kind in fields(rule.options).items()
    ]


def _level(rule: Rule) -> str:
    return f"{rule.severity}, off by default" if rule.off else rule.severity


def _fixable(rule: Rule) -> bool:
    """Whether it offers fixes: its examples show one if and only if it does."""
    lines = rule.docs.splitlines()
    return any(line.startswith("```") and line.split()[1:2] == ["fixed"] for line in lines)


def _text(rule: Rule) -> str:
    level = _level(rule)
    head = f"{rule.name} ({rule.group}, {level})\nstandard: {rule.standard}\n"
    head += "a fix is offered\n" * _fixable(rule)
    head += f"\n{rule.docs.strip()}\n"
    settings = _settings(rule)
    if settings:
        head += "\nsettings, in presend.toml under [rules]:\n"
        for name, kind, default in settings:
            head += f"  {rule.name} = {{ {name} = … }}  {kind}, {_toml(default)} by default\n"
    return head


def _toml(value: Any) -> str:
    """A default as it is written in presend.toml."""
    import json

    return "not set" if value is None else json.dumps(value, ensure_ascii=False)


def markdown(rule: Rule) -> str:
    """The page of a rule."""
    level = _level(rule)
    text = (
        f"# {rule.name}\n\nGroup: {rule.group}. Severity: {level}. Standard: {rule.standard}."
        f"{' A fix is offered.' * _fixable(rule)}\n\n"
    )
    text += rule.docs.strip() + "\n"
    settings = _settings(rule)
    if settings:
        text += "\n## Settings\n\n| key | type | default |\n|---|---|---|\n"
        for name, kind, default in settings:
            text += f"| `{name}` | {kind} | `{_toml(default)}` |\n"
    return text


def help_of(rule: Rule) -> RuleHelp:
    """The documentation of a rule, for reports that carry it."""
    from presend.report import RuleHelp

    return RuleHelp(
        rule.name,
        rule.group,
        rule.severity,
        rule.summary,
        _text(rule),
        markdown(rule),
        rule.address,
    )


def _json(rules: Sequence[Rule]) -> str:
    import json

    return (
        json.dumps(
            [
                {
                    "name": rule.name,
                    "group": rule.group,
                    "severity": rule.severity,
                    "default": "off" if rule.off else "on",
                    "fixable": _fixable(rule),
                    "standard": rule.standard,
                    "summary": rule.summary,
                    "formerly": list(rule.formerly),
                    "options": {name: default for name, _, default in _settings(rule)},
                    "docs": rule.docs,
                }
                for rule in rules
            ],
            indent=1,
        )
        + "\n"
    )
