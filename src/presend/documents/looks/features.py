"""A document in, the CSS features in it that not every client has out, each with its place.

What is judged, and as which feature of caniemail.com, `data.css_features` says. Who gets to see
a place is part of the use: Outlook's conditional comments and the at-rules around it tell.
"""

from __future__ import annotations

from presend import patterns
from presend.data import css_features as table
from presend.data.css_features import GRAVE, QUIET, TOLD
from presend.documents.looks import css, tag_styles
from presend.documents.markup.tokens import MODERN, OUTLOOK
from presend.memo import Memo
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from presend.documents.html import Html
    from presend.documents.looks.css import AtRule, Declaration, Sheet, StyleRule
    from presend.documents.markup.elements import Element

    Found: TypeAlias = tuple[str, int, str, int, int]
    """Feature, what its loss costs, how it is written, where it starts and ends."""

EVERYONE = -1
_FUNCTION = patterns.compile(r"(?<![\w-])(-?[a-z][a-z-]*+)\((?=([^()]*+))", patterns.I)
_UNIT = patterns.compile(
    r"(?<![\w.#-])-?(\d++(?:\.\d++)?|\.\d++)(rem|vh|vw|vmin|vmax|ch)\b", patterns.I
)
_NEGATIVE = patterns.compile(r"(?<![\w(,.-])-(?:[0.]*+[1-9])")
_STRING = patterns.compile(r"\"[^\"]*+\"?|'[^']*+'?")
_MARK = patterns.compile(r"[\[>+~*:&]|\.[\w-]++\.")
_SELECTOR = patterns.compile(
    r"(\[)[^\]]*+\]?|::?([a-z][a-z-]*+)(?:\([^()]*+\)?)?|([>+~*&])|\\.|\.[\w-]++(?:\.[\w-]++)++",
    patterns.I,
)
_MEDIA = patterns.compile(r"\(\s*+(?:-[a-z]+-)?(?:m(?:in|ax)-)?([a-z-]++)", patterns.I)
_SIGN = patterns.compile(r"[(]|[: ]-|rem|v[wmh]|ch|-content")
"""May be a function, a unit or a negative length that is judged."""
_PAPER = patterns.compile(r"\A(?:only\s++)?print\b(?![^,]*,)", patterns.I)
_READ = 200  # uses that are looked at together with what stands in their element


class Use:
    """A feature used at a place.

    `grade` says what its loss costs (`data.css_features`), `label` how it is written, `seen`
    who gets that far, as a set of columns.
    """

    __slots__ = ("feature", "grade", "label", "seen", "span")

    def __init__(self, feature: str, grade: int, label: str, span: Span, seen: int) -> None:
        self.feature = feature
        self.grade = grade
        self.label = label
        self.span = span
        self.seen = seen


def in_css(html: Html, *, quiet: bool = False) -> list[Use]:
    """The features in `style=""`, then those in `<style>`; with `quiet` decoration, too."""
    uses: list[Use] = []
    masked = html.masked
    known = _STYLES[quiet]
    for element in html.with_attribute("style"):
        tag = tag_styles.of(element)
        for feature, grade, label, first, last in known[tag.style]:
            told = _on(element, feature, grade) if len(uses) < _READ else min(grade, TOLD)
            if told is not None:
                start = element.start + tag.offset
                span = Span(start + first, start + last)
                uses.append(Use(feature, told, label, span, seen_by(element)))
    for element, sheet in html.sheets:
        uses += _in_sheet(masked, sheet, having("html-style", seen_by(element)), quiet)
    return uses


def seen_by(element: Element) -> int:
    """Who sees an element: everyone, all but Outlook on Windows, or that alone."""
    if element.visible == MODERN | OUTLOOK:
        return EVERYONE
    from presend.data import caniemail

    word = caniemail.names().word
    return word if element.visible & OUTLOOK else ~word


def having(feature: str, seen: int) -> int:
    """Those of `seen` who have a feature, at least in part."""
    from presend.data import caniemail

    record = caniemail.record(feature)
    return seen if record is None else seen & ~record.none


def _on(element: Element, feature: str, grade: int) -> int | None:
    """What the loss costs on an element; None where it is nothing, as on a tracking pixel."""
    if ":" in element.name:  # VML, whose style attributes are a language of their own
        return None
    if feature == "css-float#0" and "align" in element:
        return None
    if feature.startswith("css-white-space#") and element.name == "pre":
        return None
    if feature in ("css-visibility", "css-opacity") and grade == GRAVE:
        return GRAVE if element.text().strip() else TOLD
    if feature.startswith("css-position#") and element.value("width") in ("0", "1"):
        return None
    if "bgcolor" in element:
        if feature == "css-rgba#0":
            return None
        if "-gradient" in feature:
            return TOLD
    return grade


def _in_style(raw: str, quiet: bool) -> tuple[Found, ...]:
    """The features of the text of a style attribute, with places from its start."""
    exact = "&" not in raw
    if not quiet and exact and _SIGN.search(raw) is None:
        split = css.split(raw)
        if not any(each[0] in table.LOUD and _loud(each[0], each[1]) for each in split):
            return ()
    declarations = css.declarations(raw, 0, len(raw), attribute=True)
    return tuple(each for each in _in_block(declarations, exact=exact) if each[1] != QUIET or quiet)


_STYLES: tuple[Memo[str, tuple[Found, ...]], ...] = (
    Memo(lambda raw: _in_style(raw, False)),
    Memo(lambda raw: _in_style(raw, True)),
)
"""The features of a style attribute, without decoration and with it."""


def _loud(name: str, value: str) -> bool:
    """Whether a declaration of a loud name is more than decoration, whatever its value holds."""
    return name not in table.VALUES or value.strip().lower() in table.VALUES[name]


class _Block:
    """What declarations that stand together say of one another.

    `exact`: each value stands in the text as it is, without references for characters.
    """

    __slots__ = ("exact", "hidden", "names")

    def __init__(self, declarations: Sequence[Declaration], *, exact: bool) -> None:
        self.exact = exact
        self.names = {each.name for each in declarations}
        self.hidden = not self.names.isdisjoint(("opacity", "visibility")) and any(
            map(_hides, declarations)
        )


def _hides(declaration: Declaration) -> bool:
    """Whether a declaration hides its element in every client."""
    name, value = declaration.name, declaration.value.strip().lower()
    if name in ("font-size", "max-height"):
        return not value.strip("0px ")
    return name == "mso-hide" or (name == "display" and value == "none")


def _in_block(declarations: Sequence[Declaration], *, exact: bool = True) -> Iterator[Found]:
    """The features of declarations that stand together, but for those that follow a fallback."""
    block = _Block(declarations, exact=exact)
    before: dict[str, set[str]] = {}  # by property, the features of all values so far
    for declaration in declarations:
        name = declaration.name
        feature, grade = table.PROPERTIES.get(name, ("", TOLD))
        if feature:
            if (told := _of_property(declaration, block)) is not None:
                yield feature, told, name, *declaration.name_span
            if grade == QUIET:
                continue
        elif name.startswith(("-", "mso-", "font-family", "content")):
            continue
        found = list(_in_value(declaration, block))
        features = {each[0] for each in found}
        if name in before:
            yield from (each for each in found if each[0] in before[name])
            before[name] &= features
        else:
            yield from found
            before[name] = features


def _of_property(declaration: Declaration, block: _Block) -> int | None:
    """What the loss of a property costs, None where its value makes that nothing."""
    name, value = declaration.name, declaration.value.strip().lower()
    grade = table.PROPERTIES[name][1]
    if value in table.INITIAL.get(name, ("inherit", "initial", "none", "normal")):
        return None
    if name == "border-spacing":
        return grade if value.strip("0px ") else None
    if name == "opacity":
        return None if block.hidden else grade if value.strip("0.% ") else GRAVE
    if name == "column-gap" and not block.names.isdisjoint(table.COLUMNS):
        return None
    return grade


def _in_value(declaration: Declaration, block: _Block) -> Iterator[Found]:
    name, value = declaration.name, declaration.value
    if '"' in value or "'" in value:
        value = _STRING.sub(lambda found: " " * len(found[0]), value)
    word = value.strip().lower()
    start, end = declaration.span
    exact = block.exact

    def place(found: re.Match[str], group: int = 0) -> tuple[int, int]:
        return (start + found.start(), start + found.end(group)) if exact else (start, end)

    whole = (start, start + len(value.rstrip())) if exact else (start, end)
    if name in table.VALUES:
        known = table.VALUES[name].get(word)
        if known and not (name == "visibility" and block.hidden):
            yield *known, f"{name}: {word}", *whole
    elif "-" in value:
        if word in table.WORDS:
            yield *table.WORDS[word], word, *whole
        elif name in table.NEGATIVE and "mso-list" not in block.names and _NEGATIVE.search(value):
            yield table.NEGATIVE[name], TOLD, f"A negative {name}", *whole
    if "(" in value:
        for found in _FUNCTION.finditer(value):
            known = _of_function(found[1].lower(), found[2], name, block)
            if known is not None:
                yield *known, f"{found[1].lower()}()", *place(found, 1)
    if "rem" in value or "v" in value or "ch" in value:
        length = _UNIT.search(value)
        if length and length[1].strip("0."):
            unit = length[2].lower()
            yield *table.UNITS[unit], f"The unit {unit}", *place(length)


def _of_function(function: str, inside: str, name: str, block: _Block) -> tuple[str, int] | None:
    """The feature that a function is, and what its loss costs."""
    if function in ("rgb", "rgba"):
        if "," not in inside and len(inside.split(None, 3)) >= 3:
            return "css-rgba#1,2" if function == "rgba" else "css-rgb#1,3", GRAVE
        alpha = inside.rpartition(",")[2].strip()
        if function == "rgba" and name in table.COLOURED and alpha.strip("0.%"):
            return "css-rgba#0", TOLD
        return None
    known = table.FUNCTIONS.get(function)
    if known and function.endswith("gradient"):
        inline = "" if name == "background-image" else "#0"
        return f"{known[0]}{inline}", TOLD if "background-color" in block.names else known[1]
    return known


def _in_sheet(masked: str, sheet: Sheet, seen: int, quiet: bool) -> Iterator[Use]:
    reached: dict[tuple[AtRule, ...], int] = {}
    for at_rule in sheet.at_rules:
        for feature, grade, label in _of_at_rule(at_rule):
            if at_rule.name == "font-face" and all(d.name != "src" for d in at_rule.declarations):
                continue  # no web font: so Word describes the fonts of its own text
            if quiet or (grade != QUIET and not at_rule.around):
                yield Use(feature, grade, label, at_rule.span, _reach(at_rule.around, seen))
    for rule in sheet.rules:
        around = rule.around
        if around and around not in reached:
            reached[around] = _reach(around, seen)
        who = reached[around] if around else seen
        if not who:
            continue
        parts = rule.selector.split(",") if _MARK.search(rule.selector) else ()
        if parts and all(_for_one(part) for part in parts):
            continue
        found = list(_in_selectors(rule)) if parts else []
        block = rule.declarations
        if quiet or (
            block
            and (
                _SIGN.search(masked, block[0].name_span[0], block[-1].span[1])
                or any(d.name in table.LOUD and _loud(d.name, d.value) for d in block)
            )
            and not (parts and all(_of_state(part) for part in parts))
        ):
            found += _in_block(block)
        for feature, grade, label, start, end in found:
            if grade == QUIET and not quiet:
                continue
            if feature.startswith("css-white-space#") and rule.selector.endswith("pre"):
                continue
            if around or ("-gradient" in feature or feature in ("css-visibility", "css-opacity")):
                grade = min(grade, TOLD)
            yield Use(feature, grade, label, Span(start, end), who)


def _reach(around: tuple[AtRule, ...], seen: int) -> int:
    """Those of `seen` who get into at-rules one in another; none into what is not about mail."""
    for at_rule in around:
        if at_rule.name == "media":
            if _PAPER.search(at_rule.prelude):
                return 0
            seen = having("css-at-media", seen)
            for feature, _, _ in _of_at_rule(at_rule):
                seen = having(feature, seen)
        elif at_rule.name == "supports":
            seen = having("css-at-supports", seen)
        elif at_rule.name not in ("layer", "container", "scope"):
            return 0
    return seen


def _of_at_rule(at_rule: AtRule) -> Iterator[tuple[str, int, str]]:
    if at_rule.name == "media":
        for found in _MEDIA.finditer(at_rule.prelude):
            if known := table.MEDIA.get(found[1].lower()):
                yield *known, f"@media ({found[1].lower()})"
    elif known := table.AT_RULES.get(at_rule.name):
        yield *known, f"@{at_rule.name}"


def _for_one(selector: str) -> bool:
    return any(mark in selector for mark in table.MADE_FOR_ONE)


def _of_state(selector: str) -> bool:
    return any(f":{state}" in selector for state in table.STATES)


def _in_selectors(rule: StyleRule) -> Iterator[Found]:
    start = rule.selector_span[0]
    for part in rule.selector.split(","):
        if not _for_one(part):
            for found in _SELECTOR.finditer(part):
                known: tuple[str, int] | None
                if found[1]:
                    known = table.attribute_selector(found[0])
                elif found[3]:
                    known = table.SELECTORS[found[3]]
                elif found[2]:
                    known = table.PSEUDO.get(found[2].lower())
                else:
                    known = None if found[0][0] == "\\" else table.CHAIN
                if known is not None:
                    yield (
                        *known,
                        f"The selector {found[0]}",
                        start + found.start(),
                        start + found.end(),
                    )
        start += len(part) + 1
