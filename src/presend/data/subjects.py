"""What subjects and previews are made of: prefixes of replies, emoji, signs that are not seen.

Sources: section 8 of presend's catalogue (August 2026); Unicode 17 for emoji and for characters
without a shape; the words for "view in browser" are presend's own, those of languages beyond
English, German and French not reviewed by native speakers.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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


_CONTROL = patterns.compile(r"[\x00-\x09\x0b\x0c\x0e-\x19\x1c-\x1f\x7f-\x9f]")
BREAK = patterns.compile(r"[\r\n\u2028\u2029]++")
"""A line break of any kind."""
DOUBLE = patterns.compile(r"(?<=[^ \t\x1a\x1b])[ \t]{2,}(?=[^ \t\x1a\x1b])")
"""White space between words, or tags, that is more than one space."""
_UNSEEN = patterns.compile("[\u180e\u200b\u2060-\u2064\ufeff\u034f\u3164\U000e0000-\U000e007f]")
_JOINER = patterns.compile("[\u200c\u200d]")
_MARK = patterns.compile("[\u200e\u200f\u061c]")
_OVERRIDE = patterns.compile("[\u202a-\u202e\u2066-\u2069]")
_REFERENCE = patterns.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|trade|euro|pound|ndash|mdash|hellip|[lr][sd]quo|zwnj|shy"
    r"|#\d{1,6}|#x[0-9a-f]{1,6});",
    patterns.I,
)
_RIGHT_TO_LEFT = patterns.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = patterns.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufefc]")
_FILLED = patterns.compile(r"[\x1a\x1b]++")


def unseen(text: str) -> Iterator[tuple[str, str]]:
    """What a subject holds that nobody sees, or sees as it is written, the first of each kind.

    The kinds: `control`, `invisible`, `soft hyphen`, `override`, `lost` (U+FFFD), `reference`.
    Joiners of emoji and of scripts that join, and marks of direction among letters that are
    written from the right, are meant.
    """
    if found := _CONTROL.search(text):
        yield "control", found[0]
    signs = list(_UNSEEN.finditer(text))
    idle = _idle_joiners(text)
    signs += [found for found in _JOINER.finditer(text) if found.start() in idle]
    if not _RIGHT_TO_LEFT.search(text):
        signs += _MARK.finditer(text)
    if signs:
        yield "invisible", signs[0][0]
    if "\xad" in text:
        yield "soft hyphen", "\xad"
    if found := _OVERRIDE.search(text):
        yield "override", found[0]
    if "\ufffd" in text:
        yield "lost", "\ufffd"
    if found := _REFERENCE.search(text):
        yield "reference", found[0]


def _idle_joiners(text: str) -> set[int]:
    """Where joiners stand that are part of no emoji and of no word in a script that uses them."""
    if not _JOINER.search(text):
        return set()
    wanted = {at for found in EMOJI.finditer(text) for at in range(*found.span())}
    return {
        found.start()
        for found in _JOINER.finditer(text)
        if found.start() not in wanted and not _JOINING.match(text, max(found.start() - 1, 0))
    }


def cleaned(raw: str, masked: str) -> str:
    """A subject without what is unseen and without superfluous white space, references decoded.

    What stands in tags is left as it is; `masked` has fillers for it.
    """
    pieces: list[str] = []
    done = 0
    for hole in _FILLED.finditer(masked):
        pieces += (_plain(masked[done : hole.start()]), raw[hole.start() : hole.end()])
        done = hole.end()
    pieces.append(_plain(masked[done:]))
    return "".join(pieces).strip(" \t\xa0\n")


def _plain(text: str) -> str:
    if "&" in text and _REFERENCE.search(text):
        from html import unescape

        text = _REFERENCE.sub(lambda found: unescape(found[0]), text)
    if idle := _idle_joiners(text):
        text = "".join(char for at, char in enumerate(text) if at not in idle)
    if not _RIGHT_TO_LEFT.search(text):
        text = _MARK.sub("", text)
    text = _OVERRIDE.sub("", _UNSEEN.sub("", text)).replace("\xad", "")
    text = _CONTROL.sub("", BREAK.sub(" ", text.replace("\t", " ")))
    return DOUBLE.sub(" ", text)
