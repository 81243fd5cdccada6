"""Commands run by nobody's settings, and what the processes of a test run make once for all."""

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).parents[1]

Command = Callable[..., subprocess.CompletedProcess[str]]


class Built(NamedTuple):
    """`wheel` was built from `sdist`, `direct` from the checkout."""

    sdist: Path
    wheel: Path
    direct: Path


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command by nobody's settings of Python; both its streams in one."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PYTEST", "GITHUB"))
    }
    return subprocess.run(
        [str(each) for each in arguments],
        cwd=cwd,
        env=inherited
        | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1"}
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process to ask for it makes, and the others wait for."""
    filelock = pytest.importorskip("filelock")
    root = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    with filelock.FileLock(root / f"{name}.lock"):
        folder, done = root / name, root / f"{name}.done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def commands(environment: Path) -> Path:
    return Path(sysconfig.get_path("scripts", "venv", vars={"base": str(environment)}))
