"""Words that say what a word does in a sentence of news: verbs of saying, titles, roles, and what ends a phrase."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that take what was said or written, in every form that news uses.
CUES = _words("""
    accuse accused accuses accusing acknowledge acknowledged acknowledges acknowledging add added adding address
    addressed addresses addressing adds admit admited admiting admits advise advised advises advising affirm
    affirmed affirming affirms agree agreed agrees agreing allege alleged alleges alleging announce announced
    announces announcing answer answered answering answers apologize apologized apologizes apologizing argue
    argued argues arguing ask asked asking asks assert asserted asserting asserts assure assured assures
    assuring attack attacked attacking attacks attest attested attesting attests bark barked barking barks began
    begin begined begining begins begun bellow bellowed bellowing bellows bemoan bemoaned bemoaning bemoans
    blame blamed blames blaming blast blasted blasting blasts blog bloged bloging blogs blurt blurted blurting
    blurts boast boasted boasting boasts brag braged braging brags brand branded branding brands call called
    calling calls came caution cautioned cautioning cautions chant chanted chanting chants characterize
    characterized characterizes characterizing charge charged charges charging chide chided chides chiding chime
    chimed chimes chiming chipped chuckle chuckled chuckles chuckling cite cited cites citing claim claimed
    claiming claims clarified clarifies clarify clarifying clarifys comes comment commented commenting comments
    compare compared compares comparing complain complained complaining complains concede conceded concedes
    conceding conclude concluded concludes concluding condemn condemned condemning condemns confess confessed
    confesses confessing confide confided confides confiding confirm confirmed confirming confirms contend
    contended contending contends continue continued continues continuing convey conveyed conveying conveys
    counter countered countering counters credit credited crediting credits cried cries criticize criticized
    criticizes criticizing croon crooned crooning croons crow crowed crowing crows cry crying crys deadpan
    deadpaned deadpaning deadpans declare declared declares declaring decree decreed decrees decreing decried
    decries decry decrying decrys deem deemed deeming deems defend defended defending defends demand demanded
    demanding demands denied denies denounce denounced denounces denouncing deny denying denys deride derided
    derides deriding describe described describes describing detail detailed detailing details disclose
    disclosed discloses disclosing discuss discussed discusses discussing dismiss dismissed dismisses dismissing
    dub dubed dubing dubs echo echoed echoing echos elaborate elaborated elaborates elaborating email emailed
    emailing emails emphasise emphasised emphasises emphasising emphasize emphasized emphasizes emphasizing
    endorse endorsed endorses endorsing enthuse enthused enthuses enthusing exclaim exclaimed exclaiming
    exclaims exhort exhorted exhorting exhorts explain explained explaining explains express expressed expresses
    expressing facebook facebooked facebooking facebooks fire fired fires firing fume fumed fumes fuming goes
    gripe griped gripes griping groan groaned groaning groans grumble grumbled grumbles grumbling gush gushed
    gushes gushing hail hailed hailing hails hammer hammered hammering hammers hashtag hashtaged hashtaging
    hashtags hint hinted hinting hints hiss hissed hisses hissing holler hollered hollering hollers hope hoped
    hopes hoping howl howled howling howls implied implies implore implored implores imploring imply implying
    implys indicate indicated indicates indicating inform informed informing informs insist insisted insisting
    insists instruct instructed instructing instructs interject interjected interjecting interjects intone
    intoned intones intoning invoke invoked invokes invoking joke joked jokes joking knock knocked knocking
    knocks label labeled labeling labels lambaste lambasted lambastes lambasting lament lamented lamenting
    laments laugh laughed laughing laughs lecture lectured lectures lecturing maintain maintained maintaining
    maintains marvel marveled marveling marvels mention mentioned mentioning mentions message messaged messages
    messaging moan moaned moaning moans mock mocked mocking mocks murmur murmured murmuring murmurs muse mused
    muses musing mutter muttered muttering mutters note noted notes noting observe observed observes observing
    offer offered offering offers opine opined opines opining paint painted painting paints pan paned paning
    pans plead pleaded pleading pleads pled pledge pledged pledges pledging point pointed pointing points
    portray portrayed portraying portrays post posted posting posts praise praised praises praising pray prayed
    praying prays preach preached preaches preaching predict predicted predicting predicts press pressed presses
    pressing proclaim proclaimed proclaiming proclaims proffer proffered proffering proffers promise promised
    promises promising pronounce pronounced pronounces pronouncing propose proposed proposes proposing protest
    protested protesting protests put puts putting question questioned questioning questions quip quiped quiping
    quipped quips quote quoted quotes quoth quoting rail railed railing rails rant ranted ranting rants read
    readed reading reads reason reasoned reasoning reasons reassure reassured reassures reassuring recall
    recalled recalling recalls recite recited recites reciting reckon reckoned reckoning reckons recommend
    recommended recommending recommends recount recounted recounting recounts refer refered refering refers
    reflect reflected reflecting reflects reiterate reiterated reiterates reiterating rejoin rejoined rejoining
    rejoins relate related relates relating remark remarked remarking remarks remember remembered remembering
    remembers remind reminded reminding reminds repeat repeated repeating repeats replied replies reply replying
    replys report reported reporting reports respond responded responding responds retort retorted retorting
    retorts retweeted reveal revealed revealing reveals ridicule ridiculed ridicules ridiculing rip riped riping
    rips roar roared roaring roars rule ruled rules ruling said sang saw say sayed saying says scoff scoffed
    scoffing scoffs scold scolded scolding scolds scream screamed screaming screams seen sees shot shout shouted
    shouting shouts sigh sighed sighing sighs sing singed singing sings slam slamed slaming slams snap snaped
    snaping snaps snarl snarled snarling snarls sneer sneered sneering sneers sob sobed sobing sobs speak
    speaked speaking speaks specified specifies specify specifying specifys speculate speculated speculates
    speculating spoke spoken stammer stammered stammering stammers start started starting starts state stated
    states stating stress stressed stresses stressing suggest suggested suggesting suggests summarize summarized
    summarizes summarizing summed sums surmise surmised surmises surmising swear sweared swearing swears swore
    tease teased teases teasing tell telled telling tells testified testifies testify testifying testifys text
    texted texting texts thank thanked thanking thanks theorize theorized theorizes theorizing think thinked
    thinking thinks thought thunder thundered thundering thunders toast toasted toasting toasts told tout touted
    touting touts tweet tweeted tweeting tweets type typed types typing understood update updated updates
    updating urge urged urges urging utter uttered uttering utters vent vented venting vents venture ventured
    ventures venturing volunteer volunteered volunteering volunteers vow vowed vowing vows wail wailed wailing
    wails warn warned warning warns went whine whined whines whining whisper whispered whispering whispers
    wonder wondered wondering wonders write writed writes writing written wrote yell yelled yelling yells
""")
# Those of them that are bare forms, and mostly nouns: cues only after "to", "will", "they" and the like.
BARE_CUES = _words("""
    accuse acknowledge add address admit advise affirm agree allege announce answer apologize argue ask assert
    assure attack attest bark begin bellow bemoan blame blast blog blurt boast brag brand call caution chant
    characterize charge chide chime chuckle cite claim clarify comment compare complain concede conclude condemn
    confess confide confirm contend continue convey counter credit criticize croon crow cry deadpan declare
    decree decry deem defend demand denounce deny deride describe detail disclose discuss dismiss dub echo
    elaborate email emphasise emphasize endorse enthuse exclaim exhort explain express facebook fire fume gripe
    groan grumble gush hail hammer hashtag hint hiss holler hope howl implore imply indicate inform insist
    instruct interject intone invoke joke knock label lambaste lament laugh lecture maintain marvel mention
    message moan mock murmur muse mutter note observe offer opine paint pan plead pledge point portray post
    praise pray preach predict press proclaim proffer promise pronounce propose protest question quip quote rail
    rant reason reassure recall recite reckon recommend recount refer reflect reiterate rejoin relate remark
    remember remind repeat reply report respond retort reveal ridicule rip roar rule say scoff scold scream
    shout sigh sing slam snap snarl sneer sob speak specify speculate stammer start state stress suggest
    summarize surmise swear tease tell testify text thank theorize think thunder toast tout tweet type update
    urge utter vent venture volunteer vow wail warn whine whisper wonder write yell
""")
# Those that are plural nouns as often: cues only right after their subject.
NOUN_CUES = _words("""
    addresses answers attacks blames blogs brands calls chants claims comments credits cries demands details
    emails fires hopes jokes labels laughs messages notes offers pledges points posts praises promises questions
    quotes reads remarks reports rules speaks states texts tweets updates
""")
# Those that may stand between a quotation and its speaker: "…," said Smith.
INVERTED_CUES = _words("""
    according acknowledged added adds admits admitted affirmed agreed agrees alleged announced answered argued
    argues asked asks asserted began believes boasted came cautioned chanted charged chimed claimed commented
    complained conceded concluded concludes confessed confided contended contends continued continues counted
    countered cried deadpanned declared declares demanded echoed echoes elaborated emphasized exclaimed
    explained explains goes grumbled gushed insisted insists interjected intoned joked jokes lamented laments
    laughed maintained murmured mused muses muttered noted notes observed observes offered opined pleaded posted
    predicted predicts proclaimed promised pronounced proposed protested quipped quips quoth read reads reasoned
    recalled recalls reckoned recounted reflected reiterated remarked remembered repeated replied reported
    reports responded retorted retweeted roared said sang say says screamed shouted sighed snapped started
    stated states stressed suggested testified thought thundered tweeted tweets urged volunteered vowed vows
    warned warns went whispered wondered writes wrote yelled
""")
# Those that introduce what somebody says in a clause of its own: said he had seen …
SAYING = _words("""
    acknowledged added adding adds argued argues claimed explained insisted noted said say saying says stated
    suggested tell telling tells told tweeted warned writes writing wrote
""")
# Those that make a sentence without a quotation the frame of one that follows.
TELLING = _words("""
    acknowledged added adding adds argued argues asked claimed continued declared denied described elaborated
    explained insisted joked noted pledged promised recalled remarked replied responded said say saying says
    stated suggested tell telling tells told tweeted urged vowed warned went writes writing wrote
""")
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
PRONOUNS = _words("""
    he i it one she they we who you
""")
OBJECT_PRONOUNS = _words("""
    her herself him himself it itself me them themselves us you
""")
TITLES = _words("""
    admiral ambassador archbishop attorney ayatollah baron baroness bishop capt captain cardinal chairman
    chairwoman chancellor chief cllr coach col colonel commander commissioner congressman congresswoman
    constable councillor councilman councilwoman dame democrat democratic deputy detective director doctor dr
    duchess duke emperor father former gen general gop gov governor headteacher imam inspector judge justice
    king lady lieutenant lord lt maj major mayor minister miss mr mrs ms nurse officer pastor pope premier
    president prime prince princess prof professor queen rabbi rep representative reps republican rev reverend
    secretary sen senator sens sergeant sgt sheikh sheriff sir sister speaker spokesman spokesperson
    spokeswoman superintendent supt then-president vice
    """)
# Nouns that stand inside a phrase with a name: Clinton campaign manager Robby Mook.
ROLES = _words("""
    activist actor actress ad administration adviser advisor agency agent aide allies ally ambassador analyst
    anchor attorney author bank billionaire board book brother bureau businessman businesswoman campaign
    candidate chairman chairwoman chief coach columnist comedian commentator committee company congressman
    congresswoman consultant correspondent council counsel court critic critics daughter delegate department
    deputy director doctor donor economist editor email executive family father former foundation founder friend
    front-runner frontrunner fund general governor group historian host house husband institute judge justice
    lawyer leader letter magazine manager mayor memo minister mogul mother national neighbor network newspaper
    nominee nurse office officer official officials opponent organizer owner player police poll pollster
    president presidential press producer professor report reporter representative rival ruling scholar school
    scientist secretary senator senior sheriff singer sister son speech spokesman spokesperson spokeswoman staff
    star state statement strategist student study supporter supporters surrogate survey teacher team union
    university vice video voter voters website wife writer
""")
# After these a full stop ends no sentence.
ABBREVIATIONS = _words("""
    adm ala amb apr ariz ark atty aug calif capt cllr cmdr co col colo conn corp dec del dept dr feb fla ga gen
    gov hon ill inc ind jan jr jul jun kan ky la lt ltd maj mar mass md messrs mich minn miss mo mont mr mrs ms
    neb nev no nov oct okla ore pa pres prof rep reps rev sen sens sep sept sgt sr st supt tenn tex univ va vs
    vt wash wis wyo
""")
# Last words of names of places and peoples, which are no persons unless a title or a first name says so.
PLACES = _words("""
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
    african africans arab arabs asian asians british catholic catholics chinese christian christians cuban cubans
    dutch english european europeans french german germans greek hispanic hispanics indian indians iranian iranians
    iraqi irish israeli israelis italian japanese jewish jews korean latino latinos mexican mexicans muslim muslims
    palestinian palestinians polish russian russians saudi scottish spanish swedish swiss syrian syrians turkish
    ukrainian
""")
# Words of names that are no person's, by whose they are: of public bodies and societies, companies, sports clubs,
# media, buildings and landscapes, peoples, parties and faiths, events and laws; and what a title often begins with.
BODIES = _words("""
    agency army association board bureau center centre church college commission committee conference congress
    convention council court department force foundation fund guard hospital house initiative institute ministry
    navy office pac party police school secret senate service supreme union university
""")
# Without "ltd" and "plc": on Reuters-21578, companies that speak would lose their full names, one to "Ltd" alone.
COMPANIES = _words("""
    bank co company corp group holdings inc
""")
CLUBS = _words("""
    albion athletic city club league rovers united wanderers
""")
MEDIA = _words("""
    abc ap apple bbc cbs cnn facebook fox globe google internet journal magazine msnbc nbc network news post radio
    register reuters television times twitter web
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
    a all an and as at both but by first for from he here how i if in it last many most next no not on or second
    she some that the there these they this those to we what when while who why with yes you
""")
CALENDAR = _words("""
    april august december february friday i january july june march may monday november october saturday
    september sunday thursday tuesday wednesday
""")
TIMES = _words("""
    afternoon ago before day days earlier evening hours later minutes month months morning night time week weeks
    year years
""")
