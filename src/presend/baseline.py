"""Findings that a project lives with for now: a baseline's text in, what is new and gone out.

A baseline is a JSON file with one line for each finding, sorted, so that a review shows what
was added or mended. A finding is known by its fingerprint, which has no line number; path,
rule and message are there for people. Paths are relative to the baseline's folder.
"""

from __future__ import annotations

import json

from presend import patterns
from presend.fingerprints import fingerprints
from presend.own_rules import INTERNAL_ERROR
from presend.reporters.plainly import UNSAFE

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    from presend.report import Diagnostic

VERSION = 1
_MARK = "presend-baseline"
_KEYS = ("path", "rule", "message", "fingerprint")
_CONFLICT = patterns.compile(r"^(?:<{7}|>{7})(?: |$)", patterns.M)


class Entry(tuple[str, str, str, str]):
    """One finding of a baseline: its path, rule, message and fingerprint; sorted as such."""

    __slots__ = ()

    @property
    def path(self) -> str:
        return self[0]

    @property
    def rule(self) -> str:
        return self[1]

    @property
    def fingerprint(self) -> str:
        return self[3]


class Damaged(Exception):
    """A text that is no baseline, or none that can be read: why, and what to do.

    `foreign`: nothing in it says that presend wrote it. `newer`: a later presend did.
    """

    def __init__(self, text: str, reason: str, cure: str = "", *, newer: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure or "take it from your history, or write it anew with --write-baseline"
        self.foreign = _MARK not in text
        self.newer = newer
        if self.foreign:
            self.reason = "it is no baseline of presend"
            self.cure = "name the file that --write-baseline wrote"


def parse(text: str) -> list[Entry]:
    """The entries of a baseline. Raises Damaged."""
    if found := _CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Damaged(
            text, f"line {line}: it has marks of a merge conflict", "take both sides' lines"
        )
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise Damaged(text, f"line {error.lineno}: it is not JSON") from None
    except (RecursionError, ValueError):  # ValueError: a number of 5,000 digits
        raise Damaged(text, "it is not JSON of a baseline") from None
    if not isinstance(document, dict) or _MARK not in document:
        raise Damaged(text, "it is no baseline")
    if document[_MARK] != VERSION:
        said = f"it is of version {document[_MARK]!r:.20}, and this presend knows {VERSION}"
        raise Damaged(text, said, "update presend", newer=True)
    findings = document.get("findings")
    if not isinstance(findings, list):
        raise Damaged(text, "its findings are no list")
    read = []
    for number, each in enumerate(findings, 1):
        values = [each.get(key) for key in _KEYS] if isinstance(each, dict) else []
        path, rule, message, mark = values or [None] * len(_KEYS)
        if not (
            isinstance(path, str)
            and isinstance(rule, str)
            and isinstance(message, str)
            and isinstance(mark, str)
        ):
            raise Damaged(
                text, f"its finding {number} lacks {', '.join(_KEYS[:-1])} or {_KEYS[-1]}"
            )
        read.append(Entry((path, rule, message, mark)))
    return read


def render(entries: Iterable[Entry]) -> str:
    """The text of a baseline: sorted, each entry once and on a line of its own."""
    lines = [
        json.dumps(dict(zip(_KEYS, entry, strict=True)), ensure_ascii=False)
        for entry in sorted(set(entries))
    ]
    inner = ",\n".join(f"  {patterns.compile(UNSAFE).sub(_escaped, line)}" for line in lines)
    listed = f"[\n{inner}\n ]" if inner else "[]"
    return f'{{\n "{_MARK}": {VERSION},\n "findings": {listed}\n}}\n'


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]  # a character beyond the BMP as two escapes


def entries(
    diagnostics: Iterable[Diagnostic], named: Callable[[str], str]
) -> list[tuple[Entry, Diagnostic]]:
    """Each diagnostic with its entry; a rule that broke has none, for it is no finding.

    `named` gives a path as it is written in the baseline.
    """
    found = [each for each in diagnostics if each.rule != INTERNAL_ERROR.name]
    marks = fingerprints(found, named)
    return [
        (Entry((named(each.path), each.rule, each.message, mark)), each)
        for each, mark in zip(found, marks, strict=True)
    ]
