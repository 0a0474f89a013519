"""Markdown, and what stands before it."""

from datetime import date
from pathlib import Path

import pytest

from corpus import Article, Unreadable
from corpus.reading.files import read

BODY = (
    "Boats stop in **May**, says the [firm](https://e.example).\n\n> “No,” said Maud Tarrant.\n\n- In May\n- At noon\n"
)


def one(tmp_path: Path, text: str) -> Article:
    (tmp_path / "a.md").write_bytes(text.encode())
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "matter",
    [
        '---\ntitle: "Boats stop"\nauthor: [Una Brack]\ndate: 2024-09-17\ntags:\n  - ferries\n  - quays\n---\n',
        '+++\ntitle = "Boats stop"\nauthor = ["Una Brack"]\ndate = 2024-09-17\ntags = ["ferries", "quays"]\n+++\n',
    ],
)
def test_what_stands_before_is_read(tmp_path: Path, matter: str, end: str) -> None:
    found = one(tmp_path, f"{matter}\n# Boats stop\n\n{BODY}".replace("\n", end))
    assert (found.headline, found.byline, found.published) == (
        "Boats stop",
        ("Una Brack",),
        date(2024, 9, 17),
    )
    assert (found.tags, found.format) == (("ferries", "quays"), "Markdown")
    assert found.paragraphs == ("Boats stop in May, says the firm.", "“No,” said Maud Tarrant.", "In May", "At noon")
    assert [quote.speaker for quote in found.quotes] == ["Maud Tarrant"]


def test_a_heading_is_the_headline_where_nothing_stands_before(tmp_path: Path) -> None:
    found = one(tmp_path, f"# Boats *stop*\n\n{BODY}")
    assert (found.headline, len(found.paragraphs)) == ("Boats stop", 4)


def test_damaged_front_matter_is_read_by_its_lines_and_said(tmp_path: Path) -> None:
    found = one(tmp_path, f"---\ntitle: Boats: they stop\nauthor: Una Brack\ntags: [a, b\n---\n\n{BODY}")
    assert (found.headline, found.byline) == ("Boats: they stop", ("Una Brack",))
    assert "damaged" in found.remarks[0]


def test_what_refers_to_itself_or_is_referred_to_all_over_does_not_grow(tmp_path: Path) -> None:
    lists = "".join(f"{a}: &{a} [{', '.join([f'*{b}'] * 9)}]\n" for a, b in zip("bcdefgh", "abcdefg", strict=True))
    (tmp_path / "a.md").write_text(f"---\ntitle: Boats\na: &a [x]\n{lists}body: *h\n---\n\nText.\n")
    (tmp_path / "b.md").write_text(f"# Boats\n\nSee {'[a] ' * 1000}.\n\n[a]: {'b' * 100_000}\n")
    self_referring, linked = (item for name in "ab" for item in read(tmp_path / f"{name}.md"))
    assert isinstance(self_referring, Article)
    assert isinstance(linked, Article)
    assert "refers to parts of itself" in self_referring.remarks[0]
    assert linked.paragraphs == (f"See {'a ' * 1000}.",)


def test_front_matter_may_refer_to_itself_now_and_then(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Boats\nfirst: &tags [ferry, quay]\ntags: *tags\n---\n\nThey sail.\n")
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Article)
    assert (found.tags, found.remarks) == (("ferry", "quay"), ())


def test_front_matter_without_a_text_is_no_article_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlayout: post\n---\n")
    (found,) = read(tmp_path / "a.md")
    assert isinstance(found, Unreadable)
