"""The hand-over as a letter to the recipient's IT team."""

from __future__ import annotations

from presend.allowlists.sender import expanded, shown
from presend.data.allowlists import NOT_HONOURED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.allowlists.sender import Sender

ONLY = (
    "For company mail gateways only. It lets in mail of others that share these addresses, so "
    "ask for the DKIM domain together with the addresses where the gateway can."
)
NO_CURE = "It mends no missing SPF, DKIM or DMARC: presend domain checks those."


def text(sender: Sender) -> str:
    """The whole hand-over; what is not known is named at its end."""
    of = f" for {sender.from_domain}" if sender.from_domain and sender.esp else ""
    lines = [f"Allowlist for mail from {sender.name}{of}", "", *folded(ONLY), *folded(NO_CURE), ""]
    lines += _who(sender)
    if sender.entries:
        lines += ["", *_addresses(sender)]
    lines += ["", "Where no allowlist helps"]
    for where, said in NOT_HONOURED:
        lines += folded(f"{where}: {said}", "  ", "    ")
    if sender.unknown:
        lines += ["", "Not known"]
        for said in sender.unknown:
            lines += folded(said, "  ", "    ")
    return "\n".join(lines) + "\n"


def _who(sender: Sender) -> list[str]:
    rows = [("From address", sender.address)] if sender.address else []
    rows += [
        (what, f"{domain} and all below it" if sender.below(domain) else domain)
        for what, domain in sender.domains
    ]
    lines = ["Who sends"]
    width = max((len(what) for what, _ in rows), default=0)
    before = ""
    for what, value in rows:
        lines.append(f"  {'' if what == before else what:{width}}  {value}".rstrip())
        before = what
    if sender.connected == () and sender.shared:
        lines += ["", *folded(
            f"No sending domain is connected in {sender.name}: its mail comes from domains that "
            "all its customers share. Connect one, and recipients need allow yours alone."
        )]  # fmt: skip
    elif sender.connected is None and sender.shared:
        lines += [
            "",
            *folded("The shared domains count only where no sending domain is connected."),
        ]
    return lines if rows else [*lines, "  nobody has said"]


def _addresses(sender: Sender) -> list[str]:
    single = sum(entry.single for entry in sender.entries)
    ranges = len(sender.entries) - single
    counts = [
        _count(number, word)
        for number, word in ((single, "single address"), (ranges, "range"))
        if number
    ]
    whole = f"{sender.count:,} addresses in all"
    width = min(44, max(len(shown(entry)) for entry in sender.entries))
    return [
        f"IP addresses: {' and '.join(counts)}, {whole}. Allow all of them.",
        *(f"  {shown(entry):{width}}  {expanded(entry)}" for entry in sender.entries),
    ]


def _count(number: int, word: str) -> str:
    plural = word + ("es" if word.endswith("s") else "s")
    return f"{number:,} {word if number == 1 else plural}"


def folded(text: str, first: str = "", other: str = "") -> list[str]:
    """Lines of at most 79 columns."""
    from textwrap import wrap

    return wrap(text, 79, initial_indent=first, subsequent_indent=other, break_on_hyphens=False)
