"""Queries by chance: valid ones by the grammar of README, broken ones, and pasted texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from index import ALIASES, FIELDS
from index.archive.generation import Generation
from search.query.small_words import COMMON_WORDS

SAMPLE = 2_000  # articles whose texts are drawn from
COMMON = sorted(COMMON_WORDS)
NAMES = (*FIELDS, *ALIASES)
JOINTS = (" ",) * 8 + (" AND ", " OR ", " NOT ", " -", " ANDNOT ", " ANDMAYBE ", " REQUIRE ", " | ", "\n")
SIGNS = """" ' “ ” ‘ ’ `` '' ( ) [ ] { } < > ~ ~2 ~9 ^ ^2 ^1e9 ^-1 ^nan * ? ** *? : :: = == - -- + | || & \\ / . , ! TO
    AND OR NOT ANDNOT ANDMAYBE REQUIRE é ﬁ 中 ١ … ´ \x00 \u0301 \u200b \u202e \u2028 \ud7a3 \U0010ffff""".split()
ODD = (
    "\u0301" * 90, "a\u0301\u0327\u0323" * 60, "ﬀﬁﬂﬃ", "İıſßẞ", "ΐΰ" * 40, "ﷺ" * 90, "中文字" * 30, "ไทย", "עברית",
    "العربية", "\u202eabc\u202c", "\u200bzero\u200bwidth\u200b", "\ufeffmark", "\u2028line\u2029", "a\u00adb\u00adc",
    "𝔸𝕓𝕔", "👩\u200d👩\u200d👧" * 20, "\ud7a3\u1100\u1161\u11a8", "\x00\x01\x1b[0m", "１２３．４５", "٣٫١٤", "Ⅻ²½",
    "ｆｕｌｌ", "ǅ", "Å" * 50, "\U0010ffff", "ʼn’ʼ＇'", "é" * 200, "x" * 1_000, "1" * 1_000, "1.2,3.4" * 99,
    "a'b'c'd'e" * 50,
    "U.S.A.N.A.S.A." * 40, "Ⓐ" * 99, "\u0338=\u0338", "\ud800", "d’" * 99, "o'" * 99, "a." * 99, "=a" * 99, "a-" * 99,
    "a:" * 99,
)  # fmt: skip
DAYS = (
    "1987", "1987-03", "1987-03-17", "'last month'", "'past 30 days'", "'past 9999 years'", "today", "'March 1987'",
    "'17 March 1987'", "0001", "9999-12-31", "0000", "99999", "soon", "1987-02-30", "''", "*", "1987*", "1987~2",
    "=1987",
)  # fmt: skip


@dataclass(frozen=True)
class Material:
    """What requests of an archive are made of: ``words`` as they stand in texts, any ``forms`` of the index, ids, and
    the labels of facets."""

    texts: Sequence[str]
    words: Sequence[str]
    forms: Sequence[str]
    ids: Sequence[str]
    labels: Mapping[str, Sequence[str]]


def material(archive: Path) -> Material:
    """That of the archive in a folder."""
    generation, chance = Generation(archive), random.Random(1987)
    numbers = chance.sample(range(len(generation)), min(SAMPLE, len(generation)))
    articles = [generation.article(number) for number in numbers]
    texts = [article.text for article in articles]
    facets = generation.articles.columns.facets | generation.quotes.columns.facets
    return Material(
        texts=texts,
        words=[word for text in texts for word in text.split()],
        forms=[form.decode("utf-8", "replace") for form in generation.articles.forms[0]],
        ids=[article.id for article in articles],
        labels={name: facet.labels or ["x"] for name, facet in facets.items()},
    )


@dataclass(frozen=True)
class Maker:
    """Makes queries by chance."""

    chance: random.Random
    of: Material

    def pick(self, some: Sequence[str]) -> str:
        """One of several."""
        return self.chance.choice(some)

    def many(self, make: Callable[[], str], most: int, joint: str = " ") -> str:
        """So many at most, joined."""
        return joint.join(make() for _ in range(self.chance.randint(1, most)))

    # Valid: by a grammar.

    def valid(self) -> str:
        """A query by the grammar of README."""
        return self._query(self.chance.choice((0, 1, 1, 1, 2, 3)))

    def _query(self, depth: int) -> str:
        parts = [self._part(depth) for _ in range(self.chance.choice((1, 1, 2, 2, 3, 5)))]
        return "".join(part for pair in zip(parts, self._joints(), strict=False) for part in pair).strip(" -|")

    def _joints(self) -> Iterator[str]:
        while True:
            yield self.pick(JOINTS)

    def _part(self, depth: int) -> str:
        if depth and self.chance.random() < 0.5:
            field = f"{self.pick(NAMES)}:" if self.chance.random() < 0.2 else ""
            return f"{field}({self._query(depth - 1)}){self.pick(('', '', '^2'))}"
        field = f"{self.pick(NAMES)}:" if self.chance.random() < 0.3 else ""
        if FIELDS.get(ALIASES.get(field[:-1], field[:-1]), FIELDS["body"]).kind == "day":
            return field + self._days()
        return field + self._leaf()

    def _leaf(self) -> str:
        return self.pick(self.chance.choices(
            [self.word, self.phrase, self._pattern, self._range, self._days_field, self._said],
            weights=(12, 4, 4, 1, 1, 1),
        )[0]().splitlines())  # fmt: skip

    def word(self) -> str:
        """One word, common or not, in some form of asking for it."""
        word = self.pick(self.of.words if self.chance.random() < 0.8 else self.of.forms)
        return self.chance.choices((word, f"={word}", f"{word}^{self.pick(('2', '0.5', '1000'))}"), (8, 1, 1))[0]

    def phrase(self) -> str:
        """Some words that stand side by side in an article, quoted."""
        text = self.pick(self.of.texts).split()
        at = self.chance.randrange(len(text))
        words = " ".join(text[at : at + self.chance.choice((1, 2, 2, 3, 3, 4, 6))]).replace('"', "")
        return self.pick(("", "", "=")) + f'"{words}"' + self.pick(("", "", "~2", "~10", "~100"))

    def _pattern(self) -> str:
        form = self.pick(self.of.forms)
        at = self.chance.randint(0, len(form))
        return self.pick((
            form[:at] + "*", form[:at] + "?" + form[at + 1 :], f"*{form[at:]}", f"{form}~", f"{form}~2",
            f"{form[: at // 2]}*{form[at:]}", f"{form[:at]}{form[at + 1 :]}~1",
        ))  # fmt: skip

    def _range(self) -> str:
        first, last = sorted((self.pick(self.of.forms), self.pick(self.of.forms)))
        opened, closed = self.pick("[{"), self.pick("]}")
        return self.pick((f"{opened}{first} TO {last}{closed}", f"[{first} TO ]", f"[TO {last}]"))

    def _days(self) -> str:
        first = date(1987, 1, 1) + timedelta(days=self.chance.randint(-30, 400))
        last = first + timedelta(days=self.chance.choice((0, 1, 7, 30, 365)))
        return self.pick(
            (str(first), f"{first:%Y-%m}", "1987", f"[{first} TO {last}]", f"{{{first} TO ]", f"[TO {last}}}")
        )

    def _days_field(self) -> str:
        return self.pick(("published:", "date:", "-date:")) + self._days()

    def _said(self) -> str:
        return f"speaker:{self.pick(self.of.labels['speaker']).split()[-1]} quote:{self.word()}"

    # Broken: valid ones with a few things done to them.

    def broken(self) -> str:
        """A valid query, mutated."""
        q = self.valid()
        for _ in range(self.chance.choice((1, 1, 2, 3, 8))):
            at, other = sorted((self.chance.randint(0, len(q)), self.chance.randint(0, len(q))))
            sign = self.pick(SIGNS if self.chance.random() < 0.8 else ODD)
            q = self.pick((
                q[:at] + sign + q[at:], q[:at] + q[other:], q[:at] + sign + q[other:], q[::-1], f"{q} {q}",
                q[other:] + q[:other], q[:other], q[at:], q[:at] + q[at:other].swapcase() + q[other:],
                q[:at] + q[at:other] * 3 + q[other:],
            ))  # fmt: skip
        return q

    # Pasted.

    def pasted(self) -> str:
        """A piece of an article's text, as it stands there."""
        text = self.pick(self.of.texts)
        at, size = self.chance.randrange(len(text)), self.chance.choice((20, 60, 60, 200, 400, 1_000, 1_990, 4_000))
        piece = text[at : at + size]
        return self.pick((piece, piece, text[:size], f'"{piece}"', piece.replace("\n", " "), piece.upper()))
