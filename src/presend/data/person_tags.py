"""Merge tags that name the reader: the text of a tag in, whose name it is out; how they greet.

Classified by the usual words for names in the tags of `presend.data.merge_tags` and in the
public templates that presend is tried on; a tag that names the sender or a third person is none.
The greetings are presend's own, not confirmed.
"""

from __future__ import annotations

from presend import patterns
from presend.data.branches import inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Literal

    from presend.documents.templating.holes import Branch, Hole, Holes

    Kind = Literal["first", "last", "place"]

_AROUND = "{}[]<>%*|$#=-~ \t\r\n"
_PATH = patterns.compile(
    r"(?:data:|var:|contactfield=)?([@.]?[A-Za-z_][\w$]*+(?:\.(?!(?:capitali[sz]e|titleize|upcase"
    r"|downcase|strip|to_s|html_safe)\b)[\w$]++)*+(?: Name\b)?)"
)
# Filters that make no text out of nothing.
_HARMLESS = patterns.compile(
    r"(?:\s*+(?:\||\.)\s*+(?:capitali[sz]e|capfirst|title|titleize|titlecase|upper|upcase|lower"
    r"|downcase|trim|strip|e|h|escape|escape_html|force_escape|safe|html_safe|to_s)\b(?:\(\))?)*+"
    r"[\s}]*+\Z"
)
_FIRST = frozenset("firstname fname givenname forename first".split())
_LAST = frozenset("lastname lname surname familyname".split())
_PLACE = frozenset("company companyname city".split())
_CONTACTS = frozenset("contact subscriber customer lead person recipient user profile".split())
_OTHERS = frozenset(
    "owner sender author agent rep inviter from manager host organizer admin staff seller driver "
    "friend referrer invitedby createdby contactowner address billingaddress "
    "shippingaddress".split()
)
_GIVES = patterns.compile(r"\{%[-+~]?\s*+(?:set|with|assign|blocktrans(?:late)?)\b")
_ASSIGNED = patterns.compile(r"\b(\w++)\s*+=\s*+([A-Za-z_][\w.]*+)((?:\s*+\|[^%]*+)?)")


def may_name(text: str) -> bool:
    """A quick look: whether a tag, or a text of many, may name a person or a place."""
    text = text.lower()
    return "name" in text or "first" in text or "city" in text or "company" in text


def kind(tag: str, given: Mapping[str, str | None]) -> str | None:
    """Which part of a contact a tag shows that has no fallback; None for any other tag.

    Parts are "first", "last" and "place". `given` are the names that the template itself gives
    values.
    """
    if not may_name(tag) and not given.get(tag.strip(_AROUND)):
        return None
    bare = tag.strip(_AROUND)
    found = _PATH.match(bare)
    if found is None or not _HARMLESS.match(bare, found.end()):
        return None
    path = found[1]
    return given[path] if path in given else _of_path(path)


def _of_path(path: str) -> Kind | None:
    *owners, last = ("".join(filter(str.isalpha, part)).lower() for part in path.split("."))
    if any(owner in _OTHERS for owner in owners):
        return None
    if last in _FIRST and (last != "first" or owners):
        return "first"
    if last in _LAST:
        return "last"
    return "place" if last in _PLACE and owners and owners[-1] in _CONTACTS else None


def given(statement: str) -> dict[str, str | None]:
    """The names that a statement gives values (`{% with name=user.first_name %}`).

    The value is the part of a contact that it is, as in `kind`.
    """
    if "=" not in statement or not _GIVES.match(statement):
        return {}
    return {
        found[1]: _of_path(found[2]) if _HARMLESS.match(found[3].rstrip(_AROUND)) else None
        for found in _ASSIGNED.finditer(statement)
    }


_ASKS = patterns.compile(r"name|\.first\b|company|city", patterns.I)
_LONGEST = 200  # code points of a tag that is looked at


def bare(text: str, holes: Holes, start: int = 0) -> list[tuple[Hole, str]]:
    """The tags, from `start` on, that show a part of a contact and have no fallback, with that."""
    said = holes.said
    if not may_name(said):
        return []
    gives = any(word in said for word in ("set ", "with ", "assign "))
    values: dict[str, str | None] = {}
    found: list[tuple[Hole, str]] = []
    for hole in holes:
        if hole.opener == "{%":
            if gives:
                values.update(given(text[hole.start : hole.end]))
        elif hole.kind == "output" and hole.start >= start and hole.end - hole.start < _LONGEST:
            part = kind(text[hole.start : hole.end], values)
            if part is not None:
                found.append((hole, part))
    return found


def asking(text: str, branches: Iterable[Branch]) -> Callable[[int], bool]:
    """Whether an offset stands in a branch that asks for a part of a contact."""
    return inside(
        (branch.marks[0].start, branch.marks[-1].end)
        for branch in branches
        if branch.closed and any(_ASKS.search(text, mark.start, mark.end) for mark in branch.marks)
    )


_HOLE = "\x1a"  # as in `documents.templating.holes`
_GREETING = patterns.compile(
    r"(?<!\w)(?:hi|hello|hey|dear|hiya|welcome|thanks|thank you|good (?:morning|afternoon|evening)"
    r"|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|sehr geehrte\w*|hej|hei|moi|terve|bonjour"
    r"|bonsoir|salut|ch[eè]re?|hola|querid[oa]|estimad[oa]|ol[áa]|ciao|salve|gentile|car[oa]"
    r"|beste|cześć|witaj|ahoj|привет|здравствуйте)(?: back| again| friend)?[\s,]*+\Z",
    patterns.I,
)
_SEPARATE = patterns.compile(r"(?:\A|[,.!?:])\s*+\Z")
_CLOSING = patterns.compile(r"[\s\x1a]*+[,!.]?")
_WORD = patterns.compile(r"[^\W\d_]{2}")


class Gap:
    """What is read around a tag that is empty.

    `text` is what is left of a greeting, or of a phrase that is nothing without the tag; empty
    within a sentence. `greets` says that a greeting stands before it.
    """

    __slots__ = ("greets", "text")

    def __init__(self, text: str, *, greets: bool) -> None:
        self.text = " ".join(text.split())
        self.greets = greets


def read_without(kind: str, before: str, after: str) -> Gap | None:
    """What is read around a tag of that kind if it is empty; None where nobody misses it."""
    if before.rstrip().endswith(_HOLE):  # the last name after the first
        return None
    closing = _CLOSING.match(after)
    close = closing[0].replace(_HOLE, "") if closing else ""
    greeting = _GREETING.search(before)
    if kind != "place" and greeting is not None:
        return Gap(before[greeting.start() :] + close, greets=True)
    if kind != "place" and close.strip() and _SEPARATE.search(before):
        words = [*before.split()[-1:], close]
        left = " ".join(words if before.strip() else after.replace(_HOLE, "").split()[:8])
        return Gap(left, greets=False)
    if _WORD.search(before.rpartition("\n")[2][-15:] + after.partition("\n")[0][:15]):
        return Gap("", greets=greeting is not None)
    return None
