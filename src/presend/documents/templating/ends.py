"""Where a construct ends of which its closing delimiter does not tell: it may stand in brackets.

Each answer is bounded, so that no start looks over the whole text.
"""

from __future__ import annotations

from presend import patterns

_DICT = 500  # code points in which a dict ends, so that each is looked at as often at most
_BRACE = patterns.compile(r"[{}]")
_GENERATOR = patterns.compile(r"\{\{[^{}<>]*+\}\s*+<-")  # Elixir's, over tuples
_ATTRIBUTE = patterns.compile(r"[\s\"'}][:@\w.-]++=\Z")
_DEEP = 8  # braces in braces
_NAME = 60  # code points of an attribute's name that are looked at
_FREEMARKER = patterns.compile(
    r"<#--(?:[^-]|-(?!->))*+-->|\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|[()>]", patterns.S
)


def after_dict(text: str, start: int, at: int) -> int:
    """Where `{{ {'a': {}} }}` ends whose first two closing braces may be those of a dict."""
    depth = text.count("{", start, at) - text.count("}", start, at)
    opener = text.find("{{", at, at + _DICT)
    for brace in _BRACE.finditer(text, at, opener if opener >= 0 else at + _DICT):
        if depth == 0 and text.startswith("}}", brace.start()):
            return brace.start() + 2
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            break
    return at + 2


def after_expression(text: str, start: int) -> int:
    """Where `:for={{item, i} <- @items}` ends, a value in braces instead of quotes; 0: it is none.

    What Handlebars and Jinja read as well (`href={{ url }}`) is left to them.
    """
    if text.startswith("{{", start) and not _GENERATOR.match(text, start, start + _DICT):
        return 0
    if not _ATTRIBUTE.search(text, max(start - _NAME, 0), start):
        return 0
    depth = 0
    for brace in _BRACE.finditer(text, start, start + _DICT):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
        if depth > _DEEP:
            break
    return 0


def after_brackets(text: str, start: int, at: int, limit: int) -> tuple[int, int]:
    """Where a tag of FreeMarker ends, whose first `>` may stand in brackets or in a string.

    The second number is how far was looked for it.
    """
    depth = 0
    for found in _FREEMARKER.finditer(text, start, max(at + 1, start + limit)):
        if found[0] == ">" and depth <= 0:
            return found.end(), found.end() - start
        depth += (found[0] == "(") - (found[0] == ")")
    return at + 1, limit
