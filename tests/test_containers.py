"""Compression is looked through, and archives are read member by member, within bounds."""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from corpus import Article, Unreadable
from corpus.containers import members, zips
from corpus.reading import streams
from corpus.reading.files import read, size
from corpus.reading.parallel import read_all
from tests.containers import TEXT, headlines, page, read_bytes, tar_of, told, zip_of

LINES = b"".join(b'{"id": "%d", "title": "Gulls %d", "text": "They are back."}\n' % (n, n) for n in range(2000))
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
}


@pytest.mark.parametrize("kind", PACKED)
def test_compression_is_looked_through_in_one_piece_and_in_several(tmp_path: Path, kind: str) -> None:
    pack, half = PACKED[kind], len(LINES) // 2
    for data in (pack(LINES), pack(LINES[:half]) + pack(LINES[half:])):
        assert headlines(read_bytes(tmp_path / "a.jsonl", data)) == [f"Gulls {n}" for n in range(2000)]


def test_compression_is_looked_through_in_layers_and_not_without_end(tmp_path: Path) -> None:
    assert headlines(read_bytes(tmp_path / "a", gzip.compress(lzma.compress(bz2.compress(TEXT))))) == ["Gulls return"]
    deep = TEXT
    for _ in range(6):
        deep = gzip.compress(deep)
    (refused,) = told(read_bytes(tmp_path / "a", deep))
    assert "compressed more than 3 times" in refused


@pytest.mark.parametrize("kind", PACKED)
def test_what_came_before_a_break_is_read_and_the_break_is_named(tmp_path: Path, kind: str) -> None:
    random_text = "".join(
        f'{{"title": "Gulls {n}", "text": "{os.urandom(40).hex()}"}}\n' for n in range(20_000)
    ).encode()
    packed = PACKED[kind](random_text)
    found = read_bytes(tmp_path / "a.jsonl", packed[: len(packed) * 3 // 4])
    count = len(headlines(found))
    assert count > 4_000
    assert headlines(found) == [f"Gulls {n}" for n in range(count)]
    (broken,) = told(found)
    assert "damaged, or not readable to its end" in broken


def test_a_text_that_is_cut_off_in_its_compression_is_no_article(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT + os.urandom(5000).hex().encode())
    (broken,) = read_bytes(tmp_path / "a.txt", packed[:-2000])
    assert isinstance(broken, Unreadable)


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_damaged_within_is_named(tmp_path: Path, kind: str) -> None:
    packed = bytearray(PACKED[kind](os.urandom(200_000).hex().encode()))
    packed[-3] ^= 0xFF  # of a checksum
    assert "damaged" in str(told(read_bytes(tmp_path / "a", bytes(packed))))


@pytest.mark.parametrize("kind", PACKED)
def test_bombs_are_cut_off_soon(tmp_path: Path, kind: str) -> None:
    bomb = PACKED[kind](b'{"title": "a", "text": "' + b"a" * (100 << 20))
    begun = time.monotonic()
    (refused,) = told(read_bytes(tmp_path / "a", bomb))
    assert "MB" in refused
    assert time.monotonic() - begun < 10


def test_members_of_zip_archives_are_read_in_order_by_their_content(tmp_path: Path) -> None:
    made = zip_of({
        "2023/b.dat": TEXT, "2023/a.json": b'{"title": "Lighthouse open day", "text": "A"}', "readme": b"",
        "__MACOSX/2023/._a.json": b"\0\5\x16\7", ".hidden": TEXT, "c.html": page(), "d.jpg": b"\xff\xd8\xff\xe0",
        "2023-05-02-bell.txt": b"Bell rings\n\nIt rang all night at Cobb Quay.\n",
    })  # fmt: skip
    found = read_bytes(tmp_path / "export.zip", made)
    articles = [item for item in found if isinstance(item, Article)]
    assert [(str(item.source), item.headline) for item in articles] == [
        ("export.zip/2023/b.dat", "Gulls return"),
        ("export.zip/2023/a.json, line 1", "Lighthouse open day"),
        ("export.zip/c.html", "Ferry stays"),
        ("export.zip/2023-05-02-bell.txt", "Bell rings"),
    ]
    assert str(articles[3].published) == "2023-05-02"
    assert told(found) == ["export.zip/d.jpg: not text: a JPEG image", "export.zip: left out: 1 empty file"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_may_be_packed_in_any_way(tmp_path: Path, method: int) -> None:
    assert headlines(read_bytes(tmp_path / "a", zip_of({"a": TEXT}, method))) == ["Gulls return"]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize("pack", [bytes, *PACKED.values()])
def test_members_of_tar_archives_are_read_in_order(tmp_path: Path, form: int, pack: Callable[[bytes], bytes]) -> None:
    long = "x" * 90 + "/" + "y" * 95 + ".json" if form != tarfile.USTAR_FORMAT else "x/a.json"
    made = tar_of({"b.txt": TEXT, long: b'{"title": "Lighthouse", "text": "A"}', "c.gz": gzip.compress(LINES)}, form)
    found = read_bytes(tmp_path / "a.tar", pack(made))
    assert headlines(found)[:3] == ["Gulls return", "Lighthouse", "Gulls 0"]
    assert len(found) == 2002
    assert found[1].source.file == f"a.tar/{long}"


def test_names_lead_nowhere_and_links_are_not_followed(tmp_path: Path) -> None:
    with tarfile.open(fileobj=(made := io.BytesIO()), mode="w") as archive:
        for name, kind in (("../../etc/passwd", tarfile.SYMTYPE), ("pipe", tarfile.FIFOTYPE), ("d", tarfile.DIRTYPE)):
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
        header = tarfile.TarInfo("/../../tmp/a.txt")
        header.size = len(TEXT)
        archive.addfile(header, io.BytesIO(TEXT))
    found = read_bytes(tmp_path / "a.tar", made.getvalue())
    assert [item.source.file for item in found] == ["a.tar/etc/passwd", "a.tar/pipe", "a.tar/tmp/a.txt"]
    assert headlines(found) == ["Gulls return"]
    assert "which is not followed" in told(found)[0]
    evil = read_bytes(tmp_path / "a.zip", zip_of({"../../../evil.txt": TEXT, "/etc/a\\b.txt": TEXT}))
    assert [item.source.file for item in evil] == ["a.zip/evil.txt", "a.zip/etc/a/b.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "a.zip"]


def test_encrypted_and_damaged_members_are_named_and_the_others_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": TEXT, "b.txt": TEXT * 50, "c.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(b"b.txt") + 200] ^= 0xFF  # its checksum is wrong now
    found = read_bytes(tmp_path / "a.zip", bytes(data))
    assert headlines(found) == ["Gulls return"] * 2
    assert "a.zip/b.txt: damaged" in told(found)[0]
    at = bytes(data).index(b"PK\x01\x02")
    data[at + 8] |= 1  # encrypted, says the list
    assert "a.zip/a.txt: encrypted: unpack it" in told(read_bytes(tmp_path / "a.zip", bytes(data)))[0]


def test_cut_archives_are_named(tmp_path: Path) -> None:
    made = zip_of({"a.txt": TEXT, "b.txt": TEXT})
    assert "cut off or damaged" in told(read_bytes(tmp_path / "a.zip", made[:-40]))[0]
    packed = tar_of({"a.txt": TEXT, "b.txt": TEXT})
    found = read_bytes(tmp_path / "a.tar", packed[:1580])
    assert headlines(found) == ["Gulls return"]
    assert "a.tar/b.txt: damaged" in told(found)[0]
    packed = packed[:1024] + b"?" * 512 + packed[1536:]
    assert "the rest of it is left out" in told(read_bytes(tmp_path / "a.tar", packed))[0]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    data = TEXT
    for n in range(3):
        data = (zip_of if n % 2 else tar_of)({f"{n}": gzip.compress(data)})
    assert headlines(read_bytes(tmp_path / "a", data)) == ["Gulls return"]
    for n in range(4):
        data = zip_of({f"{n}": data})
    (refused,) = told(read_bytes(tmp_path / "a", data))
    assert "more than 4 files in one another" in refused


def test_all_that_members_unfold_to_is_bounded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "ALWAYS_UNFOLDED", 1 << 20)
    monkeypatch.setattr(streams, "MOST_UNFOLDED", 2)
    found = read_bytes(tmp_path / "a.zip", zip_of({f"{n:04}.txt": TEXT + b"a " * 50_000 for n in range(1_000)}))
    assert 5 < len(headlines(found)) < 12
    (refused,) = told(found)
    assert "unfolds to more than" in refused


def test_a_million_empty_members_end_an_archive(tmp_path: Path) -> None:
    begun = time.monotonic()
    block = tarfile.TarInfo("a").tobuf()
    found = read_bytes(tmp_path / "a.tar.gz", gzip.compress(block * 1_000_000, 1))
    assert told(found) == [f"a.tar.gz: {members.TOO_EMPTY}", "a.tar.gz: left out: 9,999 empty files"]
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(listed), 31, 0)
    start = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    (refused,) = told(read_bytes(tmp_path / "a.zip", start + listed + end))
    assert f"over {zips.LARGEST_LIST >> 20} MB" in refused
    few = entry * 600_000
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(few), 31, 0)
    assert "empty files in a row" in told(read_bytes(tmp_path / "a.zip", start + few + end))[0]
    assert time.monotonic() - begun < 20


def test_what_is_a_zip_archive_inside_is_told_from_one(tmp_path: Path) -> None:
    kinds = {
        "EPUB": {"mimetype": b"application/epub+zip", "a.xhtml": page()},
        "an Excel workbook": {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"},
        "a PowerPoint presentation": {"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"},
        "a spreadsheet of LibreOffice": {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"",
        },
        "a Java archive": {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0"},
    }
    for name, made in kinds.items():
        (refused,) = told(read_bytes(tmp_path / "a", zip_of(made)))
        assert name in refused


def test_the_files_of_a_saved_page_are_counted(tmp_path: Path) -> None:
    root = tmp_path / "saved"
    for name, data in {
        "Ferry.html": page(), "Ferry_files/ad.html": page("Buy oars"), "Ferry_files/sub/a.js": b"let a = 1;",
        "Ferry_files/gull.jpg": b"\xff\xd8\xff", "Lost_files/b.html": page("Lost"), "Bell-Dateien/c.css": b"a {}",
        "Bell.htm": page("Bell rings"),
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    found = list(read(root))
    assert headlines(found) == ["Bell rings", "Ferry stays", "Lost"]
    assert told(found) == [
        "saved/Bell-Dateien: left out: 1 file of saved pages",
        "saved/Ferry_files: left out: 3 files of saved pages",
    ]
    packed = zip_of({"x/Ferry_files/ad.html": page("Buy oars"), "x/Ferry.html": page()})
    found = read_bytes(tmp_path / "a.zip", packed)
    assert headlines(found) == ["Ferry stays"]
    assert told(found) == ["a.zip/x/Ferry_files: left out: 1 file of saved pages"]


def test_progress_adds_up_and_workers_read_the_same(tmp_path: Path) -> None:
    noise = {f"{n:03}.txt": TEXT + os.urandom(6000).hex().encode() for n in range(300)}
    (tmp_path / "a.zip").write_bytes(zip_of(noise | {"empty": b""}))
    (tmp_path / "b.tar.xz").write_bytes(lzma.compress(tar_of(noise), preset=0))
    (tmp_path / "c.jsonl.zst").write_bytes(zstandard.compress(LINES))
    (tmp_path / "d.zip").write_bytes(b"PK\3\4" + os.urandom(1 << 21))
    steps: list[int] = []
    expected = list(read(tmp_path, steps.append))
    assert min(steps) >= 0
    assert sum(steps) == size(tmp_path)
    assert len(expected) == 2602
    steps = []
    with read_all([tmp_path], 2, steps.append) as found:
        assert list(found) == expected
    assert sum(steps) == size(tmp_path)
