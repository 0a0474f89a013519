"""Who speaks, on the page of an article."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

from index import Settings
from index.archive.build import rebuild
from index.archive.people_file import PEOPLE_FILE
from index.document import quote_ids
from search import Archive, open_archive
from tests.conftest import make_article
from web import create_app
from web.pages.voices import corrections, speakers, voices

ARTICLE = make_article(
    "lamp", "Lamp goes out",
    "“We are out of oil,” said Moira Tregellis, the keeper. “It is dark,” she added.",
    "Nobody had “a spare” lamp.",
    "“I told them in June,” said a spokesman. “They laughed at me,” Ada Quill said.",
)  # fmt: skip


def page_of(archive: Archive, identifier: str) -> str:
    return " ".join(create_app(archive).test_client().get(f"/articles/{identifier}").text.split())


def test_each_paragraph_names_who_speaks_in_it(archive_of: Callable[..., Archive]) -> None:
    text = page_of(archive_of(ARTICLE), "lamp")
    passages = re.findall(r'<ul class="voices"[^>]*>(.*?)</ul>', text)
    assert [re.sub("<.*?>", " ", passage).split() for passage in passages] == [
        ["Moira", "Tregellis"],
        ["a", "spokesman", "Ada", "Quill"],
    ]
    assert '<a href="/speakers/moira-tregellis">Moira Tregellis</a>' in passages[0]
    assert "<li>a spokesman" in passages[1]  # who has no page


def test_speakers_are_listed_with_links_to_their_quotes(archive_of: Callable[..., Archive]) -> None:
    text = page_of(archive_of(ARTICLE), "lamp")
    listed = text[text.index("Who speaks in this article") :]
    assert listed.index("Moira Tregellis") < listed.index("a spokesman") < listed.index("Ada Quill")
    for quote in ARTICLE.quotes:
        if quote.speaker:
            assert f'href="#q-{quote.start}"' in listed
            assert f'id="q-{quote.start}"' in text


def test_what_is_not_sure_says_so_at_the_name_and_at_the_words(archive_of: Callable[..., Archive]) -> None:
    first, *others = ARTICLE.quotes
    text = page_of(archive_of(ARTICLE.with_quotes((first._replace(confidence=0.42, somebodys=0.84), *others))), "lamp")
    assert (
        'Moira Tregellis</a> <span class="unsure">not sure: somebody’s words 84 %, if so this speaker’s 50 %</span>'
        in text
    )
    assert f'<span class="quote doubtful" id="q-{first.start}"' in text
    assert text.count("not sure") == 2  # there, and in the list, at one of her quotes


def test_a_speech_of_several_paragraphs_names_its_speaker_at_each() -> None:
    article = make_article("a", "Head", "“One day", "“and another,” said Moira Tregellis.")
    whole = article.quotes[-1]._replace(start=article.parts[1].start + 1)
    both = [voices(article.with_quotes((whole,)), part) for part in article.parts[1:]]
    assert [[voice.speaker for voice in each] for each in both] == [["Moira Tregellis"]] * 2


def test_an_article_in_which_nobody_speaks_says_nothing_of_it(archive_of: Callable[..., Archive]) -> None:
    text = page_of(archive_of(make_article("quiet", "Quiet day", "Nothing was said.")), "quiet")
    assert "Who speaks" not in text
    assert 'class="voices"' not in text


def test_the_form_of_words_corrects_the_speaker_at_the_next_rebuild(tmp_path: Path) -> None:
    rebuild([ARTICLE], tmp_path / "archive", Settings())
    text = page_of(open_archive(tmp_path / "archive"), "lamp")
    (shown,) = re.findall(r"<pre[^>]*people.toml[^>]*>(.*?)</pre>", text)
    assert unescape(shown).split() == corrections(ARTICLE).split()
    (tmp_path / "archive" / PEOPLE_FILE).write_text(corrections(ARTICLE).replace("Ada Quill", "Iwan Salt"))
    rebuild([ARTICLE], tmp_path / "archive", Settings())
    corrected = open_archive(tmp_path / "archive").article("lamp")
    assert [voice.speaker for voice in speakers(corrected)][:3] == ["Moira Tregellis", "a spokesman", "Iwan Salt"]


def test_the_form_of_words_is_toml_whatever_is_said_and_by_whom() -> None:
    said = "“\\ \"'''\" # [merge] \\u0000 = ”"
    article = make_article("a", "Head", f"{said} said Ada Quill.")
    quotes = tuple(quote._replace(speaker='Ada "The # \\n" Quill') for quote in article.quotes)
    odd = replace(article).with_quotes(quotes)
    written = tomllib.loads(corrections(odd))
    assert written == {"speaker": dict.fromkeys(quote_ids(odd), 'Ada "The # \\n" Quill')}
