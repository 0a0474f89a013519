"""Behind a real nginx, set up as docs/proxies.md says: below a path of another site, and at a name of its own."""

from __future__ import annotations

import csv
import http.client
import io
import itertools
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, urlsplit

import feedparser
import pytest

from index import Settings
from index.archive.build import rebuild
from tests.conftest import ROOT, make_article, serving, wait_for
from web.middleware.guards import LONGEST_URL

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
if not NGINX:
    pytest.skip("needs nginx (on Debian: apt-get install nginx)", allow_module_level=True)

IDS = (
    "plain",
    "/led",
    "a//b/",
    "?q=%2F#x",
    "a%2Fb",
    "50%25",
    "dots..and spaces",
    "ü/ß",
    "back\\slash",
    "semi;colon",
    "+",
)
RATE = 1  # requests a second of one client, of whom ten seconds' may come at once
NUMBERS = itertools.count()
SITES = {"news.example": "/archive", "archive.example": ""}
PLAIN = """
daemon off; master_process off; pid {folder}/pid; error_log stderr; worker_rlimit_nofile 4096; events {{}}
http {{
    access_log off; types {{}}
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {documented}
}}
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The port of nginx, and that of the server behind it, whose articles have the ids ``IDS``."""
    folder = tmp_path_factory.mktemp("proxy")
    articles = [make_article(name, f"Lamp {n}", "“Light it,” said Ada Quill.") for n, name in enumerate(IDS)]
    rebuild(articles, folder / "archive", Settings())
    options = ["--trusted-host=news.example", "--trusted-host=archive.example", "--proxies=1", f"--rate={RATE}"]
    with serving(folder / "archive", *options, "--processes=1") as address, socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        documented = "\n".join(re.findall(r"```nginx\n(.*?)```", (ROOT / "docs" / "proxies.md").read_text(), re.DOTALL))
        documented = documented.replace("http://127.0.0.1:8000", address).replace("listen 80;", f"listen {port};")
        (folder / "nginx.conf").write_text(PLAIN.format(folder=folder, documented=documented))
        with subprocess.Popen([str(NGINX), "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr"]) as process:
            try:
                wait_for(lambda: process.poll() is not None or _listens(port))
                yield port, int(address.rpartition(":")[2])
            finally:
                process.terminate()
                process.wait()


@pytest.fixture
def proxy(served: tuple[int, int]) -> int:
    """The port of nginx."""
    return served[0]


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


class Answer:
    """What came back: with the body read."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.body, self.status, self.headers = answer.read(), answer.status, answer.headers
        self.text = self.body.decode("utf-8", "replace")


def get(port: int, site: str, path: str, client: str = "", **headers: str) -> Answer:
    """Ask ``site`` for ``path`` as the client at an address, or as another each time."""
    number = next(NUMBERS)
    client = client or f"127.1.{number // 250}.{number % 250 + 1}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(client, 0))
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": site, **named})
        return Answer(connection.getresponse())
    finally:
        connection.close()


def links_of(text: str) -> set[str]:
    """The addresses in a page that lead somewhere on its site."""
    found = map(unescape, re.findall(r'\b(?:href|action|src|data-root|data-suggest)="([^"#][^"]*)"', text))
    return {link.partition("#")[0] for link in found}


@pytest.mark.parametrize("site", SITES)
def test_every_link_leads_below_the_path_and_is_answered(proxy: int, site: str) -> None:
    root = SITES[site]
    waiting, seen = [f"{root}/"], set[str]()
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        seen.add(path)
        answer = get(proxy, site, path)
        assert answer.status == 200, path
        if answer.headers.get_content_type() == "text/html":
            links = links_of(answer.text)
            assert [link for link in links if not link.startswith(f"{root}/")] == []
            waiting += sorted(links - seen - {*waiting})
    kinds = (
        "/articles/",
        "/quotes",
        "/static/morgue.css",
        "/export.csv",
        "/feed.atom",
        "/opensearch.xml",
        "/api/",
        "/many",
    )
    assert [kind for kind in kinds if not any(path.startswith(root + kind) for path in seen)] == []


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("identifier", IDS)
def test_an_article_opens_whatever_its_id(proxy: int, site: str, identifier: str) -> None:
    root = SITES[site]
    found = get(proxy, site, f"{root}/api/articles/{quote(identifier)}")
    assert json.loads(found.body)["id"] == identifier
    (link,) = re.findall(rf'<h2><a href="([^"]*)"[^>]*>Lamp {IDS.index(identifier)}<', _all_lamps(proxy, site))
    page = get(proxy, site, unescape(link))
    assert page.status == 200
    assert re.search(rf"<h1[^>]*>\s*(?:<mark[^>]*>)?Lamp(?:</mark>)? {IDS.index(identifier)}\s*</h1>", page.text)


def _all_lamps(proxy: int, site: str) -> str:
    return re.sub("</?mark>", "", get(proxy, site, f"{SITES[site]}/?q=lamp").text)


@pytest.mark.parametrize("site", SITES)
def test_what_is_read_elsewhere_names_the_address_that_readers_type(proxy: int, site: str) -> None:
    root = f"http://{site}{SITES[site]}"
    feed = feedparser.parse(get(proxy, site, f"{SITES[site]}/feed.atom?q=lamp").body)
    assert len(feed.entries) == len(IDS)
    assert all(link.startswith(f"{root}/") for link in [feed.feed.link, *(entry.link for entry in feed.entries)])
    described = get(proxy, site, f"{SITES[site]}/opensearch.xml").text
    assert f'template="{root}/?q={{searchTerms}}"' in described
    document = json.loads(get(proxy, site, f"{SITES[site]}/api/openapi.json").body)
    assert document["servers"] == [{"url": root}]
    export = get(proxy, site, f"{SITES[site]}/export.csv?q=lamp")
    assert export.headers["Transfer-Encoding"] == "chunked"
    rows = [*csv.DictReader(io.StringIO(export.body.decode("utf-8-sig")))]
    assert len(rows) == len(IDS)
    for link in [row["link"] for row in rows] + [entry.link for entry in feed.entries]:
        parts = urlsplit(link)
        assert get(proxy, site, f"{parts.path}?{parts.query}" if parts.query else parts.path).status == 200
        assert link.startswith(f"{root}/articles/")


@pytest.mark.parametrize("site", SITES)
def test_all_pages_of_results_are_reached(proxy: int, site: str) -> None:
    found, path = [], f"{SITES[site]}/?q=lamp&size=4"
    while path:
        text = get(proxy, site, path).text
        found += re.findall(r'<h2><a href="([^"?]*)', text)
        path = next(iter(re.findall(r'rel="next" href="([^"]*)"', text)), "")
        path = unescape(path)
    assert len(set(found)) == len(found) == len(IDS)


@pytest.mark.parametrize("site", SITES)
def test_redirects_stay_below_the_path(proxy: int, site: str) -> None:
    root = SITES[site]
    answer = get(proxy, site, f"{root}/api")
    assert answer.status in (301, 308)
    assert urlsplit(answer.headers["Location"]).path == f"{root}/api/"
    if root:
        answer = get(proxy, site, f"{root}?q=lamp")
        assert (answer.status, answer.headers["Location"]) == (301, f"{root}/?q=lamp")


def test_errors_and_their_pages_are_those_of_the_archive(proxy: int) -> None:
    page = get(proxy, "news.example", "/archive/articles/none")
    assert page.status == 404
    assert all(link.startswith("/archive/") for link in links_of(page.text))
    assert json.loads(get(proxy, "news.example", "/archive/api/search?page=0").body)["parameter"] == "page"


def test_the_longest_address_passes(proxy: int) -> None:
    path = f"/many?list={quote('lamp%0A' * 9)}"
    path += "%20" * ((LONGEST_URL - len(path)) // 3 - 1)
    assert get(proxy, "news.example", f"/archive{path}").status == 200


def test_what_a_client_has_is_not_sent_again(proxy: int) -> None:
    for path in ("/archive/?q=lamp", "/archive/static/morgue.css"):
        first = get(proxy, "news.example", path, Accept_Encoding="gzip")
        assert first.headers["Content-Encoding"] == "gzip"
        again = {"Accept_Encoding": "gzip", "If_None_Match": first.headers["ETag"]}
        assert get(proxy, "news.example", path, **again).status == 304
        assert "frame-ancestors 'none'" in first.headers["Content-Security-Policy"]


def test_links_keep_to_tls_that_ends_at_the_proxy(served: tuple[int, int]) -> None:
    said = {"X_Forwarded_For": "10.0.0.1", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "news.example:8443"}
    text = get(served[1], "127.0.0.1", "/feed.atom?q=lamp", **said, X_Forwarded_Prefix="/archive").text
    assert 'href="https://news.example:8443/archive/feed.atom' in text


def test_a_name_that_was_not_given_is_refused(proxy: int) -> None:
    assert get(proxy, "evil.test", "/archive/").status == 421


def test_what_a_reader_says_of_the_proxy_is_not_believed(proxy: int) -> None:
    lies = {"X_Forwarded_Host": "evil.test", "X_Forwarded_Prefix": "/evil", "X_Forwarded_Proto": "gopher"}
    for site, root in SITES.items():
        text = get(proxy, site, f"{root}/feed.atom?q=lamp", **lies).text
        assert f'href="http://{site}{root}/feed.atom' in text
        assert "evil" not in text
        assert "gopher" not in text


def test_each_reader_has_a_rate_of_their_own(proxy: int) -> None:
    def stats(client: str, **headers: str) -> int:
        return get(proxy, "news.example", "/archive/api/stats", client, **headers).status

    statuses = [stats("127.0.0.2", X_Forwarded_For=f"10.0.0.{number}") for number in range(30 * RATE)]
    assert {*statuses} == {200, 429}
    assert stats("127.0.0.3") == 200
