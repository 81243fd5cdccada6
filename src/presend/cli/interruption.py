"""Signals that ask a run to end: the first becomes an exception, so that all is left in order."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # `signal` is the same, and loads `enum` for it
import os
import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SOON = 0.005  # seconds
_NUMBERS: list[int] = [
    getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(_signal, name)
]
CTRL_C = 130  # the exit code for SIGINT
PATIENCE = 2.0  # seconds for which further signals wait: a terminal and a parent send one each


class Interrupted(KeyboardInterrupt):
    """A signal has come; `code` is the exit code for it, 128 and its number, as shells have it."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.code = 128 + signal


class Listener:
    """Raises Interrupted for signals that would end the process, or ends it if that is in vain.

    Those that its caller has chosen to ignore stay ignored (`nohup`, a job in the background).
    `come` is the signal that has come, for there is one of each in a process; a library that
    takes the exception may raise another.
    """

    come: int | None = None

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
            Listener.come = signal
            raise Interrupted(signal)
        if now > self._since + PATIENCE:
            os._exit(128 + signal)

    def _swallowed(self, unraisable: Any) -> None:
        """An exception in a place that none gets out of (`__del__`): let the signal come again."""
        error = unraisable.exc_value
        if not isinstance(error, Interrupted):
            sys.__unraisablehook__(unraisable)
        elif hasattr(_signal, "setitimer"):
            _signal.signal(_signal.SIGALRM, self._come_again)
            _signal.setitimer(_signal.ITIMER_REAL, _SOON)
        else:
            os._exit(error.code)

    def _come_again(self, _: int, __: object) -> None:
        raise Interrupted(Listener.come or _signal.SIGINT)


def pass_over() -> None:
    """From now on let such signals pass: what is left to do takes no time."""
    for number in (*_NUMBERS, getattr(_signal, "SIGALRM", _signal.SIGINT)):
        _signal.signal(number, _signal.SIG_IGN)


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a run that was interrupted."""
    if isinstance(interrupt, Interrupted):
        return interrupt.code
    return CTRL_C if Listener.come is None else 128 + Listener.come


class Held:
    """Such signals wait until this is over; on POSIX only."""

    def __enter__(self) -> None:
        _signal.pthread_sigmask(_signal.SIG_BLOCK, _NUMBERS)

    def __exit__(self, *_: object) -> None:
        release()


def release() -> None:
    """Let the signals through that were held."""
    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, _NUMBERS)
