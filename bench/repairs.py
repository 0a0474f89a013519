"""Whether a damaged archive is repaired: ``python -m bench.repairs [--alone N] [--among N]``.

Up to eight files of an archive are flipped, cut short or removed, and ``morgue check --repair`` is run.

Alone, an archive of one generation must then answer as one that is built of all articles but those named as lost, with
an earlier version in place of such as have one.

Among several generations, which differ by articles and versions that were added, replaced, withdrawn, sent again and
removed, any of them is damaged, in half of the trials the same file of all of them, as they share what did not change.
In some, files of one generation are laid over those of another, a segment of another archive is put beside them, or
``CURRENT`` is removed. The archive must then show each article as it was or name it as lost; nothing that was removed
or withdrawn unless that is said, no version that was not there unless that is said, none twice, and no text of the
other archive, unless it is said that what no manifest lists was believed; and it must know which files it was read
from, or say that it does not: else what was removed comes back with the next ``morgue add``. Exits with 1 otherwise.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bench.damage import OTHER, RIGHT, a_file, answers, article, build, flip, in_a_process, older, shorten
from corpus import Article, Source, Unreadable
from index import Settings
from index.archive.build import rebuild
from index.archive.generation import Generation, check
from index.archive.report import NothingToIndex
from index.archive.updates import add, files_read, remove
from index.repairing.choosing import DAMAGED, INSTEAD
from index.repairing.repair import Repair, repair
from index.store.articles import ArticleReader
from index.store.sorting import content_of
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


def laid_over(folder: Path, other: Path, chance: random.Random) -> list[str]:
    """Lay files of another generation over those of the same names in a folder; where."""
    share = chance.choice([0.2, 1])
    names = [path.relative_to(other) for path in sorted(other.rglob("*")) if path.is_file()]
    same = [name for name in names if (folder / name).is_file() and chance.random() < share]
    for name in same:
        content = (other / name).read_bytes()
        (folder / name).unlink()  # which other generations may share
        (folder / name).write_bytes(content)
    return [f"{len(same)} files of {other} laid over {folder}"]


def with_a_stranger(folder: Path, segment: Path, chance: random.Random) -> list[str]:
    """Put a segment of another archive beside those of a generation; where."""
    place = folder / "segments" / chance.choice(["000003", "000009"])
    if not place.exists():
        shutil.copytree(segment, place)
    return [f"{place} put there"]


def mistaken(archive: Path, chance: random.Random) -> list[str]:
    """What somebody may do to an archive of several generations, in a third of the trials; where."""
    folders = sorted((archive / "generations").iterdir())
    (stranger,) = archive.with_name("stranger").glob("generations/*/segments/*")
    match chance.randrange(9):
        case 0:
            folder, other = chance.sample(folders, 2)
            return laid_over(folder, other, chance)
        case 1:
            return with_a_stranger(chance.choice(folders), stranger, chance)
        case 2:
            return [taken_away(archive / "CURRENT", chance)]
    return []


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
    return trials(
        archive, count, chance, lambda broken, done: as_built(broken, done, expected), lambda _archive, _chance: []
    )


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
    ``content_of``; and which files it was read from."""

    shown: dict[str, int]
    earlier: dict[str, list[int]]
    files: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, archive: Path) -> Texts:
        """What the generation in force has."""
        articles, versions = texts_in(archive)
        earlier: dict[str, list[int]] = {each.id: [] for each in articles}
        for version in versions:
            earlier[version.id].append(content_of(version))
        return cls({each.id: content_of(each) for each in articles}, earlier, files_read(archive))

    def all(self) -> set[tuple[str, int]]:
        """What any article or version says, each with its id."""
        versions = {(name, text) for name, texts in self.earlier.items() for text in texts}
        return versions | {*self.shown.items()}


def several(archive: Path) -> None:
    """An archive of two generations: articles were added, replaced and withdrawn, then some of all kinds removed, and
    others added, of which one had been removed, and others are withdrawn by the same. And beside it a ``stranger``, an
    archive with other texts of articles of the same ids."""
    chance = random.Random(6)
    first, more = [article(n, chance) for n in range(150)], [article(n, chance) for n in range(150, 180)]
    newer = [later(each) for each in first[3::12]]
    rebuild([*older(first[1::10]), *first], archive, Settings(), files={"first.txt": (1, 2)})
    add([*more, *newer, *(withdrawn(name) for name in ("a5", "a25", "a45"))], archive, Settings())
    remove([f"a{n}" for n in range(0, 180, 23)], archive)
    again: list[Article | Unreadable] = [
        withdrawn("a7"),
        later(first[7]),
        withdrawn("a11"),
        later(first[11]),
        later(later(first[11])),
    ]
    add(
        [later(first[0]), *(later(each) for each in newer[::4]), withdrawn("a65"), withdrawn("a151"), *again],
        archive,
        Settings(),
        files={"more.txt": (3, 4)},
    )
    rebuild([article(n, chance) for n in range(180)], archive.with_name("stranger"), Settings())


def later(it: Article) -> Article:
    """A version a day after another."""
    assert it.published
    return replace(it, headline=f"Late {it.headline}", published=it.day + timedelta(days=1) if it.day else None)


def withdrawn(name: str) -> Unreadable:
    """What says that an article is not to be shown any more."""
    return Unreadable(Source(f"{name}.kill.txt"), "withheld", withdraws=name)


def among(archive: Path, count: int, chance: random.Random) -> Counter[str]:
    """How many repairs of so many damages to one or all generations of an archive came to what."""
    before, held = Texts.of(archive), held_in(archive)
    return trials(archive, count, chance, lambda broken, done: compared(before, Texts.of(broken), done, held), mistaken)


def held_in(archive: Path) -> set[tuple[str, int]]:
    """What any text says that stands anywhere in an archive, also one that was removed or withdrawn, with its id."""
    held = set[tuple[str, int]]()
    for path in archive.glob("generations/*/*/*/articles.zst"):
        texts = ArticleReader(path.parent)
        held |= {(text.id, content_of(text)) for text in map(texts.__getitem__, range(len(texts)))}
    return held


def compared(before: Texts, now: Texts, done: Repair | None, held: set[tuple[str, int]]) -> str:
    """What became of the texts of an archive, in which ``held`` stood somewhere."""
    reasons, notes = lost_in(done), " ".join(done.notes) if done else ""
    wrong = chain(wrong_articles(before, now, reasons, notes, held), wrong_versions(before, now, reasons, notes))
    if first := next(wrong, ""):
        return f"{OTHER}: {first}"
    if now.files != before.files and not any(what in notes for what in ("sources.zst", "taken for the one in force")):
        return f"{OTHER}: it is not known which files were read, and that is not said"
    if now == before:
        return RIGHT
    return NAMED if reasons and now.shown.keys() <= before.shown.keys() else SAID


def wrong_articles(
    before: Texts, now: Texts, reasons: dict[str, str], notes: str, held: set[tuple[str, int]]
) -> Iterator[str]:
    """Which articles are gone, back, or have other texts, and that is not said."""
    for name, text in before.shown.items():
        if name not in now.shown and name not in reasons and "are lost" not in notes:
            yield f"{name!r} is gone, and not named"
        is_foreign = (name, now.shown.get(name)) not in held  # which a manifest would tell that is whole
        is_told = reasons.get(name, DAMAGED) > DAMAGED or (is_foreign and "were believed" in notes)
        if name in now.shown and now.shown[name] != text and not is_told:
            yield f"{name!r} has another text, and that is not said"
    for name in now.shown.keys() - before.shown.keys():
        if not is_said(name, notes):
            yield f"{name!r} is back, and that is not said"
    for name, text in now.all() - before.all():
        if (name, text) not in held and "were believed" not in notes:
            yield f"{name!r} has a text of another archive"
        if now.shown[name] == text and not (is_said(name, notes) or "withdrawn" in reasons.get(name, "")):
            yield f"{name!r} has a text that was withdrawn, and that is not said"


def wrong_versions(before: Texts, now: Texts, reasons: dict[str, str], notes: str) -> Iterator[str]:
    """Which articles have other versions than before, and that is not said, or one twice."""
    for name, texts in now.earlier.items():
        there = Counter(before.earlier.get(name, ()))
        if len({*texts, now.shown[name]}) <= len(texts):
            yield f"{name!r} has a version twice"
        if Counter(texts) - there and not (is_said(name, notes) or name in reasons):
            yield f"{name!r} has another version, and that is not said"
        if there - Counter([*texts, now.shown[name]]) and "version" not in notes:
            yield f"{name!r} lacks a version, and that is not said"


def is_said(name: str, notes: str) -> bool:
    """Whether something is said of an article: by its id, as one of more than are named or known."""
    return repr(name) in notes or any(what in notes for what in (" more", "are back", "taken for the one in force"))


def texts_in(archive: Path) -> tuple[list[Article], list[Article]]:
    """The articles of an archive, and their earlier versions, those of one as they came."""
    generation = Generation(archive)
    articles = [generation.article(number) for number in generation.articles.live.tolist()]
    return articles, [version for each in articles for version in generation.versions(each.id)]


def trials(
    archive: Path,
    count: int,
    chance: random.Random,
    tell: Callable[[Path, Repair | None], str],
    mistake: Callable[[Path, random.Random], list[str]],
) -> Counter[str]:
    """What came of repairing an archive after so many damages, and what somebody did by ``mistake``, as ``tell`` has it
    of the archive that was repaired."""
    outcomes = Counter[str]()
    for _ in range(count):
        broken = Path(shutil.copytree(archive, archive.with_name("broken"), dirs_exist_ok=True))
        where = mistake(broken, chance) + damaged(sorted((broken / "generations").iterdir()), chance)
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
