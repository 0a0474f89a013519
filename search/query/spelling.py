"""Did you mean: for words the archive does not know, the likeliest that it does."""

from __future__ import annotations

from difflib import get_close_matches

from index import ALIASES, EVERYWHERE, FIELDS
from index.archive.generation import Collection
from index.fields import EXACT
from index.text.analysis import tokens
from index.text.stemming import stem_of
from search.time_limit import check

SHORTEST_WORD = 4  # letters; shorter words are near to everything
DISTANCE = 2  # letters changed, added, dropped or swapped
# A known word is still taken for a slip where another one letter away stands in this many times more articles:
# on Reuters-21578 "goverment" stands in 8 and "government" in 2,127; real rare words have no such neighbour.
SLIP_RATIO = 50


def did_you_mean(text: str, collection: Collection) -> str:
    """``text`` with its misspelt words and field names replaced, or empty where there is nothing better."""
    corrected = text
    for token in reversed(tokens(text)):
        check()
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
    known, nearest = _frequency(form, collection), _near(form, collection, 1)
    near = nearest if known else nearest | _near(form, collection, DISTANCE)
    others = {word for word in near if word.isalpha() and stem_of(word) != stem_of(form)}
    frequencies = {word: count for word in others if (count := _frequency(word, collection))}
    if not frequencies:
        return ""
    best = max(frequencies, key=lambda word: (word in nearest, frequencies[word], word))
    return best if frequencies[best] > known * SLIP_RATIO else ""


def _near(form: str, collection: Collection, distance: int) -> set[str]:
    encoded = form.encode("utf-8", "surrogatepass")
    return {near for forms in collection.forms for near in forms.spelled(forms.fuzzy(encoded, distance, 1))}


def _frequency(form: str, collection: Collection) -> int:
    return collection.counts(EVERYWHERE, EXACT + form).documents
