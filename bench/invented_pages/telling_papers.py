"""Pages that tell how well papers and agencies are read: nothing was chosen for these."""

from __future__ import annotations

import json
from collections.abc import Callable

from bench.invented_pages.parts import between, inner, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told


def chain(told: Story) -> str:
    """A national chain's local paper: an element of its own for the days, short classes."""
    names = " <span>and</span> ".join(f'<a class="gnt_ar_by_a" href="/staff/1/x/">{name}</a>' for name in told.authors)
    body = f"""<div class="gnt_n">{menu("nav", "gnt_n_mn")}</div><main class="gnt_cw"><article class="gnt_pr"><div
    class="gnt_ar_lbl"><a>LOCAL</a></div><h1 class="gnt_ar_hl" elementtiming="ar-headline">{told.headline}</h1><div
    class="gnt_ar_by">{names}</div><div class="gnt_ar_pb">The Skerry Register</div><story-timestamp class="gnt_ar_dt"
    publishdate="{told.day}T07:30:00Z" updatedate="{told.changed_day}T08:10:00Z"></story-timestamp><div
    class="gnt_ar_b">{
        between(
            told,
            '<aside aria-label="advertisement" class="gnt_em_gd"></aside>',
            '<p class="gnt_ar_b_p"><strong>More: <a href="/q">Gull takes chips from mayor</a></strong></p>',
            '<aside class="gnt_em_fo__bp"><a>Need a break? Play the Register’s daily crossword.</a></aside>',
            p='p class="gnt_ar_b_p"',
        )
    }<p class="gnt_ar_b_p"><em>{told.authors[0]} covers the coast for the Register. Reach them at
    coast@register.example.</em></p></div></article><aside class="gnt_rr">{others(5, told.seed)}</aside></main>"""
    return page(
        ld(told, **{"@type": "NewsArticle"}, publisher={"@type": "Organization", "name": "The Skerry Register"}),
        body,
        told.headline,
    )


def station_group(told: Story) -> str:
    """A group of television stations: by, posted and updated in labelled lines."""
    body = f"""<div class="site-header">{menu("nav", "main-nav")}</div><main class="site-main"><div
    class="article-list__content"><h1 class="article-title">{told.headline}</h1><div class="article-meta"><div
    class="article-authors">by: <a href="/author/x">{told.authors[0]}</a></div><div class="posted-date"><p
    class="article-timestamp">Posted: <time datetime="{told.moment}">{told.day:%b %d, %Y} / 08:30 AM EDT</time></p><p>
    Updated: <time datetime="{told.changed}">{told.changed_day:%b %d, %Y} / 09:10 AM EDT</time></p></div><div
    class="social-share">SHARE</div></div><div class="article-content article-body rich-text">{
        between(
            told,
            '<div class="ad-unit ad-unit--mr1">ADVERTISEMENT</div>',
            "<h4><a href='/q'>Gull takes chips from mayor &gt;&gt;&gt;</a></h4>",
            '<div class="inline-newsletter"><h3>Close</h3><p>Thanks for signing up!</p><p>Watch for us in your '
            "inbox.</p>"
            "</div>",
        )
    }<p>Copyright 2024 Coast Media Inc. All rights reserved. This material may not be published, broadcast, or
    redistributed.</p></div></div><aside class="sidebar"><h2>Trending Stories</h2>{others(5, told.seed, True)}</aside>
    </main>"""
    head = f"""<meta property="article:published_time" content="{told.moment}"><meta property="article:modified_time"
    content="{told.changed}"><meta name="author" content="{told.authors[0]}">"""
    return page(head + og(told, "KPAL-TV"), body, f"{told.headline} | KPAL-TV")


def politics(told: Story) -> str:
    """A magazine of politics: names in capitals as cards, a second heading as headline, letters between."""
    names = " and ".join(f'<span class="vcard"><a href="/staff/x">{name.upper()}</a></span>' for name in told.authors)
    body = f"""<header>{
        menu()
    }</header><main><section class="story-top"><div class="story-meta__kicker"><a>Islands</a></div>
    <h2 class="headline">{told.headline}</h2><p class="dek">{told.deck}</p><div class="story-meta"><p
    class="story-meta__authors">By {names}</p><p class="story-meta__timestamp"><time datetime="{told.day} 08:30:00">{
        told.day:%m/%d/%Y} 08:30 AM EDT</time></p><p class="story-meta__updated">Updated: <time
    datetime="{told.changed_day} 09:10:00">{told.changed_day:%m/%d/%Y} 09:10 AM EDT</time></p></div></section><section
    class="story-text">{
        between(
            told,
            "<section class='story-enhancement'><h3>Morning Anchor</h3><p>Start every morning with news of the coast, "
            "in"
            " your inbox before the first boat.</p><form><input name='email'></form></section>",
            "<div class='story-interrupt'><b>MOST READ</b></div>",
            p="p class='story-text__paragraph'",
        )
    }</section><ul class="story-tags"><li>Filed under: <a>Ferries</a></li></ul></main><footer>© 2024 CAPSTAN
    LLC</footer>"""
    head = f'<meta property="og:title" content="{told.headline}"><meta property="og:site_name" content="CAPSTAN">'
    return page(head, body, f"{told.headline} - CAPSTAN")


def lahore(told: Story) -> str:
    """A paper of the subcontinent: author, published and updated in one line; the print day at the end."""
    body = f"""<div class="top">{menu("nav", "strap")}</div><article class="story relative"><h2 class="story__title"
    dir="auto"><a class="story__link" href="#">{told.headline}</a></h2><div class="story__meta"><span
    class="story__byline"><a class="story__byline__link" href="/authors/1/x">{told.authors[0]}</a></span> <span
    class="story__time"><span class="timestamp--label">Published</span> <span class="timestamp--date">{
        told.day:%B %-d, %Y}</span> <span class="timestamp--time"></span></span> <span class="story__time">Updated <span
    class="timestamp--date">{
        told.changed_day:%B %-d, %Y} 09:10am</span></span><span class="comment__count">0</span></div>
    <div class="story__content overflow-hidden" dir="auto">{
        between(
            told,
            "<div class='ad'></div>",
            '<blockquote class="newskit pull-quote"><a>Read: Night bus returns</a></blockquote>',
        )
    }<p><em>Published in Shore, {told.day:%B %-d, %Y}</em></p></div></article><div
    class="story-sidebar">{others(4, told.seed, True)}</div>"""
    return page(og(told, "SHORE.EXAMPLE"), body, f"{told.headline} - Newspaper - SHORE.EXAMPLE")


def southern(told: Story) -> str:
    """A chain of the south: the day as a title in ISO, "From" beside "by", a name of its own for the day."""
    body = f"""<div id="page"><div id="header">{menu("div", "site-nav")}</div><div id="content"><div
    id="section-header"><h2>Opinion</h2></div><div id="story"><div class="story-header"><div class="story-section"><h2
    class="heading"><a href="/o"><p>Islands</p></a></h2></div><div class="story-headline"><h1
    class="heading">{told.headline}
    </h1></div><div class="story-info"><ul><li class="byline first"><span class="source-prefix">by:</span> <cite
    class="author">{told.authors[0]}</cite></li><li class="source"><span class="source-prefix">From:</span>
    <cite>Southern
    Star</cite></li><li class="date-and-time last" title="{told.moment}"><span
    class="datestamp">{told.day:%B %d, %Y}</span>
    <span class="timestamp">8:30AM</span></li></ul></div></div><div class="story-body"><div class="article-media"><p
    class="caption"><span id="imgCaption" class="caption-text">{told.caption}</span> <span
    class="image-source"><em>Source:
    </em>Supplied</span></p></div>{inner(told)}</div><div class="share-tools"></div></div><div
    class="group text-g-more-stories"><h2>more stories</h2>{others(4, told.seed, True)}</div></div></div>"""
    head = f"""<meta name="article:publisher" content="Southern Limited"><meta name="article:author"
    content="{told.authors[0]}"><meta name="article:publicationdate" content="{told.day:%a %b %d} 08:30:00 AEST {
        told.day.year
    }">"""
    return page(head + og(told, "SouthernStar"), body, f"{told.headline} | Southern Star")


def british_regional(told: Story) -> str:
    """A British regional's system: role in the byline, quotes in boxes, comment rules, badges of trust."""
    body = f"""<header id="siteHeader">{
        menu("nav", "mar-nav")
    }</header><main><article class="mar-article" id="article"><h1
    class="mar-article__headline">{told.headline}</h1><div class="mar-article__meta"><time
    class="mar-article__timestamp" datetime="{told.day}T07:30:00+00:00">{told.day.day}th {
        told.day:%B %Y}</time></div><div
    class="author-component"><div class="author-component__details">By <a class="author-component__name"
    href="/author/profile/1.X/">{told.authors[0]}</a> <a class="twitter">@brack</a> <span
    class="author-component__title">Senior Reporter</span></div></div><div class="mar-article__body"
    id="subscription-content">{
        between(
            told,
            '<div class="mar-block-ad"><span>Advertisement</span></div>',
            '<div class="mar-promo"><p><strong>Recommended reading:</strong></p><ul><li><a>Gull takes '
            "chips</a></li><li><a>"
            "Night bus to return</a></li></ul></div>",
        )
    }</div><div class="mar-comments"><h2>Comments: Our rules</h2><p>We want our comments to be a useful part of
    our community - a place where readers can debate and engage with the most important local issues.</p></div><div
    class="ipso">This website and associated newspapers adhere to the Press Code of Practice.</div></article></main>"""
    return page(
        ld(told, author={"@type": "Person", "name": told.authors[0], "jobTitle": "Senior Reporter"})
        + og(told, "Port Alder Gazette"),
        body,
        f"{told.headline} | Port Alder Gazette",
    )


def business(told: Story) -> str:
    """A business paper: JSON-LD as a graph with references, entities in its strings, a second article in it."""
    graph = [
        {"@type": "WebSite", "@id": "#site", "name": "Tidal Business"},
        {"@type": "NewsArticle", "@id": "#other", "headline": "Harbour dues to rise again",
         "datePublished": "2025-11-30T08:00:00Z", "author": {"@id": "#lott"}},
        {"@type": "NewsArticle", "@id": "#own", "headline": told.headline.replace("’", "&rsquo;"),
         "datePublished": told.moment, "dateModified": told.changed,
         "author": [{"@id": f"#p{n}"} for n in range(len(told.authors))], "isPartOf": {"@id": "#site"}},
        {"@type": "Person", "@id": "#lott", "name": "Ephraim Lott"},
        *({"@type": "Person", "@id": f"#p{n}", "name": name} for n, name in enumerate(told.authors)),
    ]  # fmt: skip
    script = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    body = f"""<header class="o-header">{menu()}</header><main id="site-content"><article id="article-content"
    class="article"><header class="article-header"><div class="topper"><a>Shipping</a></div><h1
    class="headline"><blockquote class="headline__text">{told.headline}</blockquote></h1><div
    class="standfirst">{told.deck}</div></header><div class="article-info__byline">{
        " and ".join(f"<a class='o3-author'>{name}</a>" for name in told.authors)
    } in Port Alder</div><div class="article-info__time"><time class="o-date" datetime="{told.day}T07:30:00.000Z">{
        told.day:%B %d %Y}</time></div><div class="article__content-body n-content-body">{
        between(
            told,
            '<aside class="n-content-recommended"><h3>Recommended</h3><a>Trawler refloated at dawn</a></aside>',
            '<div class="o-ads in-article-advert"></div>',
        )
    }<p>Additional reporting by Joss Ephraim in Cobb Quay</p></div></article><section><h2>Follow the topics in this
    article</h2><ul>{links(3, told.seed)}</ul></section></main>"""
    return page(
        f'<script type="application/ld+json">{script}</script>' + og(told, "Tidal Business"), body, told.headline
    )


def tabloid_paper(told: Story) -> str:
    """A tabloid: labels in the headline, points as a list above, the day only behind "Published", both in one line."""
    body = f"""<div class="site-header">{menu("nav", "nav")}</div><section class="sun-container"><article
    class="article-switcheroo"><div class="article__headline-section"><p class="article__kicker t-p-color">HARBOUR
    HORROR</p><h1 class="article__headline">{told.headline}</h1><p class="article__content--intro">{told.deck}</p></div>
    <ul class="article__meta"><li class="article__author-list"><a class="article__author-link"
    href="/author/x/"><span>{told.authors[0]}</span></a></li><li class="article__datestamp"><span>Published: <time
    class="article__published">8:30, {told.day:%-d %b %Y}</time></span><span>Updated: <time
    class="article__updated">9:10, {told.changed_day:%-d %b %Y}</time></span></li></ul><div class="article__content">{
        between(
            told,
            '<div class="rail rail--related-stories"><p class="rail__heading">Read more on the coast</p><div><p>GULL'
            " SHOCK</p><h3>Gull takes chips from mayor</h3></div></div>",
            f'<figure><img><div class="article__media-img-caption"><span>{told.caption}</span><span>Credit: Ines '
            f"Moll</span>"
            "</div></figure>",
            '<div class="article__list-wrapper"><h3>Most read in News</h3></div>',
        )
    }</div><div class="tags"><span>Topics</span><ul>{links(3, 2)}</ul></div></article></section><div
    class="rail">{others(5, told.seed, True)}</div>"""
    return page(og(told, "The Skerry Sun", f"{told.headline}"), body, f"{told.headline} | The Skerry Sun")


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    chain: Told(2),
    station_group: Told(1),
    politics: Told(2),
    lahore: Told(1),
    southern: Told(1),
    british_regional: Told(1),
    business: Told(2),
    tabloid_paper: Told(1),
}
