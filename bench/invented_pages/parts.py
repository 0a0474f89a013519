"""Parts that pages of many systems have: menus, lists of other stories, comments, metadata."""

from __future__ import annotations

import json
import random
from typing import Any

from bench.invented_pages.stories import COMMENTS, OTHERS, PEOPLE, SUMMARIES, Story

SECTIONS = (
    "Home News Sport Islands Weather Harbour Opinion Culture Jobs Notices Property Motors Archive Contact".split()
)


def menu(tag: str = "nav", named: str = "") -> str:
    """A menu of sections, as a list."""
    items = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in SECTIONS)
    return f'<{tag} class="{named or "menu"}"><ul>{items}</ul></{tag}>'


def others(count: int, seed: int, summaries: bool = False, heading: str = "h3") -> str:
    """Links to other stories, each with a summary or without."""
    chance = random.Random(seed)
    found = []
    for title in chance.sample(OTHERS, count):
        summary = f"<p>{chance.choice(SUMMARIES)}</p>" if summaries else ""
        found.append(f'<div class="item"><{heading}><a href="/x/{len(title)}">{title}</a></{heading}>{summary}</div>')
    return "".join(found)


def links(count: int, seed: int) -> str:
    """Links to other stories, as list items."""
    return "".join(f'<li><a href="/y">{title}</a></li>' for title in random.Random(seed).sample(OTHERS, count))


def comments(count: int, seed: int) -> str:
    """What readers wrote, with names and days."""
    chance = random.Random(seed)
    return "".join(
        f'<li class="comment"><div class="comment-author"><cite class="fn">{chance.choice(PEOPLE)}</cite> says:</div>'
        f'<time datetime="2025-0{n % 9 + 1}-01T09:00:00Z">1 {n}</time><p>{chance.choice(COMMENTS)}</p></li>'
        for n in range(count)
    )


def inner(told: Story, **tags: str) -> str:
    """The body, its tags replaced by others where told; list items in a list."""
    html, listed = [], False
    for tag, text in told.body:
        if (tag == "li") != listed:
            html.append("<ul>" if tag == "li" else "</ul>")
            listed = tag == "li"
        html.append(f"<{tags.get(tag, tag)}>{text}</{tags.get(tag, tag).split()[0]}>")
    return "\n".join([*html, "</ul>" if listed else ""])


def between(told: Story, *extras: str, **tags: str) -> str:
    """The body with other things between its paragraphs, behind the second and every third one."""
    lines = inner(told, **tags).split("\n")
    for number, extra in enumerate(extras):
        at = min(2 + 3 * number, len(lines) - 1)
        while "<li>" in lines[at] or "</ul>" in lines[at]:
            at += 1
        lines.insert(at, extra)
    return "\n".join(lines)


def ld(told: Story, **more: Any) -> str:
    """JSON-LD of a news article."""
    item: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": told.headline,
        "datePublished": told.moment, "dateModified": told.changed, "description": told.deck,
        "author": [{"@type": "Person", "name": name} for name in told.authors],
        "publisher": {"@type": "Organization", "name": "The Skerry Echo"},
    }  # fmt: skip
    item |= more
    return f'<script type="application/ld+json">{json.dumps({k: v for k, v in item.items() if v is not None})}</script>'


def og(told: Story, site: str = "The Skerry Echo", title: str = "") -> str:
    """OpenGraph's meta elements."""
    return (
        f'<meta property="og:title" content="{title or told.headline}"><meta property="og:site_name" content="{site}">'
        f'<meta property="og:description" content="{told.deck}"><meta property="og:type" content="article">'
    )


def page(head: str, body: str, title: str, lang: str = "en") -> str:
    """A whole page."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"<script>var ads = [];</script></head><body>{body}</body></html>"
    )
