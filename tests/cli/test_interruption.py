"""Real processes that are interrupted, killed, and watched: a named pipe holds them at a file."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import presend as package

SRC = str(Path(package.__file__).parent.parent)
MAIL = '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>\n'
PATIENCE = 30  # seconds
NAMES = [f"{number:02}.html" for number in range(24)]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(MAIL)
    return folder


@pytest.fixture
def start(mails: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `presend check` in the folder of mails, as the first of a new process group."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "presend", "check", "--isolated", *arguments],
            cwd=mails,
            env=os.environ | {"PYTHONPATH": SRC},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def hold(path: Path) -> None:
    """Make a file one that is never read to its end."""
    path.unlink()
    os.mkfifo(path)


def reached(path: Path) -> int:
    """Wait until a process is about to read from a named pipe; the writing end of it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.01)
        else:
            time.sleep(0.1)  # a signal between its `open` and its `read` would wait for the read
            return pipe
    raise AssertionError(f"nothing has come to {path}")


def nobody_is_left(group: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def everything(folder: Path) -> dict[str, str]:
    files = [each for each in folder.rglob("*") if each.is_file()]
    return {str(each.relative_to(folder)): each.read_text() for each in files}


@pytest.mark.parametrize("to", ["the process", "its group"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("held", ["00.html", "01.html"])  # the parent's share, the child's
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_ends_at_once_and_in_order(
    jobs: str,
    held: str,
    number: signal.Signals,
    code: int,
    to: str,
    mails: Path,
    start: Callable[..., subprocess.Popen[str]],
) -> None:
    hold(mails / held)
    (mails / "report.txt").write_text("the report before")
    before = everything(mails)
    process = start("-j", jobs, "-o", "report.txt", *NAMES)
    pipe = reached(mails / held)

    (os.killpg if to == "its group" else os.kill)(process.pid, number)

    out, err = process.communicate(timeout=PATIENCE)
    os.close(pipe)
    assert (process.returncode, out, err) == (code, "", "")
    assert nobody_is_left(process.pid)
    assert everything(mails) == before
    assert not list(Path(os.environ["PRESEND_CACHE_DIR"]).glob("?" * 32 + ".*"))


def test_interrupted_fixes_are_whole(
    mails: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    hold(mails / "21.html")
    process = start("-j", "2", "--fix", "--select", "links", *NAMES)
    pipe = reached(mails / "21.html")

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    os.close(pipe)

    mended = MAIL.replace("youtu.be/", "www.youtube.com/watch?v=")
    assert process.returncode == 130
    assert set(everything(mails).values()) == {mended} or {*everything(mails).values()} == {
        MAIL,
        mended,
    }
    assert {each.name for each in mails.iterdir()} == set(NAMES)


def test_a_signal_that_is_ignored_stays_ignored(
    mails: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    hold(mails / "00.html")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = start("-j", "1", "--fail-on", "never", "00.html")
    finally:
        signal.signal(signal.SIGHUP, before)
    pipe = reached(mails / "00.html")

    process.send_signal(signal.SIGHUP)
    os.close(pipe)

    assert process.wait(PATIENCE) == 0


def reader_of(path: Path, group: int, but: int = 0) -> int:
    """Wait for a child in a process group that has a file open; its number."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            for child in Path(f"/proc/{group}/task/{group}/children").read_text().split():
                for handle in Path(f"/proc/{child}/fd").iterdir():
                    with contextlib.suppress(OSError):
                        if os.readlink(handle) == str(path) and int(child) != but:
                            return int(child)
        time.sleep(0.01)
    raise AssertionError(f"no child reads {path}")


@LINUX
def test_a_killed_worker_costs_one_file(
    mails: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    held = mails / "07.html"
    hold(held)
    process = start("-j", "2", "-f", "concise", "--select", "links", *NAMES)
    pipe = reached(held)
    first = reader_of(held, process.pid)
    os.kill(first, signal.SIGKILL)
    os.kill(reader_of(held, process.pid, but=first), signal.SIGKILL)  # the second try

    out, err = process.communicate(timeout=PATIENCE)
    os.close(pipe)

    assert process.returncode == 2
    assert err == (
        "07.html: the process that linted it was killed (signal 9); "
        "is there enough memory? run it again with --jobs 1\n"
    )
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        name for name in NAMES if name != "07.html"
    ]


@LINUX
def test_a_worker_killed_once_costs_nothing(
    mails: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    held = mails / "07.html"
    hold(held)
    process = start("-j", "2", "-f", "concise", "--select", "links", *NAMES)
    pipe = reached(held)
    first = reader_of(held, process.pid)

    os.kill(first, signal.SIGKILL)
    reader_of(held, process.pid, but=first)
    os.write(pipe, MAIL.encode())
    os.close(pipe)

    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert [line.partition(":")[0] for line in out.splitlines()] == NAMES


WITHOUT_RICH = "import sys; sys.modules['rich'] = None; from presend.cli import main; main()"


def on_a_terminal(
    mails: Path,
    *arguments: str,
    code: str = WITHOUT_RICH,
    patience: float = PATIENCE,
    **environment: str,
) -> str:
    """What a run that takes so many seconds, or until it speaks, writes to a terminal."""
    held = mails / "01.html"
    hold(held)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code, "check", "--isolated", "-j", "2", *arguments, *NAMES],
        cwd=mails,
        env={k: v for k, v in os.environ.items() if k != "CI"}
        | {"PYTHONPATH": SRC, "TERM": "xterm", **environment},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    pipe = reached(held)
    shown = b""
    while select.select([ours], [], [], patience)[0] and len(shown) < 10_000:
        shown += os.read(ours, 4096)
        if b"of 24" in shown or b"/24" in shown:
            break
    os.write(pipe, MAIL.encode())
    os.close(pipe)
    process.wait(PATIENCE)
    with contextlib.suppress(OSError):
        while octets := os.read(ours, 4096):
            shown += octets
    os.close(ours)
    return shown.decode()


def test_a_long_run_shows_how_far_it_is(mails: Path) -> None:
    shown = on_a_terminal(mails)

    assert re.search(r"\r\x1b\[K\d+ of 24 files", shown)
    assert shown.endswith("\r\x1b[K")


def test_with_rich_it_is_a_bar(mails: Path) -> None:
    pytest.importorskip("rich")

    shown = on_a_terminal(mails, code="from presend.cli import main; main()")

    assert re.search(r"━.*\d+/24", shown)
    assert shown.rstrip().endswith("\x1b[2K")


@pytest.mark.parametrize("option", ["-q", "CI"])
def test_it_is_silent_when_nobody_would_look(option: str, mails: Path) -> None:
    environment = {"CI": "true"} if option == "CI" else {}

    arguments = ["-q"] if option == "-q" else []
    assert on_a_terminal(mails, *arguments, patience=1.6, **environment) == ""
