"""What a rule says, and what presend makes of it.

A rule yields `Finding`s: a span, a message, perhaps a `Fix`. It knows neither its own name
nor how severe the user wants it; the engine adds those and hands reporters `Diagnostic`s.
A rule that lacks a fact raises `Unknown`, and the engine reports that instead of silence.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from presend.source import Edit, Source, Span

    Severity = Literal["error", "warning", "info"]
else:
    Severity = str

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From worst to least: it will not arrive or is unlawful; a measurable risk; worth knowing."""


class Fix:
    """Edits that belong together. `safe` means that the reader cannot tell the difference."""

    __slots__ = ("edits", "safe", "title")

    def __init__(self, title: str, edits: Sequence[Edit], *, safe: bool = True) -> None:
        self.title = title
        self.edits = tuple(edits)
        self.safe = safe


class Finding:
    """A fault at a place.

    `source` is the text the span counts in, where that is not the rule's own document (a
    value of the envelope may stand in the configuration). `severity` turns this one finding
    down or up from the rule's default; what the user has set wins. `related` are other
    places with what is said of each.
    """

    __slots__ = ("fix", "message", "related", "severity", "source", "span")

    def __init__(
        self,
        span: tuple[int, int],
        message: str,
        fix: Fix | None = None,
        *,
        severity: Severity | None = None,
        source: Source | None = None,
        related: Sequence[tuple[Span, str]] = (),
    ) -> None:
        self.span = span
        self.message = message
        self.fix = fix
        self.severity = severity
        self.source = source
        self.related = tuple(related)


class Unknown(Exception):
    """A rule cannot judge for want of a fact: why, and what the user can supply."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


def brief(text: str, most: int = 60) -> str:
    """A text as a message quotes it: on one line, in at most so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"


def sentence(words: str) -> str:
    """Words, of which there are some, with a capital letter at the beginning."""
    return words[0].upper() + words[1:]


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """Words as a sentence lists them: `a`, `a and b`, `a, b and c`."""
    *firsts, last = words
    return f"{', '.join(firsts)} {conjunction} {last}" if firsts else last
