"""Why a hit matched: reasons name words and fields, and add up to the score."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive.updates import add
from index.settings import Settings
from search import Archive, QueryError, SearchRequest
from tests.conftest import TOWN, make_article
from web import create_app

WORDS = st.sampled_from(["ferry", "storm", "quay", "price", "the", "bridge", "ada", "strike", "gulls", "letters"])
TERMS = st.one_of(
    WORDS, WORDS.map(lambda word: f"headline:{word}"), WORDS.map(lambda word: f"={word}"),
    WORDS.map(lambda word: word[:3] + "*"),
    WORDS.map(lambda word: f"{word}^2.5"), st.tuples(WORDS, WORDS).map(lambda two: f"\"{two[0]} {two[1]}\"~9"),
    st.just("tag:strike"), st.just("published:2023"), st.just("-gulls"),
)  # fmt: skip
QUERIES = st.recursive(
    st.lists(TERMS, min_size=1, max_size=4).map(" ".join),
    lambda inner: st.tuples(inner, st.sampled_from(["OR", "", "ANDMAYBE"]), inner).map(
        lambda parts: "({}) {} ({})".format(*parts)
    ),
    max_leaves=3,
)  # fmt: skip


@settings(max_examples=150)
@given(QUERIES, st.sampled_from(["all", "any"]))
def test_reasons_add_up_to_the_score(town: Archive, text: str, match: str) -> None:
    try:
        found = town.search(SearchRequest(text, match=match, explain=True))  # type: ignore[arg-type]
    except QueryError:
        return
    for hit in found.hits:
        assert sum(reason.score for reason in hit.why) == pytest.approx(hit.score, abs=2e-3), found.read_as


def reasons_of(archive: Archive, q: str, identifier: str) -> dict[tuple[str, str], float]:
    hits = archive.search(SearchRequest(q, match="any", explain=True)).hits
    return {(why.what, why.field): why.score for hit in hits if hit.id == identifier for why in hit.why}


def test_reasons_name_words_and_fields(town: Archive) -> None:
    found = reasons_of(town, "ferry strike headline:begins", "ferry")
    assert found.keys() >= {
        ("ferry", "headline"), ("ferry", "body"), ("strike", "tags"), ("strike", "headline"),
        ("headline:begins", "headline"), ("words in one passage", ""),
    }  # fmt: skip
    assert found["ferry", "headline"] == pytest.approx(3 * found["ferry", "body"], rel=1e-2)


def test_reasons_add_up_across_segments_and_pages(archive_of: Callable[..., Archive], tmp_path: Path) -> None:
    archive = archive_of(*TOWN)
    add(
        (make_article(f"{n}", "Storm", "A storm " * (n % 7 + 1) + "of gulls.") for n in range(80)),
        tmp_path / "archive",
        Settings(),
    )
    for page in (1, 2, 3, 4):
        for hit in archive.search(SearchRequest("storm gulls", page=page, size=24, match="any", explain=True)).hits:
            assert hit.why
            assert sum(why.score for why in hit.why) == pytest.approx(hit.score, abs=2e-3)


def test_reasons_are_given_where_they_are_asked_for(town: Archive) -> None:
    assert not any(hit.why for hit in town.search(SearchRequest("ferry")).hits)
    assert not any(hit.why for hit in town.search(SearchRequest("ferry", sort="newest", explain=True)).hits)


def test_the_search_endpoint_says_why_where_it_is_asked(town: Archive) -> None:
    client = create_app(town).test_client()
    (hit,) = client.get("/api/search?q=gulls&explain=yes").json["hits"]  # type: ignore[index]
    assert hit["why"] == [{"what": "gulls", "field": "body", "score": hit["score"]}]
    assert client.get("/api/search?q=gulls").json["hits"][0]["why"] == []  # type: ignore[index]
    assert client.get("/api/search?q=gulls&explain=maybe").status_code == 400


def test_a_page_says_why_and_shows_the_tag_that_matched(town: Archive) -> None:
    client = create_app(town).test_client()
    page = client.get("/?q=ferries&explain=yes").text
    assert re.search(r"\d\.\d\d = ferries in \w+ \d\.\d\d", page)
    assert " 0.00" not in client.get("/?q=the+ferries+of+gulls&match=any&explain=yes").text
    tagged = client.get("/?q=tag:bridge").text
    assert '<span class="field">tag</span>' in tagged
    assert "<mark>bridge</mark>" in tagged
    assert "#at--1" not in tagged
