"""Results over time: counts, and bars that are links."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest

from search import Archive, SearchRequest
from tests.conftest import make_article
from web import create_app


def dated(*days: date | None) -> list[object]:
    return [make_article(f"a{n}", f"Lamp {n} out", published=day) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "unit", "periods"),
    [
        ((), "day", {}),
        ((date(2023, 2, 27), date(2023, 3, 1)), "day", {"2023-02-27": 1, "2023-02-28": 0, "2023-03-01": 1}),
        ((date(2022, 12, 1), date(2023, 3, 1)), "month", {"2022-12": 1, "2023-01": 0, "2023-02": 0, "2023-03": 1}),
        ((date(1, 1, 1), date(1, 1, 1)), "day", {"0001-01-01": 2}),
        ((date(9999, 12, 31),), "day", {"9999-12-31": 1}),
    ],
)
def test_the_span_asks_for_days_months_or_years(
    archive_of: Callable[..., Archive], days: tuple[date, ...], unit: str, periods: dict[str, int]
) -> None:
    timeline = archive_of(*dated(*days, None)).timeline(SearchRequest("lamp"))
    assert (timeline.unit, timeline.periods, timeline.undated) == (unit, periods, 1)


def test_long_spans_are_told_in_years_and_every_article_is_in_one(archive_of: Callable[..., Archive]) -> None:
    days = [date(1987, 1, 1) + timedelta(days=97 * n) for n in range(120)]
    archive = archive_of(*dated(*days, None))
    for request in (SearchRequest(), SearchRequest("lamp"), SearchRequest("lamp", filters={"year": ("1990", "2001")})):
        timeline = archive.timeline(request)
        assert timeline.unit == "year"
        assert sum(timeline.periods.values()) + timeline.undated == timeline.total == archive.search(request).total
        years = [int(year) for year in timeline.periods]
        assert years == list(range(years[0], years[-1] + 1))


@pytest.mark.parametrize("q", ["lamp", "", "lamp OR wick", "out lamp zzz", "=lamp -wick"])
@pytest.mark.parametrize("step", [1, 40, 400])
def test_each_bar_leads_to_as_many_results_as_it_says(archive_of: Callable[..., Archive], q: str, step: int) -> None:
    days = [date(2001, 1, 31) + timedelta(days=step * (n * n % 17)) for n in range(30)]
    client = create_app(archive_of(*dated(*days))).test_client()
    text = client.get("/", query_string={"q": q, "sort": "newest", "page": "2", "size": "10"}).text
    bars = re.findall(r'<a href="([^"]*)" aria-label="[^"]*: (\d+)"><title>', text)
    assert len(bars) == len(set(days)) > 5 or step == 400
    assert sum(int(count) for _, count in bars) == 30
    for link, count in bars:
        narrowed = client.get(unescape(link)).text
        assert re.search(rf"\b{count} (articles?|has|have)\b", narrowed), link


def test_one_period_is_no_timeline(archive_of: Callable[..., Archive]) -> None:
    client = create_app(archive_of(*dated(date(2023, 1, 1), date(2023, 1, 1)))).test_client()
    assert "<svg" not in client.get("/?q=lamp").text
    assert "<svg" not in client.get("/?q=zzzz").text


def test_an_article_dated_by_a_slip_does_not_crowd_the_others_out(archive_of: Callable[..., Archive]) -> None:
    text = create_app(archive_of(*dated(date(23, 1, 1), date(2023, 1, 1)))).test_client().get("/?q=lamp").text
    assert 'viewBox="0 0 20 60"' in text
    assert "those without any left out" in text


def test_the_endpoint_gives_the_timeline_and_refuses_what_it_does_not_know(archive_of: Callable[..., Archive]) -> None:
    client = create_app(archive_of(*dated(date(2023, 1, 1), date(2023, 1, 2)))).test_client()
    answer = client.get("/api/timeline?q=lamp&year=2023")
    assert answer.json
    assert answer.json["periods"] == {"2023-01-01": 1, "2023-01-02": 1}
    assert (answer.json["unit"], answer.json["total"], answer.json["read_as"]) == ("day", 2, "lamp")
    for path, name in (("/api/timeline?page=2", "page"), ("/api/timeline?q=a&q=b", "q"), ("/api/timeline?z=1", "z")):
        refused = client.get(path)
        assert refused.status_code == 400
        assert refused.json
        assert refused.json["parameter"] == name


@pytest.mark.parametrize("path", ["/api/articles/a0?q=lamp", "/api/speakers/x?limit=2", "/api/speakers?q=x"])
def test_unknown_parameters_are_refused_by_name_everywhere(archive_of: Callable[..., Archive], path: str) -> None:
    answer = create_app(archive_of(*dated(None))).test_client().get(path)
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["parameter"] in path.partition("?")[2]
    assert "no such parameter" in answer.json["detail"]
