"""Saved web pages."""

from datetime import date, datetime

from corpus.article import Article, Source, Unreadable
from corpus.pages import page as pages

BODY = (
    "<p>{first}The harbour wall gave way at two in the morning, and by four the water stood in Fish Street.</p>"
    "<p>“We heard it before we saw it,” said Ephraim Lott, who sells books on the corner and lost nine hundred.</p>"
    "<p>The council meets on Thursday to decide who pays for the wall, the street and the books, in that order.</p>"
)
LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "No"}, {"@type": ["NewsArticle"],
"headline": "Wall gives way", "author": [{"@type": "Person", "name": "Ada Quill"}, {"name": "Tobias Fenn"}],
"datePublished": "2023-05-02T10:00:00+01:00", "articleSection": "News", "keywords": "storm, harbour",
"url": "https://lantern.example/1"}]}</script>"""


def page(head: str = "", body: str = BODY.format(first=""), encoding: str = "utf-8") -> bytes:
    text = (
        f"<!doctype html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav><main><article>"
        f"<h1>Wall gives way</h1>{body}</article></main><footer>All rights reserved</footer></body></html>"
    )
    return text.encode(encoding)


def read(data: bytes) -> Article:
    found = pages.read(data, Source("x.html"))
    assert isinstance(found, Article), found
    return found


def test_json_ld_gives_the_metadata_even_inside_a_graph() -> None:
    found = read(page(LD))
    assert (found.headline, found.section, found.tags) == ("Wall gives way", "News", ("storm", "harbour"))
    assert (found.byline, found.url) == (("Ada Quill", "Tobias Fenn"), "https://lantern.example/1")
    assert found.published == datetime.fromisoformat("2023-05-02T10:00:00+01:00")
    assert found.published_how == "JSON-LD datePublished"


def test_broken_json_ld_leaves_the_meta_tags() -> None:
    head = (
        "<script type='application/ld+json'>{oops</script><meta property='og:title' content='From meta'>"
        "<meta property='article:published_time' content='2023-05-02'><meta name='author' content='Ada Quill'>"
        "<meta property='article:tag' content='a'><meta property='article:tag' content='b'>"
    )
    found = read(page(head))
    assert (found.headline, found.byline, found.tags) == ("From meta", ("Ada Quill",), ("a", "b"))
    assert (found.published, found.published_how) == (date(2023, 5, 2), "meta article:published_time")


def test_a_bare_page_gives_what_it_shows() -> None:
    shown = "<p>By Ada Quill</p><time datetime='2023-05-02'>yesterday</time>" + BODY.format(first="PORT ALDER — ")
    found = read(page("<title>Wall gives way | The Lantern</title>", shown))
    assert (found.headline, found.byline, found.dateline) == ("Wall gives way", ("Ada Quill",), "PORT ALDER")
    assert (found.published, len(found.paragraphs)) == (date(2023, 5, 2), 3)


def test_captions_and_standfirst_are_kept_apart_from_the_body() -> None:
    extra = (
        "<p class='standfirst'>Who pays is unclear</p><figure><figcaption>Fish Street at four.</figcaption></figure>"
    )
    found = read(page("<meta name='description' content='Written for robots'>", extra + BODY.format(first="")))
    assert (found.deck, found.captions, len(found.paragraphs)) == ("Who pays is unclear", ("Fish Street at four.",), 3)


def test_navigation_footer_and_comments_are_not_text() -> None:
    comments = "<section class='comments'><h2>Leave a reply</h2><div class='comment'><p>First!</p></div></section>"
    text = read(page("", BODY.format(first="") + comments)).text
    assert not any(word in text for word in ("Home", "All rights", "First!"))


def test_the_declared_encoding_is_used() -> None:
    body = BODY.format(first="").replace("wall", "café").replace("“", '"').replace("”", '"')
    found = read(page("<meta charset='iso-8859-1'>", body, "iso-8859-1"))
    assert "harbour café" in found.paragraphs[0]
    found = read(page("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", encoding="cp1252"))
    assert "“We heard it" in found.paragraphs[1]


def test_a_page_that_is_no_article_is_reported() -> None:
    found = pages.read(b"<html><body><h1>Index</h1></body></html>", Source("x.html"))
    assert isinstance(found, Unreadable)
    assert "article" in found.reason
