"""Whoosh's reader over a segment, for whatever Whoosh can ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from heapq import merge
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import whoosh.fields
import whoosh.formats
import whoosh.index
import whoosh.matching
import whoosh.reading
from whoosh.support.levenshtein import levenshtein

from index.adapter.array_matcher import ArrayMatcher
from index.adapter.field_terms import FieldTerms, TermsOfDays, days_of, forms_occurring, near, terms_from
from index.adapter.schema import DAY_FIELD, ID_FIELD, TermField, schema
from index.arrays.jit import kernel
from index.arrays.types import Float32s, Int32s, Int64s, Integer, Mask, UInt32s, UInt64s
from index.document import NO_DAY
from index.fields import EVERYWHERE, EXACT
from index.postings.blocks import BLOCK, FIRST, code_at, first_block, take_documents
from index.postings.lists import Positions, Postings, positions, postings
from index.postings.segment import Segment
from index.remembering import remembering

# Decoded lists kept by a reader: those of a query's words, which Whoosh asks for three times each. The longest possible
# takes 8 bytes a document.
CACHED_LISTS = 32
CACHED_INFOS = 4096  # statistics of terms, some 100 bytes each


class _Lengths(NamedTuple):
    """The length of each document in a field, of all together, and the least and greatest of one."""

    each: npt.NDArray[np.number[Any]]
    total: float
    least: float
    greatest: float


class ArrayReader(whoosh.reading.IndexReader):  # type: ignore[misc]
    """Reads a segment; any number of threads may share one.

    ``day`` is int32[documents]: proleptic ordinals, or ``NO_DAY``; ``deleted`` bool[documents], None where none is.
    What is deleted is passed over; as in Whoosh's own segments, counts and statistics still know of it.

    Fields and terms are those of ``Segment.list_of``; terms may be given as text or in UTF-8. What Whoosh calls a
    frequency is a sum of weights.
    """

    def __init__(self, segment: Segment, day: Int32s, deleted: Mask | None = None) -> None:
        self.schema = schema()
        self._segment, self._day, self._deleted = segment, day, deleted
        self._lengths = remembering(self._read_lengths)
        self._lexicons = remembering(self._read_lexicons)
        self._postings = remembering(self._read_postings, CACHED_LISTS)
        self._positions = remembering(self._read_positions, CACHED_LISTS)
        self._info = remembering(self._read_info, CACHED_INFOS)

    def __contains__(self, term: tuple[str, str | bytes]) -> bool:
        return term[0] in self.schema and self.doc_frequency(*term) > 0

    def generation(self) -> int:
        """-1: there is never another."""
        return -1

    # Documents

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return self._segment.documents

    def doc_count(self) -> int:
        """How many documents there are that are not deleted."""
        return self._segment.documents - (0 if self._deleted is None else int(self._deleted.sum()))

    def has_deletions(self) -> bool:
        """Whether documents are deleted."""
        return self._deleted is not None

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self._deleted is not None and bool(self._deleted[docnum])

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The id of a document: texts are not kept here, but in the archive."""
        return {ID_FIELD: self._segment.ids_of(np.array([docnum], np.int32))[0]}

    # Lengths

    def field_length(self, fieldname: str) -> float:
        """The length of all documents together in a field; not rounded, as in all of these."""
        return self._lengths(fieldname).total

    def min_field_length(self, fieldname: str) -> float:
        """The length of the shortest document in a field."""
        return self._lengths(fieldname).least

    def max_field_length(self, fieldname: str) -> float:
        """The length of the longest document in a field."""
        return self._lengths(fieldname).greatest

    def doc_field_length(self, docnum: int, fieldname: str, default: float = 0) -> float:
        """The sum of the weights of a document's occurrences in a field; ``default`` where there are none."""
        length: float = self._lengths(fieldname).each[docnum].item()
        return length or default

    def _read_lengths(self, field: str) -> _Lengths:
        each = self._segment.lengths(field)
        least, greatest = (each.min().item(), each.max().item()) if len(each) else (0, 0)
        return _Lengths(each, each.sum(dtype=np.float64).item(), least, greatest)

    # Terms

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms, sorted."""
        return [name for name in self.schema.names() if self._has_terms(name)]

    def _has_terms(self, field: str) -> bool:
        if field == DAY_FIELD:
            return bool((self._day != NO_DAY).any())
        return self._segment.documents > 0 if field == ID_FIELD else self._lengths(field).total > 0

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """(field, term) of all terms, by fields and, in each, by bytes."""
        return chain.from_iterable(self._terms(name, b"") for name in self.indexed_field_names())

    def terms_from(self, fieldname: str, prefix: str | bytes) -> Iterator[tuple[str, bytes]]:
        """What ``all_terms`` gives from a term on."""
        start = self._text_to_bytes(fieldname, prefix)
        later = (self._terms(name, b"") for name in self.indexed_field_names() if name > fieldname)
        return chain(self._terms(fieldname, start), chain.from_iterable(later))

    def _terms(self, field: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        for term in merge(*(terms_from(lexicon, start) for lexicon in self._lexicons(field))):
            yield field, term

    def cursor(self, fieldname: str) -> ArrayCursor:
        """A cursor over the terms of a field."""
        return ArrayCursor(self, fieldname)

    def terms_within(self, fieldname: str, text: str, maxdist: int, prefix: int = 0) -> Iterator[str]:
        """The terms of a field that are at most ``maxdist`` letters changed, added or dropped from ``text`` and begin
        with its first ``prefix`` letters, in no order. A swap of two letters is two changes, as in Whoosh's segments.
        """
        for lexicon in self._lexicons(fieldname):
            for term in near(lexicon, text, maxdist, prefix):
                word = (lexicon.prefix + term).decode("utf-8", "surrogatepass")
                if levenshtein(word, text, maxdist) <= maxdist:
                    yield word

    def _read_lexicons(self, field: str) -> tuple[FieldTerms, ...]:
        if field in (ID_FIELD, DAY_FIELD):
            terms = self._segment.ids if field == ID_FIELD else self._days.terms
            return (FieldTerms(b"", terms, np.arange(len(terms))),)
        segment = self._segment
        if field == EVERYWHERE:
            first, last = segment.fields[EVERYWHERE]
            stems, forms = segment.terms[first:last].astype(np.int64), np.flatnonzero(segment.form_lists >= 0)
        else:
            forms = self._forms_in(field)
            stems = np.unique(segment.form_stems[forms]).astype(np.int64)
        return FieldTerms(b"", segment.stems, stems), FieldTerms(EXACT.encode(), segment.forms, forms)

    def _forms_in(self, field: str) -> Int64s:
        """int64: the forms that occur in a field other than ``EVERYWHERE``, ascending."""
        segment, (first, last) = self._segment, self._range_of_lists(field)
        starts, forms = self._forms_of_terms
        segment.admit_all(first, last)
        marked = forms_occurring(
            segment.words, segment.heads, segment.lists[first : last + 1], segment.terms[first:last], segment.shapes,
            field == segment.main, starts, forms,
        )  # fmt: skip
        return np.flatnonzero(marked)

    def _range_of_lists(self, field: str) -> tuple[int, int]:
        return self._segment.fields.get(EVERYWHERE if field == self._segment.main else field, (0, 0))

    @cached_property
    def _forms_of_terms(self) -> tuple[Int64s, Int64s]:
        """``(starts, forms)``: the forms of term n, by their ordinals, are ``forms[starts[n]:starts[n + 1]]``."""
        segment = self._segment
        forms = np.lexsort((segment.form_ordinals, segment.form_stems))
        return np.searchsorted(segment.form_stems[forms], np.arange(len(segment.stems) + 1)), forms

    @cached_property
    def _days(self) -> TermsOfDays:
        return days_of(self._day, self.schema[DAY_FIELD])

    # Statistics

    def frequency(self, fieldname: str, text: str | bytes) -> float:
        """The weights of all occurrences of a term; 0 if it is unknown."""
        weight: float = self._info(fieldname, self._text_to_bytes(fieldname, text)).weight()
        return weight

    def doc_frequency(self, fieldname: str, text: str | bytes) -> int:
        """How many documents have a term; 0 if it is unknown."""
        term = self._text_to_bytes(fieldname, text)
        if fieldname not in (ID_FIELD, DAY_FIELD, self._segment.main) and (found := _decoded(term)) is not None:
            list_ = self._segment.list_of(fieldname, found)
            if list_.ordinal < 0:
                return int(list_.documents)
        return len(self._postings(fieldname, term).documents)

    def term_info(self, fieldname: str, text: str | bytes) -> whoosh.reading.TermInfo:
        """The statistics of a term. Raises Whoosh's ``TermNotFound``."""
        info = self._info(fieldname, self._text_to_bytes(fieldname, text))
        if not info.doc_frequency():
            raise whoosh.reading.TermNotFound(f"{fieldname}:{text!r}")
        return info

    def _read_info(self, field: str, term: bytes) -> whoosh.reading.TermInfo:
        documents, weights = self._postings(field, term)
        if not len(documents):
            return whoosh.reading.TermInfo()
        lengths = self._lengths(field).each[documents]
        return whoosh.reading.TermInfo(
            weights.sum(dtype=np.float64).item(), len(documents), lengths.min().item(), lengths.max().item(),
            weights.max().item(), documents[0].item(), documents[-1].item(),
        )  # fmt: skip

    # Postings

    def postings(self, fieldname: str, text: str | bytes, scorer: Any = None) -> whoosh.matching.Matcher:
        """A matcher of the documents that have a term. Raises Whoosh's ``TermNotFound``."""
        term = self._text_to_bytes(fieldname, text)
        found = self._postings(fieldname, term)
        if not len(found.documents):
            raise whoosh.reading.TermNotFound(f"{fieldname}:{text!r}")
        read = partial(self._positions, fieldname, term)
        matcher = ArrayMatcher((fieldname, term), found, read, self.schema[fieldname].format, scorer)
        if self._deleted is None:
            return matcher
        return whoosh.matching.FilterMatcher(matcher, frozenset(np.flatnonzero(self._deleted).tolist()), exclude=True)

    def _read_postings(self, field: str, term: bytes) -> Postings:
        if field in (ID_FIELD, DAY_FIELD):
            documents = self._document_of(term) if field == ID_FIELD else self._documents_of_day(term)
            return Postings(documents, np.ones(len(documents), np.float32))
        text = _decoded(term)
        return NO_POSTINGS if text is None else postings(self._segment, field, text)

    def _read_positions(self, field: str, term: bytes) -> Positions:
        return positions(self._segment, field, term.decode("utf-8", "surrogatepass"))

    def _document_of(self, identifier: bytes) -> Int32s:
        if self._segment.ids.find(identifier) < 0:
            return NO_POSTINGS.documents
        return np.array([self._segment.document(identifier.decode("utf-8", "surrogatepass"))], np.int32)

    def _documents_of_day(self, term: bytes) -> Int32s:
        days = self._days
        at = days.terms.find(term)
        return NO_POSTINGS.documents if at < 0 else np.sort(days.documents[days.starts[at] : days.ends[at]])

    # Vectors

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Whether a document has terms in a text field."""
        return isinstance(self.schema[fieldname], TermField) and self.doc_field_length(docnum, fieldname) > 0

    def vector(self, docnum: int, fieldname: str, format_: Any = None) -> whoosh.matching.ListMatcher:
        """The stems of a document in a field, in the place of document numbers, with their weights.

        It is found by looking the document up in every list of the field.
        """
        segment, (first, last) = self._segment, self._range_of_lists(fieldname)
        weights = segment.main_counts if fieldname == segment.main else segment.sums
        segment.admit_all(first, last)
        found = weights_in(segment.words, segment.heads, segment.lists[first : last + 1], docnum, weights)
        lists = np.flatnonzero(found)
        stems = segment.stems.spelled(segment.terms[first:last][lists])
        return whoosh.matching.ListMatcher(
            stems, found[lists].tolist(), format=format_ or self.schema[fieldname].format
        )


class ArrayCursor:
    """Whoosh's cursor: stands at a term of a field, at first the first, or behind the last, where its text is None."""

    def __init__(self, reader: ArrayReader, field: str) -> None:
        self._reader, self._field = reader, field
        self._term: bytes | None = None
        self.first()

    def first(self) -> str | None:
        """Go to the first term; its text, as in all moves."""
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not less."""
        self._rest = self._reader.terms_from(self._field, term)
        return self.next()

    def next(self) -> str | None:
        """Go to the next term."""
        field, self._term = next(self._rest, (self._field, None))
        if field != self._field:
            self._term, self._rest = None, iter(())
        return self.text()

    def text(self) -> str | None:
        """The term where it stands, or the number of a day."""
        text: str | None = None if self._term is None else self._reader.schema[self._field].from_bytes(self._term)
        return text

    def term_info(self) -> whoosh.reading.TermInfo | None:
        """The statistics of the term where it stands."""
        return None if self._term is None else self._reader.term_info(self._field, self._term)

    def is_valid(self) -> bool:
        """Whether it stands at a term."""
        return self._term is not None


NO_POSTINGS = Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))


def _decoded(term: bytes) -> str | None:
    """The text of a term; None where it is not UTF-8, like no term of a text field."""
    try:
        return term.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None


@kernel
def weights_in(words: UInt64s, heads: UInt32s, lists: UInt32s, document: Integer, weights: Float32s) -> Float32s:
    """float32[lists]: the weight of a document in each list, 0 where it is not; ``lists`` as for
    ``forms_occurring``."""
    found = np.zeros(len(lists) - 1, np.float32)
    some = np.empty(BLOCK, np.int32)
    for n in range(len(found)):
        stop = np.int64(lists[n + 1])
        block = first_block(heads, np.int64(lists[n]), stop, document)
        if block < stop and np.int64(heads[block, FIRST]) <= document:
            count = take_documents(words, heads, block, some)
            at = np.searchsorted(some[:count], document)
            if some[at] == document:
                found[n] = weights[code_at(words, heads, block, at)]
    return found
