"""Signals that ask a run to end: the first becomes an exception, so that all is left in order."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` is the same, and loads `enum` for it
import os
import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NUMBERS: list[int] = [
    getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(_signal, name)
]
PATIENCE = 2.0  # seconds for which further signals wait: a terminal and a parent send one each


class Interrupted(KeyboardInterrupt):
    """A signal has come; `code` is the exit code for it, 128 and its number, as shells have it."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.code = 128 + signal


class Listener:
    """Raises Interrupted for signals that would end the process, or ends it if that is in vain.

    Those that its caller has chosen to ignore stay ignored (`nohup`, a job in the background).
    """

    def __init__(self) -> None:
        self._since: float | None = None
        ended_by = (_signal.SIG_DFL, _signal.default_int_handler)
        for number in _NUMBERS:
            if _signal.getsignal(number) in ended_by:
                _signal.signal(number, self._come)
        sys.unraisablehook = self._swallowed

    def _come(self, signal: int, _: object) -> None:
        now = monotonic()
        if self._since is None:
            self._since = now
            raise Interrupted(signal)
        if now > self._since + PATIENCE:
            os._exit(128 + signal)

    def _swallowed(self, unraisable: Any) -> None:
        """An exception in a place that none gets out of (`__del__`): let the signal come again."""
        error = unraisable.exc_value
        if not isinstance(error, Interrupted):
            sys.__unraisablehook__(unraisable)
            return
        from _thread import interrupt_main

        self._since = None
        interrupt_main(error.code - 128)  # type: ignore[arg-type]


def pass_over() -> None:
    """From now on let such signals pass: what is left to do takes no time."""
    for number in _NUMBERS:
        _signal.signal(number, _signal.SIG_IGN)


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a run that was interrupted."""
    return interrupt.code if isinstance(interrupt, Interrupted) else 130


class Held:
    """Such signals wait until this is over; on POSIX only."""

    def __enter__(self) -> None:
        _signal.pthread_sigmask(_signal.SIG_BLOCK, _NUMBERS)

    def __exit__(self, *_: object) -> None:
        release()


def release() -> None:
    """Let the signals through that were held."""
    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, _NUMBERS)
