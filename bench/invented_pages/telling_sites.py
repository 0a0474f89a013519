"""Pages that tell how well blogs, offices and old sites are read: nothing was chosen for these."""

from __future__ import annotations

from collections.abc import Callable

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MONATE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


def publisher(told: Story) -> str:
    """A platform for publishers: cards to sign up within the text, the author's card as a fourth heading."""
    body = f"""<div class="gh-viewport"><header id="gh-navigation">{menu()}</header><main class="gh-main"><article
    class="gh-article post"><header class="gh-article-header"><a class="gh-article-tag">Harbour</a><h1
    class="gh-article-title is-title">{told.headline}</h1><p class="gh-article-excerpt is-body">{told.deck}</p><div
    class="gh-article-meta"><div class="gh-article-author-image"><a href="/author/x/"><img></a></div><div
    class="gh-article-meta-wrapper"><h4 class="gh-article-author-name"><a href="/author/x/">{told.authors[0]}</a></h4>
    <div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="{told.day}">{
        told.day:%d %b %Y}</time>
    <span class="gh-article-meta-length"><span class="bull">—</span> 3 min
    read</span></div></div></div></header><section
    class="gh-content gh-canvas is-body">{
        between(
            told,
            '<div class="kg-card kg-signup-card"><h2>Sign up for Tidewrack</h2><p>Independent letters from the edge of '
            "the"
            " map, twice a month and free.</p></div>",
            '<div class="kg-card kg-bookmark-card"><a><div class="kg-bookmark-title">Gull takes chips</div><div'
            ' class="kg-bookmark-description">A gull took chips from the mayor on Saturday.</div></a></div>',
        )
    }</section></article><section class="gh-container"><h2>Read more</h2><div class="gh-feed">{
        others(3, told.seed, True)
    }</div></section></main><footer class="gh-footer">Tidewrack © 2024</footer></div>"""
    head = f"""<meta property="article:published_time" content="{told.day}T07:30:00.000Z"><meta
    property="article:modified_time" content="{told.changed_day}T08:10:00.000Z"><meta name="twitter:label1"
    content="Written by"><meta name="twitter:data1" content="{told.authors[0]}"><meta name="twitter:label2"
    content="Filed under"><meta name="twitter:data2" content="Harbour">"""
    return page(head + og(told, "Tidewrack"), body, told.headline)


def notes(told: Story) -> str:
    """A site made by a generator and named after its author: microformats, a single name as site and author."""
    name = told.authors[0]
    body = f"""<header class="site-header"><a class="site-title" rel="author" href="/">{name}</a><nav
    class="site-nav"><a>About</a></nav></header><main class="page-content"><article class="post h-entry" itemscope
    itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name"
    itemprop="name headline">{told.headline}</h1><p class="post-meta"><time class="dt-published"
    datetime="{told.moment}" itemprop="datePublished">{told.day:%b %-d, %Y}</time></p></header><div
    class="post-content e-content" itemprop="articleBody">{inner(told)}</div></article></main><footer
    class="site-footer h-card"><ul class="contact-list"><li class="p-name">{name}</li><li><a
    class="u-email">una@brack.example</a></li></ul><p>Notes on boats, mostly those that did not come.</p></footer>"""
    head = f"""<meta property="og:title" content="{told.headline}"><meta property="og:site_name" content="{name}"><meta
    name="author" content="{name}"><meta property="article:published_time" content="{told.moment}">"""
    return page(head, body, f"{told.headline} | {name}")


def journal(told: Story) -> str:
    """A platform for journals: a user's name as a link, text broken by line breaks, the day with the hour."""
    text = "<br><br>".join(text for _, text in told.body)
    body = f"""<div class="s-header">{menu("nav", "s-nav")}</div><article class="b-singlepost hentry"><div
    class="b-singlepost-wrapper"><div class="b-singlepost-about"><div class="b-singlepost-author"><dl class="vcard
    author">
    <dt class="b-singlepost-author-user"><span class="ljuser i-ljuser" data-ljuser="{told.authors[0]}"><a
    class="i-ljuser-username"
    href="#"><b>{told.authors[0]}</b></a></span></dt><dd class="b-singlepost-author-time"><time
    class="b-singlepost-author-date published dt-published">{told.day:%B %-d %Y}, 08:30</time></dd></dl></div></div><h1
    class="b-singlepost-title entry-title p-name">{told.headline}</h1><div class="b-singlepost-bodywrapper"><article
    class="b-singlepost-body entry-content e-content">{text}</article></div><div class="b-singlepost-tags"><span>Tags:
    </span><a rel="tag">boats</a></div></div></article><div id="comments"><div class="b-tree"><div
    class="comment"><div>{told.changed_day:%B %-d %Y}, 09:10:11</div><p>Shame on them, it was always full on a
    Sunday.</p></div></div></div>"""
    return page(og(told, "LogJournal", told.headline), body, f"{told.headline}: {told.authors[0]} — LogJournal")


def styled(told: Story) -> str:
    """A builder for small firms: the text in several blocks of one row each, the author behind "Written by"."""
    half = len(told.body) // 2
    first, second = (told._replace(body=body) for body in (told.body[:half], told.body[half:]))
    block = (
        '<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">'
    )
    body = f"""<header id="header" class="header">{
        menu()
    }</header><main id="page"><article class="blog-item-wrapper hentry
    entry" id="article-"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title
    entry-title--large p-name">{told.headline}</h1></div><div class="blog-item-meta-wrapper"><div
    class="blog-meta-primary"><span class="blog-item-category-wrapper"><a>News</a></span></div><div
    class="blog-meta-secondary"><time class="dt-published blog-meta-item blog-meta-item--date"
    datetime="{told.day:%b %d, %Y}" pubdate><span>{told.day:%d %b}</span></time><div
    class="blog-meta-item blog-meta-item--author p-author author"><span>Written By </span><a
    class="blog-author-name" href="/blog?author=1">{told.authors[0]}</a></div></div></div></div><div
    class="blog-item-content-wrapper"><div class="blog-item-content e-content">{block}{
        inner(first)
    }</div></div></div><div
    class="sqs-block newsletter-block"><p>Sign up with your email address to receive news and updates.</p></div>{block}{
        inner(second)
    }</div></div></div></div></div><div class="blog-item-author-profile-wrapper"><div
    class="author-bio"><p>Baker, rower, and keeper of the second-best lighthouse on the coast.</p></div></div></article>
    <section id="itemPagination"><a><span>Previous</span><h2>Trawler refloated at dawn</h2></a></section></main>"""
    head = f"""<meta itemprop="name" content="{told.headline} — Alder Bakery"><meta itemprop="headline"
    content="{told.headline}"><meta itemprop="datePublished" content="{told.day}T08:30:00+0100"><meta
    itemprop="dateModified" content="{told.changed_day}T09:10:00+0100"><meta itemprop="author"
    content="{told.authors[0]}">"""
    return page(head, body, f"{told.headline} — Alder Bakery")


def ministry(told: Story) -> str:
    """A ministry's release: a label, the weekday and the day before the headline, whom to call behind."""
    body = f"""<div class="usa-banner">An official website of the Skerry government</div><header
    class="usa-header">{menu()}</header><main id="main-content"><nav
    class="usa-breadcrumb"><ol><li>Home</li><li>News</li>
    </ol></nav><p class="node-type">Press Release</p><h1 class="page-title">{told.headline}</h1><div
    class="node-date"><time
    datetime="{told.day}T12:30:00Z">{told.day:%A, %B %-d, %Y}</time></div><div
    class="share-bar"><strong>Share</strong></div>
    <div class="release-label">For Immediate Release</div><div class="release-office">Office of Harbours</div><div
    class="field-body">{inner(told)}</div><div class="node-updated">Updated {told.changed_day:%B %-d, %Y}</div><div
    class="node-components"><strong>Topic</strong><p>Ferries</p><strong>Component</strong><p>Office of
    Harbours</p><p>Press
    Release Number: 24-1168</p></div></main><footer>950 Quay Avenue, Port Alder</footer>"""
    return page(og(told, "Office of Harbours"), body, f"Office of Harbours | {told.headline} | Ministry of Coasts")


def town(told: Story) -> str:
    """A German town's release in a common system: the day in figures with dots, no names."""
    body = f"""<div id="header">{menu("div", "mainnav")}</div><div id="breadcrumb">Sie sind hier: <a>Startseite</a> &gt;
    <a>Presse</a></div><div id="content"><div class="news news-single"><div class="article" itemscope
    itemtype="http://schema.org/Article"><div class="header"><h1 itemprop="headline">{told.headline}</h1></div><div
    class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{told.day}">{
        told.day:%d.%m.%Y}</time></span> | Pressemitteilung</p></div><div class="teaser-text"
    itemprop="description"><p>{told.deck}</p></div><div class="news-text-wrap" itemprop="articleBody">{
        inner(told)
    }</div>
    <div class="news-backlink-wrap"><a>Zurück</a></div></div></div><div class="kontakt"><h3>Pressestelle</h3><p>Ephraim
    Lott<br>Telefon: 0555 0101</p></div></div><div id="footer">© Stadt Alderhafen</div>"""
    return page("", body, f"{told.headline} - Stadt Alderhafen", "de")


def commission(told: Story) -> str:
    """A commission of states: what it is, the day and the place as a list above the headline."""
    body = f"""<header class="ecl-site-header">{menu()}</header><div class="ecl-page-header"><ul
    class="ecl-page-header__meta"><li class="ecl-page-header__meta-item">News announcement</li><li
    class="ecl-page-header__meta-item"><time datetime="{told.moment}">{told.day:%-d %B %Y}</time></li><li
    class="ecl-page-header__meta-item">Directorate for Boats</li><li class="ecl-page-header__meta-item">2 min
    read</li></ul>
    <h1 class="ecl-page-header__title"><span>{told.headline}</span></h1><p
    class="ecl-page-header__description">{told.deck}
    </p></div><main><div class="ecl-row"><div class="ecl-col-l-9"><div class="ecl">{inner(told)}</div><h2
    class="ecl-u-type-heading-2">Details</h2><dl class="ecl-description-list"><dt>Publication date</dt><dd><time
    datetime="{told.moment}">{told.day:%-d %B %Y}</time></dd><dt>Author</dt><dd>Directorate for
    Boats</dd></dl></div></div>
    </main><footer class="ecl-site-footer">This site is managed by: Directorate-General for Coasts</footer>"""
    return page(og(told, "Coasts"), body, f"{told.headline} - Coasts")


def encyclopaedia(told: Story) -> str:
    """A wiki's article: contents, references, links to edit; only a last change is dated on the page."""
    text = inner(told).replace("</h2>", '<span class="mw-editsection">[<a>edit</a>]</span></h2>')
    script = ld(
        told, **{"@type": "Article"}, author={"@type": "Organization", "name": "Contributors to Coastal projects"},
        publisher={"@type": "Organization", "name": "Coastal Foundation"}, headline="article about a ferry",
        name=told.headline,
    )  # fmt: skip
    body = f"""<header class="vector-header">{menu()}</header><main id="content" class="mw-body"><header
    class="mw-body-header"><h1 id="firstHeading" class="firstHeading"><span
    class="mw-page-title-main">{told.headline}</span>
    </h1><div id="p-lang-btn">12 languages</div></header><div id="bodyContent"><div id="siteSub" class="noprint">From
    Coastpedia, the free encyclopedia</div><div id="mw-content-text"><div class="mw-parser-output"><div
    class="hatnote">Not to be confused with <a>Skerry (rock)</a>.</div><table
    class="infobox"><tr><th>Opened</th><td>1961
    </td></tr></table>{text}<h2 id="References">References</h2><div class="reflist"><ol class="references"><li>Lott,
    Ephraim
    (3 October 2025). “<a>Gull takes chips</a>”. <i>Skerry Echo</i>.</li></ol></div></div></div><div id="catlinks"
    class="catlinks"><a>Categories</a>: <a>Ferries</a></div></div></main><footer><ul><li id="footer-info-lastmod">This
    page
    was last edited on {told.changed_day:%-d %B %Y}, at 09:10 (UTC).</li></ul></footer>"""
    return page(script, body, f"{told.headline} - Coastpedia")


def nested(told: Story) -> str:
    """A site of 2001: tables in tables, classes on cells, the day in figures."""
    text = "".join(f"<p>{text}</p>" for _, text in told.body)
    body = f"""<table width="770" border="0"><tr><td colspan="3" class="masthead"><img alt="Alder
    Online"></td></tr><tr><td
    width="130" valign="top" class="leftnav"><table>{
        "".join(f"<tr><td class='nav'><a href='/{n}'>Section {n}</a></td></tr>" for n in range(10))
    }</table></td><td width="460" valign="top"><table width="100%"><tr><td class="storyhead">{
        told.headline
    }</td></tr><tr><td
    class="storybyline">By {told.authors[0]}<br>Alder Online Staff Writer</td></tr><tr><td class="storydate">{
        told.day:%A, %B %-d, %Y}</td></tr><tr><td class="story">{
        text
    }</td></tr></table></td><td width="180" valign="top"
    class="rightcol"><table><tr><td class="boxhead">TOP STORIES</td></tr><tr><td>{
        "<br>".join(f"<a>{title}</a>" for title in ("Trawler refloated", "Gull takes chips", "Bakery to open"))
    }</td></tr></table></td></tr></table><table><tr><td class="copyright">Copyright 2001 Alder Online. All rights
    reserved.</td></tr></table>"""
    return page("", body, f"Alder Online: {told.headline}")


def parish(told: Story) -> str:
    """A parish's blog: no class says anything; who and when in a small line under the headline."""
    body = f"""<div class="a1"><a href="/">St Brannoc’s</a></div>{menu("div", "a2")}<div
    class="a3"><h1>{told.headline}</h1>
    <div><small>{told.day:%-d %B %Y} · {told.authors[0]}</small></div>{inner(told)}<div><a href="/prev">« Older</a> <a
    href="/next">Newer »</a></div><div><h3>What others said</h3><ul>{comments(2, told.seed)}</ul></div></div><div
    class="a4">St Brannoc’s, Chapel Lane, Cobb Quay</div>"""
    return page("", body, f"{told.headline} — St Brannoc’s")


def german_theme(told: Story) -> str:
    """A German blog with a theme: author and day in a line that names neither, tags and a bio below."""
    day = f"{told.day.day}. {MONATE[told.day.month - 1]} {told.day.year}"
    body = f"""<div id="page" class="site"><header id="masthead" class="site-header"><p
    class="site-title"><a>Deichblick</a>
    </p>{
        menu("nav", "main-navigation")
    }</header><main id="main" class="site-main"><article id="post-9" class="post-9 post
    type-post hentry"><header class="entry-header"><h1 class="entry-title">{told.headline}</h1><div
    class="entry-details"><span>von <a href="/author/x">{told.authors[0]}</a></span> <span>am {day}</span> <span><a
    href="#respond">3 Kommentare</a></span></div></header><div class="entry-content">{
        between(
            told,
            "<p><em>Anzeige</em></p>",
            "<div class='wp-block-group has-background'><p>Dir gefällt der Beitrag? Dann abonniere unseren "
            "Newsletter!</p>"
            "</div>",
        )
    }</div><footer class="entry-footer"><div class="tags-links">Schlagwörter: <a>Fähre</a></div><div
    class="autorenbox"><h3>Über {told.authors[0]}</h3><p>Lebt am Deich und schreibt über alles, was schwimmt.</p></div>
    </footer></article><nav class="post-navigation"><a>Voriger Beitrag</a></nav><div id="comments"><h2>3
    Kommentare</h2>{comments(3, told.seed)}</div></main><aside id="secondary"><h2>Letzte Beiträge</h2>{
        links(4, told.seed)
    }</aside></div>"""
    return page(
        f'<meta property="og:locale" content="de_DE">{og(told, "Deichblick")}',
        body,
        f"{told.headline} - Deichblick",
        "de",
    )


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    publisher: Told(1),
    notes: Told(1),
    journal: Told(names=("skerrygull",)),
    styled: Told(1),
    ministry: Told(0),
    town: Told(0, "de"),
    commission: Told(0),
    encyclopaedia: Told(0),
    nested: Told(1),
    parish: Told(1),
    german_theme: Told(1, "de"),
}
