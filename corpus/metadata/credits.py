"""Who wrote an article, as printed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from corpus.clean import one_line, unique
from corpus.grammar.first_names import FEMALE, MALE
from corpus.patterns import IGNORECASE, Expression

# How a byline begins, in the languages of papers. Where one word follows "Von" and the like, they are a part of it.
KINDS = (
    r"(?:words|story|text|report(?:ing|ed)?|reviewed|posted|written|published|submitted|created|article|analysis|opinion"
    r"|interview|exclusive|(?:guest )?post|column|review|commentary|essay)"
)
FOREIGN_BY = (
    r"(?:(?i:(?:(?:eine?|uno?|una|een|et|en)\s)?(?:texte?|texto|testo|tekst|artikel|article|artículo|articolo|artigo|bericht"
    r"|beitrag|kommentar|geschrieben|verfasst|écrit|rédigé|publié|propos recueillis|escrito|redactado|publicado|scritto"
    r"|geschreven|gepubliceerd|skrevet|skriven|skrivet|publicerad|publisert)\s(?:von|par|por|door|van|d[aei]|a[fv]))"
    r"|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]oor|DOOR|[Dd]i|DI|De|[Aa]f|AF|[Aa]v|AV|[Oo]d|[Pp]iše"
    r"|A cura di|Του|Της|(?i:γράφει|γράφουν)(?:\s(?:η|ο|οι))?"
    r"|Autor(?:in|as?|es)?|Auteure?|Autore|Tekst|Oprac\.|Автор)"
)
LABELS = (
    r"(?:words|interview(?:er)?|reportage|recherche|protokoll|texte?|texto|testo|teksti?|authors?|autor(?:in|as?|es)?|auteure?s?|autor[ei]|författare|skribent"
    r"|forfatter|szerző|yazan|yazar|haber|kirjoittaja|redaktor|opracowanie|συντάκτης|συντάκτρια|γράφει|автор|авторы"
    r"|текст|작성자|글|作者|撰文|撰稿|文|記者|记者|執筆|取材・文|بقلم|كتب|كتبت|الكاتب|تحرير)\s*+[:：/／]\s*+"
)
TWO_WORDS = r"(?=\p{Lu}\S*+\s++(?:\p{Ll}{1,4}\s){0,2}\p{Lu})"
#: What a line begins with that is a byline, as far as the name.
BY_WORD = rf"(?:(?i:(?:{KINDS}\s)?by)(?::\s?|\s)(?=\p{{Lu}})|{FOREIGN_BY}:?\s{TWO_WORDS}|(?i:{LABELS})(?=\p{{L}}))"
BY = Expression(
    rf"^(?:(?i:(?:{KINDS}?(?:\s+|$))?by[:\s]+|as told to\s+|(?:von|par|por|door)\s*+:\s*+)|{FOREIGN_BY}:?\s+{TWO_WORDS}"
    rf"|(?i:{LABELS}))"
)
NAME_BREAK = Expression(
    r"\s*+(?:[;|•·/／、]|,?(?<=[\s,])(?:and|with|avec|mit|und|et|и|και|oraz|és)\s|&"
    r"|,(?!\s*(?:[JS]r|I{2,3}|Ph\.?D|M\.?D|[OM]BE|QC|KC)\b(?!\s\p{Ll})))\s*+|\s[–—-]\s",
    IGNORECASE,
)
TWO_NAMES = Expression(
    r"(?<=\p{L}\s\p{Lu}[\p{L}\p{M}'’\-]{1,30})\s(?:y|e|en|och|og|i|a|ve|ja|dan)\s(?=\p{Lu}\S*+\s\p{Lu})"
)
# What stands behind a name: handles, mail, what is in brackets, hours, where it was written and for whom.
BEHIND_NAME = Expression(
    r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|\S{1,80}@\S{1,80}|(?<!\w)@\w{1,40}|\s(?:in|at|from|à)\s(?=(?:the\s)?\p{Lu}).*"
    r"|,?\s(?:[Ff]or|FOR|of) (?:[Tt]he |THE )?\p{Lu}.*|\s(?:on\s.*|(?:am |le )?\d.*)"
    r"|[\s.]+(?i:photo\w*|pictures?|images?|follow|updated|published|posted|foto\w*)\b.*"
)
ROLES = (
    r"(?:reporters?|correspondents?|editors?|writers?|journalists?|columnists?|critics?|contributors?|producers?"
    r"|photographers?|commentators?|bloggers?|interns?|researchers?|broadcasters?|candidates?|professors?|lecturers?|fellows?|historians?|economists?|students?|redakteur(?:in)?|reporterin"
    r"|journalistin|korrespondent(?:in)?|journaliste|rédact(?:eur|rice)|correspondante?|periodista|redactora?"
    r"|giornalista|redacteur|redaktør|dziennikarka|dziennikarz|redaktork?a?|корреспондент|обозреватель|журналист)"
)
ROLE = Expression(rf"^.*\b{ROLES}\b.*$", IGNORECASE)
# "Una Brack Chief Islands Correspondent": the role is in capitals too, and no sign stands before it.
TITLES = (
    r"(?:senior|chief|deputy|staff|political|local|crime|business|sports?|news|special|health|education|social|arts?"
    r"|digital|freelance|assistant|associate|managing|executive|contributing|national|foreign|community|data|science"
    r"|environment|city)"
)
WORD = r"\p{Lu}[\p{L}\p{M}.'’\-]*+"
# "Una Brack, Harbour correspondent, BBC Skerry": behind a post and a comma stands what has capitals.
ROLE_OF = Expression(rf"(?<=\p{{Ll}}.{{0,80}})(\b(?i:{ROLES})),\s\p{{Lu}}{{2,5}}\b[^,;|•·]*")
# "Photography by | Ned Fenn", of pieces that stand in elements of their own.
PICTURED = Expression(
    r"(?:^|\|)\s*(?:photo\w*|pictures?|images?|illustrations?|video|graphics?|fotos?|bild(?:er)?)(?:\s(?:by|von|par|de))?\s?:?"
    r"\s*\|[^|]*",
    IGNORECASE,
)
# "Ned Fenn (foto)": whoever took the pictures, and wrote nothing.
PICTURES_ALONE = Expression(
    r"\((?:photo\w*|pictures?|images?|video|camera|graphics?|illustrations?|foto\w*|fotók?|bild(?:er)?|kamera|grafik"
    r"|kuvat?|valokuvat?|zdjęci[ae]|фото|写真|사진)\)$",
    IGNORECASE,
)
GLUED_ROLE = Expression(
    rf"^({WORD}\s(?:{WORD}\s)??{WORD})\s(?:(?i:{TITLES})\b.{{0,60}}|(?:{WORD}\s){{0,2}}(?i:{ROLES}))$"
)
# What stands in a byline beside the names: agencies, offices, posts, hours, and what is to be clicked.
NOT_A_NAME = Expression(
    r"^(?:(?:the\s+)?reuters?|staff(?: writers?| reporters?)?"
    r"|(?:news|web|digital|online|editorial|sports?)[\s-]+(?:desk|team|staff|room)"
    r"|(?:the |la |die |de )?(?:newsroom|newsdesk|editorial board|redaktion|rédaction|redacción|redazione|redactie)"
    r"|agenc(?:y|ies)|agences?|(?:web)?admin(?:istrator)?|webmaster|editor|anonymous|unknown|null|none|undefined|nan|n/a"
    r"|(?:photo|picture|image|video|graphic|illustration|foto|bild)\w*(?: (?:by|credit|von)\b.*|:.*)|photos?|pictures?"
    r"|(?:updated|published|posted|follow|last|share|read|view|more|about|see|show|all|click|email|contact|subscribe"
    r"|sign|get|print|comments?|no comments?|exclusive|opinion|news|sport|home|on|bio|profile|additional reporting"
    r"|edited|produced)\b.*"
    r"|(?:of|for|in) the .*|in \p{Lu}.*|by|von|par|por|author"
    r"|(?:veröffentlicht|erstellt|aktualisiert|geschrieben|publié|mis à jour|publicado|actualizado|pubblicato|geplaatst"
    r"|gepubliceerd|bijgewerkt|publicerad|publisert|opublikowano|опубликовано|обновлено|kommentare?|teilen|artikel|lesezeit"
    r"|lecture|lesedauer|drucken|startseite|alle|mehr|gastbeitrag|gastautor|abonn\p{L}+)\b.*"
    r"|.*(?:報導|报道|報道|编辑|編輯|編集部|新聞|新闻|通信社|뉴스|신문|일보|편집부))$",
    IGNORECASE,
)
AGENCIES = {
    "Reuters": "reuters thomson-reuters",
    "AP": "ap associated-press the-associated-press",
    "AFP": "afp agence-france-presse",
    "PA": "pa pa-media press-association the-press-association pa-news-agency",
    "dpa": "dpa deutsche-presse-agentur",
    "EFE": "efe agencia-efe",
    "ANSA": "ansa",
    "UPI": "upi united-press-international",
    "Bloomberg": "bloomberg bloomberg-news",
    "Xinhua": "xinhua xinhua-news-agency",
    "TASS": "tass itar-tass",
    "Interfax": "interfax",
    "Kyodo": "kyodo kyodo-news",
    "Yonhap": "yonhap yonhap-news-agency",
    "AAP": "aap australian-associated-press",
    "CP": "the-canadian-press canadian-press",
    "PTI": "pti press-trust-of-india",
    "IANS": "ians",
    "ANI": "ani",
    "APA": "apa austria-presse-agentur",
    "sda": "sda keystone-sda",
    "ČTK": "čtk česká-tisková-kancelář",
    "PAP": "pap polska-agencja-prasowa",
    "Lusa": "lusa agencia-lusa",
    "Belga": "belga",
    "ANP": "anp",
    "NTB": "ntb",
    "Ritzau": "ritzau",
    "CNN": "cnn cnn-wire cnn-newsource",
    "ATS": "ats keystone-ats",
    "SID": "sid sport-informations-dienst",
    "epd": "epd evangelischer-pressedienst",
    "KNA": "kna katholische-nachrichten-agentur",
    "RIA Novosti": "ria-novosti риа-новости",
    "Business Wire": "business-wire businesswire",
}
AGENCY_OF = {spelling.replace("-", " "): name for name, all_of_it in AGENCIES.items() for spelling in all_of_it.split()}
# What else may be an agency, where only one can stand: "(Coastwire)" before a text.
AGENCY_LIKE = Expression(
    r"\p{Lu}{2,5}|(?i:[\p{L}\s.&/\-]*(?:press|wire|news|newswire|media|agency|agence|service)[\p{L}\s.&/\-]*)"
)
LONGEST_NAME, MOST_NAME_WORDS = 60, 7  # characters, words: "Maria del Carmen de la Torre Ruiz"; a bio has more


@lru_cache(maxsize=1 << 12)  # the same few stand in thousands of articles
def names_of(byline: str) -> tuple[str, ...]:
    """The names in a byline as printed, without agencies, roles and places beside them.

    >>> names_of("By Ada Quill and T. Fenn, Staff Writers")
    ('Ada Quill', 'T. Fenn')
    >>> names_of("Story by Ada Quill in Port Alder, Tobias Fenn, and Una Brack (Coastwire); photographs by Ines Moll")
    ('Ada Quill', 'Tobias Fenn', 'Una Brack')
    """
    if not byline:
        return ()
    text = URL.sub("", one_line(byline[:LONGEST_BYLINE]))
    text = PICTURED.sub("", text)
    text = ROLE_OF.sub(r"\1", text)
    text = given_names_first(text) if "," in text else text
    before, dash, _ = BY.sub("", text).partition(" — ")
    if dash and names_of(before):  # "Por Marina Lobato, G2 — Porto Aliso"
        return names_of(before)
    pieces = (piece for part in NAME_BREAK.split(BY.sub("", text)) for piece in TWO_NAMES.split(part))
    kept = unique(name for piece in pieces if (name := _name_in(piece)))
    full = any(" " in name and not agency_of(name) for name in kept)
    # "By Ada Quill, Coastwire": beside a full name, a single word is an agency.
    return tuple(name for name in kept if not full or (" " in name and not agency_of(name)))


def given_names_first(byline: str, sure: bool = False) -> str:
    """Names as libraries put them ("Brack, Una; Pell, Joss") as they are spoken; any other text as it is. Unless that
    is ``sure``, one of them is to be a given name that is known."""
    found = [LAST_FIRST.fullmatch(name) for name in byline.split(";")]
    pairs = [pair for pair in found if pair]
    is_so = len(pairs) == len(found) and (sure or any(pair["given"] in MALE | FEMALE for pair in pairs))
    return "; ".join(f"{pair[2]} {pair[1]}" for pair in pairs) if is_so else byline


LAST_FIRST = Expression(
    r"\s*((?:\p{Ll}{1,4}\s)*\p{Lu}[\p{L}\p{M}'’\-]+),\s((?P<given>\p{Lu}[\p{L}\p{M}\-]+)(?:\s\p{Lu}\.?)?)\s*"
)
LONGEST_BYLINE, URL = 1_000, Expression(r"\(?(?:https?://|www\.)[^\s()]++\)?")  # characters


def _name_in(piece: str) -> str:
    """The name that a piece of a byline is; empty where it is none."""
    if NOT_A_NAME.match(piece.strip(" .")) or PICTURES_ALONE.search(piece.strip()):
        return ""
    piece = REPORTER.sub(r"\1\2", piece)
    name = BY.sub("", BEHIND_NAME.sub("", f" {piece} ").strip(" .,:"))
    if found := GLUED_ROLE.match(name):
        name = found.group(1)
    name = _without_agency(name)
    if not name or NOT_A_NAME.match(name) or ROLE.match(name) or NO_NAME.search(name):
        return ""
    if len(name) > LONGEST_NAME or len(name.split()) > MOST_NAME_WORDS:
        return ""
    return _in_title_case(name)


def _without_agency(name: str) -> str:
    """A name without the agency right behind it: "UNA BRACK Associated Press"."""
    words = name.split()
    ends = (at for at in range(FEWEST_NAME_WORDS, len(words)) if " ".join(words[at:]).casefold() in AGENCY_OF)
    return " ".join(words[: next(ends, len(words))])


FEWEST_NAME_WORDS = 2


def is_said_of(names: Iterable[str], text: str, said: Expression | None = None) -> bool:
    """Whether a paragraph says of one of those who wrote an article who they are, or what else is ``said``."""
    like = said or LIFE
    return len(text) <= LONGEST_LIFE and any(text.startswith(name) and like.match(text[len(name) :]) for name in names)


LIFE = Expression(r"^ (?:is|was|has|writes|covers|reports|works|lives|joined|can be reached)\b[^“”\"]*$")
LONGEST_LIFE = 300  # characters

# "記者林小舟", "本报记者 林小舟", "김하늘 기자", "【港新聞＝灘谷みお】".
REPORTER = Expression(
    r"^\s*+(?:\S{0,10}\s?(?:記者|记者|通讯员|文[:：/／])\s*+(\p{Han}.*)"
    r"|([\p{Hangul}\s]{2,8}?)\s?(?:인턴|선임|수습)?(?:기자|특파원|논설위원|칼럼니스트)\b.*)$"
)
NO_NAME = Expression(r"\d|\p{L}{3,}\.\p{L}{2,}|\.(?:com|org|net|co|html)\b|[?!<>{}#=_]")


@lru_cache(maxsize=1 << 12)
def agency_of(byline: str) -> str:
    """The news agency that a byline names, by its usual short name; empty where it names none.

    >>> agency_of("Ada Quill, Associated Press")
    'AP'
    """
    pieces = BRACKETS.sub("|", BY.sub("", one_line(byline[:LONGEST_BYLINE])))
    for piece in map(str.split, NAME_BREAK.split(pieces.replace(".", " "))):
        ends = [" ".join(piece), *(" ".join(piece[at:]) for at in range(FEWEST_NAME_WORDS, len(piece)))]
        if found := next(filter(None, (AGENCY_OF.get(end.casefold(), "") for end in ends)), ""):
            return found
    return ""


def may_be_agency(text: str) -> bool:
    """Whether what stands where agencies do, in brackets before a text, may be one: a known one, or called like one."""
    return bool(agency_of(text) or AGENCY_LIKE.fullmatch(text))


BRACKETS = Expression(r"[()\[\]]")


def _in_title_case(name: str) -> str:
    shouted = name.isupper() and len(name) > LONGEST_ABBREVIATION
    return SHOUTED.sub(lambda word: word.group().capitalize(), name) if shouted else name


SHOUTED = Expression(r"\p{L}{2,}")
LONGEST_ABBREVIATION = 4  # letters
