"""Who wrote an article and where, as printed: bylines and datelines."""

from __future__ import annotations

from corpus.clean import one_line, unique
from corpus.patterns import IGNORECASE, VERBOSE, Expression

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

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
# No word of it has more letters than 40, nor a place more words than 12: a paragraph in capitals would else take the
# third power of its length.
DATELINE = Expression(
    rf"""
    (?P<place>\p{{Lu}}[\p{{Lu}}\p{{M}}.'’\-]{{1,40}}
       (?:\s(?:\p{{Lu}}[\p{{Lu}}\p{{M}}.'’\-]{{0,40}}|de|del|la|of|the|on)){{0,12}}  # PORT ALDER
       (?:,\s\p{{Lu}}[\p{{L}}.]{{1,40}}(?:\s\p{{Lu}}[\p{{L}}.]{{1,40}})?)?)                   # , N.Y. or , Calif.
    (?:,?\s+(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?)?      # , Nov. 8
    (?:\s*\([\p{{L}}\s.]{{1,60}}\))?                                                    # (Coastwire)
    \s*(?:—|–|--|(?<=\s)-)\s+
    """,
    VERBOSE,
)


def split_dateline(paragraph: str) -> tuple[str, str]:
    """(place, rest) of a paragraph that begins with a dateline; ("", paragraph) of another.

    >>> split_dateline("PORT ALDER, Nov. 8 (Coastwire) — The ferry is back.")
    ('PORT ALDER', 'The ferry is back.')
    """
    found = DATELINE.match(paragraph)
    if not found or found.end() >= len(paragraph):
        return "", paragraph
    return _place(found.group("place")), paragraph[found.end() :].lstrip()


def dateline_place(dateline: str) -> str:
    """The place of a whole dateline: ``SALVADOR, Feb 26 -`` gives ``SALVADOR``."""
    return _place(PLACE_END.split(one_line(dateline), maxsplit=1)[0])


PLACE_END = Expression(rf",?\s+(?=(?i:{MONTH})\s+\d|\d{{1,2}}\s+(?i:{MONTH}))|\s*[—–(]|\s+-")


def _place(text: str) -> str:
    return text.strip(" ,-—–")
