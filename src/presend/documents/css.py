"""CSS in `style=""` and `<style>`, as spans of the text it stands in."""

from __future__ import annotations

from presend import patterns

from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)"
_URL = patterns.compile(
    _COMMENT
    + r"|url\(\s*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|((?:[^\s\"'()\\]++|\\.)++))"
    r"|@import\s++(?:\"([^\"\n]*+)\"|'([^'\n]*+)')",
    patterns.I,
)


def urls(masked: str, start: int, end: int) -> Iterator[Span]:
    """Where the URLs of `url()` and `@import` stand between two offsets of a masked text."""
    for found in _URL.finditer(masked, start, end):
        if found.lastindex:
            yield Span(*found.span(found.lastindex))
