"""A report in, text out: one pure function per format."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presend.report import Report

FORMATS = ("text", "concise", "json")
SHOW_TEXT = frozenset[str]()
"""Formats that need `FileResult.text`, the linted text: marshalling it costs the others time."""


def reporter(name: str) -> Callable[[Report], str]:
    """The `render` function of a format; only its own module is imported."""
    name = f"presend.reporters.{name}"
    __import__(name)
    render: Callable[[Report], str] = sys.modules[name].render
    return render
