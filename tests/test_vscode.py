"""The VS Code extension: its own tests, and its package. In VS Code runs it: `make test-vscode`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import presend

EXTENSION = Path(__file__).parents[1] / "editors" / "vscode"
NEEDED = 20  # the major version of Node that the tools of the extension ask for
_UNREACHED = re.compile(
    r"\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH)\b"
)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(shutil.which(arguments[0])), *arguments[1:]],
        cwd=EXTENSION,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )


def install() -> None:
    """Install the packages that the lock names, if that has not been done; or skip."""
    if not EXTENSION.is_dir():
        pytest.skip("editors/ is not here")
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    if (version := int(run("node", "--version").stdout[1:].partition(".")[0])) < NEEDED:
        pytest.skip(f"Node {version} is too old: {NEEDED} is needed")
    done, lock = EXTENSION / "node_modules/.package-lock.json", EXTENSION / "package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    said = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    if said.returncode and _UNREACHED.search(said.stdout):
        pytest.skip("npm reaches no registry")
    assert said.returncode == 0, said.stdout


def test_its_tests_pass_and_its_package_holds_what_runs(tmp_path: Path) -> None:
    install()
    tested = run("npm", "test")
    assert tested.returncode == 0, tested.stdout

    vsix = tmp_path / "presend.vsix"
    packaged = run("npm", "run", "package", "--", "--out", vsix)
    assert packaged.returncode == 0, packaged.stdout
    with zipfile.ZipFile(vsix) as packed:
        assert {name for name in packed.namelist() if name.startswith("extension/")} == {
            f"extension/{name}"
            for name in (
                "LICENSE.txt",
                "THIRD_PARTY_NOTICES.txt",
                "changelog.md",
                "dist/extension.js",
                "icon.png",
                "package.json",
                "readme.md",
            )
        }
        notices = packed.read("extension/THIRD_PARTY_NOTICES.txt").decode()
    assert re.search(r"^vscode-languageclient [\d.]+ \(MIT\)$", notices, re.MULTILINE)


def test_it_has_the_version_of_presend_and_is_locked_to_no_registry() -> None:
    if not EXTENSION.is_dir():
        pytest.skip("editors/ is not here")
    manifest = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    lock = json.loads((EXTENSION / "package-lock.json").read_text("utf-8"))

    assert manifest["version"] == lock["version"] == presend.__version__
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert [name for name, each in packages.items() if "resolved" in each] == []
    assert [name for name, each in packages.items() if "integrity" not in each] == []
