"""The query language: from what a reader types to a Whoosh query tree over words as typed.

Whoosh's parser does the work. What differs: any kind of quotation mark makes a phrase; ``-word`` excludes
only at the start of a word; ``=word`` asks for this very form; operators and marks that bind nothing are
left out. Words in the tree are folded but not stemmed; ``search.terms`` turns them into the index's terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import regex
import whoosh.analysis
import whoosh.fields
import whoosh.formats
import whoosh.qparser
import whoosh.query
from whoosh.qparser import plugins, syntax

from corpus.clean import one_line
from index import ALIASES, EVERYWHERE, FIELDS
from index.analysis import EXACT, fold, tokens
from search.days import read_days
from search.errors import QueryError
from search.request import Match
from search.tree import Query, Refusal, excluding, prune, walk

MOST_WORDS = 64  # in one query; each is a posting list to read
DOUBLE_QUOTES = regex.compile(r"[“”„‟«»＂]|''|``|‘‘|’’")
SINGLE_QUOTES = regex.compile(r"[‘’‚‛＇]")
# Operators that have nothing to bind: at either end, after "(" or before ")", or one after another.
DANGLING = regex.compile(
    r"(?:(?<=^|\()\s*(?:AND|OR|ANDNOT|ANDMAYBE|REQUIRE)(?=\s|$)"
    r"|(?<=\s|^)(?:AND|OR|NOT|ANDNOT|ANDMAYBE|REQUIRE)\s*(?=$|\))"
    r"|(?<=\s)(?:AND|OR)(?=\s+(?:AND|OR)\s))"
)
PLUS = regex.compile(r"(?<![^\s(])\+(?=[\w\"'(=])")  # a sign that all words have where all are required


def parse(text: str, match: Match, today: date) -> Query:
    """The query tree of ``text``; ``NullQuery`` where it has no words, ``Every`` where it is empty.

    Raises ``QueryError`` for what is understood and cannot be honoured. Never fails otherwise.
    """
    if not text.strip():
        return whoosh.query.Every()
    group = syntax.OrGroup if match == "any" else syntax.AndGroup
    parser = whoosh.qparser.QueryParser(EVERYWHERE, _schema(today), plugins=_plugins(), group=group)
    query = prune(parser.parse(tidy(text), normalize=False)) or whoosh.query.NullQuery
    if match == "any":
        query = excluding(query)
    nodes = list(walk(query))
    for node in nodes:
        if isinstance(node, Refusal):
            raise QueryError(node.message)
    if (
        sum(isinstance(node, whoosh.query.Term | whoosh.query.Phrase | whoosh.query.MultiTerm) for node in nodes)
        > MOST_WORDS
    ):
        raise QueryError(f"more than {MOST_WORDS} words; leave out the common ones")
    return query


def tidy(text: str) -> str:
    """``text`` with straight marks, balanced double quotes, and without operators and signs that bind nothing."""
    text = SINGLE_QUOTES.sub("'", DOUBLE_QUOTES.sub('"', one_line(text)))
    if text.count('"') % 2:
        at = text.rindex('"')
        text = f"{text[:at]} {text[at + 1 :]}"
    text = PLUS.sub("", text)
    while (shorter := DANGLING.sub(" ", text)) != text:
        text = shorter
    return text


class _WordField(whoosh.fields.FieldType):  # type: ignore[misc]
    """Reads a stretch of query text as folded words; several in one ("mid-term") are a phrase."""

    multitoken_query = "phrase"

    def __init__(self) -> None:
        super().__init__(whoosh.formats.Existence(), analyzer=_analyze, multitoken_query="phrase")

    def process_text(self, qstring: str, mode: str = "", **kwargs: Any) -> Iterator[str]:  # noqa: ARG002 - Whoosh passes it
        if not kwargs.get("tokenize", True):
            return iter([fold(qstring)])
        return (token.form for token in tokens(qstring))


def _analyze(text: str, **_: Any) -> Iterator[whoosh.analysis.Token]:
    for token in tokens(text):
        yield whoosh.analysis.Token(text=token.form, startchar=token.start, endchar=token.end)


class _DayField(whoosh.fields.FieldType):  # type: ignore[misc]
    """Reads days and ranges of days."""

    def __init__(self, today: date) -> None:
        super().__init__(whoosh.formats.Existence(), analyzer=None)
        self._today = today

    def self_parsing(self) -> bool:
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        return self.parse_range(fieldname, qstring, qstring, False, False, boost)

    def parse_range(
        self, fieldname: str, start: str | None, end: str | None, startexcl: bool, endexcl: bool, boost: float = 1.0
    ) -> Query:
        try:
            first, last = self._bound(start, startexcl, 0), self._bound(end, endexcl, 1)
        except (ValueError, OverflowError) as error:
            return Refusal(f"{fieldname}: {error}")
        if first is None and last is None:
            return whoosh.query.NullQuery
        if first and last and first > last:
            return Refusal(f"{fieldname}: the range ends before it begins; write the earlier date first")
        return whoosh.query.NumericRange(fieldname, first, last, boost=boost)

    def _bound(self, text: str | None, exclusive: bool, side: int) -> int | None:
        if not text or not text.strip():
            return None
        days = read_days(text, self._today)
        if exclusive:
            return days[1 - side].toordinal() + (1, -1)[side]
        return days[side].toordinal()


def _schema(today: date) -> whoosh.fields.Schema:
    fields = {name: _DayField(today) if field.kind == "day" else _WordField() for name, field in FIELDS.items()}
    fields[EVERYWHERE] = _WordField()
    return whoosh.fields.Schema(**fields)


class _Phrase(plugins.PhrasePlugin.PhraseNode):  # type: ignore[misc]
    def __init__(self, text: str) -> None:
        super().__init__(text, 0)


class _SingleQuotedPhrase(plugins.TaggingPlugin):  # type: ignore[misc]
    """``'oil prices'``; an apostrophe within or behind a word opens nothing."""

    expr = r"(?<![^\s(:])'(?P<text>[^'\s](?:[^']|'(?=\w))*?)'(?=[\s)\]^~]|$)"
    nodetype = _Phrase


class _ExactForm(syntax.WordNode):  # type: ignore[misc]
    def query(self, parser: whoosh.qparser.QueryParser) -> Query:
        field = self.fieldname or parser.fieldname
        terms = [whoosh.query.Term(field, EXACT + token.form, boost=self.boost) for token in tokens(self.text)]
        return terms[0] if len(terms) == 1 else whoosh.query.And(terms)


class _ExactFormPlugin(plugins.TaggingPlugin):  # type: ignore[misc]
    """``=rates``: this form of the word and no other."""

    expr = r"(?<![^\s(:])=(?P<text>[^\s()\"'=*?~^:]+)"
    nodetype = _ExactForm


class _Fields(plugins.FieldsPlugin):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(expr=r"(?P<text>\w+):(?=[^\s:])")


def _plugins() -> list[Any]:
    return [
        _SingleQuotedPhrase(),
        _ExactFormPlugin(),
        _Fields(),
        plugins.FieldAliasPlugin({name: [alias for alias, of in ALIASES.items() if of == name] for name in FIELDS}),
        plugins.WildcardPlugin(r"(?P<text>[*?]+)"),
        plugins.PhrasePlugin(),
        plugins.RangePlugin(),
        plugins.GroupPlugin(),
        plugins.OperatorsPlugin(Not=r"(^|(?<=(\s|[()])))NOT(?=\s)|(?<![^\s(])-(?=[\w\"'(=])"),
        plugins.BoostPlugin(),
        plugins.EveryPlugin(),
        plugins.FuzzyTermPlugin(),
    ]
