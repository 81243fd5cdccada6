"""Texts parsed into trees whose every node knows its span. No module here knows of rules."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from presend.source import Source


class Document:
    """A parsed source. Parsing never fails: what cannot be read is a fact of the document."""

    __slots__ = ()
    kind: ClassVar[str]
    """The word for this kind of document in output and in the examples of rules."""
    source: Source
