"""A marked text gives back the plain text and what is expected of it."""

import re
from pathlib import Path

import pytest

from tests.marked_quotes import Case, read_cases, read_marks

MARKED = {
    "“{No,}” [Ada Quill] said. “{Never.}”": (
        "“No,” Ada Quill said. “Never.”",
        (("No,", "Ada Quill"), ("Never.", "Ada Quill")),
    ),
    '"{2: No,}" [1: the mayor] heard [2: Ada] say. "{1: Yes.}"': (
        '"No," the mayor heard Ada say. "Yes."',
        (("No,", "Ada"), ("Yes.", "the mayor")),
    ),
    "«&nbsp;{So}&nbsp;», said [Mme Q. = Ada Quill].": ("«\xa0So\xa0», said Mme Q..", (("So", "Ada Quill"),)),
    "A “{nobody: free}” card": ("A “free” card", (("free", ""),)),
    "'{[They] won&lsqb;t&rbrace;}' – [1990 = Ada]": ("'[They] won[t}' – 1990", (("[They] won[t}", "Ada"),)),
    "Nobody spoke.": ("Nobody spoke.", ()),
}
FILE = """\
# a kind

first | Bells fall
    silent
  [Ada Quill]
    said:
  “{No.}”
unsolved: next | Rain

# other
last | Snow

  It fell.
"""


@pytest.mark.parametrize(("marked", "expected"), MARKED.items())
def test_marks_are_read(marked: str, expected: tuple[str, tuple[tuple[str, str], ...]]) -> None:
    assert read_marks(marked) == expected


def test_a_file_has_kinds_and_cases(tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(FILE, encoding="utf-8")
    assert read_cases(path) == [
        Case("a kind", "first", "Bells fall silent\n\nAda Quill said:\n\n“No.”", (("No.", "Ada Quill"),), solved=True),
        Case("a kind", "next", "Rain", (), solved=False),
        Case("other", "last", "Snow\n\nIt fell.", (), solved=True),
    ]


@pytest.mark.parametrize(
    ("case", "error"),
    [
        ("name | “{No,” [Ada] said.", "bracket"),
        ("name | “{No,}” Ada] said.", "bracket"),
        ("name | “{No,}” she said.", "without a speaker"),
        ("name | “{1: No,}” [2: Ada] said.", "without a speaker"),
        ("name | [Ada] said no.", "without a quotation"),
        ("name | “{No,}” [Ada] said. “{Yes,}” [Piet] said.", "two speakers"),
        ("name\n  “{No,}” [Ada] said.", "behind the name"),
        ("name | Bells\n   “{No,}” [Ada] said.", "indented"),
    ],
)
def test_an_error_names_its_file_and_line(tmp_path: Path, case: str, error: str) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(f"# kind\n\nbefore | Rain\n  It fell.\n{case}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(f"{path}:5: ") + ".*" + error):
        read_cases(path)


def test_a_case_needs_a_kind(tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text("\nname | Rain\n", encoding="utf-8")
    with pytest.raises(ValueError, match=":2: no kind"):
        read_cases(path)
