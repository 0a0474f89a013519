"""Verbs of saying: what news puts before and behind quotations. ``python -m corpus.grammar.sayings`` lists them."""

from __future__ import annotations

from corpus.grammar.verbs import Forms, forms_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that direct speech stands with, on either side: "…," she joked; joked Smith.
OF_SPEECH = _words("""
    acknowledge add admit affirm agree allege announce answer apologize argue ask assert bark beg begin believe bellow
    blog blurt boast brag caution chant charge chime chuckle claim comment complain concede conclude confess confide
    confirm contend continue counter croon crow cry deadpan declare decree demand echo elaborate email emphasize
    enquire enthuse exclaim explain fume gasp gripe groan growl grumble grunt gush hiss holler howl inquire insist
    interject interrupt intone joke lament laugh maintain marvel message moan mumble murmur muse mutter note object
    observe offer opine plead pledge ponder post pray preach predict proclaim promise pronounce propose protest quip
    rage rant read reason recall reckon recount reflect reiterate rejoin remark remember repeat reply report respond
    retort retweet roar say scoff scold scream shout shriek sigh sing snap snarl sneer sniff sob speculate spit stammer
    state stress stutter suggest summarize surmise swear tease testify text theorize think thunder tweet type urge
    venture volunteer vow wail warn whine whisper wonder worry write yell
""")
# Verbs of which a clause or a phrase is the object: denied that …, praised the “…” of …
OF_REPORT = _words("""
    accuse address advise assail assure attack attest bash bemoan berate blame blast brand call characterize chide
    cite clarify commend compare condemn convey credit criticize decry deem defend denounce deny deride describe detail
    disclose discuss dismiss dub endorse exhort express fire hail hammer hint hope implore imply indicate
    inform instruct invoke justify knock label lambaste laud lecture liken mention mock paint pan point portray praise
    press proffer profess question quote rail reassure rebuke recite recommend refer relate remind reveal ridicule rip
    rule slam speak specify tell thank toast tout trumpet underline underscore update utter vent
""")
# Of these, only some forms: "goes on", "came back", "as he puts it", "seen as".
SOME_FORMS = _words("""
    came chipped comes goes pled put puts putting quoth saw seen sees shot summed sums understood went
""")
EVERY = {lemma: forms_of(lemma) for lemma in sorted(OF_SPEECH | OF_REPORT)}


def _of(lemmas: frozenset[str], *names: str) -> frozenset[str]:
    """These forms, in every spelling, of these verbs."""
    return frozenset(getattr(forms, name) for lemma in lemmas for forms in EVERY[lemma] for name in names)


# Verbs that take what was said or written, in every form that news uses.
CUES = frozenset(form for every in EVERY.values() for forms in every for form in forms) | SOME_FORMS
# Those of them that are bare forms, and mostly nouns: cues only after "to", "will", "they" and the like.
BARE_CUES = _of(OF_SPEECH | OF_REPORT, "bare") - _of(OF_SPEECH | OF_REPORT, "past")
# Those that are plural nouns as often: cues only right after their subject.
NOUN_CUES = _words("""
    addresses answers attacks blames blogs brands calls cautions chants charges claims comments cries demands details
    credits echoes emails fires hints hopes jokes labels laughs messages notes objects offers pledges points posts
    praises promises protests questions quips quotes reads reasons remarks reports rules screams shouts sighs speaks
    states stresses texts tweets types updates whispers worries
""")
# Those that may stand between a quotation and its speaker: "…," said Smith.
INVERTED_CUES = _of(OF_SPEECH, "past", "third") | _words("came counted goes say went")
# Those that introduce what somebody says in a clause of its own: said he had seen …
SAYING = _of(
    _words("acknowledge add argue claim explain insist note say state suggest tell tweet warn write"),
    "third", "past", "ing",
) | _words("say tell")  # fmt: skip
# Those that make a sentence without a quotation the frame of one that follows.
TELLING = SAYING | _of(
    _words("""
        admit ask complain continue declare deny describe elaborate joke pledge promise recall remark reply respond urge
        vow warn
    """),
    "past",
) | _words("went")  # fmt: skip

# Those that frame what somebody said outside quotation marks: told skippers that it had opened, urged them to wait,
# promised to open it, said it would open.
TELLING_SOMEBODY = _of(_words("advise assure caution inform instruct reassure remind tell warn"), *Forms._fields)
URGING = _of(_words("ask beg exhort implore press urge"), *Forms._fields)
PROMISING = _of(_words("agree offer pledge promise propose swear volunteer vow"), *Forms._fields)
STATING = TELLING_SOMEBODY | URGING | PROMISING | _of(
    _words("""
        acknowledge add admit affirm allege announce answer argue assert boast brag charge claim clarify comment
        complain concede conclude confess confirm contend continue counter declare deny disclose elaborate emphasize
        explain hint imply indicate insist joke lament maintain mention muse note object opine point predict proclaim
        quip recall recount reflect reiterate remark repeat reply report respond retort reveal say speculate state
        stress suggest summarize testify tweet underline underscore wonder write
    """),
    *Forms._fields,
)  # fmt: skip


if __name__ == "__main__":
    for each in EVERY.values():
        print(*dict.fromkeys(form for forms in each for form in forms))
