"""Statements: the holes of a template in, what they open, divide and close out.

A hole holds none (`{% include %}`), one (`{% if x %}`) or several (a block of AMPscript or of
Ruby). Delimiters make families, each with blocks of its own. What a grammar leaves open (a tag
of an unknown library) is a statement only where its end is seen.

Sources: the grammars in the documentation of Jinja, Django, Liquid, Twig, HubL, Handlebars,
Mustache, Go's text/template, FreeMarker, Mailchimp and AMPscript.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from presend.documents.templating.holes import Hole

    Part = Literal["open", "middle", "close"]
    Family = Literal[
        "tag", "liquid", "curly", "code", "php", "freemarker", "mailchimp", "ampscript", "directive"
    ]

ANY = ""
"""The key of a statement that closes whatever is open (`{{/}}`, Tornado's `{% end %}`)."""


class Statement:
    """What one statement does to the blocks of a template.

    `word` is its keyword. `key` tells which closing statement belongs to which opening one;
    `name` is what it names (`{% block name %}`), if anything. `custom` marks what counts only
    where the text holds both an opening and a closing statement of its key.
    """

    __slots__ = ("custom", "end", "family", "key", "name", "part", "start", "word")

    def __init__(
        self,
        family: Family,
        part: Part,
        word: str,
        key: str,
        start: int,
        end: int,
        *,
        name: str = "",
        custom: bool = False,
    ) -> None:
        self.family = family
        self.part = part
        self.word = word
        self.key = key
        self.start = start
        self.end = end
        self.name = name
        self.custom = custom

    @property
    def end_word(self) -> str:
        """How the end of the block that it opens is written."""
        if self.family == "tag":
            return f"{{% end{'_' * (self.word in _UNDERSCORED)}{self.key} %}}"
        if self.family == "curly":
            return "{{ end }}" if self.key == _GO_END else f"{{{{/{self.key}}}}}"
        if self.family == "freemarker":
            return f"</{self.key}>" if self.key[:1] == "@" else f"</#{self.key}>"
        if self.family == "mailchimp":
            return f"*|END:{self.key.upper()}|*"
        if self.family == "ampscript":
            return self.key.upper()
        if self.family == "php":
            return "<?php } ?>" if self.key == "}" else f"<?php {self.key}; ?>"
        return f"<% {self.key} %>" if self.family == "code" else f"end{self.key}"


_TAG_BLOCKS = frozenset(
    "if unless for case block call macro filter autoescape with blocktrans blocktranslate ifequal "
    "ifnotequal ifchanged spaceless capture tablerow verbatim comment switch "
    "module_block module_attribute widget_block widget_attribute widget_container "
    "content_attribute dnd_area dnd_section dnd_row dnd_column require_css require_js "
    "require_head scope_css".split()
)
_UNDERSCORED = frozenset(word for word in _TAG_BLOCKS if "_" in word)
_TAG_MIDDLES = frozenset("else elif elsif elseif empty when default plural pluralize".split())
_TAG_ALONE = frozenset(
    "include extends load url static assign import from render translate csrf_token do cycle "
    "increment decrement echo module firstof now text rich_text image".split()
)
_TAG = patterns.compile(r"\{%[-+~]?\s*+(\w++)\s*+")
# `set x = 1` and `trans "x"` stand alone, `set x`, `trans` and `trans count=n` open a block.
_ASSIGNS = patterns.compile(r"[\w.]++(?:\s*+,\s*+[\w.]++)*+\s*+=(?!=)")
_TRANSLATES = patterns.compile(r"[-+~]?%\}|(?:trimmed|notrimmed|with|from|into|count)\b|\w++\s*+=")
_QUOTED = patterns.compile(r"[\"']|_\(")
_BARE = patterns.compile(r"[-+~]?%\}")
# Twig's `block title "x"` stands alone.
_NAMED = patterns.compile(r"([\w.-]*+|\"[^\"]*+\"|'[^']*+')\s*+(?:(?:scoped|required)\b\s*+)*+%\}")
_LINE = patterns.compile(r"[^\S\n]*+(?:(\w++)[^\n]*+|[^\n]++)?(?:\n|\Z)")
_CURLY = patterns.compile(
    r"\{{2,3}[~-]?\s*+(?:([#/^])\s*+([>*]?)\s*+([^\s}~|(]*+)"
    r"|(else|end)\b|(if|range|with|define|block)\s++([^\s}]))"
)
_GO_END = "{{end}}"
_WORD = patterns.compile(r"\{\{[~-]?\s*+(\w++)\s")
_CLOSED_AS = {"ifAsync": "if", "asyncEach": "each", "asyncAll": "all"}  # of Nunjucks
_TORNADO = frozenset("if for while try block apply".split())  # what has an end in its `{% %}`
_FREEMARKER = patterns.compile(r"<(/?)([#@])([\w.]*+)\s*+")
_FREEMARKER_BLOCKS = frozenset(
    "if list foreach switch macro function compress escape noescape noparse attempt autoesc "
    "noautoesc outputformat items transform".split()
)
_FREEMARKER_MIDDLES = frozenset("else elseif case default on recover".split())
_FREEMARKER_ASSIGNS = patterns.compile(r"[^=>]*+=|[^>]*+/>")
_MAILCHIMP = patterns.compile(r"\*\|(END:)?(\w++)", patterns.I)
_MAILCHIMP_KEYS = {"if": "if", "ifnot": "if", "interested": "interested"}


def of(text: str, holes: Sequence[Hole]) -> list[Statement]:
    """The statements of a text, in reading order."""
    found: list[Statement] = []
    programs: list[Hole] = []
    for hole in holes:
        opener = hole.opener
        made: Statement | None = None
        if opener == "{%":
            tag = _TAG.match(text, hole.start) if hole.kind != "comment" else None
            if tag is not None:
                if tag[1] == "liquid":
                    found += _liquid(text, tag.end(), hole)
                else:
                    made = _tag(text, hole, tag[1], tag.end())
        elif opener == "{{" or opener == "{{{":
            if hole.kind == "statement" and text[hole.start - 1 : hole.start] != "\\":
                made = _curly(text, hole)
        elif opener == "*|":
            made = _mailchimp(text, hole)
        elif opener in ("<#", "</#", "<@", "</@"):
            made = _freemarker(text, hole)
        elif opener in ("<%", "<%=", "<%-", "<?php", "%%["):
            programs.append(hole)
        elif hole.kind == "statement":
            from presend.documents.templating import directives

            made = directives.statement(text, hole)
        if made is not None:
            found.append(made)
    if programs:
        from presend.documents.templating import code

        found += code.of(text, programs)
    bare = _bare(text, holes, found)
    if programs or bare:
        found = sorted([*found, *bare], key=lambda each: each.start)
    return _settled(found)


def _bare(text: str, holes: Sequence[Hole], found: list[Statement]) -> list[Statement]:
    """The blocks of Magento's `{{if x}} … {{/if}}`, which open without a mark."""
    opened = {each.key for each in found if each.family == "curly" and each.part == "open"}
    words = {each.key for each in found if each.family == "curly" and each.part == "close"}
    words -= {*opened, ANY, _GO_END}
    made: list[Statement] = []
    for hole in holes if words else ():
        plain = _WORD.match(text, hole.start) if hole.opener == "{{" else None
        if plain is not None and plain[1] in words:
            made.append(Statement("curly", "open", plain[1], plain[1], hole.start, hole.end))
    return made


def _settled(found: list[Statement]) -> list[Statement]:
    """Without the custom ones that turn out to be no blocks."""
    closed = {(each.family, each.key) for each in found if each.part == "close"}
    opened = {(each.family, each.key) for each in found if each.part == "open"}
    tornado = ("tag", ANY) in closed
    switches = 0
    kept: list[Statement] = []
    for each in found:
        if each.key == "switch":
            switches += 1 if each.part == "open" else -1
        elif switches > 0 and each.word == "case":
            each.part = "middle"
        if tornado and each.family == "tag" and each.part == "open":
            counts = each.word in _TORNADO
        elif each.custom and each.key != ANY:
            counts = (each.family, each.key) in (closed if each.part == "open" else opened)
        else:
            counts = True
        if counts:
            kept.append(each)
    return kept


def _tag(text: str, hole: Hole, word: str, at: int) -> Statement | None:
    start, end = hole.start, hole.end
    if word in _TAG_BLOCKS:
        if word == "block":
            named = _NAMED.match(text, at)
            return named and Statement("tag", "open", word, word, start, end, name=named[1])
        # Jinja's `with` may have no values, HubL's stands alone then.
        alone = word == "with" and _BARE.match(text, at) is not None
        return Statement("tag", "open", word, word, start, end, custom=alone)
    if word in _TAG_MIDDLES:
        return Statement("tag", "middle", word, word, start, end)
    if word in _TAG_ALONE or text[end - 3] == "/" or text[end - 4 : end - 2] == "/ ":
        return None
    if word.startswith("end"):
        key = word[3:].lstrip("_")
        if key == "block":
            named = _NAMED.match(text, at)
            return Statement("tag", "close", word, key, start, end, name=named[1] if named else "")
        custom = key not in _TAG_BLOCKS and key != "set"
        return Statement("tag", "close", word, key, start, end, custom=custom)
    if word == "set":
        return (
            None if _ASSIGNS.match(text, at) else Statement("tag", "open", word, word, start, end)
        )
    if word == "raw":
        bare = _BARE.match(text, at)
        return Statement("tag", "open", word, word, start, end) if bare else None
    if word == "trans":
        if _QUOTED.match(text, at):
            return None
        custom = _TRANSLATES.match(text, at) is None
        return Statement("tag", "open", word, word, start, end, custom=custom)
    key = _CLOSED_AS.get(word, word)
    return Statement("tag", "open", word, key, start, end, custom=key != "if")


def _liquid(text: str, at: int, hole: Hole) -> Iterator[Statement]:
    """The lines of Liquid's `{% liquid %}`, whose blocks must end in it."""
    comment = False
    for line in _LINE.finditer(text, at, hole.end - 2):
        word, start = line[1], line.start(1)
        if word is None:
            continue
        end = start + len(text[start : line.end()].rstrip())
        if comment:
            comment = word != "endcomment"
        elif word == "comment":
            comment = True
        elif word in ("if", "unless", "for", "case", "capture", "tablerow"):
            yield Statement("liquid", "open", word, word, start, end)
        elif word in ("else", "elsif", "when"):
            yield Statement("liquid", "middle", word, word, start, end)
        elif word.startswith("end"):
            yield Statement("liquid", "close", word, word[3:], start, end)


def _curly(text: str, hole: Hole) -> Statement | None:
    found = _CURLY.match(text, hole.start, hole.end)
    if found is None:
        return None
    start, end = hole.start, hole.end
    sign, kind, name, plain, go, first = found.groups()
    if sign is None:
        if plain == "else":
            return Statement("curly", "middle", "else", "else", start, end)
        if plain == "end":
            return Statement("curly", "close", "end", _GO_END, start, end, custom=True)
        # `{{ if x }}` and `{{ block "x" }}` may be of another language.
        sure = hole.opener == "{{" and (first in "$." or (go == "define" and first in '"`'))
        return Statement("curly", "open", go, _GO_END, start, end, custom=not sure)
    if sign == "/":
        return None if kind == "*" else Statement("curly", "close", name, name, start, end)
    if sign == "^" and not name:
        return Statement("curly", "middle", "else", "else", start, end)
    if not name and kind != ">":
        return None
    return Statement("curly", "open", kind or name, name, start, end)


def _freemarker(text: str, hole: Hole) -> Statement | None:
    found = _FREEMARKER.match(text, hole.start)
    if found is None:
        return None
    slash, sign, word = found.groups()
    start, end = hole.start, hole.end
    key = word if sign == "#" else sign + word * (word != "")
    if slash:
        closes = ANY if sign == "@" and not word else key
        custom = sign == "@" or word not in _FREEMARKER_BLOCKS
        return Statement("freemarker", "close", word, closes, start, end, custom=custom)
    if sign == "@":
        if text[end - 2] == "/":
            return None
        return Statement("freemarker", "open", word, key, start, end, custom=True)
    if word in _FREEMARKER_BLOCKS:
        return Statement("freemarker", "open", word, key, start, end)
    if word in _FREEMARKER_MIDDLES:
        return Statement("freemarker", "middle", word, key, start, end)
    if word in ("assign", "local", "global") and not _FREEMARKER_ASSIGNS.match(text, found.end()):
        return Statement("freemarker", "open", word, key, start, end)
    return None


def _mailchimp(text: str, hole: Hole) -> Statement | None:
    found = _MAILCHIMP.match(text, hole.start)
    if found is None:
        return None
    word = found[2].lower()
    start, end = hole.start, hole.end
    key = _MAILCHIMP_KEYS.get(word)
    if found[1]:
        custom = key is None
        return Statement("mailchimp", "close", word, key or word, start, end, custom=custom)
    if key is not None:
        return Statement("mailchimp", "open", word, key, start, end)
    if word in ("else", "elseif"):
        return Statement("mailchimp", "middle", word, word, start, end)
    colon = text[found.end() : found.end() + 1] == ":"
    return Statement("mailchimp", "open", word, word, start, end, custom=True) if colon else None
