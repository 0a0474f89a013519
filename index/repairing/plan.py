"""What is made of a damaged generation: it says which articles and versions there are; where it has lost their texts,
those that other generations hold are chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from corpus.article import Source, Unreadable
from index.archive.manifest import EARLIER, SEGMENTS
from index.repairing.known import Known, doubtful, known_of
from index.repairing.remains import Remains
from index.repairing.texts import Choice, all_texts, choices
from index.store.sorting import MOST_NAMED, content_of
from index.store.versions import in_order, key_of

DAMAGED = "its stored text is damaged"
INSTEAD = ", and the version before it is shown"
REMARK = "an earlier version: the newest was lost to damage of the archive"


@dataclass
class Plan:
    """What is made of the generation ``chosen``, which has the articles that it has ``known``. Those of which it holds
    the texts are ``read``: their ids, and what they say. Others are ``lost``, or ``doubts``: not known to be there
    still, by the generation that had them. What is ``shown`` for these: the numbers of texts among all in
    ``generations``, and what is remarked on each. Of articles in ``versions`` these are the numbers of the earlier
    versions, of all others those that its own stores hold. ``gone``: how many versions of each key cannot be read; of
    the keys that are ``unsure`` one of these may be what is shown."""

    chosen: Remains
    known: Known
    generations: tuple[Remains, ...]
    read: dict[str, int] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    lost: list[Unreadable] = field(default_factory=list)
    shown: dict[int, str] = field(default_factory=dict)
    versions: dict[str, list[int]] = field(default_factory=dict)
    gone: Counter[int] = field(default_factory=Counter)
    unsure: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    @property
    def stood_in(self) -> int:
        """How many of those that are lost are shown by another text."""
        return sum(item.reason != DAMAGED for item in self.lost)


def plan_of(chosen: Remains, others: Iterable[Remains]) -> Plan:
    """What can be made of the generation ``chosen``, and of ``others``, which are looked at where it lacks a text."""
    known = known_of(chosen)
    plan = Plan(chosen, known, (chosen,), notes=[*chosen.notes, *known.notes])
    missing = _read(plan)
    if len(plan.read) < len(known.live) or plan.gone or known.unknown or None in missing.values():
        _choose(plan, others, torn=None in missing.values())
    _note_versions(plan, missing)
    return plan


def _read(plan: Plan) -> dict[str, Counter[int] | None]:
    """Find out which texts can be read; of the versions in each store the keys of those that cannot be, None where that
    is not known."""
    known, found = plan.known, {name: Counter[int]() for name in plan.known.keys}
    for text in all_texts([plan.chosen]):
        name = text.article.id
        if text.is_version:
            found[text.folder][key_of(name)] += 1
        elif known.live.get(name) == text.folder:
            plan.read[name] = content_of(text.article)
    missing = {name: None if keys is None else keys - found[name] for name, keys in known.keys.items()}
    for keys in missing.values():
        plan.gone.update(keys or ())
    return missing


@dataclass
class _Taken:
    """What was taken of other generations: how many ``articles`` of each, and the ids of those whose ``versions``;
    the ids of ``doubts`` that are shown; how many texts were ``withheld`` of which articles."""

    articles: Counter[str] = field(default_factory=Counter)
    versions: dict[str, list[str]] = field(default_factory=dict)
    doubts: set[str] = field(default_factory=set)
    withheld: Counter[str] = field(default_factory=Counter)


def _choose(plan: Plan, others: Iterable[Remains], torn: bool) -> None:
    """Choose texts for those that cannot be read; ``torn``: whether it is not known which versions there were."""
    chosen, known, taken = plan.chosen, plan.known, _Taken()
    plan.generations = tuple(sorted([chosen, *others], key=lambda it: int(it.name)))
    knows = {it: known if it is chosen else known_of(it) for it in plan.generations}
    before = {it.name: knows[it] for it in reversed(plan.generations) if int(it.name) < int(chosen.name)}
    plan.doubts = doubtful(chosen, known, before)
    wanted = dict.fromkeys([*(name for name in known.live if name not in plan.read), *plan.doubts])

    def has_lost_versions(name: str) -> bool:
        return plan.gone[key_of(name)] > 0

    def is_sought(name: str) -> bool:
        return name in wanted or (name in known.live and (torn or has_lost_versions(name)))

    found = choices(chosen, knows, is_sought, has_lost_versions)
    for name in [*wanted, *(name for name in found if name not in wanted)]:
        texts = [text for text in found.get(name, ()) if text.content != plan.read.get(name)]
        shown = in_order(texts)[-1] if texts and name in wanted else None
        if name in wanted:
            _show(plan, name, shown, taken)
        _keep(plan, name, [text for text in texts if text is not shown], torn, taken)
        if shown and not shown.kept:
            plan.unsure.add(key_of(name))
    for it in plan.generations:
        if it is not chosen:
            plan.notes += _notes_on(it, knows[it], plan, taken, torn)
    if taken.withheld:
        plan.notes.append(
            f"{taken.withheld.total():,} older texts of these articles were left out, for versions of them were "
            f"withdrawn and it is not known which: {_named(taken.withheld)}"
        )


def _show(plan: Plan, name: str, shown: Choice | None, taken: _Taken) -> None:
    """Have another text be shown for the one that cannot be read of an article, if there is one."""
    reason, remark = DAMAGED, ""
    if shown and shown.is_version:
        reason, remark = DAMAGED + INSTEAD, REMARK
    elif shown:
        reason = f"{DAMAGED}, and that of generation {shown.generation} is shown, which may say something else"
        remark = f"the text of generation {shown.generation}: a later one may have been lost to damage of the archive"
        taken.articles[shown.generation] += 1
    if shown and name in plan.doubts:
        taken.doubts.add(name)
        remark = f"the text of generation {shown.generation}: damage of the archive hides whether it was removed since"
    if shown:
        plan.shown[shown.number] = remark
    if name not in plan.doubts:
        place = f"{SEGMENTS}/{plan.known.live[name] or plan.known.unknown[0]}"
        plan.lost.append(Unreadable(Source(place, f"article {name!r}"), reason))


def _keep(plan: Plan, name: str, texts: list[Choice], torn: bool, taken: _Taken) -> None:
    """Have the other texts of an article be its earlier versions: those that the generation has as such, and as many as
    it has lost."""
    key, new = key_of(name), [text for text in texts if not text.kept]
    if not torn and len(new) > plan.gone[key]:
        taken.withheld[name] = len(new)
        new = []
    plan.versions[name] = [text.number for text in texts if text.kept or text in new]
    for text in new:
        taken.versions.setdefault(text.generation, []).append(name)
    plan.gone[key] = max(plan.gone[key] - len(new), 0)


def _notes_on(it: Remains, its: Known, plan: Plan, taken: _Taken, torn: bool) -> Iterator[str]:
    """What is to be known of another generation of which texts were sought."""
    if it.damaged:
        yield f"generation {it.name} is damaged, too: {', '.join(it.damaged)}"
    doubts = [name for name, generation in plan.doubts.items() if generation == it.name]
    if doubts:
        yield from (f"of generation {it.name}: {note}" for note in its.notes)
    for what, names in (
        ("are shown", [name for name in doubts if name in taken.doubts]),
        ("cannot be read", [name for name in doubts if name not in taken.doubts]),
    ):
        if names:
            yield (
                f"{len(names):,} articles of generation {it.name} may have been removed since, which is not known, and "
                f"{what}: {_named(names)}"
            )
    left_out = [name for name in its.live if name not in plan.known.live and name not in plan.doubts]
    if taken.articles[it.name] and left_out:
        yield (
            f"{len(left_out):,} articles of generation {it.name} were left out, which generation {plan.chosen.name} "
            f"does not have: {_named(left_out)}"
        )
    if of := taken.versions.get(it.name):
        unsure = f"; whether all were there still is not known, of: {_named(dict.fromkeys(of))}" if torn else ""
        yield f"{len(of):,} earlier versions were read in generation {it.name}{unsure}"


def _note_versions(plan: Plan, missing: dict[str, Counter[int] | None]) -> None:
    """Note which versions of each store are ``missing`` for good."""
    for store, keys in missing.items():
        if keys is None:
            plan.notes.append(
                f"some earlier versions in {EARLIER}/{store} may be lost: how many there were is not known"
            )
        elif lost := keys & plan.gone:
            plan.gone -= lost
            names = [name for name in sorted(plan.known.live) if key_of(name) in lost]
            but = " (but for one each where that is what is shown)" if plan.unsure & lost.keys() else ""
            plan.notes.append(
                f"{lost.total():,} earlier versions in {EARLIER}/{store} are lost{but}, of: {_named(names)}"
            )


def _named(names: Collection[str]) -> str:
    """The first ``MOST_NAMED`` ids, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(map(repr, islice(names, MOST_NAMED))) + (f", and {more:,} more" if more > 0 else "")
