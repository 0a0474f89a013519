"""A page's text: the article's paragraphs, all of them, and nothing of what stands around them."""

import pytest

from corpus.article import Source, Unreadable
from corpus.metadata.corrections import correction_in
from corpus.pages import page as pages
from tests.test_pages import page, read

ONE = "The last tram left the depot at noon on Monday with eleven passengers, two of whom had meant to go elsewhere."
TWO = "“It was time,” said Ottoline Speers, who drove it for thirty years and kept the bell when they let her."
THREE = "The rails will be taken up in spring, the town said, and the money spent on a bus that has yet to be ordered."
ALL = (ONE, TWO, THREE)


def paragraphs(*pieces: str, head: str = "") -> tuple[str, ...]:
    """What is read of a page whose article holds the pieces."""
    return read(page(head, "".join(pieces))).paragraphs


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: <a href='/x'>Lighthouse open day draws record crowd</a>",
        "Also read | <a href='/x'>Gull takes chips</a>",
        "Sign up to our newsletter for the latest from the islands",
        "Get the best of the coast in your inbox every Friday.",
        "Last modified on Tue 1 Oct 2024 09.10 BST",
        "Follow us on Facebook and Instagram",
        "Folgen Sie uns auf Facebook",
        "Support independent journalism from £1 a week.",
        "Photograph: Ines Moll/The Lantern",
        "Image source, Getty Images",
        "Advertisement",
        "Lesen Sie auch: <a>Möwe stiehlt Pommes</a>",
        "This website uses cookies to improve your experience.",
        "© The Lantern 2024. All rights reserved.",
        "Share this",
        "Reporting by Una Brack; Editing by Joss Pell",
        "<b>Материалы по теме:</b><a href='/x'>Чайка украла картошку</a>",
        "<b>Más información</b><a href='/x'>Una gaviota roba las patatas</a>",
        "<a href='/x'>Leave a comment</a>",
        "Recibe nuestro boletín cada viernes",
        "Dir gefällt der Beitrag? Dann abonniere unseren Newsletter!",
        "PODCAST – Écoutez le dernier épisode",
        "A version of this article appears in print on Sept. 17, Section A, Page 1.",
        "Mit Ihrer Zustimmung wird hier ein externer Inhalt geladen.",
        "Most read in News",
        "This entry was posted on Tuesday, September 17th, 2024 at 8:30 am and is filed under Boats.",
        "Dieser Beitrag wurde am 17. September 2024 von Una unter Allgemein veröffentlicht.",
        "REKLAM",
        "Contact the author of this article or email tips@lantern.example with further questions or tips.",
    ],
)
def test_lines_that_are_no_text_are_left_out(line: str) -> None:
    assert paragraphs(p(ONE, TWO, line, THREE, line)) == ALL


@pytest.mark.parametrize(
    "line",
    [
        "Follow the coast road north and you reach the depot.",
        "Sign up sheets went round the Anchor on Friday night.",
        "“No.”",
        "Related claims were settled in March.",
        "Read out in the chapel, the letter took four minutes.",
        "Support for the bus is growing, slowly.",
        "On 17 September 2024 the bell was sold.",
        "Updated plans were shown on Tuesday.",
        "By Friday the rails were gone.",
    ],
)
def test_short_paragraphs_that_are_text_stay(line: str) -> None:
    assert paragraphs(p(ONE, TWO, line, THREE)) == (ONE, TWO, line, THREE)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='newsletter-promo'><p>A letter from the coast, every Friday before the boat leaves.</p></div>",
        "<aside><h4><a href='/x'>Gull takes chips</a></h4><p>A gull took chips from the mayor on Saturday.</p></aside>",
        "<article class='card'><h2><a href='/x'>Gull</a></h2><p>A gull took chips from the mayor.</p></article>",
        "<div class='x'><h3><a href='/x'>Gull takes chips</a></h3><p>A gull took the mayor’s chips.</p></div>",
        "<div style='display: none'><p>The tram left the depot at noon on Monday, and nobody reads this.</p></div>",
        "<ul><li><a href='/x'>Gull takes chips</a></li><li><a href='/y'>Lantern parade moved to Friday</a></li></ul>",
        "<div><h3>The Anchor</h3><p>Start each day with the coast.</p><form><input name='email'></form></div>",
        "<p><span><div class='image-none'><img src='a.jpg'> <i>The tram in 1957. (Archive)</i></div></span></p>",
        "<section data-area='related_articles'><p>A gull took chips from the mayor on Saturday.</p></section>",
        "<div class='werbung'><p>Ein Kombi, der an alles denkt, sogar an den Anleger.</p></div>",
        "<form><p>Write to us about trams, and we will print the best of it on Thursdays.</p></form>",
    ],
)
def test_boxes_between_paragraphs_are_left_out(box: str) -> None:
    assert paragraphs(p(ONE, TWO), box, p(THREE)) == ALL


def test_what_follows_the_end_is_left_out_and_links_to_edit_are() -> None:
    heading = "<h2>What is left<span class='mw-editsection'>[edit]</span></h2>"
    end = "<h2>References</h2><ul><li>Lott, Ephraim. Trams, and what became of them.</li></ul>"
    found = paragraphs(p(ONE, TWO), heading, p(THREE), end, "<h3>Media contact</h3><p>Ephraim Lott, 555-0102</p>")
    assert found == (ONE, TWO, "What is left", THREE)


def test_a_list_in_the_second_half_does_not_cut_the_text() -> None:
    half = "<div class='block'>{}</div><div class='newsletter-block'><p>Sign up with your address.</p></div>"
    items = "<ul><li>Eleven seats, of which nine can be sat on</li><li>One bell</li></ul>"
    found = paragraphs(half.format(p(*ALL)), half.format(f"{items}{p(ONE.replace('noon', 'nine'))}"))
    assert len(found) == 6


def test_a_headline_that_links_to_its_own_page_makes_no_list_of_the_page() -> None:
    data = page("", p(*ALL)).replace(b"<h1>Wall gives way</h1>", b"<h2><a href='/w'>Wall gives way</a></h2>")
    assert read(data.replace(b"<head>", b"<head><title>Wall gives way</title>")).paragraphs == ALL


def test_text_in_several_containers_is_whole() -> None:
    parts = (f"<div class='chunk'><p>{text}</p></div><div class='ad-slot'>Advertisement</div>" for text in ALL)
    assert paragraphs("<div class='story'>", *parts, "</div>") == ALL


@pytest.mark.parametrize(
    "around",
    [
        "<div class='elementor-widget elementor-widget-text-editor'>{}</div>",
        "<div class='story share-enabled'>{}</div>",
        "<div aria-hidden='true'>{}</div>",
        "<div class='post category-latest tag-comment'>{}</div>",
    ],
)
def test_the_names_of_what_holds_the_text_make_it_no_box(around: str) -> None:
    assert paragraphs(around.format(p(*ALL))) == ALL
    assert paragraphs(*(around.format(p(text)) for text in ALL)) == ALL
    assert paragraphs(around.format("<br><br>".join(ALL))) == ALL


def test_a_form_around_the_whole_article_is_no_box() -> None:
    assert paragraphs(f"<form id='aspnetForm'>{p(*ALL)}</form>") == ALL


def test_who_is_quoted_stands_with_the_quotation() -> None:
    quoted = "<blockquote><p>The tram is the town.</p><footer>— Ottoline Speers</footer></blockquote>"
    assert paragraphs(p(ONE, TWO), quoted, p(THREE))[2] == "“The tram is the town.” — Ottoline Speers"


def test_a_list_of_stories_is_said_to_be_one() -> None:
    card = "<div class='x'><h3><a href='/x'>A story of a tram</a></h3><p>{}</p></div>"
    found = pages.read(f"<html><h1>News</h1>{''.join(map(card.format, ALL))}</html>".encode(), Source("x.html"))
    assert isinstance(found, Unreadable)
    assert "lists other articles" in found.reason


def test_subheads_lists_tables_and_quotations_are_text() -> None:
    extra = "<h2>What is left</h2><ul><li>Eleven seats, of which nine can be sat on</li><li>One bell</li></ul>"
    table = "<table><tr><th>Year</th><th>Passengers</th></tr><tr><td>1987</td><td>9,000</td></tr></table>"
    quoted = "<blockquote><p>The tram is the town, and the town knows it.</p></blockquote>"
    found = paragraphs(p(ONE, TWO), extra, table, quoted, p(THREE))
    assert found[2:5] == ("What is left", "Eleven seats, of which nine can be sat on", "One bell")
    assert found[5:8] == ("Year | Passengers", "1987 | 9,000", "“The tram is the town, and the town knows it.”")


def test_a_post_of_another_site_keeps_its_author() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>We are sorry. Nobody wanted to stop it.</p>&mdash; Piers Hallam '
        '(@piershallam) <a href="https://t.example/1">September 17, 2024</a></blockquote>'
    )
    found = read(page("", p(ONE, TWO) + post + p(THREE)))
    said = "“We are sorry. Nobody wanted to stop it.” — Piers Hallam (@piershallam) September 17, 2024"
    assert found.paragraphs[2] == said
    assert [quote.speaker for quote in found.quotes if "sorry" in found.text[quote.start : quote.end]] == [
        "Piers Hallam"
    ]


def test_a_lead_that_is_also_the_description_stays_in_the_text() -> None:
    found = read(page(f'<meta name="description" content="{ONE}">', p(*ALL)))
    assert (found.paragraphs, found.deck) == (ALL, "")


def test_a_teaser_is_read_and_said_to_be_one() -> None:
    wall = (
        "<div class='paywall'><p>This article is for subscribers only. Subscribe today from £1 a week to read on.</p>"
    )
    found = read(page("", p(ONE) + wall + "<p>Already a subscriber? Log in</p></div>"))
    assert found.paragraphs == (ONE,)
    assert "only a teaser" in found.remarks[0]


LIVE = """<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Wall gives way",
"liveBlogUpdate": [{"headline": "Talks end", "articleBody": "No deal."}, {"articleBody": "Talks <b>go</b> on."}]}
</script>"""


def test_a_live_blog_is_its_posts_and_a_menu_is_no_story() -> None:
    assert paragraphs("<div id='app'></div>", head=LIVE) == ("Talks end", "No deal.", "Talks go on.")
    found = pages.read(page("", "<div id='app'></div>"), Source("x.html"))
    assert isinstance(found, Unreadable)
    assert "no article text found" in found.reason


def test_what_the_newsroom_says_of_the_article_is_no_paragraph() -> None:
    before, behind = p("Una Brack reported from the depot."), p("Una Brack is the islands correspondent.")
    assert read(page("<meta name='author' content='Una Brack'>", before + p(*ALL) + behind)).paragraphs == ALL


def test_a_notice_of_a_correction_stays_and_one_of_an_update_is_none() -> None:
    notice = "This article was amended on 2 October: the bell is cracked."
    found = paragraphs(p(*ALL, notice, "Updated on 3 October 2024 at 09:10"))
    assert (found, correction_in(found)) == ((*ALL, notice), notice)


def test_publication_and_language_are_read() -> None:
    data = page("<meta property='og:site_name' content='The Lantern'>", p(*ALL)).replace(
        b"<html>", b"<html lang='en-GB'>"
    )
    assert (read(data).publication, read(data).language) == ("The Lantern", "en-GB")


def test_many_related_stories_make_the_article_no_smaller() -> None:
    card = "<div class='card related'><h3><a href='/x'>Gull takes chips</a></h3><p>{}</p></div>"
    cards = "".join(card.format(f"A gull took {n} chips from the mayor on the sea front.") for n in range(40))
    data = page("", f"<div class='teaser-content'>{p(*ALL)}</div>").replace(b"</body>", f"{cards}</body>".encode())
    assert read(data).paragraphs == ALL


def test_signs_of_chinese_and_japanese_weigh_as_much_as_what_they_say() -> None:
    text = (
        "最終電車は月曜日の正午に車庫を出た。乗客は十一人だった。",
        "「その時が来たのです」と、三十年運転した潮田さんは話す。",
        "線路は春に撤去され、町はその金でバスを買うという。",
    )
    found = read(page("", p(*text) + "<p>無断転載を禁じます</p>".replace("<p>", "<p class='copyright'>")))
    assert (found.paragraphs, found.remarks) == (text, ())


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Page not found", "The page you are looking for may have been moved. Please try the search instead."),
        ("Sorry, we can’t find that page", "You may have followed an outdated link, or mistyped the address."),
        ("404 – Not Found", "Nothing was found at this address. Go back to our home page, or try the search."),
        ("Seite nicht gefunden", "Die Seite, die Sie suchen, gibt es nicht mehr. Bitte benutzen Sie die Suche."),
        ("Page introuvable", "La page que vous cherchez n’existe plus. Essayez la recherche ou l’accueil."),
        ("Access Denied", "You don’t have permission to access this page on this server. Reference #18."),
        ("Just a moment...", "Checking your browser before you can access the site. This may take a few seconds."),
        ("Are you a robot?", "Please make sure your browser supports cookies, and that you are not blocking them."),
        ("We value your privacy", "We and our partners store information on a device, and process personal data."),
        ("This page isn’t available", "The link you followed may be broken, or the page may have been removed."),
        ("This article is no longer available", "It may have been removed by its publisher. Try our home page."),
        ("Port Alder news", "You need to enable JavaScript to run this app."),
    ],
)
def test_what_servers_give_instead_of_an_article_is_none(headline: str, text: str) -> None:
    made = (
        f"<html><head><title>{headline}</title></head><body><main><h1>{headline}</h1><p>{text}</p></main></body></html>"
    )
    found = pages.read(made.encode(), Source("a.html"))
    assert isinstance(found, Unreadable), found
    assert found.reason.startswith(("no article: a page", "no article: its text", "no article text"))


@pytest.mark.parametrize(
    "headline",
    [
        "Historic site removed from list", "Page not found: why links die", "Story of a lost ship found in a cupboard",
        "Log in to save the forest", "Sorry, the ferry is full", "Forbidden island opens to visitors",
        "Your privacy is for sale", "Document found", "Story available in five languages",
    ],
)  # fmt: skip
def test_articles_are_not_taken_for_errors(headline: str) -> None:
    made = f"<html><head><title>{headline}</title></head><body><main><h1>{headline}</h1>{p(*ALL)}</main></body></html>"
    found = pages.read(made.encode(), Source("a.html"))
    assert not isinstance(found, Unreadable), found
    assert found.paragraphs == ALL


@pytest.mark.parametrize(
    "line",
    [
        "Reach Una Brack at una@echo.example or 555-0102.",
        "Una Brack can be reached at una@echo.example.",
        "Contact Una Brack: una.brack@echo.example",
        "Il vous reste 61.2% de cet article à lire. La suite est réservée aux abonnés.",
    ],
)
def test_last_lines_of_newsrooms_are_no_text(line: str) -> None:
    assert paragraphs(p(*ALL, line)) == ALL


@pytest.mark.parametrize(
    "line",
    ["Maud Tarrant, harbour master, born 4 May 1931; died 29 January 2024", "They can be reached only at low tide."],
)
def test_last_lines_of_articles_are_text(line: str) -> None:
    assert paragraphs(p(*ALL, line)) == (*ALL, line)


def test_the_deck_may_stand_before_the_paragraph_with_the_dateline() -> None:
    lead = "The town has two weeks to say goodbye to its trams."
    found = read(page("", p(lead, f"PORT ALDER (Reuters) - {ONE}", TWO, THREE)))
    assert (found.deck, found.dateline, found.agency, found.paragraphs) == (lead, "PORT ALDER", "Reuters", ALL)
    found = read(page("", p(lead, f"<b>Port Alder (dpa)</b> - {ONE}", TWO, THREE)))
    assert (found.deck, found.dateline, found.agency) == (lead, "Port Alder", "dpa")


@pytest.mark.parametrize(
    "line",
    [
        "Get in touch: are you affected by the closure? WhatsApp +44 7700 900000.",
        "You can follow The Lantern on Facebook, X and Instagram.",
        "You can also follow us on Instagram",
        "This post may contain affiliate links.",
        "We may earn a commission if you buy through links on this page.",
        "Please use the sharing tools found via the share button at the top or side of articles.",
    ],
)
def test_notices_of_newsrooms_are_no_text(line: str) -> None:
    assert paragraphs(p(ONE, line, TWO, THREE)) == ALL


@pytest.mark.parametrize("box", ["next-article", "nextArticle", "next_story", "previous-articles", "next-post"])
def test_the_article_that_scrolls_in_behind_is_none_of_the_text(box: str) -> None:
    other = "The ferry company will stop its Sunday sailings from October, it said on Tuesday, for want of a crew."
    behind = f"<div class='{box}'><h2>Ferry firm drops sailings</h2>{p(other, other.replace('ferry', 'bus'))}</div>"
    assert paragraphs(p(*ALL), behind) == ALL


def test_items_behind_a_heading_of_other_stories_are_none_of_the_text() -> None:
    others = "<h2>Keep reading</h2><ul><li>list 1 of 2 Storm damages wall</li><li>Council cuts timetable</li></ul>"
    points = "<h2>What changes</h2><ul><li>The last tram leaves at noon</li></ul>"
    boxed = "<div><h4>Gull takes chips</h4><p>Read more</p></div><ul><li>One boat on Saturdays</li></ul>"
    found = paragraphs(p(ONE, TWO), others, points, boxed, p(THREE))
    assert "One boat on Saturdays" in found
    assert "The last tram leaves at noon" in found
    assert not any("Storm" in text or "Council cuts" in text for text in found)
