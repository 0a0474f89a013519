"""Whether a damaged archive is repaired: ``python -m bench.repairs [--alone N] [--among N]``.

Up to eight files of an archive are flipped, cut short or removed, and ``morgue check --repair`` is run.

Alone, an archive of one generation must then answer as one that is built of all articles but those named as lost, with
an earlier version in place of such as have one.

Among several generations, which differ by articles and versions that were added, replaced, withdrawn and removed, any
of them is damaged, in half of the trials the same file of all of them, as they share what did not change. The archive
must then show each article as it was or name it as lost; nothing that was removed or withdrawn unless that is said, no
version that was not there unless that is said; and where one generation alone is damaged, nothing is lost that another
one holds. Exits with 1 otherwise.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from bench.damage import OTHER, RIGHT, a_file, answers, article, build, flip, in_a_process, older, shorten
from corpus import Article, Source, Unreadable
from index import Settings
from index.archive.build import rebuild
from index.archive.generation import Generation, check
from index.archive.report import NothingToIndex, content_of
from index.archive.updates import add, remove
from index.repairing.choosing import DAMAGED, INSTEAD
from index.repairing.repair import Repair, repair
from search import open_archive

NAMED, REFUSED = "articles lost, and named; right answers without them", "no text left to read, which is said"
BACK = "other articles than before, which is said"
SAID = "other articles or versions, which is said"


def main() -> int:
    """Run the trials; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--alone", type=int, default=200, help="damages to one generation (default: %(default)s)")
    parser.add_argument("--among", type=int, default=200, help="damages among several (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, made, trials, count in (
            ("alone", build, alone, options.alone),
            ("among several", several, among, options.among),
        ):
            archive = Path(folder) / name.replace(" ", "-")
            made(archive)
            outcomes = trials(archive, count, random.Random(options.seed))
            print(f"{name}: {count:,}", *(f"{n:>8,}  {what}" for what, n in outcomes.most_common()), sep="\n  ")
            wrong += sum(n for what, n in outcomes.items() if what not in (RIGHT, NAMED, BACK, SAID, REFUSED))
    return int(wrong > 0)


def damaged(folders: list[Path], chance: random.Random) -> list[str]:
    """Damage up to eight files in one of the ``folders`` of generations, some of them in all that have them; where."""
    folder, places = chance.choice(folders), list[str]()
    for _ in range(chance.choice([1, 2, 3, 5, 8])):
        path = a_file(folder, chance)
        if not path.exists():
            continue
        same = [each / path.relative_to(folder) for each in folders if path.is_relative_to(folder)]
        shared = [each for each in same if each.is_file()] if chance.random() < 1 / 2 else [path]
        how, seed = chance.choice([flip, flip, shorten, shorten, taken_away]), chance.random()
        places += [how(each, random.Random(seed)) for each in shared if how is taken_away or each.stat().st_size]
    return places


def taken_away(path: Path, _: random.Random) -> str:
    """Remove a file; which."""
    path.unlink()
    return f"{path} removed"


def alone(archive: Path, count: int, chance: random.Random) -> Counter[str]:
    """How many repairs of so many damages to an archive of one generation came to what."""
    articles, versions = texts_in(archive)

    @cache
    def expected(lost: frozenset[str], stood_in: frozenset[str]) -> str:
        first = [each for each in versions if each.id not in stood_in]
        last = [each for each in versions if each.id in stood_in]
        there = [each for each in [*first, *articles] if each.id not in lost]
        rebuild([*there, *last], archive.with_name("fresh"), Settings())
        return answers(open_archive(archive.with_name("fresh")))

    expected(frozenset(), frozenset())
    return trials(archive, count, chance, lambda broken, done: as_built(broken, done, expected))


def as_built(broken: Path, done: Repair | None, expected: Callable[[frozenset[str], frozenset[str]], str]) -> str:
    """Whether an archive answers as ``expected`` without the articles that are lost, and with the versions that stood
    in for some of these."""
    reasons = lost_in(done)
    stood_in = frozenset(name for name, reason in reasons.items() if reason.endswith(INSTEAD))
    if answers(open_archive(broken)) == expected(frozenset(reasons), stood_in):
        return NAMED if reasons else RIGHT
    return BACK if done and any("are back" in note or "lost" in note for note in done.notes) else OTHER


class Texts(NamedTuple):
    """What an archive has: of each article, by its id, what it says, and what each of its earlier versions did, by
    ``content_of``."""

    shown: dict[str, int]
    earlier: dict[str, list[int]]

    @classmethod
    def of(cls, archive: Path) -> Texts:
        """What the generation in force has."""
        articles, versions = texts_in(archive)
        earlier: dict[str, list[int]] = {each.id: [] for each in articles}
        for version in versions:
            earlier[version.id].append(content_of(version))
        return cls({each.id: content_of(each) for each in articles}, earlier)


def several(archive: Path) -> None:
    """An archive of two generations: articles were added, replaced and withdrawn, then some of all kinds removed, and
    others added, of which one had been removed."""
    chance = random.Random(6)
    first, more = [article(n, chance) for n in range(150)], [article(n, chance) for n in range(150, 180)]
    newer = [later(each) for each in first[3::12]]
    rebuild([*older(first[1::10]), *first], archive, Settings())
    add([*more, *newer, *(withdrawn(name) for name in ("a5", "a25", "a45"))], archive, Settings())
    remove([f"a{n}" for n in range(0, 180, 23)], archive)
    add(
        [later(first[0]), *(later(each) for each in newer[::4]), withdrawn("a65"), withdrawn("a151")],
        archive,
        Settings(),
    )


def later(it: Article) -> Article:
    """A version a day after another."""
    assert it.published
    return replace(it, headline=f"Late {it.headline}", published=it.day + timedelta(days=1) if it.day else None)


def withdrawn(name: str) -> Unreadable:
    """What says that an article is not to be shown any more."""
    return Unreadable(Source(f"{name}.kill.txt"), "withheld", withdraws=name)


def among(archive: Path, count: int, chance: random.Random) -> Counter[str]:
    """How many repairs of so many damages to one or all generations of an archive came to what."""
    before = Texts.of(archive)
    return trials(archive, count, chance, lambda broken, done: compared(before, Texts.of(broken), done))


def compared(before: Texts, now: Texts, done: Repair | None) -> str:
    """What became of the texts of an archive."""
    reasons, notes = lost_in(done), " ".join(done.notes) if done else ""
    for name, text in before.shown.items():
        if name not in now.shown and name not in reasons and "are lost" not in notes:
            return f"{OTHER}: {name!r} is gone, and not named"
        if name in now.shown and now.shown[name] != text and not reasons.get(name, DAMAGED) > DAMAGED:
            return f"{OTHER}: {name!r} has another text, and that is not said"
    if back := [name for name in now.shown.keys() - before.shown.keys() if not is_said(name, notes)]:
        return f"{OTHER}: {back[0]!r} is back, and that is not said"
    for name, texts in now.earlier.items():
        there = Counter(before.earlier.get(name, ()))
        if Counter(texts) - there and not (is_said(name, notes) or name in reasons):
            return f"{OTHER}: {name!r} has another version, and that is not said"
        if there - Counter([*texts, now.shown[name]]) and "version" not in notes:
            return f"{OTHER}: {name!r} lacks a version, and that is not said"
    if now == before:
        return RIGHT
    return NAMED if reasons and now.shown.keys() <= before.shown.keys() else SAID


def is_said(name: str, notes: str) -> bool:
    """Whether something is said of an article: by its id, as one of more than are named or known."""
    return repr(name) in notes or any(what in notes for what in (" more", "are back", "taken for the one in force"))


def texts_in(archive: Path) -> tuple[list[Article], list[Article]]:
    """The articles of an archive, and their earlier versions, those of one as they came."""
    generation = Generation(archive)
    articles = [generation.article(number) for number in generation.articles.live.tolist()]
    return articles, [version for each in articles for version in generation.versions(each.id)]


def trials(
    archive: Path, count: int, chance: random.Random, tell: Callable[[Path, Repair | None], str]
) -> Counter[str]:
    """What came of repairing an archive after so many damages, as ``tell`` has it of the archive that was repaired."""
    outcomes = Counter[str]()
    for _ in range(count):
        broken = Path(shutil.copytree(archive, archive.with_name("broken"), dirs_exist_ok=True))
        where = damaged(sorted((broken / "generations").iterdir()), chance)
        outcome = in_a_process(partial(repaired, broken, tell))
        if outcome not in (RIGHT, NAMED):
            print(f"    {outcome}: {', '.join(where).replace(f'{broken}/', '')}", file=sys.stderr)
        outcomes[outcome.partition(":")[0]] += 1
        shutil.rmtree(broken)
    return outcomes


def repaired(broken: Path, tell: Callable[[Path, Repair | None], str]) -> str:
    """What comes of repairing an archive."""
    try:
        _, done = repair(broken, Settings())
        check(broken)
    except NothingToIndex:
        return REFUSED
    except Exception as error:
        return f"another exception: {type(error).__name__}: {error}"
    return tell(broken, done)


def lost_in(done: Repair | None) -> dict[str, str]:
    """Why articles are lost, by their ids."""
    return {str(item.source).partition("'")[2][:-1]: item.reason for item in done.lost} if done else {}


if __name__ == "__main__":
    sys.exit(main())
