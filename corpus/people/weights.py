"""What each piece of evidence means and weighs.

The weights (``weights.json``) are learned by ``bench/learn_quotes.py`` and scored by ``bench/quotes.py``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Literal

# Which phrase of a sentence speaks; whether the words are anybody's, and if so that speaker's; whom a pronoun means;
# whether what stands outside quotation marks is said by anybody, and if so by that speaker.
Model = Literal["speaker", "claim", "whose", "antecedent", "statement", "teller"]
Weights = dict[str, float]

# What the names of evidence mean, by model and first letters; values follow these ("pick", "pick_cap", "full2").
# Classes of words are those of ``candidates.word_class``, kinds of phrases those of ``candidates.candidates``.
OF_SPEECH = {
    "r": "the rule that gives the speaker",
    "rL": "that rule and how many words are quoted",
    "rt": "that rule and whether the long words have capitals",
    "rtail": "that rule and the sign that the words end with",
    "L": "how many words are quoted",
    "t": "whether the long words have capitals, as in titles",
    "tail": "the sign that the words end with",
    "cap": "whether they begin with a capital",
    "capL": "whether they begin with a capital, and how many they are",
    "first": "somebody speaks of themselves, or to somebody, in the first words",
    "p": "the word before the quotation, or its class",
    "pL": "that word and whether few words are quoted",
    "nx": "the sign behind the quotation",
    "cue": "the verb of saying",
    "sp": "the speaker as written: a pronoun, in capitals or not",
    "m": "how sure the ranking is of the speaker",
    "d": "how far the speaker stands before or behind the quotation",
    "dr": "the rule, and how far the speaker stands",
    "head": "whether it stands in the headline, and how many words are quoted",
}
OF_STATEMENT = {
    "k": "the rule that gives it, and how what is said follows its verb, or precedes it",
    "cue": "the verb of saying",
    "cuek": "the verb of saying with these",
    "c": "the class of its first word, with these",
    "cc": "the classes of its first two words",
    "sp": "the speaker as written: a pronoun, in capitals or not",
    "spr": "that and the rule",
    "b": "the class of the word before the speaker",
    "bk": "that and the rule",
    "len": "how many words the speaker has",
    "opening": "the word that the sentence begins with, if that leads in, and the rule",
    "name": "whether the speaker's last word is one of a name elsewhere in the article",
    "aux": "the class of the word before the verb of saying",
    "time": "whether the speaker is a time",
}
EVIDENCE: dict[Model, dict[str, str]] = {
    "speaker": {
        "k": "the kind of the phrase: a pronoun, in capitals, with a determiner, in the possessive …",
        "n": "the class of the word behind it",
        "p": "the class of the word before it",
        "pn": "both of these classes",
        "pos": "how many phrases of the sentence precede it",
        "rev": "how many phrases stand between it and the quotation",
        "gov": "the word that governs the quotation, or its class, and how many phrases stand between",
        "cue": "the last verb of saying is behind it: its form, and how many phrases stand between",
        "cueleft": "the last verb of saying is behind it: how many phrases stand between",
        "cueright": "it is behind the last verb of saying",
        "strong": "the last verb that reports speech is behind it: how many phrases stand between",
        "strongright": "it is behind the last verb that reports speech, alone and by its kind",
        "ncap": "how many of its words have a capital",
        "title": "it begins with a title or a role",
        "rolehead": "it ends with a role",
        "name": "its last word is one of a name elsewhere in the article",
        "spoke": "its last word is that of somebody who spoke before",
        "lastspk": "its last word is that of whoever spoke last",
        "pick": "the rules give it, alone, by the rule and by its kind",
    },
    "claim": OF_SPEECH,
    "whose": OF_SPEECH,
    "antecedent": {
        "back": "how many paragraphs before the pronoun it stands",
        "between": "how many other persons are mentioned between",
        "p": "what precedes it, alone and by the distance in paragraphs",
        "f": "what follows it",
        "pf": "what precedes and follows it",
        "n": "how often the article has the name",
        "gender": "whether the person's gender is known, and how many words of the name",
        "first": "by the distance: whether the paragraph's first name is this",
        "nearest": "by the distance: it is the person's last mention",
        "last": "the person spoke last, alone and by the distance",
        "full": "by the distance: it is more than a last name",
        "leads": "by the distance in sentences: whether it is its sentence's first name",
        "s": "by the distance in sentences: what precedes it",
        "sf": "by the distance in sentences: what follows it",
    },
    "statement": OF_STATEMENT,
    "teller": OF_STATEMENT,
}
STEM = re.compile(r"[A-Za-z]+")
NO_WEIGHT = repeat(0.0)


def stem_of(evidence: str) -> str:
    """The letters that a name of evidence begins with, which say what it means."""
    return evidence[: match.end()] if (match := STEM.match(evidence)) else ""


@cache
def tables() -> dict[Model, Weights]:
    """The weights of each model."""
    text = Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    found: dict[Model, Weights] = json.loads(text)
    return found


def weights_of(model: Model) -> Weights:
    """What each piece of evidence weighs in a model; one not learned yet has no weights."""
    return tables().get(model, {})


def score(weights: Weights, evidence: list[str]) -> float:
    """What the pieces of evidence weigh together; those that nothing was learned of weigh nothing."""
    return sum(map(weights.get, evidence, NO_WEIGHT))
