"""Tables of articles: a row is an article, and prose with commas is prose."""

import csv
import gzip
from pathlib import Path

import pytest

from corpus import Article
from corpus.reading.files import read, size
from corpus.reading.parallel import read_all
from corpus.records import tables
from tests.containers import NAMES, ROWS, headlines, read_bytes, table, told, zip_of


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_each_row_is_an_article(tmp_path: Path, delimiter: str, encoding: str, quoting: int) -> None:
    found = read_bytes(tmp_path / "a", table(delimiter, quoting=quoting).encode(encoding))
    articles = [item for item in found if isinstance(item, Article)]
    assert [(item.id, item.headline, item.byline, str(item.published)) for item in articles] == [
        ("a1", "Ferry firm drops Sunday sailings", ("Una Brack",), "2024-09-17"),
        ("a2", "Lighthouse; open day, again | free", ("Joss Pell",), "2024-09-18"),
    ]
    assert articles[0].paragraphs[1] == "“We have run out of people,” said Maud Tarrant."
    assert articles[1].paragraphs == ('They called it "the lamp".', "It shone.")
    assert [item.source.position for item in articles] == ["line 2", "line 5"]
    assert len(found) == 2


@pytest.mark.parametrize(
    "names",
    [
        ["ID", "Title", "Author", "Date", "Body"],
        ["Article ID", "Web Title", "BYLINE", "Publication Date", "Full Text"],
        ["guid", "headline", "authors", "published_at", "content"],
        [" id", "Head Line".replace(" ", ""), "creator", "pub-date", "article.body"],
    ],
)
def test_columns_are_known_by_their_usual_names(tmp_path: Path, names: list[str]) -> None:
    articles = read_bytes(tmp_path / "a.csv", table(names=names).encode())
    assert headlines(articles) == [row[1] for row in ROWS]
    assert isinstance(articles[0], Article)
    assert (articles[0].byline, articles[0].id) == (("Una Brack",), "a1")


def test_columns_without_a_name_are_none(tmp_path: Path) -> None:
    found = read_bytes(tmp_path / "a.csv", b",title,text\n0,Ferry,It stays.\n1,Bell,It rang.\n")
    assert headlines(found) == ["Ferry", "Bell"]
    assert isinstance(found[0], Article)
    assert (found[0].byline, found[0].url) == ((), "")


def test_lines_may_end_in_carriage_returns(tmp_path: Path) -> None:
    assert headlines(read_bytes(tmp_path / "a.csv", b"title,text\rFerry,It stays.\rBell,It rang.\r")) == [
        "Ferry",
        "Bell",
    ]


def test_unknown_columns_and_empty_cells_do_no_harm(tmp_path: Path) -> None:
    made = "title,views,text,,note\r\nFerry stays,12,It stays.,,\r\n,,,,\r\n\r\nBell rings,,It rang.,,x,,\r\n"
    found = read_bytes(tmp_path / "a.csv", made.encode())
    assert headlines(found) == ["Ferry stays", "Bell rings"]
    assert told(found) == []


def test_of_columns_of_one_name_the_first_counts_that_has_something(tmp_path: Path) -> None:
    made = b"Title,Content,Title,Title\nFerry stays,It stays.,photo-7,\n,It goes.,,Ferry goes\n"
    assert headlines(read_bytes(tmp_path / "a.csv", made)) == ["Ferry stays", "Ferry goes"]


def test_what_divides_the_cells_may_be_said(tmp_path: Path) -> None:
    assert headlines(read_bytes(tmp_path / "a.csv", b"sep=;\r\ntitle;text\r\nFerry, no;Yes.\r\n")) == ["Ferry, no"]


def test_quotation_marks_escaped_by_backslashes_are_read(tmp_path: Path) -> None:
    made = r'"title","text"' + "\n" + r'"Ferry \"stays\"","It \"stays\", he said."' + "\n" + '"Bell","It rang."\n'
    found = read_bytes(tmp_path / "a.csv", made.encode())
    assert headlines(found) == ['Ferry "stays"', "Bell"]


@pytest.mark.parametrize(
    "bad",
    [
        "b,Bad,too few", "b,Bad,Joss,2024-01-01,x,one too many", 'b,"Bad" is bad,Joss,2024-01-01,x',
        'b,"Bad,Joss,2024-01-01,never ends', 'b,"Bad"x,Joss,2024-01-01,"a"b"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_bad_row_costs_that_row(tmp_path: Path, bad: str, at: int) -> None:
    lines = [",".join(NAMES), "a1,First,Una,2024-01-01,Text one", 'a2,Second,Una,2024-01-01,"Text, two"', bad]
    lines = [*lines[:at], bad, *lines[at:3], "a3,Third,Una,2024-01-01,Text three"]
    found = read_bytes(tmp_path / "a.csv", ("\n".join(lines) + "\n").encode())
    assert headlines(found) == ["First", "Second", "Third"]
    (refused,) = told(found)
    assert refused.startswith(f"a.csv, line {at + 1}: ")


def test_a_table_without_known_columns_is_refused_with_their_names(tmp_path: Path) -> None:
    rows = "".join(f"{n},Port {n},{n * 7}\n" for n in range(9))
    (refused,) = told(read_bytes(tmp_path / "a.csv", f"number,harbour,boats\n{rows}".encode()))
    assert "the columns number, harbour, boats, of which none has headlines or texts: call one of them title" in refused
    assert told(read_bytes(tmp_path / "a.tsv", f"number\tharbour\tboats\n{rows}".replace(",", "\t").encode()))
    basque = "Izenburua;Text;Eguna\n" + "Ontziá;Badator.;17.09.2024\n" * 4
    (refused,) = told(read_bytes(tmp_path / "c.csv", basque.encode("cp1252")))
    assert "Izenburua, text, Eguna, of which only one is known" in refused
    assert "without a row" in told(read_bytes(tmp_path / "a.csv", b"title,text,date\n,,\n"))[0]
    (refused,) = told(read_bytes(tmp_path / "b.csv", b"date,author,url\n2024-01-01,Una,https://e.example\n" * 3))
    assert "call one of them title" in refused


PROSE = [
    "Ferry, bell, and lamp\n\nThe ferry, the bell, and the lamp stopped, said Maud Tarrant.\n",
    "Ferry stays, for now\nThe firm, which runs it, said so, on Tuesday.\nThe council, and riders, agreed.\n",
    "Title, text\n\nA headline about a title, and a text, said Una.\n",
    "By title, author, date\n\nThe library, which sorts by title, author, date, and place, has opened.\n",
    "Date, place\nSept. 17, Port Alder\n\nThe ferry did not sail, Tarrant said.\n",
    "Results: Alder 2, Cobb 1\nAlder, 12, 4, 2\nCobb, 10, 5, 3\nSkerry, 8, 2, 6\nThe league, now nine, goes on.\n",
    "Ferry; bell; lamp\n\nOne; two; three.\n",
    "Port Alder | The Echo\n\nThe ferry did not sail on Tuesday, the firm said.\n\nA second paragraph | with a bar.\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_table(tmp_path: Path, text: str) -> None:
    (found,) = read_bytes(tmp_path / "a.txt", text.encode())
    assert isinstance(found, Article) or "put a blank line after it" in found.reason


def test_tables_are_read_by_workers_and_in_archives(tmp_path: Path) -> None:
    rows = [[f"a{n}", f"Ferry {n}", "Una Brack", "2024-09-17", "It stays, he said. " * 30] for n in range(3000)]
    made = table(rows=rows).encode()
    (tmp_path / "a.csv").write_bytes(made)
    (tmp_path / "b.zip").write_bytes(zip_of({"x/a.csv": gzip.compress(made)}))
    expected, steps = list(read(tmp_path)), list[int]()
    assert headlines(expected) == [row[1] for row in rows] * 2
    assert expected[-1].source.file.endswith("b.zip/x/a.csv")
    with read_all([tmp_path], 2, steps.append) as found:
        assert list(found) == expected
    assert sum(steps) == size(tmp_path)


def test_delimiters_are_told_by_the_names() -> None:
    texts = {"title;text\na;b": ";", "title\ttext\na\tb": "\t", "title, text": "", "": "", "sep=|\na|b": "|"}
    assert {text: tables.delimiter_of(text) for text in texts} == texts


@pytest.mark.parametrize(
    ("names", "day"),
    [
        (["Titel", "Autor", "Datum", "Text"], "17.09.2024"),
        (["Überschrift", "Verfasser", "Veröffentlicht", "Inhalt"], "17.09.2024"),
        (["Titre", "Auteur", "Date de publication", "Contenu"], "17/09/2024"),
        (["Título", "Autor", "Fecha", "Texto"], "17 de septiembre de 2024"),
        (["Titolo", "Autore", "Data", "Testo"], "17 settembre 2024"),
        (["Tytuł", "Autor", "Data", "Treść"], "17 września 2024"),
        (["Rubrik", "Författare", "Datum", "Brödtext"], "2024-09-17"),
        (["Заголовок", "Автор", "Дата", "Текст"], "17.09.2024"),
    ],
)
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_columns_are_known_in_other_languages(tmp_path: Path, names: list[str], day: str, delimiter: str) -> None:
    rows = [names, ["Das Boot bleibt", "Una Brack", day, "Es bleibt, wo es ist; und der Kai auch."]]
    made = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (found,) = read_bytes(tmp_path / "a.csv", made.encode())
    assert isinstance(found, Article), found
    assert (found.headline, found.byline, str(found.day)) == ("Das Boot bleibt", ("Una Brack",), "2024-09-17")
    assert found.paragraphs == ("Es bleibt, wo es ist; und der Kai auch.",)


@pytest.mark.parametrize(
    "above",
    [
        "Export of The Skerry Echo\nGenerated 07/10/2024\n\n",
        "The Skerry Echo, archive export\n",
        "Report;all stories;2024\n\n\n",
        "﻿List of articles\n,,,\n",
    ],
)
def test_lines_above_the_names_are_passed_over(tmp_path: Path, above: str) -> None:
    made = f'{above}headline,author,date,body\nFerry stays,Una Brack,2024-09-17,"It stays, she said."\n'
    (found,) = read_bytes(tmp_path / "a.csv", made.encode())
    assert isinstance(found, Article), found
    assert (found.headline, found.byline, str(found.published), found.paragraphs) == (
        "Ferry stays", ("Una Brack",), "2024-09-17", ("It stays, she said.",),
    )  # fmt: skip
    assert found.source.position == f"line {above.count(chr(10)) + 2}"


def test_prose_that_has_the_names_of_fields_is_prose(tmp_path: Path) -> None:
    text = "Ferry stays\n\nThe headline, the author, the date and the body make a story, he said.\n\nIt stays.\n"
    (found,) = read_bytes(tmp_path / "a.txt", text.encode())
    assert isinstance(found, Article)
    assert found.format == "text"


def test_the_columns_of_collections_are_known(tmp_path: Path) -> None:
    made = 'Unnamed: 0,date,author,title,article,publication\n0,45552,"Brack, Una",Ferry stays,It stays.,The Echo\n'
    (found,) = read_bytes(tmp_path / "a.csv", made.encode())
    assert isinstance(found, Article), found
    assert (found.headline, found.byline, found.paragraphs, found.publication) == (
        "Ferry stays", ("Una Brack",), ("It stays.",), "The Echo",
    )  # fmt: skip
    assert str(found.published) == "2024-09-17"  # which Excel has as the number of a day
    assert "the number 45552" in found.remarks[0]


@pytest.mark.parametrize(
    ("cell", "language"),
    [("English", "en"), ("ger", "de"), ("en-GB", "en-GB"), ("Français", "fr"), ("Elvish", "Elvish")],
)
def test_languages_are_known_by_their_names(tmp_path: Path, cell: str, language: str) -> None:
    (found,) = read_bytes(tmp_path / "a.csv", f"title,text,language\nFerry stays,It stays.,{cell}\n".encode())
    assert isinstance(found, Article)
    assert found.language == language
