"""Plain text articles, pasted from a page or written by hand."""

from datetime import date

import pytest

from corpus.article import Article, Source, Unreadable
from corpus.texts import pasted
from tests.conftest import DATA, needs_data

PASTED = """Port Alder

Clerk is said to have offered to resign

Vane: 'I have mislaid a page'
Osgood Vane leaving the chamber.
Osgood Vane leaving the chamber.

By Petra Volnik | November 8, 2023

PORT ALDER, Nov. 8 (Coastwire) — Osgood Vane offered to resign on Tuesday.

“I have mislaid a page,” he said.

Tags: council, clerk
Categories: -Courts-

Leave a Reply

Great article! First!
"""


def read(text: str) -> Article:
    found = pasted.read(text.encode(), Source("x.txt"))
    assert isinstance(found, Article), found
    return found


def test_each_part_of_a_pasted_page_lands_in_its_field() -> None:
    found = read(PASTED)
    assert found.headline == "Clerk is said to have offered to resign"
    assert found.deck == "Vane: 'I have mislaid a page'"
    assert found.captions == ("Osgood Vane leaving the chamber.",)
    assert found.dateline == "PORT ALDER"
    assert found.byline == ("Petra Volnik",)
    assert (found.published, found.published_how) == (date(2023, 11, 8), "date line")
    assert (found.section, found.tags) == ("Courts", ("council", "clerk"))
    assert found.paragraphs == ("Osgood Vane offered to resign on Tuesday.", "“I have mislaid a page,” he said.")


def test_trailers_and_comments_are_not_text() -> None:
    text = read(PASTED).text
    assert not any(word in text for word in ("Leave a Reply", "Categories", "First!", "Tags"))


def test_header_lines_are_read_by_name() -> None:
    found = read(
        "Section: Courts\nByline: Ada Quill and Tobias Fenn\nPublished: 2023-11-09\nId: x-1\n\nHead\n\nBody text."
    )
    assert (found.id, found.section, found.byline) == ("x-1", "Courts", ("Ada Quill", "Tobias Fenn"))
    assert (found.published, found.headline, found.paragraphs) == (date(2023, 11, 9), "Head", ("Body text.",))


def test_a_headline_in_the_header_leaves_all_the_rest_to_the_body() -> None:
    found = read("Headline: Head\n\nFirst.\n\nSecond.")
    assert (found.headline, found.paragraphs) == ("Head", ("First.", "Second."))


def test_a_speakers_label_is_not_a_header_line() -> None:
    assert (
        read("Breck: 'The sea is not angry'\n\nThe harbour master spoke.").headline == "Breck: 'The sea is not angry'"
    )


def test_headline_blank_line_paragraphs_is_enough() -> None:
    found = read("Gulls\n\nThey are back.\n\nThey are loud.")
    assert (found.headline, found.deck, found.paragraphs) == ("Gulls", "", ("They are back.", "They are loud."))


def test_wrapped_lines_are_one_paragraph() -> None:
    found = read("Gulls\n\nThey are back on the roof of the\ncorn hall and will not be moved\nby words.")
    assert found.paragraphs == ("They are back on the roof of the corn hall and will not be moved by words.",)


def test_a_dateline_in_the_middle_of_a_sentence_is_none() -> None:
    found = read("Head\n\nThe BBQ — it rained — was cancelled by the town council.")
    assert found.dateline == ""
    assert found.paragraphs[0].startswith("The BBQ")


def test_text_without_paragraphs_is_unreadable_and_says_what_to_do() -> None:
    found = pasted.read(b"Only a headline\n", Source("x.txt"))
    assert isinstance(found, Unreadable)
    assert "blank line" in found.reason


def test_the_id_of_a_text_depends_on_its_content_alone() -> None:
    assert read("Head\n\nBody.").id == read("Head\n\nBody.\n\n").id != read("Head\n\nOther.").id


@needs_data("seed")
def test_the_seed_article_is_understood() -> None:
    path = DATA / "seed" / "sessions-offered-to-resign.txt"
    found = read(path.read_text())
    assert found.headline == "Sessions is said to have offered to resign"
    assert "Spicer" in found.deck
    assert (found.dateline, len(found.captions), len(found.paragraphs), len(found.quotes)) == ("WASHINGTON", 1, 8, 2)
    assert "Leave a Reply" not in found.text
    assert "Categories" not in found.text


@pytest.mark.parametrize("lede", ["Boats to the islands will stop in November.", "Sunday boats stop", "“Enough.”"])
@pytest.mark.parametrize("head", ["By Una Brack\n\n17 September 2024", "By Una Brack | 17 Sept. 2024", "17.09.2024"])
def test_what_follows_byline_and_date_is_text_however_short(lede: str, head: str) -> None:
    spoken = "“We have run out of people,” said Mary Brown, who manages the terminal."
    found = read(f"Ferry firm drops Sunday sailings\n\n{head}\n\n{lede}\n\n{spoken}\n\n{'Many words. ' * 20}")
    assert found.paragraphs[:2] == (lede, spoken)
    assert (found.published, found.captions) == (date(2024, 9, 17), ())
    assert "Mary Brown" in [quote.speaker for quote in found.quotes]


def test_quotations_and_sentences_are_text_and_no_captions() -> None:
    found = read(
        "Ferry firm drops sailings\n\nSunday boats stop\n\nMaud Tarrant on the quay (Photo: Ines Moll)\n\n"
        "It began in May. Then the crews left.\n\n“Nobody asked us,” said John Field.\n\n" + "Many words follow. " * 20
    )
    assert (found.deck, found.captions) == ("Sunday boats stop", ("Maud Tarrant on the quay (Photo: Ines Moll)",))
    assert found.paragraphs[:2] == ("It began in May. Then the crews left.", "“Nobody asked us,” said John Field.")


@pytest.mark.parametrize(
    "beside",
    ["Updated 2 hours ago", "Last modified on 17 September", "3 min read", "Staff Writer", "Chief Political Reporter"],
)
def test_what_stands_beside_the_byline_is_no_text(beside: str) -> None:
    found = read(f"Boats stop\n\nBy Una Brack\n{beside}\n\n17 Sept. 2024\n\nThey stop in May.\n\nNobody was asked.")
    assert found.paragraphs == ("They stop in May.", "Nobody was asked.")
    assert (found.byline, found.deck) == (("Una Brack",), "")


def test_a_caption_below_the_byline_is_one() -> None:
    found = read("Boats stop\n\nBy Una Brack\n\nA ferry at Cobb Quay. Photograph: Ines Moll\n\nThey stop.\n\nNow.")
    assert (found.captions, found.paragraphs) == (
        ("A ferry at Cobb Quay. Photograph: Ines Moll",),
        ("They stop.", "Now."),
    )


def test_a_name_before_the_date_is_the_byline() -> None:
    found = read("Boats stop\n\nUna Brack\n17.09.2024\n\n- In May\n- At noon\n\nThey stop.")
    assert (found.byline, found.paragraphs) == (("Una Brack",), ("- In May", "- At noon", "They stop."))


def test_agencies_name_the_reporter_at_the_end() -> None:
    closing = "(Reporting by Una Brack; Editing by Joss Pell)"
    found = read(f"BOATS STOP\n\nPORT ALDER, Sept 17 (Coastwire) - They stop.\n\n{closing}")
    assert (found.byline, found.agency, found.paragraphs[-1]) == (("Una Brack",), "Coastwire", closing)


BODY = "The quay closes in October.", "“We cannot keep patching it,” said Maud Tarrant.", "Nobody knows for how long."


def read_text(text: str) -> Article:
    found = pasted.read(text.encode(), Source("a.txt"))
    assert isinstance(found, Article), found
    return found


def test_where_nothing_divides_deck_and_text_a_sentence_is_text() -> None:
    assert read_text("Eastern quay to close for six months\n" + "\n".join(BODY)).paragraphs == BODY
    found = read_text("Eastern quay to close for six months\nTwo weeks to leave\n" + "\n".join(BODY))
    assert (found.deck, found.paragraphs) == ("Two weeks to leave", BODY)


def test_a_name_before_the_day_is_a_byline() -> None:
    text = "\n\n".join(BODY)
    found = read_text(
        f"Eastern quay to close for six months\nTwo weeks to leave\nUna Brack\n17 September 2024, 6:30am\n\n{text}"
    )
    assert (found.byline, found.deck, found.paragraphs) == (("Una Brack",), "Two weeks to leave", BODY)
    found = read_text(
        f"Eastern quay to close for six months\nTwo weeks to leave\nPort Alder\n17 September 2024\n\n{text}"
    )
    assert found.byline == ()


def test_invitations_to_follow_the_paper_are_no_text() -> None:
    assert (
        read_text(
            "Eastern quay to close for six months\n\n" + "\n\n".join([*BODY, "Follow the Echo on Facebook"])
        ).paragraphs
        == BODY
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_sentence_below_a_short_headline_is_text(gap: str) -> None:
    found = read_text(f"Quay closes{gap}" + "\n\n".join(BODY))
    assert (found.headline, " ".join([found.deck, *found.paragraphs]).strip()) == ("Quay closes", " ".join(BODY))


def test_a_sentence_above_the_byline_is_a_deck_and_one_below_it_is_text() -> None:
    head = "Eastern quay to close for six months"
    found = read_text(f"{head}\nTwo weeks to leave.\nBy Una Brack\n" + "\n".join(BODY))
    assert (found.deck, found.byline, found.paragraphs) == ("Two weeks to leave.", ("Una Brack",), BODY)
    found = read_text(f"{head}\nBy Una Brack\n" + "\n".join(BODY))
    assert (found.deck, found.byline, found.paragraphs) == ("", ("Una Brack",), BODY)
