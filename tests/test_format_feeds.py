"""Feeds and exports beyond the samples: against feedparser, in pieces and in parallel."""

import html
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from corpus import Article, Source, Unreadable
from corpus.metadata.releasing import withheld
from corpus.reading.files import read
from corpus.reading.parallel import read_all
from corpus.records import ninjs, records
from corpus.records.composing import first_date, names
from corpus.xml import elements
from corpus.xml.cutting import pieces
from tests.test_format_samples import SAMPLES

FEEDS = [path for path in sorted((SAMPLES / "feeds").glob("*.*")) if path.suffix in (".xml", ".rdf")]
# Where we go on and feedparser does not: a damaged entry's title, and prefixes that nothing declares.
BEYOND = {"undeclared.xml", "microblog.xml"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", [path for path in FEEDS if path.name not in BEYOND], ids=lambda path: path.name)
def test_feeds_are_read_as_feedparser_reads_them(path: Path) -> None:
    found = [item for item in read(path) if isinstance(item, Article)]
    entries = feedparser.parse(str(path)).entries
    assert [article.headline for article in found] == [html.unescape(entry.title) for entry in entries]
    for article, entry in zip(found, entries, strict=True):
        if "://" in (link := entry.get("link", "")):  # it takes ids for links
            assert article.url == link
        parsed = entry.get("published_parsed") or entry.get("updated_parsed")
        if isinstance(article.published, datetime):
            assert article.published.astimezone(UTC).timetuple()[:6] == parsed[:6]


def test_a_feed_reads_the_same_with_several_processes(tmp_path: Path) -> None:
    items = "".join(
        f"<item><guid>{n}</guid><title>Gull {n}</title><description>It flew.</description></item>"
        for n in range(20_000)
    )
    (tmp_path / "feed.xml").write_text(f"<rss><channel><title>P</title>{items}</channel></rss>")
    with read_all([tmp_path], 2) as found:
        ids = [item.id for item in found if isinstance(item, Article)]
    assert ids == [str(number) for number in range(20_000)]


@pytest.mark.parametrize("size", [1, 7, 64, 4096])
def test_items_are_the_same_in_whatever_pieces_a_file_comes(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    data = (SAMPLES / "feeds" / "rss2.xml").read_bytes() * 2
    whole = list(pieces(io.BytesIO(data), "item"))
    monkeypatch.setattr("corpus.xml.cutting.CHUNK", size)
    assert list(pieces(io.BytesIO(data), "item")) == whole
    assert [piece.line for piece in whole] == sorted(piece.line for piece in whole)


def test_items_in_comments_and_sections_are_none() -> None:
    data = b"<a><!-- <item>x</item> --><item>1 <![CDATA[</item><item>]]> 2</item><items/><x:item\n/></a>"
    assert [piece.markup for piece in pieces(io.BytesIO(data), "item")][1:] == [
        b"<item>1 <![CDATA[</item><item>]]> 2</item>",
        b"<x:item\n/>",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20231108T101500Z", "2023-11-08T10:15:00+00:00"), ("20231108T1015+0100", "2023-11-08T10:15:00+01:00"),
        ("20231108", "2023-11-08"), ("202311081015", "2023-11-08T10:15:00+00:00"), ("20231108T000000", "2023-11-08"),
        ("2023-11-08T10:15:00.0000000Z", "2023-11-08T10:15:00+00:00"),
        ("Wed, 08 Nov 2023 10:15:00 +0100", "2023-11-08T10:15:00+01:00"), ("0000-00-00 00:00:00", None),
    ],
)  # fmt: skip
def test_dates_as_agencies_write_them(text: str, wanted: str | None) -> None:
    published, _ = first_date((text, "x"))
    assert (published.isoformat() if published else None) == wanted


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("By UNA BRACK\nAssociated Press Writer", ("Una Brack",)), ("By UNA BRACK, Coastwire Writer", ("Una Brack",)),
        ("Von Una Brack und T. Fenn, dpa", ("Una Brack", "T. Fenn")), ("Par Una BRACK", ("Una BRACK",)),
        ("Una Brack in Port Alder and T. Fenn in Cobb Quay", ("Una Brack", "T. Fenn")),
        ("Una Brack (Port Alder)", ("Una Brack",)), ("Una Brack una@post.example", ("Una Brack",)),
        ("By Von Miller", ("Von Miller",)), ("The Alder Post", ()),
    ],
)  # fmt: skip
def test_names_as_agencies_write_them(byline: str, wanted: tuple[str, ...]) -> None:
    assert names(byline) == wanted


def test_a_status_or_a_future_embargo_withholds() -> None:
    later, past = datetime(2099, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    assert not any(map(withheld, ("stat:usable", "Usable", "")))
    assert [withheld(status) for status in ("stat:canceled", "Withheld", "Embargoed")] == [
        ("canceled", False), ("withheld", False), ("embargoed", False),
    ]  # fmt: skip
    assert withheld("usable", later) == ("under embargo until 2099-01-01 00:00+00:00", True)
    assert withheld("canceled", later) == ("canceled", False)
    assert not withheld("Embargoed", past)


def test_other_json_is_not_taken_for_ninjs() -> None:
    others: list[dict[str, Any]] = [
        {"headline": "A", "body": "b"}, {"title": "A", "body_html": "b", "type": "post"},
        {"id": 1, "slug": "a", "type": "text"},
        {"uri": "x", "title": "A", "text": "b"}, {"guid": "x", "title": "A", "content": "b"},
    ]  # fmt: skip
    assert not any(ninjs.is_ninjs(other) for other in others)


def test_a_json_feed_in_lines_is_one_feed() -> None:
    feed = json.loads((SAMPLES / "feeds" / "feed.json").read_text())
    for text in (json.dumps(feed), json.dumps(feed, indent=1)):
        found = list(records.split(io.BytesIO(text.encode()), Source("a")))
        assert len(found) == 3


def test_text_in_utf8_with_a_slip_stays_utf8() -> None:
    assert elements.decoded("“Café” – été".encode() + b"\x92 " + "öäü".encode(), "") == "“Café” – été\ufffd öäü"
    assert elements.decoded("“Café”".encode("cp1252"), "iso-8859-1") == "“Café”"


def test_a_file_without_items_says_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("<rss><channel/></rss>")
    (found,) = read(tmp_path / "a")
    assert isinstance(found, Unreadable)
    assert "no <item>" in found.reason


BLOGGER = (
    "<entry><id>{0}</id><category scheme='http://schemas.google.com/g/2005#kind'"
    " term='http://schemas.google.com/blogger/2008/kind#{1}'/><category scheme='http://www.blogger.com/atom/ns#'"
    " term='harbour'/><title>{0}</title><content type='html'>&lt;p&gt;Words of {0}.&lt;/p&gt;</content>{2}</entry>"
)
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='{}'><title>Quay</title>{}</feed>"


@pytest.mark.parametrize("app", ["http://www.w3.org/2007/app", "http://purl.org/atom/app#"])
def test_only_posts_of_a_blog_are_articles(tmp_path: Path, app: str) -> None:
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    kinds = [
        ("a", "settings", ""),
        ("b", "post", ""),
        ("c", "comment", ""),
        ("d", "post", draft),
        ("e", "template", ""),
    ]
    (tmp_path / "a.xml").write_text(ATOM.format(app, "".join(BLOGGER.format(*kind) for kind in kinds)))
    found = list(read(tmp_path / "a.xml"))
    (article,) = [item for item in found if isinstance(item, Article)]
    assert (article.headline, article.tags) == ("b", ("harbour",))
    (left,) = [item.reason for item in found if isinstance(item, Unreadable)]
    assert left.startswith("left out: 2 settings")
    assert "1 comment" in left
    assert "1 draft" in left


def test_feeds_of_comments_hold_no_articles(tmp_path: Path) -> None:
    item = "<item><title>By: Joss Pell</title><description>About time.</description></item>"
    (tmp_path / "a.xml").write_text(
        f"<rss version='2.0'><channel><title>Comments on: Quay closes</title>{item}{item}</channel></rss>"
    )
    (found,) = read(tmp_path / "a.xml")
    assert str(found) == "a.xml: left out: 2 comments (item 1, item 2)"


@pytest.mark.parametrize(
    "line",
    [
        "The post <a>Boats stop</a> appeared first on <a>The Echo</a>.",
        "The post Boats stop first appeared on The Echo.",
        "Der Beitrag Boote stehen erschien zuerst auf Der Bote.",
        "L’article Les bateaux est apparu en premier sur Le Phare.",
        "La entrada Barcos aparece primero en El Faro.",
    ],
)
def test_what_wordpress_puts_behind_a_post_is_no_text(tmp_path: Path, line: str) -> None:
    markup = html.escape(f"<p>The boats stop.</p><p>In May.</p><p>{line}</p>")
    item = f"<item><title>Boats stop</title><description>{markup}</description></item>"
    (tmp_path / "a.xml").write_text(f"<rss version='2.0'><channel><title>E</title>{item}</channel></rss>")
    (found,) = read(tmp_path / "a.xml")
    assert isinstance(found, Article)
    assert found.paragraphs == ("The boats stop.", "In May.")
