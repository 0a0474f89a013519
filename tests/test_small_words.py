"""Function words: names among them, what they rank, and queries of nothing else."""

from collections.abc import Callable

import pytest

from search import Archive, SearchRequest, SearchResults
from tests.conftest import make_article

NAMES = (
    make_article("us", "Washington widens its levy on imported copper", "The U.S. levy on copper is to rise."),
    make_article("peru", "Peru copper levy dropped", "Lima said its copper levy was gone."),
    make_article("will", "Will Marden named harbour master", "Will Marden takes over the harbour on Friday."),
    make_article("ida", "Ida Marden wins chess title", "Ida Marden won. Marden, Marden, the hall sang."),
    make_article("ww1", "Letters of World War I found", "A box of World War I letters turned up."),
    make_article("ww2", "World War II bunker opens", "A World War II bunker will open."),
    make_article("hepa", "Hepatitis A traced to oysters", "The hepatitis A outbreak came from oysters."),
    make_article("hepb", "Hepatitis B jabs offered", "A clinic offers hepatitis B jabs against hepatitis B."),
    make_article("who", "WHO warns of flu", "The flu spreads, said WHO."),
    make_article("flu", "Flu ward full", "Flu, flu and flu again: the ward is full. Nobody warns."),
    make_article("band", "Concert tickets", "A concert by The Who sold out, and who bought tickets is not told."),
    make_article("play", "Hamlet at the quay", "To be or not to be, that is the question."),
    make_article("other", "Being asked", "To be asked is to be or to seem. It is not to be."),
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], SearchResults]:
    from index import Settings  # noqa: PLC0415 - as in conftest
    from index.archive.build import rebuild  # noqa: PLC0415
    from search import open_archive  # noqa: PLC0415

    directory = tmp_path_factory.mktemp("names") / "archive"
    rebuild(NAMES, directory, Settings())
    archive: Archive = open_archive(directory)
    return lambda q: archive.search(SearchRequest(q))


FIRST = {
    "U.S. copper levy": "us",
    "US copper levy": "us",
    "copper levy U.S.": "us",
    "Will Marden": "will",
    "World War I": "ww1",
    "world war i": "ww1",
    "WORLD WAR I": "ww1",
    "hepatitis A": "hepa",
    "hepatitis a": "hepa",
    "WHO flu": "who",
    "WHO warns of the flu": "who",
    "concert of The Who": "band",
    "the who": "band",
    "The Who": "band",
    "to be or not to be": "play",
    "To be, or not to be?": "play",
}


@pytest.mark.parametrize(("q", "expected"), FIRST.items())
def test_what_is_named_comes_first(ask: Callable[[str], SearchResults], q: str, expected: str) -> None:
    assert ask(q).hits[0].id == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("U.S. copper levy", {"us"}),
        ("WHO flu", {"who"}),
        ("tickets for The Who", {"band"}),
        ("IT tickets", set()),
        ("who sold copper levy", set()),
        ("it", {"other", "us", "peru"}),
        ("the who", {"band", "who"}),
        ("who warns of flu", {"who", "flu"}),
        ('"US" copper', {"us"}),
        ('"US" tickets', set()),
        ('"WHO" flu', {"who"}),
        ('"WHO warns"', {"who"}),
        ('"said WHO"', {"who"}),
        ('"the US levy"~2', {"us"}),
        ('"US lev*"', {"us"}),
        ('"The U.S. levy"', {"us"}),
        ('"and WHO bought"', set()),
        ('"and who bought"', {"band"}),
        ("flu And ward", {"flu"}),
        ("flu Or ward", {"flu"}),
    ],
)
def test_a_name_is_required_and_a_function_word_is_not(
    ask: Callable[[str], SearchResults], q: str, expected: set[str]
) -> None:
    results = ask(q)
    found = set() if results.partial else {hit.id for hit in results.hits}
    assert found == expected


def test_a_function_word_that_is_left_out_still_ranks(ask: Callable[[str], SearchResults]) -> None:
    plain = {hit.id: hit.score for hit in ask("concert tickets").hits}
    with_small = {hit.id: hit.score for hit in ask("who sold concert tickets").hits}
    assert with_small.keys() == plain.keys()
    assert all(with_small[name] > plain[name] for name in plain)


def test_results_of_some_words_keep_what_only_ranks(ask: Callable[[str], SearchResults]) -> None:
    results = ask("the oysters of Peru")
    assert results.partial
    assert results.read_as == "(oysters OR peru) ANDMAYBE (the OR of)"
    assert {hit.id for hit in results.hits} == {"hepa", "peru"}


def test_what_only_ranks_is_not_marked(ask: Callable[[str], SearchResults]) -> None:
    (hit,) = ask("the flu warns of who").hits[:1]
    marked = [one.text[span.start : span.end] for one in hit.snippets for span in one.highlights]
    assert marked
    assert not {word.casefold() for word in marked} & {"the", "of", "who"}


@pytest.mark.parametrize("q", ["who sold concert tickets", "Will Marden", "hepatitis A oysters", "U.S. copper levy"])
def test_a_query_asked_as_it_was_read_ranks_alike(ask: Callable[[str], SearchResults], q: str) -> None:
    first = ask(q)
    again = ask(first.read_as)
    assert [(hit.id, hit.score) for hit in again.hits] == [(hit.id, hit.score) for hit in first.hits]


@pytest.mark.parametrize("q", ["The Who tour", "Kim Do"])
def test_a_name_of_function_words_is_put_before_these_words_elsewhere(
    archive_of: Callable[..., Archive], q: str
) -> None:
    elsewhere = make_article("elsewhere", "Who is on tour", "Nobody knows who is on tour. Do ask Kim.")
    named = make_article("named", "The Who tour sells out", "A ticket for The Who cost Kim Do a week's pay.")
    assert [hit.id for hit in archive_of(elsewhere, named).search(SearchRequest(q)).hits] == ["named", "elsewhere"]
