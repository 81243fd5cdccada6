"""A trace as one JSON object, presend/trace-1."""

from __future__ import annotations

import json

from presend.traces.text import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from typing import Any

    from presend.traces import Trace
    from presend.traces.checked import Checked


def render(
    trace: Trace, zone: tzinfo | None = None, checked: Sequence[Checked] | None = None
) -> str:
    """The object and a line end; ASCII. What is not known is null."""
    card, route, verdict = trace.card, trace.route, trace.verdict
    hops = list(reversed(route.hops))
    border = None if route.border is None else len(hops) - 1 - route.border
    made: dict[str, Any] = {
        "schema": "presend/trace-1",
        "path": trace.message.source.path,
        "card": {
            "subject": card.subject or None,
            "from": card.sender or None,
            "from_address": card.address or None,
            "return_path": card.return_path or None,
            "recipient": card.recipient or None,
            "message_id": card.message_id or None,
            "sent": _moment(card.sent, zone),
            "delivered": _moment(card.delivered, zone),
            "sending_ip": card.ip or None,
            "sending_host": card.name or None,
            "helo": card.helo or None,
            "receiver": card.receiver or None,
            "dkim": [
                {"d": each.domain, "s": each.selector, "result": each.result}
                for each in card.signatures
            ],
        },
        "hops": [
            {
                "from": hop.name or hop.helo or None,
                "helo": hop.helo or None,
                "ip": hop.ip or None,
                "by": hop.by or None,
                "with": hop.via or None,
                "id": hop.id or None,
                "date": _moment(hop.seconds, zone),
                "delay": _delay(hops[number - 1].seconds if number else None, hop.seconds),
                "trusted": border is not None and number >= border,
            }
            for number, hop in enumerate(hops)
        ],
        "statements": [
            {
                "header": each.header.name,
                "line": each.line,
                "quote": each.quote,
                "trusted": each.trusted,
                "why_not": each.why or None,
                "server": (each.results.server or None) if each.results is not None else None,
                "said": [
                    {"quote": quote, "place": place or None, "meaning": meaning}
                    for quote, place, meaning in each.said
                ],
            }
            for each in trace.statements
        ],
        "verdict": {
            "place": verdict.place,
            "certain": verdict.certain,
            "evidence": [
                {"header": each.header.name, "line": each.line, "quote": quote}
                for each, quote, _ in verdict.evidence
            ],
            "failures": [
                {"header": each.header.name, "line": each.line, "meaning": meaning}
                for each, meaning in verdict.failures
            ],
            "next": verdict.steps,
        },
    }
    if checked is not None:
        made["verified"] = [
            {"d": each.domain, "s": each.selector, "result": each.result, "reason": each.reason}
            for each in checked
        ]
    return json.dumps(made, indent=1) + "\n"


def _moment(seconds: int | None, zone: tzinfo | None) -> dict[str, Any] | None:
    if seconds is None:
        return None
    utc, local = moment(seconds, zone)
    return {"epoch": seconds, "utc": utc, "local": local}


def _delay(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before
