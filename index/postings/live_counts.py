"""What the lists of a segment hold once documents of it are deleted."""

from __future__ import annotations

import numpy as np

from index.arrays.jit import kernel
from index.arrays.types import Int32s, Int64s, Mask, UInt32s, UInt64s
from index.postings.blocks import BLOCK, FIRST, LAST, OCCURRENCES, take_codes, take_documents
from index.postings.lists import decode
from index.postings.segment import Segment


def live_counts(segment: Segment, deleted: Mask) -> UInt32s:
    """uint32[lists, 2]: the documents and the occurrences of each list without the documents ``deleted``, a mask."""
    segment.admit_all(0, len(segment.terms))
    before = np.zeros(len(deleted) + 1, np.int64)
    np.cumsum(deleted, out=before[1:])
    counts = segment.counts.astype(np.int64)
    _discount(segment.words, segment.heads, segment.lists, segment.shapes, deleted, before, counts)
    return counts.astype(np.uint32)


def deleted_by(segment: Segment, counts: UInt32s) -> Mask | None:
    """The mask for which ``live_counts`` gave these ``counts``, where they tell; else None.

    Who stands in a list of which nothing is deleted is not deleted; whether all others are shows when it is counted.
    """
    segment.admit_all(0, len(segment.terms))
    deleted, every = np.ones(segment.documents, np.bool_), np.ones(len(segment.shapes), np.float32)
    for number in np.flatnonzero(segment.counts[:, 0] == counts[:, 0]).tolist():
        first, last = segment.lists[number : number + 2].tolist()
        documents, _ = decode(segment.words, segment.heads, first, last, int(segment.counts[number, 0]), every)
        deleted[documents] = False
    return deleted if np.array_equal(live_counts(segment, deleted), counts) else None


@kernel
def _discount(
    words: UInt64s, heads: UInt32s, lists: UInt32s, shapes: Int32s, deleted: Mask, before: Int64s, counts: Int64s
) -> None:
    """Take what is deleted from ``counts`` int64[lists, 2]; ``before`` int64[documents + 1]: how many of the documents
    before each are deleted. Blocks between whose first and last document none is, are not read.
    """
    some, codes = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for n in range(len(counts)):
        for block in range(np.int64(lists[n]), np.int64(lists[n + 1])):
            if before[np.int64(heads[block, FIRST])] == before[np.int64(heads[block, LAST]) + 1]:
                continue
            count = take_documents(words, heads, block, some)
            take_codes(words, heads, block, codes)
            for m in range(count):
                if deleted[some[m]]:
                    counts[n, 0] -= 1
                    counts[n, 1] -= shapes[codes[m], OCCURRENCES]
