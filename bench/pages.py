"""Which extractor finds the body of a page: word-level F1 on the sample pages, whose own markup says what is body.

python -m bench.pages
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import justext
import newspaper
import trafilatura
from lxml import html

from corpus.clean import decode
from corpus.pages.page import DECLARED_ENCODING
from index.text.analysis import tokens

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples" / "pages"
NOT_BODY = "ancestor::aside or ancestor::figure or ancestor::form or ancestor::section or ancestor::footer"
FURNITURE = {"standfirst", "byline", "dated", "share"}


def main() -> None:
    """Print precision, recall and F1 over all pages, and pages a second, for each extractor."""
    pages = [_decoded(path.read_bytes()) for path in sorted(SAMPLES.glob("*.html"))]
    print(f"{len(pages)} pages\n\n| | precision | recall | F1 | pages/s |\n|---|---|---|---|---|")
    for name, extract in EXTRACTORS.items():
        started = time.perf_counter()
        texts = [extract(page) for page in pages]
        seconds = time.perf_counter() - started
        found, wanted = _words(texts), _words([body(page) for page in pages])
        shared = sum((found & wanted).values())
        precision, recall = shared / found.total(), shared / wanted.total()
        f1 = 2 * precision * recall / (precision + recall)
        print(f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {len(pages) / seconds:.0f} |")


def body(page: str) -> str:
    """The paragraphs that the sample pages' markup calls body."""
    nodes = html.fromstring(page).xpath(f"//article//p[not({NOT_BODY})] | //article//blockquote[not({NOT_BODY})]")
    return "\n".join(
        node.text_content() for node in nodes if not set((node.get("class") or "").split()) & set(FURNITURE)
    )


def _decoded(data: bytes) -> str:
    declared = DECLARED_ENCODING.search(data)
    return decode(data, declared.group(1).decode() if declared else None)


def _words(texts: list[str]) -> Counter[tuple[int, str]]:
    return Counter((number, token.form) for number, text in enumerate(texts) for token in tokens(text))


def _newspaper(page: str) -> str:
    article = newspaper.Article("https://lantern.example/")
    article.download(input_html=page)
    article.parse()
    return str(article.text)


def _justext(page: str) -> str:
    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "trafilatura": lambda page: trafilatura.extract(page, include_comments=False, include_tables=False) or "",
    "trafilatura, precision": lambda page: (
        trafilatura.extract(page, favor_precision=True, include_comments=False) or ""
    ),
    "newspaper4k": _newspaper,
    "jusText": _justext,
    "every <p>": lambda page: "\n".join(node.text_content() for node in html.fromstring(page).iter("p")),
}

if __name__ == "__main__":
    main()
