"""A date as messages write it in, the moment it names out (RFC 5322, 3.3 and 4.3)."""

from __future__ import annotations

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_COMMENT = patterns.compile(r"\((?:[^()\\]++|\\.)*+\)")
_DATE = patterns.compile(
    r"\s*+(?:([a-z]{3}),)?+\s*+(\d{1,2})\s++([a-z]{3})\s++(\d{2,4})\s++"
    r"(\d\d):(\d\d)(?::(\d\d))?+(?:\s++([+-]\d{4}|utc?|gmt|[ecmp][sd]t|[a-z]))?+\s*+\Z",
    patterns.I,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ZERO = ("gmt", "ut", "utc", "z")
_NESTING = 4  # of comments
_LONGEST = 1_000  # code points of a value whose comments are read


class Date:
    """A date that exists. `seconds` count from 1970, read in UTC where the zone is not known.

    `weekday` and `zone` are as written, None where they are not; `actual` is the true day of
    the week. `sure` says that the zone is a number or a name of UTC.
    """

    __slots__ = ("_found", "actual", "seconds", "sure", "weekday", "year", "zone")

    def __init__(self, found: re.Match[str], seconds: int, weekday: int) -> None:
        self._found = found
        self.seconds = seconds
        self.actual = _DAYS[weekday]
        self.weekday: str | None = found[1]
        self.year: str = found[4]
        self.zone: str | None = found[8]
        self.sure = self.zone is not None and (self.zone[0] in "+-" or self.zone.lower() in _ZERO)

    @property
    def day(self) -> str:
        """Day, month and year, as one reads them."""
        return f"{int(self._found[2])} {self._found[3].title()} {self.year}"

    def place(self, part: str) -> Span:
        """Where the `weekday`, the `year` or the `zone` stands."""
        return Span(*self._found.span({"weekday": 1, "year": 4, "zone": 8}[part]))


def bare(text: str) -> str:
    """The text with spaces in the place of comments (RFC 5322, 3.2.2), nested ones as well."""
    for _ in range(_NESTING if "(" in text and len(text) < _LONGEST else 0):
        text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    return text


def parse(text: str) -> Date | None:
    """The date that a text is; None if it is none, or no such day exists."""
    found = _DATE.match(bare(text))
    if found is None or found[3].lower() not in _MONTHS:
        return None
    from datetime import UTC, datetime

    year = int(found[4])
    year += (2000 if year < 50 else 1900) if len(found[4]) < 4 else 0  # RFC 5322, 4.3
    zone = found[8] if found[8] and found[8][0] in "+-" else "+0000"
    east = (int(zone[1:3]) * 60 + int(zone[3:])) * (60 if zone[0] == "+" else -60)
    second = int(found[7] or 0)
    time = int(found[5]), int(found[6]), second - (second == 60)  # a leap second
    month = _MONTHS.index(found[3].lower()) + 1
    try:
        moment = datetime(year, month, int(found[2]), *time, tzinfo=UTC)
    except ValueError:
        return None
    return Date(found, int(moment.timestamp()) - east, moment.weekday())


def received(trace: str) -> int | None:
    """When a server says, in a Received header, that it took the message; None if it does not."""
    date = parse(trace.rpartition(";")[2])
    return date.seconds if date is not None and date.sure else None
