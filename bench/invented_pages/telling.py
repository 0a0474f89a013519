"""Pages that tell how good the outcome is, of systems for which nothing was chosen: an Italian paper, a portal, an
application of components, a theme of blocks, a university, a newsletter's site, paragraphs in divs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MESI = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()


def italian(told: Story) -> str:
    """An Italian paper: author and day in words."""
    day = f"{told.day.day} {MESI[told.day.month - 1]} {told.day.year} alle 08:30"
    body = f"""<header class="header">{menu()}</header><main><div class="story"><h1 class="story__title">{
        told.headline
    }</h1>
    <div class="story__summary">{told.deck}</div><em class="story__author">di {" e ".join(told.authors)}</em>
    <div class="story__media"><img><span class="story__media__caption">{told.caption}</span></div>
    <time class="story__date">{day}</time><span class="story__readtime">2 minuti di lettura</span>
    <div class="story__content"><div class="story__text" id="article-body">{
        between(told, '<div class="inline-article"><a>Leggi anche: Un gabbiano ruba le patatine</a></div>')
    }</div></div></div><section class="block__correlati"><h2>Leggi anche</h2>{others(4, 3, True)}</section></main>
    <footer>© Riproduzione riservata</footer>"""
    return page(og(told, "L’Eco"), body, f"{told.headline} - L’Eco", "it")


def portal(told: Story) -> str:
    """A portal that shows other papers' articles."""
    body = f"""<div id="uh">{
        menu("div", "uh-nav")
    }</div><div class="caas-container"><header class="caas-header"><a class=
    "caas-logo"><span>The Skerry Echo</span></a><h1 data-test-locator="headline">{told.headline}</h1></header><div
    class="caas-content"><div class="caas-attr"><div class="caas-attr-meta"><div class="caas-attr-item-author"><span
    class="caas-author-byline-collapse">{told.authors[0]}</span></div><div class="caas-attr-time-style"><time datetime=
    "{told.moment}">{
        told.day:%B %d, %Y} at 8:30 AM</time>·<span class="caas-attr-mins-read">3 min read</span></div></div></div>
    <div class="caas-content-wrapper"><div class="caas-body"><figure><figcaption>{told.caption}</figcaption></figure>{
        between(
            told,
            "<div class='caas-da'>Story continues</div>",
            "<p><strong>More from The Skerry Echo: <a>Gull</a></strong></p>",
        )
    }</div></div><button class="caas-button">View comments (12)</button></div></div><div class="stream"><h2>Recommended
    Stories     </h2><ul><li><h3><a>Gull takes chips from mayor</a></h3>
    <p>A gull took chips from the mayor on the sea front on Saturday,
    in front of forty witnesses and a photographer.</p></li></ul>{others(6, 1, True)}</div>"""
    author = {"@type": "Person", "name": told.authors[0]}
    head = ld(told, author=author, publisher={"name": "Portal"}) + og(told, "Portal")
    return page(head, body, told.headline)


def components(told: Story) -> str:
    """Names of components with hashes; a dialog, a player, and the newest stories below."""
    body = f"""<div id="__next"><div role="dialog">
    <p>We value your privacy. We and our partners store information on a device.
    </p></div><header class="Header_root__a1">{menu()}</header><main class="Page_main__b2">
    <div class="Hero_root__c3"><span
    class="Hero_section__d4">Islands</span><h1 class="Hero_title__e5">{told.headline}</h1>
    <p class="Hero_standfirst__f6">
    {told.deck}</p><div class="Meta_root__g7"><span class="Meta_author__h8">Words by
    <a href="/team/u">{told.authors[0]}</a></span>
    <span class="Meta_date__i9">{told.day:%d.%m.%Y}</span></div></div><div class="Listen_root__j1">
    <p>Listen to this article,
    which takes four minutes at most speeds.</p></div><div class="Content_root__k2">
    <div class="RichText_root__l3">{inner(told)}
    </div></div><div class="NewsletterSignup_root__m4"><h3>The Tide Table</h3>
    <p>Our weekly letter, with what was washed up and by
    whom it was found.</p></div><div class="LatestGrid_root__n5"><h2>Latest</h2>{others(6, 2, True)}</div></main>
    </div>"""
    return page(og(told, "Tideline", f"{told.headline} | Tideline"), body, f"{told.headline} | Tideline")


def theme(told: Story) -> str:
    """A theme of blocks, with a loop of other posts and a comment form."""
    body = f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title">
    <a>Harbour Hands
    </a></p>{menu("nav", "wp-block-navigation")}</header><main class="wp-block-group"><h1 class="wp-block-post-title">
    {told.headline}</h1><div class="wp-block-group"><div class="wp-block-post-date"><time datetime="{told.moment}">{
        told.day:%d
    %B %Y}</time></div><div class="wp-block-post-author-name">{told.authors[0]}</div></div><div class="entry-content
    wp-block-post-content">{
        inner(told)
    }<figure class="wp-block-pullquote"><blockquote><p>The bell was found in a barn.</p>
    </blockquote></figure></div><div class="wp-block-post-terms"><a>ferries</a></div><div class="wp-block-comments"><h2
    class="wp-block-comments-title">3 responses</h2><ol>{
        comments(3, told.seed)
    }</ol></div><div class="wp-block-query"><h2>More
    posts</h2>{others(3, 6, True, "h3")}</div></main><footer>Designed with WordPress</footer></div>"""
    return page("", body, f"{told.headline} – Harbour Hands")


def university(told: Story) -> str:
    """A university's news: whom to ask, and notes to editors that are part of the text."""
    body = f"""<div class="utility">{menu("div", "utility-nav")}</div><div class="breadcrumb"><a>Home</a> / <a>News
    </a></div><div
    class="content-wrap"><div class="main-col"><h1>{told.headline}</h1>
    <p class="news-date">Published: {told.day:%A %d %B %Y}</p>
    <div class="rte">{inner(told)}</div><div class="news-contact"><h3>Media contact</h3>
    <p>Ines Moll, press office, telephone
    01234 567890.</p></div></div><div class="side-col"><h2>Related news</h2>{others(3, 2, True)}</div></div>
    <div class="foot"><p>© University of Port Alder</p></div>"""
    return page(
        og(told, "University of Port Alder"), body, f"{told.headline} | News | University of Port Alder", "en-GB"
    )


def letter(told: Story) -> str:
    """The site of a newsletter: an excerpt, an author's card, and an offer at the end."""
    body = f"""<div class="gh-viewport"><header class="gh-navigation">{menu()}</header><main class="gh-main"><article
    class="gh-article post"><header class="gh-article-header"><h1 class="gh-article-title">{told.headline}</h1><p
    class="gh-article-excerpt">{told.deck}</p><div class="gh-article-meta"><h4 class="gh-article-author-name"><a
    href="/author/u/">{told.authors[0]}</a></h4><div class="gh-article-meta-content"><time datetime="{told.day}">{
        told.day:%b %d,
    %Y}</time> <span>— 4 min read</span></div></div></header><section class="gh-content">{
        inner(told)
    }<div class="kg-card
    kg-signup-card"><h2>Sign up for The Pier</h2><p>What goes by, every Friday.</p></div></section></article><section
    class="gh-container"><h2>Read more</h2>{
        others(4, 7, True)
    }</section></main><footer>Powered by Wraith</footer></div>"""
    head = (
        f'<meta property="article:published_time" content="{told.moment}">'
        f'<meta property="article:modified_time" content="{told.changed}">'
        f'<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{told.authors[0]}">'
    )
    return page(head + og(told, "The Pier"), body, told.headline)


def divs(told: Story) -> str:
    """Every paragraph a div; the day of a change shown before that of publication."""
    text = inner(told, p="div", h2='div class="sub"', li="div").replace("<ul>", "").replace("</ul>", "")
    body = f"""<div class="top"><div class="brand">Skerry Star</div>{menu("div", "links")}</div><div class="art">
    <div class="ttl">
    <h1>{told.headline}</h1></div><div class="by">BY {" AND ".join(told.authors).upper()}</div>
    <div class="when">UPDATED:
    {told.day + timedelta(15):%d %b %Y} | PUBLISHED: {told.day:%d %b %Y}</div><div class="txt">{text}</div>
    <div class="soc">
    <a>Facebook</a> <a>Twitter</a></div></div><div class="rel"><div class="hd">ALSO IN THE STAR</div>{links(6, 4)}</div>
    <div class="end">Skerry Star is part of Skerry Star Holdings. Contact the newsroom.</div>"""
    return page(f'<meta name="description" content="{told.deck}">', body, f"{told.headline} : Skerry Star")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    italian: Told(2),
    portal: Told(1),
    components: Told(1),
    theme: Told(1),
    university: Told(0),
    letter: Told(1),
    divs: Told(2),
}
