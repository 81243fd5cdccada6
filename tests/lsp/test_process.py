"""`presend lsp` as a process: how it ends, and what it says where a person or a fault starts it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

import pytest

SERVE = (sys.executable, "-c", "from presend.cli import main; main()", "lsp")
BY_HAND = """
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
served = subprocess.Popen(sys.argv[1:], stdin=theirs, stderr=subprocess.PIPE)
print(served.stderr.readline().decode(), end="")
served.terminate()
print(served.wait(60))
"""


def message(**said: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **said}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_ends_it_though_the_editor_says_nothing(number: int, code: int) -> None:
    asked = message(id=1, method="initialize", params={"capabilities": {}, "processId": None})
    with subprocess.Popen(
        SERVE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        server.stdin.write(asked)
        server.stdin.flush()
        assert server.stdout.readline().startswith(b"Content-Length: ")
        server.send_signal(number)

        assert (server.wait(60), server.stderr.read()) == (code, b"")


def test_what_is_no_message_is_told_in_one_line() -> None:
    done = subprocess.run(
        SERVE, input=b"Content-Length: 5\r\n\r\nhello", capture_output=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr.decode()) == (
        0,
        "presend: what the editor sent is no message: Expecting value: line 1 column 1 (char 0)\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_who_starts_it_by_hand_is_told_what_it_waits_for() -> None:
    done = subprocess.run(
        (sys.executable, "-c", BY_HAND, *SERVE), capture_output=True, timeout=90, check=False
    )

    assert done.stdout.decode() == (
        "presend: lsp waits for an editor on standard input; Ctrl-C ends it\n143\n"
    )
