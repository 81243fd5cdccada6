"""What earlier runs said: a name and a value in, the value of that name out, from disk.

Each value is a file of its own in the user's cache folder, so that a run over one file costs no
more for the thousands beside it, and two runs at once never wait for each other: a file is
written under another name and then renamed. No lock is needed, and none is left behind.

A value is stored as `marshal` has it, for which a table of findings takes a tenth of the time of
JSON; but hostile octets could end the process. So the file begins with a checksum, against
damage; and a folder that others own or may write to is not used, against people.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

SHAPE = "1"  # of what is stored; another one wherever that changes
LIMIT = 64 * 1024 * 1024  # octets that all files may take; a run that writes more clears up
ENTRY_LIMIT = 1024 * 1024  # octets of one file
MANY = 200  # files written, after which a run clears up
_DIGEST = 16  # octets
_DAY = 24 * 60 * 60  # seconds
_UNUSED = 30 * _DAY  # after which a file goes
_TAG = "CACHEDIR.TAG"  # https://bford.info/cachedir/: backups leave such a folder out
_TAGGED = "Signature: 8a477f597d28d172789f06886806bc55\n# made by presend; may be deleted\n"


def location() -> str | None:
    """The folder: $PRESEND_CACHE_DIR, else where the system keeps caches; None: there is none."""
    given = os.environ.get("PRESEND_CACHE_DIR")
    if given:
        return os.path.abspath(given)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(local, "presend", "cache") if os.path.isabs(local) else None
    home = os.path.expanduser("~")
    above = os.path.join(home, "Library", "Caches" if sys.platform == "darwin" else "")
    if sys.platform != "darwin":
        # XDG Base Directory Specification: a path that is not absolute counts for nothing.
        xdg = os.environ.get("XDG_CACHE_HOME", "")
        above = xdg if os.path.isabs(xdg) else os.path.join(home, ".cache")
    return os.path.join(above, "presend") if os.path.isabs(above) else None


def mark(*parts: bytes) -> bytes:
    """A digest of 16 octets; another one if any of the parts is another."""
    from _blake2 import blake2b  # hashlib has the same, and loads OpenSSL for it

    whole = blake2b(digest_size=_DIGEST)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


class Cache:
    """The values of one folder. Nothing raises: what cannot be read or written is not there.

    `scope` is what all names of a run have in common; `tell` is given a line, at most once,
    where something is damaged. `state` marks the program, what is installed beside it, and
    the day (UTC), as some rules judge dates.
    """

    def __init__(self, folder: str, scope: str, state: bytes, tell: Callable[[str], Any]) -> None:
        self.folder = folder
        self.state = state
        self._scope = scope.encode("utf-8", "surrogatepass")
        self._tell: Callable[[str], Any] | None = tell
        self._usable, self._there = _trusted(folder)

    @property
    def usable(self) -> bool:
        """Whether the folder is this user's own, and could be written to so far."""
        return self._usable

    def name(self, *parts: str) -> str:
        """The name of what is identified by these parts."""
        octets = [part.encode("utf-8", "surrogatepass") for part in parts]
        return mark(SHAPE.encode(), self._scope, *octets).hex()

    def get(self, name: str) -> Any:
        """The value of a name; None where there is none."""
        if not self._there:
            return None
        try:
            with open(os.path.join(self.folder, name), "rb", buffering=0) as file:
                data = file.read(ENTRY_LIMIT + _DIGEST)
                self._refresh(file.fileno(), name)
        except OSError:
            return None
        import marshal

        octets = data[_DIGEST:]
        if data[:_DIGEST] == mark(octets):
            try:
                return marshal.loads(octets)
            except (ValueError, EOFError, TypeError):
                pass
        if self._tell is not None:
            self._tell(f"the cache in {self.folder} is damaged; what is damaged is made anew")
            self._tell = None
        return None

    def _refresh(self, handle: int, name: str) -> None:
        """Make it known once a day that a file is still of use."""
        from time import time

        if os.fstat(handle).st_mtime < time() - _DAY:
            os.utime(os.path.join(self.folder, name))

    def put(self, name: str, value: Any) -> None:
        """Give a name a value that `marshal` can write."""
        if not self._usable:
            return
        import marshal

        try:
            octets = marshal.dumps(value)
        except ValueError:
            return
        if len(octets) > ENTRY_LIMIT:
            return
        data = mark(octets) + octets
        path = os.path.join(self.folder, name)
        temporary = f"{path}.{os.urandom(6).hex()}"
        try:
            if not self._there:
                _make(self.folder)
                self._usable, self._there = _trusted(self.folder)
                if not self._usable:
                    return
            with open(temporary, "xb") as file:
                file.write(data)
            os.replace(temporary, path)
        except BaseException as error:  # an interrupted run leaves nothing behind either
            try:
                os.unlink(temporary)
            except OSError:
                pass
            if not isinstance(error, OSError):
                raise
            self._usable = False  # read-only or full: the rest would fare no better

    def clear_up(self, written: int) -> None:
        """Drop what is old: once a day, and after a run that wrote many files."""
        if not (written and self._usable and self._there):
            return
        from time import time

        tag, now = os.path.join(self.folder, _TAG), time()
        try:
            if written < MANY and os.stat(tag).st_mtime > now - _DAY:
                return
            _drop(self.folder, now)
            os.utime(tag)
        except OSError:
            pass


def _trusted(folder: str) -> tuple[bool, bool]:
    """Whether a folder may be used, and whether it is there."""
    try:
        status = os.stat(folder)
    except FileNotFoundError:
        return True, False
    except (OSError, ValueError):
        return False, False
    if hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        return False, False
    return True, True


def _make(folder: str) -> None:
    above = os.path.dirname(folder)
    while not os.path.exists(above):
        above = os.path.dirname(above)
    if hasattr(os, "geteuid") and os.geteuid() == 0 != os.stat(above).st_uid:
        raise PermissionError(above)  # sudo: what root made there would shut its user out
    os.makedirs(folder, 0o700, exist_ok=True)
    for name, text in ((_TAG, _TAGGED), (".gitignore", "*\n")):
        with open(os.path.join(folder, name), "w", encoding="ascii") as file:
            file.write(text)


def _drop(folder: str, now: float) -> None:
    """Remove what nobody has used for long, what was left half written, and above LIMIT the oldest.

    Another process may do the same at the same time.
    """
    kept: list[tuple[float, int, str]] = []
    gone: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name, _, temporary = entry.name.partition(".")
            if len(name) != 2 * _DIGEST:
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if now - status.st_mtime > (3600 if temporary else _UNUSED):
                gone.append(entry.path)
            else:
                kept.append((status.st_mtime, status.st_size, entry.path))
    excess = sum(size for _, size, _ in kept) - LIMIT
    if excess > 0:
        excess += LIMIT // 4  # room for the next runs
    for _, size, path in sorted(kept):
        if excess <= 0:
            break
        gone.append(path)
        excess -= size
    for path in gone:
        try:
            os.unlink(path)
        except OSError:
            pass


def state() -> bytes | None:
    """A mark of presend's code, of Python and all that is installed, and of the day.

    None where the code is not in files, so that a change of it could not be seen.
    """
    from time import gmtime

    from presend import __version__

    try:
        own = _own_code()
    except OSError:
        return None
    said = (SHAPE, __version__, sys.version, gmtime()[:3], own, *_installed())
    return mark(repr(said).encode("utf-8", "backslashreplace"))


def _installed() -> list[list[str]]:
    """The names and versions of all distributions: any may change what a rule or plugin says."""
    found = []
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            try:
                names = os.listdir(folder)
            except OSError:
                continue
            found.append(sorted(name for name in names if name.endswith("-info")))
    return found


def _own_code() -> object:
    """What tells this presend from any other: the hashes that came with it, else its files."""
    package = os.path.dirname(os.path.abspath(__file__))
    above = os.path.dirname(package)
    if above.endswith(("site-packages", "dist-packages")):
        for name in os.listdir(above):
            if name.startswith("presend-") and name.endswith(".dist-info"):
                try:
                    with open(os.path.join(above, name, "RECORD"), "rb") as file:
                        return mark(file.read())
                except FileNotFoundError:
                    break
    return files_of(package)


def files_of(folder: str) -> list[tuple[str, int, int]]:
    """Path, time and size of every file below a folder, but for compiled ones. Raises OSError."""
    found: list[tuple[str, int, int]] = []
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.path, status.st_mtime_ns, status.st_size))
    return sorted(found)
