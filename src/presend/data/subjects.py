"""What subjects and previews are made of: prefixes of replies, emoji, signs that are not seen.

Sources: section 8 of presend's catalogue (August 2026); Unicode 17 for emoji and for characters
without a shape; the words for "view in browser" are presend's own, those of languages beyond
English, German and French not reviewed by native speakers.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.templating.holes import Hole

# en; de; sv, no, da; es, pt; pl; tr; et; zh; ko. With a blank behind, for "re:Invent" is a name.
REPLY = patterns.compile(
    r"\s*+((?:re|fwd?|aw|antw|wg|sv|vs|vl|tr|rv|enc|odp|pd|ynt|ilt)\s*+(?:\[\d++\]|\(\d++\))?+"
    r"\s*+[:：](?=[\s\x1a\x1b]|\Z)|(?:回复|回覆|答复|转发|轉寄|답장|전달|返信|転送)\s*+[:：])\s*+",
    patterns.I,
)
"""Found at the start of a subject that continues or forwards something."""

EMOJI = patterns.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\u203c\u2049\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff])"
    "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*+"
    "(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*+)*+"
)
"""One emoji, with what modifies it and what is joined to it."""

FILLER = (
    "\u034f\u200c\u200b\u200d\u200e\u200f\u2060\ufeff\xa0\xad\u2800\u3164 \t\r\n\f"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""What follows the words of a preview, to keep the rest of the mail out of it."""

IN_BROWSER = patterns.compile(
    r"\W*+(?:(?:view|read|open|see|show) (?:this|the|it|in|online|on|e-?mail|message|web|your)"
    r"|view online|webversion|web version|online version|having trouble|trouble viewing"
    r"|can't (?:see|read|view)|if you (?:can't|cannot|are having)|email not displaying|click here"
    r"|im browser|online ansehen|online-version|webansicht|falls (?:diese|die|sie|der)"
    r"|wird (?:diese|der)|voir (?:dans|la version|en ligne|ce)|version en ligne|si (?:ce|vous) "
    r"|afficher (?:dans|ce)|ver en (?:el|tu|su|línea)|versión (?:web|en línea)|ver no navegador"
    r"|visualizza (?:nel|online|questa)|bekijk|webversie|zobacz|wersja online|katso selaimessa"
    r"|avaa selaimessa|visa i webbl|se i browser|läs i webb|открыть в браузере|посмотреть)",
    patterns.I,
)
"""Found at the start of a text that offers the web version of a mail."""

FALLBACK = patterns.compile(
    r"default|fallback|\bor\b|\bif\b|\?\?|\|\||\belse\b|insert|IIF|\|\s*+[\w']++\s*+\}|\?:|presence"
    r"|coalesce|orElse|!['\"]",
    patterns.I,
)
"""Found in a tag that says what to show where there is no value."""

_QUOTED = patterns.compile(r"[\"']([^\"']*+)[\"']\s*+[)}|%\]]*+\s*+[-~]?[}%|\]>*]*+\Z")
GUESS = 8  # characters that a tag stands for where it says nothing


def filled(text: str, holes: list[Hole]) -> str:
    """A text with a likely value for each tag: its fallback, else letters. For counting."""
    pieces: list[str] = []
    done = 0
    for hole in holes:
        pieces.append(text[done : hole.start])
        if hole.kind == "output":
            said = text[hole.start : hole.end]
            fallback = _QUOTED.search(said) if FALLBACK.search(said) else None
            pieces.append(fallback[1] if fallback else "x" * GUESS)
        done = hole.end
    pieces.append(text[done:])
    return "".join(pieces)


def width(text: str) -> int:
    """How many columns a text takes (UAX 11): an ideograph is as wide as two letters."""
    count = characters(text)
    if text.isascii():
        return count
    import unicodedata

    return count + sum(unicodedata.east_asian_width(char) in "WF" for char in EMOJI.sub("", text))


def characters(text: str) -> int:
    """How many characters a reader counts (UAX 29, roughly: no marks, one for each emoji)."""
    if "\xad" not in text and all(char < "\u0300" or "\u2010" <= char < "\u2028" for char in text):
        return len(text)  # Latin letters and dashes and quotes: as many as there are
    import unicodedata

    text = EMOJI.sub("x", text)
    return sum(
        unicodedata.category(char) not in ("Mn", "Me", "Cf") and char not in "\ufe0e\ufe0f"
        for char in text
    )
