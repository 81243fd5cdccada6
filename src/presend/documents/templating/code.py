"""Code between `<% %>`, `<?php ?>` and `%%[ ]%%`: a hole in, the statements of its program out.

No more of Ruby, Elixir, JavaScript, PHP and AMPscript is read than tells where a block opens,
divides and closes. What opens and closes within one hole is left out.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.templating.statements import Statement

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from presend.documents.templating.holes import Hole
    from presend.documents.templating.statements import Family

_FAR = 300  # code points in which a list of words or a lambda shows what it is
_HINT = patterns.compile(
    r"[{}]|(?<![\w.@$])(?:do|end|else|if|unless|case|while|for|begin|when|elsif|elseif|until"
    r"|rescue|ensure|def|fn|foreach|switch|end\w++)\b"
)
_RUBY = patterns.compile(
    r"\"(?:[^\"\\#]|\\.|#\{[^{}]*+\}|#)*+\"|'(?:[^'\\]|\\.)*+'|`[^`]*+`"
    rf"|%[wWiIqQ](?:\[[^\]]{{0,{_FAR}}}+\]|\([^)]{{0,{_FAR}}}+\)|\{{[^}}]{{0,{_FAR}}}+\}})"
    r"|#[^\n]*+|:\w++[?!]?|&?\.\w++[?!]?|[@$]\w++|\w++[?!]?:(?!:)|\d\w*+|[)\]]|(?P<lost>[\"'`])"
    r"|(?P<word>[A-Za-z_]\w*+[?!]?)|(?P<brace>[{}])|(?P<cut>[;\n])|(?P<begins>=(?![=~>])|\()",
    patterns.S,
)
_RUBY_OPENS = frozenset("if unless while until for case begin def class module".split())
_RUBY_MIDDLES = frozenset("else elsif when rescue ensure".split())
_RUBY_BEFORE = frozenset("then do and or not begin".split())
_RUBY_MARK = patterns.compile(
    r"<%[-_=]?\s*+(?:end|elsif|unless)\b|\bdo\s*+(?:\|[^|%]*+\|\s*+)?[-_]?%>|->\s*+[-_]?%>"
)
_SCRIPT_MARK = patterns.compile(r"\{\s*+[-_]?%>|<%[-_]?\s*+\}")
_BASIC = patterns.compile(r"<%[^%]*\bend\s++(?:if|sub|function|select)\b", patterns.I)
_STRINGS = (
    r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|/\*(?:[^*]|\*(?!/))*+\*/|//[^\n]*+"
    r"|(?P<lost>[\"']|/\*|<<<)"
)
_JAVASCRIPT = patterns.compile(
    _STRINGS + r"|`(?:[^`\\]|\\.)*+`|\.\w++|(?P<word>[A-Za-z_$][\w$]*+)|(?P<brace>[{}])|(?P<cut>;)",
    patterns.S,
)
_PHP = patterns.compile(
    _STRINGS + r"|#(?!\[)[^\n]*+|(?:\$|->|::)\w++|(?P<word>[A-Za-z_]\w*+)|(?P<brace>[{}])"
    r"|(?P<cut>;)|(?P<paren>[()\[\]])|(?P<colon>(?<!:):(?!:))|(?P<mark>\?(?!->|>))",
    patterns.S,
)
_PHP_OPENS = frozenset("if for foreach while switch".split())
_BRANCHES = frozenset("if else elseif for foreach while switch".split())
_DIVIDES = frozenset("else elseif elif catch finally".split())
_AMPSCRIPT = patterns.compile(
    r"\"[^\"]*+\"|'[^']*+'|/\*(?:[^*]|\*(?!/))*+\*/|\[[^\[\]]*+\]|@\w++"
    r"|(?P<lost>[\"']|/\*)|(?P<word>if|elseif|else|endif|for|next)\b|\w++",
    patterns.I,
)


def of(text: str, holes: Sequence[Hole]) -> list[Statement]:
    """The statements of holes that hold programs; none of a language that cannot be read."""
    found: dict[str, list[Statement] | None] = {}
    read = None
    for hole in holes:
        if hole.opener == "%%[":
            family, inside = "ampscript", ampscript(text, hole)
        elif hole.opener == "<?php":
            family, inside = "php", php(text, hole)
        else:
            read = read or _language(text)
            family, inside = "code", read(text, hole)
        before = found.setdefault(family, [])
        if inside is None or before is None:
            found[family] = None
        else:
            before += inside
    return [each for statements in found.values() for each in statements or ()]


def _language(text: str) -> Callable[[str, Hole], list[Statement] | None]:
    if _RUBY_MARK.search(text):
        return ruby
    if _BASIC.search(text):
        return lambda text, hole: None
    return script if _SCRIPT_MARK.search(text) else ruby


def ruby(text: str, hole: Hole) -> list[Statement] | None:
    """The statements of a hole of ERB or EEx; None if it cannot be read."""
    start, end = hole.start + len(hole.opener), hole.end - 2
    if not _HINT.search(text, start, end):
        return []
    program = _Program("code", hole)
    begins, opened = True, False
    since = start
    for found in _RUBY.finditer(text, start, end):
        kind, word, at = found.lastgroup, found[0], found.start()
        if kind == "lost":
            return None
        if kind == "cut":
            begins, opened, since = True, False, found.end()
        elif kind == "begins":
            begins = True
        elif kind == "brace":
            begins = word == "{"
            if begins:
                program.open("do", "}", since)
            else:
                program.close("}", "}", at)
            since = found.end()
        elif kind == "word":
            if word == "end":
                program.close(word, "end", at)
                since = found.end()
            elif begins and word in _RUBY_OPENS:
                program.open(word, "end", at)
                opened = True
            elif begins and word in _RUBY_MIDDLES:
                program.divide(word, at)
            elif (word == "do" and not opened) or (
                word == "fn" and text.find("->", at, min(end, at + _FAR)) >= 0
            ):
                # `<%= form_for x do |f| %>` prints what the block holds, once.
                program.open("do" if hole.opener != "<%=" else "print", "end", since)
                since = found.end()
            begins = word in _RUBY_BEFORE or word in _RUBY_MIDDLES
        else:
            if word == "do:" and opened and program.statements:  # Elixir: `if x, do: y`
                program.statements.pop()
                opened = False
            begins = False
    return program.done(text, end)


def script(text: str, hole: Hole) -> list[Statement] | None:
    """The statements of a hole of EJS, JSP and their like, where braces make blocks."""
    start, end = hole.start + len(hole.opener), hole.end - 2
    if not _HINT.search(text, start, end):
        return []
    program = _Program("code", hole)
    keyword, since = "", start
    for found in _JAVASCRIPT.finditer(text, start, end):
        if found.lastgroup == "lost":
            return None
        if found.lastgroup == "cut":
            keyword, since = "", found.end()
        elif found.lastgroup == "word":
            keyword = keyword or found[0]
        elif found.lastgroup == "brace":
            program.brace(found, keyword, since)
            keyword, since = "", found.end()
    return program.done(text, end)


def php(text: str, hole: Hole) -> list[Statement] | None:
    """The statements of a hole of PHP, of both syntaxes."""
    start, end = hole.start + len(hole.opener), hole.end
    if text.startswith("?>", end - 2):
        end -= 2
    if not _HINT.search(text, start, end):
        return []
    program = _Program("php", hole)
    keyword, since, depth, ternary = "", start, 0, False
    for found in _PHP.finditer(text, start, end):
        kind, word = found.lastgroup, found[0]
        if kind == "lost":
            return None
        if kind == "word" and not keyword:
            keyword, since = word, found.start()
            if word.startswith("end") and word[3:] in _PHP_OPENS:
                program.close(word, word, since)
        elif kind == "paren":
            depth += 1 if word in "([" else -1
        elif kind == "mark":
            ternary = depth <= 0
        elif kind == "brace":
            program.brace(found, keyword, since)
        elif kind == "colon" and depth <= 0 and not ternary:
            if keyword in _PHP_OPENS:
                program.open(keyword, "end" + keyword, since)
            elif keyword in ("else", "elseif"):
                program.divide(keyword, since)
        if (
            kind == "brace"
            or (kind == "cut" and depth <= 0)
            or (kind == "colon" and depth <= 0 and not ternary)
        ):
            keyword, since, depth, ternary = "", found.end(), 0, False
    return program.done(text, end)


def ampscript(text: str, hole: Hole) -> list[Statement] | None:
    """The statements of a block of AMPscript."""
    program = _Program("ampscript", hole)
    for found in _AMPSCRIPT.finditer(text, hole.start + 3, hole.end - 3):
        word, at = (found["word"] or "").lower(), found.start()
        if found["lost"]:
            return None
        if word == "if":
            program.open(word, "endif", at)
        elif word == "for":
            program.open(word, "next", at)
        elif word in ("else", "elseif"):
            program.divide(word, at)
        elif word:
            program.close(word, word, at)
    return program.done(text, hole.end - 3)


class _Program:
    """The statements of one hole, as they are found."""

    def __init__(self, family: Family, hole: Hole) -> None:
        self.family: Family = family
        self.hole = hole
        self.statements: list[Statement] = []
        self.after_brace = False  # whether a brace that closes an earlier hole's block came last

    def open(self, word: str, key: str, at: int) -> None:
        self.after_brace = False
        self.statements.append(Statement(self.family, "open", word, key, at, at))

    def divide(self, word: str, at: int) -> None:
        self.statements.append(Statement(self.family, "middle", word, word, at, at))

    def close(self, word: str, key: str, at: int) -> None:
        made = self.statements
        last = len(made) - 1
        while last >= 0 and made[last].part == "middle":
            last -= 1
        self.after_brace = False
        if last >= 0 and made[last].part == "open" and made[last].key == key:
            del made[last:]
        else:
            self.after_brace = key == "}"
            made.append(Statement(self.family, "close", word, key, at, at))

    def brace(self, found: re.Match[str], keyword: str, since: int) -> None:
        if found[0] == "}":
            self.close("}", "}", found.start())
        elif keyword in _DIVIDES and self.after_brace:
            self.divide(keyword, self.statements.pop().start)
        else:
            self.open(keyword if keyword in _BRANCHES else "do", "}", since)

    def done(self, text: str, end: int) -> list[Statement]:
        """The statements with their spans: the whole hole, if there is but one."""
        made = self.statements
        if len(made) == 1:
            made[0].start, made[0].end = self.hole.start, self.hole.end
            return made
        for number, each in enumerate(made):
            until = made[number + 1].start if number + 1 < len(made) else end
            while until > each.start and text[until - 1].isspace():
                until -= 1
            while each.start < until and text[each.start].isspace():
                each.start += 1
            each.end = until
        return made
