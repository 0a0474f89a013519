"""Stories in SGML."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, numbered, repeated

STORY = '<REUTERS NEWID="1"><DATE>26-FEB-1987</DATE><TEXT><TITLE>TOWN MEETS</TITLE><BODY>The town met. '
STORY_END = "\n Reuter\n</BODY></TEXT></REUTERS>"

STORIES: dict[str, Make] = {
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
}
