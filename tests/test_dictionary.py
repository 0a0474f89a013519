"""Finding terms, against plain definitions over a sorted list."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.arrays.strings import strings_of
from index.errors import DamagedArchive
from index.postings.dictionary import Dictionary, open_dictionary, write_dictionary

#: Few letters, so that terms are alike: of one to four bytes, some sharing their first, a surrogate, and pattern signs.
LETTERS = st.sampled_from("aabbcéèж東\ud800\U0001f5de*?\0")
WORDS = st.text(LETTERS, max_size=7)
VOCABULARIES = st.sets(WORDS, max_size=60).map(sorted)


def encoded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def dictionary_of(words: list[str]) -> Dictionary:
    with tempfile.TemporaryDirectory() as folder:
        write_dictionary(Path(folder), "words", strings_of(words))
        return open_dictionary(Path(folder), "words")


def matches(pattern: str, word: str) -> bool:
    reached = {0}
    for sign in pattern:
        if sign == "*":
            reached = set(range(min(reached), len(word) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(word) and sign in ("?", word[at])}
        if not reached:
            return False
    return len(word) in reached


@given(VOCABULARIES, st.lists(WORDS, max_size=5))
def test_terms_are_found_by_name_and_ordinal(words: list[str], others: list[str]) -> None:
    terms = [encoded(word) for word in words]
    dictionary = dictionary_of(words)
    assert len(dictionary) == len(terms)
    assert list(dictionary) == terms == dictionary.terms(0, len(terms))
    assert [dictionary.term(n) for n in range(len(terms))] == terms
    assert dictionary.spelled(np.arange(len(terms))[::-1]) == words[::-1]
    asked = [*terms, *map(encoded, others)]
    expected = [terms.index(term) if term in terms else -1 for term in asked]
    assert [dictionary.find(term) for term in asked] == expected


@given(VOCABULARIES, WORDS, WORDS)
@example([], "", "")
def test_ranges_and_prefixes(words: list[str], start: str, end: str) -> None:
    terms = [encoded(word) for word in words]
    dictionary = dictionary_of(words)
    low, high = encoded(start), encoded(end)
    assert dictionary.terms(*dictionary.range(low, high)) == [term for term in terms if low <= term < high]
    assert dictionary.terms(*dictionary.range(low, None)) == [term for term in terms if low <= term]
    assert dictionary.terms(*dictionary.prefix(low)) == [term for term in terms if term.startswith(low)]
    assert dictionary.seek(low) == sum(term < low for term in terms)


@settings(max_examples=300)
@given(VOCABULARIES, st.text(st.sampled_from("**??abé東\ud800"), max_size=6))
@example([], "*")
@example(["", "a", "é"], "")
@example(["", "é", "éé", "東"], "*??")
@example(["a\0", "a"], "a*\0")
def test_wildcards(words: list[str], pattern: str) -> None:
    found = dictionary_of(words).wildcard(pattern)
    assert found.dtype == np.int64
    assert found.tolist() == [n for n, word in enumerate(words) if matches(pattern, word)]


@settings(max_examples=300)
@given(VOCABULARIES, WORDS, st.integers(0, 3), st.integers(0, 3))
@example([], "", 2, 1)
@example(["", "a", "ab", "ba", "bca"], "ab", 1, 0)
def test_terms_within_a_distance(words: list[str], wanted: str, edits: int, prefix: int) -> None:
    found = dictionary_of(words).fuzzy(encoded(wanted), edits, prefix)
    near = [word.startswith(wanted[:prefix]) and distance(wanted, word) <= edits for word in words]
    assert found.tolist() == np.flatnonzero(near).tolist()


def test_a_wildcard_has_no_exponential_case() -> None:
    assert dictionary_of(["a" * 2000]).wildcard("*a" * 100 + "*b").tolist() == []


def test_offsets_of_eight_bytes_are_read_alike() -> None:
    narrow = dictionary_of(["", "ab", "abc", "東京"])
    wide = Dictionary(narrow.blob, narrow.offsets.astype(np.uint64))
    assert wide.find("東京".encode()) == 3
    assert [wide.find(term) for term in (b"ab", b"b")] == [1, -1]
    assert wide.wildcard("?b*").tolist() == [1, 2]
    assert wide.fuzzy(b"ba", 1, 0).tolist() == [1]


@pytest.mark.parametrize("offsets", [[], [0, 3], [0, 2, 1, 2], [1, 2]])
def test_arrays_that_do_not_fit_are_refused(tmp_path: Path, offsets: list[int]) -> None:
    write_dictionary(tmp_path, "words", strings_of(["a", "b"]))
    np.save(tmp_path / "words.offsets.npy", np.array(offsets, dtype=np.uint32))
    with pytest.raises(DamagedArchive, match="morgue rebuild"):
        open_dictionary(tmp_path, "words")


def test_files_cut_short_are_refused(tmp_path: Path) -> None:
    write_dictionary(tmp_path, "words", strings_of(["a", "b"]))
    whole = (tmp_path / "words.terms.npy").read_bytes()
    for size in (0, 7, len(whole) - 1):
        (tmp_path / "words.terms.npy").write_bytes(whole[:size])
        with pytest.raises(DamagedArchive, match="cannot be read"):
            open_dictionary(tmp_path, "words")


def distance(first: str, second: str) -> int:
    """Optimal string alignment distance: letters changed, added, dropped, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        before, row, above = row, [i], before
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
