"""What is broken: small archives, the commands that change them, and what they answer before and after."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import morgue
from bench.trust.calls import Ended, run
from index import NoArchive
from index.archive.directory import current_generation
from index.archive.generation import Generation, check
from search import QuoteRequest, SearchRequest, open_archive

SEED = 20011
WORDS = (
    "strike bridge price ferry mayor storm harbour vote rate oil bank trade bell market wheat council school".split()
)
SPEAKERS = ("Moira Tregellis", "John Smith", "Ada Quill")
NOTHING = "no archive"
NEXT = "next"  # the article that the next writer adds


@dataclass(frozen=True)
class Scene:
    """``command`` changes what an archive says from ``old`` to ``new``; ``before`` is the folder of such an archive."""

    name: str
    command: tuple[str, ...]
    before: Path | None
    old: str
    new: str

    def set_up(self, archive: Path) -> None:
        """Put the archive as it was before to a place where it may be broken."""
        shutil.rmtree(archive, ignore_errors=True)
        if self.before:
            shutil.copytree(self.before, archive)


def perform(arguments: tuple[str, ...], archive: Path) -> Callable[[], int]:
    """A command over an archive."""
    return lambda: morgue.main([*arguments, "--archive", str(archive)])


def plainly(arguments: tuple[str, ...], archive: Path) -> Ended:
    """Run a command that nothing breaks."""
    return run(perform(arguments, archive), archive, lambda _: None, names=())


def says(archive: Path) -> str:
    """All that an archive answers, in short; raises what it does not stand up to."""
    try:
        check(archive)
    except NoArchive:
        return NOTHING
    generation, opened = Generation(archive), open_archive(archive)
    articles = [generation.article(number) for number in generation.articles.live.tolist()]
    found: list[object] = [sorted(map(repr, articles)), sorted(repr(opened.versions(each.id)) for each in articles)]
    for word in WORDS[:5]:
        found.append(sorted((hit.id, hit.headline) for hit in opened.search(SearchRequest(word, size=100)).hits))
        found.append(
            sorted((hit.id, hit.text, hit.speaker) for hit in opened.quotes(QuoteRequest(word, size=100)).hits)
        )
    return f"{len(articles)} articles, {hashlib.sha256(repr(found).encode()).hexdigest()[:12]}"


def debris(archive: Path, changed: bool = True) -> list[str]:
    """What lies in an archive that a writer which came to its end does not leave, whether or not it ``changed``
    anything: if not, all generations stay that are whole."""
    current = current_generation(archive).folder
    generations = sorted(path.name for path in current.parent.iterdir())
    wrong = [f"generation {name}" for name in generations if name > current.name]
    if changed and len(generations) > 2:  # noqa: PLR2004 - the one in force, and the one before for who reads it
        wrong.append(f"{len(generations)} generations")
    expected = {"CURRENT", "lock", "generations"}
    wrong += [path.name for path in archive.iterdir() if path.name not in expected]
    for folder in current.parent.iterdir():
        manifest = folder / "manifest.json"
        named = set(json.loads(manifest.read_bytes())["files"]) if manifest.exists() else set()
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        wrong += [f"{folder.name}/{name}" for name in there ^ (named | {"manifest.json"})]
    return wrong


def next_writer(archive: Path, sources: Path) -> list[str]:
    """Have another writer come: what is wrong with how it ended and what it left."""
    before = says(archive)
    exists = before != NOTHING
    ended = plainly(("add" if exists else "rebuild", str(sources / f"{NEXT}.jsonl"), "--workers", "1"), archive)
    if ended.code:
        return [f"the next writer failed: {ended.err.strip()}"]
    after = says(archive)
    found = Generation(archive).articles.document(NEXT) >= 0
    return debris(archive, after != before) + ([] if found else ["what the next writer added is missing"])


@contextmanager
def scenes() -> Iterator[tuple[list[Scene], Path]]:
    """All scenes, and a folder to play them in, with the sources in it."""
    with TemporaryDirectory(prefix="morgue-trust-") as name:
        folder = Path(name)
        _write_sources(folder)
        _warm_up(folder)
        few, many = folder / "few", folder / "many"
        for archive, sources in ((few, "few"), (many, "many")):
            for _ in range(2):  # with a generation before, which the next writer clears away
                _succeed(("rebuild", str(folder / f"{sources}.jsonl")), archive)
        acts = [
            ("first rebuild", ("rebuild", str(folder / "few.jsonl"), "--workers", "1"), None),
            ("rebuild", ("rebuild", str(folder / "versions.jsonl"), "--workers", "1"), few),
            ("add", ("add", str(folder / "more.jsonl"), "--workers", "1"), many),
            ("add that merges", ("add", str(folder / "more.jsonl"), "--workers", "1"), few),
            ("remove", ("remove", "many-3"), many),
        ]
        yield [_scene(*act, folder / "after") for act in acts], folder


def _warm_up(folder: Path) -> None:
    """Load in this process what commands need, so that those forked from it have it."""
    archive = folder / "warm"
    sources = [str(folder / f"{name}.jsonl") for name in ("many", "more", "few")]
    with redirect_stdout(io.StringIO()):
        for command in (("rebuild", sources[0]), ("add", sources[1]), ("add", sources[2]), ("remove", "few-1")):
            perform(command, archive)()
    says(archive)


def _scene(name: str, command: tuple[str, ...], before: Path | None, after: Path) -> Scene:
    old = says(before) if before else NOTHING
    Scene(name, command, before, old, "").set_up(after)
    _succeed(command, after)
    return Scene(name, command, before, old, says(after))


def _succeed(command: tuple[str, ...], archive: Path) -> None:
    ended = plainly(command, archive)
    if ended.code:
        raise RuntimeError(f"{' '.join(command)}: {ended.err}")


def _write_sources(folder: Path) -> None:
    chance = random.Random(SEED)
    names = {
        "few": ["few-1", "few-2", "few-3"],
        "many": [*(f"many-{n}" for n in range(12)), "many-1", "many-3"],
        "versions": ["few-1", "new-1", "few-1"],  # the last of one id is shown, so that the segment is written again
        "more": ["more-1", "more-2", "many-1"],
        NEXT: [NEXT],
    }
    for file, ids in names.items():
        lines = [json.dumps(_story(chance, identifier)) for identifier in ids]
        (folder / f"{file}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _story(chance: random.Random, identifier: str) -> dict[str, str]:
    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count)).capitalize()

    text = f"{words(30)}.\n\n“{words(8)},” said {chance.choice(SPEAKERS)}. {words(20)}."
    return {"id": identifier, "title": words(5), "text": text, "date": f"2001-02-{chance.randint(1, 28):02}"}
