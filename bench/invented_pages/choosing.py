"""Pages to try things out on: two layouts of WordPress, Arc, the BBC, the Guardian, a regional paper, AMP, tables,
    a German
paper, Drupal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


def wordpress(told: Story) -> str:
    """A blog theme with sharing buttons, related posts, the author's life and comments."""
    body = f"""<div id="page" class="hfeed site"><header id="masthead"><h1 class="site-title"><a href="/">Skerry
    Notes</a></h1>
    {menu("nav", "main-navigation")}</header><div id="content"><main><article id="post-12" class="post-12 post
    type-post
    status-publish hentry category-news tag-ferry"><header class="entry-header"><h1
    class="entry-title">{told.headline}</h1>
    <div class="entry-meta"><span class="posted-on">Posted on <a href="#"><time class="entry-date published" datetime=
    "{told.moment}">{told.day:%B %d, %Y}</time><time class="updated"
    datetime="{told.changed}">x</time></a></span><span
    class="byline"> by <span class="author vcard"><a class="url fn n"
    href="/author/u/">{told.authors[0]}</a></span></span></div>
    </header><div class="entry-content"><figure class="wp-caption"><img src="a.jpg"><figcaption
    class="wp-caption-text">
    {told.caption}</figcaption></figure>{inner(told)}<div class="sharedaddy sd-sharing-enabled"><h3
    class="sd-title">Share this:
    </h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div><div id="jp-relatedposts"
    class="jp-relatedposts"><h3><em>Related</em></h3>{others(3, told.seed, True, "h4")}</div></div><footer
    class="entry-footer">
    <span class="cat-links">Posted in <a href="#">News</a></span></footer></article><div
    class="author-bio"><p>{told.authors[0]}
    writes about boats and lives near one. She has three children and no boat.</p></div><div id="comments"
    class="comments-area"><h2>4 thoughts on “{told.headline}”</h2><ol>{comments(6, told.seed)}</ol><div
    id="respond"><h3>Leave a
    Reply</h3><p>Your email address will not be published. Required fields are
    marked.</p></div></div></main></div><aside
    id="secondary" class="widget-area"><section class="widget"><h2>Recent
    Posts</h2><ul>{links(5, 1)}</ul></section></aside>
    <footer id="colophon"><p>Proudly powered by WordPress. This site uses cookies.</p></footer></div>"""
    return page("", body, f"{told.headline} – Skerry Notes")


def yoast(told: Story) -> str:
    """A magazine theme with JSON-LD as a graph; the author only by reference."""
    graph = {
        "headline": None, "author": None, "datePublished": None, "@type": None, "publisher": None, "description":
    None,
        "dateModified": None, "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "The Tide"},
            {"@type": "WebPage", "@id": "#page", "name": f"{told.headline} - The Tide", "datePublished": told.moment},
            {"@type": "Article", "@id":
    "#a", "headline": told.headline, "author": [{"@id": "#p"}], "datePublished": told.moment},
            {"@type": "Person", "@id": "#p", "name": told.authors[0], "description": "Writes."},
        ],
    }  # fmt: skip
    body = f"""<div class="td-header"><div class="td-logo"><a>The Tide</a></div>{menu("div", "td-menu")}</div><div
    class="td-container"><div class="td-post-header"><ul class="td-category"><li><a>News</a></li></ul><h1
    class="entry-title">
    {told.headline}</h1><p class="td-post-sub-title subtitle">{told.deck}</p></div><div class="td-post-content
    tagdiv-type">
    {
        between(
            told,
            '<div class="td-a-rec">- Advertisement -</div>',
            f"<p><strong>Also read: <a>{told.headline} again</a></strong></p>",
        )
    }
    <p><em>Photo by Ines Moll</em></p></div><div
    class="td-post-source-tags"><span>TAGS</span><ul>{links(3, 2)}</ul></div><div
    class="td-author-name vcard author"><span class="fn"><a>{told.authors[0]}</a></span></div><div
    class="td_block_related_posts">
    <h4>RELATED ARTICLES</h4>{others(4, told.seed)}</div></div><div class="td-footer">© The Tide</div>"""
    return page(
        ld(told, **graph) + og(told, "The Tide", f"{told.headline} - The Tide"), body, f"{told.headline} - The Tide"
    )


def arc(told: Story) -> str:
    """Hashed and prefixed classes, links between the paragraphs, advertisements, a newsletter's box."""
    ad = '<div class="arcad-feature"><div class="arcad-container">ADVERTISEMENT</div></div>'
    names = ", ".join(f'<a class="c-attribution__author" href="/author/x/">{name}</a>' for name in told.authors)
    body = f"""<header class="c-header">{
        menu()
    }</header><main class="b-article-main"><div class="c-overline">Islands</div><h1
    class="c-heading b-headline">{told.headline}</h1><h2 class="c-subheadline subheadline">{told.deck}</h2><div
    class="c-attribution"><span>By </span>{names}</div><time class="c-date" datetime="{told.moment}">{
        told.day:%B %d, %Y} at 8:30
    am BST</time><figure class="c-media-item"><img><figcaption><span>{
        told.caption
    }</span> <span>(Ines Moll/The Echo)</span>
    </figcaption></figure><article class="b-article-body">{
        between(
            told,
            ad,
            '<p class="c-paragraph"><b>[ <a href="/z">Gull takes chips from mayor</a> ]</b></p>',
            '<div class="newsletter-promo"><p>Get the best of the islands in your inbox every Friday.</p></div>',
            ad,
        )
    }
    </article><div class="b-author-bio"><div class="authorbio"><p>{
        told.authors[0]
    } is the islands correspondent of The Skerry Echo
    and was once its cook.</p></div></div><section class="b-results-list"><h2>More in Islands</h2>{
        others(5, told.seed, True, "h2")
    }
    </section></main><footer class="c-footer"><p>© 2024 The Skerry Echo. All rights reserved.</p></footer>"""
    return page(ld(told) + og(told), body, f"{told.headline} | The Skerry Echo")


def blocks(told: Story) -> str:
    """Each paragraph in a block of its own, among pictures, lists of links and a byline."""
    found = [
        f'<div data-component="text-block" class="ssrcs-1"><div class="RichText"><p>{text}</p></div></div>'
        if tag == "p"
        else f'<div data-component="subheadline-block"><h2>{text}</h2></div>'
        if tag == "h2"
        else f'<div data-component="unordered-list-block"><ul><li>{text}</li></ul></div>'
        for tag, text in told.body
    ]
    found.insert(
        2,
        f'<div data-component="image-block"><figure><img><figcaption>Image caption, {told.caption}</figcaption>'
        "</figure></div>",
    )
    found.insert(4, f'<div data-component="links-block"><h2>More on this story</h2><ul>{links(3, 3)}</ul></div>')
    found.insert(
        0,
        f"""<div data-component="byline-block"><div class="TextContributor">{told.authors[0]}</div><div
        class="Role">Islands correspondent</div></div>""",
    )
    body = f"""<header role="banner">{menu()}</header><main id="main-content"><article><div
    data-component="headline-block"><h1
    id="main-heading">{told.headline}</h1></div><div data-component="metadata-block"><time
    datetime="{told.moment}">8 hours ago
    </time></div>{"".join(found)}<div data-component="topic-list"><h2>Related
    Topics</h2><ul>{links(2, 4)}</ul></div></article>
    <section data-component="related-stories"><h2>More on this
    story</h2>{others(3, told.seed, True)}</section><aside><h2>Top
    stories</h2>{others(3, 9, True)}</aside></main><footer role="contentinfo"><p>Copyright © 2024 Skerry Radio.
    Skerry Radio is not
    responsible for the content of external sites.</p></footer>"""
    return page(
        ld(told, author={"@type": "Organization", "name": "Skerry Radio"}, publisher={"name": "Skerry Radio"})
        + og(told, "Skerry Radio"),
        body,
        f"{told.headline} - Skerry Radio",
    )


def rich(told: Story) -> str:
    """Hashed classes only, boxes between paragraphs, and the day of a change beside that of publication."""
    box = '<aside data-component="rich-link"><h4><a>Gull takes chips from mayor</a></h4><p>Read more</p></aside>'
    body = f"""<div class="dcr-1"><header>{
        menu()
    }</header></div><main><article class="dcr-2"><div class="dcr-3"><a>Islands</a></div>
    <div class="dcr-4"><h1 class="dcr-5">{
        told.headline
    }</h1></div><div data-gu-name="standfirst" class="dcr-6 standfirst"><p>
    {told.deck}</p></div><div class="dcr-7"><address aria-label="Contributor info"><a rel="author" href="/profile/u">
    {told.authors[0]}</a></address><details><summary>{told.day:%a %d %b %Y} 08.30 BST</summary>Last modified on {
        told.day
        + timedelta(
            15
        ):%a %d %b %Y} 09.10 BST</details></div><div class="dcr-8"><div class="article-body-commercial-selector
    article-body-viewer-selector dcr-10">{
        between(
            told,
            box,
            '<p class="dcr-b">Sign up to our Harbour Light newsletter</p>',
            "<figure><figcaption>" + told.caption + " Photograph: Ines Moll/The Lamp</figcaption></figure>",
        )
    }</div></div><div
    class="dcr-11"><span>Explore more on these topics</span><ul>{
        links(3, 5)
    }</ul></div></article><section><h2>Most viewed</h2><ol>
    {links(6, 6)}</ol></section></main><footer>© 2024 Lamp News & Media. All rights reserved.</footer>"""
    head = (
        f'<meta property="article:published_time" content="{told.moment}"><meta property="article:author" content='
        f'"https://lamp.example/profile/u"><meta property="article:modified_time" content="{told.changed}">'
    )
    return page(head + og(told, "the Lamp"), body, f"{told.headline} | Islands | The Lamp")


def regional(told: Story) -> str:
    """Invitations as paragraphs; the paper itself as the author in JSON-LD."""
    body = f"""<header>{menu("div", "nav-bar")}</header><div class="article-page"><h1 itemprop="headline">{
        told.headline
    }</h1><p
    class="sub-title">{
        told.deck
    }</p><div class="byline"><div class="author-information"><span class="author-label">By</span><a
    class="publication-theme" href="/authors/u/">{
        told.authors[0]
    }</a><span class="author-role">Senior Reporter</span></div><ul
    class="time-info"><li><span class="time-container">08:30, {told.day:%d %b %Y}</span></li><li>Updated 09:10, {
        told.day + timedelta(15):%d %b %Y}</li></ul></div><div class="article-body" itemprop="articleBody">{
        between(
            told,
            '<p><strong>READ MORE: <a href="/q">Trawler refloated at dawn</a></strong></p>',
            "<p><b>Sign up to our daily newsletter <a href='#'>here</a></b></p>",
            "<p><a href='/q'>Join our WhatsApp community for breaking news from Port Alder</a></p>",
        )
    }<p><em>Do you have a story? Email
    newsdesk@echo.example or get in touch on Facebook.</em></p></div><div class="tag-list"><a>Ferries</a></div><div
    class="comments-wrap"><h3>Comments</h3><ul>{
        comments(5, told.seed)
    }</ul></div><div class="most-read"><h3>Most Read</h3>
    {others(5, 4, True)}</div></div><footer>Reach of the Echo plc</footer>"""
    return page(
        ld(told, author={"@type": "Organization", "name": "Skerry Echo"})
        + og(told, "Skerry Echo", told.headline + " - Skerry Echo"),
        body,
        f"{told.headline} - Skerry Echo",
    )


def amp(told: Story) -> str:
    """A page for telephones."""
    body = f"""<header class="amp-header"><a>The Skerry Echo</a><amp-sidebar hidden>{
        menu("div")
    }</amp-sidebar></header><article
    class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{told.headline}</h1><div
    class="amp-wp-meta amp-wp-byline">By <span class="amp-wp-author author vcard">{
        " and ".join(told.authors)
    }</span></div></header>
    <div class="amp-wp-article-content">{
        between(told, "<amp-ad>ad</amp-ad>", f'<amp-img></amp-img><p class="caption">{told.caption}</p>')
    }</div><footer
    class="amp-wp-article-footer"><div class="amp-wp-meta">Categories: <a>News</a></div></footer></article>
    <div class="amp-related"><h3>Related</h3>{others(3, 8)}</div>"""
    return page(ld(told), body, f"{told.headline}")


def table(told: Story) -> str:
    """A layout of tables, without a single paragraph element, as of 1999."""
    text = "<br><br>\n".join(text for _, text in told.body)
    cells = "".join(f'<tr><td><a href="/{n}">Section {n}</a></td></tr>' for n in range(12))
    body = f"""<table width="780"><tr><td colspan="3"><img alt="Echo"> <font size="1">The Skerry Echo, on the
    web</font></td></tr>
    <tr><td width="120" valign="top"><table>{cells}</table></td><td valign="top"><font
    size="5"><b>{told.headline}</b></font><br>
    <font size="2">By {" and ".join(told.authors)}<br>{told.day:%B %d, %Y}</font><br><br><font
    face="Times">{text}</font><br><br>
    <a href="#">Back to top</a> | <a href="#">Email this story</a></td><td width="140" valign="top"><b>Other
    stories</b><ul>
    {links(6, 7)}</ul></td></tr></table><center><font size="1">Copyright 1999 The Skerry Echo. All rights
    reserved.</font></center>"""
    return page("", body, f"The Skerry Echo - {told.headline}")


def german(told: Story) -> str:
    """A German paper's frame around the text."""
    day = f"{told.day.day}. {MONTHS[told.day.month - 1]} {told.day.year}, 08:30 Uhr"
    body = f"""<header class="page-header">{
        menu()
    }</header><main><article class="artikel"><header><span class="kicker">Fähren</span>
    <h1><span class="headline-kicker">Fähren</span> <span class="headline">{
        told.headline
    }</span></h1><div class="artikel-meta">
    <span class="autor">Von {" und ".join(told.authors)}</span> <span class="datum">{day}</span></div></header><div
    class="artikel-text">{
        between(
            told,
            '<div class="teaser-box"><p>Lesen Sie auch: <a>Möwe stiehlt Pommes</a></p></div>',
            "<p>Mehr zum Thema: <a>Der Nachtbus kehrt zurück</a></p>",
            '<div class="anzeige">Anzeige</div>',
        )
    }</div></article><section
    class="kommentare"><h2>Kommentare (12)</h2>{
        comments(4, told.seed)
    }</section><section class="weitere"><h2>Das könnte Sie auch
    interessieren</h2>{
        others(4, told.seed, True)
    }</section></main><footer>© Der Bote. Alle Rechte vorbehalten.</footer>"""
    return page(og(told, "Der Bote", f"{told.headline} - Der Bote"), body, f"{told.headline} - Der Bote", "de")


def drupal(told: Story) -> str:
    """Fields in divs; who submitted it and when in one line."""
    body = f"""<div id="page-wrapper"><header
    class="region-header">{menu("div", "block-system-main-menu")}</header><div
    id="block-breadcrumbs" class="breadcrumb"><a>Home</a> » <a>News</a></div><main><h1 class="page-title"><span
    class="field field--name-title">{told.headline}</span></h1><article class="node node--type-article"><footer
    class="node__meta"><div class="node__submitted">Submitted by <span class="username">{told.authors[0]}</span> on
    <span>{told.day:%a, %d/%m/%Y} - 08:30</span></div></footer><div class="node__content"><div class="field
    field--name-body
    field__item">{inner(told)}</div><div class="field field--name-field-tags"><div
    class="field__label">Tags</div><a>ferries</a>
    </div><ul class="links inline"><li><a>Add new comment</a></li></ul></div></article><section
    class="comment-section"><h2>Comments
    </h2>{comments(3, told.seed)}</section></main><div
    class="region-sidebar-first"><h2>Latest</h2>{others(4, 3, True)}</div></div>"""
    return page("", body, f"{told.headline} | Port Alder Civic Society")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    wordpress: Told(1),
    yoast: Told(1),
    arc: Told(2),
    blocks: Told(1),
    rich: Told(1),
    regional: Told(1),
    amp: Told(2),
    table: Told(2),
    german: Told(2),
    drupal: Told(1),
}
