"""Ways to run presend: inside this process, which is quick, or as one of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from name_server import before, nsd  # noqa: F401

from presend import cli


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the developer's shell speaks to the command; each test has its own cache."""
    for name in (
        *("NO_COLOR", "FORCE_COLOR", "PRE_COMMIT", "PYTHONDONTWRITEBYTECODE"),
        *("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PRESEND_CACHE_DIR", str(tmp_path.with_name(f"{tmp_path.name}.cache")))


@pytest.fixture
def presend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run a command in `tmp_path`; its code and what it wrote."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = cli.run(arguments)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode("utf-8", "surrogateescape"), err.decode())

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """The same in a process of its own; `environment` is added to that of the tests."""

    def run(*arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "presend", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env=os.environ | (environment or {}),
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
