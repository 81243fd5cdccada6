"""The YAML front matter of a template in, what it says of the envelope out.

Front matter is a block between two lines of `---` at the very start of a template (the
second may be `...`); a sidecar file says the same beside the template, in YAML or JSON.
Each value is a Source whose every code point leads back to the text that it is written in.

The keys are those of KEYS, in any case, with `_` or a capital letter for `-` (`reply_to`,
`replyTo`), or one of their ALIASES; the rest is somebody else's and passed over. The
parties may be mappings: `from: {name: …, email: …}`.

Holes of the template language may stand anywhere: YAML sees letters in their place.
"""

from __future__ import annotations

import re

from presend.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from typing import Any

KEYS = frozenset(
    (
        *("from", "from-name", "from-address", "reply-to", "sender", "return-path", "dkim-domain"),
        *("subject", "preheader", "kind", "language", "dialect", "esp"),
    )
)
ALIASES = {
    "from-email": "from-address",
    "reply-to-address": "reply-to",
    "reply-to-email": "reply-to",
    "sender-address": "sender",
    "sender-email": "sender",
    "preview": "preheader",
    "preview-text": "preheader",
    "type": "kind",
    "lang": "language",
}
_PARTIES = ("from", "reply-to", "sender")
LINE_LIMIT = 200  # lines until the closing one
SIZE_LIMIT = 65_536  # code points; PyYAML reads as few as 100,000 in a second

_SCALARS = ("string", "number")
_MASK = "x"
_NAMED = r"(?<![^\r\n])[ \t]*+(?:-[ \t]++)?+[\"']?[A-Za-z][\w -]*+[\"']?[ \t]*+:(?!\S)"
_SPACES = " \t\r\n\x85\u2028\u2029"
_BREAK = "(?:\r\n|[\r\n\x85\u2028\u2029])"  # YAML 1.1, 4.2
_FOLD = (
    rf"[ \t]++(?:({_BREAK}(?:[ \t]*+{_BREAK})*+)[ \t]*+)?|({_BREAK}(?:[ \t]*+{_BREAK})*+)[ \t]*+"
)
_FLOW = {  # by style; groups 1 and 2: line breaks that fold, 3: an escape
    "": rf"{_FOLD}|[^{_SPACES}]++()",
    "'": rf"{_FOLD}|('')|[^'{_SPACES}]++",
    '"': rf"{_FOLD}|(\\(?:x[^\\]{{2}}|u[^\\]{{4}}|U[^\\]{{8}}|{_BREAK}(?:[ \t]*+{_BREAK})*+[ \t]*+"
    rf"|.))|[^\\{_SPACES}]++",
}
_ESCAPES = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))


class Fault(Exception):
    """YAML or JSON that cannot be read: where (offset, and line from 1) and why."""

    def __init__(self, source: Source, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.line = source.position(offset).line
        self.reason = reason


class FrontMatter:
    """What a block of front matter says.

    `span` is the block with its marker lines and the final line end. `values` are the values
    by key; `faults` say why they cannot be read, and then there are none.
    """

    __slots__ = ("faults", "span", "values")

    def __init__(self, span: Span, values: dict[str, Source], faults: tuple[Fault, ...]) -> None:
        self.span = span
        self.values = values
        self.faults = faults


def split(source: Source) -> FrontMatter | None:
    """The front matter of a template; None: it has none.

    A first line of `---` alone begins none where no closing line follows within LINE_LIMIT
    lines, or no line between them names a key.
    """
    text = source.text
    if not text.startswith("---"):
        return None
    first = re.compile(r"---[ \t]*+(?:\r\n?|\n)").match(text)
    if first is None:
        return None
    line = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
    closing = re.compile(r"(?:---|\.\.\.)[ \t]*+[\r\n]*+\Z")
    start = end = first.end()
    for _ in range(LINE_LIMIT):
        found = line.match(text, end)
        if found is None or not found[0]:
            return None
        if closing.match(found[0]):
            break
        end = found.end()
    else:
        return None
    if not re.compile(_NAMED).search(text, start, end):
        return None
    span = Span(0, found.end())
    try:
        return FrontMatter(span, _read_yaml(source, start, end), ())
    except Fault as fault:
        return FrontMatter(span, {}, (fault,))


def read_sidecar(source: Source) -> dict[str, Source]:
    """The same values from a sidecar file: JSON where its name ends so, else YAML.

    Raises Fault where it is neither, or holds something else than names with values.
    """
    if source.path.lower().endswith(".json"):
        return _read_json(source)
    return _read_yaml(source, 0, len(source.text))


def _read_json(source: Source) -> dict[str, Source]:
    from presend.documents.json_text import JsonFault, parse

    try:
        root = parse(source)
    except JsonFault as fault:
        raise Fault(source, fault.offset, fault.reason) from None
    if root.kind != "object":
        raise Fault(source, root.span.start, "expected names with values: {…}")
    members = list(root.members.items())
    for name, node in root.members.items():
        if _key(name) in _PARTIES:
            members += [(f"{name}-{inner}", each) for inner, each in node.members.items()]
    scalars = [(name, node) for name, node in members if node.kind in _SCALARS]
    return _known([(name, node.text(source)) for name, node in scalars])


def _read_yaml(source: Source, start: int, end: int) -> dict[str, Source]:
    """The values of the YAML between two offsets. Raises Fault."""
    if end - start > SIZE_LIMIT:
        raise Fault(source, start, f"longer than {SIZE_LIMIT} characters")
    from yaml import MappingNode, SafeLoader, ScalarNode, YAMLError, compose

    block = source.text[start:end]
    masked = _masked(block)
    try:
        root = compose(masked, Loader=SafeLoader)
    except RecursionError:
        raise Fault(source, start, "nested too deep") from None
    except YAMLError as error:
        raise _fault(source, start, end, error) from None
    except (ValueError, OverflowError):  # chr() of an escape beyond Unicode, int() of a version
        raise Fault(source, start, "a number beyond what YAML allows") from None
    if root is None:
        return {}
    if not isinstance(root, MappingNode):
        at = start + root.start_mark.index
        raise Fault(source, at, "expected names with values: subject: …")
    pairs = []
    members = [(key.value, node) for key, node in root.value if isinstance(key, ScalarNode)]
    for name, node in {_key(name): (name, node) for name, node in members}.values():
        if isinstance(node, MappingNode) and _key(name) in _PARTIES:
            inner = [(key.value, each) for key, each in node.value if isinstance(key, ScalarNode)]
            members += [(f"{name}-{key}", each) for key, each in inner]
    for name, node in members:
        if isinstance(node, ScalarNode):
            if node.style is None and node.tag == "tag:yaml.org,2002:null":
                continue
            pairs.append((name, _scalar(source, start, masked, node)))
    return _known(pairs)


def _known(pairs: list[tuple[str, Source]]) -> dict[str, Source]:
    """The values whose names are keys; a key beats its alias, the last of a name the others."""
    values: dict[str, Source] = {}
    aliased: dict[str, Source] = {}
    for name, value in pairs:
        key = _key(name)
        known = ALIASES.get(key, key)
        if known == "kind" and value.text.strip().lower() not in ("marketing", "transactional"):
            continue
        if known in KEYS:
            (values if known == key else aliased)[known] = value
    return aliased | values


def _key(name: str) -> str:
    return re.sub(r"_|(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def _masked(block: str) -> str:
    """YAML of the same length with letters for holes, so that it is read around them.

    A line of nothing but holes that starts at the margin is no value: it becomes white space.
    Tabs between words too, which YAML allows and PyYAML does not.
    """
    from presend.documents.templating.holes import find

    pieces: list[str] = []
    done = 0
    for hole in find(block)[0]:
        pieces += (block[done : hole.start], "\x1a" * (hole.end - hole.start))
        done = hole.end
    if done:
        block = "".join(pieces) + block[done:]
        alone = r"(?<![^\r\n])\x1a[\x1a \t]*+(?![^\r\n])"
        block = re.sub(alone, lambda found: " " * len(found[0]), block)
        block = block.replace("\x1a", _MASK)
    return re.sub(r"(?<=[^\s\\])[ \t]++", lambda found: " " * len(found[0]), block)


def _fault(source: Source, start: int, end: int, error: Exception) -> Fault:
    """What PyYAML says, in plain words and at the place in the template."""
    position = getattr(error, "position", None)
    if isinstance(position, int):
        at = start + position
        return Fault(source, at, f"the character U+{ord(source.text[at]):04X} is not YAML")
    problem = getattr(error, "problem", None) or "this is not YAML"
    mark = getattr(error, "problem_mark", None)
    for part, (reason, at_start) in _REASONS.items():
        if part in problem:
            problem = reason
            mark = getattr(error, "context_mark", mark) if at_start else mark
            break
    return Fault(source, min(start + mark.index, end) if mark else start, problem)


def _scalar(source: Source, start: int, masked: str, node: Any) -> Source:
    """The text of a scalar, folded and unescaped as YAML does, with its holes as written.

    `start` is where `masked`, which PyYAML has read, begins in the source.
    """
    from array import array

    value: str = node.value
    first, last = node.start_mark.index, node.end_mark.index
    if found := re.compile(rf"(?:[&!][^{_SPACES}]*+[{_SPACES}]*+)++").match(masked, first, last):
        first = found.end()  # an anchor or a tag before the scalar
    if node.style in ("'", '"'):
        first, last = first + 1, last - 1
    if node.style in ("|", ">"):
        value = value.rstrip(_SPACES)
        last = first + len(masked[first:last].rstrip(_SPACES))
    raw = masked[first:last]
    begin, end = start + first, start + last
    places = array("I")
    exact = raw == value
    if node.style in ("|", ">"):
        exact = False
        _align(raw, value, places)
    elif not exact:
        exact = _flow(raw, node.style or "", places) != value
    if exact or len(places) != len(value):
        return Source(source.path, source.text[begin:end], source, range(begin, end + 1))
    text = "".join(
        [
            source.text[begin + place] if char == raw[place] else char
            for char, place in zip(value, places, strict=True)
        ]
    )
    return Source(source.path, text, source, array("I", [*(begin + p for p in places), end]))


def _flow(raw: str, style: str, places: array[int]) -> str:
    """A plain or quoted scalar as YAML reads it (YAML 1.1, 9.1), without its quotes.

    `places` gets the offset in `raw` of each code point.
    """
    pieces: list[str] = []
    for run in re.finditer(_FLOW[style], raw):
        start = run.start()
        breaks, escape = run[1] or run[2], run[3]
        if breaks:
            ends = [m.start() + start + run[0].index(breaks) for m in re.finditer(_BREAK, breaks)]
            kept = ["\n" if raw[at] in "\r\n\x85" else raw[at] for at in ends]
            if kept[0] == "\n":
                kept, ends = (kept[1:], ends[1:]) if len(kept) > 1 else ([" "], ends)
            pieces += kept
            places.extend((start, *ends[1:]))
        elif not escape:
            pieces.append(run[0])
            places.extend(range(start, run.end()))
        elif code := escape[2:].strip(_SPACES):
            pieces.append(chr(int(code, 16)))
            places.append(start)
        elif escape[1] in _SPACES and escape[1] not in " \t":
            for found in list(re.finditer(_BREAK, escape))[1:]:
                at = start + found.start()
                pieces.append("\n" if raw[at] in "\r\n\x85" else raw[at])
                places.append(at)
        else:
            pieces.append(_ESCAPES.get(escape[1], escape[1]))
            places.append(start)
    return "".join(pieces)


def _align(raw: str, value: str, places: array[int]) -> None:
    """The offset in `raw` of each code point of a literal or folded scalar (YAML 1.1, 9.2).

    Both hold the same words; of the white space between two words, what stands before the
    first line break is counted from the left, what stands after the last from the right.
    """
    blank = re.compile(rf"[{_SPACES}]*+")
    header = re.search(_BREAK, raw)
    at = header.end() if header else 0
    for run in re.finditer(rf"[{_SPACES}]++|[^{_SPACES}]++", value):
        found = blank.match(raw, at)
        end = found.end() if found else at
        if run[0][0] not in _SPACES:
            places.extend(range(end, end + len(run[0])))
            at = end + len(run[0])
            continue
        before = len(run[0]) - len(run[0].lstrip(" \t"))
        after = len(run[0]) - len(run[0].rstrip(" \t"))
        between = len(run[0]) - before - after
        if between > 0:
            breaks = [found.start() for found in re.compile(_BREAK).finditer(raw, at, end)]
            places.extend((*range(at, at + before), *breaks[:between], *range(end - after, end)))
        else:
            places.extend(range(at, at + before))
        at = end


_QUOTE = "put it in quotes"
_REASONS = {  # by what PyYAML says; True: the place is where it began, not where it ended
    "mapping values are not allowed here": (f'a second ": " in one value; {_QUOTE}', False),
    "could not find expected ':'": ('a line that is no "name: value"', True),
    "but found another document": ("a second document", False),
    "expected <block end>": ("more text after the value, or an uneven margin", False),
    r"'\t' that cannot start any token": ("a tab in the margin; use spaces", False),
    "cannot start any token": (f"a value that starts with a sign of YAML; {_QUOTE}", False),
    "expected alphabetic or": (f"a value that starts with a sign of YAML; {_QUOTE}", True),
    "second occurrence": ("an anchor (&) that stands twice", False),
    "unexpected end of stream": ("a quote that nothing closes", True),
    "document separator": ("a quote that nothing closes", True),
    "found undefined alias": (f"a value that starts with *; {_QUOTE}", False),
    "unknown escape character": ("no such escape; use single quotes", False),
    "expected ',' or": (f"a value that starts with a bracket; {_QUOTE}", True),
    "indentation indicators": (f"a value that starts with | or >; {_QUOTE}", True),
    "expected a comment or a line break": (f"a value that starts with | or >; {_QUOTE}", True),
}
