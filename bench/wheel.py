"""The project in, presend as users get it out: a built wheel in an environment of its own.

A checkout or an editable install starts differently, and an installer that leaves out the
compiled modules costs more than the linting does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).parent
PROJECT = BENCH.parent
VENV = BENCH / ".venv-wheel"


def install(project: Path = PROJECT, venv: Path = VENV) -> Path:
    """Build the wheel, install it with what it and its server need; the console script."""
    with tempfile.TemporaryDirectory() as folder:
        build = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-cache-dir")
        subprocess.run([*build, "--wheel-dir", folder, project], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        pip = (venv / "bin" / "python", "-m", "pip", "install", "--quiet", "--compile")
        # Those before 25 write a console script that imports `re`, which costs 5 ms a run.
        subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
        # The LIMIT runs in the same environment, whatever the wheel itself depends on.
        subprocess.run([*pip, f"{wheel}[lsp]", "lxml"], check=True)
    return venv / "bin" / "presend"
