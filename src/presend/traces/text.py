"""A trace as people read it: the card, the way, what was said, the verdict."""

from __future__ import annotations

from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from presend.documents.mail.received import Hop
    from presend.traces import Trace
    from presend.traces.checked import Checked

SHOWN = 40  # hops and statements


def render(
    trace: Trace, zone: tzinfo | None = None, checked: Sequence[Checked] | None = None
) -> str:
    """The whole trace. `zone` is that of local times, None for the machine's."""
    parts = [
        ("For the recipient's IT team", _card(trace, zone)),
        ("The way of the message, first server first", _hops(trace, zone)),
        ("What the receiver said", _statements(trace)),
        ("Not trusted", _doubted(trace)),
    ]
    if checked is not None:
        parts.append(("DKIM signatures, verified", [each.words for each in checked] or ["none"]))
    parts.append(("Where it is", _verdict(trace)))
    text = ""
    for title, lines in parts:
        if lines:
            text += f"{title}\n" + "".join(f"  {line(each)}\n" for each in lines) + "\n"
    return text.removesuffix("\n")


def moment(seconds: int, zone: tzinfo | None) -> tuple[str, str]:
    """A moment in UTC and in local time, as IT teams search for it."""
    from datetime import UTC, datetime, timedelta

    utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    try:
        local = utc.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # a date that the machine cannot reckon with
        local = utc
    return f"{utc:%Y-%m-%d %H:%M:%S} UTC", f"{local:%Y-%m-%d %H:%M:%S %z}"


def _card(trace: Trace, zone: tzinfo | None) -> list[str]:
    card = trace.card
    rows = [
        ("Subject", card.subject),
        ("From", card.sender),
        ("Return-Path", card.return_path),
        ("To", card.recipient),
        ("Message-ID", card.message_id),
    ]
    for name, seconds in (("Sent", card.sent), ("Delivered", card.delivered)):
        utc, local = moment(seconds, zone) if seconds is not None else ("", "")
        rows += [(name, utc), ("  local time", local)] if utc else [(name, "")]
    peer = f"{card.ip} ({card.name or f'called itself {card.helo}'})" if card.ip else ""
    rows += [("Sending IP", peer), ("Received by", card.receiver)]
    for signature in card.signatures:
        said = f"d={signature.domain} s={signature.selector} ({signature.result})"
        rows.append(("DKIM", said))
    if not card.signatures:
        rows.append(("DKIM", "no signature"))
    return [f"{name:13}{value or 'not known'}" for name, value in rows]


def _hops(trace: Trace, zone: tzinfo | None) -> list[str]:
    hops, border = trace.route.hops, trace.route.border
    lines = []
    before: int | None = None
    for number in range(len(hops) - 1, -1, -1):
        hop = hops[number]
        when = moment(hop.seconds, zone)[0] if hop.seconds is not None else "no date"
        lines.append(f"{when:24}{_delay(before, hop.seconds):>9}  {_peers(hop)}")
        before = hop.seconds if hop.seconds is not None else before
        if number == border and number < len(hops) - 1:
            lines.insert(len(lines) - 1, "- up to here the sender's side tells it -")
    if len(lines) > SHOWN:
        lines = [*lines[: SHOWN // 2], "\u2026", *lines[-SHOWN // 2 :]]
    return lines or ["no server says that it received this copy"]


def _peers(hop: Hop) -> str:
    source = hop.name or hop.helo or "itself"
    at = f" [{hop.ip}]" if hop.ip and hop.ip != source else ""
    return f"{source}{at} \u2192 {hop.by or 'unknown'}" + (f" ({hop.via[:40]})" if hop.via else "")


def _delay(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    return f"{'-' if after < before else '+'}{span(abs(after - before))}"


def span(seconds: int) -> str:
    """A length of time: 45 s, 12 min, 3 h, 2 d."""
    for limit, unit, word in ((120, 1, "s"), (7_200, 60, "min"), (172_800, 3_600, "h")):
        if seconds < limit:
            return f"{seconds // unit} {word}"
    return f"{seconds // 86_400} d"


def _statements(trace: Trace) -> list[str]:
    lines: list[str] = []
    for statement in trace.statements:
        if statement.trusted:
            lines += (f"line {statement.line}, {statement.header.name}: {meaning}"
                      for _, _, meaning in statement.said[:SHOWN])  # fmt: skip
    return _cut(lines) or ["nothing that presend knows"]


def _doubted(trace: Trace) -> list[str]:
    lines: list[str] = []
    for statement in trace.statements:
        if not statement.trusted and (statement.said or statement.results is not None):
            lines.append(f"line {statement.line}, {statement.header.name}: {statement.quote}")
            lines.append(f"    {statement.why}")
    return _cut(lines)


def _cut(lines: list[str]) -> list[str]:
    if len(lines) <= SHOWN:
        return lines
    return [*lines[:SHOWN], f"\u2026 and {len(lines) - SHOWN:,} lines more"]


def _verdict(trace: Trace) -> list[str]:
    verdict = trace.verdict
    lines = [verdict.words[:1].upper() + verdict.words[1:]]
    for statement, quote, _ in verdict.evidence[:SHOWN]:
        lines.append(f"  because line {statement.line}, {statement.header.name}, says {quote}")
    for statement, meaning in verdict.failures[:SHOWN]:
        lines.append(f"  and line {statement.line}: {meaning}")
    if not verdict.evidence:
        lines.append("  nothing that the receiver wrote into this copy tells it")
    return [*lines, "What to do", *_steps(verdict.steps)]


def _steps(steps: Sequence[str]) -> Iterator[str]:
    from textwrap import wrap

    for number, step in enumerate(steps, 1):
        yield from wrap(step, 77, initial_indent=f"{number}. ", subsequent_indent="   ")
