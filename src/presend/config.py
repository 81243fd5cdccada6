"""presend.toml in, settings out: checked once and then trusted.

The classes here and the `Options` of each rule are the schema; `presend.schema` reads their
annotations, so that no setting is described twice.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.reading import Sending
from presend.engine import Settings
from presend.errors import ConfigError, UsageError
from presend.finding import SEVERITIES
from presend.own_rules import OWN_RULES
from presend.source import Source
from presend.targets import Targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from pathspec import GitIgnoreSpec

    from presend.documents.zone import Zone
    from presend.finding import Severity
    from presend.rule import Rule

VALUES = ("from", "reply-to", "return-path", "dkim-domain")
"""The keys of [sending] that are values of the envelope."""


class Table:
    """A checked [sending] or [[sending.overrides]] table; None is what is not said.

    `records` is the text of the file that `zone` names.
    """

    esp: str | None = None
    domains: tuple[str, ...] | None = None
    kind: str | None = None
    own_domains: tuple[str, ...] | None = None
    ips: str | None = None
    zone: str | None = None
    records: Source | None = None
    selectors: tuple[str, ...] | None = None
    values: dict[str, Source]
    dialect: str | None = None

    def __init__(self) -> None:
        self.values = {}


SENDING: dict[str, type] = {
    "esp": str,
    "domains": list,
    "from": str,
    "reply-to": str,
    "kind": str,
    "own-domains": list,
    "dkim-domain": str,
    "return-path": str,
    "ips": str,
    "zone": str,
}
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


class Override:
    """A table that holds for the files its patterns match."""

    __slots__ = ("_spec", "files", "levels", "options", "table")

    def __init__(self, files: Sequence[str]) -> None:
        self.files = tuple(files)
        self.table: Table | None = None
        self.levels: dict[str, str] = {}
        self.options: dict[str, Any] = {}
        self._spec: GitIgnoreSpec | None = None

    def matches(self, path: str) -> bool:
        """Whether a path, relative to the configuration's folder, is one of them."""
        if self._spec is None:
            self._spec = path_patterns(self.files)
        return self._spec.match_file(path)


def path_patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Patterns as in a .gitignore file."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


class Config:
    """The settings of a presend.toml and of the command line; without either, the defaults.

    `path` is the file, `folder` the one its patterns are relative to (both empty: no file);
    `baseline` is as it is written there, relative to the file.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.path = ""
        self.folder = ""
        self.rules: list[Rule] = [*rules, *OWN_RULES]
        self.sending = Table()
        self.sending_overrides: list[Override] = []
        self.levels: dict[str, str] = {}
        self.options: dict[str, Any] = {}
        self.overrides: list[Override] = []
        self.clients: tuple[str, ...] | None = None
        self.exclude: tuple[str, ...] = ()
        self.baseline = ""
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self.given = Table()
        self.sender: str | None = None
        self._excluded: GitIgnoreSpec | None = None
        self.clock: Callable[[], float] | None = None
        self._settings: dict[tuple[int, ...], Settings] = {}
        self._zones: dict[str, Zone] = {}

    @property
    def names(self) -> dict[str, Rule]:
        """The rules by name, and by the names they had before."""
        formerly = {old: rule for rule in self.rules for old in rule.formerly}
        return formerly | {rule.name: rule for rule in self.rules}

    @property
    def groups(self) -> set[str]:
        return {rule.group for rule in self.rules}

    def choose(self, select: Iterable[str], ignore: Iterable[str]) -> None:
        """Keep to some rules or groups. Raises UsageError for a name that is none."""
        from presend.schema import unknown

        self.select, self.ignore = tuple(select), tuple(ignore)
        known = {*self.names, *self.groups}
        for name in (*self.select, *self.ignore):
            if name not in known:
                raise UsageError(
                    f"{unknown('rule or group', name, known)} (presend explain --all lists them)"
                )

    def give(
        self, sender: str | None, domains: Sequence[str] | None, esp: str | None, kind: str | None
    ) -> None:
        """Take over what the command line says of the sending. Raises UsageError."""
        from presend.schema import unknown

        if esp is not None:
            from presend.data.senders import ESPS

            if esp not in ESPS:
                raise UsageError(f"--esp: {unknown('provider', esp, ESPS)}")
        if domains is not None:
            from presend.domains import normal

            for domain in domains:
                if normal(domain) is None:
                    raise UsageError(f"--domain: {domain!r} is no domain name")
            self.given.domains = tuple(domains)
        self.given.esp, self.given.kind = esp, kind
        self.sender = sender

    @property
    def excluded(self) -> GitIgnoreSpec | None:
        """The patterns of paths that are never linted, relative to `folder`."""
        if self._excluded is None and self.exclude:
            self._excluded = path_patterns(self.exclude)
        return self._excluded

    def settings(self, path: str) -> Settings:
        """What runs on a file; `path` is relative to the configuration's folder."""
        matching = tuple(n for n, each in enumerate(self.overrides) if each.matches(path))
        found = self._settings.get(matching)
        if found is None:
            found = self._settings[matching] = self._resolve([self.overrides[n] for n in matching])
        return found

    def _resolve(self, overrides: list[Override]) -> Settings:
        levels = [self.levels, *(each.levels for each in overrides)]
        options = dict(self.options)
        for each in overrides:
            options.update(each.options)
        running: list[Rule] = []
        severities: dict[str, Severity] = {}
        for rule in self.rules:
            level = "off" if rule.off else ""
            for names in ((rule.group,), (*rule.formerly, rule.name)):
                for table in levels:
                    for name in names:
                        level = table.get(name, level)
            if self.select:
                chosen = {rule.name, rule.group, *rule.formerly} & {*self.select}
                level = ("" if level == "off" else level) if chosen else "off"
            if {rule.name, rule.group, *rule.formerly} & {*self.ignore}:
                level = "off"
            if level == "off":
                continue
            if level:
                severities[rule.name] = level  # type: ignore[assignment]
            running.append(rule)
        known = {*self.names, *self.groups}
        targets = None if self.clients is None else Targets(self.clients)
        return Settings(running, severities, options, known, self.clock, targets)

    def sending_for(self, path: str, source: Source) -> Sending:
        """What is said of the mails of a file: the command line, then overrides, then [sending]."""
        tables = [self.sending]
        tables += [
            each.table for each in self.sending_overrides if each.table and each.matches(path)
        ]
        tables.append(self.given)
        merged = Table()
        for table in tables:
            for name in (
                "esp",
                "domains",
                "kind",
                "own_domains",
                "dialect",
                "records",
                "selectors",
            ):
                if (value := getattr(table, name)) is not None:
                    setattr(merged, name, value)
            merged.values.update(table.values)
        if self.sender is not None:
            nowhere = [0] * (len(self.sender) + 1)
            merged.values["from"] = Source(source.path, self.sender, source, nowhere)
        return Sending(
            merged.values,
            domains=merged.domains,
            own_domains=merged.own_domains or (),
            esp=merged.esp,
            mail_kind=merged.kind,  # type: ignore[arg-type]
            dialect=merged.dialect,
            zone=None if merged.records is None else self._zone(merged.records),
            selectors=merged.selectors or (),
        )

    def _zone(self, records: Source) -> Zone:
        """The saved records, read once for all files of a run."""
        if records.path not in self._zones:
            from presend.documents.reading import zone_of

            self._zones[records.path] = zone_of(records)
        return self._zones[records.path]


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
    from presend.schema import checked, unknown

    config.path, config.folder = path, folder
    for key in table:
        if key not in TOP:
            raise ConfigError(f"{path}: {unknown('setting', key, TOP)}")
    source = Source(path, text)
    sending = dict(_table(table, "sending", path))
    overrides = sending.pop("overrides", [])
    config.sending = _sending(sending, source, f"{path}: sending", 0)
    _read_zone(config.sending, path, read)
    for number, each in enumerate(_tables(overrides, f"{path}: sending.overrides"), 1):
        override = _override(each, f"{path}: sending.overrides[{number}]")
        rest = {key: value for key, value in each.items() if key != "files"}
        where = f"{path}: sending.overrides[{number}]"
        override.table = _sending(rest, source, where, number)
        _read_zone(override.table, path, read)
        config.sending_overrides.append(override)
    templates = _table(table, "templates", path)
    config.sending.dialect = _dialect(templates, path)
    targets = _table(table, "targets", path)
    _only(targets, ("clients",), f"{path}: targets")
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
        _only(each, ("files", "rules"), where)
        override.levels, override.options = _levels(
            config, _table(each, "rules", where), f"{where}.rules", read
        )
        config.overrides.append(override)


def _table(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: {key} must be a table, not {value!r}")
    return value


def _tables(value: Any, where: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ConfigError(f"{where} must be tables in double brackets, not {value!r}")
    return value


def _only(table: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    from presend.schema import unknown

    for key in table:
        if key not in keys:
            raise ConfigError(f"{where}: {unknown('setting', key, keys)}")


def _override(table: Mapping[str, Any], where: str) -> Override:
    from presend.schema import checked

    if "files" not in table:
        raise ConfigError(f"{where}: files is missing; it says which files the table is for")
    return Override(checked(tuple[str], table["files"], f"{where}.files"))


def _dialect(templates: Mapping[str, Any], path: str) -> str | None:
    from presend.documents.dialects import DIALECTS

    _only(templates, ("dialect",), f"{path}: templates")
    return _one_of(templates.get("dialect"), DIALECTS, f"{path}: templates.dialect")


def _clients(value: Any, where: str) -> tuple[str, ...]:
    from presend.data import caniemail
    from presend.schema import checked, unknown

    clients: tuple[str, ...] = checked(tuple[str], value, where)
    known = caniemail.names().masks
    for client in clients:
        if client not in known:
            raise ConfigError(f"{where}: {unknown('mail client', client, known)}")
    return clients


def _one_of(value: Any, among: Sequence[str], where: str) -> str | None:
    from presend.schema import unknown

    if value is None or value in among:
        return None if value is None else str(value)
    hint = unknown("value", value, among) if isinstance(value, str) else f"not {value!r}"
    if "did you mean" in hint:
        raise ConfigError(f"{where}: {hint}")
    raise ConfigError(f"{where} must be one of {', '.join(among)}: {hint}")


def _sending(table: Mapping[str, Any], source: Source, where: str, number: int) -> Table:
    from presend import domains
    from presend.data.senders import ESPS
    from presend.schema import checked

    _only(table, tuple(SENDING), where)
    made = Table()
    for key, value in table.items():
        kind = SENDING[key]
        value = checked(tuple[str] if kind is list else kind, value, f"{where}.{key}")
        if kind is list:
            for domain in value:
                if domains.normal(domain) is None:
                    raise ConfigError(f"{where}.{key}: {domain!r} is no domain name")
        if key in VALUES:
            made.values[key] = _written(source, key, value, number)
        else:
            setattr(made, key.replace("-", "_"), value)
    _one_of(made.kind, ("marketing", "transactional"), f"{where}.kind")
    _one_of(made.esp, tuple(ESPS), f"{where}.esp")
    return made


def _read_zone(table: Table, path: str, read: Callable[[str], str]) -> None:
    if table.zone is not None:
        beside = path.replace("\\", "/").rpartition("/")[0]
        shown = f"{beside}/{table.zone}" if beside else table.zone
        table.records = Source(shown, read(table.zone))


def _written(source: Source, key: str, value: str, number: int) -> Source:
    """A value with the place where the file writes it: in [sending] or its nth override."""
    header = r"^[ \t]*\[(?:tool\.presend\.)?sending\]" if number == 0 else (
        r"^[ \t]*\[\[(?:tool\.presend\.)?sending\.overrides\]\]"
    )  # fmt: skip
    sections = list(patterns.compile(header, patterns.M).finditer(source.text))
    section = sections[max(number, 1) - 1].end() if len(sections) >= max(number, 1) else None
    if section is not None:
        ending = patterns.compile(r"^[ \t]*\[", patterns.M).search(source.text, section)
        end = ending.start() if ending else len(source.text)
        quoted = patterns.compile(
            rf"^[ \t]*['\"]?{key}['\"]?[ \t]*=[ \t]*(['\"])(.*?)\1", patterns.M
        )
        found = quoted.search(source.text, section, end)
        if found and found[2] == value:
            return Source(source.path, value, source, range(found.start(2), found.end(2) + 1))
    return Source(source.path, value, source, [0] * (len(value) + 1))


def _levels(
    config: Config, table: Mapping[str, Any], where: str, read: Callable[[str], str]
) -> tuple[dict[str, str], dict[str, Any]]:
    from presend.schema import decode, unknown

    levels: dict[str, str] = {}
    options: dict[str, Any] = {}
    names, groups = config.names, config.groups
    for name, value in table.items():
        if name not in names and name not in groups:
            raise ConfigError(f"{where}: {unknown('rule or group', name, {*names, *groups})}")
        settings = dict(value) if isinstance(value, dict) else {"severity": value}
        if "severity" in settings:
            level = _one_of(settings.pop("severity"), (*SEVERITIES, "off"), f"{where}.{name}")
            levels[name] = level or ""
        if settings:
            rule = names.get(name)
            if rule is None or rule.options is None:
                raise ConfigError(f"{where}.{name} has no settings but its severity")
            options[rule.name] = decode(rule.options, settings, f"{where}.{name}", read)
    return levels, options
