"""Articles a second of a rebuild and milliseconds a query, beside SQLite FTS5 and tantivy, in one run.

    python -m bench.archive FOLDER [--limit N] [--write]

FOLDER is read as ``morgue rebuild`` reads it. All engines index headline and body with English stemming and store both.
A query asks for the exact count and the ten best with their headlines; Morgue also counts five facets and makes
snippets, which the others do not. ``--write`` replaces the table in bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import platform
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import tantivy

from corpus import Article, read
from index import Settings, rebuild
from index.analysis import tokens
from search import SearchRequest, open_archive

SEED = 1987
QUERIES = 30  # of each class
SHORTEST_WORD = 4  # letters of a drawn word: shorter ones are mostly function words, which nobody asks for alone
TOP = 10
Ask = Callable[[str, list[str]], int]  # (class, words) to the exact count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--write", action="store_true", help="write the table to bench/RESULTS.md")
    options = parser.parse_args()
    started = time.perf_counter()
    articles = [a for a in islice(read(options.folder), options.limit) if isinstance(a, Article)]
    reading = time.perf_counter() - started
    queries = draw(articles)
    lines = [
        f"{len(articles):,} articles, read in {reading:.1f} s ({len(articles) / reading:,.0f} articles/s), one run of",
        f"`python -m bench.archive`, {platform.machine()}, Python {platform.python_version()}, "
        f"tantivy {version('tantivy')}, SQLite {sqlite3.sqlite_version}, whoosh3 {version('whoosh3')}.",
        "",
        "| | index, articles/s | " + " | ".join(f"{name}, ms" for name in queries) + " |",
        "|---" * (len(queries) + 2) + "|",
    ]
    measured: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, build in (("Morgue", build_morgue), ("SQLite FTS5", build_fts5), ("tantivy", build_tantivy)):
            started = time.perf_counter()
            ask = build(articles, Path(folder))
            rate = len(articles) / (time.perf_counter() - started)
            times = [1000 * median_time(ask, kind, drawn) for kind, drawn in queries.items()]
            measured[name] = [rate, *times]
            lines.append(f"| {name} | {rate:,.0f} | " + " | ".join(f"{ms:.2f}" for ms in times) + " |")
            print(lines[-1], flush=True)
    for name in ("SQLite FTS5", "tantivy"):
        ratios = (own / other for own, other in zip(measured["Morgue"], measured[name], strict=True))
        lines.append(f"| Morgue ÷ {name} | " + " | ".join(f"{ratio:.3g}" for ratio in ratios) + " |")
    report = "\n".join(lines) + "\n"
    print("\n" + report)
    if options.write:
        path = Path(__file__).with_name("RESULTS.md")
        before = path.read_text().partition(MARK)[0] if path.exists() else "# Results\n\n"
        path.write_text(before + MARK + "\n\n" + report)


MARK = "## Rebuilding and searching"


def draw(articles: Sequence[Article]) -> dict[str, list[list[str]]]:
    """Queries of each class from words of randomly drawn articles, so that frequent words are drawn more often."""
    chance = random.Random(SEED)
    long = [article for article in articles if len(article.paragraphs) > 1]

    def words(count: int, together: bool = False) -> list[str]:
        while True:
            forms = [token.form for token in tokens(" ".join(chance.choice(long).paragraphs))]
            usable = [n for n, form in enumerate(forms) if len(form) >= SHORTEST_WORD and form.isalpha()]
            if together:
                starts = [n for n in usable if n + 1 in usable]
                if starts:
                    start = chance.choice(starts)
                    return forms[start : start + count]
            elif len(usable) > count:
                return [forms[n] for n in chance.sample(usable, count)]

    return {
        "one word": [words(1) for _ in range(QUERIES)],
        "2 words, all": [words(2) for _ in range(QUERIES)],
        "3 words, any": [words(3) for _ in range(QUERIES)],
        "phrase": [words(2, together=True) for _ in range(QUERIES)],
    }


def median_time(ask: Ask, kind: str, drawn: list[list[str]]) -> float:
    """Seconds of the median query, each asked once before it is timed."""
    times = []
    for words in drawn:
        ask(kind, words)
        started = time.perf_counter()
        ask(kind, words)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def build_morgue(articles: Sequence[Article], folder: Path) -> Ask:
    """Morgue itself, from articles in memory to synced files."""
    rebuild(articles, folder / "morgue", Settings())
    archive = open_archive(folder / "morgue")

    def ask(kind: str, words: list[str]) -> int:
        q = f'"{" ".join(words)}"' if kind == "phrase" else " ".join(words)
        request = SearchRequest(q, match="any" if kind.endswith("any") else "all", size=TOP)
        return archive.search(request).total

    return ask


def build_fts5(articles: Sequence[Article], folder: Path) -> Ask:
    """SQLite's full-text index, with its porter stemmer."""
    database = sqlite3.connect(folder / "fts5.db")
    database.execute("CREATE VIRTUAL TABLE a USING fts5(headline, body, tokenize = 'porter unicode61')")
    rows = ((article.headline, "\n".join(article.paragraphs)) for article in articles)
    database.executemany("INSERT INTO a VALUES (?, ?)", rows)
    database.commit()

    def ask(kind: str, words: list[str]) -> int:
        joiner = {"phrase": " ", "3 words, any": " OR "}.get(kind, " AND ")
        q = f'"{joiner.join(words)}"' if kind == "phrase" else joiner.join(words)
        database.execute("SELECT headline FROM a WHERE a MATCH ? ORDER BY bm25(a, 4, 1) LIMIT ?", (q, TOP)).fetchall()
        return int(database.execute("SELECT count(*) FROM a WHERE a MATCH ?", (q,)).fetchone()[0])

    return ask


def build_tantivy(articles: Sequence[Article], folder: Path) -> Ask:
    """tantivy, with as many threads as it likes."""
    (folder / "tantivy").mkdir()
    builder = tantivy.SchemaBuilder()
    for field in ("headline", "body"):
        builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build(), path=str(folder / "tantivy"))
    writer = index.writer(heap_size=256_000_000)
    for article in articles:
        writer.add_document(tantivy.Document(headline=article.headline, body="\n".join(article.paragraphs)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(kind: str, words: list[str]) -> int:
        joiner = {"phrase": " ", "3 words, any": " OR "}.get(kind, " AND ")
        q = f'"{joiner.join(words)}"' if kind == "phrase" else joiner.join(words)
        query = index.parse_query(q, ["headline", "body"], field_boosts={"headline": 4.0})
        found = searcher.search(query, TOP, count=True)
        for _, address in found.hits:
            searcher.doc(address)
        return int(getattr(found, "count") or 0)  # noqa: B009 - missing from its stubs

    return ask


if __name__ == "__main__":
    main()
