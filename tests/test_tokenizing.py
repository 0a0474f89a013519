"""Tokens in bulk are those of ``index.text.analysis.WORD``."""

from collections.abc import Sequence

import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index.arrays.interning import Vocabulary
from index.text.analysis import APOSTROPHES, COMMAS, JOINERS, POINTS, WORD
from index.text.tokenizing import (
    APOSTROPHE,
    BLOCK,
    COMMA,
    IDEOGRAPH,
    LETTER,
    MARK,
    NUMBER,
    OTHER,
    POINT,
    Tokens,
    classes,
    tokenize,
)

#: Letters, marks and numbers of one to four bytes, whatever joins them, and what must not be taken for any of these.
NASTY = st.text(
    st.sampled_from("aZq09dLx.,'’ʼ＇`‘٬．\xad\u200dлひー東 -@[`{/:\0\u0301\u20dd𐨁é߁٣²Ⅷ東𝐀𝟘😀\ud800\udc00"), max_size=40
)
#: Longer than what is looked at together, with runs and joints of all lengths and at all places in it.
PIECES = (
    "d'Estaing L'Orle dell‘Utri qu'elle d'un all'a1b x.d'Arc 市长 バリ島 the don't O'Neill's U.S. U.S.'s U.Sx a.m. "
    "1,000.5 4.2. 9' .9 é.x l'été “x” naïve’s x\u0301 '' .. 😀 -"
).split()
LONG = st.lists(
    st.one_of(
        st.sampled_from([*PIECES, " "]),
        st.builds(lambda char, times: char * times, st.sampled_from("aZ9 .'é"), st.integers(1, 70)),
    ),
    max_size=40,
)
TEXTS = st.one_of(
    st.text(),
    NASTY,
    st.text("ab.1", max_size=12),
    st.text("abc123.,' ", max_size=60),
    st.builds(str.join, st.sampled_from(["", " "]), LONG),
)


def bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def tokens_of(texts: Sequence[str], between: bytes = b"") -> tuple[np.ndarray, Tokens]:
    """The parts ``texts``, with ``between`` after each, and their tokens."""
    encoded = [bytes_of(text) for text in texts]
    lengths = np.array([len(text) for text in encoded], np.int64)
    ends = np.cumsum(lengths + len(between)) - len(between)
    data = np.frombuffer(b"".join(text + between for text in encoded), np.uint8)
    return data, tokenize(data, ends - lengths, ends)


def words(text: str) -> list[str]:
    return [found.group() for found in WORD.finditer(text)]


def spelled(data: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> list[str]:
    return [data[start:end].tobytes().decode() for start, end in zip(starts, ends, strict=True)]


@given(st.lists(TEXTS, max_size=4), st.sampled_from([b"", b"\n\n", "é".encode(), b"a"]))
def test_each_part_has_the_words_of_its_text(texts: list[str], between: bytes) -> None:
    data, found = tokens_of(texts, between)
    every = spelled(data, found.start, found.end)
    assert [every[a:b] for a, b in zip(found.part, found.part[1:], strict=False)] == [words(text) for text in texts]


@given(st.lists(TEXTS, max_size=4))
def test_surfaces_are_distinct_and_numbered_as_they_come(texts: list[str]) -> None:
    data, found = tokens_of(texts)
    surfaces = spelled(data, found.first, found.last)
    every = spelled(data, found.start, found.end)
    assert surfaces == list(dict.fromkeys(every))
    assert [surfaces[number] for number in found.surface] == every


JOINTS = pytest.mark.parametrize(
    "text",
    [
        "U.S. U.S.A a.m. U.Sx U.S.Ax U.S1 x.y.z1 é.à.x\u0301 a\u0301.b\u0301\u0301. U.S.'s Q.E",
        "1,000.5 1,000, 4.2. 4.a a4.2 4\u0301.2 ²,³ 1..2 1.'2",
        "d'Estaing L’Oréal's dell'Utri Sant`Egidio qu'il qu'elle ad'Est d'e\u0301te d'1ab D'Ar U.d'Arc d'un'altra",
        "市长x.y バリ島a東\u0301 12東3.4 ひらがなカタカナ一二〇 二〇二四年",
        "don't 'tis O'Neill’s rock'n'roll a''b 5'6 x＇y Spicerʼs ʼn",
        "electroencephalographically characteristically-12345678 abcdefgh abcdefgh1 abcdefghijklmnop.",
    ],
)


@JOINTS
def test_joints_hold_where_the_expression_has_them_hold(text: str) -> None:
    for stop in range(len(text) + 1):
        data, found = tokens_of([text[:stop]], b" x")
        assert spelled(data, found.start, found.end) == words(text[:stop])


@JOINTS
@pytest.mark.parametrize("before", [" ", "x", "9", "."])
def test_joints_hold_wherever_a_block_begins(text: str, before: str) -> None:
    for times in range(2 * BLOCK):
        shifted = before * times + text
        data, found = tokens_of([shifted, shifted], b"x")
        assert spelled(data, found.start, found.end) == 2 * words(shifted)


def test_more_words_than_the_table_begins_with() -> None:
    expected = [f"{'x' * (number % 20)}{number}é"[: 3 + number % 30] for number in range(20_000)]
    data, found = tokens_of([" ".join(expected), " ".join(reversed(expected))])
    every = spelled(data, found.start, found.end)
    assert every == expected + expected[::-1]
    assert spelled(data, found.first, found.last) == list(dict.fromkeys(expected))
    assert (found.first[found.surface] <= found.start).all()


def test_words_that_differ_in_one_byte_are_told_apart() -> None:
    alike = [f"{'x' * place}y{'x' * (size - place - 1)}" for size in (*range(1, 27), 40) for place in range(size)]
    alike += [word + "é" for word in alike]
    data, found = tokens_of([" ".join(alike), " ".join(reversed(alike))])
    assert found.surface.tolist() == [*range(len(alike)), *reversed(range(len(alike)))]
    vocabulary = Vocabulary()
    for _ in range(2):
        assert vocabulary.intern(data, found.start, found.end)[0].tolist() == found.surface.tolist()
    assert spelled(*vocabulary.strings()) == alike


def test_classes_are_those_of_the_expressions_module() -> None:
    kinds = {kind: regex.compile(rf"\p{{{name}}}") for kind, name in ((LETTER, "L"), (MARK, "M"), (NUMBER, "N"))}
    ideograph = regex.compile(r"\p{Han}|\p{Hiragana}")
    named = {**dict.fromkeys(APOSTROPHES, APOSTROPHE), **dict.fromkeys(POINTS, POINT), **dict.fromkeys(COMMAS, COMMA)}
    named |= dict.fromkeys(JOINERS, MARK)
    table = classes()
    for code in [*range(0x3100), *range(0x4E00, 0x4E10), *range(0xA780, 0xA790), *range(0xFE00, 0x10500), 0x10FFFF]:
        char = chr(code)
        kind = next((kind for kind, expression in kinds.items() if expression.match(char)), OTHER)
        kind = IDEOGRAPH if kind == LETTER and ideograph.match(char) else kind
        assert table[code] == named.get(char, kind)


def test_a_vocabulary_keeps_its_numbers_from_batch_to_batch() -> None:
    vocabulary = Vocabulary()
    numbers = []
    for text in ("the bell the ferry", "a ferry, internationalisation", "internationalisation é the U.S."):
        data, found = tokens_of([text])
        numbers.append(vocabulary.intern(data, found.first, found.last)[0].tolist())
    assert numbers == [[0, 1, 2], [3, 2, 4], [4, 5, 0, 6]]
    assert spelled(*vocabulary.strings()) == ["the", "bell", "ferry", "a", "internationalisation", "é", "U.S"]
    assert spelled(*vocabulary.strings(5)) == ["é", "U.S"]
    assert spelled(*vocabulary.strings(7)) == []


@given(st.lists(TEXTS, max_size=6))
def test_a_vocabulary_numbers_words_as_a_dictionary_would(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    expected: dict[str, int] = {}
    for text in texts:
        data, found = tokens_of([text])
        known = len(expected)
        numbers, new = vocabulary.intern(data, found.start, found.end)
        assert numbers.tolist() == [expected.setdefault(word, len(expected)) for word in words(text)]
        assert spelled(data, found.start[new], found.end[new]) == list(expected)[known:]
    assert spelled(*vocabulary.strings()) == list(expected)


def test_a_vocabulary_grows_with_its_words() -> None:
    vocabulary = Vocabulary()
    expected = [f"word{'s' * (number % 9)}{number}" for number in range(50_000)]
    for at in range(0, len(expected), 7_000):
        data, found = tokens_of([" ".join(expected[: at + 7_000])])
        vocabulary.intern(data, found.first, found.last)
    assert spelled(*vocabulary.strings()) == expected
