"""Articles saved as text from libraries' databases: each by itself, and nothing of what the database says of it."""

from pathlib import Path

import pytest

from corpus import Article, Unreadable
from tests.containers import read_bytes, told, word
from tests.test_format_documents import read_one

TEXT = (
    "The harbour council voted on Tuesday to close the eastern quay for six months while its piles are replaced.",
    "“We cannot keep patching it,” said Maud Tarrant, the harbour master.",
)
BODY = "\n\n".join(TEXT)
QUAY, FERRY = "Eastern quay to close for six months", "Ferry firm drops Sunday sailings"
SECOND = "The ferry company will stop its Sunday sailings from October, it said on Tuesday."
WRAPPED = BODY.replace(" for six", "\nfor six").replace(", the harbour", ",\nthe harbour")

NEXIS = f"""
                               1 of 2 DOCUMENTS


                                The Skerry Echo


                     September 17, 2024 Tuesday
                          Final Edition


{QUAY}

BYLINE: Una Brack, Harbour Correspondent

SECTION: NEWS; Pg. A7

LENGTH: 93 words

DATELINE: PORT ALDER

{WRAPPED}

GRAPHIC: The quay was built in 1871

LOAD-DATE: September 18, 2024

LANGUAGE: ENGLISH

               Copyright 2024 The Skerry Echo
                    All Rights Reserved


                               2 of 2 DOCUMENTS


                                The Skerry Echo


                     September 18, 2024 Wednesday


SECTION: NEWS; Pg. 1

LENGTH: 20 words

HEADLINE: {FERRY}

BYLINE: Joss Pell

BODY:
{SECOND}

LOAD-DATE: September 19, 2024
"""
UNI = f"""{QUAY}
The Skerry Echo
September 17, 2024 Tuesday

Copyright 2024 Skerry Newspapers Ltd. All Rights Reserved

Section: NEWS; Pg. A7
Length: 93 words
Byline: Una Brack
Dateline: PORT ALDER
Highlight: Two weeks to leave
Body

{BODY}

Graphic

The quay was built in 1871

Classification

Language: ENGLISH

Subject: HARBORS AND PORTS (90%)

Load-Date: September 18, 2024

End of Document

{FERRY}

The Skerry Echo

September 18, 2024 Wednesday 6:30 AM GMT

Length: 20 words

Byline: Joss Pell

Body

{SECOND}

Load-Date: September 19, 2024

End of Document
"""
CODES = f"""SE   News
HD   Eastern quay to close
     for six months
BY   By Una Brack
WC   93 words
PD   17 September 2024
ET   06:30
SN   The Skerry Echo
PG   A7
LA   English
CY   (c) 2024 The Skerry Echo

LP

{TEXT[0]}

TD

{TEXT[1]}

NS   gcat : Political/General News
AN   Document SKECHO0020240917ek9h0000a

HD   {FERRY}
BY   Joss Pell
WC   20 words
PD   18 September 2024
SN   The Skerry Echo

LP

{SECOND}

AN   Document SKECHO0020240918ek9i0000b
"""
DISPLAY = f"""News
{QUAY}
By Una Brack
93 words
17 September 2024
The Skerry Echo
SKECHO
A7
English
(c) 2024 The Skerry Echo

{BODY}

Document SKECHO0020240917ek9h0000a

{FERRY}
Joss Pell
20 words
18 September 2024
06:30
The Skerry Echo
SKECHO
English
Copyright 2024. The Skerry Echo. All rights reserved.

{SECOND}

Document SKECHO0020240918ek9i0000b

© 2024 Factiva, Inc. All rights reserved.
"""
PROQUEST = f"""____________________________________________________________

Report Information from ProQuest
07 October 2024 04:11
____________________________________________________________

Document 1 of 2

{QUAY}: [Final Edition]
Author: Brack, Una
Publication info: The Skerry Echo ; Port Alder [Port Alder]. 17 Sep 2024: A.7.
Abstract: Two weeks to leave
Full text: {BODY}
Subject: Harbors; Councils
Publication title: The Skerry Echo
First page: A7
Publication date: Sep 17, 2024
Section: News
Language of publication: English
ProQuest document ID: 3100000001
Database: Newsstand

____________________________________________________________

Document 2 of 2

{FERRY}
Author: Pell, Joss
Publication info: The Skerry Echo ; Port Alder [Port Alder]. 18 Sep 2024: A.1.
Full text: {SECOND}
Publication title: The Skerry Echo
Publication date: Sep 18, 2024
____________________________________________________________

Contact us at: https://proquest.example
"""
NEWSBANK = f"""{QUAY}
September 17, 2024 | Skerry Echo, The (Port Alder)
Author: Una Brack; Staff Writer | Page: A7 | Section: News
93 Words | Readability: Lexile: 1240, grade level(s): 10 11-12
OpenURL Link

{BODY}

Copyright, 2024, Skerry Newspapers

{FERRY}
September 18, 2024 | Skerry Echo, The (Port Alder)
Author: Joss Pell | Page: 1
OpenURL Link

{SECOND}

Copyright, 2024, Skerry Newspapers
"""
EXPORTS = {
    "Nexis": NEXIS, "Nexis Uni": UNI, "Factiva": CODES, "Factiva, to be read": DISPLAY, "ProQuest": PROQUEST,
    "NewsBank": NEWSBANK,
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_each_article_is_one(tmp_path: Path, name: str, encoding: str, line_end: str) -> None:
    found = read_bytes(tmp_path / "a.txt", EXPORTS[name].replace("\n", line_end).encode(encoding))
    assert told(found) == []
    quay, ferry = [item for item in found if isinstance(item, Article)]
    assert (quay.headline, quay.byline, str(quay.day), quay.publication, quay.page, quay.paragraphs) == (
        QUAY, ("Una Brack",), "2024-09-17", "The Skerry Echo", "A7", TEXT,
    )  # fmt: skip
    assert quay.section.casefold() == "news"
    assert (ferry.headline, ferry.byline, str(ferry.day), ferry.paragraphs) == (
        FERRY, ("Joss Pell",), "2024-09-18", (SECOND,),
    )  # fmt: skip
    assert quay.source.position != ferry.source.position
    assert quay.format == "database"


def test_what_the_head_says_has_its_field(tmp_path: Path) -> None:
    nexis, uni, codes, proquest = (
        read_bytes(tmp_path / f"{n}.txt", EXPORTS[name].encode())[0]
        for n, name in enumerate(("Nexis", "Nexis Uni", "Factiva", "ProQuest"))
    )
    assert isinstance(nexis, Article)
    assert isinstance(uni, Article)
    assert isinstance(codes, Article)
    assert isinstance(proquest, Article)
    assert (nexis.dateline, nexis.edition, nexis.captions) == (
        "PORT ALDER", "Final Edition", ("The quay was built in 1871",),
    )  # fmt: skip
    assert (uni.deck, uni.dateline, uni.language) == ("Two weeks to leave", "PORT ALDER", "en")
    assert (codes.id, str(codes.published)) == ("SKECHO0020240917ek9h0000a", "2024-09-17 06:30:00+00:00")
    assert (proquest.id, proquest.tags, proquest.edition) == ("3100000001", ("Harbors", "Councils"), "Final Edition")


def test_a_list_of_what_was_saved_is_no_headline(tmp_path: Path) -> None:
    cover = "User Name: Una\nDate and Time: Monday, 7 October 2024 10:00:00\nDocuments (2)\n\n"
    cover += f"1. {QUAY}\n\nClient/Matter: -None-\n\n2. {FERRY}\n\n"
    found = read_bytes(tmp_path / "a.txt", (cover + UNI).encode())
    assert [item.headline for item in found if isinstance(item, Article)] == [QUAY, FERRY]


def test_a_document_of_word_is_read_alike(tmp_path: Path) -> None:
    one = UNI.partition("End of Document")[0]
    article = read_one(tmp_path, word(*(("", line) for line in one.splitlines() if line)))
    assert (article.headline, article.byline, article.paragraphs) == (QUAY, ("Una Brack",), TEXT)
    (refused,) = read_bytes(tmp_path / "b.docx", word(*(("", line) for line in UNI.splitlines() if line)))
    assert isinstance(refused, Unreadable)
    assert refused.reason == "2 articles of Nexis Uni in one document: save it as plain text"


@pytest.mark.parametrize(
    "text",
    [
        f"{QUAY}\n\nLength: 93 words is what the editor asked for.\n\n{BODY}\n",
        f"{QUAY}\n\n{TEXT[0]}\n\nFull text: see page seven.\n\n{TEXT[1]}\n",
        f"{QUAY}\n\nHD is what the crew call it.\n\n{BODY}\n",
        f"{QUAY}\n\n1 of 2 documents was lost.\n\n{BODY}\n",
        f"{QUAY}\n\nBy Una Brack\n\n93 words\n\n{BODY}\n",
    ],
)
def test_other_texts_are_none(tmp_path: Path, text: str) -> None:
    (found,) = read_bytes(tmp_path / "a.txt", text.encode())
    assert isinstance(found, Article)
    assert (found.headline, found.format) == (QUAY, "text")
    assert TEXT[1] in found.paragraphs


def test_an_article_that_is_damaged_costs_only_itself(tmp_path: Path) -> None:
    found = read_bytes(tmp_path / "a.txt", CODES.replace(SECOND, "").encode())
    assert [item.headline for item in found if isinstance(item, Article)] == [QUAY]
    assert told(found) == ["a.txt, article 2: no text under its head, as Factiva gives it"]


def test_articles_of_lexisnexis_begin_with_whose_they_are(tmp_path: Path) -> None:
    def article(headline: str, text: str) -> str:
        return (
            f"Copyright 2024 Skerry Newspapers Ltd.\nAll Rights Reserved\n\nThe Skerry Echo\n\nMarch 3, 2024 Sunday\n\n"
            f"SECTION: NEWS; Pg. 4\n\nLENGTH: 62 words\n\nHEADLINE: {headline}\n\nBYLINE: Una Brack\n\n"
            f"BODY:\n{text}\n\nLOAD-DATE: March 4, 2024\n\nLANGUAGE: ENGLISH\n\n\n"
        )

    both = read_bytes(tmp_path / "a.txt", (article(QUAY, BODY) + article(FERRY, SECOND)).encode())
    found = [item for item in both if isinstance(item, Article)]
    assert [item.headline for item in found] == [QUAY, FERRY]
    assert {(item.publication, item.byline, item.page, str(item.published)) for item in found} == {
        ("The Skerry Echo", ("Una Brack",), "4", "2024-03-03")
    }
