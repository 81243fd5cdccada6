"""`presend handoff`: the sender's address in, instructions for the recipients out."""

from __future__ import annotations

from presend import handoffs
from presend.allowlists.sender import Sender
from presend.cli import arguments, check_options, streams
from presend.cli.arguments import Option
from presend.documents.mail import addresses
from presend.domains import normal
from presend.errors import UsageError
from presend.settings import Settings
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.documents.reading import Sending

SUMMARY = """Instructions for recipients whom your mail does not reach: the address book, the spam
folder, the inbox, opening and clicking, and what to tell the IT team. They are filled with the
From address and domain of [sending] in presend.toml, or of --from."""
OPTIONS = (
    Option("--lang", "LANGUAGE", "the language", choices=handoffs.LANGUAGES, default="en"),
    Option("-f --format", "FORMAT", "how to print", choices=("text", "html"), default="text"),
    Option("--from", "ADDRESS", "the From address: news@acme.com, or Acme <news@acme.com>"),
    *check_options.rows("--domain", "--esp", "--config", "--isolated"),
    Option("-o --output", "FILE", "write there"),
)  # fmt: skip


def run(argv: Sequence[str]) -> int:
    """Print the instructions; the exit code."""
    options = arguments.read("handoff", SUMMARY, "", OPTIONS, argv)
    if options.paths:
        raise UsageError("handoff takes no file; it is filled from [sending] or --from")
    given = getattr(options, "from")
    settings = Settings(
        options.config,
        options.isolated,
        lambda config: config.give(given, options.domain or None, options.esp, None),
    )
    sending = settings.of("handoff").sending_for("handoff", Source("handoff", ""))
    sender = Sender(sending, ())
    if not sender.address:
        raise UsageError(_why_not(sending, given))
    domains = list(dict.fromkeys((sender.from_domain, *sender.shared)))
    contact = _mailbox(sending, "reply-to")
    words = handoffs.Words(
        options.lang, _name(sending) or sender.from_domain, sender.address, contact
    )
    render = handoffs.html if options.format == "html" else handoffs.text
    text = render(words, sender.address, domains, contact=bool(contact))
    streams.write(options.output, text)
    return 0


def _why_not(sending: Sending, given: str | None) -> str:
    if given is not None:
        return f"--from: {given!r} holds no address; write news@acme.com or Acme <news@acme.com>"
    if "from" in sending.values:
        written = sending.values["from"]
        return f"{written.path}: sending.from: {written.text!r} holds no address; give --from"
    return 'no From address is known; give --from, or write from = "…" into [sending]'


def _name(sending: Sending) -> str:
    """The display name; empty where there is none or a template fills it in."""
    boxes = addresses.parse(sending.values["from"].text).mailboxes
    name = boxes[0].name if boxes else ""
    return "" if any(sign in name for sign in ("{", "%", "*|", "[[")) else name


def _mailbox(sending: Sending, field: str) -> str:
    value = sending.values.get(field)
    boxes = addresses.parse(value.text).mailboxes if value is not None else ()
    return boxes[0].address if boxes and normal(boxes[0].domain) else ""
