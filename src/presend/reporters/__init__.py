"""A report in, text out: one pure function per format."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = (
    *("text", "concise", "json", "jsonl", "markdown", "sarif", "github", "gitlab", "junit"),
    *("checkstyle", "rdjson", "azure", "html"),
)
LOGS = frozenset(("text", "github", "azure"))
"""Formats for a log: `quiet` makes `render` say findings only."""
SHOW_TEXT = frozenset(("html", "sarif", "rdjson"))
"""Formats that need `FileResult.text`, the linted text: marshalling it costs the others time."""
SHOW_RULES = frozenset(("html", "markdown", "sarif", "rdjson"))
"""Formats that need `Report.rules`."""
SHOW_ROOT = frozenset(("sarif", "github", "gitlab", "azure"))
"""Formats whose paths count from the root of the project: `Report.folder` and `Report.root`."""


def reporter(name: str) -> Callable[..., str]:
    """The `render` function of a format; only its own module is imported."""
    name = f"presend.reporters.{name}"
    __import__(name)
    render: Callable[..., str] = sys.modules[name].render
    return render
