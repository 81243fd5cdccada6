"""A whole message (.eml): headers and MIME parts, read as Latin-1 so that offsets are bytes."""

from __future__ import annotations

from presend import patterns
from presend.documents import Document
from presend.documents.links import Link, Links
from presend.memo import once
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.html import Html
    from presend.documents.mail.headers import Headers
    from presend.documents.mail.mime import Part
    from presend.documents.plain import Plain
    from presend.source import Source

_LINK_HEADERS = (
    "list-unsubscribe",
    "list-subscribe",
    "list-help",
    "list-owner",
    "list-post",
    "list-archive",
    "archived-at",
)
_URI = patterns.compile(r"<\s*+([^<>]*+)>")


class Message(Document):
    """A message after RFC 5322 and MIME. `html` and `plain` are its decoded text parts."""

    kind = "message"

    def __init__(self, source: Source) -> None:
        from presend.documents.mail import mime

        self.source = source
        self.root: Part = mime.parse(source)
        self.html: list[Html] = []
        self.plain: list[Plain] = []

    @property
    def headers(self) -> Headers:
        return self.root.headers

    def texts(self) -> Iterator[tuple[str, Source]]:
        """Type and decoded text of each text part that a client shows (RFC 2183: inline)."""
        from presend.documents.mail import mime

        for part in self.root.walk():
            if part.type in ("text/html", "text/plain") and part.disposition != "attachment":
                decoded = mime.decode(part, self.source)
                if decoded is not None:
                    yield part.type, decoded

    @once
    def links(self) -> Links:
        """The URIs of the List headers (RFC 2369) and of Archived-At (RFC 5064), and the links of
        an AMP part, which is judged by no other rule than those on links."""
        return Links((*self._header_links(), *self._amp_links()))

    def _amp_links(self) -> Iterator[Link]:
        for part in self.root.walk():
            if part.type == "text/x-amp-html":
                from presend.documents.html import Html
                from presend.documents.mail import mime

                decoded = mime.decode(part, self.source)
                if decoded is not None:
                    yield from Html(decoded, rendered=True).links

    def _header_links(self) -> Iterator[Link]:
        for header in self.headers:
            if header.name.lower() in _LINK_HEADERS:
                decoded = header.decoded
                for found in _URI.finditer(decoded.text):
                    text = "".join(found[1].split())
                    yield Link("header", decoded, Span(*found.span(1)), text)
