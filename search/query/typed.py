"""What was typed, as the query parser shall have it: pasted addresses, headlines, titles and lists are words.

Whatever is changed without being visible in the query as it was read is said in a note.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import unquote

from corpus.clean import one_line
from corpus.patterns import IGNORECASE, VERBOSE, Expression, FoundText
from index import ALIASES, FIELDS
from index.fields import FLAGS
from index.text.analysis import CAPITAL_NAMES
from search.errors import QueryError
from search.query.days import with_quoted_days

OPERATOR = r"(?:AND|OR|NOT|ANDNOT|ANDMAYBE|REQUIRE)"
OPERATORS = Expression(rf"(?<=\s|^|\(){OPERATOR}(?=\s|$|\))")
QUOTED = Expression(r'("[^"]*")')
DOUBLE_QUOTES = Expression(r"[“”„‟«»＂]|''|``|‘‘|’’")
SINGLE_QUOTES = Expression(r"[‘’‚‛＇]")
AND_BETWEEN = Expression(r"(?<=\w\s)(?:'[nN]'?|[nN]')(?=\s\w)")  # rock 'n' roll
NEGATED_FIELD = Expression(r"(?<![^\s(])(\w+):-(?=[\w\"'(=*])")
FIELD_NAME = Expression(r"(?<![^\s(\-+])([\p{L}_]\w*)(:+)(?=[^\s:])(?!//)")
SMALL_TO = Expression(r"(?<=\w:[\[{][^\]}]*)\bto\b(?=[^\[{]*[\]}])")
SPACED_FIELD = Expression(r"(?<![^\s(\-+])(\p{Ll}+):(?=\s)")
EMPTY_FIELD = Expression(r"(?<![^\s(\-+])(\p{Ll}+):$")
# Operators that have nothing to bind: at either end, after "(" or before ")", or one after another.
DANGLING = Expression(
    rf"(?:(?<=^|\()(?:\s*(?!NOT\b)(?P<sign>{OPERATOR})(?=\s|$))++"
    rf"|(?<=\s|^)(?:(?P<sign>{OPERATOR})(?:\s+|(?=$|\))))++(?=$|\))"
    r"|(?<=\s)(?P<sign>AND|OR)(?=\s+(?:AND|OR)\s))"
)
EVERYTHING = Expression(r"\s*\*+\s*")
EMPHASIS = Expression(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*")  # of pasted Markdown
LONE_STAR = Expression(r"(?<![^\s(])\*+(?![^\s)])")
PIPE = Expression(r"\s\|{1,2}(?=\s)|(?<=[\w)\"])\|{1,2}(?=[\w(\"])")
SMALL_OPERATOR = Expression(r"(?<=\w[\"')*]*\s)([oO]r|[nN]ot)(?=\s+[\"'(=]*\w)")
# A sign before a number, and dashes around what is said by the way: "FTSE -1.2%", "Storm -the worst- hits quay".
SIGNED = Expression(
    r"(?<![^\s(])[-+](?=\d+(?:\.\d|,\d{3}|\s?%|\s?°|\s?(?i:degrees?|per\s?cent|points?|pts|bps)\b|[CFK]\b))"
)
SIGNS_BEHIND = Expression(r"(?<![^\s(/])(\p{L}\w*)(?:\+{1,2}|#)(?=[\s),.;:!?/]|$)")  # C++, C#
DASHED = Expression(r"(?<![^\s(])-(?=\w(?:[^-]*\w)?-(?=\s|$))")
AUXILIARY_NOT = Expression(
    r"(?<=(?<!\w)(?i:am|are|is|was|were|be|do|does|did|has|have|had|can|could|may|might|must|shall|should|will|would)\s)NOT(?=\s)"
)
CURRENCY = Expression(r"(?<![\w$])(?:US|AU?|CA?|NZ|HK|NT|S|R)\$(?=\s?\d)")  # $250 or US$250: the number is asked for
# A person's initials, in whatever style of house: "J. K." is "J.K.".
SPACED_INITIALS = Expression(r"(?<![\p{L}\p{M}\p{N}.])(\p{Lu}\.)\s+(?=\p{Lu}\.(?![\p{L}\p{M}\p{N}]))")
# Operators that brackets or quotation marks show to be meant.
MEANT = Expression(r"\"\s+(?:AND|OR|NOT)\s+\"|\([^()]*\s(?:AND|OR|NOT)\s[^()]*\)")
# A name spelled out, of whose letters A and I are words else: N A T O.
SPELLED_OUT = Expression(r"(?<!\S)(?=[^\p{Ll}]*\b[AI]\b)\p{Lu}(?: \p{Lu}){2,}(?!\S)")
OF_TWO = Expression(r"(?<!\S)(\p{Lu}) & (?=\p{Lu}s?(?!\S))")  # B & B
ENTITY = Expression(r"&(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);")
PERCENT = Expression(r"\S*%(?:2[0-9A-Fa-f]|[C-Fc-f][\da-fA-F]%[89ABab][\da-fA-F])\S*")
CLASS = Expression(r"\\[bBdDsSwW](?!\w)|(?<!\S)\\[bB](?=\w)")  # of a regular expression
# Nearness as other systems have it: storm w/5 dam, storm NEAR/5 dam, storm pre/3 dam, storm ADJ dam.
SIGN = r"(?<=\s)(?P<sign>(?i:w|near|within|pre|adj)/\d{1,4}|(?:NEAR|ADJ)\d{0,4})(?=\s)"
NEARNESS = Expression(SIGN)
NEAR = Expression(rf"(?<![^\s(])(?P<first>[\p{{L}}\p{{N}}]+)\s+{SIGN}\s+(?P<second>[\p{{L}}\p{{N}}]+)(?![^\s)])")
HOW_NEAR = 10  # words, where NEAR says nothing, as in Google's AROUND and Factiva's near
BULLET = Expression(r"(?m)^[^\S\n]*(?:[-+*•–—]+[^\S\n]*)(?=\S)")
# What is pasted from an address bar, a mail or a folder: its signs mean nothing here.
ADDRESS = Expression(
    r"""
    (?<![^\s(<\[-])(?P<field>(?:url|source|file):)?
    (?P<text>
      [a-z][a-z0-9+.-]*://\S+ | (?:mailto|urn|doi|tel|data|javascript):\S+            # https://…, mailto:…
      | (?:[\w-]+\.)+[a-z]{2,}(?::\d+)?[/?]\S+ | www\.\S+                             # lantern.example/a?q=b
      | [\w.+~-]+@[\w-]+(?:\.[\w-]+)+                                                 # who@example.org
      | [a-z]:[\\/]\S* | \\\\\S+ | (?:~|\.{1,2})?(?:/[\w.@%+~,=-]+){2,}/?             # C:\x, \\host\x, ~/notes/x
      | [\w.()+~&=\[\]-]*[\w)\]]\.(?:pdf|docx?|odt|rtf|xlsx?|csv|pptx?|txt|html?|xml|json|zip|jpe?g|png|gif|mp[34]|eml)
        (?![\w*?~^])                                                                  # report_2023-final.pdf
    )
    """,
    VERBOSE | IGNORECASE,
)
SCHEME = Expression(r"(?i)^(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?|^mailto:")  # which texts and readers leave out
FRAGMENT = Expression(r"#[^#]*$")
NO_PLACE = Expression(r"(?i)(?:mailto|urn|doi|tel|data|javascript):|[^/]*@")  # of no article
FULL_COLON = Expression(rf"(?i)(?<![^\s(\-])({'|'.join((*FIELDS, *ALIASES))})：(?=\S)")
# Names as lists have them, "Quill, Ada", and with what texts put before them, which is no part of a name.
PEOPLE = "|".join(name for name in (*FIELDS, *ALIASES) if ALIASES.get(name, name) in ("byline", "speaker"))
INVERTED = Expression(rf"(?i)(?<![^\s(\-])({PEOPLE}):\"([^\",]+), ?+((?!(?:jr|sr|i+|iv)\b)[^\",]+)\"(?!\S)")
COURTESY = Expression(
    rf"(?i)(?<![^\s(\-])((?:{PEOPLE}):\")(?:(?:mrs?|ms|miss|mx|dr|prof|professor|sir|dame|rev)\.? )+(?=[^\s\"])"
)
PUNCTUATION_BEHIND = Expression(r"""[.,;:!?)\]}>'"…*]+$""")
MEANING_SIGNS = Expression(r"[*?~^=:()\[\]{}\"'+]|(?<!\w)-")
# Words that readers type before a colon for what is asked otherwise here; capital letters make no difference.
INSTEAD = {
    "year": "published:{}", "month": "published:2023-09", "day": "published:2023-09-05", "when": "published:{}",
    "on": "published:{}", "before": "published:<{}", "until": "published:..{}", "till": "published:..{}",
    "to": "published:..{}", "after": "published:>{}", "since": "published:{}..", "from": "published:{}..",
    "site": "url:{}", "domain": "url:{}", "link": "url:{}", "inurl": "url:{}", "intitle": "headline:{}",
    "name": "speaker:{}", "said": "speaker:{}", "person": "speaker:{}", "writer": "byline:{}",
    "reporter": "byline:{}", "journalist": "byline:{}", "id": "", "filename": "source:{}",
    "category": "section:{}", "desk": "section:{}", "keyword": "tags:{}", "keywords": "tags:{}",
    "subject": "tags:{}", "location": "dateline:{}", "city": "dateline:{}", "head": "headline:{}",
    "content": "body:{}", "lang": "", "language": "", "type": "", "sort": "", "size": "", "page": "",
}  # fmt: skip


class Typed(NamedTuple):
    """A query for the parser, and what of it was left out or read otherwise than its signs say."""

    text: str
    notes: tuple[str, ...]


def tidy(text: str, today: date) -> Typed:
    """``text`` with straight marks, balanced double quotes, pasted matter as words, and without operators and signs
    that bind nothing.

    Raises ``QueryError`` for a field that there is not.
    """
    notes: dict[str, None] = {}
    text = _decoded(text, notes)
    text = SPACED_INITIALS.sub(r"\1", one_line(_without_bullets(text, notes)))
    text = FULL_COLON.sub(r"\1:", OF_TWO.sub(r"\1&", SPELLED_OUT.sub(lambda found: found[0].replace(" ", ""), text)))
    text = AND_BETWEEN.sub("n", SINGLE_QUOTES.sub("'", DOUBLE_QUOTES.sub('"', text)))
    text = _balanced(text, notes)
    text = INVERTED.sub(r'(\1:"\2 \3" OR \1:"\3 \2")', COURTESY.sub(r"\1", text))
    text = _outside_quotes(text, lambda part: ADDRESS.sub(lambda found: _as_words(found, notes), part))
    text = _outside_quotes(text, lambda part: _without_classes(part, notes))
    text = _with_nearness(text, notes)
    text = _outside_quotes(text, lambda part: EMPHASIS.sub(r"\1", part))
    text = _outside_quotes(text, lambda part: CURRENCY.sub("$", _with_signs_as_text(part, notes)))
    text = _small_where_all_are_capitals(text, notes)
    text = _outside_quotes(text, lambda part: _with_fields(_with_pipes(part, text, notes), notes))
    if empty := EMPTY_FIELD.search(text):
        _say_that_it_is_a_word(empty.group(1), notes)
    text = with_quoted_days(text, today)
    if EVERYTHING.fullmatch(text):
        return Typed("*:*", tuple(notes))
    _hint_at_small_operators(text, notes)
    text = _outside_quotes(text, lambda part: _with_not_as_word(part, notes))
    text = _outside_quotes(text, lambda part: _left_out(LONE_STAR, part, "a * that stands alone", notes))
    while (shorter := _left_out(DANGLING, text, "", notes)) != text:
        text = shorter
    return Typed(text, tuple(notes))


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = QUOTED.split(text)
    return "".join(part if n % 2 else change(part) for n, part in enumerate(parts))


def unquoted(text: str) -> Iterator[str]:
    """The stretches of ``text`` that do not stand in double quotes."""
    yield from QUOTED.split(text)[::2]


def _decoded(text: str, notes: dict[str, None]) -> str:
    """What pages and addresses write in other signs, as text: &quot; and %20."""
    decoded = ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if PERCENT.fullmatch(decoded) and not ADDRESS.search(decoded):
        decoded = unquote(decoded, errors="replace")
    if decoded != text:
        notes[f"what is encoded is read as “{decoded.strip()}”"] = None
    return str(decoded)


def _without_classes(part: str, notes: dict[str, None]) -> str:
    if CLASS.search(part):
        notes["regular expressions are not read: \\b and its like mean nothing; * stands for any letters"] = None
    return str(CLASS.sub(" ", part))


def _with_nearness(text: str, notes: dict[str, None]) -> str:
    """``storm w/5 dam`` as phrases whose words may stand apart."""
    if not any(map(str.islower, text)):
        return text

    def phrases(found: FoundText) -> str:
        first, sign, second = found["first"], found["sign"], found["second"]
        digits = "".join(filter(str.isdigit, sign))
        if sign[:3].lower() in ("pre", "adj"):
            read = f'"{first} {second}"~{digits or 1}'
        else:
            slop = digits or HOW_NEAR
            read = f'("{first} {second}"~{slop} OR "{second} {first}"~{slop})'
        notes[f"“{sign}” is read as nearness in this archive’s language, “…”~{digits or 'n'}"] = None
        return read

    text = _outside_quotes(text, lambda part: NEAR.sub(phrases, part))
    for part in unquoted(text):
        for left in NEARNESS.finditer(part):
            notes[f"“{left['sign']}” is read as a word; words near each other are “storm dam”~5"] = None
    return text


def _without_bullets(text: str, notes: dict[str, None]) -> str:
    if len(BULLET.findall(text)) > 1 and "\n" in text.strip():
        notes["dashes and stars before the lines of a list are left out"] = None
        return BULLET.sub("", text)
    return text


def _balanced(text: str, notes: dict[str, None]) -> str:
    if text.count('"') % 2 == 0:
        return text
    at = text.rindex('"')
    notes["a quotation mark without its other half is left out"] = None
    between = "" if FIELD_NAME.search(text[: at + 1]) and text[at - 1] == ":" else " "  # headline:"storm
    return f"{text[:at]}{between}{text[at + 1 :]}"


def _as_words(found: FoundText, notes: dict[str, None]) -> str:
    """A pasted address as a phrase; without a field, in the texts or as the article's own address."""
    whole = found["text"]
    kept = PUNCTUATION_BEHIND.sub("", whole)
    told = FRAGMENT.sub("", SCHEME.sub("", kept)) if "/" in kept or "@" in kept else kept
    words = " ".join(MEANING_SIGNS.sub(" ", told).split())
    if not words:
        return str(found.group())
    if MEANING_SIGNS.search(kept):
        notes[f"{kept} is read as words: its signs mean nothing"] = None
    if found["field"]:
        return f'{found["field"]}"{words}"'
    if NO_PLACE.match(kept):
        return f'"{words}"'
    return f'("{words}" OR {"url" if "/" in kept else "source"}:"{words}")'


def _with_signs_as_text(part: str, notes: dict[str, None]) -> str:
    """Without the signs of numbers, and dashes that open what another closes."""
    if SIGNED.search(part):
        notes["a sign before a number with its unit means nothing; to leave a number out, type NOT before it"] = None
    if DASHED.search(part):
        notes["dashes around words mean nothing; to leave words out, type NOT before each"] = None
    for signed in SIGNS_BEHIND.finditer(part):
        notes[f"signs are not looked for: “{signed[0]}” is read as “{signed[1]}”"] = None
    return str(DASHED.sub("", SIGNED.sub("", part)))


def _small_where_all_are_capitals(text: str, notes: dict[str, None]) -> str:
    """Of a pasted headline in capitals no word is an operator, and none a field."""
    others = OPERATORS.sub("", text)
    if any(char.islower() for char in text) or not any(char.isupper() for char in others) or MEANT.search(text):
        return text
    text = _outside_quotes(text, lambda part: FIELD_NAME.sub(_headed, part))
    if any(OPERATORS.search(part) for part in unquoted(text)):
        notes[
            "all is in capitals, so AND, OR and NOT are words; to make them operators, type the others in small letters"
        ] = None
    return " ".join(word if word in CAPITAL_NAMES else word.casefold() for word in text.split(" "))


def _headed(found: FoundText) -> str:
    """LIVE:STORM HITS PIER is a word and a headline; PUBLISHED:2023 a field."""
    name, colons = found.groups()
    return f"{name}{colons}" if _field(name.casefold()) else f"{name} "


def _with_pipes(part: str, text: str, notes: dict[str, None]) -> str:
    """``storm | flood`` is either; the title of a page, "Storm hits quay | The Lantern", has capitals."""
    if not PIPE.search(part) or not any(char.isupper() for char in OPERATORS.sub("", text)):
        return str(PIPE.sub(" OR ", part))
    notes["| in a title means nothing; to find either word, type OR"] = None
    return str(PIPE.sub(" ", part))


def _with_fields(part: str, notes: dict[str, None]) -> str:
    part = NEGATED_FIELD.sub(r"-\1:", part)
    for found in SPACED_FIELD.finditer(part):
        _say_that_it_is_a_word(found.group(1), notes)
    return str(SMALL_TO.sub("TO", FIELD_NAME.sub(_named, part)))


def _say_that_it_is_a_word(name: str, notes: dict[str, None]) -> None:
    if _field(name):
        notes[f"“{name}:” is read as a word: what it shall find follows it without a space, as {name}:word"] = None


def _field(name: str) -> str:
    return name if name in FIELDS or name in ALIASES else ""


def _named(found: FoundText) -> str:
    """A word before a colon: a field, or a word. Raises ``QueryError`` for what looks like a field and is none."""
    name, colons = found.groups()
    small = name.casefold()
    value = found.string[found.end() :].split(maxsplit=1)[0]
    if len(colons) > 1 or (":" in value.partition('"')[0] and not _field(small)):
        return f"{name} "  # std::vector, urn:isbn:1: no field has one within
    if _field(small):
        if small == "is" and value.strip("\"'()").casefold() not in (*FLAGS, "*"):
            raise QueryError(f"is:{value}: there are {' and '.join(f'is:{flag}' for flag in FLAGS)}")
        return f"{small}:"
    if small in INSTEAD or (name.isascii() and name.islower()):
        raise QueryError(_no_field(name, value))
    return f"{name} " if value[:1] in "*?" else str(found.group())


def _no_field(name: str, value: str) -> str:
    small = name.casefold()
    near = INSTEAD.get(small) or next(
        (f"{like}:{{}}" for like in get_close_matches(small, (*FIELDS, *ALIASES), 1, cutoff=0.7)), ""
    )
    nearest = f"; the nearest is {near.format(value)}" if near else ""
    if small == "id":
        nearest = f"; an article with that id is shown at /articles/{value}"
    elif near.startswith("published:") and not any(char.isdigit() for char in near.format(value)):
        nearest = f"; the nearest are byline:{value} and published:2023.."
    there = ", ".join(FIELDS)
    return f"{name}: is no field{nearest}; there are {there}. For the words, put a space behind the colon"


def _hint_at_small_operators(text: str, notes: dict[str, None]) -> None:
    if any(note.startswith("all is in capitals") for note in notes):
        return
    hints = {"or": "OR in capitals finds either", "not": "NOT in capitals, or -word, leaves out"}
    for part in unquoted(text):
        for word in SMALL_OPERATOR.findall(part):
            if word.islower() or any(other[:1].islower() for other in part.split()):  # else it is a headline's
                notes[f"“{word}” is read as a word; {hints[word.lower()]}"] = None


def _with_not_as_word(part: str, notes: dict[str, None]) -> str:
    """“Buyers do NOT know”: behind a verb it is no operator."""
    if AUXILIARY_NOT.search(part):
        notes["NOT behind a verb, as in “do NOT”, is read as a word"] = None
    return str(AUXILIARY_NOT.sub("not", part))


def _left_out(expression: Expression, text: str, what: str, notes: dict[str, None]) -> str:
    def leave_out(found: FoundText) -> str:
        notes[f"{what or found['sign'] + ', which joins nothing,'} is left out"] = None
        return " "

    return str(expression.sub(leave_out, text))
