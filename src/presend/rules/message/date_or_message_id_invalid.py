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

from presend import patterns
from presend.api import Finding, Iterator, Message, Severity, Source, Span, rule

_ID = r"<[^<>\\\s@]++@([^<>\\\s]++)>\Z"
_ATOM = r"[\w!#$%&'*+/=?^`{|}~.\x80-\xff-]++"
_ATOMS = rf"<{_ATOM}@(?:{_ATOM}|\[[^\[\]\\]*+\])>"
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


def _date(written: Source, received: list[str]) -> Iterator[Finding]:
    from presend.documents.mail import dates

    span = Span(0, len(written.text.rstrip()))
    date = dates.parse(written.text)
    if date is None:
        yield Finding(span, f"Date is not a valid RFC 5322 date: {_MODEL}", source=written)
        return
    if date.weekday and date.weekday.title() != date.actual:
        said = f"Date says {date.weekday}, but {date.day} is a {date.actual}"
        yield Finding(date.place("weekday"), said, source=written)
    if len(date.year) < 4:
        said = "Date has a year of two digits, which is obsolete"
        yield Finding(date.place("year"), said, source=written)
    zone = date.zone
    if zone is None:
        yield Finding(span, f"Date has no time zone: {_MODEL}", source=written)
    elif zone[0] not in "+-":
        said = "Date has a time zone by name, which is obsolete: write +0000"
        yield Finding(date.place("zone"), said, severity="info", source=written)
    elif int(zone[3:]) > 59 or int(zone[1:3]) * 60 + int(zone[3:]) > _ABSURD:
        said = "Date has a time zone that does not exist"
        yield Finding(date.place("zone"), said, source=written)
    if date.sure:
        times = [each for text in received if (each := dates.received(text)) is not None]
        later = min((date.seconds - each for each in times), key=abs, default=0)
        if later > _LATER:
            said = f"Date is {_span(later)} after the message was received"
            yield Finding(span, said, source=written)
        elif -later > _BEFORE:
            said = f"Date is {_span(-later)} before the message was received"
            yield Finding(span, said, severity="info", source=written)


def _span(seconds: int) -> str:
    hours = seconds // 3600
    return f"{hours} hours" if hours < 72 else f"{hours // 24:,} days"


def _message_id(name: Source) -> Iterator[Finding]:
    from presend.documents.mail import dates

    text = dates.bare(name.text)
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
