"""Articles as plain values, to be stored or sent: dicts, tuples (in JSON lists), strings and numbers."""

from __future__ import annotations

from datetime import date, datetime
from itertools import starmap
from typing import Any, cast

from corpus.article import ABSENT, DATES, LISTS, STRINGS, Article, Source, Unreadable
from corpus.quotes.quote import Quote

Record = dict[str, Any]

# Beside the fields of an article that was made from a record, that record: what a worker sent is stored as it came.
MADE_FROM = "_record"
SAID = ("quotes", "statements")
TEXTS = ("headline", "deck", "paragraphs", "captions")  # in the order of ``Article.strings``
WITHOUT = {"headline": "", **ABSENT}


def to_record(article: Article) -> Record:
    """An article with its quotes: its fields by name, absent ones left out; dates in ISO 8601, each quote and
    statement a tuple of its values in their order."""
    values = vars(article)
    if MADE_FROM in values:
        return cast("Record", values[MADE_FROM])
    record = {name: values[name] for name in STRINGS if values[name]}
    record |= {name: values[name] for name in LISTS if values[name] and name != "origins"}
    record["source"] = {"file": article.source.file, "position": article.source.position}
    record |= {name: values[name].isoformat() for name in DATES if values[name]}
    record["quotes"] = tuple(map(tuple, article.quotes))
    record["statements"] = tuple(map(tuple, article.statements))
    return record


def without_texts(article: Article) -> Record:
    """The record of an article with, under "texts", how many of ``Article.strings`` are of each of ``TEXTS``, instead
    of these."""
    record = to_record(article)
    rest = {name: value for name, value in record.items() if name not in TEXTS}
    rest["texts"] = bool(article.headline), bool(article.deck), len(article.paragraphs), len(article.captions)
    return rest


def with_texts(rest: Record, texts: list[str]) -> Article:
    """The article that ``without_texts`` was given, from what that gave and its ``strings``; ``ValueError`` where these
    are more or fewer."""
    if len(texts) != sum(rest["texts"]):
        raise ValueError(f"an article of {sum(rest['texts'])} texts has {len(texts)}")
    record, at = {name: value for name, value in rest.items() if name != "texts"}, 0
    for name, count in zip(TEXTS, rest["texts"], strict=True):
        if count:
            record[name] = texts[at : at + count] if name in LISTS else texts[at]
            at += count
    return from_record(record)


def moment(written: str | None) -> date | datetime | None:
    """The day or time that is written in ISO 8601; None where nothing is."""
    return (datetime if "T" in written else date).fromisoformat(written) if written else None


def from_record(record: Record) -> Article:
    """The article that ``to_record`` was given."""
    values = WITHOUT | record
    for name in LISTS:
        values[name] = tuple(values[name])
    values["source"] = Source(**values["source"])
    for name in DATES:
        values[name] = moment(values[name])
    for name in SAID:
        values[name] = tuple(starmap(Quote, values[name]))
    article = object.__new__(Article)  # its strings were put on one line when it was first made, and that takes time
    vars(article).update(values)
    vars(article)[MADE_FROM] = record
    return article


def to_list(item: Unreadable) -> list[str | bool]:
    """What could not be read, as plain values."""
    issued = item.issued.isoformat() if item.issued else ""
    return [item.source.file, item.source.position, item.reason, item.withdraws, item.try_again, issued]


def from_list(values: list[Any]) -> Unreadable:
    """What ``to_list`` was given."""
    file, position, reason, withdraws, try_again, issued = values
    return Unreadable(Source(file, position), reason, withdraws, try_again, moment(issued))
