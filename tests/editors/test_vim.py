"""Vim with ALE and the configuration of docs/editors.md, which asks `presend check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from editors.user import MAIL, User, fixed, places, snippet

HERE = Path(__file__).parent
ALE = Path("/usr/share/vim-ale")  # where Debian has it
START = f"set nocompatible encoding=utf-8 runtimepath+={ALE}\nfiletype plugin on\n"


pytestmark = pytest.mark.skipif(
    shutil.which("vim") is None or not ALE.exists(),
    reason="Vim or ALE is not installed (apt-get install vim-nox vim-ale)",
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_is_found_is_shown_and_fixed(tmp_path: Path, newline: str) -> None:
    user = User(tmp_path)
    configuration = user.home / "vimrc"
    configuration.write_text(START + snippet("Vim with ALE", "vim"), "utf-8")
    mail = user.mail(newline=newline)
    vim = ("vim", "-N", "-i", "NONE", "-n", "-es")
    seen = user.sees(*vim, "-u", configuration, "-S", HERE / "ale.vim")

    assert [(line, column, rule) for line, column, _, rule, _ in seen["opened"]] == [
        (place.line, place.start, place.rule) for place in places(MAIL)
    ]
    assert {level for _, _, level, _, _ in seen["opened"]} == {"W"}
    after = fixed(MAIL)
    assert mail.read_bytes().decode() == after.replace("\n", newline)
    assert [(line, column, rule) for line, column, _, rule, _ in seen["saved"]] == [
        (place.line, place.start, place.rule) for place in places(after)
    ]
