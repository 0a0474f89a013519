"""One word is found by each of its spellings, in articles that write each of them; and by no other word's."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Settings
from index.archive.build import rebuild
from index.text.inflections import other_forms
from search import Archive, SearchRequest, open_archive
from tests.conftest import make_article

# Texts, an article each, that every query of the same line finds, and no other.
ALIKE: list[tuple[list[str], list[str]]] = [
    (["J.K. Orrin", "J. K. Orrin", "J K Orrin", "JK Orrin", "J.\xa0K. Orrin"],
     ["J.K. Orrin", "J. K. Orrin", "J K Orrin", "JK Orrin", "jk orrin", "j k orrin", '"J. K. Orrin"', '"JK Orrin"',
      '"J K Orrin"', '"j.k. orrin"', "jk"]),
    (["A.J. Pell", "A. J. Pell", "AJ Pell"], ["A. J. Pell", "AJ Pell", '"A.J. Pell"', "aj"]),
    (["Q.R.S. Vane", "Q. R. S. Vane", "QRS Vane", "Q R S Vane"],
     ["Q. R. S. Vane", "QRS Vane", '"qrs vane"', '"Q R S Vane"', "qrs"]),
    (["Ms O'Dowd", "Ms O’Dowd", "Ms O‘Dowd", "Ms O`Dowd", "Ms O´Dowd", "Ms O′Dowd", "Ms OʼDowd", "Ms O＇Dowd", "Odowd"],
     ["O'Dowd", "O’Dowd", "O‘Dowd", "Odowd", "O`Dowd", "o′dowd", "OʻDowd", "O'Dowd's"]),
    (["Hawaiʻi", "Hawai‘i", "Hawaii"], ["Hawaii", "Hawai'i", "hawai´i"]),
    (["the Qurʼan", "the Qur’an's", "the Quran"], ["Qur'an", "Quran", '"the qur´an"']),
    (["they don't", "they don´t", "they dont"], ["don’t", "dont"]),
    (["Giscard d'Orvane", "Giscard d’Orvane", "GISCARD D´ORVANE"],
     ["Orvane", "d'Orvane", "D’Orvane", '"Giscard d‘Orvane"', "dorvane", "orvane’s"]),
    (["L'Oréane", "l’Oréane"], ["Oréane", "oreane", "L'Oréane", "loreane", "l´oreane"]),
    (["Dell'Utrone", "dell’Utrone"], ["Utrone", "dell'utrone", "dellutrone"]),
    (["an e-mail", "an email", "an e‐mail", "an e‑mail", "E-MAIL"], ["e-mail", "email", "e‑mail", "E–mail", "emails"]),
    (["its re-election", "its reelection", "its re\xadelection"],
     ["re-election", "reelection", "reelections", '"its reelection"', '"its re-election"']),
    (["co-operate now", "cooperate now"], ["cooperate", "co-operate", '"cooperate now"', '"co‐operating now"']),
    (["a ceasefire held", "a cease-fire held"], ["ceasefire", "cease-fire", '"ceasefires held"', '"cease-fire held"']),
    (["kept up-to-now", "kept uptonow"], ["up-to-now", "uptonow", '"kept uptonow"']),
    (["an X-ray", "an Xray"], ["x-ray", "xray", "x-rays", "Xrays"]),
    (["F-16 jets", "F16 jets", "F 16 jets", "two F-16s", "two F16s"],
     ["F-16", "F16", "F 16", "f16s", "F-16s"]),
    (["Covid-19 wave", "Covid19 wave", "Covid 19 wave"],
     ["Covid-19", "Covid19", "covid 19", '"covid19 wave"', '"Covid 19 wave"', '"covid-19 waves"']),
    (["the 3-D film", "the 3D film"], ["3-D", "3D"]),
    (["a D&B inn", "two D&Bs"], ["D&B", "D&Bs", "D & B", '"D&B"', "D&B's"]),
    (["a Kh.D.", "Kh.D.s"], ["Kh.D.", "Kh.D.s"]),
    (["at 10.35 sharp", "at 10:35 sharp"], ["10.35", "10:35", '"10:35 sharp"', '"10.35 sharp"']),
    (["by 8.35pm then", "by 8:35pm then", "by 8:35 p.m. then", "by 8.35 pm then"], ["8.35pm", "8:35pm", '"8:35 pm"']),
    (["a hush-up", "a hushup", "a hush up", "two hush-ups", "two hushups"],
     ["hush-up", "hushup", "hush up", "hush ups", "hushups", "hush-ups", '"hush ups"']),
    (["an otter-wolf", "some otter-wolves"], ["wolf", "wolves", "wolf's", "otter wolves", '"otter wolf"']),
    (["a thief", "the thieves’ den"], ["thief", "thieves"]),
    (["one mouse", "three mice"], ["mouse", "mice"]),
    (["a stablewoman", "the stablewomen"], ["stablewoman", "stablewomen"]),
    (["the crisis", "many crises"], ["crisis", "crises"]),
    (["one phenomenon", "odd phenomena"], ["phenomenon", "phenomena"]),
    (["a trolleybus bus", "two buses"], ["bus", "buses"]),
    (["Ada Jonnes", "the Jonneses’ eel"], ["Jonnes", "Jonneses", "jonnes'"]),
    (["harbour wall", "harbor wall"], ["harbour", "harbor", '"harbour wall"', "harbors"]),
    (["town centre", "town center"], ["centre", "center", '"town centers"']),
    (["two travellers", "two travelers"], ["travellers", "travelers"]),
    (["they harmonise it", "they harmonize it"], ["harmonise", "harmonize"]),
    (["a programme of", "a program of"], ["programme", "program"]),
    (["6 per cent", "6 percent"], ["6 percent", "6 per cent", '"6 percent"']),
    (["Ian MacDorran", "Ian Mac Dorran"], ["MacDorran", "Mac Dorran"]),
    (["1,043 ships", "1043 ships", "1 043 ships", "1\xa0043 ships", "1\u202f043 ships", "1\u2009043 ships",
      "１０４３ ships", "١٠٤٣ ships", "١٬٠٤٣ ships", "1'043 ships"],
     ["1,043", "1043", "1 043", "１，０４３", "١٠٤٣", '"1 043 ships"', '"1,043 ship"', '"1043 ships"', "1’043"]),
    (["2 500 000 hens", "2,500,000 hens", "2500000 hens"], ["2,500,000", "2500000", '"2 500 000 hens"', "2 500 000"]),
    (["57% of", "57 % of", "57\xa0% of", "５７％ of"], ["57%", "57 %", "57"]),
    (["$59 fee", "£ 59 fee", "59 € fee"], ["$59", "£ 59", "59€", "59 €"]),
    (["MPs ask", "an MP asks", "the MPs’ vote"], ["MP", "MPs", "mps", "MP's"]),
    (["NGOs", "an NGO"], ["NGO", "NGOs", "ngos"]),
    (["CFOs and GCSEs", "a CFO’s GCSE"], ["CFO GCSE", "CFOs GCSEs"]),
    (["DNAs, PCSOs", "the DNA of a PCSO"], ["DNA PCSOs", "dnas pcso"]),
    (["SMEs, spas, twos", "an SME’s spa two"], ["SME spa two", "SMEs spas twos"]),
    (["GPs", "a GP"], ["GP", "GPs"]),
    (["her PhD", "her Ph.D.", "her Ph. D.", "two PhDs"], ["PhD", "Ph.D.", "Ph. D.", "phd"]),
    (["a B.Sc. course", "a BSc course"], ["BSc", "B.Sc.", "B.Sc"]),
    (["new healthcare", "new health care", "new health-care"],
     ["healthcare", "health care", "health-care", '"new health care"', '"new healthcare"']),
    (["free WiFi", "free Wi-Fi", "free Wi Fi"], ["WiFi", "Wi-Fi", "wi fi", '"free wi fi"']),
    (["a nonprofit", "a non-profit"], ["non profit", "nonprofit", "non-profit"]),
    (["the 5G mast", "the 5 G mast"], ["5G", "5 G", '"5 G mast"']),
    (["£83m", "£83 m", "83m pounds"], ["£83 m", "83m", "£83m"]),
    (["€8.35bn aid", "€8.35 bn aid"], ["€8.35bn", "8.35 bn", '"8.35 bn aid"']),
    (["H7N4 flu", "H7-N4 flu", "H7 N4 flu"], ["H7N4", "H7 N4", "H7-N4"]),
    (["a B4C firm", "a B-4-C firm"], ["B4C", "B-4-C"]),
    (["Ann McDornagh", "Ann Mc Dornagh"], ["McDornagh", "Mc Dornagh", '"Ann Mc Dornagh"']),
    (["Kit O’Leddy", "Kit O Leddy"], ["O'Leddy", "O Leddy"]),
    (["¾ eel", "3/4 eel", "3⁄4 eel"], ["¾", "3/4", '"¾ eel"', "3⁄4"]),
    (["7½ eel", "7 ½ eel", "7-1/2 eel", "7 1/2 eel"], ["7½", "7-1/2", '"7 1/2 eel"']),
    (["tin’n’tab hall", "tin ’n’ tab hall", "tin n tab hall"],
     ["tin'n'tab", "tin n tab", '"tin n tab hall"', "Tin ’n’ tab", "tin 'n tab", "tin n' tab"]),
    (["in the 1970s", "in the 1970's"], ["1970s", "1970's"]),
    (["2.700.000 eels", "2,700,000 eels", "2700000 eels"], ["2.700.000", "2700000", "2,700,000"]),
    (["US$863 fee", "$863 fee"], ["US$863", "$863", "A$863"]),
    (["DVDs", "a DVD"], ["DVD", "dvds"]),
    (["747s land", "a 747 lands", "the 747's"], ["747", "747s"]),
    (["A320s land", "an A320", "an A-320"], ["A320", "A320s", "A-320"]),
    (["in the 1990s"], ["1990s"]),
    (["in 1990"], ["1990"]),
    (["市长打开新港口"], ["市长", "港口", '"新港口"']),
    (["バリ島の港"], ["バリ", "=バリ", "バリ島", "ﾊﾞﾘ"]),
    (["ハリ の 話"], ["ハリ", "ﾊﾘ"]),
    (["мой край"], ["край", "мой"]),
    (["ёлка растёт"], ["елка", "Ёлка", "растет"]),
    (["मुंबई की"], ["मुंबई"]),
    (["قال مُحَمَّد", "قال محمد"], ["محمد", "مُحَمَّد"]),
    (["서울에서"], ["서울에서"]),
]  # fmt: skip
# Queries that find nothing of the above: other words that look alike.
OTHERS = ["leave", "harmony", "speciman", "12", "長", "краи", "ガリ", "मबई", "1044", "wellness", "mp3", "mrs"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    texts = [(f"{n}-{m}", text) for n, (spelt, _) in enumerate(ALIKE) for m, text in enumerate(spelt)]
    directory: Path = tmp_path_factory.mktemp("spellings") / "archive"
    rebuild((make_article(name, "Note", f"Before, {text} behind.") for name, text in texts), directory, Settings())
    return open_archive(directory)


def found(archive: Archive, q: str) -> list[str]:
    return sorted(hit.id for hit in archive.search(SearchRequest(q, size=50)).hits)


@pytest.mark.parametrize("n", range(len(ALIKE)), ids=[queries[0] for _, queries in ALIKE])
def test_every_spelling_finds_every_spelling(archive: Archive, n: int) -> None:
    texts, queries = ALIKE[n]
    expected = sorted(f"{n}-{m}" for m in range(len(texts)))
    assert {q: found(archive, q) for q in queries} == dict.fromkeys(queries, expected)


@pytest.mark.parametrize("q", OTHERS)
def test_other_words_are_not_found(archive: Archive, q: str) -> None:
    assert found(archive, q) == []


@pytest.mark.parametrize("q", [q for _, queries in ALIKE for q in queries])
def test_what_was_read_reads_the_same_and_finds_the_same(archive: Archive, q: str) -> None:
    first = archive.search(SearchRequest(q, size=50))
    again = archive.search(SearchRequest(first.read_as, size=50))
    assert again.read_as == first.read_as
    assert {hit.id for hit in again.hits} == {hit.id for hit in first.hits}


@pytest.mark.parametrize(
    ("q", "read_as"),
    [
        ("email", 'email OR "e mail"'),
        ("E‑mail", "e-mail OR email"),
        ("J. K. Orrin", '(jk OR "j k") AND orrin'),
        ('"JK Orrin"', '"jk orrin" OR "j k orrin"'),
        ("1 043 ships", "((1 AND 043) OR 1043) AND ships"),
        ("F16", 'f16 OR "f 16"'),
        ("=email", "=email"),
        ("headline:email", 'headline:email OR headline:"e mail"'),
        ("well-off", "well-off"),
        ("storm", "storm"),
    ],
)
def test_other_spellings_are_said(archive: Archive, q: str, read_as: str) -> None:
    assert archive.search(SearchRequest(q)).read_as == read_as


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("email", ["e", "mail"]), ("Orvane", ["Orvane"]), ("dorvane", ["d", "Orvane"]), ("odowd", ["O'Dowd"]),
        ("1043", ["1,043"]), ("港口", ["港", "口"]), ("バリ", ["バリ"]), ("JK", ["J.K"]), ("MP", ["MPs"]),
        ("747", ["747s"]),
    ],
)  # fmt: skip
def test_the_words_that_matched_are_marked(archive: Archive, q: str, marked: Sequence[str]) -> None:
    hits = archive.search(SearchRequest(q, size=50)).hits
    shown = [
        [snippet.text[span.start : span.end] for snippet in hit.snippets for span in snippet.highlights] for hit in hits
    ]
    assert list(marked) in shown


def test_an_exact_form_is_this_spelling_alone(archive: Archive) -> None:
    line = next(n for n, (_, queries) in enumerate(ALIKE) if "email" in queries)
    assert found(archive, "=email") == [f"{line}-1"]
    assert f"{line}-1" not in found(archive, "=e-mail")


def test_two_words_that_a_text_happens_to_join_are_not_taken_for_one(tmp_path: Path) -> None:
    texts = {
        "joined": "It went a-long and in-to it.",
        "apart": "It was a long way in to town.",
        "one": "Along, into it.",
    }
    rebuild([make_article(name, "Note", text) for name, text in texts.items()], tmp_path / "archive", Settings())
    archive = open_archive(tmp_path / "archive")
    assert found(archive, "along") == ["one"]
    assert found(archive, '"into it"') == ["one"]


WORDS = st.sampled_from(
    "e mail email e-mail J K JK J.K. F16 16 F-16 1 043 1043 d'Orvane orvane 港口 up-to-now AND OR".split()
)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["{}", '"{}"', "headline:({})", "note -({})"]))
def test_any_query_reads_as_what_finds_the_same(archive: Archive, words: list[str], pattern: str) -> None:
    first = archive.search(SearchRequest(pattern.format(" ".join(words)), size=50))
    again = archive.search(SearchRequest(first.read_as, size=50))
    assert {hit.id for hit in again.hits} == {hit.id for hit in first.hits} or first.partial or not first.read_as


@pytest.mark.parametrize(
    ("q", "expected"),
    [("leaf", ["leaf", "leaves"]), ("leave", ["leave", "leaves"]), ("leaves", ["leave", "leaves"]),
     ("turner ed", []), ("organise", ["ise", "ize"]), ("organize", ["ise", "ize", "organ"])],
)  # fmt: skip
def test_what_shares_its_stem_with_another_word_is_found_as_it_is(tmp_path: Path, q: str, expected: list[str]) -> None:
    texts = {
        "leaf": "A leaf fell.", "leaves": "She leaves.", "leave": "They leave.", "turner": "A turner spoke.",
        "ise": "They organise.", "ize": "They organize.", "organ": "An organ.",
    }  # fmt: skip
    rebuild([make_article(name, "Note", text) for name, text in texts.items()], tmp_path / "archive", Settings())
    answer = open_archive(tmp_path / "archive").search(SearchRequest(q))
    assert sorted(hit.id for hit in answer.hits if not answer.partial) == expected


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=12))
def test_a_form_is_never_its_own_other_form(form: str) -> None:
    assert (form,) not in other_forms(form)


@pytest.mark.parametrize("form", ["corps", "corpses", "emphasises", "four", "filled", "speech", "left", "german"])
def test_other_words_are_no_other_forms(form: str) -> None:
    assert not {one for each in other_forms(form) for one in each} & {
        "=corps", "=corpses", "=emphasis", "for", "filed", "speak", "leave", "germ",
    }  # fmt: skip
