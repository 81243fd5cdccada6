"""A user of an editor: a mail to write, `presend` on the path, a configuration from the docs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds for what takes about one
SETTINGS = '[sending]\nkind = "transactional"\n'
MAIL = (Path(__file__).with_name("mail.html")).read_text("utf-8")
FIRST, SECOND = "https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/oHg5SJYRHA0"
IMAGE = '<img src="https://acme.com/parcel.png" width="20" height="20">'
INSECURE = "http://acme.com/orders"
LINK = f'<a href="{INSECURE}">'
FOUND = {
    FIRST: "shortened-link",
    IMAGE: "img-alt-missing",
    SECOND: "shortened-link",
    INSECURE: "insecure-link",
}


class Place(NamedTuple):
    """Lines and columns from 0, columns in octets of UTF-8; the last is the one after the end."""

    line: int
    start: int
    end: int
    rule: str


def places(text: str) -> list[Place]:
    """Where in a text what presend says of it stands."""
    found = []
    for words, rule in FOUND.items():
        if words not in text:
            continue
        before = text[: text.index(words)]
        start = len(before.rpartition("\n")[2].encode())
        found.append(Place(before.count("\n"), start, start + len(words.encode()), rule))
    return found


def fixed(text: str) -> str:
    """A text after all that is safe."""
    return text.replace("https://youtu.be/", "https://www.youtube.com/watch?v=")


def chosen(text: str) -> str:
    """A text after two quick fixes: the image is decoration, the insecure link allowed."""
    text = text.replace(IMAGE, IMAGE.replace(">", ' alt="">'))
    return text.replace(LINK, f"<!-- presend: allow insecure-link -->{LINK}")


def snippet(heading: str, language: str) -> str:
    """The first block of a language under a heading of docs/editors.md."""
    page = (ROOT / "docs/editors.md").read_text("utf-8")
    under = re.split(rf"^#+ {re.escape(heading)}$", page, maxsplit=1, flags=re.MULTILINE)[1]
    section = re.split(r"^#+ [A-Z]", under, maxsplit=1, flags=re.MULTILINE)[0]
    block = re.search(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert block is not None, f"no {language} under {heading}"
    return block[1]


class User:
    """A folder of mails under a home of their own."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.mails = folder / "mails"
        programs = folder / "programs"
        for each in (self.home, self.mails, programs, folder / "tmp"):
            each.mkdir()
        (self.mails / "presend.toml").write_text(SETTINGS)
        presend = programs / "presend"
        presend.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m presend "$@"\n')
        presend.chmod(0o755)
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("VIM", "NVIM", "XDG_"))},
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "TERM": "dumb",
            "TMPDIR": str(folder / "tmp"),
        }

    def mail(self, text: str = MAIL, newline: str = "\n", name: str = "mail.html") -> Path:
        path = self.mails / name
        path.write_text(text, "utf-8", newline=newline)
        return path

    def runs(self, *command: str | Path) -> str:
        """Run an editor to its end in the folder of the mails; what it prints."""
        done = subprocess.run(
            [str(each) for each in command],
            cwd=self.mails,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sees(self, *command: str | Path) -> Any:
        """Run an editor with a script that writes what it sees to the file that $SEEN names."""
        seen = self.home / "seen.json"
        self.env["SEEN"] = str(seen)
        said = self.runs(*command)
        assert seen.exists(), said
        found = json.loads(seen.read_text("utf-8"))
        assert "failed" not in found, found["failed"]
        return found
