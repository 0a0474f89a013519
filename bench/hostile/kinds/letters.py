"""Messages, and what else is in parts as messages are: saved pages."""

from __future__ import annotations

from bench.hostile.kinds.making import PROSE, Make, numbered, repeated

HEAD = "From: a <a@e.example>\nTo: b\nDate: Tue, 17 Sep 2024 10:30:00 +0100\n"
SUBJECT = HEAD + "Subject: Gulls return\n"
TEXT = "\n\nThey are back.\n\nMore of it.\n"
PARTS = SUBJECT + 'Content-Type: multipart/mixed; boundary="a"\n\n'
SAVED = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://echo.example/a\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="a"\n\n'
)
PACKED = "--a\nContent-Type: text/html\nContent-Transfer-Encoding: {}\nContent-Location: https://echo.example/a\n\n"

LETTERS: dict[str, Make] = {
    "mail: parts in one another": numbered(
        'Content-Type: multipart/mixed; boundary="{0}"\n\n--{0}\n', HEAD, "Content-Type: text/plain\n\nHello\n"
    ),
    "mail: messages in one another": repeated("Content-Type: message/rfc822\n\n", HEAD),
    "mail: a long subject": repeated("a", HEAD + "Subject: ", TEXT),
    "mail: encoded words": repeated("=?utf-8?q?a?= ", HEAD + "Subject: ", TEXT),
    "mail: encoded words not ended": repeated("=?utf-8?q?", HEAD + "Subject: ", TEXT),
    "mail: fields": repeated("X: y\n", HEAD, TEXT),
    "mail: different fields": numbered("X-{}: y\n", HEAD, TEXT),
    "mail: folded": repeated(" b\n", HEAD + "Subject: a\n", TEXT),
    "mail: addresses": repeated("a <a@e.example>, ", "Subject: Gulls\nTo: b\nDate: x\nFrom: ", TEXT),
    "mail: comments in addresses": repeated("(", "Subject: Gulls\nTo: b\nDate: x\nFrom: ", TEXT),
    "mail: parts": repeated("--a\n\nx\n", PARTS),
    "mail: attached files": repeated("--a\nContent-Disposition: attachment; filename=a.txt\n\nGulls\n\nBack.\n", PARTS),
    "mail: parameters": numbered("a*{}=b; ", SUBJECT + "Content-Type: text/plain; ", TEXT),
    "mail: quoted": repeated("> ", SUBJECT + "\n"),
    "mail: quoted lines": repeated("> They are back.\n", SUBJECT + "\n"),
    "mail: answers' marks": repeated("re: ", HEAD + "Subject: ", TEXT),
    "mail: signatures": repeated("-- \n", SUBJECT + "\n"),
    "mail: on … wrote": repeated("on wrote\n", SUBJECT + "\n"),
    "mail: forwarded": repeated("From: a\n\n", SUBJECT + "\nBegin forwarded message:\n\n"),
    "mail: equals signs": repeated("=", SUBJECT + "Content-Transfer-Encoding: quoted-printable\n\n"),
    "mail: base64": repeated("QUFB", SUBJECT + "Content-Transfer-Encoding: base64\n\n"),
    "mail: prose": repeated(PROSE, SUBJECT + "\n"),
    "mailbox: messages": repeated("From a Tue Sep 17 10:30:00 2024\n" + SUBJECT + TEXT + "\n"),
    "mailbox: From lines": repeated("From a Tue Sep 17 10:30:00 2024\n"),
    "MHTML: parts": repeated("--a\nContent-Type: text/css\n\nx\n", SAVED),
    "MHTML: equals signs": repeated("=", SAVED + PACKED.format("quoted-printable"), "\n--a--\n"),
    "MHTML: page": repeated("<p>They are back.</p>", SAVED + PACKED.format("binary") + "<html><h1>a</h1>", "\n--a--\n"),
}
