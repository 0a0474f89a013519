"""What a token is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.analysis import LONGEST_TERM, fold, stem, tokens


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Ferries' captain", ["the", "ferries", "captain"]),
        ("Spicer’s remark", ["spicer", "remark"]),
        ("don’t O'Neill", ["don't", "o'neill"]),
        ("mid-term el-salvador", ["mid", "term", "el", "salvador"]),
        ("The U.S. said at 5 p.m. today.", ["the", "US", "said", "at", "5", "pm", "today"]),
        ("4.2 to 1,000 (7-1/2)", ["4.2", "to", "1000", "7", "1", "2"]),
        ("Café Łódź Straße ﬁsh", ["cafe", "lodz", "strasse", "fish"]),
        ("Cafe\u0301", ["cafe"]),
        ("snake_case a@b.example", ["snake", "case", "a", "b", "example"]),
        ("“quoted”—dashed…", ["quoted", "dashed"]),
        ("Москва 東京", ["москва", "東", "京"]),
        ("バリ島の港 ﾊﾞﾘ ハリ", ["バリ", "島", "の", "港", "バリ", "ハリ"]),
        ("Giscard d’Estaing, l’Élysée, L'Oréal's dell'Utri", "giscard d estaing l elysee l oreal dell utri".split()),
        ("O'Dowd O’Dowd O‘Dowd O`Dowd O´Dowd O′Dowd O＇Dowd OʻDowd", ["o'dowd"] * 8),
        ("Hawaiʻi Qur’an Ba`ath can´t", ["hawai'i", "qur'an", "ba'ath", "can't"]),
        ("I'll d'un rock'n'roll", ["i'll", "d'un", "rock'n'roll"]),
        ("1,043 １，０４３ ١٬٠٤٣ १०४३ 1'043 4.2 ４．２ ٤٫٢", ["1043"] * 4 + ["1'043"] + ["4.2"] * 3),
        ("5% 5 % $5 £ 5 5€ ５％", ["5"] * 6),
        ("H₂O m² 10½", ["h2o", "m2", "10½"]),
        ("co\xadoperate می\u200cخواهم", ["cooperate", "میخواهم"]),
        ("", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, forms: list[str]) -> None:
    assert [token.form for token in tokens(text)] == forms


@pytest.mark.parametrize(
    "alike",
    [
        "ёлка елка Ёлка", "за́мок замок", "مُحَمَّد محمد محمـد", "أحمد احمد إحمد", "שָׁלוֹם שלום", "Ελλάδα Ελλαδα",
        "Việt Viet", "ＢＢＣ BBC", "İzmir Izmir", "x́ x",
    ],
)  # fmt: skip
def test_marks_are_left_out_where_readers_leave_them_out(alike: str) -> None:
    assert len({fold(word) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    "different",
    ["バリ ハリ", "ガス カス", "й и", "ї і", "ў у", "ѓ г", "कि क", "क़ क", "क्ष कष", "มา ม่า", "ئ ي", "مسؤول مسوول"],
)
def test_marks_that_make_other_letters_stay(different: str) -> None:
    first, second = map(fold, different.split())
    assert first != second
    assert first == different.partition(" ")[0]


@given(st.text())
def test_what_is_folded_folds_to_itself(text: str) -> None:
    for token in tokens(text):
        assert fold(token.form) == token.form or token.form.endswith("'s") or len(token.form) == LONGEST_TERM


@pytest.mark.parametrize(
    "forms",
    [
        "resign resigned resigning resigns", "mp mps", "ngo ngos", "gp gps", "tv tvs", "dvd dvds", "mba mbas",
        "747 747s", "16 16s", "f16 f16s", "a320 a320s", "mp3 mp3s", "o'dowd odowd", "don't dont", "hawai'i hawaii",
        "1'043 1043", "shi'ites shi'ite shiite",
    ],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms", ["1990 1990s", "90 90s", "mr mrs", "nh nhs", "cb cbs", "we'll well", "i'd id", "1987 198", "pres pre"]
)
def test_other_words_have_other_stems(forms: str) -> None:
    first, second = map(stem, forms.split())
    assert first != second


@given(st.text())
def test_offsets_delimit_the_words_in_order(text: str) -> None:
    found = tokens(text)
    assert all(fold(text[token.start : token.end]) == token.form for token in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
