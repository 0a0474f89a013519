"""Who wrote an article, as printed."""

from __future__ import annotations

from corpus.clean import one_line, unique
from corpus.patterns import IGNORECASE, Expression

BY = Expression(r"^(?:(?:words|story|text|report(?:ing)?|posted|written)\s+)?by[:\s]+", IGNORECASE)
NAME_BREAK = Expression(r"\s*(?:[;|]|,(?!\s*[JS]r\b)|\s+(?:and|with|&)\s+)\s*", IGNORECASE)
# What stands in a byline beside the names: agencies, offices, posts.
NOT_A_NAME = Expression(
    r"^(?:(?:the\s+)?reuters?|(?:special )?correspondents?|staff(?: writers?| reporters?)?"
    r"|.*\b(?:staff writer|staff reporter|correspondent|editor|political reporter)|of the .*|for the .*|in \p{Lu}.*)$",
    IGNORECASE,
)


def names_of(byline: str) -> tuple[str, ...]:
    """The names in a byline as printed.

    >>> names_of("By Ada Quill and T. Fenn, Staff Writers")
    ('Ada Quill', 'T. Fenn')
    """
    if not byline:
        return ()
    names = (piece.strip(" .") for piece in NAME_BREAK.split(BY.sub("", one_line(byline))))
    kept = [_in_title_case(name) for name in names if name and not NOT_A_NAME.match(name)]
    full = any(" " in name for name in kept)
    # "By Ada Quill, Coastwire": beside a full name, a single word is an agency.
    return unique(name for name in kept if " " in name or not full)


def _in_title_case(name: str) -> str:
    return SHOUTED.sub(lambda word: word.group().capitalize(), name) if name.isupper() else name


SHOUTED = Expression(r"\p{L}{2,}")
