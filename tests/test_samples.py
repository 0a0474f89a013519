"""The articles that ship with Morgue."""

from collections import Counter
from pathlib import Path

import pytest

from corpus import Article, Unreadable
from corpus.reading.files import read
from tests.conftest import ROOT

SAMPLES = ROOT / "corpus" / "samples"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(read(SAMPLES))
    assert not [item for item in found if isinstance(item, Unreadable)]
    return [item for item in found if isinstance(item, Article)]


def test_there_are_enough_and_each_has_an_id_of_its_own(articles: list[Article]) -> None:
    assert len(articles) >= 60
    assert len({article.id for article in articles}) == len(articles)


def test_they_come_in_every_format(articles: list[Article]) -> None:
    formats = Counter(Path(article.source.file).suffix for article in articles)
    assert formats.keys() == {".txt", ".json", ".jsonl", ".html", ".sgm"}
    assert min(formats.values()) >= 5


def test_they_span_two_years_and_are_all_dated(articles: list[Article]) -> None:
    days = [article.day for article in articles if article.day]
    assert len(days) == len(articles)
    assert {day.year for day in days} == {2023, 2024}


def test_nearly_all_of_them_quote_somebody(articles: list[Article]) -> None:
    assert sum(bool(article.quotes) for article in articles) >= 0.9 * len(articles)
    assert sum(len(article.quotes) for article in articles) > 600


def test_no_furniture_of_pages_is_left_in_them(articles: list[Article]) -> None:
    for article in articles:
        for phrase in ("Leave a reply", "Most read", "newsletter", "Categories:", "Share this", "\ufffd", "â€"):
            assert phrase.casefold() not in article.text.casefold(), (article.source, phrase)


def test_wire_stories_in_two_versions_are_two_articles(articles: list[Article]) -> None:
    talks = [article.id for article in articles if "TALKS COLLAPSE" in article.headline]
    assert len(talks) == 2
