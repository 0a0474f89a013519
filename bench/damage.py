"""Whether damage is found: ``python -m bench.damage [--flips N] [--cuts N] [--edits N] [--open N]``.

A small archive of several segments, with deletions and earlier versions, is damaged in one place at a time: a bit is
flipped, a file is cut short, or (edits) a value is changed and all checksums made to fit again, as somebody would who
knows the format (``bench.forging``). Then it is opened and asked, in a process of its own. What may come of it: the
right answers, or an error of the family ``ArchiveError`` that names a file. Not: another answer, another exception, a
crash, a hang. ``morgue check`` must find every flip and cut. After an edit, whose checksums are right, answers may be
others; then the archive is also checked, added to, taken from and repaired. Files are also cut short while the archive
is open, half of them after it was asked already; once as it is, and once with all small files mapped, as only large
ones are otherwise. Exits with 1 otherwise. What repair makes of damage ``bench.repairs`` tries.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path

from bench.forging import edited
from corpus import Article, Source
from index import ArchiveError, Settings, SettingsError
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import check
from index.archive.updates import add, files_read, remove
from index.arrays import files
from index.repairing.repair import repair
from search import Archive, NoSuchArticle, QueryError, QuoteRequest, SearchRequest, open_archive

WORDS = "storm bridge ferry price harbour vote council strike gulls bell market wheat rate said the of".split()
SPEAKERS = ("Moira Tregellis", "Ada Quill", "Iwan Salt")
QUERIES = (
    "storm", "storm bridge", "storm OR ferry OR rate", '"the storm"', '"bridge ferry"~5', "headline:storms", "=prices",
    "pri*", "body:pri*", "stromi~2", "storm -ferry", "published:2001-02", "", "speaker:quill quote:bell", "the of",
)  # fmt: skip
SECONDS = 120  # after which a process hangs: to look for a changed bit takes seconds
ADDED = [Article(name, Source("new.txt"), "Storm again", ("The ferry did not sail.",)) for name in ("new", "a11")]
RIGHT, FOUND = "right answers", "an error that says so"
OTHER = "other answers"


def main() -> int:
    """Run the trials; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--flips", type=int, default=5_000, help="bits to flip (default: %(default)s)")
    parser.add_argument("--cuts", type=int, default=500, help="files to cut short (default: %(default)s)")
    parser.add_argument("--edits", type=int, default=1_000, help="values to change (default: %(default)s)")
    parser.add_argument("--open", type=int, default=500, help="files to cut while open (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        build(archive)
        wrong = 0
        for kind, damage, count in (
            ("flips", flipped, options.flips), ("cuts", cut, options.cuts), ("edits", edited, options.edits)
        ):  # fmt: skip
            outcomes = trials(archive, damage, count, random.Random(options.seed))
            print(
                f"{kind}: {count:,}", *(f"{number:>8,}  {what}" for what, number in outcomes.most_common()), sep="\n  "
            )
            good = {RIGHT, FOUND} | ({OTHER} if damage is edited else set())
            wrong += sum(number for what, number in outcomes.items() if what not in good)
        for kind, large in (("cut while open", files.LARGE), ("cut while open and mapped", 1)):
            outcomes = cut_while_open(archive, options.open, large, random.Random(options.seed))
            print(f"{kind}: {options.open:,}", *(f"{n:>8,}  {what}" for what, n in outcomes.most_common()), sep="\n  ")
            wrong += sum(number for what, number in outcomes.items() if what not in (RIGHT, FOUND))
    return int(wrong > 0)


def build(archive: Path) -> None:
    """An archive of two segments, some deletions, and earlier versions in two stores."""
    chance = random.Random(5)
    first, more = [article(n, chance) for n in range(400)], [article(n, chance) for n in range(400, 460)]
    rebuild([*first, *older(first[1::10])], archive, Settings())
    add([*more, *older(first[2:50:10])], archive, Settings())
    remove([f"a{n}" for n in range(0, 460, 23)], archive)
    for folder in (archive / "generations").iterdir():
        if folder != current_generation(archive).folder:
            shutil.rmtree(folder)


def article(number: int, chance: random.Random) -> Article:
    """An article of a few ``WORDS``."""
    body = [" ".join(chance.choices(WORDS, k=30)) + "." for _ in range(3)]
    said = f"“{' '.join(chance.choices(WORDS, k=9))},” said {chance.choice(SPEAKERS)}."
    day = date(2001, 1, 1) + timedelta(days=number % 90)
    return Article(
        f"a{number}", Source(f"{number}.txt"), " ".join(chance.choices(WORDS, k=5)), (*body, said),
        published=day, section=chance.choice(["News", "Sport"]), tags=("ferries",), byline=("Ada Quill",),
    )  # fmt: skip


def older(articles: list[Article]) -> list[Article]:
    """A version before each of the articles, but of those that will be removed."""
    return [
        replace(each, headline=f"Early {each.headline}", published=date(2000, 12, 31))
        for each in articles
        if int(each.id[1:]) % 23
    ]


def answers(opened: Archive) -> str:
    """What an archive says to all of ``QUERIES``, and of its speakers and articles, as one text."""
    said: list[object] = [str(opened.stats().articles), [str(one) for one in opened.speakers()]]
    for q in QUERIES:
        with suppress(QueryError):
            found = opened.search(SearchRequest(q))
            said.append([found.total, [(hit.id, hit.score, hit.headline) for hit in found.hits], str(found.facets)])
            found_quotes = opened.quotes(QuoteRequest(q))
            said.append([found_quotes.total, [(hit.id, hit.text, hit.speaker) for hit in found_quotes.hits]])
    for n in range(1, 460, 37):
        with suppress(NoSuchArticle):
            said.append(opened.article(f"a{n}").text)
    for n in (1, 2, 11, 12, 21, 42, 211, 391):
        with suppress(NoSuchArticle):
            said.append([(each.headline, each.text) for each in opened.versions(f"a{n}")])
    return json.dumps(said)


def trials(
    archive: Path, damage: Callable[[Path, random.Random], str], count: int, chance: random.Random
) -> Counter[str]:
    """How many of so many damages came to what."""
    expected, outcomes = answers(open_archive(archive)), Counter[str]()
    for _ in range(count):
        with as_it_was(archive):
            where = damage(current_generation(archive).folder, chance)
            outcome = in_a_process(lambda: told(archive, expected, find=damage is not edited))
        if outcome not in (RIGHT, FOUND):
            print(f"    {outcome}: {where.replace(f'{archive}/', '')}", file=sys.stderr)
        outcomes[outcome.partition(":")[0]] += 1
    return outcomes


@contextmanager
def as_it_was(archive: Path) -> Iterator[None]:
    """Put the archive's files back as they were, afterwards."""
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file()}
    generations = set((archive / "generations").iterdir())
    yield
    for made in set((archive / "generations").iterdir()) - generations:
        shutil.rmtree(made)
    for path, content in before.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def told(archive: Path, expected: str, find: bool) -> str:
    """What comes of asking an archive; ``find``: ``morgue check`` must find something."""
    if find:
        try:
            check(archive)
        except ArchiveError:
            return what_comes(lambda: answers(open_archive(archive)), archive, expected)
        return "not found by check"
    found = [what_comes(ask, archive, expected) for ask in everything(archive, expected)]
    bad = [each for each in found if each not in (RIGHT, FOUND, OTHER)]
    return bad[0] if bad else max(found, key=(RIGHT, OTHER, FOUND).index)


def everything(archive: Path, expected: str) -> Iterator[Callable[[], str]]:
    """All that may be done with an archive; what only may fail gives ``expected``."""

    def done(_: object) -> str:
        return expected

    opened = cache(lambda: open_archive(archive))
    yield lambda: answers(opened())
    yield lambda: done([opened().search(SearchRequest(q, explain=True, size=50)) for q in ("storm", "storm bridge")])
    yield lambda: done(
        [*opened().export(SearchRequest("storm")).found, *opened().export_quotes(QuoteRequest("")).found]
    )
    yield lambda: done([opened().timeline(SearchRequest("")), opened().stats()])
    yield lambda: done([opened().speaker(each.key) for each in opened().speakers()])
    yield lambda: done(check(archive))
    yield lambda: done(files_read(archive))
    yield lambda: done(add(ADDED, archive, Settings()))
    yield lambda: done(remove(["a1"], archive))
    yield lambda: done((repair(archive, Settings()), check(archive), answers(open_archive(archive))))


def cut_while_open(archive: Path, count: int, large: int, chance: random.Random) -> Counter[str]:
    """How many of so many files that are cut while the archive is open came to what. Files of ``large`` bytes and more
    are mapped."""
    expected, outcomes = answers(open_archive(archive)), Counter[str]()

    def ask(drawn: random.Random) -> str:
        files.LARGE = large
        opened = open_archive(archive)
        if drawn.random() < 1 / 2:
            answers(opened)
        cut(current_generation(archive).folder, drawn)
        time.sleep(2 * files.LOOK_AGAIN)
        return what_comes(lambda: answers(opened), archive, expected)

    for _ in range(count):
        with as_it_was(archive):
            outcome = in_a_process(partial(ask, random.Random(chance.random())))
        chance.random()  # what the other process drew is not known here
        outcomes[outcome] += 1
    return outcomes


def what_comes(ask: Callable[[], str], archive: Path, expected: str) -> str:
    """What comes of asking an archive."""
    try:
        return RIGHT if ask() == expected else OTHER
    except (ArchiveError, SettingsError) as error:
        return FOUND if str(archive) in str(error) else f"an error that names no file: {error}"
    except Exception as error:
        return f"another exception: {type(error).__name__}: {error}"


def in_a_process(ask: Callable[[], str]) -> str:
    """What ``ask`` gives, in a process that may crash or hang."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        os.write(write, ask().encode()[:4000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return "a hang" if name == "SIGALRM" else f"a crash: {name}"
    return answer


def a_file(folder: Path, chance: random.Random) -> Path:
    """A file of an archive; its CURRENT, and each file of its generation alike."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    return chance.choice([*files, folder.parent.parent / "CURRENT"])


def flipped(folder: Path, chance: random.Random) -> str:
    """Flip one bit."""
    return flip(a_file(folder, chance), chance)


def flip(path: Path, chance: random.Random) -> str:
    """Flip one bit of a file; where."""
    content, bit = bytearray(path.read_bytes()), chance.randrange(8 * path.stat().st_size)
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)
    return f"{path}, bit {bit}"


def cut(folder: Path, chance: random.Random) -> str:
    """Cut a file short."""
    return shorten(a_file(folder, chance), chance)


def shorten(path: Path, chance: random.Random) -> str:
    """Cut a file short; where."""
    size = chance.randrange(path.stat().st_size)
    os.truncate(path, size)
    return f"{path} at {size}"


if __name__ == "__main__":
    sys.exit(main())
