"""What an element looks like: colours, size of the text, whether it is seen.

The cascade of `style=""`, `<style>` and the attributes of old, inherited down the tree that
clients build which skip conditional comments. What nobody can tell from the source (an image
behind the text, a value with a hole, a class that another file may style) is unknown, and so
is all that follows from it. Rules in a media query do not count, but who they may show is not
hidden.
"""

from __future__ import annotations

from presend.data import colours
from presend.documents import css, selectors
from presend.documents.holes import GAP, HOLE
from presend.documents.properties import (
    BACKGROUND,
    BOLD,
    COLOUR,
    HIDING,
    IMAGE,
    INHERITED,
    LINE,
    REVEALING,
    SIZE,
    effects_of,
)
from presend.documents.tokens import MODERN, OUTLOOK
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from presend.data.colours import Colour
    from presend.documents.css import Declaration, StyleRule
    from presend.documents.elements import Element
    from presend.documents.html import Html, TextRun
    from presend.documents.properties import Effect
    from presend.documents.selectors import Selector

    Entry: TypeAlias = tuple[int, int, Selector, tuple[Effect, ...], tuple[Effect, ...], StyleRule]
    """Specificity, order, selector, its normal and its important effects, and the whole rule."""

ROOT_SIZE = 16.0  # px
INVISIBLE_SIZE = 1.0  # px; SpamAssassin and rspamd take smaller text for hidden
OFF_PAGE = -999.0  # px
_UNKNOWN = ((COLOUR, None), (IMAGE, True), (SIZE, None), (BOLD, None), (LINE, None))
_BACKGROUNDS = frozenset("body table thead tbody tfoot tr td th".split())
# Tag: size of its text (a factor), bold, underlined (WHATWG HTML, 15.3)
_DEFAULTS: dict[str, tuple[float, bool, bool]] = {
    "h1": (2.0, True, False),
    "h2": (1.5, True, False),
    "h3": (1.17, True, False),
    "h4": (1.0, True, False),
    "h5": (0.83, True, False),
    "h6": (0.67, True, False),
    "b": (1.0, True, False),
    "strong": (1.0, True, False),
    "th": (1.0, True, False),
    "small": (5 / 6, False, False),
    "sub": (5 / 6, False, False),
    "sup": (5 / 6, False, False),
    "big": (1.2, False, False),
    "u": (1.0, False, True),
    "ins": (1.0, False, True),
}
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_OWN = frozenset(("button", "input", "select", "textarea", "mark"))  # clients colour them


class Style:
    """What one element, or several that are alike, look like.

    `colour` and `background` (that which is seen behind the text; always opaque), `size` (of
    the text, in px), `bold` and `underlined` are None where unknown; so is the colour of a
    link that nobody has coloured, since each client has its own. Their places are those of the
    value that decided, None where none did. `concealed` says why it is not shown, if that is
    decided by this element or one around it.
    """

    __slots__ = ("background", "background_place", "bold", "colour", "colour_place", "concealed",
                 "opacity", "shown", "size", "size_place", "underlined")  # fmt: skip

    def __init__(self) -> None:
        self.colour: Colour | None = colours.BLACK
        self.colour_place: Span | None = None
        self.background: Colour | None = colours.WHITE
        self.background_place: Span | None = None
        self.size: float | None = ROOT_SIZE
        self.size_place: Span | None = None
        self.bold: bool | None = False
        self.underlined: bool | None = False
        self.opacity = 1.0
        self.concealed: str | None = None
        self.shown = False  # a media query may show it

    def child(self) -> Style:
        made = Style.__new__(Style)
        made.colour, made.colour_place = self.colour, self.colour_place
        made.background, made.background_place = self.background, self.background_place
        made.size, made.size_place = self.size, self.size_place
        made.bold, made.underlined = self.bold, self.underlined
        made.opacity, made.concealed, made.shown = self.opacity, self.concealed, self.shown
        return made

    @property
    def seen(self) -> Colour | None:
        """The colour of the text as it is seen on the background; None where unknown."""
        if self.colour is None or self.background is None:
            return None
        return colours.over(self.colour, self.background)

    @property
    def contrast(self) -> float | None:
        """The contrast ratio of text and background (WCAG 2.2), from 1 to 21."""
        seen = self.seen
        if seen is None or self.background is None:
            return None
        return colours.contrast(seen, self.background)

    @property
    def hidden(self) -> str | None:
        """Why its text is not seen, None where it is or may be."""
        if self.concealed is not None or self.shown:
            return self.concealed
        if self.size is not None and self.size <= INVISIBLE_SIZE:
            return f"font-size: {self.size:g}px"
        seen, background = self.seen, self.background
        if (
            seen is not None
            and background is not None
            and (self.colour_place or self.background_place)
            and colours.distance(seen, background) < colours.NEAR
        ):
            return f"text in {colours.name(seen)} on {colours.name(background)}"
        return None


class Styling:
    """The styles of a document. `whole` tells whether what is not said has its usual value."""

    __slots__ = ("_conditional", "_entries", "_html", "_matcher", "_open", "_parents", "_styles",
                 "_texts", "root", "whole")  # fmt: skip

    def __init__(self, html: Html) -> None:
        self._html = html
        self._texts: list[tuple[TextRun, Element | None, Style]] | None = None
        self._entries: dict[tuple[str, str], list[Entry]] = {}
        self._conditional: list[tuple[Selector, StyleRule]] = []
        self._open: set[int] = set()
        self.whole = (html.whole or html.rendered) and not html.mjml
        self._index_rules()
        self.root = Style()
        if not self.whole:
            self._open = {slot for slot, _ in _UNKNOWN}
            self.root.colour = self.root.background = self.root.size = None
        self._parents = _parents(html)
        self._matcher = selectors.Matcher(html, self._parents)
        self._styles = self._compute()

    def of(self, element: Element) -> Style:
        return self._styles[element.index]

    @property
    def texts(self) -> list[tuple[TextRun, Element | None, Style]]:
        """The text that modern clients show or hide, with the innermost element around it."""
        if self._texts is None:
            self._texts = self._find_texts()
        return self._texts

    def declared(self, element: Element) -> dict[str, Declaration]:
        """The declarations that win on an element itself, by property, in the cascade's order."""
        found = [
            (entry[0], entry[1], entry[5])
            for entry in self._candidates(element)
            if self._matcher.matches(entry[2], element.index)
        ]
        found.sort(key=lambda each: each[:2])
        blocks = [rule.declarations for _, _, rule in found]
        blocks.append(tuple(element.style))
        made: dict[str, Declaration] = {}
        for important in (False, True):
            for block in blocks:
                for declaration in block:
                    if declaration.important is important:
                        made.pop(declaration.name, None)
                        made[declaration.name] = declaration
        return made

    def _index_rules(self) -> None:
        html = self._html
        order = 0
        for element, sheet in html.sheets:
            if not element.visible & MODERN:
                continue
            always = _medium(element.value("media") or "all")
            for rule in sheet.rules:
                order += 1
                conditional = not always
                for at_rule in rule.around:
                    if at_rule.name != "media":
                        conditional = True
                    elif not _medium(at_rule.prelude):
                        conditional = True
                if conditional:
                    for declaration in rule.declarations:
                        if declaration.name in REVEALING:
                            self._conditional += [
                                (each, rule) for each in selectors.parse(rule.selector)
                            ]
                            break
                    continue
                effects = effects_of(rule.declarations)
                optional = bool(html.holes) and html.in_branch(rule.selector_span[0])
                for selector in selectors.parse(rule.selector):
                    normal, important = effects
                    if optional:
                        normal, important = _unknown(normal), _unknown(important)
                    key = selector.key
                    if key[0] and (normal or important):
                        self._open.update(effect[0] for effect in (*normal, *important))
                    entry = selector.specificity, order, selector, normal, important, rule
                    self._entries.setdefault(key, []).append(entry)
        if self._unread():
            self._open.update(slot for slot, _ in _UNKNOWN)

    def _unread(self) -> bool:
        """Whether other styles may come in that are not here."""
        html = self._html
        for link in html.elements("link"):
            if "stylesheet" in (link.value("rel") or "").lower():
                address = link.value("href") or ""
                if "font" not in address and "typekit" not in address:
                    return True
        if not any(hole.kind == "output" for hole in html.holes):
            return False
        for head in html.elements("head"):
            start, end = head.content
            for run in html.runs:
                if run.start >= end:
                    break
                if run.start >= start and _fills(html, run.start, run.end):
                    return True
        for _, sheet in html.sheets:
            for rule in sheet.rules:
                if HOLE in rule.selector[:1] and "\n" in rule.selector:
                    return True
        return any(
            not sheet.rules and HOLE in html.masked[slice(*element.content)]
            for element, sheet in html.sheets
        )

    def _candidates(self, element: Element) -> list[Entry]:
        entries = self._entries
        found = [*entries.get(("", element.name), ()), *entries.get(("", ""), ())]
        places = element.places
        if "class" in places:
            for name in self._matcher.classes(element.index) or ():
                found += entries.get((".", name), ())
        if "id" in places:
            found += entries.get(("#", self._matcher.id(element.index) or ""), ())
        return found

    def _compute(self) -> list[Style]:
        html = self._html
        masked = html.masked
        styles: list[Style] = []
        entries = self._entries
        by_name = {name: list(each) for (sign, name), each in entries.items() if not sign}
        always = by_name.pop("", [])
        keyed = any(sign for sign, _ in entries)
        parents = self._parents
        for element in html.all_elements:
            index = element.index
            parent = styles[parents[index]] if parents[index] >= 0 else self.root
            name = element.name
            places = element.places
            rules = by_name.get(name)
            if not places and not rules and not always and name not in _DEFAULTS:
                styles.append(parent)
                continue
            found = [*rules, *always] if rules else always
            if keyed and ("class" in places or "id" in places):
                found = self._candidates(element)
            effects: list[Effect] = []
            urgent: tuple[Effect, ...] = ()
            if found:
                effects, urgent = self._matched(found, index)
            own: tuple[Effect, ...] = ()
            base = 0
            if "style" in places:
                attribute = element.get("style")
                assert attribute is not None
                base = attribute.span[0]
                normal, important = css_inline(masked[base : attribute.span[1]])
                own = (*normal, *important) if important else normal
            attributes = _attributes(element, places) if places else ()
            open_ = self._unknown(element, places) if self._open or html.holes else None
            if not (effects or own or urgent or attributes or open_ or name in _DEFAULTS):
                if name != "a" or "href" not in places:
                    if name not in _OWN and "hidden" not in places:
                        styles.append(parent)
                        continue
            style = parent.child()
            self._default(style, name, places)
            image = False
            hiding: dict[int, tuple[str | None, float]] = {}
            behind: Colour | None = colours.CLEAR
            place: Span | None = None
            layers: list[tuple[Sequence[Effect], int]] = [(attributes, 0), (effects, 0)]
            if open_ is not None and not open_[1]:
                layers.append((open_[0], 0))
            layers += [(own, base), (urgent, 0)]
            if open_ is not None and open_[1]:
                layers.append((open_[0], 0))
            for layer, offset in layers:
                for slot, value, start, end in layer:
                    if slot == COLOUR:
                        if value is INHERITED:
                            style.colour, style.colour_place = parent.colour, parent.colour_place
                        else:
                            style.colour = value
                            style.colour_place = Span(offset + start, offset + end)
                    elif slot == BACKGROUND:
                        behind, place = value, Span(offset + start, offset + end)
                    elif slot == IMAGE:
                        image = value
                    elif slot == SIZE:
                        style.size = _size(value, parent.size)
                        style.size_place = Span(offset + start, offset + end)
                    elif slot == BOLD:
                        style.bold = parent.bold if value is INHERITED else value
                    elif slot == LINE:
                        style.underlined = value
                    else:
                        hiding[slot] = value
            if image or behind is None:
                style.background, style.background_place = None, place
            elif behind[3] >= 1:
                style.background, style.background_place = behind, place
            elif behind[3] > 0 and style.background is not None:
                style.background = colours.over(behind, style.background)
                style.background_place = place
            if hiding or "hidden" in places:
                self._conceal(style, element, hiding)
            styles.append(style)
        return styles
