"""Plain text: the text part of a mail, or a template of one."""

from __future__ import annotations

from presend.documents import Document
from presend.documents.templating import holes
from presend.documents.templating.holes import GAP
from presend.memo import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.html import Html
    from presend.documents.links import Links
    from presend.documents.templating.includes import Include, LookUp, Nearby
    from presend.source import Source


_LINE = 1_000  # code points before an offset in which its line begins
_QUOTING = (">", "    ", "\t", "+", "|")


class Plain(Document):
    """A plain text; `rendered` is True where no template engine comes after.

    `part` is False for a text that is not read as such, as the target of a button is.
    """

    kind = "plain"

    def __init__(
        self,
        source: Source,
        *,
        dialect: str | None = None,
        rendered: bool = False,
        part: bool = True,
        start: int = 0,
        look_up: LookUp | None = None,
    ) -> None:
        """Read the text from `start` on; what stands before it is front matter."""
        self.source = source
        self.look_up = look_up
        self.nearby: Nearby | None = None
        self.dialect = dialect
        self.rendered = rendered
        self.part = part
        self.start = start
        self.holes, self.broken_holes = holes.find(source.text)
        self.masked = GAP * start + holes.mask(source.text, self.holes)[start:]

    @once
    def links(self) -> Links:
        """The addresses that stand in the text or in strings of its template language."""
        from presend.documents.links import of_plain

        return of_plain(self)

    @once
    def includes(self) -> list[Include]:
        """What it takes from elsewhere: see `presend.documents.templating.includes`."""
        from presend.documents.templating.includes import find

        return find(self)

    def reach(self) -> tuple[list[Html], Include | None]:
        """The documents that it includes, and the first include that cannot be read."""
        from presend.documents.templating.includes import reach

        return reach(self)

    def shows_as_code(self, at: int) -> bool:
        """Whether an offset stands in a line that is quoted or indented, or right behind a tick."""
        before = self.source.text[max(at - _LINE, 0) : at]
        line = before[before.rfind("\n") + 1 :]
        return line.startswith(_QUOTING) or line.endswith("`")

    @property
    def opts_out(self) -> bool:
        """Whether it tells how to unsubscribe."""
        from presend.documents.wording.opt_outs import in_plain

        return in_plain(self)
