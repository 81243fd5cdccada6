"""The worker process behind the server, asked as hastily as an editor asks."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from presend.lsp.linter import Linter


def test_a_cancelled_request_leaves_its_answer_to_nobody() -> None:
    async def test() -> None:
        linter = Linter()
        try:
            for pause in (0.0, 0.01, 0.02, 0.05, 0.1, 0.2):
                await linter.stop()
                cancelled = asyncio.create_task(linter.ask("rules", "a.html"))
                await asyncio.sleep(pause)  # while a new worker starts, or works
                cancelled.cancel()
                with suppress(asyncio.CancelledError):
                    await cancelled

                assert await linter.ask("explain", "a.html", "no-such-rule") == ""
        finally:
            await linter.stop()

    asyncio.run(asyncio.wait_for(test(), 60))


def test_one_that_is_quick_does_not_cost_the_worker() -> None:
    async def test() -> None:
        linter = Linter()
        try:
            await linter.ask("rules", "a.html")
            before = linter._process
            for _ in range(20):
                cancelled = asyncio.create_task(linter.ask("explain", "a.html", "sender"))
                await asyncio.sleep(0)
                cancelled.cancel()

            await linter.ask("rules", "a.html")
            assert linter._process is before
        finally:
            await linter.stop()

    asyncio.run(asyncio.wait_for(test(), 60))
