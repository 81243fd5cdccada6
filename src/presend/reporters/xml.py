"""Text in, text for XML 1.0 out: in ASCII, so that any pipe carries it, with nothing raw in it."""

from __future__ import annotations

from presend import patterns
from presend.reporters.plainly import line

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
# XML 1.0, 2.2: what is no character there and yet passes as text. `line` deals with the others.
_NONE = "[\ufffe\uffff]"


def escaped(text: str) -> str:
    """The text on one line, for an attribute in quotes or for content."""
    shown = patterns.compile(_NONE).sub(lambda each: f"\\u{{{ord(each[0]):04x}}}", line(text))
    shown = shown.translate({ord(sign): entity for sign, entity in _ENTITIES.items()})
    return shown.encode("ascii", "xmlcharrefreplace").decode("ascii")


def attributes(**values: object) -> str:
    """The attributes of an element, each after a space, in the order given."""
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in values.items())
