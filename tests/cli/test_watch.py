"""`presend check --watch` as a real process with the real watchfiles; files change under it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import presend as package

pytest.importorskip("watchfiles", reason="the extra presend[watch] is not installed")

SRC = str(Path(package.__file__).parent.parent)
PATIENCE = 30  # seconds
WAITING = "waiting for a change; Ctrl-C ends\n"
LINK = '<html><body><p><a href="https://{}">Go</a></p>{}</body></html>\n'
SAID = "{}: warning Shortened link {} — use the full address [shortened-link]\n"


def save(path: Path, text: str) -> None:
    """Write a file as editors do: at once, in the place of the old one."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text)
    new.replace(path)


class Watched:
    """A running watcher, and what it says: a piece for each time it comes to wait."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "presend", "check", "--watch", "-f", "concise", *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": SRC},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._said = ""
        self._read = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said += line

    def says(self) -> str:
        """What it says next, up to where it waits; the time of day left out."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            end = self._said.find(WAITING, self._read)
            if end >= 0:
                piece = self._said[self._read : end + len(WAITING)]
                self._read = end + len(WAITING)
                return re.sub(r"\[\d\d:\d\d:\d\d\] ", "", piece)
            time.sleep(0.01)
        raise AssertionError(f"it waits for nothing: {self._said[self._read :]!r}")

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Its exit code, and what else it said."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        time.sleep(0.05)
        return code, self._said[self._read :]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def begin(*arguments: str) -> Watched:
        started.append(Watched(tmp_path, *arguments))
        return started[-1]

    yield begin
    for each in started:
        each.process.kill()
        each.process.wait()


@pytest.mark.parametrize("options", [[], ["--no-cache"]])
def test_only_what_changes_is_linted_again(
    options: list[str], watch: Callable[..., Watched], tmp_path: Path
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(LINK.format(f"bit.ly/{name}1234", ""))
    a, b, c = (SAID.format(f"{n}.html:1:25", f"bit.ly/{n}1234") for n in "abc")
    running = watch("--select", "links", *options, ".")
    assert running.says() == f"{a}{b}{c}3 files linted; {WAITING}"

    save(tmp_path / "b.html", LINK.format("acme.com", ""))
    assert running.says() == f"{a}{c}1 file linted; {WAITING}"

    save(tmp_path / "c.html", LINK.format("bit.ly/new1", ""))
    new = SAID.format("c.html:1:25", "bit.ly/new1")
    assert running.says() == f"{a}{new}1 file linted; {WAITING}"

    (tmp_path / "a.html").unlink()
    assert running.says() == f"{new}0 files linted; {WAITING}"

    (tmp_path / "new").mkdir()
    save(tmp_path / "new/d.html", LINK.format("bit.ly/d1234", ""))
    d = SAID.format("new/d.html:1:25", "bit.ly/d1234")
    assert running.says() == f"{new}{d}1 file linted; {WAITING}"

    (tmp_path / "notes.rst").write_text("nothing to do with it")
    time.sleep(0.3)
    assert running.end() == (0, "")


def test_what_a_file_rests_on_is_followed(watch: Callable[..., Watched], tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    (mails / "a.html").write_text(LINK.format("acme.com", '{% include "foot.html" %}'))
    (mails / "b.html").write_text(LINK.format("acme.com", "{{ x }}"))
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/foot.html").write_text("<p>Unsubscribe</p>")
    settings = tmp_path / "presend.toml"
    settings.write_text('[sending]\nkind = "marketing"\n')
    running = watch("--select", "missing-unsubscribe-link", "mails")
    missing = "2 files linted; " + WAITING
    assert running.says().endswith(missing)

    save(tmp_path / "partials/foot.html", '<a href="{{ unsubscribe_url }}">Unsubscribe</a>')
    assert running.says().endswith("1 file linted; " + WAITING)

    save(settings, '[sending]\nkind = "marketin"\n')
    said = running.says()
    assert said.startswith("presend: presend.toml: sending.kind: unknown value 'marketin'")
    assert said.endswith("\n" + WAITING)

    save(settings, '[sending]\nkind = "transactional"\n')
    assert running.says() == missing
    assert running.end(signal.SIGTERM) == (143, "")


def test_a_named_file_is_followed(watch: Callable[..., Watched], tmp_path: Path) -> None:
    mail = tmp_path / "a.html"
    mail.write_text(LINK.format("bit.ly/a1234", ""))
    running = watch("--select", "links", "a.html")
    assert running.says().endswith("1 file linted; " + WAITING)

    mail.unlink()
    assert running.says().startswith("a.html: there is no such file")
    save(mail, LINK.format("bit.ly/a1234", ""))
    assert "bit.ly/a1234" in running.says()
    assert running.end() == (0, "")


def test_the_cure_where_watchfiles_is_missing(tmp_path: Path) -> None:
    code = "import sys; sys.modules['watchfiles'] = None; from presend.cli import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--watch", "."],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": SRC},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    said = "presend: --watch needs watchfiles; pip install 'presend[watch]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "--watch follows files; standard input is none"),
        (["--fix", "."], "--watch only looks; run --fix by itself"),
        (["--unsafe-fixes", "."], "--watch only looks; run --unsafe-fixes by itself"),
    ],
)
def test_what_makes_no_sense_with_it(
    arguments: list[str], said: str, presend: Callable[..., tuple[int, str, str]]
) -> None:
    assert presend("check", "--watch", *arguments) == (2, "", f"presend: {said}\n")
