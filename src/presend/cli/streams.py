"""A named file or standard input in, a text out; a text in, to a file or standard output."""

from __future__ import annotations

import sys

from presend import files
from presend.errors import ReadError
from presend.source import Source

STDIN = "-"


def read(path: str, *, message: bool = False) -> Source:
    """A text; a message octet for octet. Raises ReadError naming the file."""
    try:
        data = files.standard_input() if path == STDIN else files.read(path)
        return Source(path, files.decode(data, message=message).text)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None


def write(output: str | None, text: str) -> None:
    """Write to a file, at once, or to standard output. Raises ReadError naming the file."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    save(output, text.encode("utf-8", "backslashreplace"))


def save(path: str, data: bytes) -> None:
    """Write a file at once. Raises ReadError naming it."""
    try:
        files.create(path, data)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
