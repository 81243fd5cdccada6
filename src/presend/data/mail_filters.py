"""What receivers' filters write into the header, and where the message then goes.

Sources: Microsoft, "Anti-spam message headers" (7 July 2025) and "Spam confidence level"
(21 May 2026), defender-docs, CC BY 4.0, in words of presend's own; University of Oxford, IT
Services, "Examine junk mail delivery" (dest); SpamAssassin 4.0, Mail::SpamAssassin::Conf
(Apache-2.0); rspamd, milter_headers module (Apache-2.0).

A place is `inbox`, `spam-folder`, `quarantine`, `other-folder`, or empty where the value says
nothing of it.
"""

from __future__ import annotations

Meaning = tuple[str, str]
"""The place, and what the value means."""

SFV: dict[str, Meaning] = {
    "BLK": ("spam-folder", "the recipient has blocked the sender"),
    "NSPM": ("inbox", "the filter found it to be no spam"),
    "SFE": ("inbox", "the recipient has the sender among the safe senders"),
    "SKA": ("inbox", "an anti-spam policy allows the sender"),
    "SKB": ("spam-folder", "an anti-spam policy blocks the sender"),
    "SKI": ("inbox", "mail within the organisation"),
    "SKN": ("inbox", "a rule marked it as no spam before the filter"),
    "SKQ": ("quarantine", "it was in quarantine and has been released"),
    "SKS": ("spam-folder", "a rule marked it as spam before the filter"),
    "SPM": ("spam-folder", "the filter found it to be spam"),
}
CAT: dict[str, Meaning] = {
    "AMP": ("quarantine", "malware"),
    "BIMP": ("spam-folder", "impersonation of a brand"),
    "BULK": ("spam-folder", "bulk mail above the threshold"),
    "DIMP": ("spam-folder", "impersonation of a domain"),
    "FTBP": ("quarantine", "an attachment of a blocked type"),
    "GIMP": ("spam-folder", "impersonation of somebody the recipient knows"),
    "HPHISH": ("quarantine", "phishing, high confidence"),
    "HPHSH": ("quarantine", "phishing, high confidence"),
    "HSPM": ("spam-folder", "spam, high confidence"),
    "INTOS": ("quarantine", "phishing within the organisation"),
    "MALW": ("quarantine", "malware"),
    "OSPM": ("spam-folder", "outbound spam"),
    "PHSH": ("spam-folder", "phishing"),
    "SAP": ("quarantine", "Safe Attachments"),
    "SPM": ("spam-folder", "spam"),
    "SPOOF": ("spam-folder", "a forged sender"),
    "UIMP": ("spam-folder", "impersonation of a user"),
}
DEST: dict[str, Meaning] = {
    "J": ("spam-folder", "delivered to Junk Email"),
    "I": ("inbox", "delivered to the inbox"),
    "C": ("other-folder", "delivered to a folder by a rule of the mailbox"),
}
LABELS: dict[str, Meaning] = {
    "spam": ("spam-folder", "in Gmail's Spam"),
    "trash": ("other-folder", "in Gmail's Bin"),
    "bin": ("other-folder", "in Gmail's Bin"),
    "category promotions": ("inbox", "in Gmail's inbox, under Promotions"),
    "category updates": ("inbox", "in Gmail's inbox, under Updates"),
    "category social": ("inbox", "in Gmail's inbox, under Social"),
    "category forums": ("inbox", "in Gmail's inbox, under Forums"),
    "inbox": ("inbox", "in Gmail's inbox"),
}
ACTIONS: dict[str, Meaning] = {
    "no action": ("inbox", "rspamd let it through"),
    "greylist": ("", "rspamd delayed it"),
    "add header": ("spam-folder", "rspamd marked it as spam"),
    "rewrite subject": ("spam-folder", "rspamd marked it as spam in the subject"),
    "quarantine": ("quarantine", "rspamd sent it into quarantine"),
    "soft reject": ("", "rspamd put it off"),
    "reject": ("", "rspamd would refuse it"),
}


def scl(level: int) -> Meaning:
    """What Microsoft's spam confidence level leads to under the default policy."""
    if level < 0:
        return "inbox", "it skipped the spam filter"
    if level <= 4:
        return "inbox", "no spam"
    if level <= 6:
        return "spam-folder", "spam: Junk Email by default, quarantine under the strict policy"
    return "spam-folder", (
        "spam, high confidence: Junk Email by default, quarantine under the standard and strict "
        "policies"
    )


MICROSOFT_OWN = (
    "x-forefront-antispam-report",
    "x-microsoft-antispam",
    "x-microsoft-antispam-mailbox-delivery",
    "x-ms-exchange-organization-scl",
    "x-ms-exchange-organization-pcl",
)
"""Fields that Exchange takes away or renames at its border, so that they are its own wherever
they stand, and it writes them below those of the sender."""

MICROSOFT_HOSTS = ("outlook.com", "office365.com")
MICROSOFT_NETWORKS = ("2603:1000::/24",)
"""Between the servers of Exchange Online: addresses of Microsoft that nobody else uses."""
