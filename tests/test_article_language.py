"""The language of an article, by its words where its source does not say it."""

from pathlib import Path

import pytest

from corpus import Article
from corpus.metadata.languages import language_of
from corpus.reading.files import read
from index import Settings
from index.archive.build import rebuild
from morgue.printing import origins_of
from search import SearchRequest, open_archive

TEXTS = {
    "en": "Mayor Lena Orr told skippers the harbour will stay shut for three weeks. Fish prices rose on Monday.",
    "nl": "De haven blijft drie weken gesloten, zei burgemeester Van Dam. Volgens de gemeente was de kade onveilig.",
    "de": "Der Hafen bleibt drei Wochen geschlossen, sagte Bürgermeisterin Orr. Die Kaimauer war unsicher.",
    "fr": "Le port restera fermé trois semaines, a déclaré mardi le maire. Selon la ville, le quai était dangereux.",
    "es": "El puerto permanecerá cerrado tres semanas, dijo el martes el alcalde. El muelle era peligroso.",
    "pt": "O porto ficará fechado durante três semanas, disse na terça o presidente da câmara. O cais é perigoso.",
    "cy": "Bydd yr harbwr ar gau am dair wythnos, meddai'r maer ddydd Mawrth. Yn ôl y cyngor roedd y cei yn beryglus.",
    "uk": "Порт буде закритий на три тижні, заявив у вівторок мер. За даними міста, причал був небезпечним.",
    "ar": "سيبقى الميناء مغلقا لمدة ثلاثة أسابيع، قال رئيس البلدية يوم الثلاثاء. وقالت المدينة إن الرصيف كان خطيرا.",
    "hi": "बंदरगाह तीन सप्ताह तक बंद रहेगा, महापौर ने मंगलवार को कहा। शहर के अनुसार घाट खतरनाक था और पहले उसकी मरम्मत करनी थी।",
    "ja": "市長は火曜日、港は三週間閉鎖されると述べた。市によると、岸壁は危険な状態にあり、"
    "まず修理する必要があるという。漁師たちは不満を表明した。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_words_tell_the_language(language: str) -> None:
    assert language_of([TEXTS[language]]) == language


@pytest.mark.parametrize(
    "text",
    ["", "Storm", "Shr 15 cts vs 13 cts\nNet 1,352,000 vs 1,210,000", "12 13 14 " * 100, "ƔƔ ƕƕ " * 60, "\ud800" * 90],
)
def test_nothing_is_told_of_what_is_in_no_language_or_too_short(text: str) -> None:
    assert language_of([text]) == ""


def test_a_language_that_the_source_says_is_kept_and_another_is_searched_like_it(tmp_path: Path) -> None:
    for name, about in (("said", "<html lang=en-GB>"), ("told", "<html>")):
        page = f"{about}<title>{name}</title><article><h1>{name}</h1><p>{TEXTS['fr']}</p></article>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    said, told = (article for article in read(tmp_path) if isinstance(article, Article))
    assert (said.language, told.language) == ("en-GB", "fr")
    assert "language: the words" in origins_of(told)
    rebuild([said, told], tmp_path / "archive", Settings())
    assert [hit.headline for hit in open_archive(tmp_path / "archive").search(SearchRequest("lang:fr")).hits] == [
        "told"
    ]
