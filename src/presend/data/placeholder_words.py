"""Words that stand for text still to be written: a text in, the places of such words out.

Source: card TPL005 of presend's catalogue (August 2026) and the public template collections that
presend is tried on. Lorem ipsum is Cicero garbled; 555-0100 to 555-0199 are the numbers that the
North American plan keeps for fiction.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    Found = tuple[int, int, Literal["certain", "likely"]]

# A part in lower case that every text with such a place holds, the pattern, and how sure it is;
# "" stands for "here" after one of the words of `_BEFORE_HERE`.
_ROWS: tuple[tuple[str, str, Literal["certain", "likely"]], ...] = (
    ("ipsum", r"\b(?:lorem )?ipsum(?: dolor(?: sit(?: amet)?)?)?", "certain"),
    ("dolor sit", r"\bdolor sit amet\b", "certain"),
    ("todo", r"\b(?-i:TODO)\b(?=\s*+[:\]])", "certain"),
    ("todo", r"\b(?-i:TODO)\b(?=\s*+(?:\Z|\n))", "likely"),
    ("fixme", r"\b(?-i:FIXME)\b", "certain"),
    ("tbd", r"\b(?-i:TBD)\b", "likely"),
    ("xxx", r"(?:(?<=[:=(] )|(?<=[:=(€£$])|^)(?-i:XXX)(?=\s*+(?:[.,;:)%€£]|$))", "likely"),
    ("[", r"\[(?:insert|your|add|enter|replace|type|put) (?:\w[^\[\]\n]{0,40})?\]", "certain"),
    # `[[first_name]]` is a tag.
    ("[", r"(?:(?<!\[)|(?=\[\w+ ))\[(?:company|first|last|sender|recipient|customer|product|event"
          r"|brand)[ _-]?name(?:,? \w{2,5}\.?)?\]",
     "certain"),
    ("[", r"(?<!\[)\[(?:name|date|address|phone|title|headline|amount|city)\]", "likely"),
    ("{insert", r"\{insert [^{}\n]{1,40}\}", "certain"),
    ("", r"\byour (?:headline|text|copy|company name|logo|subject line|call to action|preheader"
             r")(?: text)? (?:goes )?here\b", "certain"),
    ("", r"\byour (?:name|image|title|content|message|company) goes here\b"
             r"|^[ \t]*+your (?:name|image|title|content|message|company) here\s*+$", "certain"),
    ("", r"\b(?:headline|text|copy|content|image|preheader|subject(?: line)?|button(?: text)?)"
             r" goes here\b", "certain"),
    ("", r"\b(?:add|insert|enter|put|type|write) (?:your )?(?:own )?(?:text|content|copy"
             r"|headline|message|preheader|preview text)(?: text)? here\b", "certain"),
    ("click to edit", r"\bclick to edit\b", "certain"),
    ("add your text", r"\badd your text\b", "certain"),
    ("placeholder", r"\bplaceholder(?: text| image| copy| headline)\b|\A\s*+placeholder\s*+\Z",
     "certain"),
    ("company name", r"\b(?-i:Company Name,? (?:LLC|Inc|Ltd|GmbH|Corp)\b\.?)", "certain"),
    ("123 main", r"\b123 Main (?:St|Street)\b", "certain"),
    ("555-01", r"\b(?:\(\d{3}\) ?|\d{3}[-. ])?555-01\d\d\b", "likely"),
)  # fmt: skip

HOSTS = frozenset(
    "via.placeholder.com placeholder.com placehold.it placehold.co placehold.jp placekitten.com "
    "picsum.photos dummyimage.com loremflickr.com placeimg.com fakeimg.pl lorempixel.com "
    "placebear.com placedog.net placebeard.it fillmurray.com placecage.com".split()
)
"""Hosts of images that stand for others."""


_LATIN = ("lorem", "ipsum", "dolor")
_PARAGRAPH = 700  # code points in which lorem ipsum says its name again
_HINTS = tuple(dict.fromkeys(hint for hint, _, _ in _ROWS if hint))
_BEFORE_HERE = tuple(
    f"{word} "
    for word in "goes headline text copy name logo line action preheader image title content "
    "message company".split()
)


def hinted(text: str) -> bool:
    """A quick look: whether there may be any in a text in lower case."""
    return any(hint in text for hint in _HINTS) or _here(text)


def _here(text: str) -> bool:
    at = text.find(" here")
    while at >= 0:
        if text.endswith(_BEFORE_HERE, 0, at + 1):
            return True
        at = text.find(" here", at + 1)
    return False


def find(text: str) -> Iterator[Found]:
    """Start, end and how sure it is, of each place in a text; those that overlap once."""
    lowered = text.lower()
    if not hinted(lowered):
        return
    here = _here(lowered)
    found = [
        (*match.span(), sure)
        for hint, pattern, sure in _ROWS
        if (hint in lowered if hint else here)
        for match in patterns.compile(pattern, patterns.I | patterns.M).finditer(text)
    ]
    done = latin = -1
    for start, end, sure in sorted(found, key=lambda each: (each[0], -each[1])):
        if lowered.startswith(_LATIN, start):
            if start < latin:  # of the same paragraph
                continue
            latin = end + _PARAGRAPH
        if start >= done:
            done = end
            yield start, end, sure
