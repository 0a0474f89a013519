"""Did you mean: for words the archive does not know, the likeliest that it does."""

from __future__ import annotations

from difflib import get_close_matches

from index import ALIASES, EVERYWHERE, FIELDS
from index.archive.generation import Collection
from index.fields import EXACT
from index.text.analysis import tokens
from index.text.stemming import stem_of

SHORTEST_WORD = 4  # letters; shorter words are near to everything
DISTANCE = 2  # letters changed, added, dropped or swapped
# A known word is still taken for a slip where another one letter away stands in this many times more articles:
# on Reuters-21578 "goverment" stands in 8 and "government" in 2,127; real rare words have no such neighbour.
SLIP_RATIO = 50


def did_you_mean(text: str, collection: Collection) -> str:
    """``text`` with its misspelt words and field names replaced, or empty where there is nothing better."""
    corrected = text
    for token in reversed(tokens(text)):
        if text[token.end : token.end + 1] == ":" and text[token.end + 1 : token.end + 2].strip():
            better = _field_like(token.form)
        else:
            better = _better(token.form, collection)
        if better:
            corrected = corrected[: token.start] + better + corrected[token.end :]
    return "" if corrected == text else corrected


def _field_like(name: str) -> str:
    """The field that ``name`` is a slip for; empty where it is one, or like none."""
    if name in FIELDS or name in ALIASES:
        return ""
    return next(iter(get_close_matches(name, (*FIELDS, *ALIASES), 1, cutoff=0.75)), "")


def _better(form: str, collection: Collection) -> str:
    if len(form) < SHORTEST_WORD or not form.isalpha():
        return ""
    known = _frequency(form, collection)
    others = {word for word in _near(form, collection) if word.isalpha() and stem_of(word) != stem_of(form)}
    others = {word for word in others if not known or distance(form, word) == 1}
    frequencies = {word: count for word in others if (count := _frequency(word, collection))}
    if not frequencies:
        return ""
    best = max(frequencies, key=lambda word: (-distance(form, word), frequencies[word], word))
    return best if frequencies[best] > known * SLIP_RATIO else ""


def _near(form: str, collection: Collection) -> set[str]:
    encoded = form.encode("utf-8", "surrogatepass")
    return {near for forms in collection.forms for near in forms.spelled(forms.fuzzy(encoded, DISTANCE, 1))}


def _frequency(form: str, collection: Collection) -> int:
    return collection.counts(EVERYWHERE, EXACT + form).documents


def distance(first: str, second: str) -> int:
    """Optimal string alignment distance: letters changed, added, dropped, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        before, row, above = row, [i], before
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
