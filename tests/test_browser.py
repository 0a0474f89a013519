"""The pages in a real browser, as a reader uses them: typing, following, narrowing, without JavaScript."""

import os
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not CHROMIUM and not os.environ.get("CI"):
    pytest.skip("needs Chromium (on Debian: apt-get install chromium)", allow_module_level=True)

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
expect.set_options(timeout=1000 * PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "Chromium is not installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.goto("/")
    yield page
    context.close()


def test_a_reader_types_a_query_follows_a_result_sees_highlights_and_goes_back(page: Page) -> None:
    page.get_by_role("searchbox").fill("clerk resign")
    page.keyboard.press("Enter")
    hits = page.locator(".hits > li")
    expect(hits.first.locator("mark").first).to_be_visible()
    headline = hits.first.get_by_role("heading").inner_text()
    hits.first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    assert {text.casefold() for text in page.locator("main mark").all_inner_texts()} & {"resign", "clerk"}
    expect(page.locator("main .quote").first).to_be_visible()
    page.get_by_role("link", name="Back to results").click()
    expect(page.get_by_role("searchbox")).to_have_value("clerk resign")


def test_a_passage_leads_to_its_spot_in_the_article(page: Page) -> None:
    page.goto("/?q=quote:barrier")
    page.get_by_role("link", name="To this passage").first.click()
    target = page.locator("mark:target")
    expect(target).to_be_in_viewport()
    assert target.inner_text().casefold().startswith("barrier")


def test_facets_narrow_and_widen_again(page: Page) -> None:
    page.goto("/?q=bridge")
    total = page.locator(".total").inner_text()
    page.locator(".facets a[href*='&section=Council']").click()
    expect(page.locator(".total")).not_to_have_text(total)
    page.locator(".facets a.chosen").click()
    expect(page.locator(".total")).to_have_text(total)


def test_pages_follow_one_another(page: Page) -> None:
    page.goto("/?q=the&size=10")
    first = page.locator(".hits h2").all_inner_texts()
    page.get_by_role("link", name="Next").click()
    second = page.locator(".hits h2").all_inner_texts()
    assert len(first) == len(second) == 10
    assert not set(first) & set(second)
    expect(page.locator(".pages [aria-current]")).to_have_text("2")


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    page.goto("/?q=ferry")
    seen: set[tuple[str, ...]] = set()
    wanted = {("INPUT", "search"), ("SELECT", "search"), ("A", "facets"), ("A", "hits")}
    while not wanted <= seen:
        page.keyboard.press("Tab")
        seen.add(
            tuple(page.locator(":focus").evaluate("e => [e.tagName, e.closest('.hits, .facets, form')?.className]"))
        )


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/", "/?q=harbour", "/articles/lantern-2023-0312?q=sorry", "/?q=published:soon"])
def test_no_page_scrolls_sideways(page: Page, width: int, path: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "beside"), [(360, False), (768, False), (1440, True)])
def test_who_speaks_stands_beside_the_words_or_above_them(page: Page, width: int, beside: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/articles/lantern-2023-0312")
    passages = page.locator(".passage:has(.voices)")
    assert passages.count() > 3
    for passage in passages.all():
        name, words = passage.locator(".voices").bounding_box(), passage.locator("p, h1").bounding_box()
        assert name
        assert words
        assert name["x"] >= 0
        assert (name["x"] + name["width"] <= words["x"]) == beside
        assert (name["y"] + name["height"] <= words["y"]) == (not beside)
    page.locator(".speakers a[href^='#q-']").first.click()
    expect(page.locator(".quote:target")).to_be_in_viewport()
    page.locator(".voices a").first.click()
    expect(page.locator(".speaker h1")).to_be_visible()


@pytest.fixture(params=[360, 1440])
def scripted(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with scripts, on a phone and on a wide screen."""
    context = browser.new_context(base_url=server, viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    yield page
    context.close()
    assert errors == []


def press(page: Page, key: str) -> None:
    """Press a key once the page's script listens."""
    expect(page.locator("header.site > button")).to_be_attached()
    page.keyboard.press(key)


def test_the_whole_way_from_letters_to_a_speaker_and_back(scripted: Page) -> None:
    page = scripted
    page.get_by_role("combobox", name="Search the archive").press_sequentially("ferr")
    options = page.get_by_role("option")
    expect(options.filter(has_text="ferry").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Search the archive").fill("ferry")
    page.keyboard.press("Enter")
    total = page.locator(".total").inner_text()
    page.get_by_role("link", name="Leave out News").click()
    expect(page.get_by_role("list", name="Narrowed to")).to_contain_text("not News")
    expect(page.locator(".total")).not_to_have_text(total)
    narrowed = page.locator(".total").inner_text()
    page.locator(".timeline a").first.click()
    expect(page.locator(".total")).not_to_have_text(narrowed)
    page.get_by_role("list", name="Narrowed to").get_by_role("link").first.click()
    expect(page.locator(".total")).to_have_text(narrowed)
    press(page, "j")
    first = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    press(page, "j")
    expect(page.locator("mark:target")).to_be_in_viewport()
    press(page, "n")
    expect(page.locator(".stepping")).to_contain_text("2 of")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    press(page, "b")
    expect(page.get_by_role("combobox", name="Search the archive")).to_have_value("ferry")
    expect(page.locator(".total")).to_have_text(narrowed)
    page.get_by_role("link", name="Quotes", exact=True).click()
    page.get_by_role("combobox", name="Search the archive").fill("bridge")
    page.keyboard.press("Enter")
    page.locator(".quoted .who a").first.click()
    expect(page.locator(".speaker h1")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("combobox", name="Search the archive")).to_have_value("bridge")


def test_a_suggested_person_opens_and_keys_can_be_turned_off(scripted: Page) -> None:
    page = scripted
    page.get_by_role("combobox", name="Search the archive").press_sequentially("breck")
    page.get_by_role("option").filter(has_text="person").filter(has_text="Breck").first.click()
    expect(page.locator(".speaker h1")).to_contain_text("Breck")
    press(page, "?")
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search the archive")).not_to_be_focused()


def test_a_long_facet_is_searched_in_place(scripted: Page) -> None:
    scripted.goto("/?q=the&match=any")
    field = scripted.get_by_label("Find in Tag")
    field.fill("harb")
    texts = scripted.locator(".find ~ ul").last.locator("li:not([hidden])").all_inner_texts()
    assert texts
    assert all("harb" in text.casefold() for text in texts)


AXE = resources.files("axe_playwright_python") / "axe.min.js"  # axe-core, which that package brings


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["/", "/?q=ferry&exclude_section=News", "/?q=zzzz", "/?q=ferry&compare=bridge", "/quotes?q=bridge",
     "/many?list=ferry", "/articles/lantern-2023-0312?q=sorry&hit=1", "/speakers/lucasta-breck", "/api/",
     "/?q=published:soon"],
)  # fmt: skip
def test_axe_finds_nothing_to_mend(browser: Browser, server: str, path: str, scheme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path)
    page.add_script_tag(content=AXE.read_text())
    found = page.evaluate("axe.run().then(done => done.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/?q=harbour", "/articles/lantern-20231202-culture-01"])
def test_text_is_readable_on_its_ground(browser: Browser, server: str, scheme: str, path: str, tmp_path: Path) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3) for the texts and marks of results, and of an article."""
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path)
    page.screenshot(path=tmp_path / "results.png")
    ratios = page.evaluate(CONTRAST)
    context.close()
    assert len(ratios) > 20
    assert min(ratio for _, ratio in ratios) >= 4.5, min(ratios, key=lambda pair: pair[1])


CONTRAST = """() => {
  const channels = color => color.match(/[\\d.]+/g).map(Number);
  const linear = c => c / 255 <= .04045 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = channels(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const texts = 'main a, main mark, main p, main h1, main h2, main span, main code, button';
  return [...document.querySelectorAll(texts)].filter(e => e.checkVisibility() && (e.innerText || "").trim()).map(e => {
    const [a, b] = [luminance(channels(getComputedStyle(e).color)), luminance(ground(e))].sort((x, y) => y - x);
    return [e.className + ': ' + e.innerText.slice(0, 30), (a + .05) / (b + .05)]; });
}"""
