"""What a page shows of its article and does not say in metadata: headings, days, lines above and below."""

from datetime import date

import pytest

from tests.test_page_metadata import SITE, TEXT, shown
from tests.test_pages import page, read


@pytest.mark.parametrize(
    "heading",
    [
        "<h1 style='display:none'>The Lantern – News from the depot</h1>",
        "<h1 class='visually-hidden'>The Lantern home page, news</h1>",
        "<div class='sr-only'><h1>News and views of the town</h1></div>",
        "<h1 hidden>News and views of the town</h1>",
    ],
)
def test_a_heading_that_nobody_sees_is_no_headline_unless_the_title_says_so(heading: str) -> None:
    below = page(SITE.format("Last tram leaves depot"), f"{heading}<p><b>Last tram leaves depot</b></p>{TEXT}")
    assert read(below.replace(b"<h1>Wall gives way</h1>", b"")).headline == "Last tram leaves depot"


@pytest.mark.parametrize(
    "shown_day",
    [
        "<div class='x' aria-label='Published 6:15 p.m. CT Sept. 17, 2024 Updated 9:00 a.m. CT Oct. 8, 2024'></div>",
        "<i aria-label='Posted on 17 September 2024'></i>",
        "<div class='date-simple'><span>Published On 17 Sep 2024</span><span>17 Sep 2024</span></div>",
        "<p class='date'><b>17.09.2024</b><b>18.15</b></p>",
    ],
)
def test_days_are_read_where_only_a_program_would_read_them(shown_day: str) -> None:
    assert read(shown(above=shown_day)).day == date(2024, 9, 17)


@pytest.mark.parametrize("kind", ["occhiello", "dachzeile", "surtitre", "antetitulo"])
def test_what_stands_above_headlines_has_names_of_many_languages(kind: str) -> None:
    assert read(shown(above=f"<span class='{kind}'>Trams</span>")).kicker == "Trams"


@pytest.mark.parametrize("kind", ["preamble", "manchet", "ingressi", "sommario", "perex", "article-spot", "untertitel"])
def test_what_stands_below_headlines_has_names_of_many_languages(kind: str) -> None:
    assert (
        read(shown(above=f"<p class='{kind}'>Nobody knows how to get home.</p>")).deck
        == "Nobody knows how to get home."
    )


def test_a_place_beside_a_name_is_no_author_in_any_language() -> None:
    assert read(shown(above="<p>Von <b>Una Brack</b>, Port Alder</p>")).byline == ("Una Brack",)


def test_sections_and_tags_are_those_of_links_and_properties_in_the_article() -> None:
    links = "<a rel='category tag'>Town</a><a rel='tag'>trams</a><aside><a rel='tag'>boats</a></aside>"
    found = read(shown(above=links))
    assert (found.section, found.tags) == ("Town", ("trams",))
    assert read(shown(above="<a itemprop='genre'>Town</a>")).section == "Town"
    assert read(shown("<meta name='keywords' content='depot'>", links)).tags == ("depot",)
