"""How MJML's components look: their attributes in, effects out, as `style=""` has them.

An attribute comes from the component, else from its `mj-class`, else from what `mj-attributes`
says of its tag or of all, else from MJML itself. Colours and sizes are not inherited from one
component to another; what is seen behind a text is.

Source: the documentation of MJML 4 (documentation.mjml.io, MIT), attributes and default values.
"""

from __future__ import annotations

from presend.documents.looks import properties
from presend.documents.looks.properties import ALL, BOLD, COLOUR, IMAGE, SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.html import Html
    from presend.documents.looks.properties import Effect
    from presend.documents.markup.elements import Attribute, Element

_BOXES = frozenset("mj-body mj-wrapper mj-section mj-column mj-group mj-hero".split())
_BEHIND = ("background-color", "inner-background-color", "background-url")
# color, font-size, font-weight
_TEXTS = {
    "mj-text": ("#000000", "13px", "normal"),
    "mj-table": ("#000000", "13px", "normal"),
    "mj-button": ("#ffffff", "13px", "normal"),
}
_BUTTON = "#414141"
_PROPERTIES = {
    "color": "color",
    "font-size": "font-size",
    "font-weight": "font-weight",
    "background-color": "background-color",
    "inner-background-color": "background-color",
    "container-background-color": "background-color",
}


class Components:
    """The components of a document, and what its `mj-attributes` say of all of them."""

    __slots__ = ("_classes", "_tags", "_unread")

    def __init__(self, html: Html) -> None:
        self._tags: dict[str, Element] = {}
        self._classes: dict[str, Element] = {}
        self._unread = "mjml" not in html.by_name or any(
            each.value("type") != "html" and not (each.value("path") or "").endswith(".css")
            for each in html.elements("mj-include")
            if each.inside("mj-head") or each.inside("mj-body") is None
        )
        for block in html.elements("mj-attributes"):
            for element in block.descendants():
                if element.name == "mj-class":
                    self._classes[element.value("name") or ""] = element
                else:
                    self._tags[element.name] = element

    def effects(self, element: Element) -> tuple[Effect, ...]:
        """What the attributes of a component do; nothing for what is none."""
        name = element.name
        if not name.startswith("mj-") or name == "mj-raw":
            return ()
        made: list[Effect] = []
        if name in _BOXES:
            for key in _BEHIND:
                self._add(made, element, key)
            if self._unread and not made:
                made.append((IMAGE, True, 0, 0))
            return tuple(made)
        defaults = _TEXTS.get(name)
        if defaults is None or self._unread:
            made += ALL if defaults is None else [each for each in ALL if each[0] != IMAGE]
        else:
            for key, value in zip(("color", "font-size", "font-weight"), defaults, strict=True):
                made += _effects(key, value, 0, 0)
        keys = ["color", "font-size", "font-weight"]
        if name == "mj-button":
            made += _effects("background-color", _BUTTON, 0, 0)
            keys.append("background-color")
        else:
            keys.append("container-background-color")
        for key in keys:
            self._add(made, element, key)
        return tuple(made)

    def _add(self, made: list[Effect], element: Element, key: str) -> None:
        attribute = self._attribute(element, key)
        if attribute is None:
            return
        value = attribute.value
        start, end = attribute.span
        if key == "background-url":
            if attribute.text.strip():
                made.append((IMAGE, True, start, end))
        elif value is None:
            slot = {"color": COLOUR, "font-size": SIZE, "font-weight": BOLD}.get(key)
            made.append((IMAGE, True, start, end) if slot is None else (slot, None, start, end))
        else:
            made += _effects(_PROPERTIES[key], value, start, end)

    def _attribute(self, element: Element, key: str) -> Attribute | None:
        classes = reversed((element.value("mj-class") or "").split())
        sources = (
            element,
            *(self._classes.get(name) for name in classes),
            self._tags.get(element.name),
            self._tags.get("mj-all"),
        )
        return next((found for each in sources if each and (found := each.get(key))), None)


def _effects(name: str, value: str, start: int, end: int) -> list[Effect]:
    return [(slot, meant, start, end) for slot, meant in properties.meaning(name, value)]
