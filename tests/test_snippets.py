"""Passages of a hit and the words marked in them."""

from collections.abc import Callable
from datetime import date

import whoosh.query
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import EVERYWHERE
from index.text.analysis import tokens
from search import Archive, SearchRequest, Snippet
from search.showing.highlights import matched_words, stretches, wanted
from search.showing.snippets import LONGEST_PASSAGE, MOST_PASSAGES, best_passages, snippet
from tests.conftest import make_article


def marked(archive: Archive, q: str) -> list[list[str]]:
    hit = archive.search(SearchRequest(q)).hits[0]
    return [[snippet.text[span.start : span.end] for span in snippet.highlights] for snippet in hit.snippets]


def only(archive: Archive, q: str) -> Snippet:
    (snippet,) = archive.search(SearchRequest(q)).hits[0].snippets
    return snippet


def test_the_matched_forms_are_marked_in_their_sentence(town: Archive) -> None:
    snippet = only(town, "tire stove")
    assert snippet.text == "“We are tired of oily stoves,” said Moira Tregellis."
    assert [snippet.text[span.start : span.end] for span in snippet.highlights] == ["tired", "stoves"]


def test_only_the_field_asked_for_is_marked(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Storm", "A storm came. “What storm?” he said.", captions=("The storm.",)))
    assert marked(archive, "quote:storm") == [["storm"]]
    assert only(archive, "caption:storm").field == "captions"
    hit = archive.search(SearchRequest("headline:storm")).hits[0]
    assert [hit.headline[span.start : span.end] for span in hit.highlights] == ["Storm"]
    assert not any(snippet.highlights for snippet in hit.snippets)


def test_a_phrase_marks_only_where_it_stands_whole(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Head", "The rate of interest. The interest rate fell. A rate."))
    assert marked(archive, '"interest rate"') == [["interest", "rate"]]


def test_excluded_words_are_not_marked(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Head", "One walrus swam."))
    assert marked(archive, "walrus -herring") == [["walrus"]]


def test_patterns_mark_the_words_they_stand_for(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Head", "Prices and pricing of herring."))
    assert marked(archive, "pric*") == [["Prices", "pricing"]]
    assert marked(archive, "hering~1") == [["herring"]]


def test_without_a_match_in_the_text_the_lede_is_shown(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Head", "The lede is here. The rest is not.", published=date(2023, 5, 2)))
    assert only(archive, "published:2023").text.startswith("The lede is here.")


def test_a_hit_without_text_has_no_snippet(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(Article("a", make_article().source, "Walrus"))
    assert archive.search(SearchRequest("walrus")).hits[0].snippets == ()


def test_the_passage_with_more_of_the_words_comes_before_one_with_fewer(archive_of: Callable[..., Archive]) -> None:
    paragraphs = [f"Sentence {n} has a walrus in it and goes on for a good long while after that." for n in range(20)]
    archive = archive_of(make_article("a", "Head", *paragraphs, "Here a walrus met a herring and a gull."))
    assert ["walrus", "herring", "gull"] in marked(archive, "walrus herring gull")


def test_the_rarest_word_is_shown_however_long_the_article(archive_of: Callable[..., Archive]) -> None:
    others = [make_article(f"b{n}", "Minutes", "The council met.") for n in range(5)]
    often = ["The council met on it."] * 700
    archive = archive_of(make_article("a", "Budget", *often, "A zebra came by."), *others)
    assert ["zebra"] in marked(archive, "council zebra")
    once = "The council met on it, as a council must when a council has anything at all to decide. " * 60
    archive = archive_of(
        make_article("a", "Budget", once.replace(". ", ", ") + "a zebra " + once.replace(". ", ", ")), *others
    )
    assert any("zebra" in words for words in marked(archive, "council zebra"))


def test_a_word_that_stands_in_an_article_all_over_hides_no_other(archive_of: Callable[..., Archive]) -> None:
    article = make_article("long", "Budget", *["The council met. " * 300] * 40, "Then a zebra crossing was approved.")
    (hit,) = archive_of(article).search(SearchRequest("council zebra")).hits
    assert any("zebra" in snippet.text for snippet in hit.snippets)


def test_of_many_words_the_rarest_is_shown(archive_of: Callable[..., Archive]) -> None:
    others = [make_article(f"b{n}", "Notes", "A gull, a herring, a walrus and a seal.") for n in range(9)]
    padding = " It was a long day and nothing else that is worth a line was seen by anybody at all on the quay or near."
    text = [f"A {pair} came.{padding}" for pair in ("gull and a herring", "walrus and a seal", "zebra")]
    archive = archive_of(make_article("a", "Notes", *text), *others)
    assert ["zebra"] in marked(archive, "gull herring walrus seal zebra")


def test_a_tag_or_dateline_that_matched_is_shown(archive_of: Callable[..., Archive]) -> None:
    plain = make_article("a", "Plain story", "The first sentence is plain.", tags=("Weir",), dateline="Quarry Bay")
    archive = archive_of(plain, make_article("b", "Heron seen", "A heron over the weir at Quarry Bay."))
    for q, field, text in (
        ("weir", "tags", "Weir"),
        ("Quarry Bay", "dateline", "Quarry Bay"),
        ("tag:weir", "tags", "Weir"),
    ):
        hits = {hit.id: hit for hit in archive.search(SearchRequest(q)).hits}
        (snippet,) = hits["a"].snippets
        assert (snippet.field, snippet.text, snippet.start) == (field, text, -1)
        assert " ".join(text[span.start : span.end] for span in snippet.highlights) == text
        assert (hits["a"].tags, hits["a"].dateline) == (("Weir",), "Quarry Bay")


def test_a_tag_is_not_shown_for_a_word_that_is_shown_already(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Head", "A heron over the weir.", tags=("weir",)))
    assert only(archive, "weir").field == "body"


words = st.sampled_from(["gull", "gulls", "walrus", "herring", "the", "Mr.", "quay.", "“yes,”", "a-b", "3.5", "x" * 80])


@given(st.lists(st.lists(words, min_size=1, max_size=120).map(" ".join), min_size=1, max_size=4))
def test_snippets_are_passages_of_the_text_and_cut_no_word(paragraphs: list[str]) -> None:
    article = make_article("a", "Head", *paragraphs)
    all_tokens = tokens(article.text)
    looked_for = wanted(whoosh.query.Or([whoosh.query.Term(EVERYWHERE, stem) for stem in ("gull", "walrus")]))
    texts = [stretch for stretch in stretches(article, looked_for) if stretch.start >= 0]
    marked = [(stretch, words) for stretch in texts if (words := matched_words(article, stretch, looked_for))]
    found = [word for _, words in marked for word in words]
    stems = ((token.start, token.end, token.stem) for token in all_tokens)
    assert found == [word for word in stems if word[2] in ("gull", "walrus")]
    rarity = {"gull": 1.0, "walrus": 2.0}.__getitem__
    result = [snippet(article, passage) for passage in best_passages(article, marked, rarity)]
    assert len(result) <= MOST_PASSAGES
    for shown in result:
        end = shown.start + len(shown.text)
        assert article.text[shown.start : end] == shown.text
        assert len(shown.text) <= LONGEST_PASSAGE
        assert not any(token.start < edge < token.end for token in all_tokens for edge in (shown.start, end))
        assert all(shown.text[span.start : span.end] in ("gull", "gulls", "walrus") for span in shown.highlights)
        assert shown.highlights or not [match for match in found if match.start > len(article.headline)]
