"""Repair where a generation has lost texts: it says what there is, others give what they still hold of that."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bench import damage, repairs
from corpus import Article, Source, Unreadable
from index import Settings
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import Generation, check
from index.archive.report import NothingToIndex
from index.archive.updates import add, remove
from index.repairing.choosing import INSTEAD, REMARK
from index.repairing.repair import Repair, repair
from tests.conftest import make_article, run

FIRST, OTHERS = [f"i{n}" for n in range(20)], [f"o{n}" for n in range(20)]
HALF = FIRST[:10]


def version(number: int, ids: Iterable[str] = FIRST) -> list[Article]:
    return [make_article(name, f"{name} v{number}", f"The gull {name} ate, and that {number} times.") for name in ids]


def folder_of(archive: Path) -> Path:
    return current_generation(archive).folder


def spoil(path: Path) -> None:
    """Change two bits in the middle."""
    content = bytearray(path.read_bytes())
    for at in (len(content) // 2, len(content) // 2 + 1):
        content[at] ^= 8
    path.write_bytes(content)


def repaired(archive: Path) -> Repair:
    _, done = repair(archive, Settings())
    assert done
    assert check(archive)
    return done


def shown(archive: Path) -> dict[str, str]:
    """The headlines of all articles, by their ids."""
    generation = Generation(archive)
    articles = map(generation.article, generation.articles.live.tolist())
    return {article.id: article.headline for article in articles}


def versions(archive: Path) -> dict[str, list[str]]:
    """The headlines of the earlier versions of each article."""
    generation = Generation(archive)
    return {name: [each.headline for each in generation.versions(name)] for name in shown(archive)}


def headlines(number: int, ids: Iterable[str] = FIRST) -> dict[str, str]:
    return {article.id: article.headline for article in version(number, ids)}


def lost_in(done: Repair) -> dict[str, str]:
    """The reasons why articles are lost, by their ids."""
    return {str(item.source).partition("'")[2][:-1]: item.reason for item in done.lost}


def note_on(what: str, done: Repair) -> str:
    (note,) = [note for note in done.notes if what in note]
    return note


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rebuild(version(1), tmp_path / "archive", Settings())
    return tmp_path / "archive"


@pytest.fixture
def three(archive: Path) -> Path:
    """An archive with three versions of each article."""
    add(version(2), archive, Settings())
    add(version(3), archive, Settings())
    return archive


def test_removed_articles_stay_removed_where_the_generation_before_gives_the_texts(archive: Path) -> None:
    remove(HALF, archive)
    (archive / "generations" / "000002" / "segments" / "000002" / "articles.dict").unlink()
    said = run("check", "--repair", "--archive", str(archive), code=1).stdout
    assert "1 file of generation 000002 damaged:\n  segments/000002/articles.dict\n" in said
    assert "is in force: 10 articles\n" in said
    assert "article 'i10': its stored text is damaged, and that of generation 000001 is shown, which may say" in said
    left_out = ", ".join(map(repr, HALF))
    assert (
        f"10 articles of generation 000001 were left out, which generation 000002 does not have: {left_out}\n" in said
    )
    run("show", "--archive", str(archive), "i0", code=1)
    assert shown(archive) == headlines(1, FIRST[10:])


def test_withdrawn_articles_stay_withdrawn_too(archive: Path) -> None:
    add([Unreadable(Source("kill.txt"), "withheld", withdraws=name) for name in HALF], archive, Settings())
    spoil(folder_of(archive) / "segments" / "000002" / "articles.dict")
    done = repaired(archive)
    assert shown(archive) == headlines(1, FIRST[10:])
    assert {*lost_in(done)} == {*FIRST[10:]}
    assert all(repr(name) in note_on("were left out", done) for name in HALF)


def test_what_was_added_since_is_named_as_lost(archive: Path) -> None:
    add(version(1, OTHERS), archive, Settings())
    spoil(folder_of(archive) / "segments" / "000002" / "articles.zst")
    done = repaired(archive)
    lost, there = lost_in(done), shown(archive)
    assert len(lost) == 32
    assert {*there} == {*FIRST, *OTHERS} - {name for name, reason in lost.items() if "shown" not in reason}
    assert {name for name, reason in lost.items() if "that of generation 000001 is shown" in reason} == {*FIRST}


def test_the_newest_version_that_can_be_read_is_shown_and_all_before_it_kept(three: Path) -> None:
    spoil(folder_of(three) / "segments" / "000003" / "articles.zst")
    done = repaired(three)
    assert lost_in(done) == dict.fromkeys(FIRST, "its stored text is damaged" + INSTEAD)
    assert shown(three) == headlines(2)
    assert versions(three) == {name: [headline] for name, headline in headlines(1).items()}
    assert Generation(three).article(0).remarks == (REMARK,)


@pytest.mark.parametrize(("harm", "count"), [(Path.unlink, 40), (spoil, 32)])
def test_versions_that_only_the_generation_before_holds_are_taken_from_it(
    three: Path, harm: Callable[[Path], None], count: int
) -> None:
    before = versions(three)
    harm(folder_of(three) / "earlier" / "000003" / "articles.zst")
    done = repaired(three)
    assert (done.files, done.lost) == (("earlier/000003/articles.zst",), ())
    assert done.notes == (f"{count} earlier versions were read in generation 000002",)
    assert shown(three) == headlines(3)
    assert versions(three) == before


def test_a_version_that_may_be_the_one_shown_is_said_to_be(three: Path) -> None:
    spoil(folder_of(three) / "segments" / "000003" / "articles.dict")
    spoil(folder_of(three) / "earlier" / "000003" / "articles.dict")
    done = repaired(three)
    assert shown(three) == headlines(2)
    assert versions(three) == {name: [headline] for name, headline in headlines(1).items()}
    assert note_on("earlier/000003 are lost", done).startswith("20 earlier versions")
    assert "but for one each where that is what is shown" in note_on("earlier/000003 are lost", done)


def test_versions_that_are_damaged_in_both_generations_are_named(three: Path) -> None:
    spoil(three / "generations" / "000002" / "earlier" / "000002" / "articles.zst")
    spoil(folder_of(three) / "earlier" / "000003" / "articles.zst")
    done = repaired(three)
    kept = {name: len(found) for name, found in versions(three).items()}
    lost = 40 - sum(kept.values())
    assert 0 < lost <= 32
    note = note_on("are lost", done)
    assert note.startswith(f"{lost} earlier versions in earlier/000003 are lost, of: ")
    assert all(repr(name) in note for name, count in kept.items() if count < 2)
    assert "generation 000002 is damaged, too: earlier/000002/articles.zst" in done.notes


def test_versions_whose_keys_are_lost_too_are_taken_and_that_is_said(three: Path) -> None:
    shutil.rmtree(folder_of(three) / "earlier" / "000003")
    done = repaired(three)
    assert versions(three)["i0"] == ["i0 v1", "i0 v2"]
    assert "generation 000002; whether all were there still is not known, of: 'i0'" in note_on("read in", done)
    assert note_on("some earlier versions in earlier/000003 may be lost", done)


def test_versions_of_what_was_withdrawn_before_it_came_again_do_not_come_back(archive: Path) -> None:
    add(version(2), archive, Settings())
    kill = Unreadable(Source("kill.txt"), "withheld", withdraws="i0")
    add([kill, *version(3), *version(4, ["i0"])], archive, Settings())
    assert versions(archive)["i0"] == ["i0 v3"]
    for path in folder_of(archive).glob("earlier/*/articles.zst"):
        path.write_bytes(b"")
    done = repaired(archive)
    assert versions(archive)["i0"] == []
    assert versions(archive)["i1"] == ["i1 v1", "i1 v2"]
    assert "'i0'" in note_on("left out", done)


def test_where_ids_are_lost_too_it_is_said_how_many_and_which_may_have_been_removed(archive: Path) -> None:
    remove(HALF, archive)
    segment = folder_of(archive) / "segments" / "000002"
    for path in (segment / "articles.dict", *(segment / "articles").glob("ids.*")):
        path.unlink()
    done = repaired(archive)
    assert shown(archive) == headlines(1)
    note = note_on("may have been removed", done)
    assert note.startswith("20 articles of generation 000001")
    assert all(repr(name) in note for name in FIRST)
    assert "10 articles that had been removed, or replaced, are back" in done.notes
    assert all("it was removed since" in Generation(archive).article(n).remarks[0] for n in range(20))


def test_a_text_from_before_a_removal_is_not_that_of_what_came_again(archive: Path) -> None:
    first = shutil.copytree(folder_of(archive), archive.parent / "first")
    remove(["i0"], archive)
    add(version(2, ["i0"]), archive, Settings())
    shutil.copytree(first, archive / "generations" / "000001")
    for path in folder_of(archive).glob("segments/*/articles.dict"):
        path.unlink()
    done = repaired(archive)
    assert lost_in(done)["i0"].endswith("that of generation 000001 may have been withdrawn or removed since: left out")
    assert shown(archive) == headlines(1, FIRST[1:])


def test_where_both_generations_are_damaged_each_text_is_taken_from_where_it_is(archive: Path) -> None:
    add(version(1, OTHERS), archive, Settings())
    (folder_of(archive) / "segments" / "000002" / "articles.dict").unlink()
    spoil(archive / "generations" / "000001" / "articles" / "columns-day.npy")
    spoil(archive / "generations" / "000001" / "segments" / "000001" / "articles" / "ids.terms.npy")
    done = repaired(archive)
    assert shown(archive) == headlines(1)
    assert {*lost_in(done)} == {*FIRST, *OTHERS}
    assert "articles/columns-day.npy, segments/000001/articles/ids.terms.npy" in note_on("damaged, too", done)


def test_a_file_that_another_generation_has_as_it_was_is_no_loss(archive: Path) -> None:
    add(version(1, ["o1"]), archive, Settings())
    before = shown(archive)
    for name in ("articles.dict", "articles.zst", "articles.npy", "articles/documents.npy"):
        (folder_of(archive) / "segments" / "000001" / name).unlink()
    done = repaired(archive)
    assert len(done.files) == 4
    assert (done.lost, done.notes) == ((), ())
    assert shown(archive) == before


def test_without_its_segments_a_generation_still_says_that_it_is_in_force(archive: Path) -> None:
    add(version(1, OTHERS), archive, Settings())
    shutil.rmtree(folder_of(archive) / "segments")
    done = repaired(archive)
    assert done.damaged == "000002"
    assert shown(archive) == headlines(1)
    assert "20 more articles are lost, whose ids are not known" in done.notes


def test_without_its_folder_it_is_said_that_it_is_gone(archive: Path) -> None:
    remove(HALF, archive)
    shutil.rmtree(folder_of(archive))
    done = repaired(archive)
    assert "generation 000002, which CURRENT names, is not there: all that it changed is lost" in done.notes[0]


def test_a_generation_that_was_finished_but_never_in_force_gives_texts_too(archive: Path) -> None:
    current = (archive / "CURRENT").read_bytes()
    add(version(1, OTHERS), archive, Settings())
    (archive / "CURRENT").write_bytes(current)
    (archive / "generations" / "000001" / "segments" / "000001" / "articles.dict").unlink()
    done = repaired(archive)
    assert (done.damaged, {*lost_in(done)}) == ("000001", {*FIRST})
    assert shown(archive) == headlines(1)
    assert "20 articles of generation 000002 were left out" in note_on("left out", done)


def test_a_generation_of_another_format_gives_nothing(archive: Path) -> None:
    before = archive / "generations" / "000001" / "manifest.json"
    rebuild(version(1, [*FIRST, "o1"]), archive, Settings())
    before.write_bytes(before.read_bytes().replace(b'"format": ', b'"format": 9'))
    spoil(folder_of(archive) / "segments" / "000002" / "articles.dict")
    with pytest.raises(NothingToIndex):
        repair(archive, Settings())


def test_what_is_in_doubt_and_cannot_be_read_is_named_too(tmp_path: Path) -> None:
    both = [*FIRST, *OTHERS]
    rebuild(version(1, both), tmp_path, Settings())
    remove(both[:20], tmp_path)
    segment = folder_of(tmp_path) / "segments" / "000002"
    for path in (segment / "articles.zst", *(segment / "articles").glob("ids.*")):
        path.unlink()
    spoil(tmp_path / "generations" / "000001" / "segments" / "000001" / "articles.zst")
    done = repaired(tmp_path)
    assert shown(tmp_path) == headlines(1, both[32:])
    read, unread = [note for note in done.notes if "may have been removed since" in note]
    assert "and are shown" in read
    assert "and cannot be read" in unread
    assert all(repr(name) in (read if name in both[32:] else unread) for name in both)
    assert "12 more articles are lost, whose ids are not known" in done.notes


def test_who_changes_nothing_removes_nothing_that_a_repair_may_need(three: Path) -> None:
    there = [*sorted((three / "generations").iterdir())]
    assert len(there) == 2
    assert remove(["nobody"], three).removed == ()
    with pytest.raises(NothingToIndex):
        add([], three, Settings())
    with pytest.raises(NothingToIndex):
        rebuild([], three, Settings())
    assert [*sorted((three / "generations").iterdir())] == there


def test_until_the_next_writer_comes_all_generations_stay(three: Path) -> None:
    spoil(folder_of(three) / "segments" / "000003" / "articles.zst")
    repaired(three)
    generations = three / "generations"
    assert [path.name for path in sorted(generations.iterdir())] == ["000002", "000003", "000004"]
    add(version(1, ["o1"]), three, Settings())
    assert [path.name for path in sorted(generations.iterdir())] == ["000004", "000005"]


def test_whatever_is_damaged_in_whichever_generation_comes_back_or_is_said(tmp_path: Path) -> None:
    repairs.several(tmp_path / "archive")
    outcomes = repairs.among(tmp_path / "archive", 15, random.Random(9))
    assert {*outcomes} <= {damage.RIGHT, repairs.NAMED, repairs.SAID}
