"""Pages that tell how well other systems are read: made after what the first such pages showed had been mended."""

from __future__ import annotations

from collections.abc import Callable

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MOIS = "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre".split()
MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
MESI = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
RUSSIAN_MONTHS = "Января Февраля Марта Апреля Мая Июня Июля Августа Сентября Октября Ноября Декабря".split()


def archive_of_a_blog(told: Story) -> str:
    """The first theme of a blog system: three parts of a title, what was filed when in small print at the end."""
    body = f"""<div id="page"><div id="header"><div id="headerimg"><h1><a href="http://quay.example/">Quay Side
    Notes</a></h1><div class="description">Just another pier</div></div></div><hr><div id="content"
    class="widecolumn"><div
    class="navigation"><div class="alignleft">« <a>Trawler refloated at dawn</a></div><div
    class="alignright"><a>Night bus
    to return</a> »</div></div><div class="post" id="post-41"><h2><a href="#"
    rel="bookmark">{told.headline}</a></h2><div
    class="entrytext">{inner(told)}<p class="postmetadata alt"><small>This entry was posted on {told.day:%A, %B %-d}th,
    {told.day.year} at 8:30 am and is filed under <a rel="category tag">Boats</a>. You can follow any responses to
    this entry
    through the <a>RSS 2.0</a> feed. You can <a>leave a response</a>, or <a>trackback</a> from your own
    site.</small></p>
    </div></div><h3 id="comments">2 Responses to “{told.headline}”</h3><ol class="commentlist"><li><cite><a>Joss
    Pell</a>
    </cite> Says:<br><small class="commentmetadata"><a>{told.changed_day:%B %-d}th, {told.changed_day.year} at 9:10
    am</a>
    </small><p>Well said, and about time that somebody did say it.</p></li></ol><h3>Leave a Reply</h3></div></div>"""
    return page("", body, f"Quay Side Notes » Blog Archive » {told.headline}")


def builder_theme(told: Story) -> str:
    """A theme with a builder: who, when, where and how many comments in one line with bars."""
    text = "".join(
        f'<div class="et_pb_module et_pb_text et_pb_text_{n}"><div class="et_pb_text_inner"><p>{text}</p></div></div>'
        for n, (_, text) in enumerate(told.body)
    )
    body = f"""<div id="page-container"><header id="main-header">{menu("nav", "top-menu-nav")}</header><div
    id="et-main-area"><div id="main-content"><article id="post-71" class="et_pb_post post-71 post type-post"><div
    class="entry-content"><div class="et_pb_section et_pb_section_0"><div class="et_pb_row"><div
    class="et_pb_module et_pb_post_title"><div class="et_pb_title_container"><h1
    class="entry-title">{told.headline}</h1><p
    class="et_pb_title_meta_container"> by <span class="author vcard"><a href="/author/x/"
    rel="author">{told.authors[0]}</a>
    </span> | <span class="published">{told.day:%b %-d, %Y}</span> | <a rel="category tag">News</a> | <span
    class="comments-number"><a>0 comments</a></span></p></div></div></div></div><div
    class="et_pb_section et_pb_section_1"><div class="et_pb_row"><div class="et_pb_column">{text}</div></div></div><div
    class="et_pb_section et_pb_section_2"><div class="et_pb_row"><div class="et_pb_module et_pb_signup"><div
    class="et_pb_newsletter_description"><h2>Stay in touch</h2><p>One letter a month and no more.</p></div><div
    class="et_pb_newsletter_form"><form><input type="text"
    name="et_pb_signup_email"></form></div></div></div></div></div>
    </article></div><footer id="main-footer"><div id="footer-info">Designed with care by Skerry Rowing
    Club</div></footer></div>
    </div>"""
    return page(
        f'<meta property="article:published_time" content="{told.moment}">',
        body,
        f"{told.headline} | Skerry Rowing Club",
    )


def node_submitted(told: Story) -> str:
    """An older system of nodes: a nickname and the day in figures in a line."""
    body = f"""<div id="page"><div id="header"><a href="/" title="Home" id="logo"><img></a><div
    id="name-and-slogan"><div
    id="site-name"><strong><a href="/">Mudlarks United</a></strong></div></div></div><div id="main-wrapper"><div
    id="content" class="column"><h1 class="title" id="page-title">{told.headline}</h1><div class="tabs"></div><div
    id="node-8" class="node node-blog node-promoted clearfix"><span class="submitted">Submitted by <a
    href="/users/{told.authors[0]}" class="username" xml:lang="">{told.authors[0]}</a> on {told.day:%a, %m/%d/%Y} -
    08:30</span>
    <div class="content clearfix"><div class="field field-name-body"><div class="field-items"><div
    class="field-item even">{inner(told)}</div></div></div></div><ul class="links inline"><li
    class="blog_usernames_blog"><a>
    {told.authors[0]}’s blog</a></li><li class="comment-add"><a>Add new comment</a></li></ul></div></div><div
    class="region region-sidebar-first"><h2>Recent blog posts</h2><ul>{links(5, told.seed)}</ul></div></div></div>"""
    return page("", body, f"{told.headline} | Mudlarks United")


def spanish_blog(told: Story) -> str:
    """A Spanish blog: published when and by whom in one line, where it was filed at the end."""
    day = f"{told.day.day} {MESES[told.day.month - 1]}, {told.day.year}"
    body = f"""<div id="page" class="hfeed site"><header id="masthead"><hgroup><h1 class="site-title"><a
    href="/">Cuaderno de
    bitácora</a></h1><h2 class="site-description">Apuntes desde el muelle</h2></hgroup></header><div id="main"><article
    class="post hentry"><header class="entry-header"><h1 class="entry-title">{
        told.headline
    }</h1><div class="entry-meta"><span
    class="sep">Publicado el </span><a rel="bookmark"><time class="entry-date">{
        day
    }</time></a><span class="by-author"> <span
    class="sep"> por </span> <span class="author vcard"><a class="url fn n" rel="author">{
        told.authors[0]
    }</a></span></span>
    </div></header><div class="entry-content">{
        inner(told)
    }<div class="sharedaddy"><h3>Comparte esto:</h3></div></div><footer
    class="entry-meta">Esta entrada fue publicada en <a>Barcos</a>. Guarda el <a>enlace
    permanente</a>.</footer></article><div
    id="comments"><h3 id="reply-title">Deja un comentario</h3></div></div><div id="secondary"><h3>Entradas
    recientes</h3>{links(4, told.seed)}</div></div>"""
    return page("", body, f"{told.headline} | Cuaderno de bitácora", "es")


def french_blog(told: Story) -> str:
    """A French platform for blogs: "Publié le … par", the words to write below."""
    day = f"{told.day.day} {MOIS[told.day.month - 1]} {told.day.year}"
    body = f"""<div class="ob-header"><div class="ob-title"><a href="/">Les Carnets du Port</a></div></div><div
    class="ob-section"><h1 class="ob-post-title">{told.headline}</h1><div class="ob-post-info"><span>Publié le</span>
    <span
    class="ob-date">{day}</span> <span>par</span> <span class="ob-author">{told.authors[0]}</span></div><div
    class="ob-text">{inner(told)}</div><div class="ob-share">Partager cet article</div><div
    class="ob-newsletter"><p>Pour être
    informé des derniers articles, inscrivez vous :</p></div><div class="ob-comments"><h3>Commenter cet
    article</h3></div></div>
    <div class="ob-footer">Hébergé par Carnets en ligne</div>"""
    return page(og(told, "Les Carnets du Port"), body, f"{told.headline} - Les Carnets du Port", "fr")


def italian_blog(told: Story) -> str:
    """An Italian blog: the weekday and the day above, who and at what hour below."""
    weekday = "lunedì martedì mercoledì giovedì venerdì sabato domenica".split()[told.day.weekday()]
    day = f"{weekday} {told.day.day} {MESI[told.day.month - 1]} {told.day.year}"
    body = f"""<div class="header"><h1 class="title">Diario di bordo</h1></div><div id="main"><h2
    class="date-header"><span>{day}</span></h2><div class="post"><h3 class="post-title entry-title">{
        told.headline
    }</h3><div
    class="post-body entry-content">{inner(told)}</div><div class="post-footer">Pubblicato da <span
    class="fn">{told.authors[0]}</span> alle <a class="timestamp-link">08:30</a> <a>2 commenti</a></div></div><div
    id="comments"><h4>2 commenti:</h4>{comments(2, told.seed)}</div></div><div id="sidebar"><h2>Archivio</h2>{
        links(4, told.seed)
    }</div>"""
    return page("", body, f"Diario di bordo: {told.headline}", "it")


def agency_site(told: Story) -> str:
    """A great agency's site: paragraphs as divs with numbers, who wrote and edited, its standards, topics."""
    names = " and ".join(f'<a data-testid="AuthorNameLink" href="/authors/x/">{name}</a>' for name in told.authors)
    text = "".join(
        f'<div data-testid="paragraph-{n}" class="text__text">{text}</div>' for n, (_, text) in enumerate(told.body)
    )
    body = f"""<header data-testid="Header">{menu()}</header><main><article data-testid="Article"><div><div
    class="article-header"><nav><ul><li><a>Islands</a></li></ul></nav><h1 data-testid="Heading">{told.headline}</h1><div
    class="info-content"><div class="author-name">By {names}</div><div class="date-line"><time data-testid="Body"
    datetime="{told.day}T07:30:00Z"><span>{told.day:%B %-d, %Y}</span><span>7:30 AM UTC</span><span>Updated {
        told.changed_day:%B %-d, %Y}</span></time></div></div></div><div class="article-body__content">{text}<div
    data-testid="Body" class="article-body__row">Sign up <a href="/newsletters">here.</a></div><p
    data-testid="Body">Reporting by {
        told.authors[0]
    }; editing by Ottoline Speers</p><p data-testid="Body">Our Standards: <a>The
    Coastwire Trust Principles.</a></p></div><div class="tags-with-link"><p>Suggested Topics:</p><ul>{
        links(2, 3)
    }</ul></div>
    <div class="authors-bio"><address>{
        told.authors[0]
    }</address><p>Covers boats, and the absence of boats.</p></div></article>
    </main><aside><h2>Read Next</h2>{others(3, told.seed, True)}</aside>"""
    head = f"""<meta name="analyticsAttributes.articleDate" content="{told.day}T07:30:00Z"><meta name="article:author"
    content="{",".join(told.authors)}"><meta name="article:published_time" content="{told.day}T07:30:00Z"><meta
    name="article:modified_time" content="{told.changed}">"""
    return page(head + og(told, "Coastwire", f"{told.headline} | Coastwire"), body, f"{told.headline} | Coastwire")


def aggregator(told: Story) -> str:
    """A portal with stories of others: the provider as a logo, the day with the hour and the time to read."""
    half = max(2, len(told.body) // 2)
    text = (
        inner(told._replace(body=told.body[:half]))
        + '<div class="caas-readmore"><button>Story continues</button></div>'
    )
    text += inner(told._replace(body=told.body[half:]))
    body = f"""<div id="Masthead">{menu("div", "ybar")}</div><div class="caas-container"><article
    class="caas-article"><div
    class="caas-header"><div class="caas-logo"><a class="link"><span class="caas-attr-provider">The Skerry
    Echo</span></a></div><div class="caas-title-wrapper"><h1
    data-test-locator="headline">{told.headline}</h1></div></div><div
    class="caas-content-byline-wrapper"><div class="caas-attr"><div class="caas-attr-item-author"><span
    class="caas-author-byline-collapse">{told.authors[0]}</span></div><div class="caas-attr-time-style"><time
    datetime="{told.day}T07:30:00.000Z">{told.day:%a, %B %-d, %Y} at 8:30 AM</time><span
    class="caas-attr-mins-read">3 min
    read</span></div></div></div><div class="caas-content-wrapper"><div class="caas-body">{text}<p>Read the <a>original
    article</a> on <a>The Skerry Echo</a></p></div></div></article></div><aside id="module-taboola"><h3>Recommended
    Stories</h3>{others(4, told.seed, True)}</aside>"""
    script = ld(told, publisher={"@type": "Organization", "name": "Portal News"}, provider={"name": "The Skerry Echo"})
    return page(script + og(told, "Portal News"), body, told.headline)


def scholars(told: Story) -> str:
    """A paper of scholars: posts beside names, who pays and who was paid in boxes of their own."""
    names = "".join(
        f'<li class="vcard"><a class="author-name fn" href="/profiles/x"><span>{name}</span></a><p>Professor'
        " of Tides, University of the Skerries</p></li>"
        for name in told.authors
    )
    body = f"""<header class="global-header">{
        menu()
    }</header><div id="page-content"><article><header class="content-header"><h1
    class="legacy"><strong>{told.headline}</strong></h1><div class="published-details">Published: <time
    datetime="{told.day}T07:30:00Z">{
        told.day:%B %-d, %Y} 8:30am BST</time></div></header><aside class="content-authors-group">
    <h3>Authors</h3><ol>{
        names
    }</ol></aside><aside class="disclosure"><h3>Disclosure statement</h3><p>The authors do not work
    for, consult, own shares in or receive funding from any company that would benefit from this
    article.</p></aside><aside
    class="partners"><h3>Partners</h3><p>University of the Skerries provides funding as a member of The
    Debate.</p></aside><div
    class="grid-ten content-body" itemprop="articleBody">{
        between(told, "<hr>", f"<p><em><strong>Read more: <a href='/q'>{told.headline} again</a></strong></em></p>")
    }</div></article><div class="content-topics"><h3>Topics</h3><ul>{links(3, 1)}</ul></div></div>"""
    return page(og(told, "The Debate"), body, f"{told.headline}")


def public_service(told: Story) -> str:
    """A public service's newest pages: components by test names only, pictures' words in captions, a role in a span."""
    text = "".join(
        f'<div data-component="text-block"><p class="sc-eb7bd5f6-0">{text}</p></div>' for _, text in told.body
    )
    body = f"""<header>{menu()}</header><main id="main-content"><article><div data-component="headline-block"><h1
    class="sc-518485e5-0">{
        told.headline
    }</h1></div><div data-component="byline-block"><div data-testid="byline-new"><div
    data-testid="byline-new-contributors"><div><span class="sc-801dd632-7">{told.authors[0]}</span><span>Islands
    correspondent, Skerry Radio</span></div></div><time datetime="{told.day}T07:30:00.000Z">{
        told.day:%-d %B %Y}</time></div>
    </div><figure><div data-component="image-block"><img><span>Ines Moll</span></div><figcaption
    data-component="caption-block">{told.caption}</figcaption></figure>{
        text
    }<div data-component="topic-list-block"><ul>{links(2, 1)}</ul></div></article>
    <div data-analytics_group_name="Related"><div data-testid="anchor-inner-wrapper">{
        others(4, told.seed, True)
    }</div></div>
    </main><footer>Copyright 2024 Skerry Radio. All rights reserved.</footer>"""
    script = ld(
        told,
        author={"@type": "Organization", "name": "Skerry Radio"},
        publisher={"@type": "Organization", "name": "Skerry Radio"},
    )
    return page(script + og(told, "Skerry Radio"), body, f"{told.headline} - Skerry Radio")


def german_ministry(told: Story) -> str:
    """A German ministry: a number, a place and the day before the headline; a telephone below."""
    body = f"""<div id="pageTop">{menu("nav", "navigation")}</div><div id="main"><div id="content"><p
    class="doc-type">Pressemitteilung
    Nr. 87/{told.day.year}</p><span class="doc-date">Alderhafen, {told.day:%d.%m.%Y}</span><h1>{told.headline}</h1><div
    class="abstract"></div><div class="rte">{inner(told)}</div><div class="box-contact"><h2>Kontakt</h2><p>Pressestelle,
    Hafenstraße 1, Telefon 0555 0101</p></div></div></div><div
    id="footer"><ul><li>Impressum</li><li>Datenschutz</li></ul></div>"""
    return page(
        '<meta name="author" content="Ministerium für Häfen">', body, f"Ministerium für Häfen - {told.headline}", "de"
    )


def brazilian_office(told: Story) -> str:
    """A Brazilian office: published and changed as labelled spans, invitations to share as a line."""
    body = f"""<header id="site-header">{menu()}</header><main id="main-content"><article id="content"><h1
    class="documentFirstHeading">{told.headline}</h1><div class="documentDescription">{told.deck}</div><div
    class="documentByLine"><span class="documentPublished"><span>Publicado em</span> <span class="value">{
        told.day:%d/%m/%Y} 08h30</span></span> <span class="documentModified"><span>Atualizado em</span> <span>{
        told.changed_day:%d/%m/%Y} 09h10</span></span></div><div class="social"><span>Compartilhe:</span></div><div
    id="content-core"><div id="parent-fieldname-text">{inner(told)}</div></div><div id="category"><span>Tags:</span>
    <a>barcos</a></div></article></main><footer>Todo o conteúdo deste site está publicado sob licença.</footer>"""
    return page(
        f'<meta name="DC.date.created" content="{told.day}">', body, f"{told.headline} — Secretaria dos Portos", "pt-br"
    )


def russian_diary(told: Story) -> str:
    """A Russian site of diaries: weekday and day in words above, the user as a link."""
    day = f"{told.day.day} {RUSSIAN_MONTHS[told.day.month - 1]} {told.day.year} г. 08:30"
    body = f"""<div class="top">{menu("div", "nav")}</div><div class="bl_cont"><div
    class="bl_title"><h1>{told.headline}</h1></div>
    <div class="bl_date"><span>{day}</span> <a>+ в цитатник</a></div><div class="bl_author"><a
    href="/users/x/">{told.authors[0]}</a></div><div
    class="bl_text">{"<br><br>".join(text for _, text in told.body)}</div><div
    class="bl_cats">Рубрики: <a>Острова</a></div></div><div class="comments"><div class="comment">Верно
    сказано.</div></div>"""
    return page("", body, f"{told.headline}. Обсуждение на Дневники островов", "ru")


def japanese_blog(told: Story) -> str:
    """A Japanese blog: year, month and day in spans of their own, the user below."""
    body = f"""<div id="globalheader"></div><h1 id="title"><a href="/">潮だまり日記</a></h1><div id="main"><article
    class="entry
    hentry"><header class="entry-header"><div class="date entry-date first"><a><time
    datetime="{told.day}T00:30:00Z"><span
    class="date-year">{told.day.year}</span><span class="hyphen">-</span><span
    class="date-month">{told.day:%m}</span><span
    class="hyphen">-</span><span class="date-day">{told.day:%d}</span></time></a></div><h1 class="entry-title"><a
    class="entry-title-link bookmark">{told.headline}</a></h1></header><div
    class="entry-content">{inner(told)}</div><footer
    class="entry-footer"><p class="entry-footer-section"><span class="author vcard"><span class="fn"
    data-load-nickname="1">{told.authors[0]}</span></span> <span class="entry-footer-time"><a><time
    datetime="{told.day}T00:30:00Z">1年前</time></a></span></p></footer></article></div><aside id="box2"><div
    class="hatena-module-title">最新記事</div><ul>{links(4, told.seed)}</ul></aside>"""
    return page(
        og(told, "潮だまり日記", f"{told.headline} - 潮だまり日記"), body, f"{told.headline} - 潮だまり日記", "ja"
    )


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    archive_of_a_blog: Told(0),
    builder_theme: Told(1),
    node_submitted: Told(names=("mudlark",)),
    spanish_blog: Told(1, "es"),
    french_blog: Told(1, "fr"),
    italian_blog: Told(1, "it"),
    agency_site: Told(2),
    aggregator: Told(1),
    scholars: Told(2),
    public_service: Told(1),
    german_ministry: Told(0, "de"),
    brazilian_office: Told(0, "pt"),
    russian_diary: Told(1, "ru"),
    japanese_blog: Told(1, "ja"),
}
