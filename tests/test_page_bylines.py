"""Bylines as sources print them: names, without what stands beside them."""

import pytest

from corpus.metadata.credits import agency_of, names_of

UNA, JOSS = "Una Brack", "Joss Pell"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Una Brack, Joss Pell, and Ottoline Speers", [UNA, JOSS, "Ottoline Speers"]),
        ("By Una Brack in Port Alder and Joss Pell in Cobb Quay", [UNA, JOSS]),
        ("Una Brack, Senior Reporter", [UNA]),
        ("Una Brack – Chief Reporter", [UNA]),
        ("Una Brack Islands Correspondent", [UNA]),
        ("UNA BRACK", [UNA]),
        ("By Una Brack | Updated 3 hours ago", [UNA]),
        ("By Una Brack @unabrack", [UNA]),
        ("Una Brack una.brack@echo.example Follow", [UNA]),
        ("By Una Brack, 17 September 2024, 3 min read", [UNA]),
        ("Story by Una Brack; photographs by Ines Moll", [UNA]),
        ("Una Brack Photo: Ines Moll", [UNA]),
        ("Von Una Brack und Joss Pell", [UNA, JOSS]),
        ("Par Una Brack et Joss Pell", [UNA, JOSS]),
        ("Por Una Brack y Joss Pell", [UNA, JOSS]),
        ("Door Trijntje de Haan en Bram Dijkhuizen", ["Trijntje de Haan", "Bram Dijkhuizen"]),
        ("Autor: Květa Mořická", ["Květa Mořická"]),
        ("Анна Ветрова и Пётр Маячный", ["Анна Ветрова", "Пётр Маячный"]),
        ("作者：林小舟", ["林小舟"]),
        ("文／灘谷みお", ["灘谷みお"]),
        ("Veröffentlicht am", []),
        ("Una Brack (http://brack.example/)", [UNA]),
        ("Von Fenn", ["Von Fenn"]),
        ("Santiago Lott y Cajal", ["Santiago Lott y Cajal"]),
        ("Sandy Andrews and Miss Y", ["Sandy Andrews", "Miss Y"]),
        ("Obadiah Lott, Jr. and Una Brack", ["Obadiah Lott, Jr", UNA]),
        ("https://echo.example/people/una", []),
        ("Newsroom", []),
        ("Staff reporter", []),
        ("5 min read", []),
        ("By UNA BRACK Associated Press", [UNA]),
        ("Una Brack Thomson Reuters", [UNA]),
        ("Una Brack, Harbour correspondent, BBC Skerry", [UNA]),
        ("Una Brack, Staff Writer, Joss Pell, Staff Writer", [UNA, JOSS]),
        ("UNA BRACK, STAFF WRITER, JOSS PELL", [UNA, JOSS]),
        ("Reviewed by Una Brack", [UNA]),
        ("As told to Una Brack", [UNA]),
        ("Par Una Brack avec AFP", [UNA]),
        ("Von Una Brack mit dpa", [UNA]),
        ("Una Brack, PhD candidate in history", [UNA]),
        ("Una Brack, PhD", ["Una Brack, PhD"]),
        ("Una Brack, Professor of history", [UNA]),
        ("Words by | Una Brack | Photography by | Ned Fenn", [UNA]),
        ("Text: | Una Brack | Fotos: | Ned Fenn", [UNA]),
        ("Interview: Una Brack", [UNA]),
        ("null", []),
        ("Undefined", []),
        ("Brack, Una", [UNA]),
        ("Brack, Una; Pell, Joss", [UNA, JOSS]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("Una Brack, Joss Pell", [UNA, JOSS]),
        ("Una Brack and JOSS PELL FOR THE ALDER POST", ["Una Brack", "Joss Pell"]),
        ("JOSS PELL FOR THE ALDER POST", ["Joss Pell"]),
        ("Γράφει η Ούνα Μπρακ", ["Ούνα Μπρακ"]),
        ("Γράφουν οι Ούνα Μπρακ και Τζος Πελ", ["Ούνα Μπρακ", "Τζος Πελ"]),
        ("Af: Una Brack", ["Una Brack"]),
        ("Écrit par Una Brack", ["Una Brack"]),
        ("Ein Beitrag von Una Brack", ["Una Brack"]),
        ("A cura di Una Brack", ["Una Brack"]),
        ("Geschreven door Una Brack", ["Una Brack"]),
        ("Una Brack | Jens Pell (foto)", ["Una Brack"]),
        ("Una Brack (text och foto)", ["Una Brack"]),
        ("Leonardo Da Costa", ["Leonardo Da Costa"]),
    ],
)
def test_names_are_told_from_what_stands_beside_them(byline: str, names: list[str]) -> None:
    assert list(names_of(byline)) == names


@pytest.mark.parametrize(
    ("byline", "names", "agency"),
    [
        ("Una Brack, Associated Press", [UNA], "AP"),
        ("Una Brack (Reuters)", [UNA], "Reuters"),
        ("Una Brack / AFP", [UNA], "AFP"),
        ("By Chris Page, PA", ["Chris Page"], "PA"),
        ("By UNA BRACK Associated Press", [UNA], "AP"),
        ("Una Brack", [UNA], ""),
    ],
)
def test_agencies_are_told_from_names(byline: str, names: list[str], agency: str) -> None:
    assert (list(names_of(byline)), agency_of(byline)) == (names, agency)
