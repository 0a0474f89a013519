"""Broken and hostile files stop nothing: each is an article or named, and good ones beside it arrive.

Sizes are such that what took the square or more of them, or all of memory, would not end in a day. How time grows is
measured by ``bench.hostile``.
"""

from __future__ import annotations

import gzip
import socket
from pathlib import Path
from types import SimpleNamespace

import justext.core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.hostile.kinds import KINDS
from corpus import Article, Unreadable
from corpus.pages.extracted import revised
from corpus.quotes.extract import LONGEST_QUOTED, extract
from corpus.reading import streams
from corpus.reading.files import read
from corpus.reading.parallel import read_all
from corpus.record import LARGEST_PAGE
from corpus.records import records
from index import Settings
from index.archive.build import rebuild
from index.store.sorting import MOST_NAMED
from morgue.printing import print_left_out
from search import open_archive
from tests.hostile_files import GOOD, hostile_files

SLOW_ONCE = [
    "text: no signature of capitals", "text: no signature of initials", "text: quotes in one sentence",
    "text: quotes and adverbs", "text: initials in a row", "text: juniors in a row", "text: first names alone",
    "text: pairs of repeated lines", "text: capital words of a dateline", "text: high bytes", "page: q elements",
    "page: attributes", "story: BODY tags", "story: tags that differ by a letter", "story: TEXT tags", "story: D tags",
    "text: insertions in insertions", "page: lines that are no text beside a long one",
    "page: link elements between words", "page: links between words", "page: breaks of a page between words",
    "page: table cells", "records: lines of high bytes", "records: attributes in a body",
    "records: list of empty objects, zipped", "records: digits",
]  # fmt: skip


def read_one(path: Path, data: bytes) -> list[Article | Unreadable]:
    path.write_bytes(data)
    return list(read(path))


@pytest.mark.parametrize("kind", SLOW_ONCE)
def test_what_took_hours_is_read_or_named(tmp_path: Path, kind: str) -> None:
    assert read_one(tmp_path / "a", KINDS[kind](1 << 19))


def test_broken_files_are_articles_or_named_and_good_neighbours_arrive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_arguments: object, **_options: object) -> None:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    bad = dict(hostile_files(120))
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / f"{name}.good").write_bytes(GOOD)
    with read_all([tmp_path], 0) as found:
        items = list(found)
    files = {item.source.file.split("/")[1] for item in items}  # what stands behind that is in the file
    assert files == {*bad, *(f"{name}.good" for name in bad)}
    good = [item for item in items if item.source.file.endswith(".good")]
    assert all(isinstance(item, Article) and item.headline == "Gulls return" for item in good)
    assert len(good) == len(bad)
    assert not [str(item) for item in items if isinstance(item, Unreadable) and "a fault of Morgue" in item.reason]


def test_a_page_whose_text_is_cut_up_by_tags_of_words_is_read(tmp_path: Path) -> None:
    text = "<b>Tom</b> said it <i>rained</i><!-- on --> on the town, and it did. "
    (article,) = read_one(tmp_path / "a", f"<html><h1>Town</h1><article><p>{text * 2_000}</article>".encode())
    assert isinstance(article, Article)
    assert article.paragraphs == (("Tom said it rained on the town, and it did. " * 2_000).strip(),)


@given(st.lists(st.sampled_from(["good", "bad", "neargood", "short"])))
def test_paragraphs_are_told_good_as_justext_tells_them(classes: list[str]) -> None:
    paragraphs = [SimpleNamespace(cf_class=each, heading=False) for each in classes]
    justext.core.revise_paragraph_classification(paragraphs)
    assert revised(classes) == [paragraph.class_type for paragraph in paragraphs]


def test_thousands_of_pieces_that_are_left_out_are_counted_and_the_first_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [b'{"title": "Gulls", "text": "They are back."}'] * 3_000 + [b'{"title": "Gulls", text}'] * 3_000
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a").write_bytes(b"\n".join(lines))
    (sources / "b").write_bytes(b"\xff\xd8\xff")
    report = rebuild(read(sources), tmp_path / "archive", Settings())
    assert [report.count(name) for name in ("duplicates", "unreadable")] == [2_999, 3_001]
    assert [len(report.duplicates), len(report.unreadable)] == [MOST_NAMED, MOST_NAMED + 1]
    assert report.unreadable[-1].source.file.endswith("/b")
    assert open_archive(tmp_path / "archive").stats().unreadable == 3_001
    print_left_out(report)
    assert "3,001 could not be read" in capsys.readouterr().out


def test_lines_of_one_encoding_are_told_by_all_of_them(tmp_path: Path) -> None:
    titles = [f"Паром {number} не вышел в море" for number in range(500)]
    lines = [f'{{"title": "{title}", "text": "a"}}'.encode("cp1251") for title in titles]
    found = read_one(tmp_path / "a", b"\n".join([b'{"title": "Gulls", "text": "b"}', *lines]))
    assert [item.headline for item in found[1:] if isinstance(item, Article)] == titles


def test_a_text_of_which_too_much_is_quoted_is_an_article_without_quotes(tmp_path: Path) -> None:
    text = "Town meets\n\n“No,” said Smith.\n\n" + "It rained. " * (LONGEST_QUOTED // 10)
    article, told = read_one(tmp_path / "a", text.encode())
    assert isinstance(article, Article)
    assert article.quotes == ()
    assert "its quotes are left out" in str(told)
    assert extract(text) == []


def test_what_unfolds_beyond_all_measure_is_cut_off_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "ALWAYS_UNFOLDED", 1 << 16)
    monkeypatch.setattr(streams, "MOST_UNFOLDED", 2)
    line = b'{"title": "Gulls", "text": "They are back."}\n'
    *articles, told = read_one(tmp_path / "a", gzip.compress(line * 100_000))
    assert articles
    assert all(isinstance(item, Article) for item in articles)
    assert "unfolds to more than" in str(told)
    assert "unpack it yourself" in str(told)


def test_a_large_list_is_read_an_item_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LARGEST_PART", 10_000)
    monkeypatch.setattr(records, "LONGEST_LINE", 10_000)
    items = ", ".join(f'{{"title": "Gulls {n}", "text": "“Caf\u00e9,” said Smith."}}' for n in range(5000))
    for before, behind in (("[", "]"), ('{"status": "ok", "n": 5, "articles": [', '], "page": 1}'), ("[", "")):
        found = read_one(tmp_path / "a.json", f"{before}{items}{behind}".encode())
        articles = [item for item in found if isinstance(item, Article)]
        assert [item.headline for item in articles] == [f"Gulls {n}" for n in range(5000)]
        assert len(found) - len(articles) == (not behind)
        assert articles[-1].source.position == "item 5000"
    deep = read_one(tmp_path / "a.json", f"[{items}, {'[' * 5000}".encode())
    assert sum(isinstance(item, Article) for item in deep) == 5000
    assert "nested too deeply; the rest of the file is left out" in str(deep[-1])


@pytest.mark.parametrize("line", [b"{}\n", b'{"a": 1}\n'])
def test_endless_lines_that_hold_nothing_end_a_file(tmp_path: Path, line: bytes) -> None:
    found = read_one(tmp_path / "a", line * 1_000_000)
    assert len(found) == records.MOST_EMPTY + 1
    assert "the rest of the file is left out" in str(found[-1])


@pytest.mark.parametrize("start", [b"Town meets\n\n", b"<html>", b'{"title": "a", "text": "', b"<REUTERS>"])
def test_one_line_without_an_end_is_named(tmp_path: Path, start: bytes) -> None:
    (told,) = read_one(tmp_path / "a", start + b"a" * (LARGEST_PAGE + 1))
    assert isinstance(told, Unreadable)
    assert "MB" in told.reason


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_pages_with_half_a_million_tags_and_more_are_named(tmp_path: Path, tag: str) -> None:
    (told,) = read_one(tmp_path / "a", b"<html><h1>Town</h1>" + tag.encode() * 500_000)
    assert isinstance(told, Unreadable)
    assert "tags" in told.reason


def test_attributes_are_counted_wherever_a_tag_may_begin(tmp_path: Path) -> None:
    many = b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">"
    for hidden in (b'<a title="' + many + b'">', b"<!-- <a x=' -->" + many + b"'", b"<title><a x='</title>" + many):
        (told,) = read_one(tmp_path / "a", b"<html><h1>Town</h1>" + hidden)
        assert "attributes" in str(told)


def test_entities_are_not_expanded_into_each_other(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(20))
    page = f'<!DOCTYPE html [<!ENTITY a0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{entities}]><h1>Town</h1><p>'
    (found,) = read_one(tmp_path / "a", (page + "&a20;&x; " + "It rained on the town. " * 30).encode())
    assert "root:" not in str(found)
    assert len(str(found)) < 100_000
