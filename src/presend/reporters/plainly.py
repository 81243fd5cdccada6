"""Text from outside made fit to be shown: no control character reaches a terminal or a log."""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}


def line(text: str) -> str:
    """The text on one line, with each unsafe character shown as U+XXXX or its picture."""
    return patterns.compile(UNSAFE).sub(_shown, text) if not text.isprintable() else text


def same_length(text: str) -> str:
    """The text with each unsafe character shown as one sign, so that columns stay true."""
    if text.isprintable():
        return text
    return patterns.compile(UNSAFE).sub(lambda found: _PICTURES.get(ord(found[0]), "\u00b7"), text)


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _PICTURES.get(code) or f"\\u{{{code:04x}}}"
