"""A Received field in, what a server says of taking the message out (RFC 5321, 4.4).

Every server writes it a little differently. What none of the known ways explains is left out.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.ip.ip_networks import address
from presend.documents.mail import dates
from presend.documents.mail.comments import separated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.mail.dates import Date
    from presend.documents.mail.headers import Header

LONGEST = 8_000  # octets of a field that are read
_WORD = patterns.compile(r'"(?:[^"\\]++|\\.)*+"|[^\s"]++')
_CLAUSES = ("from", "by", "via", "with", "id", "for")
_LITERAL = patterns.compile(r"\[(?:IPv6:)?([0-9A-Fa-f:.]{2,45})\]", patterns.I)
_BARE = patterns.compile(r"(?<![\w.:-])([0-9A-Fa-f:.]{2,45})(?![\w.:-])")
_HELO = patterns.compile(r"\b(?:HELO|EHLO|helo)[ =]([^\s()\[\]]++)")
_NAME = patterns.compile(r"(?:\S*@)?([A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++)\.?(?=[\s\[)(:]|\Z)")


class Hop:
    """One server's word: from whom (`helo` is what that one called itself, `name` what DNS calls
    its address, where the server has looked), at which address, who took it, how, when.

    What is not said is empty; `date` and `seconds` (from 1970) are then None.
    """

    __slots__ = ("by", "date", "header", "helo", "id", "ip", "name", "recipient", "seconds",
                 "text", "via")  # fmt: skip

    def __init__(self, header: Header) -> None:
        self.header = header
        self.text = text = header.unfolded.text[:LONGEST]
        head, semicolon, date = text.rpartition(";")
        head = head if semicolon else text
        self.date: Date | None = dates.parse(date)
        self.seconds = self.date.seconds if self.date is not None else None
        bare, comments = separated(head)
        clauses = _clauses(bare)
        source = clauses.get("from")
        first, end = source or (0, 0)
        until = min((at for at, _ in clauses.values() if at > first), default=len(bare))
        told = [head[c.start + 1 : c.end - 1] for c in comments if first <= c.start < until]
        self.helo, self.name, self.ip = _peer(bare[first:end].strip(), told if source else [])
        self.by = _host(_clause(bare, clauses, "by"))
        self.via = _clause(bare, clauses, "with") or _clause(bare, clauses, "via")
        self.id = _clause(bare, clauses, "id")
        self.recipient = _clause(bare, clauses, "for").strip("<>")


def _clauses(bare: str) -> dict[str, tuple[int, int]]:
    """Where the words of each clause stand; the first of a kind counts."""
    found: dict[str, tuple[int, int]] = {}
    name, start, end = "", 0, 0
    for word in _WORD.finditer(bare):
        key = word[0].lower()
        if key in _CLAUSES and (not name or end > start):
            if name:
                found.setdefault(name, (start, end))
            name, start, end = key, word.end(), word.end()
        elif name:
            end = word.end()
    if name:
        found.setdefault(name, (start, end))
    return found


def _clause(bare: str, clauses: dict[str, tuple[int, int]], name: str) -> str:
    start, end = clauses.get(name, (0, 0))
    return " ".join(bare[start:end].split())


def _host(text: str) -> str:
    """The first word of a clause as a host: no brackets, no dot at its end."""
    word = text.partition(" ")[0].rstrip(",;").removesuffix(".")
    return word.strip("[]").removeprefix("IPv6:").lower()


def _peer(written: str, told: list[str]) -> tuple[str, str, str]:
    """HELO, name by DNS, and address of who handed it over."""
    first = _host(written)
    helo, name, ip = first, "", ""
    if (literal := _LITERAL.search(written)) and address(literal[1]):
        ip = literal[1]
    for comment in told:
        literal = _LITERAL.search(comment)
        if not ip and literal is not None and address(literal[1]):
            ip = literal[1]
        called = _HELO.search(comment)
        if called is not None:  # qmail and Exim: the word before is the name by DNS
            helo = called[1].strip("[]").lower()
            name = first if address(first) is None and first != "unknown" else ""
            comment = comment[: called.start()] + comment[called.end() :]
        elif not name and "may be forged" not in comment:
            found = _NAME.match(comment.strip())
            name = found[1].lower() if found and address(found[1]) is None else ""
        if not ip:
            bare = next((f[1] for f in _BARE.finditer(comment) if address(f[1])), None)
            ip = bare or ""
    if not ip and address(first):
        ip = first
    return helo, name, ip
