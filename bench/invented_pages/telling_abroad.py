"""Pages that tell how well those in other languages than English are read: nothing was chosen for these."""

from __future__ import annotations

from collections.abc import Callable

from bench.invented_pages.parts import between, inner, ld, menu, og, others, page
from bench.invented_pages.stories import Story, Told

CZECH_MONTHS = "ledna února března dubna května června července srpna září října listopadu prosince".split()
AYLAR = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
GREEK_MONTHS = (
    "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"
).split()
LEVANT_MONTHS = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(",")


def it_news(told: Story) -> str:
    """A German site on machines: the author's initials at the end, time to read, tools beside."""
    initials = "".join(word[0] for word in told.authors[0].split()).lower()
    body = f"""<header class="a-header">{
        menu()
    }</header><main><article id="meldung"><header class="a-article-header"><h1
    class="a-article-header__title">{told.headline}</h1><p class="a-article-header__lead">{told.deck}</p><div
    class="a-publish-info"><a-lesezeit>Lesezeit: 2 Min.</a-lesezeit><div class="a-article-action">In Pocket
    speichern</div>
    <time datetime="{told.day}T08:30:00" class="a-publish-date">{told.day:%d.%m.%Y, %H:%M} Uhr</time></div><div
    class="creator"><ul class="creator__names"><li class="creator__name">Von <a href="/autor/x">{
        told.authors[0]
    }</a></li>
    </ul></div></header><div class="article-content">{
        between(
            told,
            "<a-collapse><h4>Empfohlener redaktioneller Inhalt</h4><p>Mit Ihrer Zustimmung wird hier ein externer "
            "Inhalt"
            " geladen.</p></a-collapse>",
            "<p class='printversion__back-to-article'>Artikel aufrufen</p>",
        )
    }<p>(<a href="mailto:x@netz.example" title="{told.authors[0]}">{initials}</a>)</p></div><footer
    class="article-footer"><a>Kommentare lesen (12)</a></footer></article><section>{
        others(3, told.seed)
    }</section></main>"""
    head = ld(told, publisher={"@type": "Organization", "name": "netzwerft"}) + og(told, "netzwerft online")
    return page(head, body, f"{told.headline} | netzwerft online", "de")


def swiss(told: Story) -> str:
    """A Swiss paper: published and changed behind words with the hour, the name in a line of its own."""
    body = f"""<header>{menu()}</header><main><article class="ArticleContainer"><h1><span
    class="ContentHead_title">{told.headline}</span></h1><p class="ContentHead_lead">{told.deck}</p><div
    class="ContentMetaInfo_wrapper"><div class="ContentMetaInfo_author">{
        "</div><div class='ContentMetaInfo_author'>".join(told.authors)
    }</div><div class="ContentMetaInfo_date"><span>Publiziert: {told.day:%d.%m.%Y, %H:%M}</span><span>Aktualisiert: {
        told.changed_day:%d.%m.%Y, %H:%M}</span></div></div><div class="ArticleContent">{
        between(told, "<div class='Teaser'><h3>Mehr zum Thema</h3><a>Möwe stiehlt Pommes</a></div>")
    }</div><p class="feedback">Fehler gefunden? Jetzt melden.</p></article></main>"""
    return page(og(told, "Inselbote"), body, f"{told.headline} | Inselbote", "de-CH")


def ouest(told: Story) -> str:
    """A French regional paper: the family name in capitals, the day in figures, minutes of reading."""
    given, _, family = told.authors[0].partition(" ")
    body = f"""<header>{menu()}</header><main><article class="su-article"><h1 class="titre">{told.headline}</h1><p
    class="chapeau">{told.deck}</p><div class="infos"><span class="auteur">Ouest-Phare <br>{given} {
        family.upper()
    }.</span>
    <span class="date">Publié le {told.day:%d/%m/%Y} à 08h30</span><span class="lecture">Lecture 2 min.</span></div><div
    class="su-corps">{
        between(
            told,
            "<p class='lireaussi'>Lire aussi : <a>Une mouette vole les frites du maire</a></p>",
            "<div class='newsletter'><p>Recevez chaque matin notre lettre d’information.</p></div>",
        )
    }</div><div class="partage">Partager cet article</div></article><section class="une"><h2>À lire également</h2>{
        others(4, told.seed)
    }</section></main>"""
    return page(og(told, "Ouest-Phare"), body, f"{told.headline}", "fr")


def clarin(told: Story) -> str:
    """A paper of the south: figures for the day, the update in the same line, "Por" in a span."""
    body = f"""<header>{
        menu()
    }</header><article class="nota"><div class="entry-head"><span class="volanta">Islas</span><h1
    id="title">{told.headline}</h1><div class="bajada"><h2>{told.deck}</h2></div><div class="breadcrumb">
    <span>{told.day:%d/%m/%Y} 8:30</span> <span class="publishedDate">Actualizado al {
        told.changed_day:%d/%m/%Y} 9:10</span>
    </div><div class="firma-autor">Por <b>{told.authors[0]}</b></div></div><div class="body-nota">{
        between(
            told,
            "<div class='related'><p>Mirá también</p><a>Una gaviota le roba las papas al alcalde</a></div>",
            "<div class='banner'>Publicidad</div>",
        )
    }</div></article><div class="masleidas"><h3>Lo más leído</h3>{others(4, told.seed)}</div>"""
    return page(og(told, "El Muelle"), body, f"{told.headline} - El Muelle", "es-AR")


def globo(told: Story) -> str:
    """A Brazilian portal: "Por" with the place behind a dash, day, hour and update in figures."""
    body = f"""<div class="header">{menu()}</div><main class="mc-body"><div class="title"><meta itemprop="inLanguage"
    content="pt-BR"><h1 class="content-head__title" itemprop="headline">{told.headline}</h1></div><h2
    class="content-head__subtitle" itemprop="alternativeHeadline">{told.deck}</h2><div class="content__signa-share"><p
    class="content-publication-data__from">Por {told.authors[0]}, G2 — Porto Aliso</p><p
    class="content-publication-data__updated"><time itemprop="datePublished" datetime="{told.moment}">{
        told.day:%d/%m/%Y} 08h30</time> <span class="content-publication-data__updated-relative">Atualizado <time
    itemprop="dateModified" datetime="{told.changed}">{told.changed_day:%d/%m/%Y}</time></span></p></div><article
    itemprop="articleBody">{
        between(
            told, "<div class='content-ads'></div>", "<ul class='content-unordered-list'></ul>", p='p class="c-text"'
        )
    }</article></main><div class="bastian-feed">{others(5, told.seed)}</div>"""
    return page(og(told, "G2"), body, f"{told.headline} | Ilhas | G2", "pt-BR")


def czech(told: Story) -> str:
    """A Czech paper: the author behind a word, the day in words with a dot."""
    day = f"{told.day.day}. {CZECH_MONTHS[told.day.month - 1]} {told.day.year}"
    body = f"""<header>{menu()}</header><div class="article"><h1>{told.headline}</h1><div class="art-info"><span
    class="time-date">{day} 8:30</span></div><div class="opener">{told.deck}</div><div class="bbtext">{
        between(told, "<div class='art-related'><p>Čtěte také: <a>Racek ukradl starostovi hranolky</a></p></div>")
    }</div><div class="authors">Autor: <span class="h3">{told.authors[0]}</span></div></div><div
    class="nej"><h2>Nejčtenější</h2>{others(4, told.seed)}</div>"""
    return page(og(told, "Maják.cz"), body, f"{told.headline} - Maják.cz", "cs")


def turkish(told: Story) -> str:
    """A Turkish paper: when it came in and when it was changed, each behind a word."""
    day, changed = (f"{each.day:02} {AYLAR[each.month - 1]} {each.year}" for each in (told.day, told.changed_day))
    body = f"""<header>{menu()}</header><article class="haber"><h1 class="haber-baslik">{told.headline}</h1><h2
    class="spot">{told.deck}</h2><div class="haber-bilgi"><span class="yazar">{told.authors[0]}</span><span
    class="tarih">Giriş: {day} - 08:30</span><span class="guncelleme">Güncelleme: {changed} - 09:10</span></div><div
    class="haber-metin">{between(told, "<div class='reklam'>REKLAM</div>")}</div></article><div class="diger"><h3>En çok
    okunanlar</h3>{others(4, told.seed)}</div>"""
    return page(og(told, "Fener Gazetesi"), body, f"{told.headline} - Fener Gazetesi", "tr")


def russian_paper(told: Story) -> str:
    """A Russian paper: the hour and the day in figures above the headline, the author below the text."""
    body = f"""<div class="top">{menu("div", "nav")}</div><div class="article" itemscope
    itemtype="http://schema.org/NewsArticle"><div class="article__info"><div class="article__info-date"><a>08:30
    {told.day:%d.%m.%Y}</a> <span class="article__info-date-modified">(обновлено: 09:10 {
        told.changed_day:%d.%m.%Y})</span>
    </div></div><h1 class="article__title">{told.headline}</h1><div class="article__body">{
        "".join(f'<div class="article__block"><div class="article__text">{text}</div></div>' for _, text in told.body)
    }</div><div class="article__author"><div class="article__author-name" itemprop="author">{told.authors[0]}</div><div
    class="article__author-post">Корреспондент</div></div></div><div class="lenta"><h3>Лента новостей</h3>{
        others(4, told.seed)
    }</div>"""
    return page(og(told, "Островная газета"), body, f"{told.headline} - Островная газета, {told.day:%d.%m.%Y}", "ru")


def greek(told: Story) -> str:
    """A Greek site: the day in words in the second case, the author as a link."""
    day = f"{told.day.day} {GREEK_MONTHS[told.day.month - 1]} {told.day.year}"
    body = f"""<header>{menu()}</header><main><h1>{told.headline}</h1><div class="meta"><a class="author"
    href="/author/x">{told.authors[0]}</a> <span class="date">{day}, 08:30</span></div><div class="content">{
        between(told, "<p><a>Διαβάστε επίσης: Γλάρος έκλεψε τις πατάτες του δημάρχου</a></p>")
    }</div></main><section><h3>Δημοφιλή</h3>{others(4, told.seed)}</section>"""
    return page(og(told, "Ο Φάρος"), body, f"{told.headline} | Ο Φάρος", "el")


def japanese_portal(told: Story) -> str:
    """A Japanese portal: figures for the day, the name in brackets of its own at the end."""
    body = f"""<div class="gnavi">{menu("div", "menu")}</div><div class="article"><div class="article-header"><h1
    class="article-title">{told.headline}</h1><p class="article-date">{told.day:%Y/%m/%d} 08:30</p></div><div
    class="article-body">{inner(told)}</div><p class="article-author">文：{told.authors[0]}</p></div><div
    class="related"><h2>関連記事</h2>{others(4, told.seed)}</div><footer>無断転載を禁じます</footer>"""
    return page(og(told, "島ニュース"), body, f"{told.headline} - 島ニュース", "ja")


def taiwanese(told: Story) -> str:
    """A paper that names its reporter and the place before a bar, the day in figures."""
    body = f"""<div class="nav">{menu("ul", "nav")}</div><section class="article-content"><h1
    class="article-content__title">{told.headline}</h1><section class="authors"><time
    class="article-content__time">{told.day:%Y-%m-%d} 08:30</time><span class="article-content__author">聯港報 記者<a
    href="/reporter/1">{told.authors[0]}</a>／外港即時報導</span></section><section
    class="article-content__editor">{inner(told)}</section></section><section class="more"><h2>延伸閱讀</h2>{
        others(4, told.seed)
    }</section>"""
    return page(og(told, "聯港新聞網"), body, f"{told.headline} | 島嶼 | 聯港新聞網", "zh-Hant")


def levantine(told: Story) -> str:
    """An Arabic paper of the Levant: the months by their eastern names, weekday first."""
    day = f"الثلاثاء {told.day.day} {LEVANT_MONTHS[told.day.month - 1]} {told.day.year}"
    body = f"""<header>{menu()}</header><article dir="rtl"><h1 class="article-title">{told.headline}</h1><div
    class="article-info"><span class="article-author">{told.authors[0]}</span> <span class="article-date">{day} | 08:30
    </span></div><div class="article-text">{inner(told)}</div></article><div class="more"><h3>اقرأ أيضا</h3>{
        others(4, told.seed)
    }</div>"""
    return page(og(told, "الشاطئ"), body, f"{told.headline} - الشاطئ", "ar")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    it_news: Told(1, "de"),
    swiss: Told(2, "de"),
    ouest: Told(1, "fr"),
    clarin: Told(1, "es"),
    globo: Told(1, "pt"),
    czech: Told(1, "cs"),
    turkish: Told(1, "tr"),
    russian_paper: Told(1, "ru"),
    greek: Told(1, "el"),
    japanese_portal: Told(1, "ja"),
    taiwanese: Told(1, "zh"),
    levantine: Told(1, "ar"),
}
