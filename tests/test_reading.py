"""Finding files, telling their formats, surviving what is wrong with them."""

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Article, Source, Unreadable
from corpus.quotes import extract
from corpus.reading.files import read, size
from corpus.records import records

TEXT = b"Gulls return\n\nThey are back on the corn hall.\n"


def reasons(path: Path) -> dict[str, str]:
    return {item.source.file: item.reason for item in read(path) if isinstance(item, Unreadable)}


def test_the_content_decides_the_format_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(TEXT)
    (tmp_path / "b.txt").write_bytes(b'{"title": "From JSON", "text": "x"}')
    (tmp_path / "c.dat").write_bytes(b'<REUTERS NEWID="1"><TEXT><TITLE>From SGML</TITLE></TEXT></REUTERS>')
    (tmp_path / "d").write_bytes(b"<!doctype html><h1>From HTML</h1><p>" + b"A long paragraph of the page. " * 20)
    found = [item.headline for item in read(tmp_path) if isinstance(item, Article)]
    assert found == ["Gulls return", "From JSON", "From SGML", "From HTML"]


def test_folders_are_read_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", "b/.git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(TEXT)
    found = [item.source.file for item in read(tmp_path)]
    assert found == [f"{tmp_path.name}/{name}" for name in ("a.txt", "b/1.txt", "b/2.txt")]


def test_gzip_is_looked_through_whatever_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(TEXT))
    (found,) = read(tmp_path)
    assert isinstance(found, Article)


def test_files_that_cannot_be_read_are_named_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.gz").write_bytes(gzip.compress(TEXT * 1000)[:60])
    (tmp_path / "d.bin").write_bytes(b"\x00\x01\x02 data")
    (tmp_path / "e.xml").write_bytes(b"<?xml version='1.0'?><rss></rss>")
    (tmp_path / "f.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "g.txt").write_bytes(TEXT)
    os.mkfifo(tmp_path / "h")
    found = reasons(tmp_path)
    assert [name.rpartition("/")[2] for name in found] == ["a.pdf", "b.txt", "c.gz", "d.bin", "e.xml", "f.txt", "h"]
    assert "PDF" in found[f"{tmp_path.name}/a.pdf"]
    assert sum(isinstance(item, Article) for item in read(tmp_path)) == 1


def test_nothing_at_the_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no file or folder"):
        list(read(tmp_path / "none"))


def test_a_file_name_that_begins_with_a_date_dates_the_article(tmp_path: Path) -> None:
    (tmp_path / "2023-05-02-gulls.txt").write_bytes(TEXT)
    (found,) = read(tmp_path)
    assert isinstance(found, Article)
    assert (str(found.published), found.published_how) == ("2023-05-02", "file name")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    text = (
        "Café in Zürich\n\n“Déjà vu,” said the owner’s son. The café has been a café since the café before it closed.\n"
    )
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (found,) = read(tmp_path)
    assert isinstance(found, Article)
    assert found.headline == "Café in Zürich"
    assert found.paragraphs[0].startswith("“Déjà vu,” said the owner’s son.")


def test_progress_adds_up_to_the_size(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.jsonl").write_bytes(b'{"title": "A", "text": "a"}\n' * 1000)
    (tmp_path / "c.gz").write_bytes(gzip.compress(b'{"title": "A", "text": "a"}\n' * 1000))
    steps: list[int] = []
    assert sum(1 for _ in read(tmp_path, steps.append)) == 2001
    assert sum(steps) == size(tmp_path) == sum(file.stat().st_size for file in tmp_path.iterdir())


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))), st.integers(0, 5))
def test_no_content_whatever_raises(tmp_path: Path, content: bytes, kind: int) -> None:
    prefix = (b"", b"{", b"<html>", b"<REUTERS>", b"[{", b"Id: 3\n\n")[kind]
    (tmp_path / "x").write_bytes(prefix + content)
    for item in read(tmp_path / "x"):
        assert isinstance(item, Article | Unreadable)
        if isinstance(item, Article):
            assert item.id
            assert item.headline
            assert item.text


def test_a_fault_in_one_article_is_reported_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(text: str, author: str) -> extract.Said:
        if "odd" in text:
            raise IndexError(author)
        return extract.Said([], [])

    def failing(_data: bytes, _source: Source) -> Article:
        raise IndexError

    monkeypatch.setattr(extract, "said_in", faulty)
    (tmp_path / "a.jsonl").write_bytes(b'{"title": "A", "text": "even"}\n{"title": "B", "text": "odd"}\n')
    first, second, fault = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (second.headline, second.quotes) == ("B", ())
    assert "a.jsonl, line 2: its quotes are left out: a fault of Morgue (IndexError" in str(fault)
    monkeypatch.setattr(records, "read", failing)
    assert ["a fault of Morgue" in str(item) for item in read(tmp_path)] == [True, True]
