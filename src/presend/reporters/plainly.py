"""Text from outside made fit to be shown: no control character reaches a terminal or a log.

Nor does a command to the machine that keeps the log. Azure Pipelines obeys `##vso[` and GitHub
Actions `##[` wherever it stands in a line, so one of its signs is shown as another; GitHub also
obeys `::` where a line begins, which only a path can, and `head` sees to that.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_COMMAND = r"(?<=#)#(?=(?:[vV][sS][oO])?\[)"
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_SHARP = "\u266f"


def line(text: str) -> str:
    """The text on one line, with each unsafe character shown as U+XXXX or its picture."""
    if not text.isprintable():
        text = patterns.compile(UNSAFE).sub(_shown, text)
    return patterns.compile(_COMMAND).sub(_SHARP, text) if "##" in text else text


def head(path: str) -> str:
    """A path fit to begin a line; one that would be taken for a command as `./` and the path."""
    shown = line(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def same_length(text: str) -> str:
    """The text with each unsafe character shown as one sign, so that columns stay true."""
    if not text.isprintable():
        text = patterns.compile(UNSAFE).sub(
            lambda found: _PICTURES.get(ord(found[0]), "\u00b7"), text
        )
    return patterns.compile(_COMMAND).sub(_SHARP, text) if "##" in text else text


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _PICTURES.get(code) or f"\\u{{{code:04x}}}"
