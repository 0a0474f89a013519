"""Words are found in stored texts as they are in the texts."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Document
from index.fields import EXACT
from index.store.texts import TextReader, TextWriter
from index.store.wordsearch import WordSearch
from index.text.analysis import fold
from index.text.batches import Gathered
from index.text.stemming import stem_of
from index.text.tokenizing import tokenize
from search.showing.highlights import Wanted

WORDS = (
    "bell", "Bells", "BELLED", "bell’s", "dying", "die", "d’Estaing", "U.S.", "us", "WHO", "a.m.", "4.2", "1,000",
    "Élan", "elan", "ـ", "ـs", "ـ's", "市", "長", "ﬁsh", "Ⅷ", "naïve", "o'Neill", "é", "ё", "ss", "ß", "x" * 300,
    "\u200d", "Ａ",
)  # fmt: skip
GAPS = (" ", "  ", "-", ", ", "", "—", "\t", ". ", "“", "\u00a0", "\ud800", "🔔")
texts = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=4), st.sampled_from(GAPS)), max_size=30).map(
    lambda pairs: "".join(f"{word}{gap}" for word, gap in pairs).replace("\n", " ").replace("\r", " ")
)
records = st.lists(texts, min_size=1, max_size=5)


@settings(max_examples=300)
@given(st.lists(records, min_size=1, max_size=4), st.sets(st.sampled_from(WORDS), max_size=4), st.booleans())
def test_what_is_found_by_codes_is_what_is_found_in_the_text(
    stored: list[list[str]], asked: set[str], exact: bool
) -> None:
    with TemporaryDirectory() as folder:
        reader = written(Path(folder), stored)
        looked_for = wanted(asked, exact)
        search = WordSearch(reader.runs)
        for number, lines in enumerate(stored):
            codes = reader.codes(number)
            found = search.find(codes, len(lines), looked_for.sought(search), looked_for.read)
            assert found == [looked_for.words_of(line) for line in lines]


def wanted(asked: set[str], exact: bool) -> Wanted:
    forms = {form for word in asked if (form := fold(word))}
    return Wanted(terms={"body": {EXACT + form if exact else stem_of(form) for form in forms}})


def written(folder: Path, stored: list[list[str]]) -> TextReader:
    gathered = Gathered({"body": 0}, whole=True)
    for lines in stored:
        gathered.add(Document("", ("body",) * len(lines), tuple(lines), 0, 0, kept=len(lines), about="{}"))
    batch = gathered.batch()
    tokens = tokenize(batch.data, batch.starts, batch.ends)
    writer = TextWriter(folder)
    writer.learn(batch, tokens)
    writer.append(writer.compressed(batch, tokens))
    writer.finish()
    return TextReader(folder)
