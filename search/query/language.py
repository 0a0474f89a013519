"""The query language: from what a reader types to a Whoosh query tree over words as typed.

Whoosh's parser does the work. What differs: any kind of quotation mark makes a phrase; ``-word`` excludes
only at the start of a word; ``=word`` asks for this very form; operators and marks that bind nothing are
left out. Words in the tree are folded but not stemmed; ``search.query.terms`` turns them into the index's terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import whoosh.analysis
import whoosh.fields
import whoosh.formats
import whoosh.qparser
import whoosh.query
from whoosh.qparser import plugins, syntax

from corpus.patterns import Expression
from index import ALIASES, EVERYWHERE, FIELDS
from index.fields import EXACT, LARGEST_BOOST
from index.text.analysis import fold, parts, units
from search.errors import QueryError
from search.query.days import Range, between, read_range
from search.query.small_words import is_small, without_common_words
from search.query.synonyms import NO_SYNONYMS, Synonyms, with_synonyms
from search.query.tree import (
    Query,
    Refusal,
    Required,
    is_pattern,
    parted,
    phrase_words,
    prune,
    walk,
    with_signs,
    without_plus,
)
from search.query.typed import tidy, unquoted
from search.request import Match

MOST_WORDS = 64  # in one query; each is a posting list to read
MOST_WITH_SYNONYMS = 512
MOST_APPROXIMATE = 16  # each asks the dictionary up to a hundred times, and takes some ms
DEEPEST = 20  # brackets within brackets: Whoosh's parser and ours recurse
MOST_BINARY = 8  # Whoosh's matchers for these double their work with each one inside another
LARGEST_SLOP = 100  # positions; a search for nearness tries them all
PLAIN_UNIT = re.compile(r'"([A-Za-z0-9]+(?: [A-Za-z0-9]+)*)"|[A-Za-z0-9]+')
PLAIN = re.compile(rf"(?:{PLAIN_UNIT.pattern})(?: (?:{PLAIN_UNIT.pattern}))*")
# What words and phrases in ASCII may have and are no plain query: operators, initials that spaces part.
SIGNS = re.compile(r"\b(?:AND|[Oo][Rr]|[Nn]ot|NOT|ANDNOT|ANDMAYBE|REQUIRE|(?:NEAR|ADJ)\d*|[A-Z] [A-Z])\b")
BINARY = Expression(r"(?<=\s)(?:ANDNOT|ANDMAYBE|REQUIRE)(?=\s)")
# Whoosh's, which would look for the end of each range that has none from each of its "TO"s on, and takes a pasted
# "[closed to traffic]" for one.
CLOSED_RANGE = re.compile(
    r"(?=[\[{][^\]}]*[\]}])" + plugins.RangePlugin.expr.pattern.replace("[Tt][Oo]", "TO"), re.VERBOSE
)


class Reading(NamedTuple):
    """A query as it was understood: ``notes`` say what the tree does not show of what was typed."""

    tree: Query
    notes: tuple[str, ...]


def parse(text: str, match: Match, today: date, synonyms: Synonyms = NO_SYNONYMS) -> Query:
    """The tree of ``read``."""
    return read(text, match, today, synonyms).tree


def read(text: str, match: Match, today: date, synonyms: Synonyms = NO_SYNONYMS) -> Reading:
    """The query tree of ``text``; ``NullQuery`` where it has no words, ``Every`` where it is empty.

    Raises ``QueryError`` for what is understood and cannot be honoured. Never fails otherwise.
    """
    if not text.strip():
        return Reading(whoosh.query.Every(), ())
    text, query, notes = plain(text.strip(), match) or parsed(text, match, today)
    counted = sum(_checked(node, text) for node in walk(query)) or words_in(query)
    if counted > MOST_WORDS:
        raise QueryError(f"more than {MOST_WORDS} words; leave some out, or ask in steps")
    if sum(map(_approximate, walk(query))) > MOST_APPROXIMATE:
        raise QueryError(f"more than {MOST_APPROXIMATE} approximate words; leave out some of their ~")
    query = with_synonyms(query, synonyms, text)
    if words_in(query) > MOST_WITH_SYNONYMS:
        raise QueryError(f"with their synonyms, more than {MOST_WITH_SYNONYMS} words; =word asks for one alone")
    query = without_common_words(query, text)
    return Reading(with_signs(query) if match == "any" else without_plus(query), notes)


class Parsed(NamedTuple):
    """What was parsed, as it was for the parser; its tree; what of it was left out or is read otherwise."""

    text: str
    tree: Query
    notes: tuple[str, ...]


def parsed(text: str, match: Match, today: date) -> Parsed:
    """The tree of a query as Whoosh's parser gives it, pruned. Raises ``QueryError``."""
    text, notes = tidy(text, today)
    _refuse_deep(text)
    tree = _parser(match, today).parse(text, normalize=False)
    return Parsed(text, prune(tree) or whoosh.query.NullQuery, notes)


def plain(text: str, match: Match) -> Parsed | None:
    """The same of a query that is but words and phrases in ASCII, as most are; None for any other. To parse such a one
    took a third of the time of its answer."""
    if not PLAIN.fullmatch(text) or text.isupper() or SIGNS.search(text):
        return None
    nodes = [_plain_node(found) for found in PLAIN_UNIT.finditer(text)]
    return Parsed(text, whoosh.query.Or(nodes) if match == "any" else whoosh.query.And(nodes), ())


def _plain_node(found: re.Match[str]) -> Query:
    if phrase := found[1]:
        return whoosh.query.Phrase(EVERYWHERE, [unit.form for unit in units(phrase)])
    (unit,) = units(found[0])
    node: Query = whoosh.query.Term(EVERYWHERE, unit.form)
    vars(node).update(zip(("startchar", "endchar"), found.span(), strict=True))
    return node


@lru_cache(maxsize=4)
def _parser(match: Match, today: date) -> whoosh.qparser.QueryParser:
    """What parses queries, in any thread: it keeps nothing of them. To make it took half the time of parsing one."""
    group = syntax.OrGroup if match == "any" else syntax.AndGroup
    return whoosh.qparser.QueryParser(EVERYWHERE, _schema(today), plugins=_plugins(), group=group)


def _refuse_deep(text: str) -> None:
    """Refuse what would take the parser or the matchers too deep. Raises ``QueryError``."""
    outside = "".join(unquoted(text))
    depth = deepest = 0
    for sign in outside:
        depth += (sign == "(") - (sign == ")" and depth > 0)
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise QueryError(f"brackets nested deeper than {DEEPEST}; ask in steps")
    if len(BINARY.findall(outside)) > MOST_BINARY:
        raise QueryError(f"more than {MOST_BINARY} of ANDNOT, ANDMAYBE and REQUIRE; write NOT instead")


def _checked(node: Query, text: str) -> int:
    """The number of words in one node, function words aside. Raises ``QueryError`` for what cannot be honoured."""
    if isinstance(node, Refusal):
        raise QueryError(node.message)
    if not 0 <= (boost := getattr(node, "boost", 1.0)) <= LARGEST_BOOST:
        raise QueryError(f"^{boost:g}: a weight is a number from 0 to {LARGEST_BOOST:,}")
    if isinstance(node, whoosh.query.Phrase) and node.slop > LARGEST_SLOP:
        raise QueryError(f"~{node.slop}: words of a phrase may be at most {LARGEST_SLOP} positions apart")
    if isinstance(node, whoosh.query.NumericRange) and hasattr(node, "maxdist"):
        raise QueryError(f"{node.fieldname}: a day cannot be approximate; write a range, as 2017..2019")
    return 0 if is_small(node, text) else _words(node)


def words_in(query: Query) -> int:
    """The number of words in a tree."""
    return sum(map(_words, walk(query)))


def _words(node: Query) -> int:
    if isinstance(node, whoosh.query.Phrase):
        return len(parted(node.words))
    if type(node) is whoosh.query.Term:
        return len(parts(node.text))
    return int(isinstance(node, whoosh.query.MultiTerm))


def _approximate(node: Query) -> int:
    if isinstance(node, whoosh.query.Phrase):
        return sum("~" in word for word in node.words)
    return int(isinstance(node, whoosh.query.FuzzyTerm))


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
        try:
            return self._days(fieldname, read_range(qstring, self._today), boost)
        except (ValueError, OverflowError) as error:
            return Refusal(f"{fieldname}: {error}")

    def parse_range(
        self, fieldname: str, start: str | None, end: str | None, startexcl: bool, endexcl: bool, boost: float = 1.0
    ) -> Query:
        try:
            return self._days(fieldname, between(start, end, startexcl, endexcl, self._today), boost)
        except (ValueError, OverflowError) as error:
            return Refusal(f"{fieldname}: {error}")

    @staticmethod
    def _days(fieldname: str, days: Range, boost: float) -> Query:
        first, last = (None if day is None else day.toordinal() for day in days)
        return whoosh.query.NumericRange(fieldname, first, last, boost=boost)


def _schema(today: date) -> whoosh.fields.Schema:
    fields = {name: _DayField(today) if field.kind == "day" else _WordField() for name, field in FIELDS.items()}
    fields[EVERYWHERE] = _WordField()
    return whoosh.fields.Schema(**fields)


class _Phrase(plugins.PhrasePlugin.PhraseNode):  # type: ignore[misc]
    """Words in quotation marks, patterns among them."""

    def __init__(self, text: str, slop: int = 1) -> None:
        super().__init__(text, 0, slop)

    def query(self, parser: whoosh.qparser.QueryParser) -> Query:
        field = self.fieldname or parser.fieldname
        if parser.schema[field].self_parsing():
            found: Query = super().query(parser)
            return found
        try:
            return whoosh.query.Phrase(field, phrase_words(self.text), slop=self.slop, boost=self.boost)
        except ValueError as error:
            return Refusal(str(error))


class _PhraseTagger(whoosh.qparser.taggers.RegexTagger):  # type: ignore[misc]
    def create(self, parser: Any, match: Any) -> _Phrase:  # noqa: ARG002 - Whoosh passes it
        return _Phrase(match.group("text"), int(match.group("slop") or 1))


class _DoubleQuotedPhrase(plugins.PhrasePlugin):  # type: ignore[misc]
    def taggers(self, parser: Any) -> list[Any]:  # noqa: ARG002 - Whoosh passes it
        return [(_PhraseTagger(self.expr), 0)]


class _SingleQuotedPhrase(plugins.TaggingPlugin):  # type: ignore[misc]
    """``'oil prices'``; an apostrophe within or behind a word opens nothing."""

    expr = r"(?<![^\s(:])'(?P<text>[^'\s](?:[^']|'(?=\w))*?)'(?=[\s)\]^~]|$)"
    nodetype = _Phrase


class _ExactForm(syntax.WordNode):  # type: ignore[misc]
    def query(self, parser: whoosh.qparser.QueryParser) -> Query:
        field = self.fieldname or parser.fieldname
        if parser.schema[field].self_parsing():
            found: Query = parser.schema[field].parse_query(field, self.text, self.boost)
            return found
        try:
            forms = [EXACT + word for word in parted(phrase_words(self.text))]
        except ValueError as error:
            return Refusal(str(error))
        if len(forms) == 1 and not is_pattern(forms[0]):
            return whoosh.query.Term(field, forms[0], boost=self.boost)
        return whoosh.query.Phrase(field, forms, boost=self.boost)


class _ExactFormPlugin(plugins.TaggingPlugin):  # type: ignore[misc]
    """``=rates``, ``="interest rates"``: these forms and no others."""

    expr = (
        r"(?<![^\s(:])=(?P<text>\"[^\"]+\"|'[^'\s](?:[^']|'(?=\w))*'(?!\w)"
        r"|(?:[^\s()\"'=*?~^:]|(?<=\w)'(?=\w))+)"
    )
    nodetype = _ExactForm


class _RequiredGroup(syntax.Wrapper):  # type: ignore[misc]
    """``+word``."""

    qclass = Required


class _Fields(plugins.FieldsPlugin):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(expr=r"(?P<text>\w+):(?=[^\s:])")


PLUS = plugins.OperatorsPlugin.OpTagger(r"(?<![^\s(])\+(?=[\w\"'(=])", _RequiredGroup, syntax.PrefixOperator)


class _Operators(plugins.OperatorsPlugin):  # type: ignore[misc]
    """Whoosh's operators, without those between words that have no word on both sides: it would fail at them."""

    def __init__(self) -> None:
        super().__init__([(PLUS, 0)], Not=r"(^|(?<=(\s|[()])))NOT(?=\s)|(?<![^\s(])-(?=[\w\"'(=*])")

    def filters(self, parser: whoosh.qparser.QueryParser) -> list[Any]:
        return [(_without_unbound, 590), *super().filters(parser)]


def _without_unbound(parser: whoosh.qparser.QueryParser, group: Any) -> Any:
    kept = group.empty_copy()
    for node in group:
        if isinstance(node, syntax.InfixOperator) and (not kept or isinstance(kept[-1], syntax.Operator)):
            continue
        kept.append(_without_unbound(parser, node) if isinstance(node, syntax.GroupNode) else node)
    while kept and isinstance(kept[-1], syntax.Operator):
        kept.pop()
    return kept


def _plugins() -> list[Any]:
    return [
        _SingleQuotedPhrase(),
        _ExactFormPlugin(),
        _Fields(),
        plugins.FieldAliasPlugin({name: [alias for alias, of in ALIASES.items() if of == name] for name in FIELDS}),
        plugins.WildcardPlugin(r"(?P<text>[*?]+)"),
        _DoubleQuotedPhrase(),
        plugins.RangePlugin(CLOSED_RANGE),
        plugins.GroupPlugin(),
        _Operators(),
        plugins.BoostPlugin(),
        plugins.EveryPlugin(),
        plugins.FuzzyTermPlugin(),
    ]
