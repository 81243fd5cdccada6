"""What one run had to make and the next need not: compiled modules and regular expressions.

Finding and loading two hundred small modules, and compiling fifty expressions, takes longer
than to lint a template. As Python keeps each module compiled in `__pycache__`, presend keeps
these together in one file there. It holds for one build of Python; a damaged file, or a
folder that cannot be written, costs the time to make them again and nothing else.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType
    from typing import Any

KEY = 1  # of the checksum; another one wherever what is kept changes its shape
_HASHED = 8  # octets of the checksum that the file begins with

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


class Finder:
    """Finds presend's own modules among what is kept, before Python looks into folders.

    A module whose file has changed since is left to Python. Goes into `sys.meta_path`.
    """

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """What Python needs to load a module; None for one that is not kept as it is."""
        if not name.startswith("presend."):
            return None
        found = code(name)
        if found is None:
            return None
        from _frozen_importlib import ModuleSpec

        file, _, _, folder = table("modules")[name]
        loader: Any = _Loader(found)
        spec = ModuleSpec(name, loader, origin=file, is_package=folder is not None)
        spec.has_location = True
        if folder is not None:
            spec.submodule_search_locations = [folder]
        return spec


def code(name: str) -> CodeType | None:
    """The kept code of a module; None where there is none or its file has changed since."""
    file, stamp, octets, _ = table("modules").get(name, ("", None, None, None))
    if octets is None or _file_stamp(file) != stamp:
        return None
    import marshal

    found: CodeType = marshal.loads(octets)
    return found


class _Loader:
    """Runs the code of one module."""

    __slots__ = ("code",)

    def __init__(self, code: CodeType) -> None:
        self.code = code

    def create_module(self, spec: ModuleSpec) -> None:
        """Python makes the module."""

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)

    def get_code(self, name: str) -> CodeType:
        return self.code


def _file_stamp(path: str) -> tuple[float, int] | None:
    import os

    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime, status.st_size


def _add_modules() -> None:
    import marshal

    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        known = table("modules").get(name)
        if not name.startswith("presend.") or spec is None or not spec.origin:
            continue
        stamp = _file_stamp(spec.origin)
        if known is None or known[1] != stamp:
            folder = next(iter(spec.submodule_search_locations or ()), None)
            octets = marshal.dumps(spec.loader.get_code(name))
            add("modules", name, (spec.origin, stamp, octets, folder))


def save() -> None:
    """Write down what was added. Says nothing where it cannot, as Python does."""
    if sys.dont_write_bytecode:
        return
    _add_modules()
    if not _changed:
        return
    import marshal
    import os
    from _imp import source_hash

    path = _path()
    temporary = f"{path}.{os.getpid()}"
    try:
        data = marshal.dumps((_stamp(), _tables or {}))
        with open(temporary, "wb") as file:
            file.write(source_hash(KEY, data) + data)
        os.replace(temporary, path)
    except (OSError, ValueError):
        try:
            os.unlink(temporary)
        except OSError:
            pass


def _path() -> str:
    folder = __file__.rpartition("kept.py")[0]
    return f"{folder}__pycache__/presend.{sys.implementation.cache_tag}.kept"


def _stamp() -> tuple[Any, ...]:
    import _sre  # type: ignore[import-not-found]

    return (sys.version, _sre.MAGIC, _sre.CODESIZE, sys.byteorder)


def _read() -> dict[str, dict[Any, Any]]:
    import marshal
    from _imp import source_hash  # there without an import, as Python hashes sources with it

    try:
        with open(_path(), "rb") as file:
            data = memoryview(file.read())
        if bytes(data[:_HASHED]) != source_hash(KEY, data[_HASHED:]):
            return {}  # damaged: to load it might end the process
        stamp, tables = marshal.loads(data[_HASHED:])
        return tables if stamp == _stamp() and isinstance(tables, dict) else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}
