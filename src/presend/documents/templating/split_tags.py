"""Tags that an editor has broken: a tag in, what splits it and how it was meant out.

Editors of the WYSIWYG kind put formatting, character references, curly quotes and invisible
characters between the delimiters. What stands in quotes within a tag is text and stays.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.templating.holes import Hole

_STRING = patterns.compile(r"\"[^\"]*+\"|'[^']*+'|`[^`]*+`")
_MARKUP = patterns.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*+)(?:\s[^<>]*+)?/?>")
_ENTITY = patterns.compile(
    r"&(?:nbsp|quot|apos|amp|lt|gt|zwnj|zwj|[lr][sd]quo|#39|#x27|#34|#160|#xa0|#8203);", patterns.I
)
_MEANT = {"nbsp": " ", "#160": " ", "#xa0": " ", "quot": '"', "#34": '"', "apos": "'",
          "#39": "'", "#x27": "'", "amp": "&", "lt": "<", "gt": ">", "lsquo": "'", "rsquo": "'",
          "ldquo": '"', "rdquo": '"', "zwnj": "", "zwj": "", "#8203": ""}  # fmt: skip
_SMART = {**dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b"), "'"),
          **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f"), '"')}  # fmt: skip
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"), "")
_INLINE = frozenset("a b strong i em u s span font small big code mark sub sup del ins".split())
_OTHER = frozenset("br p div wbr img td tr table tbody li ul ol h1 h2 h3 h4 center o:p".split())
NO_BREAK_SPACE = "a no-break space"


def splits(tag: str, opener: str) -> list[str]:
    """What splits a tag, in words; markup first, a no-break space last."""
    bare = _bare(tag)
    found: list[str] = []
    if opener != "%%[" and any(
        each[2].lower() in _INLINE or each[2].lower() in _OTHER for each in _MARKUP.finditer(bare)
    ):
        found.append("markup")
    found += dict.fromkeys(each[0].lower() for each in _ENTITY.finditer(bare))
    if any(ord(char) in _SMART for char in bare):
        found.append("smart quotes")
    if any(ord(char) in _UNSEEN for char in bare):
        found.append("invisible characters")
    if "\xa0" in bare:
        found.append(NO_BREAK_SPACE)
    return found


def _bare(tag: str) -> str:
    """The tag with fillers for its strings."""
    return _STRING.sub(lambda string: "_" * len(string[0]), tag)


def mended(text: str, hole: Hole) -> str | None:
    """The tag without what splits it, formatting around it; None where it is not plain how."""
    tag = text[hole.start : hole.end]
    opened: list[str] = []
    before, after = "", ""
    for found in _MARKUP.finditer(_bare(tag)):
        name, written = found[2].lower(), tag[found.start() : found.end()]
        if name not in _INLINE:
            return None
        if not found[1]:
            opened.append(name)
            before += written
        elif not opened or opened.pop() != name:
            return None
        else:
            after += written
    if opened:
        return None
    quote = text[hole.start - 1 : hole.start]
    pieces: list[str] = []
    done = 0
    for string in [*_STRING.finditer(tag), None]:
        start, end = string.span() if string else (len(tag), len(tag))
        code = _MARKUP.sub("", tag[done:start])
        code = _ENTITY.sub(lambda found: _MEANT[found[0][1:-1].lower()], code)
        code = code.translate(_SMART).translate(_UNSEEN).replace("\xa0", " ")
        pieces.append(code.replace(". ", ".") + tag[start:end])
        done = end
    whole = "".join(pieces)
    if quote in ('"', "'") and quote in whole.replace(tag, ""):
        return None
    return before + whole + after
