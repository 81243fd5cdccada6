"""`presend trace`: a received message in; the card for the IT team and a verdict out."""

from __future__ import annotations

from presend.cli import arguments, streams
from presend.cli.arguments import Option
from presend.documents.message import Message
from presend.errors import ReadError, UsageError
from presend.source import Source
from presend.traces import trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from presend.cli.arguments import Values
    from presend.documents.zone import Answer
    from presend.traces.checked import Ask

SUMMARY = """For a message that was delivered and that nobody saw. Delivered does not mean in the
inbox: it may lie in the spam folder or in quarantine. MESSAGE is the copy from the recipient's
mailbox (Show original, View source, saved as .eml); - reads standard input.

First look up at your provider whether the message was sent at all, and whether it bounced."""
OPTIONS = (
    Option("-f --format", "FORMAT", "how to print", choices=("text", "json"), default="text"),
    Option("--receiver", "DOMAIN", "a domain of the recipient's own mail servers, filters before "
           "the mailbox included; what these wrote is trusted (repeatable)", many=True),
    Option("--verify", "", "verify the DKIM signatures; asks DNS, unless --zone is given"),
    Option("--zone", "FILE", "DNS records as zone text, for --verify"),
    Option("--nameserver", "HOST[:PORT]", "whom --verify asks"),
    Option("--timezone", "NAME", "local time, such as Europe/Helsinki; else this machine's"),
    Option("-o --output", "FILE", "write there"),
)  # fmt: skip
SECONDS = 20.0  # for all questions of one message


def run(argv: Sequence[str]) -> int:
    """Print what the message tells; the exit code."""
    options = arguments.read("trace", SUMMARY, "MESSAGE.eml", OPTIONS, argv)
    if len(options.paths) != 1:
        raise UsageError("trace needs one message: presend trace MESSAGE.eml")
    zone = _timezone(options.timezone)
    message = Message(streams.read(options.paths[0], message=True))
    if not message.headers.fields:
        raise ReadError(
            f"{options.paths[0]}: it has no header, so it is no message; save the message itself "
            "(Show original, View source)"
        )
    found = trace(message, options.receiver)
    checked = None
    if options.verify:
        from presend.traces.checked import verify

        checked = verify(message, _keys(options))
    if options.format == "json":
        from presend.traces import json

        text = json.render(found, zone, checked)
    else:
        from presend.traces import text as words

        text = words.render(found, zone, checked)
    streams.write(options.output, text)
    return 0


def _keys(options: Values) -> Ask:
    if options.zone is not None:
        from presend.documents.reading import zone_of

        zone = zone_of(streams.read(options.zone))
        return lambda name: zone.lookup(name, "TXT")
    return _asking(options.nameserver)


def _asking(nameserver: str | None) -> Ask:
    """A function that asks the DNS, all questions within `SECONDS`."""
    from time import monotonic

    from presend import dns
    from presend.documents.zone import CHAIN_LIMIT, Zone

    answers = dns.Answers(dns.servers(nameserver), monotonic() + SECONDS)

    def ask(name: str) -> Answer:
        for _ in range(CHAIN_LIMIT):
            zone = Zone(Source("DNS", answers.text(())))
            answer = zone.lookup(name, "TXT")
            if answers.asked.issuperset(zone.wanted):
                break
            answers.ask(zone.wanted)
        return answer

    return ask


def _timezone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        said = f"--timezone: {name!r} is none that this machine knows; try Europe/Berlin"
        raise UsageError(said) from None
