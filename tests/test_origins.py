"""``morgue inspect`` says of every value what it was taken from, in every format."""

from pathlib import Path

import pytest

from corpus.article import Article
from corpus.reading.files import read
from morgue.printing import origins_of

ROOT = Path(__file__).parent
FILES = sorted(
    path
    for folder in (ROOT / "format_samples", ROOT.parent / "corpus" / "samples")
    for path in folder.rglob("*")
    if path.is_file()
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_headlines_bylines_datelines_and_days_say_where_they_stood(path: Path) -> None:
    for article in read(path):
        if isinstance(article, Article):
            told = {origin.partition(":")[0] for origin in origins_of(article)}
            values = {
                "headline": article.headline, "byline": article.byline, "dateline": article.dateline,
                "date": article.published, "correction": article.correction,
            }  # fmt: skip
            assert {name for name, value in values.items() if value} <= told, article.source


def test_nothing_is_said_of_what_an_article_has_not(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"title": "Boats stop", "content": "The boats stop on Sunday.", "pubDate": "2024-09-17"}')
    (article,) = read(path)
    assert isinstance(article, Article)
    assert origins_of(article) == ["headline: title", "body: content", "date: pubDate"]
