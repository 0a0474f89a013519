"""The one definition of a token, for articles and queries alike."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from corpus.patterns import VERBOSE, Expression

#: What is taken for an apostrophe: marks typed for one, and letters that transliterations have in its place.
APOSTROPHES = "'’‘‛`´′＇｀՚׳ʹʻʼʽʾʿˈˊˋꞋꞌ"
POINTS, COMMAS = ".．", ",，٬٫"
#: What joins two words to one, "e-mail"; a soft hyphen does not, it is nothing.
HYPHENS = "-‐‑‒–−﹣－"
SPACES = " \xa0\u2007\u2009\u202f"  # what stands between the parts of a number, or a person's initials
JOINERS = "\xad\u200c\u200d\u2060\ufeff"  # within a word, nothing
#: Articles and prepositions that lose a vowel before a name, which is a word of its own: d'Estaing, L'Oréal.
ELISIONS = ("d", "l", "qu", "all", "dall", "dell", "nell", "sull", "sant")
_LETTER, _MARK = rf"[\p{{L}}--[\p{{Han}}\p{{Hiragana}}{APOSTROPHES}]]", rf"[\p{{M}}{JOINERS}]"
_BEGIN, _ON = rf"[{_LETTER}\p{{N}}]", rf"[{_LETTER}\p{{N}}{_MARK}]"
WORD = Expression(
    rf"""(?V1)
    (?:{"|".join("".join(f"[{c}{c.upper()}]" for c in word) for word in ELISIONS)})(?=[{APOSTROPHES}]{_LETTER}{{3}})
    | {_LETTER}{_MARK}*(?:[{POINTS}]{_LETTER}{_MARK}*)+(?!{_ON})          # U.S., a.m.: single letters and full stops
    | {_BEGIN}{_ON}*                                                       # a word or a number
      (?:[{APOSTROPHES}]{_BEGIN}{_ON}*                                     # don't, O'Neill
        |(?<=\p{{N}})[{POINTS}{COMMAS}](?=\p{{N}}){_BEGIN}{_ON}*)*         # 4.2, 1,000
    | [\p{{L}}&&[\p{{Han}}\p{{Hiragana}}]]{_MARK}*                         # Chinese and Japanese: each sign
    """,
    VERBOSE,
)
LONGEST_TERM = 100  # code points kept of a token; longer ones are machine text, and Whoosh's limit is in bytes

JOINTS = {"": "", **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(APOSTROPHES, "'")}

# Letters with no decomposition that readers type without their strokes.
STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŀ": "l", "ٱ": "ا"}
)
_TIDY = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(",，٬"), "．": ".", "٫": "."})
NOTHING = Expression(rf"[{JOINERS}\uFE00-\uFE0Fـ]")
# Marks that readers leave out; those of other scripts, and these on other letters (й, バ), make other letters.
ADDED_MARKS = Expression(
    r"(?<=[\p{Latin}\p{Greek}\p{Hebrew}\p{N}]\p{M}*)\p{M}"
    r"|[\u0610-\u061A\u064B-\u0653\u0656-\u065F\u0670\u06D6-\u06ED]|(?<=ا)[\u0654\u0655]"
    r"|(?<=[аеёиоуыэюяєіїѵ])[\u0300\u0301]|(?<=е)\u0308"
)

# Small words that are names in capitals throughout, and so keep these: US, IT, WHO.
CAPITALS = ("us", "it", "who")
CAPITAL_NAMES = frozenset(word.upper() for word in CAPITALS)
# Endings of two words in one, which keep their apostrophe: "we'll" is not "well".
CONTRACTED = ("'ll", "'re", "'ve", "'d", "'m")
# Of "MPs" no vowel tells the stemmer that its s is an ending, and of "CFOs" the one right before it does not: it is one
# where the letters begin no English syllable. These have no such s, or are told by no rule.
ONSETS = frozenset(
    """
    bl br ch chl chr cl cr dr dw fl fr gh gl gn gr kh kl kn kr ph phr pl pn pr ps rh sc sch scr sh shr sk sl sm sn sp
    spl spr st str sv sw th thr thw tr ts tw vl vr wh wr zh
    """.split()
)
PLURAL_ABBREVIATION = Expression(r"[b-df-hj-np-tv-xz]+[b-df-hj-np-rtv-xz]s|(?P<onset>[b-df-hj-np-tv-xz]{2,})[aeiou]s")
PLURALS = {word: word for word in "mrs nhs cbs pbs hms sms dns rbs hbs css cms xmas twas".split()} | {
    f"{word}s": word for word in "sme sti bra bro chi gnu phi pro psi rho spa two".split()
}
MILLIONS = Expression(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")  # 2.500.000
DECADE = Expression(r"[12]\d\d0s|[2-9]0s")


@dataclass(frozen=True, slots=True)
class Token:
    """``form`` is the folded word as written; ``start`` and ``end`` delimit the word in the text it stands in,
    half-open, in code points."""

    form: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The form's stem."""
        return stem(self.form)


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` in order: words and numbers, folded; punctuation is none.

    A token is a run of letters, digits and their marks; apostrophes hold within a word, points and commas
    within a number, points between single letters. A name behind an elision is a token of its own, and so is each
    sign of Chinese, and of Japanese but katakana. No word is left out as too common: phrases need them all.

    >>> [token.form for token in tokens("The mayor's 1,000 cafés, U.S. style")]
    ['the', 'mayor', '1000', 'cafes', 'US', 'style']
    """
    return [Token(form, *found.span()) for found in WORD.finditer(text) if (form := fold(found.group()))]


def units(text: str) -> list[Token]:
    """The tokens of ``text``, with those that hyphens or apostrophes join, or nothing parts, as one; ``parts`` has
    them.

    >>> [unit.form for unit in units("The e-mail of d’Estaing, 市长")]
    ['the', 'e-mail', 'of', "d'estaing", '市长']
    """
    found: list[Token] = []
    for token in tokens(text):
        if found and (joint := JOINTS.get(text[found[-1].end : token.start])) is not None:
            last = found.pop()
            found.append(Token(last.form + joint + token.form, last.start, token.end))
        else:
            found.append(token)
    return found


@lru_cache(maxsize=1 << 16)
def parts(unit: str) -> tuple[str, ...]:
    """The folded words of the form of one of ``units``."""
    return tuple(token.form for token in tokens(unit)) or (unit,)


@lru_cache(maxsize=1 << 20)
def fold(word: str) -> str:
    """``word`` without case, possessive ending, the points of an acronym, the commas of a number, and the marks that
    readers leave out; digits and letters of other widths as usual ones. Names that only capitals tell from small words
    keep them: "U.S." is "US", and not "us"."""
    folded = word.casefold().translate(_TIDY)
    if not folded.isascii():
        folded = _plain(folded)
    if "." in folded and (not any(char.isdigit() for char in folded) or MILLIONS.fullmatch(word)):
        folded = folded.replace(".", "")
    if folded.endswith("'s"):  # the 1960's are the 1960s
        folded = folded[:-2] + "s" * folded[-3:-2].isdecimal()
    if folded in CAPITALS and sum(map(str.isupper, word)) == len(folded):
        return folded.upper()
    return folded[:LONGEST_TERM]


def _plain(folded: str) -> str:
    usual = unicodedata.normalize("NFD", "".join(map(_usual, NOTHING.sub("", folded)))).casefold()
    return unicodedata.normalize("NFC", ADDED_MARKS.sub("", usual).translate(STROKES)).casefold()


@cache
def _usual(char: str) -> str:
    """The letters or digit that a form of it stands for: of full width, raised, in a ligature."""
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    parts = unicodedata.normalize("NFKD", char)
    return parts if all(unicodedata.category(part)[0] in "LMN" for part in parts) else char


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer  # noqa: PLC0415 - NLTK takes 0.1 s to import

    return EnglishStemmer()


@lru_cache(maxsize=1 << 20)
def stem(form: str) -> str:
    """The stem of a folded word: that of the Snowball (Porter2) stemmer for English, without apostrophes.

    Numbers stay as they are, and decades; of several 747s, and of MPs, the stem is the singular.
    """
    form = form.lower() if form.isupper() else form
    if "'" in form and not form.endswith(CONTRACTED):
        form = form.replace("'", "")
    if form[-1:] == "s" and form[-2:-1] in tuple("0123456789"):
        return form if DECADE.fullmatch(form) else form[:-1]
    if not (form.isalpha() or "'" in form):
        return form
    if form in PLURALS:
        return PLURALS[form]
    plural = PLURAL_ABBREVIATION.fullmatch(form)
    return form[:-1] if plural and plural["onset"] not in ONSETS else str(_stemmer().stem(form))
