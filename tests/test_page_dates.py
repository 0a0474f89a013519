"""Dates as pages write them, in several languages and zones."""

from datetime import date, datetime

import pytest

from corpus.metadata.dates import dated, read_date
from corpus.metadata.written_dates import date_in


@pytest.mark.parametrize(
    "text",
    [
        "17. September 2024", "17 septembre 2024", "mardi 17 sept. 2024", "17 de septiembre de 2024",
        "17 settembre 2024", "17.09.2024", "17/09/2024", "2024年9月17日", "Sept. 17th, 2024", "2024/09/17", "20240917",
    ],
)  # fmt: skip
def test_days_of_several_languages_are_read(text: str) -> None:
    assert read_date(text) == (date(2024, 9, 17), "")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-09-17T08:30-500", "2024-09-17T08:30-05:00"),
        ("Sep 17, 2024, 8:30 AM ET", "2024-09-17T08:30-04:00"),
        ("Dec 17, 2024, 8:30 a.m. PT", "2024-12-17T08:30-08:00"),
        ("17 Sep 2024 08:30 AEST", "2024-09-17T08:30+10:00"),
        ("17. September 2024, 08:30 MESZ", "2024-09-17T08:30+02:00"),
        ("Tue Sep 17 2024 08:30:00 GMT+0100 (British Summer Time)", "2024-09-17T08:30+01:00"),
    ],
)
def test_zones_are_read_with_their_summer_time(text: str, moment: str) -> None:
    assert read_date(text) == (datetime.fromisoformat(moment), "")


def test_with_dots_the_day_comes_first_and_else_the_month_with_a_remark() -> None:
    assert read_date("12.07.2022") == (date(2022, 7, 12), "")
    assert read_date("12/07/2022") == (date(2022, 12, 7), "month first")
    assert "month first" in read_date("1/2/2024 10:00")[1]


@pytest.mark.parametrize("text", ["0024-09-17", "1066-10-14", "2924-09-17"])
def test_impossible_years_are_refused(text: str) -> None:
    found, how = dated(text, "meta date")
    assert found is None
    assert text in how


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Una Brack | Published 17 September 2024 at 08:30 BST | 3 min read", "17 September 2024 at 08:30 BST"),
        ("Publié le 17 septembre 2024 à 17h30", "17 septembre 2024 à 17h30"),
        ("Stand: 17.09.2024, 08:30 Uhr", "17.09.2024, 08:30 Uhr"),
        ("Posted on September 17, 2024 by Una Brack", "September 17, 2024"),
        ("Since 1924 the boat has sailed", ""),
    ],
)
def test_a_date_is_found_in_a_line(text: str, found: str) -> None:
    assert date_in(text) == found
