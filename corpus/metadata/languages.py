"""The language that a text is in, told by its words where its source does not say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


LOOKED_AT = 1_000  # code points
FEWEST_LETTERS = 60  # a headline with a line of text; "Shr 15 cts vs 13 cts" is in no language
# Words of English that no other language of newspapers has often, and the share of them that tells English. All but 643
# of the 21,578 stories of Reuters-21578 have it, at 9 us each where the identifier takes 330; those are tables.
ENGLISH_WORDS = frozenset("the and that with from this which their they been were would said to of".split())
SHARE_OF_ENGLISH = 0.05
# Below this probability no language is told.
LEAST_SURE = 0.9
# Those in which newspapers appear of the 140 that the identifier tells: each further one is taken for some of these.
LANGUAGES = """
    af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko
    ky lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh
""".split()


# What databases and interfaces call the languages of newspapers, in English and by ISO 639-2.
NAMES = {
    "english": "en", "eng": "en", "german": "de", "ger": "de", "deu": "de", "deutsch": "de", "french": "fr",
    "fre": "fr", "fra": "fr", "français": "fr", "spanish": "es", "spa": "es", "español": "es", "italian": "it",
    "ita": "it", "italiano": "it", "portuguese": "pt", "por": "pt", "português": "pt", "dutch": "nl", "dut": "nl",
    "nld": "nl", "nederlands": "nl", "polish": "pl", "pol": "pl", "polski": "pl", "swedish": "sv", "swe": "sv",
    "norwegian": "no", "nor": "no", "danish": "da", "dan": "da", "finnish": "fi", "fin": "fi", "russian": "ru",
    "rus": "ru", "ukrainian": "uk", "ukr": "uk", "czech": "cs", "cze": "cs", "ces": "cs", "greek": "el", "ell": "el",
    "gre": "el", "turkish": "tr", "tur": "tr", "arabic": "ar", "ara": "ar", "hebrew": "he", "heb": "he",
    "persian": "fa", "hindi": "hi", "hin": "hi", "chinese": "zh", "zho": "zh", "chi": "zh", "japanese": "ja",
    "jpn": "ja", "korean": "ko", "kor": "ko", "hungarian": "hu", "hun": "hu", "romanian": "ro", "catalan": "ca",
    "welsh": "cy", "irish": "ga", "indonesian": "id", "vietnamese": "vi",
}  # fmt: skip


def tag_of(name: str) -> str:
    """The tag of a language that is given by its name, the first of several; empty where it is not known.

    >>> tag_of("ENGLISH"), tag_of("fra"), tag_of("Elvish")
    ('en', 'fr', '')
    """
    return NAMES.get(name.partition(";")[0].strip().casefold(), "")


def language_of(paragraphs: Iterable[str]) -> str:
    """The language as ISO 639-1 names it, or "" where too little tells. Raises ``OSError`` or ``MemoryError`` where the
    machine has no room for the identifier, which unpacks 68 MB into the folder of temporary files."""
    text = ""
    for paragraph in paragraphs:
        text += paragraph + " "
        if len(text) > LOOKED_AT:
            break
    text = text[:LOOKED_AT]
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return ""
    words = text.lower().split()
    if sum(map(ENGLISH_WORDS.__contains__, words)) >= SHARE_OF_ENGLISH * len(words):
        return "en"
    language, probability = _identifier().classify(text)
    return language if probability >= LEAST_SURE else ""


def _identifier() -> LanguageIdentifier:
    if isinstance(found := _loaded(), Exception):
        raise found.with_traceback(None)
    return found


@cache
def _loaded() -> LanguageIdentifier | Exception:
    """The identifier, or why there is none: to find that out for each article would take up to two seconds each."""
    try:
        return _load()
    except (OSError, MemoryError, ImportError) as error:
        return error


def _load() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it takes a second to load, and most archives never ask

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
