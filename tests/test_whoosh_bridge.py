"""A Whoosh index over a whole archive: several segments, and articles that were removed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import whoosh.index
import whoosh.query as q
from whoosh.searching import Searcher

from index import NoArchive, Settings
from index.adapter.array_index import open_index
from index.archive.build import rebuild
from index.archive.generation import Generation
from index.archive.updates import add, remove
from index.text.analysis import stem
from search import SearchRequest, open_archive
from tests.conftest import make_article


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two segments, each without an article that it had."""
    batches = [
        [
            make_article(f"{n}-{word}", f"The {word} of {n}", f"Ferries and {word}s.", published=date(2023, 1, n))
            for n in range(first, last)
            for word in ("bridge", "storm", "price")
        ]
        for first, last in ((1, 21), (21, 25))
    ]
    rebuild(batches[0], tmp_path / "a", Settings())
    add(batches[1], tmp_path / "a", Settings())
    remove(["3-storm", "22-storm"], tmp_path / "a")
    assert len(Generation(tmp_path / "a").segments) == 2
    return tmp_path / "a"


@pytest.fixture
def searcher(archive: Path) -> Iterator[Searcher]:
    with open_index(archive).searcher() as opened:
        yield opened


@pytest.mark.parametrize(
    ("tree", "typed"),
    [
        (q.Term("everywhere", stem("storms")), "storms"),
        (q.Term("headline", "=storm"), "headline:=storm"),
        (q.And([q.Term("everywhere", "ferri"), q.Not(q.Term("everywhere", "storm"))]), "ferry -storm"),
        (q.Phrase("everywhere", ["ferri", "and", "storm"]), '"ferries and storms"'),
        (q.Prefix("headline", "=pri"), "headline:pri*"),
        (q.Every(), "*:*"),
    ],
)
def test_whoosh_finds_what_morgue_finds(archive: Path, searcher: Searcher, tree: q.Query, typed: str) -> None:
    found = {hit["id"] for hit in searcher.search(tree, limit=None)}
    asked = open_archive(archive).search(SearchRequest(typed, size=100))
    assert found == {hit.id for hit in asked.hits}
    assert len(found) == asked.total > 0


def test_what_was_removed_is_nowhere(searcher: Searcher) -> None:
    assert searcher.document_number(id="22-storm") is None
    assert searcher.document_number(id="22-price") is not None
    assert searcher.doc_count() == 70
    like = searcher.more_like(searcher.document_number(id="23-storm"), "headline", top=50)
    assert {"3-storm", "22-storm"}.isdisjoint({hit["id"] for hit in like})


def test_it_is_read_only_and_must_be_there(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(whoosh.index.IndexError, match="read-only"):
        open_index(archive).writer()
    with pytest.raises(NoArchive):
        open_index(tmp_path / "none")
