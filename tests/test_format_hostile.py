"""Hostile and broken files: named or read as far as they go, in time and memory that grow with them."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.hostile.kinds import KINDS
from corpus import Article, Source, Unreadable
from corpus.reading.files import read
from corpus.texts import wire
from corpus.xml import elements
from corpus.xml.cutting import LARGEST_ITEM

STORY = (
    b"<nitf><head/><body><body.head><hedline><hl1>%s</hl1></hedline></body.head><body.content>%s</body.content></body>"
    b"</nitf>"
)
ITEM = b"<item><title>Gulls return</title><description>They are back.</description></item>"
FEED = b'<rss version="2.0"><channel><title>Post</title>%s</channel></rss>'
SIZE = 1 << 18  # bytes of what took the square of it, or more, if it did


def read_one(path: Path, data: bytes) -> list[Article | Unreadable]:
    path.write_bytes(data)
    return list(read(path))


def test_entities_unfold_to_nothing(tmp_path: Path) -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    data = b'<!DOCTYPE nitf [<!ENTITY l0 "ha">' + laughs + b"]>" + STORY % (b"Ha", b"<p>&l11; &amp; &eacute;</p>")
    (found,) = read_one(tmp_path / "a", data)
    assert isinstance(found, Article)
    assert found.paragraphs == ("&l11; & é",)


def test_no_other_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    uri = (tmp_path / "secret").as_uri().encode()
    entities = b'<!ENTITY s SYSTEM "%s"><!ENTITY %% p SYSTEM "%s">%%p;' % (uri, uri)
    include = b'<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="%s"/>x</p>' % uri
    data = b"<!DOCTYPE nitf [" + entities + b"]>" + STORY % (b"A", b"<p>&s;</p>" + include)
    assert not any("the secret" in str(vars(item)) for item in read_one(tmp_path / "a", data))


@pytest.mark.parametrize("end", [b"</a>" * 100_000, b""])
def test_what_is_nested_too_deeply_is_named(tmp_path: Path, end: bytes) -> None:
    (found,) = read_one(tmp_path / "a", STORY % (b"A", b"<a>" * 100_000 + end))
    assert isinstance(found, Unreadable)


def test_a_head_that_is_nested_too_deeply_is_named(tmp_path: Path) -> None:
    (found,) = read_one(tmp_path / "a", b"<rss>" + b"<a>" * 1000 + ITEM)
    assert "before its first item" in str(found)


def test_an_item_that_is_too_large_costs_no_other(tmp_path: Path) -> None:
    large = ITEM.replace(b"They", b"They " * (LARGEST_ITEM // 4))
    found = read_one(tmp_path / "a", FEED % (ITEM + large + ITEM))
    assert [type(item) for item in found] == [Article, Unreadable, Article]
    assert "larger than 8 MB" in str(found[1])


def test_the_rest_of_a_file_of_empty_items_is_left_out() -> None:
    found = list(elements.split(io.BytesIO(b"<rss>" + b"<item/>" * 100_000), Source("a"), "item"))
    assert len(found) < 20_000
    assert "empty items" in str(found[-1])


def test_a_large_feed_takes_the_memory_of_one_item() -> None:
    entry = ITEM.replace(b"They", b"They " * 5_000)

    class Endless(io.RawIOBase):
        left = 64 << 20

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            data = (entry * (len(buffer) // len(entry)))[: self.left]
            buffer[: len(data)] = data
            self.left -= len(data)
            return len(data)

    tracemalloc.start()
    count = sum(1 for _ in elements.split(io.BufferedReader(Endless(), 1 << 20), Source("a"), "item"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 2_000
    assert peak < LARGEST_ITEM


OLDER = "text: ", "page: ", "story: ", "records: "


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith(OLDER)])
def test_hostile_files_are_read_or_named(tmp_path: Path, kind: str) -> None:
    found = read_one(tmp_path / "a", KINDS[kind](SIZE))
    assert found
    assert not [item for item in found if "a fault of Morgue" in str(item)]


def cuts(data: bytes) -> Iterator[bytes]:
    yield from (data[:at] for at in range(40, len(data), 7))


def test_a_file_cut_anywhere_is_named_and_gives_no_half_article(tmp_path: Path) -> None:
    data = FEED % (ITEM + ITEM.replace(b"return", b"leave"))
    for cut in cuts(data[: data.rindex(b"</item>")]):
        found = read_one(tmp_path / "a", cut)
        assert isinstance(found[-1], Unreadable)
        assert all(item.paragraphs == ("They are back.",) for item in found if isinstance(item, Article))


@pytest.mark.parametrize(
    "xml",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>A</text></svg>", b"<kml><Document/></kml>",
        b"<urlset><url/></urlset>", b"<opml version='2.0'><body/></opml>", b"<TEI><text/></TEI>",
        b"<xliff><file/></xliff>", b"<?xml version='1.0'?><plist/>",
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><foaf:Person/></rdf:RDF>",
        b"<!-- <nitf> --><mediawiki><page/></mediawiki>", b"<feed><food/></feed>",
    ],
)  # fmt: skip
def test_other_xml_is_refused_by_its_root(tmp_path: Path, xml: bytes) -> None:
    (found,) = read_one(tmp_path / "a.xml", xml)
    assert isinstance(found, Unreadable)
    assert "XML that is not read yet (<" in found.reason or "not an article: " in found.reason


def test_messages_come_one_by_one() -> None:
    message = b"\x01cwx0001 4 pl 20\r\n\x02Gulls return\r\n\r\nThey are back.\r\n\x03081015 GMT NOV 23\r\n\x04"
    assert len(list(wire.split(io.BytesIO(message * 50_000), Source("a")))) == 50_000
