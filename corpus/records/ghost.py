"""Exports of Ghost: posts, and apart from them who wrote them and their tags, joined by ids.

The format: https://ghost.org/docs/migration/custom/, "Ghost JSON".
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any


def posts(document: Any) -> list[Any] | None:
    """The posts of an export, each with its authors and tags; None of any other document."""
    databases = document.get("db") if isinstance(document, dict) else None
    data = (
        databases[0].get("data")
        if isinstance(databases, list) and databases and isinstance(databases[0], dict)
        else None
    )
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        return None
    people, tags = _joined(data, "users", "author"), _joined(data, "tags", "tag")
    return [
        {**post, "authors": people[post.get("id")], "tags": tags[post.get("id")]} if isinstance(post, dict) else post
        for post in data["posts"]
    ]


def _joined(data: dict[str, Any], things: str, thing: str) -> defaultdict[Any, list[str]]:
    """The names of what each post is joined to."""
    names = {one.get("id"): one.get("name") for one in _objects(data, things)}
    found: defaultdict[Any, list[str]] = defaultdict(list)
    for pair in _objects(data, f"posts_{thing}s"):
        if isinstance(name := names.get(pair.get(f"{thing}_id")), str):
            found[pair.get("post_id")].append(name)
    return found


def _objects(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    listed = data.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
