"""JSON-LD as pages have it: read leniently, and of its objects the one that is the page's article (schema.org)."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.clean import one_line
from corpus.patterns import DOTALL, Expression

Item = dict[str, Any]

ARTICLE = Expression(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
WEAK = Expression(
    r"(?:WebPage|ItemPage|CreativeWork|Webpage|VideoObject|SocialMediaPosting|Recipe|Review"
    r"|ImageGallery|MediaGallery|PodcastEpisode|HowTo|QAPage|FAQPage)$"
)
BEGINNING = Expression(r"[\[{]")
COMMENT = Expression(r"(?<![:\"'\w])/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/")
TRAILING_COMMA, BAD_ESCAPE = Expression(r",(?:\s*+,)*+\s*+(?=[}\]])"), Expression(r"\\(?![\"\\/bfnrtu])")
DOUBLE_COMMA = Expression(r",(?:\s*+,)++")
# What a document that is no JSON at all still says, mostly for a quotation mark that is not escaped.
PAIR = Expression(
    r'"(headline|datePublished|dateModified|dateCreated|articleSection|url|name)"\s*+:\s*+"((?:[^"\\]|\\.){1,500}+)"',
    DOTALL,
)
MOST_OBJECTS, DEEPEST = 5_000, 16
LISTS = frozenset(["itemListElement", "relatedLink", "hasPart", "liveBlogUpdate", "comment", "blogPost", "mentions"])


class Found(NamedTuple):
    """An object, how deep in lists of other things it stands, and those of the page by their ``@id``."""

    item: Item
    listed: bool


def article_of(scripts: list[str], headlines: set[str], addresses: set[str]) -> Item:
    """The object that is the page's article, its references resolved; {} where there is none.

    ``headlines`` are what the page's own may be, as ``letters`` has them, ``addresses`` its own.
    """
    found: list[Found] = []
    for script in scripts:
        found += _objects(load(script))
    known: dict[str, Item] = {}
    for item, _ in found:
        name = item.get("@id")
        if isinstance(name, str) and len(item) > len(known.get(name, {})):
            known[name] = item
    ranked = [(_rank(each, headlines, addresses), -n) for n, each in enumerate(found)]
    best, number = max(ranked, default=(0, 0))
    return _resolved(found[-number].item, known) if best > 0 else {}


def load(script: str) -> Any:
    """The document in a script element, with what authors and their tools leave in it; None where there is none."""
    script = script.replace("<![CDATA[", "", 1)
    begin = BEGINNING.search(script)
    if not begin:
        return None
    text = _without_end(script[begin.start() :])
    for attempt in (text, _mended(text), _mended(html.unescape(text))):
        try:
            return json.loads(attempt, strict=False)
        except RecursionError:
            return None
        except ValueError as error:
            if objects := _one_by_one(attempt, str(error)):
                return objects
    pairs = {name: value for name, value in PAIR.findall(text[:LONGEST_SALVAGED])[::-1] if name != "name"}
    return {"@type": "Article", **pairs} if "headline" in pairs and ARTICLE_NAMED.search(text) else None


ARTICLE_NAMED = Expression(r'"@type"\s*+:\s*+\[?\s*+"\w{0,40}(?:Article|Posting)"')
LONGEST_SALVAGED = 1 << 20  # characters


def _without_end(text: str) -> str:
    text = text.rstrip()
    for _ in range(8):
        for wrapping in (";", "-->", "//]]>", "]]>", "*/", "/*", "//"):
            text = text.removesuffix(wrapping).rstrip()
    return text


def _mended(text: str) -> str:
    return BAD_ESCAPE.sub("", DOUBLE_COMMA.sub(",", TRAILING_COMMA.sub("", COMMENT.sub("", text))))


def _one_by_one(text: str, error: str) -> list[Any]:
    """The documents of a script that has several, one behind the other."""
    if "Extra data" not in error:
        return []
    decoder, at = json.JSONDecoder(strict=False), 0
    found: list[Any] = []
    try:
        while at < len(text) and len(found) < MOST_OBJECTS:
            document, at = decoder.raw_decode(text, at)
            found.append(document)
            gap = GAP.match(text, at)
            at = gap.end() if gap else at
    except (ValueError, RecursionError):
        pass
    return found


GAP = Expression(r"[\s,;]++")


def _objects(document: Any) -> list[Found]:
    """The objects in a document, outer ones first."""
    found: list[Found] = []
    todo: deque[tuple[Any, int, bool]] = deque([(document, 0, False)])
    while todo and len(found) < MOST_OBJECTS:
        value, depth, listed = todo.popleft()
        if isinstance(value, dict):
            found.append(Found(value, listed))
            below = [(each, listed or key in LISTS) for key, each in value.items() if isinstance(each, dict | list)]
        elif isinstance(value, list):
            below = [(each, listed) for each in value[:MOST_OBJECTS] if isinstance(each, dict | list)]
        else:
            below = []
        if depth < DEEPEST and len(todo) < MOST_OBJECTS:
            todo += [(each, depth + 1, within) for each, within in below]
    return found


def types_of(item: Item) -> list[str]:
    """The names of an object's types."""
    types = item.get("@type")
    return [str(name) for name in types] if isinstance(types, list) else [str(types or "")]


def _rank(found: Found, headlines: set[str], addresses: set[str]) -> float:
    """How likely an object is the page's article; none is at 0 and below."""
    item, listed = found
    types = types_of(item)
    if any(ARTICLE.search(name) for name in types):
        rank = 4.0
    elif any(WEAK.search(name) for name in types) and item.get("datePublished"):
        rank = 1.0
    else:
        return 0
    agrees = bool(_letters_of(item, "headline", "name", "alternativeHeadline") & headlines)
    agrees |= bool({address(text) for key in ADDRESSED for text in strings(item.get(key))} & addresses)
    if listed and not agrees:
        return 0
    return rank + 4 * agrees - listed + 0.1 * sum(key in item for key in ("datePublished", "author", "articleBody"))


ADDRESSED = ("url", "@id", "mainEntityOfPage")
NO_LETTERS = Expression(r"[\W_]+")


def letters(text: str) -> str:
    """What two writings of one headline share."""
    return NO_LETTERS.sub("", html.unescape(text) if "&" in text else text).casefold()


def address(text: str) -> str:
    """What two writings of one address share."""
    return BESIDE_PATH.sub("", text.strip()).rstrip("/").casefold()


BESIDE_PATH = Expression(r"^https?://(?:www\.|m\.)?|[?#].*$")


def _letters_of(item: Item, *keys: str) -> set[str]:
    return {letters(text) for key in keys for text in strings(item.get(key))} - {""}


def _resolved(item: Item, known: dict[str, Item]) -> Item:
    """``item`` with the objects, for what it only names by ``@id``, one and two steps from it."""

    def resolve(value: Any, steps: int) -> Any:
        if isinstance(value, list):
            return [resolve(each, steps) for each in value[:MOST_OBJECTS]]
        if not isinstance(value, dict):
            return value
        if set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return known.get(value["@id"], value)
        return {key: resolve(each, steps - 1) for key, each in value.items()} if steps else value

    return {key: resolve(value, 1) for key, value in item.items()}


def strings(value: Any) -> list[str]:
    """The strings of a value: itself, each item's, or the name of an object."""
    return [text for text in map(one_line, _strings(value, DEEPEST)) if text]


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, dict) and depth:
        named = value.get("name") or " ".join(
            str(value[key]) for key in ("givenName", "familyName") if isinstance(value.get(key), str)
        )
        named = named or value.get("@list") or value.get("@set")
        yield from _strings(named or value.get("@value") or value.get("@id") or value.get("url"), depth - 1)
    elif isinstance(value, list) and depth:
        for item in value[:MOST_OBJECTS]:
            yield from _strings(item, depth - 1)


def flat(value: Any) -> list[Any]:
    """A value, or the items of a list and of the lists in it."""
    if not isinstance(value, list):
        return [value]
    return [each for item in value[:MOST_OBJECTS] for each in (item if isinstance(item, list) else [item])]


def one(value: Any) -> str:
    """The first of the strings of a value; empty where it has none."""
    return next(iter(strings(value)), "")
