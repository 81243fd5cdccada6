"""Date and Message-ID must be well formed, and the Date must fit the journey.

Mailboxes sort by Date: a wrong one puts the mail where nobody looks, and filters score dates
that cannot be read, zones that do not exist and mails from the future. Gmail asks for a valid
Message-ID; one on `localhost` or a bare IP address tells that the machine does not know its
own name, and is not unique.

Let the mail library write both. The Date is compared with the Received headers, not with
today: more than three hours after the nearest of them is a warning, more than 96 hours before
it worth knowing. Zones by name (`GMT`) and two digits for the year are obsolete: they are
understood, but must not be written. A date that a draft leaves to a template is not judged.

Evidence: RFC 5322, 3.3, 3.6.4, 4.3; SpamAssassin INVALID_DATE 0.4-1.7, INVALID_DATE_TZ_ABSURD
0.3-0.7, DATE_IN_FUTURE_* up to 3.4, INVALID_MSGID 0.6-2.6 (October 2024); rspamd INVALID_DATE
1.5, DATE_IN_FUTURE 4.0, INVALID_MSGID 1.7, MID_BARE_IP 2.0, MID_RHS_NOT_FQDN 0.5 (August 2026).
A host without a dot is frequent in wanted mail, so that it is told at `info`.

```message bad
Date: 2026-03-01
      ^^^^^^^^^^ Date is not a valid RFC 5322 date: write it as Sun, 01 Mar 2026 10:00:00 +0000
Message-ID: <4417@localhost>
                  ^^^^^^^^^ Message-ID ends in localhost, which is no host's own name

Hello
```

```message bad
Date: Mon, 01 Mar 2026 10:00:00 +2500
      ^^^ Date says Mon, but 1 Mar 2026 is a Sun
                                ^^^^^ Date has a time zone that does not exist
Message-ID: 4417@mail.acme.com
            ^^^^^^^^^^^^^^^^^^ Message-ID does not stand in angle brackets

Hello
```

```message bad
Received: from mail.acme.com by mx.example.org; Sun, 1 Mar 2026 10:00:02 +0000
Date: Sun, 01 Mar 2026 18:30:00 GMT
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Date is 8 hours after the message was received
                                ^^^ Date has a time zone by name, which is obsolete: write +0000

Hello
```

```message good
Received: from mail.acme.com by mx.example.org; Sun, 1 Mar 2026 05:00:02 -0500 (EST)
Date: Sun, 1 Mar 2026 11:00
 +0100 (CET)
Message-ID:
 <CAF+x0$=4417_a/b@mail.acme.com>

Hello
```

```message good
X-Unsent: 1
Date: {{ send_time }}

Hello
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Finding, Message, Severity, Source, Span, rule

_COMMENT = r"\((?:[^()\\]++|\\.)*+\)"
_DATE = (
    r"\s*+(?:([a-z]{3}),)?+\s*+(\d{1,2})\s++([a-z]{3})\s++(\d{2,})\s++"
    r"(\d\d):(\d\d)(?::(\d\d))?+(?:\s++([+-]\d{4}|utc?|gmt|[ecmp][sd]t|[a-z]))?+\s*+\Z"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_ID = r"<[^<>\\\s@]++@([^<>\\\s]++)>\Z"
_ATOM = r"[\w!#$%&'*+/=?^`{|}~.\x80-\xff-]++"
_ATOMS = rf"<{_ATOM}@(?:{_ATOM}|\[[^\[\]\\]*+\])>"
_ZERO = ("gmt", "ut", "utc", "z")
_IP = r"\d{1,3}(?:\.\d{1,3}){3}\Z"
_MODEL = "write it as Sun, 01 Mar 2026 10:00:00 +0000"
_ABSURD = 14 * 60  # minutes; Kiribati is as far from Greenwich as that
_LATER, _BEFORE = 3 * 3600, 96 * 3600  # seconds


@rule(severity="warning", standard="RFC 5322, 3.3 and 3.6.4; Google Email sender guidelines")
def check(message: Message) -> Iterator[Finding]:
    received = message.headers.all("received")
    date, name = message.headers.get("date"), message.headers.get("message-id")
    if date is not None and date.raw and (received or "{" not in date.raw):
        yield from _date(date.unfolded, [each.unfolded.text for each in received])
    if name is not None and name.raw and (received or "{" not in name.raw):
        yield from _message_id(name.unfolded)


def _bare(text: str) -> str:
    """The text with spaces in the place of comments (RFC 5322, 3.2.2), nested ones as well."""
    for _ in range(4 if "(" in text else 0):
        text = patterns.compile(_COMMENT).sub(lambda found: " " * len(found[0]), text)
    return text


def _date(date: Source, received: list[str]) -> Iterator[Finding]:
    text = _bare(date.text)
    found = patterns.compile(_DATE, patterns.I).match(text)
    seconds = None if found is None else _seconds(text)
    span = Span(0, len(text.rstrip()))
    if found is None or seconds is None:
        yield Finding(span, f"Date is not a valid RFC 5322 date: {_MODEL}", source=date)
        return
    weekday, zone = found[1], found[8]
    actual = _DAYS[seconds[1]]
    if weekday and weekday.title() != actual:
        day = f"{int(found[2])} {found[3].title()} {found[4]}"
        said = f"Date says {weekday}, but {day} is a {actual}"
        yield Finding(Span(*found.span(1)), said, source=date)
    if len(found[4]) == 2:
        said = "Date has a year of two digits, which is obsolete"
        yield Finding(Span(*found.span(4)), said, source=date)
    if zone is None:
        yield Finding(span, f"Date has no time zone: {_MODEL}", source=date)
    elif zone[0] not in "+-":
        said = "Date has a time zone by name, which is obsolete: write +0000"
        yield Finding(Span(*found.span(8)), said, severity="info", source=date)
    elif int(zone[3:]) > 59 or int(zone[1:3]) * 60 + int(zone[3:]) > _ABSURD:
        said = "Date has a time zone that does not exist"
        yield Finding(Span(*found.span(8)), said, source=date)
    if zone is not None and (zone[0] in "+-" or zone.lower() in _ZERO):
        yield from _against(received, seconds[0], date, span)


def _against(received: list[str], sent: int, date: Source, span: Span) -> Iterator[Finding]:
    """Compare with the nearest of the times at which a server received it."""
    times: list[int] = []
    for text in received:
        text = _bare(text.rpartition(";")[2])
        found = patterns.compile(_DATE, patterns.I).match(text)
        seconds = None if found is None or found[8] is None else _seconds(text)
        if seconds is not None:
            times.append(seconds[0])
    later = min((sent - each for each in times), key=abs, default=0)
    if later > _LATER:
        yield Finding(span, f"Date is {_span(later)} after the message was received", source=date)
    elif -later > _BEFORE:
        said = f"Date is {_span(-later)} before the message was received"
        yield Finding(span, said, severity="info", source=date)


def _seconds(text: str) -> tuple[int, int] | None:
    """The seconds since 1970 of a date, and its day of the week; None if there is none such."""
    found = patterns.compile(_DATE, patterns.I).match(text)
    if found is None or found[3].lower() not in _MONTHS or len(found[4]) > 4:
        return None
    from datetime import UTC, datetime

    year = int(found[4])
    year += (2000 if year < 50 else 1900) if len(found[4]) < 4 else 0  # RFC 5322, 4.3
    zone = found[8] if found[8] and found[8][0] in "+-" else "+0000"
    east = (int(zone[1:3]) * 60 + int(zone[3:])) * (60 if zone[0] == "+" else -60)
    second = int(found[7] or 0)
    month = _MONTHS.index(found[3].lower()) + 1
    time = int(found[5]), int(found[6]), second - (second == 60)  # a leap second
    try:
        moment = datetime(year, month, int(found[2]), *time, tzinfo=UTC)
    except ValueError:
        return None
    return int(moment.timestamp()) - east, moment.weekday()


def _span(seconds: int) -> str:
    hours = seconds // 3600
    return f"{hours} hours" if hours < 72 else f"{hours // 24:,} days"


def _message_id(name: Source) -> Iterator[Finding]:
    text = _bare(name.text)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    text = text[:end]
    found = patterns.compile(_ID).match(text, start)
    severity: Severity = "warning"
    span = Span(start, end)
    if found is None:
        said = "is not of the form <unique@host>"
        if text.count("<") > 1:
            said = "holds more than one id"
        elif text[start : start + 1] != "<" or not text.endswith(">"):
            said = "does not stand in angle brackets"
        elif any(each.isspace() for each in text[start:end]):
            said = "has a space in it"
    else:
        host = found[1].lower()
        span = Span(*found.span(1))
        if host.partition(".")[0] == "localhost":
            said = f"ends in {found[1]}, which is no host's own name"
        elif patterns.compile(_IP).match(host):
            said = f"ends in the bare IP address {host}"
        elif not patterns.compile(_ATOMS).match(text, start):
            span, said, severity = Span(start, end), "has characters that RFC 5322 forbids", "info"
        elif "." not in host or host[0] == "[":
            said, severity = f"ends in {found[1]}, which is no full domain name", "info"
        else:
            return
    yield Finding(span, f"Message-ID {said}", severity=severity, source=name)
