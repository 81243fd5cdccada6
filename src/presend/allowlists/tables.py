"""The hand-over for programs: one network a line, CSV, JSON."""

from __future__ import annotations

from presend.allowlists.sender import shown
from presend.data.allowlists import NOT_HONOURED
from presend.documents.ip.ip_networks import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from presend.allowlists.sender import Sender


def lines(sender: Sender) -> str:
    """Addresses and CIDR ranges, one a line, and nothing else."""
    return "".join(f"{network}\n" for network in sender.cidrs)


def csv(sender: Sender) -> str:
    """A row for each address, range and domain: kind, value, first, last, addresses."""
    from csv import writer
    from io import StringIO

    out = StringIO()
    rows = writer(out, lineterminator="\r\n")  # RFC 4180, 2
    rows.writerow(("kind", "value", "first", "last", "addresses"))
    for entry in sender.entries:
        first, last = (written(entry.version, at) for at in (entry.first, entry.last))
        kind = "address" if entry.single else "range"
        rows.writerow((kind, shown(entry), first, last, entry.count))
    if sender.address:
        rows.writerow(("From address", _inert(sender.address), "", "", ""))
    for what, domain in sender.domains:
        rows.writerow((what, _inert(domain), "", "", ""))
    return out.getvalue()


def _inert(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


def json(sender: Sender) -> str:
    """The hand-over as one object."""
    from json import dumps

    made: dict[str, Any] = {
        "schema": "presend/allowlist-1",
        "esp": sender.esp.id if sender.esp else None,
        "connected": None if sender.connected is None else list(sender.connected),
        "from": sender.address or None,
        "domains": [{"kind": what, "domain": domain, "below": sender.below(domain)}
                    for what, domain in sender.domains],
        "networks": [
            {
                "value": shown(entry),
                "first": written(entry.version, entry.first),
                "last": written(entry.version, entry.last),
                "addresses": entry.count,
            }
            for entry in sender.entries
        ],
        "addresses": sender.count,
        "not_honoured": [{"where": where, "said": said} for where, said in NOT_HONOURED],
        "unknown": sender.unknown,
    }  # fmt: skip
    return dumps(made, indent=1) + "\n"
