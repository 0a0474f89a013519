"""Earlier versions of articles: kept, in order, reachable from the newest, and found by nothing else."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Source, Unreadable
from index import Settings
from index.archive import updates
from index.archive.build import rebuild
from index.archive.directory import current_generation
from index.archive.generation import Generation, check
from index.archive.report import NothingToIndex
from index.archive.updates import add, remove
from search import NoSuchArticle, QuoteRequest, SearchRequest, open_archive
from tests.conftest import make_article

FIRST, SECOND, THIRD = (
    Article("x", Source(f"{does}.txt"), f"Clerk {does}", (f"“{word},” said Ada Quill.",), published=day)
    for does, word, day in (
        ("resigns", "Herring", date(2023, 9, 4)),
        ("stays", "Stoves", datetime(2023, 9, 5, 10, 2, tzinfo=UTC)),
        ("leaves", "Gulls", date(2023, 9, 7)),
    )
)
OTHER = make_article("y", "Ferry sails")


def killed(name: str) -> Unreadable:
    return Unreadable(Source("kill.xml"), "withdrawn by its agency", withdraws=name)


def headlines(archive: Path, name: str = "x") -> list[str]:
    """Of the earlier versions, and of the newest."""
    opened = open_archive(archive)
    return [each.headline for each in (*opened.versions(name), opened.article(name))]


def kept(archive: Path) -> int:
    """How many earlier versions an archive holds, of whatever article."""
    return sum(map(len, Generation(archive).earlier.values()))


@pytest.mark.parametrize("order", ["123", "132", "213", "231", "312", "321"])
@pytest.mark.parametrize("at_once", [True, False])
def test_versions_are_in_the_order_of_publication_however_they_arrive(
    tmp_path: Path, order: str, at_once: bool
) -> None:
    first, *others = (dict(zip("123", (FIRST, SECOND, THIRD), strict=True))[which] for which in order)
    rebuild([OTHER, first, *others] if at_once else [OTHER, first], tmp_path, Settings())
    for article in () if at_once else others:
        add([article], tmp_path, Settings())
    assert headlines(tmp_path) == ["Clerk resigns", "Clerk stays", "Clerk leaves"]
    assert check(tmp_path)


def test_the_newest_alone_is_found_counted_and_suggested(tmp_path: Path) -> None:
    rebuild([FIRST, OTHER], tmp_path / "a", Settings())
    add([THIRD, SECOND], tmp_path / "a", Settings())
    rebuild([THIRD, OTHER], tmp_path / "b", Settings())
    for ask in (
        lambda it: it.search(SearchRequest("clerk OR resigns OR stays OR herring", "any")).total,
        lambda it: it.search(SearchRequest("resigns")).total + it.quotes(QuoteRequest("herring")).total,
        lambda it: it.search(SearchRequest("clerk")).hits[0].score,
        lambda it: it.search(SearchRequest("")).facets,
        lambda it: it.speakers(),
        lambda it: it.suggest("resi"),
        lambda it: (it.stats().articles, it.stats().quotes, it.stats().words, it.stats().first),
    ):
        assert ask(open_archive(tmp_path / "a")) == ask(open_archive(tmp_path / "b"))
    assert headlines(tmp_path / "a") == ["Clerk resigns", "Clerk stays", "Clerk leaves"]


def test_what_is_the_same_again_is_kept_once(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST, THIRD, FIRST], tmp_path, Settings())
    before = current_generation(tmp_path)
    for again in (FIRST, THIRD):
        report = add([again], tmp_path, Settings())
        assert (report.articles, len(report.duplicates), report.replaced) == (0, 1, ())
    assert current_generation(tmp_path) == before
    assert headlines(tmp_path) == ["Clerk resigns", "Clerk leaves"]


def test_an_article_that_is_understood_otherwise_is_no_version(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST], tmp_path, Settings())
    (tmp_path / "people.toml").write_text('[merge]\n"Dame Ada" = ["Ada Quill"]\n', encoding="utf-8")
    report = add([FIRST], tmp_path, Settings())
    assert [item.reason for item in report.replaced] == ["replaced by resigns.txt, which has the same id 'x'"]
    assert [speaker.name for speaker in open_archive(tmp_path).speakers()] == ["Dame Ada"]
    assert open_archive(tmp_path).versions("x") == ()


def test_reports_say_what_is_kept(tmp_path: Path) -> None:
    report = rebuild([OTHER, SECOND, THIRD, FIRST], tmp_path, Settings())
    assert [str(item) for item in report.replaced] == [
        "stays.txt: replaced by leaves.txt, which has the same id 'x'; kept as an earlier version",
        "resigns.txt: older than leaves.txt, which has the same id 'x'; kept as an earlier version",
    ]


def test_what_is_removed_takes_its_versions_along_for_good(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST, SECOND, THIRD], tmp_path, Settings())
    remove(["x"], tmp_path)
    assert kept(tmp_path) == 0
    with pytest.raises(NoSuchArticle):
        open_archive(tmp_path).versions("x")
    add([THIRD], tmp_path, Settings())
    assert headlines(tmp_path) == ["Clerk leaves"]


def test_what_its_agency_withdraws_takes_its_versions_along(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST, THIRD, killed("x")], tmp_path / "a", Settings())
    rebuild([OTHER, FIRST, THIRD], tmp_path / "b", Settings())
    add([killed("x")], tmp_path / "b", Settings())
    rebuild([OTHER, THIRD], tmp_path / "c", Settings())
    add([killed("x")], tmp_path / "c", Settings())
    for archive in (tmp_path / "a", tmp_path / "b", tmp_path / "c"):
        assert kept(archive) == 0
        assert [hit.id for hit in open_archive(archive).search(SearchRequest("")).hits] == ["y"]


def test_what_comes_after_a_withdrawal_begins_anew(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST, SECOND], tmp_path, Settings())
    add([killed("x"), THIRD], tmp_path, Settings())
    assert headlines(tmp_path) == ["Clerk leaves"]
    assert kept(tmp_path) == 0


@pytest.mark.parametrize("again", [FIRST, SECOND, THIRD])
def test_what_is_sent_again_after_a_withdrawal_is_shown_also_if_it_was_there_before(
    tmp_path: Path, again: Article
) -> None:
    read: list[Article | Unreadable] = [OTHER, FIRST, THIRD, killed("x"), again]
    rebuild(read, tmp_path / "a", Settings())
    rebuild(read[:3], tmp_path / "b", Settings())
    report = add(read[3:], tmp_path / "b", Settings())
    assert (report.articles, report.duplicates) == (1, ())
    assert [item.reason for item in report.replaced] == ["withdrawn by kill.xml, id 'x'"] * 2
    rebuild(read[:1], tmp_path / "c", Settings())
    for item in read[1:]:
        with suppress(NothingToIndex):
            add([item], tmp_path / "c", Settings())
    for archive in (tmp_path / "a", tmp_path / "b", tmp_path / "c"):
        assert headlines(archive) == [again.headline]
        assert kept(archive) == 0


def test_a_withdrawal_takes_no_other_article_along(tmp_path: Path) -> None:
    report = rebuild([OTHER, FIRST, THIRD, killed("y"), FIRST, THIRD, OTHER], tmp_path, Settings())
    assert [item.reason for item in report.duplicates] == [
        "the same article as resigns.txt, id 'x'",
        "the same article as leaves.txt, id 'x'",
    ]
    assert headlines(tmp_path, "y") == ["Ferry sails"]


def test_an_archive_without_versions_has_no_folder_for_them(tmp_path: Path) -> None:
    rebuild([OTHER, FIRST], tmp_path, Settings())
    folder = current_generation(tmp_path).folder
    assert not (folder / "earlier").exists()
    assert "earlier" not in json.loads((folder / "manifest.json").read_text())


def test_stores_are_few_and_stay_as_they_are_where_they_can(tmp_path: Path) -> None:
    many = [make_article(f"n{n}", f"Gulls {word}") for n in range(40) for word in ("here", "gone")]
    rebuild(many, tmp_path, Settings())
    for n in range(9):
        before = current_generation(tmp_path).folder
        add([make_article("n0", f"Gulls {n}")], tmp_path, Settings())
    after = current_generation(tmp_path).folder
    assert next(iter(Generation(tmp_path).earlier)) == "000001"
    assert len(Generation(tmp_path).earlier) <= 4
    assert (after / "earlier" / "000001" / "keys.npy").samefile(before / "earlier" / "000001" / "keys.npy")
    assert headlines(tmp_path, "n0") == ["Gulls here", "Gulls gone", *(f"Gulls {n}" for n in range(9))]
    assert kept(tmp_path) == 49


def test_versions_fill_more_than_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.text.batches.RUN_DOCUMENTS", 64)
    rebuild([make_article("n", f"Gulls {n}") for n in range(200)], tmp_path, Settings())
    assert headlines(tmp_path, "n") == [f"Gulls {n}" for n in range(200)]


DAYS = st.one_of(
    st.none(),
    st.integers(1, 3).map(lambda day: date(2024, 1, day)),
    st.tuples(st.integers(1, 3), st.integers(8, 10)).map(lambda at: datetime(2024, 1, at[0], at[1], tzinfo=UTC)),
)
IDS = st.sampled_from(["a", "b"])
VERSIONS = st.builds(lambda name, n, day: make_article(name, f"Text {n}", published=day), IDS, st.integers(0, 9), DAYS)
READ = st.lists(st.one_of(VERSIONS, VERSIONS, VERSIONS, IDS.map(killed)), max_size=5)
STEPS = st.lists(st.tuples(st.sampled_from(["add", "add", "add", "rebuild"]), READ) | IDS.map(lambda n: ("remove", n)))
ANCHOR = make_article("anchor")


class Model:
    """What arrived, by id and in the order of arrival, and what of that is shown: plainly."""

    def __init__(self) -> None:
        self.shown: dict[str, Article] = {}
        self.arrived: dict[str, list[Article]] = defaultdict(list)

    def rebuild(self, items: Iterable[Article | Unreadable]) -> None:
        self.__init__()  # type: ignore[misc]
        self.add(items)

    def remove(self, name: str) -> None:
        self.shown.pop(name, None)
        self.arrived.pop(name, None)

    def add(self, items: Iterable[Article | Unreadable]) -> None:
        for item in items:
            if isinstance(item, Unreadable):
                self.remove(item.withdraws)
            elif item not in self.arrived[item.id]:
                self.arrived[item.id].append(item)
                self.shown[item.id] = self.line(item.id)[-1]

    def line(self, name: str) -> list[Article]:
        """All versions, one after another, each behind those that are not newer, as far as both say."""
        keyed, instants = list[tuple[float, int, Article]](), list[tuple[date, float]]()
        for article in self.arrived[name]:
            day, at = article.day, article.published
            if at is None:
                instant = max((at for _, at in instants), default=0.0)
            elif isinstance(at, datetime):
                instant = at.timestamp()
            else:
                midnight = datetime(at.year, at.month, at.day, tzinfo=UTC).timestamp()
                instant = max([midnight, *(other for that, other in instants if that == at)])
            instants.append((day or date.min, instant))
            keyed.append((instant, len(keyed), article))
        return [article for _, _, article in sorted(keyed)]


@contextmanager
def merging(tier: float) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(updates, "TIER", tier)
        yield


@settings(max_examples=25)
@given(STEPS, st.sampled_from([0, 4, 1e9]))
def test_whatever_is_read_and_removed_all_that_is_current_is_reachable_and_nothing_else(
    steps: list[tuple[str, list[Article | Unreadable]]], tier: float
) -> None:
    model = Model()
    with tempfile.TemporaryDirectory() as folder, merging(tier):
        archive = Path(folder)
        rebuild([ANCHOR], archive, Settings())
        model.add([ANCHOR])
        for step, what in steps:
            match step:
                case "rebuild":
                    rebuild([ANCHOR, *what], archive, Settings())
                    model.rebuild([ANCHOR, *what])
                case "add":
                    add([ANCHOR, *what], archive, Settings())
                    model.add(what)
                case _:
                    remove([str(what)], archive)
                    model.remove(str(what))
            opened = open_archive(archive)
            assert {hit.id for hit in opened.search(SearchRequest("")).hits} == model.shown.keys()
            for name, shown in model.shown.items():
                assert opened.article(name) == shown
                assert [*opened.versions(name), shown] == model.line(name)
            assert kept(archive) == sum(len(model.arrived[name]) - 1 for name in model.shown)
            assert check(archive)
