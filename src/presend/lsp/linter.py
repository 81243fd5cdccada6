"""Requests of the server in, answers of its worker process out, one at a time.

A worker that does not answer within `PATIENCE`, or that ends, is replaced, and the request
fails with one line that says so: an editor's server must outlive any rule.
"""

from __future__ import annotations

import asyncio
import marshal
import os
import sys

from presend.errors import PresendError
from presend.lsp.worker import SIZED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PATIENCE = 20.0  # seconds
GRACE = 0.2  # seconds for an answer that nobody waits for any more; a new worker takes as long


class Failed(PresendError):
    """A request that has no answer: why, in one line."""


class Linter:
    """The worker process, started when it is first asked.

    `patience` is how many seconds it is waited for, and `chosen` the arguments of
    `Requests.choose`, which every new worker gets first.
    """

    def __init__(self) -> None:
        self.chosen: tuple[str | None, tuple[str, ...], tuple[str, ...]] = (None, (), ())
        self.patience = PATIENCE
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Start the worker, so that the first request does not wait for it."""
        async with self._turn:
            await self._started()

    async def choose(
        self, config: str | None, select: tuple[str, ...], ignore: tuple[str, ...]
    ) -> None:
        """Hand on what the editor's own settings say."""
        self.chosen = config, select, ignore
        await self.ask("choose", *self.chosen)

    async def ask(self, name: str, *arguments: Any) -> Any:
        """What a method of `Requests` returns. Raises Failed."""
        await self._turn.acquire()
        asked = asyncio.create_task(self._asked(name, arguments))
        asked.add_done_callback(self._done)
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            # An editor cancels with every key. The answer is read all the same, or the next
            # request would get it; for one that takes long, a new worker is the quicker way.
            asyncio.get_running_loop().call_later(GRACE, asked.cancel)
            raise

    async def _asked(self, name: str, arguments: tuple[Any, ...]) -> Any:
        try:
            process = await self._started()
            async with asyncio.timeout(self.patience):
                fine, answer = await _exchanged(process, name, arguments)
        except TimeoutError:
            await self.stop()
            said = f"presend gave up after {self.patience:g} seconds; which rule is so slow?"
            raise Failed(said) from None
        except asyncio.CancelledError:
            await self.stop()
            raise
        except (OSError, EOFError):  # IncompleteReadError is an EOFError
            await self.stop()
            said = "the process that lints has ended; the next change starts another"
            raise Failed(said) from None
        if not fine:
            raise Failed(answer)
        return answer

    def _done(self, asked: asyncio.Task[Any]) -> None:
        self._turn.release()
        if not asked.cancelled():
            asked.exception()  # which nobody may be waiting for

    async def stop(self) -> None:
        """End the worker."""
        process, self._process = self._process, None
        if process is not None:
            try:
                process.kill()
            except ProcessLookupError:
                pass
            await process.wait()

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            # Without `-m`, which imports runpy and its tail: the module is the same.
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                "from presend.lsp.worker import main; main()",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            await _exchanged(self._process, "choose", self.chosen)
        return self._process


async def _exchanged(
    process: asyncio.subprocess.Process, name: str, arguments: tuple[Any, ...]
) -> tuple[bool, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    data = marshal.dumps((name, arguments))
    process.stdin.write(len(data).to_bytes(SIZED, "big") + data)
    await process.stdin.drain()
    size = int.from_bytes(await process.stdout.readexactly(SIZED), "big")
    answer: tuple[bool, Any] = marshal.loads(await process.stdout.readexactly(size))
    return answer
