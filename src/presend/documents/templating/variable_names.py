"""The variables of a template: those that a tag uses and those that the template itself sets.

Told by their form in the Jinja family (HubL, Jinja, Liquid, Twig): no function, filter, name of
an argument or string is a variable. Places are offsets in the template.
"""

from __future__ import annotations

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.templating.holes import Hole

WORDS = frozenset(
    "and or not is in if else elif elsif unless for true false none null True False None defined "
    "divisible even odd string_containing string_startingwith within truthy iterable mapping "
    "number exptest empty blank nil contains eq ne gt lt ge le this index first last forloop loop "
    "set end endif endfor super caller varargs kwargs".split()
)
"""Words of the languages, and names that they give values themselves."""
_STRING = patterns.compile(r"\"[^\"]*+\"|'[^']*+'")
_NAME = patterns.compile(r"(?<![\w.|])([A-Za-z_]\w*+)((?:\.[A-Za-z_]\w*+)*+)(?!\s*+(?:\(|=(?!=)))")
_TOKEN = patterns.compile(r"personalization_token\(\s*+[\"']([A-Za-z_]\w*+)((?:\.\w++)*+)[\"']")
_ASKS = patterns.compile(r"\{%-?\s*+(?:if|elif|unless|set|for)\b")
_FILTER = patterns.compile(r"\|\s*+\w++")
_GIVEN = patterns.compile(
    r"\{%-?\s*+(?:(?:set|assign|capture|increment|decrement|with)\s++([\w,\s]++)"
    r"|for\s++([\w, ]{1,120}?) {1,9}in\b"
    r"|macro\s++\w++\s*+\(([^)]*+)\)|call\s*+\(([^)]*+)\)|(?:import|from)\b([^%]*+))"
    r"|\bas\s++\|?([\w ]++)"
)
_WORD = patterns.compile(r"\w++")
_LONGEST = 1000  # code points of a tag that is looked at


def used(text: str, hole: Hole) -> Iterator[Span]:
    """Where variables stand in a tag: `contact.firstname` is one."""
    if hole.kind == "comment" or hole.end - hole.start > _LONGEST:
        return
    code = text[hole.start : hole.end]
    if "personalization_token" in code:
        for found in _TOKEN.finditer(code):
            yield Span(hole.start + found.start(1), hole.start + found.end(2))
    bare = _STRING.sub(lambda string: '"' * len(string[0]), code)
    if hole.opener == "{%" and not _ASKS.match(bare):
        return
    bare = _FILTER.sub(lambda filtered: "|" * len(filtered[0]), bare)
    for found in _NAME.finditer(bare):
        yield Span(hole.start + found.start(), hole.start + found.end())


def given(text: str) -> set[str]:
    """The names to which tags, joined in one text, give values."""
    names: set[str] = set()
    for found in _GIVEN.finditer(text):
        names.update(_WORD.findall(" ".join(filter(None, found.groups()))))
    return names
