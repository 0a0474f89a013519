"""Crawls: the pages with articles are read, all else is counted in one line."""

import gzip
import time
import tracemalloc
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from corpus import Article
from corpus.containers import warc as reader
from corpus.reading.files import read, size
from corpus.reading.parallel import read_all
from tests.containers import answer, headlines, page, read_bytes, told, warc, zip_of

SITE = "https://echo.example"


def crawl(*contents: bytes, **how: str) -> bytes:
    return b"".join(warc("response", f"{SITE}/{n}", content, **how) for n, content in enumerate(contents))


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
@pytest.mark.parametrize("packed", [False, True])
def test_each_page_with_an_article_is_one(tmp_path: Path, version: str, packed: bool) -> None:
    records = [
        warc("warcinfo", "", b"software: none", version),
        warc("request", f"{SITE}/1", b"GET /1 HTTP/1.1\r\n\r\n", version),
        warc("response", f"{SITE}/1", answer(page("Ferry stays")), version),
        warc("metadata", f"{SITE}/1", b"fetchTimeMs: 30", version),
        warc("response", f"<{SITE}/2>", answer(page("Bell rings")), version, "application/http; msgtype=response"),
    ]
    found = read_bytes(tmp_path / "a.warc", b"".join(map(gzip.compress, records) if packed else records))
    articles = [item for item in found if isinstance(item, Article)]
    assert [(item.headline, item.url, item.source.position) for item in articles] == [
        ("Ferry stays", f"{SITE}/1", "record 3"),
        ("Bell rings", f"{SITE}/2", "record 5"),
    ]
    assert [item.published for item in articles] == [None, None]  # a crawl's date is none
    assert told(found) == ["a.warc: left out: 2 metadata records, 1 request"]


def test_what_is_no_article_is_counted_in_one_line(tmp_path: Path) -> None:
    empty = b"<!doctype html><html><body><p>Menu</p></body></html>"
    found = read_bytes(
        tmp_path / "a.warc",
        crawl(answer(page("Ferry stays")))
        + warc("response", f"{SITE}/", answer(page("The Echo")))
        + warc("response", f"{SITE}/robots.txt", answer(b"User-agent: *", "text/plain"))
        + warc("response", "dns:echo.example", b"20240918\necho.example. 300 IN A 10.0.0.1", media="text/dns")
        + warc("revisit", f"{SITE}/1", answer(b""))
        + crawl(
            *[answer(b"\xff\xd8\xff", "image/jpeg")] * 120,
            *[answer(b"", status="301 Moved", Location="/a")] * 30,
            *[answer(page("Gone"), status="404 Not Found"), answer(page("Fault"), status="500 Fault")],
            answer(b"a {}", "text/css"), answer(b"let a;", "text/javascript"), answer(b"{}", "application/json"),
            answer(b"%PDF-", "application/pdf"), answer(b"<rss/>", "application/rss+xml"), answer(b"?", "x/y"),
            *[answer(empty)] * 4,
        ),
    )  # fmt: skip
    assert headlines(found) == ["Ferry stays"]
    assert told(found) == [
        "a.warc: left out: 1 front page, 1 file for robots, 1 other record, 1 revisit, 120 images, 30 redirects, "
        "2 errors, 1 style sheet, 1 script, 1 data file, 1 PDF document, 1 feed, 1 other file, "
        "4 pages without an article (record 164, record 165, record 166 …)"
    ]


def _chunked(data: bytes) -> bytes:
    return b"".join(
        b"%x\r\n%s\r\n" % (len(data[at : at + 700]), data[at : at + 700]) for at in range(0, len(data), 700)
    )


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (gzip.compress(page()), {"Content_Encoding": "gzip"}),
        (gzip.compress(page()), {"Content_Encoding": "x-gzip"}),
        (zlib.compress(page()), {"Content_Encoding": "deflate"}),
        (zlib.compress(page())[2:-4], {"Content_Encoding": "deflate"}),
        (brotli.compress(page()), {"Content_Encoding": "br"}),
        (zstandard.compress(page()), {"Content_Encoding": "zstd"}),
        (_chunked(page()) + b"0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        (_chunked(gzip.compress(page())) + b"0\r\n\r\n", {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (page(), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),  # kept unpacked
        (page(), {"Content_Encoding": "identity"}),
    ],
)
def test_content_is_unpacked_as_its_head_says(tmp_path: Path, content: bytes, fields: dict[str, str]) -> None:
    assert headlines(read_bytes(tmp_path / "a", crawl(answer(content, **fields)))) == ["Ferry stays"]


def test_content_that_cannot_be_unpacked_is_named(tmp_path: Path) -> None:
    found = read_bytes(
        tmp_path / "a",
        crawl(
            answer(b"\0\1\2" * 50, Content_Encoding="gzip"),
            answer(page(), Content_Encoding="rot13"),
            answer(gzip.compress(b" " * (20 << 20)), Content_Encoding="gzip"),
        ),
    )
    assert ["cannot be unpacked (gzip)" in told(found)[0], "packed as rot13" in told(found)[1]] == [True, True]
    assert "unfolds to over 8 MB (https://echo.example/2)" in told(found)[2]


def test_what_a_few_bytes_of_brotli_unfold_to_is_never_held(tmp_path: Path) -> None:
    few = brotli.compress(bytes(300 << 20), quality=1)
    assert len(few) < 100_000
    tracemalloc.start()
    try:
        found = read_bytes(tmp_path / "a", crawl(answer(few, Content_Encoding="br"), answer(page())))
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
    finally:
        tracemalloc.stop()
    assert "unfolds to over 8 MB" in told(found)[0]
    assert headlines(found) == ["Ferry stays"]


def test_the_encoding_of_the_head_decides_where_the_page_says_none(tmp_path: Path) -> None:
    text = page("Паром не вышел", "Паром не вышел в море, сказал капитан порта Альдер во вторник. ")
    content = text.decode().encode("koi8-r")
    (found,) = read_bytes(tmp_path / "a", crawl(answer(content, "text/html; charset=KOI8-R")))
    assert isinstance(found, Article)
    assert found.headline == "Паром не вышел"


def test_media_types_that_say_nothing_leave_it_to_the_content(tmp_path: Path) -> None:
    kinds = ("", "application/octet-stream", "application/xhtml+xml", "TEXT/HTML")
    assert len(headlines(read_bytes(tmp_path / "a", crawl(*(answer(page(), kind) for kind in kinds))))) == 4


def test_a_page_that_was_kept_without_its_answer_is_read(tmp_path: Path) -> None:
    made = warc("resource", f"{SITE}/1", page(), media="text/html") + warc(
        "resource", f"{SITE}/2", b"?", media="image/x"
    )
    found = read_bytes(tmp_path / "a", made)
    assert headlines(found) == ["Ferry stays"]
    assert told(found) == ["a: left out: 1 image"]


@pytest.mark.parametrize("version", [1, 2])
def test_arc_is_read(tmp_path: Path, version: int) -> None:
    about = b"%d 0 Alexa\nURL IP-address Archive-date Content-type Archive-length\n" % version
    extra = b" 200 - - 0 a.arc" if version > 1 else b""

    def record(url: bytes, content: bytes, kind: bytes) -> bytes:
        return b"%s 10.0.0.1 20030918030000 %s%s %d\n%s\n" % (url, kind, extra, len(content), content)

    made = record(b"filedesc://a.arc", about, b"text/plain")
    made += record(b"http://echo.example/a b?c", answer(page()), b"text/html")
    made += record(b"http://echo.example/g.gif", answer(b"GIF89a", "image/gif"), b"image/gif")
    found = read_bytes(tmp_path / "a.arc.gz", gzip.compress(made))
    assert headlines(found) == ["Ferry stays"]
    assert told(found) == ["a.arc.gz: left out: 1 metadata record, 1 image"]


def test_empty_lines_before_a_crawl_do_no_harm(tmp_path: Path) -> None:
    assert headlines(read_bytes(tmp_path / "a", b"\r\n\r\n" + crawl(answer(page())))) == ["Ferry stays"]


def test_wacz_is_the_crawls_in_it(tmp_path: Path) -> None:
    made = zip_of({
        "datapackage.json": b'{"profile": "data-package"}', "archive/a.warc.gz": gzip.compress(crawl(answer(page()))),
        "archive/b.warc": crawl(answer(page("Bell rings")), answer(b"", "image/png")), "indexes/index.cdx.gz": b"?",
        "pages/pages.jsonl": b'{"title": "Ferry stays", "text": "Ferry stays"}',
    })  # fmt: skip
    found = read_bytes(tmp_path / "a.wacz", made)
    assert headlines(found) == ["Ferry stays", "Bell rings"]
    assert found[0].source.file == "a.wacz/archive/a.warc.gz"
    assert told(found) == ["a.wacz/archive/b.warc: left out: 1 image"]


def test_a_damaged_record_costs_itself(tmp_path: Path) -> None:
    made = [crawl(answer(page(f"Ferry {n}"))) for n in range(5)]
    made[1] = made[1].replace(b"Content-Length: ", b"Content-Length: x")
    made[3] = made[3].replace(b"WARC/1.0", b"warc", 1)
    found = read_bytes(tmp_path / "a", b"".join(made))
    assert headlines(found) == ["Ferry 0", "Ferry 2", "Ferry 4"]
    assert len(told(found)) == 2
    assert all("damaged: what lies before the next record is left out" in reason for reason in told(found))
    short = crawl(answer(page("Bell"))).replace(b"Content-Length: ", b"Content-Length: 1", 1)
    assert told(read_bytes(tmp_path / "a", made[0] + short)) == ["a, record 2: cut off: the file ends in it"]


def test_records_over_the_bound_are_named_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_PAGE", 1 << 20)
    large = answer(page("Large", "a" * (1 << 19))), answer(b"\0" * (3 << 20), "video/mp4")
    found = read_bytes(tmp_path / "a", crawl(answer(page("Ferry")), *large, answer(page("Bell"))))
    assert headlines(found) == ["Ferry", "Bell"]
    assert told(found) == ["a, record 2: a page of over 1 MB, as no article has", "a: left out: 1 video"]


def test_heads_without_an_end_take_no_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    assert read_bytes(tmp_path / "a", b"WARC/1.0\r\n" + b"X: y\r\n" * 1_000_000)
    assert read_bytes(tmp_path / "a", b"WARC/1.0\r\n" + b"X" * (10 << 20))
    assert read_bytes(tmp_path / "a", crawl(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500_000))
    assert read_bytes(tmp_path / "a", crawl(answer(b"1\r\n" * 1_000_000, Transfer_Encoding="chunked")))
    assert len(read_bytes(tmp_path / "a", b"WARC/1.0\r\n" + b"\r\nWARC/1.0\r\n" * 200_000)) < 3
    assert time.monotonic() - begun < 10


def test_workers_count_the_same(tmp_path: Path) -> None:
    made = crawl(
        *(answer(page(f"Ferry {n}", "Oars. " * 700)) if n % 3 else answer(b"<html>", "text/html") for n in range(200))
    )
    (tmp_path / "a.warc").write_bytes(made)
    expected, steps = list(read(tmp_path)), list[int]()
    with read_all([tmp_path], 2, steps.append) as found:
        assert list(found) == expected
    assert sum(steps) == size(tmp_path) > 1 << 20
    assert len(expected) == 134
