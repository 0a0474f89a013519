"""The one table of fields: what each holds, how it is searched, what it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "day"]

#: The combined field that words without a field name are searched in.
FLAGS = ("corrected", "teaser")  # what ``is:`` finds
EVERYWHERE = "everywhere"
#: Stands before a word, in queries and among terms, where this very form is meant and not all that share its stem.
EXACT = "="
LARGEST_BOOST = 1_000  # weight of a field, or of a word in a query


@dataclass(frozen=True)
class Field:
    """One searchable field.

    ``boost`` is the weight of one occurrence in a search over everything (0: only searched by name); ``aliases`` are
    other names users type.
    """

    name: str
    kind: FieldKind
    boost: float
    help: str
    aliases: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("headline", "text", 3.0, "the headline", aliases=("title",)),
        Field("deck", "text", 2.5, "the line under the headline", aliases=("subtitle", "standfirst")),
        Field("quotes", "text", 1.5, "words inside quotation marks, in headline, deck or body", aliases=("quote",)),
        Field("speaker", "text", 0.0, "who is quoted; beside quote: or said: it means one speech that has both"),
        Field("said", "text", 0.0, "what people say, in quotation marks or not"),
        Field("body", "text", 1.0, "the paragraphs", aliases=("text",)),
        Field("captions", "text", 1.0, "picture captions", aliases=("caption",)),
        Field("byline", "text", 1.5, "who wrote it", aliases=("author", "by")),
        Field("dateline", "text", 1.5, "where it was written", aliases=("place",)),
        Field("section", "text", 1.0, "the section it ran in"),
        Field("tags", "text", 1.5, "topics and places given by the source", aliases=("tag", "topic")),
        Field("kicker", "text", 1.0, "the words above the headline"),
        Field("publication", "text", 0.0, "the paper or site it ran in", aliases=("paper",)),
        Field("agency", "text", 0.0, "who supplied it, as Reuters"),
        Field("correction", "text", 0.0, "the notice that it was corrected"),
        Field("is", "text", 0.0, "corrected, or teaser where there is but the beginning of its text"),
        Field("language", "text", 0.0, "the language, as its source or its words tell, as en", aliases=("lang",)),
        Field("page", "text", 0.0, "the page it was printed on"),
        Field("edition", "text", 0.0, "the edition it was printed in"),
        Field("published", "day", 0.0, "the day of publication: 2017, 2017-06, 2017-06-01, 'last month', a range",
              aliases=("date",)),
        Field("url", "text", 0.0, "words of its web address"),
        Field("source", "text", 0.0, "words of the file it was read from", aliases=("file",)),
    )
}  # fmt: skip
TEXT_FIELDS = tuple(name for name, field in FIELDS.items() if field.kind == "text")
ALIASES = {alias: name for name, field in FIELDS.items() for alias in field.aliases}
DEFAULT_BOOSTS = {name: FIELDS[name].boost for name in TEXT_FIELDS}


@dataclass(frozen=True)
class Facet:
    """What results are counted and can be narrowed by.

    ``title`` stands above its values; ``help`` says what the parameter of its name does. A facet of ``labels`` has its
    values in the archive, as labels of documents (``index.document``); one of ``periods`` follows from their days.
    """

    name: str
    title: str
    help: str
    kind: Literal["labels", "periods"] = "labels"
    of_articles: bool = True
    of_quotes: bool = True


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("speaker", "Speaker", "only this speaker: a name, a last name or a key", of_articles=False),
        Facet(
            "kind",
            "Kind",
            "only this kind: direct, partial, headline, or indirect (without quotation marks), which is"
            " left out unless kind or said: asks for it",
            of_articles=False,
        ),
        Facet("section", "Section", "only this section"),
        Facet("year", "Year", "only this year, as 2017", "periods"),
        Facet("month", "Month", "only this month, as 2017-06", "periods"),
        Facet("byline", "Byline", "only this author", of_quotes=False),
        Facet("publication", "Publication", "only this paper or site", of_quotes=False),
        Facet("tags", "Tag", "only this tag", of_quotes=False),
    )
}
ARTICLE_FACETS = tuple(name for name, facet in FACETS.items() if facet.of_articles)
QUOTE_FACETS = tuple(name for name, facet in FACETS.items() if facet.of_quotes)
