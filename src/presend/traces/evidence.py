"""Header fields in, what the receiver's filters say in them out: quoted, placed, weighed."""

from __future__ import annotations

from presend import patterns
from presend.data import mail_filters
from presend.documents.mail import authentication

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presend.documents.mail.authentication import Authentication
    from presend.documents.mail.headers import Header, Headers
    from presend.traces.route import Route

    Said = Iterator[tuple[str, str, str]]
    """What is quoted, the place that it speaks for, and what it means."""

MOST = 500  # fields that are looked at
QUOTED = 160  # code points of a field
LONGEST = 8_000  # octets of a field that are read
_SCORE = patterns.compile(
    r"\b(?:score|hits)=([+-]?\d{1,5}(?:\.\d{1,3})?)(?:\s++required=(\d{1,5}(?:\.\d{1,3})?))?"
)
_TESTS = patterns.compile(r"\btests=(\[?[\w=.,\s-]*+\]?)")
_RSPAMD = patterns.compile(
    r"\w++:\s*+(True|False)\s*+\[(-?[\d.]{1,12})\s*+/\s*+(-?[\d.]{1,12})\]", patterns.I
)
_NUMBER = patterns.compile(r"\s*+(-?\d{1,4})")
_FAILED = ("fail", "softfail", "hardfail", "permerror")


class Statement:
    """What one field says. `trusted` tells whether it is the receiver's word, `why` why not.

    `said` are its parts: the quoted text, the place it speaks for (see `data.mail_filters`; empty
    for none), the meaning. `results` are those of SPF, DKIM, DMARC and ARC.
    """

    __slots__ = ("header", "line", "quote", "results", "said", "trusted", "why")

    def __init__(self, header: Header, said: list[tuple[str, str, str]]) -> None:
        self.header = header
        self.line = header.source.outermost.position(header.span[0]).line
        value = " ".join(header.unfolded.text[:LONGEST].split())
        self.quote = value if len(value) <= QUOTED else value[: QUOTED - 1] + "\u2026"
        self.said = said
        self.results: Authentication | None = None
        self.trusted = False
        self.why = ""


def gathered(headers: Headers, route: Route) -> list[Statement]:
    """The statements of all fields that filters write, in the order of the header."""
    found: list[Statement] = []
    for header in headers:
        name = header.name.lower()
        if name not in _READERS or len(found) >= MOST:
            continue
        text = header.unfolded.text[:LONGEST]
        statement = Statement(header, list(_READERS[name](text)))
        if name.endswith("authentication-results"):
            statement.results = authentication.parse(text)
        statement.trusted = route.trusts(header)
        found.append(statement)
    known = [s.results for s in found if s.trusted and s.results is not None]
    latest = max((each.instance for each in known), default=0)
    for statement in found:
        if statement.trusted and statement.results is not None:
            instance = statement.results.instance
            if instance and instance < latest:  # a forwarder's, sealed by it
                statement.trusted, statement.why = False, "it is an earlier server's, as ARC has it"
        elif not statement.trusted:
            _doubt(statement, route, known)
    return found


def _doubt(statement: Statement, route: Route, known: list[Authentication]) -> None:
    """Say why a field is not trusted, unless the receiver says the same in one that is."""
    results = statement.results
    statement.why = f"it stands {route.above}, so the sender may have written it"
    if route.border is None:
        statement.why = "no server says that it received this copy, so anybody may have written it"
    if results is None or not results.results:
        return
    if any(
        (not results.server or results.server == each.server) and results.summary == each.summary
        for each in known
    ):
        statement.trusted, statement.why = True, ""  # Gmail writes it twice: above as ARC's
    elif route.beside(statement.header, results.server):
        statement.trusted, statement.why = True, ""


def _authentication(text: str) -> Said:
    parsed = authentication.parse(text)
    for each in parsed.results:
        quote = f"{each.method}={each.result}"
        about = f" for {each.domain}" if each.domain else ""
        placed = ""
        meaning = f"{each.method.upper()} {each.result}{about}"
        if each.method == "dmarc":
            done = each.policy.get("dis", "") or each.properties.get("action", "").lower()
            if done == "quarantine":
                placed, meaning = "spam-folder", f"{meaning}: the domain's policy asks for spam"
                quote += f" \u2026 {done}"
            elif done in ("reject", "oreject"):
                placed, meaning = "spam-folder", f"{meaning}: the policy asks to refuse it"
                quote += f" \u2026 {done}"
        elif each.method == "compauth" and each.properties.get("reason"):
            meaning += f" (reason {each.properties['reason'][:10]})"
        if each.result in _FAILED and each.comment and each.method != "dmarc":
            meaning += f": {each.comment[:80]}"
        yield quote, placed, meaning


def _arc_seal(text: str) -> Said:
    tags = authentication.tags(text)
    chain = tags.get("cv", "").lower()
    if chain in ("none", "pass", "fail"):
        by = f"sealed by {tags.get('d', '')[:80]}, i={tags.get('i', '')[:3]}"
        said = "no chain before" if chain == "none" else f"the chain before: {chain}"
        yield f"cv={chain}", "", f"ARC {by}; {said}"


def _received_spf(text: str) -> Said:
    result = text.strip().partition(" ")[0].lower()[:20]
    if result.isalpha():
        yield result, "", f"SPF {result}"


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found.setdefault(name.strip().upper(), value.strip())
    return found


def _forefront(text: str) -> Said:
    pairs = _pairs(text)
    if (meaning := mail_filters.SFV.get(pairs.get("SFV", "").upper())) is not None:
        yield f"SFV:{pairs['SFV']}", *meaning
    if (meaning := mail_filters.CAT.get(pairs.get("CAT", "").upper())) is not None:
        yield f"CAT:{pairs['CAT']}", *meaning
    if (level := _NUMBER.match(pairs.get("SCL", ""))) is not None:
        yield f"SCL:{int(level[1])}", *mail_filters.scl(int(level[1]))
    if pairs.get("IPV", "").upper() == "CAL":
        yield "IPV:CAL", "inbox", "the address is on the recipient's IP Allow List"
    if pairs.get("SRV", "").upper() == "BULK":
        yield "SRV:BULK", "spam-folder", "bulk mail above the threshold"


def _antispam(text: str) -> Said:
    if (level := _NUMBER.match(_pairs(text).get("BCL", ""))) is not None:
        how = "many complaints" if int(level[1]) >= 8 else "mixed" if int(level[1]) >= 4 else "few"
        yield f"BCL:{int(level[1])}", "", f"bulk complaint level {int(level[1])} of 9: {how}"


def _mailbox_delivery(text: str) -> Said:
    pairs = _pairs(text)
    if (meaning := mail_filters.DEST.get(pairs.get("DEST", "").upper())) is not None:
        yield f"dest:{pairs['DEST']}", *meaning


def _scl(text: str) -> Said:
    if (level := _NUMBER.match(text)) is not None:
        yield str(int(level[1])), *mail_filters.scl(int(level[1]))


def _flag(text: str) -> Said:
    word = text.strip().rstrip("!.").lower()[:10]
    if word in ("yes", "true", "1", "no", "false", "0"):
        spam = word in ("yes", "true", "1")
        place = "spam-folder" if spam else "inbox"
        yield text.strip()[:10], place, "marked as spam" if spam else "not marked as spam"


def _spam_status(text: str) -> Said:
    word = text.strip().partition(",")[0].partition(" ")[0].lower()
    if word not in ("yes", "no"):
        return
    meaning = "marked as spam" if word == "yes" else "not marked as spam"
    if (score := _SCORE.search(text)) is not None:
        meaning += f", {score[1]} points" + (f" of {score[2]}" if score[2] else "")
    if word == "yes" and (tests := _TESTS.search(text)) is not None:
        names = [each.strip() for each in tests[1].strip("[] ").split(",") if each.strip()]
        meaning += f": {', '.join(names[:6])}" if names else ""
    yield word, "spam-folder" if word == "yes" else "inbox", meaning


def _spamd_result(text: str) -> Said:
    if (found := _RSPAMD.search(text)) is not None:
        spam = found[1].lower() == "true"
        meaning = f"rspamd: {found[2]} points of {found[3]}"
        yield found[0], "spam-folder" if spam else "inbox", meaning


def _action(text: str) -> Said:
    word = text.strip().lower()[:20]
    if word in mail_filters.ACTIONS:
        yield word, *mail_filters.ACTIONS[word]


def _score(text: str) -> Said:
    word = text.strip()[:12]
    if word:
        yield word, "", f"{word} points"


def _labels(text: str) -> Said:
    words = [word.strip(" '\"").lower() for word in text.split(",")]
    for word in mail_filters.LABELS:
        if word in words:
            yield word, *mail_filters.LABELS[word]
            return


def _gm_spam(text: str) -> Said:
    if text.strip() == "1":
        yield "1", "spam-folder", "Gmail found it to be spam"


def _gm_phishy(text: str) -> Said:
    if text.strip() == "1":
        yield "1", "spam-folder", "Gmail found it to be phishing"


def _quarantine(text: str) -> Said:
    yield text.strip()[:40], "quarantine", "kept in quarantine under that number"


_READERS: dict[str, Callable[[str], Said]] = {
    "authentication-results": _authentication,
    "arc-authentication-results": _authentication,
    "arc-seal": _arc_seal,
    "received-spf": _received_spf,
    "x-forefront-antispam-report": _forefront,
    "x-microsoft-antispam": _antispam,
    "x-microsoft-antispam-mailbox-delivery": _mailbox_delivery,
    "x-ms-exchange-organization-scl": _scl,
    "x-spam-flag": _flag,
    "x-spam": _flag,
    "x-spam-status": _spam_status,
    "x-spam-score": _score,
    "x-spamd-result": _spamd_result,
    "x-rspamd-action": _action,
    "x-spam-action": _action,
    "x-rspamd-score": _score,
    "x-gmail-labels": _labels,
    "x-gm-spam": _gm_spam,
    "x-gm-phishy": _gm_phishy,
    "x-quarantine-id": _quarantine,
}
