"""Articles in Markdown, with what they say of themselves before it, in YAML or TOML, as site generators keep them.

Markdown as CommonMark has it, with tables.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from functools import cache
from itertools import accumulate
from typing import Any

from corpus.article import Article, Source, Unreadable
from corpus.clean import decode
from corpus.metadata.credits import BY_WORD
from corpus.metadata.written_dates import date_in
from corpus.pages.fragment import without_markup
from corpus.patterns import DOTALL, Expression
from corpus.record import LeftOut
from corpus.records.keys import article_of

LONGEST_MATTER = 64 << 10  # characters
FRONT_MATTER = Expression(
    rf"\s*+(?P<fence>---|\+\+\+)[ \t]*+\n(?P<matter>.{{0,{LONGEST_MATTER}}}?\n?)(?P=fence)[ \t]*+(?:\n|$)", DOTALL
)
MOST_ALIASES = 20  # in YAML: one within another they make 1,500 copies of what they refer to; 63 made 5 million
# ``tomllib`` takes the square of the number of parts that a name has, in time and memory: 1 GB for 32 KB.
MANY_PARTS = Expression(r"(?:[^\s.=]++[ \t]*+\.[ \t]*+){100}")
LINE = Expression(r"(?m)^(?P<key>[\w-]{1,40}):[ \t]+(?P<value>\S.*)$")
HEADING = Expression(r"\s*+#[ \t]+(?P<text>[^\n]{1,500}?)[ \t]*#*[ \t]*(?:\n|$)")


def read(data: bytes, source: Source) -> Article | Unreadable | LeftOut | None:
    """The one article of a file."""
    text = decode(data).lstrip("\ufeff").replace("\r\n", "\n")
    found = FRONT_MATTER.match(text) or JSON_MATTER.match(text)
    about, remark = _values(found["fence"], found["matter"]) if found else ({}, "")
    text = TEMPLATE.sub("", text[found.end() :] if found else text)
    heading = HEADING.match(text)
    title = without_markup(_html(heading["text"])).strip() if heading else ""
    if heading and _title(about) in ("", title):
        text, about = text[heading.end() :], {"title": title, **about}
    credits, text = _credits(text)
    article = article_of({**credits, **about, "body": _html(text)}, source)
    if remark and isinstance(article, Article):
        return article.with_more({"remarks": (*article.remarks, remark)})
    return article


def _credits(text: str) -> tuple[dict[str, str], str]:
    """Byline and day of a line that is nothing else, right before the text, and what follows it."""
    line, _, rest = text.strip().partition("\n")
    bare = line.strip(" *_>")
    day = date_in(bare) if len(bare) <= LONGEST_CREDITS else ""
    byline = bare.replace(day, "").strip(" ·|•–—-,") if day else ""
    if not day or not rest.strip() or (byline and not BYLINE.match(byline)):
        return {}, text
    return {"date": day, "byline": byline}, rest


BYLINE, LONGEST_CREDITS = Expression(BY_WORD), 100  # characters
# What generators of sites put into texts: "{% include ad.html %}", "{{< figure >}}", "{: .lead}", "[^1]: A note."
TEMPLATE = Expression(
    r"\{%[^{}]{0,500}+\}|\{\{[^{}]{0,500}+\}\}"
    r"|(?m:^[ \t]*\{:[^}\n]{0,200}\}[ \t]*$|^\[\^\w{1,20}\]:.*$)"
)
# Of Hugo, whose matter may be JSON, closed by a line of its own.
JSON_MATTER = Expression(rf"(?P<matter>(?P<fence>\{{)[ \t]*\n.{{0,{LONGEST_MATTER}}}?\n\}})[ \t]*\n", DOTALL)
LINKED = Expression(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")  # "[[Una Brack]]", as Obsidian refers to notes


def _title(about: dict[str, Any]) -> str:
    return str(about.get("title") or about.get("headline") or "")


def _values(fence: str, matter: str) -> tuple[dict[str, Any], str]:
    """What stands before the text, by its names, and a remark where it is not as it should be: then its lines count."""
    import yaml  # noqa: PLC0415 - most archives have none

    try:
        values = json.loads(matter) if fence == "{" else _toml(matter) if fence == "+++" else _yaml(matter)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        lines = {line["key"]: line["value"] for line in LINE.finditer(matter)}
        return lines, f"what stands before the text is damaged: {str(error).splitlines()[0][:200]}"
    return {str(key): _plain(value) for key, value in values.items()} if isinstance(values, dict) else {}, ""


MOST_NESTED = 100  # lists: PyYAML looks at each that is open at each word, and 12,000 take it half a minute


def _depth(matter: str) -> int:
    """How deeply lists in brackets are nested, at most."""
    steps = ((char in "[{") - (char in "]}") for char in matter if char in "[]{}")
    return max(accumulate(steps), default=0)


def _yaml(matter: str) -> Any:
    import yaml  # noqa: PLC0415 - as above

    if _depth(matter) > MOST_NESTED:
        raise ValueError("lists nested too deeply")
    if sum(isinstance(event, yaml.AliasEvent) for event in yaml.parse(matter, yaml.SafeLoader)) > MOST_ALIASES:
        raise ValueError(f"it refers to parts of itself more than {MOST_ALIASES} times")
    return yaml.safe_load(matter)


def _toml(matter: str) -> dict[str, Any]:
    if MANY_PARTS.search(matter):
        raise ValueError("a name of a hundred parts")
    return tomllib.loads(matter)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str) and "[[" in value:
        return LINKED.sub(r"\1", value)
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _html(text: str) -> str:
    return str(_renderer().render(text))


@cache
def _renderer() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as above

    made = MarkdownIt("commonmark").enable("table")
    for name, html in (("link_open", "<a>"), ("image", "")):  # their addresses are not read; one may be used all over
        made.add_render_rule(name, lambda *_arguments, html=html: html)
    return made
