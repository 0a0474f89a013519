"""Versions of an agency's item that all say when the first appeared, and each when it was made itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from corpus.reading.files import read
from index import Settings
from index.archive.build import rebuild
from index.archive.updates import add
from search import SearchRequest, open_archive

FIRST = "2024-03-01T06:00:00Z"
PUBLISHED = "2024-03-01"
TEXT = "The Merrow ferry ran aground at the quay on Friday, and nobody was hurt, the harbour office said in a note."


def ninjs(hour: str, headline: str, status: str) -> str:
    return json.dumps({
        "uri": "urn:coastwire:7", "type": "text", "firstcreated": FIRST, "versioncreated": f"2024-03-01T{hour}:00:00Z",
        "pubstatus": status, "headline": headline, "body_text": TEXT,
    })  # fmt: skip


def newsml_g2(hour: str, headline: str, status: str) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:coastwire:7" version="{int(hour)}">
      <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2024-03-01T{hour}:00:00Z</versionCreated>
      <firstCreated>{FIRST}</firstCreated><pubStatus qcode="stat:{status}"/></itemMeta>
      <contentMeta><headline>{headline}</headline></contentMeta>
      <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
      <p>{TEXT}</p></body></html></inlineXML></contentSet></newsItem>"""


def newsml_1(hour: str, headline: str, status: str) -> str:
    return f"""<NewsML><NewsEnvelope><DateAndTime>20240301T000000Z</DateAndTime></NewsEnvelope><NewsItem>
      <Identification><NewsIdentifier><ProviderId>coastwire.example</ProviderId><DateId>20240301</DateId>
      <NewsItemId>7</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
      <PublicIdentifier>urn:newsml:coastwire.example:20240301:7:1</PublicIdentifier></NewsIdentifier></Identification>
      <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240301T060000Z</FirstCreated>
      <ThisRevisionCreated>20240301T{hour}0000Z</ThisRevisionCreated><Status FormalName="{status}"/></NewsManagement>
      <NewsComponent><NewsLines><HeadLine>{headline}</HeadLine></NewsLines><ContentItem><MediaType FormalName="Text"/>
      <DataContent><p>{TEXT}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize("written", [ninjs, newsml_g2, newsml_1])
def test_the_version_made_last_is_shown_in_whatever_order_they_are_read(
    written: Callable[[str, str, str], str], tmp_path: Path
) -> None:
    versions = [
        ("06", "Ferry aground", "usable"),
        ("08", "Ferry aground", "canceled"),
        ("09", "Ferry afloat", "usable"),
        ("11", "Ferry back in port", "usable"),
    ]
    for number, order in enumerate(permutations(versions)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, version in zip("abcd", order, strict=True):
            (folder / f"{name}.{'json' if written is ninjs else 'xml'}").write_text(written(*version))
        rebuild(read(folder), folder / "archive", Settings())
        archive = open_archive(folder / "archive")
        [hit] = archive.search(SearchRequest()).hits
        assert hit.headline == "Ferry back in port"
        assert [each.headline for each in archive.versions(hit.id)] == ["Ferry afloat"]
        assert str(archive.article(hit.id).published).startswith(f"{PUBLISHED} 06:00")


def test_an_older_version_that_comes_later_is_not_shown(tmp_path: Path) -> None:
    for name, version in {"a": ("11", "Ferry back in port", "usable"), "b": ("09", "Ferry afloat", "usable")}.items():
        (tmp_path / f"{name}.json").write_text(ninjs(*version))
    rebuild(read(tmp_path / "a.json"), tmp_path / "archive", Settings())
    add(read(tmp_path / "b.json"), tmp_path / "archive", Settings())
    archive = open_archive(tmp_path / "archive")
    assert archive.article("urn:coastwire:7").headline == "Ferry back in port"
    assert archive.article("urn:coastwire:7").as_json()["revised"] == "2024-03-01T11:00:00+00:00"


def test_what_its_source_only_touched_is_no_other_version(tmp_path: Path) -> None:
    for name, hour in {"a": "09", "b": "11"}.items():
        (tmp_path / f"{name}.json").write_text(ninjs(hour, "Ferry afloat", "usable"))
    report = rebuild(read(tmp_path), tmp_path / "archive", Settings())
    archive = open_archive(tmp_path / "archive")
    assert len(report.replaced) == 1
    assert str(archive.article("urn:coastwire:7").revised)[:13] == "2024-03-01 11"
    assert not archive.versions("urn:coastwire:7")
    assert len(add(read(tmp_path / "a.json"), tmp_path / "archive", Settings()).duplicates) == 1


def test_of_records_of_one_publication_the_one_changed_last_is_shown(tmp_path: Path) -> None:
    records = [{"id": "q", "title": f"Ferry at {hour}", "text": TEXT, "published_at": FIRST,
                "updated_at": f"2024-03-01T{hour:02}:00:00Z"} for hour in (11, 9, 10)]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    rebuild(read(tmp_path / "a.jsonl"), tmp_path / "archive", Settings())
    archive = open_archive(tmp_path / "archive")
    shown = [*archive.versions("q"), archive.article("q")]
    assert [each.headline for each in shown] == ["Ferry at 9", "Ferry at 10", "Ferry at 11"]
