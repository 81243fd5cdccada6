"""Delimiters of a template that lack their partner: a document in, those that are faults out.

Braces and percent signs stand in CSS, scripts, measures and examples as well. A delimiter is a
fault where what stands beside it is plainly the rest of a tag (`{{ name }`), or where it stands
in running text and its kind is in use elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns
from presend.data.branches import inside
from presend.documents import tokens
from presend.source import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presend.documents.holes import Holes
    from presend.documents.html import Html
    from presend.documents.plain import Plain


_STATEMENT = patterns.compile(
    r"(\{ ?\{|\{ ?%|\{|<%|\*?\||%%)[\s{~=\[-]*+"
    r"(?:[#/^]|(?:if|ifnot|interested|for|each|else|el\w*if|end\w*|unless|case|range|with|block"
    r"|macro|capture|next)\b)",
    patterns.I,
)
_FAMILIES = {"{{": "curly", "{%": "tag", "{": "tag", "<%": "code", "*|": "mailchimp",
             "|": "mailchimp", "%%": "ampscript"}  # fmt: skip


class Loose:
    """A delimiter that lacks its partner, with the rest of its tag.

    `edits` complete it, where it is plain how; `safe` ones only take out white space.
    `sure` is False where it may be text. `family` is `Statement.family`, where it may be one.
    """

    __slots__ = ("edits", "family", "safe", "said", "span", "sure")

    def __init__(
        self,
        text: str,
        span: Span,
        said: str,
        edits: Sequence[Edit] = (),
        *,
        safe: bool = False,
        sure: bool = True,
    ) -> None:
        found = _STATEMENT.match(text, *span)
        self.family = _FAMILIES.get(found[1].replace(" ", ""), "") if found else ""
        self.span = span
        self.said = said
        self.edits = tuple(edits)
        self.safe = safe
        self.sure = sure


_FAMILY = {"{{": "{{", "{{{": "{{", "{{{{": "{{", "{{!": "{{", "{{!--": "{{", "{%": "{%",
           "{#": "{%", "<%": "<%", "<%=": "<%", "<%-": "<%", "<%#": "<%", "*|": "*|", "%%[": "%%",
           "%%=": "%%", "%%": "%%"}  # fmt: skip
_CLOSERS = {"{{": "}}", "{{{": "}}}", "{%": "%}", "{#": "#}", "*|": "|*", "%%[": "]%%",
            "%%=": "=%%", "%%": "%%", "<%": "%>", "<%=": "%>", "<%-": "%>"}  # fmt: skip
# The rest of a tag of which only the second character of the closing delimiter is missing, or
# the first one.
_NEAR = {
    "{{": r"[~-]?\s*+[#/^&]?\s*+[\w.@$][^{}<>\n;]{0,80}?\s?\}(?!\})",
    "{{{": r"\s*+[\w.@$][^{}<>\n;]{0,80}?\s?\}{1,2}(?!\})",
    "{%": r"[-+~]?\s*+[a-z]\w*+[^%{}<>\n]{0,100}?\s?(?:\}|%(?!\}))",
    "*|": r"[A-Z][A-Z0-9_:]++(?:\*|\|)(?!\*)",
    "%%": r"[A-Za-z_]\w++%(?!%)",
}
_BEGINS = {
    "{{": r"[~-]?\s*+[#/^&>]?\s*+[\w.@$\"'(]",
    "{{{": r"\s*+[\w.@$]",
    "{%": r"[-+~]?\s*+(?:if|for|else|elif|elsif|end\w++|set|include|block|extends|load|unless"
          r"|case|assign)\b",
    "{#": r"\s",
    "*|": r"[A-Z][A-Z0-9_:]++",
    "%%[": r"",
    "%%=": r"\w",
    "<%": r"\s",
    "<%=": r"",
    "<%-": r"",
}  # fmt: skip
_ENDS = {
    "}}": (r"(?<![{$#:,(\[=])\{\s?[A-Za-z_][\w.| ()'\":,-]{0,60}\s?\Z", "{"),
    "%}": (r"(?:\{[-\s]?|(?<![\w{])%)\s?(?:if|for|else|elif|elsif|end\w+|set"
           r"|include|unless|case|assign|extends|load|url|trans|translate|with|block|macro|import"
           r"|from)\b[^{}%<>]{0,80}\Z", "{%"),
    "|*": (r"(?<!\*)\|[A-Z][A-Z0-9_:]+\Z", "*"),
}  # fmt: skip
_SPACED = {
    "{ {": r"\{ \{[^{}<>\n;]{1,80}\} ?\}",
    "{ %": r"\{ %[^{}%<>\n]{1,120}% ?\}",
}
_EXAMPLES = ("code", "pre", "kbd", "samp", "tt", "xmp")
_NO_CODE = ("script", "style", "mj-style")
_ESCAPED = patterns.compile(r"&#123;|&#x7b;|&lcub;|&lbrace;|&lt;%", patterns.I)
_NAME = patterns.compile(r"\{\{\s?[a-z]\w*[._]\w")
_VALUE = patterns.compile(r"=[\"'][A-Za-z_][\w.|]*+\s?\Z")
_REST = patterns.compile(r"[^<>\n{}]{0,30}")
_MAKO = patterns.compile(r"<%(?:def|block|inherit|namespace|include|call|page|text|doc|\w++:)\b")


def find(document: Html | Plain, holes: Holes, broken: Sequence[tuple[int, str]]) -> list[Loose]:
    """The faults among the delimiters that have no partner, in reading order."""
    if not holes.loose and not broken:
        return []
    return _find(document.source.text, document.start, holes, broken, places(document))


def of_text(text: str, holes: Holes, broken: Sequence[tuple[int, str]]) -> list[Loose]:
    """The same of a text that is no document of its own, as a subject."""
    return _find(text, 0, holes, broken, lambda at: "text")


def _find(
    text: str,
    start: int,
    holes: Holes,
    broken: Sequence[tuple[int, str]],
    where: Callable[[int], str],
) -> list[Loose]:
    used = {_FAMILY.get(hole.opener, hole.opener) for hole in holes}
    if "{%" in used:
        used.add("{{")
    found: list[Loose] = []
    done = start
    for at, delimiter in sorted([*broken, *holes.loose]):
        if at >= done and (place := where(at)) != "code":
            opens = delimiter in _CLOSERS
            loose = (_opening if opens else _loose)(text, at, delimiter, used, place)
            if loose is not None:
                found.append(loose)
                done = loose.span[1]
    return found


def _opening(text: str, at: int, opener: str, used: set[str], place: str) -> Loose | None:
    begin = at + len(opener)
    closer = _CLOSERS.get(opener)
    if closer is None or _MAKO.match(text, at):
        return None
    near = patterns.compile(_NEAR[opener]).match(text, begin) if opener in _NEAR else None
    if near is not None and not (place == "style" and ":" in near[0]):
        end = near.end()
        lacking = _lacking(text, end, closer)
        edits = [Edit(Span(*lacking), closer)] if opener != "%%" else []
        return Loose(text, Span(at, end), f"{_brief(text[at:end])} lacks its {closer}", edits)
    if place == "style" or opener not in _BEGINS:
        return None
    sure = _FAMILY.get(opener, opener) in used or _NAME.match(text, at) is not None
    if sure and patterns.compile(_BEGINS[opener]).match(text, begin):
        rest = _REST.match(text, begin)
        end = begin + len(rest[0].rstrip()) if rest else begin
        return Loose(text, Span(at, end), f"{_brief(text[at:end])} lacks its {closer}")
    return None


def _lacking(text: str, end: int, closer: str) -> tuple[int, int]:
    """What stands where the closing delimiter ought to, up to `end`."""
    start = end
    while start > 0 and text[start - 1] in closer:
        start -= 1
    return start, end


def _loose(text: str, at: int, delimiter: str, used: set[str], place: str) -> Loose | None:
    end = at + len(delimiter)
    if delimiter in _SPACED:
        spaced = patterns.compile(_SPACED[delimiter]).match(text, at)
        if spaced is not None and place != "style":
            edits = [Edit(Span(at + 1, at + 2), "")]
            if spaced[0][-2] == " ":
                edits.append(Edit(Span(spaced.end() - 2, spaced.end() - 1), ""))
            said = f"{_brief(spaced[0])} has white space within its delimiters"
            return Loose(text, Span(*spaced.span()), said, edits, safe=True)
        return None
    if place == "style":
        return None
    before = text[max(at - 120, 0) : at]
    line = before[before.rfind("\n") + 1 :]
    if delimiter in _ENDS:
        pattern, opener = _ENDS[delimiter]
        near = patterns.compile(pattern).search(line)
        if near is not None:
            start = at - len(line) + near.start()
            edits = [Edit(Span(start, start + (delimiter == "%}")), opener)]
            said = f"{_brief(text[start:end])} lacks its {opener + '{' * (opener == '{')}"
            return Loose(text, Span(start, end), said.replace("its *", "its *|"), edits)
    opener = {"}}": "{{", "%}": "{%", "%>": "<%", "|*": "*|", "%%": "%%"}.get(delimiter, "")
    last = line.rstrip()[-1:]
    plain = last.isalpha() or last in ("_", ")", "'") or (last == '"' and delimiter != "}}")
    if place == "tag":
        plain = delimiter == "}}" and _VALUE.search(line) is not None
    elif place != "text" or _ESCAPED.search(line):
        return None
    if plain and opener in used:
        return Loose(text, Span(at, end), f"{delimiter} lacks its opening {opener}", sure=False)
    return None


def _brief(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"


def in_example(document: Html | Plain) -> Callable[[int], bool]:
    """A function from an offset to whether it stands where code is shown to the reader."""
    if document.kind == "html":
        html: Html = document  # type: ignore[assignment]
        return inside(element.content for element in html.elements(*_EXAMPLES))
    text = document.source.text
    return lambda at: text[at - 1 : at] == "`"


def places(document: Html | Plain) -> Callable[[int], str]:
    """A function from an offset to where it stands: text, tag, style (or script) or code."""
    in_code = in_example(document)
    if document.kind != "html":
        return lambda at: "code" if in_code(at) else "text"
    html: Html = document  # type: ignore[assignment]
    starts = [token[1] for token in html.tokens]
    in_style = inside(element.content for element in html.elements(*_NO_CODE))

    def where(at: int) -> str:
        if in_code(at):
            return "code"
        if in_style(at):
            return "style"
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < html.tokens[index][2]:
            return "comment" if html.tokens[index][0] == tokens.COMMENT else "tag"
        return "text"

    return where
