"""Odd requests, as the bench makes them by the hundred thousand: each is answered, or refused with a reason."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.hostile_queries import HOSTILE
from bench.queries import REFUSALS, ask, reason
from bench.random_queries import Maker, material
from search import Archive, QueryError, SearchRequest, open_archive
from search.query.language import DEEPEST, LARGEST_SLOP, MOST_BINARY, MOST_WORDS
from search.query.terms import MOST_EXPANSIONS
from search.request import LARGEST_SIZE, LAST_PAGE, LONGEST_QUERY, MOST_FILTERS
from tests.conftest import ROOT, make_article


def test_every_request_is_answered_or_refused_with_a_reason(samples_directory: Path) -> None:
    answers = list(ask(samples_directory, range(400), seed=5))
    assert [(one.number, one.status) for one in answers if one.status not in (200, *REFUSALS)] == []
    refused = [one for one in answers if one.status in REFUSALS]
    assert [one for one in refused if reason(one).startswith("NO REASON")] == []
    assert 0.5 < 1 - len(refused) / len(answers) < 1  # most are asked, not refused


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_queries_of_each_kind_are_made(kind: str, samples_directory: Path) -> None:
    maker = Maker(random.Random(1), material(samples_directory))
    assert len({HOSTILE[kind](maker) for _ in range(20)}) > 5


def test_every_limit_is_in_the_documents() -> None:
    limits = (ROOT / "README.md").read_text().partition("## What you can type")[2].partition("## Who said what")[0]
    for limit in (
        LONGEST_QUERY, MOST_WORDS, MOST_EXPANSIONS, LARGEST_SLOP, DEEPEST, MOST_BINARY, MOST_FILTERS, LARGEST_SIZE,
        LAST_PAGE,
    ):  # fmt: skip
        assert f"{limit:,}" in limits


def test_a_pattern_in_a_field_finds_what_its_words_find(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        make_article("a", "Price", "Prices and a pricing.", byline=("Ann Price",)),
        make_article("b", "Pricing", "No word of it.", byline=("Bob Prior",)),
        make_article("c", "Other", "The price, the price.", captions=("Pricing.",)),
    )
    for q, found in {
        "body:pric*": "a c", "headline:pric*": "a b", "headline:pri?ing": "b", "body:prcies~2": "a c", "by:pri*": "a b",
        "captions:pric*": "c", "body:pric?s": "a", "deck:pric*": "", "body:[price TO price]": "c", "date:pric*": None,
    }.items():  # fmt: skip
        if found is not None:
            results = archive.search(SearchRequest(q))
            assert sorted(hit.id for hit in results.hits) == found.split(), q
        else:
            with pytest.raises(QueryError):
                archive.search(SearchRequest(q))


def test_a_filter_by_speaker_takes_names_in_any_form(samples_directory: Path) -> None:
    archive = open_archive(samples_directory)
    speaker = max((each for each in archive.speakers(limit=50) if "-" in each.key), key=lambda each: each.quotes)
    assert {speaker.key} <= {each.key for each in archive.speakers(speaker.key.rpartition("-")[2])}
    assert archive.speaker(speaker.key).name == speaker.name
