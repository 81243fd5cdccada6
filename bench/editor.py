"""A language server in, what it costs an editor out: time to start and to answer, memory.

The editor is a pipe and `json`, so that next to nothing of the time is its own. It types at
random places of a template and takes back what it has typed, so that no text that is linted has
been linted before and every one is as long as the first.
"""

from __future__ import annotations

import json
import random
import subprocess
import threading
import time
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

PATIENCE = 300.0  # seconds in all
EDITS = 10_000
SAVED = 4  # every fourth edit is followed by a save, which lints at once
EARLY = 500  # edits after which all that is loaded once has been loaded


class Gone(Exception):
    """The server has ended; the last line that it wrote."""


class Memory(NamedTuple):
    """Resident octets."""

    server: int
    worker: int

    def __str__(self) -> str:
        return " + ".join(f"{octets / 1e6:.1f}" for octets in self)


class Process(NamedTuple):
    pid: int
    parent: int
    kib: int  # of resident memory


class Editor:
    """One open document; `version` counts its edits."""

    def __init__(self, server: subprocess.Popen[bytes], path: Path) -> None:
        self.server = server
        self.uri = path.as_uri()
        self.text = path.read_bytes().decode()
        self.version = 1
        self._asked = 0
        self._starts = [0]
        for line in self.text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._dice = random.Random(0)
        self._typed: tuple[int, str] | None = None

    def start(self) -> None:
        """Until the server knows that it is initialized."""
        self._send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, True)
        while "result" not in self._read():
            pass
        self._send("initialized", {})

    def open(self) -> None:
        document = {"uri": self.uri, "languageId": "html", "version": 1, "text": self.text}
        self._send("textDocument/didOpen", {"textDocument": document})

    def edit(self) -> None:
        """Type a word at some place, or take it back."""
        if self._typed is None:
            offset = self._dice.randrange(len(self.text))
            if self.version == 1:  # a top-level domain that there is not: the most is loaded
                offset = self.text.index("acme.com") + len("acme.com")
            word = f"w{self._dice.randrange(10**9)}"
            self._typed = offset, word
            start = end = self._position(offset)
        else:
            offset, word = self._typed
            start = self._position(offset)
            end = start | {"character": start["character"] + len(word)}
            self._typed, word = None, ""
        self.version += 1
        change = {"range": {"start": start, "end": end}, "text": word}
        document = {"uri": self.uri, "version": self.version}
        params = {"textDocument": document, "contentChanges": [change]}
        self._send("textDocument/didChange", params)

    def save(self) -> None:
        self._send("textDocument/didSave", {"textDocument": {"uri": self.uri}})

    def diagnostics(self) -> list[Any]:
        """Wait for those of the text as it is now."""
        while True:
            message = self._read()
            params = message.get("params") or {}
            published = message.get("method") == "textDocument/publishDiagnostics"
            if published and params.get("version") == self.version:
                return list(params["diagnostics"])

    def leave(self) -> None:
        self._send("shutdown", None, True)
        while "result" not in self._read():
            pass
        self._send("exit", None)

    def processes(self) -> list[Process]:
        """The server, and the process that it lints in."""
        rows = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        found = [Process(*map(int, row.split())) for row in rows]
        own = [each for each in found if each.pid == self.server.pid]
        return own + [each for each in found if each.parent == self.server.pid]

    def memory(self) -> Memory:
        """What both hold now."""
        server, *workers = self.processes()
        return Memory(server.kib * 1024, sum(each.kib for each in workers) * 1024)

    def _position(self, offset: int) -> dict[str, int]:
        line = bisect_right(self._starts, offset) - 1
        return {"line": line, "character": offset - self._starts[line]}

    def _send(self, method: str, params: object, answered: bool = False) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if answered:
            self._asked += 1
            message["id"] = self._asked
        data = json.dumps(message).encode()
        assert self.server.stdin is not None
        try:
            self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
            self.server.stdin.flush()
        except BrokenPipeError:
            raise Gone from None

    def _read(self) -> dict[str, Any]:
        assert self.server.stdout is not None
        size = 0
        while line := self.server.stdout.readline():
            if line == b"\r\n":
                message: dict[str, Any] = json.loads(self.server.stdout.read(size))
                return message
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        raise Gone


@contextmanager
def editing(
    command: Sequence[str], path: Path, env: Mapping[str, str], patience: float = PATIENCE
) -> Iterator[Editor]:
    """An editor with a server of its own. Raises Gone where that ends, or is killed."""
    errors = Path(env["TMPDIR"], "stderr")
    with open(errors, "wb") as file:
        server = subprocess.Popen(
            command, cwd=path.parent, env=env, stderr=file,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
    timer = threading.Timer(patience, server.kill)
    timer.start()
    try:
        yield Editor(server, path)
    except Gone:
        said = errors.read_text(errors="replace").strip().splitlines() or ["it says nothing"]
        raise Gone(said[-1][:200]) from None
    finally:
        timer.cancel()
        server.kill()
        server.communicate()


def starts(command: Sequence[str], path: Path, env: Mapping[str, str]) -> tuple[float, float]:
    """Seconds until the server is initialized, and until it has linted a first document."""
    before = time.perf_counter()
    with editing(command, path, env) as editor:
        editor.start()
        initialized = time.perf_counter()
        editor.open()
        editor.diagnostics()
        linted = time.perf_counter()
        editor.leave()
        editor.server.wait()
    return initialized - before, linted - before


class Save(NamedTuple):
    """Seconds from didSave to diagnostics; `cpu` of both processes, None where no kernel tells."""

    wall: float
    cpu: float | None


def saves(command: Sequence[str], path: Path, env: Mapping[str, str], count: int) -> list[Save]:
    """`count` saves of a text just changed."""
    made = []
    with editing(command, path, env) as editor:
        editor.start()
        editor.open()
        editor.diagnostics()
        processes = [row.pid for row in editor.processes()]
        for number in range(count + 10):
            editor.edit()
            time.sleep(0.02)  # nobody saves in the same instant: the change has been read
            used, before = _cpu(processes), time.perf_counter()
            editor.save()
            editor.diagnostics()
            wall = time.perf_counter() - before
            if number >= 10:
                now = _cpu(processes)
                made.append(Save(wall, None if now is None or used is None else now - used))
        editor.leave()
        editor.server.wait()
    return made


def _cpu(processes: Sequence[int]) -> float | None:
    """Seconds of processor that they have had (proc(5), schedstat)."""
    tasks = [each for pid in processes for each in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(each.read_text().split()[0]) for each in tasks) / 1e9 if tasks else None


def memory(command: Sequence[str], path: Path, env: Mapping[str, str]) -> list[Memory]:
    """After EARLY edits, half of EDITS, and all of them."""
    held = []
    with editing(command, path, env) as editor:
        editor.start()
        editor.open()
        editor.diagnostics()
        for number in range(1, EDITS + 1):
            editor.edit()
            if number % SAVED == 1:
                editor.save()
                editor.diagnostics()
            if number in (EARLY, EDITS // 2, EDITS):
                held.append(editor.memory())
        editor.leave()
        editor.server.wait()
    return held
