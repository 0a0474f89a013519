"""The words inside quotation marks."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import extract

CASES = {
    "“So it is,” she said.": ["So it is,"],
    'She said "so it is" twice, "twice".': ["so it is", "twice"],
    "''So it is,'' he said.": ["So it is,"],
    "``So it is,'' he said.": ["So it is,"],
    "«So it is», he said.": ["So it is"],
    "He calls it a 'plan'.": ["plan"],  # a headline, being the first paragraph
    "Head\n\nHe calls it a 'plan', and the plan's 'fine'. “No.”": ["No."],
    "Head\n\n'I can't pay,' said Joe O'Neill. 'Not this year.'": ["I can't pay,", "Not this year."],
    "Head\n\nBreck: 'The sea isn't angry'\n\nBody.": ["The sea isn't angry"],
    "Head\n\n“It began at two.\n\n“It ended at five,” she said.": ["It began at two.", "It ended at five,"],
    'Head\n\nThe 6\' 2" man said: "No."': ["No."],
    'An empty "" pair and a "full" one.': ["full"],
    "The ships' crews' boats": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_quotes_are_found(text: str, expected: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in extract(text)] == expected


@given(st.text("ab .\n“”\"'‘’«»`,A:"))
def test_quotes_are_in_order_and_apart_on_any_text(text: str) -> None:
    quotes = extract(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(first.end <= second.start for first, second in pairwise(quotes))


@pytest.mark.parametrize("mark", ['"', "“", "”", "''", "'", "‘", "\n“", "A: '"])
def test_a_hundred_kilobytes_of_marks_take_no_time(mark: str) -> None:
    started = time.perf_counter()
    extract(mark * (100_000 // len(mark)))
    assert time.perf_counter() - started < 5
