"""A segment behind Whoosh's interface, against Whoosh's own index of the same documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import whoosh.index
import whoosh.matching
import whoosh.query as q
import whoosh.scoring
from whoosh.query import spans
from whoosh.searching import Searcher

from index.adapter.array_reader import ArrayReader
from index.adapter.schema import DAY_FIELD, ID_FIELD
from index.document import NO_DAY
from index.fields import EVERYWHERE
from index.text.analysis import tokens
from tests.both_searchers import (
    DAYS,
    DOCUMENTS,
    FIELDS,
    VOCABULARY,
    Both,
    a_document,
    array_index,
    both_searchers,
    hits,
)
from tests.oracle import occurrences
from tests.random_queries import one_of


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return both_searchers(tmp_path_factory.mktemp("array") / "segment")


def agree(both: Both, query: q.Query) -> bool:
    """Check that both find the same; whether that is anything."""
    found = hits(both.ours, query)
    assert found == pytest.approx(hits(both.theirs, query)), query
    return bool(found)


def a_term(chance: random.Random) -> str:
    token = tokens(chance.choice(VOCABULARY))[0]
    return chance.choice([token.stem, "=" + token.form])


def a_pattern(chance: random.Random, field: str) -> q.Query:
    term = a_term(chance)
    at = chance.randrange(len(term))
    return one_of(chance, [
        lambda: q.Prefix(field, term[: at + 1]),
        lambda: q.Wildcard(field, term[:at] + chance.choice("*?") + term[at + 1 :]),
        lambda: q.FuzzyTerm(field, term[:at] + term[at + 1 :], maxdist=chance.randint(1, 2), prefixlength=at % 3),
        lambda: q.Regex(field, term[:at] + ".*"),
        lambda: q.TermRange(field, min(term, other := a_term(chance)), max(term, other), at % 2 == 0, at % 3 == 0),
        lambda: q.Variations(field, term.removeprefix("=")),
        lambda: q.Every(field),
    ])  # fmt: skip


def a_spanning(chance: random.Random, field: str, depth: int) -> q.Query:
    """A query in one field that knows where it matches."""
    if depth == 0:
        return q.Term(field, a_term(chance))

    def part() -> q.Query:
        return a_spanning(chance, field, chance.randrange(depth))

    slop, ordered = chance.randint(1, 5), chance.random() < 0.5
    return one_of(chance, [
        lambda: q.Phrase(field, [a_term(chance) for _ in range(chance.randint(2, 3))], slop=slop),
        lambda: spans.SpanNear(part(), part(), slop=slop, ordered=ordered),
        lambda: spans.SpanNear2([part(), part(), part()], slop=slop, ordered=ordered),
        lambda: spans.SpanFirst(part(), limit=chance.randint(0, 120)),
        lambda: spans.SpanOr([part(), part()]),
        lambda: spans.SpanNot(part(), part()),
        lambda: spans.SpanContains(part(), part()),
        lambda: spans.SpanBefore(part(), part()),
        lambda: spans.SpanCondition(part(), part()),
        lambda: q.Sequence([part(), part()], slop=slop, ordered=ordered),
        lambda: q.Ordered([part(), part()]),
        lambda: q.Prefix(field, a_term(chance)[:2]),
    ])  # fmt: skip


def a_leaf(chance: random.Random) -> q.Query:
    field = chance.choice(FIELDS)
    start, end = sorted(DAYS + chance.randint(-50, 450) for _ in range(2))
    return one_of(chance, [
        lambda: q.Term(field, a_term(chance), boost=chance.choice([1.0, 2.0])),
        lambda: a_pattern(chance, field),
        lambda: q.Phrase(field, [a_term(chance), a_term(chance)], slop=chance.randint(1, 5), boost=2.0),
        lambda: spans.SpanNear2([q.Term(field, a_term(chance)) for _ in range(3)], slop=5, ordered=False),
        lambda: q.NumericRange(DAY_FIELD, chance.choice([start, None]), end, start % 2 == 0, end % 2 == 0),
        lambda: q.Term(DAY_FIELD, start),
        lambda: q.Term(ID_FIELD, f"é{chance.randint(0, DOCUMENTS)}"),
        lambda: q.Every(chance.choice([None, DAY_FIELD])),
        lambda: q.NullQuery,
    ])  # fmt: skip


def a_query(chance: random.Random, depth: int = 3) -> q.Query:
    if depth == 0:
        return a_leaf(chance)

    def part() -> q.Query:
        return a_query(chance, chance.randrange(depth))

    return one_of(chance, [
        lambda: q.And([part(), part(), part()]),
        lambda: q.And([part(), q.Not(part())]),
        lambda: q.Or([part(), part(), part()]),
        lambda: q.Or([part(), part(), part()], minmatch=2),
        lambda: q.Not(part()),
        lambda: q.AndNot(part(), part()),
        lambda: q.AndMaybe(part(), part()),
        lambda: q.Require(part(), part()),
        lambda: q.Otherwise(part(), part()),
        lambda: q.DisjunctionMax([part(), part()], tiebreak=0.1),
        lambda: q.ConstantScoreQuery(part(), 2.0),
    ])  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_every_term_matches_where_it_does_in_whoosh(both: Both, field: str) -> None:
    for term in both.theirs.lexicon(field):
        assert agree(both, q.Term(field, term))


@pytest.mark.parametrize("make", [a_pattern, lambda chance, field: a_spanning(chance, field, 2)])
@pytest.mark.parametrize("field", FIELDS)
def test_patterns_and_spans_match(both: Both, field: str, make: Callable[[random.Random, str], q.Query]) -> None:
    chance = random.Random(field)
    assert sum(agree(both, make(chance, field)) for _ in range(100)) > 25


@pytest.mark.parametrize("seed", range(8))
def test_trees_of_all_queries_match(both: Both, seed: int) -> None:
    chance = random.Random(seed)
    assert sum(agree(both, a_query(chance)) for _ in range(60)) > 30


@pytest.mark.parametrize("field", FIELDS)
def test_phrases_of_forms_match(both: Both, field: str) -> None:
    chance = random.Random(field)
    forms = ["=" + tokens(word)[0].form for word in VOCABULARY]
    assert sum(agree(both, q.Phrase(field, chance.sample(forms, 2), slop=3)) for _ in range(100)) > 5


def test_days_match_at_every_resolution(both: Both) -> None:
    dated = [document.day for document in both.documents if document.day != NO_DAY]
    for first, last in [(DAYS, DAYS + 400), (DAYS + 3, DAYS + 259), (1, DAYS + 16), (DAYS + 17, 1_000_000)]:
        found = hits(both.ours, q.NumericRange(DAY_FIELD, first, last))
        assert len(found) == sum(first <= day <= last for day in dated)


def test_a_matcher_moves_like_whooshs(both: Both) -> None:
    for text in ("price", "=price"):
        ours, theirs = (searcher.postings("body", text) for searcher in (both.ours, both.theirs))
        for target in (3, 3, 1, 40, 41, 200):
            ours.skip_to(target)
            theirs.skip_to(target)
            assert ours.id() == theirs.id()
            assert ours.copy().spans() == theirs.spans()
            for kind in ("positions", "frequency", "weight", "position_boosts"):
                assert ours.supports(kind)
                assert ours.value_as(kind) == theirs.value_as(kind)
        ours.skip_to(DOCUMENTS)
        assert not ours.is_active()
        assert not ours.replace().is_active()
        with pytest.raises(whoosh.matching.ReadTooFar):
            ours.next()
        ours.reset()
        assert list(ours.all_ids()) == sorted(hits(both.ours, q.Term("body", text)))


@pytest.mark.parametrize("field", [DAY_FIELD, ID_FIELD, "headline"])
@pytest.mark.parametrize("reverse", [False, True])
def test_results_are_sorted_and_grouped_by_fields(both: Both, field: str, reverse: bool) -> None:
    query = q.Term(EVERYWHERE, "price")
    ours, theirs = (
        searcher.search(query, limit=20, sortedby=field, reverse=reverse, groupedby=DAY_FIELD)
        for searcher in (both.ours, both.theirs)
    )
    assert ours.docs() == theirs.docs()
    assert [hit.docnum for hit in ours] == [hit.docnum for hit in theirs]
    assert ours.groups() == theirs.groups()


@pytest.mark.parametrize("weighting", [whoosh.scoring.BM25F, whoosh.scoring.TF_IDF])
def test_whooshs_scorers_work(both: Both, weighting: type[whoosh.scoring.WeightingModel]) -> None:
    query = q.Or([q.Term("headline", "price"), q.Term("headline", "=bridges"), q.Term(ID_FIELD, "é3")])
    ours, theirs = (
        Searcher(searcher.reader(), weighting).search(query, limit=5) for searcher in (both.ours, both.theirs)
    )
    assert [hit.score for hit in ours] == pytest.approx([hit.score for hit in theirs])


def test_more_like_this(both: Both) -> None:
    reader = both.ours.reader()
    for field in ("body", "headline", EVERYWHERE):
        number = max(range(DOCUMENTS), key=lambda number: reader.doc_field_length(number, field))
        expected = occurrences(both.documents[number])[field].weights
        vector = dict(reader.vector_as("weight", number, field))
        assert vector == {term: weight for term, weight in expected.items() if term[0] != "="}
        like = both.ours.more_like(number, field, top=5)
        assert like.scored_length() == 5
        assert number not in like.docs()
    assert not reader.has_vector(0, "deck")
    assert both.ours.key_terms_from_text("body", ["bridg", "bridg", "storm"], numterms=1)[0][0] == "bridg"


def test_documents_are_found_by_id(both: Both) -> None:
    assert both.ours.document_number(id="é0") == 0
    assert both.ours.document_number(id="é") is None
    assert [both.ours.document_number(id=document.id) for document in both.documents] == list(range(DOCUMENTS))


def test_a_reader_may_be_shared_by_threads(both: Both) -> None:
    queries = [a_query(random.Random(seed)) for seed in range(40)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda query: hits(both.ours, query), queries))
    assert found == [hits(both.ours, query) for query in queries]


def test_an_index_is_read_only(tmp_path: Path) -> None:
    index = array_index([a_document(random.Random(1), 0)], tmp_path / "segment")
    assert (index.doc_count(), index.doc_count_all(), index.is_empty()) == (1, 1, False)
    assert index.up_to_date()
    assert index.refresh() is index
    with index.searcher() as searcher:
        assert searcher.up_to_date()
        assert searcher.refresh() is searcher
    assert isinstance(index.reader(), ArrayReader)
    for change in (index.writer, lambda: index.delete_by_term(ID_FIELD, "a")):
        with pytest.raises(whoosh.index.IndexError, match="read-only"):
            change()


def test_an_empty_index_has_nothing(tmp_path: Path) -> None:
    index = array_index([], tmp_path / "segment")
    assert index.is_empty()
    reader = index.reader()
    assert list(reader.all_terms()) == list(reader.all_doc_ids()) == []
    with index.searcher() as searcher:
        for query in (q.Every(), q.Term("body", "price"), q.Prefix("body", "p"), q.NumericRange(DAY_FIELD, 1, 9)):
            assert hits(searcher, query) == {}
        assert searcher.suggest(EVERYWHERE, "price") == []
