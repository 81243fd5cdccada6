"""What is known of allowlists: what a provider has allowed, and who honours none.

Sources: presend's catalogue, sections 3 and 14 (August 2026); Google, "Email sender guidelines"
(21 March 2026); Apple, "Postmaster information for iCloud Mail" (26 February 2025); Microsoft,
"Outlook's new requirements for high-volume senders" (30 April 2025) and "Configure connection
filtering" (2 November 2023, CC BY 4.0); Google Workspace Admin Help, "Add IP addresses to
allowlists in Gmail" (60751); HubSpot Knowledge Base, "Understand why contacts didn't receive
marketing emails" (25 August 2025), and the IP ranges API (March 2026).
"""

from __future__ import annotations

UNCONNECTED: dict[str, tuple[str, ...]] = {"hubspot": ("shared.hubspot.com", "hubspotemail.net")}
"""What recipients allow where no domain is connected, if the provider names it."""

SECOND_SIGNERS: dict[str, tuple[str, ...]] = {"hubspot": ("hubspotemail.net",)}
"""Domains with which a provider signs besides the customer's own."""

WHERE: dict[str, str] = {
    "hubspot": "in HubSpot, copy the list from the dialog Manage allowlisting, or fetch the JSON "
    "of the IP ranges API (service EMAIL)",
}
"""Where a provider shows the addresses that it sends from."""

WIDEST = {4: 8, 6: 16}
"""The shortest prefix that a list may have; a shorter one lets in whole continents."""

MICROSOFT_ENTRIES = 1273
MICROSOFT_PREFIX = 24

NOT_HONOURED = (
    ("Gmail", "Google takes no allowlist requests from those who send (Email sender guidelines)."),
    ("iCloud Mail", "Apple keeps no allowlist (Postmaster information for iCloud Mail)."),
    (
        "Outlook.com, Hotmail, Live",
        "Microsoft: a recipient's safe senders do not lift its authentication requirements.",
    ),
)
"""Mailboxes of consumers, where no list helps, with what each provider says."""
