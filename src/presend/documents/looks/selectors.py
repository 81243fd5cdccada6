"""CSS selectors: a selector list in, tests of elements out (Selectors, level 4).

Type, class, id and attribute selectors are judged, with all four combinators. What depends on
more than the source (`:not()`, `:nth-child()`, a name with a hole in it) leaves an answer open;
what depends on the reader (`:hover`) or makes no element (`::before`) is left out.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.looks import tag_styles
from presend.documents.markup.tokens import MODERN
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from presend.documents.html import Html

    Test: TypeAlias = tuple[str, str, str]
    """Attribute, operator and value; no operator: that it is there."""

_NAME = r"((?:[\w\x80-\U0010ffff-]|\\.)++)"
_PART = patterns.compile(
    r"(?:[ \t\r\n\f]++|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))++"  # no group: white space
    r"|([>+~,])"  # 1 combinator, comma
    rf"|\#{_NAME}|\.{_NAME}"  # 2 id, 3 class
    r"|\[[ ]*+([\w:-]++)[ ]*+(?:([~|^$*]?=)[ ]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\]\s\"']++))"
    r"[ ]*+[iIsS]?[ ]*+)?\]"  # 4 attribute, 5 operator, 6 to 8 value
    r"|(::?)([\w-]++)(?:\((?:[^()]++|\([^()]*+\))*+\))?"  # 9 colons, 10 pseudo-class
    rf"|(\*)|{_NAME}"  # 11 universal, 12 type
)
_READERS = frozenset(
    "hover active focus visited focus-within focus-visible target checked before after first-line "
    "first-letter selection placeholder".split()
)
_ALWAYS = frozenset(("link", "any-link"))
STEPS = 8  # compounds of a selector that are looked at
REACH = 64  # ancestors or siblings that one combinator looks over
WORK = 500_000  # tests of one document, after which answers are left open


class Compound:
    """What one element must be. `certain` is False where a part of it cannot be judged."""

    __slots__ = ("certain", "classes", "id", "name", "tests")

    def __init__(self) -> None:
        self.name = ""
        self.id = ""
        self.classes: list[str] = []
        self.tests: list[Test] = []
        self.certain = True


class Selector:
    """One selector of a list.

    `steps` are its compounds from the last to the first, each with the combinator before it.
    `plain` tells that the last compound is but one name, class or id.
    """

    __slots__ = ("plain", "specificity", "steps")

    def __init__(self, steps: list[tuple[Compound, str]]) -> None:
        self.specificity = sum(
            10_000 * bool(compound.id)
            + 100 * (len(compound.classes) + len(compound.tests))
            + bool(compound.name)
            for compound, _ in steps
        )
        last = steps[0][0]
        if len(steps) > STEPS:
            last.certain = False
            steps = [(last, "")]
        self.steps = steps
        parts = bool(last.name) + bool(last.id) + len(last.classes)
        self.plain = len(steps) == 1 and last.certain and parts == 1 and not last.tests

    @property
    def key(self) -> tuple[str, str]:
        """The one part by which to look for its elements: `#` or `.` or nothing, and the name."""
        last = self.steps[0][0]
        if last.id:
            return "#", last.id
        if last.classes:
            return ".", last.classes[0]
        return "", last.name


def parse(text: str) -> tuple[Selector, ...]:
    """The selectors of a list that can match some element; none if it is not CSS."""
    return _LISTS[text]


def of_state(text: str) -> str:
    """The selectors that depend on what the reader does, as if it were done; else nothing."""
    return ",".join([_STATE.sub("", part) for part in text.split(",") if _STATE.search(part)])


_STATE = patterns.compile(
    r":(?:hover|active|target|checked|focus(?:-within|-visible)?)(?![\w(-])", patterns.I
)
_LISTS: Memo[str, tuple[Selector, ...]] = Memo(lambda text: tuple(_parse(text) or ()), 5_000)


def _parse(text: str) -> list[Selector] | None:
    made: list[Selector] = []
    steps: list[tuple[Compound, str]] = []
    compound: Compound | None = None
    combinator, space, drop = "", False, False
    position, end = 0, len(text)
    filled = HOLE in text or GAP in text
    if filled:
        text = text.replace(HOLE, "\ufffc").replace(GAP, "\ufffc")
    while position <= end:
        found = _PART.match(text, position)
        sign = found[1] if found else None
        if found is None or sign == ",":
            if found is None and position < end:
                return None
            if compound is not None and not drop:
                steps.append((compound, combinator))
                made.append(Selector(steps[::-1]))
            steps, compound, combinator, space, drop = [], None, "", False, False
            position += 1
            continue
        position = found.end()
        group = found.lastindex
        if group is None:
            space = True
            continue
        if sign:
            if compound is not None:
                steps.append((compound, combinator))
                compound = None
            combinator, space = sign, False
            continue
        if compound is None or space:
            if compound is not None:
                steps.append((compound, combinator))
                combinator = " "
            compound, space = Compound(), False
        drop = not _add(compound, found.groups()) or drop
        if filled and "\ufffc" in found[0]:
            compound.certain = False
            compound.id = "" if "\ufffc" in compound.id else compound.id
            compound.classes = [name for name in compound.classes if "\ufffc" not in name]
            compound.name = "" if "\ufffc" in compound.name else compound.name
    return made


def _add(compound: Compound, groups: tuple[str | None, ...]) -> bool:
    """Add one simple selector; False if no element is ever meant."""
    _, id_, class_, attribute, operator, *values, colons, pseudo, star, name = groups
    if id_:
        compound.id = _unescaped(id_)
    elif class_:
        compound.classes.append(_unescaped(class_))
    elif attribute:
        value = next((value for value in values if value is not None), "")
        compound.tests.append((attribute.lower(), operator or "", value))
    elif pseudo:
        pseudo = pseudo.lower()
        if colons == "::" or pseudo in _READERS:
            return False
        if pseudo == "root":
            compound.name = "html"
        elif pseudo in _ALWAYS:
            compound.name = compound.name or "a"
        else:
            compound.certain = False
    elif name and not star:
        compound.name = name.lower()
    return True


def _unescaped(name: str) -> str:
    return patterns.compile(r"\\(.)").sub(r"\1", name) if "\\" in name else name


class Matcher:
    """Tests the elements of a document; `parents` holds the index of each one's parent."""

    __slots__ = ("_before", "_html", "_parents", "_work")

    def __init__(self, html: Html, parents: list[int]) -> None:
        self._html = html
        self._parents = parents
        self._before: list[int] | None = None
        self._work = WORK

    def matches(self, selector: Selector, index: int) -> bool | None:
        """Whether the element of that index is meant; None where that cannot be told."""
        return self._from(selector.steps, 0, index)

    def _from(self, steps: list[tuple[Compound, str]], step: int, index: int) -> bool | None:
        self._work -= 1
        if self._work < 0:
            return None
        compound, combinator = steps[step]
        here = self._is(compound, index)
        if here is False or step + 1 == len(steps):
            return here
        step += 1
        if combinator == ">":
            others = self._up(index, 1)
        elif combinator == " ":
            others = self._up(index, REACH)
        else:
            others = self._back(index, 1 if combinator == "+" else REACH)
        open_ = False
        for count, other in enumerate(others, 1):
            found = self._from(steps, step, other)
            if found:
                return here
            open_ = open_ or found is None or count == REACH
        return None if open_ else False

    def _up(self, index: int, limit: int) -> Iterator[int]:
        for _ in range(limit):
            index = self._parents[index]
            if index < 0:
                return
            yield index

    def _back(self, index: int, limit: int) -> Iterator[int]:
        if self._before is None:
            latest: dict[int, int] = {}
            self._before = []
            for at, parent in enumerate(self._parents):
                seen = bool(self._html.all_elements[at].visible & MODERN)
                self._before.append(latest.get(parent, -1) if seen else -1)
                if seen:
                    latest[parent] = at
        for _ in range(limit):
            index = self._before[index]
            if index < 0:
                return
            yield index

    def _is(self, compound: Compound, index: int) -> bool | None:
        element = self._html.all_elements[index]
        if compound.name and compound.name != element.name:
            return False
        certain = compound.certain
        if compound.id:
            own = tag_styles.of(element).id
            if own is None:
                certain = False
            elif own != compound.id:
                return False
        if compound.classes:
            names = tag_styles.of(element).classes
            if names is None:
                certain = False
            elif not names.issuperset(compound.classes):
                return False
        for name, operator, wanted in compound.tests:
            attribute = element.get(name)
            if attribute is None:
                return False
            if operator:
                value = attribute.value
                if value is None:
                    certain = False
                elif not _holds(operator, value, wanted):
                    return False
        return True if certain else None


def _holds(operator: str, value: str, wanted: str) -> bool:
    if operator == "=":
        return value.lower() == wanted.lower()
    if not wanted:
        return False
    if operator == "*=":
        return wanted in value
    if operator == "^=":
        return value.startswith(wanted)
    if operator == "$=":
        return value.endswith(wanted)
    if operator == "~=":
        return wanted in value.split()
    return value == wanted or value.startswith(wanted + "-")
