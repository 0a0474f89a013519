"""The words of documents as a cluster takes them: terms at their positions, and what each weighs.

A word everywhere is the term ``strike``, its very form ``=strikes``; in a field these are ``headline:strike`` and
``headline:=strikes``. All terms of one occurrence stand at its position, joined by ``|``; positions are those of an
archive in a folder (``index.text.batches``).

What a term weighs is, of formula 3.15 of S. Robertson and H. Zaragoza (2009), the part that only depends on the
document: w / (a + length), where w is the sum of its occurrences' weights and a = average · (1 - b) / b. A search
makes a score of it, w / (w + norm), for it is x / (x + p) with p = K₁ · b / average. Of the average only that in a is
as it was when the index was made; it counts for a document as short as none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from index.arrays.types import Int64s
from index.cluster.mapping import LAYER, SKIPPED
from index.document import Document
from index.fields import EVERYWHERE, EXACT
from index.text.analysis import fold
from index.text.batches import PARAGRAPH_GAP, Batch, Gathered
from index.text.compounds import cut_of, joined
from index.text.stemming import stem_of
from index.text.tokenizing import Tokens, tokenize

B = 0.75  # as in ``search.ranking``, which a test compares
NO_STEM = "'"  # stands for an empty one, of apostrophes that are letters
QUOTED = 1 << 8  # added to a field's number for what stands in a quotation


class Words(NamedTuple):
    """The words of one document: its ``terms``, a string for each stretch without a break between fields; for each
    term the sum of its occurrences' ``weights``; the ``lengths`` of those fields that have any."""

    terms: list[str]
    weights: dict[str, float]
    lengths: dict[str, float]


class Read(NamedTuple):
    """What several documents are made of: the ``words`` of each; how often they have each of the ``forms`` of words
    everywhere, and each of the ``compounds`` (stem, and where it is cut: ``index.text.compounds``)."""

    words: list[Words]
    forms: Counter[str]
    compounds: Counter[tuple[str, str]]


def name_of(field: str, text: str) -> str:
    """The term of a stem or, behind ``EXACT``, a form in a field."""
    text = text or NO_STEM
    return text if field == EVERYWHERE else f"{field}:{text}"


def feature(term: str) -> str:
    """The name of a term among weights, where OpenSearch takes points for something else."""
    return term.replace(".", ";")


def offset(average: float) -> float:
    """What is added to a document's length: a."""
    return average * (1 - B) / B


def relative(words: Words, averages: Mapping[str, float]) -> dict[str, float]:
    """What the terms of a document weigh beside its length."""
    bases = {name: offset(averages.get(name) or 1.0) + length for name, length in words.lengths.items()}
    return {feature(term): weight / bases[_field_of(term)] for term, weight in words.weights.items()}


def _field_of(term: str) -> str:
    field, colon, _ = term.partition(":")
    return field if colon else EVERYWHERE


def read(documents: list[Document], weights: Mapping[str, float]) -> Read:
    """The words of documents, in their order; ``weights`` are those of fields everywhere, of which a quoted word has
    that of "quotes", if it is more."""
    if not documents:
        return Read([], Counter(), Counter())
    numbers = {name: number for number, name in enumerate(weights)}
    gathered = Gathered(numbers)
    for document in documents:
        gathered.add(document)
    batch = gathered.batch()
    tokens = tokenize(batch.data, batch.starts, batch.ends)
    forms = [
        fold(batch.data[first:last].tobytes().decode("utf-8", "surrogatepass"))
        for first, last in zip(tokens.first.tolist(), tokens.last.tolist(), strict=True)
    ]
    layers = _Layers(forms, [*weights], weights)
    kinds = _kinds(batch, tokens)
    parts = _parts_of(batch)
    words = [_words(batch, tokens, kinds, range(first, last), layers) for first, last in parts]
    return Read(words, _counted(kinds, layers), Counter(_compounds(batch, tokens, forms)))


def _parts_of(batch: Batch) -> Iterator[tuple[int, int]]:
    """The first part of each document, and the one behind its last."""
    bounds = np.searchsorted(batch.document, np.arange(batch.documents + 1)).tolist()
    return pairwise(bounds)


def _kinds(batch: Batch, tokens: Tokens) -> Int64s:
    """int64: of each token its surface, and below that its field and whether it is quoted."""
    fields = np.repeat(batch.field.astype(np.int64), np.diff(tokens.part)[: len(batch.field)])
    quote = np.searchsorted(batch.quote_ends, tokens.start, side="right")
    there = quote < len(batch.quote_ends)
    quote = np.minimum(quote, max(len(batch.quote_ends) - 1, 0))
    if len(batch.quote_ends):
        there &= (batch.quote_starts[quote] <= tokens.start) & (tokens.end <= batch.quote_ends[quote])
    return tokens.surface.astype(np.int64) * (2 * QUOTED) + fields + QUOTED * there


class _Terms(NamedTuple):
    """The terms of one kind of occurrence: as they are written, and with what each weighs there."""

    form: str
    written: str
    weighed: list[tuple[str, float]]
    fields: list[tuple[str, float]]  # whose lengths it adds to


class _Layers:
    """The terms of each kind of occurrence of a batch."""

    def __init__(self, forms: list[str], fields: list[str], weights: Mapping[str, float]) -> None:
        self._forms, self._fields, self._weights = forms, fields, weights
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, kind: int) -> _Terms | None:
        """The terms of a kind; None for what is no word."""
        surface, place = divmod(kind, 2 * QUOTED)
        if not (form := self._forms[surface]):
            return None
        field, quoted = self._fields[place % QUOTED], place >= QUOTED
        weight = self._weights[field]
        if quoted:
            weight = max(weight, self._weights.get("quotes", 0.0))
        inside = quoted and "quotes" in self._weights and field != "quotes"
        fields = [(EVERYWHERE, weight)] * (weight > 0) + [(field, 1.0)] + [("quotes", 1.0)] * inside
        texts = stem_of(form), EXACT + form
        weighed = [(name_of(name, text), each) for name, each in fields for text in texts]
        return _Terms(form, LAYER.join(dict.fromkeys(name for name, _ in weighed)), weighed, fields)


def _words(batch: Batch, tokens: Tokens, kinds: Int64s, parts: range, layers: _Layers) -> Words:
    terms: list[str] = []
    weights: defaultdict[str, float] = defaultdict(float)
    lengths: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        some = kinds[tokens.part[part] : tokens.part[part + 1]].tolist()
        found = [each for kind in some if (each := layers.of(kind))]
        if not found:
            continue
        written = " ".join([each.written for each in found])
        if terms and batch.gap[part] == PARAGRAPH_GAP:
            terms[-1] += f" {SKIPPED} {written}"
        else:
            terms.append(written)
        for each in found:
            for term, weight in each.weighed:
                weights[term] += weight
            for field, length in each.fields:
                lengths[field] += length
    return Words(terms, dict(weights), dict(lengths))


def _counted(kinds: Int64s, layers: _Layers) -> Counter[str]:
    """How often there is each form everywhere; also those that there are only elsewhere, with 0."""
    found: Counter[str] = Counter()
    for kind, count in zip(*(each.tolist() for each in np.unique(kinds, return_counts=True)), strict=True):
        if terms := layers.of(kind):
            found[terms.form] += count * (terms.fields[0][0] == EVERYWHERE)
    return found


def _compounds(batch: Batch, tokens: Tokens, forms: list[str]) -> Iterator[tuple[str, str]]:
    """The words that texts write in parts, by the stem of the whole and its key."""
    found = joined(batch.data, tokens)
    for first, size in zip(found.first.tolist(), found.sizes.tolist(), strict=True):
        parts = [forms[surface] for surface in tokens.surface[first : first + size].tolist()]
        if all(parts) and (cut := cut_of(parts)):
            yield stem_of("".join(parts)), cut
