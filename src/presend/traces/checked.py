"""DKIM signatures in, whether they hold out (RFC 6376), by dkimpy (extra `presend[verify]`).

The keys come from a function that is handed in: it takes a name and returns what a zone answers
for TXT there. What has no answer is `unknown`, never `fail`.
"""

from __future__ import annotations

import logging

from presend import patterns
from presend.documents.dns import questions
from presend.documents.dns.dkim import keys
from presend.documents.mail import authentication
from presend.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from presend.documents.message import Message
    from presend.documents.zone import Answer

    Ask = Callable[[str], Answer]

SIGNATURES = 10  # that are verified
# Beyond these dkimpy (1.1.8) takes the square of the time.
_LONG_RUN = patterns.compile(r"[ \t]{10000}")
_RUN_IN_FIELD = patterns.compile(r"\s{100}")
_SIGNATURE_LIMIT = 20_000  # octets
_FIELD_LIMIT = 100_000  # octets
_FIELDS_LIMIT = 2_000


class Checked:
    """One signature: its d= and s=, `pass`, `fail` or `unknown`, and why."""

    __slots__ = ("domain", "reason", "result", "selector")

    def __init__(self, domain: str, selector: str, result: str, reason: str) -> None:
        self.domain = domain
        self.selector = selector
        self.result = result
        self.reason = reason

    @property
    def words(self) -> str:
        reason = f": {self.reason}" if self.reason else ""
        return f"d={self.domain} s={self.selector}: {self.result}{reason}"


def verify(message: Message, ask: Ask) -> list[Checked]:
    """Each signature of a message, from the top. Raises UsageError where dkimpy is missing."""
    try:
        import dkim
    except ImportError:
        raise UsageError("--verify needs dkimpy; pip install 'presend[verify]'") from None
    data = message.source.text.encode("latin-1", "replace")
    if data.startswith((b"From ", b">From ")):  # mbox
        data = data.partition(b"\n")[2]
    silent = logging.Logger("dkim", logging.CRITICAL + 1)
    found: list[Checked] = []
    headers = message.headers.all("dkim-signature")[:SIGNATURES]
    fields = message.headers.fields
    heavy = (
        len(fields) > _FIELDS_LIMIT
        or any(each.span[1] - each.span[0] > _FIELD_LIMIT for each in fields)
        or _LONG_RUN.search(message.source.text) is not None
    )
    for number, header in enumerate(headers):
        text = header.raw
        tags = authentication.tags(text)
        domain, selector = tags.get("d", ""), tags.get("s", "")
        if heavy or len(text) > _SIGNATURE_LIMIT or _RUN_IN_FIELD.search(text):
            result, reason = "unknown", "its header or its runs of blanks are too long to verify"
            found.append(Checked(domain, selector, result, reason))
            continue
        asked = _Keys(ask)
        try:
            verifier = dkim.DKIM(data, logger=silent)
            holds = bool(verifier.verify(idx=number, dnsfunc=asked))
            reason = "" if holds else asked.reason or "the signature does not match the header"
        except dkim.ValidationError as error:
            holds, reason = False, _said(error)
        except Exception as error:  # dkimpy raises what it likes on what is malformed
            holds, reason = False, asked.reason or f"it cannot be read: {_said(error)}"
        result = "pass" if holds else "unknown" if asked.reason else "fail"
        found.append(Checked(domain, selector, result, reason))
    return found


def _said(error: Exception) -> str:
    said = str(error) or type(error).__name__
    return "the body has been changed" if "body hash mismatch" in said else said[:120]


class _Keys:
    """Answers dkimpy's question for a key; `reason` tells why it could not."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.reason = ""

    def __call__(self, name: bytes, timeout: int = 5) -> bytes | None:
        domain = name.decode("latin-1").rstrip(".")
        answer = self.ask(domain)
        if not answer.known:
            self.reason = questions.lacking(answer.name, "TXT", answer.word).reason
            return None
        found = keys(answer.records)
        if not found:
            self.reason = f"there is no key at {domain}"
            return None
        return found[0].text.encode("latin-1", "replace")
