"""The rules by which NLTK's Snowball stemmer for English takes suffixes off, as tables for kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.text.analysis import PLURALS


class Rule(NamedTuple):
    """A suffix ``kept + cut`` loses ``cut`` and gets ``put``, if it lies in R1 or R2 and one of the letters in
    ``before`` comes before it. Where R2 is too short to hold ``cut``, it is the last ``left`` letters afterwards."""

    kept: str
    cut: str
    put: str = ""
    region: int = 0
    before: str = ""
    left: int = 0


# Of the rules of a step, the first whose suffix fits is taken, whether its conditions hold or not.
STEP_0 = [Rule("", "'s'"), Rule("", "'s"), Rule("", "'")]
STEP_1A = [Rule("ss", "es"), Rule("i", "ed"), Rule("i", "es"), Rule("us", ""), Rule("ss", ""), Rule("", "s")]
STEP_1B = [
    Rule("", "eedly", "ee", 1),
    Rule("", "ingly"),
    Rule("", "edly"),
    Rule("", "eed", "ee", 1),
    Rule("", "ing"),
    Rule("", "ed"),
]
MENDED = [Rule("at", ""), Rule("bl", ""), Rule("iz", "")]  # what step 1b leaves and gives an "e"
STEP_2 = [
    Rule("", "ization", "ize", 1),
    Rule("", "ational", "ate", 1, left=1),
    Rule("ful", "ness", "", 1),
    Rule("", "ousness", "ous", 1),
    Rule("", "iveness", "ive", 1, left=1),
    Rule("tion", "al", "", 1),
    Rule("", "biliti", "ble", 1),
    Rule("less", "li", "", 1),
    Rule("ent", "li", "", 1),
    Rule("", "ation", "ate", 1, left=1),
    Rule("", "alism", "al", 1),
    Rule("", "aliti", "al", 1),
    Rule("", "ousli", "ous", 1),
    Rule("", "iviti", "ive", 1, left=1),
    Rule("ful", "li", "", 1),
    Rule("enc", "i", "e", 1),
    Rule("anc", "i", "e", 1),
    Rule("abl", "i", "e", 1),
    Rule("", "izer", "ize", 1),
    Rule("", "ator", "ate", 1, left=1),
    Rule("", "alli", "al", 1),
    Rule("", "bli", "ble", 1),
    Rule("og", "i", "", 1, before="l"),
    Rule("", "li", "", 1, before="cdeghkmnrt"),
]
STEP_3 = [
    Rule("", "ational", "ate", 1),
    Rule("tion", "al", "", 1),
    Rule("al", "ize", "", 1),
    Rule("", "icate", "ic", 1),
    Rule("", "iciti", "ic", 1),
    Rule("", "ative", "", 2),
    Rule("", "ical", "ic", 1),
    Rule("", "ness", "", 1),
    Rule("", "ful", "", 1),
]
STEP_4 = [
    Rule("", suffix, "", 2, "st" if suffix == "ion" else "")
    for suffix in "ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic".split()
]
STEPS = [STEP_0, STEP_1A, STEP_1B, MENDED, STEP_2, STEP_3, STEP_4]
IRREGULAR = (
    dict(
        pair.split(":")
        for pair in (
            "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli "
            "singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes inning:inning "
            "innings:inning outing:outing outings:outing canning:canning cannings:canning herring:herring "
            "herrings:herring earring:earring earrings:earring proceed:proceed proceeds:proceed proceeded:proceed "
            "proceeding:proceed exceed:exceed exceeds:exceed exceeded:exceed exceeding:exceed succeed:succeed "
            "succeeds:succeed succeeded:succeed succeeding:succeed"
        ).split()
    )
    | PLURALS
)


IN_0, IN_1A, IN_1B, IN_MENDED, IN_2, IN_3, IN_4 = range(len(STEPS))


def _code(letters: str) -> int:
    """The last eight letters as a number, the last one lowest."""
    return int.from_bytes(letters[-8:].encode(), "big")


SIZE, CUT, PUT_SIZE, REGION, LEFT = range(5)
# Bits of KINDS, and in BEFORE those that a rule wants of the letter before its suffix.
VOWEL, UNDOUBLED, LONG, ANY, BEFORE_OGI, BEFORE_LI, BEFORE_ION = (1 << bit for bit in range(7))
NOT_ASCII = 0x80
LONG_WORD, LONG_R1 = 5, 3  # a longer word, or an R1 that long, has the "e" that step 1b puts in R2

RULES = [rule for step in STEPS for rule in step]
FIRST_RULE = np.cumsum([0, *map(len, STEPS)])  # of each step, and the end of all
SUFFIX = np.array([_code(rule.kept + rule.cut) for rule in RULES], np.uint64)
MASK = np.array([256 ** len(rule.kept + rule.cut) - 1 for rule in RULES], np.uint64)
PUT = np.array([_code(rule.put[::-1]) for rule in RULES], np.int64)  # the first letter lowest
SIZES = np.array([[len(r.kept + r.cut), len(r.cut), len(r.put), r.region, r.left] for r in RULES], np.int64)
_BEFORE = {"": ANY, "l": BEFORE_OGI, "cdeghkmnrt": BEFORE_LI, "st": BEFORE_ION}
_KINDS = {**{bit: letters for letters, bit in _BEFORE.items()}, VOWEL: "aeiouy", UNDOUBLED: "bdfgmnprt", LONG: "wxY"}
KINDS = np.array(
    [ANY | sum(bit for bit, letters in _KINDS.items() if chr(code) in letters) for code in range(NOT_ASCII)], np.uint8
)
BEFORE = np.array([_BEFORE[rule.before] for rule in RULES], np.int64)
IRREGULAR_TAIL = np.array([_code(word) for word in IRREGULAR], np.uint64)
IRREGULAR_WORD = np.array([list(word.encode().ljust(16)) for word in IRREGULAR], np.uint8)
IRREGULAR_STEM = np.array([list(word.encode().ljust(16)) for word in IRREGULAR.values()], np.uint8)
IRREGULAR_SIZES = np.array([[len(word), len(made)] for word, made in IRREGULAR.items()], np.int64)
# Prefixes that R1 begins after: eight letters from the word's first, of which the mask covers these.
PREFIXES = [b"gener", b"arsen", b"commun"]
PREFIX = np.array([int.from_bytes(prefix, "little") for prefix in PREFIXES], np.uint64)
PREFIX_SIZE = np.array([len(prefix) for prefix in PREFIXES], np.int64)
SHORTEST_I = 3  # letters of a word whose last "y" becomes "i"
SHORT = 4  # letters of a word "ies" and "ied" are cut from by one letter
SHORTEST_E = 4  # letters of a word that may lose an "e" which is not in R2
