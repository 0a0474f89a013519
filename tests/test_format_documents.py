"""Documents of Word and LibreOffice, and tables in Parquet."""

import base64
import importlib.util
from pathlib import Path

import pytest

from corpus import Article
from tests.containers import WORD, headlines, libre, read_bytes, told, word, zip_of

BODY = (
    "PORT ALDER — The ferry company will stop its Sunday sailings from November, it said on Tuesday, blaming a "
    "shortage of deckhands and the price of fuel, and nothing else that it would name."
)
QUOTE = "“We have run out of people,” said Maud Tarrant, who manages the terminal."


def read_one(tmp_path: Path, made: bytes) -> Article:
    (found,) = read_bytes(tmp_path / "a.docx", made)
    assert isinstance(found, Article), found
    return found


def test_a_document_of_word_is_read_as_a_text(tmp_path: Path) -> None:
    found = read_one(tmp_path, word(("Title", "Ferry stays"), ("Normal", BODY), ("Normal", QUOTE)))
    assert (found.headline, found.byline, found.dateline) == ("Ferry stays", ("Una Brack",), "PORT ALDER")
    assert found.paragraphs == (BODY.partition("— ")[2], QUOTE)
    assert found.tags == ("ferries", "strike")
    assert found.published is None  # the day on which the file was made is none


@pytest.mark.parametrize("style", ["Heading1", "heading 1", "Titel", "Überschrift 1", "Headline"])
def test_the_headline_is_told_by_its_style(tmp_path: Path, style: str) -> None:
    letterhead = ("Normal", "The ferry company of Port Alder and the islands")
    assert read_one(tmp_path, word(letterhead, (style, "Ferry stays"), ("Normal", BODY))).headline == "Ferry stays"


def test_bylines_and_dates_in_the_text_are_believed_before_metadata(tmp_path: Path) -> None:
    made = word(("Normal", "Ferry stays"), ("Normal", "By Joss Pell | 17 September 2024"), ("Normal", BODY))
    found = read_one(tmp_path, made)
    assert (found.headline, found.byline, str(found.published)) == ("Ferry stays", ("Joss Pell",), "2024-09-17")
    for nobody in ("Microsoft Office User", "admin", "una@echo.example", ""):
        assert read_one(tmp_path, word(("Title", "Ferry"), ("", BODY), author=nobody)).byline == ()


def test_what_is_no_text_of_a_document_is_left_out(tmp_path: Path) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    changed = (
        f"{run('It stays')}<w:del><w:r><w:delText>It goes</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('away')}</w:moveFrom>"
        f"<w:ins>{run(', said')}</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>Una.</w:t></w:r>"
    )
    table = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('Alder')}</w:p></w:tc><w:tc><w:p>{run('12 boats')}</w:p></w:tc></w:tr></w:tbl>"
    )
    found = read_one(tmp_path, word(("Title", "Ferry"), ("", BODY), ("", changed), more=table))
    assert found.paragraphs[1:] == ("It stays, said Una.", "Alder", "12 boats")


def test_a_document_of_libreoffice_is_read(tmp_path: Path) -> None:
    broken = (
        "“We have<text:s/>run <text:span>out</text:span> of<text:line-break/>people,”<text:note>1</text:note> said Una."
    )
    found = read_one(tmp_path, libre(("P1", "Ferry stays"), ("Standard", BODY), ("P2", broken)))
    assert (found.headline, found.byline, found.dateline) == ("Ferry stays", ("Una Brack",), "PORT ALDER")
    assert found.paragraphs[1:] == ("“We have run out of people,” said Una.",)


def test_documents_that_are_none_are_named(tmp_path: Path) -> None:
    assert told(read_bytes(tmp_path / "a", word()))
    assert told(read_bytes(tmp_path / "a", word(("Title", "Ferry"))))
    damaged = zip_of({"[Content_Types].xml": b"", "word/document.xml": b"<w:document"})
    assert "damaged document" in told(read_bytes(tmp_path / "a", damaged))[0]
    entities = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    bomb = zip_of({"[Content_Types].xml": b"", "word/document.xml": entities + b"]><a>&i;</a>"})
    assert told(read_bytes(tmp_path / "a", bomb))
    deep = f"<w:document {WORD}>" + "<w:sdt>" * 100_000
    assert told(read_bytes(tmp_path / "a", zip_of({"[Content_Types].xml": b"", "word/document.xml": deep.encode()})))
    large = zip_of({"[Content_Types].xml": b"", "word/document.xml": b" " * (40 << 20)})
    assert "over 32 MB" in told(read_bytes(tmp_path / "a", large))[0]


def test_documents_in_archives_are_read(tmp_path: Path) -> None:
    members = {"x/a.docx": word(("Title", "Ferry"), ("", BODY)), "b.odt": libre(("P1", "Bell"), ("", BODY))}
    assert headlines(read_bytes(tmp_path / "a.zip", zip_of(members))) == ["Ferry", "Bell"]


def test_parquet_is_read_where_its_library_is_and_refused_with_the_remedy_elsewhere(tmp_path: Path) -> None:
    found = read_bytes(tmp_path / "a.parquet", base64.b64decode(PARQUET))
    if importlib.util.find_spec("pyarrow"):
        assert headlines(found) == ["Ferry stays", "Bell rings"]
        assert "row 3: neither a headline nor a text" in told(found)[0]
        assert "damaged Parquet" in told(read_bytes(tmp_path / "a", base64.b64decode(PARQUET)[:-20]))[0]
    else:
        assert told(found) == ["a.parquet: Parquet, which needs an extra: pip install 'morgue[parquet]'"]


# Two groups of rows: a1 and a2, and a3 without title and text.
PARQUET = (
    "UEFSMRUAFSQVJCwVBBUAFQYVBhwAAAACAAAABAECAAAAYTECAAAAYTIVABVGFUYsFQQVABUGFQYcAAAAAgAAAAQBCwAAAEZlcnJ5IHN0YXlzCg"
    "AAAEJlbGwgcmluZ3MVABUcFRwsFQQVABUGFQYcAAAAAgAAAAQBD04AAA9OAAAVABVmFWYsFQYVABUGFQYcAAAAAgAAAAMCAgAAAAYDCQAAAFVu"
    "YSBCcmFjawkAAABKb3NzIFBlbGwJAAAASm9zcyBQZWxsFQAVaBVoLBUEFQAVBhUGHAAAAAIAAAAEARQAAABJdCBzdGF5cy4KClNhaWQgVW5hLh"
    "IAAABJdCByYW5nIGFsbCBuaWdodC4VABUYFRgsFQIVABUGFQYcAAAAAgAAAAIBAgAAAGEzFQAVDBUMLBUCFQAVBhUGHAAAAAIAAAACABUAFRQV"
    "FCwVAhUAFQYVBhwAAAACAAAAAgEPTgAAFQAVGBUYLBUCFQAVBhUGHAAAAAIAAAACAAIAAAACARUAFQwVDCwVAhUAFQYVBhwAAAACAAAAAgAVBB"
    "mMNQAYBnNjaGVtYRUKABUMJQIYAklEJQBMHAAAABUMJQIYBVRpdGxlJQBMHAAAABUCJQIYBGRhdGUlDExsAAAANQIYB2F1dGhvcnMVAhUGTDwA"
    "AAA1BBgEbGlzdBUCABUMJQIYB2VsZW1lbnQlAEwcAAAAFQwlAhgEdGV4dCUATBwAAAAWBhksGVwmABwVDBklBgAZGAJJRBUAFgQWShZKJghJHB"
    "UAFQAVAgA8FggZBhkmAAQAAAAmABwVDBklBgAZGAVUaXRsZRUAFgQWbBZsJlJJHBUAFQAVAgA8FioZBhkmAAQAAAAmABwVAhklBgAZGARkYXRl"
    "FQAWBBZCFkImvgFJHBUAFQAVAgA8KQYZJgAEAAAAJgAcFQwZJQYAGTgHYXV0aG9ycwRsaXN0B2VsZW1lbnQVABYGFowBFowBJoACSRwVABUAFQ"
    "IAPBY2GSYEAhlGAAAABgAAACYAHBUMGSUGABkYBHRleHQVABYEFo4BFo4BJowDSRwVABUAFQIAPBZMGQYZJgAEAAAAFpIEFgQmCBaSBAAZXCYA"
    "HBUMGSUGABkYAklEFQAWAhY+Fj4mmgRJHBUAFQAVAgA8FgQZBhkmAAIAAAAmABwVDBklBgAZGAVUaXRsZRUAFgIWMhYyJtgESRwVABUAFQIAPB"
    "YAGQYZJgIAAAAAJgAcFQIZJQYAGRgEZGF0ZRUAFgIWOhY6JooFSRwVABUAFQIAPCkGGSYAAgAAACYAHBUMGSUGABk4B2F1dGhvcnMEbGlzdAdl"
    "bGVtZW50FQAWAhY+Fj4mxAVJHBUAFQAVAgA8FgAZJgIAGUYAAgAAAAAAJgAcFQwZJQYAGRgEdGV4dBUAFgIWMhYyJoIGSRwVABUAFQIAPBYAGQ"
    "YZJgIAAAAAFpoCFgImmgQWmgIAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRlcHAAAHAAAHAAAHAAAHAAAAN4CAABQQVIx"
)
