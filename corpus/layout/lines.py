"""Lines between an article's paragraphs that are none of them: invitations, labels, credits, dates, headings of boxes.

Each pattern goes as far as it is sure: "Follow us on Facebook" is furniture, "Follow the coast road north" is text.
"""

from __future__ import annotations

from functools import lru_cache

from corpus.layout.blocks import Block
from corpus.metadata.credits import BY_WORD
from corpus.metadata.written_dates import date_in
from corpus.patterns import IGNORECASE, Expression

SITES = (
    r"(?:our )?(?:twitter|facebook|instagram|x|threads|bluesky|mastodon|linkedin|youtube|tiktok|whatsapp|telegram"
    r"|google news|social media|flipboard|apple news)"
)
# Headings of lists of other stories, which are lines of their own or have a story's headline behind a colon.
OTHERS = (
    r"(?:also read|also see|see also|read (?:more|next|also|on)|related(?: (?:stories|articles|news|content|topics"
    r"|links"
    r"|coverage|posts))?|recommended(?: for you| stories)?|(?:you (?:may|might) )?also (?:like|enjoy)|don['’]t miss"
    r"|must read|in pictures|more (?:stories|news|like this)|most (?:read|popular|viewed)(?: in .{1,40})?|top"
    r" stories|latest news"
    r"|editor['’]s picks?|what to read next|trending(?: now)?|continue reading|keep reading"
    r"|lesen sie auch|mehr zum thema|weiterlesen|lire (?:aussi|la suite)|à lire(?: aussi)?|sur le même sujet|lees ook"
    r"|leggi anche|le[ae] también|ver también|leia (?:também|mais)|læs også|les også|läs också|czytaj (?:też|także))"
)
LINES = (
    rf"{OTHERS}(?: ?[:|>»–-].*)?",
    r"(?:more|watch|listen|play|see|read)(?: (?:more|here|live|now))? ?[:|>»].*",
    r"more (?:from|on|about) [^.]{1,60}",
    # Letters, accounts, subscriptions, gifts
    r"(?:sign|log) ?(?:up|in)(?: (?:to|for|here|with|now|and)\b.{0,160})?",
    r"register(?: now| for free)?",
    r"(?:subscribe|abonnez-vous|jetzt abonnieren|suscríbete|iscriviti)(?: (?:to|now|today|here|for|from|à|a"
    r"|alla)\b.{0,160})?",
    r"(?:get|receive) (?:the|our|all|breaking|more|daily|your)\b.{0,80}\b(?:in-?box|newsletters?|e-?mails?|alerts?"
    r"|app)\b.{0,80}",
    r"join (?:our|the) .{0,60}\b(?:newsletter|whatsapp|facebook|mailing|community|group)\b.{0,80}",
    r"(?:download|get) (?:our|the) .{0,40}\bapp\b.{0,80}",
    r"(?:enter )?your e-?mail(?: address)?\b.{0,80}|enter your e-?mail.{0,80}",
    r"thank(?:s| you) for (?:subscribing|signing).{0,80}",
    r".{0,60}\bnewsletters?\b.{0,40}\b(?:sign up|subscribe|inbox|here)\b.{0,60}|newsletter",
    rf"(?:you can (?:also )?)?(?:like|follow|find|join|connect with) (?:us|me|them|her|him|our"
    rf"|@\w+|[\w .'’-]{{2,60}}?) (?:on|via) {SITES}\b.{{0,120}}",
    r"(?:suivez(?:-nous)?|folgen sie uns|síguenos|seguici|volg ons|siga-nos|følg oss) (?:sur|auf|en|su|op|på"
    r"|no) .{0,60}",
    r"follow (?:us|@\w+|the author|on)\b.{0,80}",
    r"support (?:independent|local|quality|our) (?:journalism|news|reporting|newsroom|work)\b.{0,120}",
    r"(?:donate|become a (?:member|supporter|patron))(?: (?:now|today|here|to)\b.{0,80})?",
    r"(?:this|the (?:full|rest of (?:this|the))) (?:article|story|content) is (?:for|only|available|exclusive"
    r"|reserved)\b"
    r".{0,60}\bsubscribers?\b.{0,120}",
    r"(?:already (?:a|an) (?:subscriber|member)|already registered|not a (?:subscriber|member))\b.{0,60}",
    r"(?:to|please) (?:continue|keep|read) (?:reading|the full|on)\b.{0,120}",
    r"free trial.{0,60}",
    r".{0,60}\b(?:abonnier\w*|abonnez|subscribe to|sign up (?:for|to))\b.{0,40}\bnewsletters?\b.{0,60}",
    r"(?:recib[ae]|suscríb\w+|apúnt\w+|inscri\w+|recevez|meld je|ontvang|zapisz|prenumerera|iscriviti|ricevi|assine"
    r"|receba|подпи\w+|tilmeld|bestell\w+)\b.{0,60}\b(?:boletin|boletín|boletines|newsletters?|nieuwsbrief"
    r"|infolettre|lettres?|biuletyn\w*|nyhetsbrev\w*|рассылк\w*)\b.{0,60}",
    # Sharing, comments, tools
    rf"(?:share|tweet|teilen|partager|compartir|condividi)(?: this.{{0,40}}| (?:on|via|auf|sur|en|su) {SITES}"
    rf"| article| story)?",
    rf"e-?mail|print|copy(?: the)? link|save|pin it|drucken|imprimer|{SITES}|reddit|pinterest|whats ?app",
    r"(?:view|show|add|leave|post|read|see|write|join)(?: a| all| your| the)? (?:\d+ )?(?:comments?|reply|conversation)"
    r"(?: \(\d+\))?",
    r"(?:no |\d+ )?(?:comments?|shares?|kommentare?|commentaires?|comentarios?)(?: ?\(?\d+\)?)?"
    r"|comments are closed.{0,40}",
    r"(?:tags?|tagged|topics?|keywords?|filed under|posted in|categor(?:y|ies)|themen|schlagwörter|mots-clés|etiquetas)"
    r" ?:.{0,200}|filed under .{0,100}|explore more on these topics",
    r"skip (?:past|to|advert).{0,60}|scroll (?:down|to continue).{0,60}|loading.{0,20}|close|back to top|next|previous",
    r"(?:previous|next) (?:article|post|story)\b.{0,120}|(?:click|tap) here(?: (?:to|for)\b.{0,120})?",
    r"view (?:gallery|photos|more).{0,40}|image|photo|video|foto",
    r"(?:podcasts?|vidéos?|vídeos?|videos?|en images|diaporama|infographie|fotostrecke|bilder|galería|fotos"
    r"|fotogalería) ?[-–—:|] ?.{3,100}",
    r"a version of this (?:article|story) (?:also |first |originally )?appear(?:s|ed)\b.{0,200}",
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[ -]min(?:ute)?s? (?:read|listen).{0,20}"
    r"|reading time.{0,20}",
    # Advertisements and cookies
    r"(?:story|article|text) continues(?: (?:below|after).{0,40})?",
    r"listen to (?:this|the) (?:article|story)\b.{0,80}",
    r"advertisements?|ad|anzeige|publicité|publicidad|werbung|sponsored(?: content)?|reklam[ae]?|реклама|annonce|annons"
    r"|advertentie|pubblicità|publicidade|hirdetés|διαφήμιση|إعلان|広告|广告|광고",
    # What stands for embedded things
    r"empfohlener (?:redaktioneller|externer) inhalt|(?:artikel|video|inhalt) (?:aufrufen|laden|anzeigen)"
    r"|mit ihrer zustimmung .{0,200}|an dieser stelle (?:finden|befindet) .{0,200}|externe[rn]? inhalte? .{0,120}"
    r"|(?:to (?:view|see|watch)|this) (?:this )?(?:content|video|embed\w*) .{0,60}\b(?:cookies?|consent|browser|hosted"
    r"|unavailable)\b.{0,120}"
    r"|your browser does not support .{0,100}|pour (?:afficher|voir) ce contenu.{0,200}",
    r"(?:we|this (?:web)?site|our (?:web)?sites?) uses? cookies.{0,200}|(?:accept|manage"
    r"|reject) (?:all )?cookies.{0,40}",
    # Days, credits, rights
    r"(?:last |first |originally )?(?:modified|updated|published|posted)(?: on| at)?:? (?=.{0,40}\d).{0,60}",
    r"(?:photo(?:graph)?s?|pictures?|images?|fotos?|bild|video|illustrations?|graphic|credits?|(?:image|photo"
    r"|picture) credit"
    r"|(?:image|media) (?:source|caption)|file photo|featured image|crédit photo)"
    r"(?: (?:by|via|courtesy of|credit|von|source) .{1,80}| ?[:,©|].{0,160})",
    r"(?:getty images|shutterstock|reuters|afp|ap photo|pa media|pa wire)(?:/.{0,40})?",
    r"(?:©|\(c\)|copyright\b).{0,160}|.{0,100}\ball rights reserved\b.{0,100}",
    r"alle rechte vorbehalten.{0,60}|tous droits réservés.{0,60}",
    r"il vous reste .{0,12}% de cet.{0,120}|(?:la suite|cet article) est réservée? .{0,40}abonnés?.{0,60}"
    r"|dies(?:er|en) (?:artikel|text|beitrag) .{0,60}\babonnent\w*.{0,60}|weiterlesen mit .{0,80}"
    r"|este (?:artículo|contenido) es (?:exclusivo|sólo|solo) para .{0,20}suscriptores.{0,60}",
    # The newsroom's own
    r"(?:(?:you can |to )?(?:reach|contact|e-?mail|write to)|tips\b|.{2,60} (?:can|may) be (?:reached|contacted))"
    r" .{0,100}[\w.+-]+@[\w.-]+\.\w.{0,100}",
    r"\W*(?:additional |with )?(?:reporting|writing|editing|compiled|edited|written|produced) by \p{Lu}.{2,160}",
    r"our standards: .{0,80}",
    r"(?:do|have) you (?:have|got|know).{0,60}\b(?:story|tip|news|information)\b.{0,120}"
    r"\b(?:contact|e-?mail|call|get in touch|let us know|send)\b.{0,120}",
    r"get in touch\b.{0,200}|please use the sharing tools\b.{0,300}",
    r"this (?:post|article|page|story|site) (?:may )?contains? affiliate links.{0,200}"
    r"|we may (?:earn|receive|get) .{0,60}\bcommission\b.{0,120}",
    r"contact (?:us|the newsroom|our newsroom|the author).{0,160}",
    r"this (?:website|newspaper|publication)\b.{0,60}\b(?:adheres?|abides?|subscribes?) (?:to|by)\b.{0,160}",
    r"this (?:post|article|story) (?:was originally|first|originally) (?:published|appeared).{0,120}",
    # Of blogs: when an entry was posted and where it is filed
    r"this (?:entry|post) was (?:posted|published|written|filed)\b.{0,260}",
    r"dieser (?:beitrag|eintrag|artikel) wurde (?:am|unter|von|in|veröffentlicht)\b.{0,260}",
    r"est[ae] (?:entrada|publicación|artículo) (?:fue|ha sido) publicad[oa]\b.{0,260}",
    r"cet(?:te)? (?:entrée|article) a été publiée?\b.{0,260}",
    r"quest[oa] (?:articolo|voce) è stat[oa] pubblicat[oa]\b.{0,260}",
    r"dit bericht (?:is|werd) (?:geplaatst|gepubliceerd)\b.{0,260}",
)
LINE = Expression(rf"^\W*(?:{'|'.join(LINES)})\W*$", IGNORECASE)
LONGEST_LINE = 300  # characters
# "6:30 a.m.", "6:30 h." end no sentence.
SENTENCE_END = Expression(r"(?<!\d\s?[ap]\.m)(?<!\d\s?h)[.!?…。！？][”’\"'»)\]]{0,2}$")
CREDIT = Expression(
    r"(?:/(?:AP|AFP|Getty Images|Reuters|Shutterstock|PA(?: Wire| Media)?|EPA|dpa|Alamy)"
    r"|\((?:AP Photo|Getty|Reuters)\b[^)]{0,60}\)|\(?Photo:? [\p{Lu}][\w .]{2,40}\)?)\W*$"
)
# Headings from which on a page is no longer the article.
END = Expression(
    rf"^\W*(?:{OTHERS}|leave a (?:reply|comment)|post a comment|join the (?:conversation|discussion)"
    r"|(?:no |\d+ )?(?:comments?|responses?|kommentare?|commentaires?|comentarios?)(?: ?\(?\d+\)?)?"
    r"|\d+ (?:comments?|responses?|thoughts?)\b.{0,60}|about the authors?|more (?:from|on|in)\b.{0,60}"
    r"|latest (?:stories|posts)|das könnte sie auch .{0,30}|share this.{0,40}|sign up.{0,80}|follow us.{0,40}"
    r"|(?:(?:media|press|news) )?contacts?|(?:presse|medien)?kontakt|tags|topics|newsletter"
    r"|references(?: and notes)?|external links|further"
    r" reading|bibliography|footnotes|einzelnachweise|weblinks|literatur"
    r"|références|liens externes|referencias|enlaces externos)\W*$",
    IGNORECASE,
)
COMMENTS = Expression(
    r"^\W*(?:leave a (?:reply|comment)|post a comment|\d+ comments?|comments? ?\(?\d*\)?)\W*$", IGNORECASE
)
TEASER = Expression(
    r"\b(?:(?:is|are) (?:only )?(?:for|available to) (?:our )?subscribers|subscribers[ -]only"
    r"|(?:subscribe|log in|sign in|register)(?: now| today)? (?:to|for|from)\b.{0,60}\b(?:read on|reading|continue"
    r"|access)"
    r"|already a subscriber|to (?:continue|keep) reading|réservé (?:à nos|aux) abonnés|il vous reste .{0,12}% de cet"
    r"|weiterlesen mit|nur für abonnenten|exclusivo para suscriptores)\b",
    IGNORECASE,
)
BYLINE = Expression(rf"^{BY_WORD}")
LONGEST_DATED = 80  # characters; "17 September 2024, 8:30 am | Updated 2 October"
SHORTEST_SENTENCE = 6  # words


@lru_cache(maxsize=1 << 12)  # each of a page's lines is asked for several times
def is_line(text: str) -> bool:
    """Whether a line is an invitation, a label, a credit or a date."""
    if len(text) > LONGEST_LINE:
        return False
    if LINE.match(text) or (CREDIT.search(text) and not SENTENCE_END.search(text)):
        return True
    if len(text) >= LONGEST_DATED or _is_sentence(text) or OF_A_LIFE.search(text):
        return False
    return bool(date_in(text)) or bool(BYLINE.match(text) and not SENTENCE_END.search(text))


OF_A_LIFE = Expression(r"\bborn\b.*\bdied\b")  # as obituaries end


def _is_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text)) and len(text.split()) > SHORTEST_SENTENCE


def listed_others(blocks: list[Block]) -> set[int]:
    """The numbers of items right behind a heading of other stories, "Keep reading", that are no sentences."""
    found: set[int] = set()
    for n, block in enumerate(blocks):
        is_item = block.node.tag == "li" and not SENTENCE_END.search(block.text)
        if is_item and n and (n - 1 in found or _heads_others(blocks[n - 1], block)):
            found.add(n)
    return found


def _heads_others(heading: Block, item: Block) -> bool:
    """Whether a heading of other stories stands beside the list of an item, and not in a box before it."""
    beside = heading.node.getparent() is next(item.node.iterancestors(), item.node).getparent()
    return beside and HEADING_TAG.match(heading.node.tag) is not None and END.match(heading.text) is not None


HEADING_TAG = Expression(r"h[1-6]$")
