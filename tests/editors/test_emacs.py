"""Emacs with the configuration of docs/editors.md and Eglot, in batch mode."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from editors.user import FOUND, MAIL, User, chosen, fixed, places, snippet

HERE = Path(__file__).parent
# Where Debian puts packages for Emacs; `-Q` leaves them out, as it does the user's own files.
PACKAGES = [
    argument
    for package in sorted(Path("/usr/share/emacs/site-lisp/elpa-src").glob("*"))
    for argument in ("-L", str(package))
]
EMACS = ["emacs", "--batch", "-Q", *PACKAGES]


@cache
def missing() -> str:
    """What is not installed."""
    if shutil.which("emacs") is None:
        return "Emacs is not installed (apt-get install emacs-nox elpa-eglot)"
    done = subprocess.run([*EMACS, "-l", "eglot"], capture_output=True, timeout=60, check=False)
    return "Eglot is not installed (apt-get install elpa-eglot)" if done.returncode else ""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_is_found_is_shown_and_fixed(tmp_path: Path, newline: str) -> None:
    if missing():
        pytest.skip(missing())
    user = User(tmp_path)
    configuration = user.home / "init.el"
    configuration.write_text(snippet("Emacs with Eglot", "elisp"), "utf-8")
    mail = user.mail(newline=newline)
    seen = user.sees(*EMACS, "-l", configuration, "-l", HERE / "emacs.el")

    assert [each[:3] for each in seen["opened"]] == [list(place[:3]) for place in places(MAIL)]
    for (*_, said), rule in zip(seen["opened"], FOUND.values(), strict=True):
        assert f"[{rule}]" in said
    assert mail.read_bytes().decode() == fixed(chosen(MAIL)).replace("\n", newline)
    assert seen["saved"] == []
