"""The settings in force: which rules run on a file, how hard they bite, what is said of its sender.

`presend.config_file` fills them in from presend.toml, the command line by `choose` and `give`.
"""

from __future__ import annotations

from presend.documents.reading import Sending
from presend.engine import Settings
from presend.errors import UsageError
from presend.own_rules import OWN_RULES
from presend.sending import Table, merge
from presend.source import Source
from presend.targets import Targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from pathspec import GitIgnoreSpec

    from presend.documents.zone import Zone
    from presend.finding import Severity
    from presend.rule import Rule


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
                hint = unknown("provider", esp, ESPS)
                if "did you mean" not in hint:
                    hint = f"{hint}; it is one of {', '.join(sorted(ESPS))}"
                raise UsageError(f"--esp: {hint}")
        if domains is not None:
            from presend.domains import normal

            for domain in domains:
                if "." not in (normal(domain) or ""):
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
        levels = [table for table in (self.levels, *(o.levels for o in overrides)) if table]
        select, ignore = {*self.select}, {*self.ignore}
        options = dict(self.options)
        for each in overrides:
            options.update(each.options)
        running: list[Rule] = []
        severities: dict[str, Severity] = {}
        for rule in self.rules:
            level = "off" if rule.off else ""
            names = (*rule.formerly, rule.name)
            for chosen in ((rule.group,), names) if levels else ():  # the rule wins
                for table in levels:
                    for name in chosen:
                        level = table.get(name, level)
            if select and level == "off" and not select.isdisjoint((*names, rule.group)):
                level = ""
            elif select and select.isdisjoint((*names, rule.group)):
                level = "off"
            if ignore and not ignore.isdisjoint((*names, rule.group)):
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
        merged = merge(tables)
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
