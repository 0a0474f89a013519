"""Pages that browsers save in one file: MHTML and Safari's web archives."""

import plistlib
from pathlib import Path

import pytest

from corpus import Article
from corpus.containers import mime
from tests.containers import URL, headlines, mhtml, page, part, read_bytes, tar_of, told, webarchive, zip_of

QUOTE = "“We have run out of people,” said Maud Tarrant, who manages the terminal at Cobb Quay. "


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", "binary"])
def test_the_page_of_an_mhtml_file_is_read_as_shown(tmp_path: Path, coding: str) -> None:
    image = part(b"\xff\xd8\xff\0\0", "image/jpeg", "https://echo.example/gull.jpg", "base64")
    frame = part(page("Buy oars"), "text/html", "cid:frame@mhtml.blink")
    (found,) = read_bytes(
        tmp_path / "a.mhtml", mhtml(frame, part(page(words=QUOTE), "text/html", URL, coding), image)
    )  # fmt: skip
    assert isinstance(found, Article)
    assert found.headline == "Ferry stays"
    assert found.paragraphs[0].startswith(QUOTE.strip())
    assert found.url == URL
    assert found.published is None  # the day on which it was saved is none


def test_mhtml_of_other_programs_is_told(tmp_path: Path) -> None:
    whole = part(page(), 'text/html; charset="utf-8"', URL)
    heads = (
        'From: "Saved by Windows Internet Explorer 11"',
        "From: =?utf-8?Q?Saved_by_Mozilla?=\r\nX-MAF-Information: Produced By MAF V5",
        "Content-Location: file:///C:/ferry.mht",
        "X-Snapshot: yes",
    )
    for head in heads:
        assert headlines(read_bytes(tmp_path / "a.mht", mhtml(whole, head=head))) == ["Ferry stays"]


def test_encodings_of_parts_are_believed(tmp_path: Path) -> None:
    text = page("Паром не вышел", "Паром не вышел в море, сказал капитан порта Альдер во вторник. ")
    made = mhtml(part(text.decode().encode("cp1251"), "text/html; charset=windows-1251", URL))
    assert headlines(read_bytes(tmp_path / "a", made)) == ["Паром не вышел"]
    assert headlines(read_bytes(tmp_path / "a", made.replace(b"windows-1251", b"no-such"))) == ["Паром не вышел"]


def test_mhtml_without_a_page_is_named(tmp_path: Path) -> None:
    assert "without a page" in told(read_bytes(tmp_path / "a", mhtml(part(b"\xff\xd8", "image/jpeg", URL))))[0]
    cut = mhtml(part(page(), "text/html", URL))[:600]
    assert len(read_bytes(tmp_path / "a", cut)) == 1
    nested = b"".join(
        b'--%d\r\nContent-Type: multipart/related; boundary="%d"\r\n\r\n' % (n, n + 1) for n in range(10_000)
    )
    assert f"more than {mime.MOST_BOUNDARIES} parts" in told(read_bytes(tmp_path / "a", mhtml() + nested))[0]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_the_page_of_a_web_archive_is_read(tmp_path: Path, form: plistlib.PlistFormat) -> None:
    (found,) = read_bytes(tmp_path / "a.webarchive", webarchive(form, page(words=QUOTE)))
    assert isinstance(found, Article)
    assert (found.headline, found.url) == ("Ferry stays", URL)
    assert found.paragraphs[0].startswith(QUOTE.strip())


def test_web_archives_in_other_encodings_are_read(tmp_path: Path) -> None:
    text = page("Паром не вышел", "Паром не вышел в море, сказал капитан порта Альдер во вторник. ")
    made = webarchive(plistlib.FMT_BINARY, text.decode().encode("cp1251"), WebResourceTextEncodingName="windows-1251")
    assert headlines(read_bytes(tmp_path / "a", made)) == ["Паром не вышел"]


def test_property_lists_that_are_no_pages_are_named(tmp_path: Path) -> None:
    for made in (
        plistlib.dumps({"CFBundleName": "Echo"}),
        plistlib.dumps(["a"], fmt=plistlib.FMT_BINARY),
        webarchive(plistlib.FMT_XML, "no bytes"),
        webarchive(plistlib.FMT_BINARY, b"\xff\xd8", WebResourceMIMEType="image/jpeg"),
        webarchive(plistlib.FMT_BINARY)[:-20],
        webarchive(plistlib.FMT_XML)[:-200],
        b"bplist00" + b"\xff" * 500,
    ):
        (refused,) = told(read_bytes(tmp_path / "a", made))
        assert "property list" in refused or "web archive" in refused


def test_hostile_property_lists_are_named(tmp_path: Path) -> None:
    entities = b'<!DOCTYPE plist [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><plist><string>&b;</string></plist>'
    assert "property list" in told(read_bytes(tmp_path / "a", b"<?xml version='1.0'?>" + entities))[0]
    deep = b"<?xml version='1.0'?><!DOCTYPE plist><plist>" + b"<array>" * 100_000
    assert "property list" in told(read_bytes(tmp_path / "a", deep))[0]


def test_saved_pages_in_archives_are_read(tmp_path: Path) -> None:
    members = {"a.mhtml": mhtml(part(page(), "text/html", URL)), "b": webarchive(plistlib.FMT_BINARY, page("Bell"))}
    assert headlines(read_bytes(tmp_path / "a", tar_of(members))) == ["Ferry stays", "Bell"]
    assert headlines(read_bytes(tmp_path / "a", zip_of(members))) == ["Ferry stays", "Bell"]
