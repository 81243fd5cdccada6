"""Neovim with the configuration of docs/editors.md and its built-in client, without a terminal."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from editors.user import MAIL, User, chosen, fixed, places, snippet

pytestmark = pytest.mark.skipif(
    shutil.which("nvim") is None, reason="Neovim is not installed (apt-get install neovim)"
)
HERE = Path(__file__).parent
RECORDED = HERE / "neovim.txt"
RECORDED_WITH = 0, 7
NO_LONGER_OLD = 0, 11  # from which on servers are configured in another way
MJML = '<mjml><mj-body><mj-image src="https://acme.com/a.png" /></mj-body></mjml>\n'


def session(folder: Path, newline: str) -> tuple[dict[str, Any], bytes]:
    """What neovim.lua sees, and the mail as it is on disk afterwards."""
    user = User(folder)
    major, minor = user.runs("nvim", "--version").split()[1].lstrip("v").split(".")[:2]
    version = int(major), int(minor)
    old = version < NO_LONGER_OLD
    start = snippet("Neovim 0.7 to 0.10" if old else "Neovim 0.11 and later", "lua")
    configuration = user.home / "init.lua"
    configuration.write_text(start + snippet("Fixing on save", "lua"), "utf-8")
    mail = user.mail(newline=newline)
    user.mail(MJML, name="notes.mjml")
    script = HERE / "neovim.lua"
    seen = user.sees("nvim", "--headless", "-i", "NONE", "-n", "-u", configuration, "-S", script)
    return seen | {"version": version}, mail.read_bytes()


def shown(screens: list[tuple[str, list[str]]]) -> str:
    """Screens one below the other, each under its title."""
    rows = (row for title, rows in screens for row in (f"── {title} ".ljust(132, "─"), *rows))
    return "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_is_found_is_shown_and_fixed(tmp_path: Path, newline: str) -> None:
    seen, on_disk = session(tmp_path, newline)

    assert seen["opened"] == [list(place) for place in places(MAIL)]
    assert on_disk.decode() == fixed(chosen(MAIL)).replace("\n", newline)
    assert seen["saved"] == []
    start = MJML.index("<mj-image")
    assert [0, start, MJML.index("</mj-body"), "img-alt-missing"] in seen["mjml"]
    if newline == "\n" and seen["version"] == RECORDED_WITH:
        (tmp_path / RECORDED.name).write_text(shown(seen["screens"]), "utf-8")
        recorded = RECORDED.read_text("utf-8")
        assert shown(seen["screens"]) == recorded, f"is this right? see {tmp_path}"
