"""Zone text in, its records by name and type out (RFC 1035, 5), for those who need but a few.

Directives `$ORIGIN` and `$TTL`, `@`, inherited owners, comments, parentheses and quoted strings
are read; what cannot be read is passed over. Names are in lower case, without the last dot.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TYPES = ("TXT", "SPF", "A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "CAA", "DNAME")
CHAIN = 8  # CNAMEs that are followed
_TOKEN = patterns.compile(
    r'("(?:[^"\\\n]++|\\[^\n])*+"?)|([()])|;[^\n]*+|(\n)|((?:[^\s"();\\]++|\\.)++)'
)
_ESCAPE = patterns.compile(r"\\(?:([0-9]{3})|(.))", patterns.S)


class Records:
    """What DNS says: the values of each name and type. A TXT value is its strings joined."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[tuple[str, str], Sequence[str]]) -> None:
        self._values = {(_bare(name), kind): tuple(each) for (name, kind), each in values.items()}

    def all(self, name: str, kind: str) -> Sequence[str]:
        """The values of a type at a name, CNAMEs followed; none where there are none."""
        name = _bare(name)
        for _ in range(CHAIN):
            if found := self._values.get((name, kind)):
                return found
            alias = self._values.get((name, "CNAME"))
            if not alias:
                return ()
            name = _bare(alias[0])
        return ()

    def txt(self, name: str) -> Sequence[str]:
        """The TXT values at a name."""
        return self.all(name, "TXT")

    def has(self, kind: str) -> bool:
        """Whether there is any record of a type."""
        return any(each == kind for _, each in self._values)


def read(text: str) -> Records:
    """The records of a zone text."""
    values: dict[tuple[str, str], list[str]] = {}
    origin = owner = ""
    for indented, words in _lines(text):
        if words[0].upper() == "$ORIGIN" and len(words) > 1:
            origin = _bare(words[1])
        if words[0].startswith("$"):
            continue
        if not indented:
            owner = _absolute(words[0], origin)
        first = 0 if indented else 1
        ahead = range(first, min(len(words), first + 3))  # TTL and class may come before
        at = next((n for n in ahead if words[n].upper() in TYPES), len(words))
        rest = words[at:]
        if len(rest) < 2:
            continue
        kind = rest[0].upper()
        if kind == "TXT":
            value = "".join(map(_text, rest[1:]))
        elif kind in ("CNAME", "NS", "PTR", "DNAME", "MX"):
            value = " ".join([*rest[1:-1], _absolute(rest[-1], origin)])
        else:
            value = " ".join(rest[1:])
        values.setdefault((owner, kind), []).append(value)
    return Records(values)


def _lines(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The words of each entry, and whether it leaves out the owner."""
    words: list[str] = []
    depth, fresh, indented = 0, True, False
    for token in _TOKEN.finditer(text.replace("\r\n", "\n").replace("\r", "\n") + "\n"):
        if token[3]:
            if not depth:
                if words:
                    yield indented, words
                words, fresh = [], True
            continue
        if fresh:
            indented, fresh = token.start() > 0 and token.string[token.start() - 1] in " \t", False
        if token[2]:
            depth = depth + 1 if token[2] == "(" else max(0, depth - 1)
        elif token[1] or token[4]:
            words.append(token[0])
    if words:
        yield indented, words


def _text(word: str) -> str:
    if word.startswith('"'):
        word = word[1:-1] if len(word) > 1 and word.endswith('"') else word[1:]
    return _ESCAPE.sub(lambda found: chr(int(found[1]) & 255) if found[1] else found[2], word)


def _absolute(name: str, origin: str) -> str:
    if name == "@":
        return origin
    return _bare(name) if name.endswith(".") or not origin else _bare(f"{name}.{origin}")


def _bare(name: str) -> str:
    return name.lower().removesuffix(".")


def joined(strings: Iterable[bytes]) -> str:
    """The strings of a TXT record as one text, a code point an octet."""
    return b"".join(strings).decode("latin-1")
