"""Records come back from the codes of their words, whatever they are."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.document import Document
from index.store.wordcodes import GAP, LEAST, MOST_RUNS, TWO_BYTES, WORD, Encoder, decoded, learned, runs_of
from index.text.batches import Batch, Gathered
from index.text.tokenizing import Tokens, tokenize

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from([*"a of prices constitutional U.S. é 東 バリ d'Estaing".split(), " ", "  ", ", ", "\0", "\1"])
    ).map("".join),
)
RECORDS = st.lists(st.tuples(st.lists(TEXTS, max_size=3), TEXTS), max_size=4)
Record = tuple[list[str], str]


def of(*records: Record) -> tuple[Batch, Tokens]:
    """Documents of which so much is kept, and something that is not."""
    gathered = Gathered({"body": 0, "byline": 1}, whole=True)
    for texts, about in records:
        fields = *["body"] * len(texts), "byline"
        gathered.add(Document("", fields, (*texts, "Not kept"), 0, 0, kept=len(texts), about=about))
    found = gathered.batch()
    return found, tokenize(found.data, found.starts, found.ends)


def codes_of(dictionary: bytes, text: str) -> list[int]:
    """Those of a text that is all that is kept of a document, without its line break, which ``dictionary`` lacks."""
    found: list[int] = Encoder(dictionary).encode(*of(([], text))).codes.tolist()
    assert found[-3:] == [GAP, 1, ord("\n")]
    return found[:-3]


def dictionary_of(*runs: str) -> bytes:
    return b"".join(run.encode() + bytes([not run[0].isalnum()]) for run in runs)


@given(RECORDS, RECORDS)
@example([([",", ","], "")], [([",\0", "\0,", "a,\0\0b", "\0"], "\0")])
@example([([" "], "a a a")], [([" ", "a b"], "a  b"), ([" a ", "a \0b"], "")])
@example([(["unconstitutional " * 9], "")], [(["unconstitutional " * 50], "")])  # of which few codes make much
@example([(["x" * 600] * 2, "")], [(["x" * 600, "y" * 254], "y" * 255), (["y" * 510 + " z"], "")])
def test_every_record_comes_back(sample: list[Record], records: list[Record]) -> None:
    dictionary = learned(*of(*sample))
    codes, ends = Encoder(dictionary).encode(*of(*records))
    runs = runs_of(dictionary)
    expected = ["".join(f"{line}\n" for line in (*texts, about)).encode() for texts, about in records]
    assert [decoded(some, runs) for some in np.split(codes, ends)] == [*expected, b""]


def test_the_most_frequent_runs_have_a_code() -> None:
    data, starts, ends, word = runs_of(learned(*of((["the bell, the tower"], "the bell, once"))))
    runs = [data[start:end].tobytes() for start, end in zip(starts, ends, strict=True)]
    assert dict(zip(runs, word.tolist(), strict=True)) == {b"the": True, b"bell": True, b", ": False, b"\n": False}
    assert runs[0] == b"the"


def test_a_single_space_between_words_takes_nothing() -> None:
    dictionary = dictionary_of("the", "bell", " ", ", ")
    assert codes_of(dictionary, "the bell") == [0, 1]
    assert codes_of(dictionary, "bell, the") == [1, 3, 0]
    assert codes_of(dictionary, " bell") == [2, 1]
    assert codes_of(dictionary, "the  bell") == [0, GAP, 2, *b"  ", 1]


def test_codes_are_as_long_as_their_first_byte_says() -> None:
    words = [f"w{n}" for n in range(TWO_BYTES + 300)]
    codes = codes_of(dictionary_of(*words), f"{words[TWO_BYTES - 1]} {words[TWO_BYTES + 259]} new")
    assert codes == [TWO_BYTES - 1, TWO_BYTES + 1, 3, WORD, 3, *b"new"]


def test_no_more_runs_are_learned_than_there_are_codes() -> None:
    words = " ".join(f"w{n}" for n in range(MOST_RUNS + 50))
    assert len(runs_of(learned(*of(*[([words], "")] * LEAST))).starts) == MOST_RUNS


@given(st.binary(max_size=60))
def test_whatever_is_not_codes_is_refused_or_read_as_some_bytes(codes: bytes) -> None:
    runs = runs_of(dictionary_of("the", "bell"))
    with suppress(ValueError):
        assert len(decoded(np.frombuffer(codes, np.uint8), runs)) <= 5 * len(codes)


@pytest.mark.parametrize("codes", [b"\x05", b"\x80", b"\x80\x00", b"\xff", b"\xfe\xff", b"\xff\xff", b"\xfe\x05abc"])
def test_a_record_that_is_not_whole_is_refused(codes: bytes) -> None:
    with pytest.raises(ValueError, match="not the codes"):
        decoded(np.frombuffer(codes, np.uint8), runs_of(dictionary_of("the", "bell")))
