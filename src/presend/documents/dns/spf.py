"""The text of an SPF record in, its terms and faults with places out (RFC 7208, 4.5 to 7).

Spans count in the text of the record, its character-strings joined.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.dns.spf_macros import MACRO, faults_of
from presend.documents.ip.ip_networks import address
from presend.documents.zone import STRING_LIMIT, Fault
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Answer, Record
    from presend.finding import Severity

VERSION = patterns.compile(r"v=spf1(?: |\Z)", patterns.I)
NEAR = patterns.compile(r"[\s\ufeff\"']*+v\s*=\s*spf", patterns.I)
"""What its author took for an SPF record."""
LOOKUPS = frozenset(("include", "a", "mx", "ptr", "exists", "redirect"))
"""The terms that cost a DNS lookup (RFC 7208, 4.6.4)."""
LOOKUP_LIMIT = 10
VOID_LIMIT = 2
MX_LIMIT = 10
LONG = 450  # octets of a record; with the rest of the answer it no longer fits 512 (3.4)

_WORD = patterns.compile(r"[^ ]++")
_TERM = patterns.compile(r"([+\-?~]?)([A-Za-z][A-Za-z0-9_.-]*+)(=|:|/|\Z)", patterns.S)
_DUAL_CIDR = patterns.compile(r"(/[^/]*+)?(//.*+)?\Z", patterns.S)
_LABELS = patterns.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", patterns.I)
_MECHANISMS = frozenset(("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"))
_MEANT = {"ipv4": "ip4", "ipv6": "ip6", "ip": "ip4", "includes": "include", "inc": "include"}


class SpfFault(Fault):
    """A fault; `severity` is `error` where it disables the record."""

    severity: Severity

    def __new__(cls, span: Span, message: str, severity: Severity = "error") -> SpfFault:
        made: SpfFault = tuple.__new__(cls, (span, message))
        made.severity = severity
        return made


class Term:
    """A mechanism or modifier. `name` is in lower case; `value` what stands after `:` or `=`.

    `value` leaves out the prefix lengths of `a` and `mx`; `ip4` and `ip6` keep theirs.
    `effective` is False for a term that no evaluation reaches.
    """

    __slots__ = ("effective", "modifier", "name", "qualifier", "span", "text", "value",
                 "value_span")  # fmt: skip

    def __init__(
        self, text: str, span: Span, qualifier: str, name: str, value: str, value_span: Span
    ) -> None:
        self.text = text
        self.span = span
        self.qualifier = qualifier or "+"
        self.name = name
        self.value = value
        self.value_span = value_span
        self.modifier = False
        self.effective = True

    @property
    def host(self) -> str:
        """The value as a name of the DNS: in lower case, without its last dot."""
        return self.value.lower().removesuffix(".")


class Spf:
    """An SPF record that is read: `terms` in order, `faults` in order of their places."""

    __slots__ = ("faults", "record", "terms")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.terms: list[Term] = []
        self.faults: list[SpfFault] = []
        _read(self, record.text)
        _measure(self, record)
        self.faults.sort(key=lambda fault: fault.span)

    @property
    def broken(self) -> bool:
        """Whether its syntax makes receivers answer permerror (RFC 7208, 4.6)."""
        return any(fault.severity == "error" for fault in self.faults)

    def place(self, span: tuple[int, int]) -> Span:
        """Where a stretch of the record stands in the zone."""
        return self.record.joined.place(span[0], span[1])

    @property
    def all(self) -> Term | None:
        """The `all` mechanism that is reached."""
        return next((t for t in self.terms if t.name == "all" and not t.modifier), None)

    @property
    def redirect(self) -> Term | None:
        """The redirect modifier, where no `all` makes it void."""
        if self.all is not None:
            return None
        return next((t for t in self.terms if t.name == "redirect" and t.modifier), None)


def records(answer: Answer) -> list[Record]:
    """The SPF records among TXT records (RFC 7208, 4.5)."""
    return [record for record in answer.records if VERSION.match(record.text)]


def read(record: Record) -> Spf:
    """The terms of a record, whose text begins with its version."""
    return Spf(record)


def _measure(spf: Spf, record: Record) -> None:
    joined = record.joined
    octets = sum(joined.lengths)
    for number, length in enumerate(joined.lengths):
        if length > STRING_LIMIT:
            said = f"a character-string of {length} octets, and {STRING_LIMIT} are the limit"
            spf.faults.append(SpfFault(Span(*joined.starts[number : number + 2]), said))
    if octets > LONG:
        said = f"the record has {octets} octets: an answer over 512 is often cut or lost"
        spf.faults.append(SpfFault(Span(0, 6), said, "warning"))


def _read(spf: Spf, text: str) -> None:
    seen_all: Term | None = None
    seen: set[str] = set()

    def fault(start: int, end: int, message: str, severity: Severity = "error") -> None:
        spf.faults.append(SpfFault(Span(start, end), message, severity))

    for found in _WORD.finditer(text, 6):
        word, (start, end) = found[0], found.span()
        parts = _TERM.match(word)
        if parts is None:
            fault(start, end, _no_term(word))
            continue
        qualifier, name = parts[1], parts[2].lower()
        value_at = start + parts.end()
        term = Term(
            word, Span(start, end), qualifier, name, word[parts.end() :], Span(value_at, end)
        )
        if parts[3] == "=":
            term.modifier = True
            if name in _MECHANISMS:
                fault(start, end, f"{name} takes a colon, not =")
                continue
            if qualifier:
                fault(start, end, f"a modifier such as {name}= takes no {qualifier}")
                continue
            if name in ("redirect", "exp"):
                if name in seen:
                    fault(start, end, f"{name}= stands twice")
                    continue
                seen.add(name)
                _domain(term, term.value, term.value_span, fault, name)
            else:
                _macros(term.value, term.value_span[0], fault, exp=False)
            spf.terms.append(term)
            continue
        if name not in _MECHANISMS:
            meant = _MEANT.get(name)
            hint = f"; {meant} is meant" if meant else ""
            fault(start, end, f"{_shown(parts[2])} is no mechanism of SPF{hint}")
            continue
        if seen_all is not None:
            term.effective = False
            fault(start, end, f"{_shown(word)} stands after all and is never reached", "warning")
        told = len(spf.faults)
        _mechanism(term, parts[3], fault)
        if any(each.severity == "error" for each in spf.faults[told:]):
            term.effective = False
        if name == "all" and seen_all is None:
            seen_all = term
        spf.terms.append(term)
    redirect = next((t for t in spf.terms if t.modifier and t.name == "redirect"), None)
    if redirect is not None and seen_all is not None:
        redirect.effective = False
        fault(*redirect.span, "redirect= has no effect beside all", "warning")
    if "\t" in text or "\n" in text or "\r" in text:
        at = min(i for c in "\t\r\n" if (i := text.find(c)) >= 0)
        fault(at, at + 1, "terms are divided by spaces, by no other white space")


def _no_term(word: str) -> str:
    if word.strip(",;") == "":
        return f"{_shown(word)} is no term: spaces alone divide the terms"
    from ipaddress import ip_network

    try:
        network = ip_network(word.strip(",;"), strict=False)
    except ValueError:
        return f"{_shown(word)} is no term of SPF"
    return f"{_shown(word)} is no term: ip{network.version}: is missing before it"


def _mechanism(term: Term, sign: str, fault: _Tell) -> None:
    start, end = term.span
    name, value = term.name, term.value
    comma = "," in value and "%{" not in value
    if comma:
        at = term.value_span[0] + value.index(",")
        fault(at, end, "a comma: spaces alone divide the terms")
        return
    if name == "all":
        if sign:
            fault(start, end, "all takes no value")
    elif name in ("ip4", "ip6"):
        _network(term, sign, fault)
    elif name in ("include", "exists"):
        if sign != ":" or not value:
            fault(start, end, f"{name} names no domain")
        else:
            _domain(term, value, term.value_span, fault, name)
    elif name == "ptr":
        fault(start, end, "ptr is slow and unreliable, and should not be used", "warning")
        if sign == "/" or (sign == ":" and not value):
            fault(start, end, "ptr takes a domain or nothing")
        elif value:
            _domain(term, value, term.value_span, fault, name)
    else:
        _host(term, sign, fault)


def _host(term: Term, sign: str, fault: _Tell) -> None:
    """RFC 7208, 5.3 and 5.4: `a` and `mx`, with a domain or none, and prefix lengths or none."""
    at, end = term.value_span
    if sign == "/":
        at -= 1
    rest = term.text[at - term.span[0] :]
    slash = _outside_macros(rest)
    domain, lengths = rest[:slash], rest[slash:]
    term.value, term.value_span = domain, Span(at, at + len(domain))
    if sign == ":" and not domain:
        fault(*term.span, f"{term.name}: names no domain")
        return
    if domain:
        _domain(term, domain, term.value_span, fault, term.name)
    if not lengths:
        return
    found = _DUAL_CIDR.match(lengths)
    for part, limit in ((found and found[1], 32), (found and found[2], 128)):
        if part is None:
            continue
        number = part.lstrip("/")
        if not _is_length(number, limit):
            fault(at + slash, end, f"{_shown(lengths)} is no prefix length: /0 to /{limit}")
            return
    if found is None:
        fault(at + slash, end, f"{_shown(lengths)} is no prefix length")


def _outside_macros(text: str) -> int:
    """Where the first slash stands that no macro holds; the length where there is none."""
    at = 0
    while at < len(text):
        slash = text.find("/", at)
        if slash < 0:
            return len(text)
        macro = text.rfind("%{", at, slash)
        close = text.find("}", macro, slash + 40) if macro >= 0 else -1
        if macro < 0 or text.find("}", macro, slash) >= 0 or close < 0:
            return slash
        at = close
    return len(text)


def _is_length(text: str, limit: int) -> bool:
    digits = text.isascii() and text.isdigit() and len(text) <= 3
    return digits and int(text) <= limit and (len(text) == 1 or text[0] != "0")


def _network(term: Term, sign: str, fault: _Tell) -> None:
    version = int(term.name[2])
    text, slash, length = term.value.partition("/")
    if sign != ":" or not term.value:
        fault(*term.span, f"{term.name} names no address")
        return
    found = address(text)
    if found is None or found[0] != version:
        fault(*term.value_span, _no_address(term.name, text))
        return
    if slash and not _is_length(length, 32 if version == 4 else 128):
        at = term.value_span[0] + len(text)
        limit = 32 if version == 4 else 128
        fault(at, term.value_span[1], f"/{_shown(length)} is no prefix length: /0 to /{limit}")


def _no_address(name: str, text: str) -> str:
    other = "ip6" if name == "ip4" else "ip4"
    _, colon, port = text.rpartition(":")
    if address(text) is not None:
        return f"{_shown(text)} is no IPv{name[2]} address; {other}: is meant"
    if name == "ip4" and colon and port.isdigit():
        return f"{_shown(text)} is an address with a port; {name}: takes none"
    if patterns.compile(r"[a-z0-9.-]*\.[a-z]{2,}\.?", patterns.I).fullmatch(text):
        return f"{_shown(text)} is no address; for a host write a:{_shown(text)}"
    return f"{_shown(text)} is no IPv{name[2]} address"


def _domain(term: Term, value: str, span: tuple[int, int], fault: _Tell, name: str) -> None:
    """RFC 7208, 7.1: a domain-spec is macros and letters, and ends in a macro or a top label."""
    if not value:
        fault(*term.span, f"{name} names no domain")
        return
    if not _macros(value, span[0], fault, exp=name == "exp"):
        return
    if name in ("include", "exists", "redirect", "exp", "ptr") and "/" in MACRO.sub("", value):
        fault(*span, f"{_shown(value)} is no domain name: {name} takes no prefix length")
        return
    if value.endswith("}"):
        return
    bare = value.removesuffix(".")
    labels = MACRO.sub("x", bare).split(".")
    top = labels[-1]
    if "%{" not in value and value.count("://"):
        fault(*span, f"{_shown(value)} is an address of the web, no domain name")
    elif all(label.isdigit() for label in labels) and len(labels) == 4:
        fault(*span, f"{_shown(value)} is an address; write ip4:{_shown(value)}")
    elif len(labels) < 2 and "%" not in value:
        fault(*span, f"{_shown(value)} is no domain name: it has no dot")
    elif (
        top.isdigit()
        or not top.isascii()
        or _LABELS.fullmatch(top) is None
        or "" in labels
        or max(map(len, labels)) > 63
        or len(bare) > 253
    ):
        fault(*span, f"{_shown(value)} is no domain name")


def _macros(text: str, at: int, fault: _Tell, *, exp: bool) -> bool:
    """Whether all macros are well formed; what is not is told."""
    for span, message in faults_of(text, exp=exp):
        fault(at + span[0], at + span[1], message)
        return False
    return True


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "\u2026"


if TYPE_CHECKING:
    from typing import Protocol

    class _Tell(Protocol):
        def __call__(
            self, start: int, end: int, message: str, severity: Severity = "error"
        ) -> None: ...
