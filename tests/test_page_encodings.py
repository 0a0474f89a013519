"""From bytes to tidy strings, as browsers take them."""

import pytest

from corpus.clean import decode, one_line

CURLY = "“Majestic,” said Renée Oduber – who runs the quay’s café."


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252", "nonsense"])
def test_latin_labels_are_read_as_browsers_read_them(label: str) -> None:
    assert decode(CURLY.encode("cp1252"), label) == CURLY


@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [
        ("Сказка о рыбаке и рыбке", "koi8-r", "koi8-r"),
        ("Żółta łódź przy nabrzeżu", "iso-8859-2", "iso-8859-2"),
        ("①番の船は日曜に出ません", "Shift_JIS", "cp932"),
        ("渡轮公司星期天停航。", "gb2312", "gb18030"),
        ("Gül Şahin söyledi", "iso-8859-9", "cp1254"),
    ],
)
def test_a_declared_encoding_is_used(text: str, label: str, encoding: str) -> None:
    assert decode(text.encode(encoding), label) == text


@pytest.mark.parametrize("label", [None, "iso-8859-1", "utf-8"])
def test_a_wrong_byte_does_not_make_utf8_another_encoding(label: str | None) -> None:
    assert decode(CURLY.encode() + b" Caf\xe9. " + CURLY.encode(), label) == f"{CURLY} Caf�. {CURLY}"
    assert decode(CURLY.encode() + "é".encode()[:1], label) == f"{CURLY}�"


def test_a_page_that_declares_utf8_falsely_is_read() -> None:
    assert decode(CURLY.encode("cp1252"), "utf-8") == CURLY


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("the ter\u2060minal, \u200eMary\u200f Brown\u2069", "the terminal, Mary Brown"),
        ("a ter\u200cmi\u200dnal\ufe0f\u202e", "a terminal"),
        ("می\u200cشود क्\u200dष", "می\u200cشود क्\u200dष"),
        ("👩\u200d🚀 and ❤\ufe0f", "👩\u200d🚀 and ❤\ufe0f"),
        ("\u200cboat\u2028left", "boat left"),
    ],
)
def test_invisible_characters_are_taken_out_of_words_where_they_spell_nothing(text: str, tidy: str) -> None:
    assert one_line(text) == tidy
