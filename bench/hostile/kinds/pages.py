"""Web pages."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, numbered, repeated

PAGE = "<!doctype html><html><head><title>Town meets</title></head><body><article><h1>Town meets</h1>"
LONG = f"<p>{PROSE * 4}</p>"

PAGES: dict[str, Make] = {
    "page: paragraphs": repeated(LONG, PAGE),
    "page: short paragraphs": repeated("<p>We met.</p>", PAGE + LONG),
    "page: q elements": repeated("<q>We met</q> ", PAGE + LONG + "<p>"),
    "page: q elements nested": repeated("<q>a", PAGE + LONG + "<p>"),
    "page: q elements unclosed": repeated("<q>", PAGE + LONG + "<p>"),
    "page: paragraphs nested in blockquotes": repeated("<blockquote>", PAGE + LONG, "<p>We met."),
    "page: divs nested": repeated("<div>", PAGE + LONG, "<p>We met."),
    "page: divs nested with text": repeated("<div>We met ", PAGE + LONG),
    "page: blocks that are no text beside a long one": lambda size: (
        (PAGE + f"<p>{PROSE * (size // 200)}</p><div class='comments'>").encode()
        + b"".join(b"<p>Nobody met %d</p>" % n for n in range(size // 50))
    ),
    "page: lines that are no text beside a long one": lambda size: (
        (PAGE + f"<p>{'a' * (size // 2)}</p><ul>").encode()
        + b"".join(b"<li><a href=x>%sb%d</a>" % (b"a" * 16, n) for n in range(size // 60))
    ),
    "page: link elements between words": repeated("<link class='comments'>“No,” said Tom. ", PAGE + LONG),
    "page: links between words": repeated("<a href='x'>No</a> said Tom. ", PAGE + LONG + "<p>"),
    "page: spans between words": repeated("<span>No</span> said Tom. ", PAGE + LONG + "<p>"),
    "page: breaks of a page between words": repeated("<nav></nav>No said Tom. ", PAGE + LONG + "<p>"),
    "page: comments between words": repeated("<!-- a -->We met. ", PAGE + LONG + "<p>"),
    "page: breaks between sentences": repeated(f"<br>{PROSE}", PAGE + LONG + "<p>"),
    "page: titles": repeated("<h2 rel=author>By Tom Smith</h2>", PAGE + LONG),
    "page: paragraphs that are no text of an article": repeated(f"<main>{PROSE}</main>", PAGE + LONG),
    "page: spans nested": repeated("<span>", PAGE + LONG, "We met."),
    "page: spans nested with text": repeated("<span>a ", PAGE + LONG + "<p>"),
    "page: lists nested": repeated("<ul><li>a", PAGE + LONG),
    "page: figures": repeated("<figure><figcaption>a</figcaption>", PAGE + LONG),
    "page: headings": repeated("<h1></h1>", PAGE + LONG),
    "page: times": repeated("<time datetime='2023'></time>", PAGE + LONG),
    "page: dates": repeated("<span>2023 x 11 11 11</span>", PAGE + LONG),
    "page: authors": repeated("<a rel='author'>By</a>", PAGE + LONG),
    "page: classes": repeated("byline ", "<!doctype html><h1>Town</h1><p class='", "'>" + PROSE),
    "page: attributes": numbered("a{}=1 ", "<!doctype html><h1>Town</h1><p ", ">" + PROSE),
    "page: one attribute often": repeated("a=1 ", "<!doctype html><h1>Town</h1><p ", ">" + PROSE),
    "page: meta elements": numbered("<meta name='a{}' content='b'>", PAGE + LONG),
    "page: one meta element often": repeated("<meta name='date' content='x 1'>", PAGE + LONG),
    "page: JSON-LD scripts": repeated("<script type='application/ld+json'>{}</script>", PAGE + LONG),
    "page: JSON-LD nested": repeated("[", PAGE + LONG + "<script type='application/ld+json'>"),
    "page: JSON-LD strings": repeated('"a",', PAGE + LONG + "<script type='application/ld+json'>[", "1]</script>"),
    "page: JSON-LD authors": repeated(
        '"By Tom Smith and",',
        PAGE + LONG + '<script type="application/ld+json">{"@type":"Article","author":[',
        '""]}</script>',
    ),
    "page: entities": repeated("&amp;", PAGE + LONG + "<p>"),
    "page: entity definitions": numbered(
        '<!ENTITY a{} "&b;&b;&b;&b;">', '<!DOCTYPE html [<!ENTITY b "bbbbbbbbbb">', "]>" + PAGE + LONG
    ),
    "page: comments": repeated("<!-- a -->", PAGE + LONG),
    "page: unclosed comments": repeated("<!--", PAGE + LONG),
    "page: less-than signs": repeated("<", PAGE + LONG),
    "page: links": repeated("<a href='x'>a</a>", PAGE + LONG + "<p>"),
    "page: breaks": repeated("<br>", PAGE + LONG + "<p>"),
    "page: bold nested": repeated("<b>", PAGE + LONG + "<p>", "a"),
    "page: bold unclosed in paragraphs": repeated("<p><b>", PAGE + LONG, "a"),
    "page: tables": repeated("<table><tr><td>", PAGE + LONG, "a"),
    "page: table cells": repeated("<td>a", PAGE + LONG + "<table><tr>"),
    "page: title of bars": repeated(" | ", "<!doctype html><title>Town", "x</title>" + LONG),
    "page: XML declaration": repeated("<?xml ", "", "<!doctype html><h1>Town</h1>" + LONG),
    "page: spaces first": repeated(" ", "<!doctype html>", "<h1>Town</h1>" + LONG),
    "page: charset": repeated("<meta " + "a" * 150, "<!doctype html>", "charset"),
    "page: pre": repeated("a\n", PAGE + LONG + "<pre>"),
    "page: quotes": repeated("<p>“We met,” said Moira Tregellis.</p>", PAGE),
}
