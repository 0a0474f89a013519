"""Random queries: trees of words as ``search.query.language`` gives them, over the vocabulary of ``tests.oracle``."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date

import whoosh.query as q

from index.adapter.schema import DAY_FIELD
from index.fields import EVERYWHERE
from index.text.analysis import tokens
from search.query.language import parse
from tests.oracle import DAYS, FIRST_DAY, STEMS, VOCABULARY, words

TODAY = date(2003, 1, 1)
FIELDS = ("headline", "deck", "body", "captions", "byline", "section", "tags", "quotes", "speaker", EVERYWHERE)


def one_of(chance: random.Random, makers: list[Callable[[], q.Query]]) -> q.Query:
    return chance.choice(makers)()


def a_word(chance: random.Random) -> str:
    word = tokens(chance.choice(VOCABULARY))[0].form
    return word if chance.random() < 0.7 else "=" + word


def a_field(chance: random.Random) -> str:
    return EVERYWHERE if chance.random() < 0.6 else chance.choice(FIELDS)


def a_phrase(chance: random.Random, field: str) -> q.Query:
    sign = chance.choice(["", "", "="])
    some = [sign + tokens(word)[0].form for word in words(chance, chance.choice([1, 2, 2, 3]))]
    return q.Phrase(field, some, slop=chance.choice([1, 1, 2, 5, 100]), boost=chance.choice([1.0, 2.0]))


def a_pattern(chance: random.Random, field: str) -> q.Query:
    word = a_word(chance).removeprefix("=")
    at = chance.randrange(len(word))
    return one_of(chance, [
        lambda: q.Prefix(field, word[: at + 1]),
        lambda: q.Wildcard(field, word[:at] + chance.choice("*?") + word[at + 1 :], boost=2.0),
        lambda: q.FuzzyTerm(field, word[: at + 1] + word[at + 2 :], maxdist=chance.randint(1, 2)),
        lambda: q.TermRange(
            field, min(word, other := a_word(chance).removeprefix("=")), max(word, other), at % 2 == 0, at % 3 == 0
        ),
        lambda: q.TermRange(field, word, None),
    ])  # fmt: skip


def a_leaf(chance: random.Random) -> q.Query:
    field, day = a_field(chance), FIRST_DAY + chance.randint(-9, DAYS)
    return one_of(chance, [
        *[lambda: q.Term(field, a_word(chance), boost=chance.choice([1.0, 1.0, 0.5, 3.0]))] * 4,
        *[lambda: a_phrase(chance, field)] * 2,
        lambda: a_pattern(chance, field),
        lambda: q.NumericRange(DAY_FIELD, day, chance.choice([None, day + 200]), day % 2 == 0, day % 3 == 0),
    ])  # fmt: skip


def a_tree(chance: random.Random, depth: int = 3) -> q.Query:
    if depth == 0:
        return a_leaf(chance)

    def part() -> q.Query:
        return a_tree(chance, chance.randrange(depth))

    def parts() -> list[q.Query]:
        return [part() for _ in range(chance.randint(2, 4))]

    boost = chance.choice([1.0, 1.0, 2.0])
    return one_of(chance, [
        *[lambda: q.And(parts(), boost=boost)] * 3,
        *[lambda: q.Or(parts(), boost=boost)] * 3,
        lambda: q.And([part(), q.Not(part())]),
        lambda: q.And([q.Not(part()), q.Not(part())]),
        lambda: q.Or([part(), q.Not(part())]),
        lambda: q.Not(part()),
        lambda: q.AndNot(part(), part()),
        lambda: q.AndMaybe(part(), part()),
        lambda: q.Require(part(), part()),
        lambda: q.DisjunctionMax(parts(), boost=boost),
        lambda: q.Or([part(), q.NullQuery, q.Every("headline")]),
        lambda: a_leaf(chance),
    ])  # fmt: skip


PIECES = """WORD|WORD|=WORD|"WORD WORD"|"WORD WORD WORD"~9|="WORD WORD"|FIELD:WORD|FIELD:"WORD WORD"|FIELD:=WORD|*:*
    |FIELD:(WORD OR WORD)|-WORD|-FIELD:WORD|(WORD OR WORD)|(WORD WORD)^2|WORD^3|PRE*|FIELD:PRE*|PRE?*|WORD~|FIELD:WORD~2
    |[WORD TO WORD]|FIELD:[PRE TO ]|published:2001|date:[2001-03 TO 2002-02]|date:{2002 TO ]|(WORD ANDNOT WORD)
    |(NOT WORD)|WORD-WORD|"WORD PRE*"|FIELD:*|-FIELD:*
    |published:*|the WORD|WORD a WORD|The WORD""".replace("\n    ", "").split("|")
JOINTS = (" ", " ", " ", " AND ", " OR ", " NOT ", " ANDNOT ", " ANDMAYBE ", " REQUIRE ")


def a_text(chance: random.Random) -> str:
    def piece() -> str:
        field, prefix = chance.choice(FIELDS[:-1]), chance.choice(STEMS)[:3]
        text = chance.choice(PIECES).replace("FIELD", field).replace("PRE", prefix)
        return re.sub("WORD", lambda _: chance.choice(VOCABULARY), text)

    return piece() + "".join(chance.choice(JOINTS) + piece() for _ in range(chance.randint(0, 3)))


def queries(seed: int, count: int) -> Iterator[q.Query]:
    """Trees of words: every other one read from a text."""
    chance = random.Random(seed)
    for n in range(count):
        yield a_tree(chance) if n % 2 else parse(a_text(chance), chance.choice(["all", "any"]), TODAY)
