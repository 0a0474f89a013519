"""Pages and JSON over HTTP, asked of the application itself."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from index import Settings
from index.archive.build import rebuild
from search import Archive, SearchRequest, Span, open_archive, version_of
from search.warming import WARMING
from tests.conftest import make_article
from web import create_app
from web.arguments import to_arguments, to_request
from web.middleware.guards import LONGEST_URL, hosts_served
from web.middleware.policy import HEADERS
from web.pages.markup import marked, marked_part, page_numbers, web_address


@pytest.fixture
def client(town: Archive) -> FlaskClient:
    return create_app(town).test_client()


def without_time(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in json.loads(json.dumps(record)).items() if name != "took_ms"}


def test_the_search_endpoint_gives_the_results_of_the_archive(client: FlaskClient, town: Archive) -> None:
    answer = client.get("/api/search?q=ferry&section=Weather&sort=newest&size=5")
    expected = town.search(SearchRequest("ferry", sort="newest", size=5, filters={"section": ("Weather",)}))
    assert answer.json
    assert without_time(answer.json) == without_time({**expected.as_json(), "next": None})
    assert [hit["id"] for hit in answer.json["hits"]] == ["storm"]


def test_the_article_endpoint_gives_every_field(client: FlaskClient, town: Archive) -> None:
    assert client.get("/api/articles/ferry").json == json.loads(json.dumps(version_of(town, "ferry").as_json()))


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/api/search?page=0", 400, "page: 0 is not a number from 1"),
        ("/api/search?page=x", 400, "page: 'x' is not a whole number"),
        ("/api/search?size=99999999999999999999", 400, "size"),
        ("/api/search?match=none", 400, "match: 'none' is not one of all, any"),
        ("/api/search?q=published:soon", 400, "q: published: 'soon' is not a date"),
        ("/api/search?sise=3", 400, "sise: no such parameter; there are q,"),
        ("/api/search?year=x", 400, "year: 'x' is not written 2017"),
        ("/api/articles/none", 404, "no article 'none'"),
        ("/api/nothing", 404, "not found"),
    ],
)
def test_every_error_of_the_api_is_a_problem_document(client: FlaskClient, path: str, status: int, detail: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json
    assert (answer.json["status"], answer.json["type"]) == (status, "about:blank")
    assert answer.json["title"]
    assert detail in answer.json["detail"]


def test_other_methods_are_problems_too_and_name_the_allowed_ones(client: FlaskClient) -> None:
    answer = client.post("/api/search")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/?q=published:soon", "/?page=0&q=x", "/articles/none", "/nothing"])
def test_errors_of_pages_are_pages_that_keep_the_query(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code in (400, 404), answer.mimetype) == (True, "text/html")
    assert "<form" in answer.text
    if "soon" in path:
        assert 'value="published:soon"' in answer.text
        assert "is not a date" in answer.text


def test_the_empty_page_says_what_the_archive_holds(client: FlaskClient) -> None:
    text = client.get("/").text
    assert "<strong>4</strong> articles" in " ".join(text.split())
    assert "Weather" in text
    assert "quotes:" in text


def test_results_show_hits_marks_facets_and_the_reading(client: FlaskClient) -> None:
    text = client.get("/?q=ferry").text
    assert "2 articles" in text
    assert "<mark>Ferry</mark> strike begins" in text
    assert "<code>ferry</code>" in text
    assert 'href="/?q=ferry&amp;section=Weather"' in text


def test_partial_results_and_suggestions_are_said(client: FlaskClient) -> None:
    assert "No article has all of these words" in client.get("/?q=gulls+bridge").text
    assert "Did you mean" in client.get("/?q=brigde").text
    assert "No article matches" in client.get("/?q=zzzz").text
    assert "no words in this query" in client.get("/?q=...").text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/search?q=ferry&q=storm", "q"),
        ("/api/search?q=x&page=1&page=2", "page"),
        ("/api/search?q=x&sort=newest&sort=newest", "sort"),
        ("/api/quotes?match=any&match=all", "match"),
        ("/api/speakers?prefix=a&prefix=b", "prefix"),
        ("/?q=ferry&q=storm", "q"),
        ("/quotes?q=x&size=1&size=2", "size"),
        ("/articles/ferry?q=a&q=b", "q"),
    ],
)
def test_a_parameter_with_one_value_is_refused_twice(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "given 2 times, as " in answer.text
    assert "give it once" in answer.text
    if path.startswith("/api"):
        assert answer.json
        assert answer.json["parameter"] == name


def test_a_filter_may_have_several_values(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=ferry&section=Weather&section=Business")
    assert answer.json
    assert answer.json["total"] == 2


@pytest.mark.parametrize("identifier", ["/news/2024/ferry", "//x", "/", "a//b/", "?q=%2F#x"])
def test_the_link_of_a_hit_opens_its_article_whatever_its_id(
    archive_of: Callable[..., Archive], identifier: str
) -> None:
    client = create_app(archive_of(make_article(identifier, "Ferry sails"))).test_client()
    (link,) = re.findall(r'<h2><a href="(/articles/[^"]*)"', client.get("/?q=ferry").text)
    assert "Ferry sails" in client.get(link).text
    answer = client.get("/api" + link.partition("?q=ferry")[0])
    assert answer.json
    assert answer.json["id"] == identifier
    quoted = client.get(f"/api/articles/{quote(identifier, safe='')}")
    assert quoted.status_code == 200


def test_notes_say_what_was_left_out(client: FlaskClient) -> None:
    assert "AND, which joins nothing, is left out" in client.get("/?q=ferry+AND").text
    assert '<p class="note">' not in client.get("/?q=ferry").text


def test_a_filter_is_chosen_whatever_its_marks_and_can_be_removed(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(make_article("a", "Storm", tags=("Łódź",)), make_article("b", "Storm"))
    client = create_app(archive).test_client()
    answer = client.get("/api/search?q=storm&tags=lodz")
    assert answer.json
    assert [hit["id"] for hit in answer.json["hits"]] == ["a"]
    assert answer.json["facets"]["tags"] == [{"value": "Łódź", "count": 1, "selected": True, "excluded": False}]
    assert 'href="/?q=storm" class="chosen"' in client.get("/?q=storm&tags=lodz").text


def test_an_article_shows_its_structure_quotes_and_marks_and_leads_back(client: FlaskClient) -> None:
    text = client.get("/articles/ferry?q=stoves&sort=newest").text
    assert 'title="Moira Tregellis">We are tired of oily </span>' in text
    assert '">stoves</mark>' in text
    assert 'href="/?q=stoves&amp;sort=newest"' in text
    assert "By Ada Quill" in text
    assert '<time datetime="2023-05-02">2 May 2023</time>' in text


def test_an_article_is_shown_even_where_the_query_is_refused(client: FlaskClient) -> None:
    assert client.get("/articles/ferry?q=published:soon").status_code == 200


EVIL = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"


@pytest.fixture
def evil(tmp_path: Path) -> FlaskClient:
    article = make_article(
        f"a/../{EVIL}", f"Head {EVIL}", f"Body “{EVIL}” walrus", deck=EVIL, byline=(EVIL,), dateline=EVIL, section=EVIL,
        tags=(EVIL,), captions=(EVIL,), url="javascript:alert(3)", published_how=EVIL,
    )  # fmt: skip
    rebuild([article], tmp_path / "a", Settings())
    return create_app(open_archive(tmp_path / "a")).test_client()


class Scripts(HTMLParser):
    """Counts elements and attributes that no template of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        own = names == {"src": "/static/morgue.js", "defer": None}
        if (tag == "script" and not own) or tag == "img" or any(name.startswith("on") for name in names):
            self.found.append(tag)
        if tag == "a" and names.get("href"):
            self.links.append(names["href"] or "")


def test_nothing_in_an_article_or_query_becomes_markup_or_a_script_link(evil: FlaskClient) -> None:
    results = evil.get("/", query_string={"q": f"walrus OR ({EVIL}", "section": EVIL})
    parser = Scripts()
    parser.feed(results.text)
    link = next(link for link in parser.links if link.startswith("/articles/"))
    article = evil.get(link)
    assert article.status_code == 200
    parser.feed(article.text + evil.get("/").text + evil.get("/", query_string={"q": EVIL}).text)
    assert parser.found == []
    assert not [link for link in parser.links if link.startswith("javascript")]
    assert "default-src 'none'" in article.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a.example/", True), ("http://a", True), ("javascript:x", False), ("//a", False), ("http://[", False)],
)
def test_only_web_addresses_become_links(url: str, safe: bool) -> None:
    assert bool(web_address(url)) == safe


def test_every_parameter_is_read_and_written_back() -> None:
    request = to_request(
        MultiDict(
            [("q", " x "), ("match", "any"), ("page", "2"), ("size", "5"), ("sort", "oldest"), ("year", "2023"),
             ("facets", "no"), ("section", "A"), ("section", "B"), ("byline", "C"), ("month", "2023-05"), ("tags", "D"),
             ("publication", "E"), ("explain", "yes"), ("timeline", "yes"), ("utm", "z"),
             *((f"exclude_{name}", "2023-06") for name in ("section", "month", "byline", "tags", "publication")),
             ("exclude_year", "2022")]
        ),
        SearchRequest,
    )  # fmt: skip
    assert to_arguments(request).keys() == SearchRequest.parameters.keys()
    written = MultiDict((name, str(value)) for name, value in MultiDict(to_arguments(request)).items(multi=True))
    assert to_request(written, SearchRequest) == request
    assert to_arguments(SearchRequest()) == {}


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]), (9, 3, [1, None, 3])],
)
def test_page_numbers_keep_the_ends_and_the_neighbours(page: int, pages: int, numbers: list[int | None]) -> None:
    assert page_numbers(page, pages) == numbers


@given(st.text("<>&\"'ab“”", min_size=1, max_size=40), st.lists(st.integers(0, 40), max_size=8).map(sorted))
def test_marking_changes_nothing_but_adds_marks(text: str, edges: list[int]) -> None:
    cuts = [min(edge, len(text)) for edge in edges]
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    html = marked(text, spans)
    assert Markup(html).striptags() == Markup.escape(text).striptags()
    article = make_article("a", "Head", text)
    body = article.parts[-1]
    shifted = [Span(span.start + body.start, span.end + body.start) for span in spans]
    assert Markup(marked_part(article, body, shifted)).striptags() == Markup.escape(text).striptags()


def test_what_a_server_warms_up_with_finds_something(samples_directory: Path) -> None:
    archive = open_archive(samples_directory)
    for q in WARMING:  # or it would not take the road that it is there for
        results = archive.search(SearchRequest(q))
        assert results.total, q
        assert not results.partial, q


@pytest.mark.parametrize("path", ["/", "/api/search?q=ferry", "/nothing", "/api/nothing", "/static/morgue.css"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("localhost:8000", 200), ("127.0.0.1:80", 200), ("[::1]:8000", 200), ("News.test", 200),
     ("evil.test", 421), ("localhost.evil.test", 421), ("127.0.0.1.evil.test", 421), ("<script>", 421), ("a b", 421)],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/api/search?q=ferry"])
def test_only_hosts_that_are_its_own_or_named_are_answered(town: Archive, host: str, status: int, path: str) -> None:
    app = create_app(town, hosts_served("127.0.0.1", ["news.test"]))
    answer = app.test_client().get(path, headers={"Host": host})
    assert answer.status_code == status
    if status != 200:
        assert ("--trusted-host" in answer.text) == (status == 421)
        assert "<script" not in answer.text.replace('<script src="/static/morgue.js" defer>', "")
        assert answer.mimetype == ("application/problem+json" if path.startswith("/api") else "text/html")


@pytest.mark.parametrize(
    ("host", "trusted", "hosts"),
    [
        ("127.0.0.1", (), ("localhost", "127.0.0.1", "[::1]")),
        ("::1", ("a",), ("localhost", "127.0.0.1", "[::1]", "a")),
        ("127.0.0.2", (), ("localhost", "127.0.0.1", "[::1]", "127.0.0.2")),
        ("localhost", (), ("localhost", "127.0.0.1", "[::1]")),
        ("0.0.0.0", (), None),
        ("news.test", ("news.test",), ("news.test",)),
    ],
)
def test_who_serves_to_others_is_addressed_by_any_name_or_those_named(
    host: str, trusted: tuple[str, ...], hosts: tuple[str, ...] | None
) -> None:
    assert hosts_served(host, trusted) == hosts


@pytest.mark.parametrize("path", ["/", "/api/search"])
def test_bodies_and_endless_addresses_are_refused(client: FlaskClient, path: str) -> None:
    for status, answer in (
        (413, client.post(path, data=b"x")),
        (413, client.get(path, headers={"Transfer-Encoding": "chunked"})),
        (414, client.get(path + "?q=" + LONGEST_URL * "x")),
    ):
        assert answer.status_code == status
        assert answer.mimetype == ("application/problem+json" if path.startswith("/api") else "text/html")


def test_who_watches_over_a_server_is_told_that_it_lives_and_what_it_answers_from(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz").json
    assert ready
    assert (ready["status"], ready["generation"], ready["compiled"]) == ("ok", "000001", True)
