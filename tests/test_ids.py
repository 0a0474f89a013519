"""Ids that sources give, however odd: tidied, never empty, never too long for an address."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Article, Source
from corpus.article import ID_DIGITS, LONGEST_ID
from corpus.reading.files import read

ODD = {
    "blank": " ",
    "control characters": "\x01\x02",
    "a zero-width space": "\u200b\ufeff",
    "a no-break space": "\xa0",
    "blanks and control characters": " \x01 \x7f ",
}


def story(identifier: str) -> str:
    text = "<TITLE>Gulls return</TITLE><BODY>They are back.</BODY>"
    return f'<REUTERS NEWID="{identifier}"><TEXT>{text}</TEXT></REUTERS>'


def text(identifier: str) -> str:
    return f"Id: {identifier}\nHeadline: Gulls return\n\nThey are back.\n"


def record(identifier: str) -> str:
    return json.dumps({"id": identifier, "title": "Gulls return", "text": "They are back."})


def nested(identifier: str) -> str:
    return json.dumps({"id": {"value": [identifier]}, "title": "Gulls return", "text": "They are back."})


FORMATS = pytest.mark.parametrize("written", [story, text, record, nested])


def read_one(path: Path, content: str) -> Article:
    path.write_bytes(content.encode())
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


@FORMATS
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_an_id_of_which_nothing_is_left_counts_as_none(tmp_path: Path, written: Callable[[str], str], odd: str) -> None:
    found = read_one(tmp_path / "odd", written(odd))
    assert found.id == read_one(tmp_path / "none", written("")).id
    assert len(found.id) == ID_DIGITS


@FORMATS
def test_a_very_long_id_is_replaced_by_one_that_is_derived_from_it(
    tmp_path: Path, written: Callable[[str], str]
) -> None:
    longest = "x" * LONGEST_ID
    assert read_one(tmp_path / "a", written(longest)).id == longest
    first, other = (read_one(tmp_path / "a", written(longest + end)).id for end in "ab")
    assert len(first) == len(other) == ID_DIGITS
    assert first != other


@pytest.mark.parametrize("identifier", ["", " ", "\x01"])
def test_no_article_is_without_an_id(identifier: str) -> None:
    with pytest.raises(ValueError, match="has an id"):
        Article(identifier, Source("a.txt"), "Gulls return")


@FORMATS
def test_no_part_of_an_id_leads_a_browser_elsewhere(tmp_path: Path, written: Callable[[str], str]) -> None:
    for given, kept in (("..", "%2E%2E"), ("a/../b", "a/%2E%2E/b"), ("./b", "%2E/b"), ("a..b/v1.2", "a..b/v1.2")):
        assert read_one(tmp_path / "a", written(given)).id == kept
