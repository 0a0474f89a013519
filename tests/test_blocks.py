"""Posting lists in blocks: what is put in is what is taken out, wherever it lies and however much it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.arrays import bits
from index.document import Document
from index.fields import DEFAULT_BOOSTS, EVERYWHERE
from index.inverting.segment_writer import SegmentWriter
from index.postings import blocks
from index.postings.lists import positions, postings
from index.postings.segment import open_segment

LARGEST = 2**31 - 1
LARGEST_MARK = 900


@given(
    st.one_of(st.integers(0, 300), st.integers(0, LARGEST)).flatmap(
        lambda last: (
            st.sets(st.integers(max(0, last - 300), last), min_size=1, max_size=blocks.BLOCK)
            | st.sets(st.integers(0, last), min_size=1, max_size=min(last + 1, blocks.BLOCK))
        )
    ),
    st.lists(st.tuples(st.integers(0, LARGEST), st.integers(0, LARGEST)), max_size=300),
    st.integers(0, 70),
    st.integers(0, 2**41 - 100),
    st.data(),
)
def test_a_block_is_read_as_it_was_written(
    numbers: set[int], occurrences: list[tuple[int, int]], unit: int, offset: int, data: st.DataObject
) -> None:
    count, placed = len(numbers), len(occurrences)
    codes = data.draw(st.lists(st.integers(0, LARGEST - 7), min_size=count, max_size=count))
    block = np.zeros((3, blocks.BLOCK), np.int64)
    block[0, :count], block[1, :count], block[2, :count] = sorted(numbers), codes, np.arange(count) * placed // count
    values = np.array(occurrences, np.int64).reshape(-1, 2).T.copy()
    words, heads = np.full(600, bits.ALL_BITS), np.zeros((2, blocks.COLUMNS), np.uint32)
    behind = blocks.put_block(
        words, unit, heads, 1, offset, 7, block, count, values, placed, placed, np.float32(2), np.float32(3)
    )
    at = blocks.layout(heads, 1)
    units = words.view(np.uint16)
    assert (units[:unit] == 0xFFFF).all()
    assert not units[behind : (behind + 3) // 4 * 4].any()
    assert at.gap_bit == (offset + unit) * blocks.UNIT
    assert at.end <= (offset + behind) * blocks.UNIT < at.end + blocks.UNIT
    assert (at.documents, at.occurrences) == (count, placed)
    assert heads[1].view(np.float32)[[blocks.WEIGHT, blocks.LENGTH]].tolist() == [2, 3]

    blocks.move(heads, 1, unit)  # where it is in ``words``
    at = blocks.layout(heads, 1)
    found = np.empty(blocks.BLOCK, np.int32)
    assert found[: blocks.take_documents(words, heads, 1, found)].tolist() == sorted(numbers)
    assert found[: blocks.take_codes(words, heads, 1, found)].tolist() == [7 + code for code in codes]
    for n, before in enumerate(block[2, blocks.STRIDE : count : blocks.STRIDE].tolist() if at.stride_width else []):
        assert bits.take(words, at.stride_bit + n * at.stride_width, at.stride_width) == before
    seen = np.zeros(16, np.uint64)
    if max(numbers) < LARGEST_MARK:
        blocks.mark_documents(words, heads, 1, found, seen)
        assert np.flatnonzero(np.unpackbits(seen.view(np.uint8), bitorder="little")).tolist() == sorted(numbers)
    for n, (position, form) in enumerate(occurrences):
        assert bits.take(words, at.position_bit + n * at.position_width, at.position_width) == position
        assert bits.take(words, at.form_bit + n * at.form_width, at.form_width) == form


def test_articles_of_very_many_occurrences_fill_several_blocks(tmp_path: Path) -> None:
    each = blocks.MANY_OCCURRENCES * 2 // 5
    texts = ["gull " * each + "gulls", "wall", "gull", *["gull " * each] * 4, "gulls gull"]
    writer = SegmentWriter(tmp_path / "segment", DEFAULT_BOOSTS, "body")
    for n, text in enumerate(texts):
        writer.add(Document(str(n), ("body",), (text,), 1, 0))
    writer.finish()
    segment = open_segment(tmp_path / "segment")
    found = segment.list_of(EVERYWHERE, "gull")
    assert found.last - found.first == 2
    assert (found.documents, found.occurrences) == (7, 5 * each + 4)
    numbers, starts, where = positions(segment, EVERYWHERE, "gull")
    assert numbers.tolist() == [0, 2, 3, 4, 5, 6, 7]
    assert np.diff(starts).tolist() == [each + 1, 1, each, each, each, each, 2]
    assert where[: each + 1].tolist() == list(range(each + 1))
    assert postings(segment, EVERYWHERE, "=gulls").documents.tolist() == [0, 7]
    assert positions(segment, EVERYWHERE, "=gulls").positions.tolist() == [each, 0]
