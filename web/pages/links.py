"""Addresses of pages. A page of results has a hundred links: to have Flask make each took a third of its time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from flask import request

SAFE_IN_PATH, SAFE_IN_QUERY = "!$&'()*+,/:;=@", "!$'()*,/:;?@"


def query_string(arguments: Mapping[str, Any]) -> str:
    """The arguments behind a question mark, several values of one as often; nothing without any."""
    return f"?{urlencode(arguments, doseq=True, safe=SAFE_IN_QUERY)}" if arguments else ""


def with_argument(address: str, name: str, value: str) -> str:
    """``address`` with one more argument."""
    return f"{address}{'&' if '?' in address else '?'}{name}={_quoted(value)}"


@lru_cache(maxsize=4_096)  # sections, years and authors come again and again
def _quoted(value: str) -> str:
    return quote(value, safe=SAFE_IN_QUERY)


def article_link(identifier: str, query: str = "", anchor: str = "") -> str:
    """The page of the article with this id; ``query`` is a ``query_string``."""
    behind = f"#{anchor}" if anchor else ""
    return f"{request.root_path}/articles/{quote(identifier, safe=SAFE_IN_PATH)}{query}{behind}"


def speaker_link(key: str) -> str:
    """The page of the speaker with this key."""
    return f"{request.root_path}/speakers/{quote(key, safe=SAFE_IN_PATH)}"
