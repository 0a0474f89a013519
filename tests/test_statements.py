"""What people say outside quotation marks: found, told whose it is, kept apart from quotes, and searched."""

import tarfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.scorer import as_scored, load_scorer
from bench.statements import load_marked, score
from corpus import Article
from corpus.quotes.extract import said_in
from index import Settings
from index.archive.build import rebuild
from index.document import quote_ids
from morgue import main
from search import Archive, QuoteRequest, RequestError, SearchRequest, open_archive
from tests.conftest import DATA, make_article, needs_data
from web import create_app

BEFORE = "Pier stays shut\n\nMayor Lena Orr met Tom Fenn, the harbour master, on Monday.\n\n"
SAID = {
    "Orr said the pier would open in May.": ("Lena Orr", "the pier would open in May"),
    "Orr said on Friday that the pier would open.": ("Lena Orr", "the pier would open"),
    "According to Fenn, the boats are late.": ("Tom Fenn", "the boats are late"),
    "According to Fenn, head of the port, the boats are late.": ("Tom Fenn", "the boats are late"),
    "The boats are late, according to Fenn.": ("Tom Fenn", "The boats are late"),
    "The pier would stay shut, Orr said.": ("Lena Orr", "The pier would stay shut"),
    "The boats are late, says Fenn.": ("Tom Fenn", "The boats are late"),
    "The pier, Orr said, would open in May.": ("Lena Orr", "The pier, Orr said, would open in May"),
    "Orr told reporters that the pier was safe.": ("Lena Orr", "the pier was safe"),
    "Orr urged skippers to stay in port.": ("Lena Orr", "skippers to stay in port"),
    "Orr promised to mend the pier by May.": ("Lena Orr", "to mend the pier by May"),
    "Orr asked whether the pier was safe.": ("Lena Orr", "whether the pier was safe"),
    "Orr said the pier was “rotten” and would be mended.": ("Lena Orr", "the pier was “rotten” and would be mended"),
    "Fenn, who runs the port, said that he would wait.": ("Tom Fenn", "he would wait"),
    "As Orr said the pier was shut, the boats left.": ("Lena Orr", "the pier was shut"),
    "Orr said the pier was shut, but she would wait.": ("Lena Orr", "the pier was shut"),
}  # fmt: skip
UNSAID = [
    "Orr said: “The pier is shut.”",
    "“The pier is shut,” Orr said on Friday in a long talk to skippers.",
    "The pier is shut, and the boats are late.",
    "Nobody was told that the pier was shut.",
    "Orr called the pier “rotten.”",
    "Orr did not say whether the pier was safe.",
    "Orr didn’t say that the pier was safe.",
    "Orr declined to say whether the pier was safe.",
    "Orr is expected to say that the pier is safe.",
    "Fenn was due to tell the port that he had paid.",
    "Nobody said that the pier was shut.",
]
ARTICLES = (
    make_article(
        "pier", "Pier stays shut", "Mayor Lena Orr said the pier would open in May.",
        "“We will mend the boats,” Orr said. According to Tom Fenn, the harbour master, the boats are late.",
        section="Port", published=date(2024, 5, 2),
    ),
    make_article("boats", "Boats late", "“The pier is a heap of planks,” said Tom Fenn.", published=date(2024, 6, 1)),
    make_article("guild", "Guild meets", "Ada Quill said that the guild would meet at the quay."),
)  # fmt: skip


def stated(text: str) -> list[tuple[str, str]]:
    return [(one.speaker, text[one.start : one.end]) for one in said_in(text).statements]


@pytest.mark.parametrize(("sentence", "expected"), SAID.items())
def test_what_is_said_without_quotation_marks_is_found_with_its_speaker(
    sentence: str, expected: tuple[str, str]
) -> None:
    assert stated(BEFORE + sentence) == [expected]


@pytest.mark.parametrize("sentence", UNSAID)
def test_quotations_with_their_frames_and_what_nobody_says_are_no_statements(sentence: str) -> None:
    assert stated(BEFORE + sentence) == []


def test_what_one_says_that_another_said_is_of_both() -> None:
    sentence = "Orr said Fenn told crews that the boats were late."
    assert stated(BEFORE + sentence) == [
        ("Lena Orr", "Fenn told crews that the boats were late"),
        ("Tom Fenn", "the boats were late"),
    ]


def test_a_statement_ends_where_another_begins() -> None:
    sentence = "Orr said the pier was safe, adding that crews would be paid, and Fenn said the boats were late."
    assert [words for _, words in stated(BEFORE + sentence)] == [
        "the pier was safe", "crews would be paid", "the boats were late",
    ]  # fmt: skip


@given(st.text("ab .,;:\n“”()-—ThatOrr said").map(lambda text: text.replace("a", " said ").replace("b", " Orr ")))
def test_statements_lie_in_any_text(text: str) -> None:
    for one in said_in(text).statements:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.confidence <= one.somebodys <= 1


@pytest.mark.parametrize("piece", ["said ", "Orr said that ", ", said Orr", "Orr said, ", "according to ", "told Orr "])
def test_a_hundred_kilobytes_of_saying_take_no_time(piece: str) -> None:
    started = time.perf_counter()
    said_in(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 10


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("statements") / "archive"
    rebuild(ARTICLES, directory, Settings())
    return directory


@pytest.fixture(scope="module")
def archive(directory: Path) -> Archive:
    return open_archive(directory)


def found(archive: Archive, q: str) -> set[str]:
    return {hit.id for hit in archive.search(SearchRequest(q)).hits}


def test_articles_are_found_by_what_is_said_in_them(archive: Archive) -> None:
    assert found(archive, "said:pier") == {"pier", "boats"}
    assert found(archive, "said:pier speaker:orr") == found(archive, 'said:"pier would open"') == {"pier"}
    assert found(archive, "quote:pier speaker:orr") == set()
    assert found(archive, "quote:pier") == {"boats"}
    assert found(archive, "said:boats speaker:orr") == found(archive, "said:boats speaker:fenn") == {"pier"}
    assert found(archive, "planks OR said:quay") == {"boats", "guild"}
    assert found(archive, "said:pi?r -said:heap") == {"pier"}
    assert found(archive, "-said:pier") == {"guild"}


def test_words_that_are_said_are_marked(archive: Archive) -> None:
    (hit,) = archive.search(SearchRequest("said:open speaker:orr")).hits
    marked = [snippet.text[span.start : span.end] for snippet in hit.snippets for span in snippet.highlights]
    assert "open" in marked


def test_statements_are_among_quotes_only_where_they_are_asked_for(archive: Archive) -> None:
    def said(q: str = "", **filters: tuple[str, ...]) -> set[str]:
        return {hit.text for hit in archive.quotes(QuoteRequest(q, filters=filters)).hits}

    quotes = {"We will mend the boats,", "The pier is a heap of planks,"}
    statements = {"the pier would open in May", "the boats are late", "the guild would meet at the quay"}
    assert said() == quotes
    assert said(kind=("indirect",)) == statements
    assert said(kind=("direct", "indirect")) == quotes | statements
    assert said("said:pier") == {"The pier is a heap of planks,", "the pier would open in May"}
    assert said("pier") == {"The pier is a heap of planks,"}
    with pytest.raises(RequestError, match="kind"):
        QuoteRequest(filters={"kind": ("oblique",)})


def test_facets_count_statements_apart(archive: Archive) -> None:
    facets = archive.quotes(QuoteRequest()).facets
    assert {value.value: value.count for value in facets["kind"]} == {"indirect": 3, "direct": 2}
    assert {value.value: value.count for value in facets["speaker"]} == {"Lena Orr": 1, "Tom Fenn": 1}
    assert not any(value.selected for value in facets["kind"])


def test_speakers_and_the_archive_count_statements_apart(archive: Archive) -> None:
    assert [(each.name, each.quotes, each.statements) for each in archive.speakers()] == [
        ("Lena Orr", 1, 1), ("Tom Fenn", 1, 1), ("Ada Quill", 0, 1),
    ]  # fmt: skip
    profile = archive.speaker("lena-orr")
    assert (profile.quotes, profile.statements, profile.articles) == (1, 1, 1)
    stats = archive.stats()
    assert (stats.quotes, stats.statements) == (2, 3)


def test_statements_are_one_click_away(archive: Archive) -> None:
    client = create_app(archive).test_client()
    page = client.get("/quotes").text
    assert "the boats are late" not in page
    assert 'href="/quotes?kind=indirect">3 said outside quotation marks' in page
    page = client.get("/quotes?kind=indirect").text
    assert ">the boats are late</a>" in page
    assert "“the boats are late" not in page
    assert 'kind=indirect">1 said outside quotation marks' in client.get("/speakers/lena-orr").text
    assert ">the guild would meet at the quay</a>" in client.get("/speakers/ada-quill").text
    start = archive.article("pier").statements[0].start
    assert f'id="q-{start}"' in client.get("/articles/pier").text


def test_json_and_the_command_line_have_statements(
    archive: Archive, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = create_app(archive).test_client().get("/api/quotes?kind=indirect&q=quay").json
    assert answer
    assert [(hit["kind"], hit["text"]) for hit in answer["hits"]] == [("indirect", "the guild would meet at the quay")]
    assert main(["quotes", "quay", "--kind", "indirect", "--archive", str(directory)]) == 0
    printed = capsys.readouterr().out
    assert "the guild would meet at the quay\n" in printed
    assert "Ada Quill" in printed


def test_an_editor_corrects_statements_too(tmp_path: Path) -> None:
    *_, guild = ARTICLES
    (tmp_path / "generations").mkdir()
    (tmp_path / "people.toml").write_text(f'[speaker]\n"{quote_ids(guild)[0]}" = "Wren Halloran"\n')
    rebuild(ARTICLES, tmp_path, Settings())
    archive = open_archive(tmp_path)
    assert archive.speaker("wren-halloran").statements == 1
    assert archive.article("guild").statements[0].rule == "editor"


def test_an_archive_without_statements_answers(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(Article("a", make_article().source, "Nothing said", ("Rain fell.",)))
    assert archive.search(SearchRequest("said:rain")).total == 0
    assert archive.quotes(QuoteRequest("said:rain")).total == 0


@needs_data("polnear-train.tar.xz")
def test_quality_of_statements_on_marked_articles_does_not_fall(tmp_path: Path) -> None:
    """Floors for the articles that the weights were learned from; in five folds F1 is 0.80, and 0.71."""
    with tarfile.open(DATA / "polnear-train.tar.xz") as file:
        file.extractall(tmp_path, filter="data")
    folder = next(path.parent for path in tmp_path.rglob("text") if path.is_dir())
    scorer = load_scorer()
    articles = scorer.load(folder)
    marked = load_marked(folder, articles, scorer)
    system = {name: as_scored(said_in(text).statements) for name, (text, _) in articles.items()}
    assert score(articles, marked, system, scorer).f1 >= 0.8
    assert score(articles, marked, system, scorer, of_both=True).f1 >= 0.715
