"""The linters that users would pick instead, as commands.

`python bench/install_peers.py` installs them, at the versions pinned here.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

PINS = Path(__file__).parent
MODULES = PINS / "node_modules"
DJLINT = PINS.parent / ".peers" / "djlint"

HTMLHINT = "HTMLHint"
NODE_PEERS = {
    HTMLHINT: MODULES / "htmlhint" / "bin" / "htmlhint",
    "html-validate": MODULES / "html-validate" / "bin" / "html-validate.mjs",
    "emailens": PINS / "emailens.mjs",
}
PACKAGES = {HTMLHINT: "htmlhint", "html-validate": "html-validate", "emailens": "@emailens/engine"}


def commands() -> dict[str, list[str]]:
    """By name, the command of each peer that is installed; the files to lint go at its end."""
    found = {}
    if node := shutil.which("node"):
        for name, script in NODE_PEERS.items():
            if (MODULES / PACKAGES[name]).is_dir():
                found[name] = [node, str(script)]
    djlint = DJLINT / "bin" / "djlint"
    if djlint.exists():
        found["djLint"] = [str(djlint), "--lint", "--quiet"]
    return found


def missing() -> list[str]:
    """The names of the peers that are not installed."""
    return [name for name in (*NODE_PEERS, "djLint") if name not in commands()]


def versions() -> dict[str, str]:
    """By name, the version pinned here."""
    pins = json.loads((PINS / "package.json").read_text())["dependencies"]
    named = {name: pins[package] for name, package in PACKAGES.items()}
    _, _, named["djLint"] = (PINS / "requirements.txt").read_text().strip().partition("==")
    return named
