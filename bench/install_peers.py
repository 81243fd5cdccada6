"""Installs the linters that bench/run.py measures presend against, beside it and nowhere else.

Needs npm and node for three of them; what is not installed is left out of the measurement.

    python bench/install_peers.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import peers


def main() -> int:
    if npm := shutil.which("npm"):
        quiet = ("--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")
        subprocess.run([npm, "install", *quiet], cwd=peers.PINS, check=True)
    else:
        print("npm is not here: no HTMLHint, html-validate or emailens", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", peers.DJLINT], check=True)
    pip = (peers.DJLINT / "bin" / "python", "-m", "pip", "install", "--quiet", "--compile")
    subprocess.run([*pip, "-r", peers.PINS / "requirements.txt"], check=True)
    print("installed:", ", ".join(peers.commands()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
