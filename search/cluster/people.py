"""Who is quoted in an archive on a cluster, as ``search.showing.speakers`` has it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corpus.quotes.quote import QUOTED
from index.cluster.connection import Json
from index.document import speaker_key
from index.fields import EXACT
from index.text.analysis import tokens
from search.answers import Speaker, SpeakerProfile
from search.cluster.counting import MOST_MONTHS
from search.cluster.finding import ORDERS, ClusterSide
from search.errors import NoSuchSpeaker
from search.showing.speakers import MOST_READ, MOST_TOGETHER, candidates, own_words, telling

ALL_NAMED = 10_000  # speakers whom each shard names
SEVERAL = 5  # times as many are asked for as are shown: among those of equal counts, names decide, and not keys
IN_MARKS: Json = {"terms": {"kind": [*QUOTED]}}


def beginning(side: ClusterSide, prefix: str, limit: int) -> tuple[Speaker, ...]:
    """Speakers with a name of which a word begins with ``prefix``, most quoted first."""
    ends = speaker_key(prefix)
    begins: Json = {"prefix": {"speaker_ends": ends}} if ends else {"exists": {"field": "speaker_key"}}
    return _counted(side, begins, limit)


def _counted(side: ClusterSide, query: Json, limit: int, but: str = "") -> tuple[Speaker, ...]:
    """Whose quotes and statements a query finds, most quoted first, then those with most statements."""
    size = SEVERAL * (limit + 1)
    order = [{"quotes": "desc"}, {"_count": "desc"}, {"_key": "asc"}]
    keys = {"field": "speaker_key", "size": size, "shard_size": max(ALL_NAMED, size), "order": order}
    counts = {"keys": {"terms": keys, "aggs": {"quotes": {"filter": IN_MARKS}}}}
    buckets = side.ask({"size": 0, "query": query, "aggs": counts})["aggregations"]["keys"]["buckets"]
    names = side.words.names([each["key"] for each in buckets])
    found = [_speaker(each, names) for each in buckets if each["key"] != but]
    return tuple(sorted(found, key=lambda one: (-one.quotes, -one.statements * (not one.quotes), one.name))[:limit])


def _speaker(bucket: Any, names: dict[str, str]) -> Speaker:
    key, quotes = bucket["key"], bucket["quotes"]["doc_count"]
    return Speaker(key, names[key], quotes, bucket["doc_count"] - quotes)


def profile(side: ClusterSide, key: str) -> SpeakerProfile:
    """What the archive knows of one speaker. Raises ``NoSuchSpeaker``."""
    theirs: Json = {"term": {"speaker_key": key}}
    counts = {
        "articles": {"cardinality": {"field": "of", "precision_threshold": 40_000}},
        "quotes": {
            "filter": IN_MARKS,
            "aggs": {"months": {"terms": {"field": "month", "size": MOST_MONTHS, "order": {"_key": "desc"}}}},
        },
    }
    answer = side.ask({"size": 0, "track_total_hits": True, "query": theirs, "aggs": counts})
    said, found = answer["hits"]["total"]["value"], answer["aggregations"]
    if not said:
        raise NoSuchSpeaker(key)
    quotes = found["quotes"]["doc_count"]
    roles, uses = _read(side, {"bool": {"filter": [theirs, IN_MARKS]}} if quotes else theirs)
    beside = {"has_parent": {"parent_type": "article", "query": {"has_child": {"type": "quote", "query": theirs}}}}
    years: Counter[str] = Counter()
    for each in found["quotes"]["months"]["buckets"]:
        years[str(each["key"] // 12)] += each["doc_count"]
    return SpeakerProfile(
        key=key,
        name=side.words.names([key])[key],
        quotes=quotes,
        statements=said - quotes,
        articles=found["articles"]["value"],
        roles=telling(roles),
        years=dict(years),
        words=_own_words(side, uses) if quotes else (),
        together=_counted(side, beside, MOST_TOGETHER, but=key),
    )


def _read(side: ClusterSide, theirs: Json) -> tuple[Counter[str], Counter[str]]:
    """(roles, words) of the newest quotes that a query finds, counted."""
    roles: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    hits: list[Any] = side.ask({"size": MOST_READ, "query": theirs, "sort": ORDERS["newest"]})["hits"]["hits"]
    articles = side.articles_of(each["_source"] for each in hits)
    for each in hits:
        article = articles[each["_source"]["of"]]
        quote = article.said[each["_source"]["nth"]]
        roles[quote.speaker_role] += bool(quote.speaker_role)
        uses.update(token.form for token in tokens(article.text[quote.start : quote.end]))
    return +roles, uses


def _own_words(side: ClusterSide, uses: Counter[str]) -> tuple[str, ...]:
    asked = candidates(uses)
    overall = side.words.occurrences(EXACT + word for word in asked)
    everybody = int(side.words.sizes.lengths.get("everywhere", 0))
    return own_words(uses, {word: overall[EXACT + word] for word in asked}, everybody)
