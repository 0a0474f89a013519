"""Headlines, bylines and days of pages: the article's own, whatever else stands there."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from tests.test_pages import page, read

TEXT = "".join(
    f"<p>{text}</p>"
    for text in (
        "The last tram left the depot at noon on Monday with eleven passengers, two of whom had meant to go elsewhere.",
        "“It was time,” said Ottoline Speers, who drove it for thirty years and kept the bell when they let her.",
        "The rails will be taken up in spring, the town said, and the money spent on a bus that has yet to be ordered.",
    )
)
SITE = "<title>{} | The Lantern</title>"


def shown(head: str = "", above: str = "", below: str = "") -> bytes:
    """A page that says of itself what is given, and has no headline of its own but "Last tram leaves"."""
    return page(head, f"{above}{TEXT}{below}").replace(b"Wall gives way", b"Last tram leaves")


@pytest.mark.parametrize(
    ("heading", "head", "headline"),
    [
        ("Lantern 3 – Depot 1", SITE.format("Lantern 3 – Depot 1"), "Lantern 3 – Depot 1"),
        ("Flood — what is left", "<meta property='og:title' content='Flood — what is left'>", "Flood — what is left"),
        ("Last tram leaves", "<meta property='og:title' content='Last tram leaves - The Lantern'>", "Last tram leaves"),
        ("Last tram<br>leaves", SITE.format("Last tram leaves"), "Last tram leaves"),
        ("The Lantern", SITE.format("Last tram leaves depot"), "Last tram leaves depot"),
        ("News", "<meta property='og:title' content='Last tram leaves'>", "Last tram leaves"),
        ("The last one home", "<meta property='og:title' content='Tram line 3 to close in May'>", "The last one home"),
        ("LIVE Last tram leaves depot", SITE.format("Last tram leaves depot"), "Last tram leaves depot"),
        ("", "<meta property='og:site_name' content='Echo'><title>Echo - Tram - the end</title>", "Tram - the end"),
        ("<a href='/'>Depot Diary</a>", "<title>Depot Diary: Last tram leaves depot</title>", "Last tram leaves depot"),
        ("</h1><h2>Last tram leaves</h2><h1>", "<title>Last tram leaves - Una Brack</title>", "Last tram leaves"),
        (
            "A Diary of Trams and of the Tide</h1><h2>Last tram leaves</h2><h1>",
            "<title>Last tram leaves - Una</title>",
            "Last tram leaves",
        ),
        ("</h1><b>Last tram leaves</b><h1>", "<title>DEPOT DIARY: Last tram leaves</title>", "Last tram leaves"),
        (
            "</h1><h2>Last tram leaves</h2><p>© The Diary e. V. | Home</p><h1>",
            "<title>The Diary e. V.</title>",
            "Last tram leaves",
        ),
        ("末班电车离站", "<title>末班电车离站_港口频道_礁岛网</title>", "末班电车离站"),
        ("最終電車が出る", "<title>最終電車が出る：港新聞</title>", "最終電車が出る"),
    ],
)
def test_the_headline_is_whole_and_without_the_site(heading: str, head: str, headline: str) -> None:
    data = shown(head).replace(b"Last tram leaves</h1>", f"{heading}</h1>".encode())
    assert read(data).headline == headline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<div class='byline'>By <a href='#'>Una Brack</a><span>17 September 2024</span></div>", ["Una Brack"]),
        ("<div class='byline'><div>Una Brack</div><div>Islands correspondent</div></div>", ["Una Brack"]),
        ("<ul class='byline'><li>Una Brack</li><li>Joss Pell</li></ul>", ["Una Brack", "Joss Pell"]),
        ("<span class='meta'>Submitted by Una Brack on Tue, 17/09/2024</span>", ["Una Brack"]),
        ("<p class='postmetadata'>Posted in News by Una Brack</p>", ["Una Brack"]),
        ("<p>By Una Brack<br>Islands correspondent<br>17 September 2024</p>", ["Una Brack"]),
        ("<div class='author'>Una Brack <span>4 min read</span><a>Follow</a></div>", ["Una Brack"]),
        ("<p>Von Una Brack und Joss Pell</p>", ["Una Brack", "Joss Pell"]),
        ("<a rel='author' href='/u'>Una Brack</a><button>Follow</button>", ["Una Brack"]),
        ("<span itemprop='author' itemscope><b itemprop='name'>Una Brack</b> Reporter</span>", ["Una Brack"]),
        ("<p><a href='/autor/x'>UNA BRACK</a></p>", ["Una Brack"]),
        ("<p>17 September 2024 | By Una Brack</p>", ["Una Brack"]),
        ("<p>Una Brack</p><p>17 September 2024</p>", ["Una Brack"]),
        ("<p>Quillon Aster · 17 September 2024</p>", ["Quillon Aster"]),
        ("<p>Una Brack, 17 September 2024</p>", ["Una Brack"]),
        ("<p>Port Alder, 17 September 2024</p>", []),
        ("<p>Skerry Ferries plc, 17 September 2024</p>", []),
        ("<div class='auteur'>Door Una van der Brack en Joss Pell</div>", ["Una van der Brack", "Joss Pell"]),
        ("<div><span>Автор:</span> <a href='/authors/1'>Анна Ветрова</a></div>", ["Анна Ветрова"]),
        ("<p class='date-source'>2024-09-17 来源：礁岛晚报 作者：林小舟</p>", ["林小舟"]),
        ("<p>聯港報 記者林小舟／外港即時報導</p>", ["林小舟"]),
        ("<div class='author'>灘谷みお</div>", ["灘谷みお"]),
        ("<p>김하늘 기자 · 2024.09.17</p>", ["김하늘"]),
        ("<p>بقلم: سلمى الحداد</p>", ["سلمى الحداد"]),
        ("<span class='author vcard'><a class='fn' href='/author/x'>gullfriend</a></span>", ["gullfriend"]),
        ("<span class='author vcard'><a class='fn' href='/author/x'>admin</a></span>", []),
        ("<div class='byline'>Una Brack, Port Alder</div>", ["Una Brack"]),
        ("<div class='byline'><span>Atualizado em</span> 2 de outubro de 2024</div>", []),
        ("<aside class='authors'><a class='fn' href='/authors/1'>Una Brack</a><p>Professor</p></aside>", ["Una Brack"]),
    ],
)
def test_bylines_on_the_page_are_read(byline: str, names: list[str]) -> None:
    assert list(read(shown("", byline)).byline) == names


@pytest.mark.parametrize(
    "below",
    [
        "</article><article><h2>Gull takes chips</h2><p>By Joss Pell</p><p>A gull took chips from the mayor.</p>",
        "<div class='comments'><div class='comment'><span class='author'>Joss Pell</span><p>Well said.</p></div></div>",
        "<aside class='related'><span class='byline'>By Joss Pell</span></aside>",
    ],
)
def test_whoever_wrote_something_else_is_nobody_here(below: str) -> None:
    assert read(shown("", "", below)).byline == ()


@pytest.mark.parametrize(
    "head",
    [
        "<meta itemprop='datePublished' content='2024-09-17'>",
        "<meta name='sailthru.date' content='2024-09-17'>",
        "<meta name='DC.date.issued' content='2024-09-17'>",
        "<meta name='cXenseParse:recs:publishtime' content='2024-09-17'>",
        "<meta name='article:publicationdate' content='Tue Sep 17 2024'>",
        "<meta name='state:first-published-at' content='2024-09-17'>",
        "<meta name='cmsDateCreated' content='17.09.2024'>",
        "<meta name='page.publish_date' content='2024-09-17'><meta name='page.expiry_date' content='2030-01-01'>",
        "<link rel='canonical' href='https://lantern.example/2024/09/17/tram'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-09-17"}</script>',
    ],
)
def test_days_are_known_by_many_names(head: str) -> None:
    assert read(shown(head)).published == date(2024, 9, 17)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p class='date'>17 September 2024</p>", "<div class='comments'><time datetime='2024-12-01'>x</time></div>"),
        ("<div>Updated <time datetime='2024-10-02'>x</time> Published <time datetime='2024-09-17'>y</time></div>", ""),
        ("<p>Updated 2 October 2024. Published 17 September 2024</p>", ""),
        ("<p class='date'>17 September 2024</p>", "</article><div><time datetime='2025-03-03'>x</time></div><article>"),
        ("<dl><dt>Published</dt><dd>17 September 2024</dd><dt>Last updated</dt><dd>2 October 2024</dd></dl>", ""),
        ("<dl><dt>Last updated</dt><dd>2 October 2024</dd><dt>Published</dt><dd>17 September 2024</dd></dl>", ""),
        ("<p>Bijgewerkt: 2 oktober 2024</p><p>Geplaatst: 17 september 2024</p>", ""),
        ("<p>обновлено: 02.10.2024</p><p>17.09.2024</p>", ""),
        ("<p>수정 2024.10.02 09:10</p><p>입력 2024.09.17 08:30</p>", ""),
        ("", "<p>This entry was posted on Tuesday, September 17th, 2024 at 8:30 am and is filed under Boats.</p>"),
        ("<p>Publié le 17 septembre 2024 à 08h30</p>", "<aside><time datetime='2025-01-01'>x</time></aside>"),
    ],
)
def test_the_day_is_that_of_publication(above: str, below: str) -> None:
    assert read(shown("", above, below)).day == date(2024, 9, 17)


def test_the_address_that_a_browser_noted_says_when_the_page_was_published() -> None:
    noted = b"<!-- saved from url=(0042)https://lantern.example/2024/09/17/tram -->"
    found = read(shown().replace(b"<html>", noted + b"<html>"))
    assert (found.url, found.published) == ("https://lantern.example/2024/09/17/tram", date(2024, 9, 17))


def test_a_day_right_above_the_headline_is_the_articles_where_nothing_surer_is() -> None:
    above = "<p><b>Mardi 17 septembre 2024</b> | Mise en ligne à 12h02 | Commentaires (85)</p><h1>"
    comments = "<ul class='comments-list'><li><p class='date'>24 janvier 2025</p><p>Well said.</p></li></ul>"
    found = read(shown("", "", comments).replace(b"<h1>", above.encode()))
    assert (found.day, found.published_how) == (date(2024, 9, 17), "line above the headline")


def test_a_change_and_a_year_alone_are_no_day_of_publication() -> None:
    found = read(shown("<meta name='last-modified' content='2024-10-02'>", "", "<p>© The Lantern 2024</p>"))
    assert (found.published, found.published_how) == (date(2024, 10, 2), "meta last-modified, the only date")
    assert read(shown("", "", "<p>© The Lantern 2024</p>")).published is None


LD = """{"@type": "NewsArticle", "headline": "Last tram leaves", "datePublished": "2024-09-17T08:30:00+01:00",
"author": {"@type": "Person", "givenName": "Una", "familyName": "Brack"}, "description": "Rails\nout", "url": "/%s"}"""


@pytest.mark.parametrize(
    "script",
    [
        LD,
        f"{LD};",
        f"\n//<![CDATA[\n{LD}\n//]]>\n",
        f"<!--\n{LD}\n-->",
        f"/* ours */ {LD}",
        LD.replace('"author"', ',"author"'),
        f'{{"@type": "WebPage", "mainEntity": {LD}}}',
        f'{{"@graph": [{{"@type": "WebSite"}}, {LD}]}}',
        f'[{LD.replace("Last tram leaves", "Gull takes chips").replace("Una", "Joss")}, {LD}]',
        f'{{"@type": "ItemList", "itemListElement": [{{"item": {LD.replace("Una", "Joss")[:-1]}, "x": 1}}}}]}}\n{LD}',
    ],
)  # fmt: skip
def test_json_ld_is_read_leniently_and_of_several_articles_the_pages_own(script: str) -> None:
    found = read(shown(f'<script type="application/ld+json; charset=utf-8">{script}</script>'))
    assert found.published == datetime.fromisoformat("2024-09-17T08:30:00+01:00")
    assert "byline: JSON-LD author" in found.origins


def test_a_site_may_go_by_its_authors_name_and_an_organization_is_none() -> None:
    rights = "</article><footer>© 2024 Una Brack.</footer>"
    assert read(shown("<meta name='author' content='Una Brack (http://brack.example/)'>", "", rights)).byline == (
        "Una Brack",
    )
    firm = '{"@type": "NewsArticle", "headline": "Last tram leaves", "author": {"@type": "Organization", "name": "%s"}}'
    for name in ("Skerry Ferries", "The Lantern", "Ministry of Trams"):
        script = f'<script type="application/ld+json">{firm % name}</script>'
        assert read(shown(script + SITE.format("Last tram leaves"))).byline == ()


def test_authors_by_reference_are_found_and_agencies_kept_apart() -> None:
    graph = """{"@graph": [{"@type": "Article", "headline": "Last tram leaves", "author": [{"@id": "#u"}]},
    {"@type": "Person", "@id": "#u", "name": "Una Brack, Associated Press"}]}"""
    found = read(shown(f'<script type="application/ld+json">{graph}</script>'))
    assert (found.byline, found.agency) == (("Una Brack",), "AP")


NEIGHBOUR = (
    "<div itemscope itemtype='http://schema.org/NewsArticle'><h3 itemprop='headline'>Gull takes chips</h3>"
    "<span itemprop='author'>Joss Pell</span><meta itemprop='datePublished' content='2024-09-21'></div>"
)
OWN = (
    "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>Last tram leaves</h1>"
    "<meta itemprop='datePublished' content='2024-09-17'><span itemprop='author'>Una Brack</span>"
    "<div itemprop='articleBody'>{}</div></div>"
)


@pytest.mark.parametrize("pieces", [(OWN, NEIGHBOUR), (NEIGHBOUR, OWN), (NEIGHBOUR, OWN, NEIGHBOUR)])
def test_marked_properties_are_those_of_the_article_with_the_headline(pieces: tuple[str, ...]) -> None:
    body = "".join(pieces).replace("{}", TEXT)
    made = f"<html><head><title>Last tram leaves</title></head><body>{body}</body></html>"
    found = read(made.encode())
    assert (found.headline, found.byline, found.published) == ("Last tram leaves", ("Una Brack",), date(2024, 9, 17))


def test_names_below_the_first_paragraphs_are_those_of_who_wrote_a_letter() -> None:
    letters = TEXT.replace("</p>", "</p><p><b>Ada Quill</b><br>Corn Street, Port Alder</p>", 2)
    assert read(page("", letters)).byline == ()


def test_the_name_of_a_dish_is_no_headline() -> None:
    ld = '{"@type": "Recipe", "name": "Fish pie", "datePublished": "2024-09-17", "author": {"name": "Ada Quill"}}'
    made = page(f'<script type="application/ld+json">{ld}</script>', TEXT).replace(
        b"Wall gives way", b"Fish pie at home"
    )
    found = read(made)
    assert (found.headline, found.byline, found.published) == ("Fish pie at home", ("Ada Quill",), date(2024, 9, 17))


@pytest.mark.parametrize(
    ("before", "address"),
    [
        (
            "<!--\n Page saved with SingleFile \n url: https://echo.example/tram?x=1 \n-->",
            "https://echo.example/tram?x=1",
        ),
        (
            "<!-- Mirrored from echo.example/tram.html by HTTrack Website Copier/3.x, Mon, 07 Oct 2024 -->",
            "http://echo.example/tram.html",
        ),
        (
            "<link rel=canonical href='https://web.archive.org/web/20241007090405/https://echo.example/tram'>",
            "https://echo.example/tram",
        ),
        (
            "<meta property=og:url content='http://wayback.skerry.example/wayback/20241007090405/http://echo.example/tram'>",
            "http://echo.example/tram",
        ),
    ],
)
def test_the_address_is_that_from_which_a_page_was_saved(before: str, address: str) -> None:
    found = read(shown(before))
    assert (found.url, found.published) == (address, None)


def test_a_line_of_a_change_may_begin_with_the_day_of_publication() -> None:
    found = read(shown(above="<p>September 17, 2024 8:04 AM GMT+2 · Updated 3 hours ago</p>"))
    assert found.published == datetime.fromisoformat("2024-09-17T08:04:00+02:00")
    assert found.published_how == "date line"


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, Sept. 17, 2024 | 2 a.m.", "Publicado el 17 de septiembre de 2024 a las 6:30 h.",
        "Published on Tuesday 17 September 2024 at 6:30 a.m.",
    ],
)  # fmt: skip
def test_an_hour_with_a_point_ends_no_sentence(line: str) -> None:
    published = read(page("", f"<div>{line}</div>{TEXT}")).published
    assert str(published)[:10] == "2024-09-17"


@pytest.mark.parametrize(
    "heading",
    [
        "<span class='kicker'>Depot</span> Last tram leaves after noon",
        "<span class='article-badge'>Exclusive</span>Last tram leaves after noon",
        "Last tram leaves after noon <small class='label'>Subscribers</small>",
    ],
)
def test_labels_in_a_headline_are_none_of_it(heading: str) -> None:
    made = page(SITE.format("Tram line closes"), TEXT).replace(b"Wall gives way", heading.encode())
    assert read(made).headline == "Last tram leaves after noon"


@pytest.mark.parametrize("end", ["…", "..."])
def test_a_title_that_is_cut_off_cuts_no_headline(end: str) -> None:
    made = page(f"<title>Last tram leaves after{end}</title>", TEXT)
    assert (
        read(made.replace(b"Wall gives way", b"Last tram leaves after noon")).headline == "Last tram leaves after noon"
    )


@pytest.mark.parametrize(
    "value",
    [1726547400, 1726547400000, {"@value": "2024-09-17", "@type": "Date"}, ["2024-09-17"], "17.09.2024 06:30"],
)
def test_days_in_json_ld_may_be_numbers_and_objects(value: Any) -> None:
    ld = {"@type": "NewsArticle", "headline": "Last tram leaves", "datePublished": value}
    assert (
        str(read(shown(f"<script type='application/ld+json'>{json.dumps(ld)}</script>")).published)[:10] == "2024-09-17"
    )


@pytest.mark.parametrize("key", ["@list", "@set"])
def test_authors_in_json_ld_may_be_a_list_of_its_own_kind(key: str) -> None:
    author = {key: [{"@type": "Person", "name": "Una Brack"}]}
    ld = {"@type": "NewsArticle", "headline": "Last tram leaves", "author": author}
    assert read(shown(f"<script type='application/ld+json'>{json.dumps(ld)}</script>")).byline == ("Una Brack",)
