"""A real archive: the 21,578 stories of Reuters-21578 and one article of 2017."""

from collections.abc import Callable

import pytest

from search import Archive, SearchRequest, SearchResults, open_archive
from tests.conftest import DATA, needs_data, run

pytestmark = [needs_data("reuters21578"), needs_data("seed")]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    directory = str(tmp_path_factory.mktemp("reuters") / "archive")
    done = run("rebuild", str(DATA / "reuters21578"), str(DATA / "seed"), "--archive", directory)
    assert done.stdout.startswith("21,579 articles in")
    assert "could not be read" not in done.stdout
    return open_archive(directory)


@pytest.fixture(scope="module")
def ask(archive: Archive) -> Callable[..., SearchResults]:
    return lambda q, **options: archive.search(SearchRequest(q, **options))


def test_nothing_is_lost_and_all_but_the_pasted_article_are_dated(archive: Archive) -> None:
    stats = archive.stats()
    assert (stats.articles, stats.unreadable, stats.undated) == (21_579, 0, 1)
    assert (str(stats.first), str(stats.last)) == ("1987-02-26", "1987-10-20")


def test_both_words_are_marked_in_a_quote_of_the_first_result(ask: Callable[..., SearchResults]) -> None:
    first = ask("spicer discussion").hits[0]
    assert first.headline == "Sessions is said to have offered to resign"
    marked = [{s.text[span.start : span.end].casefold() for span in s.highlights} for s in first.snippets]
    assert {"spicer", "discussion"} in marked


def test_a_phrase_and_a_word_are_both_required(ask: Callable[..., SearchResults]) -> None:
    results = ask("'oil prices' AND opec", size=100)
    assert 50 < results.total < ask("opec").total
    for hit in results.hits[:10]:
        text = " ".join(snippet.text for snippet in hit.snippets).casefold() + hit.headline.casefold()
        assert "opec" in text or "oil" in text


def test_a_field_is_searched_alone(ask: Callable[..., SearchResults]) -> None:
    results = ask("headline:coffee", size=100)
    assert 100 < results.total < ask("coffee").total
    assert all("coffee" in hit.headline.casefold() for hit in results.hits)


def test_a_phrase_ranks_its_very_words_first(ask: Callable[..., SearchResults]) -> None:
    results = ask('"interest rate"')
    assert results.total < ask("interest rate").total
    for hit in results.hits[:5]:
        assert "interest rate" in " ".join([hit.headline, *(snippet.text for snippet in hit.snippets)]).casefold()


def test_tags_dates_prefixes_and_misspellings_do_what_they_say(ask: Callable[..., SearchResults]) -> None:
    assert ask("tag:cocoa").facets["tags"][0].value == "cocoa"
    march = ask("published:[1987-03-01 TO 1987-03-31] wheat", size=100)
    assert {str(hit.published)[:7] for hit in march.hits} == {"1987-03"}
    assert ask("pric*").total > max(ask("=price").total, ask("=prices").total, ask("=pricing").total)
    assert ask("inflatoin").did_you_mean == "inflation"


TOPICS = {
    "coffee export quota": "coffee", "wheat harvest": "grain", "gold mine": "gold", "crude oil prices opec": "crude",
    "copper": "copper", "sugar beet": "sugar", "trade deficit surplus": "trade", "money supply growth": "money-supply",
}  # fmt: skip


@pytest.mark.parametrize(("q", "tag"), TOPICS.items())
def test_the_best_results_carry_the_topic(ask: Callable[..., SearchResults], q: str, tag: str) -> None:
    """Of the twenty best results at least 14 carry the topic that the agency's indexers gave (they gave few: the
    others, such as quarterly figures of gold mines, answer the query too)."""
    tagged = {hit.id for hit in ask(f"({q}) AND tag:{tag}", size=100).hits}
    assert len([hit for hit in ask(q).hits if hit.id in tagged]) >= 14
