"""What is typed or pasted, and what is meant by it."""

from datetime import date

import pytest

from search.errors import QueryError
from search.query.description import describe
from search.query.language import read
from search.query.typed import INSTEAD

TODAY = date(2024, 3, 31)


def reading(text: str) -> str:
    return describe(read(text, "all", TODAY).tree)


def notes(text: str) -> str:
    return "; ".join(read(text, "all", TODAY).notes)


CAPITALS = {
    "COUNCIL DOES NOT BACK FERRY OR BRIDGE": "(council AND back AND ferry AND bridge) ANDMAYBE (does OR not OR or)",
    "STORM AND FLOOD OR FIRE NOT OVER": "(storm AND flood AND fire AND over) ANDMAYBE (and OR or OR not)",
    "NOT GUILTY": "guilty ANDMAYBE not",
    "RATES UP, NOT DOWN": "(rates AND up AND down) ANDMAYBE not",
    "FIRE AND ICE": "(fire AND ice) ANDMAYBE and",
    'MAYOR: "NO COMMENT" OR ELSE': '(mayor AND "no comment" AND else) ANDMAYBE or',
}


@pytest.mark.parametrize(("text", "expected"), CAPITALS.items())
def test_a_headline_in_capitals_has_no_operators(text: str, expected: str) -> None:
    assert reading(text) == expected
    assert "all is in capitals" in notes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("storm OR FLOOD", "storm OR flood"),
        ("Storm NOT Flood", "storm AND NOT flood"),
        ("2023 OR 2024", "2023 OR 2024"),
        ("市长 OR 港口", "市长 OR 港口"),
        ("headline:STORM OR FLOOD", "headline:storm OR flood"),
        ("STORM -FLOOD", "storm AND NOT flood"),
        ('"NATO" OR "EU"', '"nato" OR "eu"'),
        ("(NATO OR EU) AND SUMMIT", "(nato OR eu) AND summit"),
    ],
)
def test_operators_beside_small_letters_or_none_or_in_brackets_bind(text: str, expected: str) -> None:
    assert reading(text) == expected
    assert notes(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIVE:STORM HITS PIER", "live AND storm AND hits AND pier"),
        ("BREAKING:FERRY SINKS, 5 DEAD", "breaking AND ferry AND sinks AND 5 AND dead"),
        ("PUBLISHED:2023 STORM", "published:[2023-01-01 TO 2023-12-31] AND storm"),
        ("NATO:50", "nato AND 50"),
    ],
)
def test_a_colon_in_a_headline_in_capitals_makes_no_field(text: str, expected: str) -> None:
    assert reading(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("FTSE -1.2%", "ftse AND 1.2", "a sign before a number"),
        ("cold of -20C", "(cold AND 20c) ANDMAYBE of", "a sign before a number"),
        ("C#/C++", '"c c"', "signs are not looked for: “C#” is read as “C”; signs are not looked for: “C++”"),
        ("C++ firm", "c AND firm", "signs are not looked for: “C++”"),
        ("minus -5 degrees", "minus AND 5 AND degrees", "a sign before a number"),
        ("+3 per cent up", "3 AND per AND cent AND up", "a sign before a number"),
        ("storm -the worst- hits quay", "(storm AND worst AND hits AND quay) ANDMAYBE the", "dashes around words"),
        ("buyers do NOT know", "(buyers AND know) ANDMAYBE (do OR not)", "NOT behind a verb"),
        ("titanic -1997", "titanic AND NOT 1997", ""),
        ("boeing -747 -crash", "boeing AND NOT 747 AND NOT crash", ""),
        ("a fine of US$250", "(fine AND 250) ANDMAYBE (a OR of)", ""),
    ],
)
def test_signs_of_numbers_and_dashes_in_sentences_leave_nothing_out(text: str, expected: str, note: str) -> None:
    assert reading(text) == expected
    assert notes(text).startswith(note)


@pytest.mark.parametrize("word", ["or", "not"])
def test_operators_in_small_letters_are_words_and_it_says_so(word: str) -> None:
    text = f"storm {word} flood"
    assert reading(text) == f"(storm AND flood) ANDMAYBE {word}"
    assert notes(text).startswith(f"“{word}” is read as a word; {word.upper()} in capitals")
    assert notes(f'"storm {word} flood" quay') == ""


@pytest.mark.parametrize("word", ["Or", "Not"])
def test_operators_with_a_capital_beside_small_letters_are_words_and_it_says_so(word: str) -> None:
    assert reading(f"storm {word} flood") == f"(storm AND flood) ANDMAYBE {word.lower()}"
    assert notes(f"storm {word} flood").startswith(f"“{word}” is read as a word; {word.upper()} in capitals")
    assert notes(f"Storm {word} Flood") == ""


def near(first: str, second: str, slop: int) -> str:
    return f'"{first} {second}"~{slop} OR "{second} {first}"~{slop}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("storm w/5 dam", near("storm", "dam", 5)),
        ("storm W/12 dam quay", f"({near('storm', 'dam', 12)}) AND quay"),
        ("storm NEAR/3 dam", near("storm", "dam", 3)),
        ("storm NEAR3 dam", near("storm", "dam", 3)),
        ("storm NEAR dam", near("storm", "dam", 10)),
        ("storm pre/4 dam", '"storm dam"~4'),
        ("storm ADJ dam", '"storm dam"'),
        ("storm ADJ3 dam", '"storm dam"~3'),
        ("(storm within/2 dam) OR quay", f"({near('storm', 'dam', 2)}) OR quay"),
        ("storm near dam", "storm AND near AND dam"),
        ("STORM NEAR DAM", "storm AND near AND dam"),
    ],
)
def test_nearness_as_other_systems_write_it_is_nearness(text: str, expected: str) -> None:
    assert reading(text) == expected
    assert ("is read as nearness" in notes(text)) == ("~" in expected or "ADJ" in text)


def test_nearness_that_is_not_understood_is_said() -> None:
    assert "“w/5” is read as a word" in notes('"storm surge" w/5 dam')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&quot;storm surge&quot; quay", '"storm surge" AND quay'),
        ("mayor&#39;s quay", "mayor AND quay"),
        ("Tom &amp; Ida", "tom AND ida"),
        ("storm%20quay", "storm AND quay"),
        ("%22storm%20surge%22", '"storm surge"'),
        ("caf%C3%A9", "cafe"),
    ],
)
def test_what_is_encoded_is_read_as_it_is_meant(text: str, expected: str) -> None:
    assert reading(text) == expected
    assert notes(text).startswith("what is encoded is read as “")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('headline:"storm quay', "headline:storm AND quay"),
        ('by:"quill', "byline:quill"),
        ("headline：storm", "headline:storm"),
        ("市长：港口", '"市长 港口"'),
        ("(dock|quay) closed", "(dock OR quay) AND closed"),
        ("dock||quay", "dock OR quay"),
        ("Storm hits quay|The Lantern", "(storm AND hits AND quay AND lantern) ANDMAYBE the"),
        (r"\bquay\b", "quay"),
        ("N A T O summit", "nato AND summit"),
        ("J K Quill", "j AND k AND quill"),
        ("the I A E A", "iaea ANDMAYBE the"),
        ('"US" copper', '"US" AND copper'),
        ("AT&T", '"at t"'),
        ("a B & B", '"b b" ANDMAYBE a'),
        ("storm & B", "storm AND b"),
        ("100% off", "100 AND off"),
        ("R&D;", '"r d"'),
    ],
)
def test_signs_of_other_places_are_read_as_meant(text: str, expected: str) -> None:
    assert reading(text) == expected


NAMES = {
    'by:"Quill, Ada"': 'byline:"quill ada" OR byline:"ada quill"',
    'speaker:"Orrin, J. K."': 'speaker:"orrin jk" OR speaker:"jk orrin"',
    '-by:"Quill, Ada" storm': 'NOT (byline:"quill ada" OR byline:"ada quill") AND storm',
    'speaker:"Quill, Jr."': 'speaker:"quill jr"',
    'speaker:"Mr O\'Dowd"': 'speaker:"o\'dowd"',
    'speaker:"Prof. Dr. Ada von Quill"': 'speaker:"ada von quill"',
    'byline:"Sir Ada Quill"': 'byline:"ada quill"',
    'speaker:"Lord Quill"': 'speaker:"lord quill"',
    'headline:"Quill, Ada"': 'headline:"quill ada"',
    'speaker:"Drake Quill"': 'speaker:"drake quill"',
}


@pytest.mark.parametrize(("text", "expected"), NAMES.items())
def test_a_person_is_found_as_lists_and_letters_name_them(text: str, expected: str) -> None:
    assert reading(text) == expected
    assert reading(reading(text)) == expected


def in_text_or(place: str, words: str) -> str:
    return f'"{words}" OR {place}:"{words}"'


ADDRESSES = {
    "https://lantern.example/a?q=a*b&x=~1": in_text_or("url", "lantern example a q a b x 1"),
    "www.lantern.example/storm-hits-quay": in_text_or("url", "lantern example storm-hits-quay"),
    "lantern.example:8080/a?b=c": in_text_or("url", "lantern example 8080 a b c"),
    "who@example.org": '"who example org"',
    "mailto:who@example.org": '"who example org"',
    r"C:\scans\2023-05*.pdf": in_text_or("source", "c scans 2023-05 pdf"),
    "/srv/morgue/in.box/a~1.txt": in_text_or("url", "srv morgue in box a 1 txt"),
    "report_2023-final.pdf": in_text_or("source", "report 2023-final pdf"),
    "scan(1).jpg": in_text_or("source", "scan 1 jpg"),
    "urn:isbn:0451450523": '"urn isbn 0451450523"',
    "url:https://lantern.example/?a": 'url:"lantern example a"',
    "ferry (https://lantern.example/a*).": f"ferry AND ({in_text_or('url', 'lantern example a')})",
    "-https://lantern.example/a storm": f"NOT ({in_text_or('url', 'lantern example a')}) AND storm",
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.items())
def test_a_pasted_address_or_file_name_is_text(text: str, expected: str) -> None:
    assert reading(text) == expected


def test_an_address_whose_signs_mean_nothing_is_named() -> None:
    assert (
        notes("https://lantern.example/a*b") == "https://lantern.example/a*b is read as words: its signs mean nothing"
    )
    assert notes("report_2023-final.pdf") == ""


TITLES = {
    "Analysis: why the dam failed": "(analysis AND dam AND failed) ANDMAYBE (why OR the)",
    "Analysis:why": '"analysis why"',
    "Revealed: mayor: 'no comment'": 'revealed AND mayor AND "no comment"',
    "who pays for the bridge?": "(pays AND bridge) ANDMAYBE (who OR for OR the)",
    "Who pays? “The town”": '(pays AND "the town") ANDMAYBE who',
    "[Updated] Storm (again) hits quay": "updated AND storm AND again AND hits AND quay",
    "Storm hits quay | The Lantern": "(storm AND hits AND quay AND lantern) ANDMAYBE the",
    "- storm - floods": "storm AND floods",
    "– storm — floods": "storm AND floods",
    "- storm\n- floods\n- gulls": "storm AND floods AND gulls",
    "-storm\n-floods": "storm AND floods",
    "* storm\n* floods": "storm AND floods",
    "storm/flood warning": '"storm flood" AND warning',
    "AT&T row & storm": '"at t" AND row AND storm',
    "mid-term -vote": 'mid-term AND NOT vote',
    "at 10:30 score 3:1": '("10 30" AND score AND "3 1") ANDMAYBE at',
    "std::vector": "std AND vector",
    "http://": "http",
    "**Storm** floods": "storm AND floods",
    "M*A*S*H": "m*a*s*h",
    "5\" pipe": "5 AND pipe",
    "“open storm": "open AND storm",
    "~storm~": "storm~1",
    "storm ^ flood": "storm AND flood",
    "{storm} [flood]": "storm AND flood",
    "100% of £5 #quay @mayor": "(100 AND 5 AND quay AND mayor) ANDMAYBE of",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TITLES.items())
def test_a_pasted_title_or_list_is_text(text: str, expected: str) -> None:
    assert reading(text) == expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("storm AND", "AND, which joins nothing, is left out"),
        ("OR storm", "OR, which joins nothing, is left out"),
        ("storm * flood", "a * that stands alone is left out"),
        ('an "open storm', "a quotation mark without its other half is left out"),
        (
            "headline: storm",
            "“headline:” is read as a word: what it shall find follows it without a space, as headline:word",
        ),
        ("Storm | Lantern", "| in a title means nothing; to find either word, type OR"),
        ("-storm\n-flood", "dashes and stars before the lines of a list are left out"),
    ],
)
def test_what_is_left_out_is_said(text: str, note: str) -> None:
    assert note in notes(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("year:2023", "year: is no field; the nearest is published:2023"),
        ("Year:2023", "Year: is no field; the nearest is published:2023"),
        ("before:2020 storm", "the nearest is published:<2020"),
        ("id:lantern-1", "id: is no field; an article with that id is shown at /articles/lantern-1"),
        ("from:quill", "from: is no field; the nearest are byline:quill and published:2023.."),
        ("month:9", "month: is no field; the nearest is published:2023-09"),
        ("headlin:storm", "headlin: is no field; the nearest is headline:storm"),
        ("bylin:quill", "the nearest is byline:quill"),
        ("-unknown:field", "unknown: is no field; there are headline, deck"),
        ("(storm mood:en)", "mood: is no field; there are"),
        ("site:lantern.example", "the nearest is url:lantern.example"),
    ],
)
def test_a_field_that_is_none_is_refused_and_the_nearest_named(text: str, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        read(text, "all", TODAY)
    assert message in str(refused.value)
    assert "put a space behind the colon" in str(refused.value)


def test_what_an_article_never_is_is_refused() -> None:
    with pytest.raises(QueryError, match="is:new: there are is:corrected and is:teaser"):
        read("is:new", "all", TODAY)


@pytest.mark.parametrize("template", [near for near in INSTEAD.values() if near])
def test_what_is_named_instead_of_a_field_can_be_typed(template: str) -> None:
    assert reading(template.format("2020"))
