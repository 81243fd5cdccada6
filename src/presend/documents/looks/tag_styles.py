"""What a start tag by itself says of the look of its element: an element in, that out.

It depends on nothing but the text of the tag, so it is remembered by it: mails repeat their tags.
"""

from __future__ import annotations

from presend.documents.looks import properties
from presend.documents.looks.style import presentational
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from presend.documents.looks.properties import Effect
    from presend.documents.markup.elements import Element

    Key: TypeAlias = tuple[str, str]
    """What to look a selector up by: `.` and a class, `#` and an id, or nothing and a name."""

_TAGS: Memo[str, TagStyle] = Memo()


class TagStyle:
    """The part of one tag in the cascade.

    `keys` are those of all selectors that may mean the element; `classes` and `id` are None
    where a hole is in them, and `marked` tells that there is either. `attributes`, `normal` and
    `important` are the effects of old attributes and of `style`, whose places count from
    the start of the tag and from `offset`; `style` is the text of the latter, as it is masked.
    `silent`: it says nothing.
    """

    __slots__ = ("attributes", "classes", "hidden", "id", "important", "keys", "linked", "marked",
                 "normal", "offset", "silent", "style", "unread")  # fmt: skip

    def __init__(self, element: Element) -> None:
        places = element.places
        value = element.value("class") if "class" in places else ""
        self.classes = None if value is None else frozenset(value.split())
        self.id = element.value("id") if "id" in places else ""
        self.keys: list[Key] = [("", ""), ("", element.name)]
        self.keys += [(".", name) for name in self.classes or ()]
        if "id" in places:
            self.keys.append(("#", self.id or ""))
        self.marked = "class" in places or "id" in places or "css-class" in places
        self.unread = "css-class" in places or self.classes is None or self.id is None
        self.attributes = presentational(element, places)
        if self.attributes:
            at = element.start
            self.attributes = tuple((a, b, c - at, d - at) for a, b, c, d in self.attributes)
        self.normal: tuple[Effect, ...] = ()
        self.important: tuple[Effect, ...] = ()
        self.style, self.offset = "", 0
        if "style" in places:
            start, end = element.get("style").span  # type: ignore[union-attr]
            self.style, self.offset = element.html.masked[start:end], start - element.start
            self.normal, self.important = properties.inline(self.style)
        self.hidden = "hidden" in places
        self.linked = "href" in places
        self.silent = not (
            self.marked or self.attributes or self.normal or self.important or self.hidden
        )


def of(element: Element) -> TagStyle:
    """What its start tag says."""
    tag = element.html.masked[element.start : element.end]
    return _TAGS.get(tag) or _TAGS.keep(tag, TagStyle(element))
