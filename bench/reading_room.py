"""What a reader waits for of a question: ten hits with snippets and counts, as Morgue and tantivy give them.

    python -m bench.reading_room FOLDER [--rounds N] [--folder DIR]

FOLDER holds Reuters-21578. Both have the same articles and count the same facets; tantivy stores texts and makes
snippets of headline and body by its SnippetGenerator. Queries are those of ``bench.searching``, one word, any, all and
phrase, as they are typed: to read them is part of the time. Engines take turns, a round each of a query. A query's time
is the least of N rounds, of the processor, for others may be at work; a kind's the mean of its queries. DIR keeps what
is built.

Morgue is asked in three states: "first", with neither answers nor articles remembered; "anew", with articles that other
answers showed remembered, as many as it keeps, as tantivy keeps blocks of texts; "again", with answers remembered too.
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean, geometric_mean
from typing import Any, TypeAlias

import tantivy

from bench.corpora import BenchQuery, Kind, draw, reuters
from bench.rebuilding import _morgue, _typed
from bench.searching import PER_CLASS, SEED
from corpus import Article
from corpus.reading.files import read
from search import ARTICLE_FACETS, TIME_LIMIT, SearchRequest
from search.local.archive import LocalArchive
from search.warming import warm_up

KINDS: tuple[Kind, ...] = ("one word", "any", "all", "phrase")
HITS = 10
# Whether answers are forgotten, and articles.
STATES = {"first": (True, True), "anew": (True, False), "again": (False, False)}
Engine: TypeAlias = tuple[Callable[[], None], Callable[[BenchQuery], Any]]  # what is done before a question; asks it
FACETS = {name: {"terms": {"field": name, "size": 20}} for name in ARTICLE_FACETS}
HEADLINE_WEIGHT = 3.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("collection", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.folder or Path(temporary)
        archive, peer = folder / "archive", folder / "tantivy"
        if not archive.exists():
            _morgue("rebuild", str(options.collection), "--archive", str(archive))
        if not peer.exists():
            _build(options.collection, peer)
        queries = [query for query in draw(reuters(options.collection), SEED, PER_CLASS) if query.kind in KINDS]
        engines = {name: _morgue_asks(archive, *forgets) for name, forgets in STATES.items()}
        _report(queries, {**engines, "tantivy": _tantivy_asks(peer)}, options.rounds)


def _report(queries: Sequence[BenchQuery], engines: dict[str, Engine], rounds: int) -> None:
    best = {name: [float("inf")] * len(queries) for name in engines}
    gc.collect()
    gc.disable()
    for _ in range(rounds):
        for nth, query in enumerate(queries):
            for name, (forget, ask) in engines.items():
                forget()
                started = time.process_time()
                ask(query)
                best[name][nth] = min(best[name][nth], time.process_time() - started)
    gc.enable()
    print(f"{len(queries)} queries, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; ms, means")
    ratios: dict[str, list[float]] = {name: [] for name in STATES}
    for kind in KINDS:
        means = {n: 1000 * fmean(s for s, q in zip(best[n], queries, strict=True) if q.kind == kind) for n in best}
        for name in STATES:
            ratios[name].append(means[name] / means["tantivy"])
        print(f"{kind:9} " + "  ".join(f"{name} {mean:6.3f}" for name, mean in means.items()))
    for name, of_kinds in ratios.items():
        print(f"{name:9} {geometric_mean(of_kinds):.2f} x tantivy, at most {max(of_kinds):.2f} x")


def _morgue_asks(archive: Path, answers: bool, articles: bool) -> Engine:
    opened = LocalArchive(archive, TIME_LIMIT)
    warm_up(opened)

    def forget() -> None:
        now = opened._newest()
        if answers:
            now._remembered.cache_clear()
        if articles:
            for reader in now.generation._texts:
                reader._stored.cache_clear()

    def ask(query: BenchQuery) -> Any:
        return opened.search(SearchRequest(_typed(query), match="any" if query.kind == "any" else "all", size=HITS))

    return forget, ask


def _build(collection: Path, folder: Path) -> None:
    builder = tantivy.SchemaBuilder()
    for name in ("headline", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    for name in ("id", "dateline", "url", "published"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("section", "byline", "publication", "tags"):
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("year", "month"):
        builder.add_integer_field(name, fast=True)
    folder.mkdir(parents=True)
    writer = tantivy.Index(builder.build(), path=str(folder)).writer(heap_size=256_000_000)
    for article in _articles(collection):
        day = article.day or date.min
        about = {"id": article.id, "dateline": article.dateline, "url": article.url, "published": str(day)}
        document = tantivy.Document(headline=article.headline, body="\n\n".join(article.paragraphs), **about)
        for name in ("section", "publication"):
            if label := getattr(article, name):
                document.add_text(name, label)
        for name in ("byline", "tags"):
            for label in getattr(article, name):
                document.add_text(name, label)
        document.add_integer("year", day.year)
        document.add_integer("month", 100 * day.year + day.month)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _articles(collection: Path) -> Iterator[Article]:
    return (article for article in read(collection) if isinstance(article, Article))


def _tantivy_asks(folder: Path) -> Engine:
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()
    facets = {name: facet for name, facet in FACETS.items() if name in STORED}

    def ask(query: BenchQuery) -> Any:
        text = " ".join(query.words)
        typed = f'"{text}"' if query.kind == "phrase" else text
        parsed = index.parse_query(
            typed, ["headline", "body"], field_boosts={"headline": HEADLINE_WEIGHT},
            conjunction_by_default=query.kind != "any",
        )  # fmt: skip
        found = searcher.search(parsed, HITS, count=True)
        counted = searcher.aggregate(parsed, facets)
        makers = [tantivy.SnippetGenerator.create(searcher, parsed, index.schema, n) for n in ("headline", "body")]
        hits = []
        for score, address in found.hits:
            document = searcher.doc(address)
            snippets = [maker.snippet_from_doc(document) for maker in makers]
            marked = [(one.fragment(), [(span.start, span.end) for span in one.highlighted()]) for one in snippets]
            hits.append((score, document.to_dict(), marked))
        return getattr(found, "count", 0), counted, hits  # missing from its stubs

    return (lambda: None), ask


STORED = ("section", "byline", "publication", "tags", "year", "month")


if __name__ == "__main__":
    main()
