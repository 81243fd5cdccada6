"""The JSON Schema of presend.toml in, the page of all settings out.

`presend config --schema --isolated | python tools/build_configuration.py > docs/configuration.md`;
`make docs` does it. The page is not committed: the schema is where its facts are written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parent.parent / "examples/presend.toml"
MANY = 6  # values beyond which they stand below the table

HEAD = """\
# Configuration

`presend.toml`, or `[tool.presend]` in `pyproject.toml`. The nearest one above a file holds for
it, alone: nothing is taken over from one farther up. `--config FILE` names another, `--isolated`
reads none. An unknown key or a wrong value is an error that names the file, the key and the
nearest known one.

`presend config PATH` prints what holds for a file and where each value comes from.
`presend config --schema` prints the JSON Schema from which this page is made, for editors.

"""
RULES = """\
## `[rules]`

A level for a group or a rule: `"error"`, `"warning"`, `"info"` or `"off"`; the rule wins over
its group. A rule with settings of its own takes a table, in which `severity` is the level.
`[[overrides]]` does the same for some files.

```toml
[rules]
accessibility = "off"
shortened-link = { severity = "error", allow = ["go.acme.com"] }
```

`presend explain RULE` tells what a rule is about and what its settings mean.

"""


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(json.load(sys.stdin)))


def page(schema: dict[str, Any]) -> str:
    """The page, in the order of the schema."""
    top: dict[str, Any] = schema["properties"]
    text = HEAD + f"An example of everything:\n\n```toml\n{EXAMPLE.read_text('utf-8')}```\n\n"
    rows = {key: about for key, about in top.items() if "properties" not in about}
    plain = {key: about for key, about in rows.items() if "properties" not in _items(about)}
    text += f"## At the top\n\n{table(plain)}\n"
    for key, about in top.items():
        if key == "rules":
            text += RULES + rules(about["properties"])
        elif "properties" in about:
            text += section(f"[{key}]", key, about)
        elif "properties" in _items(about):
            text += section(f"[[{key}]]", key, about)
    return text


def section(title: str, key: str, about: dict[str, Any]) -> str:
    """The keys of a table, or of each of several tables, and the tables below it."""
    inner = _items(about)
    required = inner.get("required", [])
    said = f"{about['description']}\n\n" if "description" in about else ""
    plain, below = {}, ""
    for name, each in inner["properties"].items():
        if name == "rules":
            plain[name] = {"type": "table", "description": "As in [rules].",
                           "examples": [{"clients": "off"}]}  # fmt: skip
        elif "properties" in _items(each):
            same = {*_items(each)["properties"]} - {"files"} <= {*inner["properties"]}
            below = section(f"[[{key}.{name}]]", f"{key}.{name}", each) if not same else (
                f"## `[[{key}.{name}]]`\n\n{each['description']} Takes every key of `[{key}]`, "
                f"and the required\n`files`, patterns as in .gitignore: "
                f"`files = {_toml(_items(each)['properties']['files']['examples'][0])}`.\n\n"
            )  # fmt: skip
        else:
            plain[name] = each
    return f"## `{title}`\n\n{said}{table(plain, required)}\n{below}"


def table(keys: dict[str, dict[str, Any]], required: list[str] | None = None) -> str:
    lines = ["| key | type | default | example | |", "|---|---|---|---|---|"]
    for key, about in keys.items():
        default = _code(about["default"]) if "default" in about else "not set"
        if key in (required or ()):
            default = "required"
        example = f"`{key} = {_toml(about['examples'][0])}`"
        cells = (f"`{key}`", _type(about), default, example, about["description"])
        lines.append(_row(cells))
    for key, about in keys.items():
        values = _items(about).get("enum", ())
        if len(values) > MANY:
            lines += ["", f"Values of `{key}`: {', '.join(map(_code, values))}."]
    return "\n".join(lines) + "\n"


def rules(levels: dict[str, dict[str, Any]]) -> str:
    """Groups, and a table of the rules with their levels and settings."""
    groups = [name for name, about in levels.items() if "anyOf" not in about]
    text = f"Groups: {', '.join(f'`{name}`' for name in groups)}.\n\n"
    lines = ["| rule | level | settings and their defaults |", "|---|---|---|"]
    for name, about in levels.items():
        if "anyOf" not in about:
            continue
        level, detailed = about["anyOf"]
        settings = [
            f"`{key} = {_toml(each['default'])}` ({_type(each)})"
            if each.get("default") is not None
            else f"`{key}` ({_type(each)})"
            for key, each in detailed["properties"].items()
            if key != "severity"
        ]
        lines.append(
            _row((f"[`{name}`](rules/{name}.md)", level["default"], "<br>".join(settings)))
        )
    return text + "\n".join(lines) + "\n\n"


def _items(about: dict[str, Any]) -> dict[str, Any]:
    items: dict[str, Any] = about.get("items", about)
    return items


def _type(about: dict[str, Any]) -> str:
    """A type in words, with the values where there are few."""
    if "anyOf" in about:
        return " or ".join(_type(each) for each in about["anyOf"] if each.get("type") != "null")
    if about.get("type") == "array":
        return f"list of {_type(about['items'])}".replace("of one of", "of")
    if "enum" in about:
        few = len(about["enum"]) <= MANY
        return ", ".join(map(_code, about["enum"])) if few else "one of those below"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        about["type"], about["type"]
    )


def _code(value: Any) -> str:
    return f"`{_toml(value)}`"


def _toml(value: Any) -> str:
    """A value as it is written in TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str) and '"' in value and "'" not in value:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    main()
