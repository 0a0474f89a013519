"""Pages to try things out on, of blogs, offices and old sites: little metadata, or none."""

from __future__ import annotations

from collections.abc import Callable

from bench.invented_pages.parts import between, comments, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told

MONATE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


def letter(told: Story) -> str:
    """A platform for letters: the author in the title, invitations to subscribe between the paragraphs."""
    body = f"""<div class="main-menu"><a class="navbar-title-link">Pier Notes</a><button>Subscribe</button><button>Sign
    in</button></div><div class="single-post-container"><article class="typography newsletter-post post"><div
    class="post-header"><h1 dir="auto" class="post-title published">{told.headline}</h1><h3 dir="auto"
    class="subtitle">{told.deck}</h3><div class="byline-wrapper"><div class="profile-hover-wrapper"><a
    href="https://stack.example/@una">{told.authors[0]}</a></div><div class="pencraft meta-EgzBVA">{told.day:%b %d, %Y}
    </div><div class="like-button-container"><a>12</a></div><a class="share-dialog">Share</a></div></div><div
    class="available-content"><div class="body markup" dir="auto">{
        between(
            told,
            '<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div '
            'class="preamble">'
            '<p class="cta-caption">Thanks for reading Pier Notes! Subscribe for free to receive new posts and support '
            "my"
            ' work.</p></div><form class="form"><input></form></div></div>',
            '<p class="button-wrapper"><a class="button primary" href="#"><span>Leave a comment</span></a></p>',
        )
    }</div></div></article><div class="comments-page"><h4>Discussion about this post</h4>{comments(4, told.seed)}</div>
    <div class="portable-archive"><a>Top</a><a>Latest</a>{others(4, told.seed, True)}</div></div><div class="footer">©
    2024 {told.authors[0]}. <a>Privacy</a> ∙ <a>Terms</a></div>"""
    head = ld(told, publisher={"@type": "Organization", "name": "Pier Notes"}) + og(told, "Pier Notes")
    head += f'<meta name="author" content="{told.authors[0]}">'
    return page(head, body, f"{told.headline} - by {told.authors[0]} - Pier Notes")


def blogspot(told: Story) -> str:
    """A platform for blogs: the site's name as the first heading, the day above the headline, a profile as author."""
    body = f"""<header><div class="Header"><h1><a href="/">The Skerry Log</a></h1></div></header><div
    class="date-outer">
    <h2 class="date-header"><span>{
        told.day:%A, %B %d, %Y}</span></h2><div class="date-posts"><div class="post-outer"><div
    class="post hentry" itemprop="blogPost" itemscope itemtype="http://schema.org/BlogPosting"><meta content="7"
    itemprop="postId"><h3 class="post-title entry-title" itemprop="name">{told.headline}</h3><div
    class="post-body entry-content" itemprop="description articleBody"><div dir="ltr">{
        "<br /><br />".join(text for _, text in told.body)
    }</div><div style="clear: both;"></div></div><div class="post-footer"><div class="post-footer-line"><span
    class="post-author vcard">Posted by <span class="fn" itemprop="author" itemscope
    itemtype="http://schema.org/Person"><meta content="https://blog.example/profile/1" itemprop="url"><a
    class="g-profile" href="https://blog.example/profile/1" rel="author"><span itemprop="name">{told.authors[0]}</span>
    </a></span></span> <span class="post-timestamp">at <a class="timestamp-link" href="#" rel="bookmark"><abbr
    class="published" itemprop="datePublished" title="{told.moment}">8:30 AM</abbr></a></span></div></div></div><div
    class="comments" id="comments"><h4>2 comments:</h4><div id="Blog1_comments-block-wrapper"><dl><dt
    class="comment-author">Joss Pell said...</dt><dd class="comment-body"><p>Well said, and about time.</p></dd><dd
    class="comment-footer"><a>{told.changed_day:%B %d, %Y} at 9:10 AM</a></dd></dl></div></div></div></div></div><div
    class="sidebar"><div class="widget Profile"><h2>About Me</h2><a class="profile-name-link" rel="author">Tobias
    Fenn</a></div><div class="widget BlogArchive"><ul>{links(5, told.seed)}</ul></div></div>"""
    return page("", body, f"The Skerry Log: {told.headline}")


def german_blog(told: Story) -> str:
    """A German blog by a nickname; the site's name as first heading, comments with days."""
    day = f"{told.day.day}. {MONATE[told.day.month - 1]} {told.day.year}"
    body = f"""<div id="wrapper" class="hfeed"><div id="header"><h1 id="site-title"><span><a
    href="/">Möwenpost</a></span>
    </h1><div id="site-description">Geschichten vom Anleger</div>{menu("div", "skip-link")}</div><div id="main"><div
    id="content" role="main"><div id="nav-above" class="navigation"><div class="nav-previous"><a>← Ältere Geschichte</a>
    </div></div><div id="post-31" class="post-31 post type-post hentry category-allgemein"><h2
    class="entry-title">{told.headline}</h2><div class="entry-meta"><span
    class="meta-prep meta-prep-author">Veröffentlicht am</span> <a href="#" rel="bookmark"><span
    class="entry-date">{day}</span></a> <span class="meta-sep">von</span> <span class="author vcard"><a class="url fn n"
    href="/author/{told.authors[0]}">{told.authors[0]}</a></span></div><div class="entry-content">{inner(told)}<div
    class="shariff"><ul><li>teilen</li><li>twittern</li></ul></div></div><div class="entry-utility">Dieser Beitrag wurde
    unter <a>Allgemein</a> veröffentlicht. Setze ein Lesezeichen auf den <a>Permalink</a>.</div></div><div
    id="comments"><h3 id="comments-title">2 Antworten auf <em>{told.headline}</em></h3><ol class="commentlist"><li
    class="comment"><div class="comment-author vcard"><cite class="fn">Joss</cite> <span class="says">sagt:</span></div>
    <div class="comment-meta commentmetadata"><a>3. Oktober 2025 um 09:10</a></div><div class="comment-body"><p>Genau so
    war es, und es wird noch schlimmer kommen, wenn keiner etwas tut.</p></div></li></ol></div></div></div><div
    id="primary" class="widget-area"><h3>Neueste Beiträge</h3><ul>{links(4, 2)}</ul></div></div>"""
    return page("", body, f"{told.headline} | Möwenpost", "de")


def own_name(told: Story) -> str:
    """A site that goes by its author's name, who stands in the title and, with an address, in metadata."""
    name = told.authors[0]
    tags = "".join(f'<li class="tier-{n}"><a href="/t/{n}">tag {n}</a></li>' for n in range(40))
    body = f"""<div id="site"><div id="sidebar"><div id="title"><p><a href="/">{name}</a></p></div><div
    id="menu"><ul><li><a>Contact</a></li><li><a>Blog</a></li></ul></div><h2>Tag Cloud</h2><ol id="tag-cloud">{tags}</ol>
    </div><div id="contents"><h2>{told.headline}</h2><p class="posted">{told.day:%A %d %B %Y} by {name}</p>{inner(told)}
    <p>Posted on {told.day:%A %d %B %Y} at 08:30 by {name}.</p></div></div>"""
    return page(f'<meta name="author" content="{name} (http://brack.example/)">', body, f"{told.headline} - {name}")


def typepad(told: Story) -> str:
    """An old system for blogs: the day as a heading above, who and when at the foot."""
    body = f"""<div id="banner"><h1 id="banner-header"><a href="/">Cobb Quay Confidential</a></h1></div><div
    id="beta"><h2 class="date-header">{told.day:%B %d, %Y}</h2><div class="entry"><h3 class="entry-header">{
        told.headline
    }
    </h3><div class="entry-content"><div class="entry-body">{inner(told)}</div></div><div class="entry-footer"><p
    class="entry-footer-info"><span class="post-footers">Posted by {told.authors[0]} on {told.day:%B %d, %Y} at 08:30
    AM</span> <span class="separator">|</span> <a class="permalink">Permalink</a></p></div></div><div
    id="comments"><h3>Comments</h3><div class="comment"><div class="comment-content"><p>Typical. First the bus, then the
    bank, then the boat.</p></div><p class="comment-footer">Posted by: <a>Joss Pell</a> | <a>{
        told.changed_day:%B %d, %Y} at 09:00 AM</a></p></div></div></div><div id="gamma"><h2>Recent Posts</h2><ul>{
        links(5, told.seed)
    }</ul></div>"""
    return page("", body, f"Cobb Quay Confidential: {told.headline}")


def builder(told: Story) -> str:
    """A builder of sites: hashed classes, names and days by hooks, paragraphs as spans in blocks."""
    text = "".join(
        f'<div class="xzvDY lw7_{n}"><p dir="auto" class="lnyWN _02GjC"><span class="zVdzh">{text}</span></p></div>'
        for n, (_, text) in enumerate(told.body)
    )
    body = f"""<div id="SITE_CONTAINER"><header id="SITE_HEADER">{menu("nav", "wixui-menu")}</header><main
    id="PAGES_CONTAINER"><div data-hook="post"><div data-hook="post-description"><ul class="wKjW"><li><span
    data-hook="user-name" title="{told.authors[0]}">{told.authors[0]}</span></li><li><span data-hook="time-ago"
    title="{told.day:%b %d, %Y}">{told.day:%b %d, %Y}</span></li><li><span data-hook="time-to-read">3 min read</span>
    </li></ul></div><h1 data-hook="post-title" class="blog-post-title-font"><span>{told.headline}</span></h1><div
    data-hook="post-content" class="rich-content">{text}</div><div data-hook="post-footer"><ul><li>0 views</li><li>0
    comments</li></ul></div></div><div data-hook="recent-posts"><h2>Recent Posts</h2><a>See All</a>{
        others(3, told.seed, True)
    }</div></main></div>"""
    return page(
        ld(told, **{"@type": "BlogPosting"}, publisher={"@type": "Organization", "name": "Little Skerry Rowing"})
        + og(told, "Little Skerry Rowing"),
        body,
        told.headline,
    )


def society(told: Story) -> str:
    """A society's page made by hand: place and day in a line at the end, no metadata at all."""
    body = f"""<div id="kopf"><img alt="Heimatverein"></div><table width="100%"><tr><td width="180" id="navi"><a
    href="index.html">Startseite</a><br><a href="verein.html">Verein</a><br><a href="termine.html">Termine</a><br><a
    href="kontakt.html">Kontakt</a></td><td id="inhalt"><h2>{told.headline}</h2>{inner(told)}<p>Alderhafen, den {
        told.day.day
    }. {MONATE[told.day.month - 1]} {
        told.day.year
    }</p></td></tr></table><div id="fuss">© Heimatverein Alderhafen e. V. |
    <a>Impressum</a> | <a>Datenschutz</a></div>"""
    return page("", body, "Heimatverein Alderhafen e. V.", "de")


def state(told: Story) -> str:
    """A state's office: from whom, when published and last changed as a list; the history of changes at the end."""
    body = f"""<a class="gem-c-skip-link" href="#content">Skip to main content</a><header role="banner">{
        menu("nav", "gem-c-layout-super-navigation-header")
    }</header><div id="wrapper"><main id="content"><span class="govuk-caption-xl gem-c-title__context">News story</span>
    <h1 class="gem-c-heading__text govuk-heading-xl">{told.headline}</h1>
    <div class="gem-c-metadata"><dl><dt>From:</dt><dd><a>Department for Harbours</a></dd><dt>Published</dt><dd>{
        told.day:%-d %B %Y}</dd><dt>Last updated</dt><dd>{told.changed_day:%-d %B %Y} — <a>See all updates</a></dd></dl>
    </div><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{inner(told)}</div></div><div
    class="app-c-published-dates" id="full-publication-update-history"><h2>Updates to this page</h2>Published {
        told.day:%-d %B %Y}<br>Last updated {told.changed_day:%-d %B %Y} <ol><li><time datetime="{told.changed}">{
        told.changed_day:%-d %B
    %Y}</time><p>Corrected the depth of the harbour at low water in the second table.</p></li>
    </ol></div><div class="gem-c-contextual-footer"><h2>Explore the topic</h2><ul>{
        links(3, told.seed)
    }</ul></div></main>
    </div><footer><p>All content is available under the Open Harbour Licence v3.0, except where otherwise
    stated</p></footer>"""
    head = f"""<meta name="govuk:first-published-at" content="{told.moment}"><meta name="govuk:updated-at"
    content="{told.changed}"><meta name="govuk:public-updated-at" content="{told.changed}">"""
    return page(head + og(told, "STATE.EXAMPLE"), body, f"{told.headline} - STATE.EXAMPLE")


def press_wire(told: Story) -> str:
    """A press release at an agency for such: by whom it was provided, the hour in a line, and the source at the end."""
    body = f"""<header><div class="navbar">{menu("ul", "nav")}</div></header><article class="news-release
    static"><header
    class="container release-header"><div class="row detail-headline"><h1>{told.headline}</h1></div><div
    class="row"><div
    class="col-lg-8"><div class="row"><span>News provided by</span><br><a href="/news/ferries/"><strong>Skerry Ferries
    plc</strong></a></div><p class="mb-no">{told.day:%b %d, %Y}, 08:30 ET</p><div class="social-share">Share this
    article</div></div></div></header><section class="release-body container"><div class="row"><div
    class="col-lg-10">{inner(told)}<p id="PURL">SOURCE Skerry Ferries plc</p></div></div></section></article><div
    class="container"><h2>Also from this source</h2>{others(2, told.seed, True)}</div>"""
    head = f'<meta name="date" content="{told.moment}"><meta name="author" content="Skerry Ferries plc">'
    return page(head + og(told, "Release Wire"), body, told.headline)


def university(told: Story) -> str:
    """A university's news: day and author in one line with a bar between; whom the press may call at the end."""
    body = f"""<header><div id="block-branding" class="logo"><a>University of the Skerries</a></div>{
        menu("nav", "menu--main")
    }</header><main role="main"><article role="article" class="node node--type-news node--view-mode-full"><h1
    class="page-header">{told.headline}</h1><div class="news-meta">{told.day:%B %-d, %Y} | By {
        told.authors[0]
    }</div><div
    class="field field--name-body">{
        between(told, '<figure role="group"><img><figcaption>' + told.caption + "</figcaption></figure>")
    }</div><div class="media-contact"><h3>Media contact</h3><p>Ephraim Lott, press office, 555-0102,
    press@skerries.example</p></div></article></main><footer><p>12 College Row, Port Alder</p></footer>"""
    return page(og(told, "University of the Skerries"), body, f"{told.headline} | University of the Skerries")


def wiki_news(told: Story) -> str:
    """A wiki's news: the day in bold before the text, links to edit, sources at the end, nobody named."""
    mark = f'<span id="publishDate" class="value-title" title="{told.day}"></span>'
    day = f'<p><strong class="published">{mark}{told.day:%A, %B %d, %Y}</strong></p>'
    text = inner(told).replace("</h2>", '<span class="mw-editsection">[<a>edit</a>]</span></h2>')
    body = f"""<div id="mw-page-base"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading"
    class="firstHeading">{told.headline}</h1><div id="bodyContent"><div id="siteSub">From Wikicoast, the free news
    source
    you can write!</div><a class="mw-jump-link" href="#nav">Jump to navigation</a><div id="mw-content-text"><div
    class="mw-parser-output">{day}{text}<h2><span class="mw-headline" id="Sources">Sources</span></h2><ul><li><span
    class="sourceTemplate">Joss Pell. “<a>Gull takes chips from mayor</a>” — Skerry Echo, October 3,
    2025</span></li></ul>
    </div></div><div id="catlinks" class="catlinks"><a>Categories</a>: <ul><li><a>{told.day:%B %d, %Y}</a></li><li><a>
    Ferries</a></li></ul></div></div></div><div id="mw-navigation">{menu("div", "vector-menu")}</div><div
    id="footer"><ul><li id="footer-info-lastmod">This page was last edited on {told.changed_day:%-d %B %Y}, at
    09:10.</li></ul></div>"""
    return page("", body, f"{told.headline} - Wikicoast, the free news source")


def fonts(told: Story) -> str:
    """A page of 1998: headings of fonts, unclosed paragraphs, who wrote it in italics."""
    text = "\n<p>".join(text for _, text in told.body)
    body = f"""<table width="600" align="center"><tr><td><a href="index.html">Front page</a> | <a
    href="news.html">News</a>
    | <a href="sport.html">Sport</a></td></tr></table><center><font size="+3" face="Arial"><b>{told.headline}</b></font>
    <br><i>by {told.authors[0]}</i><br><small>{told.day:%B %-d, %Y}</small></center><hr><p>{text}<hr><a
    href="index.html">Back to the front page</a><br><small>Copyright © The Cobb Quay Courier</small>"""
    return page("", body, f"COBB QUAY COURIER: {told.headline}")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    letter: Told(1),
    blogspot: Told(1),
    german_blog: Told(language="de", names=("möwenfreundin",)),
    own_name: Told(1),
    typepad: Told(1),
    builder: Told(1),
    society: Told(0, "de"),
    state: Told(0),
    press_wire: Told(0),
    university: Told(1),
    wiki_news: Told(0),
    fonts: Told(1),
}
