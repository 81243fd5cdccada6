"""The pages show what is there: files word for word, commands and settings that exist."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def test_pages_show_files_as_they_are() -> None:
    pages = [str(page) for page in (*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md"))]

    done = subprocess.run(
        [sys.executable, str(PROJECT / "tools/show_files.py"), "--check", *pages],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (0, ""), "make pages"
