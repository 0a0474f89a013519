"""Pages to try things out on, of newspapers and agencies: what their systems leave in markup and between paragraphs."""

from __future__ import annotations

import json
from collections.abc import Callable

from bench.invented_pages.parts import between, ld, links, menu, og, others, page
from bench.invented_pages.stories import Story, Told


def regional_chain(told: Story) -> str:
    """An American chain's: the byline with its mail address, in JSON-LD too; the update beside the day."""
    name = told.authors[0]
    body = f"""<div id="site-container">{menu("nav", "navbar")}<section id="main-body-container"><article
    class="asset story" itemscope itemtype="https://schema.org/NewsArticle"><header class="asset-header"><h1
    class="headline" itemprop="headline"><span>{told.headline}</span></h1><div class="meta"><ul class="list-inline"><li
    class="hidden-print"><span class="tnt-byline asset-byline" itemprop="author">By {name.upper()}
    <a href="mailto:x@echo.example">ubrack@echo.example</a></span></li><li class="hidden-print"><time
    class="tnt-date asset-date text-muted" datetime="{told.moment}">{told.day:%b %d, %Y}</time></li><li
    class="hidden-print"><span class="tnt-update-recent text-muted"><span>Updated <time
    datetime="{told.changed}">{told.changed_day:%b %d, %Y}</time></span></span></li></ul></div></header><div
    class="asset-content"><div class="asset-body" itemprop="articleBody">{
        between(
            told,
            "<div class='inline-asset layout-horizontal'><article class='tnt-summary'><h3><a href='/g'>Gull takes chips"
            " from mayor</a></h3><p>A gull took chips from the mayor on Saturday.</p></article></div>",
            "<aside class='tncms-inline-link'><h4>People are also reading…</h4></aside>",
            "<div class='tncms-region-ads'>Advertisement</div>",
        )
    }</div><div class="asset-tagline text-muted"><p>Contact {name} at 555-0101 or ubrack@echo.example.</p></div></div>
    <footer class="asset-footer"><div class="asset-authors"><h4>{name}</h4><div class="card-body"><p>Islands
    Reporter</p></div></div></footer></article></section><div id="asset-below">{others(4, told.seed, True)}</div></div>
    <footer><p>© Copyright 2024 The Skerry Echo, 12 Fish Street Port Alder</p></footer>"""
    author = {"@type": "Person", "name": f"{name} ubrack@echo.example"}
    head = ld(told, author=author, publisher={"@type": "Organization", "name": "Skerry Echo"})
    head += f'<meta name="author" content="{name} ubrack@echo.example">'
    return page(head + og(told, "Skerry Echo"), body, f"{told.headline} | Islands | skerryecho.example")


def capital(told: Story) -> str:
    """Data attributes for names, JSON-LD in a CDATA section with the neighbouring stories first."""
    others_ld = [
        {"@type": "NewsArticle", "headline": "Gull takes chips from mayor", "datePublished": "2025-11-30",
         "author": {"@type": "Person", "name": "Ephraim Lott"}, "url": "https://lamp.example/gull"},
    ]  # fmt: skip
    own = {
        "@context": "http://schema.org", "@type": ["NewsArticle"], "headline": told.headline,
        "author": [[{"@type": "Person", "name": name}] for name in told.authors], "datePublished": told.moment,
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://lamp.example/own"},
    }  # fmt: skip
    scripts = "".join(
        f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(each)};\n//]]></script>'
        for each in (others_ld, own)
    )
    names = " and ".join(f'<a data-qa="author-name" href="/people/x/">{name}</a>' for name in told.authors)
    body = f"""<header>{menu()}</header><main><h1 id="main-content" data-qa="headline"><span
    data-qa="headline-opinion-text"></span><span>{told.headline}</span></h1><p data-qa="subheadline">{told.deck}</p><div
    data-qa="author-byline" class="wpds-c-1">By {names}</div><div data-testid="timestamp"
    class="display-date">Updated <span data-testid="updated-date">{told.changed_day:%B %d, %Y} at 9:10 a.m.
    EDT</span>|Published <span data-testid="display-date">{told.day:%B %d, %Y} at 8:30 a.m. EDT</span></div><div
    class="grid-body"><article class="teaser-content">{
        between(
            told,
            '<div data-qa="article-body-ad"><div>Advertisement</div></div>',
            '<div data-qa="interstitial"><p data-qa="interstitial-link"><a href="/q">Read more about the harbour wall'
            "</a></p></div>",
            '<div data-qa="subscribe-promo" class="hide-for-print"><p>Tell us what you think of the story.</p></div>',
            p="p data-testid='drop-cap-letter'",
        )
    }</article></div><div data-qa="comments-btn"><a>512 Comments</a></div><div data-qa="author-bio"><p>By
    {told.authors[0]}</p><p>{
        told.authors[0]
    } covers the islands.</p></div><section data-qa="more-from-the-post"><h2>More
    from the Lamp</h2>{others(4, told.seed, True)}</section></main><footer>lamp.example © 1996-2024</footer>"""
    return page(
        f'{scripts}<link rel="canonical" href="https://lamp.example/own">{og(told, "Lamp")}',
        body,
        f"{told.headline} - Lamp",
    )


def network(told: Story) -> str:
    """A television network's: only the update is shown, the source before the first words, the day in metadata."""
    names = ", ".join(f'<span class="byline__name">{name}</span>' for name in told.authors)
    first, *rest = told.body
    opened = told._replace(body=((first[0], f'<cite class="source__cite"></cite>{first[1]}'), *rest))
    body = f"""<div class="header__wrapper">{menu("nav", "header__nav")}</div><section class="layout__wrapper"><div
    class="headline__wrapper"><h1 class="headline__text inline-placeholder" id="maincontent">{told.headline}</h1></div>
    <div class="headline__footer"><div class="headline__sub-text"><div class="byline__names">By {names}, Coastwire</div>
    <div class="headline__sub-description"><div class="headline__byline-sub-text">3 minute read</div><div
    class="timestamp vossi-timestamp">Updated 9:10 AM EDT, {told.changed_day:%a %B %d, %Y}</div></div></div></div><main
    class="article__main"><div class="article__content-container"><div class="article__content"
    itemprop="articleBody">{
        between(
            opened,
            '<div class="ad-slot__ad-label">Ad Feedback</div>',
            '<div class="related-content"><p class="related-content__headline-label">Related article</p><span>Gull '
            "takes"
            " chips from mayor</span></div>",
            f'<div class="image__caption"><span>{told.caption}</span> <figcaption>Ines '
            f"Moll/Coastwire</figcaption></div>",
            p='p class="paragraph inline-placeholder vossi-paragraph" data-editable="text"',
        )
    }</div></div></main></section><aside class="layout__rail">{others(6, told.seed, True)}</aside><footer><p>© 2024
    Coast Network. A Skerry Company. All Rights Reserved.</p></footer>"""
    head = f"""<meta name="author" content="{", ".join(told.authors)}"><meta property="article:published_time"
    content="{told.moment}"><meta property="article:modified_time" content="{told.changed}"><meta
    name="cnnish.pagetype" content="article">"""
    return page(head + og(told, "CSN", f"{told.headline} | CSN"), body, f"{told.headline} | CSN")


def indian(told: Story) -> str:
    """JSON-LD with line breaks in its strings; who edited beside who wrote; when it first stood at the end."""
    script = f"""<script type="application/ld+json">
    /* article */
    {{"@context":"https://schema.org","@type":"NewsArticle","headline":"{told.headline}","articleSection":"Coast",
    "description":"{told.deck}
    More inside.","datePublished":"{told.moment}","dateModified":"{told.changed}",
    "author":{{"@type":"Person","name":"{told.authors[0]}","url":"https://quay.example/author/x"}},
    "publisher":{{"@type":"NewsMediaOrganization","name":"Quay Times",}},}}</script>"""
    body = f"""<div class="topnav">{
        menu("div", "mainnav")
    }</div><div class="breadcrumb"><a>Home</a> / <a>Coast</a></div>
    <div class="detail"><h1 class="hdg1">{told.headline}</h1><h2 class="sortDec">{told.deck}</h2><div
    class="storyParagraph bylineWrap"><div class="byLineWarp">By <a href="/author/x">{told.authors[0]}</a></div>,
    <span class="edited">Edited by <a href="/author/y">Ephraim Lott</a></span><div class="dateTime">{
        told.changed_day:%b %d, %Y
    } 09:10 AM IST</div></div><div class="storyDetails">{
        between(
            told,
            "<p>Also Read: <a href='/r'>Trawler refloated at dawn</a></p>",
            "<div class='subscribe-whatsapp'>Follow us on WhatsApp for the latest news</div>",
            "<p><strong>Also Read | <a href='/s'>Night bus to return in spring</a></strong></p>",
        )
    }<div class="first-published">First Published: {told.day:%b %d, %Y} 08:30 IST</div></div><div
    class="tags"><b>Topics</b><a>Ferries</a><a>Islands</a></div><div class="trending"><h3>TRENDING NEWS</h3>{
        others(5, told.seed)
    }</div></div>"""
    return page(script + og(told, "Quay Times"), body, f"{told.headline} - Quay Times")


def public_radio(told: Story) -> str:
    """Names in a list after the headline, key points in a box, when it was posted and updated in one line."""
    names = " and ".join(f'<a href="/news/x/{n}">{name}</a>' for n, name in enumerate(told.authors))
    body = f"""<div data-component="Masthead">{menu()}</div><main><article><header data-component="ArticleHeader"><h1>{
        told.headline
    }</h1><div data-component="Byline"><p>By {names}</p></div><div data-component="Topics"><a>Ferries</a><a>Islands</a>
    </div><div data-component="Dateline"><span><span>Posted <time datetime="{told.day}T07:30:00.000Z">{
        told.day:%a %-d %b %Y} at 8:30am</time></span>, <span>updated <time datetime="{
        told.changed_day
    }T08:10:00.000Z">{
        told.changed_day:%a %-d %b %Y} at 9:10am</time></span></span></div></header><div class="ArticleRender"
    data-component="ContentWrapper"><div data-component="LayoutContainer">{
        between(
            told,
            '<section data-component="Emphasis" class="related"><h2>Key points:</h2></section>',
            '<div data-component="RelatedCard"><a href="/q"><h3>Gull takes chips</h3></a><p>A gull took chips from the'
            " mayor on the sea front on Saturday, in front of forty witnesses.</p></div>",
        )
    }</div></div></article><div data-component="ShareUtility">Share</div></main><footer><p>We acknowledge the first
    fishermen of the lands where we live, learn, and work.</p></footer>"""
    return page(ld(told) + og(told, "Skerry Public Radio"), body, f"{told.headline} - Skerry Public Radio")


def blog_network(told: Story) -> str:
    """Names with handles, a day with a zone, invitations in asides, bullet points of other stories."""
    names = " and ".join(
        f'<span class="c-byline__item">By <a href="/authors/x"><span class="c-byline__author-name">{name}</span></a>'
        '<span class="c-byline__twitter"><a href="/t">@brack</a></span></span>'
        for name in told.authors
    )
    body = f"""<div class="c-global-header">{menu("nav", "c-nav-list")}</div><section><div class="c-entry-hero"><h1
    class="c-page-title">{told.headline}</h1><p class="c-entry-summary p-dek">{told.deck}</p><div class="c-byline">{
        names
    }<span class="c-byline__item"><time class="c-byline__item" data-ui="timestamp" datetime="{told.day}T12:30:00">{
        told.day:%b %-d, %Y}, 8:30am EDT</time></span></div></div><div class="l-col__main"><div
    class="c-entry-content">{
        between(
            told,
            "<aside id='x'><q>“It is not that we mind the noise.”</q></aside>",
            "<div class='c-newsletter_signup_box'><h3>Sign up for the newsletter</h3><p>Understand the coast with a "
            "daily"
            " explainer plus the most compelling stories of the day, every morning, in your box.</p></div>",
        )
    }</div><div class="c-social-buttons">Share this story</div><div class="c-read-more"><h2>Most Read</h2>{
        others(5, told.seed, True)
    }</div></div></section>"""
    head = f"""<meta name="author" content="{told.authors[0]}"><meta name="sailthru.date" content="{told.moment}"><meta
    name="parsely-author" content="{told.authors[0]}"><meta property="article:published_time" content="{told.moment}">
    <meta name="twitter:creator" content="@brack">"""
    return page(ld(told) + head + og(told, "Tideline"), body, f"{told.headline} - Tideline")


def hub(told: Story) -> str:
    """An agency's own pages: the hour as a number in an attribute, names in capitals, who contributed at the end."""
    body = f"""<bsp-header>{menu()}</bsp-header><main class="Page-main"><div class="Page-lead"><h1
    class="Page-headline">{told.headline}</h1></div><div class="Page-byline"><div class="Page-byline-info"><div
    class="Page-authors">By <span class="Link">{"</span> and <span class='Link'>".join(told.authors).upper()}</span>
    </div><div class="Page-dateModified"><bsp-timestamp data-timestamp="{
        (told.day.toordinal() - 719163) * 86_400_000 + 27_000_000
    }"><span data-date>8:30 AM BST, {told.day:%B %-d, %Y}</span></bsp-timestamp></div></div></div><div
    class="Page-content"><div class="RichTextStoryBody RichTextBody">{
        between(
            told,
            '<div class="SovrnAd Advertisement">ad</div>',
            f'<div class="ImageBlock Enhancement"><p class="Image-caption">{told.caption} (Coastwire Photo/Ines '
            f"Moll)</p>"
            "</div>",
            '<div class="HTMLModuleEnhancement"><p>Sign up to Morning Wire: Our flagship newsletter breaks down the'
            " biggest headlines of the day.</p></div>",
        )
    }</div></div></main><bsp-list-loadmore class="PageListRightRailA">{
        others(6, told.seed, True)
    }</bsp-list-loadmore>"""
    return page(og(told, "Coastwire News"), body, f"{told.headline} | Coastwire News")


def two_pieces(told: Story) -> str:
    """JSON-LD of the page about the article by ``mainEntity``; the author only named given and family name."""
    given, _, family = told.authors[0].partition(" ")
    script = {
        "@context": "https://schema.org", "@type": "WebPage", "name": f"{told.headline} | The Harbour Post",
        "mainEntity": {
            "@type": "ReportageNewsArticle", "headline": told.headline.replace("’", "&#8217;"),
            "datePublished": f"{told.day:%B %d, %Y} 08:30 AM", "dateModified": f"{told.changed_day:%B %d, %Y} 09:10 AM",
            "author": {"@type": "Person", "givenName": given, "familyName": family},
            "publisher": {"@type": "Organization", "name": "The Harbour Post"},
        },
    }  # fmt: skip
    body = f"""<header>{
        menu()
    }</header><article class="story-body"><section class="label-section"><a>Local</a></section>
    <h1 class="h1">{told.headline}</h1><div class="byline">By {told.authors[0]}</div><p class="publish-date">{
        told.changed_day:%B %d, %Y} 9:10 AM</p><div class="related-story-list"><h4>Related Stories from Harbour
    Post</h4><ul>{links(3, told.seed)}</ul></div><div class="story-wrap">{
        between(told, '<div class="zone-el"><div class="ad-widget"></div></div>')
    }<p class="story-date-footer">This story was originally published {told.day:%B %d, %Y at 8:30 AM}.</p></div><div
    class="author-card"><h5>{told.authors[0]}</h5><p>{told.authors[0]} is a reporter for the Post. She knows every boat
    by its horn.</p></div></article>"""
    return page(
        f'<script type="application/ld+json; charset=utf-8"><!--\n{json.dumps(script)}\n--></script>',
        body,
        f"{told.headline} | The Harbour Post",
    )


def photo_first(told: Story) -> str:
    """A great paper's: names with links to their pages, a note on the reporter and on a correction at the end."""
    names = " and ".join(f'<span itemprop="name"><a href="/by/x">{name}</a></span>' for name in told.authors)
    body = f"""<div id="app"><div data-testid="masthead-container"><header>{menu()}</header></div><main
    id="site-content"><article id="story"><header class="css-1"><h1 data-testid="headline" id="link-1">{told.headline}
    </h1><p id="article-summary" class="css-2">{told.deck}</p><figure class="sizeMedium"><img><figcaption
    data-testid="photoviewer-children-caption"><span>{told.caption}</span><span><span>Credit...</span>Ines Moll for The
    Coast Times</span></figcaption></figure><div class="css-3"><div class="css-4"><p class="css-5 e1jsehar1">By {names}
    </p></div><p class="css-6">{told.authors[0]} reported from Port Alder.</p><ul><li><time datetime="{
        told.moment
    }"><span
    class="css-7">{
        told.day:%b. %-d, %Y}</span></time></li></ul></div></header><section name="articleBody" class="meteredContent">{
        between(
            told,
            '<div id="story-ad-1-wrapper"><div>Advertisement</div><a href="#after">SKIP ADVERTISEMENT</a></div>',
            '<div><div data-testid="photoviewer-wrapper">Image</div></div>',
            p='p class="css-at9 evys1bk0"',
        )
    }</section><div class="bottom-of-article"><div><p>{told.authors[0]} is a reporter for The Times, covering the coast.
    <span><a href="/by/x">More about {
        told.authors[0]
    }</a></span></p></div><div>A version of this article appears in print
    on <span>{told.changed_day:%b. %-d, %Y}</span>, Section A, Page 1 of the Mainland edition with the headline: Boats.
    <a>Order Reprints</a> | <a>Today’s Paper</a> | <a>Subscribe</a></div></div></article></main><nav
    data-testid="site-index">{links(8, 3)}</nav><footer>© 2024 The Coast Times Company</footer></div>"""
    head = f"""<meta name="byl" content="By {" and ".join(told.authors)}"><meta property="article:published_time"
    content="{told.moment}"><meta property="article:author" content="https://coast.example/by/x">"""
    return page(
        head + ld(told, author=[{"@type": "Person", "url": "/by/x", "name": name} for name in told.authors]),
        body,
        f"{told.headline} - The Coast Times",
    )


# Each with how many authors it names at most.
SYSTEMS: dict[Callable[[Story], str], Told] = {
    regional_chain: Told(1),
    capital: Told(2),
    network: Told(2),
    indian: Told(1),
    public_radio: Told(2),
    blog_network: Told(1),
    hub: Told(2),
    two_pieces: Told(1),
    photo_first: Told(2),
}
