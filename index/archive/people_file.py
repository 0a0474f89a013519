"""What an editor knows better: ``people.toml`` in the archive's folder, applied at every rebuild.

[merge]                    # one person under several names
"Jeff Sessions" = ["Jefferson Sessions", "J. B. Sessions"]

[split."John Smith"]       # several people under one name: the ids of the articles that mean this one
"John Smith (mayor)" = ["lantern-2023-0017"]

[speaker]                  # the speaker of one quote, by its id; "" for nobody
"9f86d081884c7d65" = "Sean Spicer"
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.quotes.quote import Quote
from index.document import quote_ids, speaker_key
from index.errors import SettingsError
from index.small_files import read_toml

PEOPLE_FILE = "people.toml"


@dataclass(frozen=True)
class Corrections:
    """``merged``: speaker key to the name to use; ``split``: (speaker key, article id) to the name to use;
    ``speakers``: quote id to the speaker."""

    merged: dict[str, str] = field(default_factory=dict)
    split: dict[tuple[str, str], str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)


def load_corrections(archive: Path) -> Corrections:
    """The corrections in an archive's folder; none where there is no file. Raises ``SettingsError`` or
    ``OSError``."""
    path = archive / PEOPLE_FILE
    document = read_toml(path)
    unknown = document.keys() - {"merge", "split", "speaker"}
    if unknown:
        raise SettingsError(f"{path}: unknown table {min(unknown)!r}; there are [merge], [split] and [speaker]")
    merge = _table(document.get("merge", {}), path, "merge")
    split = {
        name: _table(parts, path, f"split.{name!r}")
        for name, parts in _table(document.get("split", {}), path, "split").items()
    }
    speakers = _table(document.get("speaker", {}), path, "speaker")
    if not all(isinstance(name, str) for name in speakers.values()):
        raise SettingsError(f"{path}: [speaker]: each quote id is given a name in quotation marks")
    return Corrections(
        {speaker_key(other): name for name, others in merge.items() for other in _list(others, path, name)},
        {
            (speaker_key(name), article): part
            for name, parts in split.items()
            for part, articles in parts.items()
            for article in _list(articles, path, part)
        },
        speakers,
    )


def corrected(article: Article, corrections: Corrections) -> Article:
    """``article`` with its quotes as an editor has them."""
    if not (corrections.speakers or corrections.split or corrections.merged):
        return article
    said = tuple(
        _corrected(quote, identifier, article.id, corrections)
        for quote, identifier in zip(article.said, quote_ids(article), strict=True)
    )
    count = len(article.quotes)
    return article if said == article.said else article.with_quotes(said[:count], said[count:])


def _corrected(quote: Quote, identifier: str, article_id: str, corrections: Corrections) -> Quote:
    if identifier in corrections.speakers:
        speaker = corrections.speakers[identifier]
        sure = 1.0 if speaker else 0.0
        return quote._replace(speaker=speaker, speaker_role="", rule="editor", confidence=sure, somebodys=sure)
    key = speaker_key(quote.speaker)
    name = corrections.split.get((key, article_id)) or corrections.merged.get(key)
    return quote._replace(speaker=name) if name else quote


def _table(value: Any, path: Path, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{path}: [{name}] must be a table")
    return value


def _list(value: Any, path: Path, name: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f'{path}: {name!r} must be given a list of names or ids: ["…", "…"]')
    return value
