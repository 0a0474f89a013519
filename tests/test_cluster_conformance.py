"""An archive on a cluster answers as one in a folder does."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus import Article
from index import Settings
from index.archive import build
from index.cluster import build as build_there
from search import Archive, NoSuchArticle, NoSuchSpeaker, QuoteRequest, SearchRequest, open_archive
from search.cluster import phrases
from tests.both_archives import compare, requests
from tests.conftest import DATA, PATIENCE, ROOT, make_article, needs_data, run
from tests.test_search import MATCHES
from web import create_app

pytestmark = pytest.mark.cluster
REUTERS = "reuters21578"


@pytest.fixture(scope="module")
def samples(cluster: str, samples_directory: Path) -> tuple[Archive, Archive]:
    location = cluster + "samples"
    run("rebuild", str(ROOT / "corpus" / "samples"), "--archive", location)
    return open_archive(samples_directory), open_archive(location)


@pytest.mark.parametrize("seed", range(2))
def test_the_samples_are_found_alike(samples: tuple[Archive, Archive], samples_directory: Path, seed: int) -> None:
    found = compare(*samples, [*requests(samples_directory, 120, seed)])
    assert found.faults == []
    assert found.asked > 60
    assert found.correlation >= 0.9
    assert found.first >= 0.95


@needs_data(REUTERS)
@pytest.mark.parametrize(("stories", "count"), [(2_000, 150), pytest.param(30_000, 500, marks=pytest.mark.long)])
def test_reuters_is_found_alike(cluster: str, tmp_path: Path, stories: int, count: int) -> None:
    folder, location = tmp_path / "archive", cluster + "reuters"
    for place in (str(folder), location):
        run("rebuild", str(DATA / REUTERS), "--archive", place, "--limit", str(stories), timeout=6 * PATIENCE)
    here, there = open_archive(folder, 0), open_archive(location, 0)
    found = compare(here, there, [*requests(folder, count, 1987)])
    assert found.faults == []
    assert found.asked > 0.9 * count
    assert found.correlation >= 0.9
    assert found.first >= 0.95


@pytest.mark.parametrize("q", MATCHES)
def test_a_query_finds_the_same(samples: tuple[Archive, Archive], q: str) -> None:
    assert compare(*samples, [SearchRequest(q), QuoteRequest(q), SearchRequest(q, "any", sort="oldest")]).faults == []


def test_scores_are_the_same_but_for_their_last_digits(
    samples: tuple[Archive, Archive], samples_directory: Path
) -> None:
    found = compare(*samples, [*requests(samples_directory, 100, 7)])
    assert max(found.score_errors) < 0.01


@pytest.fixture(scope="module")
def repeating(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Archive]:
    """Archives of texts in which the same words stand many times."""
    chance, folder, location = random.Random(8), tmp_path_factory.mktemp("repeating"), cluster + "repeating"

    def text(size: int) -> str:
        return " ".join(chance.choices(REPEATED, k=size)) + "."

    def article(number: int) -> Article:
        return make_article(f"a{number}", text(3), f"{text(9)} “{text(8)}” said Ada Quill.\n\n{text(9)}")

    articles = [article(number) for number in range(80)]
    build.rebuild(articles, folder, Settings())
    build_there.rebuild(articles, location, Settings())
    return open_archive(folder), open_archive(location)


REPEATED = "storm", "dam", "gulls", "ferry"


def test_phrases_with_room_are_found_wherever_their_words_stand_several_times(
    repeating: tuple[Archive, Archive],
) -> None:
    chance, asked = random.Random(9), list[SearchRequest]()
    for _ in range(60):
        q = f'"{" ".join(chance.choices(REPEATED, k=chance.choice([3, 4, 5])))}"~{chance.choice([2, 3, 4, 6])}'
        asked += [SearchRequest(q), QuoteRequest(q), SearchRequest(q.replace("gulls", "gul*"))]
        asked += [SearchRequest(f"quote:{q}")] if chance.random() < 1 / 6 else []
    assert compare(*repeating, asked).faults == []


def test_what_would_take_too_long_to_look_at_is_left_out_and_said(
    repeating: tuple[Archive, Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "MOST_READ", 0)
    q = '"storm dam ferry dam gulls"~6'
    whole, found = ({*each.identifiers(SearchRequest(q))} for each in repeating)
    assert found < whole
    notes = repeating[1].search(SearchRequest(q)).notes
    assert "more than 0 articles that may have a phrase with ~6 were not looked at" in notes[0]


def test_pages_are_parts_of_one_order(samples: tuple[Archive, Archive]) -> None:
    _, there = samples
    whole = [hit.id for hit in there.search(SearchRequest("the town", size=60)).hits]
    pages = [there.search(SearchRequest("the town", page=page, size=15)).hits for page in (1, 2, 3, 4)]
    assert [hit.id for page in pages for hit in page] == whole


SAID = [
    "said:harbour",
    "speaker:mayor said:the",
    "said:the -said:harbour",
    "quote:the said:harbour",
    "said:harb*",
    "said:*",
]


@pytest.mark.parametrize("q", SAID)
def test_what_is_said_without_quotation_marks_is_found_alike(samples: tuple[Archive, Archive], q: str) -> None:
    kinds: list[dict[str, tuple[str, ...]]] = [{}, {"kind": ("indirect",)}, {"kind": ("direct", "indirect")}]
    asked: list[SearchRequest] = [
        QuoteRequest(q.replace("said:", ""), filters=filters, timeline=True) for filters in kinds
    ]
    asked += [QuoteRequest(q), SearchRequest(q), QuoteRequest("", excluded={"kind": ("direct",)})]
    assert compare(*samples, asked).faults == []


def test_statements_are_found_where_a_filter_asks_for_them_and_else_left_out(samples: tuple[Archive, Archive]) -> None:
    _, there = samples
    kinds = [{hit.kind for hit in there.quotes(QuoteRequest("the", size=100, filters=filters)).hits}
             for filters in ({}, {"kind": ("indirect",)})]  # fmt: skip
    assert "indirect" not in kinds[0]
    assert kinds[1] == {"indirect"}


UNKNOWN = [{"section": ("newz",)}, {"byline": ("quill",)}, {"tags": ("harbour-ferry", "x")}, {"section": ("NEWS",)}]


@pytest.mark.parametrize("filters", UNKNOWN)
def test_values_that_nothing_has_are_said_alike(
    samples: tuple[Archive, Archive], filters: dict[str, tuple[str, ...]]
) -> None:
    asked: list[SearchRequest] = [SearchRequest("harbour", filters=filters), SearchRequest("harbour", excluded=filters)]
    people = [QuoteRequest("the", filters={"speaker": (name,)}) for name in ("mayor nobody", "nobody", "Tregellis")]
    kinds = [QuoteRequest("the", filters={"kind": (kind,)}) for kind in ("direct", "headline", "indirect")]
    assert compare(*samples, [*asked, *people, *kinds]).faults == []


@pytest.mark.parametrize(
    "q", ["health care", "ferrys boat US", "harbours", "harbour zzzz", "who US it", "foot ball H5N1"]
)
def test_words_in_other_forms_are_found_alike(samples: tuple[Archive, Archive], q: str) -> None:
    assert compare(*samples, [SearchRequest(q, explain=True), QuoteRequest(q)]).faults == []


@pytest.mark.parametrize(
    "typed", ["", "h", "ha", "harb", "Har", "town c", "the fer", "m", "mo", "sp", "new", "ö", "x(~"]
)
def test_suggestions_are_the_same(samples: tuple[Archive, Archive], typed: str) -> None:
    here, there = (archive.suggest(typed) for archive in samples)
    assert here == there


def test_similar_articles_are_the_same(samples: tuple[Archive, Archive]) -> None:
    here, there = samples
    hits = here.search(SearchRequest("", size=100)).hits
    same = [[[one.id for one in archive.similar(hit.id)] for archive in samples] for hit in hits]
    assert sum(one == other for one, other in same) >= 0.95 * len(hits)
    assert sum(set(one) == set(other) for one, other in same) >= 0.98 * len(hits)
    with pytest.raises(NoSuchArticle):
        there.similar("none-of-this-id")


@pytest.mark.parametrize("q", ["", "harbour", "harbour zzzz", "town -ferry"])
def test_ids_of_all_that_is_found_are_the_same(samples: tuple[Archive, Archive], q: str) -> None:
    here, there = (archive.identifiers(SearchRequest(q, sort="newest")) for archive in samples)
    assert here == there


def test_synonyms_are_looked_for_alike(
    samples_directory: Path, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, samples: Any
) -> None:
    (tmp_path / "synonyms.txt").write_text("harbour, town\nvessel => ferry\n")
    folder = tmp_path / "archive"
    shutil.copytree(samples_directory, folder)
    shutil.copy(tmp_path / "synonyms.txt", folder)
    monkeypatch.chdir(tmp_path)  # where those of an archive on a cluster are
    archives = open_archive(folder), open_archive(cluster + "samples")
    assert compare(*archives, [SearchRequest("vessel harbour", explain=True), QuoteRequest("vessel")]).faults == []
    assert (
        archives[1].search(SearchRequest("vessel")).total == samples[1].search(SearchRequest("ferry OR vessel")).total
    )


def test_an_archive_is_in_the_same_state_until_something_is_written(cluster: str, tmp_path: Path) -> None:
    location, more = cluster + "states", tmp_path / "more.txt"
    run("rebuild", str(ROOT / "corpus" / "samples"), "--archive", location, "--limit", "9")
    archive = open_archive(location)
    states = [archive.state() for _ in range(9)]
    more.write_text("A dragon on the quay\n\nIt was seen by all.\n")
    run("add", str(more), "--archive", location)
    states.append(archive.state())
    (found,) = archive.search(SearchRequest("dragon quay", "all")).hits
    run("remove", found.id, "--archive", location)
    states.append(archive.state())
    assert len(set(states[:9])) == 1
    assert len(set(states)) == 3


@pytest.mark.parametrize("q", ["", "harbour", "speaker:the quote:the", "the town"])
def test_exports_and_timelines_are_the_same(samples: tuple[Archive, Archive], q: str) -> None:
    def answers(archive: Archive) -> Any:
        articles, quotes = archive.export(SearchRequest(q)), archive.export_quotes(QuoteRequest(q))
        dated = archive.export(SearchRequest(q, sort="newest"))
        return (
            articles.total, sorted(article.id for article in articles.found), quotes.total,
            sorted(quote.id for quote in quotes.found), [article.id for article in dated.found],
            archive.timeline(SearchRequest(q)), archive.timeline(SearchRequest(q, filters={"section": ("News",)})),
        )  # fmt: skip

    here, there = map(answers, samples)
    assert here == there


def test_speakers_are_the_same(samples: tuple[Archive, Archive]) -> None:
    here, there = samples
    speakers = here.speakers(limit=100)
    assert there.speakers(limit=100) == speakers
    assert there.speakers("m") == here.speakers("m")
    for speaker in speakers[:30]:
        assert there.speaker(speaker.key) == here.speaker(speaker.key)
        request = QuoteRequest("", filters={"speaker": (speaker.name.split()[-1],)})
        assert there.quotes(request).total == here.quotes(request).total
    with pytest.raises(NoSuchSpeaker):
        there.speaker("nobody-at-all")


def test_articles_and_what_is_marked_in_them_are_the_same(samples: tuple[Archive, Archive]) -> None:
    here, there = samples
    for hit in here.search(SearchRequest("harbour OR ferry", size=100)).hits:
        article = here.article(hit.id)
        assert there.article(hit.id) == article
        assert there.article(hit.id).said == article.said
        for q in ("harbour ferr*", '"the harbour"', "quote:the", ""):
            assert there.highlights(article, q) == here.highlights(article, q)
    with pytest.raises(NoSuchArticle):
        there.article("none-of-this-id")


def test_what_an_archive_holds_is_the_same(samples: tuple[Archive, Archive]) -> None:
    here, there = (archive.stats() for archive in samples)
    for name in ("articles", "quotes", "statements", "first", "last", "undated", "words", "sections", "unreadable"):
        assert getattr(here, name) == getattr(there, name), name


def test_why_a_hit_matched_is_the_same(samples: tuple[Archive, Archive]) -> None:
    for q in (
        "harbour ferry",
        '"the harbour" OR town',
        "harb* ANDMAYBE ferry",
        "headline:ferry^2 quote:the",
        "the town",
    ):
        here, there = (archive.search(SearchRequest(q, explain=True)).hits for archive in samples)
        reasons = {hit.id: {(why.what, why.field): why.score for why in hit.why} for hit in there}
        for hit in here:
            assert reasons[hit.id] == pytest.approx(
                {(why.what, why.field): why.score for why in hit.why}, rel=0.01, abs=0.01
            )


@pytest.mark.parametrize(
    "path",
    [
        "/", "/?q=harbour+ferry&section=News", "/quotes?q=the", "/speakers/nobody",
        "/api/search?q=harb*&sort=newest",
        "/api/quotes?q=ferry&sort=oldest", "/api/timeline?q=ferry", "/api/speakers?prefix=m",
        "/api/search?q=th*+~3+(&sort=newest",
        "/api/search?q=x&page=0", "/api/search?q=ferry&exclude_section=News&timeline=yes&facets=no&sort=newest",
        "/api/quotes?q=the&kind=indirect&sort=newest", "/api/suggest?q=har", "/speakers", "/timeline?q=ferry&q=harbour",
        "/feed.atom?q=ferry", "/healthz", "/readyz", "/api/articles/none",
    ],
)  # fmt: skip
def test_pages_and_endpoints_are_the_same(samples: tuple[Archive, Archive], path: str) -> None:
    here, there = (create_app(archive).test_client().get(path) for archive in samples)
    assert here.status_code == there.status_code
    if here.is_json and there.is_json and here.status_code == 200:
        one, other = ({**each.get_json(), **dict.fromkeys(VARYING)} for each in (here, there))
        assert one == other


VARYING = ("took_ms", "generation", "built", "next")
