"""Days and ranges of days as readers type them."""

from datetime import date

import pytest

from corpus.metadata.dates import read_date
from search.errors import QueryError
from search.query.days import read_days, read_range
from search.query.description import describe
from search.query.language import parse

TODAY = date(2024, 3, 31)
THE_FIFTH = """2023-09-05|2023/9/5|2023.09.05|20230905|Sept. 5, 2023
    |Sept 5 2023|Sep. 5, 2023|September 5th, 2023|5 Sept 2023
    |5 Sept. 2023|5th of September 2023|5. September 2023|Tuesday, 5 September 2023|Tue, 05 Sep 2023 10:00:00 GMT
    |Tue Sep 5 10:00:00 2023|2023-09-05T10:00:00Z|2023-09-05T23:30:00-05:00|2023-09-05 10:00|20230905T100000Z
    |2023-09-05T10:00:00.123+0200|5-SEP-2023 15:01:01.79|September 5, 2023 at 10:15 a.m. EDT|10:15, 5 September 2023
    |2023 Sep 5|5-Sep-2023|5 SEPTEMBER 2023, 10.15 BST"""


@pytest.mark.parametrize("text", [text.strip() for text in THE_FIFTH.split("|")])
def test_every_form_of_a_date_that_articles_have_is_read(text: str) -> None:
    day = date(2023, 9, 5)
    assert read_days(text, TODAY) == (day, day)
    assert describe(parse(f"published:'{text}'", "all", TODAY)) == "published:2023-09-05"
    found, _ = read_date(text)
    assert found is None or date(found.year, found.month, found.day) == day


RANGES = {
    "2020..": "[2020-01-01 TO ]",
    "..2020": "[ TO 2020-12-31]",
    "2020..2022-06": "[2020-01-01 TO 2022-06-30]",
    "2020-2022": "[2020-01-01 TO 2022-12-31]",
    ">=2020": "[2020-01-01 TO ]",
    ">2020": "[2021-01-01 TO ]",
    "<2020-03-01": "[ TO 2020-02-29]",
    "<=2020": "[ TO 2020-12-31]",
    "[2020 TO]": "[2020-01-01 TO ]",
    "[2020 TO *]": "[2020-01-01 TO ]",
    "[TO 2020}": "[ TO 2019-12-31]",
    "{2020 TO 2023]": "[2021-01-01 TO 2023-12-31]",
    "[Sept. 5, 2023 TO 'Sept. 7, 2023']": "[2023-09-05 TO 2023-09-07]",
    "{'5 Sept 2023' TO '7 Sept 2023'}": "2023-09-06",
    "[yesterday TO today]": "[2024-03-30 TO 2024-03-31]",
    "*": "*",
    "[* TO *]": "*",
    "June 2017": "[2017-06-01 TO 2017-06-30]",
    "Sept. 5, 2023 storm": "2023-09-05 AND storm",
    "since June 2020 storm": "[2020-06-01 TO ] AND storm",
    "before 2020": "[ TO 2019-12-31]",
    "last month": "[2024-02-01 TO 2024-02-29]",
    "2023-09-05 10:15 storm": "2023-09-05 AND storm",
    "2023-09-05T23:30:00-05:00 storm": "2023-09-05 AND storm",
    "2017 storm": "[2017-01-01 TO 2017-12-31] AND storm",
    "25/12/2023": "2023-12-25",
    "12.25.2023": "2023-12-25",
    "5/5/2023": "2023-05-05",
    "1980s": "[1980-01-01 TO 1989-12-31]",
    "in the 1980s storm": "[1980-01-01 TO 1989-12-31] AND storm",
    "before the 1990's": "[ TO 1989-12-31]",
    "'19th century'": "[1801-01-01 TO 1900-12-31]",
    "03/2019": "[2019-03-01 TO 2019-03-31]",
    "Q1 2019 storm": "[2019-01-01 TO 2019-03-31] AND storm",
    "2019-Q4": "[2019-10-01 TO 2019-12-31]",
    "2019 Q4": "[2019-10-01 TO 2019-12-31]",
    "2019-W11": "[2019-03-11 TO 2019-03-17]",
    "week of Sept. 6, 2023 storm": "[2023-09-04 TO 2023-09-10] AND storm",
    "week ending 8 September 2023": "[2023-09-02 TO 2023-09-08]",
    "week commencing 2023-09-06": "[2023-09-06 TO 2023-09-12]",
    "past week": "[2024-03-25 TO 2024-03-31]",
    "16 days ago": "2024-03-15",
    "a month ago": "[2024-02-01 TO 2024-02-29]",
    "2 weeks ago": "[2024-03-11 TO 2024-03-17]",
    "in March 2019": "[2019-03-01 TO 2019-03-31]",
    "on the 5th of September 2023": "2023-09-05",
    "2019 to 2021 storm": "[2019-01-01 TO 2021-12-31] AND storm",
    "2019 - 2021": "[2019-01-01 TO 2021-12-31]",
    "between March 2019 and May 2020 storm": "[2019-03-01 TO 2020-05-31] AND storm",
    "Jan.–Mar. 2019": "[2019-01-01 TO 2019-03-31]",
    "January to March 2019": "[2019-01-01 TO 2019-03-31]",
    "5-8 March 2019": "[2019-03-05 TO 2019-03-08]",
    "March 5-8, 2019": "[2019-03-05 TO 2019-03-08]",
    "from 31 January 2019 to 15 March 2019 storm": "[2019-01-31 TO 2019-03-15] AND storm",
    "'31 January 2019'..'March 2019'": "[2019-01-31 TO 2019-03-31]",
}


@pytest.mark.parametrize(("text", "expected"), RANGES.items())
def test_every_range_is_read(text: str, expected: str) -> None:
    assert describe(parse(f"published:{text}", "all", TODAY)) == f"published:{expected}"
    assert describe(parse(f"published:{expected}", "all", TODAY)) == f"published:{expected}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("5.9.2023", "5.9.2023 may be read both ways; write 2023-05-09 (9 May) or 2023-09-05 (5 September)"),
        ("05/09/2023", "may be read both ways"),
        ("5/9/23", "has a year of two digits"),
        ("5-Sept-23", "has a year of two digits"),
        ("5 September", "names no year"),
        ("2023-02-30", "there is no such date as '2023-02-30'"),
        ("2023-13", "there is no such date"),
        ("31/31/2023", "there is no such date"),
        ("soon", "'soon' is not a date; write 2017"),
        ("2022..2020", "ends before it begins"),
        ("2022 to 2020", "ends before it begins"),
        ("the 80s", "has a year of two digits"),
        ("2019-W60", "there is no such date"),
        ("week of soon", "there is no such date as 'week of soon'"),
        ("week of September 2023", "names no day"),
        (">9999", "no day lies beyond that"),
        ("99999", "is not a date"),
    ],
)
def test_what_is_no_day_or_may_be_two_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(f"published:'{text}'", "all", TODAY)
    assert message in str(refused.value)


def test_a_range_in_words_that_is_not_quoted_is_never_read_as_a_day_and_words() -> None:
    with pytest.raises(QueryError, match="ends before it begins"):
        parse("published:2022 to 2020", "all", TODAY)


def test_a_range_that_is_open_has_no_end() -> None:
    assert read_range("2020..", TODAY) == (date(2020, 1, 1), None)
    assert read_range("until Sept. 2023", TODAY) == (None, date(2023, 9, 30))
