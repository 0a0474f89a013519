"""Words that say what a word does in a sentence of news: titles, roles, places, and what ends a phrase."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these a cue is a noun: "the call".
NOT_BEFORE_CUE = _words("""
    a an any her his its more my no of our some such that the their this what's your
""")
ADVERBS = _words("""
    additionally again all almost already also always both earlier even eventually ever famously finally first
    flatly further furthermore however immediately initially instead jointly just later long maybe meanwhile
    moreover n't never not now often once only overall perhaps previously quite rather recently simply since
    soon still then therefore though thus today too yesterday
""")
# What ends as adverbs do and is none.
LY_NOUNS = _words("""
    ally anomaly assembly bully family fly homily lily monopoly rally reply supply tally
""")
AUXILIARIES = _words("""
    'd 'll 's 've are be been being can could did do does get gets going got had has have having is keeps kept
    may might must shall should used was were will would
""")
PREPOSITIONS = _words("""
    about across after against along amid among around as at before behind between beyond by despite during for
    from in including inside into like near of on onto outside over per since than through to toward towards
    under until upon via with within without
""")
# What ends a noun phrase.
STOPPERS = _words("""
    about across after against along although amid among and around as at because before behind between beyond
    but by despite during for from how if in including inside into like near nor of on onto or outside over per
    since so than that though through to toward towards under until upon via what when where whether which while
    who whom whose why with within without yet
""")
# What begins a leading phrase or clause, which a comma ends before the subject comes.
SUBORDINATORS = _words("""
    about according addressing after although amid among answering as asked at because before by calling citing
    describing despite discussing during echoing even following for from given if in instead like noting on once
    over pressed referring regarding responding since speaking though to under unlike until when while with
    within
""")
DETERMINERS = _words("""
    a an another any both each every few four her his its many most my no one other our several some such that
    the their these this those three two your
""")
# What may stand behind another determiner: *the two* unions, all *their* sons.
QUANTIFIERS = _words("""
    few four many one other several three two
""")
PREDETERMINERS = _words("""
    all both half
""")
PRONOUNS = _words("""
    he i it one she they we who you
""")
POSSESSIVE_PRONOUNS = _words("""
    her his its my our their
""")
OBJECT_PRONOUNS = _words("""
    her herself him himself it itself me them themselves us you
""")
TITLES = _words("""
    adm admiral ald alderman ambassador archbishop assemblyman assemblywoman attorney attorney-general ayatollah
    baron baroness bishop brig brigadier canon capt captain cardinal ceo cfo chairman chairperson chairwoman
    chancellor chef chief cllr cmdr coach col colonel commandant commander commissioner commodore comptroller
    congressman congresswoman constable coo coroner councillor councilman councilor councilwoman countess cpl
    curator dame dci deacon democrat deputy det detective director doctor dr dsupt duchess duke economist emir
    emperor father fr gen general gov governor governor-general headmaster headmistress headteacher hon imam insp
    inspector judge justice king lady lecturer lieutenant lord lt magistrate maj major marquess marshal matron
    mayor mep mgr minister miss mp mr mrs ms msp mullah nurse officer ombudsman pastor pc pcso pope premier
    president president-elect prime prince princess prof professor provost pvt queen rabbi rector rep
    representative reps republican rev reverend rt secretary secretary-general sen senator sens sergeant sgt
    sheikh sheriff sir sister skipper solicitor speaker spokesman spokesperson spokeswoman sultan superintendent
    supt treasurer trooper tsar undersecretary vicar vice vice-president viscount warden wpc
""")
# What stands behind a name and is kept as its bearer's role: Susan Marsh MP.
BEHIND_NAMES = frozenset("CBE KC KCB MBE MD MEP MLA MP MS MSP OBE PhD QC TD".split())
# Ranks only where they are in capitals: DC is a constable, Di Marco a name.
RANKS = frozenset("DC DI DS".split())
# People by what they do or are to others, which stand inside a phrase with a name too: the banker Robby Quill.
OCCUPATIONS = _words("""
    accountant activist actor actress adviser advisor agent aide ally ambassador analyst analysts anchor architect
    artist astronaut attorney author banker bankers barrister billionaire biologist boss broker brokers brother
    builder businessman businesswoman candidate captain carer caretaker chairman chairwoman chancellor chemist
    chief clerk climber coach columnist comedian commander commentator commissioner composer conductor congressman
    congresswoman consultant correspondent councillor counsel cousin critic critics curator daughter dealer
    dealers delegate dentist deputy designer detective developer director doctor donor driver economist economists
    editor employee engineer executive expert experts farmer farmers father firefighter fisherman forecaster
    former founder friend front-runner frontrunner gardener general geologist governor granddaughter grandfather
    grandmother grandson headteacher historian host husband inspector investor investors judge justice landlord
    lawmaker lawmakers lawyer lawyers leader lecturer legislator librarian manager mayor mechanic miner minister
    mogul mother musician neighbor neighbors neighbour neighbours nephew niece nominee novelist nurse officer
    official officials opponent organiser organizer owner painter parent partner passenger pensioner photographer
    pilot player plumber poet policeman policewoman pollster president presidential priest principal producer
    professor prosecutor psychologist reporter representative resident residents rival sailor scholar scientist
    sculptor secretary senator senior sergeant sheriff shopkeeper singer sister skipper sociologist soldier
    solicitor son specialist spokesman spokesmen spokespeople spokesperson spokeswoman spokeswomen spy star
    strategist student supporter supporters surgeon surrogate surveyor teacher teenager trader traders treasurer
    trustee tutor undersecretary vice volunteer voter voters warden wife witness worker workers writer
""")
# What people are called by whether they are women or men.
GENDER_OF_NOUN = dict.fromkeys(
    """actor boy brother businessman congressman dad fisherman father gentleman grandfather grandson guy husband king
    man nephew policeman prince son spokesman uncle widower""".split(), "m",
) | dict.fromkeys(
    """actress aunt businesswoman chairwoman congresswoman daughter girl girlfriend grandmother granddaughter lady
    mother mum niece policewoman princess queen sister spokeswoman waitress widow wife woman""".split(), "f",
)  # fmt: skip
# People who are described and not named.
HUMAN = (
    OCCUPATIONS
    | GENDER_OF_NOUN.keys()
    | _words("""
    activist admiral baker bishop boyfriend candidate cashier child customer driver judge man neighbour person pope
    priest protester shopper soldier victim waiter
""")
) - _words("""
    counsel former general presidential senior vice analysts bankers brokers critics dealers delegates economists
    experts farmers investors lawmakers lawyers neighbors neighbours officials residents spokesmen spokespeople
    spokeswomen
    supporters traders voters workers chief partner
""")
# Bodies and writings that speak, and stand so too: Quill *campaign* manager Robby Fenn.
ORGANS = _words("""
    ad administration agency allies bank board book bureau campaign committee company council court critics
    department email family foundation fund group house institute letter magazine memo national network newspaper
    office police poll press report ruling school speech staff state statement study survey team union university
    video website
""")
ROLES = OCCUPATIONS | ORGANS
# What an article calls an organisation whose name it gave before.
FIRMS = _words("""
    airline bank brewer carmaker chain charity club company developer firm group maker operator retailer union
""")
# Writings and the like, which say what is in them.
DOCUMENTS = _words("""
    advertisement agreement analysis announcement article autopsy banner bill bulletin caption column complaint contract
    diary document editorial email guide headline indictment inscription judgment lawsuit leaflet letter manual memo
    memoir memorandum message notice paper petition placard plaque poem post poster press-release programme program
    report review sign slogan song statement sticker study summary survey testimony text treaty tweet verdict warning
    website
""")
# Alone, or behind places and one another, these name nobody: the Bank, U.S. Officials, the Ministry.
GENERAL = _words("""
    agency agreement army association authority bank board brokerage bureau cabinet center centre church city club
    coalition
    commission committee company congregation consortium corp corporation council court department exchange firm
    force foundation fund government group hospital institute journal league library military ministry mosque museum
    navy
    newspaper office opposition organisation organization parliament party police port school society station
    statement stock study survey syndicate tribunal trust union university watchdog
""")
# After these a full stop ends no sentence.
ABBREVIATIONS = _words("""
    adm ala amb apr ariz ark atty aug calif capt cllr cmdr co col colo conn corp dec del dept dr feb fla ga gen
    gov hon ill inc ind jan jr jul jun kan ky la lt ltd maj mar mass md messrs mich minn miss mo mont mr mrs ms
    neb nev no nov oct okla ore pa pres prof rep reps rev sen sens sep sept sgt sr st supt tenn tex univ va vs
    vt wash wis wyo
""")
# What ministers are of, which may stand right before their names: Secretary of *Commerce* Ada Quill.
OFFICES = _words("""
    agriculture budget commerce defence defense economy education energy environment exchequer finance health homeland
    housing interior justice labor labour security state trade transport transportation treasury
""")
# Words of names that are no person's, and surnames too, behind a first name.
SURNAMES_TOO = _words("""
    banks beach bridge church day fox hall hill house lake law park post street wall west white young
""")
# Peoples and faiths, of one of whom an article may be: *the German* said.
DEMONYMS = _words("""
    african africans arab arabs asian asians british catholic catholics chinese christian christians cuban cubans
    dutch english european europeans french german germans greek hispanic hispanics indian indians iranian iranians
    iraqi irish israeli israelis italian japanese jewish jews korean latino latinos mexican mexicans muslim muslims
    palestinian palestinians polish russian russians saudi scottish spanish swedish swiss syrian syrians turkish
    ukrainian
""")
# Last words of names of places and peoples, which are no persons unless a title or a first name says so.
PLACES = (
    _words("""
    afghanistan africa alabama alaska algeria angeles antarctica antonio arabia argentina arizona arkansas asia
    atlanta australia austria baghdad baltimore bangladesh beijing belgium berlin bernardino boston brazil britain
    brooklyn brussels bulgaria burma cairo california canada carolina chicago chile china cincinnati cleveland
    colombia colorado columbia connecticut cuba dakota dallas damascus delaware denmark denver detroit diego dubai
    ecuador egypt england ethiopia europe finland florida france francisco geneva germany ghana greece greenland
    guatemala haiti hampshire hawaii hollywood honduras houston hungary iceland idaho illinois india indiana
    indonesia iowa iran iraq ireland israel italy jakarta japan jersey jerusalem kabul kansas kentucky kenya kiev
    korea kuwait kyiv lanka lebanon libya london louisiana madrid maine malaysia manhattan maryland massachusetts
    melbourne mexico miami michigan milan milwaukee minneapolis minnesota mississippi missouri moines montana
    montreal morocco moscow mumbai nebraska netherlands nevada nigeria norway oakland ohio oklahoma oregon orleans
    ottawa pakistan palestine panama paris pennsylvania peru philadelphia philippines phoenix pittsburgh poland
    portugal prague queensland quebec rico romania rome russia salvador scotland seattle serbia seoul shanghai
    singapore slovakia somalia spain sudan sweden switzerland sydney syria taiwan tehran tennessee texas thailand
    tokyo toronto tunisia turkey uganda ukraine utah vegas venezuela vermont vienna vietnam virginia wales warsaw
    washington wisconsin wyoming yemen york yugoslavia zealand zimbabwe orlando baton rouge charlotte
""")
    | DEMONYMS
)
# Words of names that are no person's, by whose they are: of public bodies and societies, companies, sports clubs,
# media, buildings and landscapes, peoples, parties and faiths, events and laws; and what a title often begins with.
BODIES = _words("""
    agency army association board bureau center centre church college commission committee conference congress
    convention council court department force foundation fund guard hospital house initiative institute ministry
    navy office pac party police school secret senate service supreme union university
""")
# Without "ltd" and "plc": on Reuters-21578, companies that speak would lose their full names, one to "Ltd" alone.
COMPANIES = _words("""
    bancorp bank co company corp dynamics electric foods group holdings inc industries mills motors petroleum
""")
CLUBS = _words("""
    albion athletic city club league rovers united wanderers
""")
MEDIA = _words("""
    abc ap apple bbc cbs chronicle cnn courier daily echo facebook fox gazette globe google herald internet
    journal magazine mirror msnbc nbc network news post radio register reuters television times tribune twitter
    web
""")
SITES = _words("""
    airport avenue beach boulevard bridge capitol county desert gulf hall hill hotel island islands lake lakes
    mount ocean park river sea state states station street tower valley wall
""")
PEOPLES = _words("""
    america american democratic democrats east federal god international isis islamic national new north republican
    republicans south west white
""")
OCCASIONS = _words("""
    act amendment award bill christmas cup day easter game games law prize war week
""")
FUNCTION_WORDS = _words("""
    a all an and as at both but by first for from he here how i if in it last many most next no not on or please
    second she some that the there these they this those to we what when while who why with yes you
""")
CALENDAR = _words("""
    april august december february friday i january july june march may monday november october saturday
    september sunday thursday tuesday wednesday
""")
TIMES = _words("""
    afternoon ago before day days earlier evening hours later minutes month months morning night time week weeks
    year years
""")
