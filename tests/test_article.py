"""The article and the one text that offsets refer to."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import derived_id
from tests.conftest import make_article


def test_text_joins_headline_deck_paragraphs_and_captions_by_blank_lines() -> None:
    article = make_article("a", "Head", "One.", "Two.", deck="Deck", captions=("Cap",))
    assert article.text == "Head\n\nDeck\n\nOne.\n\nTwo.\n\nCap"
    assert [part.field for part in article.parts] == ["headline", "deck", "body", "body", "captions"]


@given(st.lists(st.text("ab“”\"'", min_size=1), min_size=1), st.text("x"), st.lists(st.text("y", min_size=1)))
def test_parts_delimit_the_strings_they_come_from(paragraphs: list[str], deck: str, captions: list[str]) -> None:
    article = make_article("a", "Head", *paragraphs, deck=deck, captions=tuple(captions))
    found = [article.text[part.start : part.end] for part in article.parts]
    assert found == ["Head", *([deck] if deck else []), *paragraphs, *captions]


@given(st.text(), st.text(), st.lists(st.text()))
def test_every_string_is_on_one_line_without_control_characters(
    headline: str, section: str, paragraphs: list[str]
) -> None:
    article = make_article("a", headline, *paragraphs, section=section, tags=(section,))
    strings = [article.headline, article.section, *article.paragraphs, *article.tags]
    assert all(text == text.strip() and text.splitlines() in ([], [text]) and "  " not in text for text in strings)
    assert article.text == "\n\n".join(article.text[part.start : part.end] for part in article.parts)


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        make_article().headline = "Other"  # type: ignore[misc]


def test_the_day_is_the_publishers_own() -> None:
    late = datetime.fromisoformat("2023-05-01T23:30:00-05:00")
    assert make_article(published=late).day == date(2023, 5, 1)
    assert late.astimezone(UTC).date() == date(2023, 5, 2)


def test_quotes_in_captions_are_not_the_articles_quotes() -> None:
    article = make_article("a", "Head", "He said “yes”.", captions=("A sign: “no”.",))
    assert [article.text[quote.start : quote.end] for quote in article.quotes] == ["yes"]


def test_a_derived_id_depends_on_the_url_alone_where_there_is_one() -> None:
    assert derived_id("https://a.example/1", "x") == derived_id("https://a.example/1", "y")
    assert derived_id("", "x", "y") != derived_id("", "xy")
