"""Tokens in, a tree out: which element stands in which, as one kind of client builds it.

The rules of WHATWG HTML 13.2.6 that matter for mail: void elements, implied end tags, and
scopes that an end tag does not cross. What a browser would invent or move is left where the
source has it, since it is the source that gets corrected. Linear in the tokens: an end tag
looks only at counters of open elements, never along the stack in vain. An element that would
stand deeper than `DEPTH` ends the one around it, so that rules that look at all that is inside
each element are linear too.
"""

from __future__ import annotations

from presend.documents.tokens import END, MODERN, START

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.elements import Element
    from presend.documents.tokens import Token

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


def build(tokens: Sequence[Token], text: str, mask: int, size: int, *, xml: bool) -> View:
    """The view of those who see tokens of `mask`; `size` is the number of start tags.

    With `xml` (MJML) a `/>` closes its element, as it does in SVG and, for Outlook, in
    elements with a namespace prefix.
    """
    view = View(mask, size)
    parents, closes, ends, lasts = view.parents, view.closes, view.ends, view.lasts
    stack: list[tuple[str, int]] = []
    counts: dict[str, int] = {}
    scopes = [counts]
    parts: dict[str, int] = {}
    tables = [parts]
    vector = 0
    index = -1

    def pop(at: int, end: int, last: int) -> None:
        nonlocal counts, parts, vector
        name, number = stack.pop()
        closes[number], ends[number], lasts[number] = at, end, last
        if name in _SCOPE:
            scopes.pop()
            counts = scopes[-1]
            if name == "table":
                tables.pop()
                parts = tables[-1]
        if name in _TABLE_PARTS:
            parts[name] -= 1
        elif name == "svg" or name == "math":
            vector -= 1
        counts[name] -= 1

    for kind, start, end, visible, name, _, inside_end in tokens:
        if kind == START:
            index += 1
            if not visible & mask:
                continue
            implied = _IMPLIED.get(name)
            if implied is not None:
                closing, stops = implied
                keep = len(stack)
                for depth in range(len(stack) - 1, max(len(stack) - _REACH, 0) - 1, -1):
                    open_name = stack[depth][0]
                    if open_name in closing:
                        keep = depth
                    if open_name in stops:
                        break
                while len(stack) > keep:
                    pop(start, start, index)
            if name in _CLOSES_P:
                if counts.get("p"):
                    while True:
                        open_name = stack[-1][0]
                        pop(start, start, index)
                        if open_name == "p":
                            break
                if name in _HEADINGS and stack and stack[-1][0] in _HEADINGS:
                    pop(start, start, index)
            parents[index] = stack[-1][1] if stack else -1
            if name in VOID or (
                end - inside_end > 1
                and text[end - 2] == "/"
                and (xml or vector or (not mask & MODERN and ":" in name))
            ):
                closes[index] = ends[index] = end
                lasts[index] = index + 1
                continue
            if len(stack) >= DEPTH:
                pop(start, start, index)
                parents[index] = stack[-1][1]
            counts[name] = counts.get(name, 0) + 1
            stack.append((name, index))
            if name in _TABLE_PARTS:
                parts[name] = parts.get(name, 0) + 1
            elif name == "svg" or name == "math":
                vector += 1
            if name in _SCOPE:
                counts = {}
                scopes.append(counts)
                if name == "table":
                    parts = {}
                    tables.append(parts)
        elif kind == END and visible & mask:
            if stack and stack[-1][0] == name:
                pop(start, end, index + 1)
                continue
            if name in _TABLE_PARTS:
                reachable = parts.get(name, 0) > 0
            elif name == "table":
                reachable = len(tables) > 1
            elif name in _SCOPE:  # the element that opened the scope, or the page around it
                reachable = any(scope.get(name) for scope in scopes[:3] + scopes[-2:-1])
            elif name in _HEADINGS:  # any of them closes the nearest, whatever its level
                reachable = any(counts.get(heading) for heading in _HEADINGS)
            else:
                reachable = counts.get(name, 0) > 0
            if not reachable:
                view.strays.append((kind, start, end, visible, name, end, end))
                continue
            names = _HEADINGS if name in _HEADINGS else (name,)
            while stack[-1][0] not in names:
                view.unclosed.append(stack[-1][1])
                pop(start, start, index + 1)
            if stack[-1][0] != name:
                view.unclosed.append(stack[-1][1])
            pop(start, end, index + 1)
    while stack:
        view.unclosed.append(stack[-1][1])
        pop(len(text), len(text), index + 1)
    return view
