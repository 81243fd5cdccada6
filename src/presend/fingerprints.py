"""Diagnostics in, marks out by which the same ones are known again after the file has changed.

A mark names the rule, the path and what is written at the place, but no line, column or
indentation: so it holds when code moves, and differs when the faulty text does. Of several
with the same text in one file the second, third and so on are counted.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.report import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """For each diagnostic 32 hexadecimal digits, no two alike; in reading order."""
    from hashlib import blake2b

    seen: dict[tuple[str, str, str], int] = {}
    marks = []
    for diagnostic in diagnostics:
        # What is missing has no text of its own; what is said of it names it.
        written = " ".join((diagnostic.excerpt or diagnostic.message).split())
        key = (diagnostic.path, diagnostic.rule, written)
        seen[key] = nth = seen.get(key, 0) + 1
        whole = "\0".join((*key, str(nth))).encode("utf-8", "surrogatepass")
        marks.append(blake2b(whole, digest_size=16).hexdigest())
    return marks
