"""Dates as messages write them (RFC 5322, 3.3 and 4.3)."""

from datetime import UTC, datetime

import pytest

from presend.documents.mail import dates


def moment(text: str) -> datetime | None:
    date = dates.parse(text)
    return None if date is None else datetime.fromtimestamp(date.seconds, UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 01 Mar 2026 10:00:00 +0000",
        " Sun,  1 Mar 2026 05:00 -0500 (EST (really))",
        "1 mar 2026 10:00:00 GMT",
        "Sun, 1 Mar 26 10:00:00 UT",
    ],
)
def test_one_moment_is_written_in_many_ways(text: str) -> None:
    assert moment(text) == datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "2026-03-01", "Sun, 30 Feb 2026 10:00:00 +0000", "1 Mär 2026 10:00 +0000",
     "Sun, 1 Mar 2026 24:00:00 +0000", "1 Mar 2026 10:00:00 AM", "(" * 5_000],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert moment(text) is None


def test_a_leap_second_and_an_unknown_zone() -> None:
    assert moment("Sat, 31 Dec 2016 23:59:60 +0000") is not None
    date = dates.parse("Fri, 1 Mar 02 10:00:00 EST")
    assert date is not None
    assert (date.sure, date.weekday, date.actual, date.year) == (False, "Fri", "Fri", "02")


def test_when_a_server_received_it() -> None:
    assert dates.received("from a by b; Thu, 1 Jan 1970 00:01:00 +0000 (UTC)") == 60
    assert dates.received("from a by b; Thu, 1 Jan 1970 00:01:00 EST") is None
    assert dates.received("from a by b") is None
