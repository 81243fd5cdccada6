"""What one run had to make and the next need not: compiled rules and regular expressions.

Finding and loading a hundred small modules, and compiling fifty expressions, takes longer
than to lint a template. As Python keeps each module compiled in `__pycache__`, presend keeps
these together in one file there. It holds for one build of Python; a damaged file, or a
folder that cannot be written, costs the time to make them again and nothing else.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_tables: dict[str, dict[Any, Any]] | None = None
_changed = False


def table(name: str) -> dict[Any, Any]:
    """What is kept under a name; to be read only. Values are what `marshal` can write."""
    global _tables
    if _tables is None:
        _tables = _read()
    return _tables.setdefault(name, {})


def add(name: str, key: object, value: object) -> None:
    """Keep a value for the runs to come, once this one calls `save`."""
    global _changed
    table(name)[key] = value
    _changed = True


def save() -> None:
    """Write down what was added. Says nothing where it cannot, as Python does."""
    if not _changed or sys.dont_write_bytecode:
        return
    import marshal
    import os

    path = _path()
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(marshal.dumps((_stamp(), _tables or {})))
        os.replace(temporary, path)
    except (OSError, ValueError):
        pass


def _path() -> str:
    folder = __file__.rpartition("kept.py")[0]
    return f"{folder}__pycache__/presend.{sys.implementation.cache_tag}.kept"


def _stamp() -> tuple[Any, ...]:
    import _sre  # type: ignore[import-not-found]

    return (sys.version, _sre.MAGIC, _sre.CODESIZE, sys.byteorder)


def _read() -> dict[str, dict[Any, Any]]:
    import marshal

    try:
        with open(_path(), "rb") as file:
            stamp, tables = marshal.loads(file.read())
        return tables if stamp == _stamp() and isinstance(tables, dict) else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}
