"""Where the words of a query stand in documents: close together, at the beginning, one after the other; and whether
they stand there as they were typed."""

from __future__ import annotations

import numpy as np

from index.arrays.bits import take
from index.arrays.jit import inlined, kernel
from index.arrays.types import Float32s, Float64s, Int32s, Int64s, Integer, Mask, Number, UInt32s, UInt64s
from index.postings.blocks import BLOCK, SHAPES, code_at, first_block, layout
from search.kernels.finding import FIRST_BLOCK, LAST_BLOCK, factor_in
from search.kernels.picking import best
from search.kernels.sequences import preceding
from search.kernels.walking import ROOM, STATES, STEP, look_up
from search.ranking import EARLY, EARLY_WEIGHT, FORM_WEIGHT, K1, PAIR_WEIGHT, WINDOW, WINDOW_K, WINDOW_WEIGHT

MOST_OCCURRENCES = 64  # of a word that are looked at in one document, from its beginning
BONUSES = 4
IN_WINDOW, AT_BEGINNING, IN_PAIRS, AS_TYPED = range(BONUSES)
FAR = 1 << 40  # positions: farther than a document is long
NOWHERE = -1


@kernel
def bonuses(
    words: UInt64s, heads: UInt32s, occurrences: Int32s, lists: Int64s, forms: Int64s, begins: Int32s,
    documents: Int32s,
) -> Float32s:  # fmt: skip
    """float32[documents, 4]: what at most 128 documents gain by ``search.ranking``'s best window, beginning, pairs and
    forms.

    ``lists`` are the words in the order of the query, ``forms`` which of its forms each was typed in, or -1; ``begins``
    int32 of each document: the position at which its main field begins. The ``documents`` may stand in any order.
    """
    terms, count = len(lists), len(documents)
    order = np.argsort(documents)
    some, chosen, hits = documents[order], np.empty(ROOM, np.int32), np.empty(ROOM, np.int32)
    state, where = np.full((terms, STATES), -1), np.empty((terms, BLOCK), np.int64)
    unpacked, places = np.empty((terms, BLOCK + STEP), np.int32), np.full((terms, count), NOWHERE)
    rarity = np.empty(terms, np.float64)
    for t in range(terms):
        rarity[t] = factor_in(lists, t) / (K1 + 1)
        last = lists[t, LAST_BLOCK]
        block = first_block(heads, lists[t, FIRST_BLOCK], last, np.int64(some[0]))
        if block < last:
            found = look_up(
                words, heads, occurrences, block, last, t, -1, some, count, state, unpacked, hits, where, chosen
            )
            for k in range(found):
                places[t, chosen[k]] = where[t, k]
    gained = np.zeros((count, BONUSES), np.float32)
    positions, sizes = np.empty((terms, MOST_OCCURRENCES), np.int64), np.zeros(terms, np.int64)
    room = np.empty(terms, np.int64)
    place, term = np.empty(terms * MOST_OCCURRENCES, np.int64), np.empty(terms * MOST_OCCURRENCES, np.int64)
    for m in range(count):
        n, typed = order[m], 0.0
        for t in range(terms):
            sizes[t], has_form = _take_positions(words, heads, occurrences, places[t, m], forms[t], positions[t])
            typed += rarity[t] if has_form else 0.0
        size = _merge(positions, sizes, place, term, room)
        _gain(place, term, size, rarity, np.int64(begins[some[m]]), room, gained[n])
        gained[n, AS_TYPED] = FORM_WEIGHT * typed
    return gained


@kernel
def bonuses_of(positions: Int64s, sizes: Int64s, typed: Mask, begins: Int64s, rarity: Float64s) -> Float32s:
    """As ``bonuses``, of documents whose words' ``positions`` int64[documents, terms, MOST_OCCURRENCES] are known,
    ``sizes`` int64[documents, terms] of each; ``typed`` bool[documents, terms]: whether a word stands there as it was
    typed; ``begins`` int64[documents], ``rarity`` float64[terms] the words' idf."""
    documents, terms = sizes.shape
    gained = np.zeros((documents, BONUSES), np.float32)
    place, term = np.empty(terms * MOST_OCCURRENCES, np.int64), np.empty(terms * MOST_OCCURRENCES, np.int64)
    room = np.empty(terms, np.int64)
    for n in range(documents):
        size = _merge(positions[n], sizes[n], place, term, room)
        _gain(place, term, size, rarity, begins[n], room, gained[n])
        gained[n, AS_TYPED] = FORM_WEIGHT * np.sum(rarity[typed[n]])
    return gained


@inlined
def _gain(
    place: Int64s, term: Int64s, size: Integer, rarity: Float64s, begin: Integer, room: Int64s, gained: Float32s
) -> None:
    """Put into ``gained`` what occurrences of terms at ascending places give. ``room`` int64[terms]."""
    gained[IN_WINDOW] = WINDOW_WEIGHT * best_window(place, term, size, rarity, room)
    gained[AT_BEGINNING] = EARLY_WEIGHT * _early(place, term, size, rarity, begin, room)
    gained[IN_PAIRS] = PAIR_WEIGHT * _in_pairs(place, term, size, len(rarity))


@kernel
def best_raised(
    documents: Int32s, scores: Float32s, gained: Float32s, rank: Int32s, most: Integer
) -> tuple[Int32s, Float32s]:
    """The ``most`` best of matches with what they ``gained``, in the order of ``search.kernels.picking.best``."""
    raised = scores.copy()
    for n in range(len(documents)):
        for bonus in range(BONUSES):
            raised[n] += gained[n, bonus]
    return best(documents, raised, rank, most)


@inlined
def _take_positions(
    words: UInt64s, heads: UInt32s, occurrences: Int32s, where: Integer, form: Integer, positions: Int64s
) -> tuple[Integer, bool]:
    """Put the first positions of a term into ``positions``, ``where`` a list has a document; how many, and whether it
    stands at one of them in this form."""
    count: Integer = 0
    has_form = False
    if where != NOWHERE:
        block, n = where // BLOCK, where % BLOCK
        at, base = layout(heads, block), np.int64(heads[block, SHAPES])
        count = np.int64(min(occurrences[code_at(words, heads, block, n)], MOST_OCCURRENCES))
        before = preceding(words, occurrences, at, base, n)
        bit, form_bit = at.position_bit + before * at.position_width, at.form_bit + before * at.form_width
        position = np.int64(0)
        for k in range(count):
            position += take(words, bit + k * at.position_width, at.position_width)
            positions[k] = position
            if not has_form:  # most documents have it at once
                has_form = take(words, form_bit + k * at.form_width, at.form_width) == form
    return count, has_form


@inlined
def _merge(positions: Int64s, sizes: Int64s, place: Int64s, term: Int64s, read: Int64s) -> Integer:
    """Put the positions of all terms into ``place``, ascending, and whose they are into ``term``; how many."""
    n: Integer = 0
    least: Integer = 0
    for t in range(len(sizes)):
        read[t] = 0
    while least >= 0:
        least = -1
        for t in range(len(sizes)):
            if read[t] < sizes[t] and (least < 0 or positions[t, read[t]] < positions[least, read[least]]):
                least = t
        if least >= 0:
            place[n], term[n] = positions[least, read[least]], least
            read[least] += 1
            n += 1
    return n


@inlined
def best_window(place: Int64s, term: Int64s, size: Integer, rarity: Float64s, within: Int64s) -> Number:
    """What the best ``WINDOW`` positions are worth, of ``size`` occurrences of terms at ascending places: the sum of
    idf · f / (f + ``WINDOW_K``) over the terms in them, which occur f times there. ``within`` int64[terms]: room."""
    best, worth, low = 0.0, 0.0, 0
    for t in range(len(rarity)):
        within[t] = 0
    for high in range(size):
        while place[high] - place[low] >= WINDOW:
            t = term[low]
            worth += rarity[t] * (_saturated(within[t] - 1) - _saturated(within[t]))
            within[t] -= 1
            low += 1
        t = term[high]
        worth += rarity[t] * (_saturated(within[t] + 1) - _saturated(within[t]))
        within[t] += 1
        best = max(best, worth)
    return best


@inlined
def _saturated(times: Integer) -> Number:
    return times / (times + WINDOW_K)


@inlined
def _early(place: Int64s, term: Int64s, size: Integer, rarity: Float64s, begin: Integer, found: Int64s) -> Number:
    """The sum of idf · ``EARLY`` / (``EARLY`` + p) over the terms that stand in the main field or behind it, first at
    its position p. ``found`` int64[terms]: room."""
    total = 0.0
    for t in range(len(rarity)):
        found[t] = 0
    for k in range(size):
        t = term[k]
        if place[k] >= begin and not found[t]:
            total += rarity[t] * EARLY / (EARLY + place[k] - begin)
            found[t] = 1
    return total


@inlined
def _in_pairs(place: Int64s, term: Int64s, size: Integer, terms: Integer) -> Number:
    """The sum of 1 / distance over terms that are neighbours in the query, where they stand nearest."""
    total = 0.0
    for t in range(terms - 1):
        one, other, nearest = -FAR, -FAR, FAR
        for k in range(size):
            if term[k] == t:
                one = place[k]
                nearest = min(nearest, one - other)
            elif term[k] == t + 1:
                other = place[k]
                nearest = min(nearest, other - one)
        total += 1 / nearest
    return total
