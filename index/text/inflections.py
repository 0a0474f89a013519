"""Forms of one word that no stem joins: irregular plurals ("wolf", "wolves"), names in the plural ("Jones", "Joneses"),
and spellings of British and American English ("harbour", "harbor").

Which of them an archive's texts have, ``search.query.spellings`` asks. Irregular verbs are none of these: most of their
forms are other words too (left, saw, found).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from corpus.patterns import Expression
from index.fields import EXACT

PLURALS = {
    "calf": "calves", "child": "children", "dwarf": "dwarves", "elf": "elves", "foot": "feet", "goose": "geese",
    "half": "halves", "hoof": "hooves", "knife": "knives", "leaf": "leaves", "life": "lives", "loaf": "loaves",
    "louse": "lice", "man": "men", "mouse": "mice", "ox": "oxen", "scarf": "scarves", "sheaf": "sheaves",
    "shelf": "shelves", "thief": "thieves", "tooth": "teeth", "wharf": "wharves", "wife": "wives", "wolf": "wolves",
    "woman": "women", "bus": "buses", "gas": "gases", "lens": "lenses", "alumnus": "alumni", "analysis": "analyses",
    "appendix": "appendices", "axis": "axes", "bacterium": "bacteria", "basis": "bases", "cactus": "cacti",
    "crisis": "crises", "criterion": "criteria", "curriculum": "curricula", "diagnosis": "diagnoses",
    "emphasis": "emphases", "fungus": "fungi", "hypothesis": "hypotheses", "index": "indices", "larva": "larvae",
    "matrix": "matrices", "memorandum": "memoranda", "nucleus": "nuclei", "oasis": "oases",
    "parenthesis": "parentheses", "phenomenon": "phenomena", "prognosis": "prognoses", "referendum": "referenda",
    "stimulus": "stimuli", "synthesis": "syntheses", "thesis": "theses", "vertebra": "vertebrae", "vertex": "vertices",
}  # fmt: skip
#: Plurals that share their stem with another word (leave, live, axe, base, indicate, these): found as they are.
OTHER_WORDS = frozenset("axes bases halves indices leaves lives shelves theses vertices".split())
TWO_MEANINGS = frozenset(["axes", "bases", "leaves", "lives"])  # who asks for one may mean the other word
SINGULARS = {plural: one for one, plural in PLURALS.items() if plural not in TWO_MEANINGS}
OF_MEN = Expression(r"(\p{L}{3,}m)([ae])n")  # fisherman, fishermen
OF_CHILDREN = Expression(r"((?:god|grand|school|step)child)(ren)?")
NAME_IN_S = Expression(r"(?!corps)(\p{L}{3,}?[^s]s)(?<!sis)(es)?")  # Jones, Joneses; not corps and emphasis
#: British and American: what stands in a word for what.
REGIONAL = tuple(
    tuple(pair.split("/"))
    for pair in """
    arbour/arbor ardour/ardor armour/armor behaviour/behavior candour/candor clamour/clamor colour/color
    demeanour/demeanor endeavour/endeavor favour/favor fervour/fervor flavour/flavor harbour/harbor honour/honor
    humour/humor labour/labor misdemeanour/misdemeanor neighbour/neighbor odour/odor parlour/parlor rancour/rancor
    rigour/rigor rumour/rumor saviour/savior savour/savor splendour/splendor tumour/tumor valour/valor vapour/vapor
    vigour/vigor calibre/caliber centre/center centring/centering fibre/fiber litre/liter lustre/luster meagre/meager
    metre/meter sabre/saber sceptre/scepter sombre/somber spectre/specter theatre/theater analogue/analog
    catalogue/catalog dialogue/dialog defence/defense licence/license offence/offense practise/practice
    pretence/pretense cancell/cancel channell/channel counsell/counsel dialled/dialed dialling/dialing fuell/fuel
    jewell/jewel labell/label levell/level marvell/marvel modell/model panell/panel quarrell/quarrel signall/signal
    totall/total travell/travel tunnell/tunnel enrol/enroll fulfil/fulfill instalment/installment skilful/skillful
    wilful/willful aluminium/aluminum aeroplane/airplane ageing/aging anaem/anem anaesth/anesth archaeo/archeo
    artefact/artifact cosy/cozy diarrhoea/diarrhea foet/fet furore/furor gynaec/gynec haemo/hemo jewellery/jewelry
    judgement/judgment leukaem/leukem manoeuvre/maneuver manoeuvring/maneuvering mould/mold moustache/mustache
    oesoph/esoph oestr/estr orthopaed/orthoped paediat/pediat plough/plow programme/program pyjama/pajama
    sceptic/skeptic smoulder/smolder sulph/sulf whisky/whiskey
    """.split()
)  # fmt: skip
#: The stemmer takes -ize off other stems than -ise: these, too, are looked for as they are.
ISE = Expression(r"(\p{L}{3,}[iy])([sz])(e[sdr]?|ers|ing|ations?)")
IN_PARTS = {"percent": ("per", "cent")}


@lru_cache(maxsize=1 << 12)
def other_forms(form: str) -> tuple[tuple[str, ...], ...]:
    """The words, mostly one, that a folded word is elsewhere; those behind ``EXACT`` in this form alone.

    >>> other_forms("wolf"), other_forms("leaf"), other_forms("percent")
    ((('wolves',),), (('=leaves',),), (('per', 'cent'),))
    """
    found: dict[tuple[str, ...], None] = dict.fromkeys(
        (EXACT + each if each in OTHER_WORDS else each,) for each in _plurals(form)
    )
    found |= dict.fromkeys((each,) for each in _regional(form))
    if form in IN_PARTS:
        found[IN_PARTS[form]] = None
    found.pop((form,), None)
    return tuple(found)


def _plurals(form: str) -> Iterator[str]:
    if other := PLURALS.get(form) or SINGULARS.get(form):
        yield other
    elif found := OF_MEN.fullmatch(form):
        yield found[1] + ("e" if found[2] == "a" else "a") + "n"
    elif found := OF_CHILDREN.fullmatch(form):
        yield found[1] if found[2] else found[1] + "ren"
    elif found := NAME_IN_S.fullmatch(form):
        yield EXACT + (found[1] if found[2] else found[1] + "es")


def _regional(form: str) -> Iterator[str]:
    for british, american in REGIONAL:
        if british in form:
            yield form.replace(british, american, 1)
        if american in form:
            yield form.replace(american, british, 1)
    if found := ISE.fullmatch(form):
        yield EXACT + found[1] + ("z" if found[2] == "s" else "s") + found[3]
