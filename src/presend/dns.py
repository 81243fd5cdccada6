"""Questions in, master-file text out: the only module that asks the DNS.

What comes back is written down as `presend.documents.zone` reads it: records as they are, and a
remark for each question without one. A question that nobody answers in time is recorded as
such; nothing here raises for what a server does.

Needs dnspython (`presend[dns]`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presend.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dns.message import Message
    from dns.name import Name

    Question = tuple[str, str]
    """A name without its last dot, and a type of record."""
    Server = tuple[str, int]
    """An IP address and a port."""

AT_ONCE = 16  # questions under way
TRIES = 3
PATIENCE = (1.5, 3.0, 5.0)  # seconds that each try waits
PAYLOAD = 1232  # octets of a UDP answer, as DNS Flag Day 2020 recommends
_ANSWERED = ("NOERROR", "NXDOMAIN")


def require() -> None:
    """Raise UsageError, with the cure, where dnspython is not installed."""
    try:
        import dns.message  # noqa: F401
    except ImportError:
        raise UsageError(
            "to ask the DNS presend needs dnspython; pip install 'presend[dns]', "
            "or name saved records with --zone FILE"
        ) from None


def servers(named: str | None) -> list[Server]:
    """The name servers to ask: the one that is named as HOST[:PORT], or those of this machine.

    Raises UsageError for a name that leads to no address, and where there is no server at all.
    """
    require()
    if named is None:
        from dns.exception import DNSException
        from dns.resolver import Resolver

        try:
            found = [str(each) for each in Resolver().nameservers]
        except (DNSException, OSError):
            found = []
        if not found:
            raise UsageError("this machine names no name server; name one with --nameserver")
        return [(address, 53) for address in found]
    import socket

    host, port = _host_and_port(named)
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)]
    except (OSError, UnicodeError):
        raise UsageError(f"--nameserver: {host!r} has no address; name an IP address") from None
    return [(address, port) for address in dict.fromkeys(found)]


def _host_and_port(named: str) -> tuple[str, int]:
    host, colon, port = named.rpartition(":")
    if named.count(":") > 1 and not named.startswith("["):
        host, colon, port = named, "", ""  # a bare IPv6 address
    elif named.startswith("[") and named.endswith("]"):
        host, colon, port = named, "", ""
    if not colon:
        return (host or port).strip("[]"), 53
    if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
        raise UsageError(f"--nameserver: {port!r} is no port; write HOST:PORT")
    return host.strip("[]"), int(port)


class Answers:
    """What was asked so far, as lines of a zone; `asked` are the questions."""

    def __init__(self, servers: Sequence[Server], until: float) -> None:
        """`until` is when to give up, by `time.monotonic`."""
        self._servers = servers
        self._until = until
        self._lines: dict[str, tuple[Any, ...]] = {}
        self.asked: set[Question] = set()
        self.answered = 0

    def ask(self, questions: Iterable[Question]) -> None:
        """Put questions to the servers, many at a time, and keep what comes back."""
        from concurrent.futures import ThreadPoolExecutor

        new = [question for question in dict.fromkeys(questions) if question not in self.asked]
        self.asked.update(new)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for lines, answered in pool.map(self._one, new):
                self.answered += answered
                for line, key in lines:
                    self._lines.setdefault(line, key)

    def give_up(self, questions: Iterable[Question]) -> None:
        """Record questions as ones that there was no time to ask."""
        for name, kind in questions:
            if (name, kind) not in self.asked:
                self.asked.add((name, kind))
                line, key = _remark("UNASKED", f"{name}.", kind)
                self._lines.setdefault(line, key)

    def text(self, domains: Sequence[str]) -> str:
        """All of it, in an order that does not hang on which answer came first."""
        lines = [f"; presend: RECORDED {domain}." for domain in domains]
        lines += sorted(self._lines, key=lambda line: self._lines[line])
        return "\n".join(lines) + "\n"

    def _one(self, question: Question) -> tuple[list[tuple[str, tuple[Any, ...]]], bool]:
        """The lines for one question, and whether a server answered at all."""
        from dns.name import from_text

        name, kind = question
        try:
            wanted = from_text(name + ".")
        except Exception:  # no name of the DNS: nothing can be asked
            return [_remark("UNASKABLE", f"{name}.", kind)], False
        shown = wanted.to_text()
        try:
            response, word = self._response(wanted, kind)
            if response is None:
                return [_remark(word, shown, kind)], word not in ("TIMEOUT", "UNREACHABLE")
            return _lines(response, wanted, kind), True
        except Exception:  # whatever a server sends, it must not end the run
            return [_remark("UNREADABLE", shown, kind)], True

    def _response(self, name: Name, kind: str) -> tuple[Message | None, str]:
        """An answer that says something, or how the last try ended."""
        from time import monotonic

        word = "TIMEOUT"
        for number in range(TRIES * len(self._servers)):
            server = self._servers[number % len(self._servers)]
            left = min(PATIENCE[min(number // len(self._servers), 2)], self._until - monotonic())
            if left <= 0:
                break
            response, word = _exchange(name, kind, server, left)
            if response is not None:
                return response, ""
            if word in ("REFUSED", "NOTIMP", "NOTAUTH") and len(self._servers) == 1:
                break  # it will not change its mind
        return None, word


def _exchange(name: Name, kind: str, server: Server, left: float) -> tuple[Message | None, str]:
    """One question to one server, by UDP and, where the answer is cut, by TCP."""
    import dns.exception
    import dns.flags
    import dns.message
    import dns.query
    import dns.rcode

    word = "UNREADABLE"
    for edns in (0, -1):  # an old server may not know EDNS (RFC 6891, 7)
        query = dns.message.make_query(name, kind, use_edns=edns, payload=PAYLOAD)
        query.flags |= dns.flags.RD
        host, port = server
        try:
            try:
                response = dns.query.udp(
                    query, host, left, port, ignore_unexpected=True, raise_on_truncation=True,
                    ignore_errors=True,
                )  # fmt: skip
            except dns.message.Truncated:
                response = dns.query.tcp(query, host, left, port)
        except dns.exception.Timeout:
            return None, "TIMEOUT"
        except OSError:
            return None, "UNREACHABLE"
        except (dns.exception.DNSException, EOFError, ValueError):
            return None, "UNREADABLE"
        word = dns.rcode.to_text(response.rcode())
        if word in _ANSWERED:
            return _decided(response, name, kind)
        if word not in ("FORMERR", "NOTIMP", "BADVERS"):
            break
    return None, word


def _decided(response: Message, name: Name, kind: str) -> tuple[Message | None, str]:
    """The response, unless it only sends one elsewhere: a referral, or a lame server's shrug."""
    import dns.flags
    from dns.rdatatype import NS, SOA

    if response.answer:
        return response, ""
    competent = response.flags & (dns.flags.AA | dns.flags.RA)
    kinds = {rrset.rdtype for rrset in response.authority}
    if SOA in kinds or (competent and NS not in kinds):
        return response, ""
    return None, "REFERRAL" if NS in kinds else "LAME"


def _lines(response: Message, name: Name, kind: str) -> list[tuple[str, tuple[Any, ...]]]:
    """The records that answer a question, CNAME records followed, or the remark that none does."""
    import dns.rcode
    from dns.rdatatype import CNAME, SOA
    from dns.rdatatype import from_text as type_of

    wanted = type_of(kind)
    found: list[tuple[str, tuple[Any, ...]]] = []
    seen = {name}
    while True:
        data = [r for r in response.answer if r.name == name and r.rdtype == wanted]
        if data:
            for rrset in data:
                found += [_record(name, kind, each) for each in rrset]
            return found
        alias = next((r for r in response.answer if r.name == name and r.rdtype == CNAME), None)
        if alias is None:
            break
        target = alias[0].target
        found.append(_record(name, "CNAME", alias[0]))
        if target in seen:  # the zone itself shows the circle
            return found
        seen.add(target)
        name = target
    if response.rcode() == dns.rcode.NXDOMAIN:
        found.append(_remark("NXDOMAIN", name.to_text(), kind))
    elif not found or any(
        r.rdtype == SOA and name.is_subdomain(r.name) for r in response.authority
    ):
        found.append(_remark("NODATA", name.to_text(), kind))
    return found  # an alias that leads out of what the server knows is asked for by its own name


def _record(name: Name, kind: str, data: Any) -> tuple[str, tuple[Any, ...]]:
    if kind in ("TXT", "SPF"):
        text = " ".join(_quoted(each) for each in data.strings)
    else:
        text = data.to_text()
    owner = name.to_text().lower()
    return f"{owner} {kind} {text}", (_key(owner), 1, kind, text)


def _remark(word: str, name: str, kind: str) -> tuple[str, tuple[Any, ...]]:
    return f"; presend: {word} {name} {kind}", (_key(name), 0, kind, word)


def _key(name: str) -> list[str]:
    """Names by their labels from the right, so that those of one domain stand together."""
    return name.lower().split(".")[::-1]


def _quoted(octets: bytes) -> str:
    """A character-string as a master file has it (RFC 1035, 5.1)."""
    made = "".join(
        chr(each) if 0x20 <= each < 0x7F and each not in b'"\\' else f"\\{each:03}"
        for each in octets
    )
    return f'"{made}"'
