"""Dates of publication, and days in queries."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st

from corpus.metadata.dates import ORDER_VARIABLE, _common, dated, read_date
from search.query.days import read_days

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-11-09", date(2023, 11, 9)),
        ("9 November 2023", date(2023, 11, 9)),
        ("Nov. 9, 2023", date(2023, 11, 9)),
        ("2023-11-09T14:30:00+01:00", datetime.fromisoformat("2023-11-09T14:30:00+01:00")),
        ("Thu, 09 Nov 2023 14:30:00 GMT", datetime(2023, 11, 9, 14, 30, tzinfo=UTC)),
        ("2023-11-09T14:30:00Z", datetime(2023, 11, 9, 14, 30, tzinfo=UTC)),
        ("2023-W45-4", date(2023, 11, 9)),
        ("2026W053", date(2026, 1, 28)),
        ("2023-313", date(2023, 11, 9)),
        ("2023-W45-4T14:30:00Z", datetime(2023, 11, 9, 14, 30, tzinfo=UTC)),
    ],
)
def test_dates_are_read_as_sources_write_them(text: str, expected: date) -> None:
    assert read_date(text) == (expected, "")


def test_a_time_without_a_zone_is_utc_and_says_so() -> None:
    found, remark = read_date("2023-11-09 14:30")
    assert found == datetime(2023, 11, 9, 14, 30, tzinfo=UTC)
    assert "UTC" in remark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.07.2022", "2022-07-12"),
        ("13. 7. 2022", "2022-07-13"),
        ("12.07.2022, 14:30 Uhr", "2022-07-12T14:30:00+00:00"),
        ("Sep 17, 2024, 8:30 AM ET", "2024-09-17T08:30:00-04:00"),
        ("Dec 17, 2024, 8:30 AM ET", "2024-12-17T08:30:00-05:00"),
        ("September 17, 2024 8:30AM PT", "2024-09-17T08:30:00-07:00"),
        ("17 Sep 2024 08:30 AEST", "2024-09-17T08:30:00+10:00"),
        ("17 Sep 2024 08:30 NZDT", "2024-09-17T08:30:00+13:00"),
        ("Tue Sep 17 2024 08:30:00 GMT+0100 (British Summer Time)", "2024-09-17T08:30:00+01:00"),
        ("2024-09-17T08:30:00Z[Europe/London]", "2024-09-17T08:30:00+00:00"),
        ("20240917T083000Z", "2024-09-17T08:30:00+00:00"),
    ],
)
def test_dots_and_zones_are_read_as_they_are_meant(text: str, expected: str) -> None:
    found, _ = read_date(text)
    assert found
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("1/2/2024", "month first"),
        ("1/2/2024 10:00", "month first"),
        ("13/2/2024", ""),
        ("2/2/2024", ""),
        ("1.2.2024", ""),
        ("17 Sep 2024 08:30 XYZ", "the time zone XYZ is not known"),
        ("17 Sep 2024 08:30 PM", "no time zone given"),
    ],
)
def test_what_was_guessed_is_remarked(text: str, remark: str) -> None:
    found, said = read_date(text)
    assert found
    assert said.startswith(remark)
    assert bool(said) == bool(remark)


def test_days_come_first_where_that_is_set() -> None:
    program = "from corpus.metadata.dates import read_date; print(*read_date('1/2/2024'), *read_date('12/25/2024'))"
    environment = os.environ | {ORDER_VARIABLE: "day first"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "2024-02-01 day first 2024-12-25 \n"


def test_an_impossible_time_leaves_the_day() -> None:
    expected = date(2024, 9, 17), "date (its time cannot be read: 24:00:00Z)"
    assert dated("2024-09-17T24:00:00Z", "date") == expected


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "1066-10-14", "2999-01-01"])
def test_impossible_years_are_refused_and_said(text: str) -> None:
    assert dated(text, "date") == (None, f"date: no year of news: {text!r}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "November 2023",
        "2023",
        "Tuesday",
        "soon",
        "32 May 2023",
        "2023-W54-1",
        "2023-W45",
        "2023-400",
        "x" * 1000,
        "10:30",
    ],
)
def test_what_is_not_a_whole_date_is_none(text: str) -> None:
    assert read_date(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("20160229", "2016-02-29", "2016-02-29"),
        ("2016-2-9", "2016-02-09", "2016-02-09"),
        ("June 2017", "2017-06-01", "2017-06-30"),
        ("9 Nov 2023", "2023-11-09", "2023-11-09"),
        ("November 9th, 2023", "2023-11-09", "2023-11-09"),
        ("today", "2024-03-31", "2024-03-31"),
        ("Last  Month", "2024-02-01", "2024-02-29"),
        ("this week", "2024-03-25", "2024-03-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("past 7 days", "2024-03-25", "2024-03-31"),
        ("last 1 month", "2024-03-01", "2024-03-31"),
        ("past 2 years", "2022-04-01", "2024-03-31"),
    ],
)
def test_days_are_read_as_readers_type_them(text: str, first: str, last: str) -> None:
    assert read_days(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["foo", "", "2017-13", "31 February 2017", "last", "past 9999 years"])
def test_other_texts_are_refused_with_examples(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        read_days(text, TODAY)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%d-%b-%Y %H:%M:%S.%f"]),
    st.sampled_from(["", "Z", "+05:30", "-0800"]),
)
def test_what_is_read_without_dateutil_is_read_the_same(moment: datetime, form: str, zone: str) -> None:
    text = moment.strftime(form).upper() + (zone if form.startswith("%Y") and "%H" in form else "")
    found, _ = read_date(text)
    assert _common(text) is not None
    expected = parser.parse(text)
    assert found == (expected if expected.tzinfo else expected.replace(tzinfo=UTC) if "%H" in form else expected.date())
