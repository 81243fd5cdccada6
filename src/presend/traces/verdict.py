"""What the receiver said in; where the message most likely is, why, and what to do next, out."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.traces.evidence import Statement
    from presend.traces.route import Route

# What tells where the message was put, before what tells what a filter thought of it.
_DECISIVE = ("x-microsoft-antispam-mailbox-delivery", "x-gmail-labels")
_ORDER = ("quarantine", "spam-folder", "other-folder", "inbox")

WORDS = {
    "spam-folder": "the spam folder",
    "quarantine": "quarantine",
    "other-folder": "another folder of the mailbox",
    "inbox": "the inbox, or where a rule of the mailbox has moved it",
    "not-known": "not known",
}
NEXT = {
    "spam-folder": (
        "Ask the recipient to look into the spam folder (Junk Email), to mark the message as no "
        "spam, and to put the From address into the address book.",
        "If several recipients of one company have it there, send the card above to their IT "
        "team, together with presend allowlist.",
    ),
    "quarantine": (
        "Recipients do not see their quarantine in the mailbox: send the card above to their IT "
        "team, and ask to have the message released and the sender allowed (presend allowlist).",
    ),
    "other-folder": (
        "Ask the recipient to search all folders for the subject, and to look at the rules of the "
        "mailbox.",
    ),
    "inbox": (
        "Ask the recipient to search the whole mailbox for the subject: tabs such as Promotions or "
        "Other, archived and deleted mail, rules that move mail.",
        "If it is not there, send the card above to their IT team, and ask for a trace of the "
        "Message-ID.",
    ),
    "not-known": (
        "Ask the recipient to look into the spam folder first.",
        "If it is not there, send the card above to their IT team, and ask whether the message "
        "is in quarantine; the Message-ID and the time of delivery find it.",
        "A copy as the recipient's mailbox has it (Show original, View source) says more than "
        "one that the sender has kept.",
    ),
}


class Verdict:
    """The place where the message is, `not-known` included; whether a field says so (`certain`)
    or a filter's opinion makes it likely; the statements it rests on; and the next steps.
    """

    __slots__ = ("certain", "evidence", "failures", "place", "steps")

    def __init__(
        self,
        place: str,
        certain: bool,
        evidence: list[tuple[Statement, str, str]],
        failures: list[tuple[Statement, str]],
    ) -> None:
        self.place = place
        self.certain = certain
        self.evidence = evidence
        self.failures = failures
        self.steps = list(NEXT[place])
        if failures:
            self.steps.append(
                "Mend what did not pass, for no allowlist makes up for it: presend domain DOMAIN."
            )

    @property
    def words(self) -> str:
        """The verdict as a sentence would have it."""
        if self.place == "not-known":
            return WORDS[self.place]
        return ("" if self.certain else "most likely ") + WORDS[self.place]


def judged(statements: Sequence[Statement], route: Route) -> Verdict:
    """The verdict; only what the receiver itself says counts."""
    trusted = [each for each in statements if each.trusted]
    said = [
        (statement, place, f"{quote}: {meaning}")
        for statement in trusted
        for quote, place, meaning in statement.said
        if place
    ]
    decisive = [each for each in said if each[0].header.name.lower() in _DECISIVE]
    failures = [
        (statement, meaning)
        for statement in trusted
        for quote, _, meaning in statement.said
        if statement.results is not None
        and quote.partition("=")[0] in ("spf", "dkim", "dmarc", "compauth")
        and quote.partition("=")[2].split(" ")[0] in ("fail", "softfail", "permerror", "none")
    ]
    for place in _ORDER:
        for among in (decisive,) if decisive else (said,):
            evidence = [(s, quote, p) for s, p, quote in among if p == place]
            if evidence:
                rest = [(s, quote, p) for s, p, quote in said if p == place]
                chosen = evidence + [each for each in rest if each not in evidence]
                return Verdict(place, bool(decisive), chosen, failures)
    return Verdict("not-known", False, [], failures)
