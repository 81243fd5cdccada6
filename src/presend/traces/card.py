"""The card for the recipient's IT team: what finds the message in their logs."""

from __future__ import annotations

from presend.documents.mail import addresses, authentication, dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.message import Message
    from presend.traces.evidence import Statement
    from presend.traces.route import Route

SIGNATURES = 20  # DKIM signatures that are named


class Signature:
    """One DKIM signature: its domain (d=), its selector (s=), and what the receiver says of it."""

    __slots__ = ("domain", "result", "selector")

    def __init__(self, domain: str, selector: str, result: str) -> None:
        self.domain = domain
        self.selector = selector
        self.result = result


class Card:
    """Empty texts and None stand for what the message does not tell.

    `sent` is the Date field, `delivered` when the last server took the message, both in seconds
    from 1970; `recipient` is whom the receiver's servers name. `ip`, `name` and `helo` are those
    of the server that handed the message to the receiver, `receiver` the server that took it.
    """

    def __init__(self, message: Message, route: Route, statements: Sequence[Statement]) -> None:
        headers = message.headers

        def value(name: str) -> str:
            header = headers.get(name)
            return " ".join(header.value.split()) if header is not None else ""

        self.subject = value("subject")
        self.sender = value("from")
        written = headers.get("from")
        boxes = addresses.parse(written.unfolded.text).mailboxes if written else ()
        self.address = boxes[0].address if boxes else ""
        self.message_id = value("message-id")
        date = dates.parse(headers_text(message, "date"))
        self.sent = date.seconds if date is not None else None
        self.return_path = value("return-path").strip("<> ")
        if not self.return_path:
            mailed = [
                result.properties["smtp.mailfrom"]
                for statement in statements
                if statement.trusted and statement.results is not None
                for result in statement.results.all("spf")
                if "smtp.mailfrom" in result.properties
            ]
            self.return_path = mailed[0] if mailed else ""
        self.ip = self.name = self.helo = self.receiver = self.recipient = ""
        self.delivered: int | None = None
        if route.border is not None:
            entry = route.entry
            self.ip, self.name, self.helo, self.receiver = (
                entry.ip,
                entry.name,
                entry.helo,
                entry.by,
            )
            inside = route.hops[: route.border + 1]
            self.recipient = next((hop.recipient for hop in inside if hop.recipient), "")
            self.delivered = next((h.seconds for h in inside if h.seconds is not None), None)
        self.signatures = list(_signatures(message, statements))


def headers_text(message: Message, name: str) -> str:
    header = message.headers.get(name)
    return header.unfolded.text if header is not None else ""


def _signatures(message: Message, statements: Sequence[Statement]) -> list[Signature]:
    said = [
        result
        for statement in statements
        if statement.trusted and statement.results is not None
        for result in statement.results.all("dkim")
    ]
    found: list[Signature] = []
    for header in message.headers.all("dkim-signature")[:SIGNATURES]:
        tags = authentication.tags(header.unfolded.text)
        domain, selector = tags.get("d", "").lower(), tags.get("s", "")
        of_domain = [each for each in said if each.domain == domain]
        exact = [
            each for each in of_domain if each.properties.get("header.s", selector) == selector
        ]
        result = exact[0].result if exact else "not said"
        found.append(Signature(domain, selector, result))
    return found
