"""A file in, what an earlier run said of it out, where nothing that was read then has changed.

That is the file, its sidecar, the files that it includes or that are its other part, those
looked for in vain, the settings with what they read, the options, and presend itself.
"""

from __future__ import annotations

import os
import sys

from presend import files
from presend.cache import Cache, location, mark, state
from presend.errors import ReadError
from presend.report import FileResult
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from presend.cli.arguments import Values
    from presend.settings import Outline, Settings
    from presend.source import Source

    Found: TypeAlias = tuple[str, bytes]
    """The path of a file that was looked for and a mark of its text; both empty: none was there."""
    Asked: TypeAlias = list[tuple[str, str, Found]]
    """Look-ups: a name, the file that it stands in, and what was found."""

# Options that change how results are shown, or which files are linted, but no result. One that
# is not named here makes results of its own, so that a new option cannot be forgotten.
_NO_MATTER = frozenset(
    "paths format output report color quiet verbose fail_on statistics jobs no_cache watch "
    "force_exclude stdin_filename show_files timings fix unsafe_fixes diff baseline "
    "write_baseline add_allow".split()
)
# Options for runs that change files, or want to know of each file what a cache cannot tell.
_NOT_WITH = ("fix", "unsafe_fixes", "diff", "timings", "show_files", "add_allow")


def opened(options: Values, folder: str | None = None) -> Cache | None:
    """The cache for a run with these options; None where it neither reads nor writes one.

    It lies in `folder` where one is given, even against --no-cache, else where the system keeps
    caches.
    """
    if any(getattr(options, name, False) for name in _NOT_WITH) or options.paths == ["-"]:
        return None
    if folder is None:
        folder = None if options.no_cache else location()
    if folder is None or (code := state()) is None:
        return None
    try:
        here = os.getcwd()
    except OSError:
        return None
    given = sorted((k, v) for k, v in vars(options).items() if k not in _NO_MATTER)
    return Cache(folder, repr((here, given)), code, _tell)


def _tell(said: str) -> None:
    print(f"presend: {line(said)}", file=sys.stderr)


def what_was_found(found: Source | None) -> Found:
    """A file that was looked for, in a form that can be kept."""
    if found is None:
        return "", b""
    return found.path, mark(found.text.encode("utf-8", "surrogatepass"))


class Remembered:
    """The results of earlier runs, and those of this one for later.

    `hits` counts the results that still held; `beside` are the other files that they rest on.
    With `show_text` each result has the text of its file.
    """

    def __init__(self, cache: Cache, settings: Settings, show_text: bool) -> None:
        self.hits = 0
        self.beside: set[str] = set()
        self._cache = cache
        self._settings = settings
        self._show_text = show_text
        self._looked_up: dict[tuple[str, ...], Found] = {}

    def result(self, path: str, named: bool) -> FileResult | None:
        """What was said of a file; None where it must be linted. Raises ConfigError."""
        entry = self._cache.get(self._cache.name("file", path, str(named)))
        outline = self._settings.outline(path)
        if entry is None or entry[0] != outline.state:
            return None
        _, known, checked, asked, values = entry
        try:
            data = files.read(path)
            sidecar = what_was_found(files.sidecar_of(path) if checked else None)
            if _mark(data, sidecar) != known:
                return None
            if not all(self._found(name, near, path, outline) == was for name, near, was in asked):
                return None
            result = FileResult.from_values(values)
            if self._show_text:
                from presend.cli.workers import decoded

                result.text = decoded(data, path)[0].text
        except ReadError:
            return None
        if result.status == "checked":
            result.status = "cached"
        self.hits += 1
        self.beside.update(each for each, _ in (sidecar, *(was for *_, was in asked)) if each)
        return result

    def keep(
        self, result: FileResult, named: bool, data: bytes, sidecar: Source | None, asked: Asked
    ) -> None:
        """Remember what is said of a file with these octets, for as long as it holds.

        A file that is passed over has no use for a sidecar.
        """
        lasting = result.status in ("checked", "passed-over")
        if not lasting or any(each.rule == "internal-error" for each in result.diagnostics):
            return
        outline = self._settings.outline(result.path)
        known = _mark(data, what_was_found(sidecar))
        entry = (outline.state, known, result.status == "checked", asked, result.values())
        self._cache.put(self._cache.name("file", result.path, str(named)), entry)

    def _found(self, name: str, near: str, path: str, outline: Outline) -> Found:
        """What a look-up finds now. Files side by side that ask alike are told alike."""
        folder, _, own = near.rpartition(os.sep)
        key = (name, folder, own.partition(".")[2], os.path.dirname(path), outline.folder)
        if (found := self._looked_up.get(key)) is None:
            from presend import included

            found = what_was_found(included.find(name, near, path, outline.folder))
            self._looked_up[key] = found
        return found


def _mark(data: bytes, sidecar: Found) -> bytes:
    return mark(data, os.fsencode(sidecar[0]), sidecar[1])
