"""Items of feeds and agencies: in XML, and in messages of the wire."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, nested, numbered, repeated

ITEM = "<item><title>Gulls return</title><description>They are back.</description></item>"
CHANNEL, CHANNEL_END = '<rss version="2.0"><channel><title>Post</title>', "</channel></rss>"
TEXT = CHANNEL + "<item><title>Gulls return</title><description>"
TEXT_END = " are back.</description></item>" + CHANNEL_END
NITF = "<nitf><head/><body><body.head><hedline><hl1>Gulls return</hl1></hedline></body.head><body.content>"
NITF_END = "</body.content></body></nitf>"
COMPONENT = (
    "<NewsComponent><NewsLines><HeadLine>A</HeadLine></NewsLines><ContentItem><DataContent>b</DataContent>"
    "</ContentItem></NewsComponent>"
)
G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta/><contentMeta><headline>Gulls</headline>'
G2_BODY = "</contentMeta><contentSet><inlineXML>"
G2_END = "</inlineXML></contentSet></newsItem>"
WORDPRESS = '<rss xmlns:wp="http://wordpress.org/export/1.2/"><item><title>Gulls</title><content:encoded>'
WORDPRESS_END = "</content:encoded></item></rss>"
MESSAGE = "\x01cwx0001 4 pl 1\n\x02"
AMERICAN = "\x01\x16\x16f4321 \x1f\nr i bc-gulls 11-23 0210\n\x02"

ITEMS: dict[str, Make] = {
    "feed: items": repeated(ITEM, CHANNEL, CHANNEL_END),
    "feed: starts": repeated("<item ", CHANNEL, CHANNEL_END),
    "feed: items not ended": repeated("<item>", CHANNEL, CHANNEL_END),
    "feed: empty items": repeated("<item/>", CHANNEL, CHANNEL_END),
    "feed: items nested": nested("<item>", "</item>", CHANNEL),
    "feed: comments not ended": repeated("<!--", CHANNEL + ITEM),
    "feed: comments": repeated("<!-- a -->", CHANNEL, ITEM + CHANNEL_END),
    "feed: sections not ended": repeated("<![CDATA[", TEXT, TEXT_END),
    "feed: sections": repeated("<![CDATA[a]]>", TEXT, TEXT_END),
    "feed: ampersands": repeated("&", TEXT, TEXT_END),
    "feed: references": repeated("&amp", TEXT, TEXT_END),
    "feed: references escaped again": repeated("&amp;amp;", TEXT, TEXT_END),
    "feed: angles": repeated("<", TEXT, TEXT_END),
    "feed: titles": repeated("<title>", TEXT, TEXT_END),
    "feed: links": repeated("<link/>", TEXT, TEXT_END),
    "feed: breaks not closed": repeated("<br ", TEXT, TEXT_END),
    "feed: escaped captions": repeated("&lt;figcaption&gt;", TEXT, TEXT_END),
    "feed: escaped scripts": repeated("&lt;script&gt;&lt;/script ", TEXT, TEXT_END),
    "feed: escaped paragraphs": repeated("&lt;p&gt;They are back.&lt;/p&gt;", TEXT, TEXT_END),
    "feed: attributes": numbered("a{}='' ", CHANNEL + "<item><title ", ">Gulls</title></item>" + CHANNEL_END),
    "feed: namespaces": numbered("xmlns:a{}='x' ", "<rss ", ">" + ITEM * 9 + "</rss>"),
    "feed: authors": repeated("<author>Una Brack</author>", CHANNEL + ITEM[:-7], "</item>" + CHANNEL_END),
    "feed: a long byline": numbered("a{} ", CHANNEL + ITEM[:-7] + "<author>", "</author></item>" + CHANNEL_END),
    "feed: categories": numbered(
        "<category>a{}</category>", CHANNEL + ITEM[:-7] + "<pubDate>x</pubDate>", "</item>" + CHANNEL_END
    ),
    "feed: a long date": repeated("Tue, ", CHANNEL + ITEM[:-7] + "<pubDate>", "</pubDate></item>" + CHANNEL_END),
    "feed: digits of a date": repeated("1", CHANNEL + ITEM[:-7] + "<pubDate>", "</pubDate></item>" + CHANNEL_END),
    "feed: prose": repeated(PROSE, TEXT, TEXT_END),
    "Atom: XHTML nested": nested(
        "<div>", "</div>", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><content type="xhtml">'
    ),
    "NITF: stories": repeated(NITF + "<p>They are back.</p>" + NITF_END),
    "NITF: paragraphs": repeated("<p>b</p>", NITF, NITF_END),
    "NITF: blocks": repeated("<block>b</block>", NITF, NITF_END),
    "NITF: blocks nested": nested("<block>", "</block>", NITF, "b"),
    "NITF: bylines": repeated("<byline>By A</byline>", NITF, NITF_END),
    "NITF: datelines": repeated("<dateline>PORT</dateline>", NITF, NITF_END),
    "NITF: media": repeated("<media><media-caption>a</media-caption></media>", NITF, NITF_END),
    "NITF: table cells": repeated("<td>a</td>", NITF + "<table><tr>", "</tr></table>" + NITF_END),
    "NITF: document types": repeated("<!DOCTYPE nitf [", "", NITF + "<p>B</p>" + NITF_END),
    "NITF: processing instructions": repeated("<?a b?>", "<?xml version='1.0'?>", NITF + "<p>B</p>" + NITF_END),
    "NewsML 1: components": repeated(COMPONENT, "<NewsML><NewsItem>", "</NewsItem></NewsML>"),
    "NewsML 1: components nested": nested("<NewsComponent>", "</NewsComponent>", "<NewsML><NewsItem>", COMPONENT),
    "NewsML 1: items": repeated(f"<NewsItem>{COMPONENT}</NewsItem>", "<NewsML>", "</NewsML>"),
    "NewsML-G2: items": repeated(G2 + G2_BODY + "<p>b</p>" + G2_END),
    "NewsML-G2: headlines": repeated("<headline>a</headline>", G2, G2_BODY + "<p>b</p>" + G2_END),
    "NewsML-G2: subjects": numbered(
        '<subject qcode="a:{}"><name>b</name></subject>', G2, G2_BODY + "<p>b</p>" + G2_END
    ),
    "NewsML-G2: paragraphs": repeated("<p>b</p>", G2 + G2_BODY, G2_END),
    "NewsML-G2: sets": repeated("<itemSet>", "<newsMessage>", G2 + G2_BODY + "<p>b</p>" + G2_END),
    "WordPress: short codes": repeated("[a b=", WORDPRESS, WORDPRESS_END),
    "WordPress: brackets": repeated("[", WORDPRESS, WORDPRESS_END),
    "WordPress: blocks": repeated("<!-- wp:paragraph -->", WORDPRESS, WORDPRESS_END),
    "wire: messages": repeated(MESSAGE + "Gulls return\n\nThey are back.\n\x03081015 GMT NOV 23\n\x04"),
    "wire: starts": repeated("\x01"),
    "wire: idle signs": repeated("\x16", MESSAGE + "A\n"),
    "wire: a long byline": repeated("Tom Smith and ", MESSAGE + "A\n\nBy ", "\n\nB\n\x03"),
    "wire: blank lines": repeated("\n", MESSAGE, "A\n\x03"),
    "wire: short lines": repeated("a\n", MESSAGE, "\x03"),
    "wire: capitals": repeated("AB CD ", MESSAGE + "A\n\n", "\x03"),
    "wire: brackets": repeated("(a", MESSAGE + "A\n\nA", "\x03"),
    "wire: digits": repeated("08", MESSAGE + "A\n\nB\n\x03"),
    "wire: dates": repeated("081015 GMT NOV 23 ", MESSAGE + "A\n\nB\n\x03"),
    "wire: slugs": repeated("bc-gulls-", AMERICAN.replace("bc-gulls", "bc-"), "A\n\nB\n\x03"),
    "wire: separators": repeated("\x1f", AMERICAN, "A\n\nB\n\x03"),
    "wire: indented lines": repeated("\n   a", AMERICAN + "Gulls return\n", "\n\x03"),
}
