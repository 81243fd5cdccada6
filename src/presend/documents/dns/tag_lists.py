"""A tag list in, its tags and faults with places out (RFC 6376, 3.2; RFC 9989, 4.8).

DKIM signatures and keys, DMARC and BIMI records are lists of `name=value;`. Spans count in the
text given.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.zone import Fault
from presend.source import Span

_TAG = patterns.compile(r"[ \t\r\n]*+([^=;]*+)(=?)[ \t\r\n]*+([^;]*+)")
_NAME = patterns.compile(r"[A-Za-z][A-Za-z0-9_]*+")
_WHITE = " \t\r\n"


class Tag:
    """One tag: `name` as it is written, `value` without the white space around it."""

    __slots__ = ("name", "name_span", "span", "value", "value_span")

    def __init__(self, name: str, name_span: Span, value: str, value_span: Span) -> None:
        self.name = name
        self.name_span = name_span
        self.value = value
        self.value_span = value_span
        self.span = Span(name_span[0], value_span[1])


class TagList:
    """The tags in their order, the first of each name by name, and what is wrong."""

    __slots__ = ("by_name", "faults", "tags")

    def __init__(self, text: str) -> None:
        self.tags: list[Tag] = []
        self.by_name: dict[str, Tag] = {}
        self.faults: list[Fault] = []
        at = 0
        while at <= len(text):
            found = _TAG.match(text, at)
            assert found is not None
            at = found.end() + 1
            name, value = found[1].rstrip(_WHITE), found[3].rstrip(_WHITE)
            name_span = Span(found.start(1), found.start(1) + len(name))
            value_span = Span(found.start(3), found.start(3) + len(value))
            if not name and not found[2]:
                continue
            tag = Tag(name, name_span, value, value_span)
            if not found[2]:
                self.faults.append(Fault(tag.name_span, f"{_shown(name)} is no tag: it has no ="))
                continue
            if _NAME.fullmatch(name) is None:
                said = f"{_shown(name)} is no name of a tag" if name else "a tag without a name"
                self.faults.append(Fault(tag.span, said))
                continue
            if name in self.by_name:
                self.faults.append(Fault(tag.span, f"{name}= stands twice"))
                continue
            self.tags.append(tag)
            self.by_name[name] = tag

    def value(self, name: str, default: str = "") -> str:
        """The value of a tag; `default` where there is none."""
        tag = self.by_name.get(name)
        return default if tag is None else tag.value


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "\u2026"
