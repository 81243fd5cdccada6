"""How many files are done, on a terminal, while a long run lasts."""

from __future__ import annotations

import os
import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

AFTER = 1.0  # seconds in which a run says nothing of itself
EVERY = 0.1  # seconds
MANY = 10  # files, below which nothing is shown


class Progress:
    """Counts files; shows the count on standard error where somebody may watch, until `clear`.

    Where `rich` is installed it draws a bar, else a line of text does.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._total = total
        self._done = 0
        self._next = monotonic() + AFTER if not quiet and _watched(total) else None
        self._bar: Any = None
        self._shown = False

    def advance(self, files: int = 1) -> None:
        """Some more files are done."""
        self._done += files
        self.show()

    def show(self) -> None:
        """Bring what is shown up to date, if it is time for that."""
        if self._next is None or (now := monotonic()) < self._next:
            return
        self._next = now + EVERY
        if not self._shown:
            self._shown, self._bar = True, _bar(self._total)
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, completed=self._done, refresh=True)
        else:
            sys.stderr.write(f"\r\x1b[K{self._done} of {self._total} files")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take away what is shown, and show nothing more."""
        self._next = None
        if not self._shown:
            return
        self._shown = False
        if self._bar is not None:
            self._bar[0].stop()
        else:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _watched(total: int) -> bool:
    return (
        total >= MANY
        and sys.stderr is not None
        and sys.stderr.isatty()
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("CI")
    )


def _bar(total: int) -> Any:
    """A bar of `rich` and its task; None where it is not installed."""
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    except ImportError:
        return None
    columns = (BarColumn(), MofNCompleteColumn(), "files", TimeRemainingColumn())
    # Without a thread of its own: a process with threads is not safe to fork.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bar.start()
    return bar, bar.add_task("", total=total)
