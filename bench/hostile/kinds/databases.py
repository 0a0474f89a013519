"""Articles that readers saved as text from the databases of libraries."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, numbered, repeated

ABOVE = "1 of 2 DOCUMENTS\n\nThe Skerry Echo\n\nMay 3, 2024\n\nGulls return\n\n"
NEXIS = ABOVE + "LENGTH: 9 words\n\n"
UNI = "Gulls return\nThe Skerry Echo\nMay 3, 2024\n\nLength: 9 words\n\nBody\n\n"
FACTIVA = "HD  Gulls return\nPD  3 May 2024\nSN  The Skerry Echo\nLP\n\n"
DISPLAY = "Gulls return\n9 words\n3 May 2024\nThe Skerry Echo\n(c) 2024 The Skerry Echo\n"
PROQUEST = "Gulls return\n\nAuthor: Brack, Una\nPublication title: The Skerry Echo\nFull text: "
NEWSBANK = "Gulls return\n\nMay 3, 2024 | The Skerry Echo\nAuthor: Una Brack | Page: 3\n9 Words\n"
TEXT = "\n\nThey are back.\n\n"

DATABASES: dict[str, Make] = {
    "Nexis: articles": repeated(NEXIS + TEXT),
    "Nexis: counts": repeated("1 of 2 DOCUMENTS\n", NEXIS + TEXT),
    "Nexis: lines above": repeated("a\n\n", "1 of 2 DOCUMENTS\n\n", NEXIS + TEXT),
    "Nexis: days above": repeated("May 3, 2024\n", "1 of 2 DOCUMENTS\n\n", "\n" + NEXIS + TEXT),
    "Nexis: labels": repeated("SECTION: a\n", NEXIS, TEXT),
    "Nexis: lines of a label": repeated("a\n", NEXIS + "SECTION: ", TEXT),
    "Nexis: pages of a label": repeated("; Pg. ", NEXIS + "SECTION: ", TEXT),
    "Nexis: notices": repeated("All Rights Reserved\n", ABOVE, NEXIS + TEXT),
    "Nexis: prose": repeated(PROSE, NEXIS),
    "Nexis Uni: articles": repeated(UNI + TEXT + "End of Document\n"),
    "Nexis Uni: bodies": repeated("Body\n", UNI, TEXT),
    "Factiva: articles": repeated(FACTIVA + TEXT + "\nAN  Document ECHO000020240503ek5300001\n"),
    "Factiva: codes": repeated("HD  Gulls\n", FACTIVA, TEXT),
    "Factiva: authors": numbered("BY  A{}\n", FACTIVA, TEXT),
    "Factiva: lines of a code": repeated("    a\n", FACTIVA, TEXT),
    "Factiva’s display: facts": repeated("The Skerry Echo\n", DISPLAY, TEXT),
    "Factiva’s display: counts": repeated("9 words\n", DISPLAY, TEXT),
    "ProQuest: articles": repeated(PROQUEST + TEXT + "_" * 30 + "\n"),
    "ProQuest: labels": repeated("Subject: a\n", PROQUEST, TEXT),
    "ProQuest: subjects": repeated("a; ", PROQUEST + "a\nSubject: ", TEXT),
    "ProQuest: editions of a title": repeated("[A Edition", "Title: ", "\n" + PROQUEST + TEXT),
    "NewsBank: articles": repeated(NEWSBANK + TEXT + "Copyright (c) 2024 The Skerry Echo\n"),
    "NewsBank: facts": repeated("Page: 3 | ", NEWSBANK + "Author: A | ", TEXT),
    "NewsBank: blanks between bars": repeated(" ", NEWSBANK + "Page: 3 |", "a" + TEXT),
    "NewsBank: papers": repeated("May 3, 2024 | The Echo\n", NEWSBANK, TEXT),
    "NewsBank: a long paper": repeated("(a", "Gulls\n\nMay 3, 2024 | ", ")\n" + NEWSBANK + TEXT),
}
