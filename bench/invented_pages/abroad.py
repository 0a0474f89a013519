"""Pages to try things out on, in other languages than English: their days, their words for "by", their boxes."""

from __future__ import annotations

from collections.abc import Callable

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MOIS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()
MIESIACE = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
MESI = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
ARABIC_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
MANADER = "januari februari mars april maj juni juli augusti september oktober november december".split()


def magazine(told: Story) -> str:
    """A German magazine: the headline as a second heading without a first, its topic before it; both in the title."""
    body = f"""<header data-area="header">{menu("nav", "ressorts")}</header><main><article
    aria-label="{told.headline}"><header data-area="intro"><h2 class="lg:mt-32"><span data-test="topline"
    class="text-primary-base block">Inseln im Herbst</span> <span class="align-middle">{told.headline}</span></h2><div
    class="RichText leading-loose">{told.deck}</div><div class="font-sansUI">Von <a class="text-black"
    href="/impressum/autor-1">{"</a> und <a href='/impressum/autor-2'>".join(told.authors)}</a></div><time
    class="timeformat" datetime="{told.day} 08:30:00">{told.day:%d.%m.%Y}, 08.30 Uhr</time></header><section
    data-area="body">{
        between(
            told,
            "<section data-area='related_articles'><h3>Mehr zum Thema</h3><a>Möwe stiehlt Pommes</a><p>Der "
            "Bürgermeister"
            " verlor seine Pommes vor vierzig Zeugen an eine Möwe, die entkam.</p></section>",
            "<div data-advertisement>Anzeige</div>",
        )
    }</section></article><div data-area="related_articles">{others(4, told.seed, True)}</div></main><footer>© DER
    LEUCHTTURM</footer>"""
    head = ld(told, publisher={"@type": "Organization", "name": "DER LEUCHTTURM"}) + og(
        told, "DER LEUCHTTURM", f"Inseln im Herbst: {told.headline}"
    )
    return page(head, body, f"Inseln im Herbst: {told.headline} - DER LEUCHTTURM", "de")


def local_german(told: Story) -> str:
    """A German local paper with copy of an agency: created and last changed; nobody is named."""
    body = f"""<header>{menu()}</header><div class="artikel-detail"><p class="spitzmarke">Fähren</p><h1>{
        told.headline
    }</h1>
    <div class="artikel-info"><span class="quelle">Quelle: dpa</span> <span
    class="erstellt">Erstellt: {told.day:%d.%m.%Y}, 08:30 Uhr</span> <span class="stand">Stand: {
        told.changed_day:%d.%m.%Y}, 09:10 Uhr</span></div><div class="artikel-inhalt">{
        between(told, "<div class='lesen-sie-auch'><p>Lesen Sie auch: <a>Der Nachtbus kehrt zurück</a></p></div>")
    }<p>© dpa-infocom, dpa:240917-99-123456/3</p></div><div class="leserkommentare"><h3>Kommentare</h3>{
        comments(2, told.seed)
    }</div></div>"""
    return page(og(told, "Alderhafener Anzeiger"), body, f"{told.headline} | Alderhafener Anzeiger", "de")


def figaro(told: Story) -> str:
    """A French paper: names after "Par", published and updated in one line, an agency beside."""
    day, changed = (f"{each.day} {MOIS[each.month - 1]} {each.year}" for each in (told.day, told.changed_day))
    body = f"""<header class="fig-header">{menu()}</header><article class="fig-content fig-content--article"><div
    class="fig-breadcrumb"><a>Accueil</a><a>Îles</a></div><h1 class="fig-headline">{told.headline}</h1><div
    class="fig-content-metas-info"><div class="fig-content-metas__authors">Par <a class="fig-content-metas__author"
    href="/auteur/x">{told.authors[0]}</a> et Le Phare avec AFP</div><span class="fig-content-metas__pub-date">Publié le
    <time datetime="{told.moment}">{day} à 08:30</time></span>, <span>mis à jour le <time
    datetime="{told.changed}">{changed} à 09:10</time></span></div><p class="fig-standfirst">{told.deck}</p><div
    class="fig-content-body">{
        between(
            told,
            "<div class='fig-body-link'><p><strong>À lire aussi</strong><a>Une mouette vole les frites du maire</a></p>"
            "</div>",
            "<p>PODCAST - Écoutez le dernier épisode</p>",
            p='p class="fig-paragraph"',
        )
    }</div></article><section class="fig-ranking"><h2>À la une</h2>{others(4, told.seed)}</section>"""
    return page(og(told, "Le Phare"), body, f"{told.headline} - Le Phare", "fr")


def spanish_daily(told: Story) -> str:
    """A Spanish daily: names in capitals in a link, the place and the hour with its zone in words."""
    month = "ENE FEB MAR ABR MAY JUN JUL AGO SEPT OCT NOV DIC".split()[told.day.month - 1]
    body = f"""<header class="cg_f">{menu()}</header><main><article class="a"><header class="a_e"><div
    class="a_k"><a>Islas</a></div><h1 class="a_t">{told.headline}</h1><h2 class="a_st">{told.deck}</h2></header><div
    class="a_md"><div class="a_md_txt"><a class="a_md_a_n" href="/autor/x">{told.authors[0].upper()}</a></div><div
    class="a_md_f"><span class="a_md_f_l">Puerto Aliso - </span><time datetime="{told.day}T08:30:00.000Z"><a
    id="article_date_p">{told.day.day} {month} {told.day.year} - 08:30</a> <abbr title="Central European Summer
    Time">CEST</abbr></time></div></div><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{
        between(
            told,
            "<section class='b-m_nl'><p>Recibe el boletín</p></section>",
            "<div class='a_ei'><b>Más información</b><a>Una gaviota roba las patatas al alcalde</a></div>",
        )
    }</div><section class="w w-arc"><h3>Archivado En</h3><ul>{links(3, told.seed)}</ul></section></article></main>"""
    return page(og(told, "El Faro"), body, f"{told.headline} | Islas | EL FARO", "es")


def dutch(told: Story) -> str:
    """A Dutch site: who, when, and the last update, each in a line of its own."""
    day = f"{told.day.day} {MAANDEN[told.day.month - 1]} {told.day.year}"
    changed = f"{told.changed_day.day} {MAANDEN[told.changed_day.month - 1]} {told.changed_day.year}"
    body = f"""<div class="site-header">{menu()}</div><main class="artikel"><h1>{
        told.headline
    }</h1><div class="artikel__auteur">Door {" en ".join(told.authors)}
    </div><div class="artikel__tijd">{day} om 08:30 <span>• Bijgewerkt {changed} om 09:10</span></div><div
    class="artikel__tekst">{
        between(told, "<p><strong>Lees ook: <a>Meeuw steelt patat van burgemeester</a></strong></p>")
    }</div><div class="artikel__delen">Deel dit artikel</div><div class="meer"><h2>Meer nieuws</h2>{
        others(4, told.seed)
    }</div></main>"""
    return page(og(told, "De Vuurtoren"), body, f"{told.headline} | De Vuurtoren", "nl")


def polish(told: Story) -> str:
    """A Polish portal: the name and the day in lines that no class names."""
    day = f"{told.day.day} {MIESIACE[told.day.month - 1]} {told.day.year}, 08:30"
    body = f"""<header>{menu()}</header><div class="x12"><h1 class="x13">{told.headline}</h1><div class="x14"><span
    class="x15">{told.authors[0]}</span></div><div class="x16">{day}</div><div class="x17">{
        between(told, "<div><p>Czytaj także: <a>Mewa ukradła frytki burmistrzowi</a></p></div>")
    }</div><div class="x18">Udostępnij</div></div><div class="x19"><h2>Najczęściej czytane</h2>{
        others(4, told.seed)
    }</div>"""
    return page(og(told, "Latarnik"), body, f"{told.headline} - Latarnik", "pl")


def italian(told: Story) -> str:
    """An Italian paper: "di" before the name, the day behind it in the same line."""
    day = f"{told.day.day} {MESI[told.day.month - 1]} {told.day.year}"
    body = f"""<header>{menu()}</header><section class="article-header"><h1 class="title-art-hp">{told.headline}</h1><h2
    class="summary-art">{told.deck}</h2><p class="article-signature">di <span class="writer">{
        told.authors[0]
    }</span></p>
    <p class="media-news-date">{day} | 08:30</p></section><section class="body-article"><div
    class="content">{
        between(told, "<p><b>LEGGI ANCHE: <a>Gabbiano ruba le patatine al sindaco</a></b></p>")
    }<p class="is-copyright">© RIPRODUZIONE RISERVATA</p></div></section><div class="correlati"><h3>Potrebbe
    interessarti</h3>{others(3, told.seed)}</div>"""
    return page(og(told, "Il Faro della Sera"), body, f"{told.headline}- Il Faro della Sera", "it")


def swedish(told: Story) -> str:
    """A Swedish paper: published and updated, the name with a mail address below."""
    day = f"{told.day.day} {MANADER[told.day.month - 1]} {told.day.year}"
    changed = f"{told.changed_day.day} {MANADER[told.changed_day.month - 1]} {told.changed_day.year}"
    body = f"""<header>{menu()}</header><article class="c-article"><h1 class="c-article__heading">{
        told.headline
    }</h1><div
    class="c-article__author"><address><span class="author-name">{told.authors[0]}</span> <a
    href="mailto:x@fyren.example">fornamn.efternamn@fyren.example</a></address></div><div class="c-article__dates">
    <span>Publicerad {day}</span> <span>Uppdaterad {changed}</span></div><div class="c-article__body">{
        between(told, "<aside class='c-fact'><h3>Fakta</h3><p>Båten byggdes 1961.</p></aside>")
    }</div></article><section><h2>Läs mer</h2>{others(3, told.seed)}</section>"""
    return page(og(told, "Fyren"), body, f"{told.headline} - Fyren", "sv")


def russian(told: Story) -> str:
    """A Russian agency: the day in words, the author behind a word, tags below."""
    day = f"{told.day.day} {RUSSIAN_MONTHS[told.day.month - 1]} {told.day.year}, 08:30"
    body = f"""<div class="header">{menu()}</div><div class="topic-page__container"><div class="topic-header"><div
    class="topic-header__item topic-header__time">{day}</div><a class="topic-header__rubric">Острова</a></div><h1
    class="topic-body__titles"><span class="topic-body__title">{told.headline}</span></h1><div
    class="topic-authors"><span>Автор:</span> <a class="topic-authors__author" href="/authors/x">{told.authors[0]}</a>
    </div><div class="topic-body__content">{
        between(told, "<div class='box-inline-topic'><span>Материалы по теме:</span><a>Чайка украла картошку</a></div>")
    }</div></div><div class="tags"><a>Паром</a></div><div class="last24"><h3>Главное за день</h3>{
        others(4, told.seed)
    }</div>"""
    return page(og(told, "Маяк.ру"), body, f"{told.headline}: Острова: Маяк", "ru")


def japanese(told: Story) -> str:
    """A Japanese paper: the day in its own figures, the reporter in a line of the head."""
    moment = f"{told.day.year}年{told.day.month}月{told.day.day}日 8時30分"
    body = f"""<div id="HeadNav">{menu("div", "nav")}</div><main><div class="Title"><p class="Tag">有料記事</p><h1>{
        told.headline
    }</h1><div class="SubInfo"><span class="Author"><a href="/reporter/1">{told.authors[0]}</a></span><time
    datetime="{told.day}T08:30:00+09:00">{moment}</time></div></div><div class="ArticleText">{inner(told)}</div><div
    class="ShareBox">シェア ツイート list</div><section class="Ranking"><h2>アクセスランキング</h2>{
        others(4, told.seed)
    }</section></main><footer>Copyright © The Minato Shimbun. All rights reserved.</footer>"""
    return page(og(told, "港新聞デジタル"), body, f"{told.headline}：港新聞デジタル", "ja")


def chinese(told: Story) -> str:
    """A Chinese portal: signs between the parts of the title, the source and the author behind colons."""
    body = f"""<div class="nav">{menu("div", "channel")}</div><div class="article"><h1
    class="main-title">{told.headline}</h1>
    <div class="date-source"><span class="date">{told.day:%Y年%m月%d日} 08:30</span> <span>来源：礁岛晚报</span>
    <span>作者：{told.authors[0]}</span></div><div class="content"
    id="artibody">{inner(told)}<p>责任编辑：何晚晴</p></div>
    </div><div class="hot"><h3>热点新闻</h3>{others(4, told.seed)}</div>"""
    head = '<meta name="keywords" content="轮船 群岛">'
    return page(head, body, f"{told.headline}_群岛频道_礁岛网", "zh")


def korean(told: Story) -> str:
    """A Korean paper: entered and changed with dots, the reporter with his title and address."""
    body = f"""<div id="header">{menu("div", "gnb")}</div><div class="article_head"><h1
    class="media_end_head_headline">{told.headline}</h1><div class="info"><span class="txt_info">{told.authors[0]}
    기자</span>
    <span class="txt_info">입력 <span class="num_date">{told.day:%Y.%m.%d} 08:30</span></span> <span
    class="txt_info">수정
    <span class="num_date">{told.changed_day:%Y.%m.%d} 09:10</span></span></div></div><div class="article_view"
    itemprop="articleBody">{inner(told)}</div><div class="copyright">ⓒ 섬일보, 무단 전재 및 재배포 금지</div><div
    class="rank"><h3>많이 본 뉴스</h3>{others(4, told.seed)}</div>"""
    return page(og(told, "섬일보"), body, f"{told.headline} | 섬일보", "ko")


def arabic(told: Story) -> str:
    """An Arabic paper, from right to left: the day in words, the author behind a word."""
    day = f"{told.day.day} {ARABIC_MONTHS[told.day.month - 1]} {told.day.year}"
    body = f"""<header>{menu()}</header><div class="article-page" dir="rtl"><h1 class="title">{told.headline}</h1><div
    class="author-name">بقلم: {told.authors[0]}</div><div class="publish">نشر في: {day} - 08:30</div><div
    class="article-body">{inner(told)}</div><div class="keywords"><a>سفن</a></div></div><div
    class="most-read"><h3>الأكثر
    قراءة</h3>{others(4, told.seed)}</div>"""
    return page(og(told, "المنارة"), body, f"{told.headline} | المنارة", "ar")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    magazine: Told(2, "de"),
    local_german: Told(0, "de"),
    figaro: Told(1, "fr"),
    spanish_daily: Told(1, "es"),
    dutch: Told(2, "nl"),
    polish: Told(1, "pl"),
    italian: Told(1, "it"),
    swedish: Told(1, "sv"),
    russian: Told(1, "ru"),
    japanese: Told(1, "ja"),
    chinese: Told(1, "zh"),
    korean: Told(1, "ko"),
    arabic: Told(1, "ar"),
}
