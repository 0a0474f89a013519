"""What is made of a damaged generation: which of its texts stay, which are lost, and what takes their places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from corpus.article import Unreadable
from index.repairing.known import Known
from index.repairing.remains import Remains
from index.store.versions import key_of


@dataclass
class Taken:
    """What was taken of other generations: how many ``articles`` of each, and the ids of those whose ``versions``;
    the ids of ``doubts`` that are shown; how many texts were ``withheld`` of which articles."""

    articles: Counter[str] = field(default_factory=Counter)
    versions: dict[str, list[str]] = field(default_factory=dict)
    doubts: set[str] = field(default_factory=set)
    withheld: Counter[str] = field(default_factory=Counter)


@dataclass
class Plan:
    """What is made of the generation ``chosen``, which has the articles that it has ``known``.

    Articles: those of which it holds the texts are ``read``: their ids, and what they say. Others are ``lost``, or
    ``doubts``: not known to be there still, by the generation that had them. What is ``shown`` for these: the numbers
    of texts among all in ``generations``, and what is remarked on each.

    Versions: of articles in ``versions`` these are the numbers of the earlier versions, of all others those that its
    own stores hold. ``missing``: the keys of those in each store that cannot be read, None where these are not known;
    ``gone``: how many of each key are found nowhere else either; of the keys that are ``unsure`` one of these may be
    what is shown.
    """

    chosen: Remains
    known: Known
    generations: tuple[Remains, ...]
    read: dict[str, int] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    lost: list[Unreadable] = field(default_factory=list)
    shown: dict[int, str] = field(default_factory=dict)
    versions: dict[str, list[int]] = field(default_factory=dict)
    missing: dict[str, Counter[int] | None] = field(default_factory=dict)
    gone: Counter[int] = field(default_factory=Counter)
    unsure: set[int] = field(default_factory=set)
    taken: Taken = field(default_factory=Taken)
    notes: list[str] = field(default_factory=list)

    @property
    def not_shown(self) -> int:
        """How many of those that are lost are shown by no other text either."""
        return len(self.lost) - (len(self.shown) - len(self.taken.doubts))

    @property
    def is_torn(self) -> bool:
        """Whether it is not known which versions there were."""
        return None in self.missing.values()

    def lacks_versions(self, name: str) -> bool:
        """Whether versions of an article cannot be read."""
        return self.gone[key_of(name)] > 0
