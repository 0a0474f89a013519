"""The forms of English verbs, by the rules of spelling: "admit", "admits", "admitted", "admitting"."""

from __future__ import annotations

import re
from typing import NamedTuple

# Past and participle where no rule gives them; "beginning" and "shooting" are regular.
IRREGULAR = {
    "begin": ("began", "begun"), "come": ("came", "come"), "find": ("found", "found"), "go": ("went", "gone"),
    "hold": ("held", "held"), "put": ("put", "put"), "read": ("read", "read"), "say": ("said", "said"),
    "see": ("saw", "seen"), "sing": ("sang", "sung"), "speak": ("spoke", "spoken"), "spit": ("spat", "spat"),
    "swear": ("swore", "sworn"), "tell": ("told", "told"), "think": ("thought", "thought"),
    "understand": ("understood", "understood"), "weep": ("wept", "wept"), "write": ("wrote", "written"),
}  # fmt: skip
# Of several syllables with the stress on the last, or made of words of one: these double their last letter.
DOUBLED = frozenset("admit begin commit concur deadpan infer rebut refer submit".split())
# Doubled in Britain whatever the stress: "labelled", "labeled".
UNSTRESSED_L = re.compile(r"[^aeiou][aeiou]l$")
ONE_SYLLABLE = re.compile(r"(?:[^aeiou]*|[^aeiou]*qu)[aeiou][^aeiouwxy]$")
HISSING = ("s", "x", "z", "ch", "sh")


class Forms(NamedTuple):
    """The forms of one verb in one spelling: "write", "writes", "wrote", "written", "writing"."""

    bare: str
    third: str
    past: str
    participle: str
    ing: str


def forms_of(lemma: str) -> tuple[Forms, ...]:
    """The forms of a verb, in each spelling: a verb in -ize is given in -ise too, "label" with one l and with two.

    >>> forms_of("cry")
    (Forms(bare='cry', third='cries', past='cried', participle='cried', ing='crying'),)
    >>> [forms.past for forms in forms_of("label")], [forms.past for forms in forms_of("criticize")]
    (['labeled', 'labelled'], ['criticized', 'criticised'])
    """
    spellings = (lemma, lemma[:-3] + "ise") if lemma.endswith("ize") else (lemma,)
    stems = [(one, _stem(one)) for one in spellings]
    if UNSTRESSED_L.search(lemma) and not ONE_SYLLABLE.match(lemma):
        stems.append((lemma, lemma + "l"))
    return tuple(_forms(one, stem) for one, stem in stems)


def _stem(verb: str) -> str:
    """What -ed and -ing are put to."""
    if verb in DOUBLED or ONE_SYLLABLE.match(verb):
        return verb + verb[-1]
    return verb + "k" if verb.endswith("ic") else verb


def _forms(verb: str, stem: str) -> Forms:
    consonant_y = verb[-1] == "y" and verb[-2] not in "aeiou"
    if consonant_y:
        third, past, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("e"):
        third, past = verb + "s", verb + "d"
        ing = verb + "ing" if verb.endswith(("ee", "oe", "ye")) else verb[:-1] + "ing"
    else:
        third = verb + ("es" if verb.endswith(HISSING) or verb[-2:] in ("ho", "go") else "s")
        past, ing = stem + "ed", stem + "ing"
    past, participle = IRREGULAR.get(verb, (past, past))
    return Forms(verb, third, past, participle, ing)
