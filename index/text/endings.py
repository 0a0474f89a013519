"""What ``index.text.analysis.stem`` says of endings that the stemmer does not know, as kernels over bytes of ASCII."""

from __future__ import annotations

from index.arrays.jit import inlined
from index.arrays.types import Truth, UInt8s
from index.text.analysis import CONTRACTED, ONSETS
from index.text.suffixes import KINDS, VOWEL

APOSTROPHE, FIRST_DIGIT, LAST_DIGIT = b"'09"
SMALL_S, SMALL_Y = b"sy"
LONG, SHORT = (tuple(int.from_bytes(end.encode(), "big") for end in CONTRACTED if len(end) == size) for size in (3, 2))
KNOWN_ONSETS = tuple(int.from_bytes(onset.encode(), "big") for onset in sorted(ONSETS))
LONGEST_ONSET = max(map(len, ONSETS))
MOST_THOUSANDS, LEAST_TENS = 2, 2  # of decades: 2990s, 20s


@inlined
def is_contracted(data: UInt8s, first: int, last: int) -> Truth:
    """Whether the word data[first:last] ends in one of ``CONTRACTED``."""
    end, found = 0, False
    for at in range(max(first, last - 3), last):
        end = end << 8 | int(data[at])
    for ending in LONG:
        found |= end == ending
    for ending in SHORT:
        found |= end & 0xFFFF == ending
    return found


@inlined
def is_decade(word: UInt8s, n: int) -> Truth:
    """Whether word[:n], a number and an "s", is a decade."""
    tens, thousands = int(word[max(n - 3, 0)]) - FIRST_DIGIT, int(word[0]) - FIRST_DIGIT
    digits = FIRST_DIGIT <= word[1] <= LAST_DIGIT and 0 <= tens <= LAST_DIGIT - FIRST_DIGIT
    if not digits or word[n - 2] != FIRST_DIGIT:
        return False
    if n == len("90s"):
        return tens >= LEAST_TENS
    return bool(n == len("1990s") and 1 <= thousands <= MOST_THOUSANDS)


@inlined
def is_plural_abbreviation(word: UInt8s, n: int) -> Truth:
    """Whether word[:n], of three letters or apostrophes or more, is consonants with an "s" behind, no double one; or
    with a vowel before it and the consonants begin no English syllable."""
    end = n - 1
    vowel = KINDS[word[end - 1]] & VOWEL and word[end - 1] != SMALL_Y
    if vowel:
        end -= 1
    consonants = word[n - 1] == SMALL_S and (bool(vowel) or word[n - 2] != SMALL_S)
    onset = 0
    for letter in word[:end]:
        consonants &= letter != APOSTROPHE and not KINDS[letter] & VOWEL
        onset = onset << 8 | int(letter)
    known = end < 2
    for each in KNOWN_ONSETS:
        known |= onset == each and end <= LONGEST_ONSET
    return bool(consonants and not (vowel and known))
