"""What is shown of articles with one id, and in which order the others stand, whatever was read together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Source, Unreadable
from index.store.sorting import content_of, sort_out
from index.store.versions import in_order
from tests.conftest import make_article


def sorted_out(runs: Iterable[Iterable[Article | Unreadable]]) -> tuple[dict[str, Article], dict[str, list[Article]]]:
    """What is shown after so many runs, one behind the other, and its earlier versions, in memory."""
    shown: dict[str, Article] = {}
    earlier: dict[str, list[Article]] = {}
    for run in runs:
        added: list[Article] = []
        found = sort_out(run, added.append, shown.get, lambda name: earlier.get(name, []))
        for name, contents in found.forgotten.items():
            earlier[name] = [version for version in earlier[name] if content_of(version) not in contents]
        kept = [(n, name) for name, numbers in found.earlier.items() for n in numbers]
        for n, name in sorted(kept):  # the one shown before has the number -1
            earlier.setdefault(name, []).append(shown[name] if n < 0 else added[n])
        for name in found.withdrawn:
            shown.pop(name, None)
        shown |= {name: added[n] for name, n in found.latest.items()}
    return shown, {name: in_order(versions) for name, versions in earlier.items() if versions}


def at(hour: int, minute: int = 0, day: int = 2, zone: int = 0) -> datetime:
    return datetime(2024, 1, day, hour, minute, tzinfo=timezone(timedelta(hours=zone)))


DAY_1, DAY_2, DAY_3 = (date(2024, 1, day) for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("published", "order"),
    [
        ((DAY_2, None, DAY_1), "201"),  # an undated one stands where it came
        ((DAY_2, None, DAY_1, None, DAY_1), "24013"),
        ((DAY_2, DAY_1, None, DAY_3), "1023"),
        ((None, DAY_1, None), "012"),
        ((at(10), DAY_2, at(9)), "201"),  # and so does a day among times of that day
        ((at(10), None, at(9), DAY_2), "2013"),
        ((DAY_2, at(7, zone=8)), "01"),  # which is still the first in London
        ((DAY_2, at(23, day=1, zone=-5)), "10"),
        ((at(23, day=2, zone=-5), DAY_3), "01"),
        ((at(23, day=2, zone=-5), at(3, day=3)), "10"),
        ((at(10, day=1), DAY_3, at(12), None, DAY_2), "02413"),
    ],
)
def test_versions_of_times_days_and_neither_have_one_order(published: tuple[date | None, ...], order: str) -> None:
    versions = [make_article("x", f"Text {n}", published=when) for n, when in enumerate(published)]
    for runs in ([versions], [[version] for version in versions]):
        shown, earlier = sorted_out(runs)
        assert [each.headline for each in (*earlier["x"], shown["x"])] == [f"Text {n}" for n in order]


def in_greenwich(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


IDS = st.sampled_from(["a", "b"])
KILLED = IDS.map(lambda name: Unreadable(Source("kill.xml"), "withdrawn by its agency", withdraws=name))
ZONES = st.sampled_from([-11, -5, 0, 9, 14])
MOMENTS = st.builds(at, st.integers(0, 23), st.just(0), st.integers(1, 3), ZONES)
ANY_DAYS = st.one_of(st.none(), st.sampled_from([DAY_1, DAY_2, DAY_3]), MOMENTS)


def articles_of(days: st.SearchStrategy[Any]) -> st.SearchStrategy[Article]:
    return st.builds(lambda name, n, day: make_article(name, f"Text {n}", published=day), IDS, st.integers(), days)


OF_ANY_DAYS = articles_of(ANY_DAYS)
# Where days stand among times of zones 25 hours apart, the order of three or more may be another without the last.
OF_ONE_ZONE = articles_of(st.one_of(st.none(), st.sampled_from([DAY_1, DAY_2, DAY_3]), MOMENTS.map(in_greenwich)))
WITHDRAWALS = st.builds(lambda item, when: replace(item, issued=when), KILLED, MOMENTS)


def instant(item: Article | Unreadable) -> datetime:
    assert isinstance(item.issued, datetime)
    return item.issued


ANYTHING = st.lists(st.one_of(OF_ANY_DAYS, OF_ANY_DAYS, OF_ANY_DAYS, KILLED), max_size=12)


@given(ANYTHING, st.lists(st.integers(0, 12), max_size=4))
def test_it_does_not_matter_which_are_read_together(read: list[Article | Unreadable], cuts: list[int]) -> None:
    ends = sorted({0, *cuts, len(read)})
    assert sorted_out([read]) == sorted_out(read[a:b] for a, b in pairwise(ends)) == sorted_out([one] for one in read)


@given(st.lists(articles_of(MOMENTS), max_size=8), st.randoms())
def test_of_versions_with_a_time_the_one_published_last_is_shown_in_whatever_order_they_come(
    read: list[Article], random: Random
) -> None:
    random.shuffle(read)
    shown, earlier = sorted_out([[each] for each in read])
    for name, article in shown.items():
        times = [each.published for each in (*earlier.get(name, ()), article)]
        assert times == sorted(times)


@given(st.lists(st.one_of(articles_of(MOMENTS), WITHDRAWALS), max_size=8, unique_by=instant), st.randoms())
def test_what_is_read_together_is_withdrawn_by_all_that_came_after_it_in_whatever_order_it_is_read(
    read: list[Article | Unreadable], random: Random
) -> None:
    random.shuffle(read)
    shown, earlier = sorted_out([read])
    for name in ("a", "b"):
        stops = [instant(each) for each in read if isinstance(each, Unreadable) and each.withdraws == name]
        stays = [each for each in read if isinstance(each, Article) and each.id == name]
        stays = sorted([each for each in stays if all(instant(each) > stop for stop in stops)], key=instant)
        assert [*earlier.get(name, ()), *filter(None, [shown.get(name)])] == stays


def touched(name: str, text: int, revised: datetime) -> Article:
    return replace(make_article(name, f"Text {text}", published=DAY_1), revised=revised)


TOUCHED = st.builds(touched, IDS, st.integers(0, 1), MOMENTS)


@given(
    st.lists(TOUCHED, min_size=1, max_size=8, unique_by=instant), st.lists(st.integers(0, 8), max_size=3), st.randoms()
)
def test_what_was_changed_last_is_shown_though_it_says_what_an_earlier_version_said(
    read: list[Article], cuts: list[int], random: Random
) -> None:
    random.shuffle(read)
    ends = sorted({0, *cuts, len(read)})
    shown, earlier = sorted_out(read[a:b] for a, b in pairwise(ends))
    for name, article in shown.items():
        of_it = [each for each in read if each.id == name]
        assert article == max(of_it, key=instant)
        assert {each.headline for each in (*earlier.get(name, ()), article)} == {each.headline for each in of_it}


@given(
    st.lists(OF_ONE_ZONE.map(lambda it: replace(it, id="x")), min_size=1, max_size=8, unique_by=lambda it: it.headline)
)
def test_the_one_shown_is_the_last_of_all_in_their_order(read: list[Article]) -> None:
    shown, earlier = sorted_out([read])
    assert [*earlier.get("x", ()), shown["x"]] == in_order(read)
