"""A received message in; its way, what the receiver said of it, and where it probably is out.

`trace` puts the parts together; `text` and `json` render them.
"""

from __future__ import annotations

from presend.traces.card import Card
from presend.traces.evidence import gathered
from presend.traces.route import Route
from presend.traces.verdict import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.message import Message
    from presend.traces.evidence import Statement
    from presend.traces.verdict import Verdict


class Trace:
    """All that a message tells of its way. `statements` are in the order of the header."""

    __slots__ = ("card", "message", "route", "statements", "verdict")

    def __init__(
        self, message: Message, route: Route, statements: list[Statement], verdict: Verdict
    ) -> None:
        self.message = message
        self.route = route
        self.statements = statements
        self.verdict = verdict
        self.card = Card(message, route, statements)


def trace(message: Message, receivers: Sequence[str] = ()) -> Trace:
    """What a message tells. `receivers` are domains whose servers are the recipient's own."""
    route = Route(message.headers, receivers)
    statements = gathered(message.headers, route)
    return Trace(message, route, statements, judged(statements, route))
