"""presend.toml in, settings out: checked once and then trusted.

What [sending] takes, the `Options` of each rule and the tables here are the schema;
`presend.config_schema` reads the same, so that no setting is described twice.
"""

from __future__ import annotations

from presend import sending
from presend.config import Override
from presend.errors import ConfigError
from presend.finding import SEVERITIES
from presend.schema import checked, decode, one_of, only, unknown, unknown_setting, written
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from presend.config import Config

TOP = (
    "sending",
    "templates",
    "targets",
    "rules",
    "overrides",
    "custom",
    "plugins",
    "exclude",
    "baseline",
)
_TARGETS = ("clients",)
_TEMPLATES = ("dialect",)


def load(
    config: Config,
    path: str,
    text: str,
    table: Mapping[str, Any],
    folder: str,
    read: Callable[[str], str],
) -> None:
    """Fill in the settings of a parsed file. Raises ConfigError naming the file and the key.

    `table` is what the file says of presend; `text` is searched for where values stand; `read`
    gives the text of a file that a setting names.
    """
    config.path, config.folder = path, folder
    for key in table:
        if key not in TOP:
            raise ConfigError(f"{path}: {_stranger(key)}")
    source = Source(path, text)
    said = dict(_table(table, "sending", path))
    overrides = said.pop("overrides", [])
    config.sending = sending.read(said, source, f"{path}: sending", 0, read)
    for number, each in enumerate(_tables(overrides, f"{path}: sending.overrides"), 1):
        override = _override(each, f"{path}: sending.overrides[{number}]")
        rest = {key: value for key, value in each.items() if key != "files"}
        where = f"{path}: sending.overrides[{number}]"
        override.table = sending.read(rest, source, where, number, read)
        config.sending_overrides.append(override)
    templates = _table(table, "templates", path)
    config.sending.dialect = _dialect(templates, path)
    targets = _table(table, "targets", path)
    only(targets, _TARGETS, f"{path}: targets")
    if "clients" in targets:
        config.clients = _clients(targets["clients"], f"{path}: targets.clients")
    config.exclude = checked(tuple[str], table.get("exclude", []), f"{path}: exclude")
    config.baseline = checked(str, table.get("baseline", ""), f"{path}: baseline")
    if customs := _tables(table.get("custom", []), f"{path}: custom"):
        from presend import custom

        config.rules += custom.rules(customs, path, {*config.names, *config.groups})
    config.levels, config.options = _levels(
        config, _table(table, "rules", path), f"{path}: rules", read
    )
    for number, each in enumerate(_tables(table.get("overrides", []), f"{path}: overrides"), 1):
        where = f"{path}: overrides[{number}]"
        override = _override(each, where)
        only(each, ("files", "rules"), where)
        override.levels, override.options = _levels(
            config, _table(each, "rules", where), f"{where}.rules", read
        )
        config.overrides.append(override)


def _stranger(key: str) -> str:
    """Why there is no such key at the top, and what those who know it from elsewhere mean."""
    if key in ("tool", "presend"):
        return f"unknown setting {key!r}; [sending], [rules] and the like stand here by themselves"
    if key in ("select", "ignore", "extend-select", "extend-ignore"):
        return f"unknown setting {key!r}; [rules] turns rules and groups on and off"
    if key in ("fail-on", "format", "fix", "output", "report"):
        return f"unknown setting {key!r}; it is an option: presend check --{key}"
    for name, keys in (
        ("sending", sending.SENDING),
        ("targets", _TARGETS),
        ("templates", _TEMPLATES),
    ):
        if key in keys:
            return f"unknown setting {key!r}; it belongs below [{name}]"
    return unknown_setting(key, TOP)


def _table(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: {key} must be a table, not {written(value)}")
    return value


def _tables(value: Any, where: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ConfigError(f"{where} must be tables in double brackets, not {written(value)}")
    return value


def _override(table: Mapping[str, Any], where: str) -> Override:
    if "files" not in table:
        raise ConfigError(f"{where}: files is missing; it says which files the table is for")
    return Override(checked(tuple[str], table["files"], f"{where}.files"))


def _dialect(templates: Mapping[str, Any], path: str) -> str | None:
    from presend.documents.templating.dialects import DIALECTS

    only(templates, _TEMPLATES, f"{path}: templates")
    return one_of(templates.get("dialect"), DIALECTS, f"{path}: templates.dialect")


def _clients(value: Any, where: str) -> tuple[str, ...]:
    from presend.data import caniemail

    clients: tuple[str, ...] = checked(tuple[str], value, where)
    known = caniemail.names().masks
    for client in clients:
        if client not in known:
            raise ConfigError(f"{where}: {unknown('mail client', client, known)}")
    return clients


def _levels(
    config: Config, table: Mapping[str, Any], where: str, read: Callable[[str], str]
) -> tuple[dict[str, str], dict[str, Any]]:
    levels: dict[str, str] = {}
    options: dict[str, Any] = {}
    names, groups = config.names, config.groups
    for name, value in table.items():
        if name not in names and name not in groups:
            hint = unknown("rule or group", name, {*names, *groups})
            hint = hint if "; " in hint else f"{hint} (presend explain --all lists them)"
            raise ConfigError(f"{where}: {hint}")
        settings = dict(value) if isinstance(value, dict) else {"severity": value}
        if "severity" in settings:
            level = one_of(settings.pop("severity"), (*SEVERITIES, "off"), f"{where}.{name}")
            levels[name] = level or ""
        if settings:
            rule = names.get(name)
            if rule is None or rule.options is None:
                raise ConfigError(f"{where}.{name} has no settings but its severity")
            options[rule.name] = decode(rule.options, settings, f"{where}.{name}", read)
    return levels, options
