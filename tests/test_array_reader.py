"""What a segment behind Whoosh's reader says of its terms, against Whoosh's own."""

from __future__ import annotations

import math

import pytest
import whoosh.reading

from index.adapter.schema import DAY_FIELD, ID_FIELD
from index.fields import EVERYWHERE
from tests.both_searchers import DOCUMENTS, FIELDS, Both, both_searchers
from tests.oracle import occurrences


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return both_searchers(tmp_path_factory.mktemp("array") / "segment")


def test_terms_are_listed_in_order(both: Both) -> None:
    ours, theirs = both.ours.reader(), both.theirs.reader()
    assert list(ours.all_terms()) == list(theirs.all_terms())
    assert ours.indexed_field_names() == sorted(theirs.indexed_field_names())
    for field in ours.indexed_field_names():
        assert list(ours.field_terms(field)) == list(theirs.field_terms(field))
    for start in (b"", b"0", b"=", b"=pr", b"=\xff", b"\xff", "prix"):
        assert list(ours.terms_from("body", start)) == list(theirs.terms_from("body", start))
        assert list(ours.expand_prefix("body", start)) == list(theirs.expand_prefix("body", start))


def test_cursors_walk_the_terms(both: Both) -> None:
    ours, theirs = (searcher.reader().cursor("headline") for searcher in (both.ours, both.theirs))
    for start in ("", "=pri", "pri", "\U0010ffff"):
        assert ours.find(start) == theirs.find(start)
        for _ in range(20):
            assert (ours.text(), ours.is_valid()) == (theirs.text(), theirs.is_valid())
            assert not ours.is_valid() or ours.term_info().weight() == theirs.term_info().weight()
            assert ours.next() == theirs.next()
    assert ours.first() == theirs.first()


def test_statistics_are_those_of_whoosh(both: Both) -> None:
    ours, theirs = both.ours.reader(), both.theirs.reader()
    for field, term in theirs.all_terms():
        assert (field, term) in ours
        assert ours.doc_frequency(field, term) == theirs.doc_frequency(field, term)
        assert ours.frequency(field, term) == pytest.approx(theirs.frequency(field, term))
        mine, other = ours.term_info(field, term), theirs.term_info(field, term)
        assert (mine.min_id(), mine.max_id()) == (other.min_id(), other.max_id())
        assert mine.max_weight() == other.max_weight()
        assert ours.first_id(field, term) == theirs.first_id(field, term)


def test_lengths_are_sums_of_weights(both: Both) -> None:
    reader = both.ours.reader()
    found = [occurrences(document) for document in both.documents]
    for field in (*FIELDS, "deck"):
        weights = [each[field].weights if field in each else {} for each in found]
        lengths = [math.fsum(weight for term, weight in each.items() if term[0] != "=") for each in weights]
        assert [reader.doc_field_length(number, field) for number in range(DOCUMENTS)] == lengths
        assert reader.field_length(field) == sum(lengths)
        assert reader.min_field_length(field) == min(lengths)
        assert reader.max_field_length(field) == max(lengths)
    assert reader.field_length("body") == both.theirs.reader().field_length("body")
    assert reader.doc_field_length(0, "deck", 1) == 1


@pytest.mark.parametrize("field", ["body", "headline", EVERYWHERE, ID_FIELD])
@pytest.mark.parametrize("word", ["pirce", "=pirces", "prce", "=erry", "1991", "lodz", "=ca", "é1", "=p"])
def test_suggestions_are_those_of_whoosh(both: Both, field: str, word: str) -> None:
    for distance in (1, 2):
        for prefix in (0, 1, 2):
            near, expected = (
                set(searcher.reader().terms_within(field, word, distance, prefix))
                for searcher in (both.ours, both.theirs)
            )
            assert near == expected
            assert both.ours.suggest(field, word, 5, distance, prefix) == both.theirs.suggest(
                field, word, 5, distance, prefix
            )


def test_unknown_terms_and_fields(both: Both) -> None:
    reader = both.ours.reader()
    for field in (*FIELDS, ID_FIELD, DAY_FIELD):
        for term in ("unheard", "=unheard", b"\xff", b"") if field != DAY_FIELD else (5, b"\xff"):
            assert (field, term) not in reader
            assert reader.doc_frequency(field, term) == reader.frequency(field, term) == 0
            with pytest.raises(whoosh.reading.TermNotFound):
                reader.postings(field, term)
            with pytest.raises(whoosh.reading.TermNotFound):
                reader.term_info(field, term)
    assert ("nowhere", "price") not in reader
    with pytest.raises(whoosh.reading.TermNotFound):
        reader.doc_frequency("nowhere", "price")


def test_terms_may_be_text_or_bytes(both: Both) -> None:
    reader = both.ours.reader()
    for field, term in (("body", "東"), ("quotes", "=東"), (ID_FIELD, "é5")):
        assert reader.doc_frequency(field, term) == reader.doc_frequency(field, term.encode()) > 0
