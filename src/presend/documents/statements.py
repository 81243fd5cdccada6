"""Statements: a template construct in, the blocks that it opens, divides and closes out.

One hole holds none (`{% include %}`), one (`{% if x %}`) or several (a block of AMPscript or
Ruby). Each family of delimiters has blocks of its own; a dialect that two families share is
told by what it does. What an engine's grammar leaves open counts as no statement.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from presend.documents.holes import Hole

    Part = Literal["open", "middle", "close"]

class Statement:
    """What one statement does to the blocks of a template.

    `word` is its keyword, of a closing one that of the block that it closes ("" where any);
    `name` what it names (`{% block name %}`). `family` is that of its delimiters. `custom`
    blocks are blocks only where something closes them. `opener` is the hole's delimiter.
    """

    __slots__ = ("custom", "end", "family", "name", "opener", "part", "start", "word")

    def __init__(
        self, start: int, end: int, family: str, part: Part, word: str, opener: str,
        name: str = "", *, custom: bool = False,
    ) -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.family = family
        self.part = part
        self.word = word
        self.opener = opener
        self.name = name
        self.custom = custom


BLOCKS = frozenset(
    "if unless for case block macro filter autoescape with blocktrans blocktranslate ifequal "
    "ifnotequal ifchanged spaceless capture tablerow raw verbatim comment switch set trans".split()
)
"""Tags of `{% %}` that need an end in every engine that has them (Jinja, Django, Liquid, Twig,
Nunjucks, HubL); `set`, `trans`, `block` and `raw` by what stands in them."""
_MIDDLES = frozenset("else elif elsif elseif empty when default plural pluralize".split())
_TAG = patterns.compile(r"\{%[-+~]?\s*+(\w++)\s*+")
_SET = patterns.compile(r"[\w.]++(?:\s*+,\s*+[\w.]++)*+\s*+=(?!=)")
_BARE = patterns.compile(r"[-+~]?%\}")
_BLOCK = patterns.compile(r"(\w[\w-]*+)?\s*+(?:scoped\b\s*+|required\b\s*+)*+[-+~]?%\}")
_LINE = patterns.compile(r"[ \t]*+(\w++)[^\n]*+")

_CURLY = patterns.compile(
    r"\{{2,4}[~-]?\s*+(?:([#/^])\s*+([>*]?)\s*+([^\s}~|(]*+)\s*+([^\s}]*+)"
    r"|([<$])\s*+([\w.-]++)\s*+[~-]?\}|(else|end)\b|(if|range|with|define|block)\s++(?=[^\s}]))"
)
_CODE_HINT = patterns.compile(r"[{}]|(?<![\w.:@$])(?:do|end|else|if|unless|case|while|for|begin|when"
                              r"|elsif|elseif|until|rescue|ensure|def|fn|foreach|switch|end\w++)\b")  # fmt: skip
_RUBY = patterns.compile(
    r"\"(?:[^\"\\#]|\\.|#\{[^{}]*+\}|#)*+\"|'(?:[^'\\]|\\.)*+'|`[^`]*+`"
    r"|%[wWiIqQ](?:\[[^\]]*+\]|\([^)]*+\)|\{[^}]*+\}|<[^>]*+>|\|[^|]*+\|)"
    r"|#[^\n]*+|:\w++[?!]?|&?\.\w++[?!]?|[@$]\w++|\w++[?!]?:(?!:)"
    r"|(?P<word>[A-Za-z_]\w*+[?!]?)|(?P<brace>[{}])|(?P<cut>;|\n)|(?P<begins>=(?![=~>])|\(|->)",
    patterns.S,
)
_OPENING_RUBY = frozenset("if unless while until for case begin def class module".split())
_MIDDLE_RUBY = frozenset("else elsif when rescue ensure".split())
_SCRIPT = patterns.compile(
    r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/"
    r"|\#(?!\[)[^\n]*+|[$.@]\w++|(?P<word>[A-Za-z_]\w*+)|(?P<brace>[{}])|(?P<cut>[;()?:])",
    patterns.S,
)
_OPENING_PHP = frozenset("if for foreach while switch".split())
_BASIC = patterns.compile(r"<%[^%]*+\b(?:then|end\s++if|wend|next|loop)\b\s*+%>", patterns.I)
_RUBY_MARK = patterns.compile(r"<%[-_=]{0,2}+\s*+(?:end\b|elsif\b|unless\b)|\bdo\s*+(?:\|[^|%]*+\|\s*+)?[-_]?%>|->\s*+[-_]?%>")  # fmt: skip

_FREEMARKER = patterns.compile(r"<(/?)([#@])([\w.]*+)\s*+")
_FREEMARKER_BLOCKS = frozenset(
    "if list foreach switch macro function compress escape noescape noparse attempt autoesc "
    "noautoesc outputformat items transform assign local global".split()
)
_FREEMARKER_MIDDLES = frozenset("else elseif case default on recover".split())
_MAILCHIMP = patterns.compile(r"\*\|(END:)?(\w++)", patterns.I)
_AMPSCRIPT = patterns.compile(
    r"\"[^\"]*+\"|'[^']*+'|/\*(?:[^*]|\*(?!/))*+\*/|\[[^\[\]]*+\]|@\w++"
    r"|(?<![\w.])(?P<word>if|elseif|else|endif|for|next)\b|\w++",
    patterns.I,
)


def of_holes(text: str, holes: Sequence[Hole], dialect: str | None = None) -> list[Statement]:
    """The statements of a text, in reading order."""
    found: list[Statement] = []
    code: bool | None = None
    add = found.append
    for hole in holes:
        opener = hole.opener
        if opener == "{%":
            if hole.kind != "comment" and (tag := _TAG.match(text, hole.start)):
                word = tag[1]
                if word == "liquid":
                    found += _liquid(text, tag.end(), hole)
                elif made := _tag(text, hole, word, tag.end()):
                    add(made)
        elif opener[:2] == "{{":
            if hole.kind == "statement" and (made := _curly(text, hole)):
                add(made)
        elif opener in ("<%", "<%=", "<%-"):
            inside = hole.start + len(opener)
            if _CODE_HINT.search(text, inside, hole.end - 2):
                if code is None:
                    code = _ruby(text, dialect)
                    if _BASIC.search(text):
                        return [made for made in found if made.family != "code"]
                found += _code(text, hole, inside, ruby=code)
        elif opener == "<?php":
            if _CODE_HINT.search(text, hole.start + 5, hole.end - 2):
                found += _code(text, hole, hole.start + 5, ruby=False)
        elif opener in ("<#", "</#", "<@", "</@"):
            if made := _freemarker(text, hole):
                add(made)
        elif opener == "*|":
            if made := _mailchimp(text, hole):
                add(made)
        elif opener == "%%[":
            found += _ampscript(text, hole)
    return _without_customs(found, dialect)


def _without_customs(found: list[Statement], dialect: str | None) -> list[Statement]:
    """Leaves out what opens no block: tags that nothing closes, and words of Go elsewhere."""
    closed = {(s.family, s.word) for s in found if s.part == "close"}
    opened = {(s.family, s.word) for s in found if s.part == "open"}
    go = dialect in ("go", "listmonk") or (
        ("curly", "") in closed and any(s.family == "curly" and not s.name for s in found)
    )
    tornado = ("tag", "") in closed
    kept: list[Statement] = []
    for statement in found:
        key = statement.family, statement.word
        if statement.family == "curly" and statement.opener == "{{" and statement.name == "\0":
            if not go:
                continue
            statement.name = ""
        elif statement.custom:
            if key not in (closed if statement.part == "open" else opened) and not (
                statement.part == "close" and statement.word == ""
            ):
                continue
        elif tornado and statement.family == "tag" and statement.part == "open":
            if statement.word not in ("if", "for", "block", "while", "try", "apply"):
                continue
        kept.append(statement)
    return kept
