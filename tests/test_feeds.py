"""Feeds of searches, and what browsers are told to search here."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from flask.testing import FlaskClient

from corpus import Article
from corpus.reading.files import read
from search import Archive
from tests.conftest import make_article
from web import create_app


@pytest.fixture
def client(town: Archive) -> FlaskClient:
    return create_app(town).test_client()


def test_a_feed_has_the_newest_matches_first_with_links_that_open(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/feed.atom?q=ferry OR bridge").data)
    assert not feed.bozo
    assert feed.feed.title == "Morgue · ferry OR bridge"
    assert [entry.title for entry in feed.entries] == ["Storm floods quay", "Ferry strike begins", "Bridge closed"]
    assert feed.entries[1].link == "http://localhost/articles/ferry"
    assert "Ferry strike begins" in client.get("/articles/ferry").text
    assert (feed.entries[1].updated, feed.entries[1].author) == ("2023-05-02T00:00:00+00:00", "Ada Quill")
    assert feed.feed.updated == feed.entries[0].updated
    assert "ferry sank" in feed.entries[0].summary


def test_ids_outlast_hosts_rebuilds_and_other_queries(archive_of: Callable[..., Archive]) -> None:
    def ids(path: str, host: str) -> dict[str, str]:
        app = create_app(archive_of(make_article("a", "Lamp"), make_article("b", "Lamp out")))
        feed = feedparser.parse(app.test_client().get(path, headers={"Host": host}).data)
        return {entry.title: entry.id for entry in feed.entries}

    first = ids("/feed.atom?q=lamp", "one.test")
    assert len(set(first.values())) == 2
    assert ids("/feed.atom?q=lamp", "two.test:8000") == first
    assert ids("/feed.atom?q=out", "one.test").items() <= first.items()


def test_whoever_has_the_feed_is_not_sent_it_again(client: FlaskClient) -> None:
    answer = client.get("/feed.atom?q=ferry")
    again = client.get("/feed.atom?q=ferry", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/feed.atom?q=storm", headers={"If-None-Match": answer.headers["ETag"]})
    assert other.status_code == 200


def test_a_feed_has_no_articles_with_some_of_the_words_only(client: FlaskClient) -> None:
    assert "No article has all" in client.get("/?q=gulls+bridge").text
    assert feedparser.parse(client.get("/feed.atom?q=gulls+bridge").data).entries == []


def test_results_say_where_their_feed_is(client: FlaskClient) -> None:
    text = client.get("/?q=ferry&section=Weather&sort=oldest&size=5").text
    (link,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]*)"', text)
    feed = feedparser.parse(client.get(link.replace("&amp;", "&")).data)
    assert [entry.title for entry in feed.entries] == ["Storm floods quay"]
    assert "Weather" in feed.feed.title


def test_whatever_is_in_articles_and_queries_a_feed_is_xml(archive_of: Callable[..., Archive]) -> None:
    odd = "<b>&amp; ]]> \ufffe lamp"
    client = create_app(archive_of(make_article("a/?#<", odd, odd, tags=(odd,), section=odd))).test_client()
    for q in ("lamp", "lamp \x01 OR \ufffe", "<lamp>"):
        root = ET.fromstring(client.get("/feed.atom", query_string={"q": q, "section": odd}).data)
        assert root.tag.endswith("feed")


def test_our_own_reader_of_feeds_reads_ours(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_bytes(client.get("/feed.atom?q=ferry").data)
    found = {article.headline: article for article in read(tmp_path) if isinstance(article, Article)}
    assert found.keys() == {"Storm floods quay", "Ferry strike begins"}
    assert found["Storm floods quay"].day == date(2024, 1, 17)


@pytest.mark.parametrize("name", ["page", "size", "sort", "sektion"])
def test_what_a_feed_has_no_use_for_is_refused_by_name(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/feed.atom?q=ferry&{name}=newest")
    assert answer.status_code == 400
    assert f"{name}: no such parameter" in answer.text


def test_a_browser_finds_how_to_search_here(client: FlaskClient) -> None:
    (link,) = re.findall(r'<link rel="search" type="([^"]*)" href="([^"]*)"', client.get("/").text)
    answer = client.get(link[1], headers={"Host": "news.test:8000"})
    assert answer.mimetype == link[0] == "application/opensearchdescription+xml"
    urls = {url.get("type"): url.get("template") or "" for url in ET.fromstring(answer.data) if url.tag.endswith("Url")}
    assert urls["text/html"] == "http://news.test:8000/?q={searchTerms}"
    assert "/articles/storm" in client.get(urls["text/html"].replace("{searchTerms}", "quay+storm")).text
    assert feedparser.parse(client.get(urls["application/atom+xml"].replace("{searchTerms}", "storm")).data).entries
