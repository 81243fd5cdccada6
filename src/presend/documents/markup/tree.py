"""Tokens in, a tree out: which element stands in which, as one kind of client builds it.

The rules of WHATWG HTML 13.2.6 that matter for mail: void elements, implied end tags, and
scopes that an end tag does not cross. What a browser would invent or move is left where the
source has it, since it is the source that gets corrected. An element that would stand deeper
than `DEPTH` ends the one around it: so an end tag that looks along the open elements takes
linear time, and so do rules that look at all that is inside each element.
"""

from __future__ import annotations

from presend.documents.markup.tokens import END, MODERN, OUTLOOK, START

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.markup.elements import Element
    from presend.documents.markup.tokens import Token

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param "
    "source track wbr".split()
)
_SCOPE = frozenset("applet body caption html marquee object table td template th".split())
_CLOSES_P = frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext "
    "pre search section summary table ul xmp".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TABLE_PARTS = frozenset("caption colgroup tbody td tfoot th thead tr".split())
_ROWS = frozenset(("tbody", "thead", "tfoot"))
_CELLS = frozenset(("td", "th"))
# 13.2.4.2 names the elements that are special; those of which no end tag is implied
_BLOCKS = (_CLOSES_P | _SCOPE | _TABLE_PARTS | {"body", "head", "button", "select"}) - {"p"}
_AROUND_ITEM = _BLOCKS - {"address", "div", "dialog", "hr"}
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "a": (frozenset(("a",)), _BLOCKS | {"a", "p"}),
    "li": (frozenset(("li",)), _AROUND_ITEM),
    "dt": (frozenset(("dt", "dd")), _AROUND_ITEM),
    "dd": (frozenset(("dt", "dd")), _AROUND_ITEM),
    "td": (_CELLS | {"caption", "colgroup"}, _ROWS | {"table", "tr", "template"}),
    "th": (_CELLS | {"caption", "colgroup"}, _ROWS | {"table", "tr", "template"}),
    "tr": (_CELLS | {"tr", "caption", "colgroup"}, _ROWS | {"table", "template"}),
    "tbody": (_TABLE_PARTS, frozenset(("table", "template"))),
    "thead": (_TABLE_PARTS, frozenset(("table", "template"))),
    "tfoot": (_TABLE_PARTS, frozenset(("table", "template"))),
    "option": (frozenset(("option",)), frozenset(("select", "optgroup", "datalist"))),
    "optgroup": (frozenset(("option", "optgroup")), frozenset(("select",))),
    "body": (frozenset(("head",)), frozenset(("html",))),
}
DEPTH = 256  # of open elements, as in libxml2 (Blink: 512); mails reach 50, hostile ones any
_REACH = 64  # open elements that an implied end tag looks back over


class View:
    """The tree that one kind of client builds; a list entry per element of the document.

    `parents` holds indexes into the elements (-1: none), `closes` where the content of an
    element ends, `ends` where the element ends, `lasts` the index after its last descendant;
    for an element that this client does not see, -1 all through. `strays` are the end tags
    that close nothing, `unclosed` the indexes of elements that another element's end tag or
    the end of the text closed.
    """

    __slots__ = ("_nearest", "closes", "ends", "lasts", "mask", "parents", "strays", "unclosed")

    def __init__(self, mask: int, size: int) -> None:
        self.mask = mask
        self.parents = [-1] * size
        self.closes = [-1] * size
        self.ends = [-1] * size
        self.lasts = [-1] * size
        self.strays: list[Token] = []
        self.unclosed: list[int] = []
        self._nearest: dict[tuple[str, ...], list[int]] = {}

    def nearest(self, names: tuple[str, ...], elements: Sequence[Element]) -> list[int]:
        """For each of the elements the nearest around it with one of the names; -1: none."""
        found = self._nearest.get(names)
        if found is None:
            found = self._nearest[names] = []
            for parent in self.parents:
                known = parent < 0 or elements[parent].name in names
                found.append(parent if known else found[parent])
        return found


def _in_shape(names: Sequence[str]) -> bool:
    """Whether what is innermost stands in a shape of VML, out of which Word moves nothing."""
    for name in reversed(names):
        if ":" in name or name == "p":
            return name != "p"
    return False


def build(tokens: Sequence[Token], text: str, mask: int, size: int, *, xml: bool) -> View:
    """The view of those who see tokens of `mask`; `size` is the number of start tags.

    With `xml` (MJML) a `/>` closes its element, as it does in SVG and, for Outlook, in
    elements with a namespace prefix.
    """
    view = View(mask, size)
    parents, closes, ends, lasts = view.parents, view.closes, view.ends, view.lasts
    # What is open: indexes and names, below them the page itself. `scopes` are the places on
    # that stack of the elements that an end tag does not cross, `tables` those of the tables.
    stack = [-1]
    names = [""]
    scopes = [0]
    tables = [0]
    index = -1

    def pop(at: int, end: int, last: int) -> None:
        number, name = stack.pop(), names.pop()
        closes[number], ends[number], lasts[number] = at, end, last
        if name in _SCOPE:
            scopes.pop()
            if name == "table":
                tables.pop()

    def reachable(name: str) -> bool:
        """Whether an end tag closes anything."""
        if name in _TABLE_PARTS:
            return name in names[tables[-1] + 1 :]
        if name == "table":
            return len(tables) > 1
        if name in _SCOPE:  # the element that opened the scope, or the page around it
            return any(names[depth] == name for depth in scopes[1:4] + scopes[-1:])
        if name in _HEADINGS:  # any of them closes the nearest, whatever its level
            return not _HEADINGS.isdisjoint(names[scopes[-1] + 1 :])
        return name in names[scopes[-1] + 1 :]

    for kind, start, end, visible, name, _, inside_end in tokens:
        if kind == START:
            index += 1
            if not visible & mask:
                continue
            implied = _IMPLIED.get(name)
            if implied is not None and (names[-1] in implied[0] or names[-1] not in implied[1]):
                closing, stops = implied
                keep = len(names)
                for depth in range(keep - 1, max(keep - _REACH, 1) - 1, -1):
                    open_name = names[depth]
                    if open_name in closing:
                        keep = depth
                    if open_name in stops:
                        break
                while len(names) > keep:
                    pop(start, start, index)
            if (
                name in _CLOSES_P
                and "p" in names[scopes[-1] + 1 :]
                and not (mask == OUTLOOK and _in_shape(names))
            ):
                while names[-1] != "p":
                    pop(start, start, index)
                pop(start, start, index)
            if name in _HEADINGS and names[-1] in _HEADINGS:
                pop(start, start, index)
            parents[index] = stack[-1]
            if name in VOID or (
                end - inside_end > 1
                and text[end - 2] == "/"
                and (
                    xml or (not mask & MODERN and ":" in name) or "svg" in names or "math" in names
                )
            ):
                closes[index] = ends[index] = end
                lasts[index] = index + 1
                continue
            if len(stack) > DEPTH:
                pop(start, start, index)
                parents[index] = stack[-1]
            if name in _SCOPE:
                scopes.append(len(names))
                if name == "table":
                    tables.append(len(names))
            stack.append(index)
            names.append(name)
        elif kind == END and visible & mask:
            if names[-1] != name:
                if not reachable(name):
                    view.strays.append((kind, start, end, visible, name, end, end))
                    continue
                meant = _HEADINGS if name in _HEADINGS else (name,)
                while names[-1] not in meant:
                    view.unclosed.append(stack[-1])
                    pop(start, start, index + 1)
                if names[-1] != name:
                    view.unclosed.append(stack[-1])
            number, name = stack.pop(), names.pop()  # as `pop` does, without the call
            closes[number], ends[number], lasts[number] = start, end, index + 1
            if name in _SCOPE:
                scopes.pop()
                if name == "table":
                    tables.pop()
    while len(stack) > 1:
        view.unclosed.append(stack[-1])
        pop(len(text), len(text), index + 1)
    return view
