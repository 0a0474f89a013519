"""Choosing what is made of a damaged generation: it says which articles and versions there are; where it has lost their
texts, those that other generations hold are chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.article import Source, Unreadable
from index.archive.manifest import SEGMENTS
from index.repairing.known import doubtful, known_of
from index.repairing.notes import notes_on_others, notes_on_versions
from index.repairing.plan import Plan
from index.repairing.remains import Remains
from index.repairing.texts import Choice, all_texts, found_for
from index.store.sorting import content_of
from index.store.versions import in_order, key_of

DAMAGED = "its stored text is damaged"
INSTEAD = ", and the version before it is shown"
WITHDRAWN = ", or may have been withdrawn since"
REMARK = "an earlier version: the newest was lost to damage of the archive"


def plan_of(chosen: Remains, others: Iterable[Remains]) -> Plan:
    """What can be made of the generation ``chosen``, and of ``others``, which are looked at where it lacks a text."""
    known = known_of(chosen)
    plan = Plan(chosen, known, (chosen,), notes=[*chosen.notes, *known.notes])
    _read(plan)
    if len(plan.read) < len(known.live) or plan.gone or known.unknown or plan.is_torn:
        _choose(plan, others)
    plan.notes += notes_on_versions(plan)
    return plan


def _read(plan: Plan) -> None:
    """Find out which texts of the chosen generation can be read, and which versions are missing."""
    known, found = plan.known, {name: Counter[int]() for name in plan.known.keys}
    for text in all_texts([plan.chosen]):
        name = text.article.id
        if text.is_version:
            found[text.folder][key_of(name)] += 1
        elif known.live.get(name) == text.folder:
            plan.read[name] = content_of(text.article)
    plan.missing = {name: None if keys is None else keys - found[name] for name, keys in known.keys.items()}
    for missing in plan.missing.values():
        plan.gone.update(missing or ())


def _choose(plan: Plan, others: Iterable[Remains]) -> None:
    """Choose texts for those that cannot be read."""
    chosen, known = plan.chosen, plan.known
    plan.generations = tuple(sorted([chosen, *others], key=lambda it: int(it.name)))
    knows = {it: known if it is chosen else known_of(it) for it in plan.generations}
    before = {it.name: knows[it] for it in reversed(plan.generations) if int(it.name) < int(chosen.name)}
    plan.doubts = doubtful(chosen, known, before)
    wanted = dict.fromkeys([*(name for name in known.live if name not in plan.read), *plan.doubts])

    def is_sought(name: str) -> bool:
        return name in wanted or (name in known.live and (plan.is_torn or plan.lacks_versions(name)))

    found, withdrawn = found_for(chosen, knows, is_sought, plan.lacks_versions)
    for name in [*wanted, *(name for name in found if name not in wanted)]:
        texts = [text for text in found.get(name, ()) if text.content != plan.read.get(name)]
        shown = in_order(texts)[-1] if texts and name in wanted else None
        if shown:
            _show(plan, name, shown)
        if name in wanted and name not in plan.doubts:
            _name_as_lost(plan, name, shown, withdrawn.get(name))
        _keep(plan, name, [text for text in texts if text is not shown])
    plan.notes += notes_on_others(plan, knows)


def _show(plan: Plan, name: str, shown: Choice) -> None:
    """Have another text be shown for the one of an article that cannot be read."""
    of_generation = f"the text of generation {shown.generation}"
    if name in plan.doubts:
        remark = f"{of_generation}: damage of the archive hides whether it was removed since"
        plan.taken.doubts.add(name)
    elif shown.is_version:
        remark = REMARK
    else:
        remark = f"{of_generation}: a later one may have been lost to damage of the archive"
    if not shown.is_version:
        plan.taken.articles[shown.generation] += 1
    if not shown.kept:
        plan.unsure.add(key_of(name))
    plan.shown[shown.number] = remark


def _name_as_lost(plan: Plan, name: str, shown: Choice | None, withdrawn: str | None) -> None:
    """Name an article whose text cannot be read, and say what is ``shown`` instead, or why nothing is."""
    reason = DAMAGED
    if shown and shown.is_version:
        reason += INSTEAD
    elif shown:
        reason += f", and that of generation {shown.generation} is shown, which may say something else{WITHDRAWN}"
    elif withdrawn:
        reason += f", and that of generation {withdrawn} may have been withdrawn or removed since: left out"
    place = f"{SEGMENTS}/{plan.known.live[name] or plan.known.unknown[0]}"
    plan.lost.append(Unreadable(Source(place, f"article {name!r}"), reason))


def _keep(plan: Plan, name: str, texts: list[Choice]) -> None:
    """Have the other texts of an article be its earlier versions: those that the generation has as such, and as many as
    it has lost."""
    key, new = key_of(name), [text for text in texts if not text.kept]
    if not plan.is_torn and len(new) > plan.gone[key]:
        plan.taken.withheld[name] = len(new)
        new = []
    plan.versions[name] = [text.number for text in texts if text.kept or text in new]
    for text in new:
        plan.taken.versions.setdefault(text.generation, []).append(name)
    plan.gone[key] = max(plan.gone[key] - len(new), 0)
