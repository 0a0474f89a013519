"""What an agency withdraws, of an archive and of what is read together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import Article, Source, Unreadable
from index import Settings
from index.archive.build import rebuild
from index.archive.generation import check
from index.archive.updates import add, remove
from search import SearchRequest, open_archive
from tests.conftest import make_article


def at(hour: int) -> datetime:
    return datetime(2024, 1, 2, hour, tzinfo=UTC)


def version(hour: int) -> Article:
    return replace(make_article("x", f"Clerk of {hour}", published=at(hour)), source=Source(f"{hour}.json"))


def stop(hour: int) -> Unreadable:
    return Unreadable(Source(f"stop{hour}.json"), "withheld by its agency: killed", "x", issued=at(hour))


def versions(archive: Path) -> list[str]:
    opened = open_archive(archive)
    return [each.headline for each in (*opened.versions("x"), opened.article("x"))]


def test_a_withdrawal_takes_the_versions_before_it_though_a_later_one_is_shown(tmp_path: Path) -> None:
    rebuild([version(9), version(11), version(12)], tmp_path, Settings())
    report = add([stop(10)], tmp_path, Settings())
    assert [str(each) for each in report.replaced] == ["9.json: withdrawn by stop10.json, id 'x'"]
    assert versions(tmp_path) == ["Clerk of 11", "Clerk of 12"]
    assert check(tmp_path)


def test_the_report_says_of_a_version_that_was_withdrawn_no_more_that_it_is_kept(tmp_path: Path) -> None:
    report = rebuild([version(9), version(11), version(12), stop(10)], tmp_path, Settings())
    assert [str(each) for each in report.replaced] == [
        "9.json: withdrawn by stop10.json, id 'x'",
        "11.json: replaced by 12.json, which has the same id 'x'; kept as an earlier version",
    ]
    assert versions(tmp_path) == ["Clerk of 11", "Clerk of 12"]


def test_an_older_withdrawal_does_not_lift_a_later_one(tmp_path: Path) -> None:
    read: list[Article | Unreadable] = [stop(12), stop(9), version(10), make_article("y")]
    rebuild(read, tmp_path, Settings())
    assert open_archive(tmp_path).stats().articles == 1


def test_an_item_of_several_articles_is_withdrawn_whole_in_whatever_order_it_is_read(tmp_path: Path) -> None:
    parts = [replace(version(9), id=name, headline=f"Part {name}") for name in ("x", "x#2", "x#3", "x#4b")]
    sent: list[Article | Unreadable] = [*parts, stop(10)]
    for number, order in enumerate(("01234", "40123", "24103")):
        report = rebuild([sent[int(n)] for n in order], tmp_path / str(number), Settings())
        archive = open_archive(tmp_path / str(number))
        assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["x#4b"]
        assert len(report.replaced) == 3


def parts_of(count: int, hour: int) -> list[Article]:
    names = ["x", *(f"x#{number}" for number in range(2, count + 1))]
    return [replace(version(hour), id=name, headline=f"{name} of {hour}") for name in names]


@pytest.mark.parametrize(
    "runs",
    [
        [[*parts_of(3, 9)], [stop(10)]],
        [[*parts_of(3, 9)], [*parts_of(2, 10), stop(11)]],  # a revision is shorter
        [[*parts_of(4, 9)], [stop(11), *parts_of(2, 10)]],
        [[*parts_of(3, 9), stop(10), stop(12), *parts_of(3, 11)]],
        [[*parts_of(3, 9)], [stop(10), *parts_of(3, 11), stop(12)]],
        [[stop(12), stop(10), *parts_of(3, 11), *parts_of(3, 9)]],
        [[*parts_of(12, 9)], [stop(10)]],
    ],
)
def test_nothing_of_an_item_of_several_articles_is_left(runs: list[list[Article | Unreadable]], tmp_path: Path) -> None:
    first, *others = runs
    rebuild([make_article("y"), *first], tmp_path, Settings())
    for run in others:
        add(run, tmp_path, Settings())
    archive = open_archive(tmp_path)
    assert [hit.id for hit in archive.search(SearchRequest()).hits] == ["y"]


def test_an_item_is_withdrawn_whole_though_one_of_its_articles_is_gone(tmp_path: Path) -> None:
    rebuild([make_article("y"), *parts_of(4, 9)], tmp_path, Settings())
    remove(["x#2"], tmp_path)
    report = add([stop(10)], tmp_path, Settings())
    assert open_archive(tmp_path).stats().articles == 1
    assert {str(each) for each in report.replaced} == {
        f"9.json: withdrawn by stop10.json, id '{name}'" for name in ("x", "x#3", "x#4")
    }
