"""How the indexes of an archive on a cluster are laid out: what OpenSearch is told of their fields.

Of a name two indexes are made a generation, ``name-000012`` of the articles and their quotes, and
``name-000012-words``, of what is known of all: words, labels, the report, the files read. The name itself is an alias
of the first. A quote or a statement is a document of its own, a child of its article, so that ``speaker:`` and
``quote:`` bind to one.

An article's words are in two fields, a quote's in two others. ``terms`` has them at their positions, in the layers
of ``index.cluster.terms``: what matches. ``weights`` has each term's weight, a number by its name: what scores.
"""

from __future__ import annotations

from typing import NamedTuple

from index.cluster.connection import Json
from index.document import ARTICLE_LABELS, QUOTE_FIELDS, QUOTE_LABELS
from index.fields import EVERYWHERE, TEXT_FIELDS
from index.text.batches import PART_GAP

FORMAT = 1
META = "morgue"  # in ``_meta`` of a mapping: what is Morgue's
ARTICLE, QUOTE = "article", "quote"  # what a document is: the second are statements, too
# Between the terms of one position, and where a position is skipped.
LAYER, SKIPPED = "|", "¶"
LONGEST_LAYERS = 8192  # code points: eight terms of the longest words with the longest names of fields
LARGEST_PAGE = 10_000  # hits that a cluster gives at once


class Side(NamedTuple):
    """What is searched as one: articles, or quotes. ``terms``, ``weights`` and ``lengths`` name what of its documents
    OpenSearch has to know; the words in them are of so many ``fields``."""

    kind: str
    terms: str
    weights: str
    lengths: str
    fields: tuple[str, ...]


ARTICLES = Side(ARTICLE, "terms", "weights", "lengths", (EVERYWHERE, *TEXT_FIELDS))
QUOTES = Side(QUOTE, "said", "said_weights", "said_lengths", (EVERYWHERE, *QUOTE_FIELDS))


def articles_index(shards: int, replicas: int, meta: Json) -> Json:
    """The settings and the mapping of the index of articles and quotes; ``meta`` is kept in it."""
    keyword, words = {"type": "keyword"}, {
        "type": "text", "analyzer": "layers", "search_analyzer": "terms", "norms": False,
        "position_increment_gap": PART_GAP,
    }  # fmt: skip
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "codec": "best_compression",
            "refresh_interval": -1,  # until it is in force: nobody searches what is being written
            "unassigned.node_left.delayed_timeout": "10s",
            "mapping.total_fields.limit": 200,
            "analysis": {
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": LONGEST_LAYERS}},
                "filter": {
                    "each_layer": {"type": "pattern_capture", "preserve_original": False, "patterns": [r"([^|]+)"]},
                    "skipped": {"type": "stop", "stopwords": [SKIPPED]},
                },
                "analyzer": {
                    "layers": {"type": "custom", "tokenizer": "blanks", "filter": ["each_layer", "skipped"]},
                    "terms": {"type": "custom", "tokenizer": "blanks"},
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {META: {"format": FORMAT, **meta}},
            "_source": {"excludes": ["document", *(name for side in (ARTICLES, QUOTES) for name in side[1:4])]},
            "properties": {
                "document": {"type": "join", "relations": {ARTICLE: QUOTE}},
                "id": keyword,
                "share": keyword,  # of whom it comes, where several write
                "of": keyword,  # the id of the article, of a quote
                "nth": {"type": "integer", "index": False},
                "has": keyword,  # fields with a word in them
                "day": {"type": "integer"},
                "month": {"type": "integer"},
                "instant": {"type": "long"},
                **dict.fromkeys((*ARTICLE_LABELS, *QUOTE_LABELS, "speaker_key", "speaker_ends"), keyword),
                **dict.fromkeys((ARTICLES.terms, QUOTES.terms), words),
                **{name: {"type": "rank_features"} for name in (ARTICLES.weights, QUOTES.weights)},
                **{side.lengths: _lengths(side) for side in (ARTICLES, QUOTES)},
                "article": {"type": "object", "enabled": False},
            },
        },
    }  # fmt: skip


def _lengths(side: Side) -> Json:
    return {"properties": {name: {"type": "float", "index": False} for name in side.fields}}


def words_index(replicas: int) -> Json:
    """The settings and the mapping of the index of what is known of all articles together."""
    keyword = {"type": "keyword"}
    return {
        "settings": {"number_of_shards": 1, "number_of_replicas": replicas, "refresh_interval": -1},
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "kind": keyword,
                "form": keyword,  # of a word
                "of": keyword,  # in what it stands: articles, quotes
                "stem": keyword,  # of a word, and of one in parts
                "key": {"type": "keyword", "index": False},
                "count": {"type": "long", "index": False},  # of a word everywhere in articles
                "said": {"type": "long", "index": False},  # and in quotes
                "facet": keyword,  # of a label
                "label": keyword,
                **dict.fromkeys(("case", "folded", "begins"), keyword),  # by which it is found
                "content": {"type": "object", "enabled": False},
            },
        },
    }  # fmt: skip
