"""What programs and pages build on: conditional requests, cursors, suggestions, a description, keys, limits, links."""

import gzip
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import zstandard
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index import SettingsError
from search import Archive, SearchRequest
from tests.conftest import make_article
from web import create_app
from web.middleware.access import Access, read_keys

KEY = "a-key-that-nobody-guesses"


@pytest.fixture
def client(town: Archive) -> FlaskClient:
    return create_app(town).test_client()


def asked(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.mark.parametrize("path", ["/?q=ferry", "/api/search?q=ferry", "/articles/ferry?q=x", "/quotes", "/api/stats"])
def test_what_a_client_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{path}{'&' if '?' in path else '?'}size=3", headers={"If-None-Match": tag}).status_code != 304


def test_an_answer_is_sent_again_by_another_morgue(town: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = create_app(town).test_client().get("/?q=ferry").headers["ETag"]
    monkeypatch.setattr("web.middleware.caching._code", lambda: "another")
    assert create_app(town).test_client().get("/?q=ferry", headers={"If-None-Match": tag}).status_code == 200


def test_an_answer_is_sent_again_once_it_may_differ(archive_of: Callable[..., Archive], tmp_path: Path) -> None:
    client = create_app(archive_of(make_article("a"))).test_client()
    tag = client.get("/api/search?q=a").headers["ETag"]
    (tmp_path / "archive" / "synonyms.txt").write_text("a, one\n")
    assert client.get("/api/search?q=a", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip", "gzip"), ("zstd, gzip;q=0.5", "zstd"), ("br", None), ("", None)]
)
def test_answers_are_packed_for_who_can_unpack_them(client: FlaskClient, accepted: str, coding: str | None) -> None:
    plain = client.get("/?q=ferry")
    answer = client.get("/?q=ferry", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in answer.headers["Vary"]
    unpacking: dict[str | None, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "zstd": zstandard.decompress}
    unpacked = unpacking.get(coding, bytes)(answer.data)
    assert re.sub(rb"\d+ ms", b"", unpacked) == re.sub(rb"\d+ ms", b"", plain.data)
    assert coding is None or len(answer.data) < len(plain.data) / 2


def test_style_and_script_are_packed_and_not_sent_again(client: FlaskClient) -> None:
    for path in ("/static/morgue.css", "/static/morgue.js"):
        first = client.get(path, headers={"Accept-Encoding": "gzip"}, buffered=True)
        assert first.headers["Content-Encoding"] == "gzip"
        again = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
        assert client.get(path, headers=again, buffered=True).status_code == 304


def test_cursors_lead_through_all_pages_and_not_to_another_state(archive_of: Callable[..., Archive]) -> None:
    client = create_app(archive_of(*(make_article(f"a{n}", "Lamp") for n in range(7)))).test_client()
    found, cursor = [], ""
    while cursor is not None:
        answer = client.get("/api/search", query_string={"q": "lamp", "size": 3, "cursor": cursor, "fields": "id"})
        assert answer.json
        found += answer.json["hits"]
        cursor = answer.json["next"]
    assert sorted(hit["id"] for hit in found) == [f"a{n}" for n in range(7)]
    cursor = asked(client, "/api/search?q=lamp&size=3")["next"]
    other = create_app(archive_of(make_article("b", "Lamp"))).test_client()
    answer = other.get("/api/search", query_string={"q": "lamp", "cursor": cursor})
    assert answer.status_code == 409
    assert answer.json
    assert answer.json["parameter"] == "cursor"
    assert "has changed since" in answer.json["detail"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("cursor=x", "cursor"),
        ("cursor=x&page=2", "cursor"),
        ("fields=id,a", "fields"),
        ("cursor=a&cursor=b", "cursor"),
        ("cursor=0123456789ab.0", "cursor"),
        ("cursor=0123456789ab.1000001", "cursor"),
        ("cursor=0123456789ab.1%0A", "cursor"),
    ],
)
def test_what_is_no_cursor_or_field_is_refused_by_name(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(f"/api/search?q=ferry&{path}")
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["parameter"] == name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("search?q=" + 2_001 * "+", "q"),
        ("search?" + 21 * "section=&", "section"),
        ("timeline?" + 21 * "exclude_month=&", "exclude_month"),
        ("quotes?kind=direct&kind=whispered", "kind"),
        ("quotes?exclude_kind=whispered", "exclude_kind"),
    ],
)
def test_bounds_hold_for_what_is_asked_before_any_of_it_is_left_out(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["parameter"] == name


def test_typing_is_gone_on_with_by_what_the_archive_holds(client: FlaskClient) -> None:
    def suggested(q: str) -> list[tuple[str, str]]:
        return [(one["kind"], one["text"]) for one in asked(client, f"/api/suggest?q={q}")["suggestions"]]

    assert ("words", "bridge closed") in suggested("bri")
    assert suggested("storm fl")[0] == ("words", "storm floods quay")
    assert ("person", "Moira Tregellis") in suggested("treg")
    assert ("section", "Weather") in suggested("WEA")
    assert ("author", "Tobias Fenn") in suggested("fenn")
    assert ("tag", "ferries") in suggested("ferr")
    assert suggested("zzz") == suggested("") == suggested("%22)") == []


def test_a_person_is_suggested_with_key_and_quotes(client: FlaskClient) -> None:
    (person,) = asked(client, "/api/suggest?q=moira")["suggestions"]
    assert (person["key"], person["count"]) == ("moira-tregellis", 1)
    assert client.get("/suggestions.json?q=moira").json == ["moira", ["Moira Tregellis"]]


def test_similar_articles_share_telling_words_and_are_not_the_article(archive_of: Callable[..., Archive]) -> None:
    others = [make_article(f"x{n}", f"Council meets for the {n}th time", "Nothing was decided.") for n in range(9)]
    one = make_article("one", "Walrus seen at the quay", "A walrus slept by the lighthouse.")
    same = make_article("a/similar", "The lighthouse walrus is back", "It slept again.")
    client = create_app(archive_of(one, same, *others)).test_client()
    assert asked(client, "/api/articles/one/similar")["similar"][0]["id"] == "a/similar"
    assert asked(client, "/api/articles/a/similar")["headline"] == "The lighthouse walrus is back"
    assert [hit["id"] for hit in asked(client, "/api/articles/a/similar/similar?limit=1")["similar"]] == ["one"]
    assert "The lighthouse walrus is back</a>" in client.get("/articles/one").text
    assert client.get("/api/articles/none/similar").status_code == 404


def test_the_description_names_every_endpoint_and_parameter(client: FlaskClient) -> None:
    document = asked(client, "/api/openapi.json")
    assert document["openapi"].startswith("3.1")
    rules = client.application.url_map.iter_rules()
    paths = {re.sub(r"<(?:path:)?(\w+)>", "{}", rule.rule) for rule in rules if rule.rule.startswith("/api/")}
    described = {re.sub(r"{\w+}", "{}", path) for path in document["paths"]}
    assert described == paths - {"/api/", "/api/openapi.json"}
    page = client.get("/api/").text
    assert all(f"<code>GET {path}</code>" in page for path in document["paths"])


def test_the_description_says_what_an_answer_leads_to(client: FlaskClient, town: Archive) -> None:
    gets = {path: methods["get"] for path, methods in asked(client, "/api/openapi.json")["paths"].items()}
    paths = {get["operationId"]: path for path, get in gets.items()}
    links = [(path, link) for path, get in gets.items() for link in get["responses"]["200"].get("links", {}).values()]
    assert len(links) == 5
    (one,) = town.search(SearchRequest(size=1)).hits
    for path, link in links:
        ((parameter, place),) = link["parameters"].items()
        found = asked(client, path.format(id=one.id))
        for step in place.removeprefix("$response.body#/").split("/"):
            found = found[int(step) if step.isdigit() else step]
        asked(client, paths[link["operationId"]].format(**{parameter: found}))


@pytest.mark.parametrize("name", ["page", "limit", "facets", "sort"])
def test_an_empty_value_is_refused_where_programs_ask(client: FlaskClient, name: str) -> None:
    path = "/api/suggest" if name == "limit" else "/api/search"
    answer = client.get(f"{path}?q=ferry&{name}=")
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["parameter"] == name
    assert client.get(f"/?q=ferry&{name}=").status_code == 200


def test_stats_say_what_the_archive_holds(client: FlaskClient, town: Archive) -> None:
    assert asked(client, "/api/stats")["articles"] == town.stats().articles == 4


def test_a_search_is_counted_over_time_beside_all_articles(client: FlaskClient) -> None:
    found = asked(client, "/api/search?q=ferry&timeline=yes")["periods"]
    assert (found["unit"], found["undated"]) == ("month", 0)
    for counts in (found["periods"], found["whole"]):
        assert {period: count for period, count in counts.items() if count} == {"2023-05": 1, "2024-01": 1}


def test_a_key_is_needed_where_there_are_some(town: Archive, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"# ours\n{KEY}\n")
    client = create_app(town, access=Access(read_keys(tmp_path / "keys"))).test_client()
    for path in ("/", "/api/search?q=ferry", "/metrics"):
        refused = client.get(path)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Basic")
        assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get(path, headers={"Authorization": f"Bearer {KEY}"}).status_code == 200
        assert client.get(path, auth=("anybody", KEY)).status_code == 200
    assert [client.get(path, buffered=True).status_code for path in ("/healthz", "/static/morgue.css")] == [200, 200]


@pytest.mark.parametrize("text", ["", "# none\n", "short\n", "a key with spaces in it\n"])
def test_a_file_without_good_keys_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys").write_text(text)
    with pytest.raises(SettingsError, match="key"):
        read_keys(tmp_path / "keys")


def test_who_asks_too_often_is_told_when_to_ask_again(town: Archive) -> None:
    client = create_app(town, access=Access(each_second=0.5)).test_client()
    codes = [client.get("/api/stats").status_code for _ in range(7)]
    assert codes == [200] * 5 + [429] * 2
    assert int(client.get("/api/stats").headers["Retry-After"]) in (1, 2)
    assert client.get("/api/stats", environ_base={"REMOTE_ADDR": "10.0.0.2"}).status_code == 200


def test_keys_are_not_tried_in_any_number_nor_from_any_address_of_a_network(town: Archive, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(KEY)
    client = create_app(town, access=Access(read_keys(tmp_path / "keys"), each_second=0.3)).test_client()

    def answer(address: str) -> int:
        return client.get("/api/stats", environ_base={"REMOTE_ADDR": address}).status_code

    assert [answer(f"2001:db8::{n}") for n in range(5)] == [401] * 3 + [429] * 2
    assert [answer("2001:db8:0:1::1"), answer("::ffff:10.0.0.1"), answer("unknown")] == [401] * 3


def test_links_stay_below_the_path_that_a_proxy_has_it_at(town: Archive) -> None:
    client = create_app(town, access=Access(proxies=1)).test_client()
    text = client.get("/?q=ferry", headers={"X-Forwarded-Prefix": "/news"}).text
    links = re.findall(r'(?:href|action|src|data-root|data-suggest)="(/[^"]*)"', text)
    assert len(links) > 20
    assert [link for link in links if not link.startswith("/news/")] == []
    plain = create_app(town).test_client().get("/?q=ferry", headers={"X-Forwarded-Prefix": "/news"}).text
    assert "/news/" not in plain


@pytest.mark.parametrize("prefix", ["//evil.example", "/\\evil.example", "/news, //evil.example"])
def test_a_prefix_that_is_another_sites_address_is_none(town: Archive, prefix: str) -> None:
    client = create_app(town, access=Access(proxies=1)).test_client()
    answer = client.get("/?q=ferry", headers={"X-Forwarded-Prefix": prefix})
    assert answer.status_code == 200
    assert "evil.example" not in answer.text


def test_of_two_proxies_both_say_who_asks_and_the_last_where(town: Archive) -> None:
    client = create_app(town, access=Access(each_second=0.1, proxies=2)).test_client()

    def answer(who: str) -> TestResponse:
        said = {"For": f"6.6.6.6, {who}, 10.1.0.1", "Proto": "https", "Host": "news.example", "Prefix": "/news"}
        return client.get("/feed.atom", headers={f"X-Forwarded-{name}": value for name, value in said.items()})

    assert 'href="https://news.example/news/feed.atom"' in answer("10.0.0.1").text
    assert [answer(who).status_code for who in ("10.0.0.1", "7.7.7.7, 10.0.0.1", "10.0.0.2")] == [429, 429, 200]


def test_metrics_count_requests_and_articles(client: FlaskClient) -> None:
    client.get("/api/search?q=ferry")
    client.get("/api/search?page=0")
    text = client.get("/metrics").text
    for status in ("2xx", "4xx"):
        assert f'morgue_request_seconds_count{{endpoint="api.search",status="{status}"}} 1.0' in text
    assert "morgue_articles 4.0" in text


def test_a_list_is_looked_up_line_by_line(client: FlaskClient) -> None:
    given = "ferry\n\nstoves\nzzzz\npublished:soon\nferry"
    text = " ".join(client.get("/many", query_string={"list": given}).text.split())
    cell = r"<td>(?:<a [^>]*>)?(\d+)(?:</a>)?</td> "
    rows = re.findall(rf'<th scope="row">(\w+)</th> {cell}{cell}', text)
    assert rows == [("ferry", "2", "0"), ("stoves", "1", "1"), ("zzzz", "0", "0")]
    assert "is not a date" in text
    assert client.get("/many", query_string={"list": "\n".join(map(str, range(101)))}).status_code == 400


def test_an_article_is_cited_in_every_form(archive_of: Callable[..., Archive]) -> None:
    article = make_article("a_1", "Fish & {chips} at 5%", byline=("Ada Quill",), publication="The Lantern")
    text = create_app(archive_of(article)).test_client().get("/articles/a_1").text
    plain, bibtex, ris, csl = map(unescape, re.findall(r"data-copy>(.*?)</pre>", text, re.DOTALL))
    assert plain == "Ada Quill. “Fish & {chips} at 5%.” The Lantern, undated. http://localhost/articles/a_1"
    assert r"title = {{Fish \& \{chips\} at 5\%}}" in bibtex
    assert "TY  - NEWS" in ris
    assert json.loads(csl)[0]["author"] == [{"literal": "Ada Quill"}]


def test_an_article_leads_to_the_hits_beside_it(archive_of: Callable[..., Archive]) -> None:
    client = create_app(archive_of(*(make_article(f"a{n}", f"Lamp {n}") for n in range(5)))).test_client()
    ids: list[str] = []
    link = re.search(r'<h2><a href="([^"]*)"', client.get("/?q=lamp&size=2").text)
    while link:
        text = client.get(unescape(link[1])).text
        ids += re.findall(r"<dt>Id</dt><dd>(\w+)", text)
        assert f"{len(ids)} of 5" in text
        link = re.search(r'<a rel="next"[^>]* href="([^"]*)"', text)
    assert sorted(ids) == [f"a{n}" for n in range(5)]
    assert "of 5" not in client.get("/articles/a1?q=zzz&hit=1").text


def test_queries_are_compared_over_time_as_counts_and_shares(client: FlaskClient) -> None:
    text = client.get("/?q=ferry&compare=bridge").text
    assert 'aria-label="ferry, May 2023: 1"' in text
    assert 'aria-label="bridge, February 2023: 1"' in text
    assert "100.0% of all (1)" in client.get("/?q=ferry&compare=bridge&share=yes").text
    assert client.get("/?q=a&compare=b&compare=c&compare=d").status_code == 400


def test_a_value_is_left_out_and_taken_back_by_links(client: FlaskClient) -> None:
    text = client.get("/?q=ferry").text
    assert 'class="without" href="/?q=ferry&amp;exclude_section=Weather" aria-label="Leave out Weather"' in text
    narrowed = client.get("/?q=ferry&exclude_section=weather").text
    assert "1 article" in narrowed
    assert "storm" not in narrowed.split("<ol")[1]
    assert "Section: <em>not</em> weather" in narrowed
    assert 'href="/?q=ferry" class="excluded"' in narrowed
