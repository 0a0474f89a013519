"""Wire copy in the markup of Reuters-21578."""

import io
from datetime import UTC, datetime

from corpus.article import Article, Source, Unreadable
from corpus.texts import reuters

STORY = """<REUTERS TOPICS="YES" NEWID="{id}">
<DATE>26-FEB-2023 15:01:01.79&#5;&#5;&#5;RM</DATE>
<TOPICS><D>ferries</D></TOPICS>
<PLACES><D>port-alder</D><D>tarn-hill</D></PLACES>
<PEOPLE></PEOPLE>
<TEXT>&#2;
<TITLE>FERRY FIRM &lt;ASF> ADDS SAILINGS</TITLE>
<AUTHOR>    By ADA QUILL, Coastwire</AUTHOR>
<DATELINE>    PORT ALDER, Merrow, Feb 26 - </DATELINE><BODY>The firm said on Sunday it would
add three sailings a day.
    "We have the boats," it said.
 Coastwire
&#3;</BODY></TEXT>
</REUTERS>
"""


def read(text: str) -> list[Article | Unreadable]:
    found = reuters.split(io.BytesIO(text.encode("latin-1")), Source("wire.sgm"))
    return [one if isinstance(one, Unreadable) else reuters.read(one.data, one.source) for one in found]


def test_a_story_lands_in_its_fields() -> None:
    (found,) = read("<!DOCTYPE lewis>\n" + STORY.format(id=7))
    assert isinstance(found, Article)
    assert (found.id, found.headline, found.byline) == ("7", "FERRY FIRM <ASF> ADDS SAILINGS", ("Ada Quill",))
    assert (found.dateline, found.tags) == ("PORT ALDER, Merrow", ("ferries", "port-alder", "tarn-hill"))
    assert found.published == datetime(2023, 2, 26, 15, 1, 1, 790000, UTC)
    assert found.paragraphs == (
        "The firm said on Sunday it would add three sailings a day.",
        '"We have the boats," it said.',
    )


def test_briefs_and_unprocessed_stories_are_articles_too() -> None:
    brief = '<REUTERS NEWID="1"><TEXT TYPE="BRIEF">******<TITLE>CATCH LIMIT CUT\n</TITLE>Blah.\n&#3;</TEXT></REUTERS>'
    table = '<REUTERS NEWID="2"><TEXT TYPE="UNPROC">&#2;\nHERRING\n  Large.....20\n\n Coastwire\n&#3;</TEXT></REUTERS>'
    empty = '<REUTERS NEWID="3"><TEXT TYPE="UNPROC">&#2;\n&#3;\n</TEXT></REUTERS>'
    found = [item for item in read(brief + table + empty) if isinstance(item, Article)]
    assert [a.headline for a in found] == ["CATCH LIMIT CUT", "HERRING", "(untitled)"]
    assert [a.paragraphs for a in found] == [(), ("Large.....20",), ()]


def test_the_first_of_two_elements_counts_and_one_that_does_not_end_is_none() -> None:
    title = "<TITLE\n>ONE < TWO</TITLE><TITLE>THREE</TITLE>"
    found = read(f'<REUTERS NEWID="1"><DATE>26-FEB-1987<TEXT><AUTHOR>{title}<BODY>B</BODY></TEXT></REUTERS>')
    assert [(a.headline, a.paragraphs, a.byline, a.published) for a in found if isinstance(a, Article)] == [
        ("ONE < TWO", ("B",), (), None)
    ]


def test_a_last_word_with_its_full_stop_is_text_not_a_sign_off() -> None:
    story = '<REUTERS NEWID="1"><TEXT><TITLE>T</TITLE><BODY>It rose to 20 a\ntonne.\n&#3;</BODY></TEXT></REUTERS>'
    (found,) = read(story)
    assert isinstance(found, Article)
    assert found.paragraphs == ("It rose to 20 a tonne.",)


def test_a_story_cut_off_is_reported_and_those_before_it_kept() -> None:
    found = read(STORY.format(id=1) + STORY.format(id=2)[:300])
    assert [type(item) for item in found] == [Article, Unreadable]
    assert found[1].source.position == "story 2"


def test_stories_larger_than_a_read_come_whole() -> None:
    long = STORY.format(id=1).replace("The firm", "The firm " * 300_000)
    found = read(long + STORY.format(id=2))
    assert [item.id for item in found if isinstance(item, Article)] == ["1", "2"]
