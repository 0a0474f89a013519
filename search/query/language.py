"""The query language: from what a reader types to a Whoosh query tree over words as typed.

Whoosh's parser does the work. What differs: any kind of quotation mark makes a phrase; ``-word`` excludes
only at the start of a word; ``=word`` asks for this very form; operators and marks that bind nothing are
left out. Words in the tree are folded but not stemmed; ``search.query.terms`` turns them into the index's terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import whoosh.analysis
import whoosh.fields
import whoosh.formats
import whoosh.qparser
import whoosh.query
from whoosh.qparser import plugins, syntax

from corpus.clean import one_line
from corpus.patterns import Expression, FoundText
from index import ALIASES, EVERYWHERE, FIELDS
from index.fields import EXACT, LARGEST_BOOST
from index.text.analysis import fold, parts, tokens, units
from search.errors import QueryError
from search.query.days import read_days
from search.query.tree import Query, Refusal, excluding, prune, walk, without_common_words
from search.request import Match

MOST_WORDS = 64  # in one query; each is a posting list to read
DEEPEST = 20  # brackets within brackets: Whoosh's parser and ours recurse
MOST_BINARY = 8  # Whoosh's matchers for these double their work with each one inside another
LARGEST_SLOP = 100  # positions; a search for nearness tries them all
BINARY = Expression(r"(?<=\s)(?:ANDNOT|ANDMAYBE|REQUIRE)(?=\s)")
QUOTED = Expression(r'"[^"]*"')
NEGATED_FIELD = Expression(r"(?<![^\s(])(\w+):-(?=[\w\"'(=])")
FIELD_NAME = Expression(r"(?<![^\s(\-])(\w+):(?=\S)")
DOUBLE_QUOTES = Expression(r"[“”„‟«»＂]|''|``|‘‘|’’")
SINGLE_QUOTES = Expression(r"[‘’‚‛＇]")
# Operators that have nothing to bind: at either end, after "(" or before ")", or one after another.
DANGLING = Expression(
    r"(?:(?<=^|\()\s*(?:AND|OR|ANDNOT|ANDMAYBE|REQUIRE)(?=\s|$)"
    r"|(?<=\s|^)(?:AND|OR|NOT|ANDNOT|ANDMAYBE|REQUIRE)\s*(?=$|\))"
    r"|(?<=\s)(?:AND|OR)(?=\s+(?:AND|OR)\s))"
)
EVERYTHING = Expression(r"^\s*\*+\s*$")
# A person's initials, in whatever style of house: "J. K." is "J.K.".
SPACED_INITIALS = Expression(r"(?<![\p{L}\p{M}\p{N}.])(\p{Lu}\.)\s+(?=\p{Lu}\.(?![\p{L}\p{M}\p{N}]))")
PIPE = Expression(r"\s\|{1,2}(?=\s)")
PLUS = Expression(r"(?<![^\s(])\+(?=[\w\"'(=])")  # a sign that all words have where all are required


def parse(text: str, match: Match, today: date) -> Query:
    """The query tree of ``text``; ``NullQuery`` where it has no words, ``Every`` where it is empty.

    Raises ``QueryError`` for what is understood and cannot be honoured. Never fails otherwise.
    """
    if not text.strip():
        return whoosh.query.Every()
    group = syntax.OrGroup if match == "any" else syntax.AndGroup
    parser = whoosh.qparser.QueryParser(EVERYWHERE, _schema(today), plugins=_plugins(), group=group)
    text = tidy(text)
    _refuse_deep(text)
    query = prune(parser.parse(text, normalize=False)) or whoosh.query.NullQuery
    query = without_common_words(excluding(query) if match == "any" else query)
    if words_in(query) > MOST_WORDS:
        raise QueryError(f"more than {MOST_WORDS} words; leave out the common ones")
    return query


def _refuse_deep(text: str) -> None:
    """Refuse what would take the parser or the matchers too deep. Raises ``QueryError``."""
    unquoted = QUOTED.sub("", text)
    depth = deepest = 0
    for sign in unquoted:
        depth += (sign == "(") - (sign == ")" and depth > 0)
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise QueryError(f"brackets nested deeper than {DEEPEST}; ask in steps")
    if len(BINARY.findall(unquoted)) > MOST_BINARY:
        raise QueryError(f"more than {MOST_BINARY} of ANDNOT, ANDMAYBE and REQUIRE; write NOT instead")


def words_in(query: Query) -> int:
    """The number of words in a tree. Raises ``QueryError`` for what cannot be honoured."""
    return sum(map(_checked, walk(query)))


def _checked(node: Query) -> int:
    """The number of words in one node. Raises ``QueryError`` for what cannot be honoured."""
    if isinstance(node, Refusal):
        raise QueryError(node.message)
    if not 0 <= (boost := getattr(node, "boost", 1.0)) <= LARGEST_BOOST:
        raise QueryError(f"^{boost:g}: a weight is a number from 0 to {LARGEST_BOOST:,}")
    if isinstance(node, whoosh.query.Phrase):
        if node.slop > LARGEST_SLOP:
            raise QueryError(f"~{node.slop}: words of a phrase may be at most {LARGEST_SLOP} positions apart")
        return sum(len(parts(word)) for word in node.words)
    if type(node) is whoosh.query.Term:
        return len(parts(node.text))
    return int(isinstance(node, whoosh.query.MultiTerm))


def tidy(text: str) -> str:
    """``text`` with straight marks, balanced double quotes, and without operators and signs that bind nothing."""
    text = SINGLE_QUOTES.sub("'", DOUBLE_QUOTES.sub('"', one_line(text)))
    text = SPACED_INITIALS.sub(r"\1", text)
    if text.count('"') % 2:
        at = text.rindex('"')
        text = f"{text[:at]} {text[at + 1 :]}"
    text = FIELD_NAME.sub(_small_field, NEGATED_FIELD.sub(r"-\1:", text))
    text = EVERYTHING.sub("*:*", PIPE.sub(" OR ", PLUS.sub("", text)))
    while (shorter := DANGLING.sub(" ", text)) != text:
        text = shorter
    return text


def _small_field(found: FoundText) -> str:
    name = found.group(1).casefold()
    return f"{name}:" if name in FIELDS or name in ALIASES else found.group()


class _WordField(whoosh.fields.FieldType):  # type: ignore[misc]
    """Reads a stretch of query text as folded words; several in one ("storm/surge") are a phrase."""

    multitoken_query = "phrase"

    def __init__(self) -> None:
        super().__init__(whoosh.formats.Existence(), analyzer=_analyze, multitoken_query="phrase")

    def process_text(self, qstring: str, mode: str = "", **kwargs: Any) -> Iterator[str]:  # noqa: ARG002 - Whoosh passes it
        if not kwargs.get("tokenize", True):
            return iter([fold(qstring)])
        return (unit.form for unit in units(qstring))


def _analyze(text: str, **_: Any) -> Iterator[whoosh.analysis.Token]:
    for unit in units(text):
        yield whoosh.analysis.Token(text=unit.form, startchar=unit.start, endchar=unit.end)


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
        day = days[1 - side].toordinal() + (1, -1)[side] if exclusive else days[side].toordinal()
        return min(max(day, date.min.toordinal()), date.max.toordinal())


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
        forms = [EXACT + token.form for token in tokens(self.text)]
        if len(forms) == 1:
            return whoosh.query.Term(field, forms[0], boost=self.boost)
        return whoosh.query.Phrase(field, forms, boost=self.boost)


class _ExactFormPlugin(plugins.TaggingPlugin):  # type: ignore[misc]
    """``=rates``, ``="interest rates"``: these forms and no others."""

    expr = (
        r"(?<![^\s(:])=(?P<text>\"[^\"]+\"|'[^'\s](?:[^']|'(?=\w))*'(?!\w)"
        r"|(?:[^\s()\"'=*?~^:]|(?<=\w)'(?=\w))+)"
    )
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
