"""What a recipient's IT team is handed in: one pure function per format, `render(sender)`."""

from __future__ import annotations

import importlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presend.allowlists.sender import Sender

_MODULES = {
    "text": "text",
    "json": "tables",
    "csv": "tables",
    "lines": "tables",
    "postfix": "gateways",
    "rspamd": "gateways",
    "spamassassin": "gateways",
    "microsoft365": "consoles",
    "google-workspace": "consoles",
}
FORMATS = tuple(_MODULES)
NEED_ADDRESSES = ("lines", "postfix")
"""Formats that hold nothing but addresses."""


def renderer(name: str) -> Callable[[Sender], str]:
    """The function that makes a format's text; only its own module is imported."""
    module = importlib.import_module(f"presend.allowlists.{_MODULES[name]}")
    render: Callable[[Sender], str] = getattr(module, name.replace("-", "_"))
    return render
