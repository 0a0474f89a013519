"""The query language: read forgivingly, shown as understood."""

from datetime import date

import pytest
import whoosh.query
from hypothesis import example, given
from hypothesis import strategies as st

from index import ALIASES, FIELDS
from search.errors import QueryError
from search.query.description import describe
from search.query.language import parse

TODAY = date(2024, 3, 31)

READINGS = {
    "spicer discussion": "spicer AND discussion",
    "'oil prices' AND opec": '"oil prices" AND opec',
    "headline:coffee": "headline:coffee",
    "tag:cocoa": "tags:cocoa",
    "quote:sorry title:storm": "quotes:sorry AND headline:storm",
    "“curly quotes” ‘single’": '"curly quotes" AND "single"',
    "''doubled marks''": '"doubled marks"',
    'an "unbalanced mark': "unbalanced AND mark",
    "(open": "open",
    "closed)": "closed",
    "AND": "",
    "OR left": "left",
    "right AND": "right",
    "x AND OR y": "x OR y",
    "!!! ??? ...": "",
    "what did spicer say?": "spicer AND say",
    "* storm": "storm",
    "*": "*:*",
    "storm | flood": "storm OR flood",
    "who stole the bell": "stole AND bell",
    "to be or not to be": "to AND be AND or AND not AND to AND be",
    "the AND bridge": "the AND bridge",
    "4.2* mid-term? skerrins-strike*": '4.2* AND "mid term" AND (skerrins AND strike*)',
    "=don't ='O'Neill' =\"town council\"": "=don't AND =o'neill AND =\"town council\"",
    "headline:-storm Section:News": "NOT headline:storm AND section:news",
    "published:{9999 TO ]": "published:[9999-12-31 TO ]",
    "don't O’Neill": "don't AND o'neill",
    "mid-term el-salvador": "mid-term AND el-salvador",
    "x -y": "x AND NOT y",
    "x (-y z) +w": "x AND (NOT y AND z) AND w",
    "x NOT y": "x AND NOT y",
    "x OR y z": "(x OR y) AND z",
    "pric* f?x": "pric* AND f?x",
    "fuzz~ other~2": "fuzz~1 AND other~2",
    '"near words"~5': '"near words"~5',
    "word^2 =rates": "word^2 AND =rates",
    "http://lantern.example/a": '"http lantern example a"',
    "unknown:field": '"unknown field"',
    "headline: storm": "headline AND storm",
    "published:2017-06": "published:[2017-06-01 TO 2017-06-30]",
    "published:'last month'": "published:[2024-02-01 TO 2024-02-29]",
    "published:[1987-03-01 TO 1987-03-31] wheat": "published:[1987-03-01 TO 1987-03-31] AND wheat",
    "published:{2016 TO 2018}": "published:[2017-01-01 TO 2017-12-31]",
    "date:[TO 2017]": "published:[ TO 2017-12-31]",
    "byline:(quill OR fenn)": "byline:quill OR byline:fenn",
    "*:*": "*:*",
}


@pytest.mark.parametrize(("text", "reading"), READINGS.items())
def test_a_query_is_read_as(text: str, reading: str) -> None:
    assert describe(parse(text, "all", TODAY)) == reading


def test_match_any_joins_words_with_or() -> None:
    assert describe(parse('storm "long bridge"', "any", TODAY)) == 'storm OR "long bridge"'
    assert describe(parse("storm bridge -ferry", "any", TODAY)) == "(storm OR bridge) AND NOT ferry"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("published:soon", "'soon' is not a date; write 2017"),
        ("published:[2018 TO 2017]", "ends before it begins"),
        ("published:[x TO 2017]", "'x' is not a date"),
        (" ".join(f"w{n}" for n in range(100)), "more than 64 words"),
        ("(" * 30 + "x" + ")" * 30, "nested"),
        (" ANDNOT ".join("abcdefghijklm"), "more than 8"),
        ('"mayor bridge"~1000', "at most 100"),
        ("storm^99999", "from 0 to 1,000"),
    ],
)
def test_what_cannot_be_honoured_is_refused_with_the_remedy(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("[", r"\[")):
        parse(text, "all", TODAY)


def test_an_empty_query_asks_for_everything() -> None:
    assert isinstance(parse("  ", "all", TODAY), whoosh.query.Every)


SIGNS = """: " ' “ ” ’ ( ) [ ] { } ~ ~2 ^ ^2 * ? - + = \\ / AND OR NOT ANDNOT ANDMAYBE REQUIRE 2017 storm bridge é"""
QUERY_PIECES = st.sampled_from([*FIELDS, *ALIASES, *SIGNS.split(), " ", " TO "])


@example("NOT")
@example("a ANDNOT")
@example("-(")
@given(st.one_of(st.text(max_size=60), st.lists(QUERY_PIECES, max_size=14).map("".join)))
def test_no_query_whatever_fails_and_every_reading_reads_the_same_again(text: str) -> None:
    try:
        tree = parse(text, "all", TODAY)
    except QueryError:
        return
    reading = describe(tree)
    if reading:
        assert describe(parse(reading, "all", TODAY)) == reading
