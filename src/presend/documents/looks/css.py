"""CSS in `style=""` and `<style>`, as spans of the text it stands in (CSS Syntax, level 3).

One anchored expression splits declarations, another the rules of a sheet; each match takes
something, so the time is linear. Values are text: who needs their grammar asks tinycss2.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.markup import entities
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    Piece: TypeAlias = tuple[str, str, int, int, int, int]
    """Name and value of a declaration, and where both start and end."""
    Split: TypeAlias = tuple[Piece, ...]

_COMMENT = r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)"
_STRING = r"\"(?:[^\"\\\n]++|\\[\s\S])*+\"?|'(?:[^'\\\n]++|\\[\s\S])*+'?"
_URL = patterns.compile(
    _COMMENT + r"|url\(\s*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|((?:[^\s\"'()\\]++|\\.)++))"
    r"|@import\s++(?:\"([^\"\n]*+)\"|'([^'\n]*+)')",
    patterns.I,
)
_DECLARATION = patterns.compile(
    r"(?:[ \t\n\r\f;\x1b]++|" + _COMMENT + r")*+"
    r"(?:([^ \t\n\r\f:;\"'(){}/\x1b]++)(?:[ \t\n\r\f\x1b]++|" + _COMMENT + r")*+:[ \t\n\r\f]*+"
    r"((?:[^;\"'(/\\{}]++|" + _STRING
    + r"|\((?:[^()\"']++|" + _STRING + r"|\((?:[^()]++|\([^()]*+\))*+\))*+\)?|" + _COMMENT
    + r"|\\[\s\S]|\{[^{}]*+\}?|[/()}])*+)"
    r"|([^;]++)|\Z)"
)  # fmt: skip
_PIECE = patterns.compile(
    _COMMENT
    + r"|<!--|-->|" + _STRING
    + r"|([^{};\"'/<\-]++(?:(?:/(?!\*)|<(?!!--)|-(?!->))[^{};\"'/<\-]*+)*+)"
    + r"|([{};])(?:(?<=\{)([^{}\"'/]*+)\})?+|[/<-]"  # 2 sign, 3 a block with nothing to skip in it
)  # fmt: skip
_IMPORTANT = patterns.compile(r"\s*+!\s*+important\s*+\Z", patterns.I)
_AT_WORD = patterns.compile(r"[ \t\r\n\f\x1b]*+@([\w-]++)")
_BLANK = " \t\r\n\f" + GAP
NESTING = 8  # at-rules around a rule that are remembered


class Declaration:
    """One declaration: `name` in lower case, `value` as written without `!important`.

    `value` has HOLE and GAP where a template fills it in. Spans count in the document's text.
    """

    __slots__ = ("_base", "_piece", "important", "name", "value")

    def __init__(self, piece: Piece, base: int) -> None:
        """Make one of a piece of a text that starts at `base`."""
        self._piece = piece
        self._base = base
        self.name = piece[0]
        self.value = value = piece[1]
        self.important = False
        if "!" in value and (mark := _IMPORTANT.search(value)):
            self.value = value[: mark.start()]
            self.important = True

    @property
    def name_span(self) -> Span:
        return Span(self._base + self._piece[2], self._base + self._piece[3])

    @property
    def span(self) -> Span:
        """Where the value is written."""
        return Span(self._base + self._piece[4], self._base + self._piece[5])

    @property
    def known(self) -> bool:
        """Whether no hole stands in the name or the value."""
        return not any(mark in part for mark in (HOLE, GAP) for part in (self.name, self.value))

    @property
    def whole(self) -> Span:
        """From the name to the end of the value."""
        return Span(self._base + self._piece[2], self._base + self._piece[5])


class StyleRule:
    """A qualified rule of a sheet: its selector list, its declarations, the at-rules around."""

    __slots__ = ("around", "declarations", "selector", "selector_span")

    def __init__(
        self,
        selector: str,
        selector_span: Span,
        declarations: Sequence[Declaration],
        around: tuple[AtRule, ...],
    ) -> None:
        self.selector = selector
        self.selector_span = selector_span
        self.declarations = tuple(declarations)
        self.around = around


class AtRule:
    """An at-rule: `name` in lower case without the @, `prelude` as written, its declarations.

    `block` is the stretch between its braces; None for one that ends with a semicolon.
    `span` is from the @ to the end of the prelude.
    """

    __slots__ = ("around", "block", "declarations", "name", "prelude", "span")

    def __init__(self, name: str, prelude: str, span: Span, around: tuple[AtRule, ...]) -> None:
        self.name = name
        self.prelude = prelude
        self.span = span
        self.around = around
        self.block: Span | None = None
        self.declarations: tuple[Declaration, ...] = ()


class Sheet:
    """The rules of one `<style>`, in reading order; nested ones after the one around them."""

    __slots__ = ("at_rules", "rules", "unclosed")

    def __init__(self) -> None:
        self.rules: list[StyleRule] = []
        self.at_rules: list[AtRule] = []
        self.unclosed: list[Span] = []


def urls(masked: str, start: int, end: int) -> Iterator[Span]:
    """Where the URLs of `url()` and `@import` stand between two offsets of a masked text."""
    lowered = masked[start:end].lower()
    if "url" in lowered or "@import" in lowered:
        for found in _URL.finditer(masked, start, end):
            if found.lastindex:
                yield Span(*found.span(found.lastindex))


def urls_in_attribute(raw: str) -> Sequence[tuple[int, int]]:
    """Where URLs stand in the value of a style attribute, character references and all."""
    return _URLS[raw]


def _urls_in_attribute(raw: str) -> Sequence[tuple[int, int]]:
    if "url" not in raw.lower() and "@import" not in raw.lower():
        return ()
    text, origin = entities.decode_mapped(raw)
    return tuple((origin[start], origin[end]) for start, end in urls(text, 0, len(text)))


_URLS = Memo(_urls_in_attribute)


def declarations(masked: str, start: int, end: int, *, attribute: bool) -> list[Declaration]:
    """The declarations between two offsets; `attribute`: in a value with character references."""
    raw = masked[start:end]
    if not attribute or "&" not in raw:
        return [Declaration(piece, start) for piece in split(raw)]
    raw, origin = entities.decode_mapped(raw, attribute=True)
    return [
        Declaration((name, value, origin[a], origin[b], origin[c], origin[d]), start)
        for name, value, a, b, c, d in split(raw)
    ]


def split(raw: str) -> Split:
    """The declarations of a text as plain tuples, remembered: quick to look through."""
    return _SPLITS[raw]


def _split(raw: str) -> Iterator[Piece]:
    for found in _DECLARATION.finditer(raw):
        if found.lastindex == 2:
            name, value, _ = found.groups()
            value = value.rstrip(_BLANK)
            start = found.start(2)
            yield name.lower(), value, *found.span(1), start, start + len(value)


_SPLITS: Memo[str, Split] = Memo(lambda raw: tuple(_split(raw)))


class _Open:
    """A rule whose brace is open; `own_end` is where the first rule inside it starts."""

    __slots__ = ("around", "at_rule", "first", "inside", "own_end", "selector")

    def __init__(
        self,
        at_rule: AtRule | None,
        selector: str,
        first: int,
        inside: int,
        around: tuple[AtRule, ...],
    ) -> None:
        self.at_rule = at_rule
        self.selector = selector
        self.first = first
        self.inside = inside
        self.around = around
        self.own_end: int | None = None


def sheet(masked: str, start: int, end: int) -> Sheet:
    """The rules between two offsets of a masked text; what cannot be read is passed over."""
    made = Sheet()
    opened: list[_Open] = []
    around: tuple[AtRule, ...] = ()
    prelude: tuple[int, int] | None = None
    for found in _PIECE.finditer(masked, start, end):
        sign = found[2]
        if sign is None:
            is_text = found[1] is not None or found[0][0] in "\"'-<"
            if is_text and found[0] not in ("<!--", "-->") and (prelude or found[0].strip(_BLANK)):
                prelude = (prelude[0] if prelude else found.start(), found.end())
            continue
        if sign == "{":
            at = found.start()
            first, last = prelude or (at, at)
            written = masked[first:last]
            at_rule = _at_rule(masked, prelude, around) if prelude and "@" in written else None
            if opened and opened[-1].own_end is None:
                opened[-1].own_end = first
            rule = _Open(at_rule, written, first, at + 1, around)
            if at_rule is not None:
                made.at_rules.append(at_rule)
            if found[3] is not None:
                _close(made, rule, found.end(3), masked)
            else:
                opened.append(rule)
                if at_rule is not None and len(around) < NESTING:
                    around = (*around, at_rule)
        elif sign == ";":
            at_rule = _at_rule(masked, prelude, around) if prelude and not opened else None
            if at_rule is not None:
                made.at_rules.append(at_rule)
        elif opened:
            around = opened[-1].around
            _close(made, opened.pop(), found.start(), masked)
        prelude = None
    for rule in reversed(opened):
        made.unclosed.append(Span(rule.first, rule.inside))
        _close(made, rule, end, masked)
    made.rules.sort(key=lambda rule: rule.selector_span)
    return made


def _close(made: Sheet, rule: _Open, end: int, masked: str) -> None:
    own_end = end if rule.own_end is None else rule.own_end
    found = declarations(masked, rule.inside, own_end, attribute=False)
    if rule.at_rule is not None:
        rule.at_rule.block = Span(rule.inside, end)
        rule.at_rule.declarations = tuple(found)
        return
    selector = rule.selector.lstrip(_BLANK)
    first = rule.first + len(rule.selector) - len(selector)
    selector = selector.rstrip(_BLANK)
    span = Span(first, first + len(selector))
    made.rules.append(StyleRule(selector, span, found, rule.around))


def _at_rule(masked: str, prelude: tuple[int, int], around: tuple[AtRule, ...]) -> AtRule | None:
    found = _AT_WORD.match(masked, *prelude)
    if found is None:
        return None
    text = masked[found.end() : prelude[1]].strip(_BLANK)
    start = found.start(1) - 1
    end = prelude[1]
    while end > start and masked[end - 1] in " \t\r\n\f":
        end -= 1
    return AtRule(found[1].lower(), text, Span(start, end), around)
