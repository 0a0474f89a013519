"""Strings as arrays, against Python's."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from index.arrays.strings import Strings, order_of, picked, strings_of

TEXTS = st.lists(st.text(st.sampled_from("ab\0é東\ud800\U0001f5de"), max_size=20))


def read_out(found: Strings) -> list[str]:
    data, starts, ends = found
    return [data[start:end].tobytes().decode("utf-8", "surrogatepass") for start, end in zip(starts, ends, strict=True)]


@given(TEXTS)
@example(["a" * 30 + end for end in "ba"])
@example(["a\0", "a", ""])
def test_strings_are_put_in_order_and_picked(texts: list[str]) -> None:
    strings = strings_of(texts)
    assert read_out(strings) == texts
    order = order_of(strings)
    assert order.tolist() == sorted(range(len(texts)), key=texts.__getitem__)
    assert read_out(picked(strings, order)) == sorted(texts)
