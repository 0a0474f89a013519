"""The same documents in Whoosh's own index and in plain Python, to hold ours against."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

import whoosh.fields
import whoosh.index
import whoosh.query as q
from whoosh.filedb.filestore import RamStorage

from index.adapter.schema import DAY_FIELD, ID_FIELD, TermField, schema
from index.document import NO_DAY, NO_INSTANT, Document
from index.fields import DEFAULT_BOOSTS, EVERYWHERE
from index.inverting.segment_writer import SegmentWriter
from index.postings.segment import Segment, open_segment
from index.text.analysis import tokens
from index.text.batches import PARAGRAPH_GAP, PART_GAP, RUNNING_TEXT
from search.ranking import K1, B, idf

STEMS = """strike bridge price ferry mayor storm harbour vote rate oil bank trade bell market wheat council school
    coffee quay fog herring museum tax union crop export sugar copper steel grain""".split()
# Their forms, a few numbers and marks; the first are frequent and the last rare.
VOCABULARY = ["the", "said", *(word + ending for ending in ("", "s", "ing") for word in STEMS),
              "Łódź", "naïve", "cafés", "U.S.", "1990", "4.2", "don't"]  # fmt: skip
FREQUENCIES = [1 / (rank + 3) for rank in range(len(VOCABULARY))]
FIRST_DAY, DAYS = date(2001, 1, 1).toordinal(), 700


def words(chance: random.Random, count: int) -> list[str]:
    """Some words, as frequent as they are in articles."""
    return chance.choices(VOCABULARY, FREQUENCIES, k=count)


Part = tuple[str, str, tuple[tuple[int, int], ...]]  # field, text, what of it is quoted


def of_parts(identifier: str, parts: list[Part], day: int, instant: int) -> Document:
    """The document of these parts."""
    fields, texts = tuple(part[0] for part in parts), tuple(part[1] for part in parts)
    quoted = tuple((n, *span) for n, part in enumerate(parts) for span in part[2])
    return Document(identifier, fields, texts, day, instant, quoted=quoted)


def _a_part(chance: random.Random, field: str, most: int) -> Part:
    text = " ".join(words(chance, chance.randint(1, most)))
    start, end = sorted(chance.choices(range(len(text)), k=2))
    quoted = field in ("headline", "deck", "body") and chance.random() < 0.3
    return field, text, ((start, end),) if quoted and start < end else ()


def an_article(chance: random.Random, number: int) -> Document:
    """An article with some 30 words in its fields, some of them quoted; one in ten has no date."""
    running = [("headline", 6), *[("deck", 8)] * chance.randint(0, 1), *[("body", 14)] * chance.randint(1, 3)]
    others = [("captions", 6), ("byline", 2), ("section", 1), ("tags", 2), ("tags", 2), ("speaker", 2)]
    parts = [_a_part(chance, *each) for each in [*running, *(each for each in others if chance.random() < 0.4)]]
    dated = chance.random() < 0.9
    day = FIRST_DAY + chance.randrange(DAYS)
    when = (day, day // 9) if dated else (NO_DAY, NO_INSTANT)  # many in an instant, so that ids decide
    return of_parts(f"{number * 7919 % 10_007}", parts, *when)


class Occurrences(NamedTuple):
    """The positions and the summed weight of each term in a field."""

    positions: dict[str, list[int]]
    weights: dict[str, float]

    @property
    def length(self) -> float:
        """What all words weigh."""
        return sum(weight for term, weight in self.weights.items() if term[0] != "=")


class OccurrenceField(TermField):
    """A field of Whoosh's own index whose value is an ``Occurrences``."""

    def index(self, value: Occurrences, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Whoosh's (term, frequency, weight, positions)."""
        for term, positions in value.positions.items():
            length = 0 if term.startswith("=") else len(positions)
            yield term.encode(), length, value.weights[term], self.format.encode(positions)


def occurrences(document: Document) -> dict[str, Occurrences]:
    """What is to be found in each field, by the definition of ``index.text.batches``."""
    found: dict[str, Occurrences] = defaultdict(lambda: Occurrences(defaultdict(list), defaultdict(float)))
    position, previous = -1, ""
    for n, (name, text) in enumerate(zip(document.fields, document.texts, strict=True)):
        spans = [(start, end) for which, start, end in document.quoted if which == n]
        gap = PARAGRAPH_GAP if name == previous and name in RUNNING_TEXT else PART_GAP
        skipped, previous = gap if n else 0, name
        for token in tokens(text):
            position, skipped = position + 1 + skipped, 0
            quoted = any(start <= token.start and token.end <= end for start, end in spans)
            fields = {name, "quotes"} if quoted else {name}
            boost = max(DEFAULT_BOOSTS[field] for field in fields)
            for field, weight in [*((field, 1.0) for field in fields), *[(EVERYWHERE, boost)] * (boost > 0)]:
                for term in (token.stem, "=" + token.form):
                    found[field].positions[term].append(position)
                    found[field].weights[term] += weight
    return found


def whoosh_index(documents: list[Document]) -> whoosh.index.Index:
    """Whoosh's own index."""
    fields = {name: OccurrenceField() if isinstance(field, TermField) else field for name, field in schema().items()}
    index = RamStorage().create_index(whoosh.fields.Schema(**fields))
    writer = index.writer()
    for document in documents:
        day = {} if document.day == NO_DAY else {DAY_FIELD: document.day}
        writer.add_document(**occurrences(document), **day, **{ID_FIELD: document.id})
    writer.commit()
    return index


def write_segment(documents: Iterable[Document], folder: Path) -> Segment:
    """Our own."""
    writer = SegmentWriter(folder, DEFAULT_BOOSTS, "body")
    for document in documents:
        writer.add(document)
    writer.finish()
    return open_segment(folder)


Scores = dict[int, float]  # by the numbers of documents


def bm25f(query: q.Query, found: list[dict[str, Occurrences]]) -> Scores:
    """The matches of terms, phrases, ANDs, ORs and ANDMAYBEs in documents with these occurrences, and their scores."""
    match query:
        case q.Term():
            return _score_term(query, found)
        case q.Phrase():
            words = q.And([q.Term(query.fieldname, word) for word in query.words], boost=query.boost)
            return {n: score for n, score in bm25f(words, found).items() if _follow(query, found[n][query.fieldname])}
        case q.AndMaybe():
            first, second = (bm25f(child, found) for child in query.children())
            return {n: score + second.get(n, 0) for n, score in first.items()}
        case q.And() | q.Or():
            children = [bm25f(child, found) for child in query.children()]
            join = set.intersection if isinstance(query, q.And) else set.union
            matches: set[int] = join(*map(set, children))
            return {n: query.boost * sum(child.get(n, 0) for child in children) for n in matches}
        case _:
            raise TypeError(f"no score of {query!r}")


def _score_term(term: q.Term, found: list[dict[str, Occurrences]]) -> Scores:
    fields = {n: fields[term.fieldname] for n, fields in enumerate(found) if term.fieldname in fields}
    weights = {n: field.weights[term.text] for n, field in fields.items() if term.text in field.weights}
    average = sum(field.length for field in fields.values()) / len(found)
    norms = {n: K1 * (1 - B + B * fields[n].length / average) for n in weights}
    rarity = term.boost * idf(len(found), len(weights))
    return {n: rarity * (K1 + 1) * weight / (weight + norms[n]) for n, weight in weights.items()}


def _follow(phrase: q.Phrase, field: Occurrences) -> bool:
    return follow([field.positions[word] for word in phrase.words], phrase.slop)


def follow(positions: list[list[int]], slop: int) -> bool:
    """Whether one of each can be chosen such that each is 1 to ``slop`` behind the one before."""
    return any(all(1 <= b - a <= slop for a, b in pairwise(row)) for row in product(*positions))
