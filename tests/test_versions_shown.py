"""Earlier versions of articles as they are shown: pages, JSON and the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index import Settings
from index.archive.build import rebuild
from search import NoSuchArticle, NoSuchVersion, open_archive, version_of
from tests.conftest import run
from tests.test_versions import FIRST, OTHER, SECOND, THIRD
from web import create_app


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """Of an archive of an article that has two earlier versions, and of one that has none."""
    rebuild([OTHER, SECOND, FIRST, THIRD], tmp_path, Settings())
    return create_app(open_archive(tmp_path)).test_client()


def test_the_newest_version_leads_to_those_before_it(client: FlaskClient) -> None:
    page = client.get("/articles/x?q=clerk").text
    assert "Clerk leaves" in page
    assert "noindex" not in page
    links = [f'href="/articles/x?q=clerk&amp;version={number}"' for number in (1, 2)]
    assert -1 < page.index(links[0]) < page.index(">4 September 2023</a> ·") < page.index(links[1])
    assert ">5 September 2023, 10:02</a></p>" in page
    assert "Earlier versions" not in client.get("/articles/y").text


def test_an_earlier_version_says_so_and_leads_to_the_newest(client: FlaskClient) -> None:
    page = client.get("/articles/x?q=stoves&version=2").text
    assert "<h1>Clerk stays</h1>" in page
    assert "This is an earlier version of this article</strong>, 2 of 2." in page
    assert '<a href="/articles/x?q=stoves">To the newest version</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<span aria-current="page">5 September 2023, 10:02</span>' in page
    assert ">Stoves</mark>" in page
    assert 'href="/articles/x?version=2#p-1"' in page
    assert "http://localhost/articles/x?version=2" in page  # in its citations
    assert "Similar articles" not in page


def test_json_lists_versions_and_gives_one(client: FlaskClient) -> None:
    newest = client.get("/api/articles/x").json
    assert newest
    assert (newest["headline"], newest["version"]) == ("Clerk leaves", None)
    assert newest["versions"] == [
        {"version": 1, "published": "2023-09-04", "revised": None, "source": "resigns.txt"},
        {"version": 2, "published": "2023-09-05T10:02:00+00:00", "revised": None, "source": "stays.txt"},
    ]
    first = client.get("/api/articles/x?version=1").json
    assert first
    assert (first["headline"], first["version"], first["versions"]) == ("Clerk resigns", 1, newest["versions"])
    assert client.get("/api/articles/y").json["versions"] == []  # type: ignore[index]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "99999999999", "١", "1&version=2"])
@pytest.mark.parametrize("place", ["/articles", "/api/articles"])
def test_a_number_that_no_version_has_is_refused_by_name(client: FlaskClient, place: str, number: str) -> None:
    answer = client.get(f"{place}/x?version={number}")
    assert answer.status_code == 400
    assert "version: " in answer.text


@pytest.mark.parametrize("place", ["/articles", "/api/articles"])
@pytest.mark.parametrize("path", ["x?version=3", "y?version=1", "x?version=999999999"])
def test_a_version_that_there_is_not_is_not_found(client: FlaskClient, place: str, path: str) -> None:
    answer = client.get(f"{place}/{path}")
    assert answer.status_code == 404
    assert "version: " in answer.text
    assert client.get(f"{place}/none?version=1").status_code == 404


def test_the_command_line_lists_versions_and_shows_one(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST, SECOND, THIRD], tmp_path, Settings())
    there = ("--archive", str(tmp_path))
    said = run("show", "x", *there).stdout
    assert said.startswith("Clerk leaves\n")
    assert "  1  2023-09-04  resigns.txt\n    2  2023-09-05 10:02:00+00:00  stays.txt" in said
    said = run("show", "x", "--version", "1", *there).stdout
    assert said.startswith("This is an earlier version, 1 of 2; there is a newer one.\n\nClerk resigns\n")
    shown = json.loads(run("show", "x", "--version", "2", "--json", *there).stdout)
    assert (shown["headline"], shown["version"], len(shown["versions"])) == ("Clerk stays", 2, 2)
    assert "version: 3 is no earlier version of article 'x'; it has 1 to 2" in (
        run("show", "x", "--version", "3", *there, code=2).stderr
    )
    assert "--version: '0' is not a number" in run("show", "x", "--version", "0", *there, code=2).stderr
    assert "Earlier versions" not in run("show", "y", *there).stdout


def test_a_version_that_there_is_not_is_refused_by_its_number(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST, SECOND], tmp_path, Settings())
    archive = open_archive(tmp_path)
    assert version_of(archive, "x", 1).article.headline == "Clerk resigns"
    with pytest.raises(NoSuchVersion, match="2 is no earlier version of article 'x'; it has 1 to 1"):
        version_of(archive, "x", 2)
    with pytest.raises(NoSuchVersion, match="1 is no earlier version of article 'y'; it has none"):
        version_of(archive, "y", 1)
    with pytest.raises(NoSuchArticle):
        version_of(archive, "z", 1)
