"""What is kept of documents is read back one by one, and what has been damaged is not read at all."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from index.document import Document
from index.errors import DamagedArchive
from index.store.articles import ArticleReader
from index.store.texts import BLOCK, TextReader, TextWriter
from index.text.batches import RUN_BYTES, Gathered
from index.text.tokenizing import tokenize


def kept(folder: Path, *batches: list[str]) -> Path:
    """A folder with what is kept of documents: a record each, of this text alone."""
    writer = TextWriter(folder)
    for texts in batches:
        gathered = Gathered({"body": 0}, whole=True)
        for text in texts:
            gathered.add(Document("", (), (), 0, 0, about=text))
        batch = gathered.batch()
        tokens = tokenize(batch.data, batch.starts, batch.ends)
        if texts is batches[0]:
            writer.learn(batch, tokens)
        writer.append(writer.compressed(batch, tokens))
    writer.finish()
    return folder


def test_documents_come_back_however_many_are_written_at_once(tmp_path: Path) -> None:
    counts = 1, BLOCK, BLOCK + 1, 3 * BLOCK - 1, 2
    batches = [[f"bell {part} of {n}" for part in range(count)] for n, count in enumerate(counts)]
    reader = TextReader(kept(tmp_path, *batches))
    assert [reader[n].decode() for n in range(len(reader))] == [f"{text}\n" for batch in batches for text in batch]


@pytest.mark.parametrize("name", ["articles.zst", "articles.dict", "articles.npy", "articles-sizes.npy"])
def test_no_flipped_bit_alters_a_text(tmp_path: Path, name: str) -> None:
    texts = [f"the bell of {n} rang" for n in range(2 * BLOCK)]
    path = kept(tmp_path, texts) / name
    whole = path.read_bytes()
    noticed = 0
    for at, bit in product(range(len(whole)), (0, 4)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        try:
            reader = TextReader(tmp_path)
        except Exception:  # which ``index.archive.generation`` names
            noticed += 1
            continue
        for n in range(0, len(texts), BLOCK // 2):
            try:
                assert reader[n].decode() == f"{texts[n]}\n"
            except DamagedArchive:
                noticed += 1
    assert noticed > len(whole) // 2


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"texts": [1, 0, 0, 0]}', '{"texts": 7}', '{"texts": [0]}'])
def test_a_record_that_is_no_article_is_named(tmp_path: Path, text: str) -> None:
    kept(tmp_path, ["{}", text])
    with pytest.raises(DamagedArchive, match="article 1 cannot be read"):
        ArticleReader(tmp_path)[1]


def test_a_record_that_ends_in_a_word_is_named(tmp_path: Path) -> None:
    kept(tmp_path, ["{}", "{}"])
    np.save(tmp_path / "articles-sizes.npy", np.ones(2, np.uint8))
    with pytest.raises(DamagedArchive, match="article 0 cannot be read"):
        ArticleReader(tmp_path)[0]


def test_long_documents_fill_a_run_before_many_are_together() -> None:
    text = "bell " * (RUN_BYTES // 10)
    for document in (Document("", ("body",), (text,), 0, 0), Document("", (), (), 0, 0, about=text)):
        gathered = Gathered({"body": 0}, whole=True)
        for _ in range(4):
            gathered.add(document)
        assert gathered.full
