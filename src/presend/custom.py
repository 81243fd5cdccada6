"""The [[custom]] tables of presend.toml in, rules out: a pattern and what to say of its matches."""

from __future__ import annotations

import re

from presend.documents.html import Html
from presend.errors import ConfigError
from presend.finding import SEVERITIES, Finding
from presend.rule import Rule
from presend.schema import checked, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Protocol

    from presend.finding import Severity
    from presend.source import Span

    class Pattern(Protocol):
        def spans(self, html: Html) -> Iterator[Span]: ...


GROUP = "custom"
KEYS = ("name", "selector", "xpath", "message", "severity")
_NAME = re.compile(r"[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+\Z")


def rules(tables: Iterable[Mapping[str, Any]], path: str, known: Iterable[str] = ()) -> list[Rule]:
    """The rules that the tables of a file describe, in its order.

    `known` are the names that other rules and groups have. Raises ConfigError naming the file,
    the table and the key, for a pattern that cannot be used, too.
    """
    taken = {GROUP, *known}
    made: list[Rule] = []
    for number, table in enumerate(tables, 1):
        rule = _rule(table, path, f"{path}: custom[{number}]", taken)
        taken.add(rule.name)
        made.append(rule)
    return made


def _rule(table: Mapping[str, Any], path: str, where: str, taken: set[str]) -> Rule:
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{where}: {unknown('setting', key, KEYS)}")
    texts = {key: checked(str, value, f"{where}.{key}") for key, value in table.items()}
    for key in ("name", "message"):
        if not texts.get(key, "").strip():
            raise ConfigError(f"{where}: {key} is missing")
    name, message = texts["name"], " ".join(texts["message"].split())
    if not _NAME.match(name):
        raise ConfigError(
            f"{where}.name must be small letters and digits joined by hyphens, not {name!r}"
        )
    if name in taken:
        raise ConfigError(f"{where}.name: another rule or group is called {name!r}")
    level = texts.get("severity", "warning")
    if level not in SEVERITIES:
        hint = unknown("value", level, SEVERITIES)
        raise ConfigError(f"{where}.severity must be one of {', '.join(SEVERITIES)}: {hint}")
    severity: Severity = level
    kinds = [key for key in ("selector", "xpath") if key in texts]
    if len(kinds) != 1:
        said = "both selector and xpath are there" if kinds else "selector or xpath is missing"
        raise ConfigError(f"{where}: {said}; a rule has one of them")
    pattern = _pattern(kinds[0], texts[kinds[0]], where)

    def check(html: Html) -> Iterator[Finding]:
        for span in dict.fromkeys(pattern.spans(html)):
            yield Finding(span, message)

    check.__annotations__["html"] = Html
    return Rule(
        check,
        name=name,
        group=GROUP,
        severity=severity,
        standard=path,
        docs=f"{message}\n\n{path} asks for it wherever this {kinds[0]} finds something:\n\n"
        f"    {texts[kinds[0]]}\n",
    )


def _pattern(kind: str, text: str, where: str) -> Pattern:
    try:
        if kind == "selector":
            from presend.documents.markup.soup import Selector

            return Selector(text)
        from presend.documents.markup.xpath import Expression

        return Expression(text)
    except ValueError as error:
        raise ConfigError(f"{where}.{kind} {text!r} cannot be used: {error}") from None
