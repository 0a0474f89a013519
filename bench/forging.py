"""What somebody writes who knows the format of archives: any value in any place, and all checksums made to fit.

The values are in arrays (a number, the type or shape of all), in JSON (of files, of the records of articles, of the
manifest) and in what is compressed.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import zstandard

from index.archive.manifest import MANIFEST, entry_of
from index.arrays.npy import save
from index.postings.trust import write_sums
from index.store.articles import ArticleReader
from index.store.texts import BLOCK

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -5, 9.0, 0.5, -0.1, 1 << 31, 1 << 63, 10**400, float("nan"), float("inf"), "", "x",
    "\ud800", "../../x", "\x1b[2J\n", [], [[]], {}, {"a": [1]}, [5, "x"], json.loads("[" * 400 + "]" * 400),
)  # fmt: skip
TEXTS = (
    "", "[]", "{}", "null", "5", "1e999", "NaN", "[" * 100_000, '{"a":' * 100_000, "9" * 5_000, '{"a": 1', "\0", "[1]x",
)  # fmt: skip
SHAPES: tuple[Callable[[Any], Any], ...] = (
    lambda a: a.astype(np.float64), lambda a: a.astype(np.bool_), lambda a: a.astype(np.int8),
    lambda a: a.astype(np.uint64), lambda a: a[:0], lambda a: a[:-1], lambda a: np.concatenate([a, a]),
    lambda a: a.reshape(-1, 1), lambda a: a.reshape(-1), lambda a: np.sort(a, axis=0)[::-1],
)  # fmt: skip
BOMB = zstandard.compress(bytes(1 << 27))  # in a file of 4 KB
# A frame that claims a terabyte: the header of Zstandard's with eight bytes of size, and a block of nothing.
CLAIM = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little") + b"\x01\x00\x00"


def edited(folder: Path, chance: random.Random) -> str:
    """Change one value, and seal the generation again; where, and what stands there now."""
    change = chance.choice((number, number, retyped, json_value, json_value, json_text, record, compressed, manifest))
    return f"{change.__name__}: {change(folder, chance)}"


def number(folder: Path, chance: random.Random) -> str:
    """Change one number of an array."""
    arrays = sorted(path for path in folder.rglob("*") if path.suffix in (".npy", ".bin") and ".sums" not in path.name)
    path = chance.choice(arrays)
    array = np.fromfile(path, np.uint64) if path.suffix == ".bin" else np.load(path, allow_pickle=False)
    if not array.size:
        return "nothing"
    flat = array.reshape(-1)
    at = chance.randrange(len(flat))
    limits = np.iinfo(flat.dtype) if flat.dtype != np.bool_ and flat.dtype.kind in "iu" else None
    if limits:
        some = [0, int(limits.max), int(limits.min), int(flat[at]) ^ 1 << chance.randrange(limits.bits - 1), len(flat)]
        flat[at] = np.array(chance.choice(some) & int(np.iinfo(np.uint64).max)).astype(np.uint64).astype(flat.dtype)
    else:
        flat[at] = not flat[at] if flat.dtype == np.bool_ else chance.choice([np.inf, -1, 0, np.nan])
    _write_array(path, array)
    seal(folder)
    return f"{path.relative_to(folder)}[{at}] = {flat[at]}"


def retyped(folder: Path, chance: random.Random) -> str:
    """Make an array one of another type, shape or order."""
    path = chance.choice(sorted(folder.rglob("*.npy")))
    shape = chance.randrange(len(SHAPES))
    array = SHAPES[shape](np.load(path, allow_pickle=False))
    _write_array(path, np.ascontiguousarray(array))
    seal(folder)
    return f"{path.relative_to(folder)} is {array.dtype}{list(array.shape)}, by {shape}"


def _write_array(path: Path, array: Any) -> None:
    if path.suffix == ".bin":
        array.tofile(path)
    else:
        save(path, array)
    if path.name in ("words.bin", "heads.npy"):
        write_sums(path)


def json_value(folder: Path, chance: random.Random) -> str:
    """Put another value anywhere into a JSON file."""
    path = chance.choice([*sorted(folder.rglob("*.json")), folder / "report.json"])
    document = json.loads(path.read_text())
    said = _change(document, chance)
    if path.name == MANIFEST:
        seal(folder, document)
    else:
        path.write_text(json.dumps(document))
        seal(folder)
    return f"{path.relative_to(folder)}: {said}"


def manifest(folder: Path, chance: random.Random) -> str:
    """Put another value into what a manifest says first of all."""
    document = json.loads((folder / MANIFEST).read_text())
    names = ["format", "articles", "quotes", "segments", "earlier", "boosts", "files"]
    name, value = chance.choice([each for each in names if each in document]), chance.choice(VALUES)
    said = f"{name} = {_short(value)}"
    if isinstance(document[name], list | dict) and chance.random() < 2 / 3:
        said = f"{name}: {_change(document[name], chance)}"
    else:
        document[name] = value
    seal(folder, document)
    return said


def json_text(folder: Path, chance: random.Random) -> str:
    """Put something else in place of a JSON file."""
    path, text = chance.choice(sorted(folder.rglob("*.json"))), chance.choice(TEXTS)
    path.write_text(text)
    if path.name == MANIFEST:
        _name_in_current(folder, text)
    else:
        seal(folder)
    return f"{path.relative_to(folder)} = {text[:20]!r}"


def record(folder: Path, chance: random.Random) -> str:
    """Change what is stored of an article beside its texts."""
    segment = chance.choice(sorted([*(folder / "segments").iterdir(), *(folder / "earlier").glob("*")]))
    reader = ArticleReader(segment)
    records = [reader._texts[number] for number in range(len(reader))]
    at = chance.randrange(len(records))
    *texts, about, end = records[at].decode().split("\n")
    if chance.random() < 1 / 4:
        about = said = chance.choice(TEXTS).replace("\n", " ")
    else:
        document = json.loads(about)
        said = _change(document, chance)
        about = json.dumps(document)
    records[at] = "\n".join([*texts, about, end]).encode("utf-8", "surrogatepass")
    _write_records(segment, records)
    seal(folder)
    return f"{segment.parent.name}/{segment.name}, article {at}: {said[:80]}"


def _write_records(segment: Path, records: list[bytes]) -> None:
    """Store records, each as one run that is not in the dictionary (``index.store.wordcodes``)."""
    coded = [b"\xff" + b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) + each for each in records]
    blocks = [zstandard.compress(b"".join(coded[first : first + BLOCK])) for first in range(0, len(coded), BLOCK)]
    ends = np.cumsum([0, *map(len, blocks)])
    firsts = [*range(0, len(coded), BLOCK), len(coded)]
    (segment / "articles.zst").write_bytes(b"".join(blocks))
    save(segment / "articles.npy", np.stack([firsts, ends], axis=1).astype(np.int64))
    save(segment / "articles-sizes.npy", np.array(list(map(len, coded)), np.uint32))


def compressed(folder: Path, chance: random.Random) -> str:
    """Put something else in place of what is compressed."""
    path = chance.choice([*sorted(folder.rglob("*.zst")), *sorted(folder.rglob("*.dict")), folder / "sources.zst"])
    texts = [zstandard.compress(text.encode()) for text in TEXTS]
    name, content = chance.choice([("bomb", BOMB), ("claim", CLAIM), ("nothing", b""), *zip(TEXTS, texts, strict=True)])
    if path.name == "sources.zst" and chance.random() < 1 / 2:
        document = {"a/b.txt": [5, 1_700_000_000_000_000_000]}
        name, content = _change(document, chance), zstandard.compress(json.dumps(document).encode())
    path.write_bytes(content)
    if path.name == "articles.zst":
        table = np.load(path.with_name("articles.npy"), allow_pickle=False)
        table[1:, 1] = len(content)
        table[:1, 1] = 0
        save(path.with_name("articles.npy"), table)
    seal(folder)
    return f"{path.relative_to(folder)}: {name[:20]}"


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """All objects and lists within a value, each with each of its names or numbers."""
    for name, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, name
        if isinstance(each, dict | list):
            yield from _places(each)


def _change(document: Any, chance: random.Random) -> str:
    """Change a value somewhere in a document, leave it out, or put one beside it."""
    places = list(_places(document))
    if not places:
        return "nothing"
    place, name = chance.choice(places)
    how = chance.random()
    if how < 1 / 6:
        del place[name]
        return f"without {name!r}"
    value = chance.choice(VALUES)
    if how < 1 / 3 and isinstance(place, dict):
        name = chance.choice(["x", "", "../x", "\ud800", *place])
    place[name] = value
    return f"{name!r} = {_short(value)}"


def _short(value: object) -> str:
    return repr(value)[:30]


def seal(folder: Path, manifest: Any = None) -> None:
    """Make all checksums fit, and have ``manifest`` be the manifest if one is given."""
    if manifest is None:
        manifest = json.loads((folder / MANIFEST).read_text())
        manifest["files"] = {name: entry_of(folder / name) for name in manifest["files"]}
    text = json.dumps(manifest)
    (folder / MANIFEST).write_text(text)
    _name_in_current(folder, text)


def _name_in_current(folder: Path, written: str) -> None:
    digest = hashlib.sha256(written.encode()).hexdigest()
    (folder.parent.parent / "CURRENT").write_text(f"{folder.name} {digest}\n")
