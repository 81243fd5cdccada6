"""What an element looks like: its colours, the size of its text, whether it is seen.

The cascade of `style=""`, `<style>` and the attributes of old, inherited down the tree. What
cannot be told from the source (an image behind the text, a value with a hole, a class that a
file elsewhere may style) is unknown, and so is what follows from it. Media queries do not
count, nor does what the reader does (`:checked`), except that what may be shown is not hidden.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from presend.documents.looks import properties, selectors, tag_styles
from presend.documents.looks.properties import BACKGROUND, IMAGE, REVEALING
from presend.documents.looks.style import (
    DEFAULTS,
    INVISIBLE,
    OWN,
    Style,
    apply,
    give_defaults,
    reason,
)
from presend.documents.markup.tokens import MODERN
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from presend.documents.html import Html, TextRun
    from presend.documents.looks.css import Declaration, StyleRule
    from presend.documents.looks.properties import Effect
    from presend.documents.looks.selectors import Selector
    from presend.documents.looks.style import Layer
    from presend.documents.looks.tag_styles import Key
    from presend.documents.markup.elements import Element

    Entry: TypeAlias = tuple[int, int, Selector, tuple[Effect, ...], tuple[Effect, ...], StyleRule]
    """Specificity, order, selector, effects of normal and of important declarations, the rule."""


def hidden(element: Element) -> str | None:
    """Why the text of an element is not seen, in the words of CSS; None where it is or may be."""
    return element.html.styling.of(element).hidden


__all__ = ["Style", "Styling", "hidden", "loose"]


class Styling:
    """The styles of a document.

    `root` is what stands outside all elements. `whole` tells whether what nobody says has its
    usual value: in a fragment the file around it may say it.
    """

    def __init__(self, html: Html) -> None:
        self._html = html
        self._entries: dict[Key, list[Entry]] = {}
        self._conditional: dict[Key, list[Selector]] = {}
        self.whole = "mjml" in html.by_name if html.mjml else html.whole or html.rendered
        self._unread = not self.whole or _reads_more(html)
        slots = self._index_rules()
        self._open = tuple(each for each in properties.ALL if self._unread or each[0] in slots)
        self.root = Style()
        if not self.whole:
            self.root.colour = self.root.background = self.root.size = None
        self._parents = _parents(html)
        self._matcher = selectors.Matcher(html, self._parents)
        self._styles = self._compute()

    def of(self, element: Element) -> Style:
        return self._styles[element.index]

    @once
    def texts(self) -> list[tuple[TextRun, Element | None, Style]]:
        """The text that clients show which skip conditional comments, with the innermost
        element around it."""
        html = self._html
        masked, elements, view = html.masked, html.all_elements, html.modern
        closes, parents, styles = view.closes, view.parents, self._styles
        made: list[tuple[TextRun, Element | None, Style]] = []
        count, started, current = len(elements), 0, -1
        for run in html.runs:
            start = run.start
            while started < count and elements[started].start < start:
                if elements[started].visible & MODERN:
                    current = started
                started += 1
            if not run.visible & MODERN or masked[start : run.end].isspace():
                continue
            while current >= 0 and closes[current] <= start:
                current = parents[current]
            if current < 0:
                made.append((run, None, self.root))
            else:
                made.append((run, elements[current], styles[current]))
        return made

    def declared(self, element: Element) -> dict[str, Declaration]:
        """The declarations that win on the element itself, by property, the weakest first."""
        found = [
            (specificity, order, rule.declarations)
            for key in tag_styles.of(element).keys
            for specificity, order, selector, _, _, rule in self._entries.get(key, ())
            if self._matcher.matches(selector, element.index)
        ]
        blocks = [block for *_, block in sorted(found, key=lambda each: each[:2])]
        blocks.append(tuple(element.style))
        made: dict[str, Declaration] = {}
        for important in (False, True):
            for block in blocks:
                for declaration in block:
                    if declaration.important is important:
                        made.pop(declaration.name, None)
                        made[declaration.name] = declaration
        return made

    def _index_rules(self) -> set[int]:
        """Index the rules that count; the slots that those with a class or an id fill."""
        html = self._html
        slots: set[int] = set()
        order = 0
        for element, sheet in html.sheets:
            if not element.visible & MODERN:
                continue
            always = "media" not in element or _always(element.value("media") or "")
            for rule in sheet.rules:
                order += 1
                if not always or (rule.around and not _unconditional(rule)):
                    if any(each.name in REVEALING for each in rule.declarations):
                        for selector in selectors.parse(rule.selector):
                            self._conditional.setdefault(selector.key, []).append(selector)
                    continue
                if ":" in rule.selector and any(d.name in REVEALING for d in rule.declarations):
                    for selector in selectors.parse(selectors.of_state(rule.selector)):
                        self._conditional.setdefault(selector.key, []).append(selector)
                normal, important = properties.effects(rule.declarations)
                if html.holes and html.in_branch(rule.selector_span[0]):
                    normal, important = properties.doubtful(normal), properties.doubtful(important)
                for selector in selectors.parse(rule.selector):
                    if selector.key[0]:
                        slots.update(each[0] for each in (*normal, *important))
                    entry = selector.specificity, order, selector, normal, important, rule
                    self._entries.setdefault(selector.key, []).append(entry)
        if BACKGROUND in slots:
            slots.add(IMAGE)
        return slots

    def _compute(self) -> list[Style]:
        html, parents, entries = self._html, self._parents, self._entries
        names = {name for sign, name in entries if not sign}
        names |= DEFAULTS.keys() | OWN
        everywhere = ("", "") in entries
        keyed = any(sign for sign, _ in entries)
        doubtful = _crossed(html) | _holed(html)
        components = None
        if html.mjml:
            from presend.documents.markup.mjml import Components

            components = Components(html)
        styles: list[Style] = []
        add, read = styles.append, tag_styles.of
        for index, element in enumerate(html.all_elements):
            name, tag = element.name, read(element)
            parent = styles[parents[index]] if parents[index] >= 0 else self.root
            known = name in names or everywhere or components is not None
            if tag.silent and not known and index not in doubtful:
                add(parent)
                continue
            layers: list[Layer] = []
            urgent: tuple[Effect, ...] = ()
            if components is not None and name.startswith("mj-"):
                layers.append((components.effects(element), 0))
            elif tag.attributes:
                layers.append((tag.attributes, element.start))
            if known or (keyed and tag.marked):
                urgent = self._add_matched(index, tag.keys, layers)
            if tag.marked and (self._unread or tag.unread):
                layers.append((self._open, 0))
            if tag.normal:
                layers.append((tag.normal, element.start + tag.offset))
            if tag.important:
                layers.append((tag.important, element.start + tag.offset))
            if urgent:
                layers.append((urgent, 0))
            if index in doubtful:
                layers.append((properties.ALL, 0))
            if not layers and not tag.hidden and name not in DEFAULTS and name not in OWN:
                add(parent)
                continue
            style = parent.copy()
            if name in DEFAULTS:
                give_defaults(style, name, linked=tag.linked)
            elif name in OWN:
                style.colour = style.background = None
            elif name == "mj-head":
                style.concealed = name
            hiding = apply(style, parent, layers)
            small = style.size_place is not parent.size_place and (style.size or 9.0) <= INVISIBLE
            if hiding or small or tag.hidden:
                self._conceal(style, parent, element, hiding, small=small)
            add(style)
        return styles

    def _add_matched(self, index: int, keys: list[Key], layers: list[Layer]) -> tuple[Effect, ...]:
        """Add what the rules say that mean the element, the weakest first; what they insist on."""
        found: list[tuple[int, int, tuple[Effect, ...], tuple[Effect, ...]]] = []
        entries = self._entries
        for key in keys:
            for specificity, order, selector, normal, important, _ in entries.get(key, ()):
                if normal or important:
                    sure = selector.plain or self._matcher.matches(selector, index)
                    if sure:
                        found.append((specificity, order, normal, important))
                    elif sure is None:
                        doubtful = properties.doubtful
                        found.append((specificity, order, doubtful(normal), doubtful(important)))
        if len(found) > 1:
            found.sort(key=lambda each: each[:2])
        urgent: tuple[Effect, ...] = ()
        for _, _, normal, important in found:
            layers.append((normal, 0))
            urgent += important
        return urgent

    def _conceal(
        self,
        style: Style,
        parent: Style,
        element: Element,
        hiding: dict[str, Any],
        *,
        small: bool,
    ) -> None:
        opacity = hiding.get("opacity")
        if opacity is not None:
            style.opacity = parent.opacity * max(opacity, 0.0)
        if hiding.get("visibility") == "visible" and style.concealed == "visibility: hidden":
            style.concealed = None
        why = reason(hiding) or ("hidden" if tag_styles.of(element).hidden else None)
        if (why or small) and self._conditional:
            for key in tag_styles.of(element).keys:
                for selector in self._conditional.get(key, ()):
                    if self._matcher.matches(selector, element.index) is not False:
                        style.uncertain = True
                        return
        style.concealed = style.concealed or why


def _parents(html: Html) -> list[int]:
    """The index of each element's parent, as the clients see it who see the element."""
    modern = html.modern.parents
    if not html.conditional:
        return modern
    outlook = html.outlook.parents
    return [
        modern[element.index] if element.visible & MODERN else outlook[element.index]
        for element in html.all_elements
    ]


def _always(media: str) -> bool:
    """Whether a media query list holds on every screen."""
    return any(
        query.strip().lower() in ("", "all", "screen", "only screen", "only all")
        for query in media.split(",")
    )


def _unconditional(rule: StyleRule) -> bool:
    return all(each.name == "media" and _always(each.prelude) for each in rule.around)


def _reads_more(html: Html) -> bool:
    """Whether other styles come in that are not here: a file, or what a hole in the head holds."""
    for link in html.elements("link"):
        if "stylesheet" in (link.value("rel") or "").lower():
            address = (link.value("href") or "").lower()
            if "font" not in address and "typekit" not in address:
                return True
    outputs = [hole for hole in html.holes if hole.kind == "output"]
    if not outputs:
        return False
    stretches = [(element.content, sheet) for element, sheet in html.sheets]
    for head in html.elements("head"):
        start, end = head.content
        for run in html.runs:
            if run.start >= start and run.end <= end:
                if any(run.start <= hole.start < run.end for hole in outputs):
                    return True
            elif run.start > end:
                break
    for (start, end), sheet in stretches:
        inside = [hole.start for hole in outputs if start <= hole.start < end]
        for rule in sheet.rules if inside else ():
            first, last = rule.selector_span
            blocks = [each.whole for each in rule.declarations]
            inside = [
                at
                for at in inside
                if not (first <= at < last or any(a <= at < b for a, b in blocks))
            ]
        if inside:
            return True
    return False


def _crossed(html: Html) -> set[int]:
    """The elements that a branch of the template opens and something else closes."""
    found: set[int] = set()
    if not any(hole.kind == "statement" for hole in html.holes):
        return found
    elements, in_branch = html.all_elements, html.in_branch
    starts = [element.start for element in elements]
    ends = [hole.start for hole in html.holes[1:]]
    for hole, end in zip(html.holes, [*ends, len(html.masked)], strict=True):
        if in_branch(hole.end):  # so is all before the next hole
            for at in range(bisect_left(starts, hole.end), bisect_left(starts, end)):
                if not in_branch(max(elements[at].outer[1] - 1, 0)):
                    found.add(at)
    return found


def _holed(html: Html) -> set[int]:
    """The elements between whose attributes a hole stands, so that nobody knows which there are."""
    if not html.holes:
        return set()
    elements = html.all_elements
    starts = [element.start for element in elements]
    near = {bisect_right(starts, hole.start) - 1 for hole in html.holes}
    return {at for at in near if at >= 0 and loose(elements[at])}


def loose(element: Element) -> bool:
    """Whether a hole stands between the attributes, so that there may be others."""
    tag = element.html.masked[element.start : element.end]
    if HOLE not in tag and GAP not in tag:
        return False
    inside = 0
    for attribute in element.attributes:
        if HOLE in attribute.name:
            return True
        value = element.html.masked[slice(*attribute.span)]
        inside += value.count(HOLE) + value.count(GAP)
    return inside < tag.count(HOLE) + tag.count(GAP)
