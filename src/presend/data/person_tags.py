"""Merge tags that name the reader: the text of a tag in, whose name it is out.

Classified by the usual words for names in the tags of `presend.data.merge_tags` and in the
public templates that presend is tried on; a tag that names the sender or a third person is none.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

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
