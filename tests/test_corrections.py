"""Articles that were corrected: kept, flagged, found."""

from collections.abc import Callable

import pytest

from corpus.metadata.corrections import correction_in
from search import Archive, SearchRequest
from tests.conftest import make_article


@pytest.mark.parametrize(
    "notice",
    [
        "An earlier version of this article misstated the price of a crossing.",
        "Editor's note: A previous version of this story gave the wrong day.",
        "• This article was amended on 18 September 2024. The boat has nine berths, not eight.",
        "This story has been corrected to show that the council meets on Monday.",
        "CORRECTION (Sept. 18): The harbour master is Piers Hallam.",
        "Correction: The boat leaves at nine.",
        "Corrections and clarifications: the fare is £9.",
        "Clarification, Sept. 18, 2024: The firm says it was not asked.",
        "Because of an editing error, an article on Tuesday misspelled a name.",
        "We regret the error.",
        "The original version of this report said eleven pupils board there.",
        "This photo caption has been updated to correct a name.",
        "(Corrects cost of the work in fourth paragraph to 2.4 million from 24 million)",
        "CORRECTS spelling of harbour master's name",
        "(This Sept. 17 story has been corrected to say that the county pays a third, in paragraph 4)",
        "(Refiles to correct day in dateline)",
        "Anmerkung der Redaktion: In einer früheren Version dieses Artikels hieß es, der Kai sei neu.",
        "In der ursprünglichen Fassung des Artikels stand eine falsche Zahl.",
        "Korrektur: Der Kai ist 120 Meter lang.",
        "Une version précédente de cet article indiquait un autre prix.",
        "Fe de erratas: el muelle se cierra en octubre.",
        "En una versión anterior de este artículo se decía que el muelle era nuevo.",
        "In een eerdere versie van dit artikel stond een verkeerd bedrag.",
    ],
)
def test_notices_are_known(notice: str) -> None:
    assert correction_in(["The boats stop.", notice]) == notice


@pytest.mark.parametrize(
    "text",
    [
        "The correction of the timetable took a year.",
        "Corrections officers met on Monday.",
        "An earlier version of the ferry sank.",
        "The article was amended by both houses.",
        "“This is a correction,” she said.",
        "He corrected her.",
        "Corrects are rare in this office.",
        "In der ersten Version des Gesetzes fehlte der Kai.",
        "Une version précédente du bac a coulé.",
        "This old story was told again.",
        "Amends were made.",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert correction_in([text]) == ""


def test_what_was_corrected_is_found_and_said(archive_of: Callable[..., Archive]) -> None:
    note = "An earlier version of this article misstated the fare."
    corrected = make_article("1", "Fares rise", "Fares rise on Monday.", correction=note)
    archive = archive_of(corrected, make_article("2", "Fares fall"))
    assert [(hit.id, hit.corrected) for hit in archive.search(SearchRequest("is:corrected")).hits] == [("1", True)]
    assert [hit.id for hit in archive.search(SearchRequest("fares -is:corrected")).hits] == ["2"]
    assert [hit.id for hit in archive.search(SearchRequest("correction:misstated")).hits] == ["1"]
    assert archive.article("1").correction == note
