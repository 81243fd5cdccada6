"""Commands in, what each run of them cost out: wall time, CPU time and peak memory of one process.

Only commands measured in the same rounds are compared, each round in another order, and what is
reported is the ratio within a round: a clock that drifts, or a neighbour on the machine, then
touches both sides of it.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# getrusage(2) counts the peak in KiB; macOS counts octets.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
# Hostile input must not take the machine down with it.
MEMORY_LIMIT = 4 << 30  # octets of address space
FOUND_NOTHING, FOUND_SOMETHING = 0, 1


class Case(NamedTuple):
    """A command and the folder it runs in."""

    argv: list[str]
    folder: Path


class Run(NamedTuple):
    """What one process cost. `status` is its exit code, or minus the signal that ended it."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak: int  # octets of resident memory
    status: int
    timed_out: bool = False

    @property
    def done(self) -> bool:
        return self.status in (FOUND_NOTHING, FOUND_SOMETHING) and not self.timed_out


class Ratio(NamedTuple):
    """The least, the median and the greatest of the ratios of the rounds."""

    least: float
    median: float
    greatest: float

    @classmethod
    def of(cls, ratios: Sequence[float]) -> Ratio:
        return cls(min(ratios), statistics.median(ratios), max(ratios))


class Line(NamedTuple):
    """One row of the report. Without `ratio`, `note` says why there is none."""

    work: str
    subject: str
    against: str
    ratio: Ratio | None
    goal: float | None = None
    note: str = ""
    broken: bool = False

    @property
    def met(self) -> bool | None:
        if self.goal is None or self.broken:
            return None
        return self.ratio is not None and self.ratio.median <= self.goal


class Rounds(NamedTuple):
    """The runs of each case, in the order of the rounds; why a case has none stands in `broken`."""

    runs: dict[str, list[Run]]
    broken: dict[str, str]

    def line(
        self,
        work: str,
        subject: str,
        against: str,
        goal: float | None = None,
        cost: Callable[[Run], float] = lambda run: run.wall,
    ) -> Line:
        """What `subject` costs in terms of `against`."""
        for name in (subject, against):
            if reason := self.broken.get(name):
                return Line(work, subject, against, None, goal, f"{name}: {reason}", broken=True)
        pairs = zip(self.runs[subject], self.runs[against], strict=True)
        return Line(work, subject, against, Ratio.of([cost(a) / cost(b) for a, b in pairs]), goal)


def environment(home: Path) -> dict[str, str]:
    """What a measured process sees: no PYTHON* or NODE_* variable and no dotfile of this user."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TMPDIR": str(home),
    }


def once(case: Case, env: Mapping[str, str], limit: float = 600.0, errors: str = os.devnull) -> Run:
    """Run a command to its end, or for `limit` seconds; what it prints is thrown away."""
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, errors, writing, 0o600),
    ]
    expired = threading.Event()
    with contextlib.chdir(case.folder):
        start = time.perf_counter()
        pid = os.posix_spawn(case.argv[0], case.argv, env, file_actions=actions, setpgroup=0)

    def kill() -> None:
        expired.set()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)

    timer = threading.Timer(limit, kill)
    timer.start()
    try:
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
    except BaseException:
        kill()
        raise
    finally:
        timer.cancel()
    return Run(
        wall,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * PEAK_UNIT,
        os.waitstatus_to_exitcode(status),
        expired.is_set(),
    )


@contextlib.contextmanager
def little_memory() -> Iterator[None]:
    """Processes started meanwhile get no more than MEMORY_LIMIT."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def interleave(cases: Mapping[str, Case], count: int, env: Mapping[str, str]) -> Rounds:
    """`count` rounds of all cases after one that does not count."""
    broken = {}
    for name, case in cases.items():
        if reason := ailment(case, env):
            broken[name] = reason
    order = [name for name in cases if name not in broken]
    runs: dict[str, list[Run]] = {name: [] for name in order}
    for number in range(count):
        random.Random(number).shuffle(order)
        for name in order:
            runs[name].append(once(cases[name], env))
    return Rounds(runs, broken)


def ailment(case: Case, env: Mapping[str, str]) -> str:
    """Why a command cannot be measured; empty where it can."""
    errors = Path(env["TMPDIR"], "stderr")
    try:
        run = once(case, env, errors=str(errors))
    except OSError as error:
        return str(error)
    if run.done:
        return ""
    said = errors.read_text(errors="replace").strip().splitlines() or ["and says nothing"]
    return f"exit {run.status}: {said[-1][:200]}"


def own_peak() -> int:
    """The most memory this process has held; a child it starts never shows less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT
