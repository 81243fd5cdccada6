"""Which configuration holds for which path: the nearest presend.toml above it, no cascade."""

from __future__ import annotations

import os

from presend import files
from presend.config import Config
from presend.errors import ConfigError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from presend.rule import Rule

_TABLE = b"[tool.presend"


def built_in() -> list[Rule]:
    """The rules that come with presend."""
    import presend.rules
    from presend.rule import discover

    return list(discover(presend.rules))


class Settings:
    """Finds and keeps the configuration of each folder.

    `named` is the file given by --config, `isolated` ignores all files; `prepare` finishes
    each configuration with what the command line says. `read` are the files that say it.
    """

    def __init__(
        self, named: str | None, isolated: bool, prepare: Callable[[Config], None]
    ) -> None:
        self._rules = built_in()
        self._named = named
        self._isolated = isolated
        self._prepare = prepare
        self.read: set[str] = set()
        self._by_file: dict[str, Config] = {}
        self._by_folder: dict[str, Config] = {}

    @property
    def rules(self) -> list[Rule]:
        """Every rule of the configurations asked for, custom ones and plugins' included."""
        return [rule for config in self._by_file.values() for rule in config.rules]

    def of(self, path: str) -> Config:
        """The settings for a file. Raises ConfigError for a configuration that is broken."""
        folder = os.path.dirname(os.path.abspath(path))
        config = self._by_folder.get(folder)
        if config is None:
            file = self.nearest(folder)
            config = self._by_file.get(file or "")
            if config is None:
                config = self._by_file[file or ""] = self._load(file)
            self._by_folder[folder] = config
        return config

    def nearest(self, folder: str) -> str | None:
        """The file that holds for a folder, if any; the folder is absolute."""
        return self._named if self._named or self._isolated else nearest(folder)

    @property
    def loaded(self) -> Iterable[Config]:
        """The configurations that some file has asked for."""
        return self._by_file.values()

    def _load(self, file: str | None) -> Config:
        config = Config(self._rules)
        if file is not None:
            from presend.config_file import load

            self.read.add(file)
            text, table = _parsed(file)
            config.rules += _plugins(table, file)
            folder = os.path.dirname(os.path.abspath(file))
            load(config, file, text, table, folder, self._reader(file, folder))
        self._prepare(config)
        return config

    def _reader(self, file: str, folder: str) -> Callable[[str], str]:
        def read(name: str) -> str:
            path = os.path.join(folder, name)
            self.read.add(path)
            try:
                return files.decode(files.read(path), message=False).text
            except ReadError as error:
                raise ConfigError(f"{file}: {name}: {error}") from None

        return read


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


def _parsed(path: str) -> tuple[str, dict[str, Any]]:
    import tomllib

    try:
        text = files.read(path).decode("utf-8-sig")
        table = tomllib.loads(text)
    except ReadError as error:
        raise ConfigError(f"{path}: {error}") from None
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
