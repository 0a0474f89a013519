"""Who is quoted in an archive on a cluster, as ``search.showing.speakers`` has it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from index.cluster.connection import Json
from index.document import speaker_key
from index.fields import EXACT
from index.text.analysis import tokens
from search.cluster.counting import MOST_MONTHS
from search.cluster.finding import ORDERS, Searched
from search.errors import NoSuchSpeaker
from search.request import Speaker, SpeakerProfile
from search.showing.facets import by_period
from search.showing.speakers import MOST_READ, MOST_TOGETHER, candidates, own_words, telling

ALL_NAMED = 10_000  # speakers whom each shard names
SEVERAL = 5  # times as many are asked for as are shown: among those of equal counts, names decide, and not keys


def beginning(searched: Searched, prefix: str, limit: int) -> tuple[Speaker, ...]:
    """Speakers with a name of which a word begins with ``prefix``, most quoted first."""
    ends = f"{speaker_key(prefix)}"
    begins: Json = {"prefix": {"speaker_ends": ends}} if ends else {"exists": {"field": "speaker_key"}}
    return _counted(searched, begins, limit)


def _counted(searched: Searched, query: Json, limit: int, but: str = "") -> tuple[Speaker, ...]:
    size = SEVERAL * (limit + 1)
    keys = {"terms": {"field": "speaker_key", "size": size, "shard_size": max(ALL_NAMED, size)}}
    buckets = searched.ask({"size": 0, "query": query, "aggs": {"keys": keys}})["aggregations"]["keys"]["buckets"]
    names = searched.words.names([each["key"] for each in buckets])
    found = [Speaker(each["key"], names[each["key"]], each["doc_count"]) for each in buckets if each["key"] != but]
    return tuple(sorted(found, key=lambda one: (-one.quotes, one.name))[:limit])


def profile(searched: Searched, key: str) -> SpeakerProfile:
    """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""
    theirs: Json = {"term": {"speaker_key": key}}
    counts = {
        "articles": {"cardinality": {"field": "of", "precision_threshold": 40_000}},
        "months": {"terms": {"field": "month", "size": MOST_MONTHS, "order": {"_key": "desc"}}},
    }
    answer = searched.ask({"size": 0, "track_total_hits": True, "query": theirs, "aggs": counts})
    quotes, found = answer["hits"]["total"]["value"], answer["aggregations"]
    if not quotes:
        raise NoSuchSpeaker(key)
    roles, uses = _read(searched, theirs)
    beside = {"has_parent": {"parent_type": "article", "query": {"has_child": {"type": "quote", "query": theirs}}}}
    months = [(each["key"], each["doc_count"]) for each in found["months"]["buckets"]]
    return SpeakerProfile(
        key=key,
        name=searched.words.names([key])[key],
        quotes=quotes,
        articles=found["articles"]["value"],
        roles=telling(roles),
        years=dict(by_period("year", months)),
        words=_own_words(searched, uses),
        together=_counted(searched, beside, MOST_TOGETHER, but=key),
    )


def _read(searched: Searched, theirs: Json) -> tuple[Counter[str], Counter[str]]:
    """(roles, words) of the newest quotes that a query finds, counted."""
    roles: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    hits: list[Any] = searched.ask({"size": MOST_READ, "query": theirs, "sort": ORDERS["newest"]})["hits"]["hits"]
    articles = searched.articles_of(each["_source"] for each in hits)
    for each in hits:
        article = articles[each["_source"]["of"]]
        quote = article.quotes[each["_source"]["nth"]]
        roles[quote.speaker_role] += bool(quote.speaker_role)
        uses.update(token.form for token in tokens(article.text[quote.start : quote.end]))
    return +roles, uses


def _own_words(searched: Searched, uses: Counter[str]) -> tuple[str, ...]:
    asked = candidates(uses)
    overall = searched.words.occurrences(EXACT + word for word in asked)
    everybody = int(searched.words.sizes.lengths.get("everywhere", 0))
    return own_words(uses, {word: overall[EXACT + word] for word in asked}, everybody)
