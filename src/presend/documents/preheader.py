"""The hidden block at the top of a mail that the inbox shows after the subject."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.html import Html
class Preheader:
    pass
def of_html(html: Html) -> Preheader | None:
    return None
