"""Score how well Morgue ranks, and its peers, on collections whose documents were judged.

    python -m bench.ranking DATA [--engines NAME ...] [--only NAME ...] [--write]

DATA holds collections in any form that ``bench.judged`` reads. Morgue is asked as a reader asks it: articles are
rebuilt into an archive, and each query is typed as it stands, for any of its words (``morgue``) and as requests are
without saying so, for all of them (``morgue, all``), which becomes any where nothing has all. Peers get the words of
the query, any of them. Means over queries with 95 % intervals, and beside each peer Morgue's lead over it on the same
queries, by bootstrap: queries are drawn again, with replacement (B. Efron and R. Tibshirani, "An Introduction to the
Bootstrap", 1993). Figures of collections in ``CHOSE`` chose Morgue's constants; those of others tell how well it ranks.
``--write`` replaces the tables in bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

import bench.engines
from bench.corpora import PARAGRAPH_BREAK, BenchQuery, Story
from bench.judged import Collection, Text, collections
from corpus import Article, Source
from index import Settings
from index.archive.build import rebuild
from search import RequestError, SearchRequest, open_archive

CHOSE = ("cran", "reuters-a")
PEERS = ("bm25s", "fts5", "tantivy", "whoosh")
OWN = "morgue"
OURS = (OWN, "morgue, all")
CUT, DEPTH = 10, 100
bench.engines.TOP = DEPTH + 1  # before they are loaded: one may be the query itself
MARK = "## How well the best come first"
SEED, DRAWS = 1_987, 10_000
WORD = re.compile(r"[^\W_]+")  # as peers tell words apart
FOREVER = date(2000, 1, 1)  # the day of all documents, so that none is newer

Floats: TypeAlias = NDArray[np.float64]
Ask: TypeAlias = Callable[[str], list[str]]  # from a query to documents, best first
Scores: TypeAlias = dict[str, Floats]  # by measure, of each query


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--engines", nargs="+", choices=(*OURS, *PEERS), default=(*OURS, *PEERS))
    parser.add_argument("--only", nargs="+", help="names of collections")
    parser.add_argument("--write", action="store_true", help="write the tables to bench/RESULTS.md")
    options = parser.parse_args()
    chosen = [one for one in collections(options.data) if not options.only or one.name in options.only]
    report = "`python -m bench.ranking`. Intervals are of 95 %; a lead is Morgue's, on the same queries.\n"
    leads: dict[str, list[Floats]] = {}
    for _, alike in groupby(chosen, key=lambda one: id(one.documents)):
        tables = _of_documents(list(alike), options.engines, leads)
        print(tables, flush=True)
        report += tables
    print(over_all := _over_all(leads))
    report += over_all
    if options.write:
        from bench.searching import keep  # noqa: PLC0415 - it sets what is measured up

        keep(MARK, report)


def _of_documents(alike: list[Collection], engines: Iterable[str], leads: dict[str, list[Floats]]) -> str:
    """The tables of collections of the same documents, which each engine indexes once."""
    scores: dict[str, dict[str, Scores]] = {one.name: {} for one in alike}
    for name in engines:
        with tempfile.TemporaryDirectory(prefix="ranking-") as folder:
            ask = asking(name, alike[0].documents, Path(folder))
            for one in alike:
                scores[one.name][name] = scored(one, ask)
    for one in alike:
        if one.name not in CHOSE and OWN in scores[one.name]:
            for name, of in scores[one.name].items():
                leads.setdefault(name, []).append(scores[one.name][OWN]["nDCG@10"] - of["nDCG@10"])
    return "".join(_table(one, scores[one.name]) for one in alike)


# Engines -------------------------------------------------------------------------------------------------------------


def asking(name: str, documents: Mapping[str, Text], folder: Path) -> Ask:
    """Index ``documents`` in ``folder``, and how to ask for them then."""
    if name in OURS:
        return _asking_morgue(name != OWN, documents, folder)
    keys, adapter = list(documents), bench.engines.load(name)
    adapter.build(
        (Story(str(n), one.headline, one.body, FOREVER, "", ()) for n, one in enumerate(documents.values())), folder
    )
    engine = adapter.open_index(folder)

    def ask(query: str) -> list[str]:
        words = tuple(word.lower() for word in WORD.findall(query))
        found = engine.run(engine.prepare(BenchQuery("any", words)))[1] if words else []
        return [keys[int(number)] for number in found]

    return ask


def _asking_morgue(every: bool, documents: Mapping[str, Text], folder: Path) -> Ask:
    keys = list(documents)
    rebuild(map(_article, range(len(keys)), documents.values()), folder / "archive", Settings())
    archive = open_archive(folder / "archive", 0)  # kernels may have to be compiled first
    request = partial(SearchRequest, match="all" if every else "any", facets=False, size=DEPTH)

    def ask(query: str) -> list[str]:
        """A query that is refused, as most are for their length, is asked with as many of its words as are taken."""
        words = query.split()
        for count in range(len(words), 0, -1):
            with suppress(RequestError):
                return [keys[int(hit.id)] for hit in archive.search(request(q=" ".join(words[:count]))).hits]
        return []

    return ask


def _article(number: int, text: Text) -> Article:
    paragraphs = tuple(filter(None, text.body.split(PARAGRAPH_BREAK)))
    return Article(str(number), Source("collection"), text.headline, paragraphs, published=FOREVER)


# Measures ------------------------------------------------------------------------------------------------------------


def scored(collection: Collection, ask: Ask) -> Scores:
    """The measures of each query of a collection."""
    rows = []
    for query, text in collection.queries.items():
        without = collection.without.get(query)
        found = [document for document in ask(text) if document != without][:DEPTH]
        rows.append(measured(found, {key: gain for key, gain in collection.gains[query].items() if key != without}))
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def measured(found: list[str], gains: Mapping[str, float]) -> dict[str, float]:
    """nDCG (K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002) and precision of
    the first 10; recall and average precision of the first 100."""
    got = np.array([gains.get(document, 0.0) for document in found])
    best = np.sort(np.array(list(gains.values())))[::-1]
    answers = (got > 0).astype(float)
    precision = np.cumsum(answers) / np.arange(1, len(answers) + 1)
    return {
        "nDCG@10": _discounted(got) / _discounted(best),
        "P@10": float(answers[:CUT].sum()) / CUT,
        "MAP@100": float((precision * answers).sum()) / min(len(gains), DEPTH),
        "recall@100": float(answers.sum()) / min(len(gains), DEPTH),
    }


def _discounted(gains: Floats) -> float:
    gains = gains[:CUT]
    return float((gains / np.log2(np.arange(2, len(gains) + 2))).sum())


def interval(values: Floats) -> tuple[float, float]:
    """Where 95 % of the means lie of as many ``values`` drawn from them again, with replacement."""
    chance = np.random.default_rng(SEED)
    means = values[chance.integers(len(values), size=(DRAWS, len(values)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)


# Tables --------------------------------------------------------------------------------------------------------------


def _table(collection: Collection, scores: Mapping[str, Scores]) -> str:
    use = "chose" if collection.name in CHOSE else "tells"
    counts = f"{len(collection.documents):,} documents, {len(collection.queries)} queries"
    table = f"\n### {collection.name}, which {use}: {counts}\n\n"
    measures = next(iter(scores.values()))
    table += "".join(_row(cells) for cells in (["", *measures, "lead in nDCG@10"], ["---"] * (len(measures) + 2)))
    own = scores.get(OWN, {}).get("nDCG@10")
    for name, of in scores.items():
        lead = _with_interval(own - of["nDCG@10"], "+") if own is not None and name != OWN else ""
        cells = (_with_interval(values) if key == "nDCG@10" else f"{values.mean():.3f}" for key, values in of.items())
        table += _row([name, *cells, lead])
    return table


def _over_all(leads: Mapping[str, list[Floats]]) -> str:
    """Morgue's leads over peers, as means over the collections that tell, whatever they have of queries."""
    lines = "\n### All that tell\n\n| | lead in nDCG@10 |\n|---|---|\n"
    for name, each in leads.items():
        if name != OWN:
            chance = np.random.default_rng(SEED)
            means = [values[chance.integers(len(values), size=(DRAWS, len(values)))].mean(axis=1) for values in each]
            low, high = np.percentile(np.mean(means, axis=0), (2.5, 97.5))
            lines += f"| {name} | {np.mean([values.mean() for values in each]):+.3f} [{low:+.3f}, {high:+.3f}] |\n"
    return lines


def _with_interval(values: Floats, sign: str = "") -> str:
    low, high = interval(values)
    return f"{values.mean():{sign}.3f} [{low:{sign}.3f}, {high:{sign}.3f}]"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    main()
