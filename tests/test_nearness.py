"""Where the words of a query stand in articles: what that gives, and that pages stay whole."""

import random
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from math import log

import numpy as np
import pytest
import whoosh.query as q

from corpus import Article
from index.archive.updates import add
from index.fields import EVERYWHERE, EXACT
from index.postings.lists import positions
from index.settings import Settings
from search import Archive, Hit, SearchRequest
from search.kernels.nearness import MOST_OCCURRENCES
from search.matching.nearness import NearWord, best_first, gains, near_words
from search.matching.top import best_matches
from search.query.tree import Alternatives, Lightly
from search.ranking import EARLY, EARLY_WEIGHT, FORM_WEIGHT, PAIR_WEIGHT, POOL, WINDOW, WINDOW_K, WINDOW_WEIGHT
from tests.conftest import make_article
from tests.test_matching import Both, both

__all__ = ["both"]
FORMS = {"price": "prices", "strike": "strike", "storm": "storms"}  # in which a word was typed
QUERIES = [["strike", "bridge"], ["the", "said", "strike"], ["price", "storm", "bank", "the", "nowhere"]]


@pytest.mark.parametrize("words", QUERIES)
def test_gains_are_those_of_plain_python(both: Both, words: list[str]) -> None:
    documents = np.random.default_rng(5).permutation(2000)[:POOL].astype(np.int32)
    found = gains([NearWord(word, FORMS.get(word, "")) for word in words], both.engine, documents)
    assert found.tolist() == [pytest.approx(expected(both, words, n), rel=1e-5) for n in documents.tolist()]
    assert found.min() >= 0
    assert found.max() > 0


def expected(both: Both, words: list[str], document: int) -> list[float]:
    places = [placed(both, word, document)[:MOST_OCCURRENCES] for word in words]
    rarity = [idf(both, word) for word in words]
    begin = int(both.engine.leaves[0].begins[document])
    windows = [
        sum(r * worth(sum(p <= at < p + WINDOW for at in of)) for r, of in zip(rarity, places, strict=True))
        for p in chain(*places)
    ]
    behind = [[at - begin for at in of if at >= begin] for of in places]
    early = sum(r * EARLY / (EARLY + min(of)) for r, of in zip(rarity, behind, strict=True) if of)
    pairs = sum(1 / min(abs(a - b) for a in one for b in other) for one, other in pairwise(places) if one and other)
    typed = sum(r for r, word in zip(rarity, words, strict=True) if has_form(both, FORMS.get(word, ""), document))
    return [WINDOW_WEIGHT * max(windows, default=0.0), EARLY_WEIGHT * early, PAIR_WEIGHT * pairs, FORM_WEIGHT * typed]


def has_form(both: Both, form: str, document: int) -> bool:
    return bool(form) and document in positions(both.engine.leaves[0].segment, EVERYWHERE, EXACT + form).documents


def placed(both: Both, word: str, document: int) -> list[int]:
    found = positions(both.engine.leaves[0].segment, EVERYWHERE, word)
    (at,) = np.flatnonzero(found.documents == document)[:1].tolist() or [None]
    return [] if at is None else found.positions[found.starts[at] : found.starts[at + 1]].tolist()


def idf(both: Both, word: str) -> float:
    containing = both.engine.containing(EVERYWHERE, word)
    return log(1 + (both.engine.documents - containing + 0.5) / (containing + 0.5))


def worth(times: int) -> float:
    return times / (times + WINDOW_K)


@pytest.mark.parametrize("kind", [q.And, q.Or])
def test_pages_are_the_same_however_many_are_asked_for(both: Both, kind: type[q.And | q.Or]) -> None:
    tree = kind([q.Term(EVERYWHERE, word) for word in ("the", "strike", "said")])
    total, every = best_first(tree, both.engine, 2000)
    for most in (1, 7, POOL - 1, POOL, POOL + 1, 120, total):
        again, found = best_first(tree, both.engine, most)
        assert again == total
        assert found.documents.tolist() == every.documents[:most].tolist()
    assert sorted(every.documents.tolist()) == sorted(best_matches(tree, both.engine, 2000)[1].documents.tolist())
    assert (np.diff(every.scores) <= 0).all()
    assert every.documents[POOL:].tolist() == best_matches(tree, both.engine, 2000)[1].documents[POOL:].tolist()


def some_articles(first: int, last: int) -> Iterator[Article]:
    chance = random.Random(first)
    for number in range(first, last):
        words = [chance.choice(["gull", "walrus", "herring", "quay", "storm"]) for _ in range(chance.randint(3, 60))]
        yield make_article(f"{number:03}", "A day", " ".join(words), section=chance.choice(["News", "Sea"]))


@pytest.mark.parametrize("filters", [{}, {"section": ("Sea",)}])
def test_every_hit_is_on_one_page(archive_of: Callable[..., Archive], filters: dict[str, tuple[str, ...]]) -> None:
    archive = archive_of(*some_articles(0, 150))
    for match in ("any", "all"):
        pages = list(paged(archive, match=match, filters=filters))
        assert len({hit.id for hit in pages}) == len(pages) > 60
        assert [hit.score for hit in pages] == sorted((hit.score for hit in pages), reverse=True)


def paged(archive: Archive, **options: object) -> Iterator[Hit]:
    for page in range(1, 20):
        yield from archive.search(SearchRequest("gull walrus", page=page, size=13, **options)).hits  # type: ignore[arg-type]


def test_segments_rank_as_one(archive_of: Callable[..., Archive], tmp_path: object) -> None:
    whole = archive_of(*some_articles(0, 60), *some_articles(60, 100))
    expected = [(hit.id, hit.score) for hit in paged(whole)]
    parts = archive_of(*some_articles(0, 60))
    add(some_articles(60, 100), tmp_path / "archive", Settings())  # type: ignore[operator]
    assert [(hit.id, hit.score) for hit in paged(parts)] == expected


def first_of(archive: Archive, q: str) -> str:
    return archive.search(SearchRequest(q)).hits[0].id


def test_words_close_together_come_first(archive_of: Callable[..., Archive]) -> None:
    far, near = "A gull. " + "It was a day. " * 12 + "A walrus.", "A gull met a walrus. " + "It was a day. " * 12
    archive = archive_of(make_article("far", "Day", far + " The end."), make_article("near", "Day", near + " The end."))
    assert first_of(archive, "gull walrus") == "near"


def test_joined_words_are_words(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(
        make_article("apart", "Day", "A federation of nations, three of them."),
        make_article("joined", "Day", "A three-nation federation."),
    )
    found = archive.search(SearchRequest("three-nation federation"))
    assert [hit.id for hit in found.hits] == ["joined", "apart"]
    assert archive.search(SearchRequest("federation -three-nation")).total == 1


def test_a_word_asked_for_twice_counts_twice(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Day", "A gull came."), make_article("b", "Day", "A walrus came."))
    scores = {hit.id: hit.score for hit in archive.search(SearchRequest("gull walrus walrus", match="any")).hits}
    assert scores["b"] > 1.3 * scores["a"]


def test_an_occurrence_in_a_quotation_counts_once_with_the_larger_weight(archive_of: Callable[..., Archive]) -> None:
    said, plain = "“The walrus came back,” said Ada Quill.", "The walrus came back, and so did Ada Quill."
    weighing = {"headline": 3.0, "body": 1.0, "quotes": 1.5}
    archive = archive_of(
        make_article("said", "Day", said), make_article("plain", "Day", plain), boosts=Settings().boosts | weighing
    )
    (why,) = archive.search(SearchRequest("walrus", explain=True)).hits[0].why
    assert (first_of(archive, "walrus"), why.field) == ("said", "quotes")


def test_a_word_in_several_spellings_stands_near_others_too() -> None:
    spellings = Alternatives([q.Term(EVERYWHERE, "email"), q.Phrase(EVERYWHERE, ["e", "mail"])])
    few = Lightly([q.Term(EVERYWHERE, "the")])
    asked = q.AndMaybe(q.And([q.Term(EVERYWHERE, "leaked"), spellings]), few)
    assert [word.stem for word in near_words(asked)] == ["leaked", "email"]
