"""Files in, results out, by several processes: each takes a share, the parent as well.

A child sends each result as soon as it has it. It does not wait for the parent, which reads when
it is done with a file of its own. When a child dies, another takes up what is left of its share;
a file with which two children died in turn is given up. An interrupted parent ends its children
and waits for them.
"""

from __future__ import annotations

import os
import sys
from time import monotonic, sleep

from presend.cli.interruption import Held, release
from presend.report import FileResult

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from presend.cli.progress import Progress
    from presend.cli.workers import Linter

_HEAD = 4  # octets of the length before each result
_CHUNK = 1 << 20  # octets
_PATIENCE = 2.0  # seconds that a child has to leave when told to
_TICK = 100  # milliseconds
_KILL, _TERMINATE = 9, 15  # signals, whose module takes long to load


class Fault(Exception):
    """A fault of presend in a child; the message is the traceback."""


class Child:
    """A process, the files it is to lint (by number), and how many of those it has sent."""

    __slots__ = ("data", "pid", "reader", "sent", "share")

    def __init__(self, pid: int, reader: int, share: Sequence[int]) -> None:
        self.pid = pid
        self.reader = reader
        self.share = share
        self.sent = 0
        self.data = bytearray()


def run(
    lint: Linter, found: Sequence[tuple[str, bool]], jobs: int, progress: Progress
) -> list[FileResult]:
    """The results of all files, in their order. Raises Fault."""
    return _Run(lint, found, progress).results(jobs)


class _Run:
    def __init__(self, lint: Linter, found: Sequence[tuple[str, bool]], progress: Progress) -> None:
        self._lint = lint
        self._found = found
        self._progress = progress
        self._children: list[Child] = []
        self._done: dict[int, FileResult] = {}

    def results(self, jobs: int) -> list[FileResult]:
        numbers = range(len(self._found))
        try:
            for job in range(1, jobs):
                self._start(numbers[job::jobs])
            for number in numbers[::jobs]:
                self._done[number] = self._lint(*self._found[number])
                self._progress.advance()
                for child in list(self._children):
                    self._read(child)
            self._wait()
        except BaseException:
            self._stop()
            raise
        return [self._done[number] for number in numbers]

    def _start(self, share: Sequence[int]) -> None:
        """Give a share to a new child."""
        sys.stdout.flush()
        sys.stderr.flush()
        reader, writer = os.pipe()
        with Held():  # else a signal may find a child that nobody knows of
            pid = os.fork()
            if pid == 0:
                for each in (reader, *(child.reader for child in self._children)):
                    os.close(each)
                _live(writer, self._lint, [self._found[number] for number in share])
            self._children.append(Child(pid, reader, share))
        os.close(writer)
        os.set_blocking(reader, False)

    def _wait(self) -> None:
        """Read all that the children have to send."""
        import select

        while self._children:
            waiting = {child.reader: child for child in self._children}
            ready = select.poll()
            for reader in waiting:
                ready.register(reader, select.POLLIN)
            for reader, _ in ready.poll(_TICK):
                self._read(waiting[reader])
            self._progress.show()

    def _read(self, child: Child) -> None:
        """Take what a child has sent so far; at the end of its pipe see why it has ended."""
        while True:
            try:
                octets = os.read(child.reader, _CHUNK)
            except BlockingIOError:
                return
            child.data += octets
            self._unpack(child)
            if not octets:
                break
        self._children.remove(child)
        os.close(child.reader)
        status = _reaped(child.pid)
        left = child.share[child.sent :]
        if left and not child.sent:
            self._done[left[0]] = _died(self._found[left[0]][0], status)
            self._progress.advance()
            left = left[1:]
        if left:
            self._start(left)

    def _unpack(self, child: Child) -> None:
        import marshal

        data = child.data
        while len(data) >= _HEAD:
            end = _HEAD + int.from_bytes(data[:_HEAD], "big")
            if len(data) < end:
                return
            values: Any = marshal.loads(data[_HEAD:end])
            del data[:end]
            if isinstance(values, str):
                raise Fault(values)
            self._done[child.share[child.sent]] = FileResult.from_values(values)
            child.sent += 1
            self._progress.advance()

    def _stop(self) -> None:
        """End all children, and leave none behind."""
        with Held():
            for child in self._children:
                _kill(child.pid, _TERMINATE)
            until = monotonic() + _PATIENCE
            for child in self._children:
                while not _left(child.pid):
                    if monotonic() > until:
                        _kill(child.pid, _KILL)
                    sleep(0.005)
                os.close(child.reader)
            self._children.clear()


def _live(writer: int, lint: Linter, share: Sequence[tuple[str, bool]]) -> NoReturn:
    """The life of a child: lint, send, leave. Nothing of the parent's is done by it."""
    code = 1
    try:
        release()
        import marshal

        data = bytearray()
        os.set_blocking(writer, False)
        for path, named in share:
            sent = _packed(marshal.dumps, lint, path, named)
            data += len(sent).to_bytes(_HEAD, "big") + sent
            try:
                del data[: os.write(writer, data)]
            except BlockingIOError:
                pass
        os.set_blocking(writer, True)
        while data:
            del data[: os.write(writer, data)]
        code = 0
    finally:
        os._exit(code)


def _packed(dumps: Callable[[Any], bytes], lint: Linter, path: str, named: bool) -> bytes:
    try:
        return dumps(lint(path, named).values())
    except Exception:
        import traceback

        return dumps(traceback.format_exc())


def _died(path: str, status: int) -> FileResult:
    """The result for a file that no process lived to lint."""
    signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    how = f"was killed (signal {signal})" if signal else "ended early"
    return FileResult(
        path,
        status="unreadable",
        reason=f"the process that linted it {how}",
        cure="is there enough memory? run it again with --jobs 1",
    )


def _reaped(pid: int) -> int:
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:  # who started presend has children reaped by the system
        return 0


def _left(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _kill(pid: int, signal: int) -> None:
    try:
        os.kill(pid, signal)
    except ProcessLookupError:
        pass
