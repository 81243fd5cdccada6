"""VS Code itself, with the packaged extension in it, and a browser to look at it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from install import BIN, CODE_SERVER, EXTENSION, HOME
from playwright.sync_api import Page, sync_playwright

PICTURES = HOME / "pictures"
PATIENCE = 90  # seconds for what takes a few
_BUILDING = 300  # seconds
_QUIET = {
    "chat.disableAIFeatures": True,
    "editor.codeActionsOnSave": {"source.fixAll.presend": "explicit"},
    "editor.hover.delay": 100,
    "editor.minimap.enabled": False,
    "extensions.autoUpdate": False,
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
}
_CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

Opened = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def vsix() -> Path:
    """The extension, packaged."""
    path = os.pathsep.join((str(BIN), os.environ["PATH"]))
    for arguments in (("ci", "--ignore-scripts", "--no-audit", "--no-fund"), ("run", "package")):
        subprocess.run(
            (str(BIN / "npm"), *arguments),
            cwd=EXTENSION,
            env={**os.environ, "PATH": path},
            check=True,
            timeout=_BUILDING,
        )
    return EXTENSION / "presend.vsix"


@pytest.fixture
def opened(vsix: Path, tmp_path: Path) -> Opened:
    """Opens a file and its folder in VS Code, by further settings of the user."""
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")

    @contextmanager
    def opening(file: Path, **settings: object) -> Iterator[Page]:
        user = tmp_path / "user"
        (user / "User").mkdir(parents=True)
        (user / "User" / "settings.json").write_text(json.dumps({**_QUIET, **settings}))
        with serving(vsix, tmp_path, user) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=_CHROMIUM
            )
            page = browser.new_page(viewport={"width": 1200, "height": 800})
            page.set_default_timeout(PATIENCE * 1000)
            at = address.replace("http:", "vscode-remote:") + str(file)
            query = {"folder": str(file.parent), "payload": json.dumps([["openFile", at]])}
            try:
                page.goto(f"{address}/?{urlencode(query)}", wait_until="domcontentloaded")
                page.wait_for_selector(f'.tab[data-resource-name="{file.name}"]')
                page.wait_for_selector(".view-lines")
                yield page
            except BaseException:
                page.screenshot(path=PICTURES / "failed.png")
                for log in user.rglob("*presend*.log"):
                    print(log.name, log.read_text(), sep="\n")
                raise
            finally:
                browser.close()

    PICTURES.mkdir(exist_ok=True)
    return opening


@contextmanager
def serving(vsix: Path, folder: Path, user: Path) -> Iterator[str]:
    """VS Code with nothing in it but the extension; its address."""
    program = [
        str(BIN / "node"),
        str(CODE_SERVER / "out" / "node" / "entry.js"),
        f"--user-data-dir={user}",
        f"--extensions-dir={folder / 'extensions'}",
        f"--config={folder / 'code-server.yaml'}",
    ]
    # No presend on PATH: what is found, the extension has found in the folder.
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    (folder / "code-server.yaml").write_text("auth: none\ncert: false\n")
    subprocess.run(
        [*program, "--install-extension", str(vsix)],
        cwd=folder, env=environment, check=True, timeout=PATIENCE,
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("--disable-telemetry", "--disable-update-check")
    with open(folder / "code-server.log", "wb") as log:
        process = subprocess.Popen(
            [*program, f"--bind-addr=127.0.0.1:{port}", *options],
            cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: answers(address, process), "code-server does not answer")
        yield address
    finally:
        for asked in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, asked)  # its children outlive it otherwise
                process.wait(10)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, "code-server has ended"
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return True
    except OSError:
        return False


def wait(holds: Callable[[], bool], otherwise: str) -> None:
    """Until something holds."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, otherwise
        time.sleep(0.2)
