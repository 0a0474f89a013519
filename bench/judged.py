"""Collections of documents, queries and judgments of which document answers which query, as they are published.

What stands in a folder (or a ``.tar.xz`` in it, which is read without unpacking it) is told by its files: those of the
SMART system (``CISI.ALL``, ``.QRY``, ``.REL``), BEIR's (``corpus.jsonl``, ``queries.jsonl``, ``qrels/*.tsv``), TREC's
(documents ``*.sgm`` or ``*.trec`` in ``<DOC>``, ``topics*``, ``qrels*``), and Reuters-21578 (``reut2-*.sgm``).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from bench.corpora import reuters

Gains: TypeAlias = dict[str, dict[str, float]]
Files: TypeAlias = Mapping[str, Callable[[], str]]  # by path, how to read each

SEED = 21_578
# Stories that have a Reuters headline's topics and places: with fewer nothing is to be ranked, with more (of earnings
# there are thousands) nearly any order is right.
FEWEST_ALIKE, MOST_ALIKE = 3, 100
FEWEST_TAGS = 2  # a topic and a place
REUTERS_QUERIES = 200  # in each half
FIELD = re.compile(r"^\.([A-Z])[ \t]*(.*)$")
DOC = re.compile(r"<DOC>(.*?)</DOC>", re.DOTALL | re.IGNORECASE)
TOPIC = re.compile(r"<top>(.*?)(?=</top>|<top>|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
TITLES = ("HEADLINE", "HEAD", "HL", "TITLE", "TI")
# Cranfield's codes fall from 1, a complete answer, to 4, of minimum interest; 5 is none.
CRANFIELD_GAINS = {"1": 4.0, "2": 3.0, "3": 2.0, "4": 1.0}


@dataclass(frozen=True, slots=True)
class Text:
    """A document: its headline, which may be empty, and what stands below."""

    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class Collection:
    """``documents`` and ``queries`` by their ids; ``gains``: of each query, what the documents are worth that answer
    it, more than 0; ``without``: of each query that is a document itself, which one."""

    name: str
    documents: dict[str, Text]
    queries: dict[str, str]
    gains: Gains
    without: Mapping[str, str]


def collections(data: Path) -> Iterator[Collection]:
    """All collections in the folders below ``data``, and in their archives."""
    for name, files in sorted(_folders(data).items()):
        yield from (_judged(found) for found in _collections(name, files))
    for folder in sorted({path.parent for path in data.rglob("reut2-*.sgm*")}):
        yield from _reuters(folder)


def _folders(data: Path) -> dict[str, dict[str, Callable[[], str]]]:
    """The files of each folder that has some, by their paths in it."""
    found: dict[str, dict[str, Callable[[], str]]] = defaultdict(dict)
    for path in sorted(filter(Path.is_file, data.rglob("*"))):
        if path.suffixes[-2:] == [".tar", ".xz"]:
            with tarfile.open(path) as archive:
                for member in filter(tarfile.TarInfo.isfile, archive):
                    inner = Path(member.name)
                    text = archive.extractfile(member).read().decode("utf-8", "replace")  # type: ignore[union-attr]
                    found[str(inner.parent)][inner.name] = text.__str__
        else:
            top = path.parent.parent if path.parent.name == "qrels" else path.parent
            found[str(top.relative_to(data))][str(path.relative_to(top))] = lambda path=path: _read(path)  # type: ignore[misc]
    return found


def _read(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def _collections(name: str, files: Files) -> Iterator[Collection]:
    by_lower = {path.lower().removesuffix(".gz"): path for path in files}
    if "corpus.jsonl" in by_lower and "queries.jsonl" in by_lower:
        yield _beir(name, {lower: files[path] for lower, path in by_lower.items()})
    elif any(path.endswith(".all") or ".all." in path for path in by_lower):
        yield _smart(name, files)
    elif any("topics" in path for path in by_lower) and any("qrels" in path for path in by_lower):
        yield _trec(name, files)


def _judged(collection: Collection) -> Collection:
    """The collection with those queries only to which some document that there is answers."""
    gains = {
        query: {document: gain for document, gain in judged.items() if gain > 0 and document in collection.documents}
        for query, judged in collection.gains.items()
        if query in collection.queries
    }
    gains = {query: known for query, known in gains.items() if known}
    queries = {query: collection.queries[query] for query in gains}
    return replace(collection, queries=queries, gains=gains)


# BEIR ----------------------------------------------------------------------------------------------------------------


def _beir(name: str, files: Files) -> Collection:
    lines = _json_lines(files["corpus.jsonl"])
    documents = {str(one["_id"]): Text(one.get("title") or "", one.get("text") or "") for one in lines}
    queries = {str(one["_id"]): one["text"] for one in _json_lines(files["queries.jsonl"])}
    tables = sorted(path for path in files if path.endswith(".tsv"))
    chosen = next((path for path in tables if path.endswith("test.tsv")), tables[0])
    gains: Gains = defaultdict(dict)
    for line in files[chosen]().splitlines()[1:]:
        query, document, gain = line.split("\t")[:3]
        gains[query][document] = float(gain)
    same = {query: query for query in queries if query in documents}
    return Collection(name, documents, queries, gains, same)


def _json_lines(read: Callable[[], str]) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in read().splitlines() if line.strip())


# SMART ---------------------------------------------------------------------------------------------------------------


def _smart(name: str, files: Files) -> Collection:
    def of(*endings: str) -> str:
        return next(read() for path, read in files.items() if path.lower().endswith(endings))

    cranfield = any(path.lower().startswith("cranqrel") for path in files)
    documents = {key: Text(one.get("T", ""), one.get("W", "")) for key, one in _records(of(".all", ".all.1400"))}
    asked = [one.get("W", "") for _, one in _records(of(".qry"))]
    keys = [key for key, _ in _records(of(".qry"))]
    # Cranfield's judgments number the queries in their order, not by their numbers.
    queries = {str(n) if cranfield else key: text for n, (key, text) in enumerate(zip(keys, asked, strict=True), 1)}
    gains: Gains = defaultdict(dict)
    for line in of("cranqrel", ".rel").splitlines():
        cells = line.split()
        if cranfield:
            gains[cells[0]][cells[1]] = CRANFIELD_GAINS.get(cells[2], 0.0)
        elif cells:
            gains[cells[0]][cells[2] if name == "med" else cells[1]] = 1.0
    return Collection(name, documents, queries, gains, {})


def _records(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The number of each record and its fields by their letters, each on one line."""
    number, fields, letter = "", defaultdict[str, list[str]](list), ""
    for line in [*text.splitlines(), ".I"]:
        if found := FIELD.match(line):
            letter = found.group(1)
            if letter == "I":
                if number:
                    yield number, {name: " ".join(lines).strip() for name, lines in fields.items()}
                number, fields = found.group(2).strip().lstrip("0"), defaultdict(list)
        else:
            fields[letter].append(line.strip())


# TREC ----------------------------------------------------------------------------------------------------------------


def _trec(name: str, files: Files) -> Collection:
    documents: dict[str, Text] = {}
    queries: dict[str, str] = {}
    gains: Gains = defaultdict(dict)
    for path, read in files.items():
        lower = path.lower()
        if "qrels" in lower:
            for line in read().splitlines():
                if len(cells := line.split()) >= 4:  # noqa: PLR2004 - topic, iteration, document, judgment
                    gains[cells[0]][cells[2]] = float(cells[3])
        elif "topics" in lower:
            queries.update(_topics(read()))
        else:
            documents.update({_element(one, "DOCNO"): _trec_text(one) for one in DOC.findall(read())})
    return Collection(name, documents, queries, gains, {})


def _topics(text: str) -> Iterator[tuple[str, str]]:
    """The number and title of each topic."""
    for topic in TOPIC.findall(text):
        number, title = (re.search(rf"<{tag}>([^<]*)", topic, re.IGNORECASE) for tag in ("num", "title"))
        if number and title:
            yield (
                re.sub(r"\D*0*(\d+).*", r"\1", number.group(1), flags=re.DOTALL),
                " ".join(title.group(1).removeprefix(" Topic:").split()),
            )


def _trec_text(document: str) -> Text:
    headline = next((text for tag in TITLES if (text := _element(document, tag))), "")
    whole = re.sub(
        rf"<({'|'.join((*TITLES, 'DOCNO', 'DOCID'))})>.*?</\1>", " ", document, flags=re.DOTALL | re.IGNORECASE
    )
    return Text(headline, TAG.sub(" ", whole).strip())


def _element(document: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL | re.IGNORECASE)
    return " ".join(TAG.sub(" ", found.group(1)).split()) if found else ""


# Reuters-21578 -------------------------------------------------------------------------------------------------------


def _reuters(folder: Path) -> Iterator[Collection]:
    """Two halves of the same kind of query: a headline asks for the other stories with just its topics and places,
    which are not indexed."""
    stories = {story.id: story for story in reuters(folder)}
    alike = defaultdict(list)
    for story in stories.values():
        alike[frozenset(story.tags)].append(story.id)
    able = [
        story.id
        for story in stories.values()
        if len(set(story.tags)) >= FEWEST_TAGS
        and story.headline
        and FEWEST_ALIKE <= len(alike[frozenset(story.tags)]) - 1 <= MOST_ALIKE
    ]
    random.Random(SEED).shuffle(able)
    documents = {story.id: Text(story.headline, story.body) for story in stories.values()}
    for n, half in enumerate("ab"):
        asked = able[n * REUTERS_QUERIES : (n + 1) * REUTERS_QUERIES]
        gains = {
            key: {other: 1.0 for other in alike[frozenset(stories[key].tags)] if other != key} for key in asked
        }  # fmt: skip
        queries = {key: stories[key].headline for key in asked}
        yield Collection(f"reuters-{half}", documents, queries, gains, {key: key for key in asked})
