"""Records come back from the codes of their words, whatever they are."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.wordcodes import CHUNK, LEAST, LITERAL, MOST_WORDS, TWO_BYTES, Encoder, decoded, learned, words_of

WORDY = st.lists(
    st.sampled_from([b"a", b"of", b"prices", b"constitutional", b" ", b"  ", b", ", b"\n", b"\0", b"\xc3"])
)
RECORDS = st.lists(st.one_of(st.binary(max_size=200), WORDY.map(b"".join)), max_size=6)


def dictionary_of(*words: bytes) -> bytes:
    return b"".join(word + b"\0" for word in words)


@settings(deadline=None)  # the first call compiles
@given(RECORDS, RECORDS)
@example([b",", b","], [b",\0", b"\0,", b"a,\0\0b", b"\0"])
@example([b" ", b"a a a"], [b" ", b"a b", b"a  b", b" a ", b"a \0b", b""])
@example([b"x" * 600] * 2, [b"x" * 600, b"y" * 254, b"y" * 255, b"y" * 510 + b" z"])
def test_every_record_comes_back(sample: list[bytes], records: list[bytes]) -> None:
    dictionary = learned(sample)
    codes, ends = Encoder(dictionary).encode(records)
    words = words_of(dictionary)
    assert [decoded(some, words) for some in np.split(codes, ends)] == [*records, b""]


def test_the_most_frequent_runs_have_a_code() -> None:
    data, starts, ends = words_of(learned([b"the bell, the tower", b"the bell, once"]))
    assert [data[start:end].tobytes() for start, end in zip(starts, ends, strict=True)] == [b"the", b"bell", b", "]


def test_a_single_space_between_words_takes_nothing() -> None:
    encoder = Encoder(dictionary_of(b"the", b"bell", b" "))
    assert encoder.encode([b"the bell"]).codes.tolist() == [0, 1]
    assert encoder.encode([b"bell "]).codes.tolist() == [1, 2]


def test_a_single_space_takes_nothing_wherever_it_stands() -> None:
    for size in range(CHUNK - 3, CHUNK + 3):
        word = b"x" * size
        assert Encoder(dictionary_of(word, b"bell")).encode([word + b" bell"]).codes.tolist() == [0, 1]


def test_codes_are_as_long_as_their_first_byte_says() -> None:
    words = [f"w{n}".encode() for n in range(TWO_BYTES + 300)]
    codes, _ = Encoder(dictionary_of(*words)).encode([words[TWO_BYTES - 1] + b" " + words[TWO_BYTES + 259] + b" new"])
    assert codes.tolist() == [TWO_BYTES - 1, TWO_BYTES + 1, 3, LITERAL, 3, *b"new"]


def test_no_more_runs_are_learned_than_there_are_codes() -> None:
    records = [b" ".join(f"w{n}".encode() for n in range(MOST_WORDS + 50))] * LEAST
    assert len(words_of(learned(records)).starts) == MOST_WORDS


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_whatever_is_not_codes_is_refused_or_read_as_some_bytes(codes: bytes) -> None:
    words = words_of(dictionary_of(b"the", b"bell"))
    with suppress(ValueError):
        assert len(decoded(np.frombuffer(codes, np.uint8), words)) <= 5 * len(codes)


@pytest.mark.parametrize("codes", [b"\x05", b"\x80", b"\x80\x00", b"\xff", b"\xff\xff", b"\xff\x05abc"])
def test_a_record_that_is_not_whole_is_refused(codes: bytes) -> None:
    with pytest.raises(ValueError, match="not the codes"):
        decoded(np.frombuffer(codes, np.uint8), words_of(dictionary_of(b"the", b"bell")))
