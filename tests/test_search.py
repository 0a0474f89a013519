"""What a search finds, in which order, and what it says about it."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from search import Archive, QueryError, QuoteRequest, RequestError, SearchRequest, SearchResults, open_archive
from search.ranking import factor_of, norm_line, score_of
from search.request import LAST_PAGE, Match, Sort
from tests.conftest import PATIENCE, ROOT, make_article


def ids(archive: Archive, q: str, **options: object) -> list[str]:
    return [hit.id for hit in archive.search(SearchRequest(q, **options)).hits]  # type: ignore[arg-type]


def values(results: SearchResults, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[facet]}


MATCHES = {
    "ferry storm": {"storm"},
    "ferries": {"ferry", "storm"},
    "ferry OR gulls": {"ferry", "storm", "undated"},
    "ferry NOT storm": {"ferry"},
    "ferry -storm": {"ferry"},
    "NOT ferry": {"bridge", "undated"},
    "(gull OR bridge) NOT closed": {"undated"},
    '"oily stoves"': {"ferry"},
    '"stoves oily"': set(),
    "'oily stoves'": {"ferry"},
    '"tired stoves"~3': {"ferry"},
    '"tired stoves"~2': set(),
    '"quay sir"': set(),
    "pric*": {"bridge", "storm"},
    "*enace": {"undated"},
    "m?nace": {"undated"},
    "menase~1": {"undated"},
    "menase~": {"undated"},
    "menaze~2": {"undated"},
    "=price": {"storm"},
    "=prices": {"bridge"},
    "headline:ferry": {"ferry"},
    "quote:oily": {"ferry"},
    "quote:sail": set(),
    "caption:trumpet": {"storm"},
    "byline:fenn": {"bridge"},
    "by:(fenn OR salt)": {"bridge", "storm"},
    "section:news": {"bridge"},
    "tag:strike": {"ferry"},
    "deck:write": {"undated"},
    "published:2023": {"ferry", "bridge"},
    "published:2024-01-17": {"storm"},
    "published:[2023-03 TO 2024]": {"ferry", "storm"},
    "published:{2023-05-02 TO}": {"storm"},
    "source:bridge": {"bridge"},
    "quill": {"ferry", "bridge"},
    "*:*": {"ferry", "bridge", "storm", "undated"},
    "": {"ferry", "bridge", "storm", "undated"},
    "AND": set(),
    "zzz": set(),
}


@pytest.mark.parametrize(("q", "expected"), MATCHES.items())
def test_a_query_matches(town: Archive, q: str, expected: set[str]) -> None:
    results = town.search(SearchRequest(q))
    assert {hit.id for hit in results.hits} == expected
    assert results.total == len(expected)


def test_the_same_word_ranks_by_the_field_it_stands_in(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        make_article("body", "One two", "The clerk named a walrus and left."),
        make_article("quote", "One two", "The clerk named “a walrus” and left."),
        make_article("headline", "One walrus", "The clerk named a thing and left."),
        make_article("deck", "One two", "The clerk named a thing and left.", deck="The walrus"),
    )
    assert ids(archive, "walrus") == ["headline", "deck", "quote", "body"]


def test_boosts_change_the_order_and_zero_takes_a_field_out(archive_of: Callable[..., Archive]) -> None:
    articles = (
        make_article("body", "One two", "The clerk named a walrus and left."),
        make_article("headline", "One walrus", "The clerk named a thing and left."),
    )
    from index.fields import DEFAULT_BOOSTS  # noqa: PLC0415

    archive = archive_of(*articles, boosts=DEFAULT_BOOSTS | {"headline": 0.5, "body": 3.0})
    assert ids(archive, "walrus") == ["body", "headline"]
    archive = archive_of(*articles, boosts=DEFAULT_BOOSTS | {"headline": 0.0})
    assert ids(archive, "walrus") == ["body"]
    assert ids(archive, "headline:walrus") == ["headline"]


def test_quoted_words_come_first_in_the_very_form(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        make_article("stems", "One", "Interests rating. " * 6),
        make_article("exact", "One", "It was about the interest rate. " + "Other words follow here. " * 20),
    )
    assert ids(archive, '"interest rate"') == ["exact", "stems"]
    assert ids(archive, '"rating"') == ["stems", "exact"]


def test_scores_follow_the_formula(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "x", "gulls gulls gulls"), make_article("b", "x", "one two three"))
    score = archive.search(SearchRequest("body:gulls")).hits[0].score
    norm, slope = norm_line(3)
    assert score == pytest.approx(score_of(3.0, norm + slope * 3, factor_of(2, 1, 1.0)), abs=1e-3)
    assert score_of(1e9, norm, 1.0) == pytest.approx(1)


def test_ties_go_to_the_newer_article_and_then_to_the_smaller_id(archive_of: Callable[..., Archive]) -> None:
    dated = [make_article(name, "Gulls", published=date(2023, 1, day)) for name, day in (("c", 1), ("b", 2), ("a", 1))]
    archive = archive_of(*dated, make_article("d", "Gulls"))
    assert ids(archive, "gulls") == ["b", "a", "c", "d"]
    assert ids(archive, "gulls", sort="newest") == ["b", "a", "c", "d"]
    assert ids(archive, "gulls", sort="oldest") == ["a", "c", "b", "d"]


def test_pages_neither_repeat_nor_skip(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(*(make_article(f"{n:03}", "Gulls") for n in range(45)))
    pages = [ids(archive, "gulls", page=page, size=20) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert [hit for page in pages for hit in page] == [f"{n:03}" for n in range(45)]


def test_when_no_article_has_all_words_those_with_some_come_and_it_says_so(town: Archive) -> None:
    results = town.search(SearchRequest("gulls bridge"))
    assert results.partial
    assert {hit.id for hit in results.hits} == {"undated", "bridge"}
    assert results.read_as == "gulls OR bridge"
    assert not town.search(SearchRequest("gulls AND bridge")).hits
    assert not town.search(SearchRequest("gulls published:2023")).hits
    assert {hit.id for hit in town.search(SearchRequest("gulls bridge published:2023")).hits} == {"bridge"}


def test_match_any_needs_one_word(town: Archive) -> None:
    results = town.search(SearchRequest("gulls bridge", match="any"))
    assert (results.total, results.partial) == (2, False)


def test_facets_count_all_results_and_ignore_their_own_filter(town: Archive) -> None:
    everything = town.search(SearchRequest())
    assert values(everything, "section") == {"Business": 1, "News": 1, "Opinion": 1, "Weather": 1}
    assert values(everything, "byline") == {"Ada Quill": 2, "Iwan Salt": 1, "Tobias Fenn": 1}
    assert values(everything, "year") == {"2024": 1, "2023": 2}
    narrowed = town.search(SearchRequest(filters={"section": ("News",)}))
    assert [hit.id for hit in narrowed.hits] == ["bridge"]
    assert values(narrowed, "section") == values(everything, "section")
    assert values(narrowed, "byline") == {"Ada Quill": 1, "Tobias Fenn": 1}
    assert [value.value for value in narrowed.facets["section"] if value.selected] == ["News"]


def test_filters_of_one_facet_add_up_and_of_several_narrow(town: Archive) -> None:
    assert set(ids(town, "", filters={"section": ("News", "Weather")})) == {"bridge", "storm"}
    assert ids(town, "", filters={"section": ("News", "Weather"), "year": ("2024",)}) == ["storm"]
    assert ids(town, "", filters={"month": ("2023-05",)}) == ["ferry"]
    assert ids(town, "ferry", filters={"byline": ("Nobody",)}) == []


def test_a_selected_value_stays_visible_without_results(town: Archive) -> None:
    results = town.search(SearchRequest("gulls", filters={"section": ("News",)}))
    assert ("News", 0) in [(value.value, value.count) for value in results.facets["section"] if value.selected]


@pytest.mark.parametrize(
    ("q", "better"), [("ferrry", "ferry"), ("brigde", "bridge"), ("mennace gulls", "menace gulls")]
)
def test_a_misspelt_word_brings_a_suggestion(town: Archive, q: str, better: str) -> None:
    assert town.search(SearchRequest(q)).did_you_mean == better


def test_words_that_are_known_bring_none(town: Archive) -> None:
    assert not town.search(SearchRequest("ferry")).did_you_mean
    assert not town.search(SearchRequest("xqzvw")).did_you_mean


def test_a_pattern_for_too_many_words_is_refused(archive_of: Callable[..., Archive]) -> None:
    words = " ".join(f"x{n}" for n in range(2_100))
    archive = archive_of(make_article("a", "Head", words))
    assert ids(archive, "x1*") == ["a"]
    for pattern in ("x*", "*x*", "[a TO z]"):
        with pytest.raises(QueryError, match="more of its letters"):
            archive.search(SearchRequest(pattern))
    with pytest.raises(QueryError, match="1 or 2 letters"):
        archive.search(SearchRequest("x1~3"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"match": "some"}, "match: 'some' is not one of all, any"),
        ({"sort": "best"}, "sort: 'best' is not one of"),
        ({"page": 0}, "page: 0 is not a number from 1"),
        ({"size": 101}, "size: 101 is not a number from 1 to 100"),
        ({"q": "x" * 2001}, "q: longer than 2,000 characters"),
        ({"filters": {"speaker": ("x",)}}, "filters: 'speaker' is not one of section"),
    ],
)
def test_a_request_outside_its_bounds_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        SearchRequest(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "filters", [{"year": ("x",)}, {"year": ("20231",)}, {"month": ("2023",)}, {"month": ("2023-13",)}]
)
def test_a_year_or_month_that_is_none_is_refused(town: Archive, filters: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(RequestError, match="is not written"):
        town.search(SearchRequest(filters=filters))


def test_stats_say_what_the_archive_holds(town: Archive) -> None:
    stats = town.stats()
    assert (stats.articles, stats.undated, stats.first, stats.last) == (4, 1, date(2023, 2, 9), date(2024, 1, 17))
    assert sum(stats.sections.values()) == 4


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize(
    "q", ["", "ferry", "ferry quay", '"the quay"', "fer*", "price -bread", "gulls OR bridge", "zzz"]
)
def test_without_counts_the_same_is_found(town: Archive, q: str, sort: Sort) -> None:
    for match in get_args(Match):
        for page in (1, 2):
            counted = town.search(SearchRequest(q, match, page, 1, sort))
            sooner = town.search(SearchRequest(q, match, page, 1, sort, facets=False))
            assert replace(sooner, facets=counted.facets, took_ms=0) == replace(counted, took_ms=0)
            assert sooner.facets == {}


def test_what_is_not_sorted_by_score_has_none(town: Archive) -> None:
    assert {hit.score for hit in town.search(SearchRequest("ferry", sort="newest")).hits} == {0}


def test_a_page_far_behind_the_last_is_empty(town: Archive) -> None:
    far = SearchRequest("ferry quay", "any", page=LAST_PAGE, size=100, facets=False)
    assert (town.search(far).total, town.search(far).hits) == (2, ())


QUESTIONS = ("ferry", "the ferry", '"the ferry"', "ferr*", "fery~1", "headline:strike", "price -bread", "=prices")


@pytest.mark.parametrize("asked", [1, 2])
def test_kernels_that_are_not_compiled_answer_alike(town_directory: Path, asked: int) -> None:
    code = (
        "import json, sys; from search import SearchRequest, open_archive;"
        "archives = [open_archive(sys.argv[1]) for _ in sys.argv[3:]];"
        "found = [[archive.search(SearchRequest(q, size=20 + n)).hits for q, archive in zip(sys.argv[3:], archives)]"
        " for n in range(int(sys.argv[2]))];"
        "print(json.dumps([[(h.id, h.score) for h in hits] for hits in found[-1]]), 'numba' in sys.modules, sep='\\n')"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(town_directory), str(asked), *QUESTIONS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    answers, compiled = done.stdout.splitlines()
    archive = open_archive(town_directory)
    expected = [[[hit.id, hit.score] for hit in archive.search(SearchRequest(q)).hits] for q in QUESTIONS]
    assert json.loads(answers) == expected
    assert compiled == str(asked > 1)


def test_words_that_are_nowhere_are_named_where_no_article_has_all(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Storm", "The storm hit the pier."))
    found = archive.search(SearchRequest("storm cholera zebra"))
    assert found.partial
    assert "nothing has cholera, nor zebra" in found.notes


def test_a_value_of_a_filter_that_nothing_has_is_said_with_those_like_it(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Storm", "The storm hit the pier.", byline=("Ada Quill",)))
    found = archive.search(SearchRequest("storm", filters={"byline": ("Quill",)}))
    assert (found.total, found.notes) == (0, ("nothing has the byline “Quill”; there is “Ada Quill”",))


def test_kinds_of_quotes_that_nobody_asked_for_are_not_missed(town: Archive) -> None:
    assert town.quotes(QuoteRequest("")).notes == ()
    assert town.quotes(QuoteRequest("", filters={"kind": ("partial",)})).notes == ("nothing has the kind “partial”",)


@pytest.mark.parametrize("tag", ["costa rica", "Costa-Rica", "COSTA RICA"])
def test_labels_are_the_same_with_hyphens_or_spaces(archive_of: Callable[..., Archive], tag: str) -> None:
    archive = archive_of(make_article("a", "Storm", "The storm hit the pier.", tags=("Costa-Rica",)))
    assert archive.search(SearchRequest("storm", filters={"tags": (tag,)})).total == 1


def test_the_form_that_was_typed_comes_first(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        make_article("a", "University dean resigns", "The dean of the university left."),
        make_article("b", "Universal dean resigns", "The dean of the universal left."),
    )
    assert [archive.search(SearchRequest(q)).hits[0].id for q in ("universal dean", "university dean")] == ["b", "a"]


def test_capitals_tell_names_from_small_words(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        make_article("small", "Give us copper", "They gave us copper, and it came to one of us, who took it."),
        make_article("name", "Copper tariff", "The U.S. set a copper tariff; the WHO and IT firms wait."),
    )
    for q in ("U.S. copper", "US copper", "WHO copper", "IT copper"):
        assert [hit.id for hit in archive.search(SearchRequest(q)).hits] == ["name"]
    assert {hit.id for hit in archive.search(SearchRequest("us copper")).hits} == {"small", "name"}
    for q in ("wh* copper", "w?o copper", "us* copper"):
        assert "name" in {hit.id for hit in archive.search(SearchRequest(q)).hits}
