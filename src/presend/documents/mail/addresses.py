"""An address list in, its mailboxes with the place of every piece out (RFC 5322, 3.4).

Strict but total: what departs from the grammar is a `Fault`, and the most sensible reading is
given all the same. Offsets count in the text that was parsed. Characters beyond ASCII are those
of words (RFC 6532); so are `HOLE` and `GAP`, which stand for what a template fills in. A fault
that the filling may cure is not reported.
"""

from __future__ import annotations

from itertools import pairwise

from presend import patterns
from presend.documents.templating.holes import GAP, HOLE
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    Word = tuple[str, int, int]  # kind, start, end

WORD_LIMIT = 20_000  # some 4,000 mailboxes

# Kinds of words; a special that is none of these is its own kind.
_SPACE, _QUOTED, _LITERAL, _PAIR, _ATOM = "white", "quoted", "literal", "pair", "atom"
_ANGLE = "angle"  # all that stands in angle brackets
_KINDS = ("", _SPACE, _QUOTED, _LITERAL, _PAIR, _ATOM)  # by group of _TOKEN
_WHITE = " \t\r\n"
_ROUTE_ENDS, _ANGLE_ENDS = frozenset("<>;"), frozenset("<>;,")
_TOKEN = patterns.compile(
    r'([ \t\r\n]++)|("(?:[^"\\]++|\\.)*+")|(\[(?:[^\[\]\\]++|\\.)*+\])|(\\[^ \t\r\n])'
    r"|(=\?[^\s?]++\?[bBqQ]\?[^\s?]*+\?=|"  # an encoded-word may hold what an atom may not
    r'[^ \t\r\n()<>\[\]:;@\\,."]++)|.',
    patterns.S,
)
_ESCAPE_OR_PARENTHESIS = patterns.compile(r"\\.|[()]", patterns.S)
_ESCAPE = patterns.compile(r"\\(.)", patterns.S)


class Fault:
    """What is wrong at a place of the text that was read, in words."""

    __slots__ = ("end", "message", "start")

    def __init__(self, start: int, end: int, message: str) -> None:
        self.start = start
        self.end = end
        self.message = message

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def __repr__(self) -> str:
        return f"Fault({self.start}, {self.end}, {self.message!r})"


class Mailbox:
    """One address and its display name (RFC 5322, 3.4).

    `name` has quotation marks, escapes and encoded-words undone and comments left out, and one
    space between words; `name_span` is where it is written, None if it is not; `quoted` says
    that all of it stands in quotation marks. `local` and `domain` are as written, comments and
    spaces left out (a quoted local part keeps its quotation marks); without an "@" all is
    local. `span` is the addr-spec, `whole` all that belongs to the mailbox, `angle` says that
    the addr-spec stands in angle brackets.
    """

    __slots__ = (
        *("address", "angle", "domain", "domain_span", "local", "local_span"),
        *("name", "name_span", "quoted", "span", "whole"),
    )

    def __init__(self, local: str, sign: str, domain: str, at: Span, domain_at: Span) -> None:
        self.address = local + sign + domain
        self.local = local
        self.domain = domain
        self.local_span = at
        self.domain_span = domain_at
        self.span = self.whole = Span(at[0], domain_at[1])
        self.name = ""
        self.name_span: Span | None = None
        self.quoted = self.angle = False


class Group:
    """A named group of mailboxes (RFC 5322, 3.4), which may be empty. `span` is all of it."""

    __slots__ = ("mailboxes", "name", "name_span", "span")

    def __init__(self, name: str, name_span: Span) -> None:
        self.name = name
        self.name_span = self.span = name_span
        self.mailboxes: tuple[Mailbox, ...] = ()


class AddressList:
    """What `parse` finds, in reading order; the members of groups are in `mailboxes` too."""

    __slots__ = ("faults", "groups", "mailboxes")

    def __init__(self, reader: _Reader) -> None:
        self.mailboxes = tuple(reader.mailboxes)
        self.groups = tuple(reader.groups)
        self.faults = tuple(sorted(reader.faults, key=lambda fault: fault.span))


def parse(text: str) -> AddressList:
    """The mailboxes of an address list such as the value of From, To or Reply-To.

    The text is unfolded or not, its encoded-words still encoded: a decoded comma or bracket
    would be taken for one of the grammar. Never raises; an empty text is an empty list.
    """
    reader = _Reader(text)
    reader.read()
    for control in patterns.compile("[\0-\x08\x0b\x0c\x0e-\x19\x1c-\x1f\x7f]++").finditer(text):
        reader.faults.append(Fault(*control.span(), "control character"))
    return AddressList(reader)


def faults_of(mailbox: Mailbox) -> list[tuple[Span, str]]:
    """What breaks the limits of an addr-spec (RFC 5321, 4.5.3.1; RFC 1035, 2.3.1 and 2.3.4).

    What a template fills in is taken to be right, and for as short as it can be.
    """
    local, domain = mailbox.local, mailbox.domain
    labels = domain.split(".") if domain and domain[0] != "[" else ["a", "a"]
    address = domain[:1] == "[" or (len(labels) == 4 and all(map(str.isdecimal, labels)))
    hyphen = any(label[:1] == "-" or label[-1:] == "-" for label in labels)
    in_local = (
        (not local and mailbox.address, "empty local part"),
        (_octets(local) > 64, "the local part is longer than 64 octets"),
        (".." in local and local[0] != '"', "two dots in a row in the local part"),
        (local[:1] == "." or local[-1:] == ".", "the local part starts or ends with a dot"),
        (local[:2] == "=?" and local[-2:] == "?=", "an encoded-word in the address"),
    )
    in_domain = (
        (address, "an IP address in place of a domain"),
        (_octets(domain) > 255, "the domain is longer than 255 octets"),
        (len(labels) == 1 and not _has_hole(domain), "the domain has no dot"),
        ("" in labels, "the domain has an empty label"),
        (hyphen, "a label of the domain starts or ends with a hyphen"),
        (any(map(_too_long, labels)), "a label of the domain is longer than 63 octets"),
    )
    faults = [(mailbox.local_span, message) for wrong, message in in_local if wrong]
    return faults + [(mailbox.domain_span, message) for wrong, message in in_domain if wrong]


def _has_hole(text: str) -> bool:
    return HOLE in text or GAP in text


def _octets(text: str) -> int:
    return len(text.replace(HOLE, "").replace(GAP, "").encode("utf-8", "surrogatepass"))


def _too_long(label: str) -> bool:
    """Whether a label is longer than 63 octets in the DNS, that is as an A-label (RFC 5890)."""
    if label.isascii():
        return _octets(label) > 63
    return len(label) > 63 or len("xn--") + len(label.encode("punycode")) > 63


def _words(text: str) -> list[Word]:
    """The tokens but for comments and white space, which are left out."""
    words: list[Word] = []
    comments: dict[int, int] = {}
    all_seen = False  # an unclosed comment has been looked for to the end: not again
    at = 0
    while at < len(text) and len(words) < WORD_LIMIT:
        match = _TOKEN.match(text, at)
        assert match is not None
        kind = _KINDS[match.lastindex] if match.lastindex else text[at]
        end = match.end()
        if kind == "(" and not all_seen:
            comments, all_seen = _comments(text, at)
        if kind == "(" and at in comments:
            end = comments[at]
        elif kind != _SPACE:
            words.append((kind, at, end))
        at = end
    return words


def _comments(text: str, at: int) -> tuple[dict[int, int], bool]:
    """Where the comment at an offset and those in it end, and whether it never does."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for found in _ESCAPE_OR_PARENTHESIS.finditer(text, at):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == ")":
            ends[opened.pop()] = found.end()
            if not opened:
                return ends, False
    return ends, True


class _Reader:
    """One pass over the words, an entry of the list at a time."""

    __slots__ = ("angles", "count", "doubts", "faults", "groups", "mailboxes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.mailboxes: list[Mailbox] = []
        self.groups: list[Group] = []
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []  # faults that a hole in their entry may cure
        self.count = 0  # mailboxes before the entry
        self.angles: dict[int, list[Word]] = {}  # the words inside, by the offset of "<"

    def fault(self, start: int, end: int, message: str) -> None:
        self.faults.append(Fault(start, end, message))

    def doubt(self, start: int, end: int, message: str) -> None:
        self.doubts.append(Fault(start, end, message))

    def read(self) -> None:
        words = _words(self.text)
        if len(words) == WORD_LIMIT:
            self.fault(words[-1][2], len(self.text), "too long: the rest is not read")
        last_semicolon = max((word[1] for word in words if word[0] == ";"), default=-1)
        entry: list[Word] = []
        begin, before = 0, ""  # where the entry begins, and the separator there
        addressed = False
        group: Group | None = None
        first = i = 0  # of the group's mailboxes; of the words ahead
        while i < len(words):
            kind, start, end = words[i]
            i += 1
            if kind == "<":
                i, end = self.angle(words, i)
                entry.append((_ANGLE, start, end))
                addressed = True
            elif kind == ">":
                self.doubt(start, end, "unbalanced >")
            elif kind == ":" and entry and not (addressed or group) and start < last_semicolon:
                group, first = Group(*self.phrase(entry)), len(self.mailboxes)
                entry, begin, before = [], end, kind
            elif kind in (",", ";"):
                if not entry and (before == "," or (kind == "," and before != ";")):
                    self.fault(start, end, "an empty entry in the list")
                self.entry(entry, begin, start)
                entry, begin, before, addressed = [], end, kind, False
                if kind == ";" and group is None:
                    self.fault(start, end, "a semicolon in place of a comma")
                elif kind == ";" and group is not None:
                    group.mailboxes = tuple(self.mailboxes[first:])
                    group.span = Span(group.span[0], end)
                    self.groups.append(group)
                    group = None
            else:
                entry.append((kind, start, end))
                addressed = addressed or kind == "@"
        if before == "," and not entry:
            self.fault(begin - 1, begin, "an empty entry in the list")
        self.entry(entry, begin, len(self.text))

    def angle(self, words: list[Word], first: int) -> tuple[int, int]:
        """Keep what stands in angle brackets; the index after it and the offset of its end.

        Without a ">" it ends at the next "<", comma or semicolon; but commas divide the
        domains of a source route (RFC 5322, 4.4).
        """
        i = first
        route = i < len(words) and words[i][0] == "@"
        while i < len(words) and words[i][0] not in (_ROUTE_ENDS if route else _ANGLE_ENDS):
            route = route and words[i][0] != ":"
            i += 1
        start = words[first - 1][1]
        self.angles[start] = words[first:i]
        if i < len(words) and words[i][0] == ">":
            return i + 1, words[i][2]
        self.doubt(start, start + 1, "unbalanced <")
        return i, words[i - 1][2]

    def entry(self, words: list[Word], begin: int, stop: int) -> None:
        """Read what stands between two commas: as a rule one mailbox, or nothing."""
        self.count = len(self.mailboxes)
        phrase: list[Word] = []
        for word in words:
            if word[0] == _ANGLE:
                mailbox = self.addr_spec(self.angles.pop(word[1]), word[1] + 1)
                mailbox.angle = True
                self.add(mailbox, phrase, word[1], word[2])
                phrase = []
            else:
                phrase.append(word)
        if phrase:
            self.bare(phrase)
        chunk = self.text[begin:stop].rstrip(_WHITE)
        if len(self.mailboxes) > self.count:
            first, last = self.mailboxes[self.count], self.mailboxes[-1]
            first.whole = Span(begin + len(chunk) - len(chunk.lstrip(_WHITE)), first.whole[1])
            last.whole = Span(last.whole[0], begin + len(chunk))
        if not _has_hole(chunk):
            self.faults += self.doubts
        self.doubts = []

    def bare(self, words: list[Word]) -> None:
        """Read addresses without angle brackets: runs with an "@", the runs before are names."""
        runs: list[list[Word]] = [words[:1]]
        for last, word in pairwise(words):
            if "@" not in (last[0], word[0]) and self.spaced(last, word):
                runs.append([])
            runs[-1].append(word)
        named = len(self.mailboxes) > self.count  # by an address in angle brackets
        name: list[Word] = []
        for run in runs:
            if all(word[0] != "@" for word in run) and (len(runs) > 1 or named):
                name += run
                continue
            if name:
                self.doubt(run[0][1], run[-1][2], "the address needs angle brackets")
            mailbox = self.addr_spec(run, run[0][1])
            self.add(mailbox, name, *mailbox.span)
            name = []
        end = words[-1][2]
        if name and len(self.mailboxes) > self.count:
            self.doubt(name[0][1], end, "text after the address")
        elif name:
            self.doubt(end, end, "no @ in the address")
            self.add(Mailbox("", "", "", Span(end, end), Span(end, end)), name, end, end)

    def add(self, mailbox: Mailbox, name: list[Word], start: int, end: int) -> None:
        if name:
            mailbox.name, mailbox.name_span = self.phrase(name)
            mailbox.quoted = all(word[0] == _QUOTED for word in name)
            start = name[0][1]
        mailbox.whole = Span(start, end)
        if len(self.mailboxes) > self.count:
            self.doubt(start, end, "two mailboxes without a comma")
        self.mailboxes.append(mailbox)

    def phrase(self, words: list[Word]) -> tuple[str, Span]:
        """The text and the place of a display name."""
        pieces: list[str] = []
        behind = words[0][1]
        for kind, start, end in words:
            if behind < start:
                pieces.append(" ")
            if kind == _QUOTED:
                pieces.append(_ESCAPE.sub(r"\1", self.text[start + 1 : end - 1]))
            else:
                pieces.append(self.text[start + (kind == _PAIR) : end])
                if kind != _ATOM:
                    self.fault(start, end, "unquoted specials in the display name")
            behind = end
        name = "".join(pieces)
        if "=?" in name:
            from presend.documents.mail.headers import decode_words

            name = decode_words(name)
        return name, Span(words[0][1], behind)

    def addr_spec(self, words: list[Word], at: int) -> Mailbox:
        """RFC 5322, 3.4.1, and the route of 4.4; `at` is where an empty one stands."""
        colon = [i for i, word in enumerate(words) if word[0] == ":"]
        if colon and words[0][0] == "@":
            self.fault(words[0][1], words[colon[0]][2], "a source route, which is obsolete")
            words = words[colon[0] + 1 :]
        if not words:
            self.fault(at, at, "empty address")
            return Mailbox("", "", "", Span(at, at), Span(at, at))
        text, start, end = self.text, words[0][1], words[-1][2]
        signs = [i for i, word in enumerate(words) if word[0] == "@"]
        sign = signs[-1] if signs else len(words)
        local, domain = words[:sign], words[sign + 1 :]
        for part, kinds in ((local, (_ATOM, ".", _QUOTED, "@")), (domain, (_ATOM, ".", _LITERAL))):
            for word in part:
                if word[0] not in kinds:
                    self.fault(word[1], word[2], "unquoted specials in the address")
        if signs and not local:
            self.fault(start, end, "empty local part")
        if not _has_hole(text[start:end]):
            for last, word in pairwise(words):
                if self.spaced(last, word):
                    self.fault(last[2], word[1], "space inside the address")
                elif _QUOTED in (last[0], word[0]) and not {last[0], word[0]} & {".", "@"}:
                    self.fault(last[1], word[2], "quoted text that is not a word of its own")
            if not signs:
                self.fault(start, end, "no @ in the address")
            elif len(signs) > 1:
                self.fault(start, end, "more than one @")
            elif not domain:
                self.fault(start, end, "empty domain")
        return Mailbox(
            "".join([text[word[1] : word[2]] for word in local]),
            "@" if signs else "",
            "".join([text[word[1] : word[2]] for word in domain]),
            Span(start, local[-1][2] if local else start),
            Span(domain[0][1] if domain else end, end),
        )

    def spaced(self, word: Word, following: Word) -> bool:
        """Whether white space, not a comment alone, stands between two words."""
        return word[2] < following[1] and not (
            self.text[word[2]] == "(" and self.text[following[1] - 1] == ")"
        )
