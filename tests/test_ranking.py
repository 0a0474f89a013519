"""How well the best come first, on judged collections: floors, and what ``bench.ranking`` measures by."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from bench.judged import Collection, collections
from bench.ranking import asking, interval, measured, scored
from tests.conftest import DATA, needs_data

# nDCG@10 of any of the words: a little below what was measured (bench/RESULTS.md). Cranfield chose constants, the
# others tell.
FLOORS = {"cran": 0.375, "cisi": 0.395, "med": 0.695}


@cache
def judged() -> dict[str, Collection]:
    return {one.name: one for one in collections(DATA) if one.name in FLOORS}


@needs_data("ir-collections.tar.xz")
@pytest.mark.parametrize("name", FLOORS)
def test_the_best_come_first(name: str, tmp_path: Path) -> None:
    collection = judged()[name]
    scores = scored(collection, asking("morgue", collection.documents, tmp_path))
    assert scores["nDCG@10"].mean() >= FLOORS[name]


def test_measures_are_those_of_their_definitions() -> None:
    found = measured(["b", "x", "a"], {"a": 2.0, "b": 1.0, "c": 1.0})
    best = 2 / np.log2(2) + 1 / np.log2(3) + 1 / np.log2(4)
    assert found["nDCG@10"] == pytest.approx((1 / np.log2(2) + 2 / np.log2(4)) / best)
    assert found["P@10"] == pytest.approx(0.2)
    assert found["recall@100"] == pytest.approx(2 / 3)
    assert found["MAP@100"] == pytest.approx((1 + 2 / 3) / 3)


def test_an_interval_is_as_wide_as_the_mean_is_unsure() -> None:
    values = np.random.default_rng(3).normal(size=400)
    low, high = interval(values)
    assert low < values.mean() < high
    assert (high - low) == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.1)


def test_collections_are_told_by_their_files(tmp_path: Path) -> None:
    beir, trec = tmp_path / "weather", tmp_path / "sea"
    (beir / "qrels").mkdir(parents=True)
    trec.mkdir()
    documents = '{"_id": "d1", "title": "Rain", "text": "It rains."}\n{"_id": "d2", "text": "Sun."}\n'
    (beir / "corpus.jsonl").write_text(documents)
    (beir / "queries.jsonl").write_text('{"_id": "q1", "text": "rain"}\n{"_id": "q2", "text": "unjudged"}\n')
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n")
    document = "<DOC><DOCNO> S1 </DOCNO><HEADLINE>Gulls</HEADLINE><TEXT><P>They fly.</P></TEXT></DOC>"
    (trec / "part.trec").write_text(document)
    (trec / "topics.txt").write_text("<top><num> Number: 051 <title> Topic: gulls\n<desc> Whatever.</top>")
    (trec / "qrels.txt").write_text("51 0 S1 1\n51 0 S2 1\n")
    sea, weather = collections(tmp_path)
    assert (weather.name, weather.queries, weather.gains) == ("weather", {"q1": "rain"}, {"q1": {"d1": 2.0}})
    assert weather.documents["d1"].headline == "Rain"
    assert (sea.name, sea.queries, sea.gains) == ("sea", {"51": "gulls"}, {"51": {"S1": 1.0}})
    assert (sea.documents["S1"].headline, sea.documents["S1"].body) == ("Gulls", "They fly.")
