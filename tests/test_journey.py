"""One article from file to page: the tour of the house."""

from pathlib import Path

from corpus import Article
from corpus.reading.files import read
from index import EVERYWHERE, Settings
from index.archive.build import rebuild
from index.archive.generation import Generation
from index.document import article_document
from index.postings.lists import postings
from index.text.analysis import tokens
from search import QuoteRequest, SearchRequest, open_archive
from web import create_app

FILE = """Section: Courts
Byline: Petra Volnik
Published: 2023-11-09

Judge orders clerk to find the minutes

TARN HILL — The minutes are missing.

“Find them by Friday,” said Judge Marguerite Stormont-Ley.
"""


def test_an_article_travels_from_file_to_page(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(FILE)

    # corpus: the file becomes an article; all offsets refer to its one text.
    (article,) = read(tmp_path / "minutes.txt")
    assert isinstance(article, Article)
    assert (article.headline, article.dateline) == ("Judge orders clerk to find the minutes", "TARN HILL")
    (quote,) = article.quotes
    assert article.text[quote.start : quote.end] == "Find them by Friday,"

    # index: its text becomes tokens, its tokens postings, weighted by the field they stand in.
    assert [(token.form, token.stem) for token in tokens("Judge orders")] == [("judge", "judg"), ("orders", "order")]
    document = article_document(article)
    assert document.fields[:3] == ("headline", "body", "body")
    assert document.quoted == ((2, 1, 21),)  # the third text, from its second character on

    # ... and an archive keeps them, with the article, in a generation of its own.
    report = rebuild([article], tmp_path / "archive", Settings())
    assert report.articles == 1
    generation = Generation(tmp_path / "archive")
    assert generation.article(0) == article
    find = postings(generation.articles.parts[0].segment, EVERYWHERE, "find")
    assert find.weights.tolist() == [3 + 1.5]  # once in the headline, once in a quote

    # search: a request becomes ranked hits with passages.
    archive = open_archive(tmp_path / "archive")
    results = archive.search(SearchRequest("quote:finding"))
    assert results.read_as == "quotes:finding"
    (hit,) = results.hits
    (snippet,) = hit.snippets
    assert snippet.text == "“Find them by Friday,” said Judge Marguerite Stormont-Ley."
    assert [snippet.text[span.start : span.end] for span in snippet.highlights] == ["Find"]

    # ... and the quote is found by who said it.
    (said,) = archive.quotes(QuoteRequest("friday", filters={"speaker": ("stormont-ley",)})).hits
    assert (said.speaker, said.start) == ("Marguerite Stormont-Ley", quote.start)

    # web: and the hit becomes a page.
    page = create_app(archive).test_client().get(f"/articles/{hit.id}?q=quote:finding").text
    assert f'<span class="quote" id="q-{quote.start}" title="Marguerite Stormont-Ley"><mark id="at-' in page
    assert "Find</mark></span>" in page
