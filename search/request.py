"""What is asked of an archive, and what it answers; the same for page, JSON and command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, get_args

from corpus.article import Article
from corpus.quotes.quote import QUOTED, Quote, QuoteKind
from index.fields import ARTICLE_FACETS, FACETS, QUOTE_FACETS
from search.answers import Periods
from search.errors import RequestError

Match = Literal["all", "any"]
Sort = Literal["relevance", "newest", "oldest"]
LARGEST_SIZE = 100
SURE = 0.7  # confidence below which a reader is told that the speaker is not sure
MOST_FILTERS = 20  # values of one facet
LONGEST_QUERY = 2_000  # characters
# Results are read and ranked whole, so any page costs the same; the bound keeps arithmetic within int64.
LAST_PAGE = 1_000_000
EXCLUDE = "exclude_"  # before a facet's name, that of the parameter which leaves its values out


def _parameters(q: str, facets: tuple[str, ...]) -> Mapping[str, str]:
    """What each parameter of a request means, as page, JSON endpoint and command line call it."""
    return {
        "q": q,
        "match": "all (every word required, the default) or any",
        "page": "the page of results, from 1",
        "size": f"hits on a page, 1 to {LARGEST_SIZE}, 20 by default",
        "sort": "relevance (the default), newest or oldest",
        "facets": "yes (the default) or no: without counts, results come sooner",
        "timeline": "yes or no (the default): whether results are counted over time too",
        **{name: FACETS[name].help for name in facets},
        **{EXCLUDE + name: f"{FACETS[name].help.replace('only', 'not', 1)}" for name in facets},
    }


@dataclass(frozen=True)
class SearchRequest:
    """A search. An empty ``q`` asks for everything, newest first.

    ``match``: whether all words are required or any; ``filters``: facet name to the values of which an
    article must have one; ``excluded``: to those of which it must have none; ``facets``: whether results are to be
    counted by them, without which fewer need be looked at; ``timeline``: whether over time. ``explain``: whether hits
    say why they matched.
    ``parameters`` says what each means, by the names that page, JSON endpoint and command line have for them.
    Raises ``RequestError`` for values outside these.
    """

    q: str = ""
    match: Match = "all"
    page: int = 1
    size: int = 20
    sort: Sort = "relevance"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    facets: bool = True
    explain: bool = False
    timeline: bool = False
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    facet_names: ClassVar[tuple[str, ...]] = ARTICLE_FACETS
    parameters: ClassVar[Mapping[str, str]] = {
        **_parameters("the query", ARTICLE_FACETS),
        "explain": "yes or no (the default): whether each hit says which words gave how much of its score, and where",
    }

    @property
    def narrowing(self) -> Mapping[str, tuple[str, ...]]:
        """What results are narrowed to: the ``filters``."""
        return self.filters

    def __post_init__(self) -> None:
        """Check every value."""
        _one_of("match", self.match, get_args(Match))
        _one_of("sort", self.sort, get_args(Sort))
        _within("page", self.page, LAST_PAGE)
        _within("size", self.size, LARGEST_SIZE)
        if len(self.q) > LONGEST_QUERY:
            raise RequestError("q", f"longer than {LONGEST_QUERY:,} characters")
        for before, filters in (("", self.filters), (EXCLUDE, self.excluded)):
            for name, values in filters.items():
                _one_of("filters", name, self.facet_names)
                if len(values) > MOST_FILTERS:
                    raise RequestError(before + name, f"more than {MOST_FILTERS} values")


@dataclass(frozen=True)
class QuoteRequest(SearchRequest):
    """A search for quotes: ``q`` is about the words in them, or ``speaker:`` and ``published:``; ``filters`` are by
    speaker (a name or a key), kind, section, year and month.

    What is said outside quotation marks is among them only where a filter asks for its kind, or the query for
    ``said:``.
    """

    facet_names: ClassVar[tuple[str, ...]] = QUOTE_FACETS
    parameters: ClassVar[Mapping[str, str]] = _parameters("the query, about the words in quotes", QUOTE_FACETS)

    def __post_init__(self) -> None:
        """Check every value."""
        super().__post_init__()
        for before, filters in (("", self.filters), (EXCLUDE, self.excluded)):
            for kind in filters.get("kind", ()):
                _one_of(before + "kind", kind, get_args(QuoteKind))

    @property
    def narrowing(self) -> Mapping[str, tuple[str, ...]]:
        """The ``filters``, and where none is of a kind, the kinds that stand in quotation marks."""
        return self.filters if "kind" in self.filters or SAID.search(self.q) else {**self.filters, "kind": QUOTED}


SAID = re.compile(r"\bsaid:")


def _one_of(parameter: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise RequestError(parameter, f"{value!r} is not one of {', '.join(allowed)}")


def _within(parameter: str, value: int, largest: int) -> None:
    if not 1 <= value <= largest:
        raise RequestError(parameter, f"{value} is not a number from 1 to {largest:,}")


@dataclass(frozen=True)
class Span:
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Snippet:
    """A passage of a hit: ``text`` as it stands in ``field``, from offset ``start`` of the article's text on,
    with the matched words in ``highlights`` (offsets in ``text``). ``cut_before`` and ``cut_after`` say that
    its sentence goes on there. ``speaker`` is who said its first matched word, where that is in a quote. What is no
    part of the text, as a tag or a dateline, has a ``start`` of -1."""

    field: str
    text: str
    start: int
    highlights: tuple[Span, ...]
    cut_before: bool = False
    cut_after: bool = False
    speaker: str = ""
    speaker_key: str = ""

    @property
    def label(self) -> str:
        """What stands before it; nothing before a passage of the body."""
        return "" if self.field == "body" else one_of_field(self.field)


LEAST_SHOWN = 0.005  # of a score that is shown with two digits


@dataclass(frozen=True)
class Reason:
    """What gave a part of a hit's score: ``what`` of the query, in which ``field``, and how much. No field is named
    where several have it together."""

    what: str
    field: str
    score: float

    def __str__(self) -> str:
        where = f" in {one_of_field(self.field)}" if self.field else ""
        return f"{self.what}{where} {self.score:.2f}"


def one_of_field(name: str) -> str:
    """What one text in a field is called."""
    return {"captions": "caption", "quotes": "quote", "tags": "tag"}.get(name, name)


@dataclass(frozen=True)
class Hit:
    """One article found. ``score`` says how well it answers, where results are sorted by that, else it is 0;
    ``highlights`` are the matched words of the headline. ``why`` are the reasons for the score, which they add up to,
    the weightiest first, where the request asks for them. ``corrected``: whether it has a notice of correction."""

    id: str
    score: float
    headline: str
    highlights: tuple[Span, ...]
    published: date | datetime | None
    byline: tuple[str, ...]
    section: str
    source: str
    url: str
    snippets: tuple[Snippet, ...]
    dateline: str = ""
    tags: tuple[str, ...] = ()
    publication: str = ""
    agency: str = ""
    kicker: str = ""
    corrected: bool = False
    why: tuple[Reason, ...] = ()

    @property
    def sum(self) -> str:
        """The score and its reasons, but for those that round to nothing."""
        return f"{self.score:.2f} = " + " + ".join(str(reason) for reason in self.why if reason.score >= LEAST_SHOWN)


@dataclass(frozen=True)
class FacetValue:
    """How many results have ``value``; ``selected`` where it is among the request's filters, ``excluded`` where among
    the values that it leaves out."""

    value: str
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True)
class QuoteHit:
    """One quote found. ``score`` is as in ``Hit``; ``text`` are its words, ``highlights`` the matched ones; ``start``
    and ``end`` delimit them in the article's text; ``context`` is the passage around it. ``confidence`` says how sure
    the speaker is, ``somebodys`` that these are anybody's words at all."""

    id: str
    score: float
    text: str
    highlights: tuple[Span, ...]
    speaker: str
    speaker_key: str
    speaker_role: str
    kind: str
    confidence: float
    somebodys: float
    context: str
    article: str
    headline: str
    start: int
    end: int
    published: date | datetime | None
    section: str


def doubt(said: Quote | QuoteHit) -> str:
    """What a reader is to be told of how sure it is that these are anybody's words, and if they are, this speaker's;
    nothing where it is sure enough."""
    somebodys = f"not sure: somebody’s words {said.somebodys * 100:.0f} %"
    if said.speaker and said.confidence < SURE:
        whose = said.confidence / max(said.somebodys, said.confidence, 0.001)
        return f"{somebodys}, if so this speaker’s {whose * 100:.0f} %"
    return somebodys if not said.speaker and 0 < said.somebodys < SURE else ""


AnyHit = TypeVar("AnyHit", Hit, QuoteHit)


@dataclass(frozen=True)
class Results(Generic[AnyHit]):
    """The answer to a request.

    ``total`` is exact; ``read_as`` is the query as it was understood, in the query language; ``notes`` say what of it
    was left out, or is read otherwise than its signs say;
    ``partial`` says that none has all the words and these have some; ``did_you_mean`` is another query
    that would find more, or empty; ``facets`` counts each facet's values as if it were not filtered by, and is empty
    where the request has no use for it; ``periods`` counts over time, if the request asks for that.
    """

    total: int
    hits: tuple[AnyHit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    read_as: str
    notes: tuple[str, ...]
    partial: bool
    did_you_mean: str
    page: int
    size: int
    took_ms: float
    periods: Periods | None = None

    @property
    def pages(self) -> int:
        """The number of pages."""
        return -(-self.total // self.size)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, dates in ISO 8601: what the JSON endpoints and the command line's ``--json`` give."""
        return {name: _plain(value) for name, value in vars(self).items()}


SIMPLE = frozenset([str, int, float, bool, type(None)])


def _plain(value: Any) -> Any:
    """What a part of an answer is in JSON. As ``asdict``, but the values in it, which never change, are not copied:
    that took a fifth of the time of a request."""
    kind = type(value)
    if kind in SIMPLE:
        return value
    if kind is tuple:
        return tuple([_plain(one) for one in value])
    if kind is dict:
        return {name: _plain(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else {name: _plain(one) for name, one in vars(value).items()}


SearchResults = Results[Hit]
QuoteResults = Results[QuoteHit]


class FoundQuote(NamedTuple):
    """One quote found, with its id and its article."""

    id: str
    article: Article
    quote: Quote


AnyFound = TypeVar("AnyFound", Article, FoundQuote, str)


@dataclass(frozen=True)
class Export(Generic[AnyFound]):
    """All that a request finds, in order, of one ``generation``: ``found`` is read while one goes through it, once. The
    others are as in ``Results``."""

    total: int
    read_as: str
    notes: tuple[str, ...]
    partial: bool
    generation: str
    found: Iterator[AnyFound]
