"""The query language: read forgivingly, shown as understood."""

import re
from datetime import date
from itertools import product

import pytest
import whoosh.query
from hypothesis import example, given
from hypothesis import strategies as st

from index import ALIASES, FIELDS
from search.errors import QueryError
from search.query.description import describe
from search.query.language import parse, parsed, plain
from search.query.tree import walk
from search.request import Match

TODAY = date(2024, 3, 31)

READINGS = {
    "spicer discussion": "spicer AND discussion",
    "'oil prices' AND opec": '"oil prices" AND opec',
    "headline:coffee": "headline:coffee",
    "tag:cocoa": "tags:cocoa",
    "quote:sorry title:storm": "quotes:sorry AND headline:storm",
    "“curly quotes” ‘single’": '"curly quotes" AND "single"',
    "''doubled marks''": '"doubled marks"',
    'an "unbalanced mark': "(unbalanced AND mark) ANDMAYBE an",
    "(open": "open",
    "closed)": "closed",
    "AND": "",
    "OR left": "left",
    "right AND": "right",
    "x AND OR y": "x OR y",
    "x REQUIRE ANDNOT y": "x REQUIRE y",
    "x NOT OR y": "x AND NOT y",
    "!!! ??? ...": "",
    "what did spicer say?": "(spicer AND say) ANDMAYBE (what OR did)",
    "* storm": "storm",
    "*": "*:*",
    "storm | flood": "storm OR flood",
    "who stole the bell": "(stole AND bell) ANDMAYBE (who OR the)",
    "to be or not to be": '(to AND be AND or AND not AND to AND be) ANDMAYBE "to be or not to be"',
    "the AND bridge": "the AND bridge",
    "4.2* mid-term? skerrins-strike*": '4.2* AND "mid term" AND (skerrins AND strike*)',
    "=don't ='O'Neill' =\"town council\"": "=don't AND =o'neill AND =\"town council\"",
    "headline:-storm Section:News": "NOT headline:storm AND section:news",
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
    "http://lantern.example/a": '"lantern example a" OR url:"lantern example a"',
    "headline: storm": "headline AND storm",
    "published:2017-06": "published:[2017-06-01 TO 2017-06-30]",
    "published:'last month'": "published:[2024-02-01 TO 2024-02-29]",
    "published:[1987-03-01 TO 1987-03-31] wheat": "published:[1987-03-01 TO 1987-03-31] AND wheat",
    "published:{2016 TO 2018}": "published:[2017-01-01 TO 2017-12-31]",
    "date:[TO 2017]": "published:[ TO 2017-12-31]",
    "byline:(quill OR fenn)": "byline:quill OR byline:fenn",
    "*:*": "*:*",
    '"storm dam*"': '"storm dam*"',
    "'st?rm damge~1'": '"st?rm damge~1"',
    '="storm dam*" byline:"qu*"': '="storm dam*" AND byline:"qu*"',
    '"storm-dam*, and floods?"~3': '"storm dam* and floods"~3',
    "byline:*": "byline:*",
    "published:* -tags:* deck:-*": "published:* AND NOT tags:* AND NOT deck:*",
    "by:* storm": "byline:* AND storm",
    "published:(2017 OR 2019)": "published:[2017-01-01 TO 2017-12-31] OR published:[2019-01-01 TO 2019-12-31]",
    "[closed to traffic]": "(closed AND traffic) ANDMAYBE to",
    "published:[2017 to 2018]": "published:[2017-01-01 TO 2018-12-31]",
}


@pytest.mark.parametrize(("text", "reading"), READINGS.items())
def test_a_query_is_read_as(text: str, reading: str) -> None:
    assert describe(parse(text, "all", TODAY)) == reading


OPERATORS = ("AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE")


@pytest.mark.parametrize(
    "around", ["{}", "x {} y", "x ({}) y", "x {} (y)", "x OR ({} y)", "x {} headline:y^2", "{} y {}"]
)
def test_no_operators_in_a_row_fail(around: str) -> None:
    for some in product(("", *OPERATORS), repeat=3):
        reading = describe(parse(around.replace("{}", " ".join(some)), "all", TODAY))
        assert not reading or describe(parse(reading, "all", TODAY)) == reading


def test_match_any_joins_words_with_or() -> None:
    assert describe(parse('storm "long bridge"', "any", TODAY)) == 'storm OR "long bridge"'
    assert describe(parse("storm bridge -ferry", "any", TODAY)) == "(storm OR bridge) AND NOT ferry"
    assert describe(parse("the storm at sea", "any", TODAY)) == "(storm OR sea) ANDMAYBE (the OR at)"


def test_a_plus_requires_a_word_where_any_is_enough() -> None:
    assert (
        describe(parse("+storm bridge quay -ferry", "any", TODAY)) == "(storm AND NOT ferry) ANDMAYBE (bridge OR quay)"
    )
    assert describe(parse("+storm +(quay OR bridge)", "any", TODAY)) == "storm AND (quay OR bridge)"
    assert describe(parse("+storm +bridge", "all", TODAY)) == "storm AND bridge"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("published:soon", "'soon' is not a date; write 2017"),
        ("published:[2018 TO 2017]", "ends before it begins"),
        ("published:[x TO 2017]", "'x' is not a date"),
        ("published:{9999 TO ]", "no day lies beyond that"),
        ("published:{2017 TO 2017}", "no day lies between these"),
        ("published:2017~1", "a day cannot be approximate"),
        ('"storm * damage"', "alone in quotes stands for no word"),
        (" ".join(f"w{n}" for n in range(100)), "more than 64 words"),
        ("(" * 30 + "x" + ")" * 30, "nested"),
        (" ANDNOT ".join("abcdefghijklm"), "more than 8"),
        ('"mayor bridge"~1000', "at most 100"),
        ("storm^99999", "from 0 to 1,000"),
    ],
)
def test_what_cannot_be_honoured_is_refused_with_the_remedy(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(text, "all", TODAY)


def test_an_empty_query_asks_for_everything() -> None:
    assert isinstance(parse("  ", "all", TODAY), whoosh.query.Every)


SIGNS = """: " ' “ ” ’ ( ) [ ] { } ~ ~2 ^ ^2 * ? - + = \\ / AND OR NOT ANDNOT ANDMAYBE REQUIRE 2017 storm bridge é"""
QUERY_PIECES = st.sampled_from([*FIELDS, *ALIASES, *SIGNS.split(), " ", " TO "])


@example("NOT")
@example("a ANDNOT")
@example('"*" "a* *b" "~1"')
@example("published:* -byline:*")
@example("THE AND WHO")
@example("I A x")
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


PLAIN_WORDS = [
    *"storm Bridge US WHO or and not OR NOT to TO the The 12 1987 a1b F16 AND REQUIRE e OIL".split(),
    "x" * 120,
]


@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(st.sampled_from([*PLAIN_WORDS, "x" * 120]), min_size=1, max_size=3)),
        max_size=4,
    ),
    st.sampled_from(["all", "any"]),
)
def test_plain_queries_are_read_as_the_parser_reads_them(units: list[tuple[bool, list[str]]], match: Match) -> None:
    text = " ".join(f'"{" ".join(words)}"' if quoted else " ".join(words) for quoted, words in units)
    sooner = plain(text, match)
    if sooner is not None:
        parser = parsed(text, match, TODAY)
        assert (sooner.text, sooner.notes, _spelt(sooner.tree)) == (parser.text, parser.notes, _spelt(parser.tree))


def _spelt(query: whoosh.query.Query) -> list[tuple[str, object]]:
    """Every node with what makes it; a group's own place in the text is nobody's concern."""
    return [
        (repr(node), (node.startchar, node.endchar) if type(node) is whoosh.query.Term else None)
        for node in walk(query)
    ]


@pytest.mark.parametrize(
    "text", ["", "OIL PRICES", "oil OR gas", "oil or gas", "head:oil", "café", "oil-price", "oil*"]
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert plain(text, "all") is None
