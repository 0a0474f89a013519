"""Looking up the words of a query: their lists, and what they score at most."""

from __future__ import annotations

import numpy as np

from index.arrays.jit import inlined, kernel
from index.arrays.types import Int32s, Int64s, Integer, Number, UInt8s, UInt32s
from index.postings.segment import find_named
from index.postings.term_search import Offsets
from search.ranking import factor_of

SEPARATOR = b"\xff"  # behind each name: a byte that UTF-8 does not have
LIST_COLUMNS = 4
FIRST_BLOCK, LAST_BLOCK, DOCUMENTS, FACTOR = range(LIST_COLUMNS)
ALL_TRUSTED = -1


@kernel
def find_lists(
    blob: UInt8s, offsets: Offsets, terms: Int32s, lists: UInt32s, counts: UInt32s, trusted: UInt8s, first: Integer,
    last: Integer, names: bytes, containing: Int64s, documents: Integer, boost: float,
) -> tuple[Int64s, Integer]:  # fmt: skip
    """``lists`` of ``search.kernels``, of terms that are looked up by their ``names``, a ``SEPARATOR`` behind each, as
    ``index.postings.segment.find_named`` does. ``containing`` says how many of all ``documents`` have them; as many as
    their lists have, if it is empty. And the number of a list that is to be admitted first, or ``ALL_TRUSTED``."""
    untrusted: Integer = ALL_TRUSTED
    count = 0
    for byte in names:
        count += byte == SEPARATOR[0]
    found, begin = np.empty((count, LIST_COLUMNS), np.int64), 0
    for n in range(count):
        end = begin
        while names[end] != SEPARATOR[0]:
            end += 1
        first_block, last_block, here, _, number = find_named(
            blob, offsets, terms, lists, counts, trusted, first, last, names[begin:end]
        )
        if number < -1:
            untrusted = -2 - number
        factor = factor_of(documents, containing[n] if len(containing) else here, boost)
        found[n, FIRST_BLOCK], found[n, LAST_BLOCK], found[n, DOCUMENTS] = first_block, last_block, here
        found[n, FACTOR] = np.int64(np.float32(factor).view(np.int32))
        begin = end + 1
    return found, untrusted


@inlined
def factor_in(lists: Int64s, n: Integer) -> Number:
    """What the ``n``-th of ``lists`` scores at most."""
    return np.int32(lists[n, FACTOR]).view(np.float32)
