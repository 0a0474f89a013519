"""The text in a value of JSON: a string, strings, or objects in one another, as editors keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.pages.fragment import paragraphs_of_markup, without_captions

JsonObject = dict[str, Any]
# What tables and programs write where there is nothing.
NOTHING = frozenset(["nan", "null", "none", "n/a", "undefined", "nil", "nat", "\\n"])
DEEPEST = 40  # objects in one another in which text is looked for


def is_nothing(value: Any) -> bool:
    """Whether a value says nothing, whatever it is written as."""
    if isinstance(value, str):
        return not value.strip() or value.strip().casefold() in NOTHING
    return value is None or value in ([], {}) or value != value  # noqa: PLR0124 - not a number


def paragraphs_in(value: Any) -> tuple[str, ...]:
    """The paragraphs of a text, however it is kept."""
    return tuple(_texts(value, 0))


def asides_in(body: Any) -> tuple[Any, list[str], list[str]]:
    """The body without captions in its markup; those, with those of pictures among an editor's blocks; and the notices
    of corrections among these."""
    if isinstance(body, dict) and isinstance(body.get("rendered"), str):
        body = body["rendered"]
    if isinstance(body, str):
        if "<figcaption" not in body:
            return body, [], []
        markup, inner = without_captions(body)
        return markup, [text for each in inner for text in paragraphs_of_markup(f"<span>{each}</span>")], []
    items = body.get("blocks") if isinstance(body, dict) else body
    blocks = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    captions = [caption for block in blocks if _kind(block) in PICTURES and (caption := _caption(block))]
    notices = [text for block in blocks if _kind(block) == "correction" for text in _texts(block.get("text"), 0)]
    return body, captions, notices


PICTURES = frozenset(["image", "figure", "picture", "photo"])


def _caption(block: JsonObject) -> str:
    data = block.get("data")
    found = block.get("caption") or (data.get("caption") if isinstance(data, dict) else "")
    return " ".join(paragraphs_of_markup(found)) if isinstance(found, str) else ""


def _texts(value: Any, depth: int) -> Iterator[str]:
    """The paragraphs of a text: a string, strings, or objects in one another as editors keep them, with their texts
    under ``TEXT_KEYS``; pictures and other things in between have none."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, str):
        if not is_nothing(value):
            yield from paragraphs_of_markup(_without_markdown(_unescaped(value)))
    elif isinstance(value, list):
        if value and all(map(_is_inline, value)):
            yield from paragraphs_of_markup("".join(map(_inline, value)))
        else:
            for item in value:
                yield from _texts(item, depth + 1)
    elif isinstance(value, dict) and str(_kind(value)).casefold() not in NO_TEXT:
        for key in TEXT_KEYS:
            if not is_nothing(value.get(key)):
                yield from _texts(value[key], depth + 1)
                if key not in SEVERAL:
                    return


TEXT_KEYS = (
    "headline", "summary", "rendered", "html", "text", "value", "content", "content_elements", "children",
    "paragraphs", "data", "sections", "blocks", "items", "body",
)  # fmt: skip
SEVERAL = frozenset(["headline", "summary", "paragraphs", "sections"])  # keys of one object that all have some
NO_TEXT = frozenset(
    "image figure picture video audio embed gallery ad advert raw_html oembed_response custom_embed divider"
    " interstitial_link link_list correction numeric_rating".split()
)


def _unescaped(text: str) -> str:
    """A text in one line with its breaks where a database wrote them as a backslash and a letter."""
    if "\\n" not in text or "\n" in text or not ESCAPED.search(text):
        return text
    return text.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ")


ESCAPED = re.compile(r"(?:^|[.!?”’\"')>\]]|\\r|\\n)[ ]?\\n")


def _without_markdown(text: str) -> str:
    """A text without the signs of Markdown for headings, pictures and links, where it has such."""
    if not (("#" in text or "](" in text) and MARKDOWN.search(text)):
        return text
    return EMPHASIS.sub(r"\2", LINK.sub(r"\1", PICTURE.sub("", HASHES.sub("", text))))


HASHES = re.compile(r"(?m)^#{1,6}[ \t]+")
PICTURE, LINK = (
    re.compile(r"!\[[^\]\n]{0,500}\]\([^()\s]{1,2000}\)"),
    re.compile(r"\[([^\]\n]{1,500})\]\([^()\s]{1,2000}\)"),
)
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
MARKDOWN = re.compile(r"(?m)^#{2,6}[ \t]+\S|\]\(https?://")


def _kind(node: JsonObject) -> Any:
    return node.get("type") or node.get("_type") or node.get("nodeType") or ""


def _is_inline(node: Any) -> bool:
    """Whether it is a piece of a paragraph, as rich text has it."""
    return (
        isinstance(node, dict)
        and _kind(node) in ("text", "span")
        and isinstance(node.get("text", node.get("value")), str)
    )


def _inline(node: JsonObject) -> str:
    return str(node.get("text", node.get("value")))
