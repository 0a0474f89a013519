"""Pages that servers give in an article's place: errors, walls before robots, requests for consent, empty shells."""

from __future__ import annotations

from corpus.patterns import IGNORECASE, Expression

# What such pages are called, in their titles and headings.
ERROR = Expression(
    r"^\W*(?:(?:(?:http )?error\s?:?\s?)?(?:40[0134]|410|429|50[0234])(?:\W.{0,80})?|(?:http )?error \d{3}.{0,60}"
    r"|(?=.{0,160}?(?:\bnot\b|cannot|n['’]t\b|no longer|unavailable|removed))"  # "Document found" is news
    r"(?:(?:sorry|oops|error)\W+)?(?:(?:the|this|that|your) )?(?:requested )?"
    r"(?:page|article|content|document|story|file)(?: you .{0,60})?"
    r"(?: (?:(?:is|was|could)(?:n['’]t)?|has been|cannot|can['’]t|can))?"
    r"(?: not| no longer)?(?: be)? (?:found|available|exists?|removed|unavailable)(?: (?:anymore|here|on .{1,40}))?"
    r"(?:\W+(?:error|404).{0,30})?"
    r"|(?:sorry|oops|uh-oh|whoops)\W.{0,20}\b(?:can(?:['’]t|not| not)|could(?:n['’]t| not)|not found"
    r"|does(?:n['’]t| not)|went wrong|nothing here).{0,60}"
    r"|(?:diese )?(?:seite|artikel) (?:wurde |konnte )?nicht (?:gefunden|vorhanden|verfügbar|gefunden werden)"
    r"|(?:page|article) (?:introuvable|non trouvée?|inexistante?)|cette page n['’]existe (?:pas|plus)"
    r"|(?:página|artículo|artigo|pagina|articolo) (?:no|não|non|niet) (?:encontrad[oa]|existe|trovat[oa]|gevonden)"
    r"|(?:nie znaleziono strony|stránka nenalezena|sidan hittades inte|siden ble ikke funnet|sivua ei löydy)"
    r"|страница не найдена"
    r"|access (?:denied|to this page has been denied).{0,60}|forbidden|service (?:temporarily )?unavailable"
    r"|internal server error|bad gateway|gateway time-?out|too many requests)\W*$",
    IGNORECASE,
)
WALL = Expression(
    r"^\W*(?:just a moment|attention required!?.{0,40}|checking your browser.{0,60}|please wait(?: a moment)?"
    r"|(?:are you|(?:confirm|verify|prove) (?:that )?you are) (?:a |not a )?(?:human|robot).{0,40}"
    r"|(?:security|human|bot) (?:check|verification)|pardon our interruption|unusual traffic.{0,60}"
    r"|(?:please )?enable (?:javascript|cookies)(?: (?:and|to|in)\b.{0,60})?"
    r"|javascript is (?:not available|disabled|required)|before you continue(?: to .{1,40})?|we value your privacy"
    r"|privacy settings|cookie (?:consent|settings|policy)|(?:sign|log) in(?: to (?:continue|read|your) ?.{0,40})?"
    r"|subscribe to (?:read|continue).{0,40}|moved permanently|object moved|redirecting.{0,40})\W*$",
    IGNORECASE,
)
SHELL = Expression(
    r"^\W*(?:(?:you need|please|we['’]re sorry\b.{0,60}) .{0,40}javascript.{0,80}|.{0,60}\brequires javascript\b.{0,60}"
    r"|loading.{0,20}|javascript (?:is|must be) .{0,80})\W*$",
    IGNORECASE,
)
LONGEST_PAGE = 1_500  # characters of text; an article that is called "Page not found" has more
SITE_BEHIND = Expression(r"\s?(?:[|»·]|(?<=\s)[-–—]\s).*$")


def instead_of_article(headline: str, paragraphs: list[str]) -> str:
    """What a page is that has this headline and text, in words; empty where it may be an article."""
    if all(map(SHELL.match, paragraphs)):
        return "its text comes by a script, which is not run"
    if sum(map(len, paragraphs)) > LONGEST_PAGE:
        return ""
    called = (headline, SITE_BEHIND.sub("", headline))
    if any(map(ERROR.match, called)):
        return f"a page about an error: {headline[:LONGEST_SHOWN]}"
    return f"a page before the article: {headline[:LONGEST_SHOWN]}" if any(map(WALL.match, called)) else ""


LONGEST_SHOWN = 80  # characters
