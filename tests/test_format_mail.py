"""E-mail: newsletters, alerts and press releases, one a file or many in a mailbox."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus import Article
from corpus.containers import mime
from corpus.containers.letters import letter_of, sender_of, without_marks
from tests.containers import MAIL, attached, headlines, message, page, read_bytes, told, zip_of


def read_one(tmp_path: Path, made: EmailMessage | bytes) -> Article:
    (found,) = read_bytes(tmp_path / "a.eml", made if isinstance(made, bytes) else bytes(made))
    assert isinstance(found, Article), found
    return found


def test_a_message_is_an_article_with_its_subject_for_headline(tmp_path: Path) -> None:
    found = read_one(tmp_path, message())
    assert (found.id, found.headline, found.byline) == ("a1@echo.example", "Ferry firm drops sailings", ("Una Brack",))
    assert (str(found.published), found.published_how) == ("2024-09-17 10:30:00+01:00", "Date")
    assert [text[:40] for text in found.paragraphs] == [
        "The ferry company will stop its Sunday s", "“We have run out of people,” said Maud T",
    ]  # fmt: skip
    assert "said on Tuesday, blaming" in found.paragraphs[0]


def test_encoded_words_and_encodings_are_read(tmp_path: Path) -> None:
    made = message(
        "Le bac ne partira plus.\n\nC’est l’été, dit Zoë.\n", Subject="Le bac s’arrête", From="Zoë Brück <z@e.example>"
    )
    found = read_one(tmp_path, made)
    assert (found.headline, found.byline, found.paragraphs[1]) == (
        "Le bac s’arrête",
        ("Zoë Brück",),
        "C’est l’été, dit Zoë.",
    )
    raw = b"From: =?koi8-r?B?8MHSz80=?= <p@e.example>\n"
    raw += b"Subject: =?windows-1251?Q?=CF=E0=F0=EE=EC?= =?utf-8?B?IDI=?=\nDate: x\n"
    raw += b"Content-Type: text/plain; charset=windows-1251\nTo: a\n\n" + "Паром не вышел в море.\n\nСнова.".encode(
        "cp1251"
    )
    found = read_one(tmp_path, raw)
    assert (found.headline, found.byline, found.paragraphs[0]) == ("Паром 2", ("Паром",), "Паром не вышел в море.")
    assert read_one(tmp_path, raw.replace(b"Subject: ", "Subject: Été ".encode())).headline == "Été Паром 2"
    assert found.published is None
    assert "cannot be read" in found.published_how


def test_html_is_read_where_the_plain_text_says_little(tmp_path: Path) -> None:
    made = message("Read this newsletter online.")
    made.add_alternative(
        page("Ignored").decode().replace("<html>", "<html><head><style>p {a: b}</style></head>"), "html"
    )
    found = read_one(tmp_path, made)
    assert found.headline == "Ferry firm drops sailings"
    assert found.paragraphs[-1].startswith("The ferry company will stop its Sunday sailings")
    assert "{" not in found.text
    both = message(MAIL)
    both.add_alternative(f"<p>{MAIL}</p>", "html")
    assert read_one(tmp_path, both).paragraphs == read_one(tmp_path, message()).paragraphs


@pytest.mark.parametrize(
    "ending",
    [
        "\n-- \nUna Brack\nHarbour correspondent\n+44 1632 960 001\n",
        "\nYou are receiving this because you signed up at echo.example.\n\nUnsubscribe | Manage preferences\n",
        "\n© 2024 The Echo. All rights reserved.\n\nOur mailing address is:\n1 Corn Hall, Port Alder\n\nUnsubscribe <https://e.example/u?1>\n",
        "\nSent from my phone\n",
        "\nThis email and any attachments are confidential and intended only for the addressee.\n",
        "\n--------------------\n\nhttps://echo.example/ferry\n\nView this email in your browser\n",
    ],
)
def test_signatures_and_footers_are_no_text(tmp_path: Path, ending: str) -> None:
    assert read_one(tmp_path, message(MAIL + ending)).paragraphs[-1].startswith("“We have run out of people,”")


def test_what_only_looks_like_a_footer_stays(tmp_path: Path) -> None:
    words = "The council will not unsubscribe from the ferry fund, said Joss Pell. " * 16
    found = read_one(
        tmp_path, message(f"{words}\n\nIt meets on Thursday.\n\n--\n\nNotes\n\n" + "A line of notes.\n\n" * 20)
    )
    assert found.paragraphs[0] == words.strip()
    assert "It meets on Thursday." in found.paragraphs
    assert found.paragraphs[-1] == "A line of notes."


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Re: Ferry", "Ferry"), ("FW: RE: Fwd: Ferry", "Ferry"),
        ("[EXTERNAL] Re[2]: Ferry", "Ferry"), ("AW: Ferry", "Ferry"),
        ("Reply: Ferry", "Reply: Ferry"), ("Review: Ferry", "Review: Ferry"), ("Ferry: re: fares", "Ferry: re: fares"),
    ],
)  # fmt: skip
def test_marks_of_mail_programs_are_no_headline(subject: str, headline: str) -> None:
    assert without_marks(subject) == headline


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("Una Brack <una@e.example>", "Una Brack"), ('"Brack, Una" <una@e.example>', "Una Brack"),
        ("una@e.example", ""), ("No-Reply <noreply@e.example>", ""), ('"do not reply" <x@e.example>', ""),
        ("Una Brack via Press List <l@e.example>", "Una Brack"), ("Newsletter <n@e.example>", ""),
        ("'Una Brack' <una@e.example>", "Una Brack"), ("Una Brack [mailto:una@e.example]", "Una Brack"), ("", ""),
    ],
)  # fmt: skip
def test_bylines_are_names(address: str, name: str) -> None:
    assert sender_of(address) == name


@pytest.mark.parametrize(
    "forwarded",
    [
        "FYI\n\n---------- Forwarded message ---------\nFrom: Joss Pell <j@p.example>\n"
        "Date: Mon, Sep 16, 2024 at 9:15 AM\n"
        "Subject: Lighthouse opens\nTo: <una@echo.example>\n\n\n",
        "Begin forwarded message:\n\nFrom: Joss Pell <j@p.example>\n\nSubject: Lighthouse opens\n\n"
        "Date: 16 September 2024 at 09:15\n\n",
        "-----Original Message-----\nFrom: Joss Pell [mailto:j@p.example]\nSent: Monday, September 16, 2024 9:15 AM\n"
        "To: Una\nSubject: Lighthouse opens\n\n",
    ],
)
def test_a_forwarded_message_is_read_in_place_of_who_forwards_it(tmp_path: Path, forwarded: str) -> None:
    found = read_one(tmp_path, message(forwarded + MAIL, Subject="Fwd: Lighthouse opens"))
    assert (found.headline, found.byline) == ("Lighthouse opens", ("Joss Pell",))
    assert (found.day and found.day.isoformat()) == "2024-09-16"
    assert found.paragraphs[0].startswith("The ferry company will stop")


def test_what_is_answered_or_forwarded_at_the_end_is_left_out_with_a_remark(tmp_path: Path) -> None:
    answered = MAIL + "\nOn Tue, 17 Sep 2024 at 10:00, Joss Pell <j@p.example> wrote:\n> Is it so?\n> Really?\n"
    found = read_one(tmp_path, message(answered))
    assert found.paragraphs[-1].startswith("“We have run out of people,”")
    assert found.remarks == ("the message that it answers is left out",)
    assert letter_of("words " * 80 + "\n\n----- Forwarded message -----\nFrom: a\n\nNo").remarks


def test_attachments_are_files_of_their_own(tmp_path: Path) -> None:
    made = attached(
        (b"Bell rings\n\nIt rang all night at Cobb Quay.\n", "application/octet-stream", "bell.txt"),
        (b"\xff\xd8\xff", "image/jpeg", "gull.jpg"),
        (b"%PDF-1.7", "application/pdf", "é/../release.pdf"),
        (zip_of({"a.html": page("Ferry stays")}), "application/zip", "pages.zip"),
        (b"BEGIN:VCARD\nFN:Una\n", "text/x-vcard", "una.vcf"),
    )
    made.add_attachment(message("Inner text of it.\n\nMore of it.", Subject="Inner", Message_ID="<b@e>"))
    found = read_bytes(tmp_path / "a.eml", bytes(made))
    assert headlines(found) == ["Ferry firm drops sailings", "Bell rings", "Ferry stays", "Inner"]
    assert [item.source.file for item in found if isinstance(item, Article)][1:] == [
        "a.eml/bell.txt", "a.eml/pages.zip/a.html", "a.eml/forwarded 7",
    ]  # fmt: skip
    reasons = told(found)
    assert "a.eml/é/release.pdf: not read yet: a PDF" in reasons[0]
    assert "a.eml/una.vcf: an address book" in reasons[1]
    assert reasons[2] == "a.eml: left out: 1 image"


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_mailboxes_are_read_message_by_message(tmp_path: Path, ending: bytes) -> None:
    made = []
    for n in range(3):
        body = bytes(message(MAIL + "\n>From the quay it looked small.\n", Subject=f"Ferry {n}", Message_ID=f"<{n}@e>"))
        made.append(b"From una@echo.example Tue Sep 17 10:30:00 2024\n" + body + b"\n")
    box = b"".join(made).replace(b"\n", ending)
    found = read_bytes(tmp_path / "box", box)
    articles = [item for item in found if isinstance(item, Article)]
    assert [(item.id, item.headline, item.source.position) for item in articles] == [
        (f"{n}@e", f"Ferry {n}", f"message {n + 1}") for n in range(3)
    ]
    assert articles[0].paragraphs[-1] == "From the quay it looked small."


def test_a_message_of_a_mailbox_that_is_none_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "LARGEST_MESSAGE", 1 << 20)
    start = b"From - Tue Sep 17 10:30:00 2024\n"
    box = start + bytes(message(Message_ID="<1@e>")) + b"\n" + start + bytes(message("a b\n" * (1 << 19))) + b"\n"
    box += start + b"Subject: empty\nFrom: a\n\n\n" + start + bytes(message(Message_ID="<2@e>"))
    found = read_bytes(tmp_path / "box", box)
    assert [item.id for item in found if isinstance(item, Article)] == ["1@e", "2@e"]
    assert [reason.partition(":")[0] for reason in told(found)] == ["box, message 2", "box, message 3"]


def test_a_message_that_was_copied_out_of_outlook_is_read(tmp_path: Path) -> None:
    head = "From: Una Brack\nSent: Tuesday, September 17, 2024 10:30 AM\nTo: Newsdesk\nSubject: Ferry stays\n\n"
    found = read_one(tmp_path, f"\ufeff\n{head}{MAIL}".encode())
    assert (found.headline, found.byline, str(found.day)) == ("Ferry stays", ("Una Brack",), "2024-09-17")


def test_texts_with_header_lines_of_ours_are_no_mail(tmp_path: Path) -> None:
    text = (
        f"Headline: Ferry firm drops sailings\nByline: Una Brack\nDate: 2024-09-17\nUrl: https://e.example/1\n\n{MAIL}"
    )
    (found,) = read_bytes(tmp_path / "a.txt", text.encode())
    assert isinstance(found, Article)
    assert (found.headline, found.byline) == ("Ferry firm drops sailings", ("Una Brack",))
    prose = f"From: the harbour to the hills\n\nTo: the lighthouse, a walk\n\n{MAIL}"
    assert headlines(read_bytes(tmp_path / "a.txt", prose.encode())) == ["From: the harbour to the hills"]


@pytest.mark.parametrize(
    "style", ["display:none;max-height:0", "display: none !important", "mso-hide:all", "max-height:0px", "font-size:0"]
)
def test_what_is_hidden_behind_a_subject_is_no_text(tmp_path: Path, style: str) -> None:
    made = message("-")
    texts = "".join(f"<p>{text}</p>" for text in MAIL.strip().split("\n\n"))
    made.add_alternative(f"<body><div style='{style}'>Two weeks to leave &zwnj;</div>{texts}</body>", "html")
    found = read_one(tmp_path, made)
    assert "Two weeks" not in found.text
    assert found.paragraphs[0].startswith("The ferry company")


def test_footers_have_addresses_among_them(tmp_path: Path) -> None:
    footer = "\nYou are receiving this email because you signed up. Unsubscribe\n\nThe Echo, 1 Corn Hall, Port Alder\n"
    found = read_one(tmp_path, message(MAIL + footer))
    assert found.paragraphs[-1].startswith("“We have run out of people,”")


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("[skerry-news] Ferry stays", "Ferry stays"),
        ("Re: [skerry-news] Ferry stays", "Ferry stays"),
        ("[Opinion] Ferry stays", "[Opinion] Ferry stays"),
    ],
)
def test_the_name_of_a_mailing_list_is_no_headline(tmp_path: Path, subject: str, headline: str) -> None:
    found = read_one(tmp_path, message(MAIL, Subject=subject, To="skerry-news@googlegroups.example"))
    assert found.headline == headline


@pytest.mark.parametrize("kind", ["multipart/digest", "multipart/mixed"])
def test_a_digest_is_its_messages(tmp_path: Path, kind: str) -> None:
    inner = "Content-Type: message/rfc822\n" if kind == "multipart/mixed" else ""
    parts = "".join(
        f"--dd\n{inner}\nFrom: Una Brack <u@echo.example>\nSubject: {subject}\nDate: Mon, 7 Oct 2024 18:15:00 +0200\n"
        "\nThe ferry company will stop its Sunday sailings.\n\n"
        for subject in ("Ferry stops", "Wall falls")
    )
    head = "From: list@echo.example\nTo: a@x.example\nSubject: Digest 9\nDate: Tue, 8 Oct 2024 00:00:00 +0000\n"
    made = f"{head}MIME-Version: 1.0\nContent-Type: {kind}; boundary=dd\n\n{parts}--dd--\n"
    found = read_bytes(tmp_path / "a.eml", made.encode())
    assert headlines(found) == ["Ferry stops", "Wall falls"]
    assert told(found) == ["a.eml: left out: 1 message around others"]
