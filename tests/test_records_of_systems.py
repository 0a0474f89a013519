"""Articles as the systems of newsrooms export them in JSON: what each keeps elsewhere, what it does not show."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import Article, Unreadable
from tests.conftest import run
from tests.containers import headlines, read_bytes, told

TEXT = "The quay is to close for six months.", "“We cannot keep patching it,” said Maud Tarrant."
HEAD = "Eastern quay to close"


def read_json(tmp_path: Path, *documents: Any) -> list[Article | Unreadable]:
    return read_bytes(tmp_path / "a.json", "\n".join(map(json.dumps, documents)).encode())


def read_one(tmp_path: Path, **record: Any) -> Article:
    (found,) = read_json(tmp_path, {"title": HEAD, "text": "\n\n".join(TEXT), **record})
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "draft",
    [
        {"status": "draft"}, {"status": "PENDING"}, {"status": "private"}, {"draft": True}, {"published": False},
        {"state": "unpublished"}, {"workflow_state": "scheduled"},
    ],
)  # fmt: skip
def test_drafts_are_counted_and_left_out(tmp_path: Path, draft: dict[str, Any]) -> None:
    found = read_json(tmp_path, {"title": HEAD, "text": TEXT[0]}, {"title": "Secret", "text": "Not yet.", **draft})
    assert headlines(found) == [HEAD]
    assert told(found) == ["a.json: left out: 1 draft (line 2)"]


@pytest.mark.parametrize(
    ("stop", "reason"),
    [
        ({"status": "killed"}, "killed"), ({"pubStatus": "stat:canceled"}, "canceled"),
        ({"pubstatus": "withheld"}, "withheld"), ({"embargo_until": "2199-09-17T06:30Z"}, "under embargo until 2199"),
        ({"embargo": {"$date": "2199-09-17T06:30:00Z"}}, "under embargo until 2199"),
        ({"embargoed": True}, "under embargo, and when that ends cannot be read"),
        ({"Status": "Killed"}, "killed"), ({"status": "published", "pubStatus": "stat:canceled"}, "canceled"),
        ({"status": "killed", "published": False}, "killed"), ({"status": "withdrawn", "draft": True}, "withdrawn"),
        ({"Publication Status": "retracted"}, "retracted"), ({"deleted": True}, "deleted"),
        ({"Removed": "yes"}, "removed"),
        ({"deleted_at": "2024-09-17T06:30:00Z"}, "deleted"),
        ({"Embargo Until": "2199-09-17T06:30Z"}, "under embargo until 2199"),
        ({"embargo": None, "embargo_until": "2199-09-17"}, "under embargo until 2199"),
        ({"embargo": "", "embargoUntil": ["2199-09-17"]}, "under embargo until 2199"),
        ({"embargo": True, "embargo_until": "2199-09-17"}, "under embargo until 2199"),
        ({"embargo_until": {"$date": {"$numberLong": "7249199400000"}}}, "under embargo until 2199"),
        ({"embargo_until": 7249199400}, "under embargo until 2199"),
        ({"embargo_until": "when the minister speaks"}, "under embargo, and when that ends cannot be read"),
    ],
)  # fmt: skip
def test_what_is_withheld_is_not_shown(tmp_path: Path, stop: dict[str, Any], reason: str) -> None:
    (found,) = read_json(tmp_path, {"id": "q1", "title": HEAD, "text": TEXT[0], **stop})
    assert isinstance(found, Unreadable)
    assert reason in found.reason
    assert found.try_again == reason.startswith("under embargo until")
    assert found.withdraws == ("" if found.try_again else "q1")


@pytest.mark.parametrize(
    "shown",
    [
        {"status": "publish"}, {"status": "success"}, {"status": 200}, {"state": "Delaware"}, {"draft": False},
        {"embargo": "2001-09-17"}, {"embargo": True, "embargo_until": "2001-09-17"}, {"deleted": False},
        {"Deleted": "no"},
        {"deleted_at": None}, {"removed": 0}, {"embargo_until": 1000000000}, {"embargo": ["none"]}, {"embargo": None},
        {"embargo": "none"}, {"published": True}, {"pubstatus": "usable"},
    ],
)  # fmt: skip
def test_what_is_published_is_shown(tmp_path: Path, shown: dict[str, Any]) -> None:
    assert read_one(tmp_path, **shown).headline == HEAD


def test_what_newsapi_has_removed_is_none(tmp_path: Path) -> None:
    removed = dict.fromkeys(("title", "description", "content"), "[Removed]")
    found = read_json(tmp_path, {"articles": [{"title": HEAD, "content": TEXT[0]}, removed]})
    assert headlines(found) == [HEAD]


def test_the_first_publication_is_the_day(tmp_path: Path) -> None:
    days = {
        "publish_date": "2024-09-19", "display_date": "2024-09-17", "last_updated_date": "2024-09-20",
        "created_date": "2024-09-10",
    }  # fmt: skip
    assert str(read_one(tmp_path, **days).published) == "2024-09-17"
    assert str(read_one(tmp_path, **days, first_publish_date="2024-09-16").published) == "2024-09-16"
    assert str(read_one(tmp_path, date="/Date(1726549200000+0200)/").published) == "2024-09-17 05:00:00+00:00"


def test_blocks_of_editors_that_are_no_text_have_their_fields(tmp_path: Path) -> None:
    elements = [
        {"type": "text", "content": TEXT[0]},
        {"type": "image", "caption": "The quay in 1871", "url": "q.jpg"},
        {"type": "interstitial_link", "content": "Ferry firm drops sailings", "url": "/x"},
        {"type": "text", "content": TEXT[1]},
        {"type": "correction", "text": "An earlier version gave the wrong cost."},
    ]
    (found,) = read_json(tmp_path, {"headlines": {"basic": HEAD}, "content_elements": elements})
    assert isinstance(found, Article)
    assert (found.paragraphs, found.captions) == (TEXT, ("The quay in 1871",))
    assert found.correction == "An earlier version gave the wrong cost."


@pytest.mark.parametrize("body", [lambda html: html, lambda html: {"rendered": html, "protected": False}])
def test_captions_in_markup_are_captions(tmp_path: Path, body: Any) -> None:
    markup = f"<p>{TEXT[0]}</p><figure><img src=x><figcaption>The <b>quay</b></figcaption></figure><p>{TEXT[1]}</p>"
    found = read_one(tmp_path, text=None, content=body(markup))
    assert (found.paragraphs, found.captions) == (TEXT, ("The quay",))


def test_signs_of_markdown_are_no_text(tmp_path: Path) -> None:
    made = f"## What happened\n\n{TEXT[0]}\n\n**{TEXT[1]}** ![a quay](https://e.example/q.jpg)\n\n"
    found = read_one(tmp_path, text=made + "See [the plan](https://e.example/plan) of 1871.")
    assert found.paragraphs == ("What happened", *TEXT, "See the plan of 1871.")
    assert (
        read_one(tmp_path, text=f"#quay is *the* word [sic]\n\n{TEXT[0]}").paragraphs[0] == "#quay is *the* word [sic]"
    )


def test_posts_of_ghost_are_joined_to_who_wrote_them(tmp_path: Path) -> None:
    posts = [
        {"id": "p1", "title": HEAD, "html": f"<p>{TEXT[0]}</p>", "status": "published", "published_at": "2024-09-17"},
        {"id": "p2", "title": "Secret", "html": "<p>Not yet.</p>", "status": "draft"},
    ]
    data = {
        "posts": posts, "users": [{"id": "u1", "name": "Una Brack"}], "tags": [{"id": "t1", "name": "Harbour"}],
        "posts_authors": [{"post_id": "p1", "author_id": "u1"}], "posts_tags": [{"post_id": "p1", "tag_id": "t1"}],
    }  # fmt: skip
    found = read_json(tmp_path, {"db": [{"meta": {"version": "5.0"}, "data": data}]})
    assert isinstance(found[0], Article)
    assert (found[0].headline, found[0].byline, found[0].tags, found[0].id) == (
        HEAD,
        ("Una Brack",),
        ("Harbour",),
        "p1",
    )
    assert told(found) == ["a.json: left out: 1 draft (item 2)"]


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"author": {"data": {"id": 2, "attributes": {"name": "Una Brack"}}}}, "byline", ("Una Brack",)),
        ({"sys": {"id": "c1"}}, "id", "c1"),
        ({"title": None, "headline": {"main": HEAD, "kicker": "Port Alder Journal"}}, "kicker", "Port Alder Journal"),
        ({"source": "https://echo.example/q"}, "url", "https://echo.example/q"),
        ({"source": "https://echo.example/q", "source-hostname": "The Echo"}, "publication", "The Echo"),
        ({"media_name": "echo.example"}, "publication", "echo.example"),
        ({"newspaperPageNumber": "7"}, "page", "7"),
        ({"language": "English"}, "language", "en"),
        ({"short_description": "Two weeks to leave."}, "deck", "Two weeks to leave."),
        ({"authors": ["Una Brack", "Ubrack Echo.Example"]}, "byline", ("Una Brack",)),
        ({"authors": ["J.K. Brack", "St.John Pell"]}, "byline", ("J.K. Brack", "St.John Pell")),
    ],
)
def test_values_are_found_where_systems_keep_them(
    tmp_path: Path, record: dict[str, Any], field: str, value: Any
) -> None:
    assert getattr(read_one(tmp_path, **record), field) == value


def test_tables_of_pandas_are_rows(tmp_path: Path) -> None:
    found = read_json(tmp_path, {"title": {"0": HEAD, "1": "Ferry stays"}, "text": {"0": TEXT[0], "1": TEXT[1]}})
    assert headlines(found) == [HEAD, "Ferry stays"]
    assert isinstance(found[1], Article)
    assert found[1].paragraphs == TEXT[1:]


@pytest.mark.parametrize(
    "value", ["['Una Brack', 'Joss Pell']", '["Una Brack", "Joss Pell"]', "['Una Brack' 'Joss Pell']"]
)
def test_lists_that_a_program_wrote_as_text_are_lists(tmp_path: Path, value: str) -> None:
    assert read_one(tmp_path, authors=value).byline == ("Una Brack", "Joss Pell")
    assert read_one(tmp_path, tags=value).tags == ("Una Brack", "Joss Pell")
    assert read_one(tmp_path, tags="[]", authors="[]").byline == ()


def test_what_stands_for_a_headline_is_said_to(tmp_path: Path) -> None:
    found = read_one(tmp_path, title=None)
    assert (found.headline, found.paragraphs) == (TEXT[0], TEXT[1:])
    assert found.remarks == ("no headline: the first words stand for it",)
    assert read_one(tmp_path, title=None, headline={"default": HEAD}).headline == HEAD


@pytest.mark.parametrize("first", [True, False])
def test_a_killed_story_is_not_shown_whichever_line_comes_first(tmp_path: Path, first: bool) -> None:
    story = {"id": "q1", "title": HEAD, "text": TEXT[0], "date": "2024-03-01T10:00:00Z"}
    lines = [story, {**story, "status": "killed"}, {**story, "id": "q2"}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in (lines if first else lines[::-1])))
    run("rebuild", str(tmp_path / "a.jsonl"), "--archive", str(tmp_path / "archive"))
    run("show", "q1", "--archive", str(tmp_path / "archive"), code=1)
    run("show", "q2", "--archive", str(tmp_path / "archive"))


def test_a_killed_story_that_is_known_by_its_address_alone_is_taken_away(tmp_path: Path) -> None:
    story = {"url": "https://merrow.example/ferry", "title": HEAD, "text": TEXT[0], "date": "2024-03-01T10:00:00Z"}
    shown, killed = read_json(tmp_path, story), read_json(tmp_path, {**story, "status": "killed"})
    assert isinstance(shown[0], Article)
    assert isinstance(killed[0], Unreadable)
    assert killed[0].withdraws == shown[0].id


def test_a_row_says_that_it_is_not_to_be_shown_in_columns_of_any_spelling(tmp_path: Path) -> None:
    rows = ["id,headline,text,Pub Status,EMBARGO UNTIL", f'a,{HEAD},"{TEXT[0]}",usable,', f'b,Two,"{TEXT[1]}",Killed,']
    rows.append(f'c,Three,"{TEXT[1]}",usable,2199-01-01')
    found = read_bytes(tmp_path / "a.csv", "\n".join(rows).encode())
    assert headlines(found) == [HEAD]
    assert [each.withdraws for each in found if isinstance(each, Unreadable)] == ["b", ""]


@pytest.mark.parametrize("status", ["trash", "trashed", "Unpublished"])
@pytest.mark.parametrize("changed", ["updated_at", "unpublishedAt", "date"])
def test_what_its_system_took_down_takes_away_what_was_shown_of_it(tmp_path: Path, status: str, changed: str) -> None:
    record = {"id": "q1", "title": HEAD, "text": TEXT[0], "date": "2024-03-01T10:00:00Z"}
    (found,) = read_json(tmp_path, {**record, "status": status, changed: "2024-03-09T08:00:00Z"})
    assert isinstance(found, Unreadable)
    assert (found.withdraws, str(found.issued)[:10]) == ("q1", "2024-03-09")
    assert f"withheld by its source: {status.casefold()}" in found.reason


def test_line_breaks_that_a_database_wrote_as_letters_are_breaks(tmp_path: Path) -> None:
    assert read_one(tmp_path, text=r"One ended.\n\nTwo did.").paragraphs == ("One ended.", "Two did.")
    assert read_one(tmp_path, text=r"One ended.\r\nTwo did.").paragraphs == ("One ended.", "Two did.")
    assert read_one(tmp_path, text=r"It lies in C:\new of the disk.").paragraphs == (r"It lies in C:\new of the disk.",)


def test_names_of_newspaper4k_are_known(tmp_path: Path) -> None:
    found = read_one(tmp_path, meta_site_name="The Echo", meta_lang="en")
    assert (found.publication, found.language) == ("The Echo", "en")
