"""Which configuration holds for which path: the nearest presend.toml above it, no cascade."""

from __future__ import annotations

import os
import sys

from presend import files
from presend.cache import files_of, mark
from presend.errors import ConfigError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from pathspec import GitIgnoreSpec

    from presend.cache import Cache
    from presend.config import Config
    from presend.rule import Rule

_TABLE = b"[tool.presend"


def built_in() -> list[Rule]:
    """The rules that come with presend."""
    import presend.rules
    from presend.rule import discover

    return list(discover(presend.rules))


class Outline:
    """What is known of a configuration without its rules.

    `path`, `folder`, `exclude` and `baseline` are those of `Config`; `state` marks all that it was
    made of.
    """

    __slots__ = ("_excluded", "baseline", "exclude", "folder", "path", "state")

    def __init__(self, path: str, exclude: Sequence[str], baseline: str, state: bytes) -> None:
        self.path = path
        self.baseline = baseline
        self.folder = os.path.dirname(os.path.abspath(path)) if path else ""
        self.exclude = exclude
        self.state = state
        self._excluded: GitIgnoreSpec | None = None

    @property
    def excluded(self) -> GitIgnoreSpec | None:
        """The patterns of paths that are never linted, relative to `folder`."""
        if self._excluded is None and self.exclude:
            from presend.config import path_patterns

            self._excluded = path_patterns(self.exclude)
        return self._excluded


class Settings:
    """Finds and keeps the configuration of each folder.

    `named` is the file given by --config, `isolated` ignores all files; `prepare` finishes
    each configuration with what the command line says. `read` are the files that say it. With a
    `cache` a configuration that an earlier run found in order is loaded, and the rules with it,
    only once they are asked for.
    """

    def __init__(
        self,
        named: str | None,
        isolated: bool,
        prepare: Callable[[Config], None],
        cache: Cache | None = None,
    ) -> None:
        self.cache = cache
        self._rules: list[Rule] | None = None
        self._named = named
        self._isolated = isolated
        self._prepare = prepare
        self._by_file: dict[str, Config] = {}
        self.read: set[str] = set()
        self._file_of: dict[str, str] = {}
        self._octets: dict[str, bytes] = {}
        self._marks: dict[str, dict[str, bytes]] = {}
        self._outlines: dict[str, Outline] = {}

    @property
    def rules(self) -> list[Rule]:
        """Every rule of the configurations asked for, custom ones and plugins' included."""
        asked = {**self._by_file, **self._outlines}
        return [rule for file in asked for rule in self._of_file(file).rules]

    def of(self, path: str) -> Config:
        """The settings for a file. Raises ConfigError for a configuration that is broken."""
        return self._of_file(self._file(path))

    def _of_file(self, file: str) -> Config:
        config = self._by_file.get(file)
        if config is None:
            config = self._by_file[file] = self._load(file)
        return config

    def outline(self, path: str) -> Outline:
        """The outline of the settings for a file. Raises ConfigError as `of` does."""
        file = self._file(path)
        outline = self._outlines.get(file)
        if outline is None:
            known = self._known(file, self.cache) if self.cache is not None else None
            outline = self._outlines[file] = known or self._outline(file, self.of(path))
        return outline

    def nearest(self, folder: str) -> str | None:
        """The file that holds for a folder, if any; the folder is absolute."""
        return self._named if self._named or self._isolated else nearest(folder)

    @property
    def outlines(self) -> Iterable[Outline]:
        """Those of the configurations that some file has asked for."""
        return self._outlines.values()

    def _file(self, path: str) -> str:
        folder = os.path.dirname(os.path.abspath(path))
        file = self._file_of.get(folder)
        if file is None:
            file = self._file_of[folder] = self.nearest(folder) or ""
        return file

    def _load(self, file: str) -> Config:
        from presend.config import Config

        if self._rules is None:
            self._rules = built_in()
        config = Config(self._rules)
        if file:
            from presend.config_file import load

            text, table = _parsed(file, self._content(file), self.cache)
            config.rules += _plugins(table, file)
            folder = os.path.dirname(os.path.abspath(file))
            load(config, file, text, table, folder, self._reader(file, folder))
        self._prepare(config)
        return config

    def _content(self, file: str) -> bytes:
        """The octets of a settings file, read once, so that all is judged by the same."""
        if file not in self._octets:
            self.read.add(file)
            try:
                self._octets[file] = files.read(file)
            except ReadError as error:
                raise ConfigError(f"{file}: {error}") from None
        return self._octets[file]

    def _reader(self, file: str, folder: str) -> Callable[[str], str]:
        seen = self._marks.setdefault(file, {})

        def read(name: str) -> str:
            path = os.path.join(folder, name)
            self.read.add(path)
            try:
                data = files.read(path)
                if self.cache is not None:
                    seen[name] = mark(data)
                return files.decode(data, message=False).text
            except ReadError as error:
                raise ConfigError(f"{file}: {name}: {error}") from None

        return read

    def _known(self, file: str, cache: Cache) -> Outline | None:
        """The outline of a configuration that is as an earlier run found it."""
        entry = cache.get(cache.name("settings", file))
        own = mark(cache.state, self._content(file) if file else b"")
        if entry is None or entry[0] != own:
            return None
        _, exclude, baseline, read = entry
        folder = os.path.dirname(os.path.abspath(file))
        self.read.update(os.path.join(folder, name) for name in read)
        if any(_mark_of(folder, name) != was for name, was in read.items()):
            return None
        return Outline(file, exclude, baseline, mark(own, repr((file, read)).encode()))

    def _outline(self, file: str, config: Config) -> Outline:
        cache = self.cache
        if cache is None:
            return Outline(file, config.exclude, config.baseline, b"")
        read = dict(self._marks.get(file, {}))
        for table in (config.sending, *(each.table for each in config.sending_overrides)):
            for name in (table.ips, table.zone) if table else ():
                if name is not None:
                    self.read.add(os.path.join(config.folder, name))
                    read[name] = _mark_of(config.folder, name)
        own = mark(cache.state, self._content(file) if file else b"")
        state = mark(own, repr((file, read)).encode())
        if plugins := [rule.module for rule in config.rules if not _is_own(rule.module)]:
            state = mark(state, repr(_code_of(plugins)).encode())
        else:
            entry = (own, config.exclude, config.baseline, read)
            cache.put(cache.name("settings", file), entry)
        return Outline(file, config.exclude, config.baseline, state)


def _mark_of(folder: str, name: str) -> bytes:
    try:
        return mark(files.read(os.path.join(folder, name)))
    except ReadError:
        return b""


def _is_own(module: str) -> bool:
    return module.startswith("presend.")


def _code_of(modules: Sequence[str]) -> list[object]:
    """What tells the packages that hold some modules from any others."""
    found: list[object] = []
    for name in sorted({module.partition(".")[0] for module in modules}):
        package = sys.modules[name]
        try:
            found += [files_of(folder) for folder in getattr(package, "__path__", ())]
            if file := getattr(package, "__file__", None):
                status = os.stat(file)
                found.append((file, status.st_mtime_ns, status.st_size))
        except OSError:  # it lies in an archive: nothing holds for longer than a run
            found.append(os.urandom(16))
    return found


def nearest(folder: str) -> str | None:
    """The settings file that holds for the files of a folder, given as an absolute path."""
    at = folder
    while True:
        for name in ("presend.toml", "pyproject.toml"):
            path = os.path.join(at, name)
            if os.path.isfile(path) and (name == "presend.toml" or has_settings(path)):
                return files.shown(path)
        above = os.path.dirname(at)
        if above == at:
            return None
        at = above


def has_settings(path: str) -> bool:
    """Whether a pyproject.toml speaks of presend."""
    try:
        return _TABLE in files.read(path)
    except ReadError:
        return False


def _parsed(path: str, data: bytes, cache: Cache | None) -> tuple[str, dict[str, Any]]:
    """The text of a settings file and what it says of presend; what it holds is cached, since
    the import of `tomllib` takes longer than all else about it."""
    name = cache.name("toml", mark(data).hex()) if cache is not None else ""
    try:
        text = data.decode("utf-8-sig")
        table: dict[str, Any] | None = cache.get(name) if cache is not None else None
        if table is None:
            import tomllib

            table = tomllib.loads(text)
            if cache is not None:
                cache.put(name, table)
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: it is not UTF-8; save it as UTF-8") from None
    except (ValueError, RecursionError) as error:  # ValueError: a number of 5,000 digits
        raise ConfigError(f"{path}: it is not TOML: {error}; mend it there") from None
    if os.path.basename(path) == "pyproject.toml":
        for name in ("tool", "presend"):
            table = table.get(name, {})
            if not isinstance(table, dict):
                raise ConfigError(f"{path}: tool.presend must be a table")
    return text, table


def _plugins(table: dict[str, Any], path: str) -> Sequence[Rule]:
    """The rules of the plugins that a configuration names (entry points `presend.rules`)."""
    names = table.get("plugins", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ConfigError(f"{path}: plugins must be a list of texts, not {names!r}")
    if not names:
        return ()
    from importlib.metadata import entry_points

    from presend.rule import discover
    from presend.schema import unknown

    installed = {point.name: point for point in entry_points(group="presend.rules")}
    found: list[Rule] = []
    for name in names:
        if name not in installed:
            raise ConfigError(
                f"{path}: {unknown('plugin', name, installed)}; is the package installed?"
            )
        try:
            found += discover(installed[name].load())
        except Exception as error:  # a plugin is anyone's: say which one, not where it broke
            raise ConfigError(
                f"{path}: the plugin {name} cannot be loaded: {type(error).__name__}: {error}"
            ) from None
    return found
