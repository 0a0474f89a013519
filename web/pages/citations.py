"""An article as others cite it: in words, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from corpus.article import Article
from web.pages.markup import day

BIBTEX_SIGNS = re.compile(r"[\\{}%&#$_~^]")
BIBTEX_NAMES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
NO_KEY = re.compile(r"[^a-z0-9]+")
Fields = list[tuple[str, str]]


def citations(article: Article, link: str) -> dict[str, str]:
    """The article in each form, by its name; ``link`` is the address of its page here."""
    return {
        "Plain text": plain(article, link),
        "BibTeX": bibtex(article, link),
        "RIS": ris([*ris_fields(article, link)]),
        "CSL-JSON": json.dumps([csl(article, link)], ensure_ascii=False, indent=2),
    }


def plain(article: Article, link: str) -> str:
    """One line, much as newspapers are cited: who, what, where, when."""
    who = f"{', '.join(article.byline)}. " if article.byline else ""
    where = " ".join(filter(None, [article.publication and f"{article.publication},", day(article.published)]))
    return f"{who}“{article.headline}.” {where}. {article.url or link}"


def bibtex(article: Article, link: str) -> str:
    """An entry of BibTeX, whose key is made of the id."""
    fields: Fields = [
        ("author", " and ".join(f"{{{_in_bibtex(name)}}}" for name in article.byline)),
        ("title", f"{{{_in_bibtex(article.headline)}}}"),
        ("journal", _in_bibtex(article.publication)),
        ("date", article.day.isoformat() if article.day else ""),
        ("year", f"{article.day.year:04}" if article.day else ""),
        ("pages", _in_bibtex(article.page)),
        ("url", _in_url(article.url or link)),
    ]
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields if value)
    return f"@article{{{NO_KEY.sub('-', article.id.lower()).strip('-') or 'article'}{lines}\n}}"


def _in_bibtex(text: str) -> str:
    return BIBTEX_SIGNS.sub(lambda sign: BIBTEX_NAMES.get(sign[0], f"\\{sign[0]}"), text)


def _in_url(address: str) -> str:
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def ris_fields(article: Article, link: str) -> Fields:
    """The tags of RIS with their values, without the first and the last."""
    written = article.day.isoformat().replace("-", "/") if article.day else ""
    return [
        ("ID", article.id),
        ("TI", article.headline),
        *(("AU", name) for name in article.byline),
        ("T2", article.publication),
        ("PY", written[:4]),
        ("DA", written),
        ("SE", article.section),
        ("CY", article.dateline),
        *(("KW", tag) for tag in article.tags),
        ("UR", article.url),
        ("L2", link),
    ]


def ris(fields: Fields) -> str:
    """One record of RIS; empty values are left out."""
    tags = [("TY", "NEWS"), *((tag, " ".join(value.split())) for tag, value in fields), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value or tag == "ER")


def csl(article: Article, link: str) -> dict[str, Any]:
    """An item of CSL-JSON, as citation managers take it."""
    values = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.headline,
        "author": [{"literal": name} for name in article.byline],
        "container-title": article.publication,
        "issued": {"date-parts": [_parts(article.day)]} if article.day else {},
        "section": article.section,
        "page": article.page,
        "publisher-place": article.dateline,
        "language": article.language,
        "URL": article.url or link,
    }
    return {name: value for name, value in values.items() if value}


def _parts(published: date) -> list[int]:
    return [published.year, published.month, published.day]
