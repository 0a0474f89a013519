"""What a token is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.analysis import fold, stem, tokens


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Ferries' captain", ["the", "ferries", "captain"]),
        ("Spicer’s remark", ["spicer", "remark"]),
        ("don’t O'Neill", ["don't", "o'neill"]),
        ("mid-term el-salvador", ["mid", "term", "el", "salvador"]),
        ("The U.S. said at 5 p.m. today.", ["the", "us", "said", "at", "5", "pm", "today"]),
        ("4.2 to 1,000 (7-1/2)", ["4.2", "to", "1,000", "7", "1", "2"]),
        ("Café Łódź Straße ﬁsh", ["cafe", "lodz", "strasse", "fish"]),
        ("Cafe\u0301", ["cafe"]),
        ("snake_case a@b.example", ["snake", "case", "a", "b", "example"]),
        ("“quoted”—dashed…", ["quoted", "dashed"]),
        ("Москва 東京", ["москва", "東京"]),
        ("", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, forms: list[str]) -> None:
    assert [token.form for token in tokens(text)] == forms


def test_forms_of_a_word_share_a_stem() -> None:
    assert {stem(word) for word in ("resign", "resigned", "resigning", "resigns")} == {"resign"}
    assert stem("1987") == "1987"


@given(st.text())
def test_offsets_delimit_the_words_in_order(text: str) -> None:
    found = tokens(text)
    assert all(fold(text[token.start : token.end]) == token.form for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
