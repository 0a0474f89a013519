"""Requests as nobody types them in a test: valid, broken, pasted and hostile ones, with all parameters.

Every request is made of a number and a seed, so that one can be made again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import ascii_lowercase

from index import ALIASES, FIELDS
from index.archive.generation import Generation
from index.fields import ARTICLE_FACETS, QUOTE_FACETS
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

Parameters = list[tuple[str, str]]


@dataclass(frozen=True)
class Request:
    """What is asked of a server: a path and its parameters; ``kind`` says how the query was made."""

    kind: str
    path: str
    parameters: Parameters

    @property
    def q(self) -> str:
        """The query."""
        return dict(self.parameters).get("q", "")


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


def request(number: int, seed: int, of: Material) -> Request:
    """The request of a number: half of them valid, a sixth each broken, pasted and hostile."""
    maker = Maker(random.Random(f"{seed} {number}"), of)
    kind = ("valid", "valid", "valid", "broken", "pasted", "hostile")[number % 6]
    name, q = maker.hostile() if kind == "hostile" else (kind, getattr(maker, kind)())
    path, names = maker.chance.choice(ROADS)
    return Request(name, path.format(id=maker.pick(of.ids)), [("q", q), *maker.parameters(names)])


# The paths that queries go, with the facets that each narrows by.
ROADS = (
    *[("/api/search", ARTICLE_FACETS)] * 12, *[("/api/quotes", QUOTE_FACETS)] * 4, ("/", ARTICLE_FACETS),
    ("/quotes", QUOTE_FACETS), ("/articles/{id}", ARTICLE_FACETS),
)  # fmt: skip


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

    # Hostile.

    def hostile(self) -> tuple[str, str]:
        """How it was made, and a query that asks for much, or goes deep."""
        name = self.pick([*HOSTILE])
        return name, HOSTILE[name](self)

    # Parameters.

    def parameters(self, facets: Sequence[str]) -> Parameters:
        """All but the query: mostly good ones."""
        chance = self.chance
        some: Parameters = [("match", "any")] if chance.random() < 0.3 else []
        for name, (share, good, odd) in PARAMETERS.items():
            if chance.random() < share:
                some.append((name, self.pick(odd if chance.random() < ODDLY else good)))
        for name in facets:
            if chance.random() < 0.12:
                some += [(name, self._value(name)) for _ in range(chance.choice((1, 1, 1, 2, 5, 20)))]
        return some

    def _value(self, name: str) -> str:
        if self.chance.random() < ODDLY:
            return self.pick((*ODD, "x", "1987-13", "0000", "1987-W1"))
        if name in PERIODS:
            return self.pick(PERIODS[name])
        return self.pick(self.of.labels[name])


# Of each parameter: how often it is given, and good and odd values.
PARAMETERS = {
    "sort": (0.4, ("relevance", "newest", "oldest", "oldest", ""), ("best", "\x00")),
    "size": (0.3, ("1", "2", "5", "5", "10", "20", "100"), ("0", "101", "x", "1e1")),
    "page": (0.2, ("1", "2", "3", "50", "1000", "1000000"), ("1000001", "-1", "٣", "9" * 30)),
    "facets": (0.2, ("no", "yes", ""), ("maybe",)),
}
PERIODS = {"year": ("1987", "1986", "0001", "9999"), "month": ("1987-03", "1987-06", "9999-12", "0001-01")}
ODDLY = 0.04


def _nested(make: Maker) -> str:
    around = (("(", ")"), ("(", ")"), ("-(", ")"), ("NOT (", ")"), ("body:(", ")"), ("(", ""), ("", ")"))
    inner = make.many(make.word, 3)
    for _ in range(make.chance.choice((5, 15, 20, 21, 50, 200, 900))):
        opened, closed = make.chance.choice(around)
        before = make.word() + make.pick((" AND ", " OR ", " NOT ", " ", " ANDMAYBE ", " ANDNOT "))
        inner = f"{opened}{make.pick((before, ''))}{inner}{closed}"
    return inner


def _repeated(make: Maker) -> str:
    spaced = [f"{sign} " for sign in SIGNS]
    units = (*SIGNS, *spaced, "(a ", "a) ", "NOT NOT ", "a ANDNOT ", "a'", "'a ", "a OR ", "[ TO ", "OR NOT ")
    unit = make.pick(units)
    times = make.chance.choice((3, 30, 300, 1_990 // len(unit), 5_000))
    return make.pick(("", "x ")) + unit * times + make.pick(("", " x"))


def _dense_words(make: Maker) -> str:
    words = make.chance.choice((COMMON, make.of.words[:200], make.of.words, make.of.forms))
    most = make.chance.choice((60, 64, 200, 1_000))
    return make.many(lambda: make.pick(words), most, make.pick((" ", " OR ", " AND ")))


def _wild(make: Maker) -> str:
    letter, form, field = make.pick(ascii_lowercase), make.pick(make.of.forms), make.pick(("", "", "", "body:", "tag:"))
    return field + make.pick((
        "*", "?*", "*?*", f"*{letter}*", f"*{letter}*{letter}*", "??????", "?" * make.chance.randint(1, 60),
        f"*{letter}", f"*{letter}" * make.chance.randint(2, 60), f"{'?*' * 50}{letter}", "[a TO b]", "[0 TO ]",
        f"{letter}*", f"{letter}?*", f"{letter}{make.pick(ascii_lowercase)}*", f"*{form[1:]}", f"={letter}*",
        f"{letter}?*?*?*?*q",
    ))  # fmt: skip


def _wilds(make: Maker) -> str:
    most = make.chance.choice((3, 30, 64, 100))
    return make.many(lambda: _wild(make), most, make.pick((" ", " OR ", " -", " NOT ")))


def _fuzzy(make: Maker) -> str:
    def one() -> str:
        letters = make.pick(ascii_lowercase) * make.chance.choice((1, 9, 99))
        word = make.pick((make.pick(make.of.forms), make.pick(make.of.words), letters))
        return f"{make.pick(('', '', 'body:', 'tag:'))}{word}~{make.pick(('1', '2', '2', '', '3', '99'))}"

    return make.many(one, make.chance.choice((1, 10, 64)), make.pick((" ", " OR ")))


def _ranges(make: Maker) -> str:
    def one() -> str:
        bounds = make.pick(make.of.forms), make.pick(make.of.forms)
        return make.pick((
            f"[{bounds[0]} TO {bounds[1]}]", f"{make.pick(NAMES)}:[{bounds[0]} TO ]", "[TO]", "[ TO ]", "{a TO a}",
            f"date:[{make.pick(DAYS)} TO {make.pick(DAYS)}]", f"date:{make.pick(DAYS)}", f"-date:{make.pick(DAYS)}",
        ))  # fmt: skip

    return make.many(one, make.chance.choice((1, 3, 64)), make.pick((" ", " OR ")))


def _letters(make: Maker) -> str:
    sign, field = make.pick(("*", "?*", "", "~", "~2")), make.pick(("", "body:", "headline:", "byline:"))
    letters = "0123456789" + ascii_lowercase
    return make.many(lambda: f"{field}{make.pick(letters)}{sign}", 64, make.pick((" ", " OR ", " -")))


def _stop_phrases(make: Maker) -> str:
    def one() -> str:
        words = make.chance.choice((COMMON[:6], COMMON, ("the", "of", "to", "in", "said", "a")))
        phrase = make.many(lambda: make.pick(words), make.chance.choice((2, 3, 8, 64)))
        field, near = (
            make.pick(("", "", "=", "body:", "quotes:", "=body:")),
            make.pick(("", "~2", "~10", "~100", "~101")),
        )
        return f'{field}"{phrase}"{near}'

    return make.many(one, make.chance.choice((1, 1, 2, 8, 30)), make.pick((" ", " OR ", " AND ")))


def _same_phrase(make: Maker) -> str:
    word = make.pick(("the", "of", "said", "dlrs", "a", make.pick(make.of.words)))
    phrase = " ".join([word] * make.chance.choice((2, 5, 30, 64)))
    return f'{make.pick(("", "body:"))}"{phrase}"~{make.pick(("1", "5", "100"))}'


def _odd(make: Maker) -> str:
    def one() -> str:
        return make.pick((make.pick(ODD), make.pick(ODD), make.pick(SIGNS), make.word()))

    return make.many(one, 12, make.pick((" ", "", " OR ", ":")))


def _fields(make: Maker) -> str:
    names = make.many(lambda: make.pick((*NAMES, "x", "nofield")), make.chance.choice((5, 30)), ":")
    return names + make.pick((":", ": ", ":x", ":(x", ":*"))


def _denied(make: Maker) -> str:
    return make.many(lambda: f"{make.pick(('-', 'NOT ', '-body:', 'NOT NOT ', '-('))}{make.word()}", 64)


def _binary(make: Maker) -> str:
    def one() -> str:
        return make.pick((make.word(), _wild(make), make.phrase()))

    return make.many(one, 10, make.pick((" ANDNOT ", " ANDMAYBE ", " REQUIRE ")))


def _joined(make: Maker) -> str:
    def one() -> str:
        speaker, words = make.pick((make.word(), "s*", "*:*")), make.pick((make.word(), "t*", "the"))
        return f"(speaker:{speaker} quote:{words})"

    return make.many(one, 16, make.pick((" OR ", " AND ", " NOT ")))


def _weights(make: Maker) -> str:
    weights = ("1e308", "nan", "inf", "-1", "0", "0.0000001", "1000", "1e-320", "^2", "")
    return make.many(lambda: f"{make.word()}^{make.pick(weights)}", 20)


HOSTILE: dict[str, Callable[[Maker], str]] = {
    "nested": _nested,
    "repeated": _repeated,
    "many words": _dense_words,
    "wildcards": _wilds,
    "one wildcard": _wild,
    "fuzzy": _fuzzy,
    "ranges": _ranges,
    "one letter": _letters,
    "stop phrases": _stop_phrases,
    "same phrase": _same_phrase,
    "odd signs": _odd,
    "fields": _fields,
    "denied": _denied,
    "binary": _binary,
    "speakers": _joined,
    "weights": _weights,
}
