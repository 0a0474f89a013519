"""Whom the mentions of an article mean."""

import pytest

from corpus import Article, Source
from corpus.people.paragraphs import marked_paragraphs
from corpus.people.people import People, Speaker
from corpus.quotes.extract import extract, said_in
from corpus.reading.files import read
from tests.conftest import ROOT


def mentions_in(text: str) -> list[tuple[int, int]]:
    """Where the speakers of its quotes are mentioned."""
    quotes = extract(text)
    return [(q.speaker_start, q.speaker_end) for q in quotes if q.speaker_start is not None and q.speaker_end]


def people_of(text: str) -> People:
    return People(text, marked_paragraphs(text))


def heard(people: People, mentions: list[tuple[int, int]]) -> list[Speaker]:
    """Whom the mentions mean, each answer heard before the next is asked for."""
    answers = []
    for mention in mentions:
        answers.append(people.resolve(*mention))
        people.heard(answers[-1])
    return answers


def test_asking_changes_no_answer() -> None:
    asked = 0
    for article in read(ROOT / "corpus" / "samples"):
        if isinstance(article, Article) and (mentions := mentions_in(article.text)):
            quiet, questioned = people_of(article.text), people_of(article.text)
            expected = [(answer.name, answer.role) for answer in heard(quiet, mentions)]
            for mention, (name, role) in zip(mentions, expected, strict=True):
                for other in mentions:
                    questioned.resolve(*other)
                answer = questioned.resolve(*mention)
                assert (answer.name, answer.role) == (name, role)
                questioned.heard(answer)
                asked += len(mentions)
    assert asked > 1_000


def test_who_spoke_last_is_whom_a_pronoun_means_where_nobody_else_is_named() -> None:
    text = (
        "Head\n\n“No,” said Ada Quill. “Never.”" + "\n\nIt rained on the harbour all day." * 80 + "\n\n“Yes,” she said."
    )
    first, second, third = mentions_in(text)
    people = people_of(text)
    assert people.resolve(*third).name == ""
    assert [answer.name for answer in heard(people, [first, second, third])] == ["Ada Quill"] * 3


def test_a_role_is_kept_once_it_is_heard() -> None:
    text = "Head\n\n“No,” said Quill, a baker.\n\n“Never,” said Quill."
    first, second = mentions_in(text)
    people = people_of(text)
    assert people.resolve(*second).role == ""
    assert [answer.role for answer in heard(people, [first, second])] == ["baker"] * 2


def test_a_contracted_pronoun_is_nobodys_name() -> None:
    text = "Head\n\nAda Quill fell.\n\nThe rain was bad.\n\nShe'd liked it. “It rained,” she said."
    assert [quote.speaker for quote in extract(text)] == ["Ada Quill"]


def test_i_is_who_wrote_the_article() -> None:
    def speakers(*byline: str) -> list[str]:
        text = "“Who pays for this pier?” I asked. Nobody knew."
        return [quote.speaker for quote in Article("walk", Source("walk"), "A walk", (text,), byline=byline).quotes]

    assert speakers("Ada Quill") == ["Ada Quill"]
    assert speakers() == speakers("Ada Quill", "Tom Fenn") == [""]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pier\n\nTom Fenn left.\n\n“Sarah was tired,” he said.\n\n“I sleep badly,” she said.", "Sarah"),
        (
            "Pier\n\nThe boat was late.\n\n“We waited for David Orr,” the port said.\n\n“I was ill,” he said.",
            "David Orr",
        ),
    ],
)
def test_who_is_named_only_in_a_quotation_may_be_meant(text: str, speaker: str) -> None:
    assert said_in(text).quotes[-1].speaker == speaker
