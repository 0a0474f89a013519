"""Searching, against Whoosh's matchers over its own index and against plain Python."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
import whoosh.query as q
from whoosh.searching import Searcher
from whoosh.support.levenshtein import damerau_levenshtein

import index.text.batches
from index.archive.generation import Collection
from index.columns.columns import Columns
from index.document import Document
from index.fields import EVERYWHERE
from index.text.analysis import tokens
from search.matching.engine import Engine, Matches
from search.matching.evaluation import documents, match
from search.matching.top import best_matches, newest_matches
from search.query.language import parse
from search.query.terms import to_terms
from search.query.transliteration import far_spellings
from search.query.tree import Given, is_pattern
from tests.oracle import Occurrences, an_article, bm25f, occurrences, whoosh_index, words, write_segment
from tests.random_queries import FIELDS, TODAY, a_field, one_of, queries

DOCUMENTS = 2000


class Both(NamedTuple):
    """The same documents in our index, in Whoosh's, and in plain Python."""

    engine: Engine
    theirs: Searcher
    found: list[dict[str, Occurrences]]


def columns_of(articles: list[Document]) -> Columns:
    newest_first = sorted(range(len(articles)), key=lambda n: (-articles[n].instant, articles[n].id))
    rank = np.argsort(newest_first).astype(np.int32)
    day = np.array([article.day for article in articles], np.int32)
    return Columns(day, np.array([article.instant for article in articles]), rank, {}, {})


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    chance, folder = random.Random(7), tmp_path_factory.mktemp("matching")
    articles = [an_article(chance, number) for number in range(DOCUMENTS)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.text.batches, "RUN_BYTES", 100_000)  # several runs
        segment = write_segment(articles, folder / "postings")
    found = [occurrences(article) for article in articles]
    return Both(Engine(Collection.of(segment, columns_of(articles))), whoosh_index(articles).searcher(), found)


def for_whoosh(tree: q.Query, theirs: Searcher) -> q.Query:
    """A tree of words over the terms of Whoosh's own index."""
    match tree:
        case q.FuzzyTerm():
            forms = (term.decode() for term in theirs.lexicon(tree.fieldname))
            near = [form for form in forms if form[:1] == "=" and is_near(form[1:], tree.text, tree.maxdist)]
            return q.Or([q.Term(tree.fieldname, form) for form in near]) if near else q.NullQuery
        case q.Prefix() | q.Wildcard():
            return type(tree)(tree.fieldname, "=" + tree.text)
        case q.TermRange() if not isinstance(tree, q.NumericRange):
            start, end = "=" + (tree.start or ""), "=" + (tree.end or "\U0010ffff")
            return q.TermRange(tree.fieldname, start, end, tree.startexcl, tree.endexcl)
        case q.Term():
            words = _stemmed(tree.text)
            return q.Term(tree.fieldname, words[0]) if len(words) == 1 else q.Phrase(tree.fieldname, words)
        case q.Phrase() if any(map(is_pattern, tree.words)):
            return spelled_out(tree, theirs)
        case q.Phrase():
            return q.Phrase(tree.fieldname, [term for word in tree.words for term in _stemmed(word)], slop=tree.slop)
        case q.AndNot():  # whose matcher may give one document that it should not
            first, second = (for_whoosh(child, theirs) for child in tree.children())
            return q.And([first, q.Not(second)])
        case _:
            return tree.apply(lambda child: for_whoosh(child, theirs))


@cache
def is_near(word: str, other: str, edits: int) -> bool:
    if not edits:
        return word == other
    nearer = (is_near(word, spelling, edits - 1) for spelling in far_spellings(other))
    return bool(damerau_levenshtein(word, other) <= edits) or any(nearer)


def spelled_out(phrase: q.Phrase, theirs: Searcher) -> q.Query:
    """A phrase with patterns as all phrases that they stand for."""
    forms = [term.decode() for term in theirs.lexicon(phrase.fieldname) if term[:1] == b"="]
    places: list[list[str]] = []
    for word in phrase.words:
        pattern = [[form for form in forms if stands_for(word, form[1:])]]
        places += pattern if is_pattern(word) else [[term] for term in _stemmed(word)]
    phrases = [q.Phrase(phrase.fieldname, list(words), slop=phrase.slop) for words in product(*places)]
    return q.Or(phrases) if phrases else q.NullQuery


def stands_for(pattern: str, form: str) -> bool:
    text, approximate, edits = pattern.removeprefix("=").partition("~")
    return is_near(form, text, int(edits)) if approximate else fnmatchcase(form, text)


def _stemmed(word: str) -> list[str]:
    """The stems of a word's parts; an exact form is one."""
    return [word] if word.startswith("=") else [token.stem for token in tokens(word)]


def terms(both: Both, tree: q.Query) -> q.Query:
    return to_terms(tree, both.engine.forms)


SEEDS, QUERIES = 10, 200


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_query_matches_what_it_matches_in_whoosh(both: Both, seed: int) -> None:
    some = 0
    for tree in queries(seed, QUERIES):
        expected = sorted(set(for_whoosh(tree, both.theirs).docs(both.theirs)))
        assert match(terms(both, tree), both.engine).documents.tolist() == expected, tree
        assert documents(terms(both, tree), both.engine).tolist() == expected, tree
        some += 0 < len(expected) < DOCUMENTS
    assert some > QUERIES / 2


@pytest.mark.parametrize(
    "text",
    [
        "strik* REQUIRE bridge",
        "bridge REQUIRE strik*",
        "(bridge ANDNOT strik*) REQUIRE strike",
        "(grain ANDNOT storming) REQUIRE (headline:bank OR headline:price)",
        "*:* bridge",
        "(*:* OR storm) AND bridge",
        "strik* OR bridg*",
        "(strik* bridg*) (strik* OR pri*)",
        '"strik* bridg*"~3',
        '="the stri?e*" said',
        'headline:"br?dge* the"~2',
        '-"storm~1 the"~5 bridge',
        '"strik*"',
        "speaker:* -tags:*",
        "-published:*",
        "byline:* OR published:*",
        "storn~1 OR ztorm~1",
        "-xchool~2 bridge",
    ],
)
def test_operators_bind_patterns_and_everything(both: Both, text: str) -> None:
    tree = parse(text, "all", TODAY)
    expected = sorted(set(for_whoosh(tree, both.theirs).docs(both.theirs)))
    assert documents(terms(both, tree), both.engine).tolist() == expected


@pytest.mark.parametrize("seed", range(3))
def test_the_best_are_the_first_of_all_sorted(both: Both, seed: int) -> None:
    rank = both.engine.columns.rank
    for n, tree in enumerate(queries(seed, QUERIES)):
        every, most = match(terms(both, tree), both.engine), (1, 10, 100, DOCUMENTS + 1)[n % 4]
        total, found = best_matches(terms(both, tree), both.engine, most)
        assert total == len(every.documents), tree
        # Sums in another order may differ in the last digit: only then may two change places.
        exact = every.scores[np.searchsorted(every.documents, found.documents)]
        order = np.lexsort((rank[every.documents], -every.scores))[:most]
        assert found.scores == pytest.approx(exact, rel=1e-6), tree
        assert found.scores == pytest.approx(every.scores[order], rel=1e-6), tree
        assert np.lexsort((rank[found.documents], -found.scores)).tolist() == list(range(len(order))), tree
        if len(np.unique(np.float32(every.scores * 1e5).round())) == len(np.unique(every.scores)):
            assert found.documents.tolist() == every.documents[order].tolist(), tree


def test_the_newest_are_the_first_by_rank(both: Both) -> None:
    for tree in queries(11, QUERIES):
        every, (total, found) = (
            documents(terms(both, tree), both.engine),
            newest_matches(terms(both, tree), both.engine, 10),
        )
        assert total == len(every)
        assert found.documents.tolist() == sorted(every.tolist(), key=both.engine.columns.rank.__getitem__)[:10], tree


# Scores: of terms that are all different, for the same twice counts once.


def a_scored(chance: random.Random, some: Iterator[str], depth: int) -> q.Query:
    field, boost = a_field(chance), chance.choice([1.0, 1.0, 0.5, 3.0])
    if depth == 0:
        return one_of(chance, [
            lambda: q.Term(field, next(some), boost=boost),
            lambda: q.Phrase(field, [next(some), next(some)], slop=chance.choice([1, 5, 100]), boost=boost),
        ])  # fmt: skip
    parts = [a_scored(chance, some, chance.randrange(depth)) for _ in range(chance.randint(2, 4))]
    return one_of(chance, [
        lambda: q.Or(parts, boost=boost), lambda: q.And(parts[:2], boost=boost), lambda: q.AndMaybe(*parts[:2]),
    ])  # fmt: skip


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_scores_are_those_of_bm25f(both: Both, depth: int) -> None:
    chance, some = random.Random(depth), 0
    for _ in range(40):
        forms = dict.fromkeys(tokens(word)[0].form for word in words(chance, 1000))
        tree = terms(both, a_scored(chance, (chance.choice(["", "="]) + form for form in forms), depth))
        expected = bm25f(tree, both.found)
        assert as_scores(match(tree, both.engine)) == pytest.approx(expected, rel=1e-5), tree
        some += bool(expected)
    assert some > 20


@pytest.mark.parametrize("field", FIELDS)
def test_words_and_phrases_score_by_bm25f_in_every_field(both: Both, field: str) -> None:
    for tree in (
        q.Term(field, "strike"),
        q.Term(field, "=strikes"),
        q.Phrase(field, ["the", "said"], slop=3),
        q.And([q.Term(field, "the"), q.Term(field, "strike", boost=2.0)]),
        q.Or([q.Term(field, "the"), q.Term(field, "=strikes"), q.Term(field, "bridge")], boost=0.5),
    ):
        expected = bm25f(terms(both, tree), both.found)
        assert as_scores(match(terms(both, tree), both.engine)) == pytest.approx(expected, rel=1e-5), tree


def scores_of(both: Both, text: str) -> dict[int, float]:
    return as_scores(match(terms(both, parse(text, "all", TODAY)), both.engine))


def as_scores(found: Matches) -> dict[int, float]:
    return dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))


def test_brackets_change_no_scores(both: Both) -> None:
    for plain, bracketed in (
        ('"the strike" said', '("the strike" said)'),
        ('"the strike" said bridge', '("the strike" said) bridge'),
        ('bridge OR said OR "the strike"', 'bridge OR (said OR "the strike")'),
    ):
        assert scores_of(both, bracketed) == pytest.approx(scores_of(both, plain), rel=1e-5)


def test_a_weight_multiplies_all_scores(both: Both) -> None:
    for text in ("strike", '"the strike"', "strik*", "strike OR bridge", "strike bridge", '"the strike" strik*'):
        single = scores_of(both, text)
        double = {number: 2 * score for number, score in single.items()}
        assert single
        assert scores_of(both, f"({text})^2") == pytest.approx(double, rel=1e-5), text


def test_patterns_and_days_score_alike(both: Both) -> None:
    for text, score in (("strik*", 1), ("published:2001", 1), ("*:*", 1), ("strik*^3", 3), ("NOT strike", 1)):
        assert set(scores_of(both, text).values()) == {score}, text


def test_given_matches_are_joined_with_others(both: Both) -> None:
    numbers = np.arange(0, DOCUMENTS, 3, dtype=np.int32)
    given = Given(numbers, np.ones(len(numbers), np.float32))
    term = match(q.Term(EVERYWHERE, "strike"), both.engine).documents
    for make, join in ((q.And, np.intersect1d), (q.Or, np.union1d), (q.DisjunctionMax, np.union1d)):
        found = documents(make([q.Term(EVERYWHERE, "strike"), given]), both.engine)
        assert found.tolist() == join(term, numbers).tolist(), make
    found = documents(q.Require(q.Term(EVERYWHERE, "strike"), given), both.engine)
    assert found.tolist() == np.intersect1d(term, numbers).tolist()


# Nothing that a search does is felt by the next.


def test_a_tree_may_be_searched_again(both: Both) -> None:
    for tree in (terms(both, tree) for tree in queries(12, QUERIES)):
        assert same(match(tree, both.engine), match(tree, both.engine)), tree


def test_threads_do_not_disturb_one_another(both: Both) -> None:
    trees = [terms(both, tree) for tree in queries(13, QUERIES)]
    expected = [best_matches(tree, both.engine, 10) for tree in trees]
    with ThreadPoolExecutor(4) as pool:
        futures = [[pool.submit(best_matches, tree, both.engine, 10) for tree in trees] for _ in range(2)]
        for row in futures:
            for future, (total, found) in zip(row, expected, strict=True):
                assert future.result()[0] == total
                assert same(future.result()[1], found)
    with both.engine.leaves[0].scratch() as scratch:
        assert not any(array.any() for array in scratch)


def test_a_search_that_is_broken_off_leaves_nothing_to_the_next(both: Both) -> None:
    leaf = both.engine.leaves[0]
    with suppress(KeyboardInterrupt), leaf.scratch() as (sums, seen):
        sums[:] = seen[:] = 1
        raise KeyboardInterrupt
    with leaf.scratch() as outer, leaf.scratch() as inner:  # which may be of one thread
        assert not any(array.any() for array in (*outer, *inner))
        assert not any(mine is other for mine, other in zip(outer, inner, strict=True))


def same(found: Matches, other: Matches) -> bool:
    return bool(np.array_equal(found.documents, other.documents) and np.array_equal(found.scores, other.scores))
