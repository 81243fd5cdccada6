"""A zone and a domain in, where mail for it goes out (RFC 5321, 5.1)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from presend.documents.zone import Answer, Record, Zone


class Mail:
    """`state` is `mx`, `null` (RFC 7505), `address` (no MX, but an address), `none`, `unknown`.

    `answer` is that for MX; `lacking` what the zone does not hold, and its type.
    """

    __slots__ = ("addresses", "answer", "lacking", "state")

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.state: Literal["mx", "null", "address", "none", "unknown"] = "unknown"
        self.addresses: list[Record] = []
        self.lacking: tuple[Answer, str] | None = None


def mail(zone: Zone, domain: str) -> Mail:
    """Where mail for a domain goes."""
    found = Mail(zone.lookup(domain, "MX"))
    if not found.answer.known:
        found.lacking = found.answer, "MX"
    elif found.answer.records:
        targets = {record.target for record in found.answer.records}
        found.state = "null" if targets == {""} else "mx"
    elif found.answer.state == "nxdomain":
        found.state = "none"
    else:
        answers = [(zone.lookup(domain, kind), kind) for kind in ("A", "AAAA")]
        found.addresses = [record for answer, _ in answers for record in answer.records]
        if found.addresses:
            found.state = "address"
        elif all(answer.known for answer, _ in answers):
            found.state = "none"
        else:
            found.lacking = next(each for each in answers if not each[0].known)
    return found
