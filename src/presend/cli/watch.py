"""`presend check --watch`: lint, and lint again what a change touches, until Ctrl-C.

Each pass is a run like any other and asks the cache what still holds; so what an edit touches
(an included file, a sidecar, the settings) is known by the same rule that keeps the cache true.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from time import strftime

from presend import baseline_file, files
from presend.cli import check, interruption, remembered
from presend.errors import PresendError, ReadError, UsageError
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn, TypeAlias

    from presend.cli.arguments import Values
    from presend.cli.workers import Linter
    from presend.report import Report

    Folders: TypeAlias = tuple[frozenset[str], frozenset[str]]
    """Folders that are followed with all below them, and others without."""

_NOT_WITH = ("fix", "unsafe_fixes", "diff", "add_allow", "write_baseline", "show_files", "timings")
_CLEAR = "\x1b[2J\x1b[H"
_STEP = 50  # milliseconds without a change, after which a save counts as done
_WAIT = 100  # milliseconds in which one watcher is asked before the other


def run(options: Values) -> int:
    """Report on the files that the options name again and again; the exit code.

    Ctrl-C is how it is meant to end, and no failure. Raises UsageError for options that make no
    sense with it, and where the package watchfiles is missing.
    """
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        raise UsageError("--watch needs watchfiles; pip install 'presend[watch]'") from None
    if "-" in options.paths:
        raise UsageError("--watch follows files; standard input is none")
    for name in _NOT_WITH:
        if getattr(options, name, False):
            option = name.replace("_", "-")
            raise UsageError(f"--watch only looks; run --{option} by itself")
    gc.enable()  # this is no short run
    with tempfile.TemporaryDirectory(prefix="presend-") as spare:
        try:
            _Follower(options, spare).follow()
        except KeyboardInterrupt as interrupt:
            code = interruption.exit_code(interrupt)
            return 0 if code == interruption.CTRL_C else code


class _Follower:
    """Follows the files of a run. `spare` is a folder for the cache where it may use no other."""

    def __init__(self, options: Values, spare: str) -> None:
        self._options = options
        self._spare = spare
        self._folder = spare if options.no_cache else None
        self._said: object = None
        self._watching: Folders = (frozenset(), frozenset())
        self._watchers: list[Iterator[set[Any]]] = []

    def follow(self) -> NoReturn:
        """Goes on until KeyboardInterrupt."""
        gone = False
        while True:
            linter = self._pass(always=True)
            if linter is not None and linter.linted:
                linter = self._pass()  # now the cache knows what they rest on
            if self._watch(_folders(self._options, linter), anew=gone):
                self._pass()  # what changed before they were watched
            gone = self._wait()

    def _pass(self, *, always: bool = False) -> Linter | None:
        """Lint once; report it if it is news, or if `always` and a file was linted anew."""
        cache = remembered.opened(self._options, self._folder)
        try:
            report, linter = check.lint(self._options, cache)
            linter.clear_up()
            if cache is None or not cache.usable:
                self._folder = self._spare
            baselines = [_content(path) for path in _baselines(self._options, linter)]
            if self._is_news((_said(report), baselines)) or (always and linter.linted):
                self._clear()
                check.tell(report, linter, self._options)
                _say(f"{_count(linter.linted)} linted; waiting for a change; Ctrl-C ends")
            return linter
        except PresendError as error:
            if self._is_news(str(error)):
                self._clear()
                print(f"presend: {line(str(error))}", file=sys.stderr)
                _say("waiting for a change; Ctrl-C ends")
            return None

    def _is_news(self, said: object) -> bool:
        before, self._said = self._said, said
        return said != before

    def _clear(self) -> None:
        if self._options.output is None and sys.stdout.isatty():
            sys.stdout.write(_CLEAR)

    def _watch(self, folders: Folders, *, anew: bool) -> bool:
        """Follow these folders; whether any was not followed before. Raises ReadError."""
        if folders == self._watching and not anew:
            return False
        import watchfiles

        self._watching = folders
        self._watchers.clear()
        for paths, recursive in zip(folders, (True, False), strict=True):
            if paths:
                watcher = watchfiles.watch(
                    *sorted(paths),
                    recursive=recursive,
                    step=_STEP,
                    rust_timeout=_WAIT,
                    yield_on_timeout=True,
                    ignore_permission_denied=True,
                )
                self._watchers.append(watcher)
                self._next(watcher)
        return True

    def _wait(self) -> bool:
        """Wait until something changes; whether something has gone."""
        import watchfiles

        while True:
            for watcher in self._watchers:
                if changes := self._next(watcher):
                    return any(change == watchfiles.Change.deleted for change, _ in changes)

    def _next(self, watcher: Iterator[set[Any]]) -> set[Any]:
        try:
            return next(watcher)
        except (OSError, RuntimeError) as error:
            raise ReadError(
                f"the files cannot be watched: {error}; are there too many? name fewer folders, "
                "or set WATCHFILES_FORCE_POLLING=1"
            ) from None


def _said(report: Report) -> object:
    """What a report says, whether it was known before or not."""
    said = []
    for file in report.files:
        values = file.values()
        state = "checked" if file.status == "cached" else file.status
        said.append((*values[:3], state, *values[4:]))
    return said


def _baselines(options: Values, linter: Linter) -> list[str]:
    """The files of known findings that have to do with a run."""
    if options.baseline is not None:
        return [options.baseline]
    found = [baseline_file.path_of(outline) for outline in linter.settings.outlines]
    return [path for path in found if path]


def _content(path: str) -> bytes:
    try:
        return files.read(path)
    except ReadError:
        return b""


def _folders(options: Values, linter: Linter | None) -> Folders:
    """The folders that hold what is linted, and what that rests on."""
    whole = {os.path.abspath(path) for path in options.paths if os.path.isdir(path)}
    single = {path for path in options.paths if not os.path.isdir(path)}
    if linter is not None:
        single.update(linter.settings.read)
        single.update(_baselines(options, linter))
        single.update(linter.memory.beside if linter.memory is not None else ())
    if options.config is not None:
        single.add(options.config)
    beside = {os.getcwd(), *(os.path.dirname(os.path.abspath(path)) for path in single)}
    within = tuple(folder.rstrip(os.sep) + os.sep for folder in whole)
    others = {each for each in beside if not (each + os.sep).startswith(within)}
    return frozenset(whole), frozenset(each for each in others if os.path.isdir(each))


def _count(files: int) -> str:
    return f"{files} file" + ("" if files == 1 else "s")


def _say(text: str) -> None:
    sys.stdout.flush()
    print(f"[{strftime('%H:%M:%S')}] {text}", file=sys.stderr)
    sys.stderr.flush()
