"""The lists of words that quotations are found by: each is of words, and verbs have the forms that English gives."""

import gc
import warnings

import pytest
from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

from corpus.grammar import lexicon, sayings
from corpus.grammar.verbs import forms_of

FORMS = {
    "admit": "admit admits admitted admitting",
    "agree": "agree agrees agreed agreeing",
    "apologize": "apologize apologizes apologized apologizing apologise apologises apologised apologising",
    "begin": "begin begins began begun beginning",
    "blog": "blog blogs blogged blogging",
    "credit": "credit credits credited crediting",
    "cry": "cry cries cried crying",
    "echo": "echo echoes echoed echoing",
    "go": "go goes went gone going",
    "guess": "guess guesses guessed guessing",
    "label": "label labels labeled labeling labelled labelling",
    "mimic": "mimic mimics mimicked mimicking",
    "murmur": "murmur murmurs murmured murmuring",
    "quip": "quip quips quipped quipping",
    "reveal": "reveal reveals revealed revealing",
    "say": "say says said saying",
    "slam": "slam slams slammed slamming",
    "tell": "tell tells told telling",
    "vow": "vow vows vowed vowing",
    "write": "write writes wrote written writing",
}
# Words that a dictionary of American English does not have, beside spellings of Britain.
NOT_IN_DICTIONARY = frozenset(
    """
    'd 'll 's 've CBE KCB MBE MEP MLA MSP OBE ald amb bancorp bernardino cllr dci defence dsupt enquire enquired
    enquires enquiring frontrunner insp kyiv mep messrs moines msnbc msp n't pcso pled programme tsar wpc
""".split()
)
BRITISH = (("is", "iz"), ("ll", "l"), ("our", "or"), ("tre", "ter"), ("ise", "ize"))


@pytest.mark.parametrize(("verb", "forms"), FORMS.items())
def test_verbs_have_the_forms_of_english(verb: str, forms: str) -> None:
    every = [form for spelling in forms_of(verb) for form in spelling]
    assert list(dict.fromkeys(sorted(every))) == sorted(forms.split())


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    """Hunspell's American one. What reads it leaves its files open, which Python would say at some later time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        found = Dictionary.from_files("en_US")
        gc.collect()
    return found


def test_every_word_of_every_list_is_a_word(dictionary: Dictionary) -> None:
    lists = {
        word: name
        for module in (lexicon, sayings)
        for name, words in vars(module).items()
        if isinstance(words, frozenset)
        for word in words
    }

    def known(word: str) -> bool:
        spellings = [word, *(word.replace(*pair) for pair in BRITISH)]
        return any(dictionary.lookup(form) for one in spellings for form in (one, one.capitalize(), one.upper()))

    unknown = {word: name for word, name in lists.items() if not known(word)}
    assert unknown.keys() == NOT_IN_DICTIONARY, unknown
