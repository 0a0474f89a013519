"""Queries that ask for much, or go deep, each kind made of the words of an archive."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

from bench.random_queries import COMMON, DAYS, NAMES, ODD, SIGNS, Maker


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
