"""JSON text in, its tree out (RFC 8259), each value with its span.

`parse` checks the whole text once and remembers where each object and array ends; what is
inside one is read when it is asked for. So the memory that a text costs is a few octets a
bracket, whatever it nests, and a reader pays only for the branches that it walks.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from presend.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence
    from typing import Literal

    Kind = Literal["object", "array", "string", "number", "true", "false", "null"]

_SPACE = r"[ \t\n\r]*+"
_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+"
_SCALAR = rf"(?:{_STRING}|{_NUMBER}|true|false|null)"
_COMMA = rf"{_SPACE},{_SPACE}"

_blank = re.compile(_SPACE).match
_scalar = re.compile(_SCALAR).match
_named = re.compile(rf"({_STRING}){_SPACE}:{_SPACE}").match
_comma = re.compile(_COMMA).match
_scalars = re.compile(rf"(?:{_SCALAR}{_COMMA})*+").match
_members = re.compile(rf"(?:{_STRING}{_SPACE}:{_SPACE}{_SCALAR}{_COMMA})*+").match
_escapes = re.compile(
    r"\\(?:([^u])|u([dD][89abAB][0-9A-Fa-f]{2})\\u([dD][c-fC-F][0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))"
)

_KINDS: dict[str, Kind] = {
    "{": "object",
    "[": "array",
    '"': "string",
    "t": "true",
    "f": "false",
    "n": "null",
}
_NO_MEMBERS: Mapping[str, Node] = {}
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonFault(Exception):
    """A text is not JSON: from which offset on, and why in plain words."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


class _Brackets:
    """Where the objects and arrays of a text start, in reading order, and where each ends."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: array[int], ends: array[int]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends

    def end(self, start: int) -> int:
        """The end of the value that starts at an offset."""
        if self.text[start] in "{[":
            return self.ends[bisect_left(self.starts, start)]
        found = _scalar(self.text, start)
        return found.end() if found else start


class Node:
    """One value of a JSON text.

    `members` of an object are in reading order; where a name comes twice, the last value
    counts. `items` are those of an array. Other values have neither.
    """

    __slots__ = ("_brackets", "_end", "_items", "_members", "_start", "kind")

    def __init__(self, brackets: _Brackets, start: int) -> None:
        self.kind: Kind = _KINDS.get(brackets.text[start], "number")
        self._brackets = brackets
        self._start = start
        self._end = brackets.end(start)
        self._items: tuple[Node, ...] | None = None
        self._members: Mapping[str, Node] | None = None

    @property
    def span(self) -> Span:
        """The value as written, with its quotes or brackets."""
        return Span(self._start, self._end)

    @property
    def members(self) -> Mapping[str, Node]:
        if self._members is None:
            self._members = self._read_members() if self.kind == "object" else _NO_MEMBERS
        return self._members

    @property
    def items(self) -> Sequence[Node]:
        if self._items is None:
            self._items = self._read_items() if self.kind == "array" else ()
        return self._items

    def at(self, *names: str) -> Node | None:
        """The value that a path of names leads to through objects; None: there is none."""
        node: Node | None = self
        for name in names:
            node = node.members.get(name) if node is not None else None
        return node

    def text(self, source: Source) -> Source:
        """What a string says, its escapes decoded; any other value as written.

        Each code point leads back to where it, or the escape for it, starts in `source`,
        the text that was parsed.
        """
        if self.kind != "string":
            start, end = self._start, self._end
            return Source(source.path, source.text[start:end], source, range(start, end + 1))
        start, end = self._start + 1, self._end - 1
        raw = source.text[start:end]
        if "\\" not in raw:
            return Source(source.path, raw, source, range(start, end + 1))
        from array import array

        pieces: list[str] = []
        origin = array("I")
        done = 0
        for escape in _escapes.finditer(raw):
            at = escape.start()
            pieces += (raw[done:at], _unescaped(escape))
            origin.extend(range(start + done, start + at + 1))
            done = escape.end()
        pieces.append(raw[done:])
        origin.extend(range(start + done, end + 1))
        return Source(source.path, "".join(pieces), source, origin)

    def _read_items(self) -> tuple[Node, ...]:
        items: list[Node] = []
        at = self._after_space(self._start + 1)
        while at < self._end - 1:
            item = Node(self._brackets, at)
            items.append(item)
            at = self._after_comma(item._end)
        return tuple(items)

    def _read_members(self) -> dict[str, Node]:
        text = self._brackets.text
        members: dict[str, Node] = {}
        at = self._after_space(self._start + 1)
        while at < self._end - 1 and (named := _named(text, at)):
            member = Node(self._brackets, named.end())
            members[_escapes.sub(_unescaped, named[1][1:-1])] = member
            at = self._after_comma(member._end)
        return members

    def _after_space(self, at: int) -> int:
        found = _blank(self._brackets.text, at)
        return found.end() if found else at

    def _after_comma(self, at: int) -> int:
        found = _comma(self._brackets.text, at)
        return found.end() if found else self._end


def parse(source: Source) -> Node:
    """The value that a JSON text holds (RFC 8259, 2).

    A byte order mark before it is passed over (RFC 8259, 8.1 allows that). Raises JsonFault
    at the first character that breaks the grammar.
    """
    from array import array

    text = source.text
    starts, ends, stack = array("I"), array("I"), array("I")  # stack: which brackets are open
    found = _blank(text, 1 if text.startswith("\ufeff") else 0)
    first = at = found.end() if found else 0
    while True:
        # A value is due.
        if found := _scalar(text, at):
            at = found.end()
        elif (opening := text[at : at + 1]) and opening in "{[":
            stack.append(len(starts))
            starts.append(at)
            ends.append(0)
            found = _blank(text, at + 1)
            at = found.end() if found else at
            if text[at : at + 1] != ("]" if opening == "[" else "}"):
                at = _value(text, at, in_array=opening == "[")
                continue
        else:
            raise _no_value(text, at)
        # A value has ended: what is open may end too, or go on.
        while True:
            found = _blank(text, at)
            at = found.end() if found else at
            if not stack:
                if at < len(text):
                    raise JsonFault(at, "more text after the end of the JSON")
                return Node(_Brackets(text, starts, ends), first)
            inside = starts[stack[-1]]
            in_array = text[inside] == "["
            char = text[at : at + 1]
            if char == ("]" if in_array else "}"):
                at += 1
                ends[stack.pop()] = at
                continue
            if char != ",":
                raise _no_comma(text, at, inside)
            found = _comma(text, at)
            at = _value(text, found.end() if found else at, in_array=in_array)
            break


def _value(text: str, at: int, *, in_array: bool) -> int:
    """Where the next value starts that needs a look of its own, past those that do not."""
    if in_array:
        found = _scalars(text, at)
        return found.end() if found else at
    found = _members(text, at)
    at = found.end() if found else at
    if found := _named(text, at):
        return found.end()
    raise _no_name(text, at)


def _unescaped(escape: re.Match[str]) -> str:
    """The code point that an escape stands for (RFC 8259, 7); two surrogates make one."""
    if short := escape[1]:
        return _SHORT.get(short, short)
    if high := escape[2]:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(escape[3], 16) & 0x3FF))
    return chr(int(escape[4], 16))


def _no_value(text: str, at: int) -> JsonFault:
    char = text[at : at + 1]
    if not char:
        return JsonFault(at, "cut off where a value is due" if at else "the text is empty")
    if char == '"':
        return _no_string(text, at)
    if char in "]}" and text[:at].rstrip(" \t\n\r").endswith(","):
        return JsonFault(at, f"a comma before {char} with nothing after it")
    if char == "'":
        return JsonFault(at, "a string needs double quotes")
    if char == "/":
        return JsonFault(at, "JSON has no comments")
    if char == "-":
        return JsonFault(at, "a minus sign without a number")
    return JsonFault(at, "expected a value")


def _no_name(text: str, at: int) -> JsonFault:
    char = text[at : at + 1]
    if not char:
        return JsonFault(at, "cut off inside an object")
    if char == "}":
        return JsonFault(at, "a comma before } with nothing after it")
    if char == "/":
        return JsonFault(at, "JSON has no comments")
    if char != '"':
        return JsonFault(at, "expected a name in double quotes")
    name = re.compile(_STRING).match(text, at)
    if name is None:
        return _no_string(text, at)
    found = _blank(text, name.end())
    at = found.end() if found else at
    return JsonFault(at, "expected :" if at < len(text) else "cut off inside an object")


def _no_comma(text: str, at: int, inside: int) -> JsonFault:
    in_array = text[inside] == "["
    if at >= len(text):
        return JsonFault(at, f"cut off inside an {'array' if in_array else 'object'}")
    if text[at] == "/":
        return JsonFault(at, "JSON has no comments")
    return JsonFault(at, f"expected , or {']' if in_array else '}'}")


def _no_string(text: str, at: int) -> JsonFault:
    """What is wrong with the string that starts at an offset."""
    sound = re.compile(_STRING[:-1]).match(text, at)
    at = sound.end() if sound else at
    if at >= len(text):
        return JsonFault(at, "cut off inside a string")
    if text[at] != "\\":
        what = "line end" if text[at] in "\r\n" else "control character"
        return JsonFault(at, f"a {what} inside a string must be escaped")
    cut = re.compile(r"\\(?:u[0-9A-Fa-f]{0,3})?\Z").match(text, at)
    return JsonFault(at, "cut off inside a string" if cut else "no such escape")
