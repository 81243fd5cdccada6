"""Templates in, milliseconds per 50 KB out, of presend and of lxml alike in one warm process.

What a language server or a test suite pays for a document once everything is imported. run.py
runs it with the Python that presend is installed in.

    .venv-wheel/bin/python -I bench/warm.py FILE…
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

import presend

ROUNDS = 10
UNIT = 50_000  # octets


def check(text: str, path: str) -> object:
    return presend.lint(text, path=path)


def parse(octets: bytes) -> object:
    return etree.fromstring(octets, etree.HTMLParser())


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    pages = [(path, Path(path).read_bytes()) for path in sys.argv[1:]]
    texts = [(page.decode(), path) for path, page in pages]
    units = sum(len(page) for _, page in pages) / UNIT
    rounds = []
    for _ in range(ROUNDS + 1):
        ours = milliseconds(lambda: [check(text, path) for text, path in texts])
        limit = milliseconds(lambda: [parse(page) for _, page in pages])
        rounds.append((ours / units, limit / units))
    json.dump(rounds[1:], sys.stdout)


if __name__ == "__main__":
    main()
