"""Delimiters of a template that lack their partner: a document in, those that are faults out.

Braces and percent signs stand in CSS, scripts, measures and examples as well. A delimiter is a
fault where what stands beside it is plainly the rest of a tag (`{{ name }`), or where it stands
in running text and its kind is in use elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right

from presend import patterns
from presend.data.branches import inside
from presend.documents.markup import tokens
from presend.source import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from presend.documents.html import Html
    from presend.documents.plain import Plain
    from presend.documents.templating.holes import Holes
    from presend.finding import Finding


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


# Kinds of tags: where one is in use, a torn one of that kind is no prose.
_KIND = {"{{{": "{{", "{{{{": "{{", "{{!": "{{", "{{!--": "{{", "{#": "{%", "<%=": "<%",
         "<%-": "<%", "<%#": "<%", "%%[": "%%", "%%=": "%%"}  # fmt: skip
_CLOSERS = {"{{": "}}", "{{{": "}}}", "{%": "%}", "{#": "#}", "*|": "|*", "%%[": "]%%",
            "%%=": "=%%", "%%": "%%", "<%": "%>", "<%=": "%>", "<%-": "%>"}  # fmt: skip
_OPENERS = {"}}": "{{", "%}": "{%", "%>": "<%", "|*": "*|", "%%": "%%"}
# After an opening delimiter: a tag that lacks no more than a character of the closing one.
_ENDS_SHORT = {
    "{{": r"[~-]?\s*+[#/^&]?\s*+[\w.@$][^{}<>\n;]{0,80}?\s?\}(?!\})",
    "{{{": r"\s*+[\w.@$][^{}<>\n;]{0,80}?\s?\}{1,2}(?!\})",
    "{%": r"[-+~]?\s*+[a-z]\w*+[^%{}<>\n]{0,100}?\s?(?:\}|%(?!\}))",
    "*|": r"[A-Z][A-Z0-9_:]++(?:\*|\|)(?!\*)",
    "%%": r"[A-Za-z_]\w++%(?!%)",
}
# After an opening delimiter: what tags begin with.
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
# Before a closing delimiter: a tag that lacks a character of the opening one, and what the
# tag is to begin with instead of its first character.
_BEGINS_SHORT = {
    "}}": (r"(?<![{$#:,(\[=])\{\s?[A-Za-z_][\w.| ()'\":,-]{0,60}\s?\Z", "{{"),
    "%}": (r"(?:\{[-\s]?|(?<![\w{])%)\s?(?:if|for|else|elif|elsif|end\w+|set"
           r"|include|unless|case|assign|extends|load|url|trans|translate|with|block|macro|import"
           r"|from)\b[^{}%<>]{0,80}\Z", "{%"),
    "|*": (r"(?<!\*)\|[A-Z][A-Z0-9_:]+\Z", "*|"),
}  # fmt: skip
_SPACED = {
    "{ {": r"\{ \{[^{}<>\n;]{1,80}\} ?\}",
    "{ %": r"\{ %[^{}%<>\n]{1,120}% ?\}",
}
_EXAMPLES = ("code", "pre", "kbd", "samp", "tt", "xmp")
_STYLES = ("script", "style", "mj-style")
_ESCAPED = patterns.compile(r"&#123;|&#x7b;|&lcub;|&lbrace;|&lt;%", patterns.I)
_PATH = patterns.compile(r"\{\{\s?[a-z]\w*[._]\w")
_VALUE = patterns.compile(r"=[\"'][A-Za-z_][\w.|]*+\s?\Z")
_REST = patterns.compile(r"[^<>\n{}]{0,30}")
_MAKO = patterns.compile(r"<%(?:def|block|inherit|namespace|include|call|page|text|doc|\w++:)\b")
_LINE = 120  # code points before a closing delimiter that are looked at


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
    used = {_KIND.get(hole.opener, hole.opener) for hole in holes}
    if "{%" in used:
        used.add("{{")
    todo = [(at, delimiter, True) for at, delimiter in broken]
    todo += [(at, delimiter, False) for at, delimiter in holes.loose]
    found: list[Loose] = []
    done = start
    for at, delimiter, opens in sorted(todo):
        place = where(at) if at >= done else "code"
        judge = _opening if opens else _closing
        loose = judge(text, at, delimiter, used, place) if place != "code" else None
        if loose is not None:
            found.append(loose)
            done = loose.span[1]
    return found


def _opening(text: str, at: int, opener: str, used: set[str], place: str) -> Loose | None:
    begin = at + len(opener)
    closer = _CLOSERS.get(opener)
    if closer is None or _MAKO.match(text, at):
        return None
    short = _ENDS_SHORT.get(opener)
    near = patterns.compile(short).match(text, begin) if short else None
    if near is not None and not (place == "style" and ":" in near[0]):
        end = start = near.end()
        while text[start - 1] in closer:
            start -= 1
        edits = [Edit(Span(start, end), closer)] if opener != "%%" else []
        return Loose(text, Span(at, end), f"{_brief(text[at:end])} lacks its {closer}", edits)
    in_use = _KIND.get(opener, opener) in used or _PATH.match(text, at) is not None
    if place == "style" or opener not in _BEGINS or not in_use:
        return None
    rest = _REST.match(text, begin)
    if rest is None or not patterns.compile(_BEGINS[opener]).match(text, begin):
        return None
    end = begin + len(rest[0].rstrip())
    return Loose(text, Span(at, end), f"{_brief(text[at:end])} lacks its {closer}")


def _closing(text: str, at: int, delimiter: str, used: set[str], place: str) -> Loose | None:
    if place == "style":
        return None
    if delimiter in _SPACED:
        return _spaced(text, at, delimiter)
    end = at + len(delimiter)
    before = text[max(at - _LINE, 0) : at]
    line = before[before.rfind("\n") + 1 :]
    if delimiter in _BEGINS_SHORT:
        pattern, begin = _BEGINS_SHORT[delimiter]
        near = patterns.compile(pattern).search(line)
        if near is not None:
            start = at - len(line) + near.start()
            put = begin[: len(begin) - (text[start] == begin[-1])]
            instead = 0 if put != begin else 1
            edits = [Edit(Span(start, start + instead), put)]
            said = f"{_brief(text[start:end])} lacks its {begin}"
            return Loose(text, Span(start, end), said, edits)
    last = line.rstrip()[-1:]
    if place == "tag":
        plain = delimiter == "}}" and _VALUE.search(line) is not None
    else:
        plain = last.isalpha() or last in ("_", ")", "'") or (last == '"' and delimiter != "}}")
        plain = plain and place == "text" and not _ESCAPED.search(line)
    opener = _OPENERS.get(delimiter, "")
    if plain and opener in used:
        return Loose(text, Span(at, end), f"{delimiter} lacks its opening {opener}", sure=False)
    return None


def _spaced(text: str, at: int, delimiter: str) -> Loose | None:
    found = patterns.compile(_SPACED[delimiter]).match(text, at)
    if found is None:
        return None
    edits = [Edit(Span(at + 1, at + 2), "")]
    if found[0][-2] == " ":
        edits.append(Edit(Span(found.end() - 2, found.end() - 1), ""))
    said = f"{_brief(found[0])} has white space within its delimiters"
    return Loose(text, Span(*found.span()), said, edits, safe=True)


def _brief(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"


def in_example(document: Html | Plain) -> Callable[[int], bool]:
    """A function from an offset to whether it stands where code is shown to the reader."""
    if document.kind == "html":
        html: Html = document  # type: ignore[assignment]
        return inside(element.content for element in html.elements(*_EXAMPLES))
    text = document.source.text
    return lambda at: text[at - 1 : at] == "`"


def outside_examples(document: Html | Plain, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those where code is shown to the reader."""
    shown = None
    for finding in findings:
        shown = shown or in_example(document)
        if not shown(finding.span[0]):
            yield finding


def places(document: Html | Plain) -> Callable[[int], str]:
    """A function from an offset to where it stands: text, tag, style (or script) or code."""
    in_code = in_example(document)
    if document.kind != "html":
        return lambda at: "code" if in_code(at) else "text"
    html: Html = document  # type: ignore[assignment]
    starts = [token[1] for token in html.tokens]
    in_style = inside(element.content for element in html.elements(*_STYLES))

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
