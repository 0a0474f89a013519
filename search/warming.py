"""Having what questions need loaded, and compiled where it never was, before somebody waits for it."""

from __future__ import annotations

import gc
from contextlib import suppress

from search.archive import Archive
from search.errors import QueryError
from search.request import QuoteRequest, SearchRequest

# Between them they take every road that searches often take, in any archive in English.
WARMING = (
    "the", "the AND of", '"of the"', "the OR of", "th*", "thr~1", "headline:the", "-of", "date:[1900 TO]", "thé",
    "=the", "the of -to", '"of the"~9', '="of the"', 'body:"of the"~9', 'headline:="of the"', "body:th?se",
    "headline:thr~", "the ANDMAYBE of", "the REQUIRE =of", "the OR th*", "speaker:th* quote:of",
    "*:* AND the date:[1900 TO]", "body:=the",
)  # fmt: skip


def warm_up(archive: Archive) -> None:
    """Ask an archive what takes every road."""
    archive.stats()
    archive.speakers()
    for q in WARMING:
        with suppress(QueryError):  # in a large archive too many words begin with "th"
            archive.search(SearchRequest(q))
            archive.quotes(QuoteRequest(q))
            archive.search(SearchRequest(q, match="any", sort="oldest", filters={"section": ("News",)}))
    # What is loaded by now stays. Looking through it for garbage took 0.1 to 0.2 s, of whatever request came then.
    gc.collect()
    gc.freeze()
