"""The one table of fields: what each holds, how it is searched, what it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "day"]

#: The combined field that words without a field name are searched in.
EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Field:
    """One searchable field.

    ``boost`` is the weight of one occurrence in a search over everything (0: only searched by name);
    ``facet`` says that results are counted by its values; ``aliases`` are other names users type.
    """

    name: str
    kind: FieldKind
    boost: float
    help: str
    facet: bool = False
    aliases: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("headline", "text", 4.0, "the headline", aliases=("title",)),
        Field("deck", "text", 2.5, "the line under the headline", aliases=("subtitle", "standfirst")),
        Field("quotes", "text", 2.0, "words inside quotation marks, in headline, deck or body", aliases=("quote",)),
        Field("speaker", "text", 0.0, "who is quoted; beside quote: it means one quotation that has both"),
        Field("body", "text", 1.0, "the paragraphs", aliases=("text",)),
        Field("captions", "text", 1.0, "picture captions", aliases=("caption",)),
        Field("byline", "text", 1.5, "who wrote it", facet=True, aliases=("author", "by")),
        Field("dateline", "text", 1.5, "where it was written", aliases=("place",)),
        Field("section", "text", 1.0, "the section it ran in", facet=True),
        Field("tags", "text", 1.5, "topics and places given by the source", facet=True, aliases=("tag", "topic")),
        Field("published", "day", 0.0, "the day of publication: 2017, 2017-06, 2017-06-01, 'last month', a range",
              facet=True, aliases=("date",)),
        Field("url", "text", 0.0, "words of its web address"),
        Field("source", "text", 0.0, "words of the file it was read from", aliases=("file",)),
    )
}  # fmt: skip
TEXT_FIELDS = tuple(name for name, field in FIELDS.items() if field.kind == "text")
ALIASES = {alias: name for name, field in FIELDS.items() for alias in field.aliases}
DEFAULT_BOOSTS = {name: FIELDS[name].boost for name in TEXT_FIELDS}
