"""A document in, its uses of CSS features that not every client has out, each with its place.

What is judged, and as which feature of caniemail.com, `data.css_features` says. Who gets to see
a place is part of the use: Outlook's conditional comments, and the at-rules around it.
"""

from __future__ import annotations

from presend import patterns
from presend.data import css_features as table
from presend.data.css_features import GRAVE, QUIET, TOLD
from presend.documents.holes import GAP
from presend.documents.tokens import MODERN, OUTLOOK
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from presend.documents.css import AtRule, Declaration, Sheet, StyleRule
    from presend.documents.elements import Element
    from presend.documents.html import Html

    Found: TypeAlias = tuple[str, int, str, int, int]
    """Feature, what its loss costs, how it is written, and where it starts and ends."""

EVERYONE = -1
_FUNCTION = patterns.compile(r"(-?[a-z][a-z-]*+)\(", patterns.I)
_UNIT = patterns.compile(r"(?<![\w.#-])-?(\d*+\.?\d++)(rem|vh|vw|vmin|vmax|ch)\b", patterns.I)
_NEGATIVE = patterns.compile(r"(?<![\w(,-])-(?=[\d.]*+[1-9])")
_SELECTOR = patterns.compile(
    r"\"[^\"]*+\"|'[^']*+'|(\[)[^\]]*+\]?|::?(-?[a-z-]++)(?:\([^()]*+\)?)?|([>+~*&])|\\.",
    patterns.I,
)
_MEDIA = patterns.compile(r"\(\s*+(-[a-z]+-)?(?:min-|max-)?([a-z-]++)", patterns.I)
_COLOURED = frozenset(("color", "background-color", "background"))
_HIDING = frozenset(("display", "mso-hide"))
_INLINE: dict[tuple[bool, str], tuple[Found, ...]] = {}


class Use:
    """A feature used at a place.

    `grade` says what its loss costs (`data.css_features`), `label` how it is written, `seen`
    who gets that far as a set of columns.
    """

    __slots__ = ("feature", "grade", "label", "seen", "span")

    def __init__(self, feature: str, grade: int, label: str, span: Span, seen: int) -> None:
        self.feature = feature
        self.grade = grade
        self.label = label
        self.span = span
        self.seen = seen


def in_css(html: Html, *, quiet: bool = False) -> list[Use]:
    """The features in `style=""` and `<style>`, in reading order; with `quiet` decoration, too."""
    uses: list[Use] = []
    masked = html.masked
    for element in html.with_attribute("style"):
        attribute = element.get("style")
        if attribute is None:
            continue
        start, end = attribute.span
        key = quiet, masked[start:end]
        found = _INLINE.get(key)
        if found is None:
            if len(_INLINE) > 20_000:
                _INLINE.clear()
            found = _INLINE[key] = tuple(
                (feature, grade, label, first - start, last - start)
                for feature, grade, label, first, last in _in_block(element.style, quiet)
            )
        for feature, grade, label, first, last in found:
            if (grade := _on(element, feature, grade)) is not None:
                span = Span(start + first, start + last)
                uses.append(Use(feature, grade, label, span, seen_by(element)))
    for element, sheet in html.sheets:
        uses += _in_sheet(sheet, _with("html-style", seen_by(element)), quiet)
    return uses


def seen_by(element: Element) -> int:
    """Who sees an element, as columns: all, all but Outlook on Windows, or none but that."""
    if element.visible == MODERN | OUTLOOK:
        return EVERYONE
    from presend.data import caniemail

    word = caniemail.names().word
    return word if element.visible & OUTLOOK else ~word


def _with(feature: str, seen: int) -> int:
    """Those of `seen` who have a feature, at least in part."""
    from presend.data import caniemail

    record = caniemail.record(feature)
    return seen if record is None else seen & ~record.none


def _on(element: Element, feature: str, grade: int) -> int | None:
    """The grade on an element that may make up for a feature by an attribute; None: it does."""
    if feature.endswith("-gradient") and "bgcolor" in element:
        return TOLD
    return None if feature == "css-float#0" and "align" in element else grade


def _in_block(declarations: Sequence[Declaration], quiet: bool) -> Iterator[Found]:
    """The features of declarations that stand together, but for those with a fallback."""
    for number, declaration in enumerate(declarations):
        for found in _in_declaration(declaration, declarations):
            if found[1] == QUIET and not quiet:
                continue
            name, feature = declaration.name, found[0]
            if any(
                other.name == name and all(feature != f[0] for f in _in_value(other))
                for other in declarations[:number]
                if feature not in (table.PROPERTIES.get(name, ("",))[0], "css-visibility")
            ):
                continue
            yield found


def _in_declaration(
    declaration: Declaration, declarations: Sequence[Declaration]
) -> Iterator[Found]:
    name = declaration.name
    feature, grade = table.PROPERTIES.get(name, ("", TOLD))
    value = declaration.value.lower()
    if feature and not _neutral(name, value):
        if name == "opacity":
            if _hides(declarations):
                return
            grade = GRAVE if value.strip("0.% ") == "" else TOLD
        elif name == "column-gap" and any("column-" in d.name for d in declarations if d is not declaration):
            feature, grade = "css-column-layout-properties", TOLD
        yield feature, grade, name, *declaration.name_span
    if grade != QUIET:
        yield from _in_value(declaration, declarations)


def _in_value(
    declaration: Declaration, declarations: Sequence[Declaration] = ()
) -> Iterator[Found]:
    name, value = declaration.name, declaration.value
    start = declaration.span[0]
    if name in table.VALUES:
        word = value.strip().lower()
        if (known := table.VALUES[name].get(word)) and not (
            name == "visibility" and _hides(declarations)
        ):
            yield *known, f"{name}: {word}", start, start + len(value)
    elif value.strip().lower() in table.WORDS:
        yield *table.WORDS[value.strip().lower()], value.strip().lower(), start, start + len(value)
    elif "-" in value and name.startswith(("margin", "text-indent")) and _NEGATIVE.search(value):
        feature = "css-margin#1" if name.startswith("margin") else "css-text-indent#1"
        yield feature, TOLD, f"A negative {name}", start, start + len(value)
    if "(" in value:
        gone = start if "url(" not in value else start
        for found in _FUNCTION.finditer(value):
            known = _of_function(found[1].lower(), name, value[found.end() :], declarations)
            if known is not None:
                yield *known, gone + found.start(), gone + found.end(1)
    if ("rem" in value or "v" in value or "ch" in value) and (found := _UNIT.search(value)):
        if found[1].strip("0."):
            yield *table.UNITS[found[2].lower()], found[2].lower(), start + found.start(), start + found.end()
