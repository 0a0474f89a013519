"""All results as files: complete, in order, harmless, and sent while they are read."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index import Settings
from index.archive.build import rebuild
from search import Archive, QuoteRequest, SearchRequest, open_archive
from tests.conftest import make_article
from web import create_app
from web.exports.exports import CHUNK, MOST_AT_ONCE

MANY = 350  # articles: more than a page of results may have


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    directory = tmp_path_factory.mktemp("export") / "archive"
    articles = (
        make_article(
            f"lamp-{n:03}", f"Lamp {n} {'lit' if n % 2 else 'out'}",
            f"The lamp number {n} {'was lit, lamp by lamp' if n % 7 else 'went out'}.",
            f"“Lamp {n} smells,” said Ada Quill.",
            published=date(2020 + n % 4, 1 + n % 12, 1 + n % 28), section="News" if n % 3 else "Sport",
        )
        for n in range(MANY)
    )  # fmt: skip
    rebuild(articles, directory, Settings())
    return open_archive(directory)


@pytest.fixture
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


def text_of(client: FlaskClient, path: str, **options: Any) -> str:
    """The whole answer, as a client takes it that then closes the connection."""
    answer = client.get(path, buffered=True, **options)
    assert answer.status_code == 200, answer.text
    return answer.text


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def all_pages(archive: Archive, q: str, sort: str, **filters: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for page in range(1, 1 + -(-MANY // 100)):
        found += [
            hit.id
            for hit in archive.search(SearchRequest(q, sort=sort, page=page, size=100, filters=filters)).hits  # type: ignore[arg-type]
        ]
    return found


@pytest.mark.parametrize("q", ["", "lamp", "lit OR out", '"lamp by lamp"', "lamp -lit", "lamp number lit"])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_an_export_has_what_all_pages_have_in_their_order(
    client: FlaskClient, archive: Archive, q: str, sort: str
) -> None:
    query = {"query_string": {"q": q, "sort": sort}}
    expected = all_pages(archive, q, sort)
    rows = table(text_of(client, "/export.csv", **query))
    assert [row["id"] for row in rows] == expected
    lines = [json.loads(line) for line in text_of(client, "/export.jsonl", **query).splitlines()]
    assert [line["id"] for line in lines[1:]] == expected
    ris = text_of(client, "/export.ris", **query)
    assert re.findall(r"^ID  - (.*)\r$", ris, re.MULTILINE) == expected
    assert lines[0]["total"] == len(expected)


def test_an_export_is_narrowed_as_pages_are(client: FlaskClient, archive: Archive) -> None:
    rows = table(text_of(client, "/export.csv?q=lamp&section=Sport&year=2021&year=2022"))
    assert [row["id"] for row in rows] == all_pages(
        archive, "lamp", "relevance", section=("Sport",), year=("2021", "2022")
    )


def test_an_export_says_what_it_is_of(client: FlaskClient, archive: Archive) -> None:
    generation = archive.stats().generation
    row = table(text_of(client, "/export.csv?q=lamp&sort=newest"))[0]
    assert (row["query"], row["generation"], row["total"]) == ("q=lamp&sort=newest", generation, str(MANY))
    head = json.loads(text_of(client, "/export.jsonl?q=zzzz").splitlines()[0])
    assert (head["query"], head["read_as"], head["total"], head["generation"]) == ("q=zzzz", "zzzz", 0, generation)
    ris = client.get("/export.ris?q=lamp", buffered=True)
    assert ris.text.count(f"N1  - query q=lamp; generation {generation}; exported 20") == MANY
    assert generation in ris.headers["Content-Disposition"]
    assert ris.headers["Content-Disposition"].endswith('.ris"')


def test_quotes_are_exported_with_who_said_them_and_a_link_to_the_spot(client: FlaskClient, archive: Archive) -> None:
    total = archive.quotes(QuoteRequest("smells")).total
    rows = table(text_of(client, "/quotes/export.csv?q=smells&sort=newest"))
    assert len(rows) == len({row["id"] for row in rows}) == total == MANY
    assert {row["speaker"] for row in rows} == {"Ada Quill"}
    path = rows[0]["link"].removeprefix("http://localhost")
    assert rows[0]["quote"] in client.get(path.partition("#")[0]).text
    assert f'id="{path.partition("#")[2]}"' in client.get(path.partition("#")[0]).text
    (_, *lines) = text_of(client, "/quotes/export.jsonl?q=smells&sort=newest").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]
    assert text_of(client, "/quotes/export.ris?q=smells").count("– Ada Quill") == MANY


def test_articles_in_json_lines_are_whole(client: FlaskClient, archive: Archive) -> None:
    line = json.loads(text_of(client, "/export.jsonl?q=lamp").splitlines()[1])
    whole = json.loads(json.dumps(archive.article(line["id"]).as_json()))
    assert line.pop("link").endswith(f"/articles/{line['id']}")
    assert line == whole


DIVIDED = re.compile(r"[;\t\r\n]")  # as some spreadsheets divide lines
FORMULAS = [
    "a;=1+1",
    "a; @SUM(A1)",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "=HYPERLINK(“http://a”,“x”)",
    "=cmd|'/c calc'!A1",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(archive_of: Callable[..., Archive], formula: str) -> None:
    article = make_article(
        f"{formula}", formula, f"“{formula},” said Ada Quill.", section=formula, byline=(formula,), tags=(formula,),
        url=formula, dateline=formula,
    )  # fmt: skip
    client = create_app(archive_of(article)).test_client()
    for path in ("/export.csv", "/quotes/export.csv"):
        rows = table(text_of(client, path, query_string={"section": formula}))
        cells = [cell for row in rows for cell in row.values()]
        assert rows
        parts = [part.strip() for cell in cells for part in DIVIDED.split(cell)]
        assert not [part for part in parts if part.startswith(("=", "+", "-", "@", "＝"))]
        assert formula in [cell.replace("'", "") for cell in cells] or f"'{formula}" in cells


@pytest.mark.parametrize("headline", ['a;"=1+1;b', 'a; "=HYPERLINK(1)";', "a;'=1"])
def test_no_cell_of_a_line_that_semicolons_divide_is_a_formula(
    archive_of: Callable[..., Archive], headline: str
) -> None:
    client = create_app(archive_of(make_article("a", headline))).test_client()
    text = text_of(client, "/export.csv")
    for delimiter in ";,":
        cells = [cell for row in csv.reader(text.splitlines(), delimiter=delimiter) for cell in row]
        assert not [cell for cell in cells if cell.strip("\"' ").startswith("=") and not cell.startswith("'")]


def test_who_asks_for_the_head_of_an_export_gets_no_more(client: FlaskClient) -> None:
    answer = client.head("/export.csv")
    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (200, b"", "0")


def test_the_first_bytes_come_before_articles_are_read(client: FlaskClient) -> None:
    with client.get("/export.csv?q=lamp") as answer:
        first, *others = (piece for piece in answer.iter_encoded())
    assert first.decode().startswith("\ufeffid,headline,published")
    assert first.count(b"\n") == 1
    assert len(others) > 2
    assert max(map(len, others)) < 3 * CHUNK


def test_an_export_goes_on_with_its_generation_when_there_is_a_newer(tmp_path: Path) -> None:
    rebuild([make_article(str(n), f"Old lamp {n}") for n in range(9)], tmp_path / "a", Settings())
    archive = open_archive(tmp_path / "a")
    export = archive.export(SearchRequest("lamp"))
    next(export.found)
    rebuild([make_article("x", "New lamp")], tmp_path / "a", Settings())
    assert archive.search(SearchRequest("lamp")).total == 1
    assert [article.headline[:3] for article in export.found] == ["Old"] * 8


def test_more_exports_than_there_are_places_for_are_refused_until_one_is_done(client: FlaskClient) -> None:
    under_way = [client.get("/export.csv?q=lamp") for _ in range(MOST_AT_ONCE)]
    refused = client.get("/export.csv?q=lamp")
    assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
    under_way[0].close()
    assert table(text_of(client, "/export.csv?q=lamp"))
    under_way[1].close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export.xls?q=lamp", 404),
        ("/export.csv?q=published:soon", 400),
        ("/export.csv?q=lamp&page=2", 400),
        ("/export.csv?q=lamp&sektion=News", 400),
        ("/export.csv?q=a&q=b", 400),
        ("/quotes/export.ris?byline=x", 400),
    ],
)
def test_what_cannot_be_exported_is_refused_and_holds_no_place(client: FlaskClient, path: str, status: int) -> None:
    for _ in range(MOST_AT_ONCE + 1):
        assert client.get(path).status_code == status


@pytest.mark.parametrize("path", ["/?q=lamp&section=News&page=2&size=5", "/quotes?q=smells&section=News"])
def test_results_link_to_exports_of_all_of_them(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*/export\.\w+[^"]*)"', text)]
    assert [link.partition("?")[0].rpartition(".")[2] for link in links] == ["csv", "jsonl", "ris"]
    total = re.search(r"All ([\d,]+) as", text)
    assert total
    assert len(table(text_of(client, links[0]))) == int(total.group(1))
