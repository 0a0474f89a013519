"""Folding and stemming in bulk are those of ``index.text.analysis``, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from corpus.reading.files import read
from index.arrays.strings import Strings
from index.text.analysis import fold, stem, tokens
from index.text.folding import Spellings, folded
from index.text.stemming import stem_of, stemmed
from index.text.suffixes import IRREGULAR, RULES
from index.text.vocabulary import Words
from tests.test_tokenizing import TEXTS, tokens_of, words

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
SUFFIXES = sorted({rule.kept + end for rule in RULES for end in (rule.cut, rule.put)} | set("y e l ll ys".split()))
BEGINNINGS = st.one_of(
    st.sampled_from(["", "gener", "commun", "arsen", "'", "y", "hop", "hopp", "ow", "ax", "radi", "radicalog", "be"]),
    st.text("aeiouybdtlsgw'", max_size=6),
)
FORMS = st.one_of(
    st.builds(lambda start, ends: start + "".join(ends), BEGINNINGS, st.lists(st.sampled_from(SUFFIXES), max_size=4)),
    st.text("aeyntls'1", max_size=12),
    st.text("012sx", max_size=6),
    st.builds(
        str.__add__, st.text("aeynt'2", max_size=5), st.sampled_from(["'ll", "'re", "'ve", "'d", "'m", "s", "mps"])
    ),
)
# Letters of one and of more bytes, and U+02BC, which folds to an apostrophe and is a letter.
SURFACES = st.text("aASsYz'`.,1209éßʼ东", max_size=12)


def spell(surfaces: Sequence[str]) -> Spellings:
    encoded = [surface.encode() for surface in surfaces]
    sizes = np.array([len(surface) for surface in encoded], np.int32)
    last = np.cumsum(sizes, dtype=np.int32)
    return Spellings(np.frombuffer(b"".join(encoded), np.uint8), last - sizes, last)


def read_out(found: Spellings | Strings) -> list[str]:
    data, first, last = found
    return [data[start:stop].tobytes().decode() for start, stop in zip(first, last, strict=True)]


def assert_stems_agree(forms: Sequence[str]) -> None:
    assert dict(zip(forms, read_out(stemmed(spell(forms))), strict=True)) == {form: stem(form) for form in forms}


@given(st.lists(FORMS, min_size=30, max_size=60))
def test_forms_have_the_stems_of_the_definition(forms: list[str]) -> None:
    assert_stems_agree(forms)


@given(st.lists(SURFACES))
def test_surfaces_have_the_forms_and_stems_of_the_definition(surfaces: list[str]) -> None:
    forms = folded(spell(surfaces))
    assert read_out(forms) == [fold(surface) for surface in surfaces]
    assert read_out(stemmed(forms)) == [stem(fold(surface)) for surface in surfaces]


@given(st.one_of(FORMS, SURFACES.map(fold), st.just("\ud800s")))
def test_one_form_has_the_stem_of_the_definition(form: str) -> None:
    assert stem_of(form) == stem(form)


@given(st.one_of(FORMS, SURFACES.map(fold)).filter(lambda form: form[:1] not in {"", "'"}))
def test_stems_begin_as_their_forms(form: str) -> None:
    assert stem(form)[0] == form[0]


def test_forms_are_cut_as_in_the_definition() -> None:
    surfaces = ["x" * size + end for size in range(95, 105) for end in ("", "'s", "'S's", "ing", "é", "'sé")]
    assert read_out(folded(spell(surfaces))) == [fold(surface) for surface in surfaces]


def test_irregular_words_and_those_like_them() -> None:
    assert_stems_agree(
        [f"{start}{word}{end}" for word in IRREGULAR for start in ("", "'", "un") for end in ("", "s", "'")]
    )


def test_what_is_left_of_words_in_ing_and_ed() -> None:
    doubled = [f"ho{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz1'"]
    mended = [
        f"{start}{end}" for start in ("", "p", "pr", "str", "strea", "inst", "activ") for end in ("at", "abl", "iz")
    ]
    assert_stems_agree([word + end for word in doubled + mended for end in ("ing", "ed", "ingly", "edly")])


@pytest.mark.parametrize("first", "aeybdlstn'")
def test_every_short_word(first: str) -> None:
    letters = ["", *"aeybdlstn'"]
    short = {first + b + c + d for b in letters for c in letters for d in letters}
    assert_stems_agree([start + end for start in sorted(short) for end in ("", "ing", "ed")])


def test_the_words_of_the_samples() -> None:
    articles = [article for article in read(SAMPLES) if isinstance(article, Article)]
    surfaces = list(dict.fromkeys(word for article in articles for word in words(article.text)))
    assert len(surfaces) > 1_000
    forms = folded(spell(surfaces))
    assert read_out(forms) == [fold(surface) for surface in surfaces]
    assert read_out(stemmed(forms)) == [stem(fold(surface)) for surface in surfaces]


@given(st.lists(st.one_of(TEXTS, st.text("abS'sʼé. ", max_size=30)), max_size=4))
def test_forms_and_terms_are_numbered_as_they_come(texts: list[str]) -> None:
    known = Words()
    terms_of: dict[str, str] = {}
    for text in texts:
        data, found = tokens_of([text])
        numbers = known.forms_of(data, found)
        terms_of |= {token.form: token.stem for token in tokens(text)}
        order = {form: number for number, form in enumerate(terms_of)}
        assert numbers.tolist() == [order.get(fold(word), -1) for word in dict.fromkeys(words(text))]
    terms = list(dict.fromkeys(terms_of.values()))
    assert (read_out(known.forms()), read_out(known.terms())) == (list(terms_of), terms)
    assert known.term.tolist() == [terms.index(term) for term in terms_of.values()]
    stems = list(terms_of.values())
    assert known.ordinal.tolist() == [stems[:number].count(term) for number, term in enumerate(stems)]


def test_a_word_may_have_an_empty_stem_or_form() -> None:
    known = Words()
    data, found = tokens_of(["ـ bell ـ'ـ bells ـ's"])  # of tatweels, which only make words longer
    assert known.forms_of(data, found).tolist() == [-1, 0, 1, 2, -1]
    assert (read_out(known.forms()), read_out(known.terms())) == (["bell", "'", "bells"], ["bell", ""])
    assert (known.term.tolist(), known.ordinal.tolist()) == ([0, 1, 0], [0, 0, 1])
