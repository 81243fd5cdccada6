"""Real templates and messages, where they lie beside the project.

They are data and nothing else: no test opens an address that stands in them. The project does
not ship them, so that the tests that need them skip elsewhere.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpus"

needed = pytest.mark.skipif(
    not (FOLDER / "INDEX.tsv").is_file(),
    reason="the corpus does not lie beside the project (../shared/corpus)",
)


@cache
def _paths(kind: str) -> tuple[str, ...]:
    if not (FOLDER / "INDEX.tsv").is_file():
        return ()
    with (FOLDER / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        rows = csv.DictReader(index, delimiter="\t")
        return tuple(sorted(row["path"] for row in rows if row["kind"] == kind))


def templates() -> tuple[str, ...]:
    """Paths of the templates, relative to the folder; none where the corpus is missing."""
    return _paths("template")


def messages() -> tuple[str, ...]:
    """Paths of the whole messages, relative to the folder; none where the corpus is missing."""
    return _paths("eml")


def text(path: str) -> str:
    """A file as presend reads it: a message as Latin-1, a template as UTF-8; line ends kept."""
    data = (FOLDER / path).read_bytes()
    return data.decode("latin-1" if path in _messages() else "utf-8", "replace")


@cache
def _messages() -> frozenset[str]:
    return frozenset(messages())
