"""Quotes as things to find: by their words, by who said them, and what is known of speakers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import Article
from index import Settings, SettingsError
from index.archive.build import rebuild
from index.document import is_named, quote_ids, speaker_key
from search import Archive, NoSuchSpeaker, QuoteRequest, QuoteResults, SearchRequest, open_archive
from search.showing.quotes import LONGEST_CONTEXT
from search.showing.speakers import log_likelihood
from tests.conftest import make_article
from web import create_app

ARTICLES = (
    make_article(
        "ferry", "Ferries stop", "“We are tired of oily stoves,” said Moira Tregellis, the union’s secretary.",
        "“The boats will sail,” Gideon Straker said. He added that the stoves were “new and splendid.”",
        section="Business", published=date(2023, 5, 2),
    ),
    make_article(
        "stoves", "Stoves again", "Tregellis: “The stoves, the stoves, the stoves.”",
        "Moira Tregellis said the boats were “rotten.” She spoke for an hour.",
        section="News", published=date(2024, 1, 3),
    ),
    make_article("smith", "A vote", "“I vote for stoves,” said John Smith.", published=date(2024, 2, 1)),
    make_article("other", "A race", "“I row,” said Anna Smith. The boat is called “Stove.”"),
)  # fmt: skip


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("speakers") / "archive"
    rebuild(ARTICLES, directory, Settings())
    return directory


@pytest.fixture(scope="module")
def archive(directory: Path) -> Archive:
    return open_archive(directory)


def said(results: QuoteResults) -> list[tuple[str, str]]:
    return [(hit.speaker, hit.text) for hit in results.hits]


def asked(archive: Archive, q: str, *speakers: str, **options: object) -> list[tuple[str, str]]:
    filters = {"speaker": speakers} if speakers else {}
    return said(archive.quotes(QuoteRequest(q, filters=filters, **options)))  # type: ignore[arg-type]


def test_quotes_are_found_by_their_words_best_first(archive: Archive) -> None:
    found = asked(archive, "stoves")
    assert found[0] == ("Moira Tregellis", "The stoves, the stoves, the stoves.")
    assert {speaker for speaker, _ in found} == {"Moira Tregellis", "John Smith"}
    assert asked(archive, "oily -boats") == [("Moira Tregellis", "We are tired of oily stoves,")]
    assert asked(archive, '"oily stoves"') == asked(archive, "oily")


@pytest.mark.parametrize("name", ["Moira Tregellis", "moira-tregellis", "tregellis", "TREGELLIS"])
def test_quotes_are_found_by_their_speaker_however_written(archive: Archive, name: str) -> None:
    assert len(asked(archive, "", name)) == 3


def test_the_words_of_the_query_language_work_for_quotes(archive: Archive) -> None:
    assert {speaker for speaker, _ in asked(archive, "speaker:straker")} == {"Gideon Straker"}
    assert asked(archive, "published:2024 stoves", sort="newest")[0] == ("John Smith", "I vote for stoves,")
    assert {speaker for speaker, _ in asked(archive, "speaker:smith")} == {"John Smith", "Anna Smith"}


def test_a_hit_says_where_it_stands(archive: Archive) -> None:
    (hit,) = archive.quotes(QuoteRequest("oily")).hits
    article = archive.article(hit.article)
    assert article.text[hit.start : hit.end] == hit.text
    assert hit.context.startswith("“We are tired of oily stoves,” said Moira")
    assert (hit.speaker_role, hit.headline, hit.published) == ("union’s secretary", "Ferries stop", date(2023, 5, 2))
    assert [hit.text[span.start : span.end] for span in hit.highlights] == ["oily"]


def test_the_context_of_a_quote_has_the_quote_however_long_its_sentence(archive_of: Callable[..., Archive]) -> None:
    for before, behind in ((90, 0), (90, 90), (0, 90)):
        text = "it rained, " * before + "and Mayor Ann Vane said, “We must swim,” " + "while it rained, " * behind
        (hit,) = archive_of(make_article("a", "Rain", text)).quotes(QuoteRequest("swim")).hits
        assert "“We must swim,”" in hit.context
        assert len(hit.context) <= LONGEST_CONTEXT


def test_facets_count_speakers_and_years(archive: Archive) -> None:
    facets = archive.quotes(QuoteRequest("", filters={"speaker": ("tregellis",)})).facets
    assert {value.value: value.count for value in facets["year"]} == {"2024": 2, "2023": 1}
    assert {"Gideon Straker", "John Smith", "Anna Smith"} <= {value.value for value in facets["speaker"]}


def test_speaker_and_words_in_one_query_mean_the_same_quote(archive: Archive) -> None:
    def ids(q: str) -> set[str]:
        return {hit.id for hit in archive.search(SearchRequest(q)).hits}

    assert ids("speaker:tregellis quote:sail") == set()
    assert ids("speaker:straker quote:sail") == {"ferry"}
    assert ids("speaker:tregellis quote:stoves") == {"ferry", "stoves"}
    assert ids("speaker:tregellis quote:stoves published:2024") == {"stoves"}
    assert ids("speaker:tregellis sail") == {"ferry"}
    assert ids("speaker:straker quote:(sail OR oily)") == {"ferry"}


def test_results_say_who_said_the_matched_words(archive: Archive) -> None:
    (hit,) = archive.search(SearchRequest("quote:oily")).hits
    assert [(snippet.speaker, snippet.speaker_key) for snippet in hit.snippets] == [
        ("Moira Tregellis", "moira-tregellis")
    ]


def test_speakers_are_listed_by_any_word_of_their_name(archive: Archive) -> None:
    assert [speaker.name for speaker in archive.speakers("smi")] == ["Anna Smith", "John Smith"]
    assert [speaker.key for speaker in archive.speakers("", 1)] == ["moira-tregellis"]


def test_a_speakers_profile(archive: Archive) -> None:
    profile = archive.speaker("moira-tregellis")
    assert (profile.name, profile.quotes, profile.articles) == ("Moira Tregellis", 3, 2)
    assert profile.years == {"2024": 2, "2023": 1}
    assert profile.roles == ("union’s secretary",)
    assert [other.name for other in profile.together] == ["Gideon Straker"]
    with pytest.raises(NoSuchSpeaker):
        archive.speaker("nobody")


def test_words_that_one_uses_more_than_all_stand_out() -> None:
    assert (
        log_likelihood(50, 100, 60, 10_000) > log_likelihood(5, 100, 60, 10_000) > log_likelihood(1, 100, 100, 10_000)
    )


@pytest.mark.parametrize(
    "described",
    ["Bank", "Analysts", "U.S. Officials", "Please", "Texas Democrat", "Treasury Secretary", "Co"],
)
def test_roles_and_pieces_of_names_are_no_persons(described: str) -> None:
    assert not is_named(described)


def test_names_stay_names() -> None:
    assert all(map(is_named, ["Bill White", "General Motors", "People's Daily", "Malcolm X", "John Major", "Fed"]))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Paul D. Ryan", "Paul Ryan", True),
        ("José Peña", "Jose Pena", True),
        ("John Smith Jr.", "John Smith", False),
        ("John Smith", "Anna Smith", False),
        ("John Smith Jr.", "John Smith Sr.", False),
        ("Malcolm X", "Malcolm", False),
        ("Elizabeth II", "Elizabeth", False),
        ("J. K. Harrow", "J K Harrow", True),
        ("Smith", "John Smith", False),
        ("J. K. Harrow", "JK Harrow", True),
        ("J.K. Harrow", "J. R. Harrow", False),
        ("J. Harrow", "J. R. Harrow", False),
        ("Mary O’Brien", "Mary O'Brien", True),
        ("Mary O’Brien", "Mary Brien", False),
        ("Luca D’Angelo", "Luca DʼAngelo", True),
        ("Luca D. Angelo", "Luca D’Angelo", False),
    ],
)
def test_names_of_one_person_share_a_key(first: str, second: str, same: bool) -> None:
    assert (speaker_key(first) == speaker_key(second)) == same


def test_an_editors_corrections_outlast_rebuilds(tmp_path: Path) -> None:
    ferry, *_, other = ARTICLES
    rebuild(ARTICLES, tmp_path, Settings())
    (tmp_path / "people.toml").write_text(
        f"""
        [merge]
        "Moira Tregellis-Breck" = ["Moira Tregellis"]
        [split."John Smith"]
        "John Smith (councillor)" = ["smith"]
        [speaker]
        {quote_ids(other)[0]} = "Wren Halloran"
        {quote_ids(ferry)[1]} = ""
        """
    )
    for _ in range(2):
        rebuild(ARTICLES, tmp_path, Settings())
    archive = open_archive(tmp_path)
    assert {hit.speaker for hit in archive.quotes(QuoteRequest(size=100)).hits} >= {
        "Moira Tregellis-Breck", "John Smith (councillor)", "Wren Halloran",
    }  # fmt: skip
    assert [quote.speaker for quote in archive.article("ferry").quotes][:2] == ["Moira Tregellis-Breck", ""]
    assert archive.speaker("wren-halloran").quotes == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("oops", "not TOML"),
        ("\n[merge]\nA = ]", "not TOML: .*line 3"),
        ("a=" + "[" * 5_000, "not TOML: brackets within brackets"),
        ("\na" + ".a" * 5_000 + "=1", "line 2: a name of a hundred parts"),
        ("a=" + "9" * 5_000, "not TOML"),
        ("a=2023-02-31", "not TOML"),
        ("a=[" + "[]," * 300_000, "not TOML"),
        ("[colour]", "unknown table 'colour'"),
        ("merge = 3", "must be a table"),
        ("[merge]\nA = 'B'", "list of names"),
        ("[speaker]\nabc = 3", "a name in quotation marks"),
    ],
)
def test_mistakes_in_the_corrections_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "people.toml").write_text(text)
    (tmp_path / "generations").mkdir()
    with pytest.raises(SettingsError, match=message):
        rebuild(ARTICLES, tmp_path, Settings())


def test_pages_and_json_of_quotes_and_speakers(archive: Archive) -> None:
    client = create_app(archive).test_client()
    page = client.get("/quotes?q=oily").text
    assert "We are tired of <mark>oily</mark> stoves," in page
    assert 'href="/speakers/moira-tregellis"' in page
    assert 'href="/articles/ferry?q=oily#q-' in page
    profile = client.get("/speakers/moira-tregellis").text
    assert "<strong>3</strong> quotes in 2 articles" in profile
    assert profile.index("rotten") < profile.index("oily")
    answer = client.get("/api/quotes?q=stoves&speaker=tregellis").json
    assert answer
    assert answer["total"] == 2
    assert client.get("/api/speakers?prefix=treg").json == {
        "speakers": [{"key": "moira-tregellis", "name": "Moira Tregellis", "quotes": 3, "statements": 1}]
    }
    one = client.get("/api/speakers/moira-tregellis").json
    assert one
    assert one["articles"] == 2
    assert client.get("/api/speakers/nobody").status_code == client.get("/speakers/nobody").status_code == 404
    assert client.get("/api/speakers?limit=0").status_code == client.get("/api/quotes?byline=x").status_code == 400


def test_an_archive_without_quotes_answers(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(Article("a", make_article().source, "Nothing said", ("Rain fell.",)))
    assert archive.quotes(QuoteRequest("rain")).total == 0
    assert archive.quotes(QuoteRequest()).total == 0
    assert archive.speakers() == ()
    assert archive.search(SearchRequest("speaker:x quote:rain")).total == 0
