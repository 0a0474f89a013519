"""Dates as pages write them, in several languages and zones."""

from datetime import UTC, date, datetime

import pytest

from corpus.metadata.dates import dated, read_date
from corpus.metadata.written_dates import date_in


@pytest.mark.parametrize(
    "text",
    [
        "17. September 2024", "17 septembre 2024", "mardi 17 sept. 2024", "17 de septiembre de 2024",
        "17 settembre 2024", "17.09.2024", "17/09/2024", "2024年9月17日", "Sept. 17th, 2024", "2024/09/17", "20240917",
        "17 września 2024", "17. září 2024", "Вторник, 17 сентября 2024 г.", "Τρίτη 17 Σεπτεμβρίου 2024",
        "17 Eylül 2024", "2024. szeptember 17.", "17 בספטמבר 2024",
        "17 سبتمبر/أيلول 2024", "الثلاثاء ١٧ أيلول ٢٠٢٤", "2024年09月17日(火)", "2024.09.17", "17.09.24",
        "17 wrz 2024", "17 Eyl 2024", "2024. szept. 17.",
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


@pytest.mark.parametrize(
    "text", ["05.03.2024, 08:30 Uhr", "2024-03-05 08:30", "2024年03月05日 8時30分", "2024.03.05 08:30"]
)
def test_what_begins_with_the_year_or_has_dots_is_no_guess_where_days_come_first(text: str) -> None:
    found, remark = read_date(text, day_first=True)
    assert (found, remark) == (datetime(2024, 3, 5, 8, 30, tzinfo=UTC), "no time zone given, taken as UTC")


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
        ("Δημοσιεύθηκε: 17 Σεπτεμβρίου 2024, 08:30", "17 Σεπτεμβρίου 2024, 08:30"),
        ("입력 2024.09.17 08:30 수정 2024.10.02", "2024.09.17 08:30"),
        ("Berth 12 Monday 2024, on 3 May 2024", "3 May 2024"),
        ("Since 1924 the boat has sailed", ""),
    ],
)
def test_a_date_is_found_in_a_line(text: str, found: str) -> None:
    assert date_in(text) == found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("September 17, 2024 8:04 AM GMT+2 · Updated 3 hours ago", "September 17, 2024 8:04 AM GMT+2"),
        ("17 September 2024, 08:04 UTC+02:00 | Harbour", "17 September 2024, 08:04 UTC+02:00"),
        ("17 September 2024 08:04 +0200", "17 September 2024 08:04 +0200"),
        ("17 September 2024 08:04 BST - Harbour", "17 September 2024 08:04 BST"),
        ("Sep 17, 2024 / 6:30 AM EDT / The Echo", "Sep 17, 2024 / 6:30 AM EDT"),
        ("17 September 2024 08:04 - 3 comments", "17 September 2024 08:04"),
    ],
)
def test_offsets_behind_a_time_are_part_of_it(text: str, written: str) -> None:
    assert date_in(text) == written
