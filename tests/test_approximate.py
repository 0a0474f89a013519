"""Approximate words and suggestions: letters, and spellings of one sound, the first letter included."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Archive, SearchRequest
from search.query.transliteration import PAIRS, SAME_SOUND, distance, far_spellings, unlikeness
from tests.conftest import make_article

NAMES = make_article("names", "Qadri wins Usama cup", "Qadri beat Usama, Tsernov, Zhukov and Gaddafi. Kharkiv won.")


@pytest.fixture
def ask(archive_of: Callable[..., Archive]) -> Callable[[str], tuple[int, str]]:
    archive = archive_of(NAMES, make_article("other", "Bridge closed", "The ferry sank."))

    def asked(q: str) -> tuple[int, str]:
        results = archive.search(SearchRequest(q))
        return results.total, results.did_you_mean

    return asked


def test_approximate_words_may_differ_in_the_first_letter_and_in_spellings_of_a_sound(
    ask: Callable[[str], tuple[int, str]],
) -> None:
    near = "gadri~1 qadri~1 osama~1 usama~1 cernov~2 chernov~1 sukov~2 jukov~1 kadafi~2 harkiv~1 charkov~2 tsenrov~1"
    assert {word: ask(word)[0] for word in near.split()} == dict.fromkeys(near.split(), 1)
    far = "obama~1 padrik~1 harkov~1 tsernovskaya~2 zhuk~1"
    assert {word: ask(word)[0] for word in far.split()} == dict.fromkeys(far.split(), 0)


@pytest.mark.parametrize(
    ("q", "better"),
    [("Osama", "usama"), ("Gadri", "qadri"), ("Chernov", "tsernov"), ("Tschernov", "tsernov"), ("Sjukov", "zhukov"),
     ("Jukov", "zhukov"), ("Harkiv", "kharkiv"), ("fridge", "bridge"), ("perry", "ferry"),
     ("Chernof cup", "tsernov cup")],
)  # fmt: skip
def test_suggestions_too(ask: Callable[[str], tuple[int, str]], q: str, better: str) -> None:
    assert ask(q)[1] == better


def test_patterns_and_exact_forms_are_not_respelt(ask: Callable[[str], tuple[int, str]]) -> None:
    for q in ("=osama", "osam?", "osamx*", "headline:osama~1"):
        assert ask(q)[1] == ""


def test_a_spelling_of_the_same_sound_is_likelier_than_another_letter() -> None:
    assert unlikeness("osama", "usama") < unlikeness("osama", "obama")
    assert unlikeness("gadri", "qadri") < unlikeness("gadri", "padri")
    assert unlikeness("chernov", "tsernov") < unlikeness("chernov", "chernow") + SAME_SOUND
    assert unlikeness("mohammed", "mohamed") == SAME_SOUND
    assert unlikeness("bridge", "fridge") > unlikeness("bridge", "bridle")


WORDS = st.text("abchkstuoz", max_size=7)


@given(WORDS, WORDS)
def test_unlikeness_is_alike_both_ways_and_no_more_than_edits_cost(one: str, other: str) -> None:
    assert unlikeness(one, other) == unlikeness(other, one)
    assert unlikeness(one, other) <= distance(one, other) + 1
    assert (unlikeness(one, other) == 0) == (one == other)


@given(WORDS)
def test_far_spellings_are_those_of_the_pairs(word: str) -> None:
    expected = {
        word[:at] + other + word[at + len(one) :]
        for one, other in PAIRS
        for at in range(len(word))
        if word.startswith(one, at) and distance(one, other) > 1
    }
    assert far_spellings(word) == expected
