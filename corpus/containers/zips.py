"""ZIP archives, and what is one inside: crawls in WACZ, documents of Word and LibreOffice.

The formats: PKWARE's APPNOTE.TXT; "Web Archive Collection Zipped", Webrecorder, 1.1.1.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from corpus.article import Source, Unreadable
from corpus.containers.members import ENCRYPTED, MOST_EMPTY, TOO_EMPTY, place_in, source_of
from corpus.pages.saved import PAGE_FILES, page_folder
from corpus.record import LeftOut, Member, Record

# Bytes of an archive in another, which is read whole: its list of members stands at its end.
LARGEST_NESTED = 64 << 20
# Bytes of the list of members, which ``zipfile`` keeps in memory, at some 8 times its size: 100,000 members take 10 MB.
LARGEST_LIST = 32 << 20
END, LONGEST_END = b"PK\x05\x06", 22 + 0xFFFF
END_64 = b"PK\x06\x06"
LARGEST_DOCUMENT = 32 << 20  # bytes of a document's text in XML
OFFICE = {
    "word/document.xml": ("DOCX", ("word/document.xml", "docProps/core.xml")),
    "content.xml": ("ODT", ("content.xml", "meta.xml")),
}
# What is a ZIP archive inside and is not read: the name of a member that only it has, its own name and the remedy.
NOT_READ = {
    "xl/workbook.xml": "not read yet: an Excel workbook: save it as CSV",
    "xl/workbook.bin": "not read yet: an Excel workbook: save it as CSV",
    "ppt/presentation.xml": "not read yet: a PowerPoint presentation: save its text",
    "META-INF/MANIFEST.MF": "a Java archive: a program, no articles",
    "AndroidManifest.xml": "an Android package: a program, no articles",
    "Index/Document.iwa": "not read yet: a document of Pages, Numbers or Keynote: export it as DOCX or CSV",
}
MIMETYPES = {
    b"application/epub+zip": "not read yet: EPUB, an e-book: unpack it, and read the pages in it",
    b"application/vnd.oasis.opendocument.spreadsheet": "not read yet: a spreadsheet of LibreOffice: save it as CSV",
    b"application/vnd.oasis.opendocument.presentation": "not read yet: a presentation of LibreOffice: save its text",
    b"application/vnd.oasis.opendocument.graphics": "a drawing of LibreOffice, no article",
}
DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, EOFError, OSError, struct.error,
    zlib.error,
)  # fmt: skip


def split(stream: io.BufferedReader, source: Source) -> Iterator[Record | Member | LeftOut | Unreadable]:
    """The members in their order; of a document its text."""
    if not stream.seekable():
        data = stream.read(LARGEST_NESTED + 1)
        if len(data) > LARGEST_NESTED:
            yield Unreadable(source, f"a ZIP archive of over {LARGEST_NESTED >> 20} MB in another: unpack that")
            return
        stream = io.BufferedReader(io.BytesIO(data))
    if reason := _fault_of_list(stream):
        yield Unreadable(source, reason)
        return
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGED as error:
        yield Unreadable(source, f"a damaged ZIP archive: {error}")
        return
    with archive:
        yield from _contents(archive, source)


def _fault_of_list(stream: io.BufferedReader) -> str:
    """What is wrong with the list of members at the archive's end."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - LONGEST_END - 100))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(END)
    if at < 0:
        return "a ZIP archive without its end, cut off or damaged: get it again, or repair it with zip -FF"
    (length,) = struct.unpack("<I", tail[at + 12 : at + 16].ljust(4, b"\0"))
    if length == 0xFFFFFFFF:  # noqa: PLR2004 - what stands for "see the larger record"
        at = tail.rfind(END_64, 0, at)
        (length,) = struct.unpack("<Q", tail[at + 40 : at + 48].ljust(8, b"\0")) if at >= 0 else (0,)
    if length > LARGEST_LIST:
        return f"a ZIP archive with a list of members of over {LARGEST_LIST >> 20} MB: unpack it"
    return ""


def _contents(archive: zipfile.ZipFile, source: Source) -> Iterator[Record | Member | LeftOut | Unreadable]:
    names = archive.NameToInfo
    if reason := _not_read(archive):
        yield Unreadable(source, reason)
        return
    for name, (form, parts) in OFFICE.items():
        if name in names and ("[Content_Types].xml" in names or "mimetype" in names):
            yield from _document(archive, source, form, parts)
            return
    is_crawl = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    empty = 0
    for member in archive.infolist():
        if is_crawl and not member.filename.startswith("archive/"):  # lists of what is in it
            continue
        place = None if member.is_dir() else source_of(source, member.filename)
        if place is None:
            continue
        if folder := page_folder(member.filename, names.__contains__):
            yield LeftOut(Source(f"{place_in(source)}/{folder}"), PAGE_FILES)
            continue
        empty = 0 if member.file_size else empty + 1
        if empty == MOST_EMPTY:
            yield Unreadable(source, TOO_EMPTY)
            return
        yield _member(archive, member, source, place)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, place: Source
) -> Member | LeftOut | Unreadable:
    if not member.file_size:
        return LeftOut(source, "empty files")
    if member.flag_bits & 1:
        return Unreadable(place, ENCRYPTED)
    try:
        return Member(place, archive.open(member))  # type: ignore[arg-type]
    except DAMAGED as error:
        return Unreadable(place, f"damaged: {error}")


def _not_read(archive: zipfile.ZipFile) -> str:
    """What an archive is that is not read, if it is one."""
    if reason := next((reason for name, reason in NOT_READ.items() if name in archive.NameToInfo), ""):
        return reason
    kind = _start_of(archive, "mimetype", 200).strip()
    return MIMETYPES.get(kind, "")


def _start_of(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of a member; none where there is none, or it is damaged."""
    try:
        with archive.open(name) as member:
            return member.read(size)
    except (KeyError, *DAMAGED):
        return b""


def _document(
    archive: zipfile.ZipFile, source: Source, form: str, parts: tuple[str, ...]
) -> Iterator[Record | Unreadable]:
    found = tuple(_start_of(archive, part, LARGEST_DOCUMENT + 1) for part in parts)
    if max(map(len, found)) > LARGEST_DOCUMENT:
        yield Unreadable(source, f"a document with a text of over {LARGEST_DOCUMENT >> 20} MB: save it in parts")
    elif not found[0]:
        yield Unreadable(source, "a damaged document: its text cannot be unpacked")
    else:
        yield Record(source, found, form)
