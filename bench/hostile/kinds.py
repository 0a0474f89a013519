"""Kinds of hostile files: each repeats, numbers or nests something up to any size."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import cycle, islice

Make = Callable[[int], bytes]


def repeated(unit: str, before: str = "", behind: str = "") -> Make:
    """Files that repeat ``unit`` up to a size."""
    return lambda size: (before + unit * max(1, size // len(unit.encode())) + behind).encode()


def numbered(unit: str, before: str = "", behind: str = "") -> Make:
    """Files that repeat ``unit``, which has a number at ``{}``, up to a size."""

    def make(size: int) -> bytes:
        return (before + "".join(unit.format(n) for n in range(max(1, size // (len(unit) + 3)))) + behind).encode()

    return make


def mixed(units: list[str], before: str = "", behind: str = "") -> Make:
    """Files that repeat several units in turn up to a size."""
    each = sum(len(unit.encode()) for unit in units) / len(units)
    return lambda size: (before + "".join(islice(cycle(units), max(1, int(size / each)))) + behind).encode()


def zipped(make: Make) -> Make:
    """Such files compressed; sizes are those of what is inside."""
    return lambda size: gzip.compress(make(size), 1)


def nested(opening: str, closing: str, before: str = "", inner: str = "") -> Make:
    """Files that nest ``opening`` and ``closing`` up to a size."""

    def make(size: int) -> bytes:
        depth = max(1, size // (len(opening) + len(closing)))
        return (before + opening * depth + inner + closing * depth).encode()

    return make


QUOTED = "Town meets\n\n“No.”\n\n"
PROSE = "The mayor said on Friday that the ferry would not sail before the storm had passed the harbour. "
PAGE = "<!doctype html><html><head><title>Town meets</title></head><body><article><h1>Town meets</h1>"
LONG = f"<p>{PROSE * 4}</p>"
STORY = '<REUTERS NEWID="1"><DATE>26-FEB-1987</DATE><TEXT><TITLE>TOWN MEETS</TITLE><BODY>The town met. '
STORY_END = "\n Reuter\n</BODY></TEXT></REUTERS>"
WORD_MARKS = "".join(map(chr, (0x301, 0x302)))

KINDS: dict[str, Make] = {
    # Text, and who said what in it.
    "text: prose": repeated(PROSE, "Town meets\n\n"),
    "text: prose, one sentence": repeated(PROSE.replace(".", ","), "Town meets\n\n"),
    "text: quotes in paragraphs": repeated("“We met,” said Moira Tregellis. She said: “It rained.”\n\n", QUOTED),
    "text: capitals behind a dash": repeated("A", QUOTED + "- "),
    "text: capitalized words behind a dash": repeated("Abcd ", QUOTED + "- "),
    "text: initials behind a dash": repeated("A.", QUOTED + "- "),
    "text: no signature of capitals": repeated("A", QUOTED + "- ", "!"),
    "text: no signature of capitalized words": repeated("Abcd ", QUOTED + "- ", "!"),
    "text: no signature of initials": repeated("A.", QUOTED + "- ", "!"),
    "text: no signature of words": repeated("A" * 70 + " ", QUOTED + "- ", "!"),
    "text: dashes behind a quote": repeated("-", QUOTED),
    "text: spaces and dashes behind a quote": repeated("- ", QUOTED),
    "text: unclosed marks": repeated("“", QUOTED + "Tom "),
    "text: unclosed marks behind words": repeated("Abcdefghij “klm nop ", "Town meets\n\n"),
    "text: unclosed marks behind one long word": mixed(["“", "a" * 200, " "], "Town meets\n\n"),
    "text: opening and closing marks by turns": repeated("“a “b” ", "Town meets\n\n"),
    "text: nested marks": nested("“a ", "b” ", "Town meets\n\n"),
    "text: straight marks": repeated('"', "Town meets\n\na "),
    "text: straight marks and words": repeated('"a" b ', "Town meets\n\n"),
    "text: quotes in one sentence": repeated("“we met” and ", "Town meets\n\nTom Smith said "),
    "text: quotes and names in one sentence": repeated("“we met” and Tom Smith ", "Town meets\n\nTom Smith said "),
    "text: quotes and cues in one sentence": repeated(
        "“we met” and saying that he asked, ", "Town meets\n\nTom Smith said "
    ),
    "text: quotes and saids in one sentence": repeated("“we met” he said, ", "Town meets\n\nTom Smith said "),
    "text: cues in one sentence": repeated("he said she said ", "Town meets\n\n", "“we met”"),
    "text: insertions in insertions": repeated("(a), b, ", "Town meets\n\nwhich ", "said “we met”."),
    "text: insertions before each quote": repeated("Which (a), b, (a), b, (a), b said “no”, ", "Town meets\n\n"),
    "text: commas and brackets in one sentence": repeated("Tom, (a, b), who said, ", "Town meets\n\n", "“we met”"),
    "text: brackets unclosed": repeated("Smith) , said ", "Town meets\n\n", " said “we met” "),
    "text: times and commas in one sentence": repeated("On Monday, ", "Town meets\n\n", "“we met” he said"),
    "text: according to": repeated("according to , ", "Town meets\n\n“We met” ", "“we met”"),
    "text: quotes and according to": repeated("“we met” according to , ", "Town meets\n\n"),
    "text: adverbs": repeated("really ", "Town meets\n\n“We met” ", "said “we met”"),
    "text: quotes and adverbs": repeated("“we met,” really ", "Town meets\n\n"),
    "text: holes and commas": repeated("“We met.”, ", "Town meets\n\n"),
    "text: bare quotes": repeated("“We met.” ", "Town meets\n\n"),
    "text: bare quotes a line": repeated("“We met.”\n\n", "Town meets\n\n"),
    "text: open quotes a line": repeated("“We met and\n\n", "Town meets\n\n"),
    "text: open quotes between lines": repeated("“We met and\n\nwell\n\n", "Town meets\n\n"),
    "text: quotes and a long line before each": repeated("“We met.”\n\nTom went " + "home, " * 9 + "\n\n", QUOTED),
    "text: single marks": repeated("'a ", "Town meets\n\n"),
    "text: single marks and words": repeated("‘abc def ", "Town meets\n\n"),
    "text: single marks without words": repeated("‘", "Town meets\n\nThe "),
    "text: apostrophes": repeated("'", "Town meets\n\nThe "),
    "text: apostrophes between letters": repeated("a'", "Town meets\n\n“We met” "),
    "text: labels": repeated("Tom: 'we met\n", "Town meets\n\n"),
    "text: capitals before a label": repeated("A", "Town meets\n\n", ": 'we met"),
    "text: capitalized words before a label": repeated("Ab ", "Town meets\n\nA: ' ", ": 'we met"),
    "text: initials in a row": repeated("A.", "Town meets\n\n“We met” said "),
    "text: spaced initials in a row": repeated("A. ", "Town meets\n\n“We met” said "),
    "text: small initials in a row": repeated("a.", "Town meets\n\n“We met” said "),
    "text: names in a row": repeated("Tom ", "Town meets\n\n“We met” said "),
    "text: particles in a row": repeated("de la ", "Town meets\n\n“We met” said Tom "),
    "text: juniors in a row": repeated("Jr. ", "Town meets\n\n“We met” said Tom "),
    "text: names by turns and he": repeated("Tom Smith met Ann Jones. “No,” he said. ", "Town meets\n\n"),
    "text: new names": numbered("Tom A{}b met Ann Jones and said he “met.” ", "Town meets\n\n"),
    "text: first names alone": numbered("Ann A{}b. “No,” said Ann. ", "Town meets\n\n"),
    "text: last names alone": repeated("“No,” said Xyz. ", "Town meets\n\n"),
    "text: who": repeated("the the the who said “no” ", "Town meets\n\n"),
    "text: appositions": repeated("“No,” said Tom Smith, the ", "Town meets\n\n"),
    "text: appositions in brackets": repeated("Tom Smith (", "Town meets\n\n“No,” said "),
    "text: one long word": repeated("a", "Town meets\n\n“We met” said "),
    "text: one long word of dashes": repeated("a-", "Town meets\n\n“We met” said "),
    "text: one long capital word of dashes": repeated("A-", "Town meets\n\n“We met” said "),
    "text: digits": repeated("1,", "Town meets\n\n“We met” said 1"),
    "text: signs": repeated("?!", "Town meets\n\n“We met” said "),
    "text: signs and marks": repeated(".”", "Town meets\n\n“We met” said "),
    "text: signs and spaces": mixed([".", " " * 50], "Town meets\n\n“We met” said "),
    "text: signs and brackets": repeated(". )", "Town meets\n\n“We met” said "),
    "text: combining marks": repeated(WORD_MARKS, "Town meets\n\na"),
    "text: combining marks of two classes": repeated("\u0316\u0301", "Town meets\n\na"),
    "text: control characters": repeated("\x01", "Town meets\n\na"),
    "text: no-break spaces": repeated("\xa0", "Town meets\n\na", "b"),
    "text: spaces": repeated(" ", "Town meets\n\n“We met” said a", "b"),
    "text: tabs and line ends": repeated("\t\r", "Town meets\n\na", "b"),
    "text: blank lines": repeated("\n \t", "Town meets", "\n\nb\n"),
    "text: lines of a letter": repeated("a\n", "Town meets\n\n"),
    "text: repeated lines": repeated("We met here\n", "Town meets\n\n"),
    "text: pairs of repeated lines": numbered("We met {0}\nWe met {0}\n", "Town meets\n\n"),
    "text: dates a line": repeated("May 5 2023\n", "Town meets\n\n"),
    "text: odd dates a line": repeated("1.1.1.1.1 pm am 5 5 5\n", "Town meets\n\n"),
    "text: bylines a line": repeated("By Tom Smith\n", "Town meets\n\n"),
    "text: names in a byline": repeated("Tom Smith and ", "Town meets\n\nBy ", "\n\nWe met.\n"),
    "text: spaces in a byline": repeated(" \x01", "Town meets\n\nByline: ", "\n\nWe met.\n"),
    "text: words of a byline": repeated("editor ", "Headline: Town\nByline: ", "\n\nWe met.\n"),
    "text: bars in a byline": repeated("| ", "Town meets\n\nBy Tom", "\n\nWe met.\n"),
    "text: header lines": repeated("Tags: a, b\n", "Headline: Town\n", "\nWe met.\n"),
    "text: fences": repeated("---\n", "---\n"),
    "text: fence and spaces": repeated("---   \n", "\n \n---\n"),
    "text: blank before a fence": repeated("\n", "", "---\n"),
    "text: headings": repeated("#### ", "Town meets\n\n"),
    "text: spaces behind a heading": repeated(" ", "Town meets\n\n# "),
    "text: share": repeated("share this related: read more ", "Town meets\n\nWe met.\n"),
    "text: comments": repeated("comments!", "Town meets\n\nWe met.\n"),
    "text: capitals of a dateline": repeated("A", "Town meets\n\n"),
    "text: capital words of a dateline": repeated("AB ", "Town meets\n\n"),
    "text: points of a dateline": repeated("A. ", "Town meets\n\nAB, "),
    "text: bracket of a dateline": repeated("a ", "Town meets\n\nAB ("),
    "text: spaces of a dateline": repeated(" \x01", "Town meets\n\nAB"),
    "text: Latin-1": lambda size: b"Town meets\n\n" + b"Caf\xe9 in Z\xfcrich. " * (size // 16),
    "text: high bytes": lambda size: b"Town meets\n\n" + bytes(range(128, 256)) * (size // 128),
    "text: UTF-16": lambda size: ("Town meets\n\n" + PROSE * (size // 200)).encode("utf-16"),
    # Pages.
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
    # Stories in SGML.
    "story: stories": repeated(STORY + STORY_END),
    "story: long body": repeated(PROSE, STORY, STORY_END),
    "story: BODY tags": repeated("<BODY>", STORY, STORY_END),
    "story: BODY tags cut off": repeated("<BODY ", STORY, STORY_END),
    "story: different tags": repeated("<BODY><TITLE><DATE><AUTHOR>", STORY, STORY_END),
    "story: tags that differ by a letter": repeated("<BODY></BODX>", STORY.replace("<BODY>", ""), "</TEXT></REUTERS>"),
    "story: TEXT tags": repeated("<TEXT>", '<REUTERS NEWID="1">', "</REUTERS>"),
    "story: D tags": repeated("<D>", '<REUTERS NEWID="1"><TOPICS>', "</TOPICS>" + STORY[19:] + STORY_END),
    "story: topics": numbered("<D>a{}</D>", '<REUTERS NEWID="1"><TOPICS>', "</TOPICS>" + STORY[19:] + STORY_END),
    "story: beginnings": repeated("<REUTERS ", "", ">" + STORY[19:] + STORY_END),
    "story: beginnings closed": repeated("<REUTERS>", "", STORY[19:] + STORY_END),
    "story: ends": repeated("</REUTERS>", "<REUTERS"),
    "story: ids": repeated(' NEWID="', "<REUTERS", ">" + STORY[19:] + STORY_END),
    "story: spaces in the dateline": repeated(
        " ", STORY.replace("<BODY>", "<DATELINE>AB"), "x</DATELINE><BODY>a" + STORY_END
    ),
    "story: spaces before the sign-off": repeated(" ", STORY, "x" + STORY_END),
    "story: blank lines": repeated("\n ", STORY, "x" + STORY_END),
    "story: indented": repeated("\n    ", STORY, "x" + STORY_END),
    "story: references": repeated("&#31;&lt;", STORY, "x" + STORY_END),
    "story: digits of a date": repeated("1", '<REUTERS NEWID="1"><DATE>', "</DATE>" + STORY[19:] + STORY_END),
    "story: digits of a reference": repeated("1", STORY + "&#", "x" + STORY_END),
    "story: authors": repeated("Tom and ", '<REUTERS NEWID="1"><AUTHOR>By ', "</AUTHOR>" + STORY[19:] + STORY_END),
    "story: spaces of an author": repeated(
        " \x01", '<REUTERS NEWID="1"><AUTHOR>By ', "x</AUTHOR>" + STORY[19:] + STORY_END
    ),
    # JSON.
    "records: lines": repeated('{"title": "Town meets", "text": "We met.\\n\\nIt rained."}\n'),
    "records: empty lines": repeated("\n", '{"title": "a", "text": "b"}\n'),
    "records: empty objects a line": repeated("{}\n"),
    "records: broken lines": repeated("{]\n", '{"title": "a", "text": "b"}\n'),
    "records: lines that are no JSON": repeated('{"title": "Town meets", text}\n', '{"title": "a", "text": "b"}\n'),
    "records: lines of high bytes": lambda size: (
        b'{"title": "a", "text": "b"}\n'
        + b"".join(b'{"title": "\xcf\xe0\xf0\xee\xec %d"}\n' % n for n in range(size // 26))
    ),
    "records: the same line": repeated('{"title": "a", "text": "b"}\n'),
    "records: list": repeated('{"title": "Town meets", "text": "We met."},\n', "[", '{"title": "a"}]'),
    "records: list of empty objects": repeated("{},", "[", "{}]"),
    "records: list of empty objects, zipped": zipped(repeated("{},", "[", "{}]")),
    "records: list of empty lists, zipped": zipped(repeated("[],", "[", "[]]")),
    "records: list of numbers": repeated("1.5,", "[", "1]"),
    "records: list cut off": repeated('{"title": "Town meets"},', "["),
    "records: list in an object": repeated('{"title": "a", "text": "b"},', '{"articles": [', "{}]}"),
    "records: list in a list": repeated("[", "[{},", ""),
    "records: nested objects": repeated('{"a":', "", "1"),
    "records: nested objects closed": nested('{"body":', "}", '{"title": "a", "body":', "1"),
    "records: one body": repeated(PROSE, '{"title": "Town meets", "text": "', '"}'),
    "records: one body, open": repeated(PROSE, '{"title": "Town meets", "text": "'),
    "records: markup in a body": repeated("<p>", '{"title": "Town meets", "text": "', '"}'),
    "records: spans in a body": repeated("<span>a ", '{"title": "Town meets", "text": "', '"}'),
    "records: attributes in a body": numbered("a{}=1 ", '{"title": "Town meets", "text": "<p>a<p ', '>b"}'),
    "records: unclosed tags in a body": repeated("<p ", '{"title": "Town meets", "text": "', '"}'),
    "records: paragraphs in a body": repeated('"a",', '{"title": "Town meets", "paragraphs": [', '"b"]}'),
    "records: blank lines in a body": repeated("\\n \\t", '{"title": "Town meets", "text": "a', 'b"}'),
    "records: blanks in a body": repeated("\\n  ", '{"title": "Town meets", "text": "\\n', 'b"}'),
    "records: keys": numbered('"a{}": 1, ', "{", '"a": 1}'),
    "records: authors": repeated('"Tom Smith",', '{"title": "Town", "text": "a", "author": [', '"b"]}'),
    "records: tags": repeated("a,b;", '{"title": "Town", "text": "a", "tags": "', 'b"}'),
    "records: spaces in a byline": repeated("\\u0001 ", '{"title": "Town", "text": "a", "author": "Tom', 'b"}'),
    "records: digits": repeated("1", '{"title": "Town", "text": "a", "id": ', "}"),
    "records: one line of blanks": repeated(" ", '{"title": "a"', "}"),
    "records: long id": repeated("a", '{"title": "Town", "text": "a", "id": "', '"}'),
    "records: backslashes": repeated("\\", '{"title": "Town", "text": "'),
    "records: quotes": repeated("“We met,” said Moira Tregellis.\\n\\n", '{"title": "Town meets", "text": "', '"}'),
    # Compression.
    "gzip: zeros": zipped(bytes),
    "gzip: prose": zipped(repeated(PROSE, "Town meets\n\n")),
    "gzip: members": lambda size: gzip.compress(b"a") * (size // 21),
    "gzip: in gzip": zipped(zipped(bytes)),
}
