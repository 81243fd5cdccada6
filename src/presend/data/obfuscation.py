"""How words are written so that people read them and filters do not: a text in, the places out.

Sources: SpamAssassin, UNICODE_OBFU_ASC, UNICODE_OBFU_ZW, UNICODE_RTL_OBFU, SHY_OBFU_* and
HTML_ENTITY_ASCII (24 October 2024); letters that look alike: confusables.txt of UTS #39, those of
Cyrillic and Greek that common fonts draw as Latin ones.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

CYRILLIC = frozenset("асеіјорѕухһԁԛԝӏАВЕНІЈКМОРЅТХУҮԌԜ")
GREEK = frozenset("ονορικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_LATIN_ALIKE = frozenset("aceijopsxyhdqwlABEHIJKMOPSTXYGWZNvku")  # what both of them imitate

# What may stand in a word to break it up, or is no plain letter, as it is and as a reference.
SIGN = patterns.compile(
    "[\xad\u180e\u200b-\u200d\u2060\u202d\u202e\u0370-\u052f\ufeff\U0001d400-\U0001d7ff]"
)
REFERENCE = patterns.compile(
    r"&(?:#0*+(?:6[5-9]|7\d|8\d|90|9[7-9]|1[01]\d|12[0-2]|173|8203|8204|8205|8237|8238|8288|65279"
    r"|119[89]\d\d|120[0-8]\d\d|8[89]\d|9\d\d|1[0-3]\d\d)(?!\d)|#[xX]|shy|zwn?j|Zero|NoBr)"
)
_WORD = patterns.compile(r"[^\W\d_]+")
_LATIN = "A-Za-z\xc0-\u024f"
_ZERO = "\u180e\u200b-\u200d\u2060\ufeff"
ZERO_WIDTH = patterns.compile(rf"(?<=[{_LATIN}])[{_ZERO}]++(?=[{_LATIN}])")
_SOFT = patterns.compile("[A-Za-z\xad]++")
OVERRIDE = patterns.compile("[\u202d\u202e]")
STYLED = patterns.compile("[\U0001d400-\U0001d7ff]{3,}")
LETTER = patterns.compile(
    r"&#(?:0*(?:6[5-9]|7\d|8\d|90|9[7-9]|1[01]\d|12[0-2])|[xX]0*(?:4[1-9a-fA-F]|5[0-9aA]"
    r"|6[1-9a-fA-F]|7[0-9aA]));"
)
"""An ASCII letter as a numeric character reference."""


def mixed(text: str) -> Iterator[tuple[int, int, str]]:
    """The words in which letters of another script stand in for those that they look like.

    Start, end, and the name of the script that Latin is mixed with. Words in which both scripts
    are at home ("VIPам", "μm") are none.
    """
    for word in _WORD.finditer(text):
        letters = word[0]
        if letters.isascii() or max(letters) < "\u0370" or len(letters) < 3:
            continue
        latin = {each for each in letters if each < "\u0250"}
        if not latin:
            continue
        for name, first, last, alike in (
            ("Cyrillic", "\u0400", "\u052f", CYRILLIC),
            ("Greek", "\u0370", "\u03ff", GREEK),
        ):
            foreign = {each for each in letters if first <= each <= last}
            if len(latin | foreign) < len(set(letters)) or not foreign:
                continue
            if foreign <= alike or (latin <= _LATIN_ALIKE and name == "Cyrillic"):
                yield *word.span(), name


def broken(text: str) -> Iterator[tuple[int, int]]:
    """The words that soft hyphens cut into pieces too small for any syllable."""
    for word in _SOFT.finditer(text):
        hyphens = word[0].count("\xad")
        letters = len(word[0]) - hyphens
        if hyphens > 1 and letters and letters < 2.5 * (hyphens + 1):
            yield word.span()


def suspicious(text: str) -> bool:
    """A quick look: whether there may be anything in a text as it is written."""
    if "&" in text and REFERENCE.search(text):
        return True
    return not text.isascii() and SIGN.search(text) is not None
