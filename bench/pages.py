"""How well pages are read: body, headline, byline and day, by Morgue and its peers, on invented pages.

    python -m bench.pages [--half choosing|telling] [--verbose]

The pages are made by ``bench.invented_pages``, in the style of 106 publishing systems and 17 languages, each with what
a reader would say is its article. Body is F1 over runs of four words, as in Zyte's article extraction benchmark, the
mean over pages; a byline is right where all names are, and no others; a day where it is that of publication. Peers that
are not installed, or lack what they need for some language, are left out.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import NamedTuple

from bench.invented_pages import (
    abroad,
    choosing,
    more,
    papers,
    sites,
    telling,
    telling_abroad,
    telling_later,
    telling_papers,
    telling_sites,
)
from bench.invented_pages.stories import Story, Told
from corpus.article import Article, Source
from corpus.pages import page as pages

EACH = 6  # stories in each system's pages
RUN = 4  # words
WORD = re.compile(r"\w+")
HALVES = {
    "choosing": choosing.SYSTEMS | more.SYSTEMS | papers.SYSTEMS | sites.SYSTEMS | abroad.SYSTEMS,
    "telling": telling.SYSTEMS
    | telling_papers.SYSTEMS
    | telling_sites.SYSTEMS
    | telling_abroad.SYSTEMS
    | telling_later.SYSTEMS,
}


class Read(NamedTuple):
    """What was read of a page."""

    body: str
    headline: str
    names: frozenset[str]
    day: str


def main() -> None:
    """Print the scores of each reader on each half, and pages a second of processor time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["choosing", "telling"])
    parser.add_argument("--verbose", action="store_true", help="what is wrong on each page")
    arguments = parser.parse_args()
    for half, systems in HALVES.items():
        if arguments.half in (None, half):
            print(f"\n{half}: {len(systems) * EACH} pages of {len(systems)} systems\n")
            print("| | body F1 | headlines | bylines | days | pages/s |\n|---|---|---|---|---|---|")
            for name, read in READERS.items():
                try:
                    _score(name, read, systems, arguments.verbose and name == "Morgue")
                except (ImportError, LookupError) as error:  # what a peer needs for some language
                    print(f"| {name} | cannot run here: {str(error).strip().partition(chr(10))[0].strip('* ')} |")


def _score(
    name: str, read: Callable[[bytes], Read], systems: Mapping[Callable[[Story], str], Told], verbose: bool
) -> None:
    told = []
    for number, (system, tells) in enumerate(systems.items()):
        told += [(system, tells.story(1_000 * number + n)) for n in range(EACH)]
    sources = [system(each).encode() for system, each in told]
    read(sources[0])  # what is loaded once
    started = time.process_time()
    found = [read(source) for source in sources]
    seconds = time.process_time() - started
    right: dict[str, float] = dict.fromkeys(("body", "headline", "names", "day"), 0.0)
    for (system, each), got in zip(told, found, strict=True):
        wanted = _wanted(each)
        f1 = _f1(got.body, wanted.body)
        right["body"] += f1
        for field in ("headline", "names", "day"):
            right[field] += getattr(got, field) == getattr(wanted, field)
            if verbose and getattr(got, field) != getattr(wanted, field):
                print(f"    {system.__name__}: {field} {getattr(got, field)!r}, not {getattr(wanted, field)!r}")
        if verbose and f1 < 1:
            lines, others = got.body.split("\n"), wanted.body.split("\n")
            print(f"    {system.__name__}: body {f1:.3f}: + {set(lines) - set(others)} - {set(others) - set(lines)}")
    print(
        f"| {name} | {' | '.join(f'{sum_ / len(told):.3f}' for sum_ in right.values())} | {len(told) / seconds:.0f} |"
    )


def _wanted(told: Story) -> Read:
    body = "\n".join(text for _, text in told.body)
    return Read(body, told.headline, frozenset(name.casefold() for name in told.authors), str(told.day))


def _f1(got: str, wanted: str) -> float:
    found, expected = _runs(got), _runs(wanted)
    shared = (found & expected).total()
    return 2 * shared / max(1, found.total() + expected.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return Counter(tuple(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1)))


def _morgue(source: bytes) -> Read:
    found = pages.read(source, Source("page.html"))
    if not isinstance(found, Article):
        return Read("", "", frozenset(), "")
    return Read("\n".join(found.paragraphs), found.headline, _names(found.byline), str(found.day or ""))


def _names(names: tuple[str, ...] | list[str]) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in names if name.strip())


def _trafilatura(source: bytes) -> Read:
    import trafilatura  # noqa: PLC0415 - so that who has it not can score the rest

    found = trafilatura.bare_extraction(source.decode(), include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Read("", "", frozenset(), "")
    return Read(found.text or "", found.title or "", _names((found.author or "").split(";")), found.date or "")


def _newspaper(source: bytes) -> Read:
    import newspaper  # noqa: PLC0415 - as above

    article = newspaper.Article("https://echo.example/")
    article.download(input_html=source.decode())
    article.parse()
    day = str(article.publish_date)[:10] if article.publish_date else ""
    return Read(article.text, article.title, _names(article.authors), day)


PEERS = {"trafilatura": _trafilatura, "newspaper": _newspaper}
READERS = {"Morgue": _morgue, **{name: read for name, read in PEERS.items() if find_spec(name)}}

if __name__ == "__main__":
    main()
