"""The file of a baseline: which one holds, what is in it, what a diagnostic is called in it."""

from __future__ import annotations

import os

from presend import baseline, files
from presend.baseline import Damaged, Entry
from presend.errors import ConfigError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.config import Config
    from presend.report import Diagnostic
    from presend.settings import Outline

_USUAL = "presend-baseline.json"


def path_of(config: Config | Outline) -> str:
    """The file that a configuration names; empty where it names none."""
    folder = os.path.dirname(config.path)
    return os.path.join(folder, config.baseline) if config.baseline else ""


def read(name: str, *, fresh: bool = False) -> list[Entry]:
    """Its entries; `fresh`: it is to be written, and need not be there or whole.

    Raises ConfigError.
    """
    if not os.path.exists(name):
        if fresh:
            return []
        raise ConfigError(
            f"{name}: there is no such baseline; write one: presend check --write-baseline {name}"
        )
    if os.path.isdir(name):
        raise ConfigError(f"{name}: it is a folder; a baseline is a file, such as {_USUAL}")
    text = ""
    try:
        text = files.decode(files.read(name), message=False).text
        return baseline.parse(text)
    except ReadError as error:
        raise ConfigError(f"{name}: {error}") from None
    except Damaged as damage:
        if fresh and damage.foreign and text.strip():
            raise ConfigError(f"{name}: {damage.reason}; name another file") from None
        if not fresh or damage.newer:
            raise ConfigError(f"{name}: {damage.reason}; {damage.cure}") from None
        return []


def entries(name: str, diagnostics: Iterable[Diagnostic]) -> list[tuple[Entry, Diagnostic]]:
    """Each diagnostic with what it is called in a baseline of that name."""
    folder = os.path.dirname(os.path.abspath(name))
    names: dict[str, str] = {}

    def named(path: str) -> str:
        if path not in names:
            try:
                names[path] = os.path.relpath(path, folder).replace(os.sep, "/")
            except ValueError:  # another drive
                names[path] = os.path.abspath(path).replace(os.sep, "/")
        return names[path]

    return baseline.entries(diagnostics, named)
