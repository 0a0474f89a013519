"""What is said of what is made of a damaged generation: what was taken of others, what was left out, what is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from index.archive.directory import CURRENT
from index.archive.manifest import EARLIER, MANIFEST, number_of_articles
from index.repairing.known import Known
from index.repairing.plan import Plan
from index.repairing.remains import Remains
from index.store.sorting import MOST_NAMED
from index.store.sources import Files
from index.store.versions import key_of


def notes_on_others(plan: Plan, knows: Mapping[Remains, Known]) -> Iterator[str]:
    """What is to be known of the other generations of which texts were sought. ``knows``: what each knows."""
    for it, its in knows.items():
        if it is not plan.chosen:
            yield from it.notes
            yield from _damage(it)
            yield from _doubts(it, its, plan)
            yield from _articles_left_out(it, its, plan)
            yield from _versions_taken(it, plan)
    if withheld := plan.taken.withheld:
        yield (
            f"{withheld.total():,} older texts of these articles were left out, for versions of them were "
            f"withdrawn and it is not known which: {named(withheld)}"
        )


def _damage(it: Remains) -> Iterator[str]:
    if it.damaged:
        yield f"generation {it.name} is damaged, too: {', '.join(it.damaged)}"


def _doubts(it: Remains, its: Known, plan: Plan) -> Iterator[str]:
    doubts = [name for name, generation in plan.doubts.items() if generation == it.name]
    if doubts:
        yield from (f"of generation {it.name}: {note}" for note in its.notes)
    for what, names in (
        ("are shown", [name for name in doubts if name in plan.taken.doubts]),
        ("cannot be read", [name for name in doubts if name not in plan.taken.doubts]),
    ):
        if names:
            yield (
                f"{len(names):,} articles of generation {it.name} may have been removed since, which is not known, and "
                f"{what}: {named(names)}"
            )


def _articles_left_out(it: Remains, its: Known, plan: Plan) -> Iterator[str]:
    names = [name for name in its.live if name not in plan.known.live and name not in plan.doubts]
    if plan.taken.articles[it.name] and names:
        yield (
            f"{len(names):,} articles of generation {it.name} were left out, which generation {plan.chosen.name} "
            f"does not have: {named(names)}"
        )


def _versions_taken(it: Remains, plan: Plan) -> Iterator[str]:
    if names := plan.taken.versions.get(it.name):
        unsure = f"; whether all were there still is not known, of: {named(dict.fromkeys(names))}"
        yield f"{len(names):,} earlier versions were read in generation {it.name}{unsure if plan.is_torn else ''}"


def notes_on_versions(plan: Plan) -> Iterator[str]:
    """Which versions of each store are missing for good."""
    gone = plan.gone.copy()
    for store, missing in plan.missing.items():
        if missing is None:
            yield f"some earlier versions in {EARLIER}/{store} may be lost: how many there were is not known"
        elif lost := missing & gone:
            gone -= lost
            names = [name for name in sorted(plan.known.live) if key_of(name) in lost]
            but = " (but for one each where that is what is shown)" if plan.unsure & lost.keys() else ""
            yield f"{lost.total():,} earlier versions in {EARLIER}/{store} are lost{but}, of: {named(names)}"


def notes_on_count(plan: Plan, more: int) -> Iterator[str]:
    """That there are so many ``more`` articles than the manifest counts, or fewer."""
    it, counts = plan.chosen, ""
    if not it.proven:
        counts = f"{MANIFEST}, which {CURRENT} does not confirm, counts {number_of_articles(it.manifest):,} articles: "
    if more < 0:
        yield f"{counts}{-more:,} more articles are lost, whose ids are not known"
    elif more:
        yield f"{counts}{more:,} articles that had been removed, or replaced, are back"


def notes_on_sources(plan: Plan, more: int, files: Files) -> Iterator[str]:
    """That what was lost does not come back by itself, where ``files`` are known to have been read."""
    if files and (plan.lost or more < 0):
        yield (
            "the files that lost articles came from are down as read: morgue add --again SOURCE reads them "
            "nonetheless, and with them what was removed or withdrawn"
        )


def named(names: Collection[str]) -> str:
    """The first ``MOST_NAMED`` ids, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(map(repr, islice(names, MOST_NAMED))) + (f", and {more:,} more" if more > 0 else "")
