"""What one run had to make and the next need not: compiled modules and regular expressions.

Finding and loading two hundred small modules, and compiling fifty expressions, takes longer
than to lint a template. As Python keeps each module compiled in `__pycache__`, presend keeps
these together in one file there. It holds for one version and one build of Python; a damaged
file, or a folder that cannot be written, costs the time to make them again and nothing else.

The file: a checksum, the length of the index, the index, and what the index points to. Each
thing has a checksum of its own, so that a run pays for no more than it takes.
"""

from __future__ import annotations

import marshal
import os
import sys
from _imp import source_hash  # there without an import, as Python hashes sources with it

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from io import FileIO
    from types import CodeType, ModuleType
    from typing import Any, TypeAlias

    Entry: TypeAlias = tuple[Any, int, int, bytes]
    """Facts that can be asked for; where what is kept starts and ends; its checksum."""
    Stamp: TypeAlias = tuple[float, int]
    """When a file was changed last, and its size in octets."""

KEY = 2  # of the checksums; another one wherever what is kept changes its shape
_HASHED = 8  # octets of a checksum
_SIZED = 4  # octets of the length of the index
_OPTIMIZED, _HAS_DOCSTRING = 0x1, 0x4000000  # flags of code: a function; since Python 3.14

_file: FileIO | None = None  # open as long as the process lives
_start = 0  # of what the index points to, in the file
_index: dict[str, dict[Any, Entry]] | None = None
_unchanged: set[str] = set()  # modules whose files have been looked at
_can_read_anywhere = hasattr(os, "pread")  # not so on Windows, which does not fork either
_added: dict[tuple[str, Any], tuple[Any, bytes]] = {}


def facts(table: str, key: object) -> Any:
    """What is known of a kept thing; None where there is none."""
    entry = _tables().get(table, {}).get(key)
    return entry[0] if entry else None


def get(table: str, key: object) -> Any:
    """A kept thing, as `add` got it; None where there is none, or it is damaged."""
    entry = _tables().get(table, {}).get(key)
    if entry is None:
        return None
    _, start, end, checksum = entry
    data = _read_at(start, end)
    if source_hash(KEY, data) != checksum:
        del _tables()[table][key]
        return None
    return marshal.loads(data)


def add(table: str, key: object, known: object, value: Any) -> None:
    """Keep a value that `marshal` can write, and facts of it, once this run calls `save`."""
    _added[table, key] = known, marshal.dumps(value)


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

        file, _, folder = facts("modules", name)
        loader: Any = _Loader(found)
        spec = ModuleSpec(name, loader, origin=file, is_package=folder is not None)
        spec.has_location = True
        if folder is not None:
            spec.submodule_search_locations = [folder]
        return spec


def code(name: str) -> CodeType | None:
    """The kept code of a module; None where there is none or its file has changed since."""
    if not holds(name):
        return None
    found: CodeType | None = get("modules", name)
    return found


def holds(name: str, stamp: object = None) -> bool:
    """Whether a module is kept and its file unchanged; since `stamp`, where one is given."""
    known = facts("modules", name)
    if known is None or (stamp is not None and known[1] != stamp):
        return False
    if name not in _unchanged and _file_stamp(known[0]) == known[1]:
        _unchanged.add(name)
    return name in _unchanged


def stamp(name: str) -> Stamp | None:
    """What changes when the file of a loaded module of presend's own does; None for others."""
    file = getattr(sys.modules[name], "__file__", None)
    return _file_stamp(file) if name.startswith("presend.") and file else None


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


def _file_stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime, status.st_size


def _add_modules() -> None:
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if not name.startswith("presend.") or spec is None or not spec.origin:
            continue
        known = facts("modules", name)
        stamp = _file_stamp(spec.origin)
        if known is None or known[1] != stamp:
            folder = next(iter(spec.submodule_search_locations or ()), None)
            stripped = without_docstrings(spec.loader.get_code(name))
            add("modules", name, (spec.origin, stamp, folder), stripped)


def without_docstrings(code: CodeType) -> CodeType:
    """The code but for its docstrings, a seventh of it, that only `explain` reads."""
    consts = [without_docstrings(c) if isinstance(c, type(code)) else c for c in code.co_consts]
    module = code.co_name == "<module>" and code.co_names[:1] == ("__doc__",)
    function = code.co_flags & _OPTIMIZED and not code.co_name.startswith("<")
    if function and sys.version_info >= (3, 14):
        function = code.co_flags & _HAS_DOCSTRING
    if (module or function) and consts and isinstance(consts[0], str):
        consts[0] = None
    return code.replace(co_consts=tuple(consts))


def docstring(path: str) -> str:
    """The docstring of a module's file, as this Python compiles it. Raises OSError."""
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True, optimize=0)
    said: str = code.co_consts[0] if code.co_names[:1] == ("__doc__",) else ""
    return said


def save() -> None:
    """Write down what was added. Says nothing where it cannot, as Python does."""
    if sys.dont_write_bytecode:
        return
    _add_modules()
    if not _added:
        return
    path = _path()
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.writelines(_pieces())
        os.replace(temporary, path)
    except (OSError, ValueError):
        try:
            os.unlink(temporary)
        except OSError:
            pass


def _pieces() -> list[bytes]:
    """What the file is made of: what was kept before, and what was added."""
    kept = {
        (table, key): (known, _read_at(start, end))
        for table, entries in _tables().items()
        for key, (known, start, end, _) in entries.items()
    }
    index: dict[str, dict[Any, Entry]] = {}
    pieces: list[bytes] = []
    at = 0
    for (table, key), (known, data) in {**kept, **_added}.items():
        entry = known, at, at + len(data), source_hash(KEY, data)
        index.setdefault(table, {})[key] = entry
        pieces.append(data)
        at += len(data)
    head = marshal.dumps((_stamp(), index))
    return [source_hash(KEY, head), len(head).to_bytes(_SIZED, "big"), head, *pieces]


def _path() -> str:
    folder = __file__.rpartition("kept.py")[0]
    return f"{folder}__pycache__/presend.{sys.implementation.cache_tag}.kept"


def _stamp() -> tuple[Any, ...]:
    import _sre  # type: ignore[import-not-found]

    presend = sys.modules["presend"].__version__
    return (presend, sys.version, _sre.MAGIC, _sre.CODESIZE, sys.byteorder)


def _tables() -> dict[str, dict[Any, Entry]]:
    global _index
    if _index is None:
        _index = _read()
    return _index


def _read() -> dict[str, dict[Any, Entry]]:
    """The index; an empty one where the file is not there, damaged or of another Python."""
    global _file, _start
    try:
        file = open(_path(), "rb", buffering=0)  # noqa: SIM115
        head = file.read(_HASHED + _SIZED)
        size = int.from_bytes(head[_HASHED:], "big")
        data = file.read(min(size, os.fstat(file.fileno()).st_size))
        if head[:_HASHED] != source_hash(KEY, data):
            return {}  # damaged: to load it might end the process
        stamp, index = marshal.loads(data)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    if stamp != _stamp() or not isinstance(index, dict):
        return {}
    _file, _start = file, len(head) + len(data)
    return index


def _read_at(start: int, end: int) -> bytes:
    """What the index points to. Processes that share the file do not move each other's place."""
    assert _file is not None
    if _can_read_anywhere:
        return os.pread(_file.fileno(), end - start, _start + start)
    _file.seek(_start + start)
    return _file.read(end - start)
