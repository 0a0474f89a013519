"""What a cluster is sent of an article: the terms, positions and weights that an archive in a folder has."""

from collections import Counter
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index.cluster.documents import article_of, batch_of, ends_of, key_of
from index.cluster.mapping import LAYER, SKIPPED
from index.cluster.terms import B, Words, offset, read, relative
from index.document import article_document
from index.fields import DEFAULT_BOOSTS, EVERYWHERE, EXACT
from index.text.analysis import tokens
from index.text.batches import PARAGRAPH_GAP, PART_GAP
from index.text.stemming import stem_of
from search import ranking
from search.cluster.phrases import have
from tests.conftest import TOWN, make_article
from tests.oracle import VOCABULARY

TEXTS = st.lists(st.sampled_from([*VOCABULARY, "“oily", "stoves”", "—", "e-mail", "d’Estaing"]), max_size=12).map(
    " ".join
)
ARTICLES = st.builds(
    lambda head, deck, body, captions, tags: make_article(
        "a", head or "x", *(body or ["y"]), deck=deck, captions=tuple(captions), tags=tuple(tags)
    ),
    TEXTS, TEXTS, st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=2), st.lists(TEXTS, max_size=2),
)  # fmt: skip


def words_of(article: Article) -> Words:
    (words,) = read([article_document(article)], DEFAULT_BOOSTS).words
    return words


def positions_of(words: Words) -> dict[int, set[str]]:
    """The terms at each position, as the cluster's analyzer has them."""
    found: dict[int, set[str]] = {}
    position = -1
    for value in words.terms:
        for token in value.split(" "):
            position += 1
            if token != SKIPPED:
                found[position] = set(token.split(LAYER))
        position += PART_GAP
    return found


@given(ARTICLES)
def test_terms_stand_where_the_words_of_an_article_do(article: Article) -> None:
    document, at, before = article_document(article), -1, ""
    expected: dict[int, tuple[str, str]] = {}
    for field, text in zip(document.fields, document.texts, strict=True):
        skipped = PARAGRAPH_GAP if field == before and field in ("body", "captions") else PART_GAP
        for nth, token in enumerate(tokens(text)):
            at += 1 + (skipped if not nth and expected else 0)
            expected[at] = field, token.form
        before = field
    found = positions_of(words_of(article))
    assert found.keys() == expected.keys()
    for position, (field, form) in expected.items():
        assert {f"{field}:{stem_of(form)}", f"{field}:{EXACT}{form}"} <= found[position]
        assert ({stem_of(form), EXACT + form} <= found[position]) == (DEFAULT_BOOSTS[field] > 0)


@given(ARTICLES)
def test_weights_are_those_of_fields_and_lengths_their_sums(article: Article) -> None:
    words = words_of(article)
    everywhere: Counter[str] = Counter()
    for field, text in zip(*article_document(article)[1:3], strict=True):
        if not article.quotes:
            for token in tokens(text):
                everywhere[EXACT + token.form] += DEFAULT_BOOSTS[field]  # type: ignore[assignment]
    if not article.quotes:
        assert {term: weight for term, weight in words.weights.items() if term.startswith(EXACT)} == +everywhere
    stems = sum(weight for term, weight in words.weights.items() if ":" not in term and not term.startswith(EXACT))
    assert words.lengths.get(EVERYWHERE, 0.0) == pytest.approx(stems)


def test_quoted_words_weigh_more_and_are_in_quotes() -> None:
    words = words_of(make_article("a", "One", "“Oily stoves,” said Moira Tregellis. Oily pans."))
    assert words.weights["oili"] == 2.5
    assert words.weights["quotes:oili"] == 1
    assert words.lengths["quotes"] == 2


def test_a_score_is_that_of_the_formula() -> None:
    words, average = Words([], {"storm": 4.0}, {EVERYWHERE: 90.0}), 60.0
    x = relative(words, {EVERYWHERE: average})["storm"]
    base, slope = ranking.norm_line(average)
    score = ranking.score_of(4.0, base + slope * 90, 1.0)
    assert x / (x + ranking.K1 * ranking.B / average) == pytest.approx(score)
    assert ranking.B == B
    assert offset(average) == pytest.approx(20)


def test_numbers_with_points_are_weights_by_other_names() -> None:
    words = words_of(make_article("a", "4.2 per cent"))
    assert "4;2" in relative(words, {})
    assert "=4;2" in relative(words, {})


def test_articles_come_back_as_they_were_sent() -> None:
    averages: dict[str, dict[str, float]] = {"article": {}, "quote": {}}
    batch = batch_of(TOWN, DEFAULT_BOOSTS, averages)
    sent = [document for _, document in batch.actions if document and document["document"] == "article"]
    assert [article_of(each) for each in sent] == [*TOWN]
    assert [article_of(each).said for each in sent] == [article.said for article in TOWN]
    said = [document for _, document in batch.actions if document and document["document"] != "article"]
    assert [each["of"] for each in said] == ["ferry"]
    assert said[0]["speaker_ends"] == ["moira-tregellis", "tregellis"]
    assert batch.said == [(1, 0), (0, 0), (0, 0), (0, 0)]
    assert sum(batch.known.forms.values()) == sum(
        len(tokens(text)) for article in TOWN for field, text in zip(*article_document(article)[1:3], strict=True)
        if DEFAULT_BOOSTS[field] > 0
    )  # fmt: skip


def test_names_end_as_their_parts_do() -> None:
    assert ends_of("anna-maria-holm") == ["anna-maria-holm", "maria-holm", "holm"]
    assert len({key_of(str(number)) for number in range(1_000)}) == 1_000
    assert np.all([len(key_of("x" * size)) == 32 for size in (1, 500)])


STRETCHES = st.lists(
    st.lists(st.sampled_from(["a|=a", "b|=b", "b|=bs", SKIPPED, "c"]), min_size=1, max_size=8), max_size=3
)
PLACES = st.lists(st.sampled_from([["a"], ["b"], ["=b", "=bs"], ["b", "=b"], ["c", "a"]]), min_size=2, max_size=4)


@given(STRETCHES, PLACES, st.sampled_from([1, 2, 3, PART_GAP + 2]))
def test_a_phrase_with_room_is_there_where_some_of_its_terms_stand_so(
    stretches: list[list[str]], places: list[list[str]], slop: int
) -> None:
    terms = [token for stretch in stretches for token in (*stretch, *[SKIPPED] * PART_GAP)]
    where = [[at for at, token in enumerate(terms) if {*token.split(LAYER)} & {*place}] for place in places]
    expected = any(all(0 < b - a <= slop for a, b in pairwise(chosen)) for chosen in product(*where))
    assert have([" ".join(stretch) for stretch in stretches], places, slop) == expected
