"""Exports of WordPress (WXR): RSS in which each item is a post, a page, a picture or a piece of the site's furniture.

The format: WordPress, "WordPress eXtended RSS", versions 1.0 to 1.2 (``wp-admin/includes/export.php``). What is not
published is left out, and what is no text; one line says how much of which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import IO, TYPE_CHECKING, Any

from corpus.article import Article, Source, Unreadable
from corpus.metadata.dates import read_date
from corpus.record import Record
from corpus.records.composing import Fields, composed, first_date, names, parts_of_html
from corpus.xml import elements, feeds
from corpus.xml.elements import every, first, text_of
from corpus.xml.feeds import by_name, first_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

VALUE = rb"\s*(?:<!\[CDATA\[)?\s*([\w-]{1,60})"
TYPE, STATUS = re.compile(rb"<wp:post_type>" + VALUE), re.compile(rb"<wp:status>" + VALUE)
LOGIN = re.compile(rb'(?:<dc:creator>|domain="author"[^<>]{0,200}>)\s*(?:<!\[CDATA\[)?([^<\]]{1,200})')
PASSWORD = re.compile(rb"<wp:post_password>\s*(?:<!\[CDATA\[)?[^\]<\s]")
# What a site is made of beside its texts; plug-ins bring more, with these beginnings.
FURNITURE = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_|acf-|jp_|_|safecss"
    r"|elementor|shop_|product|scheduled-action|feedback|wpcf7|mc4wp|popup|form|tribe_organizer|tribe_venue"
)
CAPTION = re.compile(r"\[(/?)(?:wp_)?caption\b[^\]]{0,1000}\]")
SHORTCODE = re.compile(r"\[(/?)([a-zA-Z][\w-]{0,60})((?:\s[^\[\]]{0,1000}+)?)/?\]")
KNOWN_SHORTCODES = frozenset(
    "gallery playlist audio video embed youtube vimeo more toc contact-form ad ads polldaddy".split()
)
EMBEDDED = re.compile(r"\[embed\b[^\]]{0,200}\][^\[]{0,1000}\[/embed\]")


def split(stream: IO[bytes], source: Source) -> Iterator[Record | Unreadable]:
    """A record for each published post and page of one open export; at the end, what was left out."""
    left_out = Counter[str]()
    for one in elements.split(stream, source, "item", about=_site):
        if isinstance(one, Record) and (kind := _left_out(one.data[0])):
            left_out[kind] += 1
        elif isinstance(one, Record):
            item = elements.Item(*one.data)
            yield one._replace(data=tuple(item._replace(about=_about(item))))
        else:
            yield one
    if left_out:
        counted = ", ".join(f"{count:,} {kind}" for kind, count in sorted(left_out.items()))
        yield Unreadable(source, f"left out, as no published articles: {counted}")


def _about(item: elements.Item) -> Fields:
    """What is known of the site that this item needs: of the authors those whom it names."""
    logins = {found[1].decode("utf-8", "replace").strip().casefold() for found in LOGIN.finditer(item.markup)}
    known = item.about["authors"]
    return {**item.about, "authors": {login: known[login] for login in logins if login in known}}


def _left_out(markup: bytes) -> str:
    """What an item is that is no article: its type, or its status; "" of an article."""
    found, status = TYPE.search(markup), STATUS.search(markup)
    kind = found[1].decode() if found else "post"
    if FURNITURE.match(kind):
        return f"of the type {kind}"
    if status and status[1] != b"publish":
        return f"with the status {status[1].decode()}"
    return "with a password" if PASSWORD.search(markup) else ""


def _site(head: Element) -> Fields:
    """What a feed says of itself, and the site's authors by their logins."""
    authors = {}
    for author in every(head, ".//author"):
        full = " ".join(
            filter(None, (text_of(first(author, name)) for name in ("author_first_name", "author_last_name")))
        )
        login = text_of(first(author, "author_login"))
        authors[login.casefold()] = text_of(first(author, "author_display_name")) or full or login
    return {**feeds.feed(head), "author": [], "authors": authors}


def read(data: tuple[Any, ...], source: Source) -> Article | Unreadable:
    """The article of one post."""
    try:
        item, entry, damage = elements.parsed(data)
    except ValueError as error:
        return Unreadable(source, str(error))
    about = item.about or {}
    authors = about.get("authors", {})
    found, named = feeds.fields(entry, about), by_name(entry)
    paragraphs, captions = parts_of_html(_plain(first_text_as_is(named, "content:encoded")))
    logins = [text_of(each).casefold() for each in named.get("category", ()) if each.get("domain") == "author"]
    logins = [login for login in logins if login in authors] or [first_text(named, "dc:creator").casefold()]
    creator = [authors.get(login) or first_text(named, "dc:creator") for login in logins]
    categories = _terms(named, "category")
    found |= {
        "deck": " ".join(parts_of_html(_plain(first_text_as_is(named, "wp:encoded", "excerpt:encoded")))[0]),
        "paragraphs": paragraphs,
        "captions": captions,
        "byline": [name for each in creator for name in names(each) or [each]],
        "published": _published(named),
        "section": categories[0] if categories else "",
        "tags": [*categories[1:], *_terms(named, "post_tag", "tag")],
        "slug": first_text(named, "wp:post_name"),
        "remarks": [damage] if damage else [],
        "origins": ORIGINS,
    }
    return composed(source, found)


ORIGINS = {
    "headline": "WordPress title", "byline": "WordPress author", "deck": "WordPress excerpt",
    "section": "WordPress category", "tags": "WordPress categories", "publication": "WordPress channel title",
}  # fmt: skip


def first_text_as_is(named: feeds.Named, *wanted: str) -> str:
    """The text of the first of these that has some, with its lines."""
    return next((each.text for name in wanted for each in named.get(name, ()) if each.text and each.text.strip()), "")


def _terms(named: feeds.Named, *domains: str) -> list[str]:
    found = [text_of(each) for each in named.get("category", ()) if (each.get("domain") or "category") in domains]
    return [term for term in found if term.casefold() != "uncategorized"]


def _published(named: feeds.Named) -> tuple[Any, str]:
    """The local time of a post, with the offset by which it differs from that in GMT."""
    local, universal = (read_date(first_text(named, name))[0] for name in ("wp:post_date", "wp:post_date_gmt"))
    if isinstance(local, datetime) and isinstance(universal, datetime):
        offset = timedelta(minutes=round((local - universal).total_seconds() / 60))
        if abs(offset) <= timedelta(hours=14):
            return local.replace(tzinfo=timezone(offset)), "WordPress post_date"
    return first_date(
        (first_text(named, "wp:post_date_gmt"), "WordPress post_date_gmt"),
        (first_text(named, "pubdate"), "feed's pubDate"),
        (first_text(named, "wp:post_date"), "WordPress post_date"),
    )


def _plain(content: str) -> str:
    """The content of a post without shortcodes, whose inner text stays; captions become those of HTML."""
    content = EMBEDDED.sub("", CAPTION.sub(r"<\1figcaption>", content))
    closed = {found[2] for found in SHORTCODE.finditer(content) if found[1]}

    def without(found: re.Match[str]) -> str:
        known = found[2] in closed or found[2] in KNOWN_SHORTCODES or "=" in found[3] or "_" in found[2]
        return "" if known else found[0]  # "[sic]" is text

    return SHORTCODE.sub(without, content)
