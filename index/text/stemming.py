"""Stemming in bulk: what ``index.text.analysis.stem`` says of one folded word, as kernels over many in ASCII.

Stems are the same, byte for byte; words that are not ASCII are left to that. The stemmer is NLTK's reading of
Snowball's for English, with what it does unlike the paper: M. F. Porter, "The English (Porter2) stemming algorithm",
2002. Steps have their names from there.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from index.arrays.jit import inlined, kernel
from index.arrays.types import Int32s, UInt8s
from index.text.analysis import stem
from index.text.endings import is_contracted, is_decade, is_plural_abbreviation
from index.text.folding import APOSTROPHE, FIRST_DIGIT, LARGE_A, LARGE_Z, LAST_DIGIT, TO_SMALL, Bools, Spellings, mapped
from index.text.suffixes import (
    ANY,
    BEFORE,
    CUT,
    FIRST_RULE,
    IN_0,
    IN_1A,
    IN_1B,
    IN_2,
    IN_3,
    IN_4,
    IN_MENDED,
    IRREGULAR_SIZES,
    IRREGULAR_STEM,
    IRREGULAR_TAIL,
    IRREGULAR_WORD,
    KINDS,
    LEFT,
    LONG,
    LONG_R1,
    LONG_WORD,
    MASK,
    NOT_ASCII,
    PREFIX,
    PREFIX_SIZE,
    PUT,
    PUT_SIZE,
    REGION,
    SHORT,
    SHORTEST_E,
    SHORTEST_I,
    SIZE,
    SIZES,
    SUFFIX,
    UNDOUBLED,
    VOWEL,
)

SMALL_A, SMALL_E, SMALL_I, SMALL_L, SMALL_S, SMALL_Y, SMALL_Z = b"aeilsyz"
CONSONANT_Y = SMALL_Y - TO_SMALL  # how the stemmer writes a "y" that is no vowel, meanwhile
LONGEST_UNSTEMMED, EIGHT = 2, np.uint64(8)  # bytes; bits


def stemmed(forms: Spellings) -> Spellings:
    """What ``index.text.analysis.stem`` makes of each folded form; may be empty."""
    return mapped(_stem, stem, forms)


@lru_cache(maxsize=1 << 16)
def stem_of(form: str) -> str:
    """What ``index.text.analysis.stem`` says of one folded form; for one in ASCII NLTK need not be loaded."""
    data = np.frombuffer(form.encode("utf-8", "surrogatepass"), np.uint8)
    made, first, last = stemmed(Spellings(data, np.zeros(1, np.int32), np.array([len(data)], np.int32)))
    return made[first[0] : last[0]].tobytes().decode("utf-8", "surrogatepass")


# Kernels. A word is word[:n], its regions R1 and R2 are its last r1 and r2 bytes. ------------------------------------


@kernel
def _stem(data: UInt8s, first: Int32s, last: Int32s, made: UInt8s, ends: Int32s, ascii_only: Bools) -> None:
    """Put the stems of those words that are ``ascii_only``, bool[k], into ``made`` up to ends[k + 1]."""
    longest = (last - first).max() if len(first) else 0
    word = np.empty(longest + 1, np.uint8)
    to = 0
    for k in range(len(first)):
        contracted = is_contracted(data, first[k], last[k])
        ascii_only[k], letters, n = True, True, 0
        for at in range(first[k], last[k]):
            letter = data[at] + TO_SMALL if LARGE_A <= data[at] <= LARGE_Z else data[at]
            if letter != APOSTROPHE or contracted:
                word[n] = letter
                n += 1
                ascii_only[k] &= letter < NOT_ASCII
                letters &= SMALL_A <= letter <= SMALL_Z
        if ascii_only[k]:
            if n > 1 and word[n - 1] == SMALL_S and FIRST_DIGIT <= word[n - 2] <= LAST_DIGIT:
                n -= not is_decade(word, n)
            elif (letters or contracted) and n > LONGEST_UNSTEMMED:
                n = _stem_word(word, n)
            made[to : to + n] = word[:n]
            to += n
        ends[k + 1] = to


@kernel
def _stem_word(word: UInt8s, n: int) -> int:
    """The size of the stem, which takes the place of the word."""
    size = _irregular(word, n)
    if size > 0:
        return size
    if is_plural_abbreviation(word, n):
        return n - 1
    if word[0] == APOSTROPHE:
        n -= 1
        for at in range(n):
            word[at] = word[at + 1]
    _mark_consonants(word, n)
    start = _prefix(word, n)
    r1 = n - start if start > 0 else _region(word, 0, n)
    r2 = _region(word, n - r1, n)
    n, r1, r2 = _applied(word, n, r1, r2, _rule(word, n, IN_0))
    n, r1, r2 = _step_1a(word, n, r1, r2)
    n, r1, r2 = _step_1b(word, n, r1, r2)
    if n >= SHORTEST_I and (word[n - 1] == SMALL_Y or word[n - 1] == CONSONANT_Y) and not _is(word[n - 2], VOWEL):
        word[n - 1] = SMALL_I
    n, r1, r2 = _applied(word, n, r1, r2, _rule(word, n, IN_2))
    n, r1, r2 = _applied(word, n, r1, r2, _rule(word, n, IN_3))
    n, r1, r2 = _applied(word, n, r1, r2, _rule(word, n, IN_4))
    n = _step_5(word, n, r1, r2)
    for at in range(n):
        if word[at] == CONSONANT_Y:
            word[at] = SMALL_Y
    return n


@inlined
def _irregular(word: UInt8s, n: int) -> int:
    """The size of the stem that takes the place of an irregular word, 0 if the word is none."""
    tail = _tail(word, n)
    for k in range(len(IRREGULAR_TAIL)):
        if IRREGULAR_TAIL[k] == tail and IRREGULAR_SIZES[k, 0] == n:
            same = True
            for at in range(n):
                same &= word[at] == IRREGULAR_WORD[k, at]
            if same:
                size = int(IRREGULAR_SIZES[k, 1])
                for at in range(size):
                    word[at] = IRREGULAR_STEM[k, at]
                return size
    return 0


@inlined
def _mark_consonants(word: UInt8s, n: int) -> None:
    """Write each "y" that is a consonant "Y"."""
    if word[0] == SMALL_Y:
        word[0] = CONSONANT_Y
    for at in range(1, n):
        if word[at] == SMALL_Y and _is(word[at - 1], VOWEL):
            word[at] = CONSONANT_Y


@inlined
def _prefix(word: UInt8s, n: int) -> int:
    """The size of the prefix that R1 begins after, 0 if there is none."""
    for k in range(len(PREFIX)):
        size = int(PREFIX_SIZE[k])
        if n >= size:
            head = np.uint64(0)
            for at in range(size):
                head |= np.uint64(word[at]) << np.uint64(8 * at)
            if head == PREFIX[k]:
                return size
    return 0


@inlined
def _region(word: UInt8s, start: int, n: int) -> int:
    """How many letters follow the first consonant after a vowel in word[start:n]."""
    for at in range(start + 1, n):
        if _is(word[at - 1], VOWEL) and not _is(word[at], VOWEL):
            return n - at - 1
    return 0


@inlined
def _step_1a(word: UInt8s, n: int, r1: int, r2: int) -> tuple[int, int, int]:
    rule = _rule(word, n, IN_1A)
    if rule >= 0:
        size, cut = SIZES[rule, SIZE], int(SIZES[rule, CUT])
        if size == 1 and not _has_vowel(word, n - 2):
            cut = 0
        elif word[n - size] == SMALL_I and n <= SHORT:
            cut = 1
        n, r1, r2 = n - cut, max(r1 - cut, 0), max(r2 - cut, 0)
    return n, r1, r2


@inlined
def _step_1b(word: UInt8s, n: int, r1: int, r2: int) -> tuple[int, int, int]:
    rule = _rule(word, n, IN_1B)
    if rule >= 0:
        cuts = SIZES[rule, REGION] == 0
        if not cuts or _has_vowel(word, n - SIZES[rule, SIZE]):
            n, r1, r2 = _applied(word, n, r1, r2, rule)
            if cuts:
                n, r1, r2 = _mended(word, n, r1, r2)
    return n, r1, r2


@inlined
def _mended(word: UInt8s, n: int, r1: int, r2: int) -> tuple[int, int, int]:
    """The end of step 1b: after a suffix is gone, an "e" is put there, or a doubled consonant undoubled."""
    if _rule(word, n, IN_MENDED) >= 0:
        word[n] = SMALL_E
        n, r1 = n + 1, r1 + 1
        r2 += n > LONG_WORD or r1 >= LONG_R1
    elif n > 1 and word[n - 1] == word[n - 2] and _is(word[n - 1], UNDOUBLED):
        n, r1, r2 = n - 1, max(r1 - 1, 0), max(r2 - 1, 0)
    elif r1 == 0 and _is_short(word, n):
        word[n] = SMALL_E
        n += 1
    return n, r1, r2


@inlined
def _is_short(word: UInt8s, n: int) -> bool:
    """Whether the word ends in a short syllable."""
    if n <= 1 or _is(word[n - 1], VOWEL) or not _is(word[n - 2], VOWEL):
        return False
    return n == 2 or not (_is(word[n - 1], LONG) or _is(word[n - 3], VOWEL))


@inlined
def _step_5(word: UInt8s, n: int, r1: int, r2: int) -> int:
    if n > 1:
        last, before = word[n - 1], word[n - 2]
        if last == SMALL_L and before == SMALL_L and r2 > 0:
            return n - 1
        if last == SMALL_E and r2 > 0:
            return n - 1
        if last == SMALL_E and r1 > 0 and n >= SHORTEST_E:
            syllable = not _is(before, VOWEL) and _is(word[n - 3], VOWEL) and not _is(word[n - 4], VOWEL)
            return n if syllable and not _is(before, LONG) else n - 1
    return n


@inlined
def _applied(word: UInt8s, n: int, r1: int, r2: int, rule: int) -> tuple[int, int, int]:
    """The sizes after ``rule``, whose suffix the word has, is applied, if its conditions hold; -1 is no rule."""
    if rule >= 0:
        size, cut, put = int(SIZES[rule, SIZE]), int(SIZES[rule, CUT]), int(SIZES[rule, PUT_SIZE])
        region = SIZES[rule, REGION]
        inside = region == 0 or (r1 >= size if region == 1 else r2 >= size)
        if inside and (BEFORE[rule] == ANY or _is(word[n - size - 1], BEFORE[rule])):
            for at in range(put):
                word[n - cut + at] = PUT[rule] >> 8 * at & 0xFF
            n += put - cut
            r1 = r1 + put - cut if r1 >= cut else 0
            r2 = r2 + put - cut if r2 >= cut else int(SIZES[rule, LEFT])
    return n, r1, r2


@inlined
def _rule(word: UInt8s, n: int, step: int) -> int:
    """The first rule of a step whose suffix the word has, -1 if there is none."""
    tail = _tail(word, n)
    for rule in range(FIRST_RULE[step], FIRST_RULE[step + 1]):
        if tail & MASK[rule] == SUFFIX[rule]:
            return rule
    return -1


@inlined
def _tail(word: UInt8s, n: int) -> np.uint64:
    """The last eight bytes, the last one lowest."""
    tail = np.uint64(0)
    for at in range(max(n - 8, 0), n):
        tail = tail << EIGHT | np.uint64(word[at])
    return tail


@inlined
def _has_vowel(word: UInt8s, n: int) -> bool:
    at = 0
    while at < n and not _is(word[at], VOWEL):
        at += 1
    return at < n


@inlined
def _is(letter: int, kind: int) -> bool:
    return bool(KINDS[letter] & kind)
