"""Killing nodes of a cluster under a stream of questions and writes: is any answer wrong, is anything lost?

    python -m bench.cluster start
    python -m bench.cluster_kills [--kills 200]

One node after the other is ended as by a loss of power, and started again with its data, while several threads ask and
one adds articles. An answer is wrong that has not all of the articles that were there from the beginning, or that
claims to be whole and shows fewer than it counts; an article is lost that ``add`` said is there and that is not found
at the end, or when it is stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from bench.cluster import LOCATION, NODES, Node, kill, restart
from corpus import Article, Source
from index import Settings
from index.cluster.build import rebuild
from index.cluster.connection import Cluster, ClusterError
from index.cluster.location import parse_location
from index.cluster.updates import add, check
from search import QuoteRequest, SearchRequest, open_archive

NAME = "kills"
THERE = 2_500  # articles from the beginning on
ASKING = 2  # threads
EACH_SECONDS = 1.0  # of questions before a node goes, and while it is gone


@dataclass
class Outcome:
    """What came of it; ``refused`` by what was said, ``added`` the ids of acknowledged articles."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    added: list[str] = field(default_factory=list)
    not_added: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def article(name: str, kind: str) -> Article:
    """One that is found by its kind."""
    text = f"The {kind} lay on the long pier.", f"“A {kind} is no trouble at all,” said Moira Tregellis."
    return Article(name, Source(f"{name}.txt"), f"{kind.title()} {name}", text)


def asked(outcome: Outcome, ended: threading.Event) -> None:
    """Ask until all is ended."""
    archive = open_archive(LOCATION + NAME, 0)
    while not ended.wait(0.01):
        started = time.monotonic()
        try:
            found = archive.search(SearchRequest("walrus pier", size=5, timeline=True))
            said = archive.quotes(QuoteRequest("walrus trouble", size=5))
        except ClusterError as error:
            outcome.refused[str(error)[:200]] += 1
            continue
        finally:
            outcome.slowest = max(outcome.slowest, time.monotonic() - started)
        for what, answer in (("articles", found), ("quotes", said)):
            if (answer.total, len(answer.hits)) == (THERE, 5):
                outcome.right += 1
            else:
                outcome.wrong.append(f"{answer.total} {what} found, {len(answer.hits)} shown")


def written(outcome: Outcome, ended: threading.Event) -> None:
    """Add articles, a few at once, until all is ended."""
    for number in count():
        if ended.wait(0.5):
            return
        some = [article(f"seal-{number}-{nth}", "seal") for nth in range(5)]
        try:
            add(some, LOCATION + NAME, Settings())
        except ClusterError as error:
            outcome.not_added[str(error)[:200]] += 1
        else:
            outcome.added += [each.id for each in some]


def until_green() -> None:
    """Wait until there are two copies of everything."""
    cluster = Cluster(parse_location(LOCATION + NAME))
    path = f"/_cluster/health/{NAME}-*"
    cluster.ask_again("GET", path, wait_for_status="green", timeout="110s", seconds=120)


def killed(node: Node, outcome: Outcome) -> None:
    """End a node and start it again."""
    time.sleep(EACH_SECONDS)
    kill(node)
    try:
        before = outcome.right
        time.sleep(EACH_SECONDS)
        ends = time.monotonic() + 60
        while outcome.right <= before + 1 and time.monotonic() < ends:
            time.sleep(0.05)
        if outcome.right <= before + 1:
            outcome.wrong.append(f"no answer for a minute without node {node.number}")
    finally:
        restart(node)
        until_green()


def lost(outcome: Outcome) -> list[str]:
    """The acknowledged articles that are not there."""
    archive = open_archive(LOCATION + NAME, 0)
    there = {*archive.identifiers(SearchRequest("seal", sort="newest"))}
    there_too = {quote.article.id for quote in archive.export_quotes(QuoteRequest("seal")).found}
    return [name for name in outcome.added if name not in there or name not in there_too]


def main() -> None:
    """Kill nodes, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.cluster_kills", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    rebuild((article(f"walrus-{number}", "walrus") for number in range(THERE)), LOCATION + NAME, Settings())
    until_green()
    outcome, ended = Outcome(), threading.Event()
    begun: list[Callable[[Outcome, threading.Event], None]] = [*[asked] * ASKING, written]
    threads = [threading.Thread(target=each, args=(outcome, ended), daemon=True) for each in begun]
    for thread in threads:
        thread.start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    done = 0
    try:
        for node in islice(_in_turn(), kills):
            killed(node, outcome)
            done += 1
            print(f"{done} of {kills}: {_counted(outcome)}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("stopped; what was acknowledged is looked for", file=sys.stderr)
    finally:
        ended.set()
        for thread in threads:
            thread.join(120)
    missing = lost(outcome)
    print(f"{done} kills: {_counted(outcome)}, {len(missing)} lost; {check(LOCATION + NAME):,} documents there")
    for said, times in (outcome.refused + outcome.not_added).items():
        print(f"  {times} times: {said}")
    for each in [*outcome.wrong, *missing]:
        print(f"  wrong or lost: {each}")
    sys.exit(bool(outcome.wrong or missing))


def _in_turn() -> Iterator[Node]:
    while True:
        yield from NODES


def _counted(it: Outcome) -> str:
    return (
        f"{it.right:,} right answers, {len(it.wrong)} wrong, {it.refused.total()} refused, the slowest "
        f"{it.slowest:.1f} s; {len(it.added):,} articles acknowledged, {it.not_added.total()} times refused"
    )


if __name__ == "__main__":
    main()
