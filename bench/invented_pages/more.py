"""More pages to try things out on: a French and a Spanish paper, a publishing platform, a hand-made
blog, cards, a tabloid, Joomla, American local television, a magazine in several containers, an agency's bare page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MOIS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


def french(told: Story) -> str:
    """A French paper: day and author in words, invitations between the paragraphs."""
    day = f"{told.day.day} {MOIS[told.day.month - 1]} {told.day.year}"
    body = f"""<header class="header"><a class="logo">L’Écho des Skerries</a>{
        menu()
    }</header><main><article class="article"><p
    class="article__kicker">Transports</p><h1 class="article__title">{told.headline}</h1><p class="article__desc
    chapo">
    {told.deck}</p><section class="meta"><span class="meta__author">Par <a href="/auteur/x">{
        " et ".join(told.authors)
    }</a></span>
    <span class="meta__date">Publié le {day} à 08h30, mis à jour le {
        day
    } à 09h10</span></section><section class="article__content">
    {
        between(
            told,
            '<p class="article__status"><b>Lire aussi : </b><a>Une mouette vole les frites du maire</a></p>',
            '<div class="inread"><span>Publicité</span></div>',
            "<p>Suivez-nous sur Facebook</p>",
        )
    }</section><section
    class="article__reactions"><a>Contribuer</a></section></article><section class="friend"><h2>Les plus lus</h2>
    {others(5, 2, True)}</section></main><footer>Tous droits réservés</footer>"""
    return page(og(told, "L’Écho des Skerries"), body, f"{told.headline} - L’Écho des Skerries", "fr")


def spanish(told: Story) -> str:
    """A Spanish paper with microdata and no JSON-LD."""
    names = "".join(
        f'<span itemprop="author" itemscope itemtype="http://schema.org/Person">'
        f'<a itemprop="name" href="#">{name}</a>'
        "</span>"
        for name in told.authors
    )
    body = f"""<div id="cabecera">{menu("div", "menu-principal")}</div><div itemscope
    itemtype="http://schema.org/NewsArticle"><h1
    itemprop="headline">{told.headline}</h1><h2 itemprop="alternativeHeadline" class="subtitulo">{told.deck}</h2><div
    class="firma">{names} <span class="donde">Puerto Aliso</span> <time itemprop="datePublished"
    datetime="{told.moment}">
    {told.day.day} {MESES[told.day.month - 1]} {told.day.year} - 08:30</time><meta itemprop="dateModified" content=
    "{told.changed}"></div><div id="cuerpo_noticia" itemprop="articleBody">{inner(told)}</div><div
    class="archivado"><h5>Archivado
    en:</h5><ul>{links(4, 1)}</ul></div></div><div class="lo-mas-visto"><h3>Lo más visto</h3>{others(4, 4)}</div><div
    class="cookies">Utilizamos cookies propias y de terceros para mejorar nuestros servicios.</div>"""
    return page("", body, f"{told.headline} | El Eco", "es")


def platform(told: Story) -> str:
    """A platform for writers: hashed classes, applause, minutes of reading, the author's life at the end."""
    body = f"""<div id="root"><div class="a b c"><div class="ab q"><a href="/signin">Sign in</a><a>Get
    started</a></div><article>
    <div class="l"><section><div class="fu fv"><h1 class="pw-post-title fw fx">{told.headline}</h1><div
    class="speechify-ignore"><a
    rel="author" href="/@una">{told.authors[0]}</a><button>Follow</button><span>5 min read</span> ·
    <span>{told.day:%b %d, %Y}</span>
    </div><div
    class="pw-multi-vote-count"><p>1.2K</p></div><figure><img><figcaption>{told.caption}</figcaption></figure>
    {inner(told, p='p class="pw-post-body-paragraph gi"')}</div></section></div></article><div
    class="ck"><a>Boats</a><a>Islands</a>
    </div><div class="cl"><h2>Written by {told.authors[0]}</h2><p>2.3K Followers</p><p>Writes about boats for
    people who do not have
    one.</p></div><div class="cm"><h2>More from {told.authors[0]}</h2>{others(4, 3, True)}</div><div
    class="cn"><a>Help</a><a>Status
    </a><a>Privacy</a></div></div></div>"""
    head = ld(told, **{"@type": "SocialMediaPosting"}) + og(
        told, "Middling", f"{told.headline} | by {told.authors[0]} | Middling"
    )
    return page(head, body, f"{told.headline} | by {told.authors[0]} | Middling")


def blog(told: Story) -> str:
    """A blog made by hand: text in a div, broken by line breaks; a list of months at the side."""
    text = "<br /><br />".join(text for _, text in told.body)
    months = "".join(f'<li><a href="/{n}">{n} 2012</a> ({n})</li>' for n in range(1, 13))
    body = f"""<div id="outer-wrapper"><div class="Header"><h1 class="title">Notes from the pier</h1></div><div
    id="main"><h2
    class="date-header"><span>{told.day:%A, %d %B %Y}</span></h2><div class="post hentry"><h3 class="post-title
    entry-title"><a
    href="#">{told.headline}</a></h3><div class="post-body entry-content" id="post-body-7">{text}<div style="clear:
    both"></div>
    </div><div class="post-footer"><span class="post-author vcard">Posted by <span
    class="fn">{told.authors[0]}</span></span> <span
    class="post-timestamp">at 08:30</span> <span class="post-comment-link"><a>3 comments:</a></span></div></div><div
    class="comments" id="comments"><h4>3 comments:</h4>{comments(3, told.seed)}</div></div><div
    id="sidebar-right-1"><h2>Blog
    Archive</h2><ul>{months}</ul><h2>About Me</h2><p>I live on the pier and write about what goes by. Mostly it is
    gulls, and
    sometimes it is the ferry.</p></div></div>"""
    return page("", body, f"Notes from the pier: {told.headline}")


def cards(told: Story) -> str:
    """The article among cards, each an element "article" with a heading, a summary and its author."""
    card = "".join(
        f'<article class="card"><h2><a href="/c">{title}</a></h2><p>{text}</p><p>By Ines Moll</p><time datetime='
        '"2025-11-30">Yesterday</time></article>'
        for title, text in (
            ("Lantern parade moved to Friday", told.deck),
            (
                "Gull takes chips",
                "A gull took chips from the mayor on the"
                " sea front on Saturday, in front of forty witnesses and a photographer, who also lost his chips.",
            ),
        )
    )
    body = f"""<header>{menu()}</header><div class="layout"><div class="layout__main"><article class="story"><h1
    class=
    "story__headline">{told.headline}</h1><p class="story__byline">{" and ".join(told.authors)}, Port Alder</p><p
    class="story__date">{told.day:%d/%m/%Y}</p><div
    class="story__text">{between(told, f"<div class='inline-cards'>{card}</div>")}
    </div></article><h2>Read next</h2><div class="cards">{card}{card}</div></div></div><footer><p>© The
    Lantern</p></footer>"""
    return page(og(told, "The Lantern"), body, f"{told.headline} · The Lantern", "en-GB")


def tabloid(told: Story) -> str:
    """Points above the text, players and shops in it, and more comments than text."""
    body = f"""<div class="page-banner">{
        menu("div", "site-nav")
    }</div><div id="js-article-text" class="article-text"><h1>
    {told.headline}</h1><ul class="mol-bullets-with-font"><li class="class">{
        told.deck
    }</li></ul><p class="author-section byline-plain">
    By <a href="/home/search.html?author" class="author">{told.authors[0].upper()}</a> for the Skerry Mail</p><p
    class=
    "byline-section"><span class="article-timestamp article-timestamp-published">Published: <time datetime="{
        told.moment
    }">08:30,
    {told.day:%d %B %Y}</time></span> | <span class="article-timestamp-updated">Updated: <time datetime="{
        told.changed
    }">09:10, x
    </time></span></p><div itemprop="articleBody">{
        between(
            told,
            '<div class="video-player"><p>Your browser does not support video in this way, which is a pity.</p></div>',
            f'<div class="mol-img-group"><img><p class="imageCaption">{told.caption} (File photo)</p></div>',
            '<div class="shopping-module"><h3>SHOP THE LOOK</h3><p>Oilskins from 89.99 at the chandler’s, while stocks'
            " last, in yellow and in yellow.</p></div>",
        )
    }</div><div class="share-bar"><a>Share</a><a>1.2k shares</a></div><div id=
    "reader-comments"><h2>Comments 512</h2>{comments(30, told.seed)}</div><div class="femail-rail">{
        others(7, 2, True)
    }</div></div>"""
    head = (
        f'<meta property="article:published_time" content="{told.moment}">'
        f'<meta property="article:modified_time" content="{told.changed}">'
        f'<meta name="author" content="By {told.authors[0]} For The Skerry Mail">'
    )
    return page(head + og(told, "Mail Offline", f"{told.headline} "), body, f"{told.headline} | Skerry Mail Offline")


def joomla(told: Story) -> str:
    """Who and when in a list of definitions."""
    body = f"""<div class="navigation">{menu("div", "nav")}</div><div class="item-page"><div class="page-header"><h2
    itemprop="headline">{told.headline}</h2></div><dl class="article-info muted"><dt
    class="article-info-term">Details</dt><dd
    class="createdby" itemprop="author">Written by <span itemprop="name">{told.authors[0]}</span></dd><dd
    class="category-name">
    Category: <a>News</a></dd><dd class="published"><span class="icon-calendar"></span><time
    datetime="{told.moment}"> Published:
    {told.day:%d %B %Y}</time></dd><dd class="hits">Hits: 1234</dd></dl><div
    itemprop="articleBody">{inner(told)}</div><ul
    class="pager pagenav"><li><a>Prev</a></li><li><a>Next</a></li></ul></div><div class="moduletable"><h3>Latest
    Articles</h3><ul>
    {links(5, 1)}</ul></div>"""
    return page("", body, told.headline)


def television(told: Story) -> str:
    """American local television: credits and rights as paragraphs, days with hours in front."""
    day = f"{told.day:%b %d, %Y}"
    changed = f"{told.day + timedelta(15):%b %d, %Y}"
    body = f"""<header>{menu()}</header><div class="ArticlePage-content"><h1 class="ArticlePage-headline">{
        told.headline
    }</h1><div
    class="ArticlePage-subHeadline">{told.deck}</div><div class="ArticlePage-byline"><span>By: <a href="/staff/u">
    {told.authors[0]}</a></span></div><div class="ArticlePage-datePublished">Posted at 8:30 AM, {day}</div><div
    class="ArticlePage-dateModified">and last updated 9:10 AM, {changed}</div><div class="RichTextArticleBody-body">{
        between(
            told,
            '<div class="Enhancement"><div class="VideoEnhancement">WATCH: The boat comes in</div></div>',
            "<p><b>RELATED: <a href='/r'>Chapel roof appeal passes halfway</a></b></p>",
        )
    }<hr><p><i>Copyright 2024 KPAL. All rights reserved.
    This material may not be published, broadcast, rewritten or redistributed.</i></p></div><div
    class="ArticlePage-below"><h2>Recent
    Stories from kpal.example</h2>{
        others(6, 5, True)
    }</div></div><footer><p>Sign up for the Morning E-mail and receive up to date
    information.</p></footer>"""
    head = f'<meta property="article:published_time" content="{told.moment}">'
    return page(head + og(told, "KPAL 9", told.headline), body, f"{told.headline}")


def magazine(told: Story) -> str:
    """The text in several containers with advertisements between; a first letter of its own."""
    half = len(told.body) // 2
    first, second = (told._replace(body=body) for body in (told.body[:half], told.body[half:]))
    text = inner(first).replace("<p>", '<p class="has-dropcap">', 1)
    body = f"""<div class="PersistentTop">{
        menu("nav", "StandardNav")
    }</div><main class="page"><article><header class="SplitHeader">
    <div class="Rubric"><a>Annals of the Sea</a></div><h1 data-testid="ContentHeaderHed">{told.headline}</h1><div
    data-testid="ContentHeaderAccreditation"><div class="dek">{told.deck}</div><div data-testid="BylinesWrapper">By {
        " and ".join(f'<a href="/contributors/x">{name}</a>' for name in told.authors)
    }</div><time data-testid="ContentHeaderPublishDate">
    {
        told.day:%B %d,
    %Y}</time></div></header><div data-attribute-verso-pattern="article-body" class="article__body"><div
    class="GridWrapper"><div class="body__inner-container">{
        text
    }</div></div><div class="ConsumerMarketingUnit"><div>Get the best of
    the coast in your in-box</div></div><div class="GridWrapper"><div class="AdWrapper">Advertisement</div></div><div
    class="GridWrapper"><div class="body__inner-container">{
        inner(second)
    }</div></div></div><div class="ContributorBio"><p>
    {
        told.authors[0]
    } has written for the magazine since the last flood.</p></div></article><div class="Recirc"><h2>More:</h2>
    {
        others(4, 5, True)
    }</div></main><footer><p>© 2024 All rights reserved. Use of this site constitutes acceptance.</p></footer>"""
    return page(
        ld(told, articleBody=" ".join(text for _, text in told.body)) + og(told, "The Coaster"),
        body,
        f"{told.headline} | The Coaster",
    )


def agency(told: Story) -> str:
    """A bare page: a line of names, a line with the day, and all the rest in one div."""
    body = f"""<div class="top">{menu("div", "topnav")}</div><div class="w"><div
    class="x"><p><a>World</a></p><h1>{told.headline}</h1>
    <p>By {", ".join(told.authors)}</p><p>{told.day:%B %-d, %Y} 8:30 AM UTC · Updated a while ago</p><div
    class="y">{inner(told)}<p>
    Reporting by {told.authors[0]}; Editing by Ottoline Speers</p><p>Our Standards: The Coastwire Trust
    Principles.</p></div><p>
    <a>Share</a> <a>Save</a></p></div><div class="z"><p>Read Next</p>{others(5, 3, True)}</div></div>"""
    return page("", body, f"{told.headline} | Coastwire")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    french: Told(2),
    spanish: Told(2),
    platform: Told(1),
    blog: Told(1),
    cards: Told(2),
    tabloid: Told(1),
    joomla: Told(1),
    television: Told(1),
    magazine: Told(2),
    agency: Told(2),
}
