"""The words inside quotation marks."""

import tarfile
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.scorer import as_scored, load_persons, load_scorer
from corpus import Article, Source
from corpus.grammar.marks import may_have_stretches
from corpus.people.paragraphs import marked_paragraphs
from corpus.quotes.extract import extract
from corpus.texts.pasted import read
from tests.conftest import DATA, ROOT, needs_data
from tests.marked_quotes import Case, read_cases

ATTRIBUTED = [case for path in sorted((ROOT / "tests" / "quote_cases").glob("*.txt")) for case in read_cases(path)]

CASES = {
    "“So it is,” she said.": ["So it is,"],
    'She said "so it is" twice, "twice".': ["so it is", "twice"],
    "''So it is,'' he said.": ["So it is,"],
    "``So it is,'' he said.": ["So it is,"],
    "«So it is», he said.": ["So it is"],
    "He calls it a 'plan'.": ["plan"],  # a headline, being the first paragraph
    "Head\n\nHe calls it a 'plan', and the plan's 'fine'. “No.”": ["No."],
    "Head\n\n'I can't pay,' said Joe O'Neill. 'Not this year.'": ["I can't pay,", "Not this year."],
    "Head\n\nBreck: 'The sea isn't angry'\n\nBody.": ["The sea isn't angry"],
    "Head\n\n“It began at two.\n\n“It ended at five,” she said.": ["It began at two.", "It ended at five,"],
    'Head\n\nThe 6\' 2" man said: "No."': ["No."],
    'An empty "" pair and a "full" one.': ["full"],
    "The ships' crews' boats": [],
    """A:'A:.'\"""": ["A:."],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_quotes_are_found(text: str, expected: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in extract(text)] == expected


@given(st.text("ab .\n“”\"'‘’«»`,A:"))
def test_quotes_are_in_order_and_apart_on_any_text(text: str) -> None:
    quotes = extract(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(first.end <= second.start for first, second in pairwise(quotes))


@pytest.mark.parametrize("mark", ['"', "“", "”", "''", "'", "‘", "\n“", "A: '"])
def test_a_hundred_kilobytes_of_marks_take_no_time(mark: str) -> None:
    started = time.perf_counter()
    extract(mark * (100_000 // len(mark)))
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("case", ATTRIBUTED, ids=lambda case: f"{case.kind}: {case.name}")
def test_who_says_what(case: Case) -> None:
    found = tuple((case.text[quote.start : quote.end].strip(), quote.speaker) for quote in extract(case.text))
    assert (found == case.expected) == case.solved, found


def test_there_is_a_case_for_every_construct() -> None:
    assert len(ATTRIBUTED) >= 150
    assert len({case.kind for case in ATTRIBUTED}) >= 25


@given(st.text("aB .:'‘’\"“`é\n", max_size=40))
def test_only_texts_without_quotations_are_passed_over(text: str) -> None:
    assert may_have_stretches(text) or not any(paragraph.quoted for paragraph in marked_paragraphs(text))


def test_a_preposition_before_a_name_is_no_role() -> None:
    text = "Bells\n\nFor Bram Oduya, the bell is a friend. “It rings true,” he said."
    assert [(quote.speaker, quote.speaker_role) for quote in extract(text)] == [("Bram Oduya", "")]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Gov.-elect Ada Quill said: “No.”", "Gov.-elect"),
        ("Then-Sen. Ada Quill said: “No.”", "Then-Sen."),
        ("Ex-minister Ada Quill said: “No.”", "Ex-minister"),
        ("Harbour party leader Ada Quill MP said: “No.”", "Harbour party leader, MP"),
        ("Ada Quill, Labour MP for Penhaven, said: “No.”", "Labour MP for Penhaven"),
        ("“No,” said Ada Quill, head of research at Merrow Ferries.", "head of research at Merrow Ferries"),
        ("“No,” said Norland's envoy to the talks, Ada Quill.", "Norland's envoy to the talks"),
        ("Ada Quill, however, said: “No.”", ""),
    ],
)
def test_what_stands_beside_a_name_is_kept_as_role(sentence: str, role: str) -> None:
    assert [(quote.speaker, quote.speaker_role) for quote in extract("Pump fails\n\n" + sentence)] == [
        ("Ada Quill", role)
    ]


def test_parts_of_one_quotation_are_one_chain() -> None:
    text = "Head\n\n“It began at two,” said Ada Quill, “and ended at five.” Tobias Fenn said: “No.”"
    assert [quote.chain for quote in extract(text)] == [0, 0, 2]


@given(st.text("ab .,\n“”\"'‘’«»`:A-—saidMr"))
def test_speakers_are_mentioned_in_the_text(text: str) -> None:
    for quote in extract(text):
        assert 0 <= quote.confidence <= 1
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)


@needs_data("seed")
def test_both_quotes_of_the_seed_article_are_by_sean_spicer() -> None:
    path = DATA / "seed" / "sessions-offered-to-resign.txt"
    found = read(path.read_bytes(), Source(path.name))
    assert isinstance(found, Article)
    assert [quote.speaker for quote in found.quotes] == ["Sean Spicer", "Sean Spicer"]
    assert {quote.speaker_role for quote in found.quotes} == {"White House press secretary"}


@needs_data("polnear-train.tar.xz")
def test_quality_on_marked_articles_does_not_fall(tmp_path: Path) -> None:
    """Floors for the articles that the weights were learned from; in five folds they reach 0.909, 0.943 and 0.848."""
    with tarfile.open(DATA / "polnear-train.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    folder = next(path.parent for path in tmp_path.rglob("text") if path.is_dir())
    scorer = load_scorer()
    articles = scorer.load(folder)
    system = {name: as_scored(extract(text)) for name, (text, _) in articles.items()}
    every = scorer.evaluate(articles, system, None, 1, load_persons())
    assert every["end_to_end"]["f1"] >= 0.915
    assert every["pronoun_accuracy"] >= 0.88
    assert scorer.evaluate(articles, system, None, 5)["end_to_end"]["f1"] >= 0.945


def test_a_text_may_hold_the_sign_that_stands_for_a_quotation() -> None:
    (quote,) = extract('Rain\n\x01 "It rains here on most days," said Tobias Wrenfold \x01.')
    assert quote.speaker == "Tobias Wrenfold"


def test_a_paragraph_may_end_with_a_semicolon() -> None:
    assert [
        quote.speaker for quote in extract("He spoke to the growers of Aldmouth;\n“We will see,” Ada Quill said.")
    ] == ["Ada Quill"]
    assert extract('growers;\n"We')[0].speaker == ""
