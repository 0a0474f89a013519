"""Articles as JSON."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, Source, Unreadable
from corpus.reading import files
from corpus.record import LeftOut
from corpus.records import records
from corpus.records.keys import ALIASES
from corpus.records.records import split
from tests.conftest import ROOT


def read(data: str | bytes) -> list[Article | Unreadable | LeftOut]:
    found = split(io.BytesIO(data if isinstance(data, bytes) else data.encode()), Source("x.json"))
    items = (one if isinstance(one, Unreadable) else records.read(one.data, one.source) for one in found)
    return [item for item in items if item]


def one(**record: Any) -> Article:
    found = records.read(record, Source("x"))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(("field", "alias"), [(field, alias) for field, names in ALIASES.items() for alias in names])
def test_every_alias_fills_its_field(field: str, alias: str) -> None:
    value = "2023-05-02" if field == "published" else "Some Words"
    name = {"body": "paragraphs"}.get(field, field)
    others = {"headline": "Head", "body": "Body"}
    others.pop(field, None)
    got = getattr(one(**others, **{alias: value}), name)
    assert got in (value, (value,), date(2023, 5, 2))


def test_every_alias_is_documented() -> None:
    readme = (ROOT / "README.md").read_text()
    missing = [alias for names in ALIASES.values() for alias in names if f"`{alias}`" not in readme]
    assert not missing


def test_lines_lists_and_single_objects_give_articles_with_their_place() -> None:
    record = {"title": "Head", "text": "Body."}
    line = json.dumps(record)
    assert [str(a.source) for a in read(f"{line}\n\n{line}\n")] == ["x.json, line 1", "x.json, line 3"]
    assert [str(a.source) for a in read(json.dumps([record, record]))] == ["x.json, item 1", "x.json, item 2"]
    assert [str(a.source) for a in read(json.dumps(record, indent=1))] == ["x.json"]
    assert len(read(json.dumps({"articles": [record, record]}))) == 2


def test_one_bad_line_stops_nothing() -> None:
    found = read('{"title": "A", "text": "a"}\n{"title": \n[1]\n{"id": 3}\n{"title": "B", "text": "b"}\n')
    assert [type(item) for item in found] == [Article, Unreadable, Unreadable, Unreadable, Article]
    assert [item.source.position for item in found if isinstance(item, Unreadable)] == ["line 2", "line 3", "line 4"]


def test_a_broken_document_names_the_place() -> None:
    (found,) = read('{\n "title": "A",\n oops }')
    assert isinstance(found, Unreadable)
    assert "line 3" in found.reason


def test_deeply_nested_json_is_reported() -> None:
    (found,) = read("[" * 100_000)
    assert isinstance(found, Unreadable)


def test_body_may_be_a_string_a_list_or_html() -> None:
    assert one(title="T", text="One.\n\nTwo.").paragraphs == ("One.", "Two.")
    assert one(title="T", body=["One.", {"text": "Two."}]).paragraphs == ("One.", "Two.")
    assert one(title="T", content="<p>One &amp; only.</p><p>Two<br>lines.</p>").paragraphs == (
        "One & only.",
        "Two lines.",
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tom &amp; Ida&#8217;s AT&amp;T row", "Tom & Ida’s AT&T row"),
        ("&ldquo;Caf&eacute;&rdquo; &#x2013; 5&nbsp;p.m.", "“Café” – 5 p.m."),
        ("AT&T, R&D; &copy 2024 &nosuch; &#;", "AT&T, R&D; &copy 2024 &nosuch; &#;"),
        ("how &amp;lt; is written", "how &lt; is written"),
    ],
)
def test_references_to_characters_are_read_where_there_are_no_tags(written: str, read: str) -> None:
    found = one(title=written, deck=written, body=[f"{written} again."], author=written, tags=[written])
    assert {found.headline, found.deck, found.paragraphs[0].removesuffix(" again."), found.tags[0]} == {read}


def test_a_reference_does_not_end_a_tag() -> None:
    assert one(title="T", body="B", tags="AT&amp;T; ports").tags == ("AT&T", "ports")


def test_names_and_tags_come_as_strings_lists_or_objects() -> None:
    assert one(title="T", body="B", author="By Ada Quill and T. Fenn, Staff Writers").byline == ("Ada Quill", "T. Fenn")
    assert one(title="T", body="B", authors=[{"name": "Ada Quill"}, "T. Fenn"]).byline == ("Ada Quill", "T. Fenn")
    assert one(title="T", body="B", keywords="storm, harbour").tags == ("storm", "harbour")
    assert one(title="T", body="B", tags=[{"name": "storm"}]).tags == ("storm",)


def test_a_dateline_leaves_the_body() -> None:
    found = one(title="T", body="PORT ALDER — It rained.")
    assert (found.dateline, found.paragraphs) == ("PORT ALDER", ("It rained.",))


def test_dates_keep_their_zone_and_say_where_they_were_found() -> None:
    found = one(title="T", body="B", publishedAt="2023-05-02T10:00:00+01:00")
    assert found.published == datetime.fromisoformat("2023-05-02T10:00:00+01:00")
    assert found.published_how == "publishedAt"


def test_a_text_without_headline_takes_its_first_paragraph() -> None:
    found = one(text="First.\n\nSecond.")
    assert (found.headline, found.paragraphs) == ("First.", ("Second.",))


def test_an_object_that_is_no_article_names_its_keys() -> None:
    found = records.read({"foo": 1, "bar": 2}, Source("x"))
    assert isinstance(found, Unreadable)
    assert "bar, foo" in found.reason


@pytest.mark.parametrize("first", ['{"title": ', '{"title": "A", "text": "a}', 'le": "A", "text": "a"}', "\x1e{oops}"])
def test_a_broken_first_line_costs_that_line_alone(tmp_path: Path, first: str) -> None:
    lines = [first, '{"title": "B", "text": "b"},', '\x1e{"title": "C", "text": "c"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(files.read(tmp_path / "a.jsonl"))
    assert [type(item) for item in found] == [Unreadable, Article, Article]
    assert found[0].source.position == "line 1"


@pytest.mark.parametrize(
    "record",
    [
        {"_index": "news", "_id": "7", "_source": {"title": "T", "text": "One.\n\nTwo."}},
        {"_id": {"$oid": "7"}, "title": "T", "text": ["One.", "Two."]},
        {"id": "7", "webTitle": "T", "fields": {"bodyText": "One.\n\nTwo.", "headline": "T"}},
        {"id": 7, "headline": {"main": "T", "kicker": None}, "content": {"rendered": "<p>One.</p><p>Two.</p>"}},
        {"id": "7", "headlines": {"basic": "T"},
         "content_elements": [{"type": "text", "content": "One."}, {"type": "image", "caption": "A boat."},
                              {"type": "text", "content": "Two."}]},
        {"id": "7", "title": "T", "body": {"sections": [{"headline": [], "paragraphs": ["One.", "Two."]}]}},
        {"id": "7", "title": "T", "body": [{"_type": "block", "children": [{"_type": "span", "text": "One."}]},
                                           {"_type": "block", "children": [{"_type": "span", "text": "T"},
                                                                           {"_type": "span", "text": "wo."}]}]},
        {"data": {"id": "7", "attributes": {"title": "T", "text": "One.\n\nTwo."}}},
    ],
)  # fmt: skip
def test_exporters_put_articles_where_they_like(record: dict[str, Any]) -> None:
    found = one(**record)
    assert (found.id, found.headline, found.paragraphs) == ("7", "T", ("One.", "Two."))


@pytest.mark.parametrize("date", [1726558200.0, 1726558200000, {"$date": "2024-09-17T07:30:00Z"},
                                  {"$date": {"$numberLong": "1726558200000"}}, "1726558200"])  # fmt: skip
def test_dates_are_read_as_databases_write_them(date: Any) -> None:
    assert one(title="T", text="B", date=date).published == datetime.fromisoformat("2024-09-17T07:30:00+00:00")


@pytest.mark.parametrize("nothing", [float("nan"), "NaN", "null", "N/A", "", " ", None, [], {}])
def test_what_means_nothing_is_nothing(nothing: Any) -> None:
    found = one(title="T", text="B", author=nothing, date=nothing, section=nothing, tags=nothing, description=nothing)
    assert (found.byline, found.published, found.published_how, found.section, found.tags, found.deck) == (
        (), None, "", "", (), "",
    )  # fmt: skip


def test_numbers_of_things_named_elsewhere_are_no_names() -> None:
    found = one(title="T", content="B", author=3, tags=[7, 9], categories=[4])
    assert (found.byline, found.tags, found.section) == ((), (), "")
    terms = [[{"taxonomy": "category", "name": "Islands"}], [{"taxonomy": "post_tag", "name": "ferries"}]]
    embedded = {"author": [{"name": "Una Brack"}], "wp:term": terms}
    found = one(title="T", content="B", author=3, tags=[7], categories=[4], _embedded=embedded)
    assert (found.byline, found.tags, found.section) == (("Una Brack",), ("ferries",), "Islands")


def test_a_text_that_its_source_cuts_off_is_remarked() -> None:
    content, paper = "The boats stop. They … [+1043 chars]", {"name": "Echo"}
    found = one(title="T", description="The boats… ", content=content, source=paper)
    assert (found.paragraphs, found.publication) == (("The boats stop. They",), "Echo")
    assert "cuts it off" in found.remarks[0]


NODE = {"id": "7", "title": "T", "text": "One.\n\nTwo."}


@pytest.mark.parametrize(
    "document",
    [
        {"response": {"status": "ok", "results": [NODE]}},
        {"total_rows": 1, "rows": [{"id": "7", "value": {"rev": "1"}, "doc": NODE}]},
        {"data": {"articles": {"edges": [{"node": NODE}]}}},
        {"data": [{"id": 7, "attributes": {"title": "T", "text": "One.\n\nTwo."}}]},
        {"7": {"title": "T", "text": "One.\n\nTwo."}},
        {"hits": {"hits": [{"_id": "7", "_source": {"title": "T", "text": "One.\n\nTwo."}}]}},
    ],
)
def test_lists_are_found_where_interfaces_put_them(document: dict[str, Any]) -> None:
    (found,) = read(json.dumps(document))
    assert isinstance(found, Article)
    assert (found.id, found.headline, found.paragraphs) == ("7", "T", ("One.", "Two."))


def test_of_a_tag_its_value_is_taken_and_authors_are_none() -> None:
    tags = [
        {"name": "subject", "value": "Ferries"},
        {"type": "contributor", "webTitle": "Una Brack"},
        {"text": "quays"},
    ]
    assert one(title="T", text="B", tags=tags).tags == ("Ferries", "quays")


def test_systems_put_sections_authors_and_tags_elsewhere() -> None:
    taxonomy = {"primary_section": {"name": "Islands"}, "tags": [{"text": "ferries"}]}
    found = one(title="T", text="B", credits={"by": [{"name": "Una Brack"}]}, taxonomy=taxonomy)
    assert (found.byline, found.section, found.tags) == (("Una Brack",), "Islands", ("ferries",))
    assert one(title="T", text="B", author=3, yoast_head_json={"author": "Una Brack"}).byline == ("Una Brack",)


def test_the_name_of_the_paper_is_no_part_of_the_headline() -> None:
    assert one(title="Boats stop - Skerry Echo", text="B", source={"name": "Skerry Echo"}).headline == "Boats stop"
    assert one(title="Skerry Echo", text="B", source={"name": "Skerry Echo"}).headline == "Skerry Echo"
