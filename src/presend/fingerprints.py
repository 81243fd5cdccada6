"""Diagnostics in, marks out by which the same ones are known again after the file has changed.

A mark names the rule, the path and what is written at the place, but no line, column or
indentation: so it holds when code moves, and differs when the faulty text does. Of several
with the same text in one file the second, third and so on are counted.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presend.report import Diagnostic

_FIGURE = patterns.compile(r"\d+")
_NAME = r"[a-z][a-z0-9-]*+"
_ALLOWED = patterns.compile(  # as --add-allow writes it
    r"(?:<!--|\{#|\{% comment %\}|\{\{!(?:--)?|<%#|<#--|\{\{/\*|%%\[ /\*)"
    rf" presend: allow {_NAME}(?:, {_NAME})*+ "
    r"(?:-->|#\}|\{% endcomment %\}|(?:--)?\}\}|%>|\*/(?:\}\}| \]%%))"
)


def fingerprints(diagnostics: Iterable[Diagnostic], named: Callable[[str], str] = str) -> list[str]:
    """For each diagnostic 32 hexadecimal digits, no two alike; in reading order.

    `named` gives the path as it counts in the mark, so that it can be one that is the same
    from whatever folder presend is run.
    """
    from hashlib import blake2b

    seen: dict[tuple[str, str, str], int] = {}
    marks = []
    for diagnostic in diagnostics:
        key = (named(diagnostic.path), diagnostic.rule, written(diagnostic))
        seen[key] = nth = seen.get(key, 0) + 1
        whole = "\0".join((*key, str(nth))).encode("utf-8", "surrogatepass")
        marks.append(blake2b(whole, digest_size=16).hexdigest())
    return marks


def written(diagnostic: Diagnostic) -> str:
    """What stands at the place of a diagnostic, as it counts in its mark.

    What is missing has no text of its own, and what is said of it names it; without figures,
    for such a one (the size of the mail) changes with any edit. That something in the place is
    allowed makes no other finding.
    """
    text = diagnostic.excerpt or _FIGURE.sub("0", diagnostic.message)
    if "presend:" in text:
        text = _ALLOWED.sub("", text)
    return " ".join(text.split())
