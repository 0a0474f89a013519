"""Writing articles into a generation, with what is known of all of them together."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Lock
from typing import NamedTuple, TypeAlias

from corpus.article import Article
from index.archive.report import BuildReport, report_of
from index.cluster.connection import Cluster, ClusterError, Json
from index.cluster.documents import Batch, Known, average_lengths, batch_of, key_of, label_document, quote_key
from index.cluster.generations import WORDS
from index.cluster.mapping import ARTICLE, QUOTE
from index.cluster.sending import Action, Sender, in_batches
from index.store.sorting import SortedOut
from index.store.sources import Files
from index.text.compounds import counted_key
from index.text.stemming import stem_of

SAMPLE = 2_000  # articles whose average lengths stand for all before the rest is read
TOGETHER = 100  # articles sent at once, some 2 MB
# Articles that are looked for before a generation is put in force: at least so many, and one of so many batches.
TRIED, SELDOM = 20, 0.01


class Generation(NamedTuple):
    """A generation that is written into: its index of articles, and what is kept of it there."""

    articles: str
    meta: Json


Opens: TypeAlias = Callable[[dict[str, dict[str, float]]], Generation]  # given the average lengths of fields


class Writer:
    """Writes articles into the generation that ``opens`` gives, once it is known how long the first articles are; for
    the ``share`` of those that are read by several, if it is not empty."""

    def __init__(
        self, cluster: Cluster, sender: Sender, boosts: dict[str, float], opens: Opens, share: str = ""
    ) -> None:
        self.known, self.some = Known.nothing(), dict[str, str]()
        self.generation: Generation | None = None
        self._cluster, self._sender, self._boosts, self._opens, self._share = cluster, sender, boosts, opens, share
        self._pending: list[tuple[Article, int]] = []  # with how much there may be of what is said in it already
        self._before: dict[str, int] = {}
        self._said: dict[str, tuple[int, int]] = {}  # quotes and statements that are documents, of each article
        self._undated: set[str] = set()
        self._chance, self._lock = random.Random(0), Lock()

    def there_is(self, article: Article) -> None:
        """Know of an article that the generation has already."""
        self._before[article.id] = len(article.said)

    def add(self, article: Article) -> None:
        """Write an article, in place of one by the same id."""
        if article.id in self._said:
            self._flush()  # what is sent side by side arrives in any order
        self._said[article.id] = 0, 0  # until they are counted
        (self._undated.discard if article.published else self._undated.add)(article.id)
        self._pending.append((article, self._before.get(article.id, 0)))
        self._before[article.id] = len(article.said)
        if len(self._pending) == (TOGETHER if self.generation else SAMPLE):
            self._send()

    def _send(self) -> None:
        some, self._pending = self._pending, []
        if self.generation is None:
            articles = [article for article, _ in some]
            self.generation = self._opens(average_lengths(articles, self._boosts))
        for first in range(0, len(some), TOGETHER):
            self._sender.send(self.generation.articles, self._made_of(some[first : first + TOGETHER]))

    def _flush(self) -> Generation:
        """Send what is pending, and wait until all is acknowledged; where it is."""
        self._send()
        self._sender.wait()
        assert self.generation
        return self.generation

    def _made_of(self, some: list[tuple[Article, int]]) -> Callable[[], list[Action]]:
        articles = [article for article, _ in some]

        def make() -> list[Action]:
            assert self.generation
            batch = batch_of(articles, self._boosts, self.generation.meta["averages"], self._share)
            with self._lock:
                self.known.add(batch.known)
                self._said.update(zip(batch.ids, batch.said, strict=True))
            return [*batch.actions, *_quotes_no_more(batch, [count for _, count in some])]

        if len(self.some) < TRIED or self._chance.random() < SELDOM:
            article = self._chance.choice(articles)
            self.some[article.id] = article.headline
        return make

    def finish(self, found: SortedOut, files: Files, run: str) -> BuildReport:
        """Write what is pending, and what is known of all; the report on what was sorted out and is written. What was
        withdrawn after it was written goes. A ``run`` is named by what tells it from others of the same generation."""
        index = self._flush().articles
        if gone := [each for each in self._said if each not in found.latest]:
            delete(self._cluster, index, gone)
            for each in gone:
                del self._said[each]
                self.some.pop(each, None)
        undated, said = len(self._undated & found.latest.keys()), self._said.values()
        quotes, statements = sum(each for each, _ in said), sum(each for _, each in said)
        report = replace(report_of(found), undated=undated, quotes=quotes, statements=statements)
        for name, documents in (("known", _known(self.known)), ("about", _about(report, files))):
            for actions in in_batches(documents, f"{run}-{name}"):
                self._sender.send(index + WORDS, actions.copy)
        self._sender.wait()
        return report


def _quotes_no_more(batch: Batch, before: list[int]) -> Iterator[Action]:
    """What removes those quotes and statements that articles had ``before`` and have no more: not before
    the others are there."""
    now = {action["index"]["_id"] for action, _ in batch.actions}
    for identifier, count in zip(batch.ids, before, strict=True):
        key = key_of(identifier)
        for nth in range(count):
            if (name := quote_key(key, nth)) not in now:
                yield {"delete": {"_id": name, "routing": key}}, None


def delete(cluster: Cluster, index: str, identifiers: list[str]) -> None:
    """Remove articles by their ids, with their quotes."""
    articles = {"bool": {"filter": [{"terms": {"id": identifiers}}, {"term": {"document": ARTICLE}}]}}
    delete_found(cluster, index, {"bool": {"should": [articles, {"terms": {"of": identifiers}}]}})


def delete_found(cluster: Cluster, index: str, query: Json) -> int:
    """Remove what a query finds; how many documents that was."""
    cluster.ask_again("POST", f"/{index}/_refresh")
    path = f"/{index}/_delete_by_query"
    answer = cluster.ask_when_free("POST", path, {"query": query}, seconds=600, conflicts="proceed", refresh=True)
    if answer["failures"]:
        raise ClusterError(f"{cluster.location}: {len(answer['failures'])} documents could not be removed; try again")
    return int(answer["deleted"])


def _known(known: Known) -> list[Json]:
    """The documents of what is known of the articles of one run together."""
    documents: list[Json] = [
        {
            "kind": "form", "form": form, "stem": stem_of(form),
            "of": [ARTICLE] * (form in known.forms) + [QUOTE] * (form in known.said),
            "count": known.forms[form], "said": known.said[form],
        }
        for form in known.forms.keys() | known.said.keys()
    ]  # fmt: skip
    documents += [
        {"kind": "compound", "of": kind, "stem": stem, "key": counted_key(stem + cut, count)}
        for kind, compounds in ((ARTICLE, known.compounds), (QUOTE, known.said_compounds))
        for (stem, cut), count in compounds.items()
    ]
    return documents + [label_document(*label) for label in known.labels]


def _about(report: BuildReport, files: Files) -> list[Json]:
    """The documents of the report on a run, and of the files that were read."""
    read = [[path, *about] for path, about in files.items()]
    some = [read[first : first + TOGETHER] for first in range(0, len(read), TOGETHER)]
    documents: list[Json] = [{"kind": "report", "content": report.as_json()}]
    return documents + [{"kind": "files", "content": {"files": each}} for each in some]
