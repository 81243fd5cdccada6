"""The hand-over as steps in the consoles of Microsoft 365 and Google Workspace."""

from __future__ import annotations

from presend.allowlists.text import folded
from presend.data.allowlists import MICROSOFT_ENTRIES, MICROSOFT_PREFIX
from presend.documents.ip.ip_networks import cidr, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.allowlists.sender import Sender

PIECES = 64  # ranges of 256 addresses into which a wider one is cut
COMMAND = "Set-HostedConnectionFilterPolicy -Identity Default -IPAllowList"
A_LINE = 20  # entries of one PowerShell command


def microsoft365(sender: Sender) -> str:
    """The connection filter takes single IPv4 addresses and /24 to /32, 1,273 entries in all."""
    narrow: list[str] = []
    wide: list[str] = []
    six: list[str] = []
    for version, first, prefix in sender.networks:
        network = cidr(version, first, prefix)
        if version == 6:
            six.append(network)
        elif prefix >= MICROSOFT_PREFIX:
            narrow.append(network)
        elif 1 << MICROSOFT_PREFIX - prefix <= PIECES:
            end = first + (1 << 32 - prefix)
            narrow += [f"{written(4, at)}/24" for at in range(first, end, 256)]
        else:
            wide.append(network)
    lines = [f"Microsoft 365: allow mail from {sender.name}", ""]
    lines += folded(
        "Company mailboxes only (Exchange Online). Malware and phishing of high confidence are "
        "held back all the same, and Outlook.com and Hotmail have no such list."
    )
    number = 1
    if narrow:
        lines += ["", *_step(number,
            "Defender portal (security.microsoft.com), Email & collaboration, Policies & rules, "
            "Threat policies, Anti-spam, Connection filter policy (Default), Edit connection "
            "filter policy, Always allow messages from the following IP addresses or address "
            "range; or Exchange Online PowerShell:")]  # fmt: skip
        for at in range(0, len(narrow), A_LINE):
            listed = ",".join(f'"{each}"' for each in narrow[at : at + A_LINE])
            lines.append(f"   {COMMAND} @{{Add={listed}}}")
        number += 1
        if len(narrow) > MICROSOFT_ENTRIES:
            lines += _step(number, f"The list takes {MICROSOFT_ENTRIES:,} entries, and these are "
                           f"{len(narrow):,}: allow the domain instead.")  # fmt: skip
            number += 1
    if wide:
        lines += ["", *_step(number,
            "The connection filter takes no range wider than /24. A mail flow rule takes: The "
            "sender, IP address is in any of these ranges: " + ", ".join(wide) + "; Modify the "
            "message properties, Set the spam confidence level (SCL), Bypass spam filtering. "
            "Microsoft advises against it: such mail is blocked if an address of the range is on "
            "a blocklist.")]  # fmt: skip
        number += 1
    if six:
        lines += ["", *_step(number, "The connection filter takes no IPv6 range. Left out: " +
                             ", ".join(six))]  # fmt: skip
        number += 1
    if sender.from_domain:
        lines += ["", *_step(number,
            "To allow the domain rather than addresses that others share, add a mail flow rule: "
            f"The sender, domain is {sender.from_domain}; and The message headers, "
            "Authentication-Results, includes dmarc=pass; Set the spam confidence level (SCL), "
            "Bypass spam filtering.")]  # fmt: skip
        number += 1
    return "\n".join(_or_nothing(lines, number)) + "\n"


def google_workspace(sender: Sender) -> str:
    """The email allowlist takes public addresses and CIDR ranges."""
    lines = [f"Google Workspace: allow mail from {sender.name}", ""]
    lines += folded(
        "Company mailboxes only. Gmail's own users cannot be allowed for, and a warning may stand "
        "above such a message. The list holds for the whole organisation, and it may take 24 "
        "hours until it does."
    )
    number = 1
    if sender.cidrs:
        lines += ["", *_step(number,
            "Admin console (admin.google.com), Apps, Google Workspace, Gmail, Spam, phishing and "
            "malware, the top organisational unit, Email allowlist. Paste:")]  # fmt: skip
        lines.append("   " + ", ".join(sender.cidrs))
        lines += _step(
            number + 1, "Save. An address that is an inbound gateway, too, is not taken."
        )
        number += 2
    domains = [each for each in (sender.from_domain, *sender.shared) if each]
    if domains:
        lines += ["", *_step(number,
            "To allow the domain rather than addresses that others share: the same page, Spam, "
            "Configure, Bypass spam filters for messages from senders or domains in selected "
            "lists; create a list with " + ", ".join(dict.fromkeys(domains)) +
            ", and keep Require sender authentication turned on.")]  # fmt: skip
        number += 1
    return "\n".join(_or_nothing(lines, number)) + "\n"


def _step(number: int, text: str) -> list[str]:
    return folded(text, f"{number}. ", "   ")


def _or_nothing(lines: list[str], number: int) -> list[str]:
    if number > 1:
        return lines
    return [*lines, "", *folded("Neither addresses nor a From domain are known: name the list, "
                                "and give --from.")]  # fmt: skip
