"""Directives: conditionals and loops whose marks are those of ordinary text as well.

`@if (…)` of Blade, `#if(…)` of Velocity, `[#if …]` of FreeMarker, `{if …}` of Smarty and Sailthru,
`[% IF … %]` of the Template Toolkit, `%IF …%` of ActiveCampaign and `[if:…]` of Campaign Monitor
count only in a text that closes one of their kind. What they divide is then known, so that
`@if ($a)<table>@else<table class="b">@endif` opens one table. Whether they are balanced is not
judged: no text of theirs is surely a directive.

Sources: the documentation of the engines.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.templating.statements import Statement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.templating.holes import Hole
    from presend.documents.templating.statements import Part

_ENGINES = (  # the mark of a directive, what closes one in a text that has any, and a directive
    ("@", r"@end[a-z]|@(?:class|style)\(\[", r"@([A-Za-z]++)\s*+(\()?"),
    ("#", r"#\{?end\b", r"#\{?([a-z]++)\}?[^\S\n]*+(\()?"),
    ("[", r"\[/#", r"\[/?#([a-z]++)(?:[^\]\"']|\"[^\"]*+\"|'[^']*+')*+\]"),
    ("[", r"\[%-?\s*+(?:END|end)\b", r"\[%[-+]?\s*+(\w++)(?:[^%]|%(?!\]))*+%\]"),
    ("[", r"\[if:", r"\[(if|elseif|else|endif)\b(?::[^\[\]<>\n]*+)?\]"),
    ("{", r"\{/(?:if|foreach|section)\}",
     r"\{/?([a-z]++)\b(?:[^{}\"'\n]|\"[^\"]*+\"|'[^']*+')*+\}"),
    ("%", r"%/IF%", r"%/?(IF|ELSE|ELSEIF)\b[^%\n]*+%"),
)  # fmt: skip
_PAREN = patterns.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|[()]", patterns.S)
_LONG = 300  # code points of a directive that has no bracket
_FAR = 2_000  # code points in which the bracket of a directive is closed
_LOOPS = frozenset("for foreach forelse while section list".split())
_CONDITIONALS = frozenset(
    "if unless isset auth guest can cannot canany env production error once switch "
    "hassection sectionmissing".split()
)
_MIDDLES = frozenset("else elseif elsif elif empty foreachelse sectionelse case default".split())
_AS_IF = frozenset(("hassection", "sectionmissing"))
_VALUES = frozenset("class style checked selected disabled readonly required json js".split())
_NO_TEXT = frozenset(("php",))


class Directives:
    """Those of one text: asked where one may begin, says where it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._used: dict[str, bool] = {}
        self._left = 2 * len(text)

    def end(self, start: int, mark: str) -> int:
        """Where the directive that begins at `start` ends; 0 if there is none."""
        text = self.text
        for sign, closing, pattern in _ENGINES:
            if mark[0] != sign:
                continue
            if closing not in self._used:
                self._used[closing] = patterns.compile(closing).search(text) is not None
            if not self._used[closing]:
                continue
            found = patterns.compile(pattern).match(text, start, start + _LONG)
            if found is None:
                continue
            word = found[1].lower()
            if sign in "@#" and word in _NO_TEXT and found.lastindex == 1:
                at = text.find(f"@end{word}", found.end())
                return at + len(word) + 4 if at >= 0 else 0
            if _part(word, text[start + 1]) is None and word not in _VALUES:
                continue
            return self._after_brackets(found.end()) if found.lastindex == 2 else found.end()
        return 0

    def _after_brackets(self, inside: int) -> int:
        """Where the bracket ends in which `inside` stands; there where nothing closes it."""
        depth, limit = 1, min(_FAR, self._left)
        for found in _PAREN.finditer(self.text, inside, inside + limit):
            depth += (found[0] == "(") - (found[0] == ")")
            if depth == 0:
                return found.end()
        self._left -= limit
        return inside


def _part(word: str, second: str) -> tuple[Part, str] | None:
    """What a directive does, and the word that closes it; `second` is its second character."""
    if second == "/":
        return "close", word
    if word.startswith("end"):
        return "close", word[3:]
    if word in _MIDDLES or word.startswith("else"):
        return "middle", word
    if word in _LOOPS or word in _CONDITIONALS:
        return "open", "if" if word in _AS_IF else word
    return None


def statement(text: str, hole: Hole) -> Statement | None:
    """What a directive does to the blocks of its template."""
    word = patterns.compile(r"[^A-Za-z]*+([A-Za-z]*+)").match(text, hole.start)
    said = _part(word[1].lower(), text[hole.start + 1]) if word else None
    if word is None or said is None:
        return None
    part, key = said
    if word[1].lower() == "empty" and text.startswith("(", hole.end - 1):
        return None
    if hole.opener in ("#", "[%"):  # one end for all
        key = "end"
    shown = "foreach" if key in _LOOPS or word[1].lower() in _LOOPS else "if"
    if part == "middle":
        shown = word[1].lower()
    return Statement(
        "directive", part, shown, key.lower(), hole.start, hole.end, custom=part != "middle"
    )
